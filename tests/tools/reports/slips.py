"""One slip of the pen in a consistent report, of a known kind, with what is wrong and what is right."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from tests.tools.reports.grammar import shown
from tests.tools.reports.printing import Direction, Gap, Part, Printed, rounded, with_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.tools.reports.claims import Claim
    from tests.tools.reports.report import Report

HUNDRED = Decimal(100)
Value = TypeVar("Value")
Put = Printed | Direction | Gap


@dataclass(frozen=True, slots=True)
class Slip:
    """``self_contained``: all operands stand in the sentence or beside it: who has no draft can find it, too.

    ``severity``: "warning" for what is doubtful but not impossible (a rate on nothing, a rate cut instead of rounded).
    """

    kind: str
    wrong: str
    right: str
    sentence: str
    self_contained: bool
    severity: str = "error"


class Workshop:
    """A report and the places where a slip of each kind could be."""

    def __init__(self, report: Report, rng: random.Random) -> None:
        self.report, self.rng = report, rng
        self.parts: dict[int, Part] = dict(report.parts())
        self.places: dict[int, tuple[int, int]] = {}
        for block, sentence, phrase in report.phrases():
            self.places |= {part.id: (block, sentence) for part in phrase if isinstance(part, Put)}
        self.claims = report.claims()
        self.touching: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for one in claim.ids:
                self.touching[one].append(claim)

    def printed(self, one: int) -> Printed:
        part = self.parts[one]
        assert isinstance(part, Printed)
        return part

    def near(self, claim: Claim) -> bool:
        """Whether all operands stand in one table, in one sentence or in two neighbours."""
        places = [self.places[one] for one in claim.ids]
        sentences = [sentence for _, sentence in places]
        return len({block for block, _ in places}) == 1 and max(sentences) - min(sentences) <= 1

    def broken(self, new: Put) -> list[Claim]:
        """The claims that cannot hold any more in any precision, when the text shows that they are meant."""
        parts = {**self.parts, new.id: new}
        return [claim for claim in self.touching[new.id] if claim.binding and not claim.holds(parts)]

    # One generator a kind: new parts in random order, of which the first that breaks a claim is taken.

    def typo(self) -> Iterator[Put]:
        yield from (self._typed(part) for part in self._figures(lambda claim: claim.kind not in ("table", "repeat")))

    def swap(self) -> Iterator[Put]:
        for part in self._figures(lambda claim: claim.kind not in ("table", "repeat")):
            if (swapped := self._swapped(part)) is not None:
                yield swapped

    def table(self) -> Iterator[Put]:
        for part in self._figures(lambda claim: claim.kind == "table"):
            swapped = self._swapped(part) if self.rng.random() < 0.4 else None
            yield swapped or self._typed(part)

    def repeat(self) -> Iterator[Put]:
        for part in self._figures(lambda claim: claim.kind == "repeat"):
            swapped = self._swapped(part) if self.rng.random() < 0.4 else None
            if all(claim.kind == "repeat" or not claim.binding for claim in self.touching[part.id]):
                yield swapped or self._typed(part)

    def direction(self) -> Iterator[Put]:
        words = [part for part in self.parts.values() if isinstance(part, Direction)]
        for word in self._mixed(words):
            yield replace(word, text=word.other, other=word.text, sign=-word.sign)

    def wrong_base(self) -> Iterator[Put]:
        yield from self._other_base(("growth", "share"))

    def execution_base(self) -> Iterator[Put]:
        yield from self._other_base(("execution",))

    def unit(self) -> Iterator[Put]:
        wrong = {"元": ("万元", 10_000), "万元": ("元", 1), "亿元": ("万元", 10_000)}
        for part in self._figures(lambda claim: claim.kind != "repeat"):
            name = part.unit.strip()
            if name in wrong and part.number:
                unit, factor = wrong[name]
                if name == "万元" and self.rng.random() < 0.3:
                    unit, factor = "亿元", 100_000_000
                yield replace(part, unit=part.unit.replace(name, unit), factor=Decimal(factor))

    def left_out(self) -> Iterator[Put]:
        for claim in self._of("sum"):
            head, *items = (self.printed(one) for one in claim.operands)
            item = self.rng.choice(items)
            if len(items) > 1 and not claim.words and item.number:
                yield with_digits(head, head.number - item.number * item.factor / head.factor)

    def sum(self) -> Iterator[Put]:
        yield from (self._carried(self.printed(claim.operands[0])) for claim in self._of("sum"))

    def change(self) -> Iterator[Put]:
        yield from (self._carried(self.printed(claim.operands[-1])) for claim in self._of("change", "saving"))

    def growth(self) -> Iterator[Put]:
        yield from (self._shifted(self.printed(claim.operands[0])) for claim in self._of("growth") if claim.operands)

    def share(self) -> Iterator[Put]:
        yield from (self._shifted(self.printed(claim.operands[0])) for claim in self._of("share"))

    def execution(self) -> Iterator[Put]:
        yield from (self._shifted(self.printed(claim.operands[0])) for claim in self._of("execution"))

    def balance(self) -> Iterator[Put]:
        yield from (self._carried(self.printed(claim.operands[-1])) for claim in self._of("balance"))

    def rollforward(self) -> Iterator[Put]:
        yield from (self._carried(self.printed(claim.operands[-1])) for claim in self._of("rollforward"))

    def average(self) -> Iterator[Put]:
        yield from (self._typed(self.printed(claim.operands[0])) for claim in self._of("average"))

    def flat(self) -> Iterator[Put]:
        yield from (self._typed(self.printed(claim.operands[1])) for claim in self._of("flat"))

    def zero_base(self) -> Iterator[Put]:
        for gap in self._mixed([part for part in self.parts.values() if isinstance(part, Gap)]):
            yield replace(gap, text=gap.words)

    def truncation(self) -> Iterator[Put]:
        for claim in self._of("growth", "share", "execution"):
            if claim.form != "ratio" or claim.slack:
                continue
            rate, above, below = (self.printed(one) for one in claim.operands[:3])
            if not below.number or "." not in rate.digits:
                continue
            true = HUNDRED * (above.number * above.factor) / (below.number * below.factor)
            cut = rounded(true, rate.decimals, down=True)
            if cut != rate.number:
                yield with_digits(rate, cut)

    def _of(self, *kinds: str) -> list[Claim]:
        return self._mixed([claim for claim in self.claims if claim.kind in kinds and claim.binding and claim.operands])

    def _figures(self, wanted: Callable[[Claim], bool]) -> list[Printed]:
        found = {one for claim in self.claims if claim.binding and wanted(claim) for one in claim.operands}
        return self._mixed([self.printed(one) for one in sorted(found)])

    def _mixed(self, values: list[Value]) -> list[Value]:
        return self.rng.sample(values, len(values))

    def _other_base(self, kinds: tuple[str, ...]) -> Iterator[Put]:
        for claim in self._of(*kinds):
            rate = self.printed(claim.operands[0])
            for other in claim.others:
                yield with_digits(rate, other)

    def _typed(self, part: Printed) -> Printed:
        """One digit is another digit; the first one does not become 0."""
        places = [place for place, character in enumerate(part.digits) if character.isdecimal()]
        place = self.rng.choice(places)
        old = int(part.digits[place])
        first = place == places[0] and len(places) > 1
        new = self.rng.choice([digit for digit in range(1 if first else 0, 10) if digit != old])
        zero = ord("０") if ord(part.digits[place]) > 255 else ord("0")
        return replace(part, digits=part.digits[:place] + chr(zero + new) + part.digits[place + 1 :])

    def _swapped(self, part: Printed) -> Printed | None:
        """Two neighbouring digits have changed places; None where all neighbours are alike."""
        text = part.digits
        places = [
            place
            for place in range(len(text) - 1)
            if text[place].isdecimal() and text[place + 1].isdecimal() and text[place] != text[place + 1]
        ]
        places = [place for place in places if place or int(text[1])]
        if not places:
            return None
        place = self.rng.choice(places)
        return replace(part, digits=text[:place] + text[place + 1] + text[place] + text[place + 2 :])

    def _carried(self, part: Printed) -> Printed:
        """Added up wrongly: a carry forgotten or made twice, so one power of ten too much or too little."""
        power = self.rng.randint(-part.decimals, max(0, part.number.adjusted() - 1))
        step = Decimal(1).scaleb(power) * self.rng.choice([1, 1, 2, 9])
        number = part.number + step if part.number <= step or self.rng.random() < 0.5 else part.number - step
        return with_digits(part, number)

    def _shifted(self, part: Printed) -> Printed:
        """A rate that was computed wrongly, by a little or by much."""
        step = Decimal(1).scaleb(-part.decimals) * self.rng.choice([3, 7, 12, 40, 110, 350])
        return with_digits(
            part, part.number + step if part.number <= step or self.rng.random() < 0.5 else part.number - step
        )


KINDS = (
    "typo", "swap", "direction", "wrong_base", "unit", "left_out", "sum", "change", "growth", "share", "execution",
    "execution_base", "balance", "rollforward", "repeat", "flat", "zero_base", "truncation", "average", "table",
)  # fmt: skip
WARNINGS = ("zero_base", "truncation")


def plant(report: Report, seed: int) -> tuple[Report, Slip]:
    """The report with one slip. The seed chooses the kind; where the report has no room for it, another one."""
    rng = random.Random(seed)
    shop = Workshop(report, rng)
    first = seed % len(KINDS)
    for kind in (KINDS[first], *rng.sample(KINDS, len(KINDS))):
        for new in getattr(shop, kind)():
            old = shop.parts[new.id]
            assert isinstance(old, Put)
            broken = shop.broken(new)
            if new.text == old.text or not (broken or kind == "zero_base"):
                continue
            planted = report.with_part(new)
            block, number = shop.places[new.id]
            where = next(
                shown(phrase)
                for at, sentence, phrase in planted.phrases()
                if (at, sentence) == (block, number) and any(part is new for part in phrase)
            )
            near = kind in WARNINGS or any(claim.kind != "repeat" and shop.near(claim) for claim in broken)
            severity = "warning" if kind in WARNINGS else "error"
            return planted, Slip(kind, new.text, old.text, where, near, severity)
    raise ValueError(f"no place for a slip in the report of {report.title}")
