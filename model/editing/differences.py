"""What differs between two versions of a report, field by field, and the edits that lead from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.figures import PERCENT_UNIT, POINT_UNIT, digits, group
from model.report.edits import Inserted, Moved, Removed, Single, Together, Typed
from model.report.matching import match
from model.report.tree import Cell, Content, Node, RowList, join_labels
from model.schema.records import AnnexSection
from model.text import in_quotes

CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with another value, or a row that was added, removed or moved.

    ``path`` is its place in the new version, for a removed row in the old one. ``old`` and ``new`` are the typed texts,
    for rows all texts of the row. ``change`` is by how much an amount grew, followed by the amount where it is computed
    now; "" for anything but amounts.
    """

    kind: str
    path: str
    label: str
    old: str
    new: str
    change: str = ""


def differences(old: Node, new: Node) -> Iterator[Difference]:
    """What is different in ``new``, in the order of the report; the program's own lists are left out."""
    for name, part in new.parts.items():
        before = old.parts[name]
        if isinstance(part, Cell) and isinstance(before, Cell):
            if part.raw != before.raw:
                yield Difference(CHANGED, part.path, _of_annex(part), before.raw, part.raw, _change(before, part))
        elif isinstance(part, Node) and isinstance(before, Node):
            yield from differences(before, part)
        elif isinstance(part, RowList) and isinstance(before, RowList):
            if part.path == "accepted":
                yield from _acceptances(before, part)
            elif part.path == "comments":
                yield from _comments(before, part)
            elif not part.element.internal:
                yield from _row_differences(before, part)


def _of_annex(cell: Cell) -> str:
    """The label of ``cell``, its annex before it where it stands in no group: all of them have a field 附本表."""
    element = cell.node.element
    return f"{element.numeral}·{cell.label}" if isinstance(element, AnnexSection) else cell.label


def _row_differences(old: RowList, new: RowList) -> Iterator[Difference]:
    if not (old.rows or new.rows):
        return
    found = match(new.element, [row.content() for row in old.rows], [row.content() for row in new.rows])
    left = set(found)
    for gone, row in enumerate(old.rows):
        if gone not in left:
            yield Difference(REMOVED, row.path, row.label, summary(row.content()), "")
    last = -1
    for row, place in zip(new.rows, found, strict=True):
        if place is None:
            yield Difference(ADDED, row.path, row.label, "", summary(row.content()))
            continue
        if place < last:
            yield Difference(MOVED, row.path, row.label, f"第{place + 1}行", f"第{row.index + 1}行")
        last = max(last, place)
        yield from differences(old.rows[place], row)


def _acceptances(old: RowList, new: RowList) -> Iterator[Difference]:
    """Findings that were accepted, or not any more, by the first field and the reason."""
    for kind, here, there in ((REMOVED, old, new), (ADDED, new, old)):
        known = {repr(row.content()) for row in there.rows}
        for row in here.rows:
            if repr(row.content()) in known:
                continue
            said = "，".join(filter(None, (row.cell(name).raw for name in ("reason", "by", "on"))))
            label = f"{new.element.label}·{_label(here.node, row.cell('fields').raw.partition(' ')[0])}"
            yield Difference(kind, row.path, label, *((said, "") if kind == REMOVED else ("", said)))


def _comments(old: RowList, new: RowList) -> Iterator[Difference]:
    """Comments that came or went, by the field they stand at, and answers that were given, changed or taken back."""
    before, after = (
        {tuple([row.cell(name).raw for name in ("path", "on", "text", "by", "at")]): row for row in rows.rows}
        for rows in (old, new)
    )
    for one in dict.fromkeys([*before, *after]):
        was, now = before.get(one), after.get(one)
        row = now or before[one]
        path = row.cell("path").raw
        label = f"{new.element.label}·{_label(new.node, path)}" if path else new.element.label
        said = "：".join(filter(None, (row.cell("by").raw, row.cell("text").raw)))
        if was is None or now is None:
            yield Difference(ADDED if now else REMOVED, row.path, label, *(("", said) if now else (said, "")))
        elif was.cell("answer").raw != now.cell("answer").raw:
            answers = was.cell("answer").raw, now.cell("answer").raw
            yield Difference(CHANGED, now.cell("answer").path, f"{label}·对{in_quotes(said)}的答复", *answers)


def own_differences(old: Node, new: Node) -> Iterator[Difference]:
    """The differences in the lists that the program keeps, each with the label of the field that its row is about."""
    for name, said in (("to_review", _to_review), ("sources", _source)):
        before, after = ({row.cell("path").raw: row for row in node.list_at(name).rows} for node in (old, new))
        for path in dict.fromkeys([*before, *after]):
            was, now = before.get(path), after.get(path)
            if (was and was.content()) != (now and now.content()):
                listed = new.list_at(name).element.label
                yield Difference(CHANGED, f"{name}.{path}", f"{listed}·{_label(new, path)}", said(was), said(now))


def _to_review(mark: Node | None) -> str:
    return "已核对" if mark is None else f"还有{len(mark.cell('kept').raw.split())}处"


def _source(source: Node | None) -> str:
    return "" if source is None else " ".join(source.cell(part).raw for part in ("file", "sheet", "cell", "value"))


def _label(root: Node, path: str) -> str:
    """What the clerk calls the field or list at ``path``; the path itself where there is none any more."""
    try:
        part = root.at(path)
    except KeyError:
        return path
    return join_labels(part.node.label, part.element.label) if isinstance(part, RowList) else part.label


def summary(content: object) -> str:
    """The texts of a row on one line."""
    if isinstance(content, str):
        return content
    inner = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return "，".join(filter(None, map(summary, inner))) or "（空行）"


def _change(old: Cell, new: Cell) -> str:
    """By how much an amount grew, in the unit of the new one: "+2.50万元"; what it is where it is computed now."""
    before, after = old.figure, new.figure
    if before is None or after is None or before.unit.dimension != after.unit.dimension:
        return ""
    computed = "" if new.raw else f"算得{after.text()}"
    if before.value == after.value:
        return computed
    grown = digits(after.value - before.value, after.unit, max(before.decimals, after.decimals))
    unit = POINT_UNIT if after.unit == PERCENT_UNIT else after.unit
    return (computed and computed + "，") + ("" if grown.startswith("-") else "+") + group(grown) + unit.name


def steps(node: Node, content: Content, path: str = "") -> Iterator[Single]:
    """The edits that make ``node``, at ``path``, say what ``content`` says; rows are kept where they can be."""
    for name, part in node.parts.items():
        where = f"{path}.{name}".removeprefix(".")
        wanted = content.get(name)
        if isinstance(part, Cell):
            if part.raw != (wanted or ""):
                yield Typed(where, part.raw, wanted or "")
        elif isinstance(part, Node):
            yield from steps(part, wanted or {}, where)
        elif part.rows or wanted:
            yield from _row_steps(part, wanted or [], where)


def _row_steps(rows: RowList, wanted: list[Content], path: str) -> Iterator[Single]:
    now = [row.content() for row in rows.rows]
    if now == wanted:
        return
    found = match(rows.element, now, wanted)
    left = set(found)
    order = [place for place in range(len(now)) if place in left]
    for gone in reversed(range(len(now))):
        if gone not in left:
            yield Removed(path, gone, now[gone])
    for at, (place, row) in enumerate(zip(found, wanted, strict=True)):
        if place is None:
            order.insert(at, -1)
            yield Inserted(path, at, row)
            continue
        if order[at] != place:
            from_ = order.index(place)
            order.insert(at, order.pop(from_))
            yield Moved(path, from_, at)
        yield from steps(rows.rows[place], row, f"{path}.{at}")


def step_to(node: Node, content: Content) -> Together | None:
    """One step of the history that makes the report below ``node`` say ``content``; None where it does."""
    found = tuple(steps(node, content))
    return Together(found[0].path, found) if found else None
