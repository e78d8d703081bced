"""What a heading says: the part of the report that it opens, and what the figures below it are about."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from model.language.lexicon import lexicon
from model.patterns import Pattern

_TITLE_LENGTH: Final = 60
# The title of the whole report, which may be set as a heading.
_OF_REPORT: Final = Pattern("(?:20[0-9]{2}年|关于|[局委办厅院校馆会心站队所处镇乡](?:部门|单位|整体)).*报告$")
_MARKS: Final = Pattern(r"[“”‘’\"'《》\s]")

_ASSETS: Final = "assets.totals"


def section_of(title: str) -> str | None:
    """The key of the section that a heading with that title opens; "" for an end; None where it opens none."""
    plain = _plain(title)
    if len(plain) > 40 or _OF_REPORT.search(plain):
        return None
    return next((key for key, words in _words("sections") if words.search(plain)), None)


def topic_of(title: str, section: str = "") -> str:
    """The home of the figures in ``section`` below a heading or in a table of that title; "" where it tells none."""
    plain = _plain(title)
    found = (home for home, words in _words("topics") if home.startswith(section) and words.search(plain))
    return next((home for home in found if section or home != _ASSETS or "资产" in plain), "")


def field_of(words: str, sections: Collection[str]) -> str:
    """The path of the one field of ``sections`` that the words before a figure, with its unit, tell; "" for none."""
    return _told("figures", words, sections)


def field_in(sentence: str, sections: Collection[str]) -> str:
    """The path of the one field of ``sections`` that a sentence tells; "" for none.

    ``sentence`` is what of it stands before the figure, its unit, a bar, and what stands behind.
    """
    return _told("sentences", sentence, sections)


def _told(group: str, words: str, sections: Collection[str]) -> str:
    known = (path for path, said in _words(group) if path.partition(".")[0] in sections and said.search(words))
    return next(known, "")


def field_of_row(label: str, head: str, unit: str) -> str:
    """The path of the field of income that a row of amounts tells, with its ``unit``; "" for none."""
    counted = head in ("人数", "实有人数", "数量")
    if head and not counted and (column_of("project_columns", head) != "executed" or re.search("支|执行", head)):
        return ""
    return field_of(label + unit, ("overview",)) or field_in(f"收入：{label}{unit}|", ("overview",))


def said_to_be_none(sentence: str) -> list[str]:
    """The paths of the fields of which a sentence says that there is no such thing."""
    plain = _plain_marks(sentence)
    return [path for path, said in _words("nothing") if said.search(plain)]


def column_of(group: str, head: str) -> str:
    """What a column tells by its head, as that ``group`` of the lexicon has it; "" for nothing."""
    return next((name for name, words in _words(group) if words.search(head)), "")


def is_aside(group: str, head: str) -> bool:
    """Whether the words of a head say that the column is none of that ``group``."""
    return any(words.search(head) for name, words in _words(group) if not name)


def annex_of(title: str) -> str:
    """The key of the annex that a line is the title of; "" where it is none."""
    if len(title) > _TITLE_LENGTH or re.search("[。；]", title):
        return ""
    return next((key for key, words in _words("annexes") if words.search(title)), "")


@cache
def _words(group: str) -> tuple[tuple[str, Pattern], ...]:
    """The keys of a group of headings in the lexicon, each with the pattern of its words."""
    return tuple((key, Pattern(words, re.VERBOSE)) for key, words in lexicon().headings[group].items())


def _plain(title: str) -> str:
    return re.sub(r"（.{0,80}?）", "", _plain_marks(title))


def _plain_marks(text: str) -> str:
    return _MARKS.sub("", text)
