"""Reads a finished report that nobody wrote with this program into as much of a draft as is certain."""
