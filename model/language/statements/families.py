"""Families of names that make a list whole: 人员 and 公用, 基本 and 项目, the three public expenses."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.language.keys import key
from model.language.lexicon import Family, lexicon

if TYPE_CHECKING:
    from model.language.quantity import Quantity

_SHORT = 2
_FUNDS = ("预算", "拨款", "财政", "部门", "单位", "本级")


def family_of(items: list[Quantity]) -> Family | None:
    """The family that the names are, each item one of it; None where they are none."""
    of_items = [_members(item.key) for item in items]
    for at, family in enumerate(lexicon().families):
        members = [found.get(at) for found in of_items]
        if all(members) and family.of <= {member for found in members if found is not None for member in found}:
            return family
    return None


@lru_cache(maxsize=2048)
def _members(name: str) -> dict[int, frozenset[str]]:
    """By the place of each family, its members that ``name`` may be."""
    found: dict[int, frozenset[str]] = {}
    for at, family in enumerate(lexicon().families):
        members = frozenset(member for member in family.of | family.more if _is_member(name, key(member)))
        if members:
            found[at] = members
    return found


def _is_member(name: str, member: str) -> bool:
    if name == member or (len(member) > 1 and name.startswith(member)):
        return True
    rest = name.removesuffix(member)  # 日常公用, 一般公共预算基本; 车辆购置项目 is one of many
    return len(member) > 1 and rest != name and (len(rest) <= _SHORT or rest.endswith(_FUNDS))
