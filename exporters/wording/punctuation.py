"""The marks of a sentence set right after clauses have fallen away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from exporters.document import Run, text_of_runs
from model.language.lexicon import lexicon
from model.patterns import Pattern


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Fixed words side by side as one run, without the doubled punctuation that clauses leave when they fall away."""
    said: list[Run] = []
    words: list[Run] = []
    for run in runs:
        if run.path:
            said += _set_right(words)
            words = []
            said.append(run)
        elif words and run.origin is None is words[-1].origin:
            words[-1] = Run(words[-1].text + run.text)
        else:
            words.append(run if run.origin is not None else Run(run.text))
    said += _set_right(words)
    said = [run for run in said if run.text or run.path]
    for at, (whole, named, part, behind) in enumerate(zip(said, said[1:], said[2:], said[3:], strict=False), 1):
        only = whole.path and part.path and whole.text == part.text and not behind.text.startswith("、")
        if only and _INCLUDES.match(named.text):  # 64人，包括事业人员64人: all of them are
            said[at] = replace(named, text=named.text.replace("，包括", "，均为", 1))
    return tuple(said)


# Where one mark follows another, there may be one too many; all other text is left at once.
_SUSPECT = Pattern("[，、；：。（括”][，、；：。）]")
_NOTHING_LISTED = Pattern(r"(?:，其中：|，包括)(?=[；。])")
_INCLUDES = Pattern("，包括[^，、；。]+$")
_GOES_ON = ("，", "；", "、", "（")
_SURPLUS = Pattern(
    r"(?<![，、；：])[，、；：]+(?=[。；）])|(?<=[（：])[，、；]+|(?<=包括)[，、]+|(?<=。)[，、；。]+|(?<=[。！？]”)。"
)


def _tells(text: str) -> bool:
    """Whether the text of a clerk ends with what happened, not with the name of an amount."""
    known = lexicon()
    return text.endswith((*known.texts["happened"], *known.kinds["up"], *known.kinds["down"]))


def _set_right(words: list[Run]) -> list[Run]:
    """The same words as one text without surplus marks, each mark taken out of the run that it stands in."""
    for place, (run, after) in enumerate(pairwise(words)):
        if run.origin is not None and run.text.endswith("。") and after.origin is None and after.text[:1] in _GOES_ON:
            words[place] = replace(run, text=run.text[:-1])  # the clerk's stop, where the sentence goes on
        elif run.origin is not None and after.origin is None and after.text[:1] == "由" and _tells(run.text):
            words[place + 1] = replace(after, text=f"，{after.text}")  # 户数减少，由…减少至…, but 经费由…减少至…
    words = _bracketed_once(words)
    text = text_of_runs(words)
    if not _SUSPECT.search(text):
        return words
    for pattern in (_NOTHING_LISTED, _SURPLUS):
        gone = {place for found in pattern.finditer(text) for place in range(*found.span())}
        if gone:
            at, left = 0, []
            for run in words:
                kept = [mark for place, mark in enumerate(run.text, at) if place not in gone]
                at += len(run.text)
                left.append(replace(run, text="".join(kept)))
            words = left
            text = text_of_runs(words)
    return words


def _bracketed_once(words: list[Run]) -> list[Run]:
    """The same words without the brackets of the sentence around a text that the clerk typed in brackets."""
    typed = [place for place, run in enumerate(words) if run.origin is not None and run.text]
    for first, last in ((at, at + many) for at, many in _stretches(typed)):
        before, behind = words[first - 1 : first], words[last + 1 : last + 2]
        opened = words[first].text.startswith(("（", "(")) and any(run.text.endswith("（") for run in before)
        if opened and words[last].text.endswith(("）", ")")) and any(run.text.startswith("）") for run in behind):
            words[first - 1] = replace(before[0], text=before[0].text[:-1])
            words[last + 1] = replace(behind[0], text=behind[0].text[1:])
    return words


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """The first of each stretch of places side by side, and how many follow it."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], at - 1 - start
            start = at
