"""What is copied from Excel, WPS or a page: separators, totals, headers, full-width figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from model.report.edits import MAX_ROWS, Inserted, Typed
from model.report.report import Report
from model.schema.fields import Field
from tests.tui.driving import NARROW, WIDE, opened
from tui.form.paste.pasted_blocks import block_edits, column, table, without_totals

if TYPE_CHECKING:
    from pathlib import Path

STAFF = "overview.staff"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲\t1\n乙\t2\n", [["甲", "1"], ["乙", "2"]]),
        ("甲\t1\r\n\r\n乙\t2\r\n", [["甲", "1"], ["乙", "2"]]),
        ("甲  1\n乙　2", [["甲", "1"], ["乙", "2"]]),
        ("甲 乙\n丙", [["甲 乙"], ["丙"]]),
        ('"重大\n疾病防控"\t1\n丙\t2', [["重大疾病防控", "1"], ["丙", "2"]]),
        ('"GB\nT"\t1\n丙\t2', [["GB T", "1"], ["丙", "2"]]),
        ('"甲\t1\n丙\t2', [['"甲', "1"], ["丙", "2"]]),
        ("甲\t1\n合 计\t1\n总计：\t1\n　小计\t1", [["甲", "1"]]),
        ("", []),
    ],
)
def test_a_copied_block_is_read(text: str, rows: list[list[str]]) -> None:
    assert without_totals(table(text)) == rows


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1,234.50", "1234.50"), ("１２．５", "12.5"), ("－", ""), ("-", ""), ("（3.2）", "-3.2"), ("待定", "待定")],
)
def test_pasted_figures_are_put_in_order(typed: str, kept: str) -> None:
    rows = Report().rows("overview.scale.functions")
    columns = [part for part in rows.element.record.elements if isinstance(part, Field)]
    (edit,) = block_edits(rows, [0], columns, [["甲", typed]])
    assert isinstance(edit, Inserted)
    assert edit.content.get("amount", "") == kept


def test_a_cell_beyond_all_measure_is_read_all_the_same() -> None:
    assert table("文" * 200_000 + "\t1") == [["文" * 200_000, "1"]]


@pytest.mark.parametrize(
    ("text", "typed", "said"),
    [
        ("460\n３\n92人\n", {"serving": "460", "retired_veterans": "3", "administrative": "92"}, "已填 3 栏"),
        ("460\r\n\r\n92\r\n", {"serving": "460", "administrative": "92"}, "已填 2 栏"),
        ("460\r\r\r\r92\r\r", {"serving": "460", "administrative": "92"}, "已填 2 栏"),
        ("460\r\r92\r", {"serving": "460", "administrative": "92"}, "已填 2 栏"),
        ("460\t\n—\t\n", {"serving": "460"}, "已填 1 栏"),
        ("行政人员\t92\n1.离休人员\t3人\n", {"administrative": "92", "retired_veterans": "3"}, "已填 2 栏"),
        ("在职人员  460", {"serving": "460"}, "已填 1 栏"),
        ("在职人员\t460\n返聘人员\t8\n", {"serving": "460"}, "没有地方填的 1 行：返聘人员 8"),
        ("1\t2\n3\t4\n", {}, "请只复制一列数"),
    ],
)
def test_a_copied_column_fills_the_figures_below(text: str, typed: dict[str, str], said: str) -> None:
    found = column(Report().cell(f"{STAFF}.serving"), text)
    assert found is not None
    assert said in found.said
    got = {edit.path.removeprefix(f"{STAFF}."): edit.new for edit in found.edits if isinstance(edit, Typed)}
    assert got == typed


def test_figures_below_the_last_field_are_told() -> None:
    found = column(Report().cell(f"{STAFF}.contract"), "212\n7\n8\n9\n10\n")
    assert found is not None
    assert found.said == "已填 1 栏，Ctrl+Z 恢复；没有地方填的 4 行：7、8、9等"


@pytest.mark.parametrize(
    ("at", "text", "typed"),
    [
        ("last_year", "13.1\t12\t11.65\n", {"last_year": "13.1", "budget": "12", "actual": "11.65"}),
        ("last_year", "13.1\t\t—", {"last_year": "13.1"}),
        ("budget", "12\t11.65", {"budget": "12", "actual": "11.65"}),
        ("last_year", "水费、电费、差旅费\t13.1\t12\t11.65", {"last_year": "13.1", "budget": "12", "actual": "11.65"}),
        ("last_year", "会议费\t13.1\t12\t11.65", {}),
        ("last_year", "13.1\t12", {}),
        ("last_year", "13.1\t12\t11.65\t97.1%", {}),
        ("last_year", "1\t2\t3\n4\t5\t6\n", {}),
    ],
)
def test_a_line_of_as_many_figures_as_a_group_has_fills_it(at: str, text: str, typed: dict[str, str]) -> None:
    found = column(Report().cell(f"basic_data.travel.{at}"), text)
    assert found is not None
    got = {edit.path.removeprefix("basic_data.travel."): edit.new for edit in found.edits if isinstance(edit, Typed)}
    assert got == typed
    assert ("请只复制一列数" in found.said) is not bool(typed)


async def test_a_table_that_found_no_place_is_pasted_into_its_list_from_the_clipboard(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("basic_data.reception.actual")
        await form.paste("类别\t上年决算数\t本年预算数\t本年决算数\n业务专项\t412.36\t432\t414.55\n其他\t1\t2\t3\n")
        assert "没有地方填的 3 行已留在剪贴板" in form.text()
        await form.keys("escape")
        form.screen.entry.go_to("basic_data.projects")
        await form.keys("ctrl+v")
        rows = form.screen.state.report.rows("basic_data.projects").rows
        kept = [[row.cell(name).raw for name in ("name", "last_year", "budget", "actual")] for row in rows]
        assert kept == [["业务专项", "412.36", "432", "414.55"], ["其他", "1", "2", "3"]]


def test_one_figure_is_no_column_nor_are_words() -> None:
    report = Report()
    assert column(report.cell(f"{STAFF}.serving"), "460\t\n") is None
    assert column(report.cell("overview.short_name"), "我局\n本局\n") is None


def test_standard_words_for_the_budget_of_a_whole_year_are_known() -> None:
    place = "overview.scale.execution"
    found = column(
        Report().cell(f"{place}.original"), "年初预算数\t10\n调整预算数\t13\n追加数\t3\n其中：上年结转\t1\n执行数\t12\n"
    )
    assert found is not None
    assert not found.rest
    got = {edit.path.removeprefix(f"{place}."): edit.new for edit in found.edits if isinstance(edit, Typed)}
    assert got == {"original": "10", "adjusted": "13", "change": "3", "carried_in": "1", "actual": "12"}


async def test_a_column_is_pasted_into_the_form_in_one_step(draft: Path) -> None:
    async with opened(draft) as form:
        cells = [form.go(f"{STAFF}.{name}") for name in ("retired_veterans", "administrative", "serving")]
        before = [cell.raw for cell in cells]
        await form.paste("461\n5\n９３\n")
        assert [cell.raw for cell in cells] == ["5", "93", "461"]
        assert form.here == f"{STAFF}.serving"
        assert "已填 3 栏，改了原有的 3 栏，Ctrl+Z 恢复" in form.text()
        await form.keys("ctrl+z")
        assert [cell.raw for cell in cells] == before
        assert "已撤销：人员情况·在职人员等一次改动（3处）" in form.text()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_why_a_list_is_too_full_for_a_paste_is_said_at_once(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "blank.toml"
    path.write_text('schema = 2\n[[overview.scale.functions]]\nname = "教育支出"\n', "utf-8")
    lines = [f"科目{number}\t{number}.00" for number in range(1, MAX_ROWS + 1)]
    async with opened(path, size) as form:
        rows = form.screen.state.report.rows("overview.scale.functions")
        form.screen.entry.go_to(f"{rows.path}.0.name")
        await form.paste("\n".join(lines[:-1]))
        assert len(rows.rows) == MAX_ROWS - 1
        form.screen.entry.go_to(rows.path)
        await form.paste("\n".join(f"新{line}" for line in lines))
        shown = re.sub(r"[\s│]", "", form.text())
        assert f"最多{MAX_ROWS}行，现有{MAX_ROWS - 1}行，放不下再来的{MAX_ROWS}行。" in shown
        assert "没有粘贴" in form.text()
        assert len(rows.rows) == MAX_ROWS - 1
        assert form.app.clipboard.count("\n") == MAX_ROWS - 1
