"""How one text became another, whatever their length.

difflib holds each letter of a text against each that is like it: the sentence of a hundred rows took it ten seconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, TypeVar

from model.text import common_ends

Step = tuple[str, int, int, int, int]
"""A step from one text to another, as difflib says it: equal, replace, insert or delete."""

Line = tuple[str, ...]
"""The texts of a line: one, or those of the cells of a row."""

Token = TypeVar("Token", bound=Hashable)
Clauses = list[tuple[int, tuple[Token, ...]]]
"""The clauses of a text, each with its place."""
Parted = Callable[[Sequence[Token]], Clauses[Token]]

_MOST: Final = 160_000
"""Pairs of tokens that are compared one by one: 400 with 400."""
_ENDS: Final = frozenset("，、；。：（）,;\n")
_LEAST: Final = 4
"""Tokens of a clause: shorter ones stand everywhere."""


def steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """The steps from the tokens ``old`` to the tokens ``new``.

    In long texts the clauses that stand once in each are taken for the same, and what lies between them is compared.
    """
    yield from _steps(old, new, _clauses)


def line_steps(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Step]:
    """The steps from the lines ``old`` to the lines ``new``; in long files, what stands once in each is the same."""
    yield from _steps(old, new, _each)


def _steps(old: Sequence[Token], new: Sequence[Token], parted: Parted[Token]) -> Iterator[Step]:
    if len(old) * len(new) <= _MOST:
        yield from SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return
    edges = [(0, 0, 0), *_same_clauses(parted(old), parted(new)), (len(old), len(new), 0)]
    for (a, b, size), (c, d, _) in pairwise(edges):
        if size:
            yield "equal", a, a + size, b, b + size
        yield from _between(old, new, (a + size, c, b + size, d))


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """How much of two texts is the same, from 0 to 1."""
    same = sum(b - a for kind, a, b, _, _ in steps(old, new) if kind == "equal")
    return 2 * same / (len(old) + len(new)) if old or new else 1.0


def _between(old: Sequence[Token], new: Sequence[Token], place: tuple[int, int, int, int]) -> Iterator[Step]:
    """The steps from one place of ``old`` to one of ``new``, between clauses that are the same."""
    a, b, c, d = place
    head, tail = common_ends(old[a:b], new[c:d])
    if head:
        yield "equal", a, a + head, c, c + head
    if tail:
        yield from _between(old, new, (a + head, b - tail, c + head, d - tail))
        yield "equal", b - tail, b, d - tail, d
        return
    a, c = a + head, c + head
    if a == b and c == d:
        return
    if a == b or c == d or (b - a) * (d - c) > _MOST:
        yield ("insert" if a == b else "delete" if c == d else "replace"), a, b, c, d
        return
    for kind, first, last, start, end in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_opcodes():
        yield kind, a + first, a + last, c + start, c + end


def _same_clauses(here: Clauses[Token], there: Clauses[Token]) -> list[tuple[int, int, int]]:
    """Where the clauses that stand once in each text begin in both, with their length: as many as keep their order."""
    single = _single(here) & _single(there)
    places = {clause: place for place, clause in there if clause in single}
    pairs = [(place, places[clause], len(clause)) for place, clause in here if clause in single]
    ends: list[int] = []  # the least place in ``new`` that a run of so many pairs can end with
    last: list[int] = []  # the number of the pair that it ends with
    before: list[int] = []  # for each pair the one before it in its run, -1 for none
    for number, (_, place, _) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _single(clauses: Clauses[Token]) -> set[tuple[Token, ...]]:
    """The clauses that stand there once."""
    return {clause for clause, count in Counter(clause for _, clause in clauses).items() if count == 1}


def _each(lines: Sequence[Line]) -> Clauses[Line]:
    """Each line as a clause of its own."""
    return [(place, (line,)) for place, line in enumerate(lines)]


def _clauses(tokens: Sequence[str]) -> Clauses[str]:
    """The clauses of a text, each with its place."""
    found, start = [], 0
    for end, token in enumerate(tokens, 1):
        if (token in _ENDS and end - start >= _LEAST) or end == len(tokens):
            found.append((start, tuple(tokens[start:end])))
            start = end
    return found
