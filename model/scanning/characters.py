"""One way of writing: half-width digits, Chinese punctuation, no spaces that typesetting or OCR left behind."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_KEPT: Final = frozenset("，。；：（）？！“”‘’《》、【】…—·％①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_PUNCTUATION: Final = str.maketrans(
    {"(": "（", ")": "）", ":": "：", ";": "；", "?": "？", "!": "！", "[": "（", "]": "）"}
)
_MARKS: Final = str.maketrans(
    {"％": "%", "−": "-", "–": "-", "﹣": "-", "\u3000": " ", "\xa0": " ", "\t": " ", "\u200b": "", "\ufeff": ""}
)
_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·"
# Enumerators keep a mark of their own before the number that follows: "1. 2022年" is not 1.2022.
_ENUMERATOR: Final = re.compile(r"^\s*([0-9]{1,2})\s*[.．]\s+(?=[0-9])")
_UNIT_AHEAD: Final = r"\s*(?:万亿|千万|百万|亿|万|千)?(?:元|人|户|个|家|件|%)"


def tidy(text: str) -> str:
    """``text`` of one paragraph in the one way of writing; spaces stay only between Latin words and whole numbers."""
    text = text.translate(_MARKS)
    text = "".join(mark if mark in _KEPT else unicodedata.normalize("NFKC", mark) for mark in text)
    text = "".join(mark for mark in text if mark == " " or mark.isprintable())
    text = _ENUMERATOR.sub(r"\1、", text.strip())
    text = text.translate(_PUNCTUATION)
    text = re.sub(r"(?<=[0-9])\s+(?=[.,][0-9])|(?<=[0-9][.,])\s+(?=[0-9])", "", text)
    text = re.sub(r"(?<=[0-9])\s+(?=[.,]\s[0-9])", "", text)
    text = re.sub(r"(?<=[0-9][.,])\s+(?=[0-9])", "", text)
    text = _join_digits(text)
    text = re.sub(rf"(?<=[0-9])\s+(?={_UNIT_AHEAD[3:]})", "", text)
    text = re.sub(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])", "", text)
    text = re.sub(rf"(?<=[0-9])[，、](?=[0-9]{{3}}(?:\.[0-9]+)?{_UNIT_AHEAD})(?<![0-9]{{4}}[，、])", ",", text)
    text = re.sub(rf"(?<=[0-9])。(?=[0-9]{{1,4}}{_UNIT_AHEAD})", ".", text)
    text = re.sub(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),", "，", text)
    return re.sub(r"(?<=[万亿千百])\s+(?=元)|(?<=百分)\s+(?=点)", "", text)


def _join_digits(text: str) -> str:
    """Digits that spaces tore apart, where together they are one number with a unit or a decimal point."""
    torn = re.compile(
        rf"(?<![0-9.,])([0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?) ([0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)(?=({_UNIT_AHEAD})?)"
    )

    def join(found: re.Match[str]) -> str:
        left, right, unit = found[1], found[2], found[3]
        if "." in left and ("." in right or "," in right):
            return found[0]
        if found.start() == 0 and len(left) < 3 and "." not in left:
            return found[0]
        year = len(left) == 4 and left[:2] in ("19", "20") and "." in right
        return left + right if (unit or "." in right) and not year else found[0]

    for _ in range(3):
        joined = torn.sub(join, text)
        if joined == text:
            break
        text = joined
    return text
