"""Posts less who fills them: what is vacant, or more than there should be (编制45名，实有42人，空编3名)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from model.language.intervals import Interpretation
from model.language.lexicon import lexicon
from model.language.quantity import Quantity
from model.language.statements.statement import Statement
from model.patterns import Pattern

# Posts are counted as things, who fills them as persons.
_POSTS = ("count:个", "count:人")
_FILLED = Pattern("编|^(?:实|现)有|在[岗职]")
_SHORTEST = 2


def vacant(earlier: list[Quantity], left: Quantity) -> Iterator[Statement]:
    """Posts less who fills them, the two right before it (编制45名，实有42人，空编3名)."""
    earlier = [one for one in earlier if _of_posts(one, left)]
    if len(earlier) >= _SHORTEST and not left.opener and left.kind.startswith("count"):
        posts, filled = earlier[-2:]
        if filled.tail.startswith("编制") and "编制" not in posts.tail and posts.index == filled.index - 1:
            posts, filled = filled, posts  # 现有车辆9辆，编制10辆，空编1辆
        rest = [Interpretation(((1, one), (-1, other))) for one, other in combinations(earlier, 2)]
        rest += [
            Interpretation(((1, posts), *((-1, one) for one in earlier[at:])))
            for at, posts in enumerate(earlier, 1)
            if at < len(earlier)
        ]
        sure = earlier[0] is posts and posts.part == left.part and not filled.opener
        sign = -1 if left.name.endswith(tuple(lexicon().kinds["overfull"])) else 1
        beside = posts.tail.startswith("编制") and "有" in filled.tail and len(earlier) == _SHORTEST
        if beside and sign * (posts.amount.value - filled.amount.value) == -left.amount.value < 0:
            yield Statement("direction", left, (), items=(posts,))  # 现有车辆9辆，编制10辆，超编1辆
            return
        rest = [replace(one, sign=sign) for one in rest]
        canonical = Interpretation(((1, posts), (-1, filled)), sign=sign, binding=True)
        yield Statement("balance", left, (canonical,), rest, "explicit" if sure else "never")


def _of_posts(one: Quantity, left: Quantity) -> bool:
    """Whether it counts posts, or who fills them, in the unit of those that are left or another."""
    return one.kind == left.kind or (one.kind in _POSTS and _FILLED.search(one.tail) is not None)
