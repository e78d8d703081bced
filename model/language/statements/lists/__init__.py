"""Lists in texts: what belongs to one, what it comes to, and what shows that it is whole."""
