"""The register of the rules that are not arithmetic. ``@rule`` adds a function with its code and its words.

A rule makes its findings with ``say`` of its own, so no finding can have a code that is not registered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, ParamSpec, Self

from model.checks.diagnosis.repairs import Repair
from model.checks.findings import Finding
from model.checks.verdicts import Verdict
from model.report.constraints import Bound
from model.report.references import Names
from model.report.report import Report
from model.report.tree import Cell
from model.schema.elements import Element
from model.schema.records import Group, Record
from model.schema.relations import Severity

P = ParamSpec("P")

SAME_FIGURE: Final = "同一个数在不同地方不一致，说明其中一处没有改到"
TRUE_FIGURES: Final = "《预算法》第十四条要求公开的预决算真实、完整；自评报告的数应与部门决算一致"
USUAL_REPORT: Final = "公开的绩效自评报告（惯例，当地通知另有规定的从其规定）"


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule in words: ``sentence`` what must hold, ``reason`` why, ``remedy`` what to do, ``basis`` where it is from.

    ``place`` is the part of the report that it is about, "" for any.
    """

    code: str
    place: str
    sentence: str
    reason: str
    remedy: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may use besides the value that it checks. Made again when one of these has changed.

    ``names`` is what the figures are called, ``unit`` the name of the unit that reports ("" where it is not filled in).
    ``year`` is the field with the year of the report, ``last_year`` the year before as texts write it: 2021年; "" where
    the report has no year.
    """

    report: Report
    names: Names
    unit: str
    year: Cell
    last_year: str

    @classmethod
    def of(cls, report: Report, names: Names) -> Self:
        """The facts of ``report`` as it is now."""
        overview = report.section(1)
        year = overview.cell("year")
        last = f"{int(year.raw) - 1}年" if year.state == "typed" else ""
        return cls(report, names, overview.cell("unit").raw, year, last)


@dataclass(frozen=True, slots=True, eq=False)
class CheckRule(Generic[P]):
    """A registered rule: its words, and the function that yields its findings.

    ``on`` are the fields, kinds of fields, sections or rows of outermost lists that it looks at. A text is only read by
    it where ``suspected`` says that it may break the rule. ``reads`` are records of other sections that its findings
    depend on. ``of_draft``: it asks how a draft is filled in, which says nothing of a finished report.
    """

    entry: RuleEntry
    find: Callable[P, Iterator[Finding]]
    on: tuple[type[Element] | type[Record] | Element, ...] = ()
    suspected: Callable[[Facts, str], bool] | None = None
    reads: tuple[type[Record], ...] = ()
    of_draft: bool = False

    @property
    def code(self) -> str:
        """The name of the rule for scripts."""
        return self.entry.code

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[Finding]:
        """What the rule finds."""
        return self.find(*args, **kwargs)

    def say(self, severity: Severity, cell: Cell, message: str, *others: Cell) -> Finding:
        """The finding about ``cell``; ``others`` are the cells that it was compared with."""
        fields = (cell.path, *(other.path for other in others))
        return self.finding(severity, cell.section, fields, message)

    def ask(self, cell: Cell, message: str, due: str, told: str, *, slip: bool) -> Finding:
        """A text tells ``told`` where ``due`` may be meant: a warning where one slip makes it so, else an info."""
        return self.finding(
            "warning" if slip else "info",
            cell.section,
            (cell.path,),
            message,
            verdict="inconsistent" if slip else "not_checked",
            expected=due,
            actual=told,
        )

    def finding(
        self,
        severity: Severity,
        section: int,
        fields: tuple[str, ...],
        message: str,
        *,
        verdict: Verdict = "rule",
        expected: str = "",
        actual: str = "",
        difference: str = "",
        diagnosis: str = "",
    ) -> Finding:
        """The finding about the ``fields`` of ``section``; figures are plain digits in the unit of the first field."""
        return Finding(self.code, severity, verdict, section, fields, message, expected, actual, difference, diagnosis)


Mend = Callable[[Cell, Facts], Repair | None]

_rules: Final[dict[str, CheckRule[Any]]] = {}
_mends: Final[dict[str, Mend]] = {}
_of_whole: Final[dict[type, list[CheckRule[Any]]]] = {}


def rule(
    *,
    sentence: str,
    reason: str,
    remedy: str,
    code: str = "",
    place: str = "",
    basis: str = "",
    on: type[Element] | type[Record] | Element | tuple[type[Element] | type[Record] | Element, ...] = (),
    suspected: Callable[[Facts, str], bool] | None = None,
    reads: tuple[type[Record], ...] = (),
    of_draft: bool = False,
) -> Callable[[Callable[P, Iterator[Finding]]], CheckRule[P]]:
    """Registers the function below as the rule ``code``, by default its own name, which drafts and scripts then know.

    Raises ValueError where that code is taken.
    """

    def register(find: Callable[P, Iterator[Finding]]) -> CheckRule[P]:
        entry = RuleEntry(code or find.__name__, place, sentence, reason, remedy, basis)
        if entry.code in _rules:
            raise ValueError(f"two rules are called {entry.code}")
        registered = CheckRule(entry, find, on if isinstance(on, tuple) else (on,), suspected, reads, of_draft)
        _rules[entry.code] = registered
        for kind in registered.on:
            if isinstance(kind, type):
                _of_whole.setdefault(kind, []).append(registered)
        return registered

    return register


def mends(*broken: CheckRule[Any]) -> Callable[[Mend], Mend]:
    """Registers the function below as what mends the first field of a finding by one of the rules ``broken``."""

    def register(mend: Mend) -> Mend:
        _mends.update({one.code: mend for one in broken})
        return mend

    return register


def mend_of(code: str) -> Mend | None:
    """What mends the first field of a finding by the rule ``code``; None where that is said elsewhere or by nobody."""
    return _mends.get(code)


def registered() -> Iterable[CheckRule[Any]]:
    """Every rule whose module was imported, in the order of registration."""
    return _rules.values()


def is_of_draft(code: str) -> bool:
    """Whether the rule ``code`` asks how a draft is filled in; False for relations, too."""
    return code in _rules and _rules[code].of_draft


@cache
def rules_of(field: Element) -> tuple[CheckRule[Any], ...]:
    """The rules that look at one value of ``field``, text rules left out."""
    return tuple(found for found in _rules.values() if found.suspected is None and _looks_at(found, field))


def rules_of_whole(kind: type[Record] | type[Group]) -> Iterable[CheckRule[Any]]:
    """The rules that look at a record, at every section or at every list as a whole."""
    return _of_whole.get(kind, ())


def text_rules() -> list[CheckRule[Any]]:
    """The rules that look at running text."""
    return [found for found in _rules.values() if found.suspected is not None]


def _looks_at(found: CheckRule[Any], field: Element) -> bool:
    return any(isinstance(field, on) if isinstance(on, type) else field is on for on in found.on)


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of relation that sections declare: which it ``fits``, the ``sentence`` on one of them, why it matters."""

    fits: Callable[[Bound], bool]
    sentence: Callable[[Bound], str]
    reason: str
    remedy: str


_kinds: Final[list[RelationKind]] = []


def relation(
    *, fits: Callable[[Bound], bool], reason: str, remedy: str
) -> Callable[[Callable[[Bound], str]], RelationKind]:
    """Registers a kind of relation; the function below says the sentence on one. The first that fits counts."""

    def register(sentence: Callable[[Bound], str]) -> RelationKind:
        _kinds.append(RelationKind(fits, sentence, reason, remedy))
        return _kinds[-1]

    return register


def kind_of(bound: Bound) -> RelationKind:
    """The kind of ``bound``."""
    return next(kind for kind in _kinds if kind.fits(bound))
