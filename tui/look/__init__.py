"""Colours, widths of characters, and finding by initials."""
