"""What is seen: one widget a module, each of them drawn line by line."""
