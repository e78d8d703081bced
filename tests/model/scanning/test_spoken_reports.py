"""Reports as people tell them: questions for headings, 去年 for the report's year, labels without names, units once."""

from __future__ import annotations

import pytest

from model.scanning.files.blocks import Block, Grid, Line
from model.scanning.reading import read_report
from tests.model.scanning.test_strangers import found, read

BASIC = "general_budget.basic."
TITLE = Line("2024年度部门整体支出绩效自评报告")


def of(*blocks: Block) -> dict[str, str]:
    return found(read_report([TITLE, *blocks]))


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (("一、我局是做什么的", "二、钱花到哪里去", "三、家底如何"), True),
        (("第一，概况", "第二，收支", "第三，资产"), True),
        (("一、我局是谁的后盾", "二、心往哪里去", "三、干劲如何"), False),
    ],
)
def test_headings_that_ask_or_count_open_the_parts(headings: tuple[str, str, str], told: bool) -> None:
    draft = found(
        read(
            headings[0],
            "在职人员30人。",
            headings[1],
            "全年支出90.00万元。",
            headings[2],
            "流动20.00万元，非流动50.00万元。",
        )
    )
    values = [draft.get(f"assets.totals.{name}") for name in ("current", "non_current")]
    assert values == (["20.00", "50.00"] if told else [None, None])


def test_a_report_that_calls_the_year_before_last_by_that_name_means_its_own_by_the_last() -> None:
    draft = found(read("一、概况", "去年总支出90.00万元，前年是80.00万元，增加10.00万元，增长12.50%。"))
    assert [draft.get(f"overview.scale.{name}") for name in ("total", "last_year")] == ["90.00", "80.00"]
    draft = found(read("一、概况", "总支出90.00万元，去年是80.00万元，增加10.00万元，增长12.50%。"))
    assert [draft.get(f"overview.scale.{name}") for name in ("total", "last_year")] == ["90.00", "80.00"]


def test_last_year_is_last_year_where_this_one_is_held_against_it() -> None:
    lines = "基本支出比去年减少10.00万元，去年比前年减少5.00万元。总支出90.00万元，比去年80.00万元增加10.00万元。"
    draft = found(read("一、概况", lines))
    assert [draft.get(f"overview.scale.{name}") for name in ("total", "last_year")] == ["90.00", "80.00"]


def test_rows_without_a_name_are_of_what_the_heading_names() -> None:
    rows = (
        ("指标", "金额/比率"),
        ("预算批复数", "80.00"),
        ("实际支出数", "90.00"),
        ("上年决算数", "72.00"),
        ("较上年增加", "18.00"),
        ("较上年增长（%）", "25.00"),
    )
    names = ("budget", "actual", "last_year", "change", "change_rate")
    draft = of(Line("一、一般公共预算支出"), Line("（一）基本支出（单位：万元）"), Grid(rows))
    assert [draft.get(BASIC + name) for name in names] == ["80.00", "90.00", "72.00", "18.00", "25.00"]
    draft = of(Line("一、一般公共预算支出"), Line("（一）其他说明（单位：万元）"), Grid(rows))
    assert not {BASIC + name for name in names} & draft.keys()


def test_a_row_of_figures_alone_is_of_all_that_was_spent() -> None:
    heads = ("年初预算数", "预算追加数", "全年预算数", "全年执行数", "执行率（%）")
    draft = of(
        Line("一、收入与支出"), Line("单位：万元"), Grid((heads, ("70.00", "30.00", "100.00", "95.00", "95.00")))
    )
    names = ("original", "change", "adjusted", "rate")
    assert [draft.get(f"overview.scale.execution.{name}") for name in names] == ["70.00", "30.00", "100.00", "95.00"]


@pytest.mark.parametrize(("said", "told"), [("金额单位均为元", "900000.00元"), ("由财务科填报", None)])
def test_a_unit_declared_once_is_that_of_every_table(said: str, told: str | None) -> None:
    table = Grid((("支出类别", "决算数"), ("基本支出", "900,000.00"), ("项目支出", "600,000.00")))
    draft = of(Line(f"（除另有说明外，本报告{said}）"), Line("一、收入与支出"), table)
    assert draft.get("overview.scale.basic") == told


def test_what_a_budget_became_is_told_of_the_expenditure_that_the_sentence_names() -> None:
    said = "基本支出年初安排80.00万元，追加20.00万元后为100.00万元，支出95.00万元，执行率95.00%，结转5.00万元。"
    draft = found(read("一、一般公共预算", said))
    names = ("execution.original", "execution.change", "execution.adjusted", "actual", "execution.carried_over")
    assert [draft.get(BASIC + name) for name in names] == ["80.00", "20.00", "100.00", "95.00", "5.00"]
    draft = found(read("一、一般公共预算", said.replace("后为100.00", "后为110.00")))
    assert f"{BASIC}execution.change" not in draft


def test_what_is_left_of_a_budget_of_the_three_expenses_is_a_saving() -> None:
    rows = (
        ("项目", "预算数", "决算数", "结余"),
        ("公务接待费", "3.50", "1.86", "1.64"),
        ("因公出国费", "6.00", "5.42", "0.58"),
    )
    draft = of(Line("一、一般公共预算支出"), Line("（一）“三公”经费（单位：万元）"), Grid(rows))
    assert draft["general_budget.three_public.reception.saving"] == "1.64"
    draft = of(
        Line("一、一般公共预算支出"),
        Line("（一）“三公”经费（单位：万元）"),
        Grid((("项目", "决算数", "结余"), *(r[:1] + r[2:] for r in rows[1:]))),
    )
    assert "general_budget.three_public.reception.saving" not in draft


def test_a_number_of_a_paragraph_takes_no_word_from_it() -> None:
    draft = of(Line("一、概况"), Line("2.1 本年收入合计95.00万元。"))
    assert draft["overview.income.total"] == "95.00"


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("与2022年的6842.35万元相比，支出多出275.34万元，增长4.02%。", ["6842.35", "275.34", "4.02"]),
        ("与2022年的6842.35万元相比，支出多出295.34万元，增长4.32%。", [None, None, None]),
    ],
)
def test_last_year_its_change_and_rate_are_of_the_figure_that_they_come_to(last: str, told: list[str | None]) -> None:
    draft = found(read("一、部门概况", f"2023年全年支出7117.69万元，年末结转结余299.35万元。{last}"))
    assert draft.get("overview.scale.total") == "7117.69"
    assert [draft.get(f"overview.scale.{name}") for name in ("last_year", "change", "change_rate")] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2023年批复我院项目共2个，合计115.00万元。一是公共卫生服务，批复86.40万元，支出68.12万元，用于健康档案。"
            "二是药物制度补助，批复28.60万元，支出28.60万元，用于药品零差率补助。",
            [("公共卫生服务", "68.12"), ("药物制度补助", "28.60")],
        ),
        (
            "项目支出归集为两项：①学生资助补助，支出72.36万元，用于国家助学金；②校舍维修改造，支出28.64万元，用于公寓改造。",
            [("学生资助补助", "72.36"), ("校舍维修改造", "28.64")],
        ),
        (
            "项目支出增加较多的有：（1）录用考试，支出93.50万元；（2）人才培养，支出27.11万元；（3）其他，支出1.00万元。",
            [],
        ),
        ("本年新建住房2个小区。一是南苑，批复86.40万元，支出68.12万元。二是北苑，批复28.60万元，支出28.60万元。", []),
    ],
)
def test_projects_are_read_in_sentences_of_their_own_once_they_are_counted(
    text: str, told: list[tuple[str, str]]
) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、一般公共预算支出情况", text))
    items = "general_budget.projects.unit_projects.items"
    rows = [(draft.get(f"{items}.{at}.name"), draft.get(f"{items}.{at}.executed")) for at in range(3)]
    assert [row for row in rows if row != (None, None)] == told
