"""How the tables of the accounts are headed and annotated: the patterns of ``table_words.toml``, by name."""

from __future__ import annotations

from typing import Final

from model.workbooks.tables.table_kinds import declared

WORDS: Final[dict[str, str]] = declared("table_words.toml", __file__)["words"]
