"""Findings on sentences, tables and finished reports whose own figures contradict each other.

``model.language`` checks them and knows neither fields nor rules. Here each of its kinds gets a code and its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from model.checks.findings import Finding
from model.checks.registry import SAME_FIGURE, TRUE_FIGURES, CheckRule, rule
from model.checks.rules.arithmetic import RATE, SUM
from model.report.tree import Cell

if TYPE_CHECKING:  # what judges sentences is loaded with the first text that is judged
    from model.language.language_findings import LanguageFinding

_STATED: Final = "一句话里的数自己就能互相核对；对不上，读者一看便知"
_COMPARE: Final = "对照来源表，改正写错的数"
_ITEM: Final = "对照来源表，改正写错的那一项"
_PLACE: Final = "对照来源表，改正写错的那一处"


@rule(
    sentence="成文的报告里，同一项在各处写的数一致（ziping scan）",
    reason=SAME_FIGURE,
    remedy="对照来源表，改正写错的那一处",
    basis=TRUE_FIGURES,
)
def said_differently(cell: Cell, first: tuple[str, str], again: tuple[str, str]) -> Iterator[Finding]:
    """``first`` and ``again`` are the words of the report and the plain digits that were read in them."""
    message = f"{cell.label}在报告里有两个数：“{first[0]}”和“{again[0]}”，应一致，请核对（草稿取前一个）"
    yield said_differently.finding(
        "error", cell.section, (cell.path,), message, verdict="inconsistent", expected=first[1], actual=again[1]
    )


def _stated(
    kind: str, sentence: str, reason: str, remedy: str, basis: str = TRUE_FIGURES
) -> CheckRule[[LanguageFinding, int]]:
    """The rule for findings of that kind; ``section`` is the section of the report with the sentence."""

    @rule(code=f"stated_{kind}", sentence=sentence, reason=reason, remedy=remedy, basis=basis)
    def tell(said: LanguageFinding, section: int) -> Iterator[Finding]:
        yield tell.finding(
            said.severity,
            section,
            (),
            said.message,
            verdict=said.verdict,
            expected=said.expected,
            actual=said.actual,
            difference=said.difference,
            diagnosis=said.diagnosis,
        )

    return tell


STATED: Final[dict[str, CheckRule[[LanguageFinding, int]]]] = {
    "change": _stated("change", "句子里的增减额等于本期数与基数之差，增减方向相符", _STATED, _COMPARE),
    "average": _stated("average", "句子里的人均数、倍数、办结率与所依据的两个数相符", RATE, "按所写的两个数重算", ""),
    "rate": _stated("rate", "句子里的增减率与增减额、基数相符", RATE, "按所写的基数重算"),
    "direction": _stated("direction", "增减额与增减率的方向一致", _STATED, "改正写反的那个词", ""),
    "flat": _stated("flat", "写“持平”的两个数相等", _STATED, "改正数字，或写明增加、减少", ""),
    "share": _stated("share", "句子里的占比等于该项与所说总数之比", RATE, "按所写的总数重算"),
    "execution": _stated(
        "execution", "预算执行率等于支出数与支出预算之比", RATE, "以预算为分母重算；收入不是支出执行率的基数"
    ),
    "list": _stated("list", "写全了的各项之和等于总数，各项之和不大于总数", SUM, _ITEM),
    "total": _stated("total", "合计等于前面所列各项之和", SUM, _ITEM),
    "balance": _stated("balance", "净值、结余、期末数与所列的数轧平", SUM, "对照账簿，改正写错的数"),
    "repeat": _stated("repeat", "同一个数前后写得一致", SAME_FIGURE, _PLACE),
    "unit": _stated("unit", "同一个数前后的单位一致", "多半是把元当成了万元", "核对单位", ""),
    "nothing": _stated("nothing", "数为0时不写完成比例", _STATED, "删去比例，或补写数字", ""),
    "table": _stated("table", "表里的合计、增减额、比率与各栏相符", SUM, "对照来源表，改正写错的那一格"),
    "doubled": _stated("doubled", "“主要用于”“原因是”等引语只写一遍", "多半是修改时留下的", "删去多余的字", ""),
    "grade": _stated("grade", "写的等级与得分相符", "等级与分数不符会被退回", "核对得分和等级标准", ""),
    "year_left": _stated("year_left", "本年的成绩不写成上年的", "沿用上年文稿时最易漏改", "核对后改为本年", ""),
}
"""The rule for each kind of statement and remark."""


@rule(
    sentence="标题里的年度和单位，与正文说的年度、填报单位一致",
    reason="沿用上年或别的单位的文件时，标题或正文常有一处忘了改",
    remedy="对照正文，改正标题或正文里没有改过来的那一处",
)
def title_clash(said: str) -> Iterator[Finding]:
    """Tell what of year and unit does not go together, as the reader of finished reports says it."""
    yield title_clash.finding("warning", 1, (), said)


@rule(
    sentence="成文的报告里没有留着未接受的修订",
    reason="留着修订的文件，盖章、公开的是哪一稿说不清",
    remedy="在 Word 或 WPS 里接受或拒绝全部修订，存盘后再报",
)
def tracked_changes(said: str) -> Iterator[Finding]:
    """Tell of changes that nobody accepted yet, as the reader of the file says it."""
    yield tracked_changes.finding("info", 1, (), said)
