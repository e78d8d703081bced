"""What a tie-out found, for people and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from model.schema.outline import place
from model.tieout.compared_lines import WORDS, ComparedLine, TieOut, where


def lines(found: TieOut) -> Iterator[str]:
    """Whose the sources are where that is in doubt, what differs, how many agree, what was not compared."""
    yield from found.foreign
    if found.sources:
        yield f"与{'、'.join(found.sources)}核对：{summed(found)}"
    section = 0
    for line in found.lines:
        if line.verdict == "agrees":
            continue
        if line.section != section:
            section = line.section
            yield place(section)
        yield f"  {found.word(line.verdict)}  {sentence(line)}"
        yield f"        {where(line)}"
        if line.doubt:
            yield f"        账表本身对不上：{line.doubt}"
    if found.unchecked:
        yield f"报告写了、账表里没有找到的：{'、'.join(found.unchecked)}"
    if found.notes:
        yield "说明"
    yield from (f"  {note}" for note in found.notes)


def summed(found: TieOut) -> str:
    """How many figures agree, and so on: 一致 20 处，尾差 1 处，不符 2 处，报告未写 3 处."""
    return "，".join(f"{found.word(verdict)} {len(found.of(verdict))} 处" for verdict in WORDS)


def sentence(line: ComparedLine) -> str:
    """One line in words."""
    covers = f"（口径：{line.covers}）" if line.covers else ""
    if line.verdict == "not_stated":
        return f"{line.label}：{line.theirs}{covers}"
    return f"{line.label}：报告 {line.own}，{line.source} {line.theirs}，相差 {line.difference or '0'}{covers}"


def plain(found: TieOut) -> dict[str, Any]:
    """The same as JSON has it: counts, every line, what was not compared, remarks."""
    return {
        "sources": list(found.sources),
        "counts": {verdict: len(found.of(verdict)) for verdict in WORDS},
        "lines": [asdict(line) for line in found.lines],
        "unchecked": list(found.unchecked),
        "remarks": [*found.foreign, *found.notes],
    }
