"""Which list of the report an enumeration fills, by the figure it breaks down and the names that belong to it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from model.language.lexicon import pattern
from model.patterns import Pattern

FUNCTIONS: Final = "overview.scale.functions"
ECONOMIC: Final = "overview.scale.economic.items"
_ANY: Final = Pattern("")
_ASSETS: Final = pattern("<assets>")


_LEADS: Final = pattern(
    r"^(?:从[^，：]{2,10}?(?:分析|来看|看)|[实决支][支算出]数?(?:包括|用于|投向)|[、，；：\s]|<row_leads>|[一二三四五六七八九十]是|第[一二三四五六七八九十][是，、：]"
    r"|[0-9]{1,2}[、.]|（[0-9]{1,2}）|[①-⑳])++"
)
_NONE_OF_IT: Final = Pattern("^[^，；：]{2,}无、")  # 财政补贴收入无、利息收入
_NEWLY: Final = pattern(
    "^(?:[、和及与]|本年度?|当年|今年|其中|20[0-9]{2}年度?(?=<assets_in>)|<assets_in>(?:固定资产(?!管理))?|[了的])*"
)
_ACCOUNT: Final = Pattern("^(?:[^，；]{0,6}支出[里中]的?(?:列入|列支在|记入)?)?(.{2,20}?)科目$")
_BY_WAY: Final = Pattern("^(?:以|通过|采取|按)(.{2,8})(?:方式|形式)(?:处置|核销)?(?:资产)?")


class Listing(NamedTuple):
    """A list that is being filled: its ``path``, what names belong (``gate``), its figure's name.

    ``closed``: nothing else is called so, so that its rows need no word that opens the list.
    """

    path: str
    gate: Pattern = _ANY
    figure: str = "amount"
    closed: bool = False

    def takes(self, name: str) -> bool:
        """Whether a row called ``name`` belongs to it."""
        plain = re.sub(r"[（）()“”\s]", "", name)
        return 1 < len(plain) <= 45 and self.gate.search(plain) is not None


_BY_ECONOMY: Final = Listing(ECONOMIC, pattern("^<economic_classes>(?:支出)?$"))
_BY_FUNCTION: Final = Listing(FUNCTIONS, pattern("^<functions>等?(?:支出)?$"), closed=True)
_BROKEN_DOWN: Final[dict[str, tuple[Listing, ...]]] = {
    "overview.scale.economic.total": (_BY_ECONOMY,),
    "overview.scale.total": (_BY_ECONOMY,),
    "overview.scale.basic": (_BY_ECONOMY,),
    "general_budget.basic.actual": (_BY_ECONOMY,),
    "overview.scale.project": (_BY_FUNCTION,),
    "general_budget.projects.actual": (_BY_FUNCTION,),
    "general_budget.projects.unit_projects.total": (Listing("general_budget.projects.unit_projects.items"),),
    "general_budget.projects.public_projects.total": (Listing("general_budget.projects.public_projects.items"),),
    "assets.book_values.fixed.cost": (Listing("assets.classes.items", _ASSETS),),
    "assets.book_values.fixed.net": (Listing("assets.classes.items", _ASSETS),),
    "assets.totals.fixed_net": (Listing("assets.classes.items", _ASSETS),),
    "assets.classes.base_amount": (Listing("assets.classes.items", _ASSETS),),
    "assets.disposals.total": (
        Listing("assets.disposals.by_form", pattern("<disposal_forms>"), closed=True),
        Listing("assets.disposals.by_kind", pattern("<asset_classes>|<assets>"), closed=True),
    ),
    "government_funds.income": (Listing("government_funds.incomes", Pattern("收入$")),),
    "state_capital.income": (Listing("state_capital.incomes", Pattern("收入$")),),
    "government_funds.actual": (Listing("government_funds.items"),),
    "state_capital.actual": (Listing("state_capital.items"),),
}
_CLASSES: Final = Pattern(
    "^(?:按(?:固定资产)?(?:账面)?)?([原净]值)(?:归类|分类|划分|当中|里面?|之中|分布)[，：]|固定资产(?:账面)?([原净]值)[^，。；：]{0,6}(?:分类|类别|构成|分布)[^，。；：]{0,6}：|(?:分类|类别|构成)[^，。；：]{0,8}固定资产(?:账面)?([原净]值)[^，。；：]{0,6}："
)
_ADDED: Final = pattern("<assets_in>")
_ADDITIONS: Final = {
    "assets.totals.change": Listing("assets.totals.additions", _ADDED),
    "assets.totals.change_rate": Listing("assets.totals.additions", _ADDED),
    "assets.book_values.cost_change": Listing("assets.book_values.additions", _ADDED),
}

_BASES: Final = {
    "assets.book_values.fixed.cost": "固定资产原值",
    "assets.book_values.fixed.net": "固定资产净值",
    "assets.totals.fixed_net": "固定资产净值",
}
_CLASSIFIED: Final = Pattern(r"[，。：]?.{0,6}(?:分类|构成|按类别|具体)")


def broken_down(path: str) -> tuple[Listing, ...]:
    """The lists that the figure at ``path`` can be broken down into."""
    fund = re.fullmatch(r"(insurance\.funds\.\d+\.(?:budget|final)_(?:income|expenditure))_total", path)
    return (Listing(fund[1]),) if fund else _BROKEN_DOWN.get(path, ())


def by_class(names: Collection[str]) -> str:
    """The list of the classes of expenditure that all the names are of; "" where they are not all of one kind."""
    found = (one.path for one in (_BY_ECONOMY, _BY_FUNCTION) if all(map(one.takes, names)))
    return next(found, "") if len(names) > 1 else ""


def are_assets(names: Collection[str]) -> bool:
    """Whether all the names are of classes of fixed assets (房屋和构筑物, 设备), and there are several."""
    return len(names) > 2 and all(_ASSETS.search(name) for name in names)


def additions(path: str) -> Listing | None:
    """The list of assets that explain a change at ``path``, None for none; the gate is for the words around."""
    return _ADDITIONS.get(path)


def row_name(words: str) -> str:
    """The name of a row without what leads up to it and links it to its amount."""
    name = _BY_WAY.sub(r"\1", _NONE_OF_IT.sub("", _LEADS.sub("", words)))
    name = _ACCOUNT.sub(r"\1", name)
    return re.sub(r"(?:[：:、，]|金额|共计|合计|为|是|计|约){1,9}$", "", name).strip()


def added_name(words: str) -> str:
    """The name of an asset without the words that say it was added."""
    name = re.split(r"[，；：]|原因(?:是|为|系)?|主要(?:是|为|系)", words)[-1]
    return row_name(_NEWLY.sub("", name))


def name_in(path: str, words: str) -> str:
    """The name of a row of the list at ``path`` by the words right before its figure."""
    added = any(path == listing.path for listing in _ADDITIONS.values())
    return added_name(words) if added else row_name(words)


def classes_of(words: str) -> str:
    """What of fixed assets a list breaks down, by the words before it: 以固定资产原值为基数分类：; "" for nothing."""
    found = _CLASSES.search(words)
    return f"固定资产{found[1] or found[2] or found[3]}" if found else ""


def base_of_classes(path: str, after: str) -> str:
    """What of fixed assets the figure at ``path`` is, where the words ``after`` it part it by classes; "" if not."""
    return _BASES.get(path, "") if _CLASSIFIED.match(after) else ""


def classes_are_broken_down(words: str, home: str) -> bool:
    """Whether a list behind ``words`` tells all classes of assets, and not some of them: 其中房屋净值…."""
    return home == "assets.classes" or re.search(r"分类|类别|构成|分布|按|^，由", words) is not None
