"""Section four in words."""

from exporters.wording.blocks import Head, Prose, Say
from exporters.wording.tables import ASSET_CLASSES, DISPOSALS


def _book_value(name: str, label: str, write_off: str, date: str = "") -> str:
    """One kind of asset: all of its book values, or those that are known."""
    cost, written_off, net = (f"{{book_values.{name}.{value}}}" for value in ("cost", "written_off", "net"))
    return (
        f"[{date}{label}原值{cost}[，累计{write_off}{written_off}][，净值{net}]。"
        f"|{date}{label}累计{write_off}{written_off}[，净值{net}]。|{date}{label}净值{net}。]"
    )


_CLASSES = (
    "基本分类情况如下：{classes.items/；: {name}{amount}[，占{share}]"
    "[（其中，{parts/，: {name}{amount}[，占{share}]}）]}。"
)
_ADDITIONS = "{totals.additions/、: {name}{amount}}"
_CAUSE = "[，主要原因为{totals.cause}][，其中" + _ADDITIONS + "]。"

ASSETS = (
    Head(2, "资产总体情况"),
    Say(
        "{overview.unit}资产总量为{totals.total}，其中：[流动资产{totals.current}][，非流动资产{totals.non_current}]。"
        "固定资产净值{totals.fixed_net}[，无形资产净值{totals.intangible_net}]。"
        "[较上年年末总资产{totals.last_year}{totals.change:增加|减少|持平}"
        "[，总资产{totals.change_rate:增长|下降|增长率为零}]" + _CAUSE + "|"
        "总资产较上年年末{totals.change_rate:增长|下降|增长率为零}" + _CAUSE + "|"
        "增减的主要原因为{totals.cause}[，其中新增" + _ADDITIONS + "]。|本年度新增" + _ADDITIONS + "。]"
    ),
    Head(2, "固定资产的配置、管理、处置等综合情况"),
    Head(3, "资产配置、管理、处置情况"),
    Prose("management"),
    Head(3, "资产账面情况及分析"),
    Say(
        _book_value("fixed", "固定资产", "折旧", "[截至{book_values.date}，]")
        + _book_value("intangible", "无形资产", "摊销")
    ),
    Say(
        "[{@year}年末固定资产原值较年初{book_values.cost_change:增加|减少|持平}"
        "[，主要为本年度新增{book_values.additions/、: {name}{amount}}]。"
        "|{@year}年度新增固定资产{book_values.additions/、: {name}{amount}}。]"
    ),
    Say("[{@year}年末{classes.base}{classes.base_amount}，" + _CLASSES + "|{@year}年末固定资产" + _CLASSES + "]"),
    ASSET_CLASSES,
    Say("[资产处置情况。{@year}年度，我部门处置资产{disposals.total}。]"),
    Say("[从资产类别分析，{disposals.by_kind/；: {name}{amount}[，占{share}]}。]"),
    Say("[从处置形式分析，{disposals.by_form/；: {name}{amount}[，占{share}]}。]"),
    DISPOSALS,
    Head(3, "资产绩效情况"),
    Prose("performance"),
)
