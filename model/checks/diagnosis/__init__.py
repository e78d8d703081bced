"""Which slip probably made a relation fail, and the one value that would mend it."""
