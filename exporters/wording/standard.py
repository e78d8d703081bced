"""The standard wording: the eleven sections in their order with the official headings, and the three annexes."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from exporters.wording.names import explained
from exporters.wording.wording_blocks import Wording
from exporters.wording.wording_reader import read
from model.patterns import Pattern

NAME = "standard.toml"


@cache
def standard() -> Wording:
    """The wording that this program brings along."""
    return read(_text(), NAME)


def annotated() -> str:
    """The file of the standard wording, with the names that can be used in each part in a comment above it."""
    return _PART.sub(lambda part: f"{explained(part[1])}\n{part[0]}", _text())


_PART = Pattern(r'^\[\[(?:section|annex)\]\]\nkey = "(\w+)"$', re.MULTILINE)


@cache
def _text() -> str:
    return resources.files(__package__).joinpath(NAME).read_text("utf-8")
