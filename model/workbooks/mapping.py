"""Which cell of which table of the 部门决算公开 is which figure of the report, as ``mapping.toml`` declares it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from model.patterns import Pattern
from model.workbooks.tables.table_kinds import KINDS, declared, pattern_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a table: the patterns of its ``row`` and ``column``, ``row`` "" for the one row of amounts.

    ``right_of``: the amount stands to the right of the label, in no column of that name. ``prefer``: where there are
    several such places, those with these words above them or before them count. ``after`` and ``before``: the row
    stands below or above the row of that label, in its own half of the table.
    """

    table: str
    row: str
    column: str
    right_of: bool = False
    prefer: tuple[str, ...] = ()
    after: str = ""
    before: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a figure covers: the draft says so in ``choice``; else ``part`` and ``whole`` must be the same amount.

    ``open`` is whether a choice not made means the whole.
    """

    choice: str
    value: str
    part: str
    whole: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class MappedFigure:
    """A figure of the report by its path, and where it stands: the first table that is there counts.

    Where ``spots`` cover a part of the accounts only, ``whole`` are the places of the same figure of all of them.
    ``sign``: many tables do not have the figure; only one with these words is told where it was not found.
    ``needs``: the figure says nothing where the figure of that path was not found. ``added``: where none of ``spots``
    is there, the amounts at the places of one of these groups are added. ``counted``: it is a number of things.
    ``derived``: other figures come to it, and few tables tell it.
    """

    path: str
    spots: tuple[Spot, ...]
    scope: Coverage | None
    whole: tuple[Spot, ...]
    sign: str
    needs: str
    added: tuple[tuple[Spot, ...], ...]
    counted: bool
    derived: bool


@dataclass(frozen=True, slots=True)
class EconomicSource:
    """What the economic classes in some tables are the classes of: ``value`` in the draft, ``whole`` their sum.

    ``part``: where the tables cover a part of the accounts, the figure that must be the same amount as ``whole``.
    """

    value: str
    tables: tuple[str, ...]
    whole: str
    part: str = ""


_DECLARED: Final = declared("mapping.toml", __file__)
_WORDS: Final[dict[str, str]] = _DECLARED["words"]
TOTAL_ROW: Final = _WORDS["total_row"]
SUBJECT_AMOUNT: Final = _WORDS["subject_amount"]


def _figures() -> Iterator[MappedFigure]:
    """The figures in the order of the file."""
    entries = {_named(entry["path"], entry): entry for group in _DECLARED["figures"] for entry in _each(group, {})}
    spots = {path: _spots(entry.get("spots", ()), entry) for path, entry in entries.items()}
    for path, entry in entries.items():
        scope = _named(entry.get("scope", ""), entry)
        added = [_spots(group, entry) for group in entry.get("added", ())]
        parts = [spots[_named(part, entry)] for part in entry.get("made_of", ())]
        yield MappedFigure(
            path,
            spots[path],
            Coverage(**_DECLARED["coverages"][scope]) if scope else None,
            _spots(entry.get("whole", ()), entry),
            entry.get("sign", ""),
            _named(entry.get("needs", ""), entry),
            (*added, *zip(*parts, strict=True)),
            entry.get("counted", False),
            entry.get("derived", False),
        )


def _each(entry: Mapping[str, Any], around: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures that an entry of the file declares, each with what the groups around it say of all in them."""
    for own in entry.get("each", [{}]):
        said = {**around, **own, **{key: told for key, told in entry.items() if key not in ("each", "figures")}}
        if "figures" not in entry:
            yield said
        for inner in entry.get("figures", ()):
            yield from _each(inner, said)


def _spots(places: str | Sequence[Mapping[str, Any]], entry: Mapping[str, Any]) -> tuple[Spot, ...]:
    """The places that an entry declares, or names."""
    words = dict(_WORDS)
    for key, text in entry.items():
        if isinstance(text, str):
            words[key] = pattern_of(text, words)
    return tuple(
        Spot(
            _named(place["table"], entry),
            pattern_of(place["row"], words),
            pattern_of(place["column"], words),
            place.get("right_of", False),
            tuple(place.get("prefer", ())),
            pattern_of(place.get("after", ""), words),
            pattern_of(place.get("before", ""), words),
            pattern_of(place.get("beside", ""), words),
        )
        for place in (_DECLARED["spots"][places] if isinstance(places, str) else places)
    )


def _named(text: str, entry: Mapping[str, Any]) -> str:
    """``text``, which is no pattern, with the words of its entry."""
    return re.sub("<([a-z_]+)>", lambda name: str(entry[name[1]]), text)


MAPPING: Final = tuple(_figures())
COUNTS: Final = frozenset(figure.path for figure in MAPPING if figure.counted)
"""The figures that are numbers of things, whatever unit the amounts of their table have."""

TOTAL: Final = "overview.scale.total"
"""All expenditure."""

FUNCTIONS: Final = "overview.scale.functions"
"""The list of project expenditure by functional class, and where its rows with codes of three digits stand."""
_PROJECT_SPOTS: Final = next(figure for figure in MAPPING if figure.path == "overview.scale.project").spots
FUNCTION_SPOTS: Final = (_PROJECT_SPOTS[0], _PROJECT_SPOTS[-1])
FUNCTION_CODES: Final = range(201, 235)

ECONOMIC: Final = "overview.scale.economic.items"
"""The list of expenditure by economic class, what it adds up to, and the field that says of what."""
ECONOMIC_TOTAL: Final = "overview.scale.economic.total"
ECONOMIC_SCOPE: Final = "overview.scale.economic.scope"
ECONOMIC_NAME: Final = _WORDS["economic_class"]
ECONOMIC_HEAD: Final = _WORDS["economic_head"]
ECONOMIC_CODES: Final = range(301, 400)
ECONOMIC_TABLES: Final = tuple(
    EconomicSource(**{**source, "tables": tuple(source["tables"])}) for source in _DECLARED["economic"]["sources"]
)


def economic_column(name: str) -> str:
    """The headers above the amounts of the economic class ``name``, a pattern."""
    return pattern_of(_DECLARED["economic"]["column"], {**_WORDS, "name": name})


COLUMNS: Final[dict[str, dict[str, str]]] = {
    name: {figure: pattern_of(head, _WORDS) for figure, head in told["columns"].items()}
    for name, told in _DECLARED.items()
    if "columns" in told
}
"""What the columns of each kind of list are called, by the figures they are of."""

PROJECTS: Final = "general_budget.projects.unit_projects"
PUBLIC_PROJECTS: Final = "general_budget.projects.public_projects"
"""The groups of the projects in lists of projects, by a pattern of the header of their names, and of their figures."""
PROJECT_NAMES: Final[str] = _DECLARED["projects"]["names"]

PROJECT_TEXTS: Final = tuple(_DECLARED["projects"]["texts"].items())
ALL_PROJECTS: Final[str] = _DECLARED["projects"]["complete"]

INSURANCE_FUNDS: Final = "insurance.funds"
"""The list of insurance funds, how they are called, and the columns and rows of their tables by what they are."""
FUND_NAME: Final[str] = _DECLARED["insurance"]["name"]
FUND_ROWS: Final = tuple(_DECLARED["insurance"]["rows"].items())


_THREE: Final = "general_budget.three_public"
REASONS: Final = tuple((reason, line) for reason, line in _DECLARED["said"]["reasons"])
"""Why an amount changed, or was not what was planned, and the amount."""
REASON_HEAD: Final[str] = _DECLARED["said"]["reason"]
ASSETS_CHANGED: Final[str] = _DECLARED["said"]["cause"]
ASSETS_AT: Final[str] = _DECLARED["said"]["date"]
NOT_COUNTED: Final[str] = _DECLARED["said"]["but"]
COUNTS_SAID: Final = tuple(
    (f"{_THREE}.details.{name}", subject, unit) for name, subject, unit in _DECLARED["said"]["counts"]
)
COUNTED_ROWS: Final = tuple(
    (figure.path, figure.spots[0].row) for figure in MAPPING if figure.counted and figure.path.startswith(_THREE)
)
"""How the rows of the same counts are called."""

ASSET_CLASSES: Final = "assets.classes.items"
"""The list of the classes of fixed assets, the columns of its sums and what its amounts are called by their column."""
ASSET_BASES: Final[dict[str, str]] = _DECLARED["assets"]["bases"]
OTHER: Final = Pattern(_DECLARED["assets"]["other"])
DISPOSAL_FORMS: Final[str] = _DECLARED["disposals"]["forms"]
DISPOSAL_FORM: Final = f"(?:[无有]偿|对外|公开)?(?:{DISPOSAL_FORMS})(?:[、和及]?(?:{DISPOSAL_FORMS}))*|其他"
DISPOSAL_CLASS: Final = f".{{0,4}}(?:{_DECLARED['disposals']['classes']}).{{0,6}}|其他"
DISPOSAL_KINDS: Final[str] = _DECLARED["disposals"]["kinds"]

ADDED_ROW: Final[str] = _DECLARED["additions"]["within"]
ASSET_NAMES: Final[str] = _DECLARED["new_assets"]["names"]

SUBORDINATES: Final = "overview.subordinates"
"""The list of the offices below the department; a table of their staff, and how their names are headed there."""
SUBORDINATES_TITLE: Final[str] = _DECLARED["subordinates"]["title"]
OFFICES_INSIDE: Final[str] = _DECLARED["subordinates"]["inside"]
SUBORDINATE_NAMES: Final[str] = _DECLARED["subordinates"]["names"]

WHOLE_LISTS: Final = frozenset(
    {
        ASSET_CLASSES,
        SUBORDINATES,
        "assets.disposals.by_form",
        "assets.disposals.by_kind",
        *(none.replace(".none", ".items") for none in (kind.none for kind in KINDS.values()) if none),
    }
)
"""The lists that a table gives whole, so that a row of another name would be counted twice."""

UNUSED: Final[tuple[tuple[str, str], ...]] = tuple(_DECLARED["unused"].items())
"""What tables hold that the draft has no place for: the pattern of the head of its codes, and what to call it."""

INCOMES: Final = {name: kind.incomes for name, kind in KINDS.items() if kind.incomes}
"""The list of the kinds of income of a budget and the figure that is their sum, by kind of table."""
NONE: Final = {name: kind.none for name, kind in KINDS.items() if kind.none}
"""The field that says that there is no such budget, by kind of table."""
NO_BUDGET: Final[list[tuple[str, str]]] = [(f"{of}.none", said) for of, said in _DECLARED["said"]["no_budget"].items()]
"""That field, and the pattern of a note that says so below a table of all money."""

_ADDING: Final = _DECLARED["adding"]
SUMS: Final = [(whole, parts) for whole, *parts in _ADDING["sums"]]
"""What adds up: a figure and its parts. The file says what each of the following lists is for."""
UNNAMED: Final = [(part, same, whole, others) for part, same, whole, *others in _ADDING["unnamed"]]
WHOLE_SUMS: Final = [(whole, parts) for whole, *parts in _ADDING["whole_sums"]]
ALL_OR_NONE: Final = frozenset(_ADDING["all_or_none"])
BALANCES: Final = [(before, after) for before, after in _ADDING["balances"]]
PARTS: Final = [(part, whole) for part, whole in _ADDING["parts"]]
SIZES: Final = frozenset(_ADDING["sizes"])
