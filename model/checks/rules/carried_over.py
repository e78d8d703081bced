"""Texts copied from last year's draft: they are marked in the draft until they are changed or confirmed.

A mark has a fingerprint of each copied text. A changed text has another fingerprint and is no longer marked. Rows may
move within their list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.checks.findings import Finding
from model.checks.registry import rule
from model.language.amounts import numbers
from model.report.edits import Removed, Single, Typed
from model.report.references import quoted
from model.report.report import Report
from model.report.tree import Cell, Content, Node
from model.schema.fields import Number, Text


def marks(cells: Iterable[Cell]) -> list[Content]:
    """The rows that mark ``cells``, one for each field outside of lists and for each outermost list."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(place(cell), []).append(_fingerprint(cell.raw))
    return [{"path": path, "kept": " ".join(dict.fromkeys(kept))} for path, kept in found.items()]


def place(cell: Cell) -> str:
    """The address that a mark gives to ``cell``: that of the outermost list around it, else its own."""
    row = cell.node.outermost_row
    return cell.path if row is None else row.path.rpartition(".")[0]


@rule(
    sentence="沿用上年草稿的文字逐处核对过",
    reason="上年的情况留在本年的报告里是明显差错",
    remedy="改成本年的情况；无须改动的，确认",
)
def to_review(report: Report) -> Iterator[Finding]:
    """One finding for each section that has marked texts."""
    sections: dict[int, dict[Cell, str]] = {}
    out = report.left_out()
    for mark, cells in _marked(report):
        for cell in cells:
            if cell.section in out:
                continue
            listed = mark.cell("path").raw != cell.path
            label = report.rows(mark.cell("path").raw).element.label if listed else cell.label
            sections.setdefault(cell.section, {}).setdefault(cell, label)
    for section, found in sections.items():
        names = "、".join(dict.fromkeys(found.values()))
        message = f"沿用上年草稿的文字还有{len(found)}处没有核对：{names}。请改成本年的情况，无须改动的请确认"
        fields = tuple(cell.path for cell in found)
        yield to_review.finding("warning", section, fields, message)


def is_dated(cell: Cell, year: str) -> bool:
    """Whether the text of ``cell`` states figures, or the ``year`` of the report or one beside it, in its own words.

    Where it was carried over, they are last year's: 作为2024年预算安排的依据 must be another year now. A figure that is
    quoted from the report, as ``{名称}``, follows the report. A number that is the whole text of a field for such, as
    that of a telephone or of a problem, is none of last year. Neither is a figure that is carried, as the points of an
    indicator are, nor what the report does not print. Digits in a name that tells rows apart (12315平台) are part of
    it; only a year in it is last year's.
    """
    field, text = cell.field, cell.raw
    if isinstance(field, Number) or field.unprinted or (isinstance(field, Text) and field.numeral and text.isdigit()):
        return False
    rows = cell.node.row_list
    if rows is not None and rows.element.unique == field.name:
        return year.isdigit() and any(str(int(year) + step) in text for step in (-1, 0, 1))
    own = _own_words(text)
    if any(True for words in own for _ in numbers(words)):
        return True
    near = [f"{int(year) + step}年" for step in (-1, 0, 1)] if "年" in text and year.isdigit() else []
    return any(one in words for words in own for one in near)


def plain(cell: Cell) -> bool:
    """Whether the text of ``cell`` may say the same in any year: no figure, no day and no year is typed in it."""
    return not any(map(str.isdigit, "".join(_own_words(cell.raw))))


def _own_words(text: str) -> list[str]:
    """What ``text`` says between the figures of the report that it quotes, which follow the report."""
    if "{" not in text:
        return [text]
    ends = [0, *(end for one in quoted(text) for end in (one.start, one.end)), len(text)]
    return [text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]


def confirm(report: Report, cells: Iterable[Cell]) -> list[Single]:
    """The edits of the list ``to_review`` that remove the marks of ``cells``, whose texts hold for this year, too.

    The same text in another row of the same list is confirmed with it.
    """
    confirmed = set(cells)
    typed: list[Single] = []
    removed: list[Single] = []
    for mark, marked in _marked(report):
        stands = {cell.raw for cell in marked if cell in confirmed}
        left = [cell.raw for cell in marked if cell.raw not in stands]
        if not left:
            removed.insert(0, Removed("to_review", mark.index, mark.content()))
        elif len(left) < len(marked):
            kept = mark.cell("kept")
            typed.append(Typed(kept.path, kept.raw, " ".join(map(_fingerprint, dict.fromkeys(left)))))
    return typed + removed


def still_marked(report: Report, cell: Cell, text: str) -> list[tuple[Cell, str]]:
    """What keeps the mark of ``cell`` when a repair puts ``text`` there: cells of the marks, with their new values.

    A repair puts one word right; nobody has read the rest, such as the amounts beside a year.
    """
    marks = [mark.cell("kept") for mark, cells in _marked(report) if cell in cells]
    return [(kept, f"{kept.raw} {_fingerprint(text)}") for kept in marks]


def _marked(report: Report) -> Iterator[tuple[Node, list[Cell]]]:
    """Each mark with the cells whose text is still that of last year."""
    for mark in report.rows("to_review").rows:
        kept = set(mark.cell("kept").raw.split())
        yield mark, [cell for cell in _at(report, mark.cell("path").raw) if _fingerprint(cell.raw) in kept]


def _at(report: Report, path: str) -> list[Cell]:
    """The texts at ``path``; none where the draft has no such place."""
    try:
        rows = report.rows(path).rows
    except KeyError:
        try:
            return [report.cell(path)]
        except KeyError:
            return []
    return [cell for row in rows for cell in row.cells() if cell.raw]


def _fingerprint(text: str) -> str:
    from zlib import crc32

    return f"{crc32(text.encode('utf-8', 'replace')):08x}"
