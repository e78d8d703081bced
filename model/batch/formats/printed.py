"""Text for people and JSON for scripts, a line for each file."""

from __future__ import annotations

from typing import Any, TextIO

from model.batch.checked import Checked
from model.batch.formats.sink import said
from model.batch.tally import Tally
from model.text import json_text, shown


class Lines:
    """One line a file, the totals at the end."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def add(self, outcome: Checked) -> None:
        """The line of ``outcome``."""
        print(shown(said(outcome)), file=self._out)

    def end(self, tally: Tally) -> None:
        """The totals, if there are any."""
        if tally.files:
            print(tally.text(), file=self._out)


class Json:
    """The object that ``check --format json`` prints of single drafts, with ``totals``; one line a file.

    A finished report has ``not_read``, the number of its figures that found no place.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._between = '{"drafts": [\n'

    def add(self, outcome: Checked) -> None:
        """The object of ``outcome``."""
        plain: dict[str, Any] = {"path": outcome.source.path, "findings": outcome.findings, "counts": outcome.counts}
        if outcome.problems:
            plain["problems"] = outcome.problems
        if outcome.kind == "draft":
            plain["unread"] = outcome.unread
        if outcome.kind == "report":
            plain["not_read"] = outcome.not_read
        self._out.write(self._between + json_text(plain))
        self._between = ",\n"

    def end(self, tally: Tally) -> None:
        """The totals."""
        start = "" if self._between == ",\n" else self._between
        relaxed = f', "relaxed": {json_text(tally.relaxed)}' if tally.relaxed else ""
        self._out.write(f'{start}\n], "totals": {json_text(tally.plain())}{relaxed}}}\n')
