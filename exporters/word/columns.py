"""How wide each column of a printed table is, and how small its type has to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from exporters.document import Table
from exporters.printable import width

SIZES = (24, 21, 18)
"""Type sizes of a table in half-points (小四, 五号, 小五): the largest in which no figure is broken is taken."""

MARGINS = 160
"""Left and right margin of a cell and its border, twips."""

_TWIPS = 5
"""Width of a half-width character in twips for each half-point of its size."""

_HEADER = 12
"""Half-width characters of a head that stand in one line where they can; a longer head is broken."""

_FORM_HEADER = 10
"""The same in a form, which has many heads."""

_TEXT, _NARROW_TEXT = 16, 8
"""Half-width characters a line of text has where it can, by smaller type if need be, and where it cannot."""

_AIR = 2
"""Half-width characters a column has beyond its content where it can: a substitute font may run wider."""

_SIGN = 2
"""Half-width columns of a Chinese character."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths that the columns of a table need at least, should have and could use, in half-width characters.

    ``texts`` are the widths of the entries of each column, heads of a grid among them, that may be broken.
    """

    least: list[int]
    ample: list[int]
    most: list[int]
    unbroken: list[int]
    texts: list[list[int]]


def size_of(tables: Iterable[Table], total: int) -> int:
    """The type size (half-points) of tables that are printed as one set, ``total`` twips wide.

    Figures are never broken over two lines as long as the smallest size allows it. Where 五号 keeps every entry on its
    line, no text is broken for the sake of 小四.
    """
    return min([_size(_measured(table), total) for table in tables], default=SIZES[0])


def fit(table: Table, total: int, size: int | None = None) -> tuple[int, list[int]]:
    """The type size (half-points) and the width of each column (twips); the widths sum up to ``total``.

    ``size`` is that of the set that the table belongs to, by default the largest that it can have. What the figures
    leave is the text's, the short columns served first, so that no entry ends in a line of one character.
    """
    needed = _measured(table)
    size = size or _size(needed, total)
    widths = _twips(needed.least, size)
    for wish in (needed.ample, needed.most):
        widths = _pour(widths, _twips(wish, size), total)
    return size, _without_orphans(_spread(widths, total), needed, size)


def lines(table: Table, row: int, widths: Sequence[int], size: int) -> int:
    """In how many lines the longest cell of a row is set, in columns of those ``widths`` and type of that size."""
    most = 1
    for start, count, run in table.cells(row):
        room = max((sum(widths[start : start + count]) - MARGINS) // (size * _TWIPS), _SIGN)
        most = max(most, sum(-(-width(line) // room) or 1 for line in run.text.split("\n")))
    return most


def _measured(table: Table) -> _Columns:
    columns = len(table.numeric)
    figures, texts = [0] * columns, [list[int]() for _ in range(columns)]
    heads = [[width(text)] for text in table.header] or [list[int]() for _ in range(columns)]
    for number in range(len(table.rows)):
        for start, count, run in table.cells(number):
            said = max(map(width, run.text.split("\n"))) if run.text else 0
            if number in table.heads:
                heads[start] += [said] if count == 1 else []
            elif run.path or (table.header and table.numeric[start]):
                for column in range(start, start + count):
                    figures[column] = max(figures[column], -(-said // count))
            elif count == 1:  # a text over several columns is broken where they end
                texts[start].append(said)
    found = _Columns([], [], [], [], [])
    for column, (figure, entries, headed) in enumerate(zip(figures, texts, heads, strict=True)):
        text, shown = max(entries, default=0), max(headed, default=0)
        if table.heads:  # the heads of a form are broken: what names several rows has their height to stand in
            shown = min(shown, _FORM_HEADER if column else _NARROW_TEXT)
        found.texts.append([*entries, *headed] if table.heads else entries)
        # A column that is empty everywhere has its head broken before any type is made smaller.
        unbroken_head = min(shown, _HEADER if figure or text else _NARROW_TEXT)
        found.least.append(max(figure, min(text, _NARROW_TEXT)))
        found.ample.append(max(figure + _AIR if figure else 0, min(text, _TEXT), unbroken_head))
        found.most.append(max(figure + _AIR, text + _AIR, shown))
        found.unbroken.append(max(figure, text, unbroken_head))
    return found


def _size(needed: _Columns, total: int) -> int:
    return next((size for size in SIZES[:2] if sum(_twips(needed.unbroken, size)) <= total), 0) or next(
        (size for size in SIZES if sum(_twips(needed.ample, size)) <= total), SIZES[-1]
    )


def _twips(characters: list[int], size: int) -> list[int]:
    return [count * size * _TWIPS + MARGINS for count in characters]


def _pour(widths: list[int], wish: list[int], total: int) -> list[int]:
    """Hand out what is left above ``widths`` evenly, to no column more than it wishes."""
    spare = max(total - sum(widths), 0)
    gaps = sorted((wanted - width_, column) for column, (width_, wanted) in enumerate(zip(widths, wish, strict=True)))
    poured = list(widths)
    for served, (gap, column) in enumerate(gaps):
        share = min(gap, spare // (len(gaps) - served))
        poured[column] += share
        spare -= share
    return poured


def _spread(widths: list[int], total: int) -> list[int]:
    """``widths`` scaled to sum up to ``total`` exactly."""
    edges = [0]
    whole, sum_ = sum(widths), 0
    for width_ in widths:
        sum_ += width_
        edges.append(sum_ * total // whole)
    return [right - left for left, right in pairwise(edges)]


def _without_orphans(widths: list[int], needed: _Columns, size: int) -> list[int]:
    """``widths`` with a character more or less in columns where an entry would end in a line of one character.

    Another column takes or leaves it, the widest before all, that keeps its figures whole and gets no more such lines.
    """
    sign = _SIGN * size * _TWIPS
    floor = _twips([max(least, _NARROW_TEXT) for least in needed.least], size)
    texts = [sorted(set(entries)) for entries in needed.texts]
    for column in range(len(widths)):
        now = [_orphans(entries, width_, size) for entries, width_ in zip(texts, widths, strict=True)]
        others = sorted((other for other in range(len(widths)) if other != column), key=lambda other: -widths[other])
        least, best = now[column], widths
        for more, other in product((1, -1, 2, -2, 3) if least else (), others):
            mine, theirs = widths[column] + more * sign, widths[other] - more * sign
            found = _orphans(texts[column], mine, size)
            whole = mine >= floor[column] and theirs >= floor[other]
            if whole and found < least and _orphans(texts[other], theirs, size) <= now[other]:
                least, best = found, [{column: mine, other: theirs}.get(one, widths[one]) for one in range(len(widths))]
        widths = best
    return widths


def _orphans(texts: list[int], column: int, size: int) -> int:
    """How bad it is that entries, so wide in half-width characters, end in a line of one character: 2 for each.

    Figures and Latin letters of a substitute font may be narrower: 1 for each that does where a line has room for more.
    """
    room = (column - MARGINS) // (size * _TWIPS)
    signs = [-(-said // _SIGN) for said in texts]
    exact, more = (
        [line > 0 and count > line and count % line == 1 for count in signs]
        for line in (room // _SIGN, (room + 1) // _SIGN)
    )
    return sum(max(2 * one, other) for one, other in zip(exact, more, strict=True))
