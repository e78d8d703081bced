"""How strong the rules are: each figure of a draft is changed as fingers slip, and a new error or warning must follow.

``python -m tests.tools.mutations [DRAFT]`` prints the share of slips that are noticed and the figures that no relation
holds. Slips: each digit changed, each two neighbouring digits swapped, times ten, the sign turned.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from model.checks.verdicts import judge
from model.drafts.draft import load
from model.editing.session import Session
from model.schema.fields import Number
from model.schema.relations import AtMost, Within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.checks.findings import Finding
    from model.report.report import Report
    from model.report.tree import Cell

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "changsha-hrss-2022.toml"
DIGIT, SWAP, TENFOLD, SIGN = "一位数字错", "相邻两位颠倒", "大了十倍", "正负号反了"
Said = set[tuple[str, tuple[str, ...], str, str, str]]


class Mutant(NamedTuple):
    """A figure after one slip: whether the checks noticed it, and whether they name what stood there before."""

    path: str
    kind: str
    raw: str
    held: bool
    noticed: bool
    named: bool


def slips(raw: str) -> Iterator[tuple[str, str]]:
    """What ``raw``, plain digits, becomes by one slip: the kind of slip and the text."""
    dice = random.Random(raw)
    digits = [place for place, mark in enumerate(raw) if mark.isdigit()]
    for place in digits:
        others = [digit for digit in "0123456789" if digit != raw[place]]
        yield DIGIT, raw[:place] + dice.choice(others) + raw[place + 1 :]
    for left, right in itertools.pairwise(digits):
        if raw[left] != raw[right]:
            marks = list(raw)
            marks[left], marks[right] = marks[right], marks[left]
            yield SWAP, "".join(marks)
    yield TENFOLD, times_ten(raw)
    yield SIGN, raw.removeprefix("-") if raw.startswith("-") else f"-{raw}"


def times_ten(raw: str) -> str:
    """``raw`` with its decimal point one place to the right."""
    whole, _, tail = raw.partition(".")
    return f"{whole}{tail[:1] or '0'}" + (f".{tail[1:]}" if len(tail) > 1 else "")


def figures(session: Session) -> list[Cell]:
    """The figures typed as plain digits that are not zero; a slip in a zero makes no sense."""
    return [
        cell
        for cell in session.report.root.cells()
        if isinstance(cell.field, Number) and cell.figure is not None and cell.figure.value and is_plain(cell.raw)
    ]


def is_plain(raw: str) -> bool:
    return raw.removeprefix("-").replace(".", "", 1).isdigit()


def held(report: Report, cell: Cell) -> bool:
    """Whether other figures determine this one: an equation that is judged holds it, or one that it computes."""
    seen: set[Cell] = set()
    queue = [cell]
    while queue:
        found = queue.pop()
        if found in seen:
            continue
        seen.add(found)
        formula = report.formula(found)
        for bound in [*report.network.uses(found), *([formula] if formula is not None and found.raw else [])]:
            target = bound.target
            if bound.computes and target is not None and not target.raw:
                queue.append(target)
            elif not isinstance(bound.rule, AtMost | Within) and judge(bound) not in (None, "not_checked", "rule"):
                return True
    return False


def said(findings: list[Finding]) -> Said:
    """What tells one error or warning from another."""
    return {
        (finding.code, finding.fields, finding.verdict, finding.severity, finding.difference)
        for finding in findings
        if finding.severity != "info"
    }


def mutate(session: Session, *, one_each: bool = False) -> Iterator[Mutant]:
    """Every slip in every figure; ``one_each``: one of each kind for each figure."""
    report, checker = session.report, session.checker
    before = said(checker.findings())
    for cell in figures(session):
        raw, holds, right = cell.raw, held(report, cell), cell.figure.text() if cell.figure is not None else ""
        wrong = list(slips(raw))
        if one_each:
            random.Random(cell.path).shuffle(wrong)
            wrong = list(dict(wrong).items())
        for kind, text in wrong:
            checker.check(cell, report.set(cell, text))
            new = [finding for finding in checker.findings() if said([finding]) - before]
            named = any(right in repair for finding in new for repair in finding.diagnosis.split("；")[:3])
            yield Mutant(cell.path, kind, text, holds, bool(new), named)
        checker.check(cell, report.set(cell, raw))


def share(mutants: list[Mutant]) -> float:
    """The share of slips that were noticed, in percent."""
    return 100 * sum(mutant.noticed for mutant in mutants) / max(len(mutants), 1)


def named(mutants: list[Mutant]) -> float:
    """The share of the noticed slips whose right figure is among the first three of a diagnosis, in percent."""
    noticed = [mutant for mutant in mutants if mutant.noticed]
    return 100 * sum(mutant.named for mutant in noticed) / max(len(noticed), 1)


def main(path: Path) -> None:
    """Print what the slips in the draft at ``path`` come to."""
    session = Session(load(path))
    mutants = list(mutate(session))
    holds = [mutant for mutant in mutants if mutant.held]
    paths = dict.fromkeys(mutant.path for mutant in mutants)
    print(f"{path.name}: {len(paths)} figures, {len(mutants)} slips, {share(mutants):.1f} % noticed")
    count = len({mutant.path for mutant in holds})
    print(f"  {count} figures that others determine: {len(holds)} slips, {share(holds):.1f} % noticed")
    print(f"  of these noticed, {named(holds):.1f} % named rightly among the first three possible slips")
    for kind in (DIGIT, SWAP, TENFOLD, SIGN):
        some, determined = ([one for one in group if one.kind == kind] for group in (mutants, holds))
        print(
            f"  {kind}: {share(some):.1f} % of {len(some)}; determined: {share(determined):.1f} % of {len(determined)}"
        )
    missed = Counter(mutant.path for mutant in mutants if not mutant.noticed)
    for title, wanted in (("held by no equation", False), ("held, but some slips unnoticed", True)):
        print(f"{title}:")
        for place in dict.fromkeys(mutant.path for mutant in mutants if mutant.held is wanted):
            total = sum(mutant.path == place for mutant in mutants)
            texts = [mutant.raw for mutant in mutants if mutant.path == place and not mutant.noticed]
            if missed[place] or not wanted:
                cell = session.report.cell(place)
                print(f"  {place} {cell.raw} ({cell.label}): {missed[place]} of {total} unnoticed", *texts[:6])


if __name__ == "__main__":
    for name in sys.argv[1:] or [str(SAMPLE)]:
        main(Path(name))
