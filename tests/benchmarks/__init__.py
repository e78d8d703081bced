"""Measures the program against floors in one run; never part of a test run."""
