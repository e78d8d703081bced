"""What workbooks have for a draft, and taking it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from model.figures import WAN
from model.report import sources
from model.report.edits import Inserted, Single, Typed, apply
from model.report.report import Report
from model.workbooks.found_amounts import same_amount


@dataclass(frozen=True, slots=True)
class Taken:
    """A value for the field at ``path``, as it will be kept, and where it stands.

    ``section`` is the number of its section, ``old`` what the field has now, ``row`` the name of the row that it needs
    where the draft has none yet. ``doubt`` says why it is not taken unless the clerk wants it, "" where it is.
    ``covers`` names the money that the amount is of. ``optional``: not every department reports it.
    ``unit`` is that of the field.
    """

    section: int
    path: str
    label: str
    value: str
    file: str
    sheet: str
    cell: str
    old: str
    row: str = ""
    doubt: str = ""
    covers: str = ""
    optional: bool = False
    unit: str = WAN.name

    @property
    def unchanged(self) -> bool:
        """Whether the draft says so already."""
        return same_amount(self.old, self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What was not taken: the field it may have been for ("" for a table or rows of it), where, and why."""

    label: str
    file: str
    sheet: str
    cell: str
    text: str
    reason: str

    @property
    def name(self) -> str:
        """What it is, for people."""
        return self.label or ("这几行" if self.cell else "整张表")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What workbooks have for a draft: figures for fields, what could not be placed, and what else is to be known.

    ``repeated`` are the same figures in further tables and the blanks that come to nothing, ``foreign`` the remarks
    that name another department, ``untaken`` those on the numbers that are neither taken nor listed with a figure.
    """

    figures: list[Taken] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    repeated: list[Taken] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    untaken: list[str] = field(default_factory=list)

    @property
    def certain(self) -> list[Taken]:
        """The figures that nothing speaks against; only these are taken unasked."""
        return [figure for figure in self.figures if not figure.doubt]

    @property
    def doubtful(self) -> list[Taken]:
        """The figures that do not add up or may not be of this department."""
        return [figure for figure in self.figures if figure.doubt]


def take(report: Report, proposal: Proposal) -> None:
    """Put the figures that nothing speaks against into the report, each with its source."""
    for edit in edits(report, proposal.certain):
        apply(report.root, edit)
    report.bind()


def edits(report: Report, figures: Sequence[Taken]) -> list[Single]:
    """What takes ``figures``, all of a proposal for ``report`` as it is or some of them, each with its source."""
    raws: dict[str, str] = {}
    found: list[Single] = []
    origins: dict[str, sources.FigureOrigin] = {}
    added: Counter[str] = Counter()
    new: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for figure in figures:
        path = figure.path
        if figure.row:
            rows, name = report.rows(path.rsplit(".", 2)[0]), path.rpartition(".")[2]
            known = new.get((rows.path, figure.row))
            if known is None or name in known[1]:
                known = len(rows.rows) + added[rows.path], {"name": figure.row}
                new[rows.path, figure.row] = known
                found.append(Inserted(rows.path, *known))
                added[rows.path] += 1
            known[1][name] = figure.value
            path = f"{rows.path}.{known[0]}.{name}"
        else:
            old = raws.get(path, report.cell(path).raw)
            if same_amount(old, figure.value, figure.unit):
                continue
            found.append(Typed(path, old, figure.value))
            raws[path] = figure.value
        origins[path] = sources.FigureOrigin(path, figure.file, figure.sheet, figure.cell, figure.value)
    return found + sources.edits(report.rows("sources"), origins.values())
