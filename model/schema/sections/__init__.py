"""One module a section: its fields in the order of the report, its rules below them."""
