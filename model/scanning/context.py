"""What a reader of running text keeps in mind from one clause to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.report.tree import Node
    from model.scanning.clauses import Basis
    from model.scanning.lists import Listing
    from model.scanning.subjects import Aspect, Subject


@dataclass
class Context:
    """``home`` is what the headings say the figures are about, ``path`` the field placed last, ``aspect`` its aspect,
    ``whole`` the last one that a list can break down.

    ``mode`` is whether amounts are of the budget (adjusted: a later one) or actual, ``inside`` the subject that is
    being broken down, ``broken`` the one last broken down, ``listings`` the lists its parts may fill, ``row`` the row
    filled last, ``reason`` that a change is being explained.
    ``parent`` is what the sentence before broke down, ``recent`` the subjects of this one, ``parted`` that a
    semicolon came since the last number, ``granted`` that the subject is only what the heading says. ``main`` is the
    subject that the paragraph named first. ``fresh``: the subject was named in this sentence. ``pending``: a
    comparison was named and not yet used. ``said`` are the kinds of amount (budget, actual) that the enumeration gave
    so far, ``leading`` the kind of the first one of each item where that goes unsaid, ``then``: what follows are
    parts of an amount of last year. ``strayed``: something unknown was spoken of since the subject was named.
    ``others``: staff is that of a subordinate unit. ``clean``: every word of the sentence was understood.
    ``foreign``: the figures are those of somebody else.
    """

    section: str = ""
    home: str = ""
    subject: Subject | None = None
    main: Subject | None = None
    fresh: bool = False
    path: str = ""
    whole: str = ""
    aspect: Aspect | None = None
    basis: Basis = ""
    pending: bool = False
    mode: str = ""
    carried_mode: bool = False
    inside: Subject | None = None
    broken: Subject | None = None
    listings: tuple[Listing, ...] = ()
    row: Node | None = None
    parent: Subject | None = None
    recent: list[Subject] = field(default_factory=list)
    parted: bool = False
    granted: bool = False
    reason: bool = False
    said: frozenset[str] = frozenset()
    leading: str = ""
    then: bool = False
    strayed: bool = False
    others: bool = False
    clean: bool = True
    foreign: bool = False
    around: list[Context] = field(default_factory=list)

    def copy(self) -> Context:
        """The same, to come back to behind a closing bracket."""
        return replace(self, around=[])

    def next_sentence(self, *, goes_on: bool) -> None:
        """A new sentence begins; ``goes_on``: it continues the enumeration of the last one."""
        self.around.clear()
        self.recent = []
        self.parted = self.granted = False
        self.parent = self.broken if self.broken is not self.subject else None
        self.fresh = False
        self.basis = self.basis if goes_on and str(self.aspect).startswith(("change_", "rate_")) else ""
        self.pending, self.clean, self.foreign = False, True, False
        self.reason = self.strayed = self.others = False
        self.leading = ""
        self.carried_mode = self.carried_mode or not goes_on
        if not goes_on:
            self.inside, self.listings, self.row = None, (), None
            self.said, self.then, self.broken = frozenset(), False, None

    def turn(self, kind: str) -> None:
        """Amounts are of ``kind`` (budget, actual, adjusted) from here on, until something else is said."""
        self.mode, self.carried_mode = kind, False
        self.said |= {kind}
