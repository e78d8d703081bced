"""Traps beside the money of the accounts: people, property, funds, things that are counted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Sentence
from tests.tools.reports.printing import Loose, Printed, rounded
from tests.tools.reports.sections.money_sections import ZERO
from tests.tools.reports.sections.traps import Traps
from tests.tools.reports.statements import HUNDRED

if TYPE_CHECKING:
    from tests.tools.reports.department import Metric
    from tests.tools.reports.grammar import Phrase
    from tests.tools.reports.printing import Part


class Sections(Traps):
    """All topics of an outline, and all traps."""

    def partial_net(self) -> Sentence:
        item = self.rng.choice(self.about.assets)
        n, x = self.money(self.about.fixed[0], "固定资产净值.actual"), self.money(item.net, f"{item.name}.net")
        return self.trap("partial_net", {"N": n, "n": item.name, "x": x})

    def debts(self) -> Sentence:
        total = self.about.current[0] + self.about.noncurrent[0]
        owed = self.portion(total, 1, 60)
        a, b, c = self.money(total, "资产总额.actual"), self.money(owed), self.money(total - owed)
        r = self.style.percent(HUNDRED * owed / total)
        claims = [Claim("balance", "sum", (a.id, b.id, c.id), (1, -1, -1)), Claim("share", "ratio", (r.id, b.id, a.id))]
        return self.trap("debts", {"A": a, "B": b, "C": c, "R": r}, claims)

    def asset_stock(self) -> Sentence:
        closing = sum((one.cost for one in self.about.assets), ZERO)
        more, less = self.portion(closing, 1, 20), self.portion(closing, 1, 10)
        figures = {"O": closing - more + less, "I": more, "X": less, "C": closing}
        return self.rolled("固定资产原值", {key: self.money(value) for key, value in figures.items()})

    def rolled(self, subject: str, figures: dict[str, Printed]) -> Sentence:
        claim = Claim("rollforward", "sum", tuple(figures[key].id for key in "OIXC"), (1, 1, -1, -1))
        return self.trap("stock", {"S": subject, **figures}, [claim])

    def two_funds(self) -> Sentence | None:
        if len(self.about.funds) != 2:
            return None
        a = self.money(sum((one.income.actual for one in self.about.funds), ZERO))
        b = self.money(sum((one.spending.actual for one in self.about.funds), ZERO))
        incomes, spendings = zip(*self.fund_sides, strict=True)
        claims = [
            Claim("sum", "sum", (whole.id, *sides), (1, -1, -1)) for whole, sides in ((a, incomes), (b, spendings))
        ]
        made = self.trap("two_funds", {"A": a, "B": b})
        return Sentence(made.parts, tuple(claims))

    def posts_rate(self) -> Sentence:
        posts, serving = Decimal(self.about.posts), Decimal(self.about.serving)
        x, y = self.style.count(posts, "名"), self.style.count(serving, "人", name="在职人员")
        r = self.style.percent(HUNDRED * serving / posts)
        return self.trap("posts_rate", {"x": x, "y": y, "r": r}, [Claim("share", "ratio", (r.id, y.id, x.id))])

    def unit_posts(self) -> Sentence:
        posts = self.rng.randint(6, 90)
        short = self.rng.randint(0, 5)
        x, y, z = (self.style.count(Decimal(number), "人") for number in (posts, posts - short, short))
        claim = Claim("balance", "sum", (x.id, y.id, z.id), (1, -1, -1))
        return self.trap(
            "unit_posts", {"n": self.rng.choice(self.about.kind["units"]), "x": x, "y": y, "z": z}, [claim]
        )

    def age(self) -> Sentence:
        x = self.style.count(Decimal(self.rng.randint(320, 520)) / 10, "岁", 1)
        return self.trap("age", {"x": x, "p": self.style.percent(Decimal(self.rng.randint(4000, 9900)) / 100)})

    def counted(self, one: Metric, value: Decimal, name: str = "") -> Printed:
        return self.style.count(value, one.unit, one.decimals, name)

    def stock(self) -> Sentence | None:
        """What there was at the end of last year, what came, what went, what there is."""
        stocks = [metric for metric in self.about.metrics if metric.when == "年末"]
        if not stocks:
            return None
        one = self.rng.choice(stocks)
        some = max(Decimal(1).scaleb(-one.decimals), rounded(one.value / 40, one.decimals))
        more = max(one.value - one.prior, Decimal(0)) + some
        figures = {"O": one.prior, "I": more, "X": one.prior + more - one.value, "C": one.value}
        return self.rolled(one.subject, {key: self.counted(one, value) for key, value in figures.items()})

    def points(self) -> Sentence:
        tenth = Decimal(1).scaleb(-self.style.percent_decimals) if self.style.percent_decimals else Decimal(1)
        before = rounded(Decimal(self.rng.randint(700, 930)) / 10, self.style.percent_decimals)
        gain = max(tenth, rounded(Decimal(self.rng.randint(2, 65)) / 10, self.style.percent_decimals))
        a, b, d = self.style.percent(before + gain), self.style.percent(before), self.style.percent(gain, sign=False)
        subject = self.pick("[群众满意度|抽检合格率|办结率|政务服务网办率|设施完好率|覆盖率]")
        claim = Claim("change", "sum", (a.id, b.id, d.id), (1, -1, -1))
        return self.trap("points", {"S": subject, "A": a, "B": b, "D": d}, [claim])

    def times(self) -> Sentence:
        one = self.rng.choice(self.about.metrics)
        a, b = (
            self.counted(one, one.value, f"{one.subject}.actual"),
            self.counted(one, one.prior, f"{one.subject}.prior"),
        )
        v = self.style.count(one.value / one.prior, "", 2)
        return self.trap(
            "times", {"S": one.subject, "A": a, "B": b, "V": v}, [Claim("average", "average", (v.id, a.id, b.id))]
        )

    def above_target(self) -> Sentence | None:
        one = self.rng.choice(
            [metric for metric in self.about.metrics if metric.value > metric.target] or self.about.metrics
        )
        if one.value <= one.target:
            return None
        a, b = self.counted(one, one.value, f"{one.subject}.actual"), self.counted(one, one.target)
        d, e = self.counted(one, one.value - one.target), self.style.percent(HUNDRED * one.value / one.target)
        claims = [
            Claim("change", "sum", (a.id, b.id, d.id), (1, -1, -1)),
            Claim("execution", "ratio", (e.id, a.id, b.id), others=(HUNDRED * one.value / one.prior,)),
        ]
        return self.trap("above_target", {"S": one.subject, "A": a, "B": b, "D": d, "E": e}, claims)

    def cumulative(self) -> Sentence:
        flows = [one for one in self.about.metrics if one.when == "全年" and one.unit not in ("天", "微克/立方米")]
        one = self.rng.choice(flows)
        whole = one.value * self.rng.randint(2, 9)
        return self.trap(
            "cumulative", {"S": one.subject, "A": self.counted(one, whole), "B": self.counted(one, one.value)}
        )

    def used_for(self) -> Sentence:
        """An amount of another section again, under the same name."""
        line = self.rng.choice(self.part("项目支出").parts)
        return self.trap("used_for", {"S": line.name, "A": self.money(line.actual, f"{line.name}.actual")})

    def heads(self) -> Sentence:
        line = self.rng.choice(self.part("项目支出").parts)
        number = self.rng.randint(30, 6000)
        return self.average(line.name, line.actual, number, self.pick("[人|户|名]"))

    def priced(self) -> Sentence:
        price = f"{self.rng.choice([15, 30, 45, 60, 80, 120, 300, 500, 1200])}元"
        return self.trap("priced", {"x": Loose(price)})

    def rank(self) -> Sentence:
        where: dict[str, Part | Phrase] = {"where": self.pick("[省|市|国|县]"), "n": str(self.rng.randint(1, 9))}
        return self.trap("rank", where)
