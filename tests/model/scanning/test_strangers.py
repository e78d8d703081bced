"""What reports of other places say in their own words stands in its field: projects, budgets, staff, counts, lists."""

from __future__ import annotations

import pytest

from model.scanning.combining import judge_report
from model.scanning.files.plain import text_blocks
from model.scanning.reading import Reading, read_report

TITLE = "2023年度某市水务局部门整体支出绩效自评报告"
UNIT = "general_budget.projects.unit_projects"


def read(*lines: str) -> Reading:
    return read_report(text_blocks("\n".join((TITLE, *lines))))


def found(reading: Reading) -> dict[str, str]:
    """All that the draft holds, by path."""
    return {cell.path: cell.raw for cell in reading.gathering.report.root.cells() if cell.raw}


def section_two(*lines: str) -> dict[str, str]:
    return found(read("一、部门概况", "在职人员30人。", "二、一般公共预算支出情况", "（一）项目支出", *lines))


@pytest.mark.parametrize(
    "lines",
    [
        [
            "（1）渠道清淤工程，批复预算80.00万元，实际支付76.00万元，执行率95.00%，主要用于干渠清淤12公里。",
            "（2）水质监测，批复预算40.00万元，实际支付40.00万元，执行率100.00%。",
        ],
        [
            "具体为：渠道清淤工程预算80.00万元、支出76.00万元，完成95.00%，用于干渠清淤12公里；"
            "水质监测预算40.00万元、支出40.00万元，完成100.00%。"
        ],
        [
            "1、渠道清淤工程：年初安排80.00万元，列支76.00万元，支出进度95.00%，主要用于干渠清淤12公里。",
            "2、水质监测，年初安排40.00万元，列支40.00万元，支出进度100.00%。",
        ],
    ],
)
def test_projects_of_running_text_have_their_figures(lines: list[str]) -> None:
    draft = section_two(*lines)
    rows = [
        [draft.get(f"{UNIT}.items.{at}.{name}") for name in ("name", "amount", "executed", "rate")] for at in (0, 1)
    ]
    assert rows == [["渠道清淤工程", "80.00", "76.00", "95.00"], ["水质监测", "40.00", "40.00", "100.00"]]
    assert draft[f"{UNIT}.items.0.use"] == "干渠清淤12公里"
    assert f"{UNIT}.items.2.name" not in draft


def test_what_listed_projects_come_to_is_their_total_and_its_rate_is_nobodys() -> None:
    draft = section_two(
        "2023年项目支出300.00万元。",
        "1.渠道清淤工程，批复80.00万元，支出76.00万元。",
        "2.水质监测，批复40.00万元，支出40.00万元。",
        "两个项目批复合计120.00万元，执行合计116.00万元，合计执行率96.67%。",
    )
    assert (draft[f"{UNIT}.total"], draft[f"{UNIT}.executed"]) == ("120.00", "116.00")
    assert "general_budget.projects.execution.rate" not in draft


def test_a_list_after_spending_words_tells_what_was_spent_and_a_list_of_budgets_does_not() -> None:
    spent = section_two("项目支出150.00万元，其中较大的项目有：渠道清淤工程80.00万元、水质监测40.00万元。")
    assert [spent.get(f"{UNIT}.items.{at}.executed") for at in (0, 1)] == ["80.00", "40.00"]
    planned = section_two("项目支出预算150.00万元，批复的项目有：渠道清淤工程80.00万元、水质监测40.00万元。")
    assert not [path for path in planned if path.endswith(".executed")]


def test_sources_fees_and_classes_are_no_projects() -> None:
    draft = section_two(
        "项目支出150.00万元，项目资金来源：省级补助资金80.00万元、县级配套资金70.00万元。",
        "项目支出主要内容：差旅费20.00万元、会议费30.00万元。",
        "项目支出按功能分类：农林水80.00万元、城乡社区70.00万元。",
    )
    assert not any(path.startswith(UNIT) for path in draft)


def test_a_rate_that_is_not_that_of_the_project_is_not_taken() -> None:
    draft = section_two("1.渠道清淤工程，批复80.00万元，支出76.00万元，完成工程进度的60.00%。")
    assert draft[f"{UNIT}.items.0.executed"] == "76.00"
    assert f"{UNIT}.items.0.rate" not in draft


def test_one_amount_told_of_budget_and_payment_is_both() -> None:
    draft = section_two("1.水质监测，批复数与支付数都是40.00万元。", "2.渠道清淤工程，批复80.00万元，支出76.00万元。")
    assert [draft[f"{UNIT}.items.0.{name}"] for name in ("amount", "executed")] == ["40.00", "40.00"]


def test_projects_told_in_text_and_in_a_table_are_one() -> None:
    reading = read(
        "一、部门概况",
        "在职人员30人。",
        "二、项目支出情况（单位：万元）",
        "较大的项目支出有：渠道清淤工程76.00万元、水质监测40.00万元。",
        "项目名称\t年初预算\t实际支出",
        "渠道清淤工程\t80.00\t76.00",
        "水质监测\t40.00\t40.00",
    )
    draft = found(reading)
    assert [draft[f"{UNIT}.items.{at}.amount"] for at in (0, 1)] == ["80.00", "40.00"]
    assert f"{UNIT}.items.2.name" not in draft


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("年初批复部门预算500.00万元，年中追加60.00万元，调整后全年预算560.00万元，其中上年结转20.00万元。", "60.00"),
        ("年初部门预算500.00万元。执行中因人员变动，调减40.00万元，全年预算460.00万元。", "-40.00"),
    ],
)
def test_a_budget_its_change_and_what_it_became_prove_each_other(said: str, change: str) -> None:
    draft = found(read("一、部门概况", "（一）收支规模", said))
    assert draft["overview.scale.execution.original"] == "500.00"
    assert draft["overview.scale.execution.change"] == change


def test_a_change_that_does_not_add_up_or_is_of_a_part_is_not_the_budgets() -> None:
    odd = found(read("一、部门概况", "（一）收支规模", "年初预算500.00万元，追加60.00万元，全年预算590.00万元。"))
    part = found(read("一、部门概况", "（一）收支规模", "三公经费年初预算5.00万元，追加1.00万元，调整后6.00万元。"))
    assert "overview.scale.execution.change" not in odd
    assert not any(path.startswith("overview.scale.execution") for path in part)


def test_counts_beside_the_three_public_expenses_have_their_fields() -> None:
    draft = found(
        read(
            "一、部门概况",
            "（四）“三公”经费",
            "公务接待费3.20万元，共接待42批380人；公务用车运行维护费8.00万元，年末保有公务用车5台，当年购置1辆。",
            "因公出国（境）费6.00万元，2个团组5人次。",
        )
    )
    details = "general_budget.three_public.details."
    told = {name: draft.get(details + name) for name in ("receptions", "guests", "kept", "bought", "trips")}
    assert told == {
        "receptions": "42批",
        "guests": "380人次",
        "kept": "5辆",
        "bought": "1辆",
        "trips": "2",
    } or told == {
        "receptions": "42",
        "guests": "380",
        "kept": "5",
        "bought": "1",
        "trips": "2",
    }


def test_income_by_budget_and_its_sum_in_other_words() -> None:
    draft = found(
        read(
            "一、部门概况",
            "（二）收支规模",
            "全年取得一般公共预算拨款620.00万元，政府性基金预算拨款30.00万元，以上两项合计650.00万元。"
            "年末未支出的25.00万元结转下年使用。",
        )
    )
    income = "overview.income."
    assert [draft.get(income + name) for name in ("general_public", "government_fund", "total", "closing")] == [
        "620.00",
        "30.00",
        "650.00",
        "25.00",
    ]


def test_staff_posts_and_those_hired_under_a_contract() -> None:
    draft = found(
        read("一、部门概况", "核定事业编制50名，年末在编46人，退休12人；另聘合同制司机及保洁人员9人，由单位自筹经费。")
    )
    staff = "overview.staff."
    assert (draft[staff + "authorised"].strip("名"), draft[staff + "serving"], draft[staff + "contract"]) == (
        "50",
        "46",
        "9",
    )
    assert draft[staff + "contract_name"] == "合同制司机及保洁人员"


def test_a_part_of_the_staff_is_not_all_of_it() -> None:
    draft = found(read("一、部门概况", "年末在职职工80人，其中在编60人、编外20人。"))
    assert draft["overview.staff.serving"] == "80"


@pytest.mark.parametrize(
    ("said", "score", "grade"),
    [
        ("对照指标体系逐项打分，自评得91.5分，属优。", "91.5", "优"),
        ("经综合评定，总得分85分，结果为良。", "85", "良"),
    ],
)
def test_score_and_grade_in_other_words(said: str, score: str, grade: str) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "八、绩效目标完成情况", said))
    assert (draft["performance.evaluation.score"], draft["performance.evaluation.grade"]) == (score, grade)


def test_problems_and_measures_numbered_inside_a_paragraph() -> None:
    draft = found(
        read(
            "一、部门概况",
            "在职人员30人。",
            "九、存在的问题",
            "当前不足有两条。其一，预算编得粗：部分项目没有测算依据。其二，支付偏慢：合同签订集中在下半年。",
            "十、改进措施",
            "针对问题一，细化测算，年初由业务科室提供依据；针对问题二，提前采购，上半年完成招标。",
        )
    )
    problems = [draft.get(f"problems.problems.{at}.heading") for at in (0, 1, 2)]
    measures = [draft.get(f"improvements.measures.{at}.heading") for at in (0, 1, 2)]
    assert problems == ["预算编得粗", "支付偏慢", None]
    assert measures == ["细化测算", "提前采购", None]


def test_day_offices_and_budgets_that_do_not_exist() -> None:
    draft = found(
        read(
            "一、部门概况",
            "机关设办公室、规划科、工程科；承担全市供水管理职责。",
            "四、其他预算",
            "我局无国有资本经营预算支出，也不管理社会保险基金。",
            "某市水务局",
            "二〇二四年十月二十一日",
        )
    )
    assert [draft.get(f"overview.offices.{at}.name") for at in (0, 1, 2)] == ["办公室", "规划科", "工程科"]
    assert (draft["state_capital.none"], draft["insurance.none"]) == ("是", "是")
    assert draft["publication.signed"] == "2024-10-21"


@pytest.mark.parametrize("said", ["二〇二三年度", "二零二三年度", "二○二三年", "23年度"])
def test_the_year_of_a_title_in_chinese_numerals(said: str) -> None:
    draft = found(
        read(
            f"{said}某市水务局部门整体支出绩效自评报告",
            "一、部门概况",
            "机关设办公室、规划科、工程科。",
            "某市水务局",
            "二〇二四年十月二十一日",
        )
    )
    assert draft["overview.year"] == "2023"
    assert draft["overview.unit"] == "某市水务局"
    assert draft["publication.signed"] == "2024-10-21"


def test_basic_expenditure_below_a_heading_of_section_one_is_of_section_two() -> None:
    reading = read(
        "一、部门概况",
        "在职人员30人。",
        "二、预算安排及执行情况",
        "（一）基本支出",
        "基本支出300.00万元。上年280.00万元，本年多支出20.00万元，增长7.14%。",
    )
    draft = found(reading)
    basic = "general_budget.basic."
    assert [draft.get(basic + name) for name in ("last_year", "change", "change_rate")] == ["280.00", "20.00", "7.14"]
    assert not [one for one in judge_report(reading, set())[0] if one.severity == "error"]
