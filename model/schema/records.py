"""Records: sections, groups and rows of lists, declared as classes whose attributes are their parts.

The order of the attributes is the order in the form and in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from typing import ClassVar

from model.schema.elements import Element
from model.schema.fields import Field, Number, Text
from model.schema.relations import Formula, Operand, Ref, Rule
from model.text import numeral


@dataclass(eq=False, repr=False)
class Group(Element):
    """A part of a record with fields of its own; ``computed`` gives some of them a formula in this place.

    ``aliases`` are other names by which reports call it.
    """

    record: type[Record]
    label: str
    _: KW_ONLY
    computed: Mapping[str, Operand | Formula] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    folded: bool = False
    help: str = ""

    @cached_property
    def formulas(self) -> dict[str, Operand | Formula]:
        """By which formula figures of its record are computed in this place, by their names."""
        found = {name: self.computed.get(name) or number.formula for name, number in self.record.numbers.items()}
        return {name: formula for name, formula in found.items() if formula is not None}

    def __getattr__(self, name: str) -> Ref:
        """The way to the element ``name`` of this group, for use in formulas."""
        if name.startswith("__") or name == "owner":
            raise AttributeError(name)
        return Ref(self, (name,))


@dataclass(eq=False, repr=False)
class Section(Group):
    """One of the eleven parts of the report; ``number`` is 1 to 11, ``label`` the official heading, ``short`` a name
    for narrow places.
    """

    _: KW_ONLY
    number: int
    short: str

    @property
    def numeral(self) -> str:
        """The number in front of the heading: 一 to 十一."""
        return numeral(self.number)

    @property
    def heading(self) -> str:
        """The heading over the section: 一、部门概况. An annex has its label, which begins with its number."""
        return f"{self.numeral}、{self.label}"


class AnnexSection(Section):
    """A table annexed to the report, left out unless its record's ``included`` says yes; numbered from 12."""

    @property
    def numeral(self) -> str:
        """What the table is called, the first words of its label: 附表1."""
        return self.label.partition(" ")[0]

    @property
    def heading(self) -> str:
        """Its label."""
        return self.label


@dataclass(eq=False, repr=False)
class Rows(Group):
    """A list of rows, each of them a record. ``unique`` names the text field that no two rows may share.

    ``noun`` is what the clerk calls one row ("项目"). ``internal``: the program keeps it, nobody fills it in.
    ``names_from`` are the addresses of lists that have rows of the same names, which the form offers. For each it is
    said by the way to a field of a row from which of their fields its value comes, the first that is typed.
    """

    _: KW_ONLY
    noun: str
    unique: str = ""
    yearly: bool = False
    internal: bool = False
    names_from: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


class Record:
    """Base of every declaration: ``elements`` are its parts in order, ``rules`` what must hold in it.

    ``groups`` names the parts that are records or lists of records themselves, ``own_fields`` the others, ``numbers``
    holds the figures by name.
    ``title`` is the text that a row is called by: its first field; "" where that is no text. ``source`` is where
    typed figures are looked up, unless the field says another.
    """

    elements: ClassVar[tuple[Element, ...]] = ()
    groups: ClassVar[tuple[str, ...]] = ()
    own_fields: ClassVar[tuple[Field, ...]] = ()
    numbers: ClassVar[dict[str, Number]] = {}
    title: ClassVar[str] = ""
    source: ClassVar[str] = ""
    rules: ClassVar[tuple[Rule, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = [part for part in vars(cls).values() if isinstance(part, Element)]
        cls.elements = tuple(part for base in cls.__bases__ for part in getattr(base, "elements", ())) + tuple(own)
        cls.groups = tuple(part.name for part in cls.elements if isinstance(part, Group))
        cls.own_fields = tuple(part for part in cls.elements if isinstance(part, Field))
        cls.numbers = {part.name: part for part in cls.elements if isinstance(part, Number)}
        for number in own:
            if isinstance(number, Number) and number.formula is None:
                number.source = number.source or cls.source
        first = next(iter(cls.own_fields), None)
        cls.title = first.name if isinstance(first, Text) else ""
