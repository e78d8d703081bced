"""Reads running text number by number: the words before each decide which field it is, if any."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.scanning.context import Context
from model.scanning.gathering import Piece
from model.scanning.lists import FUNCTIONS, Listing, added_name, additions, broken_down, row_name
from model.scanning.numbers import HEDGE
from model.scanning.placing import NO_FIELD, QUOTED
from model.scanning.sentences import Sentence, sentences
from model.scanning.sharing import Sharing, joined

if TYPE_CHECKING:
    from model.scanning.clauses import Phrase
    from model.scanning.numbers import Number
    from model.scanning.subjects import Subject

_GOES_ON: Final = re.compile(
    r"^(?:其中|[二三四五六七八九十]是|[（(]?[2-9][）)、.]|[②-⑳]|从.{2,8}(?:分析|看|来看)|本年(?:基金)?收支结余)"
)
_OPENS: Final = re.compile(
    r"其中|包括|主要.{0,6}有|如下|分别|具体|：|主要项目|构成|分类|新增|原因|分析|来看|按.{0,8}(?:类别|形式|方式)"
)
_SEPARATORS: Final = frozenset("，；：（）。")
# The longest remark in brackets that is looked for.
_NOTE: Final = 200
# 与上年的 80 万元相比: the word of comparison comes behind the number.
_AGAINST: Final = re.compile(r"(?:决算数?|支出)?(相比较?|比较|对比|相较)")
# One unit below: what follows is about it. Of several, the whole may be counted.
_SUBORDINATE: Final = re.compile(r".{0,4}(?:下设|下属|下辖|所属|直属)(?!.*(?:[0-9、等]|内设|科室|各)).{3,20}")
# 基本支出是指…: what follows says what it is, and leaves it spoken of.
_DEFINES: Final = re.compile(r"(.{2,14}?)(?:系|是指|指的?是|是为|主要用于|用于|是用于|主要是?指|包括)")
# How many there are, and the words that tell that not all of them are serving.
_PRESENT: Final = re.compile(r"(?:[0-9]{4}年)?(?:年末|年底|现|末|底)?实有(?:人员|人数)?")
_OTHER_STAFF: Final = re.compile("退休|离休|在职|编外|聘|临时|劳务|遗属")
# 编制人数：30人.
_CALLED: Final = re.compile(r"(?:^|[，；。：）、])([\u4e00-\u9fff]{2,20})：$")
# What a heading adds to the name of its subject.
_ABOUT: Final = re.compile(r"(?:使用|管理|控制|执行|开支|[及和与])*(?:情况|分析|说明)?$")
_SPENDING: Final = ("overview.scale", "general_budget.basic", "general_budget.projects")
_CLASSES: Final = "assets.classes.items"
_BASE: Final = "assets.classes.base_amount"


def _of_others(words: Phrase) -> bool:
    """Whether the words name expenditure, and somebody unknown before it: 县一中基本支出."""
    if not words.unknown or not any(one.home in _SPENDING for one in words.named):
        return False
    names = [name for one in words.named for name in one.names if name in words.text]
    return any(words.text.find(words.unknown[0]) < words.text.find(name) for name in names)


class Reader(Sharing):
    """Reads the paragraphs of one section into ``gathering``."""

    def paragraph(self, text: str, section: str, home: str, number: int = 0, title: str = "") -> None:
        """Read one paragraph of ``section`` below headings about ``home``; ``number`` is the section's.

        ``title``: the heading right before it, whose subject its first sentence may take for granted.
        """
        kept = self.context
        self.context = Context(section=section, home=home)
        goes_on = _GOES_ON.match(text) or re.match(r"（?1[）、.]|①|一是", text)
        if kept.home == home and kept.section == section and goes_on:
            self.context = kept
        self.number = number
        said = self.phrase(Sentence(_ABOUT.sub("", title)).text) if title else None
        taken = said is not None and not (said.unknown or said.several) and said.named
        for sentence in sentences(text):
            subject = self.choose(said) if said is not None and taken else None
            if subject is not None and section and subject.section != section:
                subject = None  # a heading over all of this part
            self.sentence(sentence, subject)
            taken = ()

    def sentence(self, sentence: Sentence, subject: Subject | None = None) -> None:
        """Read one sentence; ``subject`` is what its heading says it is about."""
        context = self.context
        context.next_sentence(goes_on=_GOES_ON.match(sentence.text) is not None)
        if subject is not None:
            context.subject, context.fresh, context.granted = subject, True, True
        at = 0
        found = sentence.numbers
        index = 0
        while index < len(found):
            number = found[index]
            taken = self._number(sentence, at, found, index)
            at = found[index + taken - 1].end if taken else number.end
            index += max(taken, 1)
        self._lead(sentence, at, len(sentence.text))
        self._remember_reason(sentence)

    # The words up to a number

    def _lead(self, sentence: Sentence, start: int, end: int) -> tuple[str, int, bool]:
        """Take in the words from ``start``: the last clause, where it starts, whether a bracket opened right before."""
        text = sentence.text
        clause, begins, opened = "", start, False
        at = start
        while at < end:
            mark = text[at]
            if mark == "（" and (closing := text.find("）", at, min(end, at + _NOTE))) >= 0:
                self._note(sentence.shown(at + 1, closing), at == start)
                at = closing + 1
                continue
            at += 1
            if mark not in _SEPARATORS:
                begins = begins if clause else at - 1
                clause += mark
                continue
            self._clause(clause, sentence, begins)
            clause, begins, opened = "", at, mark == "（"
            if mark == "（":
                self._bracket(sentence, at, directly=at - 1 == start)
            elif mark == "）":
                self._unbracket()
            elif mark == "；":
                self.context.inside = None if not self.context.listings else self.context.inside
                self.context.pending, self.context.parted, self.context.foreign = False, True, False
        return clause, begins, opened

    def _bracket(self, sentence: Sentence, begins: int, *, directly: bool) -> None:
        """What follows stands in brackets with a number in them: about the row before, and no row of its list."""
        closing = sentence.text.find("）", begins, begins + _NOTE)
        if directly and closing > 0:
            self._note(sentence.shown(begins, closing), directly)
        self.context.around.append(self.context.copy())
        self.context.listings = ()

    def _unbracket(self) -> None:
        around = self.context.around
        if around:
            kept = around.pop()
            kept.around = around
            self.context = kept

    def _note(self, note: str, directly: bool) -> None:
        """A remark in brackets right behind a figure."""
        context = self.context
        if not directly or re.match(r"[0-9单占增减]|其中|含税", note):
            return
        if context.row is not None and "remark" in context.row.parts:
            cell = context.row.cell("remark")
            cell.raw = cell.raw or note
        elif context.path == "overview.scale.project":
            self.gathering.set_text("overview.scale.project_note", note)
        elif context.path == "general_budget.projects.actual":
            self.gathering.set_text("general_budget.projects.scope_note", note)

    def _clause(self, clause: str, sentence: Sentence, begins: int) -> None:
        """Take in a clause without a number: what it names, compares with or opens holds for the next ones."""
        if not clause:
            return
        context = self.context
        context.others = context.others or _SUBORDINATE.fullmatch(clause) is not None
        if context.row is not None and "use" in context.row.parts and not context.around:
            self._use(clause, sentence, begins)
        found = self.phrase(clause)
        context.clean = context.clean and not found.unknown
        if found.reason:
            context.reason = True
        if found.opener or _OPENS.search(clause):
            self._open(clause)
        if found.named and re.search(r"按.{1,8}分|构成|明细|中$", clause) and not found.several:
            subject = self.choose(found)
            if subject is not None and (not found.unknown or "按" in clause):
                self.context.subject, self.context.fresh = subject, True
                self.context.path = self.context.whole = self.path(subject.fields.get("actual", ""))
                self._open(clause)
                return
        defined = _DEFINES.match(clause)
        said = self.phrase(defined[1]) if defined is not None else None
        if said is not None and said.named and not said.unknown and not said.several:
            subject = self.choose(said)
            if subject is not None:
                context.subject, context.fresh, context.row = subject, True, None
                return
        if found.unknown and context.granted:
            context.subject, context.fresh, context.granted = None, False, False
        if re.match(r"(?:均|都|全部?|主要)[为是系]", clause):
            return  # what it consists of, not what is spoken of next
        if found.compared and found.unknown:
            context.basis, context.pending = "other", False
        if found.unknown or found.several:
            if found.named and not found.several and "从" not in clause:
                context.fresh = False
            return
        subject = self.choose(found)
        if subject is not None:
            context.subject, context.fresh, context.row = subject, True, None
        if found.basis:
            context.basis, context.pending = found.basis, not found.direction
        if found.budget != found.actual and not found.compared:
            context.turn("budget" if found.budget else "actual")

    def _use(self, clause: str, sentence: Sentence, begins: int) -> None:
        row = self.context.row
        assert row is not None
        cell = row.cell("use")
        words = sentence.shown(begins, begins + len(clause)).strip()
        started = re.match(r"(?:主要)?用于(.+)", words)
        if started and not cell.raw:
            cell.raw = started[1]
        elif cell.raw and not re.search(r"[0-9]", words) and words and "；" not in sentence.text[begins - 1 : begins]:
            cell.raw += f"，{words}"

    def _open(self, clause: str) -> None:
        context = self.context
        context.inside = context.broken = context.subject or context.inside
        context.then = context.aspect == "last" and "actual" not in context.said and not context.pending
        if context.row is not None and context.around:  # in brackets behind a row: about it alone
            if "parts" in context.row.parts:
                context.listings = (Listing(f"{context.row.path}.parts"),)
            return
        listings = broken_down(context.path)
        own = context.subject is not None and context.whole in context.subject.fields.values()
        if not listings and (own or re.search(r"主要.{0,4}(?:项目|内容|支出|用于)", clause)):
            listings = broken_down(context.whole)
        if any(listing.path == FUNCTIONS for listing in listings) and "功能" in clause and "项目" not in clause:
            self.by_function = False
        classed = re.search(r"分类|类别|构成|按", clause) or context.home == "assets.classes" or context.path == _BASE
        if not classed:  # 其中房屋净值…: some of them, and perhaps of the other value
            listings = tuple(listing for listing in listings if listing.path != _CLASSES)
        context.listings = listings or context.listings

    # The number itself

    def _number(self, sentence: Sentence, start: int, found: list[Number], index: int) -> int:
        """Read the number at ``index``; returns how many numbers were read together with it (0: this one alone)."""
        number = found[index]
        clause, begins, opened = self._lead(sentence, start, number.start)
        piece = Piece(sentence.clause(number), sentence.printed.strip(), self.number)
        called = None if clause else _CALLED.search(sentence.before(number))
        clause = called[1] if called is not None else clause
        if (
            clause
            and _PRESENT.fullmatch(sentence.text, 0, number.start)
            and not _OTHER_STAFF.search(sentence.text, number.end)
        ):
            clause = "在职人员"
        after = _AGAINST.match(sentence.text, number.end) if clause[:1] and re.search("[与同和]", clause) else None
        words = self.phrase(clause + after[1] if after else clause)
        if words.apart or len(joined(sentence, found, index)) > 1:
            return self._apart(sentence, clause, found, index)
        if number.hedged:
            self.gathering.refuse(number, piece, "")
            self._forget(self.phrase(HEDGE.sub("", clause)))
            return 0
        context = self.context
        if context.parted and words.named and not words.unknown and not words.several:
            context.reason = False
        context.parted = False
        if words.reason:
            context.reason = True
        if _OPENS.search(clause):
            self._open(clause)
        if self._special(sentence, clause, words, number, piece):
            return 0
        if context.reason or words.reason:
            if not self._added(sentence, clause, begins, number, piece):
                self.gathering.refuse(number, piece, "变动原因里的数")
            return 0
        context.clean = context.clean and not words.unknown
        reason = self._place(words, number, piece, opened=opened, sentence=sentence)
        if reason and not self._row(sentence, clause, begins, words, number, piece):
            self.gathering.refuse(number, piece, reason)
            if not number.percent:
                self._kind(words)
            self.context.foreign = self.context.foreign or (not number.percent and _of_others(words))
            if reason not in (QUOTED, NO_FIELD):
                self._forget(words)
        return 0

    def _special(self, sentence: Sentence, clause: str, words: Phrase, number: Number, piece: Piece) -> bool:
        """What a reader of a particular section does first; True where the number is dealt with."""
        return False

    def _forget(self, words: Phrase) -> None:
        """After a number that was not understood nothing is said of the subject before it."""
        if words.unknown or words.several or words.named:
            self.context.subject, self.context.row, self.context.path = None, None, ""
            self.context.fresh, self.context.strayed = False, True

    def _kind(self, words: Phrase) -> None:
        """A number without a place still says of which kind the parts behind it are: 部门预算900万元，其中基本支出…"""
        if words.compared or words.direction or words.period == "last":
            return
        if words.adjusted:
            self.context.turn("adjusted")
        elif words.budget != words.actual:
            self.context.turn("budget" if words.budget else "actual")

    # Enumerations

    def _row(self, sentence: Sentence, clause: str, begins: int, words: Phrase, number: Number, piece: Piece) -> bool:
        """Take the number as a row of the list that is open; False where none is, or the words are no name."""
        context = self.context
        money = number.measure is not None and number.measure.dimension == "金额"
        bare = not number.unit and (
            "." in number.digits or re.match(r"[；、，。](?!\s*[0-9])", sentence.text[number.end :]) is not None
        )
        if not context.listings or not (money or bare) or words.direction or words.compared or words.share:
            return False
        if re.search(r"用于|其中：?$", clause) or number.digits.startswith("-"):
            return False
        shown = sentence.shown(begins, number.start)
        name = row_name(shown if "；" not in shown else shown.rpartition("；")[2])
        listing = next((listing for listing in context.listings if listing.takes(name)), None)
        if listing is None or re.search(r"[0-9]{4}年|合计|总计|较|比上年", name):
            return False
        row = self.gathering.add_row(listing.path, name, listing.figure, number, piece, unit="" if money else "万元")
        if row is None:
            return False
        context.row, context.path = row, ""
        return True

    def _added(self, sentence: Sentence, clause: str, begins: int, number: Number, piece: Piece) -> bool:
        """Take the number as an asset that explains a change; False where the sentence does not speak of additions."""
        listing = additions(self.context.path)
        before = sentence.text[: number.start]
        since = before[before.rfind("原因") if "原因" in before else before.rfind("主要") :]
        if listing is None or number.measure is None or number.measure.dimension != "金额":
            return False
        if not re.search(listing.gate, since) or re.search(r"减少|处置|报废|划出|调出", since):
            return False
        name = added_name(sentence.shown(begins, number.start))
        if not 1 < len(name) <= 40:
            return False
        return self.gathering.add_row(listing.path, name, "amount", number, piece) is not None

    def _remember_reason(self, sentence: Sentence) -> None:
        """Keep why one of the three public expenses or the assets changed."""
        found = re.search(
            r"(?:原因(?:主要)?(?:是|为|系|：|一是)+|主要(?:是|系)(?:因为?|由于)?|因为?(?=受))：?([^。]{4,})",
            sentence.printed,
        )
        subject = self.context.subject
        if found is None or subject is None:
            return
        words = found[1].strip("，；。")
        if subject.home.startswith("general_budget.three_public."):
            self.gathering.set_text(f"{subject.home}.reason", words)
        elif subject.home == "assets.totals":
            self.gathering.set_text(
                "assets.totals.cause", re.split(r"[0-9]", words)[0] if re.search("[0-9]", words) else words
            )
        elif subject.home == "general_budget.basic":
            self.gathering.set_text("general_budget.basic.comment", sentence.printed.strip())
