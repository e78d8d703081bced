"""Text set into a paragraph or a control as a run."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from exporters.printable import clean

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R
    from docx.oxml.xmlchemy import BaseOxmlElement


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
