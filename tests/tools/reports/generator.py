"""A whole random report from a seed: a department, an outline, and what its author says below each heading."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.tools.reports.department import department
from tests.tools.reports.grammar import Sentence, data
from tests.tools.reports.report import Block, Heading, Paragraph, Report
from tests.tools.reports.sections.thing_traps import Sections
from tests.tools.reports.sections.traps import TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.tools.reports.printing import Part

NUMERALS = "零一二三四五六七八九十"


def generate(seed: int) -> Report:
    """The consistent report of a seed: the same seed gives the same text."""
    rng = random.Random(seed)
    about = department(rng)
    say = Sections(rng, about.style, about)
    outline = rng.choice(data("outlines")["outline"])
    if any("一般公共预算" in line for line in outline["sections"]):
        # There the general budget holds all 基本 and 项目支出, so that nothing of the total is left for other funds.
        about.government = about.capital = None
    number = rng.choices(["{}、", "第{}部分　", "{}．", "{}　"], [78, 10, 6, 6])[0]
    brackets = rng.choice(["（{}）", "({})", "（{}）"])
    blocks: list[Block] = []
    section = part = 0
    for line in outline["sections"]:
        heading, _, topics = line.replace("{year}", str(about.year)).partition("|")
        if heading.startswith("-"):
            part += 1
            blocks.append(Heading(2, brackets.format(_numeral(part)) + heading[1:]))
        elif heading:
            section, part = section + 1, 0
            blocks.append(Heading(1, heading if "是" in heading[:2] else number.format(_numeral(section)) + heading))
        blocks += _said(say, topics.split(), rng)
    if rng.random() < 0.1:
        blocks = [_wrapped(block, rng.randint(28, 44)) for block in blocks]
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
    return [_run_on(block, rng) if isinstance(block, Paragraph) else block for block in made]


def _run_on(paragraph: Paragraph, rng: random.Random) -> Paragraph:
    """Some authors go on after a semicolon where others end a sentence."""
    made: list[Sentence] = []
    for sentence in paragraph.sentences:
        if made and made[-1].parts[-1] == "。" and rng.random() < 0.12:
            last = made.pop()
            sentence = Sentence((*last.parts[:-1], "；", *sentence.parts), last.claims + sentence.claims)
        made.append(sentence)
    return Paragraph(tuple(made))


def _wrapped(block: Block, width: int) -> Block:
    """A paragraph with the line breaks of a PDF file. A figure is never broken, nor does a line begin with one."""
    if not isinstance(block, Paragraph):
        return block
    made, column = [], 0
    for sentence in block.sentences:
        parts: list[Part] = []
        for part in sentence.parts:
            if isinstance(part, str):
                at = max(1, width - column)
                if "\u4e00" <= part[at - 1 : at] <= "\u9fff" and "\u4e00" <= part[at : at + 1] <= "\u9fff":
                    part, column = part[:at] + "\n" + part[at:], -at
            column += len(part) if isinstance(part, str) else len(part.text)
            parts.append(part)
        made.append(replace(sentence, parts=tuple(parts)))
    return Paragraph(tuple(made))


def _numeral(number: int) -> str:
    return NUMERALS[number] if number <= 10 else "十" + NUMERALS[number - 10]
