"""Says sentences of the records of one report: figures with their place, clauses that fall away, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporters.document import Origin, Run, text_of_runs
from exporters.wording.amount_words import aligned, amount_text, typed_amounts
from exporters.wording.cell_text import bound_of, figure_of, in_one_line, in_table, lines_of, text_of
from exporters.wording.lookup import find
from exporters.wording.punctuation import tidy
from exporters.wording.sentence import NTH, Clause, Part, Repeated, ValuePart, WordsPart, parse
from model.language.lexicon import pattern
from model.report.references import Names, quoted
from model.report.report import Report
from model.report.sources import source_of
from model.report.tree import Cell, Node, RowList, join_labels
from model.schema.fields import NONE, Number
from model.text import numeral

BLANK = "____"
"""What stands where something required is missing."""

_FIGURE_ENDS = frozenset("0123456789.%")
"""A name that ends so (平台2.0) must not run into its figure."""
_LEAD_IN = "(?:主要)?<lead_in>"
"""Words that lead in what a sentence tells, or end one so far."""
_CAUSE, _REASON_IS = "(?!<no_cause>)因", "(?:^|(?<=[，。；]))(?:主要)?原因(?:是|为)[：:，]?\\Z"
_REASON_TYPED = "[^，。；：]{0,8}?原因(?:是|为)(?![：:，])"
"""What a reason begins with that says itself that it is one, and what a sentence then need not say before it."""
_EFFECT, _THE_REASON_IS = "[^。；]+(?:<effect>)[。；]?\\Z", "的?(主要)?原因(?:是|为)[：:，]?\\Z"
"""What a reason ends with that says so, and the words before it, of which 系 is left then."""


class _MissingError(Exception):
    """A field of the clause is missing."""


class Renderer:
    """Says templates of the records of one report; what it looks up more than once it remembers."""

    def __init__(self, report: Report, names: Names, own_name: str) -> None:
        """``own_name`` is what ``{@self}`` says where the draft gives no name."""
        self._report = report
        self._names = names
        self._own_name = own_name
        self._numbered = False
        self._unit: str | None = None
        self._known: dict[str, Run] = {}
        self._nodes: dict[Node, tuple[str, str]] = {}

    def render(self, template: str, node: Node) -> tuple[Run, ...]:
        """The runs that ``template`` says of ``node``; a field missing outside of clauses prints as a blank."""
        runs: list[Run] = []
        self._say(parse(template), node, runs, optional=False)
        if self._numbered:
            self._numbered = False
            if _listed(runs) == 1:
                runs = [run for run in runs if run.label != NTH]
        return aligned(tidy(runs))

    def cell(self, template: str, node: Node, unit: str) -> Run:
        """What ``template`` says in the cell of a table in ``unit``: missing is empty, 本单位无此项 a dash."""
        parts = parse(template)
        if len(parts) == 1 and isinstance(parts[0], ValuePart) and not parts[0].words:
            found = None if parts[0].name.startswith("@") else find(node, parts[0].name)
            if isinstance(found, Cell) and isinstance(found.field, Number):
                return self._number(found, unit)
            if isinstance(found, Cell):
                return self._text(found)
        runs: list[Run] = []
        self._unit = unit
        try:
            self._say(parts, node, runs, optional=True)
        except _MissingError:
            return Run("")
        finally:
            self._unit = None
        said = as_one(tidy(runs))
        if len(said) == 1 and said[0].path:
            return said[0]
        filled = [(place, run.origin) for place, run in enumerate(said) if run.origin is not None]
        origin = None
        if len(filled) == 1 and not any(run.path for run in said):
            ((place, typed),) = filled
            origin = replace(typed, before=text_of_runs(said[:place]), after=text_of_runs(said[place + 1 :]))
        return Run(text_of_runs(said), origin=origin)

    def _text(self, cell: Cell) -> Run:
        """A text alone in a cell of a table."""
        origin = Origin(self.place(cell)[0])
        if cell.field.multiline:
            lines = [text_of_runs(self.quotes(line, cell)) for line in lines_of(cell)]
            return Run("\n".join(lines), origin=origin)
        text = cell.raw if cell.error else text_of(cell)
        return Run(text_of_runs(_typed(text, origin)), origin=origin)

    def _number(self, cell: Cell, unit: str) -> Run:
        nothing = cell.state == "none" or self._of_nothing(cell)
        if nothing or cell.state in ("missing", "invalid"):
            return Run("—" if nothing else cell.raw, origin=Origin(self.place(cell)[0]))
        return Run(in_table(cell, unit) or bound_of(cell), *self.place(cell))

    def _of_nothing(self, cell: Cell) -> bool:
        """Whether a nothing was computed of what 本单位 does not have or nobody stated: no table tells it as 0.00."""
        if cell.state != "computed" or cell.figure is None or cell.figure.value:
            return False
        formula = self._report.formula(cell)
        return formula is not None and all(
            one.state in ("missing", "none") or self._of_nothing(one) for one in formula.operands()
        )

    def quotes(self, line: str, cell: Cell, number: int | None = None) -> Iterator[Run]:
        """The runs of a line of ``cell`` in which figures may be quoted; an unknown name stays as it was typed.

        ``number`` is that of the line, None where it is the whole text.
        """
        at, text = 0, Origin(self.place(cell)[0], number)
        for quote in quoted(line):
            found = self._names.find(quote.name, cell.section)
            if found is None or found.state in ("missing", "invalid"):
                continue
            yield from _typed(line[at : quote.start], text)
            figure = figure_of(found) if isinstance(found.field, Number) else None
            origin = replace(text, typed=line[quote.start : quote.end])
            if figure is not None:
                yield Run(figure.text(), *self.place(found), origin)
            else:
                yield Run(text_of(found), origin=origin)
            at = quote.end
        yield from _typed(line[at:], text)

    def place(self, cell: Cell) -> tuple[str, str]:
        """Path and label of a cell."""
        path, label = self._nodes.get(cell.node) or self._node(cell.node)
        return f"{path}.{cell.field.name}", join_labels(label, cell.field.label)

    def _node(self, node: Node) -> tuple[str, str]:
        """Path and label of a record, by those of the record around it."""
        around = node.parent
        label = (self._nodes.get(around) or self._node(around))[1] if around is not None else ""
        known = self._nodes[node] = (node.path, node.label_within(label))
        return known

    def _say(self, parts: tuple[Part, ...], node: Node, runs: list[Run], *, optional: bool) -> None:
        """Add what ``parts`` say to ``runs``; raises _MissingError for a missing field where that is ``optional``."""
        for part in parts:
            if isinstance(part, WordsPart):
                runs.append(part.run)
            elif isinstance(part, ValuePart):
                self._value(part, node, runs, optional=optional)
            elif isinstance(part, Clause):
                start = len(runs)
                for parts_, bare in part.wordings:
                    try:
                        self._say(parts_, node, runs, optional=True)
                        if len(runs) - start == bare:
                            raise _MissingError
                        break
                    except _MissingError:
                        del runs[start:]
            else:
                self._rows(part, node, runs, optional=optional)

    def _rows(self, part: Repeated, node: Node, runs: list[Run], *, optional: bool) -> None:
        rows = find(node, part.name)
        assert isinstance(rows, RowList), f"{part.name} is no list"
        first = start = len(runs)
        for row in () if rows.none else rows.rows:
            if row.empty:
                continue
            self._say(part.parts, row, runs, optional=False)
            if part.between and first < start < len(runs):
                runs.insert(start, Run(part.between))
            start = len(runs)
        if start == first:
            if optional:
                raise _MissingError
            runs.append(Run(BLANK))

    def _value(self, part: ValuePart, node: Node, runs: list[Run], *, optional: bool) -> None:
        name = part.name
        if name[0] == "@":
            if name == NTH:
                runs.append(Run("".join([numeral(1 + _listed(runs)), *part.words]), "", NTH))
                self._numbered = True
            else:
                runs.append(self._known.get(name) or self._known.setdefault(name, Run(self._known_name(name, node))))
            return
        of_list, _, own = name.rpartition(".")
        if of_list and not part.figure and isinstance(rows := find(node, of_list), RowList):
            runs.append(Run(_in_common([find(node, own), *(row.cell(own) for row in rows.rows)], part.words)))
            return
        cell = find(node, name)
        if isinstance(cell, RowList):
            if not cell.none:
                raise _MissingError
            runs.append(Run(NONE))
            return
        assert isinstance(cell, Cell), f"{name} is no field"
        is_number = isinstance(cell.field, Number)
        computed = part.stated and not cell.raw
        if cell.error or computed or not (cell.raw or cell.figure) or (is_number and cell.raw == NONE):
            if optional:
                raise _MissingError
            runs.append(Run(cell.raw or BLANK, origin=Origin(self.place(cell)[0])))
        elif is_number:
            if part.figure and runs and runs[-1].text[-1:] in _FIGURE_ENDS:
                runs.append(Run("为"))
            self._figure(cell, part, runs, optional=optional)
        elif cell.field.multiline:
            text, reason = in_one_line(cell), lead_in_once(runs, cell.raw)
            if reason and text.startswith(reason):  # as the sentence has it: 原因是：
                runs.append(Run(f"{reason}：", origin=Origin(self.place(cell)[0], typed=reason)))
                text = text[len(reason) :]
            runs += self.quotes(text, cell)
        else:
            if cell.field.name != cell.node.record.title:  # a name may begin as the words before it do
                lead_in_once(runs, cell.raw)
            runs += _typed(text_of(cell), Origin(self.place(cell)[0]))

    def _brought_zero(self, cell: Cell) -> bool:
        """Whether a workbook, and not the clerk, says zero of a part of some sum that may be left empty."""
        if not cell.raw or cell.figure is None or cell.figure.value or not cell.field.blank_is_none:
            return False
        origin = source_of(self._report, cell)
        if origin is None or not origin.sheet or origin.value != cell.raw:
            return False
        wholes = [bound.target for bound in self._report.network.uses(cell) if bound.target is not None]
        return any(whole.figure is not None and whole.figure.value for whole in wholes if whole.section == cell.section)

    def _figure(self, cell: Cell, part: ValuePart, runs: list[Run], *, optional: bool) -> None:
        figure = figure_of(cell)
        path, label = self.place(cell)
        words = part.words
        if figure is None:  # a bound has no direction
            if part.figure:
                runs.append(Run(bound_of(cell), path, label))
            elif optional:
                raise _MissingError
            return
        if not words:
            if optional and self._brought_zero(cell):
                raise _MissingError
            text = amount_text(cell, self._report) if self._unit is None else in_table(cell, self._unit)
            runs.append(Run(text, path, label))
            return
        up, down, *level = words
        if figure.value == 0:
            if optional and level == [""]:
                raise _MissingError
            said = level[0] if level else "持平"
            runs.append(Run(said, path, label) if part.figure else Run(said))
        else:
            runs.append(Run(up if figure.value > 0 else down))
            if part.figure:
                runs.append(Run(amount_text(cell, self._report).removeprefix("-"), path, label))

    def _known_name(self, name: str, node: Node) -> str:
        if name == "@self":
            short = find(node, "overview.short_name")
            assert isinstance(short, Cell)
            return short.raw or self._own_name
        year = find(node, "overview.year")
        assert isinstance(year, Cell)
        if year.state != "typed":
            return BLANK
        return str(int(year.raw) - (name == "@last"))


def _in_common(cells: Iterable[object], words: tuple[str, ...]) -> str:
    """The word for the direction of all ``cells`` that have one. Raises _MissingError where none has or they differ."""
    figures = [figure_of(cell) for cell in cells if isinstance(cell, Cell)]
    up = {figure.value > 0 for figure in figures if figure is not None and figure.value}
    if len(up) != 1:
        raise _MissingError
    return words[0] if up.pop() else words[1]


def _typed(text: str, origin: Origin) -> Iterator[Run]:
    """The runs of what was typed, with separators in its amounts of money; none of no text."""
    at = 0
    for start, end, digits in typed_amounts(text):
        if at < start:
            yield Run(text[at:start], origin=origin)
        yield Run(digits, origin=replace(origin, typed=text[start:end]))
        at = end
    if at < len(text):
        yield Run(text[at:], origin=origin)


def as_one(runs: Iterable[Run]) -> list[Run]:
    """The runs with those of one text side by side as one, where it is the text as a whole that is changed."""
    said: list[Run] = []
    for run in runs:
        last = said[-1].origin if said else None
        if run.origin is None or last is None or run.path or said[-1].path or run.origin.path != last.path:
            said.append(run)
        else:
            said[-1] = replace(said[-1], text=said[-1].text + run.text, origin=replace(last, typed=None))
    return said


def lead_in_once(runs: list[Run], text: str) -> str:
    """Take off the end of ``runs`` what the ``text`` behind says, too: 主要用于, 增加的主要原因是, 一是, 所致.

    Returns what the text begins with where a colon is lost with what is taken off: 原因是 without one; else "".
    """
    text = text.lstrip()
    if runs and runs[-1].label == NTH and text.startswith(runs[-1].text):
        runs[-1] = replace(runs[-1], text="")
    fixed = len(runs)
    while fixed and not (runs[fixed - 1].path or runs[fixed - 1].label or runs[fixed - 1].origin is not None):
        fixed -= 1
    before = text_of_runs(runs[fixed:])
    words = before.rstrip("：:，")
    again = next((at for at in range(len(words) - 1) if text.startswith(words[at:])), None)
    if again is not None:
        runs[fixed:] = [Run(before[:again])]
    elif pattern(_LEAD_IN).match(text):
        words = pattern(rf"{_LEAD_IN}[：:，]?\Z").sub("", before)
        if words != before:
            runs[fixed:] = [Run(words)]
    elif pattern(_CAUSE).match(text) or pattern(_REASON_TYPED).match(text):
        runs[fixed:] = [Run(pattern(_REASON_IS).sub("", before))] if before else []
    elif pattern(_EFFECT).match(text) and not text.startswith("一是"):
        runs[fixed:] = [Run(pattern(_THE_REASON_IS).sub(r"\1系", before))] if before else []
    reason = pattern(_REASON_TYPED).match(text)
    lost = before.endswith("：") and not text_of_runs(runs[fixed:]).endswith("：")
    return reason[0] if reason is not None and lost else ""


def _listed(runs: list[Run]) -> int:
    """How many things were numbered."""
    return sum(run.label == NTH for run in runs)
