"""The report's standard sentences, one module a section."""
