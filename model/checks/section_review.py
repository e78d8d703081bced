"""The findings of a section that are not on relations, kept in parts, so that an edit checks again only its part.

A part is one row of an outermost list with everything in it, or the values between two such lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from model.checks.findings import Finding
from model.checks.registry import Facts, rules_of, rules_of_whole
from model.checks.rules.completeness import (
    annex_left_out,
    empty_row,
    none_but_filled,
    required,
    section_empty,
    unreadable,
)
from model.checks.rules.quoted_figures import Mentions
from model.checks.rules.texts import Texts
from model.checks.text_contents import NOTHING, TextContents, contents
from model.report.tree import Cell, Node, RowList
from model.schema.fields import YES
from model.schema.records import AnnexSection, Rows


@dataclass(slots=True, eq=False)
class SectionPart:
    """Some values of a section, and the findings of their last check.

    ``row`` is the row that has them, None outside of lists. ``prose`` are the long texts among them, ``missing`` the
    required values that are not filled in. Most parts have no finding: the empty tuple, which all share, leaves nothing
    for the interpreter to look through at each key, where there are a thousand rows.
    """

    row: Node | None
    cells: list[Cell]
    prose: list[Cell] = field(init=False)
    counted: bool = False
    read: bool = False
    required: int = 0
    typed: int = 0
    missing: tuple[Cell, ...] = ()
    of_lists: tuple[Finding, ...] = ()
    of_row: tuple[Finding, ...] = ()
    of_values: tuple[Finding, ...] = ()
    of_quotes: tuple[Finding, ...] = ()
    told: TextContents = NOTHING

    def __post_init__(self) -> None:
        self.prose = [cell for cell in self.cells if cell.field.multiline]

    def count(self) -> None:
        """Count the values that are typed and those that are missing, unless nothing changed."""
        if self.counted:
            return
        self.counted = True
        needed = [cell for cell in self.cells if cell.field.required]
        self.required = len(needed)
        self.missing = tuple(cell for cell in needed if cell.state == "missing")
        self.typed = len([cell for cell in self.cells if cell.raw])

    def review(self, facts: Facts, texts: Texts, mentions: Mentions) -> None:
        """Run the rules over the row, its lists, values and texts. ``texts`` must have read the values before."""
        self.read = True
        self.of_lists = self.of_row = ()
        if (row := self.row) is not None:
            inside = [*row.lists()]
            rows = [row, *(one for listed in inside for one in listed.rows)]
            empty = [said for one in rows for said in empty_row(one)]
            self.of_lists = (*empty, *(said for listed in inside for said in _of_list(listed)))
            self.of_row = tuple(said for special in rules_of_whole(row.record) for said in special(row, facts))
        self.of_values = tuple(said for cell in self.cells for said in _of_value(cell, facts, texts))
        self.of_quotes = tuple(mentions.findings(self.cells))
        self.told = contents(self.prose, mentions.texts, mentions.names)

    @property
    def findings(self) -> list[Finding]:
        """The findings of the last check."""
        return [*self.of_lists, *self.of_row, *self.of_values, *self.of_quotes]


class SectionReview:
    """The review of one section of a report; ``touch`` what changed, then ``findings`` are those of now."""

    def __init__(self, section: Node) -> None:
        self.section = section
        self._parts: list[SectionPart | RowList] = []
        self._in_order: list[SectionPart] | None = None
        self._rows: dict[Node, SectionPart] = {}
        self._gather(section, [])
        self._found: list[Finding] | None = None
        self._fullness: tuple[int, int, int] | None = None

    def _gather(self, node: Node, run: list[Cell]) -> None:
        """Note the values of ``node`` in parts, between its lists; ``run`` are those since the last list."""
        top = node is self.section
        for part in node.parts.values():
            if isinstance(part, Cell):
                run.append(part)
            elif isinstance(part, Node):
                self._gather(part, run)
            else:
                if run:
                    self._parts.append(SectionPart(None, run[:]))
                    run.clear()
                self._parts.append(part)
        if top and run:
            self._parts.append(SectionPart(None, run))

    def parts(self) -> list[SectionPart]:
        """The parts in the order of the section."""
        if self._in_order is None:
            self._in_order = [one for part in self._parts for one in self._of(part)]
        return self._in_order

    def _of(self, part: SectionPart | RowList) -> Iterator[SectionPart]:
        if isinstance(part, SectionPart):
            yield part
            return
        for row in part.rows:
            if row not in self._rows:
                self._rows[row] = SectionPart(row, list(row.cells()))
            yield self._rows[row]

    @property
    def silent(self) -> bool:
        """Whether its values are not checked: the clerk wrote 无 for the section, or left the annex out."""
        section = self.section
        if section.parts.get("none") is not None and section.cell("none").raw == YES:
            return True
        return isinstance(section.element, AnnexSection) and section.cell("included").raw != YES

    def touch(self, rows: Iterable[Node | None] = ()) -> None:
        """Mark ``rows`` of the outermost lists for a new check, the values outside of lists for None.

        Without any, only the rules on the section as a whole are run again.
        """
        self._found = self._fullness = None
        for row in rows:
            outside = (one for one in self._parts if isinstance(one, SectionPart))
            for part in outside if row is None else (self._rows.get(row),):
                if part is not None:
                    part.counted = part.read = False

    def forget(self) -> None:
        """Mark every part for a new check."""
        self._found = None
        for part in (*self._parts, *self._rows.values()):
            if isinstance(part, SectionPart):
                part.read = False

    def follow(self, rows: RowList, gone: Iterable[Node]) -> list[Cell]:
        """Note that rows of a list came, went or moved. Returns the values that have to be read again."""
        self._found = self._fullness = self._in_order = None
        around = rows.node.outermost_row
        parts = [self._rows.pop(row, None) for row in (gone if around is None else (around,))]
        return [cell for part in parts if part is not None for cell in part.cells]

    def drop(self, places: tuple[str, ...]) -> list[Cell]:
        """Drop the findings of the parts that have one with a path that begins with one of ``places``.

        Returns the values of those parts. They have to be read again.
        """
        dropped = [
            part
            for part in self.parts()
            if any(path.startswith(places) for finding in part.findings for path in finding.fields)
        ]
        for part in dropped:
            part.read, part.of_lists, part.of_row, part.of_values, part.of_quotes = False, (), (), (), ()
        if dropped:
            self._found = None
        return [cell for part in dropped for cell in part.cells]

    def unread(self) -> list[SectionPart]:
        """The parts that ``Texts`` has to read before ``findings`` is called."""
        if self._found is not None or self.silent:
            return []
        return [part for part in self.parts() if not part.read]

    def read_parts(self) -> list[SectionPart]:
        """The parts whose findings are those of now; none where nothing of the section is printed."""
        return [] if self.silent else [part for part in self.parts() if part.read]

    def fullness(self) -> tuple[int, int, int]:
        """The number of required values, the number of those that are missing, and the number of typed values."""
        if self._fullness is None:
            found = self.parts()
            for part in found:
                part.count()
            self._fullness = (
                sum(part.required for part in found),
                sum(len(part.missing) for part in found),
                sum(part.typed for part in found),
            )
        return self._fullness

    def findings(self, facts: Facts, texts: Texts, mentions: Mentions) -> list[Finding]:
        """The findings of the section. ``texts`` must have read what is ``unread``."""
        if self._found is None:
            self._found = list(self._review(facts, texts, mentions, self.unread()))
        return self._found

    def first_look(self, facts: Facts, texts: Texts, mentions: Mentions, row: Node | None) -> list[Finding]:
        """The findings where there is no time to read all: of the values outside of lists and of ``row`` those of now.

        Of the others, which stay unread, those of their last check.
        """
        now = [part for part in self.unread() if part.row in (None, row)]
        for part in now:
            texts.read(part.cells)
        return list(self._review(facts, texts, mentions, now))

    def _review(
        self, facts: Facts, texts: Texts, mentions: Mentions, unread: Iterable[SectionPart]
    ) -> Iterable[Finding]:
        section = self.section
        if self.silent:
            return annex_left_out(section) if isinstance(section.element, AnnexSection) else none_but_filled(section)
        typed = self.fullness()[2]
        if not isinstance(section.element, AnnexSection) and _bare(section, typed):
            return section_empty(section)
        parts = self.parts()
        for part in unread:
            part.review(facts, texts, mentions)
        found = [*required(section, [cell for part in parts for cell in part.missing])]
        for rows in self._parts:
            if not isinstance(rows, SectionPart):
                found += _of_list(rows)
                found += [said for row in rows.rows for said in self._rows[row].of_lists]
        found += [said for part in parts for said in part.of_row]
        found += [said for part in parts for said in part.of_values]
        for special in rules_of_whole(section.record):
            found += special(section, facts)
        return [*found, *(said for part in parts for said in part.of_quotes)]


def _of_value(cell: Cell, facts: Facts, texts: Texts) -> Iterator[Finding]:
    if cell.error:
        yield from unreadable(cell)
    elif cell.raw:
        if cell.field.free:
            yield from texts.findings(cell)
        for rule in rules_of(cell.field):
            yield from rule(cell, facts)


def _of_list(rows: RowList) -> Iterator[Finding]:
    for listed in rules_of_whole(Rows):
        yield from listed(rows)


def _bare(section: Node, typed: int) -> bool:
    """Whether the section is empty; an answer 否 to 本单位无此项 does not count as content."""
    return not typed or (typed == 1 and "none" in section.parts and not section.content().keys() - {"none"})
