"""Puts the figures of a report into its fields."""
