"""The true figures of a random department, in yuan and cents: every sum and every balance of it holds exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.tools.reports.grammar import data
from tests.tools.reports.printing import Style, rounded, style

if TYPE_CHECKING:
    import random

ZERO = Decimal(0)


@dataclass(slots=True)
class Line:
    """One line of money: what was planned, what the plan became, what was spent, and the year before."""

    name: str
    actual: Decimal
    prior: Decimal
    budget: Decimal
    adjusted: Decimal
    parts: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, parts: list[Line]) -> Line:
        def total(aspect: str) -> Decimal:
            return sum((getattr(part, aspect) for part in parts), ZERO)

        return cls(name, total("actual"), total("prior"), total("budget"), total("adjusted"), parts)


@dataclass(slots=True)
class Asset:
    """A class of assets: cost, accumulated depreciation and what is left."""

    name: str
    cost: Decimal
    worn: Decimal

    @property
    def net(self) -> Decimal:
        return self.cost - self.worn


@dataclass(slots=True)
class Fund:
    """A social insurance fund: plan and result of both sides, and the balances."""

    name: str
    income: Line
    spending: Line
    opening: Decimal

    @property
    def surplus(self) -> Decimal:
        return self.income.actual - self.spending.actual

    @property
    def closing(self) -> Decimal:
        return self.opening + self.surplus


@dataclass(slots=True)
class Metric:
    """Something that the department counts or measures, this year and last year."""

    subject: str
    unit: str
    decimals: int
    when: str
    value: Decimal
    prior: Decimal
    target: Decimal
    parts: list[tuple[str, Decimal]] = field(default_factory=list)


@dataclass(slots=True)
class Department:
    """All that a report may tell; what it does tell is chosen by its sections."""

    year: int
    place: str
    office: str
    kind: dict[str, Any]
    style: Style
    grain: Decimal
    total: Line
    sources: Line
    three: Line
    economic: list[Line]
    opening: Decimal
    procurement: Line
    small: Decimal
    assets: list[Asset]
    current: tuple[Decimal, Decimal]
    noncurrent: tuple[Decimal, Decimal]
    fixed: tuple[Decimal, Decimal, Decimal]
    disposal: list[tuple[str, Decimal]]
    posts: int
    staff: list[tuple[str, int]]
    prior_staff: int
    retired: int
    government: Line | None
    capital: Line | None
    funds: list[Fund]
    metrics: list[Metric]
    vehicles: int
    guests: tuple[int, int]

    @property
    def title(self) -> str:
        return self.place + self.office

    @property
    def closing(self) -> Decimal:
        return self.opening + self.sources.actual - self.total.actual

    @property
    def serving(self) -> int:
        return sum(number for _, number in self.staff)


class Maker:
    """Draws the figures; ``grain`` keeps most departments at amounts that print without rounding."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.size = Decimal(int(math.exp(rng.uniform(math.log(1.5e6), math.log(2.5e9)))))
        self.style = style(rng, self.size)
        printed = {("万元", 2): 100, ("万元", 1): 1000, ("万元", 0): 10_000, ("亿元", 4): 10_000, ("万元", 4): 1}
        whole = Decimal(printed.get((self.style.unit, self.style.decimals), 1))
        self.grain = whole if rng.random() < 0.72 else Decimal("0.01")

    def near(self, value: Decimal, low: float, high: float) -> Decimal:
        """A multiple of the grain between ``low`` and ``high`` times ``value``."""
        return self.grained(value * Decimal(str(round(self.rng.uniform(low, high), 6))))

    def grained(self, value: Decimal) -> Decimal:
        return rounded(value / self.grain, 0) * self.grain

    def line(self, name: str, actual: Decimal) -> Line:
        actual = self.grained(actual)
        chance = self.rng.random()
        prior = ZERO if chance < 0.05 else actual if chance < 0.14 else self.near(actual, 0.55, 1.6)
        budget = actual if self.rng.random() < 0.12 else self.near(actual, 0.9, 1.45)
        if self.rng.random() < 0.35:
            adjusted = budget if budget >= actual else actual
        else:
            adjusted = max(actual, budget) + self.near(actual, 0.0, 0.15)
        return Line(name, actual, prior, budget, adjusted)

    def split(self, name: str, total: Decimal, names: list[str]) -> Line:
        """A line of lines, of which each is at least a small share of the whole."""
        weights = [self.rng.uniform(0.15, 1.0) ** 2 + 0.02 for _ in names]
        whole = sum(weights)
        return Line.of(
            name, [self.line(one, total * Decimal(str(w / whole))) for one, w in zip(names, weights, strict=True)]
        )

    def shares(self, total: int, count: int) -> list[int]:
        """Whole numbers of at least one that make ``total``."""
        cuts = sorted(self.rng.sample(range(1, total), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def department(rng: random.Random) -> Department:
    make, words = Maker(rng), data("words")
    kinds = data("departments")
    kind = rng.choice(kinds["kind"])
    size = make.size
    basic_share = Decimal(str(rng.uniform(0.15, 0.85)))
    personnel = make.split("人员经费", size * basic_share * Decimal("0.82"), ["工资福利支出", "对个人和家庭的补助"])
    general = make.line("公用经费", size * basic_share * Decimal("0.18"))
    basic = Line.of("基本支出", [personnel, general])
    names = rng.sample(kind["projects"] + rng.sample(words["projects"], 2), rng.randint(3, 6))
    project = make.split("项目支出", size * (1 - basic_share), names)
    parts = [basic, project]
    if rng.random() < 0.1:
        parts.append(make.line("经营支出", size * Decimal("0.03")))
    total = Line.of("支出", parts)
    sources_names = ["一般公共预算财政拨款", *rng.sample(words["other_sources"], rng.randint(1, 3))]
    opening = make.near(size, 0.0, 0.08) if rng.random() < 0.85 else ZERO
    closing = make.near(size, 0.0, 0.06) if rng.random() < 0.8 else ZERO
    sources = _sources(make, total, sources_names, total.actual - opening + closing)
    three_size = min(general.actual * Decimal("0.3"), Decimal(rng.randint(8_000, 3_000_000)))
    vehicles = Line.of(
        "公务用车购置及运行维护费",
        [
            make.line("公务用车购置费", three_size * Decimal("0.4")) if rng.random() < 0.3 else _none("公务用车购置费"),
            make.line("公务用车运行维护费", three_size * Decimal(str(rng.uniform(0.2, 0.5)))),
        ],
    )
    abroad = (
        make.line("因公出国（境）费", three_size * Decimal("0.2")) if rng.random() < 0.3 else _none("因公出国（境）费")
    )
    three = Line.of("“三公”经费", [make.line("公务接待费", three_size * Decimal("0.3")), vehicles, abroad])
    economic_names = rng.sample(words["economic"], 4)
    economic = [make.line(name, general.actual * Decimal(str(rng.uniform(0.03, 0.18)))) for name in economic_names]
    procurement = make.split("政府采购支出", size * Decimal(str(rng.uniform(0.02, 0.2))), ["货物", "工程", "服务"])
    cost = size * Decimal(str(rng.uniform(0.2, 3)))
    assets = [Asset(name, *_worn(make, cost)) for name in rng.sample(words["assets"], rng.randint(3, 5))]
    net = sum((one.net for one in assets), ZERO)
    intangible, prior_fixed = make.near(net, 0.01, 0.2), make.near(net, 0.8, 1.2)
    current = (make.near(size, 0.05, 0.8), make.near(size, 0.05, 0.8))
    noncurrent = (net + intangible + make.near(net, 0.0, 0.3), prior_fixed + make.near(net, 0.05, 0.4))
    serving = max(9, int(float(size) ** 0.5 / 60) + rng.randint(3, 60))
    classes = rng.sample(words["staff"], rng.randint(2, 4))
    staff = list(zip(classes, make.shares(serving, len(classes)), strict=True))
    fund_names = kind.get("insurance", [])
    return Department(
        year=rng.randint(2018, 2025),
        place=rng.choice(kinds["places"]),
        office=rng.choice(kind["names"]),
        kind=kind,
        style=make.style,
        grain=make.grain,
        total=total,
        sources=sources,
        three=three,
        economic=economic,
        opening=opening,
        procurement=procurement,
        small=make.near(procurement.actual, 0.3, 1.0),
        assets=assets,
        current=current,
        noncurrent=noncurrent,
        fixed=(net, prior_fixed, intangible),
        disposal=[(name, make.near(cost, 0.001, 0.03)) for name in rng.sample(words["disposals"], rng.randint(2, 3))],
        posts=serving + rng.randint(0, 30),
        staff=staff,
        prior_staff=max(1, serving + rng.randint(-8, 8)),
        retired=rng.randint(3, 160),
        government=make.split("政府性基金预算支出", project.actual * Decimal("0.3"), rng.sample(words["government"], 2))
        if rng.random() < 0.45
        else None,
        capital=make.line("国有资本经营预算支出", project.actual * Decimal("0.02")) if rng.random() < 0.15 else None,
        funds=[_fund(make, name) for name in rng.sample(fund_names, rng.randint(1, len(fund_names)))]
        if fund_names
        else [],
        metrics=[metric(rng, text) for text in kind["metrics"]] + [whole(make, text) for text in kind["parts"]],
        vehicles=rng.randint(2, 24),
        guests=(rng.randint(6, 400), rng.randint(420, 6000)),
    )


def _none(name: str) -> Line:
    return Line(name, ZERO, ZERO, ZERO, ZERO)


def _sources(make: Maker, total: Line, names: list[str], income: Decimal) -> Line:
    """Income by source; its actual sum is what the balance of the year asks for."""
    sources = make.split("收入", income, names)
    first = sources.parts[0]
    first.actual += income - sources.actual
    return Line.of("收入", sources.parts)


def _worn(make: Maker, size: Decimal) -> tuple[Decimal, Decimal]:
    cost = make.near(size, 0.02, 1.0)
    return cost, make.near(cost, 0.1, 0.95)


def _fund(make: Maker, name: str) -> Fund:
    size = Decimal(make.rng.randint(30_000_000, 4_000_000_000))
    income = make.split(name + "收入", size, ["保险费收入", "财政补贴收入", "利息收入"])
    spending = make.split(name + "支出", size * Decimal(str(make.rng.uniform(0.7, 1.1))), ["待遇支出", "转移支出"])
    return Fund(name, income, spending, make.near(size, 0.4, 2.5))


def metric(rng: random.Random, text: str) -> Metric:
    subject, unit, places, low, high, when = text.split("|")
    decimals = int(places)
    value = rounded(Decimal(str(math.exp(rng.uniform(math.log(float(low)), math.log(float(high)))))), decimals)
    prior = max(rounded(value * Decimal(str(rng.uniform(0.7, 1.35))), decimals), Decimal(1).scaleb(-decimals))
    target = max(rounded(value * Decimal(str(rng.uniform(0.85, 1.15))), decimals), Decimal(1).scaleb(-decimals))
    return Metric(subject, unit, decimals, when, value, prior, target)


def whole(make: Maker, text: str) -> Metric:
    """A count with the parts that make it."""
    subject, unit, low, high, names = text.split("|")
    parts = names.split("/")
    value = make.rng.randint(int(low), int(high))
    made = list(zip(parts, map(Decimal, make.shares(value, len(parts))), strict=True))
    prior = Decimal(max(1, int(value * make.rng.uniform(0.7, 1.3))))
    return Metric(subject, unit, 0, "全年", Decimal(value), prior, prior, made)
