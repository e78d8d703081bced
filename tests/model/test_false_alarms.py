"""What is well said raises nothing: a warning that is wrong teaches the clerk to pass over those that are right."""

from __future__ import annotations

import pytest

from tests.model.drafting import codes

WORDS = {"placeholder", "doubled", "last_year_left", "unit_name", "unknown_reference"}


def said(text: str, unit: str = "长沙市财政局") -> set[str]:
    """The codes of what is said of ``text`` as the lead of section eight, in a report of 2022."""
    return WORDS & codes(f'[overview]\nunit = "{unit}"\nyear = 2022\n[performance]\nlead = """{text}"""\n')


def wrong(text: str, why: str) -> object:
    return pytest.param(text, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    "text",
    [
        "2022年，各项工作任务圆满完成。",
        "较2021年增长9.6%。",
        "自2021年起实行新办法。",
        "2021年以来，持续推进改革。",
        "按照财预〔2021〕12号文件执行。",
        "人员与资产一一对应，方方面面都有人管。",
        "形成“主动找、一起上”的氛围……",
        "面积3×4米，约12平方米。",
        "长沙市财政局会同长沙市水利局开展检查。",
        "官微关注人数近395万，办结率达95%以上，失地农民4万多人。",
        "全年三公经费支出{general_budget.three_public.actual}，占{三公经费预算数}的比例不高。",
        wrong("养老金、失业金以及及时足额发放的补贴。", "以及 before 及时 is no doubled word"),
        wrong("为达到提高效率目的的各项措施。", "目的 before 的 is no doubled word"),
        wrong("任务一项一项抓落实，问题一个一个解决。", "一项一项 is how Chinese says one by one"),
        wrong("自二〇〇八年成立，已有十四年。", "the year 二〇〇八 is no placeholder"),
        wrong("使用2021年结转资金35万元。", "money carried over from last year is rightly of last year"),
        wrong("长沙市民政局予以配合。", "another department of the same city is no misspelling"),
    ],
)
def test_what_is_well_said_is_let_pass(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全年完成XX项任务。", "placeholder"),
        ("全年完成××项任务。", "placeholder"),
        ("全年完成__项任务。", "placeholder"),
        ("满意度为（待填）。", "placeholder"),
        ("因新冠疫情疫情影响。", "doubled"),
        ("支出12.5万元元。", "doubled"),
        ("任务完成，，成效明显。", "doubled"),
        ("2021年，各项工作任务圆满完成。", "last_year_left"),
        ("2021 年各项工作任务圆满完成。", "last_year_left"),
        ("支出{没有这个数}。", "unknown_reference"),
    ],
)
def test_what_is_badly_said_is_not(text: str, code: str) -> None:
    assert code in said(text)


def test_the_name_with_one_character_wrong_is_found() -> None:
    unit = "长沙市人力资源和社会保障局"
    for text in ("长沙市人力资源与社会保障局", "长沙市人力资源社会保障局", "长沙市人力资源和社会保证局"):
        assert said(f"{text}全年完成任务。", unit) == {"unit_name"}
    assert said(f"{unit}政务服务中心全年完成任务。", unit) == set()
