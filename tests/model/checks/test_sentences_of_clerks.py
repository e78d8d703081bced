"""Sentences as clerks write them, with the figures of each draft: right ones are let be, those with a slip are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.model.drafting import DATA, REFERENCE, SMALL, session

if TYPE_CHECKING:
    from model.editing.session import Session

DRAFTS = (
    REFERENCE,
    SMALL,
    *(DATA / f"{name}.toml" for name in ("court", "housing", "office", "relief", "school", "water")),
)
PLACE = "problems.problems.0.text"
SCALE, THREE, BASIC, PROJECTS = (
    "overview.scale",
    "general_budget.three_public",
    "general_budget.basic",
    "general_budget.projects",
)

# {path} is the figure without its sign, {path±增加|减少} the word by its sign.
SENTENCES = (
    "全年支出{S.total}万元，较上年{S.change±增加|减少}{S.change}万元，{S.change_rate±增长|下降}{S.change_rate}%。",
    "全年支出较上年{S.change_rate±增长|下降}{S.change_rate}%。",
    "我局支出总额{S.total}万元，其中基本支出{S.basic}万元，项目支出{S.project}万元。",
    "支出总额{S.total}万元，其中：基本支出{S.basic}万元，占{S.basic_share}%；项目支出{S.project}万元，占{S.project_share}%。",
    "基本支出占总支出的{S.basic_share}%，项目支出占总支出的{S.project_share}%。",
    "基本支出占比{S.basic_share}%，项目支出占比{S.project_share}%。",
    "部门整体支出{S.total}万元，比上年{S.change±增加|减少}{S.change}万元。",
    "支出总额由上年的{S.last_year}万元变为{S.total}万元。",
    "上年支出总额{S.last_year}万元，本年支出总额{S.total}万元，{S.change±增长|下降}{S.change_rate}%。",
    "基本支出中，人员经费{S.personnel}万元，公用经费{S.general}万元。",
    "年末编制{staff.authorised}人，实有在职人员{staff.serving}人。",
    "三公经费支出{T.actual}万元，比预算数{T.budget}万元{T.saving±节约|超支}{T.saving}万元。",
    "三公经费预算{T.budget}万元，实际支出{T.actual}万元，预算执行率{T.execution_rate}%。",
    "三公经费预算执行率为{T.execution_rate}%。",
    "三公经费较预算{T.saving±节约|超支}{T.saving}万元。",
    "三公经费支出{T.actual}万元，其中公务接待费{T.reception.actual}万元，公务用车购置及运行维护费{T.vehicles.actual}万元。",
    "公务接待费支出{T.reception.actual}万元，较预算{T.reception.saving±节约|超支}{T.reception.saving}万元。",
    "公务接待费预算{T.reception.budget}万元，决算{T.reception.actual}万元。",
    "公务用车购置及运行维护费{T.vehicles.actual}万元，预算{T.vehicles.budget}万元。",
    "一般公共预算基本支出实际支出{B.actual}万元，较上年{B.change±增加|减少}{B.change}万元，{B.change_rate±增长|下降}{B.change_rate}%。",
    "基本支出较上年{B.change±增加|减少}{B.change}万元，{B.change_rate±增长|下降}{B.change_rate}%，主要是人员变动。",
    "一般公共预算项目支出{P.actual}万元，较上年{P.change±增加|减少}{P.change}万元。",
    "项目支出较上年{P.change±增加|减少}{P.change}万元，{P.change_rate±增长|下降}{P.change_rate}%。",
    "资产总额{A.total}万元，较上年{A.change±增加|减少}{A.change}万元，{A.change_rate±增长|下降}{A.change_rate}%。",
    "资产总额{A.total}万元，其中固定资产净值{A.fixed_net}万元。",
    "年末资产总额{A.total}万元，上年末资产总额{A.last_year}万元。",
    "“三公”经费控制率为{T.execution_rate}%，控制在预算以内。",
    "年度预算执行率{S.execution.rate}%。",
    "预算执行率{S.execution.rate}%，较上年提高1.20个百分点。",
    "公务接待{T.details.receptions}批次{T.details.guests}人次。",
    "国内公务接待{T.details.receptions}批、{T.details.guests}人次，公务用车保有量{T.details.kept}辆。",
    "政府采购金额{D.procurement.actual}万元。",
    "其中基本支出{S.basic}万元，占{S.basic_share}%。",
    # Others' figures, plans, parts of the year: nobody's business.
    "其中，项目支出12.35万元用于信访维稳，基本支出3.5万元用于值班。",
    "上半年支出2,310.55万元，第三季度三公经费支出1.26万元。",
    "下属事业单位三公经费支出2.15万元，在职人员18人。",
    "县水务公司项目支出86.40万元，占总支出的35.2%。",
    "追加项目支出118.60万元，调减基本支出15.30万元。",
    "计划下一年三公经费预算压减到20万元。",
    "培训费12.36万元，较上年增加2.10万元，增长20.47%。",
    "印刷费支出8.20万元，占办公费的30.1%。",
    "某项目执行率仅65.30%，个别项目支出进度慢。",
    "完成投资1,236.50万元，占计划的98.60%。",
    "服务群众3.2万人次，满意度达96.5%，较上年提高1.3个百分点。",
    "办公设备采购预算35万元，实际采购33.18万元，节约1.82万元。",
    "差旅费、会议费较上年分别下降12.50%和8.30%。",
    "公务接待费中外事接待0.35万元，国内接待12批次。",
    "专项资金预算执行率87.36%，一季度预算执行率23.50%。",
    "全年接待来访群众2,310人次，接待观众1.2万人次。",
    "年中追加专项经费18.60万元，用于抢险加固。",
    "上半年公务接待5批次38人次。",
    "去年公务接待15批次131人次。",
    "2019年公务接待费1.20万元，接待15批次131人次。",
    "下属单位公务接待3批次21人次。",
    "分散采购政府采购金额12.30万元，占31.25%。",
)
SLIPS = (
    ("全年支出{S.total}万元，其中三公经费支出{T.actual}万元。", "swap"),
    ("全年支出较上年{S.change_rate±下降|增长}{S.change_rate}%。", ""),
    ("三公经费较预算{T.saving±超支|节约}{T.saving}万元。", ""),
    ("公务接待费较预算{T.reception.saving±超支|节约}{T.reception.saving}万元。", ""),
    ("项目支出较上年{P.change±减少|增加}{P.change}万元。", ""),
    ("基本支出占总支出的{S.project_share}%。", ""),
    ("三公经费预算执行率{T.execution_rate}%。", "swap"),
    ("公务接待费支出{T.reception.actual}万元。", "swap"),
)
_SHORT = {
    "S": SCALE,
    "T": THREE,
    "B": BASIC,
    "P": PROJECTS,
    "A": "assets.totals",
    "D": "basic_data",
    "staff": "overview.staff",
}


def written(edited: Session, sentence: str, slip: str = "") -> str:
    """The sentence with the figures of the draft; "" where the draft does not have them all, or nothing can slip."""
    missing = []

    def put(found: re.Match[str]) -> str:
        head, _, rest = found[1].partition(".")
        cell = edited.report.cell(f"{_SHORT[head]}.{rest}")
        figure = cell.figure
        if figure is None or not figure.value:
            missing.append(found[1])
            return ""
        if found[2]:
            return found[2][1:].split("|")[figure.value < 0]
        typed = figure.digits(cell.unit).lstrip("-")
        if slip == "swap" and found.end() > sentence.rindex("{"):
            swapped = [f"{typed[:at]}{typed[at + 1]}{typed[at]}{typed[at + 2 :]}" for at in range(len(typed) - 1)]
            other = [one for one in swapped if one != typed and one.index(".") == typed.index(".")]
            missing.extend([] if other else [found[1]])
            return next(iter(other), typed)
        return typed

    text = re.sub(r"\{([a-zA-Z_.]+)(±[^}]*)?\}", put, sentence)
    return "" if missing else text


def told(edited: Session, text: str) -> list[str]:
    """What is told of ``text`` in section nine."""
    edited.type(edited.report.cell(PLACE), text)
    codes = ("quoted_in_text", "near_figure")
    return [
        finding.message for finding in edited.checker.findings() if finding.code in codes and PLACE in finding.fields
    ]


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.stem)
def test_what_clerks_write_rightly_is_let_be(draft: Path) -> None:
    edited = session(draft)
    texts = [text for sentence in SENTENCES if (text := written(edited, sentence))]
    assert len(texts) > 14
    assert {text: said for text in texts if (said := told(edited, text))} == {}


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.stem)
def test_a_slip_in_what_they_write_is_told(draft: Path) -> None:
    edited = session(draft)
    texts = [text for sentence, slip in SLIPS if (text := written(edited, sentence, slip))]
    assert len(texts) > 2
    assert [text for text in texts if not told(edited, text)] == []
