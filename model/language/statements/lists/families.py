"""Names that make a list whole: families (人员 and 公用, 基本 and 项目), opposed words, and what is left over."""

from __future__ import annotations

from functools import lru_cache

from model.language.keys import key
from model.language.lexicon import Family, lexicon, pattern
from model.language.quantity import Quantity
from model.language.text_document import TextDocument
from model.patterns import Pattern

OVERLAPPING = ("count:人", "count:人次", "count:户")
"""One person may be a woman and of a party, one household poor and of the village."""
_SHORT = 2
_AROUND = 12
_AND_BELOW = Pattern("及?以[上下]")
_FROM_TO = Pattern("(20[0-9]{2})年?(?:[至到]|[-—–~～]+)(20[0-9]{2})年")
_NUMERALS = "一二三四五六七八九"
_JOINTS = Pattern("[、和及与]")
_KINDS = Pattern(
    "(?P<Kinds>[^，。；：（）0-9]{1,12}?(?:[、和及与][^，。；：、和及与（）0-9]{1,12}?){2,8})(?:[三四五六七八九]|[3-9])(?:个|大?类|种|项|级)"
)
_ALL = Pattern(
    "(?:[两二三四五六七八九](?:类|项|者|种(?:编制)?|个部分)?(?:以外|之外)|除此(?:以外|之外)?)[^，。；0-9]{0,4}(?:没有|再?无|不含)(?:其他|其它|别的)|^，(?:没有|再?无)(?:其他|其它|别的)"
)
_NONE = Pattern("无|没有|未发生|未安排|均?为0(?![.0-9])")
_SO_MANY = Pattern("^(?:以上|上述|这)?[两二三四五六](?:项|类|者|部分)")
_FUNDS = ("采购", "预算", "拨款", "财政", "部门", "单位", "本级")


def family_of(items: list[Quantity]) -> Family | None:
    """The family that the names are, each item one of it; None where they are none."""
    of_items = [_members(item.key) for item in items]
    for at, family in enumerate(lexicon().families):
        members = [found.get(at) for found in of_items]
        if all(members) and family.of <= {member for found in members if found is not None for member in found}:
            return family
    return None


def opposed(items: list[Quantity]) -> bool:
    """Whether the names differ in nothing but words that part a thing in a row, each of the row once."""
    for row in (*lexicon().opposed, *lexicon().halves):
        if len(row) != len(items):
            continue
        longest = sorted(row, key=len, reverse=True)
        told = [next((word for word in longest if word in item.key), "") for item in items]
        rests = {item.key.replace(word, "", 1) for item, word in zip(items, told, strict=True)}
        rests -= {""} if items[0].key != told[0] else set()  # 有效问卷560份、无效12份
        if set(told) == set(row) and len(rests) == 1:
            return True
    return False


def in_sequence(items: list[Quantity], more_than: int = _SHORT, mark: str = "第") -> bool:
    """Whether the names, ``more_than`` so many, are numbered from the first on (第一期, 第二期, 第三期)."""
    numbered = [item.key.removeprefix(f"{mark}{numeral}") for item, numeral in zip(items, _NUMERALS, strict=False)]
    told = more_than < len(items) == len(numbered) and all(
        len(rest) < len(item.key) for rest, item in zip(numbered, items, strict=True)
    )
    return told and len(set(numbered)) == 1


def none_of_others(items: list[Quantity], behind: str) -> bool:
    """Whether ``behind`` says that there is none of others, or of what the items' family lacks (因公出国无支出)."""
    return _ALL.search(behind) is not None or but_none(items, behind) is not None


def but_none(items: list[Quantity], behind: str) -> Family | None:
    """The family that the items are all of but those of which ``behind`` says that there is none."""
    found = _NONE.search(behind)
    if found is None:
        return None
    said = behind[: found.end()] + behind[found.end() :].partition("，")[0]
    for at, family in enumerate(lexicon().families):
        members = [_members(item.key).get(at) for item in items] if len(items) > 1 else [None]
        if all(members):
            lacking = family.of.difference(*(one for one in members if one is not None))
            if lacking and all(member.removeprefix("因公") in said for member in lacking):
                return family
    return None


def kinds_named(items: list[Quantity], before: str) -> bool:
    """Whether the words before them name as many kinds as items, each by its name (机械、化工、材料3个领域，其中)."""
    for found in _KINDS.finditer(before):
        kinds = _JOINTS.split(found["Kinds"])
        if len(kinds) == len(items) > _SHORT:
            begin = items[0].name.startswith(kinds[0]) or kinds[0].endswith(items[0].name)
            return begin and all(item.name.startswith(kind) for item, kind in zip(items[1:], kinds[1:], strict=True))
    return False


def years_named(items: list[Quantity], before: str) -> bool:
    """Whether the words before them name the first and the last of the years that they are of (2021年至2023年)."""
    years = [item.year for item in items]
    named = _FROM_TO.search(before)
    run = len(years) > _SHORT and years == list(range(years[0], years[0] + len(years)))
    return run and named is not None and (int(named[1]), int(named[2])) == (years[0], years[-1])


def parted_before(document: TextDocument, head: Quantity, parts: list[Quantity]) -> int:
    """How many of the parts bear, in order, the names of those that another total before them came to; 0 for none.

    What they come to is near the head: 实有28人，行政、事业分别缺编1人、2人 tells other things.
    """
    for whole in document.mentions[max(0, head.index - _AROUND) : head.index]:
        same = document.mentions[whole.index + 1 : head.index]
        alike = [one.key == other.key and one.level and other.level for one, other in zip(same, parts, strict=False)]
        many = [*alike, False].index(False)
        kinds = {one.kind for one in (head, *parts[:many])}, {one.kind for one in (whole, *same[:many])}
        told = whole.level and whole.prose == head.prose and many > 1 and all(len(one) == 1 for one in kinds)
        near = 2 * head.amount.value < 3 * sum(one.amount.value for one in parts[:many]) < 4 * head.amount.value
        if told and near and whole.amount.value == sum(one.amount.value for one in same[:many]):
            return many
    return 0


def apart(items: list[Quantity]) -> bool:
    """Whether the names differ in nothing but words that never fit one thing at once (博士, 硕士, 本科)."""
    for row in lexicon().exclusive:
        told = [next((word for word in row if word in item.key), "") for item in items]
        rests = {_AND_BELOW.sub("", item.key.replace(word, "", 1)) for item, word in zip(items, told, strict=True)}
        rests -= {""} if items[0].key.endswith(tuple(rests)) else set()  # 高级职称46人、中级63人
        if "" not in told and len(set(told)) == len(items) and len(rests) <= 1:
            return True
    return False


def disjoint(items: list[Quantity]) -> bool:
    """Whether nothing, and nobody, is of two of them: begun with words that part things, or called as offices are."""
    if apart(items):
        return True
    rows = (
        [next((word for word in row if item.key.startswith(word)), "") for item in items] for row in lexicon().exclusive
    )
    if any("" not in told and len(set(told)) == len(items) for told in rows):
        return True  # 县级医疗机构4个、乡镇卫生院11个
    offices = all(pattern("(?:<office>|<own_office>)$").search(item.tail) for item in items)
    return offices and len({item.tail for item in items}) == len(items) > _SHORT


def of_one_deed(items: list[Quantity]) -> bool:
    """Whether the names begin with one deed, done to each thing once (移送纪检15件、移送公安2件): nobody is."""
    names = [item.name for item in items]
    same = 1 if len(names) > _SHORT and {len(name) for name in names} == {_SHORT} else _SHORT  # 乱占、乱采、乱建
    return items[0].kind not in OVERLAPPING and all(
        len(name) > same and name[:same] == names[0][:same] for name in names
    )


def rest_of_all(items: list[Quantity]) -> bool:
    """Whether the last one is what is left of the things that all of them are (轿车用车, 救护用车, 其他用车)."""
    last = items[-1].key
    word = next((word for word in lexicon().rest if last.startswith(word)), None)
    stem = last.removeprefix(word) if word is not None else ""
    # 其他收入 is a kind of income of its own.
    return (
        len(stem) >= _SHORT
        and key(stem) != ""
        and all(item.key.endswith(stem) and item.key != last for item in items[:-1])
    )


@lru_cache(maxsize=2048)
def _members(name: str) -> dict[int, frozenset[str]]:
    """By the place of each family, its members that ``name`` may be."""
    found: dict[int, frozenset[str]] = {}
    for at, family in enumerate(lexicon().families):
        members = frozenset(member for member in family.of | family.more if _is_member(name, key(member)))
        if members:
            found[at] = members
    return found


def family_members(name: str, family: Family) -> frozenset[str]:
    """The members of the family that ``name`` may be."""
    return _members(name).get(lexicon().families.index(family), frozenset())


def is_head_of(total: Quantity, family: Family) -> bool:
    """Whether a figure bears the name of what the family comes to."""
    called = _SO_MANY.sub("", total.key)  # 两项合计基本支出
    return any(called == name or (len(name) > _SHORT and called.endswith(name)) for name in family.head)


def _is_member(name: str, member: str) -> bool:
    if name == member or (len(member) > 1 and name.startswith(member)):
        return True
    rest = name.removesuffix(member)  # 日常公用, 一般公共预算基本; 车辆购置项目 is one of many
    if rest.endswith("非"):
        return False  # 非流动资产 are no 流动资产
    return len(member) > 1 and rest != name and (len(rest) <= _SHORT or rest.endswith(_FUNDS))


def family_head(document: TextDocument, family: Family, items: list[Quantity]) -> Quantity | None:
    """The figure that a family comes to, printed in its sentence or the one before, the nearest of its name."""
    first = items[0]
    rows = [document.sentences[first.sentence], document.sentences[first.sentence - 1] if first.sentence else []]
    for row in rows:
        for mention in reversed(row):
            if (
                mention.index < first.index
                and mention.level
                and mention.kind == first.kind
                and mention.section == first.section
            ):
                if mention.plan != first.plan or (mention.time or "this") != (first.time or "this") or mention.added:
                    continue
                if mention.listed and not mention.own:
                    continue  # 部门支出90万元，其中局机关60万元: an item that no name tells from its head
                if is_head_of(mention, family):
                    return mention
    return None
