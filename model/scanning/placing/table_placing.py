"""Reads tables: the label of a row and the header of a column together say what a sentence would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from model.language.amounts import numbers
from model.language.keys import key
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.language.tokens import SentenceReader
from model.patterns import Pattern
from model.report.tree import Node
from model.scanning.gathering import ROW_NUMBER, Piece
from model.scanning.listings import ECONOMIC, FUNCTIONS, Listing, are_assets, broken_down, by_class, row_name
from model.scanning.placing.field_aspects import aspects_of
from model.scanning.placing.insurance_funds import FundPlacer, fund_lines, fund_name
from model.scanning.placing.known_names import HIRED
from model.scanning.placing.placer import Placer
from model.scanning.placing.project_items import KINDS, NO_PROJECT
from model.scanning.placing.settling import FigureRun, SpokenFigure
from model.scanning.placing.spoken import Spoken
from model.scanning.placing.table_parts import (
    ALL_MONEY,
    LEAD,
    LISTS,
    NUMBER,
    SUM_ROW,
    TOTALS,
    TablePart,
    budget_cell,
    budget_of,
    flow_cell,
    flow_of,
    groups_repeated,
    headers,
    of_general,
    of_project,
    parts_of_rows,
    posts,
    savings,
    spoken_cell,
    unit_of_table,
    unit_said,
)
from model.scanning.placing.weighing import named_choices, unnamed_choices
from model.scanning.subjects import OWN_BUDGETS
from model.scanning.titles import field_of_row, is_aside, topic_of
from model.text import ending

_IN_UNITS: Final = Pattern(r"[（(](?:单位：)?(?:万元|亿元|元|万?人|%)[)）]|%$")
_NOTHING: Final = Pattern(r"[-—–/]*|无")
_ASIDE: Final = pattern("^(?:<aside_columns>|[0-9]+)$")
# Heads that say nothing of the amounts below them.
_AMOUNTS: Final = Pattern("^(?:金额|数额|数据|数值|比率|[/／、])+$")
_UNITS: Final = Pattern(r"^(?:计量|计算)?单位$")
_KNOWN: Final = Pattern("万元|亿元|元|人|%")
_DESCRIBES: Final = pattern("<describing_columns>")
_WHOLE: Final = Pattern(r"^(?:本年|全年|年度)?支出(?:合计|总计)?$")
_NAMES: Final = Pattern("(?:预算)?项目名称")
_CARRIED: Final = Pattern("结转|结余")
# A row that says what the rows below it are: 二、按经济分类; and one that belongs to the row above.
_CLASSED: Final = Pattern("按.{0,6}(经济|功能)(?:科目)?分?类?")
# What a table of the classes of assets tells of them, and what is told of some assets only.
_VALUED: Final = Pattern("[原净]值")
_MOVED: Final = pattern("<disposal_forms>|处置|新增|增加|减少")
_WORN: Final = Pattern("(?:累计|已提)折旧")
_HAS_FLOW: Final = Pattern("收入|支出|结转|结余|经费|[合总小]计")
_SUMMED: Final = pattern("^<sum_rows>$|[小合]计$")
_LISTED: Final = pattern("<listed_columns>")
_OF_COLUMN: Final = pattern("(?:20[0-9]{2}年度?|<column_words>)+")
_OTHER_STAFF: Final = pattern("<other_staff_rows>")
_OF_VEHICLES: Final = Pattern("(?:其中：?)?(?:购置|运行(?:维护)?)(?:经?费用?)?")
_TOTALLED: Final = (("合计",), ("总计",), ("小计",))
_PROJECTS, _PUBLIC = KINDS
_GENERAL: Final = Pattern("一般公共预算|财政拨款")
_COUNTS: Final = Pattern("[0-9](?:[辆台批]|人次|个团)")
_MONEY: Final = ("", "overview", "general_budget")
# What says whose projects are summed, and the cell of a column that says whose project a row is.
_KIND_SUM: Final = Pattern("(本?部门|本?单位|公共)(?:专项)?项目(?:支出)?(?:小计|合计)")
_KIND: Final = Pattern("(本?部门|本?单位|公共)(?:专项)?项目(?:支出)?")
_PROJECT_HEAD: Final = Pattern("(?:项目|专项)(?:支出|资金)?(?:名称|内容)?")


class TableReader:
    """Reads one table for ``placer``, whose scope is where the table stands; ``caption`` is the text before it.

    ``money`` is the unit of amounts where neither table nor caption gives one, "" where that is not certain.
    """

    def __init__(self, part: TablePart, caption: str, placer: Placer, money: str) -> None:
        self.placer = placer
        self.scope = placer.scope
        self.money = money
        self.caption = caption
        self.mentions: list[Quantity] = []
        self._place = 0, 0
        self._beyond, self._flow = part.beyond, part.flow
        self._words = SentenceReader(placer.year)
        every = [tuple(text for text, _ in row) for row in part.table.rows]
        width = max(map(len, every), default=0)
        # 合 | 计 in two cells is one cell for the reader of language
        every = [("",) * (width - len(row)) + row if row[:1] in _TOTALLED else row for row in every]
        every = of_general(groups_repeated(every, width))
        names = {cell for cell in every[0] if cell} if every else set()
        titled = len(names) == 1 and len(every) > 2 and bool(every[0][0])
        title = names.pop() if titled else ""
        section = self.scope.section
        topic = topic_of(title, section) or topic_of(re.split(r"[。；]", caption)[-1], section)
        self.home = topic or self.scope.home or section
        heads, first = headers(every[1:] if titled else every)
        self.heads = savings(heads) if self.home.startswith("general_budget.three_public") else heads
        self._about = max(self.scope.title[0].names, key=len) if self.scope.title else "整体支出"
        self.every, self.first = every, first + titled
        below = every[self.first :]
        self.unit = unit_of_table((caption, title, *self.heads), below)
        self.units = next((index for index, head in enumerate(self.heads) if _UNITS.match(head)), -1)
        self.earlier = any(
            re.search(f"上年|去年|{placer.year - 1}年" if placer.year else "上年|去年", head) for head in self.heads
        )
        self.earlier = self.earlier and not any("预算" in head for head in self.heads)
        # With what was carried over the sum is no longer that of the year's expenditure.
        self._balanced = any(_CARRIED.search(re.sub("（.*", "", cell)) for row in below for cell in row[:1])
        self._inner = parts_of_rows(below)
        labels = {LEAD.sub("", row[0]) for row in below if row}
        self._both_assets = {"固定资产", "无形资产"} <= labels
        self.others = any(_OTHER_STAFF.search(row[0]) for row in below if row)
        first_column = [row[0] for row in below if row]
        self.grouped = len(self.heads) > 2 and len(set(first_column)) < len(first_column)
        self._last: dict[str, Node] = {}
        columns = set(map(of_project, self.heads))
        self.columns = "executed" in columns and len(columns - {""}) > 1
        if self.columns and self._tells_projects(below):
            self.home = _PROJECTS
        elif len(self.heads) > 1:
            names = {self._label(row)[1] for row in below if len(row) == len(self.heads)}
            names = {LEAD.sub("", name) for name in names if not SUM_ROW.match(name)}
            self.home = by_class(names) or self.home
            alone = self.scope.section == "assets" and self.home not in LISTS and not _MOVED.search(caption)
            if alone and are_assets(names) and sum(map(bool, map(_VALUED.search, self.heads))) == 1:
                self.home = "assets.classes"
        self.columns = self.columns and self.home in (_PROJECTS, _PUBLIC)
        self._parted = False
        self._above = ""
        self._budgets = Counter[str]()
        self._flows = {"income", "spent"} <= set(map(flow_of, self.heads)) and not self._flow
        budgets = {"amount", "adjusted"} <= columns and columns & {"executed", "rate"}
        if (budgets or self._flows) and self.scope.section in (*_MONEY, *OWN_BUDGETS):
            named = (self._label(row) for row in below if len(row) == len(self.heads))
            self._budgets.update(self._budget(group, label) for group, label in named)

    def _tells_projects(self, rows: list[tuple[str, ...]]) -> bool:
        """Whether each row is a project with its budget and what was spent of it, though no title says so."""
        if self.scope.section not in _MONEY or self.home in (_PUBLIC, "general_budget.three_public"):
            return False
        names = [self._label(row)[1] for row in rows if len(row) == len(self.heads)]
        if len(names) < 2 or not any(_PROJECT_HEAD.fullmatch(head) for head in self.heads[:2]):
            return False
        if self.home.startswith("general_budget.projects") and not by_class(set(names)):
            return True
        known = (self.placer.names.look_up(key(name), name).subjects for name in names if name)
        return not any(known) and not any(map(NO_PROJECT.search, names))

    def read(self) -> None:
        """Place or refuse every figure of the table."""
        for at, cells in enumerate(self.every):
            if at < self.first:
                for _, cell in self._each(at, cells):
                    self._refuse(cell, cell, cells, "表头里的数")
            else:
                self._row(at, cells)

    def skip(self, reason: str) -> None:
        """Refuse every figure of the table for that reason."""
        for at, cells in enumerate(self.every):
            for _, cell in self._each(at, cells):
                self._refuse(cell, cell, cells, reason)

    def _each(self, at: int, cells: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        """The cells of a row with their places, while ``_place`` says where the figures are that are met."""
        for index, cell in enumerate(cells):
            self._place = at, index - len(cells) - self._beyond
            yield index, cell

    def _refuse(self, cell: str, clause: str, cells: tuple[str, ...], reason: str) -> None:
        for number in numbers(cell):
            mention = Quantity(number.start, number.end, number.amount, number.hedged, clause, cell=self._place)
            self.mentions.append(mention)
            self.placer.gathering.refuse(mention, self._piece(clause, cells), reason)

    def _piece(self, clause: str, cells: tuple[str, ...]) -> Piece:
        return Piece(clause, " | ".join(cells), self.scope.number)

    def _row(self, at: int, cells: tuple[str, ...]) -> None:
        even = len(cells) == len(self.heads)
        group, label = self._label(cells) if even and self.heads else ("", "")
        summed = _KIND_SUM.fullmatch(label)
        kind = summed or next((found for cell in cells if cell != label and (found := _KIND.fullmatch(cell))), None)
        if self.columns and even and kind is not None:
            self.home, self._parted = _PUBLIC if kind[1] == "公共" else _PROJECTS, True
            label = "合计" if summed else label
        elif self._parted and SUM_ROW.match(label):
            self.columns, self.home, label = False, "", "各类项目合计"  # of both kinds, which has no field
        if classes := _CLASSED.search(cells[0] if not any(cells[1:]) else ""):
            self.home = ECONOMIC if classes[1] == "经济" else FUNCTIONS
        if _WORN.fullmatch(LEAD.sub("", label)) and self._above.startswith("固定资产"):
            label = f"固定资产{LEAD.sub('', label)}"
        if self._both_assets and SUM_ROW.match(label):
            label = "各类资产合计"  # of fixed and intangible ones, which has no field
        self._above = LEAD.sub("", label)
        row_of: dict[str, Node] = {}
        unit_of_row = cells[self.units] if even and self.units >= 0 and _KNOWN.fullmatch(cells[self.units]) else ""
        pairs = not self.heads
        for index, cell in self._each(at, cells):
            if not cell:
                continue
            match = NUMBER.fullmatch(cell)
            head = self.heads[index] if even else ""
            printed = "|".join(part for part in (label, head, cell) if part)
            if match is None or (even and _ASIDE.match(head)):
                if match is None and (not label or pairs) and not _NOTHING.fullmatch(cell):
                    label = cell
                if not self._remark(label, cell, cells):
                    self._refuse(cell, printed, cells, ROW_NUMBER if head == "序号" else "说明文字里的数")
                continue
            if not label and index == 0 and re.fullmatch(r"[0-9]{1,2}", cell):
                self._refuse(cell, printed, cells, ROW_NUMBER)
                continue
            if not label or (not even and not pairs):
                self._refuse(cell, printed, cells, "表格的行列对不上")
                continue
            unit = match[3] or (unit_of_row if unit_of_row and head[-1:] != "%" else self._unit(head, label))
            name, about = (_IN_UNITS.sub("", text) for text in (label, head))
            about = _AMOUNTS.sub("", about)
            if self._flow:
                about = about.replace(self._flow, "", 1)
                name += "" if _HAS_FLOW.search(name) else self._flow
            self._figure(name, about, match, unit, self._piece(printed, cells), row_of, group)
        row = next(iter(row_of.values()), None)
        for index, cell in enumerate(cells):
            head = self.heads[index] if even else ""
            name = "use" if re.search(r"用途|内容|用于", head) else "remark" if re.search(r"备注|说明", head) else ""
            if row is not None and name in row.parts and cell and cell != label and not NUMBER.fullmatch(cell):
                row.cell(name).raw = cell

    def _remark(self, label: str, cell: str, cells: tuple[str, ...]) -> bool:
        """Place what a remark on a line of the three expenses counts: 2个团组5人次; False for another cell."""
        if self.home != "general_budget.three_public" or label == cell or not _COUNTS.search(cell):
            return False
        text = f"{label}：{cell}"
        read = self._words.read(text, 0, len(text))
        for mention in read:
            mention.cell = self._place
        self.mentions += read
        self.placer.turn(self.scope._replace(home=self.home))
        self.placer.sentence(text, [(mention, self._piece(cell, cells)) for mention in read])
        return True

    def _label(self, cells: tuple[str, ...]) -> tuple[str, str]:
        """What the row is called, and the group that it stands in: the name before it, where several rows have that.

        The innermost name where names stand side by side; "" where none stands before.
        """
        projects = [cell for cell, head in zip(cells, self.heads, strict=True) if _NAMES.fullmatch(head)]
        if len(projects) == 1 and projects[0] and not NUMBER.fullmatch(projects[0]):
            return "", projects[0]  # beside it may stand whose money it is: 政府性基金
        texts = list[tuple[str, str]]()
        for cell, head in zip(cells, self.heads, strict=True):
            if NUMBER.fullmatch(cell) and texts:
                break
            # 性质及用途 over both
            describes = _DESCRIBES.search(_IN_UNITS.sub("", head)) and not head == self.heads[0] == self.heads[1]
            if not (NUMBER.fullmatch(cell) or _NOTHING.fullmatch(cell) or _ASIDE.match(head) or describes):
                texts.append((cell, head))
        texts = [one for one in texts if not (self.columns and _KIND.fullmatch(one[0]))] or texts
        if not texts and len(cells) > 2 and all(NUMBER.fullmatch(cell) for cell in cells if cell):
            return "", self._about  # a row of figures alone is of what the table is about
        if len(texts) < 2:
            words = (cell for cell in cells if not (NUMBER.fullmatch(cell) or _NOTHING.fullmatch(cell)))
            return "", texts[0][0] if texts else next(words, "")
        if self.grouped and not _ASIDE.match(self.heads[0]):
            of_group = SUM_ROW.match(texts[-1][0]) and self.home not in TOTALS
            return texts[0][0], texts[0][0] if of_group else texts[-1][0]
        named = any(self.placer.names.look_up(key(cell), cell).subjects for cell, _ in texts)
        return "", texts[-1][0] if named or texts[-1][1] == texts[0][1] else texts[0][0]

    def _unit(self, head: str, label: str) -> str:
        of_staff = "人" if self.home == "overview.staff" else ""
        return unit_said(head, label) or of_staff or self.unit or self.money

    def _figure(
        self, label: str, head: str, match: re.Match[str], unit: str, piece: Piece, row_of: dict[str, Node], group: str
    ) -> None:
        about, (plain, head, total) = head, self._in_full(label, head)
        mention = self._told(plain, head, match, unit)
        mention.cell = self._place
        self.mentions.append(mention)
        placer = self.placer
        if total and self.columns and SUM_ROW.match(label):
            path = {"amount": "total", "executed": "executed"}.get(of_project(about), "")
            if path and placer.gathering.put(placer.gathering.cell(f"{self.home}.{path}"), mention, piece):
                return
        if not self.columns and self._of_budget(self._budget(group, label), about, mention, piece):
            return
        if self.scope.section == "insurance":
            name = fund_name(label) or fund_name(self.caption)
            if name and isinstance(placer, FundPlacer):
                placer.turn_to(name)
        scope = self.scope._replace(home=self.home)
        spoken = Spoken()
        placer.spoken = spoken
        known = placer.names.known(mention, scope, spoken)
        if self.scope.section != "insurance" and (not mention.own or not key(_OF_COLUMN.sub("", head))):
            # A head such as 决算数 says nothing of the name; behind a label it would read as 收入决算.
            named = placer.names.look_up(key(plain), plain)
            known = named if named.subjects or not mention.own else known
        choices = named_choices(known, mention, spoken, scope, plain) if known.subjects and not known.unknown else []
        if not choices and not known.subjects and not mention.own and not SUM_ROW.match(label):
            choices = unnamed_choices(mention, spoken, scope, None, parted=False)  # 上年决算数 below 基本支出
        row = plain if self.home in ("overview", "overview.income", "overview.scale", "overview.staff") else ""
        if row and (path := field_of_row(row, about, mention.amount.unit.name)):
            placer.gathering.put(placer.gathering.cell(path), mention, piece)
            if path == "overview.staff.contract":
                placer.gathering.set_text("overview.staff.contract_name", HIRED.sub("", row))
            return
        if not choices:
            inner = label.startswith("其中") or label in self._inner
            reason = f"不认识“{ending(label)}”"
            if not SUM_ROW.match(label) or self.scope.section == "insurance":
                reason = self._listed(plain, head, mention, piece, row_of, group, inner=inner)
            if reason:
                placer.gathering.refuse(mention, piece, reason)
            return
        text = f"{plain}{head}"
        told = {one.subject: aspects_of(one.subject, mention, spoken, None, placer.year, text) for one in choices}
        placer.decide(FigureRun(scope, choices, placer.fund, [SpokenFigure(mention, piece, told)]), last=False)

    def _in_full(self, label: str, head: str) -> tuple[str, str, str]:
        """Label and head with the words that the table leaves out, and what a row of sums sums; "" for no such row."""
        plain = LEAD.sub("", label)
        total = "" if self._balanced or self._flow == "收入" else TOTALS.get(self.home, "")
        if total == "支出总额" and plain == "小计":
            total = ""  # of some of the rows
        if total and self.columns and SUM_ROW.match(plain) and of_project(head) in ("adjusted", "rate", ""):
            plain = ""  # of all projects these have no field
        elif total and SUM_ROW.match(plain) and self.placer.names.look_up(key(head), head).subjects:
            plain = ""  # the units below each other, basic and project expenditure side by side
        elif total:
            plain, head = (SUM_ROW.sub(total, name) for name in (plain, head))
        if self.home.startswith("general_budget.three_public") and _OF_VEHICLES.fullmatch(plain):
            plain = f"公务用车{plain}"
        if self.home == "overview.staff":
            plain, head = posts(plain, head, others=self.others)
        if total and plain == head:
            head = ""
        if self.home.startswith("overview.scale") and (not self._balanced or plain.startswith("本年")):
            plain = _WHOLE.sub("支出总额", plain)
        return plain, head, total

    def _budget(self, group: str, label: str) -> str:
        """The home of the budget that a row tells; what of all money was spent where there is other money, too."""
        home = budget_of(group, label)
        all_money = home in self.placer.all_money and not _GENERAL.search(f"{self.caption}{group}{label}")
        return ALL_MONEY.get(home, home) if all_money and self.scope.section in ("", "overview") else home

    def _of_budget(self, budget: str, head: str, mention: Quantity, piece: Piece) -> bool:
        """Place a figure of the row that tells the ``budget``, and not one of several parts; True where dealt with."""
        gathering = self.placer.gathering
        if any(int(year) != self.placer.year for year in re.findall("20[0-9]{2}(?=年)", head)):
            return False
        if self._budgets[budget] != 1 or not budget:
            return self._flows and flow_of(head) in ("opening", "spent", "closing") and self._no_field(mention, piece)
        path, sign = (flow_cell(budget, head), 1) if self._flows else budget_cell(budget, head, self.heads)
        flows = self._flows and flow_of(head) and not budget.startswith("general_budget.")
        if not path and (flows or budget in ALL_MONEY.values()):
            return self._no_field(mention, piece)
        cell = gathering.cell(path) if path else None
        agrees = cell is not None and not gathering.differs(cell, mention, sign)
        return cell is not None and agrees and gathering.put(cell, mention, piece, sign=sign)

    def _no_field(self, mention: Quantity, piece: Piece) -> bool:
        self.placer.gathering.refuse(mention, piece, "没有与此对应的项")
        return True

    def _told(self, label: str, head: str, match: re.Match[str], unit: str) -> Quantity:
        """The figure of a cell as a sentence of label, header and figure would tell it."""
        text = spoken_cell(label, head, match, unit, earlier=self.earlier)
        read = self._words.read(text, 0, len(text))
        return read[-1]

    def _listed(
        self,
        label: str,
        head: str,
        mention: Quantity,
        piece: Piece,
        row_of: dict[str, Node],
        group: str,
        *,
        inner: bool,
    ) -> str:
        """Take the number as part of a row of the list that the table fills; returns why not, "" when it was done.

        ``inner``: the row is a part of the one before it.
        """
        gathering = self.placer.gathering
        plain = key(_OF_COLUMN.sub("", head))
        column = of_project(head) if self.columns else ""
        of_projects = self.home == FUNCTIONS and plain == key("项目支出")
        if plain and not column and not of_projects and not _LISTED.search(head):
            return f"不认识“{ending(label)}”的“{ending(head)}”"
        aside = self.columns and is_aside("project_columns", head)  # 未支出金额, 调剂金额
        if (aside or mention.role not in (Role.LEVEL, Role.SHARE)) and not column:
            return f"不认识“{ending(label)}”的“{ending(head)}”"
        listings = broken_down(LISTS.get(self.home, ""))
        row = self.placer.row if isinstance(self.placer, FundPlacer) else None
        if self.scope.section == "insurance" and row is not None:
            listings = fund_lines(row, group, label, budget=mention.plan or "预算" in group)
        listing = next((one for one in listings if one.takes(label)), None)
        before = next((self._last[one.path] for one in listings if one.path in self._last), None)
        if inner and before is not None and "parts" in before.parts:
            listing = Listing(f"{before.path}.parts")
        if (
            listing is None
            or _SUMMED.search(label)
            or mention.time in (("prior", "next") if column else ("prior", "next", "opening"))
        ):
            return f"不认识“{ending(label)}”"
        known = row_of.get(listing.path)
        rate = mention.amount.unit.name == "%"
        if known is not None:
            name = column or ("share" if rate else listing.figure)
            done = name in known.parts and gathering.put(known.cell(name), mention, piece)
            if done and column == "adjusted":
                gathering.join(listing.path, known)
            return "" if done else "同一行有几个数，不清楚是哪个"
        planned = "批复" in head or re.search("projects|budget", listing.path)
        if rate or (not column and mention.plan and not planned):
            return "没有与此对应的项"
        if listing.path == FUNCTIONS and "项目" not in self.caption + head:
            self.placer.by_function = False
        added = gathering.add_row(listing.path, row_name(label), column or listing.figure, mention, piece)
        if added is None:
            return "单位与此项不符"
        row_of[listing.path] = self._last[listing.path] = added
        return ""
