"""Sums typed into a figure field: 1240+39.5, =(1+2)*3. Four operations and brackets, exactly, and nothing else."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from typing import Final

from model.figures import MAX_DECIMALS, MAX_DIGITS
from model.patterns import Pattern
from model.text import normalise

_TOKEN: Final = Pattern(r"\s*(?:([0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+)|([-+*/()]))")
# A number of a telephone begins with a zero, and what is a day of a year is no difference.
_NO_SUM: Final = Pattern(
    r"(?:^|[-+*/(])0[0-9]|^(?:19|20)[0-9]{2}([-/])(?:0?[1-9]|1[0-2])\1(?:[12][0-9]|3[01]|0?[1-9])$"
)
_SIGNS: Final = str.maketrans({"×": "*", "÷": "/", "＝": "="})
LONGEST: Final = 200


class _NoSumError(Exception):
    """The text is no sum."""


def is_sum(text: str) -> bool:
    """Whether ``text`` is meant as a sum: it begins with = or has an operator behind a figure.

    Without = neither a telephone number nor a date is one.
    """
    plain = _plain(text)
    if plain.startswith("="):
        return True
    begun = plain[:1] in "0123456789.(+-" and any(mark in plain[1:] for mark in "+-*/")
    return begun and _NO_SUM.search(plain) is None


def result(text: str, decimals: int) -> str | None:
    """What the sum comes to, as plain digits with ``decimals`` places at least as far as the terms have any.

    None where ``text`` is no sum or cannot be worked out (a bracket is open, a division by zero, too many digits).
    """
    if len(text) > LONGEST or not is_sum(text):
        return None
    try:
        tokens = _tokens(_plain(text).removeprefix("="))
        with localcontext() as context:
            context.prec = 60
            value = _SumReader(tokens).whole()
            most = max((len(token.partition(".")[2]) for token in tokens), default=0)
            places = min(max(decimals, most), MAX_DECIMALS)
            rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except (_NoSumError, InvalidOperation, ZeroDivisionError, RecursionError):
        return None
    if len(str(abs(int(rounded)))) > MAX_DIGITS:
        return None
    plain = f"{rounded:f}"
    if "." in plain:
        whole, _, tail = plain.partition(".")
        kept = tail.rstrip("0").ljust(min(most, places), "0")
        plain = f"{whole}.{kept}" if kept else whole
    return plain.removeprefix("-") if not rounded else plain


def _plain(text: str) -> str:
    return normalise(text.translate(_SIGNS))


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _NoSumError
        found.append((match[1] or match[2]).replace(",", ""))
        at = match.end()
    return found


class _SumReader:
    """Works a sum out from its tokens, left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Decimal:
        """The value of all tokens; raises _NoSumError where some are left or lacking."""
        value = self._sum()
        if self._at < len(self._tokens):
            raise _NoSumError
        return value

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._next()
        self._at += 1
        return token

    def _sum(self) -> Decimal:
        value = self._product()
        while self._next() in ("+", "-"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Decimal:
        value = self._factor()
        while self._next() in ("*", "/"):
            value = value * self._factor() if self._take() == "*" else value / self._factor()
        return value

    def _factor(self) -> Decimal:
        token = self._take()
        if token in ("+", "-"):
            value = self._factor()
            return -value if token == "-" else value
        if token == "(":
            value = self._sum()
            if self._take() != ")":
                raise _NoSumError
            return value
        if not token or token in ")*/":
            raise _NoSumError
        return Decimal(token)
