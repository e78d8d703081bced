"""Sentences that readers are known to stumble over, each true: the trap is in the words, the order or the scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Sentence, data
from tests.tools.reports.sections.money_sections import ZERO
from tests.tools.reports.sections.result_sections import ResultSections
from tests.tools.reports.statements import HUNDRED, change_claims

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from tests.tools.reports.department import Line
    from tests.tools.reports.grammar import Phrase
    from tests.tools.reports.printing import Part

TOPICS = {
    "scale": ("carried_total", "halves", "years", "interrupted", "share_alone", "two_steps"),
    "basic": ("share_alone", "two_steps", "interrupted", "unnamed_plan"),
    "three": ("after_items", "plan_beside_plan", "saved_then_prior", "own_and_units", "nothing_spent", "four_lines"),
    "project": ("unnamed_plan", "some_changes", "project_money", "enumerated", "form_left", "halves"),
    "assets": ("partial_net", "debts", "asset_stock"),
    "people": ("posts_rate", "unit_posts", "age"),
    "insurance": ("two_funds",),
    "performance": ("stock", "points", "times", "above_target", "cumulative", "used_for", "priced", "rank", "heads"),
}


class Traps(ResultSections):
    """One method a trap; it returns None where the department gives no occasion."""

    def trap(self, name: str, values: dict[str, Part | Phrase], claims: Sequence[Claim] = ()) -> Sentence:
        shapes: list[str] = data("traps")[name]
        return self.sentence(shapes, {**self.year_words(), **values}, claims)

    def part(self, name: str) -> Line:
        return next(line for line in self.about.total.parts if line.name == name)

    def portion(self, value: Decimal, low: int, high: int) -> Decimal:
        """A multiple of the grain that is ``low`` to ``high`` per cent of a value."""
        grain = self.about.grain
        return grain * (value * self.rng.randint(low, high) // (100 * grain))

    def moved(self, line: Line, subject: str) -> tuple[dict[str, Part | Phrase], list[Claim]] | None:
        """A, B, D and R of a line that changed."""
        if not line.prior or line.prior == line.actual:
            return None
        sign = 1 if line.actual > line.prior else -1
        shift = abs(line.actual - line.prior)
        a, b, d = (
            self.money(line.actual, f"{subject}.actual"),
            self.money(line.prior, f"{subject}.prior"),
            self.money(shift),
        )
        r = self.style.percent(HUNDRED * shift / line.prior)
        w, g = self.style.direction(sign, self.pair("change")), self.style.direction(sign, self.pair("rate"))
        if not (b.number and d.number and r.number):
            return None
        values: dict[str, Part | Phrase] = {
            "S": subject,
            "A": a,
            "B": b,
            "D": d,
            "R": r,
            "w": w,
            "g": g,
            "why": self.why(sign),
        }
        return values, change_claims(a, b, d, r, w, g)

    def carried_total(self) -> Sentence | None:
        total, closing = self.about.total, self.about.closing
        basic, project = self.part("基本支出"), self.part("项目支出")
        if not closing or len(total.parts) > 2:
            return None
        t, a, c = self.money(total.actual + closing), self.money(total.actual), self.money(closing, "结转结余.closing")
        first = self.trap(
            "carried_total",
            {"T": t, "A": a, "C": c},
            [Claim("sum", "sum", (t.id, a.id, c.id), (1, -1, -1), binding=False)],
        )
        x, y = self.money(basic.actual, "基本支出.actual"), self.money(project.actual, "项目支出.actual")
        p, q = (self.style.percent(HUNDRED * one.actual / total.actual) for one in (basic, project))
        claims = [Claim("share", "ratio", (rate.id, part.id, a.id)) for rate, part in ((p, x), (q, y))]
        values: dict[str, Part | Phrase] = {"x": "基本支出", "y": "项目支出", "a": x, "b": y, "p": p, "q": q}
        second = self.sentence(data("traps")["carried_shares"], values)
        return Sentence(first.parts + second.parts, (*first.claims, *claims))

    def halves(self) -> Sentence:
        line = self.rng.choice(self.about.total.parts)
        early = self.portion(line.actual, 25, 60)
        x, y, a = self.money(early), self.money(line.actual - early), self.money(line.actual, f"{line.name}.actual")
        claim = Claim("sum", "sum", (a.id, x.id, y.id), (1, -1, -1))
        return self.trap("halves", {"S": line.name, "x": x, "y": y, "A": a}, [claim])

    def years(self) -> Sentence:
        line = self.part("项目支出")
        before = self.portion(line.actual, 50, 140)
        amounts = [before, line.prior, line.actual]
        figures = [self.money(amount) for amount in amounts]
        total = self.money(sum(amounts, ZERO))
        claim = Claim("sum", "sum", (total.id, *(one.id for one in figures)), (1, -1, -1, -1))
        values: dict[str, Part | Phrase] = dict(zip("abc", figures, strict=True))
        year = self.about.year
        return self.trap(
            "years", {**values, "S": "项目支出", "T": total, "y1": f"{year - 2}年", "y3": f"{year}年"}, [claim]
        )

    def interrupted(self) -> Sentence | None:
        line = self.rng.choice([self.about.total, self.part("基本支出"), self.part("项目支出")])
        made = self.moved(line, "总支出" if line is self.about.total else line.name)
        if made is None:
            return None
        item = self.rng.choice(line.parts)
        return self.trap(
            "interrupted", {**made[0], "n": item.name, "x": self.money(item.actual, f"{item.name}.actual")}, made[1]
        )

    def share_alone(self) -> Sentence | None:
        line = self.rng.choice([self.about.total, self.part("基本支出"), self.part("项目支出")])
        subject = "总支出" if line is self.about.total else line.name
        item = self.rng.choice(line.parts)
        a, x = self.money(line.actual, f"{subject}.actual"), self.money(item.actual, f"{item.name}.actual")
        p = self.style.percent(HUNDRED * item.actual / line.actual)
        claim = Claim("share", "ratio", (p.id, x.id, a.id), others=(HUNDRED * item.actual / self.about.total.actual,))
        return self.trap("share_alone", {"S": subject, "A": a, "n": item.name, "x": x, "p": p}, [claim])

    def two_steps(self) -> Sentence | None:
        line = self.rng.choice([*self.about.total.parts, *self.part("基本支出").parts])
        made = self.moved(line, line.name)
        return self.trap("two_steps", made[0], made[1]) if made else None

    def after_items(self) -> Sentence | None:
        """Items first, then what they come to; the last change belongs to the total."""
        names = self.rng.sample(["会议费", "培训费", "差旅费", "印刷费"], 2)
        lines = [one for one in self.about.economic if one.name in names and one.budget and one.actual != one.budget]
        if len(lines) < 2:
            return None
        both = type(lines[0]).of("", lines)
        values: dict[str, Part | Phrase] = {"S1": lines[0].name, "S2": lines[1].name}
        claims, figures = [], []
        for mark, line in (("1", lines[0]), ("2", lines[1]), ("", both)):
            sign = 1 if line.actual > line.budget else -1
            a, b, d = self.money(line.actual), self.money(line.budget), self.money(abs(line.actual - line.budget))
            w = self.style.direction(sign, ("超支", "节约"))
            keys = (f"a{mark}", f"b{mark}", f"d{mark}") if mark else ("A", "B", "D")
            values |= dict(zip(keys, (a, b, d), strict=True)) | {f"w{mark}": w}
            claims.append(Claim("saving", "sum", (a.id, b.id, d.id), (1, -1, -1), (w.id,)))
            figures.append((a, b))
        columns = [tuple(one.id for one in reversed(column)) for column in zip(*figures, strict=True)]
        claims += [Claim("sum", "sum", column, (1, -1, -1)) for column in columns]
        return self.trap("after_items", values, claims) if both.actual != both.budget else None

    def plan_beside_plan(self) -> Sentence | None:
        three = self.about.three
        before = self.portion(three.budget, 70, 130)
        if not before or before == three.budget:
            return None
        sign = 1 if three.budget > before else -1
        a, b, d = self.money(three.budget), self.money(before), self.money(abs(three.budget - before))
        w, g = self.style.direction(sign, self.pair("change")), self.style.direction(sign, self.pair("rate"))
        r = self.style.percent(HUNDRED * abs(three.budget - before) / before)
        if not (d.number and r.number):
            return None
        values: dict[str, Part | Phrase] = {"S": "“三公”经费", "A": a, "B": b, "D": d, "w": w, "g": g, "R": r}
        return self.trap("plan_beside_plan", values, change_claims(a, b, d, r, w, g))

    def saved_then_prior(self) -> Sentence | None:
        line = self.about.three.parts[0]
        if line.budget <= line.actual or not line.actual:
            return None
        a, b = self.money(line.actual, f"{line.name}.actual"), self.money(line.budget, f"{line.name}.budget")
        c, d = self.money(line.prior, f"{line.name}.prior"), self.money(line.budget - line.actual)
        w = self.style.direction(-1, ("超支", "节约"))
        claim = Claim("saving", "sum", (a.id, b.id, d.id), (1, -1, -1), (w.id,))
        return self.trap("saved_then_prior", {"S": line.name, "A": a, "B": b, "C": c, "D": d, "w": w}, [claim])

    def own_and_units(self) -> Sentence | None:
        three = self.about.three
        own = self.portion(three.actual, 30, 70)
        rest = three.actual - own
        t, x, y = self.money(three.actual), self.money(own), self.money(rest)
        z = self.money(min(self.portion(rest, 5, 40), three.parts[0].actual))
        claim = Claim("sum", "sum", (t.id, x.id, y.id), (1, -1, -1), binding=False)
        values: dict[str, Part | Phrase] = {"S": "三公经费决算", "T": t, "x": x, "y": y, "n": "公务接待费", "z": z}
        return self.trap("own_and_units", values, [claim]) if own else None

    def nothing_spent(self) -> Sentence:
        plan = self.money(self.portion(self.about.three.parts[0].budget, 5, 30))
        nothing, rate = self.money(ZERO), self.style.percent(ZERO)
        return self.trap("nothing_spent", {"S": "外宾接待费", "B": plan, "O": nothing, "R": rate})

    def four_lines(self) -> Sentence:
        """The vehicles split into their two lines, beside the other two: four numbers, not three."""
        three = self.about.three
        lines = [three.parts[2], *three.parts[1].parts, three.parts[0]]
        total = self.money(three.actual)
        values: dict[str, Part | Phrase] = {"S": self.pick("[“三公”经费支出|三公经费决算数]"), "T": total}
        figures = [self.money(line.actual, f"{line.name}.actual") for line in lines]
        for place, (line, figure) in enumerate(zip(lines, figures, strict=True), start=1):
            values |= {f"n{place}": line.name, f"x{place}": figure}
        claim = Claim("sum", "sum", (total.id, *(one.id for one in figures)), (1, -1, -1, -1, -1))
        return self.trap("four_lines", values, [claim])

    def unnamed_plan(self) -> Sentence | None:
        """A rate whose plan is not printed: there is nothing to hold it against."""
        line = self.rng.choice([*self.part("项目支出").parts, *self.part("基本支出").parts])
        if not line.budget:
            return None
        e, f = (self.style.percent(HUNDRED * line.actual / plan) for plan in (line.adjusted, line.budget))
        return self.trap(
            "unnamed_plan", {"S": line.name, "A": self.money(line.actual, f"{line.name}.actual"), "E": e, "F": f}
        )

    def some_changes(self) -> Sentence | None:
        project = self.part("项目支出")
        item = self.rng.choice(project.parts)
        pairs = self.pair("head")
        moves = (project.actual - project.prior, item.actual - item.prior)
        if not all(moves):
            return None
        d, d1 = (self.money(abs(move)) for move in moves)
        w, w1 = (self.style.direction(1 if move > 0 else -1, pairs) for move in moves)
        return self.trap("some_changes", {"S": "项目支出", "D": d, "w": w, "n": item.name, "w1": w1, "d1": d1})

    def project_money(self) -> Sentence:
        item = self.rng.choice(self.part("项目支出").parts)
        whole = self.portion(item.actual, 250, 900)
        values: dict[str, Part | Phrase] = {
            "S": item.name,
            "T": self.money(whole),
            "C": self.money(self.portion(whole, 40, 90)),
        }
        return self.trap("project_money", {**values, "A": self.money(item.actual, f"{item.name}.actual")})

    def enumerated(self) -> Sentence:
        project = self.part("项目支出")
        first, second = project.parts[:2]
        amounts = [first.actual, second.actual, project.actual - first.actual - second.actual]
        total = self.money(project.actual, "项目支出.actual")
        values: dict[str, Part | Phrase] = {"T": total, "n1": first.name, "n2": second.name}
        claims, figures = [], []
        for place, amount in enumerate(amounts, start=1):
            figure, rate = self.money(amount), self.style.percent(HUNDRED * amount / project.actual)
            values |= {f"x{place}": figure, f"p{place}": rate}
            claims.append(Claim("share", "ratio", (rate.id, figure.id, total.id)))
            figures.append(figure)
        claims.append(Claim("sum", "sum", (total.id, *(one.id for one in figures)), (1, -1, -1, -1)))
        return self.trap("enumerated", values, claims)

    def form_left(self) -> Sentence | None:
        line = self.part("项目支出")
        if not line.prior:
            return None
        rate = self.style.percent(HUNDRED * abs(line.actual - line.prior) / line.prior)
        return self.trap("form_left", {"S": "项目支出", "A": self.money(line.actual, "项目支出.actual"), "R": rate})
