"""Whether the totals of a copied table are the sums of its rows: they are not kept, so the paste itself must tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from model.mistyped import slip_between
from model.text import in_quotes, normalise
from tui.form.paste.label_match import is_numbered, unnumbered

SUM_WORDS: Final = ("合计", "总计", "小计", "共计")
_SCORES: Final = ("总分", "总得分")
_WITHIN: Final = "其中"
_LONGEST: Final = 8
"""Characters of a name such as 本年支出合计; a longer one is no longer only that of a total."""


class PastedLine(NamedTuple):
    """A row of a table, or a line of totals: its name and what stands in each column of amounts, by their labels."""

    name: str
    amounts: Mapping[str, str]


def is_total(name: str) -> bool:
    """Whether a line with that name is a total of others."""
    plain = unnumbered(name)
    return plain in _SCORES or (plain.endswith(SUM_WORDS) and len(plain) <= _LONGEST)


def summed_by(name: str) -> str:
    """What a line is the total of by its ``name``, 三公经费 for 三公经费合计; "" where it does not say."""
    plain = unnumbered(name)
    return next((plain.removesuffix(word) for word in SUM_WORDS if plain.endswith(word)), "")


def wrong_totals(lines: Sequence[PastedLine]) -> list[str]:
    """What to tell of each total in ``lines`` that no reading makes the sum of rows.

    It may be the sum of all rows, of those since the total before, or of those up to the next. A table in which some
    rows are parts of others, by 其中 or because only some are numbered, is not judged.
    """
    rows = [line for line in lines if not is_total(line.name)]
    if any("".join(row.name.split()).startswith(_WITHIN) for row in rows):
        return []
    if len({is_numbered(row.name) for row in rows}) > 1:
        return []
    labels = dict.fromkeys(label for line in lines for label in line.amounts)
    return [said for label in labels for said in _wrong(lines, label)]


def _wrong(lines: Sequence[PastedLine], label: str) -> list[str]:
    said: list[str] = []
    totals = [at for at, line in enumerate(lines) if is_total(line.name)]
    rows = [line for line in lines if not is_total(line.name)]
    for number, at in enumerate(totals):
        before = totals[number - 1] + 1 if number else 0
        behind = totals[number + 1] if number + 1 < len(totals) else len(lines)
        total = _amount(lines[at].amounts.get(label, ""))
        sums = [_summed(part, label) for part in (rows, lines[before:at], lines[at + 1 : behind])]
        known = [one for one in sums if one is not None]
        if total is None or not known or any(abs(total - whole) <= room + _step(total) / 2 for whole, room in known):
            continue
        whole, _ = known[0]
        name = unnumbered(lines[at].name)
        slip = _slip(rows, label, total, whole)
        said.append(f"粘贴的{name} {total:,} 与各行{label}之和 {whole:,} 不符{slip}")
    return said


def _amount(text: str) -> Decimal | None:
    """The plain number in a cell, 0 for dashes or nothing; None for what is no number."""
    plain = normalise(text).replace(",", "").strip("-－—–/ ")
    if not plain:
        return Decimal(0) if text.strip() else None
    negative = normalise(text).lstrip().startswith("-")
    return Decimal(plain) * (-1 if negative else 1) if plain.replace(".", "", 1).isdecimal() else None


def _summed(rows: Sequence[PastedLine], label: str) -> tuple[Decimal, Decimal] | None:
    """The sum of ``rows``, and how far a total of rounded amounts may be from it; None where one is no number."""
    said = [row.amounts.get(label, "").strip() for row in rows]
    amounts = [_amount(text) for text in said if text]
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return None
    return sum(known, Decimal(0)), sum(map(_step, known), Decimal(0)) / 2


def _step(amount: Decimal) -> Decimal:
    """What one in the last digit of ``amount`` is worth; nothing for 0, which stands for no amount."""
    return Decimal(1).scaleb(int(amount.as_tuple().exponent)) if amount else Decimal(0)


def _slip(rows: Sequence[PastedLine], label: str, total: Decimal, whole: Decimal) -> str:
    """The one swap of two digits that explains the difference, in words; "" where none does, or several do."""
    found: list[str] = []
    for row in rows:
        amount = _amount(row.amounts.get(label, ""))
        if amount and slip_between(str(amount), str(right := amount + total - whole)) == "swap" and right > 0:
            found.append(f"{in_quotes(row.name)}的 {amount:,} 是 {right:,}")
    if slip_between(str(total), str(whole)) == "swap":
        found.append(f"合计是 {whole:,}")
    return f"，可能{found[0]}" if len(found) == 1 else ""
