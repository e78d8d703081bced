"""Puts the figures of running text into fields: candidates for each, settled run by run so that the amounts agree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from model.language.amounts import PERCENT
from model.language.names import key, tidy
from model.language.tokens import Quantity, Role
from model.scanning.candidates import (
    BROKEN_DOWN,
    NAMED,
    SPENT,
    SPOKEN_OF,
    TAKEN_FOR_GRANTED,
    Choice,
    Known,
    Names,
    Scope,
    Spoken,
    aspects_of,
)
from model.scanning.listings import Listing, added_name, additions, broken_down, classes_are_broken_down, row_name
from model.scanning.settling import Run, Settled, Wording, is_money, path_of, settle
from model.scanning.subjects import siblings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.scanning.gathering import Gathering, Piece
    from model.scanning.subjects import Subject

QUOTED: Final = "正文引用的数，另作核对"
_GOES_ON: Final = re.compile(
    r"^(?:其中|[二三四五六七八九十]是|[（(]?[2-9][）)、.]|[②-⑳]|（[二三四五六七八九十]）|从.{2,8}(?:分析|看|来看)|本年(?:基金)?收支结余)"
)
_REASON: Final = re.compile(
    r"原因|由于|因为|主要(?:是|系)|系因|(?:是|为)因(?!公)|之所以|主要为(?=[^，；。]{0,8}(?:新增|购置|增加))"
)
_SUBORDINATE: Final = re.compile(
    r"(?:下设|下属|下辖|所属|直属)(?![^，；。]*(?:内设|科室|各|[、等]))[^，；。]{3,20}[，：]"
)
# What persons do, who were counted for that: 事业人员12人参加培训.
_DOING: Final = re.compile(r"(?!其中|[和及与以共均为等的])[\u4e00-\u9fff]")
_OPENS: Final = frozenset({"weak", "whole", "colon", "bracket", "within"})
_FIGURES: Final = frozenset({"overview", "general_budget", "assets", "government_funds", "state_capital"})
_NEAR: Final = frozenset({"overview", "general_budget"})
_PAID: Final = "overview.staff.budget_paid"
_BASES: Final = {
    "assets.book_values.fixed.cost": "固定资产原值",
    "assets.book_values.fixed.net": "固定资产净值",
    "assets.totals.fixed_net": "固定资产净值",
}
_CLASSIFIED: Final = re.compile(r"[，。：]?.{0,6}(?:分类|构成|按类别|具体)")
_CLAUSE: Final = re.compile(r"[，；：（）。]")
_PIECES: Final = re.compile(r"([^，；。：（）]+)([，；。：（）])")
_BEGINS: Final = re.compile(r"^(?:20[0-9]{2}年度?|本年度?|其中|[一二三四五六]是|未发生|未安排|没有|无)+")
_LONGEST_LABEL: Final = 24
# What begins a list though no word of the lexicon does.
_LISTED: Final = re.compile(
    r"主要.{0,6}[有为]：|如下|主要项目|[项目支出]有：|构成|分类|来看|按.{0,8}(?:类别|形式|方式)"
)
_NO_LABEL: Final = re.compile(r"情况|如下|其中|具体|分析|方面|构成|包括|看$|说明|单位|附[表件]|原因|分类")
_TOGETHER: Final = re.compile(r"(?:以上|上述|这)?[两二三四五][项者]|占比$|比重$|各$")
_OWN: Final = re.compile("支出|收入|经费|资产|总额|其|人员|编制|执行|实际|年|预算|决算|单位|部门")
_TOTAL: Final = "overview.scale.total"
_YEAR_PART: Final = re.compile(r"[，：；（]其中[：，]?本年支出")
_GENERAL_PART: Final = re.compile(r"[，：；（]其中[：，]?[^0-9，；。]{0,6}一般公共预算")


class Placer:
    """Reads sentence by sentence into ``gathering``; ``year`` is the report's, 0 where it is not known."""

    def __init__(self, gathering: Gathering, names: Names, year: int) -> None:
        self.gathering = gathering
        self.names = names
        self.year = year
        self.scope = Scope("", "", 0)
        self.spoken = Spoken()
        self.fund = -1
        self.run: Run | None = None
        self.waiting: list[Run] = []
        self.by_function = True  # no list of functional classes was said to be of anything but project expenditure
        self._around: list[Spoken] = []
        self._additions: Listing | None = None
        self._ranks: dict[int, tuple[int, int]] = {}
        self._parted = False

    def turn(self, scope: Scope) -> None:
        """Read on below another heading."""
        if scope != self.scope:
            self.scope = scope
            self.spoken = Spoken()
            self._additions = None

    def sentence(self, text: str, found: Sequence[tuple[Quantity, Piece]]) -> None:
        """Read the figures of one sentence, which is ``text``."""
        self._next_sentence(text)
        self._ranks = _ranks([mention for mention, _ in found])
        for at, (mention, piece) in enumerate(found):
            following = found[at + 1][0] if at + 1 < len(found) else None
            self._brackets(mention)
            self._parted = any("；" in other.gap for other, _ in found[at + 1 :])
            self._figure(mention, piece, following, text)
            self._mode(mention)
            if mention.own and mention.role is Role.LEVEL and not mention.hedged:
                self.spoken.items = [*self.spoken.items, mention]
        self._close()
        self._around.clear()

    def finish(self) -> None:
        """Settle what had to wait until all else was placed."""
        for last in (False, True):
            waiting, self.waiting = self.waiting, []
            for run in waiting:
                self.decide(run, last=last)

    def _next_sentence(self, text: str) -> None:
        before, self._around = self.spoken, []
        if _GOES_ON.match(text):
            self.spoken = replace(before, reason=False, said=list(before.said), strayed=False)
            return
        main = before.main or before.head or before.subject
        self.spoken = Spoken(main=main, prior=True, whole=before.whole)
        if self.scope.section == "insurance":
            self.spoken.mode = before.mode

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
        spoken.others = spoken.others or _SUBORDINATE.search(mention.gap) is not None
        known = self.names.known(mention, self.scope, spoken)
        if mention.total and not mention.own and mention.role is Role.LEVEL:
            known = self._total(mention) or known
        if id(mention) in self._ranks and _TOGETHER.match(mention.name):
            known = Known()
        elif (
            mention.own
            and id(mention) in self._ranks
            and len({one.key for one in mention.group}) == 1 < len(mention.group)
        ):
            known = Known((), "各年度")  # 2022年至2023年项目支出依次为3万元、2万元
        weak = known if known.subjects and known.unknown else Known()
        if weak.subjects:
            known = Known()  # 支出5万元 may be of what was named before
        if known.subjects and known.subjects[0].home == "overview.staff" and not mention.own and spoken.strayed:
            known = Known()  # 行政编制20名，实有18人
        named = bool(known.subjects) and not known.unknown
        if spoken.reason and named and ("；" in mention.gap or (mention.role is Role.LEVEL and mention.actual)):
            spoken.reason = False
        if _REASON.search(mention.gap.rpartition("；")[2]):
            spoken.reason = True
        if mention.hedged or mention.role is Role.OTHER:
            self._stray(known)
            self.gathering.refuse(mention, piece, "不是这一项本身的数")
            return
        if self._special(mention, piece, text):
            return
        if spoken.reason:
            self._close()
            if not self._added(mention, piece):
                self.gathering.refuse(mention, piece, "变动原因里的数")
            return
        if mention.role is Role.LEVEL and (mention.opener in _OPENS or _LISTED.search(mention.gap)):
            self._open(mention)
        self._when(mention)
        if known.unknown and not known.subjects:
            self._close()
            if not self._row(mention, piece, text):
                self._stray(known)
                self.gathering.refuse(mention, piece, f"不认识“{known.unknown[-12:]}”")
            return
        if spoken.row is not None and mention.role is Role.SHARE and not named:
            if "share" in spoken.row.parts and self.gathering.put(spoken.row.cell("share"), mention, piece):
                return
        choices = self.choices(known, mention) if known.subjects else self._unnamed(mention)
        strayed = spoken.strayed and not spoken.income
        if weak.subjects and not strayed and (spoken.subject is None or mention.total):
            choices += [
                one for one in self.choices(weak, mention) if one.subject not in {two.subject for two in choices}
            ]
        if not choices:
            self._close()
            if not (known.subjects and not spoken.foreign and self._row(mention, piece, text)):
                self.gathering.refuse(mention, piece, "不清楚说的是哪个项目")
                if named and not _YEAR_PART.match(mention.after):
                    self._stray(known)
            return
        joins = self.run is not None and not named and not known.subjects and self._joins(mention, choices)
        if not joins:
            self._close()
            self.run = Run(self.scope, choices, self.fund)
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
        self.run.words.append(Wording(mention, piece, told))
        self._remember(mention, named, self.run)

    def _label(self, mention: Quantity) -> None:
        """Take in a name that stands before the figure's own clause: 公务接待费：预算5万元; 公务接待费，预算5万元."""
        if (mention.own and mention.role is Role.LEVEL) or not _CLAUSE.search(mention.gap):
            return
        spoken = self.spoken
        pieces = _PIECES.findall(mention.gap)
        for said, mark in pieces:
            name = tidy(_BEGINS.sub("", said))
            if mark == "）" or not 1 < len(name) <= _LONGEST_LABEL or (mark == "：" and _NO_LABEL.search(name)):
                continue
            known = self.names.look_up(key(name), name)
            choices = self.choices(known, mention, name) if known.subjects else []
            if choices:
                best = max(choices, key=lambda one: one.score).subject
                self._close()
                spoken.subject, spoken.strayed, spoken.row = best, False, None
                spoken.main = spoken.main or best
                if best not in spoken.said[-1:]:
                    spoken.said.append(best)
            elif mark == "：" and not spoken.listings and key(name) and not re.search("预算|支出|[0-9]", name):
                self._close()
                spoken.subject, spoken.strayed = None, True

    def _total(self, mention: Quantity) -> Known | None:
        """What a total told after its items is: what their names have in common; None where they do not come to it."""
        items = self.spoken.items
        for start in range(len(items) - 1):
            some = items[start:]
            alike = all(one.kind == mention.kind for one in some)
            if alike and sum(one.amount.value for one in some) == mention.amount.value:
                name = _common_end([one.key for one in some])
                known = self.names.look_up(name, name) if len(name) > 1 else Known()
                return known if known.subjects else None
        return None

    def _when(self, mention: Quantity) -> None:
        """Remember of which years and kinds amounts were told in the sentence."""
        spoken = self.spoken
        if mention.role is not Role.LEVEL:
            return
        if mention.time in ("next", "part"):
            spoken.then = spoken.later = True
        elif mention.time == "prior" and mention.year and mention.own:
            spoken.then = True
        elif mention.time != "prior":
            spoken.now = True

    def _mode(self, mention: Quantity) -> None:
        spoken = self.spoken
        if mention.role is Role.BASE:
            spoken.base_in_brackets = mention.gap.endswith("（")
            spoken.against = mention.against, mention.against_plan
        elif mention.role is Role.LEVEL and (mention.time == "prior" or mention.own):
            spoken.against = ("prior", False) if mention.time == "prior" else ("", False)
        spent = SPENT.search(mention.tail) is not None and not mention.own
        told = mention.plan or mention.actual or spent
        if mention.role is Role.LEVEL and told and not mention.after.startswith("的"):
            spoken.mode = ("adjusted" if mention.adjusted else "plan") if mention.plan else "actual"
            spoken.seen |= {spoken.mode}

    def _stray(self, known: Known) -> None:
        """Something else is spoken of now."""
        if known.unknown:
            self.spoken.said.append(None)
            self.spoken.income = known.unknown in ("收入", "总收入")
        if known.unknown or known.subjects:
            self.spoken.subject, self.spoken.row, self.spoken.strayed = None, None, True

    def _special(self, mention: Quantity, piece: Piece, text: str) -> bool:
        """What the reader of a particular section does first; True where the figure is dealt with."""
        return False

    def _joins(self, mention: Quantity, choices: list[Choice]) -> bool:
        """Whether an unnamed figure is about what the run before it is about."""
        run = self.run
        assert run is not None
        if id(mention) in self._ranks or mention.role is Role.SHARE:
            return False
        return {one.subject for one in choices} <= {one.subject for one in run.choices} or (
            len(choices) == 1 and choices[0].subject is self.spoken.subject
        )

    # Whose figure it is

    def choices(self, known: Known, mention: Quantity, name: str = "") -> list[Choice]:
        """The subjects that a name can mean here, each with how sure that is."""
        spoken, scope = self.spoken, self.scope
        paid = any(one is not None and one.fields.get("actual") == _PAID for one in (spoken.head, spoken.subject))
        inner = paid and any(one.inner for one in known.subjects)
        if spoken.foreign:
            return []
        plain = re.sub(r"[（）()、\s]", "", name or mention.tail)
        found = []
        for one in known.subjects:
            if one.inner != inner:
                continue
            if one.home == "overview.staff" and (spoken.others or _DOING.match(mention.after)):
                continue
            near = {other.home for other in (spoken.head, spoken.subject) if other is not None}
            if (
                not any(name in plain for name in one.names)
                and any(name in plain for name in one.bare)
                and one.home not in near
            ):
                continue
            score, reasons = float(NAMED), [f"写明“{mention.name or '支出'}”"]
            if one.fields.get("actual") == _TOTAL and _YEAR_PART.match(mention.after):
                continue  # with what was carried over
            if one.section == "general_budget" and _GENERAL_PART.match(mention.after):
                continue  # of all budgets, of which this section covers one
            if not mention.own and not mention.total and not name:
                score = TAKEN_FOR_GRANTED
                score += 1 if spoken.main is one or spoken.subject is one else 0
                score += 2 if scope.home.startswith("overview.scale") and not mention.own else 0
            if spoken.head is not None and spoken.head.home == one.home:
                score += 3
                reasons.append("是所列各项之一")
            elif one.home in near:
                score += 1
            if scope.home == one.home:
                score += 3
                reasons.append("标题相符")
            elif scope.home and (scope.home.startswith(f"{one.home}.") or one.home.startswith(f"{scope.home}.")):
                score += 2
            if scope.section == one.section:
                score += 2
            elif scope.section in _FIGURES and not {scope.section, one.section} <= _NEAR:
                score -= 3
            elif scope.section in _FIGURES:
                score -= 0.5
            if one.home == "assets.totals":
                score += 2 if not scope.home.startswith("assets.book") else 0
            found.append(Choice(one, score, "，".join(reasons)))
        return found

    def _unnamed(self, mention: Quantity) -> list[Choice]:
        spoken = self.spoken
        if id(mention) in self._ranks:
            rank, count = self._ranks[id(mention)]
            last = spoken.said[-count:]
            one = last[rank] if len(last) == count else None
            return [] if one is None else [Choice(one, NAMED, "分别")]
        leans = mention.role is not Role.LEVEL or mention.plan or mention.actual or mention.time in ("prior", "opening")
        leans = leans or mention.compared or SPENT.search(mention.tail) is not None or mention.stock == "left"
        leans = leans or mention.kind == PERCENT
        if not leans:
            return []
        found: dict[Subject, Choice] = {}

        def add(subject: Subject | None, score: float, reason: str) -> None:
            if subject is not None and (subject not in found or found[subject].score < score):
                found[subject] = Choice(subject, score, reason)

        if spoken.subject is not None:
            listed = spoken.head is not None and spoken.head is not spoken.subject
            closed = "；" in mention.gap
            near = mention.role in (Role.LEVEL, Role.SHARE) or spoken.item_moved or self._parted
            item = SPOKEN_OF if not listed else BROKEN_DOWN if closed or not near else NAMED
            add(spoken.subject, item, "承前一项")
            if listed and mention.role is not Role.SHARE:
                add(spoken.head, SPOKEN_OF + 0.5 if closed else BROKEN_DOWN, "承所列各项的总数")
        elif not spoken.strayed:
            for title in self.scope.title:
                add(title, SPOKEN_OF if spoken.main in (None, *self.scope.title) else BROKEN_DOWN, "承标题")
            add(spoken.main, TAKEN_FOR_GRANTED if self.scope.title else BROKEN_DOWN, "承上句")
        elif spoken.head is not None:
            add(spoken.head, TAKEN_FOR_GRANTED, "承所列各项的总数")
        elif spoken.main is not None and mention.role is not Role.SHARE:
            add(spoken.main, TAKEN_FOR_GRANTED - 1, "承上句")
        return list(found.values())

    def _remember(self, mention: Quantity, named: bool, run: Run) -> None:
        spoken = self.spoken
        best = max(run.choices, key=lambda one: one.score).subject
        spoken.item_moved = spoken.item_moved or (named and mention.item)
        if named or (spoken.subject is None and not spoken.strayed):
            spoken.subject, spoken.strayed, spoken.row = best, False, None
            if spoken.main is None or (spoken.prior and mention.role is Role.LEVEL and spoken.head is None):
                spoken.main, spoken.prior = best, False
            if mention.role is Role.LEVEL and best not in spoken.said[-1:]:
                spoken.said.append(best)
        elif mention.role is Role.CHANGE and spoken.head is not None and spoken.head is not spoken.subject:
            spoken.item_moved = spoken.item_moved or "；" in mention.after or mention.after.startswith("，")
        told = run.words[-1].told[best]
        if told and told[0].aspect and mention.role is Role.LEVEL:
            path = path_of(best, told[0].aspect, max(run.fund, 0))
            if broken_down(path):
                spoken.whole, spoken.row = path, None

    # Settling

    def _close(self) -> None:
        if self.run is not None:
            run, self.run = self.run, None
            self.decide(run, last=False)

    def decide(self, run: Run, *, last: bool) -> None:
        """Place the run's figures; one that is not certain waits for more evidence, or is refused if it is the ``last`` time."""
        settled, reason = settle(run, self.gathering)
        if not settled and not last:
            self.waiting.append(run)
            return
        if not settled:
            for word in run.words:
                self.gathering.refuse(word.mention, word.piece, reason)
        for one in settled:
            self._put(one, run)

    def _put(self, one: Settled, run: Run) -> None:
        mention, piece, path = one.word.mention, one.word.piece, one.path
        refuse = self.gathering.refuse
        if not path:
            refuse(mention, piece, "没有与此对应的项")
            return
        if path in _BASES and _CLASSIFIED.match(mention.after):
            self.gathering.cell("assets.classes.base").raw = _BASES[path]
            if self.gathering.cell(path).raw:
                path = "assets.classes.base_amount"
        self._additions = additions(path) or self._additions
        cell = self.gathering.cell(path)
        differs = self.gathering.differs(cell, mention, one.sign)
        section = path.partition(".")[0]
        if run.scope.strict and (differs or not self._explicit(mention, path, run)):
            refuse(mention, piece, QUOTED)
        elif differs and not (self._outright(mention) and run.scope.section == section):
            refuse(mention, piece, "与前文同一项的数不同，不能确定")
        elif not self.gathering.put(cell, mention, piece, sign=one.sign):
            refuse(mention, piece, "单位与此项不符")

    def _outright(self, mention: Quantity) -> bool:
        """Whether the figure is told in full, so that another amount of the same field contradicts it."""
        whole = mention.own and len(mention.name) > 3 and "本级" not in mention.tail
        return whole and mention.role is Role.LEVEL

    def _explicit(self, mention: Quantity, path: str, run: Run) -> bool:
        """Whether running text says the figure outright."""
        if mention.role is Role.EXECUTION or (mention.own and (mention.plan or mention.actual)):
            return True
        return path.startswith("general_budget.three_public.") or (
            run.scope.home.startswith("assets") and path.startswith("assets.")
        )

    # Lists

    def _open(self, mention: Quantity) -> None:
        """A list begins at the mention: what was spoken of last is what it breaks down."""
        spoken = self.spoken
        if self._around and spoken.row is not None:
            return
        head = spoken.subject or (spoken.main if mention.opens_sentence else None)
        if mention.opener == "within":
            known = self.names.look_up(key(mention.split), mention.split)
            choices = self.choices(known, mention, mention.split) if known.subjects else []
            head = max(choices, key=lambda one: one.score).subject if choices else None
            spoken.foreign = head is None and not _OWN.search(mention.split)
        elif spoken.then and not spoken.now:
            spoken.foreign = True  # parts of an amount of another year
        if head is None and spoken.strayed and mention.opener != "colon":
            spoken.foreign = True
        if mention.opener == "colon" and head is None:
            return
        spoken.head = head or spoken.head
        spoken.item_moved = False
        listings = broken_down(spoken.whole)
        if "功能" in mention.gap and "项目" not in mention.gap:
            self.by_function = False
        if not classes_are_broken_down(mention.gap, self.scope.home):
            listings = tuple(one for one in listings if one.path != "assets.classes.items")
        spoken.listings = listings or spoken.listings

    def _row(self, mention: Quantity, piece: Piece, text: str) -> bool:
        """Take the figure as a row of the list that is open; False where none is, or the words are no name."""
        spoken = self.spoken
        if spoken.row is not None and not self._around and "其中" in mention.gap and "；" not in mention.gap:
            return False  # a part of the row before it
        if not spoken.listings or (not is_money(mention) and mention.amount.unit):
            return False
        if mention.role is not Role.LEVEL or mention.time in ("prior", "next") or mention.amount.digits.startswith("-"):
            return False
        clause = _CLAUSE.split(piece.clause[: -len(mention.amount.unit) or None])[-1]
        name = row_name(re.sub(r"-?[0-9][0-9,.]*$", "", clause))
        listing = next((listing for listing in spoken.listings if listing.takes(name)), None)
        if listing is None or re.search(r"[0-9]{4}年|合计|总计|较|比上年|用于", name):
            return False
        row = self.gathering.add_row(
            listing.path, name, listing.figure, mention, piece, unit="" if mention.amount.unit else "万元"
        )
        if row is None:
            return False
        spoken.row = row
        return True

    def _added(self, mention: Quantity, piece: Piece) -> bool:
        """Take the figure as an asset that explains a change; False where no additions are spoken of."""
        self._close()
        listing = self._additions
        if listing is None or not is_money(mention):
            return False
        spoken = self.spoken
        spoken.adding = spoken.adding or re.search(listing.gate, mention.gap) is not None
        if not spoken.adding or re.search(r"减少|处置|报废|划出|调出", mention.gap):
            return False
        name = added_name(re.sub(r"-?[0-9][0-9,.]*[^0-9]*$", "", piece.clause))
        if not 1 < len(name) <= 40:
            return False
        return self.gathering.add_row(listing.path, name, "amount", mention, piece) is not None


def _common_end(names: Sequence[str]) -> str:
    shortest = min(names, key=len)
    return next(
        (shortest[at:] for at in range(len(shortest)) if all(name.endswith(shortest[at:]) for name in names)), ""
    )


def _ranks(found: Sequence[Quantity]) -> dict[int, tuple[int, int]]:
    """The rank and the number of those told one after the other, by identity: 分别为3万元、2万元; 占比60%、40%."""
    ranks: dict[int, tuple[int, int]] = {}
    for at, first in enumerate(found):
        if first.rank and first.group:
            ranks[id(first)] = first.rank - 1, len(first.group)
        elif first.role is Role.SHARE and id(first) not in ranks:
            run = [first]
            for other in found[at + 1 :]:
                if other.gap.strip() not in ("、", "和", "与") or other.kind != first.kind:
                    break
                run.append(other)
            if len(run) > 1:
                ranks |= {id(one): (rank, len(run)) for rank, one in enumerate(run)}
    return ranks
