"""Everywhere by name: one list over the commands, the sections and the fields, by words, number or pinyin initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from model.report.tree import Cell, Node, RowList, join_labels
from model.schema.fields import Number, Text
from model.schema.records import AnnexSection
from tui.config.actions import ACTIONS, OWN_SECONDS
from tui.form.form_lines import add_words
from tui.look.initials import folded, score
from tui.state.view_state import SHORT_NAMES, SHORT_NUMBERS, ViewState, shown, state_word, wanted
from tui.windows.finding.finder import STEPS, Finder, FinderLine

OWN: Final = "palette"
VALUE: Final = 6
LONG: Final = 50
"""Of a list with more rows, each row is found by what it is called by."""
FAR: Final = 2
"""Letters that only stand somewhere in a name, in that order: where nothing is nearer."""
EXACT: Final = 8
"""A field's own name in full: before the groups, lists and commands that are called the same."""
Goal = tuple[str, str]
"""What was chosen: ("action", its name), ("section", its number) or ("field", its path)."""


class CommandPalette(Finder[Goal]):
    """Commands, sections and fields; the second key of a command does it, also while an input method is on.

    ``section`` is that of the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(f"f{number}", f"second('f{number}')", show=False, priority=True) for number in range(1, 13)
    ]

    def __init__(self, state: ViewState, section: int) -> None:
        super().__init__("找命令、部分、栏目：汉字、数字、拼音首字母（sgjf）、第二个键", *STEPS)
        self._unused = {number for number in state.numbers if not wanted(state.report.section(number))}
        self._section = section
        self._all = [*_commands(), *_sections(state), *_told_apart(list(_places(state)))]

    def look(self, text: str) -> Sequence[FinderLine[Goal]]:
        """What fits, best first: commands before sections before groups and lists before fields.

        Of what fits alike, the fields of the section with the cursor come before others, and that which is in no
        section to be filled in comes last.
        """
        wanted = folded(text)
        if not wanted:
            return [entry.choice for entry in self._all]
        scored = [(entry.score(wanted), entry) for entry in self._all]
        best = sorted(scored, key=lambda pair: (-pair[0], pair[1].section in self._unused, self._rank(pair[1])))
        far = bool(best) and best[0][0] > FAR
        return [entry.choice for points, entry in best if points and not (far and points == FAR)]

    def _rank(self, entry: _Destination) -> int:
        return 0 if entry.choice.mark else 1 if entry.section == self._section else 2

    def action_second(self, key: str) -> None:
        """The command whose second key it is."""
        chosen = next((action for action in ACTIONS if OWN_SECONDS.get(action.name, action.second) == key), None)
        if chosen is not None:
            self.dismiss(("action", chosen.name))


@dataclass(frozen=True, slots=True)
class _Destination:
    """A line with the ``names`` that lead to it, what it says in other words, its number or value.

    ``own`` are the names of a field that typed in full mean it and nothing around it, ``section`` the number of its
    section.
    """

    choice: FinderLine[Goal]
    names: tuple[str, ...]
    words: str = ""
    values: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    section: int = 0

    def score(self, wanted: str) -> int:
        """How well it is what ``wanted`` asks for; 0 for not at all."""
        if any(known == wanted or (len(wanted) > 2 and known.startswith(wanted)) for known in self.values):
            return VALUE
        if any(wanted == folded(name) for name in self.own):
            return EXACT
        found = max(score(wanted, name) for name in self.names)
        if found or wanted.isascii():
            return found
        rest = wanted.removeprefix(SHORT_NUMBERS[self.section])  # 十·总述
        numbered = rest not in ("", wanted) and any(folded(name).startswith(rest) for name in self.names)
        return int(numbered or wanted in folded(self.words))


def told_apart(labels: Sequence[tuple[str, int]]) -> list[str]:
    """Labels with the number of their section: each alone, or with its section before it where another has it, too."""
    sections: dict[str, set[int]] = {}
    for label, section in labels:
        sections.setdefault(label, set()).add(section)
    return [f"{SHORT_NAMES[at]}·{label}" if len(sections[label]) > 1 else label for label, at in labels]


def _told_apart(places: list[_Destination]) -> list[_Destination]:
    """``places`` with names that none shares; those of an annex are found behind its number, too."""
    names = told_apart([(one.choice.name, one.section) for one in places])
    return [
        replace(
            one,
            choice=replace(one.choice, name=name),
            names=(*one.names, name, *(f"{numeral}{one.choice.name}" for numeral in _numerals(one.section))),
            own=(*one.own, name),
        )
        for one, name in zip(places, names, strict=True)
    ]


def _numerals(section: int) -> tuple[str, ...]:
    """How an annex is called for short: 附1, 附表1; nothing for a section."""
    numeral = SHORT_NUMBERS[section]
    return (numeral, numeral.replace("附", "附表")) if numeral.startswith("附") else ()


def _commands() -> Iterator[_Destination]:
    for action in ACTIONS:
        if action.name != OWN:
            keys = dict.fromkeys(filter(None, (action.shown, action.two_strokes)))
            note = f"{'、'.join(keys).ljust(5)} {action.help}"
            choice = FinderLine(action.label, note, ("action", action.name), "命令", "info")
            yield _Destination(choice, (action.label,), action.help)


def _sections(state: ViewState) -> Iterator[_Destination]:
    for number in state.numbers:
        node, numeral = state.report.section(number), SHORT_NUMBERS[number]
        name = node.kind_label
        choice = FinderLine(f"{numeral} {name}", state.shares[number], ("section", str(number)), "部分")
        # fb3 and f3 lead to 附表3; 七 before 社会保险 would only take qs from 取数.
        names = (
            name,
            SHORT_NAMES[number],
            *([numeral + SHORT_NAMES[number]] if isinstance(node.element, AnnexSection) else []),
        )
        yield _Destination(choice, names, values=(str(number), folded(numeral)))


def _inside(node: Node) -> Iterator[Node | RowList | Cell]:
    """What is in and below a record, in the order of the report; of each row of a long list only what it is called by.

    All fields of a thousand rows are more than can be looked through at a key, and more than anyone reads.
    """
    for part in node.parts.values():
        yield part
        if isinstance(part, Node):
            yield from _inside(part)
        elif isinstance(part, RowList):
            for row in part.rows:
                yield from [_naming(row)] if len(part.rows) > LONG else _inside(row)


def _naming(row: Node) -> Cell:
    """The field that a row is called by: its first one; where that is no text, the first text that must be there."""
    texts = (cell for cell in row.own_cells if isinstance(cell.field, Text) and cell.field.required)
    return row.first_cell if row.record.title else next(texts, row.first_cell)


def _places(state: ViewState) -> Iterator[_Destination]:
    """Groups, then lists, then fields."""
    found = [part for number in state.numbers for part in _inside(state.report.section(number))]
    for part in found:
        if isinstance(part, Node) and part.element is not None:
            choice = FinderLine(part.label, SHORT_NUMBERS[part.section], ("field", part.path), "分组")
            yield _Destination(choice, (part.label, part.element.label), section=part.section)
    yield from (_listed(part) for part in found if isinstance(part, RowList))
    yield from (_field(part) for part in found if isinstance(part, Cell))


def _listed(rows: RowList) -> _Destination:
    label, section = join_labels(rows.node.label, rows.element.label), rows.node.section
    first = next(rows.rows[0].cells(), None) if rows.rows else None
    path = rows.path if first is None else first.path
    note = f"{SHORT_NUMBERS[section]}  共{len(rows.rows)}行{'，输入名称找某一行' * (len(rows.rows) > LONG)}"
    choice = FinderLine(label, note, ("field", path), "列表")
    return _Destination(choice, (label, rows.element.label, add_words(rows)), section=section)


def _field(cell: Cell) -> _Destination:
    value = summary(cell)
    note = f"{SHORT_NUMBERS[cell.section]}  {state_word(cell)}  {value}"
    label = cell.label
    values = (folded(value),) if isinstance(cell.field, Number) else ()
    around = cell.node.kind_label
    aliases = cell.field.aliases if isinstance(cell.field, Number) else ()
    whole = _joined(around, cell.field.label)
    own = (label, cell.field.label, around + cell.field.label, whole, *aliases)
    untitled = isinstance(cell.field, Text) and cell.node.index >= 0 and not cell.node.record.title
    named = [cell.raw] if untitled and cell.raw and cell is _naming(cell.node) else []  # else it is in the label
    choice = FinderLine(label, note, ("field", cell.path))
    return _Destination(choice, (label, cell.field.label, whole, *named), values=values, own=own, section=cell.section)


def _joined(around: str, label: str) -> str:
    """What a field is called with its group, words that both have said once: 部门整体预算执行率."""
    sizes = range(min(len(around), len(label)), 0, -1)
    return around + label[next((size for size in sizes if around.endswith(label[:size])), 0) :]


def named(wanted: str, cell: Cell) -> int:
    """How well a field is what ``wanted`` asks for, by its whole label or by its own."""
    return max(score(wanted, cell.label), score(wanted, cell.field.label))


def summary(cell: Cell) -> str:
    """The value of a field in a few words, with its unit."""
    text = shown(cell)
    if isinstance(cell.field, Number) and text:
        return text + ("" if not text[-1:].isdigit() else cell.unit.name)
    return text[:30]
