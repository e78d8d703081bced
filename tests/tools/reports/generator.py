"""A whole random report from a seed: a department, an outline, and what its author says below each heading."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.tools.reports.department import department
from tests.tools.reports.grammar import data
from tests.tools.reports.report import Block, Heading, Paragraph, Report
from tests.tools.reports.sections.thing_traps import Sections
from tests.tools.reports.sections.traps import TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMERALS = "零一二三四五六七八九十"


def generate(seed: int) -> Report:
    """The consistent report of a seed: the same seed gives the same text."""
    rng = random.Random(seed)
    about = department(rng)
    say = Sections(rng, about.style, about)
    outline = rng.choice(data("outlines")["outline"])
    brackets = rng.choice(["（{}）", "({})", "（{}）"])
    blocks: list[Block] = []
    section = part = 0
    for line in outline["sections"]:
        heading, _, topics = line.partition("|")
        if heading.startswith("-"):
            part += 1
            blocks.append(Heading(2, brackets.format(_numeral(part)) + heading[1:]))
        elif heading:
            section, part = section + 1, 0
            blocks.append(Heading(1, heading if "是" in heading[:2] else f"{_numeral(section)}、{heading}"))
        blocks += _said(say, topics.split(), rng)
    return Report(
        outline["title"].format(year=about.year, title=about.title),
        about.year,
        tuple(blocks),
        rng.choice(["    ", "\t", "  "]),
    )


def _said(say: Sections, topics: Sequence[str], rng: random.Random) -> list[Block]:
    """What stands below one heading; with several topics each may have a small heading of its own."""
    blocks: list[Block] = []
    small = len(topics) > 1 and rng.random() < 0.4
    mark = rng.choice(["{}．", "{}、", "{}. ", "（{}）", "({})"])
    for place, topic in enumerate(topics, start=1):
        if small and topic in data("words")["headings"]:
            blocks.append(Heading(3, mark.format(place) + say.rng.choice(data("words")["headings"][topic])))
        made: list[Block] = getattr(say, topic)()
        traps = [name for name in TOPICS.get(topic, ()) if rng.random() < 0.22]
        for name in traps:
            sentence = getattr(say, name)()
            if sentence is not None:
                made.insert(rng.randint(1, len(made)), Paragraph((sentence,)))
        blocks += _gathered(made, rng)
    return blocks


def _gathered(blocks: list[Block], rng: random.Random) -> list[Block]:
    """Some authors write one paragraph where others write three."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if isinstance(last, Paragraph) and isinstance(block, Paragraph) and rng.random() < 0.25:
            made[-1] = Paragraph(last.sentences + block.sentences)
        else:
            made.append(block)
    return made


def _numeral(number: int) -> str:
    return NUMERALS[number] if number <= 10 else "十" + NUMERALS[number - 10]
