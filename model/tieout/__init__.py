"""Holds the figures of a report against the accounts and against last year's report, as a reviewer does by hand."""
