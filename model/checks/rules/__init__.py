"""The rules that are not arithmetic, one module a kind."""
