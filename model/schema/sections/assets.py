"""Section four: what the department owns, how it changed, what was disposed of."""

from model.schema.fields import ASSET_SYSTEM, Choice, Date, Money, Percent, Prose, Text
from model.schema.records import Group, Record, Rows
from model.schema.relations import AtMost, Equal, Hundred, Matching, Switch, Within, around, growth, share
from model.text import words

COST = "固定资产原值"
NET = "固定资产净值"


class Addition(Record):
    """An asset that was added, as named in a cause."""

    name = Text("资产名称", required=True)
    amount = Money("金额", by_row=True, required=True, source=ASSET_SYSTEM)


class Totals(Record):
    """Assets in total."""

    source = ASSET_SYSTEM

    current = Money("流动资产")
    non_current = Money("非流动资产")
    total = Money(
        "资产总额",
        current + non_current,
        aliases=words("""
            资产总量 总资产 资产合计 资产总计 资产总值 资产总计金额 资产账面总额 资产账面总值 账面资产总额 资产总价值
            国有资产总额 国有资产总量 资产规模"""),
        required=True,
        source=ASSET_SYSTEM,
    )
    fixed_net = Money("固定资产净值", aliases=("固定资产账面净值",), required=True)
    intangible_net = Money("无形资产净值", aliases=("无形资产账面净值",), blank_is_none=True)
    construction = Money("在建工程", blank_is_none=True, folded=True)
    last_year = Money("上年末资产总额", required=True, from_last=total)
    change = Money("资产总额较上年增减额", total - last_year, signed=True, help="减少填负数")
    change_rate = Percent(
        "资产总额增长率",
        growth(total, last_year),
        signed=True,
        aliases=("资产总额增减率", "资产总额较上年增减率"),
        help="减少填负数",
    )
    increased = Money("资产本年增加额", folded=True)
    decreased = Money("资产本年减少额", blank_is_none=True, folded=True)
    cause = Prose("增减原因", yearly=True, phrase=True, help="“主要原因为”之后的话；新增资产可列在下面")
    additions = Rows(Addition, "主要新增资产", noun="资产", unique="name", yearly=True)
    rules = (
        Equal("rate_of_change", change_rate, share(change, last_year), remedy="增长率＝增减额÷上年末数", typed=True),
        Within("change_size", growth(total, last_year), -30, 30, reason=cause),
        AtMost("additions", additions.amount, total, remedy="新增资产之和不会超过年末资产总额"),
        Equal("movement", total, last_year + increased - decreased, remedy="年末数＝上年末数＋本年增加－本年减少"),
        AtMost("current_part", current, total, remedy="流动资产是资产总额的一部分"),
        AtMost("non_current_part", non_current, total, remedy="非流动资产是资产总额的一部分"),
        AtMost("construction", construction, non_current, remedy="在建工程是非流动资产的一部分"),
        AtMost("non_current_parts", fixed_net + intangible_net, non_current, remedy="两项净值之和不会超过非流动资产"),
    )


class BookValue(Record):
    """Original cost, what was written off, and the net book value."""

    cost = Money("原值", aliases=("账面原值",), source=ASSET_SYSTEM)
    written_off = Money(
        "累计折旧（摊销）",
        aliases=words("""
            累计折旧 累计摊销 已提折旧 已计提折旧 累计计提折旧 累计已提折旧 折旧累计 历年折旧累计 累计提取折旧
            已摊销 已提摊销 已计提摊销 累计已摊销 摊销累计"""),
        source=ASSET_SYSTEM,
    )
    net = Money("净值", cost - written_off, aliases=("账面净值",), source=ASSET_SYSTEM)


class BookValues(Record):
    """Book values at the date they were taken."""

    date = Date("账面数截止日", within_year=True, help="一般为12月31日")
    fixed = Group(BookValue, "固定资产")
    intangible = Group(BookValue, "无形资产")
    opening_cost = Money("年初固定资产原值", from_last=fixed.cost, source=ASSET_SYSTEM, help="不填则不核对增减额")
    cost_change = Money("固定资产原值较年初增减额", fixed.cost - opening_cost, signed=True, help="减少填负数")
    cost_added = Money("固定资产原值本年增加额", folded=True, source=ASSET_SYSTEM)
    cost_removed = Money(
        "固定资产原值本年减少额", blank_is_none=True, folded=True, source=ASSET_SYSTEM, help="处置、划出等减少的原值"
    )
    additions = Rows(Addition, "原值增加的主要资产", noun="资产", unique="name", yearly=True)
    rules = (
        Equal(
            "cost_movement",
            fixed.cost,
            opening_cost + cost_added - cost_removed,
            remedy="年末原值＝年初原值＋本年增加－本年减少",
        ),
    )


class ClassPart(Record):
    """An of-which line of a class."""

    name = Text("其中", required=True)
    amount = Money("金额", required=True, source=ASSET_SYSTEM)
    share = Percent("占比", share(amount, around("base_amount")), help="占所写基数的百分比")


class AssetClass(Record):
    """A class of fixed assets."""

    name = Text("类别", required=True)
    amount = Money(
        "金额", required=True, source=ASSET_SYSTEM, headings=("原值", "净值", "账面原值", "账面净值", "年末数")
    )
    share = Percent("占比", share(amount, around("base_amount")), help="占所写基数的百分比")
    parts = Rows(ClassPart, "其中", noun="其中项", unique="name")
    rules = (AtMost("parts", parts.amount, amount, remedy="“其中”各项之和不会超过本类金额"),)


class Classes(Record):
    """Fixed assets by class; all amounts and shares are of one base, which the report names."""

    base = Choice("金额和占比的基数", (COST, NET), help="报告写明按原值还是按净值分类；占比以它为基数")
    base_amount = Money(
        "基数金额",
        Switch(
            base, {COST: around("book_values").fixed.cost.linear(), NET: around("book_values").fixed.net.linear()}, COST
        ),
    )
    items = Rows(AssetClass, "资产类别", noun="资产类别", unique="name")
    rules = (
        Equal(
            "items",
            base_amount,
            items.amount,
            remedy="各类之和应等于基数金额，看是否漏列或重复；若各类按净值填，基数也要选净值",
        ),
        Hundred("shares", items.share),
    )


class DisposalPart(Record):
    """Disposed assets of one kind or form."""

    name = Text("名称", required=True)
    amount = Money("金额", required=True, source=ASSET_SYSTEM)
    share = Percent("占比", share(amount, around("total")), help="占处置资产总额的百分比")


class Disposals(Record):
    """Assets disposed of, by kind and by form."""

    by_kind = Rows(DisposalPart, "按资产类别", noun="类别", unique="name", yearly=True)
    by_form = Rows(DisposalPart, "按处置形式", noun="形式", unique="name", yearly=True)
    total = Money(
        "处置资产总额",
        by_kind.amount,
        aliases=(
            "处置资产",
            "资产处置",
            "资产处置总额",
            "处置资产原值",
            "资产处置金额",
            "处置各类资产",
            "处置账面原值",
            "处置原值",
        ),
        source=ASSET_SYSTEM,
    )
    rules = (
        Equal("by_form", total, by_form.amount, remedy="各处置形式之和应等于处置总额"),
        Hundred("kind_shares", by_kind.share),
        Hundred("form_shares", by_form.share),
    )


class Assets(Record):
    """资产管理情况."""

    totals = Group(Totals, "资产总体情况")
    management = Prose("资产配置、管理、处置情况", required=True)
    book_values = Group(BookValues, "账面情况")
    classes = Group(Classes, "固定资产分类")
    disposals = Group(Disposals, "资产处置")
    performance = Prose("资产绩效情况", required=True)
    rules = (
        Equal("fixed_net", totals.fixed_net, book_values.fixed.net, remedy="总体情况与账面情况的固定资产净值应一致"),
        Equal("intangible_net", totals.intangible_net, book_values.intangible.net, remedy="两处无形资产净值应一致"),
        Matching("additions", totals.additions, book_values.additions, remedy="同一项新增资产两处金额应一致"),
    )
