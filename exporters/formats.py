"""The one door out: the suffix of the file name decides what a report becomes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from exporters.document import Document
from exporters.output import ExportError, Saved, save
from exporters.word.template import Template

SUFFIXES = (".docx", ".pdf", ".md", ".txt")
"""What a report can become: Word, PDF (by LibreOffice), Markdown, plain text."""


class Rendered(NamedTuple):
    """The bytes of a file, and a sentence about it for the clerk, "" for none."""

    data: bytes
    notice: str = ""


def export(document: Document, out: Path, on: Template | None = None) -> Saved:
    """Write ``document`` to ``out`` in the format of its suffix (upper or lower case), see ``output.save``.

    ``on`` is the template of a Word file, our own by default.
    Raises ExportError for another suffix and when the file cannot be written.
    """
    return save(out, render(document, out, on).data)


def render(document: Document, out: Path, on: Template | None = None) -> Rendered:
    """What ``export`` writes to ``out``. Raises ExportError for another suffix, and where it cannot be made."""
    # Each format is loaded when it is wanted: nobody waits for the others.
    match out.suffix.lower():
        case ".docx":
            return Rendered(_word(document, on))
        case ".pdf":
            from exporters import pdf

            return Rendered(*pdf.make(_word(document, on), document))
        case ".md":
            from exporters.plain import markdown

            return Rendered(markdown.render(document).encode())
        case ".txt":
            from exporters.plain import plain_text

            return Rendered(plain_text.render(document).encode())
        case _:
            raise ExportError(
                f"无法导出“{out}”：只能导出为 Word（.docx）、PDF（.pdf）、Markdown（.md）或纯文本（.txt），"
                "请改用其中一种后缀。"
            )


def _word(document: Document, on: Template | None) -> bytes:
    """The Word file, proved."""
    from exporters.word import readback, writer

    data = writer.content(document, on)
    readback.prove(data, document)
    return data
