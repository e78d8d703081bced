"""Text in one way of writing: for the terminal, for a draft, for reading a number, for comparing names; numerals."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, TextIO

_DIGITS: Final = "零一二三四五六七八九"
_YEAR_DIGITS: Final = str.maketrans(_DIGITS + "〇○◯Oo", "012345678900000")
_SAID: Final = f"[0-9{_DIGITS}〇○◯Oo]"
_SAID_YEAR: Final = re.compile(
    rf"(?<!{_SAID})(?:(?:[2二][0零〇○◯Oo]|[1一][9九]){_SAID}{{2}}(?!{_SAID})|({_SAID}{{2}})(?=年度))"
)
_NUMERAL_YEAR: Final = re.compile(f"二[〇○零Oo0][〇○零Oo0{_DIGITS[1:]}]{{2}}(?= *年)")
_PRINTED_SPACES: Final = "\u3000\u00a0"
_TURNING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN: Final = "\xad\ufffe\uffff\ufeff\u200b\u2060\u200e\u200f" + _TURNING
"""Characters that nobody sees and that say nothing: of no width, and marks of the direction of writing."""
_LINE_ENDS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SIGNS: Final = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "。": ".", "、": ",", "¥": "", "￥": ""} | dict.fromkeys(UNSEEN, "")
)
# Signs of footnotes and numbers in circles, brackets or with a dot, made digits by compatibility forms: ² ₂ ② ⑵ ⒉ ㈡.
_MARK_RANGES: Final = """B2-B3 B9-B9 2070-209C 2460-249B 24EA-24FF 2776-2793 3220-3229 3248-324F 3251-325F 3280-3289
32B1-32BF 1F100-1F10C"""
NOTE_MARKS: Final = "".join(
    chr(mark)
    for first, last in (ends.split("-") for ends in _MARK_RANGES.split())
    for mark in range(int(first, 16), int(last, 16) + 1)
)
_NOT_MARKS: Final = re.compile(f"[^{re.escape(NOTE_MARKS)}]+")
_INNER: Final = str.maketrans("“”", "‘’")
_OUTER: Final = str.maketrans("‘’", "“”")
_UNSAID: Final = dict.fromkeys(map(ord, " \u3000\t“”‘’\"'（）()·"))


def shown(text: str) -> str:
    r"""``text`` on one line, with control characters and lone surrogates escaped: ``\n``, ``\x1b``, ``\udcff``.

    So no text of a draft steers the terminal that it is printed on.
    """
    if text.isprintable():
        return text
    return "".join(
        [
            mark if mark.isprintable() or mark in _PRINTED_SPACES else mark.encode("unicode_escape").decode()
            for mark in text
        ]
    )


def in_quotes(text: str) -> str:
    """``text`` in quotation marks; quotation marks in it become single ones, as the standard of punctuation asks."""
    return f"“{text.translate(_INNER)}”"


def quoted_in(text: str) -> str:
    """The text that was given to ``in_quotes``, got back from what is between its marks."""
    return text.translate(_OUTER)


def put(text: object, out: TextIO) -> None:
    """Print the lines of ``text`` on ``out``, each as it is ``shown``."""
    print("\n".join([shown(line) for line in str(text).split("\n")]), file=out)


def rewritable(stream: TextIO) -> bool:
    """Whether ``stream`` is a terminal on which a line can be written over: not so a closed one, nor a dumb one."""
    with contextlib.suppress(ValueError, AttributeError):  # closed, or replaced by something simpler
        return stream.isatty() and os.environ.get("TERM") != "dumb"
    return False


def json_text(value: object, indent: int | None = None) -> str:
    r"""``value`` as JSON in plain letters; what would steer a terminal, or UTF-8 cannot hold, is escaped as ``\u…``.

    Who reads it gets back the same texts.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.replace("\n", "").isprintable():
        return text
    return "".join([mark if mark.isprintable() or mark in "\n\u3000" else json.dumps(mark)[1:-1] for mark in text])


def clean(text: str) -> str:
    """``text`` with one kind of line end, without the characters that no screen and no Word file can hold."""
    if text.replace("\n", "").replace("\t", "").replace("\u3000", "").isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    return "".join(mark for mark in text if mark in "\n\t" or (mark >= " " and not _illegal(mark)))


def turns(mark: str) -> bool:
    """Whether a character that nobody sees changes the order in which the others are shown."""
    return mark in _TURNING


def _illegal(mark: str) -> bool:
    return "\x7f" <= mark <= "\x9f" or "\ud800" <= mark <= "\udfff" or mark in UNSEEN


def half_width(text: str) -> str:
    """``text`` in half-width characters; NOTE_MARKS stay as they are: ② is no digit of the number before it."""
    return _NOT_MARKS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def normalise(text: str) -> str:
    """``text`` in half-width characters, Chinese full stop and dashes as decimal point and minus, edges trimmed."""
    return half_width(text.translate(_SIGNS)).translate(_SIGNS).strip().lstrip("'")


def years_in_digits(text: str) -> str:
    """``text`` with the years that it says in Chinese numerals or in two digits, 二〇二三年 and 23年度, as 2023."""
    return _SAID_YEAR.sub(lambda found: ("20" if found[1] else "") + found[0].translate(_YEAR_DIGITS), text)


def numeral_years(text: str) -> str:
    """``text`` with years in Chinese numerals, 二〇二三年, in digits; no character more or less than before."""
    return _NUMERAL_YEAR.sub(lambda found: found[0].translate(_YEAR_DIGITS), text)


@lru_cache(4096)
def fold(text: str) -> str:
    """``text`` as names are compared: without spaces, quotation marks, brackets and the dots between labels."""
    return text.translate(_UNSAID)


def words(listed: str) -> tuple[str, ...]:
    """The words that ``listed`` has between spaces: how a long list of them is written down."""
    return tuple(listed.split())


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The one of ``known`` that is most like ``word``; "" where none is as like as ``likeness`` (0 to 1).

    No name of ours is longer than 64 characters, and the time to compare grows with the square of the length.
    """
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), 1, likeness) if len(word) <= 64 else ()), "")


def perhaps(word: str, known: Iterable[str], otherwise: str, likeness: float = 0.6) -> str:
    """How a sentence on the unknown ``word`` ends: "，是不是 X？" with the nearest of ``known``, else ``otherwise``."""
    near = nearest(word, known, likeness)
    return f"，是不是 {near}？" if near else otherwise


def numeral(number: int) -> str:
    """``number`` from 1 to 9999 in Chinese: 十一, 二十, 一百零五."""
    said, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + name
        gap = not digit
    return said.removeprefix("一") if 10 <= number < 20 else said


def numeral_value(said: str) -> int:
    """The number that ``said`` is in Chinese, below a hundred: 十一, 二十, 两. The other way of ``numeral``."""
    tens, ten, ones = said.replace("两", "二").rpartition("十")
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)


def shortened(text: str, most: int) -> str:
    """``text`` in at most so many characters: … stands for the end of a longer one."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def ending(text: str, most: int = 12) -> str:
    """The last so many characters of ``text``: … stands for the beginning of a longer one."""
    return text if len(text) <= most else f"…{text[-most:]}"


def first_of(names: Iterable[str], most: int) -> str:
    """At most so many of ``names``, and 等 behind them where there are more: 甲、乙等."""
    listed = [*names]
    return "、".join(listed[:most]) + ("等" if len(listed) > most else "")


def in_order(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in that order: 三公接待 in 三公经费·公务接待费."""
    marks = iter(long)
    return all(mark in marks for mark in short)


def common_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """How many items both begin with, and how many of the others both end with."""
    least = min(len(one), len(other))
    head = next((at for at in range(least) if one[at] != other[at]), least)
    tail = next((at for at in range(least - head) if one[-1 - at] != other[-1 - at]), least - head)
    return head, tail
