"""The windows over the form, one a module."""
