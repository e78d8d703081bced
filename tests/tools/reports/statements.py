"""The kinds of statements, each from true figures: the sentence and what it asserts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Phrase, Sentence, Writer
from tests.tools.reports.printing import YUAN, Direction, Part, Printed, Style, rounded

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.tools.reports.department import Department, Line

HUNDRED = Decimal(100)


def change_claims(a: Printed, b: Printed, d: Printed, r: Printed, w: Direction, g: Direction) -> list[Claim]:
    """All that A, B, D and R say among themselves; of these a sentence keeps what it prints."""
    shift = abs(a.number * a.factor - b.number * b.factor)
    wrong = tuple(HUNDRED * shift / base for base in (a.number * a.factor,) if base)
    level = HUNDRED * a.number * a.factor / (b.number * b.factor) if b.number else None
    return [
        Claim("change", "sum", (a.id, b.id, d.id), (1, -1, -1), (w.id,)),
        Claim("growth", "growth", (r.id, a.id, b.id), words=(g.id,), others=wrong + ((level,) if level else ())),
        Claim("growth", "ratio", (r.id, d.id, b.id), others=wrong),
        Claim("direction", "agree", (), words=(w.id, g.id)),
    ]


class Statements(Writer):
    """Sentences about one department in one report."""

    def __init__(self, rng: random.Random, style: Style, about: Department) -> None:
        super().__init__(rng, style)
        self.about = about
        # One report names last year in one or two ways, as one author does.
        self._last = [f"{about.year - 1}年", self.word("last_year")]
        self._this = [f"{about.year}年", self.word("this_year")]

    def pair(self, name: str) -> tuple[str, str]:
        pairs = self.words["pairs"]
        up, down = self.rng.choice(pairs[name])  # type: ignore[call-overload]
        return up, down

    def why(self, sign: int) -> str:
        reasons: list[str] = self.words["reasons"]["up" if sign > 0 else "down"]  # type: ignore[call-overload]
        return self.rng.choice(reasons)

    def texts(self, name: str) -> list[str]:
        texts: list[str] = self.words["texts"][name]  # type: ignore[call-overload]
        return texts

    def money(self, value: Decimal, name: str = "") -> Printed:
        """Large amounts now and then in 亿元 beside a report in 万元."""
        if self.style.large_unit and abs(value) >= 2 * YUAN["亿元"] and self.maybe(0.25):
            return self.style.money(value, name, unit="亿元", decimals=self.rng.choice([2, 4]))
        return self.style.money(value, name)

    def year_words(self) -> dict[str, Part | Phrase]:
        return {"P": self.rng.choice(self._last), "Y": self.rng.choice(self._this)}

    def change(
        self,
        subject: str,
        now: Decimal,
        before: Decimal,
        *,
        ink: Callable[[Decimal, str], Printed] | None = None,
        pairs: str = "change",
        shapes: str = "change",
        extra: dict[str, Part | Phrase] | None = None,
    ) -> Sentence:
        """This year's figure beside last year's."""
        ink = ink or self.money
        a, b = ink(now, f"{subject}.actual"), ink(before, f"{subject}.prior")
        values: dict[str, Part | Phrase] = {"S": subject, "A": a, "B": b, **self.year_words(), **(extra or {})}
        if a.interval == b.interval:
            flat = Claim("flat", "sum", (a.id, b.id), (1, -1))
            return self.sentence(self.shape("change_flat"), values, [flat])
        sign = 1 if now > before else -1
        d = ink(abs(now - before), "")
        w, t = self.style.direction(sign, self.pair(pairs)), self.style.direction(sign, self.pair("to"))
        values |= {"D": d, "w": w, "t": t, "why": self.why(sign)}
        order = Claim("direction", "order", (a.id, b.id), words=(t.id,))
        if not before or not b.number:
            values["gap"] = self.style.gap(f"，增长{self.style.percent(HUNDRED).text}")
            change = Claim("change", "sum", (a.id, b.id, d.id), (1, -1, -1), (w.id,))
            return self.sentence(self.shape("change_zero"), values, [change])
        rate = HUNDRED * abs(now - before) / before
        r, g = self.style.percent(rate), self.style.direction(sign, self.pair("rate"))
        values |= {"R": r, "g": g}
        if rate < 2 and shapes == "change" and self.maybe(0.4):
            return self.sentence(self.shape("change_about"), values)
        if shapes == "change":
            weights = [5, 4, 2, 2] if r.number and d.number else [0, 0, 1, 0]
            shapes = self.rng.choices(["change", "change_more", "change_norate", "change_nobase"], weights)[0]
        claims = change_claims(a, b, d, r, w, g)
        # Where no direction word stands before the rate, its sign is told by the word before the level.
        claims += [order, Claim("growth", "growth", (r.id, a.id, b.id), words=(t.id,))]
        return self.sentence(self.shape(shapes), values, claims)

    def execution(self, subject: str, line: Line, *, income: Decimal | None = None) -> Sentence:
        """Spent against a plan that the sentence names and prints."""
        original = self.maybe(0.6) or line.adjusted == line.budget
        plan = line.budget if original else line.adjusted
        names = (
            ["年初预算", "批复预算", "年初预算数", "预算"]
            if original
            else ["全年预算", "调整后预算", "调整预算数", "全年预算数"]
        )
        a = self.money(line.actual, f"{subject}.actual")
        b = self.money(plan, f"{subject}.{'budget' if original else 'adjusted'}")
        e = self.style.percent(HUNDRED * line.actual / plan)
        sign = 1 if line.actual > plan else -1
        w, g = (self.style.direction(sign, self.pair("plan")) for _ in "wg")
        d, r = self.money(abs(line.actual - plan)), self.style.percent(HUNDRED * abs(line.actual - plan) / plan)
        others = [
            base for base in (line.prior, line.adjusted if original else line.budget, income) if base and base != plan
        ]
        values: dict[str, Part | Phrase] = {
            "S": subject,
            "N": self.rng.choice(names),
            "A": a,
            "B": b,
            "E": e,
            "D": d,
            "R": r,
        }
        values |= {"w": w, "g": g, "why": self.why(sign), **self.year_words()}
        claims = [
            Claim(
                "execution", "ratio", (e.id, a.id, b.id), others=tuple(HUNDRED * line.actual / one for one in others)
            ),
            Claim("saving", "sum", (a.id, b.id, d.id), (1, -1, -1), (w.id,)),
            Claim("growth", "ratio", (r.id, d.id, b.id)),
            Claim("direction", "agree", (), words=(w.id, g.id)),
        ]
        saving = original and d.number and self.maybe(0.35)
        shapes = self.shape("saving" if saving else self.rng.choice(["execution", "execution", "execution_more"]))
        if not d.number:
            shapes = [shape for shape in shapes if "{D}" not in shape]
        return self.sentence(shapes, values, claims)

    def two_plans(self, subject: str, line: Line) -> Sentence:
        """The plan of January, what was added, and the rate on what it became."""
        a, b = self.money(line.actual, f"{subject}.actual"), self.money(line.budget, f"{subject}.budget")
        f, c = self.money(line.adjusted, f"{subject}.adjusted"), self.money(line.adjusted - line.budget)
        e = self.style.percent(HUNDRED * line.actual / line.adjusted)
        other = (HUNDRED * line.actual / line.budget,) if line.budget else ()
        values: dict[str, Part | Phrase] = {"S": subject, "A": a, "B": b, "C": c, "F": f, "E": e}
        claims = [
            Claim("execution", "ratio", (e.id, a.id, f.id), others=other),
            Claim("rollforward", "sum", (b.id, c.id, f.id), (1, 1, -1)),
        ]
        return self.sentence(self.shape("two_plans"), values, claims)

    def balance(self, subject: str, cost: Decimal, worn: Decimal) -> Sentence:
        c, x, n = self.money(cost), self.money(worn), self.money(cost - worn, f"{subject}.net")
        values: dict[str, Part | Phrase] = {"S": subject, "C": c, "W": x, "N": n}
        return self.sentence(self.shape("balance"), values, [Claim("balance", "sum", (c.id, x.id, n.id), (1, -1, -1))])

    def roll(self, shapes: str, figures: dict[str, Printed], subject: str = "") -> Sentence:
        """O + I - X = C; with U, the surplus of the year, I - X = U and O + U = C."""
        ids = {key: figure.id for key, figure in figures.items()}
        claims = [Claim("rollforward", "sum", tuple(ids[one] for one in "OIXC"), (1, 1, -1, -1))]
        if "U" in ids:
            claims += [
                Claim("rollforward", "sum", (ids["I"], ids["X"], ids["U"]), (1, -1, -1)),
                Claim("rollforward", "sum", (ids["O"], ids["U"], ids["C"]), (1, 1, -1)),
            ]
        return self.sentence(self.shape(shapes), {"S": subject, **figures, **self.year_words()}, claims)

    def average(self, lead: str, amount: Decimal, things: int, unit: str) -> Sentence:
        """An amount a head, in yuan so that it does not vanish."""
        a, m = self.money(amount), self.style.count(Decimal(things), unit)
        v = self.style.money(rounded(amount / things, 2), unit="元", decimals=2)
        claim = Claim("average", "average", (v.id, a.id, m.id))
        made = self.sentence(
            self.shape("average"), {"A": a, "M": m, "V": v, "each": "户" if unit == "户" else "人"}, [claim]
        )
        return Sentence((lead, *made.parts), made.claims)
