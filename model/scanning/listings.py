"""Which list of the report an enumeration fills, by the figure it breaks down and the names that belong to it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

FUNCTIONS: Final = "overview.scale.functions"
# The functional classes of expenditure (支出功能分类科目, 类级) as the Ministry of Finance names them.
_FUNCTIONS: Final = (
    r"^(?:一般公共服务|外交|国防|公共安全|教育|科学技术|文化旅游体育与传媒|文化体育与传媒|社会保障和就业|社会保险基金|卫生健康|医疗卫生与计划生育"
    r"|节能环保|城乡社区|农林水|交通运输|资源勘探(?:工业)?信息等?|商业服务业等?|金融|援助其他地区|自然资源海洋气象等?|国土海洋气象等?|住房保障"
    r"|粮油物资储备|国有资本经营预算|灾害防治及应急管理|债务付息|债务发行费用|抗疫特别国债安排的|其他)(?:支出)?$"
)
_ASSETS: Final = r"土地|房屋|构筑物|设备|文物|陈列品|图书|档案|家具|用具|装具|动植物|车辆|物资"
_FORMS: Final = r"划转|调拨|捐赠|报废|报损|出售|出让|转让|置换|拍卖|变卖|盘亏|核销|毁损|注销"
_KINDS: Final = r"固定资产|无形资产|流动资产|" + _ASSETS
_ADDED: Final = r"新增|增加|购置|购买|购入|入账|接收|划入|建成|转入|新建"


class Listing(NamedTuple):
    """A list that is being filled: its ``path``, what names belong (``gate``, "" for any), its figure's name."""

    path: str
    gate: str = ""
    figure: str = "amount"

    def takes(self, name: str) -> bool:
        """Whether a row called ``name`` belongs to it."""
        plain = re.sub(r"[（）()“”\s]", "", name)
        return 1 < len(plain) <= 45 and (not self.gate or re.search(self.gate, plain) is not None)


_BROKEN_DOWN: Final[dict[str, tuple[Listing, ...]]] = {
    "overview.scale.project": (Listing(FUNCTIONS, _FUNCTIONS),),
    "general_budget.projects.unit_projects.total": (Listing("general_budget.projects.unit_projects.items"),),
    "general_budget.projects.public_projects.total": (Listing("general_budget.projects.public_projects.items"),),
    "assets.book_values.fixed.cost": (Listing("assets.classes.items", _ASSETS),),
    "assets.book_values.fixed.net": (Listing("assets.classes.items", _ASSETS),),
    "assets.totals.fixed_net": (Listing("assets.classes.items", _ASSETS),),
    "assets.classes.base_amount": (Listing("assets.classes.items", _ASSETS),),
    "assets.disposals.total": (
        Listing("assets.disposals.by_form", _FORMS),
        Listing("assets.disposals.by_kind", _KINDS),
    ),
    "government_funds.actual": (Listing("government_funds.items"),),
    "state_capital.actual": (Listing("state_capital.items"),),
}
_ADDITIONS: Final = {
    "assets.totals.change": Listing("assets.totals.additions", _ADDED),
    "assets.totals.change_rate": Listing("assets.totals.additions", _ADDED),
    "assets.book_values.cost_change": Listing("assets.book_values.additions", _ADDED),
}


def broken_down(path: str) -> tuple[Listing, ...]:
    """The lists that the figure at ``path`` can be broken down into."""
    fund = re.fullmatch(r"(insurance\.funds\.\d+\.(?:budget|final)_(?:income|expenditure))_total", path)
    return (Listing(fund[1]),) if fund else _BROKEN_DOWN.get(path, ())


def additions(path: str) -> Listing | None:
    """The list of assets that explain a change at ``path``, None for none; the gate is for the words around."""
    return _ADDITIONS.get(path)


def row_name(words: str) -> str:
    """The name of a row without what leads up to it and links it to its amount."""
    name = re.sub(
        r"^(?:从[^，：]{2,10}?(?:分析|来看|看)|[、，；：\s]|和|及|与|以及|其中|分别|包括|其他为|主要项目内容有|主要项目有|主要有|主要包括|主要为|主要是|具体为|如下|有：|另外|[一二三四五六七八九十]是|第[一二三四五六七八九十]"
        r"|[0-9]{1,2}[、.]|（[0-9]{1,2}）|[①-⑳])++",
        "",
        words,
    )
    return re.sub(r"(?:[：:、，]|金额|共计|合计|为|是|计|约){1,9}$", "", name).strip()


def added_name(words: str) -> str:
    """The name of an asset without the words that say it was added."""
    name = re.split(r"[，；：]|原因(?:是|为|系)?|主要(?:是|为|系)", words)[-1]
    return row_name(
        re.sub(
            r"^(?:[、和及与]|(?:本年度?|当年|今年|20[0-9]{2}年度?))*(?:新增|增加|购置|购买|购入|接收|划入|建成|转入|新建|入账|了|的)*",
            "",
            name,
        )
    )


def classes_are_broken_down(words: str, home: str) -> bool:
    """Whether a list behind ``words`` tells all classes of assets, and not some of them: 其中房屋净值…."""
    return home == "assets.classes" or re.search(r"分类|类别|构成|按|^，由", words) is not None
