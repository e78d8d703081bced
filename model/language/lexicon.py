"""The words of ``lexicon.toml``, loaded once and ready to be looked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from model.patterns import Pattern


@dataclass(frozen=True, slots=True)
class LexicalWord:
    """A declared word at ``start`` to ``end`` of a text; ``kinds`` are the kinds that the lexicon lists it under."""

    start: int
    end: int
    text: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Family:
    """Items that make a list whole when all of ``of`` are there; items of ``more`` may stand beside them.

    ``head`` are the names of what they come to, none where any name may be.
    """

    of: frozenset[str]
    more: frozenset[str]
    head: tuple[str, ...] = ()


class Lexicon:
    """The declared words by kind, and the patterns made of them."""

    def __init__(self, declared: dict[str, Any]) -> None:
        self.kinds: dict[str, frozenset[str]] = {
            kind: frozenset(words.split()) for kind, words in declared["words"].items()
        }
        by_word: dict[str, set[str]] = {}
        for kind, words in self.kinds.items():
            for word in words:
                by_word.setdefault(word, set()).add(kind)
        self._by_word = {word: frozenset(kinds) for word, kinds in by_word.items()}
        self.number: dict[str, Any] = declared["number"]
        self.tails = tuple(sorted(declared["names"]["tails"].split(), key=len, reverse=True))
        self.same = {name: names[-1] for names in declared["names"]["same"] for name in names}
        self.nameless = frozenset(declared["names"]["nameless"].split())
        self.within = frozenset(declared["names"]["within"].split())
        self.bare = frozenset(declared["names"]["bare"].split())
        self.differences = tuple(tuple(row) for row in declared["names"]["differences"])
        self.defined = tuple(tuple(row) for row in declared["names"]["defined"])
        self.scopes = frozenset(declared["names"]["scopes"].split())
        self.families = tuple(
            Family(frozenset(family["of"]), frozenset(family.get("more", ())), tuple(family.get("head", ())))
            for family in declared["family"]
        )
        self.opposed = tuple(tuple(row.split()) for row in declared["opposed"]["rows"])
        self.exclusive = tuple(
            tuple(sorted(row.split(), key=len, reverse=True)) for row in declared["opposed"]["exclusive"]
        )
        self.halves = tuple(tuple(row.split()) for row in declared["opposed"]["halves"])
        self.rest = tuple(declared["opposed"]["rest"].split())
        self.posts = tuple(declared["posts"]["kinds"].split())
        self.came, self.went = (tuple(declared["moves"][way].split()) for way in ("came", "went"))
        self.scores = tuple(declared["scores"]["whole"].split())
        self.grades: dict[str, int] = dict(declared["grades"])
        written = declared["texts"] | declared["reports"]
        self.texts = {name: tuple(words.split()) for name, words in written.items()}
        self.turned: dict[str, dict[str, str]] = declared["turned"]
        self.headings: dict[str, dict[str, str]] = declared["headings"]

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        """The declared words by their first character, the longest first: a pattern of all takes long to compile."""
        words: dict[str, list[str]] = {}
        for word in sorted(self._by_word, key=len, reverse=True):
            words.setdefault(word[0], []).append(word)
        return words

    def words(self, text: str) -> Iterator[LexicalWord]:
        """The declared words in ``text`` from left to right, the longest at each place; a year is of kind "year"."""
        end = 0
        by_first = self._by_first
        for start, first in enumerate(text):
            if start < end:
                continue
            for word in by_first.get(first, ()):
                if text.startswith(word, start):
                    end = start + len(word)
                    yield LexicalWord(start, end, word, self._by_word[word])
                    break
            else:
                if first in "12" and (year := _YEAR_SAID.match(text, start)):
                    end = year.end()
                    yield LexicalWord(start, end, year[0], _YEAR)


_YEAR = frozenset({"year"})
_YEAR_SAID = Pattern("(?:19|20)[0-9]{2}年[度末底初]?")


def alternatives(words: Any) -> str:
    """A pattern for any of ``words``, the longest first; those that begin alike are tried together."""
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        re.escape(first) + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})") for first, rest in rests.items()
    )


@cache
def pattern(structure: str) -> Pattern:
    """The pattern that ``structure`` is, where <kind> stands for any word of that kind; names of groups begin large."""
    return Pattern(lambda: re.sub("<([a-z_]+)>", lambda kind: f"(?:{alternatives(_words(kind[1]))})", structure))


def _words(kind: str) -> Iterable[str]:
    known = lexicon()
    return known.number["counts"].split() if kind == "counts" else known.kinds.get(kind) or known.texts[kind]


@cache
def lexicon() -> Lexicon:
    """The one lexicon."""
    # importlib.resources takes longer to import than all words take to read.
    text = Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8")
    return Lexicon(tomllib.loads(text))
