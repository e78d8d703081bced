"""The sentences of the report: ``standard.toml`` is data; the code reads, checks and says such files."""
