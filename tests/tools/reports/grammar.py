"""Sentences from templates: ``[a|b]`` is a choice (they nest), ``{name}`` a figure, a word or a phrase."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.tools.reports.printing import Direction, Gap, Loose, Part, Printed, Style

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping, Sequence

    from tests.tools.reports.claims import Claim

Phrase = tuple[Part, ...]
HERE = Path(__file__).parent


@functools.cache
def data(name: str) -> dict[str, Any]:
    """A word list beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Parts in order and what they assert among themselves."""

    parts: Phrase
    claims: tuple[Claim, ...] = ()

    @property
    def text(self) -> str:
        return shown(self.parts)


@dataclass(slots=True)
class Writer:
    """Chooses among templates and words with the report's random numbers."""

    rng: random.Random
    style: Style
    words: Mapping[str, Sequence[str]] = field(default_factory=lambda: data("words"))

    def word(self, name: str) -> str:
        return self.rng.choice(self.words[name])

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def pick(self, template: str) -> str:
        """Resolve the choices of a template, innermost first."""
        while (end := template.find("]")) >= 0:
            start = template.rindex("[", 0, end)
            template = template[:start] + self.rng.choice(template[start + 1 : end].split("|")) + template[end + 1 :]
        return template

    def fill(self, template: str, values: Mapping[str, Part | Phrase]) -> Phrase:
        """The parts of a template; names without a value are looked up among the words."""
        parts: list[Part] = []
        rest = self.pick(template)
        while rest:
            before, brace, rest = rest.partition("{")
            if before:
                parts.append(before)
            if brace:
                name, _, rest = rest.partition("}")
                value = values[name] if name in values else self.word(name)
                parts.extend(value if isinstance(value, tuple) else (value,))
        return smooth(parts)

    def sentence(
        self, templates: Sequence[str], values: Mapping[str, Part | Phrase], claims: Iterable[Claim] = ()
    ) -> Sentence:
        """One sentence; of the claims those stay whose figures the chosen template prints."""
        parts = self.fill(self.rng.choice(templates), values)
        text = shown(parts)
        if text and text[-1] not in "。；：":
            parts += ("。",)
        return Sentence(parts, kept(parts, claims))

    def shape(self, name: str) -> Sequence[str]:
        shapes: Sequence[str] = data("templates")[name]
        return shapes


def smooth(parts: Iterable[Part]) -> Phrase:
    """Words side by side as one part, without the stutter of 支出支出."""
    made: list[Part] = []
    for part in parts:
        if isinstance(part, str) and made and isinstance(made[-1], str):
            made[-1] = (made[-1] + part).replace("支出支出", "支出").replace("预算预算", "预算")
        elif part != "":
            made.append(part)
    return tuple(made)


def kept(parts: Phrase, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    printed = {part.id for part in parts if not isinstance(part, str | Loose)}
    return tuple(claim for claim in claims if printed.issuperset(claim.ids))


def shown(parts: Iterable[Part]) -> str:
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def joined(phrases: Sequence[Phrase], between: str, last: str = "") -> Phrase:
    """Phrases with a delimiter between them, and perhaps another before the last."""
    parts: list[Part] = []
    for place, phrase in enumerate(phrases):
        if place:
            parts.append(last if last and place == len(phrases) - 1 else between)
        parts.extend(phrase)
    return tuple(parts)


def numbered(parts: Iterable[Part]) -> Iterable[Printed | Direction | Gap]:
    """The parts that claims and slips can name."""
    return (part for part in parts if not isinstance(part, str | Loose))
