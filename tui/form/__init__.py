"""The form of a section: its lines, its cursor and its editors."""
