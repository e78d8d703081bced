"""From a file to its lines and tables."""
