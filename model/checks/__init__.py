"""Judging a report: verdicts, findings in the clerk's words, and the likely slip behind each."""
