"""The Word file: page, styles, content, and reading it back."""
