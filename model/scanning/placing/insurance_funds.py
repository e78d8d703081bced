"""Reads the section on social insurance funds: which fund is spoken of, city-level money in it, goals and results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.report.tree import Node
from model.scanning.gathering import Gathering, Piece
from model.scanning.listings import Listing, row_name
from model.scanning.placing.placer import Placer
from model.scanning.placing.settling import is_rate
from model.scanning.subjects import FUND

_FUND: Final = pattern(r"[\u4e00-\u9fff（）]{0,14}?<insured>[\u4e00-\u9fff]{0,8}?基金")
_BEFORE: Final = pattern("^(?:[0-9]{4}年度?|(?!年度?金)<before_fund>)+")
_LOOSE: Final = pattern("<fund_adds>|企业(?=失业|工伤)|（.{0,40}?）")
# Whose fund it is: what tells two funds of one kind apart.
_OTHERS: Final = pattern("<other_insured>")
_CITY: Final = pattern("<local_level>(?:财政)?(?:补贴|资金|补助)")
_CITY_KIND: Final = Pattern(r"(收入|支出)(?:合计|总额)?(?:为|共计|计)?$")
_CITY_TAIL: Final = pattern("<local_level>?(?:财政)?(?:补贴|补助)?(?:收入|支出)$")
_ONLY_SPENT: Final = Pattern("([^，。；：]{2,40})，相关支出$")
_ACHIEVED: Final = Pattern(r"(?:完成|达|占).{0,8}(?:目标|任务)")
_HOW: Final = Pattern("(?:全年|年度|当年|超额|圆满|全面|提前|均|已|共|实际|累计|分别|[0-9%]){0,4}")
_PLACES: Final = Pattern(r"^(?:[\u4e00-\u9fff]{1,3}[省市县区]|全[省市县区]|本级|我[省市县区])")
_CLAUSE: Final = Pattern(r"[，；：。（]")
_CHANGED: Final = pattern("<changed>")
_REACHED: Final = pattern("要?(?:共计|合计|均|分别|已|实际){0,4}<reached>{0,4}了?$")


def fund_name(title: str) -> str:
    """The name of the fund that a heading or clause names; "" where it names none."""
    if "基金" not in title:
        return ""
    found = _FUND.search(re.sub(r"社会保险基金", "", title))
    return _BEFORE.sub("", found[0]) if found else ""


def same_fund(known: str, said: str) -> bool:
    """Whether both names mean one fund."""
    one, other = _LOOSE.sub("", known), _LOOSE.sub("", said)
    return one == other or bool(one and other.endswith(one) and not _OTHERS.search(other.removesuffix(one)))


class FundPlacer(Placer):
    """Reads what funds took in, paid out and hold; sentences on goals give indicators."""

    aims = False

    def turn_to(self, name: str) -> None:
        """Read on about the fund called ``name``; a new one is added to the list."""
        rows = self.gathering.rows(FUND)
        row = next((row for row in rows.rows if same_fund(row.cell("name").raw, name)), None)
        if row is None:
            row = rows.insert(len(rows.rows))
            row.cell("name").raw = name
        if row.index != self.fund:
            self._close()
            self.fund = row.index
            self.spoken.subject, self.spoken.head, self.spoken.listings, self.spoken.main = None, None, (), None

    @property
    def row(self) -> Node | None:
        """The fund being read."""
        rows = self.gathering.rows(FUND).rows
        return rows[self.fund] if 0 <= self.fund < len(rows) else None

    def sentence(self, text: str, found: Sequence[tuple[Quantity, Piece]]) -> None:
        """Read one sentence: goals where the heading or the words say so, else money."""
        name = fund_name(_CLAUSE.split(text)[0])
        if name and (self.row is None or not same_fund(self.row.cell("name").raw, name)):
            known = any(same_fund(row.cell("name").raw, name) for row in self.gathering.rows(FUND).rows)
            if known or not self.aims:
                self.turn_to(name)
        if self.aims or re.search(r"定[量性]目标|目标任务|参保(?:人数|单位|人员)", text):
            self._goals(text, found)
        else:
            super().sentence(text, found)

    def _figure(self, mention: Quantity, piece: Piece, following: Quantity | None, text: str) -> None:
        name = fund_name(_CLAUSE.split(mention.gap)[-1])
        if name:
            self.turn_to(name)
        if self.row is None:
            self.gathering.refuse(mention, piece, "不清楚是哪项基金")
            return
        super()._figure(mention, piece, following, text)

    def _special(self, mention: Quantity, piece: Piece, text: str) -> bool:
        row = self.row
        assert row is not None
        told = row.cell("city.expenditure").raw and _ONLY_SPENT.search(mention.gap)
        if (told or _CITY.search(text)) and self._city(row, mention, piece, text):
            return True
        if mention.role is Role.CHANGE and not mention.own and not mention.against and "年初" in text:
            self._close()
            cell = row.cell("increase")
            if (
                row.cell("opening_balance").raw
                and not cell.raw
                and self.gathering.put(cell, mention, piece, sign=mention.direction)
            ):
                return True
        return False

    def _city(self, row: Node, mention: Quantity, piece: Piece, text: str) -> bool:
        """City-level subsidies and what was paid from them: in total, then line by line behind 其中."""
        kind = _CITY_KIND.search(mention.tail)
        if kind is None:
            return False
        income = kind[1] == "收入"
        name = "income" if income else "expenditure"
        if "其中" not in text[: max(text.find(mention.tail), 0) + len(mention.tail)]:
            total = row.path + ".city."
            if not income:
                self.gathering.set_text(f"{total}expenditure_name", row_name(mention.tail))
            return self.gathering.put(self.gathering.cell(total + name), mention, piece)
        items = self.gathering.rows(f"{row.path}.city.items")
        if not income and (alone := _ONLY_SPENT.search(mention.gap)) is not None:
            return self.gathering.add_row(items.path, alone[1], name, mention, piece) is not None
        title = _CITY_TAIL.sub("", row_name(mention.tail))
        if income and title:
            return self.gathering.add_row(items.path, title, name, mention, piece) is not None
        if items.rows and not items.rows[-1].cell(name).raw:
            return self.gathering.put(items.rows[-1].cell(name), mention, piece)
        return False

    # Goals

    def _goals(self, text: str, found: Sequence[tuple[Quantity, Piece]]) -> None:
        """Take each number of the sentence as the target or the result of the indicator named before it."""
        row = self.row
        target = bool(re.search(r"目标[值为]|目标：|指标[值为]|指标：", text))
        names: list[str] = []
        before: Node | None = None
        for mention, piece in found:
            refuse = self.gathering.refuse
            if row is None or mention.hedged or not mention.amount.unit.name:
                refuse(mention, piece, "不清楚是哪项基金" if row is None else "没有单位")
                continue
            clause = _CLAUSE.split(mention.gap)[-1]
            if is_rate(mention) and (reached := _ACHIEVED.search(clause)) is not None:
                title = _indicators(clause[: reached.start()])
                if title and not _HOW.fullmatch(title[0]):  # 参保人数完成年度目标任务102%: its result is not told
                    before = self._indicator(row, title[0], known=True)
                cell = None if before is None else before.cell("achieved")
                if cell is not None and not cell.raw and self.gathering.put(cell, mention, piece):
                    continue
            if clause.strip("、和"):
                names = _indicators(clause)
            if not names:
                refuse(mention, piece, "没有指标名称")
                continue
            name = names.pop(0)
            if _CHANGED.search(name):
                refuse(mention, piece, "是变动，不是指标")
                continue
            before = self._indicator(row, name, known=not target)
            self.gathering.measure(before, "target" if target else "actual", mention, piece)

    def _indicator(self, row: Node, name: str, *, known: bool) -> Node:
        rows = self.gathering.rows(f"{row.path}.goals.indicators")
        for indicator in rows.rows:
            if known and indicator.cell("name").raw == name and not indicator.cell("actual").raw:
                return indicator
        indicator = rows.insert(len(rows.rows))
        indicator.cell("name").raw = name
        return indicator

    def words(self, text: str) -> None:
        """Keep what a paragraph without figures says of the fund or its goals."""
        row = self.row
        if row is None:
            return
        if not self.aims and not re.search(r"定[量性]目标|目标任务", text):
            if not re.search(r"[0-9]", text):
                cell = row.cell("remark")
                cell.raw = cell.raw or text
            return
        for sentence in re.findall(r"[^。]+。?", text):
            said = re.search(r"定性目标(?:为|是)?：(.+)", sentence)
            if said:
                self.gathering.set_text(f"{row.path}.goals.qualitative", said[1])
            elif not re.search(r"[0-9](?!年)", re.sub(r"20[0-9]{2}年?", "", sentence)):
                self.gathering.set_text(f"{row.path}.goals.text", sentence)


def _indicators(clause: str) -> list[str]:
    """The names of the indicators in a clause: one, or several with as many numbers behind."""
    name = re.sub(r"^(?:截[至止])?(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?底?[，]?", "", clause.strip())
    name = _REACHED.sub("", row_name(name))
    if not re.search(r"共计|合计|分别", clause):
        return [name] if name else []
    return [part for part in re.split(r"[、和与]", name) if part]


def quote_lines(gathering: Gathering) -> None:
    """Say of each result which line of its fund it restates: 征缴收入 is what the line calls 保险费收入."""
    for row in gathering.rows(FUND).rows:
        lines = [
            line.cell("name").raw for name in ("final_income", "final_expenditure") for line in row.list_at(name).rows
        ]
        for indicator in row.list_at("goals.indicators").rows:
            said = _PLACES.sub("", indicator.cell("name").raw)
            plain = said.replace("征缴收入", "费收入")
            if indicator.cell("actual").raw and indicator.cell("unit").raw.endswith("元") and plain in lines:
                indicator.cell("quotes").raw = plain


def fund_lines(row: Node, group: str, label: str, *, budget: bool) -> tuple[Listing, ...]:
    """The list of a fund, whose ``row`` that is, which a row of a table called ``label`` belongs to."""
    when = "budget" if budget else "final"
    if "收入" in group or label.endswith(("收入", "补贴", "利息")):
        return (Listing(f"{row.path}.{when}_income"),)
    spent = "支出" in group or label.endswith(("支出", "费", "待遇", "返还"))
    return (Listing(f"{row.path}.{when}_expenditure"),) if spent else ()
