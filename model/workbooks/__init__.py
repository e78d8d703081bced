"""The tables of the 部门决算公开 as workbooks hold them: read, recognised by title, label and header, and taken."""

SUFFIXES = (".xlsx", ".xls", ".ods")
"""How the names of workbooks end."""
