"""The published report: every real inconsistency is found, none invented; every number stands in the document."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest

from exporters.compose import compose
from exporters.document import Heading, Paragraph, Table
from model.checks.checker import Checker
from tests.model.drafting import BLANK, DATA, REFERENCE, SMALL, opened, serious, session

if TYPE_CHECKING:
    from pathlib import Path

    from model.checks.findings import Finding


class Wrong(NamedTuple):
    """An inconsistency of the published report, worked out by hand."""

    code: str
    field: str
    verdict: str
    expected: str
    actual: str
    difference: str


THREE = "general_budget.three_public"
FUNDS = "insurance.funds"
WRONG = (
    # 1.47 + 39.91 + 0.00 = 41.38, printed as 42.64.
    Wrong(f"{THREE}.actual", f"{THREE}.actual", "inconsistent", "41.38", "42.64", "1.26"),
    # 6.53 + 13.39 + 20.00 = 39.92, printed as 49.97.
    Wrong(f"{THREE}.saving_lines", f"{THREE}.saving", "inconsistent", "39.92", "49.97", "10.05"),
    # 19.31 - 1.47 = 17.84, printed as 6.53.
    Wrong(f"{THREE}.reception.saving", f"{THREE}.reception.saving", "inconsistent", "17.84", "6.53", "-11.31"),
    # One amount has three decimals.
    Wrong("decimals", "general_budget.projects.unit_projects.items.8.amount", "rule", "", "", ""),
    # Classes and shares are of the net value (4013.21), the text says original cost (11825.25).
    Wrong("assets.classes.base", "assets.classes.base", "inconsistent", "4013.21", "11825.25", "7812.04"),
    # 166794.50 / 155071.60 = 107.56 %; 96.29 % is of final income.
    Wrong(f"{FUNDS}.execution_rate", f"{FUNDS}.0.execution_rate", "inconsistent", "107.56", "96.29", "-11.27"),
    # 237885.36 / 235245.50 = 101.12 %; 76.60 % is of final income.
    Wrong(f"{FUNDS}.execution_rate", f"{FUNDS}.2.execution_rate", "inconsistent", "101.12", "76.60", "-24.52"),
    # The six lines come to 192417.60.
    Wrong(
        f"{FUNDS}.final_expenditure_total",
        f"{FUNDS}.3.final_expenditure_total",
        "inconsistent",
        "192417.60",
        "191417.60",
        "-1000.00",
    ),
    # 117902.77 万元 of premiums are 11.79 亿元; 13.25 is all income of the fund.
    Wrong(f"{FUNDS}.quoted", f"{FUNDS}.4.goals.indicators.3.actual", "inconsistent", "11.790277", "13.25", "1.459723"),
    # 55273.68 万元 are 5.53 亿元, printed as 5.52.
    Wrong(f"{FUNDS}.quoted", f"{FUNDS}.4.goals.indicators.4.actual", "truncation", "5.527368", "5.52", "-0.007368"),
)
# Differences that rounding explains: 0.01 in the total, 0.02 in five lines, 0.01 in shares.
ROUNDED = {
    "overview.scale.total",
    "assets.classes.shares",
    "assets.disposals.by_form.share",
    "insurance.funds.final_income_total",
}
HEADINGS = [
    "部门概况",
    "一般公共预算支出情况",
    "项目组织实施情况",
    "资产管理情况",
    "政府性基金预算支出情况",
    "国有资本经营预算支出情况",
    "社会保险基金预算支出情况",
    "部门整体支出绩效情况",
    "存在的问题及原因分析",
    "下一步改进措施",
    "绩效自评结果拟应用和公开情况",
]
SECOND = {
    1: ["部门基本情况", "部门整体支出规模、使用方向和主要内容、涉及范围"],
    2: ["基本支出", "项目支出"],
    3: ["加强单位内部控制管理", "强化预算控制", "严格规范支出业务", "夯实会计基础工作", "主动进行公开"],
    4: ["资产总体情况", "固定资产的配置、管理、处置等综合情况"],
    5: [],
    6: [],
    7: ["社会保险基金收支情况", "社会保险基金绩效目标完成情况"],
    8: [
        "坚持党建引领，发展基础更加坚实",
        "大力改革创新，工作活力加快释放",
        "突出优先导向，就业大局保持稳定",
        "瞄准品质生活，民生福祉持续改善",
        "强化人才支撑，创新动能日益强劲",
        "着力化解风险，劳动关系总体和谐",
        "推进效能建设，服务水平不断提升",
    ],
    9: ["年初部门预算项目支出的绩效指标细化不够", "“三公”经费预算编制准确性待加强"],
    10: ["不断细化预算编制，对指标进行细化量化分解", "科学编制“三公”经费预算"],
    11: ["绩效自评结果拟应用", "绩效自评结果公开情况"],
}


def found(path: Path) -> list[Finding]:
    return Checker(opened(path).report).findings()


def sections(path: Path) -> dict[int, list[str]]:
    """The texts of the document by section."""
    texts: dict[int, list[str]] = {}
    for block in compose(opened(path).report).blocks:
        if isinstance(block, Heading) and block.level == 1:
            texts[len(texts) + 1] = []
        elif isinstance(block, Table):
            texts[len(texts)] += [run.text for row in block.rows for run in row]
        else:
            texts[len(texts)].append(block.title if isinstance(block, Heading) else block.text)
    return texts


def numbers(texts: list[str]) -> Counter[Decimal]:
    """The numbers in the texts, without separators; an expense that did not happen (未发生) is one of 0."""
    plain = " ".join(texts).replace(",", "").replace("未发生", "未发生 0 ")
    return Counter(abs(Decimal(number)) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", plain))


def test_the_real_inconsistencies_are_found_and_no_other() -> None:
    said = [
        Wrong(finding.code, finding.fields[0], finding.verdict, finding.expected, finding.actual, finding.difference)
        for finding in serious(found(REFERENCE))
    ]
    assert sorted(said) == sorted(WRONG)


def test_only_the_odd_decimals_and_the_cut_amount_are_warnings() -> None:
    warned = [finding.fields[0] for finding in serious(found(REFERENCE)) if finding.severity == "warning"]
    assert sorted(warned) == sorted(wrong.field for wrong in WRONG if wrong.verdict in ("rule", "truncation"))


def test_what_rounding_explains_is_said_to_be_so() -> None:
    rounded = [finding for finding in found(REFERENCE) if finding.verdict == "rounding"]
    assert {finding.code for finding in rounded} == ROUNDED
    assert all("四舍五入可以解释" in finding.message for finding in rounded)
    assert {finding.severity for finding in rounded} == {"info"}


@pytest.mark.parametrize("wrong", [wrong for wrong in WRONG if wrong.expected], ids=lambda wrong: wrong.field)
def test_each_inconsistency_names_the_amounts_in_one_sentence(wrong: Wrong) -> None:
    (finding,) = (said for said in found(REFERENCE) if (said.code, said.fields[0]) == (wrong.code, wrong.field))
    if wrong.code == "assets.classes.base":
        assert finding.message == "固定资产分类·金额和占比的基数写的是固定资产原值，但有8处数字只与固定资产净值一致"
        return
    for amount in (wrong.expected, wrong.actual, wrong.difference.removeprefix("-")):
        assert f"{Decimal(amount):,}" in finding.message


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("assets.classes.base", "固定资产净值4,013.21为基数"),
        (f"{FUNDS}.0.execution_rate", "决算收入173,225.35为基数"),
        (f"{FUNDS}.2.execution_rate", "决算收入310,568.54为基数"),
        (f"{FUNDS}.3.final_expenditure_total", "一位数字错，应为192,417.60"),
        (f"{FUNDS}.4.goals.indicators.3.actual", "决算收入合计132,497.42"),
    ],
)
def test_the_likely_slip_is_named(field: str, words: str) -> None:
    (finding,) = (said for said in serious(found(REFERENCE)) if said.fields[0] == field)
    assert words in finding.diagnosis


def test_every_number_of_the_reference_stands_in_its_section() -> None:
    wanted = json.loads((DATA / "reference_numbers.json").read_text(encoding="utf-8"))
    title = compose(opened(REFERENCE).report).title
    assert numbers(list(title)) == Counter(map(Decimal, wanted.pop("title")))
    written = {str(number): numbers(texts) for number, texts in sections(REFERENCE).items()}
    lacking = {
        number: Counter(abs(Decimal(text)) for text in texts) - written[number] for number, texts in wanted.items()
    }
    assert {number: sorted(map(str, less.elements())) for number, less in lacking.items() if less} == {}


def test_the_headings_are_those_of_the_reference() -> None:
    headings = [block for block in compose(opened(REFERENCE).report).blocks if isinstance(block, Heading)]
    assert [heading.text for heading in headings if heading.level == 1] == [
        f"{number}、{title}"
        for number, title in zip(
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"], HEADINGS, strict=True
        )
    ]
    second: dict[int, list[str]] = {}
    for heading in headings:
        if heading.level == 1:
            second[len(second) + 1] = []
        elif heading.level == 2:
            second[len(second)].append(heading.title)
    assert second == SECOND


def test_the_small_bureau_has_no_finding_at_all() -> None:
    assert found(SMALL) == []
    counts = session(SMALL).checker.counts()
    assert counts["exact"] > 40
    assert counts["not_checked"] == 0


@pytest.mark.parametrize("path", [REFERENCE, SMALL, BLANK], ids=lambda path: path.stem)
def test_samples_load_check_and_compose(path: Path) -> None:
    draft = opened(path)
    assert not draft.notices
    Checker(draft.report).findings()
    document = compose(draft.report)
    assert sum(isinstance(block, Heading) and block.level == 1 for block in document.blocks) == 11
    assert all(block.text.strip() for block in document.blocks if isinstance(block, Paragraph))


def test_a_blank_draft_is_told_what_is_missing_and_nothing_else() -> None:
    said = found(BLANK)
    assert {finding.code for finding in said} <= {"required", "section_empty", "empty_row"}
    assert {finding.section for finding in said} == set(range(1, 12))
