"""A summary drawn: in the terminal, as .svg and as .png."""
