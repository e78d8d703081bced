"""Makes next year's draft from last year's: its figures become last year's figures, its texts are marked for review.

The declaration of a field says what happens to it. ``from_last`` names the figure that it takes over, ``begins_with``
the one that it takes over for review. A ``yearly`` field is left empty, but for texts that say the same in any year.
Everything else is copied, and marked for review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from model.checks.rules import carried_over
from model.drafts.draft import Draft, DraftError, load, parse
from model.drafts.new_draft import blank_text, save_new
from model.report import sources
from model.report.binding import one
from model.report.edits import apply
from model.report.tree import Cell, Node, RowList, is_unused, without_rows
from model.schema.fields import NONE, YES, Date, Year, a_year_later
from model.schema.outline import place
from model.schema.records import Section


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure of last year that was carried: the field that has it now, and the one it came from."""

    cell: Cell
    source: Cell


@dataclass(frozen=True, slots=True)
class Rolled:
    """A draft rolled forward, and what became of last year's content.

    ``figures`` were carried, ``kept`` is standing text in the new draft, ``cleared`` are the fields and lists of last
    year's draft that were left out, ``faults`` sentences on what could not be carried. ``lacking`` are figures of last
    year that its draft does not have, each with what they are called there.
    """

    draft: Draft
    year: int
    figures: list[Carried]
    kept: list[Cell]
    cleared: list[Cell | RowList]
    faults: list[str]
    lacking: list[tuple[Cell, str]]

    @property
    def unmapped(self) -> list[str]:
        """Sentences on what was not carried and is not filled in otherwise by now."""
        found = list(self.faults)
        for cell, name in self.lacking:
            none = cell.node.parts.get("none")
            if cell.state == "missing" and not (isinstance(none, Cell) and none.raw == YES):
                found.append(f"{_called(cell)}：上年草稿里没有{name}，请另行填写")
        return found


def create(path: Path, last_path: Path, year: int | None = None, last: Draft | None = None) -> Rolled:
    """Write next year's draft to ``path``, following the draft at ``last_path``, or ``last`` that was read from there.

    Raises DraftError when something is there already.
    """
    rolled = roll_forward(load(last_path) if last is None else last, year, last_path.name)
    save_new(rolled.draft, path)
    return rolled


def roll_forward(last: Draft, year: int | None = None, name: str = "") -> Rolled:
    """The draft for ``year`` (default: the one after) that follows ``last``; ``name`` is what its file is called.

    Figures are carried only into the year after. Raises DraftError when the years do not follow each other.
    """
    last_year = _year(last, name)
    year = last_year + 1 if year is None else year
    if not last_year < year <= 2099:
        raise DraftError(f"新草稿的年度 {year} 应晚于上年草稿的 {last_year} 年度，请检查 --year 或换一份上年草稿")
    draft = parse(blank_text())
    rolled = Rolled(draft, year, [], [], [], list(last.problems), [])
    pairs = list(_stand(last.report.root, draft.report.root, rolled))
    draft.report.section(1).cell("year").raw = str(year)
    draft.report.bind()
    if year == last_year + 1:
        left_out = {annex.section for annex in last.report.annexes() if annex.cell("included").raw != YES}
        for old, new in pairs:
            if old.section not in left_out:
                _carry(old, new, rolled)
    else:
        rolled.faults.append(f"{name}是{last_year}年度的，不是{year}年度的上一年：各项上年数没有带入，请另行填写")
    marks = draft.report.rows("to_review")
    for content in carried_over.marks(rolled.kept):
        marks.insert(len(marks.rows)).fill(content)
    used = draft.report.rows("used_last_year")
    for path in dict.fromkeys(_used(last.report.root)):
        used.insert(len(used.rows)).cell("path").raw = path
    origins = [
        sources.FigureOrigin(carried.cell.path, name, "", carried.source.path, carried.cell.raw)
        for carried in rolled.figures
    ]
    scope = last.report.cell("general_budget.scope")  # what the carried figures of that part cover
    origins += [sources.FigureOrigin(scope.path, name, "", scope.path, scope.chosen)] if origins else []
    for edit in sources.edits(draft.report.rows("sources"), origins if name else ()):
        apply(draft.report.root, edit)
    draft.report.bind()
    return rolled


def _year(last: Draft, name: str) -> int:
    cell = last.report.section(1).cell("year")
    if cell.state != "typed":
        raise DraftError(
            f"{name or '上年草稿'}：没有填{cell.field.label}，不知道哪些是上年数；不是上年的草稿或报告的，请另选一份，"
            f"是的请先在里面填{cell.field.label}"
        )
    return int(cell.raw)


def _stand(old: Node, new: Node, rolled: Rolled) -> Iterator[tuple[Node, Node]]:
    """Copy from ``old`` to ``new`` what is not ``yearly``. Yields each pair of records, the inner ones too."""
    yield old, new
    for name, part in old.parts.items():
        other = new.parts[name]
        if isinstance(part, Cell):
            assert isinstance(other, Cell)
            if not part.raw or part.error:
                continue
            if isinstance(part.field, Date) and part.field.advances:
                other.raw = a_year_later(part.raw)
                rolled.kept.append(other)
            elif part.field.yearly and not (part.field.plain_stays and carried_over.plain(part)):
                if not (part.field.from_last or part.field.begins_with or isinstance(part.field, Year)):
                    rolled.cleared.append(part)
            else:
                other.raw = part.raw
                rolled.kept.append(other)
        elif isinstance(part, Node):
            assert isinstance(other, Node)
            yield from _stand(part, other, rolled)
        elif part.element.yearly:
            if part.rows and not part.element.internal:
                rolled.cleared.append(part)
        else:
            assert isinstance(other, RowList)
            for row in part.rows:
                if not row.empty:
                    yield from _stand(row, other.insert(len(other.rows)), rolled)


def _carry(old: Node, new: Node, rolled: Rolled) -> None:
    """Take the figures of ``old`` that ``new`` repeats as last year's, or begins with, the latter to be looked at.

    Those that are computed there stay so.
    """
    for part in new.parts.values():
        if not isinstance(part, Cell) or part.computable:
            continue
        if part.field.begins_with is not None:
            _propose(part, one(old, part.field.begins_with), rolled)
        if part.field.from_last is None:
            continue
        source = one(old, part.field.from_last)
        if source.state in ("typed", "none"):
            part.raw = source.raw
        elif source.figure is not None:
            part.raw = source.figure.digits()
        elif part.field.required or not (old.empty or part.field.blank_is_none):
            rolled.lacking.append((part, source.label))
        if part.raw:
            rolled.figures.append(Carried(part, source))


def _used(node: Node) -> Iterator[str]:
    """Where ``node`` has something that not every department reports, without the numbers of rows."""
    for part in node.parts.values():
        element = part.field if isinstance(part, Cell) else part.element
        if element is not None and element.folded and not is_unused(part):
            yield without_rows(part.path)
        for inside in part.rows if isinstance(part, RowList) else [part] if isinstance(part, Node) else []:
            yield from _used(inside)


def _propose(cell: Cell, source: Cell, rolled: Rolled) -> None:
    """Let ``cell`` begin with the figure of ``source``, for review; with nothing where nothing was left."""
    if source.figure is not None and source.figure.value:
        cell.raw = source.raw or source.figure.digits()
        rolled.figures.append(Carried(cell, source))
        rolled.kept.append(cell)


def told(rolled: Rolled) -> Iterator[str]:
    """What was carried, kept, cleared and not mapped, as lines of text."""
    yield f"带入的上年数（{len(rolled.figures)}项）"
    for carried in rolled.figures:
        cell, source = carried.cell, carried.source
        amount = NONE if cell.raw == NONE or source.figure is None else source.figure.text()
        yield f"  {_called(cell)}  {amount}  取自上年的{source.label}"
    yield f"沿用、待核对的文字（{len(rolled.kept)}处）"
    yield from _by_section(rolled.kept)
    yield f"清空的项（{len(rolled.cleared)}项）"
    yield from _by_section(rolled.cleared, named=True)
    unmapped = rolled.unmapped
    yield f"没有带入的（{len(unmapped)}项）"
    yield from (f"  {sentence}" for sentence in unmapped)


def _called(cell: Cell) -> str:
    """The label of a figure, behind its section where that alone tells it from another of the same label."""
    return cell.label if "." in cell.node.path else place(cell.section) + cell.label


def _by_section(parts: Iterable[Cell | RowList], *, named: bool = False) -> Iterator[str]:
    """A line a section: the labels of single fields, and for each outermost list how many of its fields are meant.

    ``named``: the texts of lists that have a heading, too, which nobody finds again by their number.
    """
    found: dict[str, dict[str, int]] = {}
    for part in parts:
        label = part.label if isinstance(part, Cell) else f"{part.element.label}{len(part.rows)}行"
        row = part.node.outermost_row
        listed = row.kind_label if row is not None else ""
        if named and isinstance(part, Cell) and part.field.multiline and part.node.index >= 0:
            label, listed = f"{part.node.title}（{part.field.label}）", ""
        sections = (node.element.label for node in part.node.outwards() if isinstance(node.element, Section))
        section = next(sections, part.element.label if isinstance(part, RowList) else listed)
        counts = found.setdefault(section, {})
        counts[listed or label] = counts.get(listed or label, 0) + 1 if listed else 0
    for section, counts in found.items():
        said = "、".join(f"{label}{number}处" if number else label for label, number in counts.items())
        yield f"  {section}：{said}"
