"""Who made a change and when: as tracked in the file, else as its properties say of the last saving."""

from __future__ import annotations

from exporters.word.readback import WordLine, plain
from model.scanning.files.word_file import WordFile, WordParagraph


class Authors:
    """Author and time of the changes of one file; both "" where it does not tell."""

    def __init__(self, file: WordFile) -> None:
        self._saved = file.saved
        self._cut = {
            plain(change.text): (change.author, change.date)
            for paragraph in file.paragraphs()
            for change in paragraph.changes
            if change.kind == "deleted"
        }

    def of(self, paragraph: WordParagraph, stretch: tuple[int, int]) -> tuple[str, str]:
        """Of what changed in that stretch of the printed paragraph."""
        start, end = (place - len(paragraph.number) for place in stretch)
        for change in paragraph.changes:
            last = change.at + (len(change.text) if change.kind == "inserted" else 0)
            if change.at <= end and last >= start:
                return change.author, change.date
        return self._saved

    def of_line(self, line: WordLine) -> tuple[str, str]:
        """Of a line that was put in."""
        return next((self.of(cell, (0, len(cell.printed))) for cell in line.cells if cell.changes), self._saved)

    def of_cut(self, text: str) -> tuple[str, str]:
        """Of a line that was cut, which read ``text``."""
        return self._cut.get(text, self._saved)
