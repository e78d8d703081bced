"""Drafts of older versions of the program: their text is brought to the present schema, step by step.

Each step makes the text of one schema that of the next and changes nothing else, so that comments, order and what the
clerk wrote stay.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Final

from model.patterns import Pattern
from model.report.tree import Content

_NUMBER: Final = Pattern(r"^([ \t]*schema[ \t]*=[ \t]*)[0-9]+", re.M)
_DATE: Final = Pattern(r"(?m)^\[publication\][^\n]*\n(?:[^\[\n][^\n]*\n|\n)*?date[ \t]*=[ \t]*([0-9-]+|\"[^\"\n]*\")")


def _with_date_of_signing(text: str) -> str:
    """Schema 1 printed the date of publication as that of signing; schema 2 has a field for each."""
    if not isinstance((before := tomllib.loads(text)).get("publication"), dict):
        return text
    publication = before["publication"]
    if "date" not in publication or "signed" in publication:
        return text
    publication["signed"] = publication["date"]
    found = _DATE.search(text)
    if found is not None:
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end - (text[end - 1] == "\r")
        newline = "\r\n" if "\r\n" in text else "\n"
        written = f"{text[:end]}{newline}signed = {found[1]}{text[end:]}"
        if _says(written, before):
            return written
    import tomlkit

    document = tomlkit.parse(text)
    document["publication"]["signed"] = document["publication"]["date"]
    return document.as_string()


def _content_with_date_of_signing(content: Content) -> None:
    publication = content.get("publication")
    if isinstance(publication, dict) and "date" in publication:
        publication.setdefault("signed", publication["date"])


def _says(text: str, wanted: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


STEPS: Final[Mapping[int, Callable[[str], str]]] = {1: _with_date_of_signing}
"""By the schema that a step starts from; it need not write the schema's number."""
CONTENT_STEPS: Final[Mapping[int, Callable[[Content], None]]] = {1: _content_with_date_of_signing}
"""The same for what a report said, as a journal keeps it."""


def migrated(text: str, schema: int, wanted: int) -> str:
    """The draft ``text`` of ``schema`` as one of ``wanted``."""
    for step in range(schema, wanted):
        text = STEPS[step](text)
    return _NUMBER.sub(rf"\g<1>{wanted}", text, count=1)


def migrate_content(content: Content, schema: int, wanted: int) -> None:
    """Make of ``content``, what a report of ``schema`` said, what one of ``wanted`` says."""
    for step in range(schema, wanted):
        if step in CONTENT_STEPS:
            CONTENT_STEPS[step](content)
