"""Puts the figures of running text into fields: candidates for each, settled run by run so that the amounts agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from model.language.amounts import MONEY, PERCENT
from model.language.keys import key
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.scanning.gathering import Gathering, Piece
from model.scanning.listings import Listing, additions, base_of_classes, broken_down, row_name
from model.scanning.placing.enumerating import (
    CLAUSE,
    begins_list,
    further_figure,
    last_clause,
    names_whole,
    open_list,
    take_addition,
    take_row,
)
from model.scanning.placing.field_aspects import aspects_of
from model.scanning.placing.known_names import AROUND, HIRED, Known, KnownNames, counted_beside, labels_before
from model.scanning.placing.settling import (
    FigureRun,
    Settled,
    SpokenFigure,
    explicit,
    of_year,
    outright,
    path_of,
    settle,
)
from model.scanning.placing.spoken import Scope, Spoken, SubjectChoice, ranks_of
from model.scanning.placing.weighing import WITH_CARRIED, YEAR_PART, named_choices, unnamed_choices
from model.scanning.subjects import Subject, siblings, subjects
from model.scanning.titles import field_in, field_of
from model.schema.sections.execution import ORIGINAL
from model.text import ending

QUOTED: Final = "正文引用的数，另作核对"
_REASON: Final = pattern("(?![是为]因公)<because>|主要为(?=[^，；。]{0,8}(?:新增|购置|增加))")
_BECAUSE: Final = Pattern("因(?!公)|由于|系")
_SUBORDINATE: Final = pattern(r"<subordinate>(?![^，；。]{0,60}(?:内设|科室|各|[、等]))[^，；。]{3,20}[，：]")
# A project of which a clause of its own speaks: 校舍维修项目，预算30万元.
_PROJECT: Final = Pattern("[^门共]项目$|工程$|专项$")
_NAME: Final = pattern("(?!.{0,16}(?:<changed>|其中|年|预算|支出|收入|<because>))[\u4e00-\u9fff]{3,16}")
_OWN: Final = pattern("<own_money>")
# What is told by its parts: 固定资产：原值5万元，累计折旧2万元.
_OF_PARTS: Final = ("固定资产", "无形资产")
_LATTER: Final = ("后者", "后者当中", "后者中")
# Where the figures of the first two sections may be told in each other's place.
_FIRST: Final = ("", "overview", "general_budget")


class Placer:
    """Reads sentence by sentence into ``gathering``; ``year`` is the report's, 0 where it is not known."""

    def __init__(self, gathering: Gathering, names: KnownNames, year: int) -> None:
        self.gathering = gathering
        self.names = names
        self.year = year
        self.scope = Scope("", "", 0)
        self.spoken = Spoken()
        self.fund = -1
        self.run: FigureRun | None = None
        self.waiting: list[FigureRun] = []
        self.all_money = frozenset[str]()  # the homes of what tables tell of all money, not of the general budget
        self.by_function = True  # no list of functional classes was said to be of anything but project expenditure
        self._around: list[Spoken] = []
        self._additions: Listing | None = None
        self._ranks: dict[int, tuple[int, int]] = {}
        self._parted = False
        self.dealt: set[int] = set()  # the identities of figures placed beside this
        self._before = ""
        self._above = ""  # the home of what the sentence before was about

    def turn(self, scope: Scope) -> None:
        """Read on below another heading."""
        if scope != self.scope:
            self.scope = scope
            self.spoken = Spoken()
            self._additions = None

    def sentence(self, text: str, found: Sequence[tuple[Quantity, Piece]]) -> None:
        """Read the figures of one sentence, which is ``text``."""
        self.spoken, self._around = self.spoken.behind(text, self.scope.section), []
        self.spoken.tell_comparison(text, self.year)
        spoken = self.spoken.subject or self.spoken.main
        self._above = spoken.home if spoken is not None else ""
        self._ranks = ranks_of([mention for mention, _ in found])
        parted = max((at for at, (mention, _) in enumerate(found) if "；" in mention.gap), default=0)
        self._before = ""
        for at, (mention, piece) in enumerate(found):
            self._before = self._before[-2 * AROUND :] + mention.gap
            following = next((one for one, _ in found[at + 1 :] if one.kind == mention.kind), None)
            self._brackets(mention)
            self._parted = at < parted
            if id(mention) in self.dealt:
                self._close()
                self.spoken.tell_year(mention)
                if mention.own and mention.plan and (best := self._likeliest(mention, mention.name)) is not None:
                    self.spoken.subject, self.spoken.main, self.spoken.strayed = best, best, False
            else:
                self._figure(mention, piece, following, text)
            self.spoken.tell_kind(mention)
            self._before += mention.amount.typed + mention.amount.unit.name
        self._close()
        self._around.clear()
        if not found and (main := self.names.announced(text, self.scope.section)) is not None:
            self.spoken.main = main
            self.spoken.called = main if CLAUSE.search(row_name(text).rstrip("。：")) is None else None

    def finish(self) -> None:
        """Settle what had to wait until all else was placed."""
        for last in (False, True):
            waiting, self.waiting = self.waiting, []
            for run in waiting:
                self.decide(run, last=last)

    def _brackets(self, mention: Quantity) -> None:
        while len(self._around) > mention.depth or ("）" in mention.gap and self._around):
            kept = self._around.pop()
            self._close()
            kept.against = self.spoken.against  # 总支出较上年（80万元）增加5万元
            if self.spoken.base_in_brackets:
                kept.subject, kept.main, kept.strayed = self.spoken.subject, self.spoken.main, self.spoken.strayed
            self.spoken = kept
            if len(self._around) <= mention.depth:
                break
        while len(self._around) < mention.depth:
            self._around.append(replace(self.spoken, said=list(self.spoken.said)))
            row = self.spoken.row
            if row is not None:  # what stands in brackets behind a row is a part of it
                self.spoken.listings = (Listing(f"{row.path}.parts"),) if "parts" in row.parts else ()

    # One figure

    def _figure(self, mention: Quantity, piece: Piece, following: Quantity | None, text: str) -> None:
        spoken = self.spoken
        if "；" in mention.gap:
            self._close()
            spoken.foreign = False
            spoken.item_moved = spoken.item_moved and spoken.head is not None
        self._label(mention)
        if spoken.subject is not None and spoken.subject.home == "overview.income" and "支出" in mention.tail:
            spoken.subject = None  # 全年收入5万元，全年支出4万元
        spoken.others = spoken.others or _SUBORDINATE.search(mention.gap) is not None
        known = self.names.meant(mention, self.scope, spoken, ranked=id(mention) in self._ranks)
        weak = known if known.subjects and known.unknown else Known()
        if weak.subjects:
            known = Known()  # 支出5万元 may be of what was named before
        named = bool(known.subjects) and not known.unknown
        if spoken.reason and named and ("；" in mention.gap or (mention.role is Role.LEVEL and mention.actual)):
            spoken.reason = False
        if _REASON.search(mention.gap.rpartition("；")[2]):
            spoken.reason = True
        if self._aside(mention, piece, known, text, named=named):
            return
        if begins_list(mention):
            self._open(mention)
        spoken.tell_year(mention)
        if self._of_list(mention, piece, known, named=named):
            return
        if choices := self._choose(mention, known, weak):
            self._tell(mention, piece, following, text, choices, known)
            return
        self._close()
        if not (known.subjects and not spoken.foreign and self._row(mention, piece)):
            self.gathering.refuse(mention, piece, "不清楚说的是哪个项目")
            if named and not YEAR_PART.match(mention.after) and not WITH_CARRIED.match(mention.after):
                spoken.stray(known.unknown)

    def _aside(self, mention: Quantity, piece: Piece, known: Known, text: str, *, named: bool) -> bool:
        """Deal with a figure that no subject's name tells the field of; False for any other."""
        spoken = self.spoken
        if mention.hedged or mention.role is Role.OTHER:
            best = named_choices(known, mention, self.spoken, self.scope) if named else []
            if best:  # 资产总额约5亿元，年初4.8亿元
                spoken.subject, spoken.strayed = max(best, key=lambda one: one.score).subject, False
            elif known.unknown or known.subjects:
                spoken.stray(known.unknown)
            self.gathering.refuse(mention, piece, "不是这一项本身的数")
            return True
        if self._special(mention, piece, text):
            return True
        if spoken.reason:
            self._close()
            if not take_addition(mention, piece, spoken, self._additions, self.gathering):
                self.gathering.refuse(mention, piece, "变动原因里的数")
        return spoken.reason

    def _of_list(self, mention: Quantity, piece: Piece, known: Known, *, named: bool) -> bool:
        """Deal with a figure of a name that no subject has, or of the list being filled; False for any other."""
        spoken = self.spoken
        if known.unknown and not known.subjects:
            self._close()
            if not self._row(mention, piece):
                spoken.stray(known.unknown)
                self.gathering.refuse(mention, piece, f"不认识“{ending(known.unknown)}”")
            return True
        share = mention.role is Role.SHARE or (mention.kind == PERCENT and mention.gap == "（")
        row = spoken.row if share and not named else None
        if row is not None and "share" in row.parts and self.gathering.put(row.cell("share"), mention, piece):
            return True
        filled = spoken.row.path.rpartition(".")[0] if spoken.row is not None else ""
        if known.subjects and any(one.gate.source and one.path == filled for one in spoken.listings):
            self._close()  # 项目支出中：教育支出50万元，国有资本经营预算支出30万元
            return self._row(mention, piece)
        return False

    def _choose(self, mention: Quantity, known: Known, weak: Known) -> list[SubjectChoice]:
        """The subjects that the figure can be about: of its name, ``weak`` where another may be meant, or without."""
        spoken, choices = self.spoken, named_choices(known, mention, self.spoken, self.scope)
        if not known.subjects:
            rank = self._ranks.get(id(mention))
            choices = unnamed_choices(mention, self.spoken, self.scope, rank, parted=self._parted)
        strayed = spoken.strayed and not spoken.income
        if mention.plan and self.scope.title:
            weak = Known()  # 三公经费。年度预算5万元
        if weak.subjects and not strayed and (spoken.subject is None or mention.total):
            told = {one.subject for one in choices}
            choices += [one for one in named_choices(weak, mention, spoken, self.scope) if one.subject not in told]
        return choices

    def _tell(
        self,
        mention: Quantity,
        piece: Piece,
        following: Quantity | None,
        text: str,
        choices: list[SubjectChoice],
        known: Known,
    ) -> None:
        """Take the figure into the run of those that are about the same, or begin another."""
        spoken, named = self.spoken, bool(known.subjects) and not known.unknown
        unnamed = not (named or known.subjects or id(mention) in self._ranks)
        joins = self.run is not None and unnamed and self.run.goes_on(mention, choices, self.spoken.subject)
        if not joins:
            self._close()
            self.run = FigureRun(self.scope, choices, self.fund)
        assert self.run is not None
        if mention.role is Role.CHANGE or mention.role is Role.RATE:
            if mention.against or mention.against_plan:
                spoken.against = mention.against, mention.against_plan
            spoken.now = spoken.now or re.search(f"(?<![较比与同]){self.year}年", mention.gap) is not None
            if spoken.later and not spoken.now:
                self._close()
                self.gathering.refuse(mention, piece, "说的是其他年度")
                return
        told = {
            one: aspects_of(one, mention, spoken, following, self.year, text)
            for choice in self.run.choices
            for one in (choice.subject, *siblings(choice.subject))
        }
        self.run.words.append(SpokenFigure(mention, piece, told))
        self._remember(mention, named, self.run)

    def _label(self, mention: Quantity) -> None:
        """Take in a name that stands before the figure's own clause: 公务接待费：预算5万元; 公务接待费，预算5万元."""
        if (mention.own and mention.role is Role.LEVEL) or not CLAUSE.search(mention.gap):
            return
        spoken = self.spoken
        for name, mark, listed in labels_before(mention.gap):
            best = self._likeliest(mention, name)
            spoken.prefix = name if mark == "：" and name in _OF_PARTS else spoken.prefix
            if best is not None:
                self._close()
                spoken.subject, spoken.strayed, spoken.row = best, False, None
                spoken.main = spoken.main or best
                if best not in spoken.said[-1:]:
                    spoken.said.append(best)
            elif mark == "，" and not spoken.listings and (_PROJECT.search(name) or (listed and _NAME.fullmatch(name))):
                self._close()
                spoken.stray(name)
            elif mark == "：" and not spoken.listings and key(name) and not re.search("预算|支出|[0-9]", name):
                self._close()
                spoken.subject, spoken.strayed = None, True

    def _special(self, mention: Quantity, piece: Piece, text: str) -> bool:
        """A figure whose words or whose place tell its field beside all subjects; True where it is dealt with."""
        return self._of_row(mention, piece) or self._of_name(mention, piece, text)

    def _of_name(self, mention: Quantity, piece: Piece, text: str) -> bool:
        """A figure that is one field's alone by the words before it."""
        of_posts = mention.role is Role.SHARE and "编制" in mention.tail  # 在职57人，占编制的95%
        if (mention.role not in (Role.LEVEL, Role.CHANGE) and not of_posts) or not of_year(mention, text, self.year):
            return False
        near = {self.scope.section} | ({"overview", "general_budget"} if self.scope.section in _FIRST else set())
        near |= {"performance"} if self.scope.section != "insurance" else set()
        words = ("" if mention.own else mention.name) + last_clause(mention.gap).lstrip("、和及，：（")
        path = field_of(words + mention.amount.unit.name, near)
        told = path != "" and not (mention.role is Role.CHANGE and field_in(self._said(mention), near) == path)
        hired = path == "overview.staff.contract"  # others may be told beside them
        if not path or hired:
            path = path or field_in(self._said(mention), near)
            path = "" if path and self.gathering.differs(self.gathering.cell(path), mention) else path
        if mention.role is Role.CHANGE and mention.direction > 0 and (told or not path.startswith("assets.")):
            return False
        home = path.rpartition(".")[0]
        held = self.spoken.subject is not None and self.spoken.subject.home not in (home, "overview.income")
        left = mention.stock == "left" or path.endswith((".closing", ".carried_over"))
        if (
            not path
            or (path == "overview.staff.authorised" and self.spoken.others)
            or (path == "overview.staff.control_rate" and held)
            or (left and (held or "general_budget" in (self.scope.section, self.scope.home.partition(".")[0])))
        ):
            return False  # what one budget carried over is not what all money did
        self._close()
        if not self.gathering.put(self.gathering.cell(path), mention, piece):
            return False
        if left and "其中" in mention.after:
            self.spoken.foreign = True  # parts of what was left
        if path == "overview.staff.contract":
            self.gathering.set_text("overview.staff.contract_name", HIRED.sub("", row_name(words)))
        if broken_down(path):
            self.spoken.whole, self.spoken.row = path, None
            self.spoken.subject = next((one for one in subjects() if path in one.fields.values()), self.spoken.subject)
        elif (self.spoken.subject is None or path.endswith((".bought", ".kept"))) and not _BECAUSE.match(words):
            self.spoken.subject = counted_beside(path)  # 公务接待12批次，支出3万元
        if home == "overview.income" or path == "overview.staff.authorised":
            self.spoken.said += [one for one in subjects() if path in one.fields.values()]
            self.spoken.strayed = self.spoken.strayed and home == "overview.income"
        if path == "overview.income.closing":
            self.spoken.stray("")  # 支出80万元，年末结余20万元，比上年减少5万元: of what was left
        return True

    def _said(self, mention: Quantity) -> str:
        """The sentence around a figure, with what its heading is about where that is one of few things."""
        home = self.scope.home
        spoken = self.spoken.subject.home if self.spoken.subject is not None and "公务" in self._before else ""
        three = any(one.startswith("general_budget.three_public") for one in (home, self._above, spoken))
        parts = self.spoken.subject is not None and self.spoken.subject.home == "overview.income"  # 其中，…收入
        about = "收入：" if home == "overview.income" or parts else "三公：" if three else ""
        cut = "…" * (len(self._before) > AROUND)
        return f"{about}{cut}{self._before[-AROUND:]}{mention.amount.unit.name}|{mention.after}"

    def _of_row(self, mention: Quantity, piece: Piece) -> bool:
        """A further figure of a row: 甲项目30万元，全年预算32万元，执行31万元，执行率96.88%."""
        row, name = self.spoken.row, further_figure(mention, self.spoken)
        if row is None or not name:
            return False
        self._close()
        return self.gathering.put(row.cell(name), mention, piece)

    # Whose figure it is

    def _likeliest(self, mention: Quantity, name: str) -> Subject | None:
        known = self.names.look_up(key(name), name)
        choices = named_choices(known, mention, self.spoken, self.scope, name) if known.subjects else []
        return max(choices, key=lambda one: one.score).subject if choices else None

    def _row(self, mention: Quantity, piece: Piece) -> bool:
        if self.scope.strict and self.scope.section != "insurance":
            return False
        return take_row(mention, piece, self.spoken, self.gathering, aside=bool(self._around))

    def _remember(self, mention: Quantity, named: bool, run: FigureRun) -> None:
        spoken = self.spoken
        best = max(run.choices, key=lambda one: one.score).subject
        spoken.item_moved = spoken.item_moved or (named and bool(mention.item))
        if named or (spoken.subject is None and not spoken.strayed):
            spoken.subject, spoken.strayed, spoken.row = best, False, None
            if best.home != "overview.income" and (
                spoken.main is None or (spoken.prior and mention.role is Role.LEVEL and spoken.head is None)
            ):
                spoken.main, spoken.prior = best, False
            self._above = best.home if mention.kind == MONEY else self._above
            if mention.role is Role.LEVEL and best not in spoken.said[-1:]:
                spoken.said.append(best)
        elif mention.role is Role.CHANGE and spoken.head is not None and spoken.head is not spoken.subject:
            spoken.item_moved = spoken.item_moved or "；" in mention.after or mention.after.startswith("，")
        told = run.words[-1].told[best]
        if told and told[0].aspect in best.fields and mention.role is Role.LEVEL:
            path = path_of(best, told[0].aspect, max(run.fund, 0))
            if broken_down(path):
                spoken.whole, spoken.row = path, None

    # Settling

    def _close(self) -> None:
        if self.run is not None:
            run, self.run = self.run, None
            self.decide(run, last=False)

    def decide(self, run: FigureRun, *, last: bool) -> None:
        """Place the run's figures; one that is not certain waits for evidence, or the ``last`` time is refused."""
        settled, reason = settle(run, self.gathering)
        if not settled and not last:
            self.waiting.append(run)
            return
        if not settled:
            for word in run.words:
                self.gathering.refuse(word.mention, word.piece, reason)
        for one in settled:
            self._put(one, run)

    def _put(self, one: Settled, run: FigureRun) -> None:
        mention, piece, path = one.word.mention, one.word.piece, one.path
        refuse = self.gathering.refuse
        if not path:
            refuse(mention, piece, "没有与此对应的项")
            return
        if base := base_of_classes(path, mention.after):
            self.gathering.cell("assets.classes.base").raw = base
            if self.gathering.cell(path).raw:
                path = "assets.classes.base_amount"
        self._additions = additions(path) or self._additions
        cell = self.gathering.cell(path)
        differs = self.gathering.differs(cell, mention, one.sign)
        section = path.partition(".")[0]
        if run.scope.strict and (differs or not explicit(mention, path, run.scope)):
            refuse(mention, piece, QUOTED)
        elif differs and not (outright(mention) and run.scope.section == section):
            self.gathering.rival(cell, mention, piece, one.sign, "与前文同一项的数不同，不能确定")
        elif not self.gathering.put(cell, mention, piece, sign=one.sign):
            refuse(mention, piece, "单位与此项不符")
        elif path.endswith(".execution.rate") and "年初" in mention.tail:
            self.gathering.cell(path.removesuffix("rate") + "rate_base").raw = ORIGINAL
        else:
            for other in self.names.told_too(mention, path):
                self.gathering.cell(other).raw = self.gathering.cell(other).raw or cell.raw

    def _open(self, mention: Quantity) -> None:
        """A list begins at the mention: what was spoken of last is what it breaks down."""
        spoken = self.spoken
        if self._around and spoken.row is not None:
            return
        head = spoken.subject or (spoken.main if mention.opens_sentence else None)
        if mention.opener == "within":
            head = spoken.subject if mention.split in _LATTER else self._likeliest(mention, mention.split)
            spoken.foreign = head is None and not _OWN.search(mention.split)
            whole = "" if head is None else head.fields.get("actual", "")
            spoken.whole = whole if broken_down(whole) else spoken.whole  # 项目支出中列入教育支出科目5万元
        elif spoken.then and not spoken.now:
            spoken.foreign = True  # parts of an amount of another year
        spoken.foreign = spoken.foreign or (head is None and spoken.strayed and mention.opener != "colon")
        if not names_whole(mention, spoken, self.gathering, headed=head is not None):
            return
        spoken.head = head or spoken.head
        spoken.item_moved = False
        if "功能" in mention.gap and "项目" not in mention.gap:
            self.by_function = False
        open_list(mention, spoken, self.scope.home)
