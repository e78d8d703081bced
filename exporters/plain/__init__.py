"""The report as plain text and as Markdown."""
