"""Every rule by its code: what it says, why it matters, how to mend a breach, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.checks.findings import NUMERALS, place, short_label
from model.errors import ZipingError
from model.report.constraints import NameBound
from model.report.report import Report
from model.report.tree import Node, RowList
from model.schema.relations import ANY, Hundred, Within

if TYPE_CHECKING:
    from model.report.constraints import Bound
    from model.report.formulas import Arm, Term
    from model.report.tree import Cell


class Entry(NamedTuple):
    """A rule: ``sentence`` what must hold, ``reason`` why, ``remedy`` what to do, ``basis`` where it comes from."""

    code: str
    place: str
    sentence: str
    reason: str
    remedy: str
    basis: str = ""


_SUM = "合计与各项对不上是公开报告里最常见的差错，审核时首先核对"
_RATE = "百分比与所依据的两个数不符，或基数用错，会被要求说明"
_SAME = "同一个数在不同地方不一致，说明其中一处没有改到"
_PART = "部分不会大于整体"
_GENERAL = "《预算法》第十四条要求公开的预决算真实、完整；自评报告的数应与部门决算一致"
_OPENLY = "公开的绩效自评报告（惯例，当地通知另有规定的从其规定）"

_STATED = "一句话里的数自己就能互相核对；对不上，读者一看便知"

# What the sentences and tables of a report say among their own figures (ziping scan).
STATED_RULES = (
    Entry(
        "stated_change",
        "",
        "句子里的增减额等于本期数与基数之差，增减方向相符",
        _STATED,
        "对照来源表，改正写错的数",
        _GENERAL,
    ),
    Entry("stated_average", "", "句子里的人均数、倍数与所依据的两个数相符", _RATE, "按所写的两个数重算", ""),
    Entry("stated_rate", "", "句子里的增减率与增减额、基数相符", _RATE, "按所写的基数重算", _GENERAL),
    Entry("stated_direction", "", "增减额与增减率的方向一致", _STATED, "改正写反的那个词", ""),
    Entry("stated_flat", "", "写“持平”的两个数相等", _STATED, "改正数字，或写明增加、减少", ""),
    Entry("stated_share", "", "句子里的占比等于该项与所说总数之比", _RATE, "按所写的总数重算", _GENERAL),
    Entry(
        "stated_execution",
        "",
        "预算执行率等于支出数与支出预算之比",
        _RATE,
        "以预算为分母重算；收入不是支出执行率的基数",
        _GENERAL,
    ),
    Entry(
        "stated_list",
        "",
        "写全了的各项之和等于总数，各项之和不大于总数",
        _SUM,
        "对照来源表，改正写错的那一项",
        _GENERAL,
    ),
    Entry("stated_total", "", "合计等于前面所列各项之和", _SUM, "对照来源表，改正写错的那一项", _GENERAL),
    Entry("stated_balance", "", "净值、结余、期末数与所列的数轧平", _SUM, "对照账簿，改正写错的数", _GENERAL),
    Entry("stated_repeat", "", "同一个数前后写得一致", _SAME, "对照来源表，改正写错的那一处", _GENERAL),
    Entry("stated_unit", "", "同一个数前后的单位一致", "多半是把元当成了万元", "核对单位", ""),
    Entry("stated_nothing", "", "数为0时不写完成比例", _STATED, "删去比例，或补写数字", ""),
    Entry("stated_table", "", "表里的合计、增减额、比率与各栏相符", _SUM, "对照来源表，改正写错的那一格", _GENERAL),
    Entry("stated_doubled", "", "“主要用于”“原因是”等引语只写一遍", "多半是修改时留下的", "删去多余的字", ""),
    Entry("stated_year_left", "", "本年的成绩不写成上年的", "沿用上年文稿时最易漏改", "核对后改为本年", ""),
)

TEXT_RULES = (
    Entry("unreadable", "", "填的内容要读得懂", "读不懂的数不能核对", "按提示改写", ""),
    Entry("required", "", "必填的项都要填", "缺项的报告不能盖章", "逐项填写；没有的填“无”", _OPENLY),
    Entry(
        "section_empty",
        "",
        "每一部分要么填写，要么写明本单位没有",
        "空着的部分会被退回",
        "填写，或选“是”写明没有",
        _OPENLY,
    ),
    Entry("none_but_filled", "", "写明没有的部分不再填数", "前后矛盾", "清空所填的数，或改为“否”", ""),
    Entry("empty_row", "", "表里没有空行", "空行多半是漏填或误按", "填写或删去", ""),
    Entry("same_row", "", "一张表里没有两行同名", "多半是重复粘贴，合计会多算", "合并或改名", ""),
    Entry("negative", "", "不会为负的数不填负数", "多半是符号误填", "核对后改正", ""),
    Entry("decimals", "", "金额按规定的小数位填", "位数不一致，合计容易差分毫", "按规定位数四舍五入", ""),
    Entry("base_unnamed", "第七部分", "填了比率要写明基数", "同一个比率换了基数就是另一个数", "选择基数", ""),
    Entry("placeholder", "", "正文里不留 XX、××、〇〇 等占位符", "占位符留在公开文本里是明显差错", "换成实际内容", ""),
    Entry("doubled", "", "正文里没有重复的字词和标点", "多半是修改时留下的", "删去多余的字", ""),
    Entry("unknown_reference", "", "花括号里引用的数要找得到", "找不到就不能自动填入", "改成表中的名称", ""),
    Entry("quoted_in_text", "", "正文里写的数与所引的那一项一致", _SAME, "改正，或改写成 {名称}", _GENERAL),
    Entry(
        "said_differently",
        "",
        "成文的报告里，同一项在各处写的数一致（ziping scan）",
        _SAME,
        "对照来源表，改正写错的那一处",
        _GENERAL,
    ),
    *STATED_RULES,
    Entry("last_year_left", "", "写本年的句子里不留上年的年份", "沿用上年文稿时最易漏改", "核对后改为本年", ""),
    Entry(
        "to_review",
        "",
        "沿用上年草稿的文字逐处核对过",
        "上年的情况留在本年的报告里是明显差错",
        "改成本年的情况；无须改动的，确认",
        "",
    ),
    Entry("unit_name", "", "单位名称全文一致", "与公章不一致", "统一为全称", ""),
    Entry(
        "unanswered",
        "第十部分",
        "第九部分的每个问题都有第十部分的措施",
        "有问题无措施，审核会退回",
        "在措施里填所针对的问题序号",
        _OPENLY,
    ),
    Entry("unknown_problem", "第十部分", "措施针对的问题要在第九部分里", "对不上号", "填问题的序号，如 1", ""),
    Entry(
        "published_late",
        "第十一部分",
        "绩效自评报告在6月30日前公开",
        "逾期公开会被通报",
        "核对日期，或向财政部门说明",
        _OPENLY,
    ),
    Entry("not_level", "第二部分", "变动大的不说“持平”", "与增减率矛盾", "写明增加或减少的原因", ""),
    Entry(
        "magnitude",
        "",
        "上年数、预算数与本年决算数不相差一万倍",
        "多半是把元当成了万元",
        "核对两个数的单位",
        "",
    ),
    Entry("book_date", "第四部分", "账面数的日期在报告年度内", "多半是沿用了上年的日期", "核对年份", ""),
    Entry("over_hundred", "第七部分", "满意度、覆盖率等不超过100%", "超过就是填错", "核对后改正", ""),
    Entry("annex_left_out", "", "填了内容的附表要选定附不附", "填了却没有附上，多半是漏选", "选“是”或“否”", ""),
    Entry("grade", "", "等级与总分相符", "等级与分数不符会被退回", "核对总分和等级标准", _OPENLY),
    Entry("published_early", "第十一部分", "公开日期在报告年度结束之后", "多半是年份写错", "核对年份", ""),
)


def catalogue() -> list[Entry]:
    """Every rule, the relations in the order of the report, then the rules of text and completeness."""
    report = Report()
    _one_row_each(report.root)
    report.bind()
    found: dict[str, Entry] = {}
    for bound in report.bounds:
        entry = _relation(bound)
        found.setdefault(entry.code, entry)
        if bound.choice is not None and all(arm.terms for arm in bound.arms.values()):
            found.setdefault(*_base(bound.choice))
    return [*sorted(found.values(), key=_order), *TEXT_RULES]


def _order(entry: Entry) -> int:
    return next(number for number in range(1, len(NUMERALS)) if place(number) == entry.place)


def find_rule(code: str) -> Entry:
    """The rule called ``code``; raises ZipingError that names the nearest where there is none."""
    import difflib

    entries = {entry.code: entry for entry in catalogue()}
    if code not in entries:
        near = difflib.get_close_matches(code, entries, 1, 0.4)
        hint = f"，是不是 {near[0]}？" if near else "；用 ziping rules 看全部规则"
        raise ZipingError(f"没有代号为 {code} 的规则{hint}")
    return entries[code]


def listed(entries: list[Entry]) -> str:
    """The rules, a line each, section by section."""
    lines = []
    last = None
    for entry in entries:
        if entry.place != last:
            last = entry.place
            lines.append(last or "各部分")
        lines.append(f"  {entry.code}  {entry.sentence}")
    return "\n".join(lines)


def told(entry: Entry) -> str:
    """One rule in full."""
    parts = (("规则", entry.sentence), ("为什么", entry.reason), ("怎么改", entry.remedy), ("依据", entry.basis))
    return "\n".join([entry.code, *(f"  {name}：{words}" for name, words in parts if words)])


def _one_row_each(node: Node) -> None:
    for part in node.parts.values():
        if isinstance(part, RowList):
            part.insert(0)
            _one_row_each(part.rows[0])
        elif isinstance(part, Node):
            _one_row_each(part)


def _relation(bound: Bound) -> Entry:
    section = bound.node.section or (bound.target.section if bound.target is not None else 0)
    sentence, reason = _said(bound)
    remedy = bound.remedy or "对照来源表核对各数，改正填错的那一个"
    return Entry(bound.code, place(section), sentence, reason, remedy, _GENERAL)


def _base(choice: Cell) -> tuple[str, Entry]:
    """The rule that speaks once where several amounts agree with another choice than the one made."""
    code = ".".join(step for step in choice.path.split(".") if not step.isdigit())
    label = choice.label.replace("·第1行", "")
    remedy = "改选基数，或按所选的基数重填各数"
    return code, Entry(code, place(choice.section), f"{label}与各数实际依据的一致", _RATE, remedy, _GENERAL)


def _said(bound: Bound) -> tuple[str, str]:
    rule, target = bound.rule, bound.target
    label = "" if target is None else target.label.replace("·第1行", "")
    if isinstance(bound, NameBound):
        return f"{label}与同名的那一项（或所写“即哪个数”）相等", _SAME
    if isinstance(rule, Hundred):
        return f"{bound.node.label.replace('·第1行', '')}各项占比合计为100%", _RATE
    arms = "；".join(
        f"{case}：{formula_names(bound, arm)}" if case else formula_names(bound, arm)
        for case, arm in bound.arms.items()
        if arm.terms
    )
    if isinstance(rule, Within):
        limits = f"不低于{rule.low}%" if rule.high == ANY else f"在{rule.low}%到{rule.high}%之间"
        return f"{arms}{limits}，否则写明原因", "变动大而不说明原因，审核会要求补充"
    if bound.at_most:
        return f"{arms}不超过{label}", _PART
    quotient = any(arm.base is not None for arm in bound.arms.values())
    single = all(len(arm.terms) < 2 and arm.base is None for arm in bound.arms.values())
    return f"{label}＝{arms}", _RATE if quotient else _SAME if single else _SUM


def formula_names(bound: Bound, arm: Arm) -> str:
    """The formula in labels, without figures."""
    numerator = _side(bound, arm.terms)
    if arm.base is None:
        return numerator
    numerator = f"（{numerator}）" if len(arm.terms) > 1 else numerator
    return f"{numerator}÷{_side(bound, arm.base)}" + ("－1" if arm.growth else "")


def _side(bound: Bound, terms: tuple[Term, ...]) -> str:
    words = ""
    for sign, cell in terms:
        name = short_label(bound.node.label, cell).replace("第1行", "各行").strip("·")
        words += ("－" if sign < 0 else "＋" if words else "") + name
    return words
