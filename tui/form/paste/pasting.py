"""What a pasted block does at the place where it is pasted: rows, cells, figures by their labels, points of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from model.report.edits import Inserted, Single, Typed
from model.report.tree import Cell, Node, RowList
from model.schema.fields import Field, Prose
from model.schema.records import Record, Rows
from model.text import clean, first_of, in_quotes
from tui.form.form_sheet import flat, row_of, summed
from tui.form.paste.label_match import year_of
from tui.form.paste.pasted_blocks import (
    block_edits,
    column,
    cut_off,
    known_names,
    name_of,
    replaced,
    row_numbers,
    table,
    without_totals,
)
from tui.form.paste.pasted_columns import column_block, has_unknown_head
from tui.form.paste.pasted_figures import take_units
from tui.form.paste.pasted_forms import forms, rows_within
from tui.form.paste.pasted_nested import list_inside, nested
from tui.form.paste.pasted_results import differing, with_results, without_results
from tui.form.paste.pasted_sections import Elsewhere, by_section
from tui.form.paste.pasted_serials import LINE_NUMBERS, without_counted_names, without_line_numbers
from tui.form.paste.pasted_tables import PastedTable, by_labels, has_several, inside
from tui.form.paste.pasted_texts import TextFields, joined_names, phrases, point_edits, points, text_fields
from tui.form.paste.pasted_totals import PastedLine, is_total, wrong_totals
from tui.state.view_state import Target

_NOTHING_NEW: Final = "粘贴的各行都已经有了"
MOST_NAMED: Final = 2
"""Groups that a question names; it has one line."""


@dataclass(frozen=True, slots=True)
class Paste:
    """What a pasted block does: edits seen at ``path``, a sentence on them, and the lines that have no place.

    ``left`` says what those lines are, "" where they are whole lines; ``amiss`` what does not hold in the block itself.
    ``elsewhere`` is what belongs into other sections; nothing is done about it yet.
    ``likely`` and ``place`` are what a text seems to be and where it could go, for who is asked.
    """

    path: str
    edits: Sequence[Single]
    said: str
    rest: Sequence[str] = field(default=())
    left: str = ""
    amiss: Sequence[str] = field(default=())
    elsewhere: Sequence[Elsewhere] = field(default=())
    likely: str = ""
    place: str = ""


def read_paste(here: Target, text: str) -> Paste | None:
    """What ``text``, pasted at ``here``, does; None where it is a text like any other."""
    copied = clean(text)
    amounts = without_line_numbers(copied)
    found = _read(here, amounts)
    if found is None or not found.edits or amounts == copied or any(word in copied for word in LINE_NUMBERS):
        return found
    return replace(found, said=f"{found.said}；1、2、3……一列当作行次，没有填")


def _read(here: Target, text: str) -> Paste | None:
    found = row_of(here)
    if found is not None:
        rows, at = found
        record = rows.element.record
        if (fields := text_fields(record)) is not None:
            return _points(rows, at, fields, text)
        if not any(mark in text for mark in "\n\t"):
            names = joined_names(rows, here, text)
            return _block(here, rows, at, "\n".join(names)) if names else None
        if (within := _within_forms(rows, text)) is not None:
            return within
        if flat(record) or ("\t" in text and _has_columns(record)):
            return _block(here, rows, at, text)
        if (inside := list_inside(record)) is not None and has_several(text):
            return _nested(rows, inside, text)
        if here is rows and isinstance(record.elements[0], Prose) and "\t" not in text:
            return _phrases(rows, text)
        named = not isinstance(here, Cell) or here is rows.rows[at].parts.get(record.title)
        if "\t" in text and list_inside(record) is None and (form := forms(rows, text, named=named)).lines:
            return _told(rows.path, form)
    return _figures(here, text) if any(mark in text for mark in "\n\t") else None


def _within_forms(rows: RowList, text: str) -> Paste | None:
    """What a table does whose lines are rows of a list within each form of ``rows``, or of the list around ``rows``."""
    around = (node.row_list for node in rows.node.outwards() if node.row_list is not None)
    for forms_of in (rows, *around) if "\t" in text else ():
        if (found := rows_within(forms_of, text)) is not None:
            return _told(forms_of.path, found)
    return None


def _points(rows: RowList, at: int, fields: TextFields, text: str) -> Paste | None:
    own, others, homeless = _parted(rows.node, text)
    found = points(own, _known(rows))
    if "\n" not in text.strip() and len(found.points) < 2:
        return None
    edits = point_edits(rows, at, fields, found.points)
    said = f"已粘贴 {len(found.points)} 个{rows.element.noun}，Ctrl+Z 恢复" if edits else ""
    rest = [*found.rest, *homeless]
    return Paste(rows.path, edits, said, rest, elsewhere=others) if edits or others else None


def _phrases(rows: RowList, text: str) -> Paste | None:
    """What paragraphs do to a list whose rows begin with a text: a row each, behind the others; None for only one."""
    found, rest = phrases(text, _known(rows))
    if len(found) < 2:
        return None
    first = rows.element.record.elements[0].name
    edits = [Inserted(rows.path, at, {first: phrase}) for at, phrase in enumerate(found, len(rows.rows))]
    return Paste(rows.path, edits, f"已粘贴 {len(edits)} 个{rows.element.noun}，Ctrl+Z 恢复", rest)


def _parted(node: Node, text: str) -> tuple[str, list[Elsewhere], list[str]]:
    """What of ``text`` is of the section of ``node``, what goes into lists of others, and what has no list there."""
    *_, root = node.outwards()
    here = node.path.partition(".")[0]
    own: list[str] = []
    others: list[Elsewhere] = []
    homeless: list[str] = []
    for name, lines in by_section(text):
        section = root.parts[name] if name not in ("", here) else None
        lists = _lists_of_texts(section) if isinstance(section, Node) else []
        if section is None:
            own += lines
        elif not lists:
            homeless += lines
        else:
            rows, fields = lists[0]
            found = points("\n".join(lines), _known(rows))
            edits = point_edits(rows, len(rows.rows), fields, found.points)
            said = f"{len(found.points)} 个{rows.element.noun}"
            others += [Elsewhere(rows.path, edits, said, lines)] if edits else []
            homeless += found.rest if edits else lines
    return "\n".join(own), others, homeless


def _lists_of_texts(node: Node) -> list[tuple[RowList, TextFields]]:
    """The lists of headings with texts in a record, and where these go in them."""
    lists = [part for part in node.parts.values() if isinstance(part, RowList)]
    known = [(rows, text_fields(rows.element.record)) for rows in lists]
    return [(rows, fields) for rows, fields in known if fields is not None]


def as_rows(here: Cell, text: str) -> Paste | None:
    """What turns ``text``, just pasted into the text ``here``, into rows of the list beside it.

    None where it has no points, or there is no list of headings with texts.
    """
    own, others, homeless = _parted(here.node, clean(text))
    for rows, fields in _lists_of_texts(here.node):
        found = points(own, _known(rows, here.field.label))
        if not found.marked or len(found.points) < 2:
            continue
        edits = point_edits(rows, len(rows.rows), fields, found.points)
        left = here.raw.replace(clean(text), "\n".join(found.rest), 1).strip("\n")
        count, noun = len(found.points), rows.element.noun
        said, where = f"已列成 {count} 个{noun}，Ctrl+Z 恢复", f"列成“{rows.element.label}”的 {count} 行"
        edits = [Typed(here.path, here.raw, left), *edits]
        return Paste(rows.path, edits, said, homeless, elsewhere=others, likely=f"{count} 个{noun}", place=where)
    return None


def as_table(here: Cell, text: str) -> Paste | None:
    """What puts the table ``text``, just pasted into the text ``here``, where its headings or labels say.

    That is the list whose columns they are, the one that ``here`` is in a row of before the flat ones of the record
    around; else the figures with those labels. None where there is neither, or ``text`` is no table.
    """
    text = clean(text)
    if "\t" not in text or not has_several(text):
        return None
    left = Typed(here.path, here.raw, here.raw.replace(text, "", 1).strip("\n"))
    around = _around(here)
    text = without_line_numbers(text)
    labelled = by_labels(around, text, here.node)
    if (own := _into_own_list(here, left, text)) is not None:
        return own
    if (not labelled.edits or labelled.rest) and (headed := _into_list(here, around, text)) is not None:
        found, where = headed
    elif labelled.edits:
        found, where = _told(here.path, labelled), f"填进{_groups_of(here, labelled)}的 {len(labelled.edits)} 栏"
    else:
        return None
    return replace(found, edits=[left, *found.edits], likely="一张表", place=where) if found.edits else None


def _into_own_list(here: Cell, left: Typed, text: str) -> Paste | None:
    """What puts the table ``text`` into the list that ``here`` is in a row of; None where its headings are others.

    ``left`` takes it out of the text again; a row that said nothing else is the first one that it goes into.
    """
    found = row_of(here)
    if found is None or not _is_headed(found[0], text):
        return None
    rows, at = found
    begun = not left.new and all(cell is here or not cell.raw for cell in rows.rows[at].own_cells)
    paste = _block(here, rows, at, text) if begun else _block(rows, rows, len(rows.rows), text)
    others = [edit for edit in paste.edits if edit.path != here.path]
    typed = [edit for edit in paste.edits if edit.path == here.path]
    said = paste.said.replace(replaced(typed), "", 1) if typed else paste.said
    where = f"填进列表“{rows.element.label}”"
    edits = [*(typed or [left]), *others]
    return replace(paste, edits=edits, said=said, likely="一张表", place=where) if paste.edits else None


def _groups_of(here: Cell, found: PastedTable) -> str:
    """The groups that the edits of ``found`` go into; where they are many, what they have in common."""
    *_, root = here.node.outwards()
    groups = [root.at(edit.path.rpartition(".")[0]) for edit in found.edits if isinstance(edit, Typed)]
    labels = dict.fromkeys(group.element.label for group in groups if isinstance(group, Node) and group.element)
    return "、".join(f"“{label}”" for label in labels) if 0 < len(labels) <= MOST_NAMED else "有这些名称"


def _into_list(here: Target, around: Node, text: str) -> tuple[Paste, str] | None:
    """What puts the table ``text`` into the flat list of a record that has its headings, and which that is.

    Of lists that take as much of it, the one that is nearest to ``here``. None where no list has its headings.
    """
    lists = [part for node in inside(around) for part in node.parts.values() if isinstance(part, RowList)]
    headed = [(rows, _block(rows, rows, len(rows.rows), text)) for rows in lists if _is_headed(rows, text)]
    if not headed:
        return None
    way = [*here.node.outwards()]

    def apart(rows: RowList) -> int:
        return next(at for at, node in enumerate(way) if node in [*rows.node.outwards()])

    rows, found = min(headed, key=lambda pair: (len(pair[1].rest), apart(pair[0])))
    group = rows.node.element
    named = f"{group.label}·" if group is not None and rows.node is not around else ""
    return found, f"填进列表“{named}{rows.element.label}”"


def _is_headed(rows: RowList, text: str) -> bool:
    """Whether the table ``text`` has headings that are those of the flat list ``rows``."""
    if not _has_columns(rows.element.record):
        return False
    block = without_totals(take_units(table(text))[0])
    found = column_block(rows.element, 0, block, year_of(rows.node))
    return len(found.lines) < len(block) and sum(part is not None for part in found.columns) > 1


def _has_columns(record: type[Record]) -> bool:
    """Whether the parts of a record are fields, each of which a column of a table may fill."""
    return all(isinstance(part, Field) for part in record.elements)


def _known(rows: RowList, *labels: str) -> list[str]:
    """The labels around a list, which a copied text may repeat as its headings."""
    around = [node.element.label for node in rows.node.outwards() if node.element is not None]
    return [*labels, rows.element.label, *around]


def _block(here: Target, rows: RowList, at: int, text: str) -> Paste:
    start = list(rows.rows[at].parts).index(here.field.name) if isinstance(here, Cell) else 0
    whole, units = take_units(table(text))
    kept = without_totals(whole)
    found = column_block(rows.element, start, kept, year_of(rows.node), units, known_names(rows))
    if len(found.lines) + len(found.parts) == len(kept) and has_unknown_head(kept):
        above = in_quotes("、".join(filter(None, kept[0])))
        said = f"没有粘贴：表头{above}里没有“{rows.element.label}”的栏目，请粘到它自己的列表"
        return Paste(rows.path, [], said, text.strip("\n").splitlines())
    named = found.columns[found.names : found.names + 1]
    titled = any(part is not None and part.name == rows.element.record.title for part in named)
    block = without_counted_names(found.lines, found.names) if titled else found.lines
    numbers, matched = row_numbers(rows, at, found.columns, block)
    edits = block_edits(rows, numbers, found.columns, block)
    added = sum(isinstance(edit, Inserted) for edit in edits)
    more = f"，其中新加 {added} 行" if added else ""
    taken = [part.label for part in found.columns if part is not None]
    if found.guessed and not taken:
        return Paste(rows.path, [], "没有粘贴：只有数，没有名称", ["\t".join(line) for line in block])
    if found.guessed:
        without = "".join(f"；第{column + 1}列没有地方填" for column in found.over)
        more = f"（无表头，取作{'、'.join(taken)}{without}）"
    said = _NOTHING_NEW if block else "没有粘贴：只有表头，没有数据"
    if edits:
        said = f"已粘贴 {len(block)} 行{more}{replaced(edits)}，Ctrl+Z 恢复"
    if matched and edits:
        said += _matched(rows, numbers, matched)
    if found.computed:
        said += f"；{'、'.join(part.label for part in found.computed.values())}由程序算，没有照填"
    if edits and (results := differing(rows, numbers, edits, found.computed, block)):
        edits = with_results(edits, results)
        said += _computed_otherwise([f"{cell.node.title}{value}" for cell, value in results])
    rest = cut_off(block, found.names, found.over)
    left = f"{len(found.over)} 列" if rest else ""
    if rest and found.heads:
        said += f"；没有地方填的 {left}：{'、'.join(filter(None, found.heads)) or _first(rest)}"
        rest = ["\t".join(["", *found.heads]), *rest]
    if found.parts:
        said += f"；{len(found.parts)} 行下级科目含在上级里，没有填"
        left = "、".join([*([left] if left else []), f"{len(found.parts)} 行"])
    rest = [*rest, *found.parts]
    parts = set(found.parts)
    counted = [row for row in whole if "\t".join(row) not in parts]
    heads = len(kept) - len(found.parts) - len(block)
    return Paste(rows.path, edits, said, rest, left, _amiss(counted, heads, found.columns))


def _matched(rows: RowList, numbers: Sequence[int], names: Sequence[str]) -> str:
    """What to say of rows found again by their ``names``, and of those that no line was for."""
    left = [row.title for row in rows.rows if row.index not in numbers and not row.empty]
    said = f"；按名称对上 {len(names)} 行：{first_of(names, MOST_NAMED)}"
    return said + (f"；没有粘到的 {len(left)} 行没有动：{first_of(left, MOST_NAMED)}" if left else "")


def _amiss(whole: Sequence[Sequence[str]], heads: int, columns: Sequence[Field | None]) -> list[str]:
    """What to tell of the totals of a block whose first ``heads`` lines are no rows.

    A line of totals with fewer cells may lack some before the first or behind the last: it is wrong in both readings.
    """
    amounts = {at: part.label for at, part in enumerate(columns) if part is not None and summed(part)}
    width = max(map(len, whole), default=0)
    told: list[list[str]] = []
    for flush_right in (False, True):
        lines: list[PastedLine] = []
        above = heads
        for row in whole:
            total = is_total(name_of(row))
            above -= not total
            if above < 0 or (total and not above):
                shift = width - len(row) if total and flush_right else 0
                cells = {label: row[at - shift] for at, label in amounts.items() if 0 <= at - shift < len(row)}
                lines.append(PastedLine(name_of(row), cells))
        told.append(wrong_totals(lines))
    return min(told, key=len)


def _nested(rows: RowList, inside: Rows, text: str) -> Paste | None:
    found = nested(rows, inside, text)
    if not found.edits:
        return Paste(rows.path, [], _NOTHING_NEW, found.rest) if found.lines else None
    found.edits, computed, others = without_results(rows, found.edits)
    told = _told(rows.path, found)
    said = f"；{'、'.join(computed)}由程序算，没有照填" if computed else ""
    return replace(told, said=told.said + said + (_computed_otherwise(others) if others else ""))


def _computed_otherwise(told: Sequence[str]) -> str:
    """What to say of the figures that the program computes otherwise, each ``told`` with the name of its row."""
    return f"，算得不同的 {len(told)} 处照填待核对：{'、'.join(told[:3])}"


def _figures(here: Target, text: str) -> Paste | None:
    below = column(here, text) if isinstance(here, Cell) else None
    labelled = by_labels(_around(here), text, here.node) if has_several(text) else None
    if labelled is not None and len(labelled.edits) > (len(below.edits) if below is not None else 0):
        return _told(here.path, labelled)
    if below is not None:
        return Paste(here.path, below.edits, below.said, below.rest)
    if "\t" not in text or not has_several(text):
        return None
    if (headed := _into_list(here, _around(here), text)) is not None:
        found, where = headed
        return replace(found, said=f"{found.said}；{where}") if found.edits else found
    if labelled is not None and not labelled.rest:
        return Paste(here.path, [], _NOTHING_NEW)
    said = "没有粘贴：这是一张表，没有认出它填哪里；请粘到要填的列表或那组数上"
    return Paste(here.path, [], said, text.strip("\n").splitlines())


def _around(here: Target) -> Node:
    """The record whose labels a table may speak of: the section, or the row of a list of whole forms."""
    node = here.node
    while node.parent is not None and node.parent.parent is not None:
        if node.index >= 0 and not flat(node.record):
            break
        node = node.parent
    return node


def _first(lines: Sequence[str]) -> str:
    """The first of some lines, as a message names them."""
    return "、".join(" ".join(line.split()) for line in lines[:3])


def _told(path: str, found: PastedTable) -> Paste:
    rows = sum(isinstance(edit, Inserted) for edit in found.edits)
    cells = len(found.edits) - rows
    done = "、".join([*([f"填 {cells} 栏"] if cells else []), *([f"加 {rows} 行"] if rows else [])])
    said = f"已{done}{replaced(found.edits)}，Ctrl+Z 恢复" if found.edits else _NOTHING_NEW
    if found.rest:
        said += f"；没有地方填的 {len(found.rest)} 行：{_first(found.rest)}"
    if found.heads:
        said += f"；没有地方填的 {len(found.heads)} 列：{'、'.join(found.heads)}"
    left = "、".join(
        [*([f"{len(found.rest)} 行"] if found.rest else []), *([f"{len(found.heads)} 列"] if found.heads else [])]
    )
    return Paste(path, found.edits, said, [*found.rest, *found.over], left, wrong_totals(found.lines))
