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
from model.schema.fields import NO, YES
from model.schema.records import AnnexSection, Rows


@dataclass(slots=True, eq=False)
class SectionPart:
    """Some values of a section, and the findings of their last check.

    ``row`` is the row that has them, None outside of lists; ``number`` counts the lists of the section, and what stands
    between them. ``prose`` are the long texts among them, ``missing`` the required values that are not filled in. Most
    parts have no finding: the empty tuple, which all share, leaves nothing for the interpreter to look through at each
    key, where there are a thousand rows.
    """

    row: Node | None
    cells: list[Cell]
    number: int
    prose: list[Cell] = field(init=False)
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
        """Count the values that are typed and those that are missing."""
        needed = [cell for cell in self.cells if cell.field.required]
        self.required = len(needed)
        self.missing = tuple(cell for cell in needed if cell.state == "missing")
        self.typed = len([cell for cell in self.cells if cell.raw and not cell.raw.isspace()])

    def review(self, facts: Facts, texts: Texts, mentions: Mentions) -> None:
        """Run the rules over the row, its lists, values and texts. ``texts`` must have read the values before."""
        self.read = True
        self.of_lists = self.of_row = ()
        if (row := self.row) is not None:
            inside = [*row.lists()]
            rows = [row, *(one for listed in inside for one in listed.rows)]
            empty = [said for one in rows for said in empty_row(one)]
            self.of_lists = (*empty, *(said for listed in inside for said in _of_list(listed, facts)))
            self.of_row = tuple(said for special in rules_of_whole(row.record) for said in special(row, facts))
        self.of_values = tuple(said for cell in self.cells for said in _of_value(cell, facts, texts))
        self.of_quotes = tuple(mentions.findings(self.cells))
        self.told = contents(self.prose, mentions.texts, mentions.names)

    @property
    def findings(self) -> list[Finding]:
        """The findings of the last check."""
        return [*self.of_lists, *self.of_row, *self.of_values, *self.of_quotes]

    @property
    def tells(self) -> bool:
        """Whether there is anything to say of it."""
        found = self.of_lists or self.of_row or self.of_values or self.of_quotes
        return bool(found or self.missing) or self.told is not NOTHING

    @property
    def place(self) -> tuple[int, int]:
        """What parts sort by as they stand in the section."""
        return self.number, -1 if self.row is None else self.row.index


class SectionReview:
    """The review of one section of a report; ``touch`` what changed, then ``findings`` are those of now.

    Of a thousand rows a key changes one: those that changed are kept apart, and those of which there is something to
    say, so that nobody has to look for them among all.
    """

    def __init__(self, section: Node) -> None:
        self.section = section
        self._parts: list[SectionPart | RowList] = []
        self._rows: dict[Node, SectionPart] = {}
        self._uncounted: set[SectionPart] = set()
        self._unread: dict[SectionPart, None] = {}
        self._telling: set[SectionPart] = set()
        self._gather(section, [])
        for number, part in enumerate(self._parts):
            for row in part.rows if isinstance(part, RowList) else ():
                self._begin(number, row)
        self._found: list[Finding] | None = None
        self._full = [0, 0, 0]

    def _gather(self, node: Node, run: list[Cell]) -> None:
        """Note the values of ``node`` in parts, between its lists; ``run`` are those since the last list."""
        top = node is self.section
        for part in node.parts.values():
            if isinstance(part, Cell):
                run.append(part)
            elif isinstance(part, Node):
                self._gather(part, run)
            else:
                self._end(run)
                self._parts.append(part)
        if top:
            self._end(run)

    def _end(self, run: list[Cell]) -> None:
        """Make a part of the values since the last list."""
        if run:
            self._parts.append(part := SectionPart(None, run[:], len(self._parts)))
            self._mark(part, changed=True)
            run.clear()

    def _begin(self, number: int, row: Node) -> None:
        """Make a part of a row of the list that is the part of that ``number``."""
        self._rows[row] = part = SectionPart(row, list(row.cells()), number)
        self._mark(part, changed=True)

    def _mark(self, part: SectionPart, *, changed: bool) -> None:
        part.read = False
        self._unread[part] = None
        if changed:
            self._uncounted.add(part)

    def _forget(self, part: SectionPart) -> None:
        """Leave out a part whose row is gone, or is made anew."""
        self._unread.pop(part, None)
        self._uncounted.discard(part)
        self._telling.discard(part)
        self._add(part, -1)

    def _add(self, part: SectionPart, times: int) -> None:
        """Add what was counted in ``part`` to what was counted in the section, or (-1) take it away."""
        for at, many in enumerate((part.required, len(part.missing), part.typed)):
            self._full[at] += times * many

    def _note(self, part: SectionPart) -> None:
        (self._telling.add if part.tells else self._telling.discard)(part)

    def _told(self) -> list[SectionPart]:
        """The parts of which there is something to say, in the order of the section."""
        return sorted(self._telling, key=lambda part: part.place)

    @property
    def silent(self) -> bool:
        """Whether its values are not checked: the clerk wrote 无 for the section, or left the annex out."""
        section = self.section
        if section.parts.get("none") is not None and section.cell("none").raw == YES:
            return True
        return isinstance(section.element, AnnexSection) and section.cell("included").raw != YES

    def touch(self, rows: Iterable[Node | None] = (), *, changed: bool = False) -> None:
        """Mark ``rows`` of the outermost lists for a new check, the values outside of lists for None.

        Without any, only the rules on the section as a whole are run again. ``changed``: what stands in them may be
        something else, and not only what that means.
        """
        self._found = None
        for row in rows:
            outside = (one for one in self._parts if isinstance(one, SectionPart))
            for part in outside if row is None else (self._rows.get(row),):
                if part is not None:
                    self._mark(part, changed=changed)

    def forget(self) -> None:
        """Mark every part for a new check."""
        self._found = None
        for part in (*self._parts, *self._rows.values()):
            if isinstance(part, SectionPart):
                self._mark(part, changed=False)

    def follow(self, rows: RowList, gone: Iterable[Node]) -> list[Cell]:
        """Note that rows of a list came, went or moved. Returns the values that have to be read again."""
        self._found = None
        around = rows.node.outermost_row
        parts = [self._rows.pop(row, None) for row in (gone if around is None else (around,))]
        known = [part for part in parts if part is not None]
        for part in known:
            self._forget(part)
        listed = rows if around is None else around.row_list
        for row in listed.rows if listed is not None else ():
            if row not in self._rows and listed is not None:
                self._begin(self._parts.index(listed), row)
        return [cell for part in known for cell in part.cells]

    def drop(self, places: tuple[str, ...]) -> list[Cell]:
        """Drop the findings of the parts that have one with a path that begins with one of ``places``.

        Returns the values of those parts. They have to be read again.
        """
        dropped = [
            part
            for part in self._told()
            if any(path.startswith(places) for finding in part.findings for path in finding.fields)
        ]
        for part in dropped:
            part.of_lists, part.of_row, part.of_values, part.of_quotes = (), (), (), ()
            self._mark(part, changed=False)
            self._note(part)
        if dropped:
            self._found = None
        return [cell for part in dropped for cell in part.cells]

    def unread(self) -> list[SectionPart]:
        """The parts that ``Texts`` has to read before ``findings`` is called."""
        if self._found is not None or self.silent:
            return []
        return list(self._unread)

    def read_parts(self) -> list[SectionPart]:
        """The parts whose findings are those of now; none where nothing of the section is printed."""
        parts = (part for part in (*self._parts, *self._rows.values()) if isinstance(part, SectionPart))
        return [] if self.silent else sorted((part for part in parts if part.read), key=lambda part: part.place)

    def told(self) -> list[TextContents]:
        """What the texts that are read have; nothing where nothing of the section is printed."""
        return [] if self.silent else [part.told for part in self._told() if part.read and part.told is not NOTHING]

    def fullness(self) -> tuple[int, int, int]:
        """The number of required values, the number of those that are missing, and the number of typed values."""
        for part in self._uncounted:
            self._add(part, -1)
            part.count()
            self._add(part, 1)
            self._note(part)
        self._uncounted.clear()
        required, missing, typed = self._full
        return required, missing, typed

    def read(self, part: SectionPart, facts: Facts, texts: Texts, mentions: Mentions) -> None:
        """Run the rules over a part that is ``unread``. ``texts`` must have read it."""
        part.review(facts, texts, mentions)
        self._unread.pop(part, None)
        self._note(part)

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
            return _of_annex(section) if isinstance(section.element, AnnexSection) else none_but_filled(section)
        typed = self.fullness()[2]
        if not isinstance(section.element, AnnexSection) and _bare(section, typed):
            return section_empty(section)
        for part in unread:
            self.read(part, facts, texts, mentions)
        parts = self._told()
        found = [*required(section, [cell for part in parts for cell in part.missing])]
        for number, rows in enumerate(self._parts):
            if not isinstance(rows, SectionPart):
                found += _of_list(rows, facts)
                found += [said for part in parts if part.number == number for said in part.of_lists]
        found += [said for part in parts for said in part.of_row]
        found += [said for part in parts for said in part.of_values]
        for special in rules_of_whole(section.record):
            found += special(section, facts)
        return [*found, *(said for part in parts for said in part.of_quotes)]


def _of_annex(annex: Node) -> Iterator[Finding]:
    """What is said of an annex that is not included: what cannot be read in it, unless it was left out by choice."""
    yield from annex_left_out(annex)
    if annex.cell("included").raw != NO:
        yield from (said for cell in annex.cells() if cell.error for said in unreadable(cell))


def _of_value(cell: Cell, facts: Facts, texts: Texts) -> Iterator[Finding]:
    if cell.error:
        yield from unreadable(cell)
    elif cell.raw:
        if cell.field.free:
            yield from texts.findings(cell)
        for rule in rules_of(cell.field):
            yield from rule(cell, facts)


def _of_list(rows: RowList, facts: Facts) -> Iterator[Finding]:
    for listed in rules_of_whole(Rows):
        yield from listed(rows, facts)


def _bare(section: Node, typed: int) -> bool:
    """Whether the section is empty; an answer 否 to 本单位无此项 and figures of last year do not count as content."""
    filled = (cell for cell in section.cells() if cell.raw and not cell.raw.isspace()) if typed else ()
    none = section.parts.get("none")
    return all(
        (cell is none and cell.raw == NO) or cell.field.from_last is not None or cell.field.begins_with is not None
        for cell in filled
    )
