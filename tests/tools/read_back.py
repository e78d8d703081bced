"""How our own exports are read back: which errors are told, by field what is lost and what stands in a wrong field.

``python -m tests.tools.read_back`` exports every draft of samples/ and tests/data (``--random 20`` makes that many
variants of them, in which a check finds no error), reads each export and compares it figure by figure.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exporters.compose import compose
from exporters.formats import render
from model.report.tree import Node, RowList
from model.scanning.combining import judge_report
from model.scanning.files.loading import load_blocks
from model.scanning.reading import read_report
from model.schema.fields import Number, Prose, Text
from tests.tools.variants import drafts, variants

if TYPE_CHECKING:
    from model.report.report import Report
    from model.report.tree import Cell

SHAPES: Final = ("stamp.txt", "stamp.md", "stamp.docx", "draft.docx")
"""The copy and the format that an export is read from."""


@dataclass(slots=True)
class Account:
    """What came back of one export or of several; ``lost`` and ``wrong`` count by field, rows without their number.

    ``texts`` are the texts of the draft that the export prints, ``texts_back`` those that a text of the same section
    holds again, be it another field: a lead sentence runs into the text behind it. ``errors`` are those that a scan
    tells of the export, in its words.
    """

    printed: int = 0
    back: int = 0
    placed: int = 0
    texts: int = 0
    texts_back: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    lost_texts: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, other: Account) -> None:
        """Count what ``other`` counted, too."""
        self.printed += other.printed
        self.back += other.back
        self.placed += other.placed
        self.texts += other.texts
        self.texts_back += other.texts_back
        self.lost += other.lost
        self.lost_texts += other.lost_texts
        self.wrong += other.wrong
        self.errors += other.errors


def read_back(report: Report, shape: str, folder: Path) -> Account:
    """What the scan reads of the export of ``report`` in that shape."""
    document = compose(report)
    copy, _, suffix = shape.partition(".")
    out = folder / f"report.{suffix}"
    out.write_bytes(render(replace(document, returning=copy == "draft"), out).data)
    reading = read_report(load_blocks(str(out)))
    gathering = reading.gathering
    names, said = _names(report), _names(gathering.report)
    expected = {
        names[run.path]: value
        for run in document.figures()
        if re.search("[0-9]", run.text) and (value := _value(report.cell(run.path))) is not None
    }
    known = {names[cell.path]: value for cell in report.root.cells() if (value := _value(cell)) is not None}
    found = {said[cell.path]: value for cell in gathering.report.root.cells() if (value := _value(cell)) is not None}
    account = Account(len(expected), placed=len(gathering.placed))
    account.errors.update(one.message for one in judge_report(reading, set())[0] if one.severity == "error")
    for name, value in expected.items():
        if found.get(name) == value:
            account.back += 1
        else:
            account.lost[_bare(name)] += 1
    again: dict[str, str] = {}
    for cell in gathering.report.root.cells():
        section = cell.path.partition(".")[0]
        again[section] = again.get(section, "") + _bare_words(cell.raw)
    printed = _bare_words("".join(document.lines()))
    for cell in report.root.cells():
        pieces = [piece for part in re.split(r"\{[^{}]*\}|\n", cell.raw) if (piece := _bare_words(part))]
        if (
            isinstance(cell.field, (Text, Prose))
            and pieces
            and not cell.field.unprinted
            and all(one in printed for one in pieces)
        ):
            account.texts += 1
            if all(one in again.get(cell.path.partition(".")[0], "") for one in pieces):
                account.texts_back += 1
            else:
                account.lost_texts[_bare(names[cell.path])] += 1
    texts = " ".join(cell.raw for cell in report.root.cells() if isinstance(cell.field, Text | Prose)).replace(",", "")
    for name, digits in {said[one.cell.path]: one.digits for one in gathering.placed}.items():
        if known.get(name) != found.get(name) and (name in known or digits.lstrip("-") not in texts):
            account.wrong[f"{_bare(name)} {found.get(name)} ({known.get(name)})"] += 1
    return account


def _bare_words(text: str) -> str:
    """The words without marks, blanks and the numbers of items, which are set anew by the level that they stand on."""
    return re.sub(r"[\W_]", "", re.sub(r"(?m)^\s*[（(]?[0-9]{1,2}[）).、](?![0-9])", "", text))


def _value(cell: Cell) -> int | None:
    figure = cell.printed if isinstance(cell.field, Number) else None
    return None if figure is None else figure.value


def _names(report: Report) -> dict[str, str]:
    """What each field is called by the names of the rows around it, as its place in a list may be another."""
    names: dict[str, str] = {}

    def name(node: Node, around: str) -> None:
        for key, part in node.parts.items():
            if isinstance(part, RowList):
                seen: Counter[str] = Counter()
                for row in part.rows:
                    title = re.sub(r"[\s“”]", "", row.title)
                    seen[title] += 1
                    name(row, f"{around}{key}.[{title}{seen[title] if seen[title] > 1 else ''}].")
            elif isinstance(part, Node):
                name(part, f"{around}{key}.")
            else:
                names[part.path] = around + key

    name(report.root, "")
    return names


def _bare(name: str) -> str:
    return re.sub(r"\.\[.*?\]\.", ".*.", name)


def main() -> None:
    """Print the account of each export and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=0, help="so many invented drafts beside those that are there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=SHAPES, action="append", help="only these shapes")
    parser.add_argument("--only", default="", help="only drafts with this in their name")
    asked = parser.parse_args()
    whole: dict[str, Account] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, report in (*drafts(), *variants(asked.random, asked.seed)):
            for shape in asked.shape or SHAPES if asked.only in name else ():
                account = read_back(report, shape, Path(folder))
                whole.setdefault(shape, Account()).add(account)
                told = f"wrong {account.wrong.total()}  errors {account.errors.total()}"
                print(f"{name:28} {shape:11} {account.back:4} / {account.printed:4}  {told}")
    for shape, account in whole.items():
        share = 100 * account.back / max(1, account.printed)
        right = 100 - 100 * account.wrong.total() / max(1, account.placed)
        print(f"\n{shape}: {share:.1f} % of {account.printed} back, {right:.2f} % of {account.placed} right")
        print(f"  {account.texts_back} of {account.texts} texts back")
        for title, counts in (
            ("lost", account.lost),
            ("lost text", account.lost_texts),
            ("wrong", account.wrong),
            ("error", account.errors),
        ):
            for path, count in counts.most_common(80):
                print(f"  {title} {count:3} {path}")


if __name__ == "__main__":
    main()
