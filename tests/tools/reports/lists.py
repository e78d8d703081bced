"""Lists: complete ones that must come to their head, partial ones that need not, shares, lists in lists, of changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Phrase, Sentence, joined, kept
from tests.tools.reports.printing import Part, Printed, rounded
from tests.tools.reports.statements import HUNDRED, Statements

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.tools.reports.department import Line

COUNTS = "零一两三四五六七八九"


class Lists(Statements):
    """Sentences that break a figure down."""

    def whole(
        self,
        subject: str,
        head: Printed,
        items: Sequence[tuple[str, Decimal]],
        *,
        by: str,
        family: bool = False,
        ink: Callable[[Decimal, str], Printed] | None = None,
        shares: bool | None = None,
        kind: str = "sum",
    ) -> Sentence:
        """A list that says that it is complete: by strong words, a family that everybody knows, or shares of 100."""
        ink = ink or self.money
        shares = self.maybe(0.5) if shares is None else shares
        total = sum((value for _, value in items), Decimal(0))
        shares = shares and total > 0 and all(value > 0 for _, value in items)
        figures = [ink(value, f"{name}.actual") for name, value in items]
        claims = [Claim(kind, "sum", (head.id, *(f.id for f in figures)), (1, *(-1 for _ in figures)))]
        phrases: list[Phrase] = []
        shape = self.rng.choice(self.shape("share_items" if shares else "plain_items"))
        percents = self.shares([value for _, value in items]) if shares else []
        for place, ((name, value), figure) in enumerate(zip(items, figures, strict=True)):
            values: dict[str, Part | Phrase] = {"n": name, "a": figure, "T": subject}
            if shares:
                percent, slack = percents[place]
                values["p"] = percent
                others = tuple(HUNDRED * value / one for _, one in items if one != value and one > value)
                claims.append(Claim("share", "ratio", (percent.id, figure.id, head.id), slack=slack, others=others))
            phrases.append(self.fill(shape, values))
        strong = self.shape("list_family" if family or shares else "list_whole")
        if shares:
            between = self.rng.choice(["；", "；", "，", "、"] if "，" not in shape else ["；", "；", "，"])
            last = ""
        else:
            between, last = self.rng.choice(
                [("、", ""), ("，", ""), ("；", ""), ("、", "和"), ("、", "以及"), ("、", "，")]
            )
        if len(items) <= 5 and self.maybe(0.15):
            marks = self.rng.choice(
                ["①②③④⑤", ["一是", "二是", "三是", "四是", "五是"], ["（一）", "（二）", "（三）", "（四）", "（五）"]]
            )
            phrases = [(mark, *phrase) for mark, phrase in zip(marks, phrases, strict=False)]
            between, last = "；", ""
        template = self.rng.choice(strong)
        listed = joined(phrases, between, last)
        tail = self.fill(template, {"items": listed, "count": COUNTS[len(items)], "by": by})
        lead: Phrase = self.fill("{S}[为|共|合计|]{A}", {"S": subject, "A": head})
        parts = (*lead, *tail, "。")
        return Sentence(parts, kept(parts, claims))

    def shares(self, values: Sequence[Decimal]) -> list[tuple[Printed, Decimal]]:
        """Shares of a whole. Some writers trim the last one, so that all come to 100; its claim has that much slack."""
        total = sum(values, Decimal(0))
        places = self.style.percent_decimals
        exact = [rounded(HUNDRED * value / total, places) for value in values]
        trim = HUNDRED - sum(exact, Decimal(0))
        if trim and self.maybe(0.5) and exact[-1] + trim > 0:
            printed = [*exact[:-1], exact[-1] + trim]
            return [
                (self.style.percent(value), abs(trim) if place == len(printed) - 1 else Decimal(0))
                for place, value in enumerate(printed)
            ]
        return [(self.style.percent(value), Decimal(0)) for value in exact]

    def family(self, subject: str, line: Line, by: str, *, known: bool = True, shares: bool | None = None) -> Sentence:
        """A line of the accounts and all its parts; parts that are nothing are left out.

        Where not everybody knows the parts (``known``), strong words or shares have to say that the list is complete.
        """
        parts = [(part.name, part.actual) for part in line.parts if part.actual]
        return self.whole(
            subject, self.money(line.actual, f"{subject}.actual"), parts, by=by, family=known, shares=shares
        )

    def nested(self, subject: str, line: Line) -> Sentence:
        """A list of which the first item is broken down again, in brackets or after 其中."""
        head = self.money(line.actual, f"{subject}.actual")
        figures = [self.money(part.actual, f"{part.name}.actual") for part in line.parts]
        claims = [Claim("sum", "sum", (head.id, *(f.id for f in figures)), (1, *(-1 for _ in figures)))]
        opening = self.rng.choice(["，其中：", "。其中：", "，包括："])
        phrases: list[Phrase] = []
        for part, figure in zip(line.parts, figures, strict=True):
            phrase: Phrase = (part.name, figure)
            if part.parts and part is line.parts[0]:
                inner = [(one.name, self.money(one.actual, f"{one.name}.actual")) for one in part.parts]
                ids = tuple(printed.id for _, printed in inner)
                # 其中 in brackets says nothing of completeness, but everybody knows what makes 基本支出.
                known = part.name == "基本支出"
                claims.append(Claim("sum", "sum", (figure.id, *ids), (1, *(-1 for _ in ids)), binding=known))
                shown = joined([(name, printed) for name, printed in inner], "、")
                phrase = self.fill("{x}（[其中：|含|]{y}）", {"x": phrase, "y": shown})
            phrases.append(phrase)
        parts = (subject, head, opening, *joined(phrases, self.rng.choice(["；", "，"])), "。")
        return Sentence(parts, tuple(claims))

    def partial(self, subject: str, head: Printed, items: Sequence[tuple[str, Decimal]]) -> Sentence:
        """Some items only: they may not come to more than the head, and need not come to it."""
        figures = [self.money(value, f"{name}.actual") for name, value in items]
        shape = self.rng.choice(self.shape(self.rng.choice(["plain_items", "plain_items", "use_items"])))
        phrases = [self.fill(shape, {"n": name, "a": figure}) for (name, _), figure in zip(items, figures, strict=True)]
        tail = self.fill(
            self.rng.choice(self.shape("list_partial")), {"items": joined(phrases, self.rng.choice("、，；"))}
        )
        parts = (*self.fill("{S}[为|共|]{A}", {"S": subject, "A": head}), *tail, "。")
        claim = Claim("at_most", "at_most", (head.id, *(f.id for f in figures)), binding=False)
        return Sentence(parts, (claim,))

    def changes(self, subject: str, line: Line) -> Sentence | None:
        """The change of a whole and the changes of all its parts; None where a part did not change."""
        moved = [(part.name, part.actual - part.prior) for part in line.parts]
        total = line.actual - line.prior
        if not total or not all(change for _, change in moved):
            return None
        pair = self.pair("head")
        head, w = self.money(abs(total)), self.style.direction(1 if total > 0 else -1, pair)
        phrases: list[Phrase] = []
        ids, words = [], []
        for name, change in moved:
            figure, word = self.money(abs(change)), self.style.direction(1 if change > 0 else -1, pair)
            ids.append(figure.id)
            words.append(word.id)
            phrases.append((name, word, figure))
        items = joined(phrases, self.rng.choice(["，", "、", "；"]))
        tail = self.fill(self.rng.choice(self.shape("list_changes")), {"items": items})
        than = self.fill("[较|比]{P}", self.year_words())
        parts = (subject, *than, w, head, *tail, "。")
        signs = (-1, *(1 for _ in ids))
        claim = Claim("sum", "sum", (head.id, *ids), signs, (w.id, *words))
        return Sentence(parts, (claim,))

    def counts(
        self, subject: str, unit: str, value: Decimal, parts: Sequence[tuple[str, Decimal]], when: str
    ) -> Sentence:
        """A number of things and the kinds that make it; also 分别为."""
        head = self.style.count(value, unit, name=f"{subject}.actual")
        figures = [self.style.count(number, unit) for _, number in parts]
        claims = [Claim("sum", "sum", (head.id, *(f.id for f in figures)), (1, *(-1 for _ in figures)))]
        shape = self.rng.choice(["{n}{a}", "{n}{a}", "{n}类{a}"])
        phrases = [self.fill(shape, {"n": name, "a": figure}) for (name, _), figure in zip(parts, figures, strict=True)]
        values: dict[str, Part | Phrase] = {"S": subject, "A": head, "when": when, "items": joined(phrases, "、")}
        values["names"] = "、".join(name for name, _ in parts)
        values["values"] = joined([(figure,) for figure in figures], "、")
        made = self.sentence(self.shape("metric_parts"), values, claims)
        open_list = "，其中" in made.text
        return Sentence(made.parts, tuple(replace(claim, binding=not open_list) for claim in made.claims))
