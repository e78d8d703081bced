"""Where a finding says that it stands: below the report's own heading, in the row and the column of a table."""

from __future__ import annotations

from model.checks.findings import Finding
from model.scanning.combining import judge_report
from model.scanning.files.blocks import Grid, Line
from model.scanning.reading import read_report

TITLE = Line("平川县农业农村局2024年度部门整体支出绩效自评报告")


def errors(*blocks: Line | Grid) -> list[Finding]:
    return [one for one in judge_report(read_report([TITLE, *blocks]))[0] if one.severity == "error"]


SPENT = (
    ("项目", "预算（万元）", "支出（万元）", "执行率"),
    ("疾病防控", "4,300.00", "4,236.80", "98.53%"),
    ("妇幼保健", "3,250.00", "3,180.55", "97.86%"),
    ("计划生育", "1,300.00", "1,264.30", "97.25%"),
    ("中医药", "400.00", "318.25", "79.56%"),
    ("合计", "9,250.00", "8,999.90", "97.30%"),
)


def test_a_table_is_named_by_its_row_and_column_and_by_the_reports_own_heading() -> None:
    slipped = tuple(tuple(cell.replace("1,264.30", "1,354.30") for cell in row) for row in SPENT)
    headed = Line("一、部门概况"), Line("在职人员30人。"), Line("二、钱花在哪里")
    assert errors(*headed, Grid(SPENT)) == []
    first = errors(*headed, Grid(slipped))[0]
    assert "合计·支出（万元）·8,999.90" in first.message
    assert "1354.30应为1264.30" in first.diagnosis, "the total and the rate of the row come to it"
    assert first.heading == "二、钱花在哪里"


def test_what_no_heading_of_the_report_names_stands_below_that_of_the_outline() -> None:
    (found,) = errors(Line("在职人员30人。全年支出50万元，较上年40万元增加12万元。"))
    assert (found.section, found.heading) == (1, "")


def test_a_table_of_what_came_and_went_is_worked_out() -> None:
    heads = ("项目", "年初数", "本年增加", "本年减少", "年末数")
    rows = (
        ("房屋", "2,000.00", "150.00", "0.00", "2,150.00"),
        ("设备", "800.00", "90.00", "60.00", "830.00"),
        ("车辆", "160.00", "0.00", "20.00", "140.00"),
    )
    assert errors(Line("四、资产管理情况"), Grid((heads, *rows))) == []
    wrong = (*rows[:1], ("设备", "800.00", "90.00", "60.00", "850.00"), *rows[2:])
    (found,) = errors(Line("四、资产管理情况"), Grid((heads, *wrong)))
    assert "设备·年末数·850.00" in found.message


def test_a_change_beside_a_sum_and_last_years_is_worked_out() -> None:
    heads = ("单位", "基本支出", "项目支出", "小计", "上年", "增减", "增减%")
    rows = (
        ("局机关", "900.00", "1,960.00", "2,860.00", "2,800.00", "60.00", "2.14"),
        ("农技中心", "560.00", "600.00", "1,160.00", "1,200.00", "-40.00", "-3.33"),
        ("农机中心", "430.00", "400.00", "830.00", "800.00", "30.00", "3.75"),
    )
    assert errors(Line("二、支出情况"), Grid((heads, *rows))) == []
    wrong = (*rows[:2], ("农机中心", "430.00", "400.00", "830.00", "800.00", "38.00", "3.75"))
    (found,) = errors(Line("二、支出情况"), Grid((heads, *wrong)))
    assert "农机中心·增减·38.00" in found.message
