"""Which of several subjects a run of figures is about: the one whose amounts hang together as the report says."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from model.figures import SCALE
from model.language.amounts import MONEY, PERCENT
from model.language.intervals import compare
from model.language.quantity import Quantity, Role
from model.language.statements.rates_of_change import changes
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.scanning.gathering import Gathering, Piece, fits
from model.scanning.placing.field_aspects import ToldAspect
from model.scanning.placing.spoken import NAMED, Scope, SubjectChoice
from model.scanning.subjects import FUND, Aspect, Subject, siblings, subjects
from model.schema.fields import Number
from model.schema.outline import SECTIONS, place

# What amounts that agree, or that do not, add to how sure a subject is.
PROVEN, DISPROVEN = 4.0, -4.0
_ITEM = "承前一项"
SURE, LIKELY, MARGIN = 4.0, 3.0, 1.5
_PLANS: tuple[Aspect, ...] = ("budget", "original", "adjusted")
_PLANNED: tuple[Aspect, ...] = (
    *_PLANS,
    "execution",
    "change_budget",
    "rate_budget",
    "carried_in",
    "change_plan",
    "left",
)
_PRIOR: tuple[Aspect, ...] = ("last", "change_last", "rate_last")
_SAID_AGAIN: dict[Aspect, Aspect] = {"budget": "original", "carried": "left"}
_BASES: dict[str, Aspect] = {"last": "last", "budget": "budget", "opening": "opening"}
_PROVING = {"change_plan", *(f"{told}_{base}" for told in ("change", "rate") for base in _BASES), "execution", "share"}
"""Without one of these amounts agree with nothing."""
# Whatever year a sentence speaks of: one alone that is not the report's was left in.
_YEARS: Final = Pattern("20[0-9]{2}年|[上去]一?年")
_PLACES = {part.name: place(part.number) for part in SECTIONS}


class SpokenFigure(NamedTuple):
    """A mention of a run, where it stands in the report, and what its words can tell of each subject."""

    mention: Quantity
    piece: Piece
    told: dict[Subject, tuple[ToldAspect, ...]]


@dataclass(slots=True)
class FigureRun:
    """Figures in a row that are about one subject, and the subjects that they can be about."""

    scope: Scope
    choices: list[SubjectChoice]
    fund: int = -1
    words: list[SpokenFigure] = field(default_factory=list)

    def goes_on(self, mention: Quantity, choices: list[SubjectChoice], subject: Subject | None) -> bool:
        """Whether an unnamed figure is about what the run is about; ``subject`` was spoken of last."""
        among = {one.subject for one in choices} <= {one.subject for one in self.choices}
        if mention.role is Role.SHARE:  # tells which of two fields of one name the amount before it is
            return self.words[-1].mention.shared and among
        return among or (len(choices) == 1 and choices[0].subject is subject)


class Settled(NamedTuple):
    """A mention with its path and sign in the chosen subject; no path where it has no field there."""

    word: SpokenFigure
    path: str
    sign: int


def settle(run: FigureRun, gathering: Gathering) -> tuple[list[Settled], str]:
    """The fields of the run's figures; none, and why, where no subject is certain enough."""
    weighed = []
    for choice in run.choices:
        sure = [_field(choice.subject, word, run, gathering, []) for word in run.words]
        known = [one for one in sure if one.path]
        fields = []
        for one in sure:
            fields.append(one if one.path else _field(choice.subject, one.word, run, gathering, known))
            known = [*known, fields[-1]] if not one.path and fields[-1].path else known
        fields = [one if one.path else _elsewhere(choice.subject, one, run, gathering) for one in fields]
        if any(one.path for one in fields):
            evidence = _evidence(choice.subject, fields, run, gathering)
            weighed.append((choice.score + evidence, evidence, choice, fields))
    likeliest = max((choice.score for choice in run.choices), default=0)
    if not weighed or likeliest - max(one[2].score for one in weighed) > MARGIN:
        return [], "没有与此对应的项"
    weighed.sort(key=lambda one: -one[0])
    if not any(one[1] > 0 for one in weighed):  # figures that contradict each other leave what the words say
        weighed.sort(key=lambda one: -one[2].score)
        words = [one[2].score for one in weighed]
        if words[0] >= NAMED and (len(words) == 1 or words[0] - words[1] >= MARGIN):
            weighed = weighed[:1]
    best = weighed[0]
    score, evidence = best[2].score, best[1]
    alone = len(weighed) == 1 and (score >= SURE or (score >= LIKELY and evidence >= 0))
    if best[0] < SURE and not alone:
        return [], f"不能确定是不是“{_label(best[2].subject)}”（{best[2].reason}）"
    if len(weighed) > 1 and best[0] - weighed[1][0] < MARGIN:
        other = weighed[1]
        if _told_before(best[3], gathering) and not _told_before(other[3], gathering) and other[1] >= best[1] > 0:
            best, other = other, best  # 公务接待费支出1万元，较上年增加1万元, where 三公经费 have said so of all
        elif other[2].reason == _ITEM and best[2].reason != _ITEM and other[1] == best[1] > 0:
            best = other
        elif best[2].reason != _ITEM and {one.path for one in best[3]} != {one.path for one in other[3]}:
            subjects = [one[2].subject for one in weighed[:2]]
            names = list(map(_label, subjects))
            if names[0] == names[1]:
                names = [f"{_PLACES.get(one.section, '')}的{name}" for one, name in zip(subjects, names, strict=True)]
            return [], f"不能确定是“{'”还是“'.join(names)}”"
    own = {path_of(best[2].subject, aspect, run.fund) for aspect in best[2].subject.fields}
    if "budget" not in best[2].subject.fields:  # that of basic expenditure is told in one section only
        told: tuple[Aspect, ...] = ("budget",) if gathering.general else _PLANNED
        told = told if gathering.general or gathering.mixed else (*told, *_PRIOR)
        every = [one.fields for one in siblings(best[2].subject)]
        own |= {fields[aspect] for fields in every for aspect in told if aspect in fields}
    return [
        one if one.path in own or one.word.mention.role is Role.SHARE else Settled(one.word, "", 1) for one in best[3]
    ], ""


def _told_before(fields: list[Settled], gathering: Gathering) -> bool:
    """Whether every field of the run has its figure already."""
    return all(gathering.typed(one.path) for one in fields if one.path)


def _elsewhere(subject: Subject, one: Settled, run: FigureRun, gathering: Gathering) -> Settled:
    """The field of the mention in the other section that speaks of the same, where ``subject`` has none."""
    found = (_field(sibling, one.word, run, gathering, []) for sibling in siblings(subject))
    return next((other for other in found if other.path), one)


def path_of(subject: Subject, aspect: Aspect, fund: int) -> str:
    """The path of the field; that of a fund's in the fund of that number."""
    path = subject.fields[aspect]
    return path.replace(FUND, f"{FUND}.{fund}", 1) if path.startswith(FUND) else path


def _label(subject: Subject) -> str:
    return max(sorted(subject.names), key=len, default="")  # a set has them in another order in each process


def _field(subject: Subject, word: SpokenFigure, run: FigureRun, gathering: Gathering, known: list[Settled]) -> Settled:
    """The field of the mention in ``subject``: the first aspect that its unit fits, or the one that amounts prove.

    ``known`` are fields of the same run that prove it beside those placed before.
    """
    fitting: list[tuple[bool, Settled]] = []
    for told in word.told.get(subject, ()):
        if told.aspect is None or told.aspect not in subject.fields:
            continue
        path = path_of(subject, told.aspect, run.fund)
        if run.fund < 0 and path.startswith(FUND):
            continue
        again = _SAID_AGAIN.get(told.aspect, told.aspect)
        if again in subject.fields and gathering.typed(path) and (again == "left" or "年初" in word.mention.tail):
            path = path_of(subject, again, run.fund)  # the group on how the budget was carried out has it once more
        cell = gathering.cell(path)
        unit = word.mention.amount.unit.name
        if isinstance(cell.field, Number) and fits(unit, cell.field):
            one = Settled(word, path, told.sign)
            if told.aspect == "execution" and _of_another_budget(subject, word, run, gathering):
                continue
            if not told.unproven or any(other.path == _change_of(subject, told.aspect, run) for other in known):
                return one
            gain = _evidence(subject, [*known, one], run, gathering) - _evidence(subject, known, run, gathering)
            fitting.append((gain > 0, one))
    proven = [one for sure, one in fitting if sure]
    return proven[0] if len(proven) == 1 else Settled(word, "", 1)


def _change_of(subject: Subject, aspect: Aspect, run: FigureRun) -> str:
    """The path of the change that a rate of change tells as a percentage; "" where ``aspect`` is none."""
    change = aspect.replace("rate_", "change_")
    return path_of(subject, change, run.fund) if change != aspect and change in subject.fields else ""


def _of_another_budget(subject: Subject, word: SpokenFigure, run: FigureRun, gathering: Gathering) -> bool:
    """Whether a rate of execution is not that of the budget which was placed: of an adjusted one, say."""

    def placed(aspect: Aspect) -> Decimal | None:
        return gathering.amount(path_of(subject, aspect, run.fund)) if aspect in subject.fields else None

    actual, plans = placed("actual"), [plan for name in _PLANS if (plan := placed(name))]
    planned = [one.mention for one in run.words if any(told.aspect in _PLANS for told in one.told.get(subject, ()))]
    plans += [Decimal(mention.amount.value) / SCALE for mention in planned if mention.amount.value]
    if not plans or actual is None:
        return False
    near = 2 * word.mention.amount.half / SCALE + 0.02
    return all(abs(100 * float(actual / plan) - word.mention.amount.value / SCALE) > near for plan in plans)


def _evidence(subject: Subject, fields: list[Settled], run: FigureRun, gathering: Gathering) -> float:
    """Whether the amounts of ``subject``, those of ``fields`` among them, agree with each other."""
    amounts: dict[str, float] = {}
    halves: dict[str, float] = {}
    given = {one.path: one for one in fields if one.path}
    paths = {aspect: path_of(subject, aspect, run.fund) for aspect in subject.fields}
    told = {aspect for aspect, path in paths.items() if path in given}
    if not any(path in given or gathering.typed(path) for aspect, path in paths.items() if aspect in _PROVING):
        return 0.0
    for aspect, path in paths.items():
        if path in given:
            one = given[path]
            amount = one.word.mention.amount
            amounts[aspect] = one.sign * amount.value / SCALE * (-1 if aspect in subject.saved else 1)
            halves[aspect] = amount.half / SCALE
        elif (known := gathering.amount(path)) is not None:
            amounts[aspect] = float(known) * (-1 if aspect in subject.saved else 1)
            halves[aspect] = gathering.half(path)
    total = 0.0
    for base, before in _BASES.items():
        actual = amounts.get("actual", amounts.get("closing"))
        if actual is None:
            continue
        change, rate, start = amounts.get(f"change_{base}"), amounts.get(f"rate_{base}"), amounts.get(before)
        involved = {f"change_{base}", f"rate_{base}", before, "actual"} & told
        slack = 2 * (halves.get("actual", 0) + halves.get(f"change_{base}", 0) + halves.get(before, 0)) + 0.001
        if start is not None and change is not None and involved:
            total += PROVEN if abs(actual - start - change) <= slack else DISPROVEN
        if start is None and change is not None:
            start = actual - change
        if start is not None and rate is not None and start > 0 and involved:
            change = actual - start
            near = 2 * halves.get(f"rate_{base}", 0.005) + 100 * slack / start
            total += PROVEN if abs(100 * change / start - rate) <= near else DISPROVEN
    original = amounts.get("original", amounts.get("budget"))
    adjusted, added = amounts.get("adjusted"), amounts.get("change_plan")
    if original is not None and adjusted is not None and added is not None and "change_plan" in told:
        total += PROVEN if abs(adjusted - original - added) <= 2 * halves.get("change_plan", 0) + 0.001 else DISPROVEN
    carried_out = amounts.get("execution")
    proves = {"execution", "actual"} & told  # else one of the budgets told now must be that of the rate
    plans = [plan for name in _PLANS if (plan := amounts.get(name)) and (proves or name in told)]
    if carried_out is not None and "actual" in amounts and plans:
        near = 2 * halves.get("execution", 0.005) + 0.01
        total += PROVEN if any(abs(100 * amounts["actual"] / plan - carried_out) <= near for plan in plans) else 0
    whole = gathering.amount("overview.scale.total")
    share, part = amounts.get("share"), amounts.get("actual")
    if share is not None and part is not None and whole and "share" in told:
        total += PROVEN / 2 if abs(100 * part / float(whole) - share) <= 0.02 else DISPROVEN / 2
    return max(min(total, 2 * PROVEN), 2 * DISPROVEN)


def take_told_of(document: TextDocument, gathering: Gathering) -> None:
    """Place last year's figure, the change and its rate where a sentence tells all three of a figure that was placed.

    Their own words may name nothing (与2022年的80万元相比，支出多出10万元，增长12.5%): that they agree and come to
    what was placed, shows whose they are.
    """
    whose = {subject.fields["actual"]: subject for subject in subjects() if {"actual", "last"} <= subject.fields.keys()}
    for statement in changes(document):
        reading = next(iter(statement.readings), None)
        if statement.kind != "rate" or reading is None or reading.growth or len(reading.base) != 1:
            continue
        rate, change, last = statement.target, reading.terms[0][1], reading.base[0][1]
        if last.plan or not change.direction or compare(rate.amount, reading) not in ("exact", "rounding"):
            continue
        now = last.amount.value + change.direction * change.amount.value
        slack = last.amount.half + change.amount.half
        told = {
            one.cell.path
            for one in gathering.placed
            if one.cell.path in whose and abs(one.mention.amount.value - now) <= slack + one.mention.amount.half
        }
        if len(told) == 1:
            subject = whose[told.pop()]
            _place_unread(gathering, last, subject, "last")
            _place_unread(gathering, change, subject, "change_last")
            _place_unread(gathering, rate, subject, "rate_last")


def _place_unread(gathering: Gathering, mention: Quantity, subject: Subject, aspect: Aspect) -> None:
    """Place a figure that found no place in its field of the subject, where that is empty."""
    number = next((one for one in gathering.unread if one.mention is mention), None)
    path = subject.fields.get(aspect)
    if number is None or path is None or gathering.cell(path).raw:
        return
    sign = mention.direction if mention.direction and aspect != "last" else 1
    gathering.take_back(mention)
    if not gathering.put(gathering.cell(path), mention, number.piece, sign=-sign if aspect in subject.saved else sign):
        gathering.refuse(mention, number.piece, number.reason)


def of_year(mention: Quantity, text: str, year: int) -> bool:
    """Whether a figure in the sentence ``text`` is one of the ``year`` itself: no plan, and of no year beside it."""
    planned = mention.plan and "下达" not in mention.tail  # money that was granted is no plan
    later = mention.time == "next" and "结转" not in mention.tail
    left_in = mention.amount.unit.name == "分" and mention.year == year - 1 and len(_YEARS.findall(text)) == 1
    earlier = mention.time == "prior" and mention.stock != "left" and not left_in
    return not (planned or later or earlier)


def outright(mention: Quantity) -> bool:
    """Whether the figure is told in full, so that another amount of the same field contradicts it."""
    whole = mention.own and len(mention.name) > 3 and "本级" not in mention.tail
    return whole and mention.role is Role.LEVEL


def explicit(mention: Quantity, path: str, scope: Scope) -> bool:
    """Whether running text says the figure outright."""
    if mention.role is Role.EXECUTION or (mention.own and (mention.plan or mention.actual)):
        return True
    assets = scope.home.startswith("assets") and path.startswith("assets.")
    return assets or path.startswith("general_budget.three_public.")


def is_rate(mention: Quantity) -> bool:
    """Whether the mention is a percentage."""
    return mention.kind == PERCENT


def is_money(mention: Quantity) -> bool:
    """Whether the mention is an amount of money, or one whose unit a list leaves out."""
    return mention.kind == MONEY and mention.role is Role.LEVEL
