"""What a report says beside its money: staff, results, problems, the plans of next year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Sentence, data
from tests.tools.reports.printing import Direction, Loose, Printed
from tests.tools.reports.report import Block, Paragraph
from tests.tools.reports.sections import tables
from tests.tools.reports.sections.fund_sections import FundSections
from tests.tools.reports.statements import HUNDRED, change_claims

if TYPE_CHECKING:
    from tests.tools.reports.department import Metric


class ResultSections(FundSections):
    """All topics of an outline."""

    def document(self) -> str:
        organs = self.rng.choice(["财绩", "财预", "财办发", "政办函", "财监", "财评"])
        return (
            f"{self.about.place[0]}{organs}〔{self.about.year + self.rng.randint(0, 1)}〕{self.rng.randint(2, 190)}号"
        )

    def preface(self) -> list[Block]:
        values = {"doc": self.document(), "doc2": self.document()}
        shape = self.rng.choice(self.shape("documents"))
        tail = self.pick("[现将|兹将]{year}年度[整体支出|部门整体支出]绩效[自评情况|评价情况]报告如下").replace(
            "{year}", str(self.about.year)
        )
        return [Paragraph((Sentence((*self.fill(shape, dict(values)), tail, "。")),))]

    def duties(self) -> list[Block]:
        kind = self.about.kind
        text = self.rng.choice(self.texts("duty")).replace(
            "{duty}", "；".join(kind["duties"]) if self.maybe(0.4) else "，".join(kind["duties"])
        )
        units = self.rng.sample(kind["units"], self.rng.randint(1, len(kind["units"])))
        blocks: list[Block] = [Paragraph((Sentence((text,)),))]
        rooms = self.style.count(Decimal(self.rng.randint(3, 18)), "个")
        count = self.style.count(Decimal(len(units)), "个")
        shapes = [
            "内设机构{x}，所属预算单位{y}，即" + "、".join(units),
            "[下辖|下设]二级单位{y}，分别是" + "、".join(units) + "；内设科室{x}",
        ]
        blocks.append(Paragraph((self.sentence(shapes, {"x": rooms, "y": count}),)))
        return blocks

    def people(self) -> list[Block]:
        about = self.about
        count = self.style.count
        posts, serving = (
            count(Decimal(about.posts), self.rng.choice(["名", "人", "个"])),
            count(Decimal(about.serving), "人", name="在职人员"),
        )
        said = [
            self.sentence(
                ["核定编制{x}，[年末|]实有在职人员{y}", "[共有|核定]编制{x}，[在编在岗|年末在职]{y}"],
                {"x": posts, "y": serving},
            )
        ]
        staff = [(name, Decimal(number)) for name, number in about.staff]
        if self.maybe(0.6):
            said.append(
                self.whole(
                    "在职人员",
                    count(Decimal(about.serving), "人", name="在职人员"),
                    staff,
                    by="身份",
                    ink=lambda v, n: count(v, "人"),
                    shares=self.maybe(0.2),
                )
            )
        if self.maybe(0.5):
            said.append(
                self.change(
                    "在职人员",
                    Decimal(about.serving),
                    Decimal(about.prior_staff),
                    ink=lambda v, n: count(v, "人"),
                    pairs="thing",
                    shapes="change_norate" if about.serving != about.prior_staff else "change",
                )
            )
        if self.maybe(0.6):
            said.append(
                self.sentence(
                    ["[另有|]离退休人员{x}", "退休人员{x}，[社会化管理|由社区协助管理]"],
                    {"x": count(Decimal(about.retired), "人")},
                )
            )
        return [Paragraph(tuple(said))]

    def organisation(self) -> list[Block]:
        texts = self.rng.sample(self.texts("measure"), self.rng.randint(2, 5))
        return [Paragraph((Sentence((text,)),)) for text in texts]

    def performance(self) -> list[Block]:
        chosen = self.rng.sample(self.about.metrics, self.rng.randint(3, min(6, len(self.about.metrics))))
        blocks: list[Block] = []
        for one in chosen:
            said = self.measured(one)
            if self.maybe(0.35):
                said.append(self.hedged())
            blocks.append(Paragraph(tuple(said)))
        return blocks

    def measured(self, one: Metric) -> list[Sentence]:
        """One thing that is counted: with its parts, against last year, against the target, or alone."""
        if one.parts:
            said = [self.counts(one.subject, one.unit, one.value, one.parts, one.when)]
            if self.maybe(0.3):
                said.append(self.compared(one))
            return said
        chance = self.rng.random()
        if chance < 0.55:
            return [self.compared(one)]
        a = self.style.count(one.value, one.unit, one.decimals, f"{one.subject}.actual")
        values = {"S": one.subject, "A": a, "when": one.when, **self.year_words()}
        if chance < 0.8:
            b = self.style.count(one.target, one.unit, one.decimals)
            e = self.style.percent(HUNDRED * one.value / one.target)
            claim = Claim("execution", "ratio", (e.id, a.id, b.id), others=(HUNDRED * one.value / one.prior,))
            return [self.sentence(self.shape("metric_target"), {**values, "B": b, "E": e}, [claim])]
        if one.value == one.prior:
            return [self.sentence(self.shape("metric_alone")[:1], values)]
        sign = 1 if one.value > one.prior else -1
        g, r = (
            self.style.direction(sign, self.pair("thing")),
            self.style.percent(HUNDRED * abs(one.value - one.prior) / one.prior),
        )
        return [self.sentence(self.shape("metric_alone"), {**values, "g": g, "R": r})]

    def compared(self, one: Metric) -> Sentence:
        def ink(value: Decimal, name: str) -> Printed:
            return self.style.count(value, one.unit, one.decimals, name)

        if one.value == one.prior:
            return self.change(one.subject, one.value, one.prior, ink=ink)
        sign = 1 if one.value > one.prior else -1
        a, b, d = (
            ink(one.value, f"{one.subject}.actual"),
            ink(one.prior, f"{one.subject}.prior"),
            ink(abs(one.value - one.prior), ""),
        )
        r = self.style.percent(HUNDRED * abs(one.value - one.prior) / one.prior)
        w, g, t = (self.style.direction(sign, self.pair(name)) for name in ("thing", "rate", "to"))
        claims = change_claims(a, b, d, r, w, g)
        claims.append(Claim("direction", "order", (a.id, b.id), words=(t.id,)))
        values: dict[str, str | Printed | Direction] = {
            "S": one.subject,
            "A": a,
            "B": b,
            "D": d,
            "R": r,
            "w": w,
            "g": g,
            "t": t,
            "when": one.when,
        }
        words = {key: str(value) for key, value in self.year_words().items()}
        return self.sentence(self.shape("metric"), {**values, **words}, claims)

    def hedged(self) -> Sentence:
        kinds = ("people", "things", "percent", "days", "times")
        return self.sentence(self.shape("hedged"), {kind: self.loose(kind) for kind in kinds})

    def loose(self, kind: str) -> Loose:
        """A hedged figure or a range; it counts once and says nothing exact."""
        low, high = {"percent": (80, 97), "days": (2, 20), "times": (2, 9)}.get(kind, (11, 990))
        number = self.rng.randint(low, high)
        more = number + self.rng.randint(1, 3 if kind == "percent" else 9)
        unit = self.rng.choice(data("words")["loose_units"][kind])
        shapes = data("words")["loose"] + (data("words")["loose_more"] if kind in ("people", "things") else [])
        return Loose(self.rng.choice(shapes).format(n=number, m=more, u=unit))

    def score(self) -> list[Block]:
        blocks: list[Block] = []
        points = Decimal(self.rng.randint(600, 998)) / 10
        if self.maybe(0.4):
            table, points = tables.scores(self, self.rng.sample(self.about.metrics, min(6, len(self.about.metrics))))
            blocks.append(table)
        grade = next(name for limit, name in ((90, "优"), (80, "良"), (60, "中")) if points >= limit)
        made = self.sentence(self.shape("score"), {"A": self.style.count(points, "分", 1), "grade": grade})
        return [Paragraph((made,)), *blocks]

    def problems(self) -> list[Block]:
        said = [Sentence((self.rng.choice(self.texts("problem")), self.rng.choice(self.texts("cause"))))]
        if self.maybe(0.6):
            line = self.rng.choice([part for part in self.about.total.parts if part.adjusted])
            said.append(self.execution(line.name, line))
        return [Paragraph((one,)) for one in said]

    def improvements(self) -> list[Block]:
        texts = self.rng.sample(self.texts("improve"), self.rng.randint(1, 3))
        blocks: list[Block] = [Paragraph((Sentence((text,)),)) for text in texts]
        if self.maybe(0.4):
            blocks.append(Paragraph((self.next_year(),)))
        return blocks

    def next_year(self) -> Sentence:
        """A budget of next year beside this year's: the trap is that it is no plan of this year."""
        line = self.about.three
        planned = self.about.grain * (line.budget * 9 // (10 * self.about.grain))
        a, b, d = self.money(planned), self.money(line.budget), self.money(line.budget - planned)
        w = self.style.direction(-1, self.pair("change"))
        year = self.about.year
        claim = Claim("change", "sum", (a.id, b.id, d.id), (1, -1, -1), (w.id,))
        shapes = [
            f"{year + 1}年“三公”经费预算[安排|]{{a}}，[比|较]{year}年预算{{b}}{{w}}{{d}}",
            f"{year + 1}年拟安排“三公”经费{{a}}，{year}年预算为{{b}}，{{w}}{{d}}",
        ]
        if not d.number:
            return self.plain(f"{year + 1}年继续从严控制一般性支出")
        return self.sentence(shapes, {"a": a, "b": b, "d": d, "w": w}, [claim])

    def publish(self) -> list[Block]:
        made = [Sentence((self.rng.choice(self.texts("publish")),))]
        if self.maybe(0.5):
            phone = f"0{self.rng.randint(310, 998)}-{self.rng.randint(2_000_000, 89_999_999)}"
            day = f"{self.about.year + 1}年{self.rng.randint(4, 9)}月{self.rng.randint(1, 28)}日"
            made.append(
                Sentence(
                    (self.rng.choice([f"公开时间：{day}，联系电话：{phone}。", f"于{day}报送，咨询电话{phone}。"]),)
                )
            )
        return [Paragraph(tuple(made))]
