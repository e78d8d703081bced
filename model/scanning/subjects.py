"""What figures are about, and which aspect of it: generated from the labels, other names and groups of the fields.

基本支出较上年增减额 is the aspect "change from last year" of the subject 基本支出; 预算数 in the group 公务接待费 is
the aspect "budget" of that group. Running text is read with the same aspects, so that a new field is found by its
declaration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from model.language.keys import key
from model.language.tokens import SentenceReader
from model.schema.fields import Number
from model.schema.outline import Outline
from model.schema.records import AnnexSection, Group, Record, Rows, Section
from model.schema.sections.execution import Execution

Aspect = Literal[
    "actual",
    "budget",
    "last",
    "change_last",
    "rate_last",
    "change_budget",
    "rate_budget",
    "change_opening",
    "share",
    "execution",
    "opening",
    "closing",
    "carried",
    "original",
    "adjusted",
    "left",
    "carried_in",
    "change_plan",
]
FUND: Final = "insurance.funds"
OWN_BUDGETS: Final = ("government_funds", "state_capital")
"""The sections on budgets that many departments do not have."""
SERVING: Final = "overview.staff.serving"
PAID: Final = "overview.staff.budget_paid"
# Kinds of staff as they are called for short.
_POSTS: Final = (
    (r"行政(?:编制?)?", "行政人员"),
    (r"参公(?:管理)?(?:编制)?|参照公务员(?:法)?管理", "参公人员"),
    (r"(?:非参公|全额)?事业(?:编制?)?", "事业人员"),
    (r"(?:机关)?工勤", "工勤人员"),
)

# How the label of a field tells its aspect: what is left of the label is the subject's name.
_LABELS: Final[tuple[tuple[Aspect, str], ...]] = (
    ("change_budget", r"(.*?)较预算(?:增减额|节约)"),
    ("rate_budget", r"(.*?)较预算增减率"),
    ("change_last", r"(.*?)较上年(?:增减额|节约)"),
    ("rate_last", r"(.*?)(?:较上年增减率|增长率)"),
    ("change_opening", r"(.*?)较年初增减额"),
    ("share", r"(.*?)占比"),
    ("execution", r"(.*?)预算执行率"),
    ("last", r"(.+)上年决算数"),
    ("last", r"上年末?(.*?)(?:决算数)?"),
    ("opening", r"年初(.+)"),
    ("closing", r"年末滚存(结余)"),
    ("carried", r"()年末结转数"),
    ("opening", r"上年()结转数"),
    ("actual", r"(调[入出]资金)数"),
    ("actual", r"()执行总额"),
    ("budget", r"预算(?:本年)?(收入|支出|收支结余)(?:合计)?"),
    ("actual", r"决算(收入|支出)(?:合计)?"),
    ("actual", r"本年(收支结余)"),
    ("change_opening", r"本年增加()"),
    ("budget", r"(.*?)(?:预算批复数|预算数|预算金额|批复总额|预算)"),
    ("actual", r"(.*?)(?:决算支出数|决算数|实际支出数?|支出数)"),
    ("actual", r"(.+)"),
)
# The aspects that a group on how a budget was carried out adds to what it is the budget of, by its fields.
_EXECUTED: Final[dict[str, Aspect]] = {
    "original": "original",
    "adjusted": "adjusted",
    "rate": "execution",
    "carried_in": "carried_in",
    "change": "change_plan",
    "carried_over": "left",
}
# What an annex alone has fields for, though reports tell it in words: its names, and its fields by aspects.
_ANNEXED: Final[dict[str, tuple[frozenset[str], dict[Aspect, str]]]] = {
    "basic_data.procurement": (
        frozenset(("政府采购", "政府采购金额", "政府采购支出", "办理政府采购", "采购", "采购支出", "采购金额")),
        {"actual": "actual", "budget": "budget", "last": "last_year"},
    )
}
# Lists of the fixed part of the report are read by model.scanning.lists, whose rows have no names to know.
_SILENT: Final = frozenset({"assets.classes.base_amount"})


class Subject(NamedTuple):
    """What figures are about. ``home`` is the group its fields stand in; for a fund's, the path of the list of funds.

    ``names`` are all it is called; ``bare`` what it is called beside others of its home; ``inner`` means that it is a
    part of another subject (其中…). ``fields`` are paths by aspect, ``saved`` those whose sign is turned: a saving is
    positive.
    """

    home: str
    names: frozenset[str]
    bare: frozenset[str]
    inner: bool
    fields: dict[Aspect, str]
    saved: frozenset[Aspect]

    def __hash__(self) -> int:
        return hash((self.home, self.names, self.bare))

    @property
    def section(self) -> str:
        """The key of the section that the fields stand in."""
        return self.home.partition(".")[0]


def plain_name(name: str) -> str:
    """A name without the marks that come and go: quotes, brackets, lists' dots."""
    return re.sub(r"[“”‘’\"'（）()《》、\s]", "", name)


def post(name: str) -> str:
    """``name`` in full where it is short for a kind of staff: 行政 is 行政人员."""
    plain = re.sub(r"^(?:其中)?[：、，]*", "", name)
    return next((full for words, full in _POSTS if re.fullmatch(words, plain)), name)


@cache
def subjects() -> tuple[Subject, ...]:
    """Every subject of the eleven sections that has a figure of its own."""
    found: dict[tuple[str, str, bool], _Making] = {}
    for section in Outline.elements:
        if isinstance(section, Section) and not isinstance(section, AnnexSection):
            _gather(section, section.name, (), found)
    makings = _merged(list(found.values()))
    for making in makings:
        _carry_out(making)
    annexed = (
        Subject(home, names, frozenset(), False, {one: f"{home}.{name}" for one, name in fields.items()}, frozenset())
        for home, (names, fields) in _ANNEXED.items()
    )
    return (*(making.subject() for making in makings), *annexed)


def _carry_out(making: _Making) -> None:
    """Give what was spent the aspects of the budget that it was spent of."""
    spent = making.fields.get("actual", "")
    home, _, name = spent.rpartition(".")
    record: type[Record] = Outline
    for step in home.split("."):
        part = next((one for one in record.elements if isinstance(one, Group) and one.name == step), None)
        if part is None or isinstance(part, Rows):
            return
        record = part.record
    for group in record.elements:
        computed = group.computed.get("actual") if isinstance(group, Group) and group.record is Execution else None
        if isinstance(group, Group) and isinstance(computed, Number) and computed.name == name:
            for field, aspect in _EXECUTED.items():
                making.fields.setdefault(aspect, f"{home}.{group.name}.{field}")


def _merged(makings: list[_Making]) -> list[_Making]:
    """The subjects, as one where a group and a group within it have the same (固定资产原值, opening and closing)."""
    kept = list(makings)
    for making in makings:
        for deeper in makings:
            if deeper.home.startswith(making.home + ".") and making.names & deeper.names and not making.bare:
                deeper.names |= making.names
                deeper.fields |= {aspect: path for aspect, path in making.fields.items() if aspect not in deeper.fields}
                deeper.saved |= making.saved
                kept.remove(making)
                break
    return kept


@cache
def by_key() -> dict[str, tuple[Subject, ...]]:
    """The subjects by what the reader of language calls them: their names are read by it as a report's are."""
    found: dict[str, dict[int, Subject]] = {}
    for subject in subjects():
        unit = "人" if subject.home == "overview.staff" else "万元"
        for name in subject.names | subject.bare:
            text = f"{name}为15{unit}"
            read = SentenceReader(0).read(text, 0, len(text))[-1]
            for said in {read.key, key(plain_name(name))} - {""}:
                found.setdefault(said, {})[id(subject)] = subject
    return {said: tuple(several.values()) for said, several in found.items()}


@cache
def siblings(subject: Subject) -> tuple[Subject, ...]:
    """The subjects of the first two sections that have the same names elsewhere."""
    near = ("overview", "general_budget")
    return tuple(
        one
        for one in subjects()
        if one is not subject and one.section in near and subject.section in near and one.names & subject.names
    )


class _Making:
    """A subject while its fields are being gathered."""

    def __init__(self, home: str, *, inner: bool) -> None:
        self.home = home
        self.inner = inner
        self.names: set[str] = set()
        self.bare: set[str] = set()
        self.fields: dict[Aspect, str] = {}
        self.saved: set[Aspect] = set()

    def subject(self) -> Subject:
        bare = frozenset(self.bare - self.names)
        return Subject(self.home, frozenset(self.names), bare, self.inner, self.fields, frozenset(self.saved))


def _gather(group: Group, path: str, around: tuple[str, ...], found: dict[tuple[str, str, bool], _Making]) -> None:
    names = tuple(dict.fromkeys(map(plain_name, (group.label, *group.aliases))))
    for part in group.record.elements:
        where = f"{path}.{part.name}"
        if isinstance(part, Number) and where not in _SILENT:
            _take(part, where, path, names, found)
        elif isinstance(part, Rows):
            if where == FUND:
                _gather(part, where, (), found)
        elif isinstance(part, Group) and part.record is not Execution:
            _gather(part, where, names, found)


def _take(
    field: Number, where: str, home: str, group: tuple[str, ...], found: dict[tuple[str, str, bool], _Making]
) -> None:
    aspect, stem = _read_label(field.label)
    inner = field.label.startswith("其中")
    stem = plain_name(stem.removeprefix("其中"))
    relative = _relative(home, field)
    key = (home, "" if relative and not stem else stem, inner)
    above = home.rpartition(".")[0]
    if (above, stem, inner) in found:
        key = (above, stem, inner)
    making = found.setdefault(key, _Making(home, inner=inner))
    if aspect in making.fields:
        return
    making.fields[aspect] = where
    if "节约" in field.label:
        making.saved.add(aspect)
    others = [stem_of for alias in field.aliases if (stem_of := plain_name(_read_label(alias)[1]))]
    others = [other for other in others if not other.startswith("实际")]  # that word is the aspect, not the name
    if relative:
        making.bare.update(filter(None, (stem, *others)))
        for name in group:
            making.names.update(name + part for part in (stem, *others))
    else:
        making.names.update(filter(None, (stem, *others)))
        if not stem:
            making.names.update(group)


def _relative(home: str, field: Number) -> bool:
    """Whether the label only makes sense within its group, since other groups have the same record."""
    return sum(field in record.elements for record in _shared()) > 0 and home != FUND


@cache
def _shared() -> tuple[type[Record], ...]:
    """The records that stand in more than one group."""
    counts: dict[type[Record], int] = {}
    for record in _records(Outline):
        counts[record] = counts.get(record, 0) + 1
    return tuple(record for record, count in counts.items() if count > 1)


def _records(record: type[Record]) -> Iterator[type[Record]]:
    for part in record.elements:
        if isinstance(part, Group) and not isinstance(part, AnnexSection):
            yield part.record
            yield from _records(part.record)


def _read_label(label: str) -> tuple[Aspect, str]:
    for aspect, pattern in _LABELS:
        if found := re.fullmatch(pattern, label):
            return aspect, found[1]
    return "actual", label
