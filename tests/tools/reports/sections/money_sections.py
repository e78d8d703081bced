"""What a report says of its money: scale, income, basic and project expenditure, the three public expenses."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.grammar import Sentence
from tests.tools.reports.lists import Lists
from tests.tools.reports.report import Block, Paragraph
from tests.tools.reports.sections import tables

if TYPE_CHECKING:
    from tests.tools.reports.department import Line

ZERO = Decimal(0)


class MoneySections(Lists):
    """One method a topic; an outline says which topics stand below a heading."""

    def total_name(self) -> str:
        return "总支出" if self.maybe(0.5) else "支出总额"

    def scale(self) -> list[Block]:
        total = self.about.total
        subject = self.total_name()
        said = [self.change(subject, total.actual, total.prior)]
        chance = self.rng.random()
        if chance < 0.45:
            said.append(self.family("支出", total, "支出性质"))
        elif chance < 0.65:
            said.append(self.nested("全部支出", total))
        elif chance < 0.8:
            said += [self.change(part.name, part.actual, part.prior) for part in total.parts]
        blocks: list[Block] = [Paragraph(tuple(said))]
        if (moved := self.changes(subject, total)) and self.maybe(0.4):
            blocks.append(Paragraph((moved,)))
        if self.maybe(0.3):
            names = [part.name for part in total.parts]
            blocks.append(tables.comparison(self, self.pick("[支出|部门支出]增减[情况|变动]表"), total, names))
        if self.maybe(0.25):
            blocks.append(Paragraph((self.two_plans("部门预算", total),)))
        return blocks

    def income(self) -> list[Block]:
        about = self.about
        received = about.sources
        said: list[Sentence] = []
        if self.maybe(0.6):
            said.append(self.family(self.pick("[全年收入|本年收入|总收入]"), received, "来源", known=False))
        else:
            said.append(self.change("本年收入", received.actual, received.prior, pairs="income"))
            said.append(self.partial("本年收入", self.money(received.actual), self.some(received)))
        if about.opening and about.closing and self.maybe(0.7):
            figures = {
                "O": self.money(about.opening),
                "I": self.money(received.actual, "本年收入.actual"),
                "X": self.money(about.total.actual, "本年支出.actual"),
                "C": self.money(about.closing, "结转结余.closing"),
            }
            said.append(self.roll("carry", figures))
        return [Paragraph(tuple(said))]

    def some(self, line: Line) -> list[tuple[str, Decimal]]:
        """A part of the parts, the largest first, never all of them."""
        parts = sorted((part for part in line.parts if part.actual), key=lambda part: -part.actual)
        keep = parts[: max(1, min(len(parts) - 1, self.rng.randint(1, 3)))]
        return [(part.name, part.actual) for part in keep]

    def basic(self) -> list[Block]:
        basic = next(part for part in self.about.total.parts if part.name == "基本支出")
        said = [self.execution("基本支出", basic)]
        said.append(self.family("基本支出", basic, "用途") if self.maybe(0.7) else self.nested("基本支出", basic))
        blocks: list[Block] = [Paragraph(tuple(said))]
        more = [self.change(part.name, part.actual, part.prior) for part in basic.parts if self.maybe(0.6)]
        if self.maybe(0.5):
            general = basic.parts[-1]
            items = [(one.name, one.actual) for one in self.about.economic[: self.rng.randint(2, 4)] if one.actual]
            more.append(self.partial("公用经费", self.money(general.actual, "公用经费.actual"), items))
        # The heads of the change list are levels of their own, so a report states them or the changes, not all at once.
        if self.maybe(0.4):
            one = self.rng.choice(self.about.economic)
            more.append(self.change(one.name, one.actual, one.prior))
        if more:
            blocks.append(Paragraph(tuple(more)))
        if self.maybe(0.15):
            staff = self.about.serving
            blocks.append(Paragraph((self.average("公用经费", basic.parts[-1].actual, staff, "人"),)))
        return blocks

    def three(self) -> list[Block]:
        three = self.about.three
        subject = self.pick("[“三公”经费|三公经费|“三公”经费财政拨款]")
        said: list[Sentence] = []
        if three.budget:
            said.append(self.execution(subject, three))
        if self.maybe(0.7):
            said.append(self.change(subject, three.actual, three.prior))
        lines = [part for part in three.parts if part.actual or self.maybe(0.7)]
        blocks: list[Block] = []
        chance = self.rng.random()
        if chance < 0.35:
            said.append(self.family(subject, three, "项目"))
            blocks.append(Paragraph(tuple(said)))
        elif chance < 0.5:
            names = [part.name for part in three.parts]
            blocks += [Paragraph(tuple(said)), tables.execution(self, f"{subject}预算执行情况", three, names)]
        else:
            blocks.append(Paragraph(tuple(said)))
            details = [Paragraph(tuple(self.three_line(line))) for line in self.rng.sample(lines, len(lines))]
            blocks += details
        if (moved := self.changes(subject, three)) and self.maybe(0.3):
            blocks.append(Paragraph((moved,)))
        return blocks

    def three_line(self, line: Line) -> list[Sentence]:
        """One of the three: its plan, its change, and what it was used for."""
        if not line.actual and not line.prior:
            return [self.plain(self.pick(f"[未发生|没有发生|无]{line.name}[支出|]"))]
        said = []
        if line.budget and self.maybe(0.7):
            said.append(self.execution(line.name, line))
        said.append(self.change(line.name, line.actual, line.prior))
        if line.name == "公务接待费" and line.actual and self.maybe(0.7):
            batches, people = self.about.guests
            first, second = self.style.count(Decimal(batches), "批次"), self.style.count(Decimal(people), "人次")
            said.append(self.sentence(["[共|全年|]接待{x}、{y}", "接待来宾{x}，共{y}"], {"x": first, "y": second}))
        if line.parts and all(part.actual for part in line.parts):
            said.append(self.family(line.name, line, "构成"))
        elif line.parts and self.maybe(0.6):
            cars = self.style.count(Decimal(self.about.vehicles), "辆")
            said.append(
                self.sentence(
                    ["[年末|截至年底]公务用车保有量{x}", "现有公务用车{x}[，均为一般执法执勤用车|]"], {"x": cars}
                )
            )
        return said

    def plain(self, text: str) -> Sentence:
        return Sentence((text + "。",))

    def project(self) -> list[Block]:
        project = next(part for part in self.about.total.parts if part.name == "项目支出")
        said = [self.execution("项目支出", project)]
        if self.maybe(0.5):
            said.append(self.change("项目支出", project.actual, project.prior))
        blocks: list[Block] = [Paragraph(tuple(said))]
        chance = self.rng.random()
        head = self.money(project.actual, "项目支出.actual")
        if chance < 0.3:
            items = [(part.name, part.actual) for part in project.parts]
            blocks.append(Paragraph((self.whole("项目支出", head, items, by="项目"),)))
        elif chance < 0.65:
            blocks.append(Paragraph((self.partial("项目支出", head, self.some(project)),)))
        elif chance < 0.85:
            names = [part.name for part in project.parts]
            blocks.append(tables.execution(self, self.pick("项目支出[执行|完成]情况[表|一览表]"), project, names))
        for place, part in enumerate(project.parts):
            if self.maybe(0.45) and part.budget:
                shown = self.two_plans(part.name, part) if self.maybe(0.35) else self.execution(part.name, part)
                lead = self.rng.choice(["", f"（{place + 1}）", f"{place + 1}．"])
                more = (self.change(part.name, part.actual, part.prior),) if self.maybe(0.3) else ()
                blocks.append(Paragraph((Sentence((lead, *shown.parts), shown.claims), *more)))
        if self.maybe(0.25):
            blocks.append(Paragraph((self.levels(project),)))
        if self.maybe(0.3):
            blocks = self.far_plan(self.rng.choice(self.about.economic), blocks)
        return blocks

    def far_plan(self, line: Line, between: list[Block]) -> list[Block]:
        """A plan, some paragraphs of other things, and what was saved against that plan."""
        if line.budget <= line.actual:
            return between
        b, a, d = (
            self.money(line.budget),
            self.money(line.actual, f"{line.name}.actual"),
            self.money(line.budget - line.actual),
        )
        w = self.style.direction(-1, self.rng.choice([("超支", "节约"), ("超出", "节余")]))
        plan = self.sentence(["{S}[年初|]预算[安排|]{B}", "安排{S}预算{B}"], {"S": line.name, "B": b})
        spent = self.sentence(
            ["{S}[支出|决算]{A}，[较预算|比预算|比年初预算]{w}{D}"], {"S": line.name, "A": a, "D": d, "w": w}
        )
        claim = Claim("saving", "sum", (a.id, b.id, d.id), (1, -1, -1), (w.id,))
        return [Paragraph((plan,)), *between, Paragraph((Sentence(spent.parts, (claim,)),))]

    def levels(self, line: Line) -> Sentence:
        """The office's own beside its units: two parts that make the whole."""
        own = self.about.grain * (line.actual * 6 // (10 * self.about.grain))
        parts = [("本级", own), ("所属单位", line.actual - own)]
        subject = f"全系统{line.name}"
        return self.whole(subject, self.money(line.actual), parts, by="预算级次", shares=False)

    def procurement(self) -> list[Block]:
        line = self.about.procurement
        subject = self.pick("[政府采购支出总额|政府采购支出|政府采购金额]")
        made = self.family(subject, line, "采购对象")
        if not self.maybe(0.6):
            return [Paragraph((made,))]
        a, b = self.money(self.about.small), self.money(line.actual, f"{subject}.actual")
        share = self.style.percent(100 * self.about.small / line.actual)
        claim = Claim("share", "ratio", (share.id, a.id, b.id))
        shapes = [
            "授予中小企业合同金额{a}，占[政府采购支出总额|采购支出]{b}的{r}",
            "[政府采购支出|采购支出]{b}，[其中|]授予中小企业{a}，占比{r}",
        ]
        return [Paragraph((made, self.sentence(shapes, {"a": a, "b": b, "r": share}, [claim])))]
