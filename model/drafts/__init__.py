"""The draft as a file: read, changed by the least, saved without loss, its versions kept."""
