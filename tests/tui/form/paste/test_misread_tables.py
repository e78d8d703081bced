"""Tables that could become wrong figures: their units, their years, lines that come twice, marks for nothing."""

from __future__ import annotations

import difflib

import pytest

from model.report.report import Report
from tests.tui.form.paste.test_pasting import rows_of, typed_of
from tui.form.paste.pasting import as_table, read_paste

SPENT = "general_budget.three_public"
BUDGET = f"{SPENT}.reception.budget"
SCALE = "overview.scale"
PROJECTS = "general_budget.projects.unit_projects.items"


def of_2024() -> Report:
    """Returns a report of 2024 with nothing else in it."""
    report = Report()
    report.cell("overview.year").raw = "2024"
    return report


def pasted(place: str, text: str, under: str) -> dict[str, str]:
    """The texts that ``text`` types below the path ``under`` when it is pasted at ``place``."""
    found = read_paste(of_2024().cell(place), text)
    assert found is not None
    return typed_of(found.edits, under)


@pytest.mark.parametrize("title", ["2024年度\t\t\n", "2024年\n2024年度\t\t\n"])
def test_a_line_with_the_year_alone_is_passed_over(title: str) -> None:
    found = read_paste(of_2024().cell(BUDGET), f"{title}公务接待费\t3\t2\n")
    assert found is not None
    assert typed_of(found.edits, SPENT) == {"reception.budget": "3", "reception.actual": "2"}
    assert not found.rest


@pytest.mark.parametrize(
    "text",
    [
        "基本支出（元）\t7000000\n项目支出（元）\t5000000\n",
        "项目\t金额（元）\n基本支出\t7000000\n项目支出\t5000000\n",
        "单位：元\n基本支出\t7000000\n项目支出\t5000000\n",
        "2024年支出表\t金额单位：人民币元\n基本支出\t7000000\n项目支出\t5000000\n",
    ],
)
def test_the_unit_of_a_label_a_heading_or_a_whole_table_counts_for_figures(text: str) -> None:
    assert pasted(f"{SCALE}.basic", text, SCALE) == {"basic": "7000000元", "project": "5000000元"}


@pytest.mark.parametrize(
    "text",
    [
        "项目\t预算数（元）\t决算数（元）\n公务接待费\t22000\t20,400\n",
        "项目\t2024年（元）\t\n\t预算数\t决算数\n公务接待费\t22000\t20400\n",
        "单位：元、人\n项目\t预算数\t决算数\n公务接待费\t22000\t20400\n",
        "公务接待费（单位：元）\t22000\t20400\n公务用车购置及运行维护费\t\t\n",
    ],
)
def test_the_unit_of_a_table_counts_for_groups(text: str) -> None:
    assert pasted(BUDGET, text, SPENT) == {"reception.budget": "22000元", "reception.actual": "20400元"}


def test_a_unit_that_is_the_fields_own_is_not_repeated() -> None:
    assert pasted(f"{SCALE}.basic", "基本支出（万元）\t700\n项目支出（亿元）\t0.05\n", SCALE) == {
        "basic": "700",
        "project": "0.05亿元",
    }


def test_the_unit_of_money_is_none_of_people() -> None:
    place = "overview.staff"
    assert pasted(f"{place}.serving", "单位：元\n在职人员\t92\n离休人员\t3\n", place) == {
        "serving": "92",
        "retired_veterans": "3",
    }


@pytest.mark.parametrize(
    "heads",
    [
        "单位：元\n项目\t批复金额\t执行金额\n",
        "项目支出表（单位：元）\n项目\t批复金额\t执行金额\n",
        "项目\t批复金额（元）\t执行金额（元）\n",
    ],
)
def test_the_unit_of_a_table_counts_for_lists(heads: str) -> None:
    found = read_paste(of_2024().rows(PROJECTS), f"{heads}档案数字化\t100000\t90000\n")
    assert found is not None
    assert rows_of(found.edits) == [{"name": "档案数字化", "amount": "100000元", "executed": "90000元"}]


def test_the_unit_of_a_table_without_headings_brings_no_row() -> None:
    found = read_paste(of_2024().rows(PROJECTS), "单位：元\n档案数字化\t100000\n库房维护\t50000\n")
    assert found is not None
    assert rows_of(found.edits) == [
        {"name": "档案数字化", "amount": "100000元"},
        {"name": "库房维护", "amount": "50000元"},
    ]


CAR = "公务用车购置及运行维护费"


@pytest.mark.parametrize(
    ("heads", "typed"),
    [
        (
            "项目\t2023年\t\t2024年\t\n\t预算数\t决算数\t预算数\t决算数\n",
            {"budget": "2.2", "actual": "2.04", "last_year": "2.15"},
        ),
        (
            "项目\t上年\t\t本年（万元）\t\n\t预算数\t决算数\t预算数\t决算数\n",
            {"budget": "2.2", "actual": "2.04", "last_year": "2.15"},
        ),
        ("项目\t2022年\t\t2024年\t\n\t预算数\t决算数\t预算数\t决算数\n", {"budget": "2.2", "actual": "2.04"}),
        ("2023年度\t\t\t\t\n项目\t预算数\t决算数\t增减\t增减率\n", {"last_year": "2.15"}),
        ("2023年度\t\t\t\t\n", {}),
    ],
)
def test_figures_of_the_year_before_do_not_go_into_those_of_the_year(heads: str, typed: dict[str, str]) -> None:
    found = read_paste(of_2024().cell(BUDGET), f"{heads}公务接待费\t2.5\t2.15\t2.2\t2.04\n{CAR}\t7\t5.73\t6\t5.58\n")
    assert found is not None
    got = typed_of(found.edits, SPENT)
    assert {name.removeprefix("reception."): new for name, new in got.items() if "reception" in name} == typed
    assert "没有地方填的" in found.said or "没有粘贴" in found.said


@pytest.mark.parametrize("heads", ["项目\t2023年\t2024年", "项目\t2023\t2024"])
def test_columns_of_years_alone_go_into_the_one_field_of_that_year(heads: str) -> None:
    found = read_paste(of_2024().cell(BUDGET), f"{heads}\n公务接待费\t2.15\t2.05\n{CAR}\t5.73\t5.58\n")
    assert found is not None
    assert [key.split(".")[1] for key in typed_of(found.edits, SPENT)] == ["last_year", "last_year"]
    assert "没有地方填的 1 列：2024年" in found.said


def test_a_year_before_above_single_figures_fills_none_of_the_year() -> None:
    text = "项目\t2023年\t2024年\n基本支出\t700\t790\n项目支出\t500\t510\n"
    assert pasted(f"{SCALE}.basic", text, SCALE) == {"basic": "790", "project": "510"}
    found = read_paste(of_2024().cell(f"{SCALE}.basic"), "2023年度\t\n基本支出\t700\n项目支出\t500\n")
    assert found is not None
    assert not found.edits


def test_a_line_of_the_year_before_is_not_that_of_the_year() -> None:
    found = read_paste(of_2024().cell(BUDGET), f"项目\t预算数\t决算数\n上年公务接待费\t3\t2\n{CAR}\t6\t5\n")
    assert found is not None
    assert typed_of(found.edits, SPENT) == {"vehicles.budget": "6", "vehicles.actual": "5"}
    assert list(found.rest) == ["上年公务接待费\t3\t2"]


def test_of_a_label_that_comes_twice_the_first_counts_and_the_second_is_told() -> None:
    found = read_paste(of_2024().cell(BUDGET), "预算数\t2.2\n决算数\t2.04\n预算数\t6\n决算数\t5.58\n")
    assert found is not None
    assert typed_of(found.edits, f"{SPENT}.reception") == {"budget": "2.2", "actual": "2.04"}
    assert list(found.rest) == ["预算数\t6", "决算数\t5.58"]


@pytest.mark.parametrize("line", ["无\t无", "-\t—", "无\t\t-"])
def test_marks_for_nothing_do_not_take_the_place_of_a_text(line: str) -> None:
    report = of_2024()
    first = read_paste(report.rows(PROJECTS), "项目\t批复金额\t主要用途\n数字化\t10\t扫描\n库房维护\t5\t防潮\n")
    assert first is not None
    for edit in first.edits:
        report.apply(edit)
    found = read_paste(report.cell(f"{PROJECTS}.0.amount"), f"{line}\n{line}\n")
    assert found is not None
    assert {
        name: new for name, new in typed_of(found.edits, PROJECTS).items() if name.endswith((".use", ".name"))
    } == {}


def test_dashes_still_empty_a_figure() -> None:
    report = of_2024()
    report.cell(f"{SCALE}.basic").raw = "7"
    found = read_paste(report.cell(f"{SCALE}.basic"), "-\n5\n")
    assert found is not None
    assert typed_of(found.edits, SCALE)["basic"] == ""


@pytest.mark.parametrize("heads", ["科目\t人数\t次数", "项目\t增减额\t增减率", "项目\t金额\t备注"])
def test_columns_that_are_called_otherwise_are_not_filled_in_the_order_of_the_fields(heads: str) -> None:
    found = read_paste(of_2024().cell(BUDGET), f"{heads}\n公务接待费\t205\t27\n{CAR}\t5\t73\n")
    assert found is not None
    assert not found.edits


def test_one_column_known_by_its_heading_is_filled_alone() -> None:
    text = f"科目\t人数\t决算数\n公务接待费\t205\t27\n{CAR}\t5\t73\n"
    assert pasted(BUDGET, text, SPENT) == {"reception.actual": "27", "vehicles.actual": "73"}


def test_a_line_about_the_table_is_no_line_of_headings() -> None:
    text = f"填报部门：某局\t填报日期：十二月\n公务接待费\t3\t2\n{CAR}\t6\t5\n"
    assert len(pasted(BUDGET, text, SPENT)) == 4


FUNCTIONS = f"{SCALE}.functions"
WITHOUT_HEADS = "201\t一般公共服务支出\t10\t6\t4\n208\t社会保障和就业支出\t5\t5\t0\n"
BY_CODES = (
    "201\t一般公共服务支出\t10\t6\t4\n20126\t档案事务\t10\t6\t4\n208\t社会保障和就业支出\t5\t5\t0\n合计\t\t15\t11\t4\n"
)
OFFICIAL = "项目\t\t本年支出合计\t基本支出\t项目支出\n功能分类科目编码\t科目名称\t\t\t\n栏次\t\t1\t2\t3\n"


@pytest.mark.parametrize(
    "heads", ["科目编码\t科目名称\t合计\t基本支出\t项目支出\n", OFFICIAL, f"支出决算表\n{OFFICIAL}"]
)
def test_codes_are_no_amounts_and_the_column_counts_that_the_list_is_of(heads: str) -> None:
    found = read_paste(of_2024().rows(FUNCTIONS), heads + BY_CODES)
    assert found is not None
    assert rows_of(found.edits) == [
        {"name": "一般公共服务支出", "amount": "4"},
        {"name": "社会保障和就业支出", "amount": "0"},
    ]
    assert "1 行下级科目含在上级里" in found.said
    assert found.rest[-1] == "20126\t档案事务\t10\t6\t4"
    assert not found.amiss


def test_a_code_in_three_columns_is_one_code() -> None:
    lines = ("类\t款\t项\t科目名称\t合计", "201\t\t\t公共服务\t10", "201\t26\t\t档案\t10", "201\t26\t01\t行政运行\t10")
    text = "\n".join(lines)
    found = read_paste(of_2024().rows(FUNCTIONS), text)
    assert found is not None
    assert rows_of(found.edits) == [{"name": "公共服务", "amount": "10"}]


def test_codes_without_headings_are_known_by_the_names_beside_them() -> None:
    found = read_paste(of_2024().rows(FUNCTIONS), WITHOUT_HEADS)
    assert found is not None
    assert [row["name"] for row in rows_of(found.edits)] == ["一般公共服务支出", "社会保障和就业支出"]
    assert "201" not in {row["amount"] for row in rows_of(found.edits)}
    assert "无表头" in found.said


def test_a_total_of_rows_with_codes_is_still_checked() -> None:
    text = f"科目编码\t科目名称\t合计\n{BY_CODES}".replace("合计\t\t15", "合计\t\t25")
    found = read_paste(of_2024().rows(FUNCTIONS), text)
    assert found is not None
    assert [said[:10] for said in found.amiss] == ["粘贴的合计 25 与"]


def test_codes_of_projects_are_no_amounts() -> None:
    text = "项目编码\t项目名称\t批复金额\n4301\t档案数字化\t10\n4302\t库房维护\t5\n"
    found = read_paste(of_2024().rows(PROJECTS), text)
    assert found is not None
    assert rows_of(found.edits) == [{"name": "档案数字化", "amount": "10"}, {"name": "库房维护", "amount": "5"}]


def test_amounts_before_the_names_stay_amounts() -> None:
    found = read_paste(of_2024().rows(PROJECTS), "100\t档案数字化\n250\t库房维护\n")
    assert found is not None
    assert [row["amount"] for row in rows_of(found.edits)] == ["100", "250"]


UNITS = "单位\t编制数\t在职人员\n机关\t20\t19\n事业单位\t20\t19\n"


def test_of_several_units_only_their_total_is_taken() -> None:
    place = "overview.staff"
    assert pasted(f"{place}.authorised", f"{UNITS}合计\t40\t38\n", place) == {"authorised": "40", "serving": "38"}
    found = read_paste(of_2024().cell(f"{place}.authorised"), UNITS)
    assert found is not None
    assert not found.edits
    assert found.said.startswith("没有粘贴")


@pytest.mark.parametrize("line", ["无\t无", "-\t-", "无\t-"])
def test_marks_for_nothing_go_where_they_were_pasted(line: str) -> None:
    report = of_2024()
    first = read_paste(report.rows(PROJECTS), "项目\t批复金额\n数字化\t10\n库房维护\t5\n")
    assert first is not None
    for edit in first.edits:
        report.apply(edit)
    found = read_paste(report.cell(f"{PROJECTS}.0.amount"), f"{line}\n{line}\n")
    assert found is not None
    new = typed_of(found.edits, PROJECTS)
    assert {new["0.amount"], new["1.amount"]} <= {"无", ""}
    assert "0.remark" not in new


def test_a_table_of_a_group_pasted_on_a_text_goes_into_that_group() -> None:
    cell = of_2024().cell(f"{SPENT}.lead")
    found = as_table(cell, "2024年度\t\t\n项目\t预算数\t决算数\n三公经费\t3\t2\n")
    assert found is not None
    assert set(typed_of(found.edits, SPENT).values()) == {"3", "2", ""}
    assert found.place == "填进“三公经费”的 2 栏"


def test_a_word_that_comes_very_often_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[float] = []
    like = difflib.SequenceMatcher.ratio

    def ratio(matcher: difflib.SequenceMatcher[str]) -> float:
        tried.append(like(matcher))
        return tried[-1]

    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", ratio)
    read_paste(of_2024().cell(f"{SCALE}.basic"), "基本\t项目\t机关基本\t人员经\n" * 500)
    assert 0 < len(tried) < 500


REASONS = "general_budget.projects.reasons"
LINES = "人员调资\t120\t100\n房屋维修\t30\t50\n"


@pytest.mark.parametrize("heads", ["事由\t本年金额\t上年金额\n", "事由\t2024年金额\t2023年金额\n", ""])
def test_a_table_goes_into_a_list_with_a_long_text_in_its_rows(heads: str) -> None:
    found = read_paste(of_2024().rows(REASONS), heads + LINES)
    assert found is not None
    assert rows_of(found.edits) == [
        {"text": "人员调资", "this_year": "120", "last_year": "100"},
        {"text": "房屋维修", "this_year": "30", "last_year": "50"},
    ]


BOOK = "assets.book_values"
FIXED = "固定资产原值\t100\n累计折旧\t40\n固定资产净值\t60\n"


def test_a_label_that_several_records_have_is_of_the_record_of_the_cursor() -> None:
    assert pasted(f"{BOOK}.fixed.cost", FIXED, BOOK) == {
        "fixed.cost": "100",
        "fixed.written_off": "40",
        "fixed.net": "60",
    }


def test_a_label_that_several_records_have_is_of_that_which_was_named_last() -> None:
    text = FIXED + "无形资产原值\t20\n累计摊销\t8\n无形资产净值\t12\n"
    typed = pasted(f"{BOOK}.fixed.cost", text, BOOK)
    assert (typed["fixed.written_off"], typed["intangible.written_off"]) == ("40", "8")


def test_columns_of_two_years_go_to_the_single_figures_of_these_years() -> None:
    text = "项目\t2023年决算数\t2024年决算数\t增减额\n支出总额\t1000\t1100\t100\n基本支出\t700\t790\t90\n"
    found = read_paste(of_2024().cell(f"{SCALE}.basic"), text)
    assert found is not None
    assert typed_of(found.edits, SCALE) == {"last_year": "1000", "total": "1100", "basic": "790"}
    assert "基本支出\t700" in found.rest


def test_columns_of_two_years_go_to_the_fields_of_these_years_in_groups() -> None:
    text = f"项目\t2023年决算数\t2024年决算数\n公务接待费\t2.15\t2.05\n{CAR}\t5.00\t4.00\n"
    assert pasted(BUDGET, text, SPENT) == {
        "reception.last_year": "2.15",
        "reception.actual": "2.05",
        "vehicles.last_year": "5.00",
        "vehicles.actual": "4.00",
    }


@pytest.mark.parametrize("unit", ["元", "万元"])
def test_amounts_with_their_unit_are_amounts_without_headings(unit: str) -> None:
    found = read_paste(of_2024().rows("assets.disposals.by_form"), f"报废\t305,000.00{unit}\n无偿调拨\t78,000.00元\n")
    assert found is not None
    amounts = {"元": "305000.00元", "万元": "305000.00"}
    assert [row["amount"] for row in rows_of(found.edits)] == [amounts[unit], "78000.00元"]
    assert not found.rest


@pytest.mark.parametrize("name", ["“三公”经费合计", "三公经费合计", "三公经费支出合计"])
def test_a_total_with_a_name_goes_to_the_figures_of_that_name(name: str) -> None:
    text = f"项目\t预算数\t决算数\n{name}\t9\t7\n公务接待费\t3\t2\n{CAR}\t6\t5\n合计\t30\t20\n"
    found = read_paste(of_2024().cell(BUDGET), text)
    assert found is not None
    typed = typed_of(found.edits, SPENT)
    assert (typed["budget"], typed["actual"]) == ("9", "7")
    assert len(typed) == 6
    assert found.rest == ["合计\t30\t20"]


@pytest.mark.parametrize(
    "text",
    ["经济分类科目\t支出\n工资福利支出\t1552.30\n资本性支出\t38.30元\n", "股室\t人数\n办公室\t12\n财务股\t5\n"],
)
def test_a_table_of_something_else_takes_the_place_of_no_row(text: str) -> None:
    report = of_2024()
    report.rows(PROJECTS).insert(0).fill({"name": "数字化", "use": "扫描", "amount": "10"})
    for name in ("name", "amount"):
        found = read_paste(report.cell(f"{PROJECTS}.0.{name}"), text)
        assert found is not None
        assert not found.edits
        assert "没有粘贴：表头“" in found.said
        assert found.rest == text.splitlines()


def test_words_for_no_amount_above_amounts_are_no_headings() -> None:
    found = read_paste(of_2024().rows(PROJECTS), "数字化\t待定\n库房维护\t5\n")
    assert found is not None
    assert [row["name"] for row in rows_of(found.edits)] == ["数字化", "库房维护"]
