"""What workbooks have for a draft, and taking it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from model.checks.rules import carried_over
from model.figures import WAN
from model.patterns import Pattern
from model.report import sources
from model.report.edits import Inserted, Single, Typed, apply
from model.report.report import Report
from model.report.tree import Cell, Content, Node, RowList
from model.workbooks.found_amounts import same_amount

_ONE_DECIMAL: Final = Pattern(r"-?[0-9]+\.[0-9]")
_WHOLE: Final = Pattern("-?[1-9][0-9]{0,14}")


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
    def kept(self) -> str:
        """The value as the draft keeps it: 7007.50 for 7007.5, which a cell of a workbook shows without the zero."""
        return f"{self.value}0" if self.unit == WAN.name and _ONE_DECIMAL.fullmatch(self.value) else self.value

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
    ``sheets`` say of each sheet what it was read as and how many figures can be taken from it.
    """

    figures: list[Taken] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    repeated: list[Taken] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    untaken: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)

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
    """What takes ``figures``, all of a proposal for ``report`` as it is or some of them, each with its source.

    A name or text of last year that the workbook has, too, is confirmed: it holds for this year. A whole amount of a
    sheet with decimals stands there with two, which its cell does not tell: 40.00.
    """
    pointed = {(figure.file, figure.sheet) for figure in figures if figure.unit == WAN.name and "." in figure.value}
    raws: dict[str, str] = {}
    same: dict[Cell, None] = {}
    rows = _NewRows(report)
    origins: dict[str, sources.FigureOrigin] = {}
    for figure in figures:
        if (figure.file, figure.sheet) in pointed and figure.unit == WAN.name and _WHOLE.fullmatch(figure.value):
            figure = replace(figure, value=f"{figure.value}.00")
        path = figure.path
        if figure.row:
            path = rows.put(figure)
        else:
            cell = report.cell(path)
            old = raws.get(path, cell.raw)
            same |= dict.fromkeys(_named_by(cell) if old != figure.value else [cell, *_named_by(cell)])
            if same_amount(old, figure.value, figure.unit):
                continue
            rows.edits.append(Typed(path, old, figure.kept))
            raws[path] = figure.kept
        origins[path] = sources.FigureOrigin(path, figure.file, figure.sheet, figure.cell, figure.kept)
    confirmed = carried_over.confirm(report, same) if same else []
    return rows.edits + confirmed + sources.edits(report.rows("sources"), origins.values())


def _named_by(cell: Cell) -> list[Cell]:
    """The names of the rows around ``cell``, by which the workbook's rows were found."""
    rows = [node for node in cell.node.outwards() if node.index >= 0 and node.record.title]
    return [name for row in rows if (name := row.cell(row.record.title)).raw]


class _NewRows:
    """The rows that figures need and ``report`` has not: some may be left out, the others move up.

    ``edits`` are what was typed and what inserts the rows, in the order in which it came.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.edits: list[Single] = []
        self._added: Counter[str] = Counter()
        self._rows: dict[str, tuple[str, Content]] = {}

    def put(self, figure: Taken) -> str:
        """Put a figure into its row, which its path counts on from those of the report; returns its path there."""
        steps = figure.path.split(".")
        part: Node | RowList = self.report.root
        at = 0
        while not (isinstance(part, RowList) and int(steps[at]) >= len(part.rows)):
            inner = part.rows[int(steps[at])] if isinstance(part, RowList) else part.parts[steps[at]]
            assert not isinstance(inner, Cell)
            part, at = inner, at + 1
        key = ".".join(steps[: at + 1])
        path, content = self._rows.get(key) or self._insert(part, key)
        if len(steps) == at + 2 and steps[-1] in content and steps[-1] != "name":  # another row of that name
            path, content = self._insert(part, key)
        if part.element.record.title == "name":
            content.setdefault("name", figure.row)
        for end in range(at + 1, len(steps) - 1):
            key, name = f"{key}.{steps[end]}", steps[end]
            if name.isdigit():
                continue
            inside = content.setdefault(name, [] if steps[end + 1].isdigit() else {})
            if isinstance(inside, list):
                row = f"{key}.{steps[end + 1]}"
                if row not in self._rows:
                    self._rows[row] = (f"{path}.{name}.{len(inside)}", {})
                    inside.append(self._rows[row][1])
                path, content = self._rows[row]
            else:
                path, content = f"{path}.{name}", inside
        content[steps[-1]] = figure.kept
        return f"{path}.{steps[-1]}"

    def _insert(self, rows: RowList, key: str) -> tuple[str, Content]:
        at = len(rows.rows) + self._added[rows.path]
        self._added[rows.path] += 1
        self._rows[key] = (f"{rows.path}.{at}", {})
        self.edits.append(Inserted(rows.path, at, self._rows[key][1]))
        return self._rows[key]
