"""What was done, of how many: the rate of a deed, what is not done yet, posts that are vacant."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from model.language.amounts import PERCENT
from model.language.intervals import HUNDRED, Interpretation, expected
from model.language.lexicon import alternatives, lexicon
from model.language.quantity import OTHER_TIMES
from model.language.statements.statement import Example, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.language.quantity import Quantity
    from model.language.text_document import TextDocument

EXAMPLES = (
    Example("发现隐患864处，整改843处，整改率96.7%。", "96.7"),
    Example("受理投诉864件，办结843件，按期办结率100%。"),
    Example("发现隐患864处，整改843处，未整改31处。", "31"),
    Example("受理投诉864件，上年结转12件，办结843件，未办结33件。"),
    Example("核定编制45名，实有42人，空编5名。", "5"),
    Example("核定编制45名，实有42人，其中事业空编2名。"),
)

_MOST = 12
_SHORTEST = 2


def deeds(document: TextDocument) -> Iterator[Statement]:
    """The statements of deeds whose numbers stand in one sentence."""
    for row in document.sentences:
        for at, mention in enumerate(row[1:], 1):
            earlier = [one for one in row[max(0, at - _MOST) : at] if one.level]
            if not mention.level or not mention.own or not earlier or mention.rank:
                continue
            if mention.kind == PERCENT and mention.name.endswith(("率", "度", "比例")):
                told = document.sentences[mention.sentence - 1][-_MOST:] if mention.sentence else []
                yield from _rate(earlier, [one for one in told if one.level], mention)
            elif mention.name.endswith(tuple(lexicon().kinds["vacant"])):
                yield from _vacant([one for one in earlier if _one_kind(one.kind, mention.kind)], mention)
            elif undone := _undone().search(mention.name):
                same = [one for one in earlier if one.kind == mention.kind and one.depth <= mention.depth]
                yield from _not_done(same, mention, mention.name[undone.end() :], row[at + 1 : at + 2])


def _rate(earlier: list[Quantity], told: list[Quantity], rate: Quantity) -> Iterator[Statement]:
    """The rate of the deed whose number stands right before it, in a number of its kind before that.

    Where the words do not say that the number is the deed's, only a slip of the pen is an error.
    """
    done = earlier[-1]
    if done.index != rate.index - 1 or not done.kind.startswith("count") or done.part != rate.part:
        return
    others = [one for one in earlier[:-1] if _one_kind(one.kind, done.kind)]
    others = others or [one for one in told if _one_kind(one.kind, done.kind)]
    totals = [one for one in reversed(others) if one.amount.value >= done.amount.value]
    if not totals and len(others) == _SHORTEST:  # 新收864件，旧存120件，结案902件，结案率91.7%
        reading = Interpretation(((1, done),), tuple((1, one) for one in others), binding=True)
        yield Statement("average", rate, (reading,), certainty="slip", items=(done, others[0]))
    if totals:
        rest = [Interpretation(((1, done),), ((1, one),)) for one in others]
        rest += [Interpretation(((1, one),), ((1, done),)) for one in others]
        rest += [Interpretation(((1, done),), ((1, one), (1, other))) for one, other in pairwise(others)]
        # What was done and what was not are told, and what both come to is not (批准148人，不捕64人，不捕率30.19%).
        rest += [Interpretation(((1, done),), ((1, one), (1, done))) for one in others]
        reading = Interpretation(((1, done),), ((1, totals[0]),), binding=True)
        sure = _tells(done.name, rate.name.removesuffix("率").removesuffix("度"))
        # Where it is far off, the number that it is of is not printed (惠及1.23万人；安置士兵186人，安置率100%).
        due, printed = expected(reading) or Fraction(0), rate.amount.value
        sure = sure and printed != HUNDRED and printed < 2 * due < 4 * printed
        sure = sure and (done.time in OTHER_TIMES) == (totals[0].time in OTHER_TIMES)
        yield Statement("average", rate, (reading,), rest, "explicit" if sure else "slip", items=(done, totals[0]))


def _tells(name: str, deed: str) -> bool:
    """Whether the name says the deed, in its order of characters: 取得证书 is what 取证率 is the rate of."""
    rest = iter(name)
    if len(deed) < _SHORTEST or _undone().search(name):
        return False
    begins = name[:1] == deed[0] and all(character in rest for character in deed)
    return begins or (name.endswith(deed) and not name.endswith(f"不{deed}"))


def _one_kind(one: str, other: str) -> bool:
    """Whether both count the same: 人 and 人次 may."""
    return one.startswith(other) or other.startswith(one)


def _vacant(earlier: list[Quantity], vacant: Quantity) -> Iterator[Statement]:
    """Posts less who fills them, the two right before it (编制45名，实有42人，空编3名)."""
    if len(earlier) >= _SHORTEST and not vacant.opener and vacant.kind.startswith("count"):
        posts, filled = earlier[-2:]
        rest = [Interpretation(((1, one), (-1, other))) for one, other in combinations(earlier, 2)]
        rest += [
            Interpretation(((1, posts), *((-1, one) for one in earlier[at:])))
            for at, posts in enumerate(earlier, 1)
            if at < len(earlier)
        ]
        sure = earlier[0] is posts and posts.part == vacant.part and not filled.opener
        canonical = Interpretation(((1, posts), (-1, filled)), binding=True)
        yield Statement("balance", vacant, (canonical,), rest, "explicit" if sure else "never")


@cache
def _undone() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(lexicon().kinds['undone'])})(?=..)")


def _not_done(earlier: list[Quantity], left: Quantity, done: str, behind: list[Quantity]) -> Iterator[Statement]:
    """A total is what was done of it with what was not (发现隐患864处，整改843处，未整改21处)."""
    place = next((at for at in range(len(earlier) - 1, 0, -1) if earlier[at].name.endswith(done[:_SHORTEST])), 0)
    if not place or left.opener or _undone().search(earlier[place].name):
        return
    made, totals = earlier[place], earlier[:place]
    rest = [Interpretation(((1, one), (-1, made))) for one in totals]
    rest += [Interpretation(((1, one), (1, other), (-1, made))) for one, other in pairwise(totals)]
    rest += [Interpretation(((1, one), *((-1, part) for part in earlier[place:]))) for one in totals]
    rest += [Interpretation(((1, one), (-1, made), (1, more))) for one in totals for more in behind]
    yield Statement("balance", left, (Interpretation(((1, totals[-1]), (-1, made)), binding=True),), rest)
