"""Reads the section on social insurance funds: which fund is spoken of, city-level money in it, goals and results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.scanning.clauses import phrase
from model.scanning.gathering import Piece
from model.scanning.lists import row_name
from model.scanning.reader import Reader
from model.scanning.sentences import sentences
from model.scanning.subjects import FUND

if TYPE_CHECKING:
    from model.report.tree import Node
    from model.scanning.clauses import Phrase
    from model.scanning.numbers import Number
    from model.scanning.sentences import Sentence

_KIND: Final = r"(?:养老|医疗|医保|工伤|失业|生育)"
_FUND: Final = re.compile(rf"(?:[\u4e00-\u9fff（）]{{0,14}}?){_KIND}[\u4e00-\u9fff]{{0,8}}?基金")
_BEFORE: Final = re.compile(
    r"^(?:截[至止]|到|[0-9]{4}年度?|年度?(?!金)|年末|末|底|本年度|其中|我市|我县|我区|全市|全县|全区|全省|市本级|县本级|区本级|市级|本级|本年|当年)+"
)
_LOOSE: Final = re.compile(
    r"基本|职工|事业单位|保险|基金|市本级|县本级|区本级|本级|市级|企业(?=失业|工伤)|（.*?）|情况|收支"
)
# Whose fund it is: what tells two funds of one kind apart.
_OTHERS: Final = re.compile(r"居民|城乡|农村|机关|灵活|大病|大额|补充|职业|公务员")
_CITY: Final = re.compile(r"(?:市级|市本级|县级|区级|本级)(?:财政)?(?:补贴|资金|补助)")
_ACHIEVED: Final = re.compile(r"(?:完成|达|占).{0,8}(?:目标|任务)")
_PLACES: Final = re.compile(r"^(?:[\u4e00-\u9fff]{1,3}[省市县区]|全[省市县区]|本级|我[省市县区])")


def fund_name(title: str) -> str:
    """The name of the fund that a heading or clause names; "" where it names none."""
    found = _FUND.search(re.sub(r"社会保险基金", "", title))
    return _BEFORE.sub("", found[0]) if found else ""


def loose(name: str) -> str:
    """The name of a fund as far as it tells one fund from another."""
    return _LOOSE.sub("", name)


class FundReader(Reader):
    """Reads what funds took in, paid out and hold."""

    def turn_to(self, name: str) -> None:
        """Read on about the fund called ``name``; a new one is added to the list."""
        rows = self.gathering.rows(FUND)
        for row in rows.rows:
            known, said = loose(row.cell("name").raw), loose(name)
            if known == said or (known and said.endswith(known) and not _OTHERS.search(said.removesuffix(known))):
                break
        else:
            row = rows.insert(len(rows.rows))
            row.cell("name").raw = name
        if row.index != self.fund:
            self.fund = row.index
            self.context.subject, self.context.path, self.context.row, self.context.listings = None, "", None, ()

    @property
    def row(self) -> Node | None:
        """The fund being read."""
        rows = self.gathering.rows(FUND).rows
        return rows[self.fund] if 0 <= self.fund < len(rows) else None

    def phrase(self, clause: str) -> Phrase:
        """``clause`` taken apart, the fund's name aside."""
        name = fund_name(clause)
        if name:
            self.turn_to(name)
            clause = clause.replace(name, "", 1)
        clause = re.sub(r"基金(?!$)|(?<=本年)基金|(?:全市|市本级|县本级|区本级|本级)", "", clause)
        return phrase(clause.strip("、"), "insurance", self.year, self.own)

    def _special(self, sentence: Sentence, clause: str, words: Phrase, number: Number, piece: Piece) -> bool:
        row = self.row
        if row is None:
            self.gathering.refuse(number, piece, "不清楚是哪项基金")
            return True
        if _CITY.search(sentence.text) and self._city(row, clause, sentence, number, piece):
            return True
        if number.percent and words.execution and not words.unknown:
            self._put(row, "execution_rate", number, piece, 1)
            return True
        moved = words.direction and not words.named and not words.compared and not words.unknown
        if moved and not words.reached and row.cell("opening_balance").raw and "年初" in sentence.text:
            self._put(row, "increase", number, piece, words.direction)
            return True
        return False

    def _put(self, row: Node, name: str, number: Number, piece: Piece, sign: int) -> None:
        if not self.gathering.put(row.cell(name), number, piece, sign=sign):
            self.gathering.refuse(number, piece, "单位与此项不符")

    def _city(self, row: Node, clause: str, sentence: Sentence, number: Number, piece: Piece) -> bool:
        """City-level subsidies and what was paid from them: in total, then line by line behind 其中."""
        kind = re.search(r"(收入|支出)(?:合计|总额)?(?:为|共计|计)?$", clause)
        if kind is None:
            return False
        income = kind[1] == "收入"
        name = "income" if income else "expenditure"
        if "其中" not in sentence.text[: number.start]:
            total = row.path + ".city."
            if not income:
                self.gathering.set_text(f"{total}expenditure_name", row_name(clause))
            return self.gathering.put(self.gathering.cell(total + name), number, piece)
        items = self.gathering.rows(f"{row.path}.city.items")
        title = re.sub(r"(?:市级|市本级|县级|区级|本级)?(?:财政)?(?:补贴|补助)?(?:收入|支出)$", "", row_name(clause))
        if income and title:
            return self.gathering.add_row(items.path, title, name, number, piece) is not None
        if items.rows and not items.rows[-1].cell(name).raw:
            return self.gathering.put(items.rows[-1].cell(name), number, piece)
        return False


class GoalReader(FundReader):
    """Reads the quantified goals and the results of the funds: any number with a name is an indicator."""

    def paragraph(self, text: str, section: str, home: str, number: int = 0, title: str = "") -> None:
        """Read one paragraph on the goals of the fund at hand."""
        self.number = number
        for sentence in sentences(text):
            self.goals(sentence)

    def goals(self, sentence: Sentence) -> None:
        """Take each number of the sentence as the target or the result of the indicator named before it."""
        name = fund_name(re.split(r"[，：]", sentence.text)[0])
        if any(loose(row.cell("name").raw) == loose(name) for row in self.gathering.rows(FUND).rows):
            self.turn_to(name)
        row = self.row
        target = bool(re.search(r"目标[值为]|目标：|指标[值为]|指标：", sentence.text))
        at, names, before = 0, [], None
        for number in sentence.numbers:
            piece = Piece(sentence.clause(number), sentence.printed.strip(), self.number)
            lead = sentence.shown(at, number.start)
            at = number.end
            if row is None or number.hedged or not number.unit:
                self.gathering.refuse(number, piece, "不清楚是哪项基金" if row is None else "没有单位")
                continue
            if _ACHIEVED.search(lead) and number.percent and before is not None and not before.cell("achieved").raw:
                self.gathering.put(before.cell("achieved"), number, piece)
                continue
            clause = re.split(r"[，；：。（]", lead)[-1]
            if clause.strip("、和"):
                names = _indicators(clause)
            if not names:
                self.gathering.refuse(number, piece, "没有指标名称")
                continue
            name = names.pop(0)
            if re.search(r"同比|增长|下降|增加|减少|较上年|提高", name):
                self.gathering.refuse(number, piece, "是变动，不是指标")
                continue
            before = self._indicator(row, name, known=not target)
            self.gathering.measure(before, "target" if target else "actual", number, piece)

    def _indicator(self, row: Node, name: str, *, known: bool) -> Node:
        rows = self.gathering.rows(f"{row.path}.goals.indicators")
        for indicator in rows.rows:
            if known and indicator.cell("name").raw == name and not indicator.cell("actual").raw:
                return indicator
        indicator = rows.insert(len(rows.rows))
        indicator.cell("name").raw = name
        return indicator


def _indicators(clause: str) -> list[str]:
    """The names of the indicators in a clause: one, or several with as many numbers behind."""
    name = re.sub(r"^(?:截[至止])?(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?底?[，]?", "", clause.strip())
    name = re.sub(
        r"(?:要)?(?:共计|合计|均|分别|已|实际)*(?:达到了|达到|达|为|是|共|计|有|实现|完成)*了?$", "", row_name(name)
    )
    if not re.search(r"共计|合计|分别", clause):
        return [name] if name else []
    parts = re.split(r"[、和与]", name)
    return [part for part in parts if part]


def quote_lines(row: Node) -> None:
    """Say of each result which line of the fund it restates: 征缴收入 is what the line calls 保险费收入."""
    lines = [
        line.cell("name").raw
        for name in ("final_income", "final_expenditure")
        for line in row.parts[name].rows  # type: ignore[union-attr]
    ]
    for indicator in row.parts["goals"].parts["indicators"].rows:  # type: ignore[union-attr]
        said = _PLACES.sub("", indicator.cell("name").raw)
        plain = said.replace("征缴收入", "费收入")
        if indicator.cell("actual").raw and indicator.cell("unit").raw.endswith("元") and plain in lines:
            indicator.cell("quotes").raw = plain
