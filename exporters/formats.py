"""The one door out: the suffix of the file name decides what a report becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.output import ExportError, Saved, save

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from exporters.document import Document
    from exporters.word.base_document import Base

SUFFIXES = (".docx", ".pdf", ".md", ".txt")
"""What a report can become: Word, PDF (by LibreOffice), Markdown, plain text."""


def export(document: Document, out: Path, on: Base | None = None, inputs: Iterable[Path] = ()) -> Saved:
    """Write ``document`` to ``out`` in the format of its suffix (upper or lower case).

    A file that was exported there before is replaced, see ``output.save``; the ``inputs`` are not.

    ``on`` is the base document of a Word file, our own by default.
    Raises ExportError for another suffix and when the file cannot be written.
    """
    from exporters.word.keeping import untouched

    return save(out, _content(document, out, on), inputs, untouched=untouched)


def _content(document: Document, out: Path, on: Base | None) -> bytes:
    # Each format is loaded when it is wanted: nobody waits for the others.
    match out.suffix.lower():
        case ".docx":
            return _word(document, on)
        case ".pdf":
            from exporters import pdf

            return pdf.convert(_word(document, on))
        case ".md":
            from exporters.plain import markdown

            return markdown.render(document).encode()
        case ".txt":
            from exporters.plain import text

            return text.render(document).encode()
        case _:
            raise ExportError(
                f"无法导出“{out}”：只能导出为 Word（.docx）、PDF（.pdf）、Markdown（.md）或纯文本（.txt），"
                "请改用其中一种后缀。"
            )


def _word(document: Document, on: Base | None) -> bytes:
    """The Word file, proved."""
    from exporters.word import proof
    from exporters.word import writer as word

    data = word.content(document, on)
    proof.prove(data, document)
    return data
