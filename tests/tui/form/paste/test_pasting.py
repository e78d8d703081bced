"""What is copied from Word and Excel goes where texts and tables are; what has no place is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from model.checks.checker import Checker
from model.drafts.draft import load
from model.report.edits import Inserted, Typed, apply
from model.report.report import Report
from model.report.tree import Node
from tests.tui.driving import NARROW, WIDE, opened
from tui.form.paste.pasting import read_paste

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from model.report.edits import Single

LISTS = {
    "themes": "performance.themes",
    "problems": "problems.problems",
    "measures": "improvements.measures",
    "keeping": "implementation.measures",
}
ANNEX = "basic_data"


def rows_of(edits: Sequence[Single]) -> list[dict[str, Any]]:
    """The rows that ``edits`` bring, in order."""
    return [dict(edit.content) for edit in edits if isinstance(edit, Inserted)]


def typed_of(edits: Sequence[Single], under: str) -> dict[str, str]:
    """The texts that ``edits`` type below the path ``under``."""
    return {edit.path.removeprefix(under + "."): edit.new for edit in edits if isinstance(edit, Typed)}


@pytest.mark.parametrize(
    ("place", "text", "rows"),
    [
        (
            "problems",
            "九、存在的问题及原因分析\n（一）指标细化不够。部分项目没有量化。\n（二）执行偏慢\n1.下达晚。\n2.进度慢。\n",
            [
                {"heading": "指标细化不够", "text": "部分项目没有量化。"},
                {"heading": "执行偏慢", "text": "1.下达晚。\n2.进度慢。"},
            ],
        ),
        (
            "problems",
            "一是编制不够精准。年中追加较多；二是执行偏慢，多在年底支付。",
            [
                {"heading": "编制不够精准", "text": "年中追加较多。"},
                {"heading": "执行偏慢", "text": "多在年底支付。"},
            ],
        ),
        (
            "measures",
            "1.细化编制。提前论证1.5个月。\r\n2.加快支付。按月通报。\r\n",
            [{"heading": "细化编制", "text": "提前论证1.5个月。"}, {"heading": "加快支付", "text": "按月通报。"}],
        ),
        (
            "themes",
            "就业大局保持稳定\n　　全年新增就业12万人。\n社保覆盖面扩大\n　　参保人数达到8万人。\n　　待遇按时发放。\n",
            [
                {"heading": "就业大局保持稳定", "text": "全年新增就业12万人。"},
                {"heading": "社保覆盖面扩大", "text": "参保人数达到8万人。\n待遇按时发放。"},
            ],
        ),
        (
            "themes",
            "（一）稳就业。坚持优先。\n新增12万人。\n（二）扩社保。坚持覆盖。\n参保8万人。",
            [
                {"heading": "稳就业", "lead": "坚持优先。", "text": "新增12万人。"},
                {"heading": "扩社保", "lead": "坚持覆盖。", "text": "参保8万人。"},
            ],
        ),
        (
            "themes",
            "（一）工作成效\n新增12万人。\n（二）社会保障\n参保8万人。",
            [{"heading": "工作成效", "text": "新增12万人。"}, {"heading": "社会保障", "text": "参保8万人。"}],
        ),
        (
            "themes",
            "八、部门整体支出绩效情况\n（一）工作成效\n1.稳就业。新增12万人。\n2.扩社保。参保8万人。",
            [{"heading": "稳就业", "text": "新增12万人。"}, {"heading": "扩社保", "text": "参保8万人。"}],
        ),
        (
            "keeping",
            "（一）加强内控\n1.建制度。\n2.强执行。\n",
            [{"heading": "加强内控", "text": "1.建制度。\n2.强执行。"}],
        ),
    ],
)
def test_headings_with_their_paragraphs_become_rows(place: str, text: str, rows: list[dict[str, str]]) -> None:
    found = read_paste(Report().rows(LISTS[place]), text)
    assert found is not None
    assert rows_of(found.edits) == rows
    assert not found.rest


def test_paragraphs_go_below_the_headings_that_stand_there_from_last_year() -> None:
    report = Report()
    rows = report.rows(LISTS["themes"])
    for at, heading in enumerate(("稳就业", "扩社保", "强作风")):
        rows.insert(at).fill({"heading": heading})
    rows.rows[2].fill({"text": "整治形式主义。"})
    text = (
        "（一）稳就业\n新增12万人。\n（二）优服务\n办件8万件。\n（三）扩社保\n参保8万人。\n（四）强作风\n清廉机关。\n"
    )
    found = read_paste(rows, text)
    assert found is not None
    for edit in found.edits:
        apply(report.root, edit)
    assert [(row.title, row.cell("text").raw) for row in rows.rows] == [
        ("稳就业", "新增12万人。"),
        ("优服务", "办件8万件。"),
        ("扩社保", "参保8万人。"),
        ("强作风", "清廉机关。"),
        ("强作风", "整治形式主义。"),
    ]


def test_what_stands_before_the_first_point_has_no_place() -> None:
    found = read_paste(
        Report().rows(LISTS["problems"]), "自评中发现以下情况：\n（一）甲不够\n乙。\n（二）丙不够\n丁。\n"
    )
    assert found is not None
    assert found.rest == ["自评中发现以下情况："]


def test_one_heading_is_typed_as_it_is() -> None:
    report = Report()
    assert read_paste(report.rows(LISTS["themes"]), "稳就业") is None


TABLE_1 = """\
\t编制数\t2024年实际在职人数\t控制率
财政供养人员情况\t100\t98\t98%
经费控制情况\t上年决算数\t本年预算数\t本年决算数
三公经费\t31\t30\t25.5
1、公务用车购置和维护经费\t20\t19\t16
其中：公车购置\t0\t0\t0
公车运行维护\t20\t19\t16
2、出国经费\t0\t0\t0
3、公务接待\t11\t11\t9.5
项目支出：\t\t\t
1、业务工作专项\t200\t210\t205
2、运行维护专项\t50\t60\t58
公用经费\t300\t310\t305.25
其中：办公经费\t80\t90\t85
水费、电费、差旅费\t60\t60\t58
会议费、培训费\t20\t20\t18
政府采购金额\t——\t40\t38
"""


def test_the_table_of_annex_one_is_placed_by_its_labels() -> None:
    found = read_paste(Report().cell(f"{ANNEX}.included"), TABLE_1)
    assert found is not None
    typed = typed_of(found.edits, ANNEX)
    assert typed["authorised"] == "100"
    assert typed["purchase.last_year"] == "0"
    assert typed["operation.last_year"] == "20"
    assert typed["operation.actual"] == "16"
    assert typed["three_public.actual"] == "25.5"
    assert typed["reception.budget"] == "11"
    assert typed["office.actual"] == "85"
    assert typed["general.actual"] == "305.25"
    assert typed["travel.last_year"] == "60"
    assert typed["procurement.actual"] == "38"
    assert rows_of(found.edits) == [
        {"name": "业务工作专项", "last_year": "200", "budget": "210", "actual": "205"},
        {"name": "运行维护专项", "last_year": "50", "budget": "60", "actual": "58"},
    ]
    assert typed["vehicles.actual"] == "16"
    assert not found.rest


@pytest.mark.parametrize("year", ["", "2024"])
def test_the_heads_of_annex_one_may_say_the_years(year: str) -> None:
    report = Report()
    report.set(report.cell("overview.year"), year)
    said = TABLE_1.replace("上年决算数\t本年预算数\t本年决算数", "2023年决算数\t2024年预算数\t2024年决算数")
    found, same = (read_paste(report.cell(f"{ANNEX}.included"), table) for table in (said, TABLE_1))
    assert found is not None
    assert same is not None
    assert (found.edits, found.rest) == (same.edits, [])


def test_columns_go_by_their_heads_in_whatever_order() -> None:
    found = read_paste(
        Report().cell(f"{ANNEX}.included"), "项目\t本年决算数\t上年决算数\n公务接待费\t9\t11\n出国经费\t2\t3\n"
    )
    assert found is not None
    assert typed_of(found.edits, ANNEX) == {
        "reception.actual": "9",
        "reception.last_year": "11",
        "overseas.actual": "2",
        "overseas.last_year": "3",
    }


@pytest.mark.parametrize("number", ["⒈", "⑴", "①", "1、"])
def test_a_number_in_a_circle_before_a_label_is_a_number(number: str) -> None:
    marked = TABLE_1.replace("1、公务用车", f"{number}公务用车").replace("1、业务", f"{number}业务")
    plain, found = (read_paste(Report().cell(f"{ANNEX}.included"), text) for text in (TABLE_1, marked))
    assert plain is not None
    assert found is not None
    assert found.edits == plain.edits


def test_the_mark_of_a_footnote_is_pasted_as_no_digit() -> None:
    found = read_paste(Report().cell(f"{ANNEX}.included"), "项目\t本年决算数\t上年决算数\n公务接待费\t9①\t11\n")
    assert found is not None
    assert typed_of(found.edits, ANNEX) == {"reception.last_year": "11"}
    assert any("9①" in rest for rest in found.rest)


def test_years_in_chinese_numerals_head_columns() -> None:
    text = "项目\t2023年决算\t2024年决算\n公务接待费\t11\t9\n"
    said = text.replace("2024", "二〇二四").replace("2023", "二零二三")
    plain, found = (read_paste(Report().cell(f"{ANNEX}.included"), each) for each in (text, said))
    assert plain is not None
    assert found is not None
    assert typed_of(plain.edits, ANNEX)["reception.last_year"] == "11"
    assert found.edits == plain.edits


@pytest.mark.parametrize("label", ["累计折旧", "累计折旧（摊销）", "累计折旧(摊销)", "已提折旧", "减：累计折旧"])
def test_near_labels_match(label: str) -> None:
    place = "assets.book_values.fixed"
    found = read_paste(Report().cell(f"{place}.cost"), f"固定资产原值\t1000\n{label}\t300\n净值\t700\n")
    assert found is not None
    assert typed_of(found.edits, place)["written_off"] == "300"


@pytest.mark.parametrize(
    "text",
    [
        "类别\t金额\t占比\n房屋\t100\t50%\n其中：办公用房\t60\t30%\n　　　业务用房\t40\t20%\n"
        "设备\t100\t50%\n其中：电梯\t10\t5%\n合计\t200\t100%\n",
        "1、房屋\t100\t50\n其中：办公用房\t60\t30\n业务用房\t40\t20\n2、设备\t100\t50\n其中：电梯\t10\t5\n",
        "资产类别\t占比\t原值\n一、房屋\t50\t100\n其中：办公用房\t\t60\n业务用房\t\t40\n二、设备\t50\t100\n其中：电梯\t\t10\n",
        "序号\t资产类别\t数量\t原值\n1\t房屋\t2\t100\n\t其中：办公用房\t1\t60\n"
        "\t　　　业务用房\t1\t40\n2\t设备\t9\t100\n\t其中：电梯\t1\t10\n\t合计\t11\t200\n",
    ],
)
def test_a_list_within_a_list_takes_what_is_among_it(text: str) -> None:
    found = read_paste(Report().rows("assets.classes.items"), text)
    assert found is not None
    rows = rows_of(found.edits)
    assert [(row["name"], row["amount"]) for row in rows] == [("房屋", "100"), ("设备", "100")]
    assert [[part["name"] for part in row["parts"]] for row in rows] == [["办公用房", "业务用房"], ["电梯"]]


def test_shares_that_the_program_computes_just_so_are_not_kept_as_typed() -> None:
    text = "类别\t金额\t占比\n房屋\t100\t50%\n其中：办公用房\t60\t30%\n设备\t100\t45%\n"
    report = Report()
    report.root.fill({"assets": {"classes": {"base_amount": "200"}}})
    report.bind()
    found = read_paste(report.rows("assets.classes.items"), text)
    assert found is not None
    house, devices = rows_of(found.edits)
    assert "share" not in house
    assert "share" not in house["parts"][0]
    assert devices["share"] == "45"
    assert "由程序算，没有照填" in found.said


def test_names_in_tables_stay_as_they_are_written() -> None:
    text = "资产类别\t金额\n一、土地、房屋及构筑物（自用）\t100\n其中：办公、业务用房\t60\n"
    found = read_paste(Report().rows("assets.classes.items"), text)
    assert found is not None
    (row,) = rows_of(found.edits)
    assert row["name"] == "土地、房屋及构筑物（自用）"
    assert [part["name"] for part in row["parts"]] == ["办公、业务用房"]
    found = read_paste(
        Report().cell(f"{ANNEX}.included"), TABLE_1.replace("业务工作专项", "公共卫生、应急专项（市级）")
    )
    assert found is not None
    assert "公共卫生、应急专项（市级）" in [row["name"] for row in rows_of(found.edits)]


def test_what_stands_in_a_column_without_a_heading_is_named_by_its_line() -> None:
    found = read_paste(Report().rows("overview.offices"), "名称\t备注\n甲科\t合署\n丙科\t\t另有\n")
    assert found is not None
    assert found.said.endswith("没有地方填的 1 列：丙科 另有")


def test_what_has_no_column_in_a_list_with_lists_is_told_and_kept() -> None:
    text = "资产类别\t数量（台）\t净值\n设备\t9\t100\n其中：电梯\t1\t10\n"
    found = read_paste(Report().rows("assets.classes.items"), text)
    assert found is not None
    assert "没有地方填的 1 列：数量（台）" in found.said
    assert found.rest == ["\t数量（台）", "设备\t9", "其中：电梯\t1"]


def test_further_columns_are_kept() -> None:
    found = read_paste(Report().rows("overview.scale.functions"), "教育\t10\t50%\t备注甲\n卫生\t10\t50%\t备注乙\n")
    assert found is not None
    assert [line.split("\t")[-1] for line in found.rest] == ["备注甲", "备注乙"]


@pytest.mark.parametrize(
    ("text", "rows", "rest"),
    [
        ("1、设备购置完工，支出减少。\n2、培训改为线上。\n", ["设备购置完工，支出减少", "培训改为线上"], ""),
        ("（1）设备购置完工；\n（2）培训改为线上；\n（3）维修减少。", ["设备购置完工", "培训改为线上", "维修减少"], ""),
        ("新增2个项目\n上年有一次性支出\n", ["新增2个项目", "上年有一次性支出"], ""),
        ("增减原因：\n一是项目完工；二是改为线上。", ["项目完工", "改为线上"], ""),
        ("支出减少。\n1.甲完工，\n已验收。\n2.乙停办。", ["甲完工，已验收", "乙停办"], "支出减少。"),
        ("1、设备购置完工。\n", None, ""),
    ],
)
async def test_paragraphs_pasted_on_a_list_of_reasons_become_a_row_each(
    tmp_path: Path, text: str, rows: list[str] | None, rest: str
) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    place = "general_budget.projects.reasons"
    async with opened(path, NARROW) as form:
        form.screen.entry.go_to(place)
        await form.paste(text)
        got = [row.cell("text").raw for row in form.screen.state.report.rows(place).rows]
        assert got == (rows if rows is not None else [text.strip()])
        if rows is not None:
            assert f"已粘贴 {len(rows)} 个原因，Ctrl+Z 恢复" in form.text()
            assert form.app.clipboard == rest
            await form.keys("ctrl+z")
            assert not form.screen.state.report.rows(place).rows


async def test_points_are_pasted_in_one_step_and_the_rest_is_kept(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        rows = form.screen.state.report.rows(LISTS["problems"])
        before = len(rows.rows)
        form.screen.entry.go_to(LISTS["problems"])
        while form.here != LISTS["problems"]:
            await form.keys("down")
        await form.paste("前面的一段话。\n（一）甲不够\n乙太多。\n（二）丙不够\n丁太少。\n")
        assert len(rows.rows) == before + 2
        assert "已粘贴 2 个问题" in form.text()
        assert form.app.clipboard == "前面的一段话。"
        await form.keys("ctrl+z")
        assert len(form.screen.state.report.rows(LISTS["problems"]).rows) == before


async def test_many_lines_without_a_place_are_shown_in_full(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.staff.serving")
        await form.paste("在职人员\t460\n甲\t1\n乙\t2\n丙\t3\n丁项目的支出\t4\n")
        assert "没有地方填的 4 行已留在剪贴板" in form.text()
        assert "丁项目的支出" in form.text()
        assert form.app.clipboard.splitlines()[-1].split() == ["丁项目的支出", "4"]


async def test_marks_that_turn_the_order_of_a_text_do_not_come_in(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("overview.short_name")
        await form.keys("ctrl+a")
        await form.paste("我\u202e局\u2066甲\x1b[31m")
        assert cell.raw == "我局甲[31m"
        assert load(draft).report.cell("overview.short_name").raw != cell.raw


PROJECTS = "general_budget.projects.unit_projects.items"
OFFICES = "overview.offices"


@pytest.mark.parametrize(
    ("place", "text", "rows", "rest"),
    [
        (
            PROJECTS,
            "项目名称\t批复金额\t执行数\n保洁\t820\t790.50\n巡查\t100\t99\n",
            [
                {"name": "保洁", "amount": "820", "executed": "790.50"},
                {"name": "巡查", "amount": "100", "executed": "99"},
            ],
            [],
        ),
        (
            PROJECTS,
            "项目名称\t主要用途\t批复金额（万元）\n道路\t保洁\t240.00\n",
            [{"name": "道路", "use": "保洁", "amount": "240.00"}],
            [],
        ),
        (
            PROJECTS,
            "附表3\n序号\t项目名称\t年初预算数\t全年预算数\t全年执行数\t执行率\t备注\t处室\n"
            "1\t道路\t1,000\t900\t800\t88.89%\t跨年\t甲处\n\t合计\t1000\t900\t800\t\t\t\n",
            [{"name": "道路", "amount": "1000", "adjusted": "900", "executed": "800", "remark": "跨年"}],
            ["\t处室", "道路\t甲处"],
        ),
        (
            PROJECTS,
            "序号\t项目名称\t预算金额（元）\t支出金额（元）\n1\t道路\t8400000\t8300000\n",
            [{"name": "道路", "amount": "8400000元", "executed": "8300000元"}],
            [],
        ),
        (
            PROJECTS,
            "1\t道路\t840\n2\t桥梁\t20\n",
            [{"name": "道路", "amount": "840"}, {"name": "桥梁", "amount": "20"}],
            [],
        ),
        (OFFICES, "序号\t内设机构\n1\t办公室\n2\t财务股\n", [{"name": "办公室"}, {"name": "财务股"}], []),
        (
            OFFICES,
            "序号\t股室名称\t主要职责\n1\t办公室\t文电\n2\t财务股\t预算\n",
            [{"name": "办公室"}, {"name": "财务股"}],
            ["\t主要职责", "办公室\t文电", "财务股\t预算"],
        ),
        (
            PROJECTS,
            "项目\t2024年预算数\t2024年决算数\t2023年决算数\n道路\t10\t9\t8\n",
            [{"name": "道路", "amount": "10", "executed": "9"}],
            ["\t2023年决算数", "道路\t8"],
        ),
        (
            "government_funds.items",
            "序号\t项目\t金额（万元）\t用途\n1\t道路\t2\t补路\n",
            [{"name": "道路", "amount": "2", "use": "补路"}],
            [],
        ),
        ("overview.scale.functions", "功能分类科目\t支出（万元）\n教育\t1\n", [{"name": "教育", "amount": "1"}], []),
        (OFFICES, "办公室\t局机关\n项目股\t\n", [{"name": "办公室", "remark": "局机关"}, {"name": "项目股"}], []),
    ],
)
def test_columns_of_a_list_go_by_their_headings(
    place: str, text: str, rows: list[dict[str, str]], rest: list[str]
) -> None:
    found = read_paste(Report().rows(place), text)
    assert found is not None
    assert rows_of(found.edits) == rows
    assert list(found.rest) == rest


@pytest.mark.parametrize(
    ("heads", "rest"),
    [
        (
            "序号\t项目名称\t资金来源\t2025年度\t\t\t执行率\n\t\t\t年初预算数\t全年预算数\t实际支出数\t\n",
            ["\t资金来源", "供水\t一般"],
        ),
        ("序号\t项目名称\t主要用途\t预算情况\t\t支出情况\t\n\t\t\t年初预算数\t全年预算数\t实际支出数\t执行率\n", []),
    ],
)
def test_headings_of_two_lines_are_read_as_one(heads: str, rest: list[str]) -> None:
    report = Report()
    report.cell("overview.year").raw = "2025"
    found = read_paste(report.rows(PROJECTS), heads + "1\t供水\t一般\t1,400.00\t1,520.00\t1,412.64\t92.94%\n")
    assert found is not None
    use = {} if rest else {"use": "一般"}
    assert rows_of(found.edits) == [
        {"name": "供水", **use, "amount": "1400.00", "adjusted": "1520.00", "executed": "1412.64"}
    ]
    assert list(found.rest) == rest


@pytest.mark.parametrize("head", ["支出数", "本年支出数", "本年度支出数", "本年执行数", "当年实际支出数"])
def test_nobody_has_to_say_that_the_expenditure_is_of_this_year(head: str) -> None:
    found = read_paste(Report().rows(PROJECTS), f"项目名称\t{head}\t上年支出数\n供水\t9\t7\n治理\t5\t6\n")
    assert found is not None
    assert rows_of(found.edits) == [{"name": "供水", "executed": "9"}, {"name": "治理", "executed": "5"}]
    assert found.rest[0] == "\t上年支出数"


def test_a_copied_rate_that_is_computed_otherwise_is_kept_and_told() -> None:
    report = Report()
    report.bind()
    head = "项目名称\t年初预算数\t全年预算数\t实际支出数\t执行率\n"
    lines = "供水\t1,400.00\t1,520.00\t1,412.64\t82.94%\n治理\t1,500.00\t1,640.00\t1,521.50\t92.77%\n"
    found = read_paste(report.rows(PROJECTS), head + lines)
    assert found is not None
    assert "算得不同的 1 处照填待核对：供水82.94%" in found.said
    for edit in found.edits:
        report.apply(edit)
    assert [row.cell("rate").raw for row in report.rows(PROJECTS).rows] == ["82.94", ""]
    assert any(one.actual == "82.94" for one in Checker(report).findings())
    assert list(found.rest) == []


CARRIED = {"name": "供水", "amount": "10", "use": "补助水厂"}, {"name": "治理", "amount": "20", "use": "清淤"}


def carried_projects(*rows: dict[str, str]) -> Report:
    report = Report()
    report.root.fill({"general_budget": {"projects": {"unit_projects": {"items": list(rows or CARRIED)}}}})
    report.bind()
    return report


@pytest.mark.parametrize(
    ("here", "text", "rows", "said"),
    [
        (
            "",
            "项目名称\t批复金额\n治理\t25\n巡查\t5\n",
            [("供水", "10", "补助水厂"), ("治理", "25", "清淤"), ("巡查", "5", "")],
            "按名称对上 1 行：治理；没有粘到的 1 行没有动：供水",
        ),
        (
            ".0.amount",
            "1.治理\t25\n2.供水\t15\n",
            [("供水", "15", "补助水厂"), ("治理", "25", "清淤")],
            "按名称对上 2 行",
        ),
        (
            ".0.executed",
            "治理\t25\n供水\t15\n",
            [("供水", "10", "补助水厂"), ("治理", "20", "清淤")],
            "按名称对上 2 行",
        ),
        (
            ".0.name",
            "保洁\t25\n巡查\t15\n",
            [*((row["name"], row["amount"], row["use"]) for row in CARRIED), ("保洁", "25", ""), ("巡查", "15", "")],
            "其中新加 2 行",
        ),
        (".0.amount", "25\n15\n", [("供水", "25", "补助水厂"), ("治理", "15", "清淤")], "已粘贴 2 行"),
    ],
)
def test_rows_of_a_list_are_found_again_by_their_names(
    here: str, text: str, rows: list[tuple[str, ...]], said: str
) -> None:
    report = carried_projects()
    at = report.root.at(PROJECTS + here)
    assert not isinstance(at, Node)
    found = read_paste(at, text)
    assert found is not None
    for edit in found.edits:
        report.apply(edit)
    got = [tuple(row.cell(name).raw for name in ("name", "amount", "use")) for row in report.rows(PROJECTS).rows]
    assert got == rows
    assert said in found.said


def test_rows_without_a_text_of_their_own_are_pasted_over_one_below_another() -> None:
    report = carried_projects({"name": "供水", "amount": "10"})
    found = read_paste(report.rows(PROJECTS).rows[0].cell("name"), "保洁\t25\n巡查\t15\n")
    assert found is not None
    for edit in found.edits:
        report.apply(edit)
    assert [row.title for row in report.rows(PROJECTS).rows] == ["保洁", "巡查"]


def test_headings_alone_bring_no_row() -> None:
    found = read_paste(Report().rows(PROJECTS), "项目名称\t批复金额\n")
    assert found is not None
    assert not found.edits
    assert "只有表头" in found.said


THREE = "general_budget.three_public"


@pytest.mark.parametrize("year", ["", "2024"])
def test_of_a_table_only_the_line_and_the_column_without_a_place_are_told(year: str) -> None:
    report = Report()
    report.cell("overview.year").raw = year
    found = read_paste(
        report.cell(f"{THREE}.reception.budget"),
        "项目\t2024年预算数\t2024年决算数\t2023年决算数\t2022年决算数\n"
        "因公出国（境）费\t0\t0\t0\t1\n公务接待费\t8.22\t8.20\t9\t2\n公务用车购置及运行维护费\t9.64\t9.60\t9.7\t3\n"
        "会务\t1\t2\t3\t4\n",
    )
    assert found is not None
    typed = typed_of(found.edits, THREE)
    assert len(typed) == 9
    assert typed["reception.actual"] == "8.20"
    assert typed["reception.last_year"] == "9"
    assert list(found.rest) == [
        "会务\t1\t2\t3\t4",
        "\t2022年决算数",
        "因公出国（境）费\t1",
        "公务接待费\t2",
        "公务用车购置及运行维护费\t3",
    ]
    assert "没有地方填的 1 行：会务 1 2 3 4；没有地方填的 1 列：2022年决算数" in found.said


async def test_each_paste_into_a_text_is_taken_back_alone(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("overview.duties")
        before = cell.raw
        await form.paste("贯彻执行有关法规。")
        once = cell.raw
        await form.paste("甲\t1\n乙\t2\n")
        assert cell.raw != once
        await form.keys("ctrl+z")
        assert cell.raw == once != before
        await form.keys("ctrl+z")
        assert cell.raw == before


@pytest.mark.parametrize(
    ("place", "text", "rows", "said"),
    [
        (
            "government_funds.items",
            "彩票公益金\t60.00\t58.50\n",
            [{"name": "彩票公益金", "amount": "60.00"}],
            "（无表头，取作支出项目、金额；第3列没有地方填）",
        ),
        (
            PROJECTS,
            "道路\t60.00\t58.50\n桥梁\t10\t9\n",
            [
                {"name": "道路", "amount": "60.00", "executed": "58.50"},
                {"name": "桥梁", "amount": "10", "executed": "9"},
            ],
            "（无表头，取作项目名称、批复金额、执行数）",
        ),
        (
            PROJECTS,
            "1\t道路\t补路\t60\t65\t60\t92.3%\n2\t桥梁\t—\t9\t9\t9\t100%\n",
            [
                {"name": "道路", "use": "补路", "amount": "60", "adjusted": "65", "executed": "60"},
                {"name": "桥梁", "amount": "9", "adjusted": "9", "executed": "9"},
            ],
            "（无表头，取作项目名称、主要用途、批复金额、全年预算、执行数）",
        ),
        (
            "department_evaluation.scores.indicators",
            "产出指标\t数量指标\t检查次数\t50\t52\t10\t10\n",
            [
                {
                    "level1": "产出指标",
                    "level2": "数量指标",
                    "level3": "检查次数",
                    "target": "50",
                    "actual": "52",
                    "points": "10",
                    "score": "10",
                }
            ],
            "已粘贴 1 行，其中新加 1 行，Ctrl+Z 恢复",
        ),
        (OFFICES, "1\n2\n", [], "没有粘贴：只有数，没有名称"),
    ],
)
def test_without_headings_no_column_of_figures_goes_into_one_of_words(
    place: str, text: str, rows: list[dict[str, str]], said: str
) -> None:
    found = read_paste(Report().rows(place), text)
    assert found is not None
    assert rows_of(found.edits) == rows
    assert said in found.said


MEASURES = "十、下一步改进措施\n针对上述问题：\n（一）细化编制\n逐项测算。\n（二）加快执行\n按月通报。\n分析原因。\n"


async def test_points_pasted_into_the_text_before_a_list_are_offered_as_its_rows(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.go("improvements.lead")
        rows = form.screen.state.report.rows("improvements.measures")
        before, count = cell.raw, len(rows.rows)
        await form.paste(MEASURES)
        assert "粘贴的像是 2 个措施，放到哪里？" in form.text()
        await form.keys("down", "enter")
        assert cell.raw == before + MEASURES
        assert len(rows.rows) == count, "never unasked"
        await form.keys("ctrl+z")
        await form.paste(MEASURES)
        await form.keys("enter")
        assert cell.raw == before + "针对上述问题："
        assert [row.title for row in rows.rows[count:]] == ["细化编制", "加快执行"]
        assert rows.rows[-1].cell("text").raw == "按月通报。\n分析原因。"
        await form.keys("ctrl+z", "ctrl+z")
        assert (cell.raw, len(rows.rows)) == (before, count)
        await form.paste("全年完成任务。\n今后继续努力。")
        assert "放到哪里" not in form.text(), "paragraphs are no points"


ECONOMIC = "overview.scale.economic.items"
HEAD = "科目名称\t金额（万元）\t占比\n"
CLASSES = "工资福利支出\t371.20\t58.80%\n商品和服务支出\t198.45\t31.44%\n资本性支出\t61.54\t9.76%\n"


@pytest.mark.parametrize("name", ["科目名称", "经济分类科目", "科目", "项目"])
@pytest.mark.parametrize(
    "amount", ["金额（万元）", "支出金额", "执行数", "本年支出", "支出", "决算数(万元)", "2025年支出"]
)
def test_the_one_amount_of_a_list_is_known_under_any_heading_for_what_was_spent(name: str, amount: str) -> None:
    report = Report()
    report.cell("overview.year").raw = "2025"
    found = read_paste(report.rows(ECONOMIC), f"{name}\t{amount}\t占比\n{CLASSES}")
    assert found is not None
    assert [(row["name"], row["amount"]) for row in rows_of(found.edits)] == [
        ("工资福利支出", "371.20"),
        ("商品和服务支出", "198.45"),
        ("资本性支出", "61.54"),
    ]
    assert "没有地方填" not in found.said
    assert "占比由程序算，没有照填" in found.said


def test_what_was_planned_is_not_what_was_spent() -> None:
    found = read_paste(Report().rows(ECONOMIC), f"科目名称\t预算数\t决算数\n{CLASSES}")
    assert found is not None
    assert [row["amount"] for row in rows_of(found.edits)] == ["58.80%", "31.44%", "9.76%"]
    assert "没有地方填的 1 列：预算数" in found.said


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("合计\t631.19\t100%", []),
        ("合计\t631.20\t100%", []),
        (
            "合 计：\t631.28\t100%",
            ["粘贴的合计 631.28 与各行支出之和 631.19 不符，可能“商品和服务支出”的 198.45 是 198.54"],
        ),
        ("本年支出合计\t613.19\t", ["粘贴的本年支出合计 613.19 与各行支出之和 631.19 不符，可能合计是 631.19"]),
        ("总计\t700\t100%", ["粘贴的总计 700 与各行支出之和 631.19 不符"]),
        ("合计\t\t", []),
    ],
)
@pytest.mark.parametrize("on_top", [False, True])
def test_a_pasted_total_is_held_against_its_rows(total: str, told: list[str], on_top: bool) -> None:
    text = HEAD + (f"{total}\n{CLASSES}" if on_top else f"{CLASSES}{total}\n")
    found = read_paste(Report().rows(ECONOMIC), text)
    assert found is not None
    assert len(found.edits) == 3
    assert list(found.amiss) == told


@pytest.mark.parametrize(
    "text",
    [
        "甲\t10\n乙\t20\n小计\t30\n丙\t5\n丁\t6\n小计\t11\n合计\t41\n",
        "合计\t41\n小计\t30\n甲\t10\n乙\t20\n小计\t11\n丙\t5\n丁\t6\n",
        "甲\t10\n其中：乙\t4\n丙\t20\n合计\t30\n",
        "一、甲\t10\n乙\t4\n丙\t6\n二、丁\t20\n合计\t30\n",
        "甲\t10.004\n乙\t20.004\n合计\t30.01\n",
        "甲\t10\n乙\t20万\n合计\t35\n",
        "1\t甲\t10\n2\t乙\t20\n合计\t30\n",
        "甲\t—\n乙\t20\n合计\t20\n",
    ],
)
def test_no_total_is_doubted_that_one_reading_makes_right(text: str) -> None:
    found = read_paste(Report().rows(ECONOMIC), text)
    assert found is not None
    assert not found.amiss


def test_a_total_of_a_list_with_lists_is_held_against_the_rows_alone() -> None:
    text = "类别\t金额\n房屋\t100\n其中：办公用房\t60\n设备\t100\n其中：电梯\t10\n合计\t210\n"
    found = read_paste(Report().rows("assets.classes.items"), text)
    assert found is not None
    assert [said.partition("，")[0] for said in found.amiss] == ["粘贴的合计 210 与各行金额之和 200 不符"]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_pasted_total_that_is_wrong_is_told_in_full(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        form.screen.entry.go_to("general_budget.projects.unit_projects.items")
        rows = form.screen.state.report.rows("general_budget.projects.unit_projects.items")
        await form.keys(*["ctrl+end"])
        form.screen.entry.go_to(rows.path)
        before = len(rows.rows)
        await form.paste("项目名称\t批复金额\t执行数\n人影作业\t80\t78.20\n站点维护\t105\t100.90\n合计\t185\t197.10\n")
        assert len(rows.rows) == before + 2
        told = "".join("".join(line.strip("│ ") for line in form.lines()).split())
        assert "粘贴的合计197.10与各行执行数之和179.10不符，可能合计是179.10" in told
        await form.keys("enter")
        assert "已粘贴 2 行" in form.lines()[-1]


PIECE = (
    "九、存在的问题及原因分析\n（一）预算编制不细。年初未细化到项目。\n（二）支出进度偏慢。\n"
    "十、下一步改进措施\n（一）细化编制。按项目编制预算。\n（二）加快进度。\n（三）加强培训。\n"
)


OF_NINE, OF_TEN = ["预算编制不细", "支出进度偏慢"], ["细化编制", "加快进度", "加强培训"]


@pytest.mark.parametrize("answer", ["enter", "down", "escape"])
async def test_what_a_piece_has_of_another_section_goes_there_when_asked(tmp_path: Path, answer: str) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        report = form.screen.state.report
        form.screen.entry.go_to("problems.problems")
        await form.paste(PIECE)
        assert "粘贴的文字里还有第十部分的 3 个措施，放到那里吗？" in form.text()
        await form.keys(*(["down", "enter"] if answer == "down" else [answer]))
        assert [row.cell("heading").raw for row in report.rows("problems.problems").rows] == OF_NINE
        measures = [row.cell("heading").raw for row in report.rows("improvements.measures").rows]
        if answer == "enter":
            assert measures == OF_TEN
            await form.keys("ctrl+z")
            assert not report.rows("improvements.measures").rows
        else:
            assert not measures
            assert "没有地方填的 4 行已留在剪贴板" in form.text()
            assert "十、下一步改进措施" in form.app.clipboard


async def test_a_piece_pasted_on_the_text_before_a_list_is_parted_by_its_sections(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        report = form.screen.state.report
        form.go("improvements.lead")
        await form.paste(PIECE)
        assert "粘贴的像是 3 个措施" in form.text()
        await form.keys("enter")
        assert "粘贴的文字里还有第九部分的 2 个问题，放到那里吗？" in form.text()
        await form.keys("enter")
        assert [row.cell("heading").raw for row in report.rows("problems.problems").rows] == OF_NINE
        assert [row.cell("heading").raw for row in report.rows("improvements.measures").rows] == OF_TEN
        assert not report.cell("improvements.lead").raw


def test_the_ninth_measure_of_many_is_no_heading_of_section_nine() -> None:
    measures = "".join(f"{numeral}、落实第{numeral}项\n" for numeral in "一二三四五六七八")
    found = read_paste(Report().rows("improvements.measures"), measures + "九、整改巡察发现的问题\n十、加强培训\n")
    assert found is not None
    assert len(found.edits) == 10
    assert not found.elsewhere


def test_a_part_without_a_list_for_it_is_kept_and_told() -> None:
    found = read_paste(Report().rows("problems.problems"), f"八、绩效情况\n四、资产管理情况\n资产管理规范。\n{PIECE}")
    assert found is not None
    assert "资产管理规范。" in found.rest
    assert len(found.edits) == 2


@pytest.mark.parametrize(
    ("field", "text", "asked", "typed"),
    [
        (
            "general_budget.projects.closing",
            "项目名称\t批复金额\t执行数\n人影作业\t80\t78.20\n",
            "填进列表“部门项目·项目”",
            ("general_budget.projects.unit_projects.items.0.executed", "78.20"),
        ),
        (
            "general_budget.basic.comment",
            "人员经费支出\t371.20\n公用经费支出\t80.98\n",
            "填进“基本支出”的 2 栏",
            ("general_budget.basic.general", "80.98"),
        ),
    ],
)
async def test_a_table_pasted_into_a_text_is_asked_about(
    tmp_path: Path, field: str, text: str, asked: str, typed: tuple[str, str]
) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        cell = form.go(field)
        await form.keys("因为如此。")
        await form.paste(text)
        assert "粘贴的像是 一张表" in form.text()
        assert asked in form.text()
        await form.keys("down", "enter")
        assert text.strip() in cell.raw, "left as a text"
        await form.keys("ctrl+z")
        form.go(field)
        await form.paste(text)
        await form.keys("enter")
        assert cell.raw == "因为如此。"
        assert form.screen.state.report.cell(typed[0]).raw == typed[1]


async def test_a_table_that_fits_nowhere_stays_a_text_and_the_clerk_is_told(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.go("overview.duties")
        await form.paste("甲\t1\n乙\t2\n")
        assert "已当文字放进" in form.lines()[-1]
        assert "乙\t2" in cell.raw


def test_a_table_pasted_before_its_list_goes_into_the_list() -> None:
    found = read_paste(Report().cell("overview.scale.economic.scope"), HEAD + CLASSES)
    assert found is not None
    assert found.path == ECONOMIC
    assert len(rows_of(found.edits)) == 3


def test_of_two_lists_with_the_same_headings_the_nearer_one_takes_the_table_and_is_named() -> None:
    classes = "科目名称\t金额（元）\n工资福利支出\t7,802,600.00\n商品和服务支出\t1,200,000.00\n"
    found = read_paste(Report().cell("overview.scale.economic.scope"), classes)
    assert found is not None
    assert found.path == ECONOMIC
    assert "填进列表“按经济分类·支出按经济分类”" in found.said


def test_a_table_that_fits_nowhere_does_not_become_the_text_of_one_field() -> None:
    for path in ("overview.scale.economic.scope", "overview.unit"):
        found = read_paste(Report().cell(path), "甲\t乙\n丙\t丁\n")
        assert found is not None
        assert not found.edits
        assert found.rest == ["甲\t乙", "丙\t丁"]
        assert "没有粘贴：这是一张表" in found.said


ANNEX_ROWS = "公用经费\t400\t420\t410\n业务工作专项\t1194.70\t1220\t1262.84\n其中：运行维护专项\t90\t80\t79.50\n"


def test_a_line_that_a_row_of_a_list_is_called_by_goes_there_without_the_heading_of_the_list() -> None:
    report = Report()
    rows = report.rows(f"{ANNEX}.projects")
    for at, name in enumerate(("业务工作专项", "运行维护专项")):
        rows.insert(at).fill({"name": name})
    found = read_paste(report.cell(f"{ANNEX}.general.last_year"), ANNEX_ROWS)
    assert found is not None
    assert not found.rest
    typed = typed_of(found.edits, rows.path)
    assert typed["0.actual"] == "1262.84"
    assert typed["1.last_year"] == "90"
    assert typed_of(found.edits, f"{ANNEX}.general")["budget"] == "420"
    assert not rows_of(found.edits)


def test_a_line_that_no_row_and_no_heading_is_called_by_has_no_place() -> None:
    report = Report()
    report.rows(f"{ANNEX}.projects").insert(0).fill({"name": "业务工作专项"})
    found = read_paste(report.cell(f"{ANNEX}.general.last_year"), ANNEX_ROWS)
    assert found is not None
    assert found.rest == ["其中：运行维护专项\t90\t80\t79.50"]


REASONS = "general_budget.projects.reasons"
REASON_TABLE = "事由\t本年金额\t上年金额\t补充说明\n设备款在本年支付\t92.18\t64.50\t已完成\n新增帮扶资金\t21.75\t\t\n"


@pytest.mark.parametrize(("typed", "left"), [("", []), ("人员增加", ["人员增加"])])
async def test_a_table_with_the_headings_of_its_list_is_offered_from_a_row_of_the_list(
    tmp_path: Path, typed: str, left: list[str]
) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        rows = form.screen.state.report.rows(REASONS)
        form.screen.entry.go_to(REASONS)
        await form.keys("f5", *typed)
        await form.paste(REASON_TABLE)
        assert "填进列表“增减原因”" in form.text()
        await form.keys("enter")
        assert "已粘贴 2 行" in form.text()
        assert "改了原有" not in form.text()
        assert [row.cell("text").raw for row in rows.rows] == [*left, "设备款在本年支付", "新增帮扶资金"]
        assert rows.rows[-2].cell("last_year").raw == "64.50"
        await form.keys("ctrl+z")
        assert "本年金额" in rows.rows[0].cell("text").raw


OFFICES = "overview.offices"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("办公室、法规股、信用监督股、综合执法大队等4个股室队。", ["办公室", "法规股", "信用监督股", "综合执法大队"]),
        ("办公室、法规股、信用监督股", ["办公室", "法规股", "信用监督股"]),
        ("食品、药品监管股", ["食品、药品监管股"]),
    ],
)
async def test_names_joined_by_marks_become_a_row_each_in_a_list_of_names(
    tmp_path: Path, text: str, names: list[str]
) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        rows = form.screen.state.report.rows(OFFICES)
        form.screen.entry.go_to(OFFICES)
        await form.keys("f5")
        await form.paste(text)
        assert [row.title for row in rows.rows] == names
        assert (f"已粘贴 {len(names)} 行" in form.text()) is (len(names) > 1)
        if len(names) > 1:
            await form.keys("ctrl+z")
            assert not any(row.cell("name").raw for row in rows.rows)


def test_names_joined_by_marks_stay_one_name_in_a_list_with_amounts() -> None:
    assert read_paste(Report().rows("overview.scale.functions"), "教育支出、卫生健康支出、住房保障支出") is None
