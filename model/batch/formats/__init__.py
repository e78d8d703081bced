"""The outputs of a check of many reports, one format a module."""
