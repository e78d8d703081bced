"""Figures that are rows of a list: parts of a total, or assets that explain a change."""

from __future__ import annotations

import re
from typing import Final

from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.scanning.gathering import Gathering, Piece
from model.scanning.listings import Listing, added_name, broken_down, classes_are_broken_down, row_name
from model.scanning.placing.settling import is_money
from model.scanning.placing.spoken import SPENT, Spoken

_OUT: Final = pattern("<went_out>")
CLAUSE: Final = re.compile(r"[，；：（）。]")


def last_clause(gap: str) -> str:
    """The words of the last clause before a figure; brackets that open and close in it are a part of its name."""
    depth = 0
    for at in range(len(gap) - 1, -1, -1):
        depth += (gap[at] == "）") - (gap[at] == "（")
        if depth < 0 or (not depth and gap[at] in "，；：。"):
            return gap[at + 1 :]
    return CLAUSE.split(gap)[-1] if depth else gap


def open_list(mention: Quantity, spoken: Spoken, home: str) -> None:
    """The lists that can break down what was placed last are open from the mention on; ``home`` is the heading's."""
    listings = broken_down(spoken.whole)
    if not classes_are_broken_down(mention.gap, home):
        listings = tuple(one for one in listings if one.path != "assets.classes.items")
    spoken.listings = listings or spoken.listings


def take_row(mention: Quantity, piece: Piece, spoken: Spoken, gathering: Gathering, *, aside: bool) -> bool:
    """Take the figure as a row of the list that is open; False where none is, or the words are no name.

    ``aside``: it stands in brackets.
    """
    if spoken.row is not None and not aside and "其中" in mention.gap and "；" not in mention.gap:
        return False  # a part of the row before it
    if not spoken.listings or (not is_money(mention) and mention.amount.unit.name):
        return False
    if mention.role is not Role.LEVEL or mention.time in ("prior", "next") or mention.amount.typed.startswith("-"):
        return False
    name = row_name(last_clause(mention.gap))
    listing = next((listing for listing in spoken.listings if listing.takes(name)), None)
    if listing is None or re.search(r"[0-9]{4}年|合计|总计|较|比上年|用于|均$|^[前后两]者", name):
        return False
    row = gathering.add_row(
        listing.path, name, listing.figure, mention, piece, unit="" if mention.amount.unit.name else "万元"
    )
    if row is None:
        return False
    spoken.row = row
    return True


def further_figure(mention: Quantity, spoken: Spoken) -> str:
    """The name of the figure of the row filled last that the mention is, where it has none yet; "" for none."""
    row = spoken.row
    if row is None or mention.own or mention.hedged or "；" in mention.gap or "executed" not in row.parts:
        return ""
    name = ""
    if mention.role is Role.EXECUTION:
        name = "rate"
    elif mention.role is Role.SHARE:
        name = "share" if "项目" in (mention.whole_name or "项目") else ""
    elif is_money(mention) and mention.time not in ("prior", "next", "opening"):
        spent = mention.actual or SPENT.search(mention.tail) is not None
        name = "executed" if spent else "adjusted" if mention.plan and mention.adjusted else ""
    return "" if not name or row.cell(name).raw else name


def take_addition(
    mention: Quantity, piece: Piece, spoken: Spoken, listing: Listing | None, gathering: Gathering
) -> bool:
    """Take the figure as an asset that explains a change; False where no additions are spoken of."""
    if listing is None or not is_money(mention):
        return False
    spoken.adding = spoken.adding or listing.gate.search(mention.gap) is not None
    if not spoken.adding or _OUT.search(mention.gap):
        return False
    name = added_name(re.sub(r"-?[0-9][0-9,.]*[^0-9]*$", "", piece.clause))
    if not 1 < len(name) <= 40:
        return False
    return gathering.add_row(listing.path, name, "amount", mention, piece) is not None
