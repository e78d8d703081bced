"""Changing a draft: the session with its undo history, comparing, merging, rolling forward."""
