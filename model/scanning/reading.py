"""Puts the readers to work: from the blocks of a file to a report with everything that is certain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from model.language.amounts import numbers
from model.language.keys import key
from model.language.lexicon import pattern
from model.language.paragraphs import PlainTable, TextParagraph, TextTable
from model.language.quantity import Quantity
from model.language.text_document import TextDocument, read, sentences
from model.patterns import Pattern
from model.scanning.annexed_tables import AnnexReader, of_indicators
from model.scanning.explanations import explain
from model.scanning.files.blocks import Block, Line
from model.scanning.files.characters import as_meant, calls_own_year_last
from model.scanning.gathering import Gathering, Piece
from model.scanning.headings import ANNEXES, Head, ReportPart, Stretch, parts
from model.scanning.last_sections import ANSWERED
from model.scanning.left_out import left_out
from model.scanning.placing.budget_changes import read_budget_changes
from model.scanning.placing.coverage import settle_coverage, told_of_all_money
from model.scanning.placing.enumerating import take_budget_items
from model.scanning.placing.insurance_funds import FundPlacer, fund_name, quote_lines
from model.scanning.placing.known_names import KnownNames
from model.scanning.placing.placer import Placer
from model.scanning.placing.project_items import KINDS, ProjectItems
from model.scanning.placing.reasons import read_reasons, reasons_start
from model.scanning.placing.settling import take_told_of
from model.scanning.placing.spoken import Scope
from model.scanning.placing.table_parts import table_parts
from model.scanning.placing.table_placing import TableReader
from model.scanning.placing.tagged_figures import Rewritten, keep_to_tags
from model.scanning.prose import clashes, declare_none, is_title, own_name, read_day, read_prose, unit_of, year_of
from model.scanning.subjects import FUND, OWN_BUDGETS, Subject
from model.scanning.titles import section_of, topic_of
from model.schema.outline import Outline
from model.schema.records import AnnexSection, Section
from model.text import years_in_digits

_NUMBERS = {
    part.name: part.number
    for part in Outline.elements
    if isinstance(part, Section) and not isinstance(part, AnnexSection)
}
_MONEY: Final = ("", "overview", "general_budget")
_FIGURES: Final = ("overview", "general_budget", "assets", "government_funds", "state_capital", "insurance", "")
# Headings over what the department spent in all, within the part on its money.
_THREE_PUBLIC: Final = "general_budget.three_public"
_WHOLE: Final = Pattern(
    r"^(?:收入|支出)$|^(?:本年)?收入(?:总体)?情况$|预算执行(?:总体)?(?:情况)?$|^总体(?:情况|规模)$|^结转[和与及]?结余(?:情况)?$|(?:整体|总体|部门|单位|全年|总)支出|收支|支出(?:总体)?情况$"
)
# What a heading within the part on what was achieved tells of the department itself.
_ITSELF: Final = Pattern("(?:主要|部门|单位|工作|内设|基本|职[能责]|机构|设置|人员|编制|队伍|构成|情况|[和与及、])+")
_GENERAL: Final = Pattern(r"一般公共预算|财政拨款|管理[^ ]*$")
_ONE_BUDGET: Final = Pattern("(?:政府性基金|国有资本经营)(?:预算)?(?:方面)?(?:[：，]|年初|全年|安排|本年)")
_GENERAL_BUDGET: Final = Pattern("一般公共预算(?:财政拨款)?(?:部分|方面)?[：，]?(?:安排的?)?(?:基本|项目)支出")
_UNIT_LINE: Final = Pattern(r"（?(?:金额)?单位：[^，。；]{1,8}）?")
_DECLARED: Final = Pattern("(?:单位[均都]?[为是：]|[（，]金额|（)(?:人民币)?(万元|亿元|元)(?![\u4e00-\u9fff])")
_OPENING, _FRONT, _LONG = 24, 6, 60
# What a heading adds to the name of its subject.
_ABOUT: Final = pattern("<heading_adds>{0,8}(?:情况|分析|说明)?$")
_SCORED: Final = Pattern("(?:自评|评价).{0,200}?[0-9]分[，。]")
_PROJECTS: Final = Pattern("项目|专项")
_PROJECT: Final = Pattern("(?:项目|专项|工程)$")
_AIMS: Final = Pattern(r"目标|绩效")


class Reading(NamedTuple):
    """What was read: ``gathering`` with the report, the keys of the sections ``missing`` a heading, the ``document``.

    ``unknown`` are the headings that no outline knows, each with the key of the section that its figures were taken
    for, "" where they were for none. ``clashes`` are sentences on what does not go with the title. ``rewritten`` are
    the figures of an own copy that read otherwise than it was exported. ``left_out`` are sentences, or what stands
    behind their figures, that no text of the draft holds. ``notices`` are sentences on the file itself.
    """

    gathering: Gathering
    missing: tuple[str, ...]
    document: TextDocument
    unknown: tuple[tuple[str, str], ...] = ()
    clashes: tuple[str, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    left_out: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read_report(blocks: Sequence[Block]) -> Reading:
    """The report that ``blocks`` are, bound and ready to be checked: every figure of it is placed or unread."""
    spoken = calls_own_year_last("".join(block.text for block in blocks if isinstance(block, Line)))
    source = [
        TextParagraph(as_meant(block.text, spoken=spoken), bool(block.heading))
        if isinstance(block, Line)
        else TextTable(block.rows)
        for block in blocks
    ]
    document = read(source)
    front, found = parts(document, blocks)
    titled = [found[0].title, *found[0].lines] if found and is_title(found[0].title) else []
    lines = [*(stretch.printed for stretch in front if stretch.table is None), *titled[:_FRONT]]
    # Not the day of signing in Chinese numerals, which is no year of the report.
    lines = [line if line.strip().endswith(("月", "日")) else years_in_digits(line) for line in lines]
    whole = "\n".join(piece.text for piece in document.pieces if not isinstance(piece, PlainTable))
    year, unit = year_of(lines, whole, document.year), unit_of(lines)
    if year and year != document.year:
        document = read(source, year=year)
    gathering = Gathering()
    gathering.set_text("overview.unit", unit)
    if year:
        gathering.set_text("overview.year", str(year))
    if not found:
        front, found = [], [ReportPart("", (), front)]
    gathering.general = any("一般公共预算" in head.title for part in found for head in part.heads)
    _note_headed(found, gathering)
    found = _regarded(found)
    _note_headed(found, gathering)
    reader = _Reader(document, gathering, found, blocks, year, unit, whole)
    reader.read(front)
    take_told_of(document, gathering)
    rewritten = keep_to_tags(gathering, document, blocks)
    declare_none(found, gathering)
    read_prose(found, gathering, year, own_name(whole, unit))
    read_day([*lines, *(line for part in found for line in part.lines)], gathering)
    explain(gathering, document, blocks)
    quote_lines(gathering)
    _declare_filled(gathering)
    settle_coverage(gathering, whole, of_project=reader.placer.by_function)
    gathering.report.bind()
    gathering.settle_rivals()
    gathering.in_order(reader.order)
    present = {part.section for part in found}
    present |= {name for name in ANSWERED if not gathering.report.section(_NUMBERS[name]).empty}
    missing = tuple(name for name in _NUMBERS if name not in present and not _declared(gathering, name))
    unknown = _unknown(found, gathering)
    told = clashes(lines, whole, year, unit)
    return Reading(
        gathering, missing, document, unknown, told, rewritten, left_out([ReportPart("", (), front), *found], gathering)
    )


def _note_headed(found: Sequence[ReportPart], gathering: Gathering) -> None:
    """Note the sections that have a heading, and whether anything stands below it."""
    for part, below in zip_longest(found, found[1:]):
        # What stands below an unknown heading right behind it may be its own: 【工作成效】一、基层治理
        unknown = below is not None and below.heads[:1] and below.heads[0].section is None
        filled = bool(part.blocks) or bool(unknown and below.blocks)
        gathering.headed[part.section] = gathering.headed.get(part.section, False) or filled


def _declare_filled(gathering: Gathering) -> None:
    """Say of the parts that a department may not have, and of which figures were read, that it has them."""
    if gathering.rows(FUND).rows:
        gathering.cell("insurance.none").raw = "否"
    for name in ("government_funds", "state_capital"):
        if gathering.cell(f"{name}.actual").raw or gathering.cell(f"{name}.budget").raw:
            gathering.cell(f"{name}.none").raw = "否"


def _unknown(found: Sequence[ReportPart], gathering: Gathering) -> tuple[tuple[str, str], ...]:
    """Outer headings that open no part of the report, with the section that most figures below them went to."""
    by_piece: dict[int, Counter[str]] = defaultdict(Counter)
    for one in gathering.placed:
        by_piece[one.mention.prose][one.cell.path.partition(".")[0]] += 1
    told: list[tuple[str, str]] = []
    inside = False
    sections: Counter[str] = Counter()
    for part in found:
        if len(part.heads) == 1:
            if inside:
                told[-1] = (told[-1][0], sections.most_common(1)[0][0] if sections else "")
            inside = part.heads[0].section is None and not (part is found[0] and is_title(part.title))
            sections = Counter()
            if inside:
                told.append((part.title, ""))
        for block in part.blocks:
            sections += by_piece[block.piece] if block.table is None else Counter()
    if inside:
        told[-1] = (told[-1][0], sections.most_common(1)[0][0] if sections else "")
    return tuple(told)


def _regarded(found: list[ReportPart]) -> list[ReportPart]:
    """The parts, with headings on matters of section two in it where they stand elsewhere.

    What is said of basic and project expenditure is of section two only where no other heading opens that.
    """
    without = all(part.section != "general_budget" for part in found)
    no_assets = all(part.section != "assets" for part in found)
    kept = []
    for part in found:
        home = topic_of(part.heads[-1].title, "general_budget") if part.heads else ""
        own = without and (part.section == "performance" or (part.section == "overview" and len(part.heads) > 1))
        three = home == _THREE_PUBLIC and part.section in ("overview", "government_funds", "state_capital")
        assets = no_assets and part.section == "performance" and section_of(part.title) == "assets"
        itself = part.section == "performance" and len(part.heads) > 1 and _ITSELF.fullmatch(part.title)
        told = "general_budget" if home and (own or three) else "assets" if assets else part.section
        told = "overview" if itself else told
        kept.append(part._replace(section=told))
    return kept


class _Reader:
    """Gives every figure of the document to the placer of its part, in order."""

    def __init__(
        self,
        document: TextDocument,
        gathering: Gathering,
        found: Sequence[ReportPart],
        blocks: Sequence[Block],
        year: int,
        unit: str,
        whole: str,
    ) -> None:
        self.document = document
        self.gathering = gathering
        self.found = found
        self.order: dict[int, int] = {}
        # Where the report, a heading or the beginning of a paragraph says what its amounts are in.
        self.front: list[str] = []
        self.declared = ""
        self.names = KnownNames(unit)
        self.placer = Placer(gathering, self.names, year)
        self.placer.all_money = told_of_all_money(whole)
        gathering.mixed = bool(self.placer.all_money)
        self.projects = ProjectItems(gathering, self.names)
        self.funds = FundPlacer(gathering, self.names, year)
        self.annexes = AnnexReader(gathering, year, blocks)
        tables = (piece for piece in document.pieces if isinstance(piece, PlainTable))
        plain = "|".join([whole, *(cell[0] for piece in tables for row in piece.rows for cell in row)])
        self.names.vehicles_bought = re.search(r"车.{0,4}购置", whole) is not None or "车购置费" in plain
        told = {unit: len(re.findall(f"[0-9]{unit}", plain)) for unit in ("万元", "元")}
        self.money = next((unit for unit in told if told[unit] > _SURE and sum(told.values()) == told[unit]), "")
        self.by_piece: dict[int, list[Quantity]] = defaultdict(list)
        for mention in document.mentions:
            self.by_piece[mention.prose].append(mention)

    def read(self, front: Sequence[Stretch]) -> None:
        """Place or refuse every figure, those of ``front`` before those of the parts."""
        titled = self.found[0].blocks if self.found and is_title(self.found[0].title) else []
        self.front = [stretch.text for stretch in (*front[:_FRONT], *titled[:_FRONT]) if len(stretch.text) < _LONG]
        for part in (ReportPart("", (), list(front)), *self.found):
            self._part(part)
        for placer in (self.placer, self.funds, self.projects):
            placer.finish()
        take_budget_items(self.gathering)

    def _part(self, part: ReportPart) -> None:
        above = (head.title for head in part.heads)
        self.declared = " ".join([*self.front, *above])
        scope = self._scope(part)
        placer = self.funds if part.section == "insurance" else self.placer
        placer.turn(scope)
        if part.section == ANNEXES:
            self._annexes(part)
            return
        if isinstance(placer, FundPlacer):
            inner = [head.title for head in part.heads[1:]]
            placer.aims = any(_AIMS.search(title) for title in inner)
            name = next((fund_name(title) for title in reversed(inner) if fund_name(title)), "")
            if name:
                placer.turn_to(name)
        last = ""
        blocks = part.blocks if part.opening is None else [part.opening, *part.blocks]
        for at, block in enumerate(blocks):
            if block.table is not None:
                said = last.rstrip("。").rpartition("。")[2]  # its last sentence announces a table
                caption = last if len(last) < 60 or "单位：" in last[-12:] else said if last[-1] == "：" else ""
                titles = " ".join(head.title for head in part.heads)
                self._table(block, caption or titles, scope, placer)
                continue
            last = last + block.text if _UNIT_LINE.fullmatch(block.text) else block.text
            self._text(block, scope, placer, part.heads)
            if isinstance(placer, FundPlacer) and at:
                placer.words(block.printed)

    def _scope(self, part: ReportPart) -> Scope:
        section, home = part.section, part.topic
        titles = " ".join(head.title for head in part.heads)
        if (
            section == "general_budget"
            and not home
            and _WHOLE.search(part.heads[-1].title)
            and not _GENERAL.search(titles)
        ):
            income = part.heads[-1].title.startswith(("收入", "本年收入"))
            section, home = "overview", "overview.income" if income else "overview.scale"
        if section not in _FIGURES and part.heads and "资产" in part.heads[-1].title:
            home = "assets"
        about: tuple[Subject, ...] = ()
        if part.heads:
            plain = _ABOUT.sub("", part.heads[-1].title)
            for said in (plain, re.sub("（[^（）]*）$", "", plain)):  # 项目支出（一般公共预算）
                title = re.sub('[“”"（）()]', "", said)
                known = self.names.look_up(key(title), part.heads[-1].title) if title else None
                if known is None or about or not known.subjects:
                    continue
                here = tuple(one for one in known.subjects if not section or one.section == section)
                about = here or tuple(one for one in known.subjects if section in _FIGURES)
        strict = section not in _FIGURES
        return Scope(
            section,
            home or ("insurance" if section == "insurance" else ""),
            _NUMBERS.get(part.section, 0),
            strict,
            about,
        )

    def _mentions(self, stretch: Stretch) -> list[Quantity]:
        end = stretch.start + len(stretch.text)
        return [mention for mention in self.by_piece[stretch.piece] if stretch.start <= mention.start < end]

    def _number(self, mentions: Sequence[Quantity]) -> None:
        for mention in mentions:
            self.order[id(mention)] = len(self.order)

    def _tabled(self, mentions: Sequence[Quantity], stretch: Stretch) -> None:
        for mention in mentions:
            mention.prose = stretch.piece
        self._number(mentions)

    def _pieces(self, stretch: Stretch, scope: Scope) -> list[tuple[str, list[tuple[Quantity, Piece]]]]:
        """The sentences of the stretch, each with its figures; the number of a heading is none."""
        number = stretch.start + stretch.numbered
        mentions = [mention for mention in self._mentions(stretch) if mention.start >= number]
        self._number(mentions)
        if not mentions:
            return []
        if told := _DECLARED.search(f"{self.declared} {stretch.text[:_OPENING]}"):
            for mention in mentions:
                if not mention.amount.unit.name and mention.amount.decimals and not mention.hedged:
                    mention.amount = next(numbers(mention.amount.typed + told[1])).amount
        found = []
        at = 0
        for start, end in sentences(stretch.text):
            text = stretch.text[start:end]
            inside = []
            while at < len(mentions) and mentions[at].start - stretch.start < end:
                inside.append(mentions[at])
                at += 1
            found.append((text, [(one, Piece(self.document.clause(one), text, scope.number)) for one in inside]))
        return found

    def _text(self, stretch: Stretch, scope: Scope, placer: Placer, heads: Sequence[Head]) -> None:
        scope = _own_budget(stretch.text, scope)
        told = self._pieces(stretch, scope)
        titled = any(_PROJECTS.search(head.title) for head in heads)
        if scope.section in _MONEY:
            kind = KINDS[scope.home == KINDS[1]]
            every = [one for _, found in told for one in found]
            unknown = len(heads) > 1 and heads[-1].section is None and not topic_of(heads[-1].title)
            above = any(_PROJECTS.search(head.title) for head in heads[:-1])
            unknown = unknown and (above or _PROJECT.search(heads[-1].title) is not None)
            named = heads[-1].title if unknown else ""
            taken = self.projects.read(stretch.text, stretch.start, every, kind, titled=titled, named=named)
            every = [one for one in every if id(one[0]) not in taken]
            if isinstance(placer, Placer):
                placer.dealt |= read_budget_changes(every, scope.home, self.gathering)
            told = [
                (text, left)
                for text, found in told
                if (left := [one for one in found if id(one[0]) not in taken]) or not found
            ]
        start = -1
        if scope.section == "general_budget":
            start = reasons_start(stretch.text, scope.home)
        placer.turn(scope)
        reasons: list[tuple[Quantity, Piece]] = []
        for text, found in told:
            before = found
            if start >= 0:
                before = [one for one in found if one[0].start - stretch.start < start]
                reasons += found[len(before) :]
            if before or not found:
                placer.sentence(text, before)
        if start >= 0:
            read_reasons(stretch.text, start, stretch.start, reasons, self.gathering)

    def _annexes(self, part: ReportPart) -> None:
        """Read the annexed tables; the figures of the lines around them have no field."""
        for block in (part.opening, *part.blocks):
            if block is None:
                continue
            if block.table is not None:
                self.annexes.table(block.table)
                self._tabled(self.annexes.mentions, block)
                continue
            self.annexes.line(block.printed)
            scope = Scope("performance", "", _NUMBERS["performance"], strict=True)
            for text, found in self._pieces(block, scope):
                if _SCORED.search(text):  # 表5 stands within the report, and the score behind it
                    self.placer.turn(scope)
                    self.placer.sentence(text, found)
                    continue
                for mention, piece in found:
                    self.gathering.refuse(mention, piece, "附件、脚注没有读")

    def _table(self, stretch: Stretch, caption: str, scope: Scope, placer: Placer) -> None:
        assert stretch.table is not None
        placer.turn(scope)
        if of_indicators(stretch.table):
            self.annexes.scores(stretch.table)
            self._tabled(self.annexes.mentions, stretch)
            return
        declared = _DECLARED.search(self.declared)
        mentions: list[Quantity] = []
        for part in table_parts(stretch.table):
            reader = TableReader(part, caption, placer, declared[1] if declared else self.money)
            if scope.strict:
                reader.skip("这里的表没有读")
            else:
                reader.read()
            mentions += reader.mentions
        self._tabled(mentions, stretch)


def _own_budget(text: str, scope: Scope) -> Scope:
    """The scope of a paragraph that begins with one of two budgets of which a section speaks."""
    words = _ONE_BUDGET.match(text) if scope.section in (*OWN_BUDGETS, "overview") else None
    if scope.section == "overview" and _GENERAL_BUDGET.match(text):
        return scope._replace(section="general_budget", home="", number=_NUMBERS["general_budget"])
    if words is None:
        return scope
    name = OWN_BUDGETS["资本" in words[0]]
    return scope._replace(section=name, number=_NUMBERS[name])


def _declared(gathering: Gathering, name: str) -> bool:
    part = gathering.report.section(_NUMBERS[name])
    return "none" in part.parts and bool(part.cell("none").raw)


# So many amounts in one unit and none in another tell the unit of a table that gives none.
_SURE: Final = 5
