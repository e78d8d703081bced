"""Names of figures as keys: two spellings of one name have one key."""

from __future__ import annotations

import re
from functools import lru_cache

from model.language.lexicon import lexicon
from model.patterns import Pattern

_LEFT = "●◆■•▪的为是了于和及与、共计约数达有已至由从按该另还并，：:（）()—-·/ "
_RIGHT = "的为是了于和及与、共计达有已至由，：:（）()—-·/ "
_STATED = Pattern(
    r"^(?:其中|其?[一二三四五六七八]为|[0-9]+[、.．]|[①-⑳]|（[一二三四五六七八九十0-9]+）|[一二三四五六七八九十]、|(?:[0-9]{1,2}[至到])?[0-9]{1,2}月(?:份|底|末)?(?:[0-9]{1,2}日)?(?:[0-9]{1,2}时)?)+"
)
# 及格, 及时率 and 达标小区 are names from their first character on.
_BEGIN = Pattern(f"^(?:(?!及[格时]|有效|达标(?!准))[{re.escape(_LEFT)}])+")
_SHORTEST_PART = 3
_JOINTS = "和及与、"


def tidy(name: str) -> str:
    """``name`` without enumerators and words at its edges that belong to the sentence."""
    return _BEGIN.sub("", _STATED.sub("", name), count=1).rstrip(_RIGHT)


@lru_cache(4096)
def key(name: str) -> str:
    """The key of ``name``: 公务接待经费支出 and 公务接待费 are "公务接待"; "" where it names nothing."""
    if name in lexicon().bare:
        return ""
    words = lexicon()
    for tail in words.tails:
        if name.endswith(tail) and len(name) > len(tail) + 1:
            name = name.removesuffix(tail)
            break
    for said, meant in words.same.items():
        if said in name and (name == said or name.endswith(said)):
            name = name.removesuffix(said) + meant
            break
    return name


def alike(one: str, other: str) -> bool:
    """Whether two keys may name one thing: equal, or the longer ends with the shorter."""
    if not one or not other:
        return False
    if one == other:
        return True
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return len(short) >= _SHORTEST_PART and long.endswith(short) and not joined(long, short)


def joined(name: str, part: str) -> bool:
    """Whether a part of a name is one of several things that it names: 直属单位 in 本级及直属单位."""
    at = name.find(part)
    return at > 0 and name[at - 1] in _JOINTS
