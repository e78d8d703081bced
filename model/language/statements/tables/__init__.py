"""Tables: what their rows and columns say of each other."""
