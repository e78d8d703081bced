"""The one door out: the suffix of the file name decides what a report becomes."""

from __future__ import annotations

from pathlib import Path

from exporters.document import Document
from exporters.output import ExportError, Rendered
from exporters.word.template import Template


def render(document: Document, out: Path, on: Template | None = None) -> Rendered:
    """``document`` in the format of the suffix of ``out``, in upper or lower case.

    ``on`` is the template of a Word file, our own by default. Raises ExportError for another suffix, and where the file
    cannot be made.
    """
    # Each format is loaded when it is wanted: nobody waits for the others.
    match out.suffix.lower():
        case ".docx":
            return Rendered(_word(document, on))
        case ".pdf":
            from exporters import pdf

            return pdf.make(_word(document, on), document)
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
