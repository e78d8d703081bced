"""Text set into a paragraph or a control as a run, and the marks that end no line of it."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from model.text import clean

_RULES: Final = {
    "w:noLineBreaksBefore": "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞"
    "︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠",
    "w:noLineBreaksAfter": "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥-",
}
"""The marks that begin and that end no Chinese line: those that Word has by itself, and the minus."""

_BETWEEN: Final = (qn("w:printTwoOnOne"), qn("w:strictFirstAndLastChars"))
"""What the schema has between the setting before them and the two rules."""


def keep_minus(word: WordDocument) -> None:
    """Have Word keep a minus with its number, and no other sign in its place: readers of the file go on seeing "-".

    A template that has rules of its own for the ends of lines keeps them.
    """
    settings = word.settings.element
    before = settings.find(qn("w:characterSpacingControl"))  # Word writes it into every file
    if before is None or any(settings.find(qn(name)) is not None for name in _RULES):
        return
    while (behind := before.getnext()) is not None and behind.tag in _BETWEEN:
        before = behind
    for name, marks in _RULES.items():
        rule = OxmlElement(name)
        rule.set(qn("w:lang"), "zh-CN")
        rule.set(qn("w:val"), marks)
        before.addnext(rule)


def say(parent: BaseOxmlElement, text: str, size: int | None = None) -> None:
    """Add ``text`` as a run at the end of ``parent``; nothing for no text. ``size`` in half-points, None: the style's.

    Line ends and tabs become those of Word.
    """
    if not text:
        return
    run = deepcopy(_prototype(size))
    if text.isprintable() and text[0] != " " != text[-1]:
        run[-1].text = text
    else:
        run.remove(run[-1])
        run.text = clean(text)
    parent.append(run)


@cache
def _prototype(size: int | None) -> CT_R:
    """An empty run in the type of that size."""
    run = cast("CT_R", OxmlElement("w:r"))
    if size is not None:
        properties = run.get_or_add_rPr()
        for name in ("w:sz", "w:szCs"):
            element = OxmlElement(name)
            element.set(qn("w:val"), str(size))
            properties.append(element)
    run.append(OxmlElement("w:t"))
    return run
