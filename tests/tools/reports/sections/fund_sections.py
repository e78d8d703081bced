"""What a report says of its assets, of the funds beside the general budget, and of social insurance funds."""

from __future__ import annotations

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Sentence
from tests.tools.reports.report import Block, Paragraph
from tests.tools.reports.sections import tables
from tests.tools.reports.sections.money_sections import ZERO, MoneySections
from tests.tools.reports.statements import HUNDRED


class FundSections(MoneySections):
    """Topics of property and of funds."""

    # The figures of income and expenditure of each fund, for what they come to together.
    fund_sides: list[tuple[int, int]]

    def assets(self) -> list[Block]:
        about = self.about
        net, prior_net, intangible = about.fixed
        now, before = about.current[0] + about.noncurrent[0], about.current[1] + about.noncurrent[1]
        said = [self.change("资产总额", now, before)]
        if self.maybe(0.5):
            parts = [("流动资产", about.current[0]), ("非流动资产", about.noncurrent[0])]
            said.append(self.whole("资产总额", self.money(now, "资产总额.actual"), parts, by="流动性", family=True))
        if self.maybe(0.5):
            said.append(self.change("固定资产净值", net, prior_net))
        blocks: list[Block] = [Paragraph(tuple(said))]
        cost, worn = sum((a.cost for a in about.assets), ZERO), sum((a.worn for a in about.assets), ZERO)
        chance = self.rng.random()
        if chance < 0.3:
            blocks.append(tables.assets(self, "固定资产[情况|构成]表".replace("[情况|构成]", "情况"), about.assets))
        else:
            more = [self.balance("固定资产", cost, worn)]
            if chance < 0.6:
                items = [(a.name, a.cost) for a in about.assets]
                more.append(self.whole("固定资产原值", self.money(cost), items, by="类别", kind="sum"))
            elif chance < 0.8:
                more += [self.balance(a.name, a.cost, a.worn) for a in about.assets]
            blocks.append(Paragraph(tuple(more)))
        if self.maybe(0.4):
            blocks.append(Paragraph((self.sentence(["无形资产[净值|账面价值]{x}"], {"x": self.money(intangible)}),)))
        if self.maybe(0.4):
            items = about.disposal
            total = sum((value for _, value in items), ZERO)
            if total:
                blocks.append(Paragraph((self.whole("处置资产", self.money(total), items, by="方式"),)))
        return blocks

    def government(self) -> list[Block]:
        line = self.about.government
        if line is None:
            return [Paragraph((Sentence((self.rng.choice(self.texts("none_government")),)),))]
        said = [self.execution("政府性基金", line), self.change("政府性基金支出", line.actual, line.prior)]
        if self.maybe(0.7):
            said.append(self.family("政府性基金支出", line, "科目", known=False))
        return [Paragraph(tuple(said))]

    def capital(self) -> list[Block]:
        line = self.about.capital
        if line is None or not line.budget:
            return [Paragraph((Sentence((self.rng.choice(self.texts("none_capital")),)),))]
        return [
            Paragraph(
                (self.execution("国有资本经营预算", line), self.change("国有资本经营预算支出", line.actual, line.prior))
            )
        ]

    def insurance(self) -> list[Block]:
        if not self.about.funds:
            return [Paragraph((Sentence((self.rng.choice(self.texts("none_insurance")),)),))]
        blocks: list[Block] = []
        self.fund_sides = []
        for fund in self.about.funds:
            income, spending = fund.income, fund.spending
            said = []
            ib, ia = (
                self.money(income.budget, f"{income.name}.budget"),
                self.money(income.actual, f"{income.name}.actual"),
            )
            b, a = (
                self.money(spending.budget, f"{spending.name}.budget"),
                self.money(spending.actual, f"{spending.name}.actual"),
            )
            ie, e = (
                self.style.percent(HUNDRED * income.actual / income.budget),
                self.style.percent(HUNDRED * spending.actual / spending.budget),
            )
            self.fund_sides.append((ia.id, a.id))
            claims = [
                Claim("execution", "ratio", (ie.id, ia.id, ib.id), others=(HUNDRED * income.actual / spending.budget,)),
                Claim(
                    "execution",
                    "ratio",
                    (e.id, a.id, b.id),
                    others=(HUNDRED * spending.actual / income.actual, HUNDRED * spending.actual / income.budget),
                ),
            ]
            said.append(
                self.sentence(
                    self.shape("income_execution"),
                    {"S": fund.name, "IB": ib, "B": b, "IA": ia, "A": a, "IE": ie, "E": e},
                    claims,
                )
            )
            if self.maybe(0.5):
                side = self.rng.choice([income, spending])
                parts = [(part.name, part.actual) for part in side.parts]
                head = self.money(side.actual, f"{side.name}.actual")
                # Every fund has a 待遇支出, so the parts bear no name that another paragraph could repeat.
                said.append(self.whole(side.name, head, parts, by="项目", ink=lambda v, n: self.money(v)))
            if self.maybe(0.7):
                figures = {
                    "O": fund.opening,
                    "I": income.actual,
                    "X": spending.actual,
                    "C": fund.closing,
                    "U": fund.surplus,
                }
                said.append(
                    self.roll("fund_roll", {key: self.money(value) for key, value in figures.items()}, fund.name)
                )
            blocks.append(Paragraph(tuple(said)))
        return blocks
