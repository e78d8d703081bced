"""The marks of a sentence set right after clauses have fallen away."""

from __future__ import annotations

import re

from exporters.document import Run


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Plain runs side by side as one, without the doubled punctuation that clauses leave when they fall away."""
    merged: list[Run] = []
    words: list[str] = []
    for run in runs:
        if not run.path:
            words.append(run.text)
            continue
        if words:
            merged.append(Run(_punctuation("".join(words))))
            words = []
        merged.append(run)
    if words:
        merged.append(Run(_punctuation("".join(words))))
    return tuple([run for run in merged if run.text or run.path])


# Where one mark follows another, there may be one too many; all other text is left at once.
_SUSPECT = re.compile("[，、；：。（括”][，、；：。）]")
_NOTHING_LISTED = re.compile(r"(?:，其中：|，包括)(?=[；。])")
_SURPLUS = re.compile(
    r"(?<![，、；：])[，、；：]+(?=[。；）])|(?<=[（：])[，、；]+|(?<=包括)[，、]+|(?<=。)[，、；。]+|(?<=[。！？]”)。"
)


def _punctuation(text: str) -> str:
    return _SURPLUS.sub("", _NOTHING_LISTED.sub("", text)) if _SUSPECT.search(text) else text
