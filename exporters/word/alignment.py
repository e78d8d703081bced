"""Which line of a Word file was which line of the document, and which text there was which figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Final

from exporters.document import Document, Run, text_of_runs
from exporters.word.readback import Printed, PrintedLine, WordLine, plain
from exporters.word.text_steps import Step, likeness, line_steps, steps
from model.drafts.draft import DraftError
from model.patterns import Pattern
from model.scanning.files.own_export import handle
from model.scanning.files.word_file import WordParagraph
from model.text import clean, common_ends

_ALIKE: Final = 0.4
"""How much of two lines has to be the same for one to be the other, changed."""

_MOST_COMPARED: Final = 40_000
"""Pairs of lines that are compared by likeness; beyond that, lines in one place are taken in their order."""

_MOST_IN_ORDER: Final = 2_500
"""Pairs of lines whose order of letters is compared, too: beyond that, 120 rows that all changed took half a minute."""

_MOST_TIMES: Final = 10
_MOST_ADDED: Final = 5_000
"""How many times the lines of the document, and how many more, a file may have: the time grows with their product."""

_KEPT: Final = 0.9
"""How much of a report reads as exported where nothing but the name of the department was corrected."""

_BELOW_TITLE: Final = 3
"""How many lines more than the title has are searched for what it names: somebody may have put in a line."""

_TOKEN: Final = Pattern(r"[-−]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the document and what became of it: ``before`` None for a line put in, ``now`` None for one cut."""

    before: PrintedLine | None
    now: WordLine | None


def align(before: Sequence[PrintedLine], now: Sequence[WordLine], path: Path) -> Iterator[Pair]:
    """The lines of the document beside those of the file at ``path``, in reading order.

    Raises DraftError where the file is so much longer that nobody can have written it into the report.
    """
    if len(now) > _MOST_TIMES * len(before) + _MOST_ADDED:
        raise DraftError(
            f"{path}：里面有 {len(now)} 段，草稿只有 {len(before)} 段，不像是由它导出的，没有比较；请检查是否选错了文件"
        )
    old, new = [line.texts for line in before], [line.texts for line in now]
    start, tail = common_ends(old, new)
    yield from map(Pair, before[:start], now[:start])
    for kind, a, b, c, d in line_steps(old[start : len(old) - tail], new[start : len(new) - tail]):
        one, other = before[start + a : start + b], now[start + c : start + d]
        if kind == "equal":
            yield from map(Pair, one, other)
        else:
            yield from _likeliest(one, other)
    yield from map(Pair, before[len(before) - tail :], now[len(now) - tail :])


def _likeliest(before: Sequence[PrintedLine], now: Sequence[WordLine]) -> Iterator[Pair]:
    """The pairs, in order, that have most in common."""
    if len(before) * len(now) > _MOST_COMPARED:
        common = min(len(before), len(now))
        yield from map(Pair, before[:common], now[:common])
        yield from (Pair(line, None) for line in before[common:])
        yield from (Pair(None, line) for line in now[common:])
        return
    exact = len(before) * len(now) <= _MOST_IN_ORDER
    old, new = [line.texts for line in before], [line.texts for line in now]
    alike = [[_likeness(one, other, exact=exact) for other in new] for one in old]
    best = [[0.0] * (len(now) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(now))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    i = j = 0
    while i < len(before) or j < len(now):
        if i < len(before) and j < len(now) and alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            yield Pair(before[i], now[j])
            i, j = i + 1, j + 1
        elif i < len(before) and (j == len(now) or best[i][j] == best[i + 1][j]):
            yield Pair(before[i], None)
            i += 1
        else:
            yield Pair(None, now[j])
            j += 1


def no_export(document: Document, pairs: Sequence[Pair]) -> str:
    """Why the file of ``pairs`` is plainly no export of ``document``, in half a sentence; "" where it may be one.

    More than half of the lines are gone, or the title names another year, or another department and the rest reads
    differently, too: a name that was corrected stands over a report that is as it was.
    """
    lines = [pair.before for pair in pairs if pair.before is not None]
    now = [pair.now.texts for pair in pairs if pair.now is not None]
    left = sum(1 for one in pairs if one.before and one.now and _likeness(one.before.texts, one.now.texts))
    if left * 2 < len(lines):
        return f"草稿里的 {len(lines)} 段，它有 {left} 段"
    head = "".join(text for texts in now[: len(document.title) + _BELOW_TITLE] for text in texts)
    missing = [name for name in document.about if plain(name) not in head]
    said = set(now)
    differs = sum(line.texts in said for line in lines) < _KEPT * len(lines)
    if any(differs or name.isdecimal() for name in missing):
        return f"标题里没有“{'”“'.join(missing)}”"
    return ""


def _likeness(one: tuple[str, ...], other: tuple[str, ...], *, exact: bool = True) -> float:
    """From 0 for lines that have nothing to do with each other to 2 for the same; the name of a row counts most.

    Not ``exact``, it tells which letters both have, whatever their order.
    """
    if len(one) != len(other):
        return 0.0
    # A cell that goes on from the one above says nothing: then the next one names the row.
    named = len(one) > 1 and next(filter(None, one), "") == next(filter(None, other), None)
    if one == other:
        return 1.0 + named
    before, now = " ".join(one), " ".join(other)
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    if not named and matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = likeness(before, now) if exact else matcher.quick_ratio()
    return ratio + named if named or ratio >= _ALIKE else 0.0


def figures(before: Printed, now: WordParagraph) -> Iterator[tuple[Run, str]]:
    """Each figure of a paragraph or cell, and what stands in its place now, "" where it was cut.

    A content control with the figure's tag tells it; without one, the text around it does.
    """
    said = now.printed
    if plain(text_of_runs(before)) == plain(said):
        yield from ((run, run.text) for run in before if run.path)
        return
    shift = len(now.number)
    tagged: dict[str, list[str]] = {}
    for tag, start, end in now.controls:
        tagged.setdefault(tag, []).append(said[start + shift : end + shift])
    placed = _placed(before, said)
    for run in before:
        if run.path:
            here = next(placed)
            texts = tagged.get(handle(run.path))
            yield run, texts.pop(0) if texts else here


def pieces(before: Printed, said: str) -> list[tuple[int, int]]:
    """For each run of a paragraph or cell the stretch of ``said`` that stands for it now; together they are all of it.

    What was put in between two runs goes to the one that prints a text of the draft, the first of the two before all.
    """
    old, ends = _tokens(before)
    new = _TOKEN.findall(said)
    starts = [0]
    for token in new:
        starts.append(starts[-1] + len(token))
    kept = [step for step in steps(old, new) if step[0] != "insert"]
    edges = [0]
    for number, end in enumerate(ends[:-1]):
        earliest, latest = _edge(kept, old, new, end)
        left, right = before[number], before[number + 1]
        to_left = left.origin is not None or (right.origin is None and not left.path)
        edges.append(max(starts[latest if to_left else earliest], edges[-1]))
    edges.append(len(said))
    return list(pairwise(edges))


def _tokens(before: Printed) -> tuple[list[str], list[int]]:
    """The tokens of all runs, and for each run how many there are up to its end."""
    tokens = [_TOKEN.findall(clean(run.text)) for run in before]
    return [*chain.from_iterable(tokens)], [*accumulate(map(len, tokens))]


def _edge(kept: Sequence[Step], old: list[str], new: list[str], at: int) -> tuple[int, int]:
    """Where the edge before the token ``at`` of ``old`` is in ``new``: at the earliest and at the latest.

    ``kept`` are the steps that begin with something of ``old``: one ends where the next begins.
    """
    number = bisect_left(kept, at, key=lambda step: step[1])  # the first step from there on
    latest = kept[number][3] if number < len(kept) else len(new)
    if not number:
        return 0, latest
    kind, a, b, c, d = kept[number - 1]
    if b <= at:
        return d, latest
    place = c + at - a if kind == "equal" else c
    if kind == "replace":
        place = list(_replaced(old[a:b], new[c:d], c))[at - a][0]
    return place, place


def _placed(before: Printed, said: str) -> Iterator[str]:
    """What stands in the place of each figure, told by the text around it."""
    old, ends = _tokens(before)
    new = _TOKEN.findall(said)
    spans = _spans(old, new)
    for run, start, end in zip(before, [0, *ends], ends, strict=False):
        if run.path:
            yield "".join(new[spans[start][0] : spans[end - 1][1]]) if end > start else ""


def _spans(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """For each token of ``old`` where its place begins and ends in ``new``."""
    spans: list[tuple[int, int]] = []
    for kind, a, b, c, d in steps(old, new):
        if kind == "equal":
            spans += [(c + step, c + step + 1) for step in range(b - a)]
        elif kind != "insert":
            spans += _replaced(old[a:b], new[c:d], c)
    return spans


def _replaced(old: list[str], new: list[str], at: int) -> Iterator[tuple[int, int]]:
    """The places of tokens that others took, which begin at ``at``: a number for a number, text for text."""
    numbers = [place for place, token in enumerate(new) if token[-1].isdigit()]
    begin = 0
    waiting = 0
    for token in old:
        if token[-1].isdigit() and numbers:
            place = numbers.pop(0)
            yield from _shared(waiting, at + begin, at + place)
            yield at + place, at + place + 1
            begin, waiting = place + 1, 0
        else:
            waiting += 1
    yield from _shared(waiting, at + begin, at + len(new))


def _shared(tokens: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """So many tokens in the places from ``start`` to ``end``: one each, the last has what is left."""
    for number in range(tokens):
        here = min(start + number, end)
        yield here, end if number == tokens - 1 else min(here + 1, end)
