"""Typing into the form: values, findings, rows, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import NARROW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

BASIC = "overview.scale.basic"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_sample_opens_with_values_states_and_findings(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        shown = form.text()
        assert "长沙市人力资源和社会保障局" in shown
        assert "已填" in shown
        assert "87,842.29" in shown
        assert "已保存" in shown
        assert ("国有资本经营预算" in shown) == (size == WIDE)


@pytest.mark.parametrize("number", range(1, 15))
async def test_every_section_is_drawn_at_both_sizes(draft: Path, number: int) -> None:
    for size in (WIDE, NARROW):
        async with opened(draft, size) as form:
            form.screen.action_open_section(number)
            await form.keys("enter")
            assert form.screen.entry.section == number
            assert all(len(line) <= size[0] for line in form.lines())


async def test_no_part_is_said_to_be_right_before_it_was_looked_at(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("pagedown")
        assert not form.screen.state.whole
        assert "本部分核对无误" not in form.text()
        form.screen.action_open_section(7)
        assert any(found.section == 7 for found in form.screen.state.of_section(7))


async def test_a_finding_comes_and_goes_at_the_keystroke(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(BASIC)
        await form.keys("9")
        assert cell.raw == "9"
        assert "按基本支出9.00＋" in form.part(form.screen.panel)
        assert "错" in "".join(line[25:85] for line in form.lines())
        await form.keys("backspace", "14825.83")
        assert cell.raw == "14825.83"
        assert form.screen.state.marks.get(BASIC) is None


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("１４，８２５．８３", "14825.83", "14,825.83"),
        ("14,825.83万元", "14825.83", "14,825.83"),
        ("1.48亿", "1.48亿元", "1.48亿元"),
        ("（12,580.41）", "-12580.41", "-12,580.41"),
        ("14825 .83", "14825.83", "14,825.83"),
        ("无", "无", "无"),
        ("—", "无", "无"),
        ("－", "无", "无"),
        ("/", "无", "无"),
    ],
)
async def test_what_is_typed_is_put_in_order_on_leaving(draft: Path, typed: str, kept: str, shown: str) -> None:
    async with opened(draft) as form:
        cell = form.go(BASIC)
        await form.keys(typed, "enter")
        assert cell.raw == kept
        assert any("基本支出 " in line and shown in line for line in form.lines())


async def test_an_amount_has_one_unit_behind_it_whatever_unit_was_typed(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(BASIC)
        for typed, standing, left in (
            ("878423000元", "878423000元  ", "87,842.30 万元  "),
            ("1.48亿", "1.48亿  ", "1.48亿元  "),
            ("14825.83", "14825.83 万元  ", "14,825.83 万元  "),
        ):
            await form.keys("home", *["delete"] * 20, typed)
            assert any(" 基本支出 " in line and standing in line for line in form.lines()), typed
            await form.keys("down")
            assert any(" 基本支出 " in line and left in line for line in form.lines()), typed
            await form.keys("up")


async def test_what_cannot_be_read_stays_and_says_why_at_once(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(BASIC)
        await form.keys("12..3")
        assert "不是数" in form.text()
        await form.keys("enter")
        assert cell.raw == "12..3"
        assert "不懂" in form.text()


async def test_in_a_narrow_terminal_too_the_whole_sentence_on_what_cannot_be_read_is_seen(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("overview.staff.contract")
        await form.keys("三十六人左右的样子吧")
        said = "".join(line.strip() for line in form.lines()[-7:])
        assert "不是数：这里要填人数（人）" in said
        assert "核对无误" not in said


async def test_a_computed_value_is_shown_replaced_and_given_back(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("general_budget.basic.change_rate")
        assert any("算得" in line and "1.22" in line for line in form.lines())
        await form.keys("5")
        assert cell.raw == "5"
        await form.keys("backspace", "enter")
        assert cell.state == "computed"
        assert any("算得" in line and "1.22" in line for line in form.lines())


async def test_keys_typed_ahead_go_where_they_belong(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.staff.authorised")
        await form.keys("1", "enter", "2", "down", "3", "tab", "4", "up", "5", "enter")
        staff = form.screen.state.report.section(1).parts["staff"]
        assert [cell.raw for cell in staff.cells()][:4] == ["1", "2", "5", "4"]  # type: ignore[union-attr]


async def test_a_choice_is_cycled_and_typed(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("government_funds.none")
        await form.keys("space")
        assert cell.raw == "否"
        await form.keys("left")
        assert cell.raw == "是"
        await form.keys("backspace", "2", "enter")
        assert cell.raw == "否"


async def test_long_text_is_written_in_place(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.go("overview.duties")
        before = cell.raw
        await form.keys("enter")
        assert cell.raw == before, "untouched, Enter walks on"
        form.go("overview.duties")
        await form.keys("新的一句。", "enter", "又一段")
        assert cell.raw == before + "新的一句。\n又一段"
        assert "又一段" in form.text()
        await form.keys("escape", "enter")
        assert form.here != cell.path
        assert all(line.lstrip()[:1] not in "，。、）" or not line.strip() for line in form.lines())


async def test_rows_are_added_and_taken_away(draft: Path) -> None:
    async with opened(draft) as form:
        rows = form.screen.state.report.rows("overview.offices")
        count = len(rows.rows)
        form.screen.entry.go_to("overview.offices.0.name")
        await form.keys("f5")
        assert len(rows.rows) == count + 1
        assert form.here == "overview.offices.1.name"
        await form.keys("新处", "f6")
        assert len(rows.rows) == count
        await form.keys("ctrl+z")
        assert rows.rows[1].cell("name").raw == "新处"


async def test_typing_behind_a_list_begins_a_row(draft: Path) -> None:
    async with opened(draft) as form:
        rows = form.screen.state.report.rows("overview.scale.functions")
        form.go(f"overview.scale.functions.{len(rows.rows) - 1}.amount")
        await form.keys("enter")
        await form.keys("其他支出", "enter", "12.5", "enter")
        last = rows.rows[-1]
        assert (last.cell("name").raw, last.cell("amount").raw) == ("其他支出", "12.5")
        assert form.here == "overview.scale.functions", "the next row begins here"


async def test_a_row_that_typing_began_goes_with_what_was_typed(draft: Path) -> None:
    async with opened(draft) as form:
        rows = form.screen.state.report.rows("overview.offices")
        names = [row.title for row in rows.rows]
        form.screen.entry.go_to(f"{rows.path}.{len(names) - 1}.remark")
        await form.keys("enter", "新设处", "tab", "合署办公")
        assert (rows.rows[-1].title, rows.rows[-1].cell("remark").raw) == ("新设处", "合署办公")
        await form.keys("ctrl+z", "ctrl+z")
        assert [row.title for row in rows.rows] == names
        assert not form.screen.state.session.modified
        await form.keys("ctrl+y")
        assert [row.title for row in rows.rows] == [*names, "新设处"]


async def test_a_block_from_a_spreadsheet_fills_a_grid_in_one_step(draft: Path) -> None:
    async with opened(draft) as form:
        rows = form.screen.state.report.rows("overview.scale.functions")
        count = len(rows.rows)
        form.go(f"overview.scale.functions.{count - 1}.name")
        await form.paste("教育支出甲\t10,384.42\r\n其他支出\t１２．５\r\n合计\t10396.92\r\n")
        assert "已粘贴 2 行，其中新加 1 行，改了原有的 2 栏，Ctrl+Z 恢复" in form.text()
        assert [row.cell("amount").raw for row in rows.rows[count - 1 :]] == ["10384.42", "12.5"]
        await form.keys("ctrl+z")
        assert len(rows.rows) == count
        assert not form.screen.state.session.modified


async def test_undo_goes_back_to_the_opening(draft: Path) -> None:
    async with opened(draft) as form:
        before = form.screen.state.report.root.content()
        form.go(BASIC)
        await form.keys("123", "enter", "456", "pagedown", "down", "text", "f5", "f8", "7")
        after = form.screen.state.report.root.content()
        assert after != before
        for _ in range(12):
            await form.keys("ctrl+z")
        assert form.screen.state.report.root.content() == before
        assert "已保存" in form.text()
        for _ in range(12):
            await form.keys("ctrl+y")
        assert form.screen.state.report.root.content() == after


HOSTILE = ["[/]", "[b", "[red]x[/red]", "😀👨‍👩‍👧", "文" * 5000, "אבג‮abc", "a​b‍c", "\x1b[31m\x07\x00"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_neither_crashes_nor_restyles(draft: Path, text: str) -> None:
    async with opened(draft, NARROW) as form:
        for path in ("overview.unit", "overview.duties", "overview.offices.0.name"):
            cell = form.go(path)
            await form.paste(text)
            form.screen.state.session.type(cell, text)
            await form.keys("pagedown", "pageup", "down", "up", "f7", "f8")
        shown = form.text()
        assert "\x1b" not in shown
        assert "‮" not in shown


async def test_the_window_may_change_size_while_typing(draft: Path) -> None:
    async with opened(draft, WIDE) as form:
        cell = form.go("overview.duties")
        await form.keys("甲")
        for size in (NARROW, (40, 10), WIDE):
            await form.pilot.resize_terminal(*size)
            await form.settle()
            await form.keys("乙")
        assert cell.raw.endswith("甲乙乙乙")


async def test_the_ends_of_a_long_text_and_all_of_it_are_reached_by_the_keys_of_office_programs(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.go("overview.duties")
        before = cell.raw
        await form.keys("ctrl+home", "甲", "ctrl+end", "乙")
        assert cell.raw == f"甲{before}乙"
        await form.keys("ctrl+a", "丙")
        assert cell.raw == "丙"
        await form.keys("ctrl+z")
        assert cell.raw == f"甲{before}乙"
        await form.keys("ctrl+z", "ctrl+z")
        assert cell.raw == before


async def test_the_line_of_a_list_without_rows_stands_below_its_heading(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        assert not form.screen.state.report.rows("assets.classes.items.3.parts").rows
        form.screen.entry.go_to("assets.classes.items.3.parts")
        await form.settle()
        heading = next(line for line in form.lines() if "共0行" in line)
        line = next(line for line in form.lines() if "＋ 加一行其中项" in line)
        assert line.index("＋") >= heading.index("其")


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        ("publication.date", "2023.6.30", "2023-06-30"),
        ("publication.date", "2023年6月30日", "2023-06-30"),
        ("overview.year", "2023年度", "2023"),
        ("overview.year", "２０２３", "2023"),
    ],
)
async def test_a_day_or_year_may_be_typed_in_any_way_with_all_that_looks_at_it_in_sight(
    draft: Path, path: str, typed: str, kept: str
) -> None:
    async with opened(draft, (150, 60)) as form:
        await form.keys("f9")
        cell = form.go(path)
        await form.keys(*["backspace"] * 12)
        for mark in typed:
            await form.keys(mark)
        assert cell.raw == kept
        assert typed in form.text(), "the editor keeps it as it is typed"
        await form.keys("enter")
        assert cell.raw == kept


async def test_what_is_computed_once_its_parts_are_there_is_not_called_missing(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text("schema = 2\n[overview]\nyear = 2024\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("overview.scale.total")
        await form.settle()
        (line,) = (line for line in form.lines() if line.startswith("  > 支出总额"))
        assert "待算" in line
        assert "缺" not in line
        form.go("overview.scale.basic")
        await form.settle()
        assert "缺" in next(line for line in form.lines() if line.startswith("  > 基本支出"))


async def test_the_line_that_begins_a_row_says_what_typing_and_enter_do_there(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text("schema = 2\n[overview]\nyear = 2024\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.screen.entry.go_to("overview.offices")
        await form.settle()
        assert "直接输入就加一行机构；回车往下走" in form.text()
        assert "F6 删行" not in form.text()
        await form.keys("space")
        assert not form.screen.state.report.rows("overview.offices").rows, "a space is no row"
        await form.keys("办公室")
        assert form.screen.state.report.cell("overview.offices.0.name").raw == "办公室"
        form.screen.entry.go_to("problems.problems")
        await form.settle()
        assert "Word 的标题和段落" in form.text()


async def test_enter_behind_a_name_begins_the_next_row_as_long_as_no_row_has_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        rows = form.screen.state.report.rows("overview.offices")
        form.screen.entry.go_to(rows.path)
        await form.keys("办公室", "enter", "财务股", "enter", "医政股", "tab", "合署", "enter", "监督股", "enter")
        assert [row.title for row in rows.rows] == ["办公室", "财务股", "医政股", "监督股"]
        assert form.here == f"{rows.path}.3.remark", "one has a remark: the others may have one, too"


@pytest.mark.parametrize("place", ["general_budget.projects.scope_note", "overview.duties"])
async def test_delete_at_the_end_of_a_text_says_how_it_is_emptied(tmp_path: Path, place: str) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        cell = form.go(place)
        await form.keys("delete")
        assert "要清空" not in form.text(), "it is empty"
        await form.keys("未含基金", "delete")
        assert "要清空这一栏，按 Ctrl+A 再按 Delete" in form.lines()[-1]
        assert cell.raw == "未含基金"
        await form.keys("ctrl+a", "delete")
        assert not cell.raw
        assert "要清空" not in form.text()


async def test_space_on_figures_that_may_be_empty_says_what_it_did(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        cell = form.go("basic_data.purchase.last_year")
        await form.keys("space")
        assert not cell.raw
        assert form.here == "basic_data.operation.last_year"
        assert "已跳过 3 栏，留空就是“无”" in form.lines()[-1]


async def test_space_passes_over_the_figures_of_a_group_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n[overview.scale]\nbasic = 60\nproject = 40\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("overview.scale.operating")
        assert "本组没有的，按空格跳过" in "".join(form.text().split())
        await form.keys("space")
        assert form.here == "overview.scale.last_year", "what is to be filled in is not passed over"
        await form.keys("space")
        assert form.here == "overview.scale.last_year"
        overseas = "general_budget.three_public.overseas"
        form.go(f"{overseas}.budget")
        await form.keys("space")
        report = form.screen.state.report
        names = ("budget", "actual", "last_year")
        assert [report.cell(f"{overseas}.{name}").raw for name in names] == ["无"] * 3
        assert "已填 3 栏“无”，Ctrl+Z 恢复" in form.lines()[-1]
        assert form.here == "general_budget.three_public.budget"
        await form.keys("ctrl+z")
        assert [report.cell(f"{overseas}.{name}").raw for name in names] == [""] * 3
        form.go(f"{overseas}.budget")
        await form.keys("3", "enter", "space")
        assert report.cell(f"{overseas}.last_year").raw == "", "the group is there"
        projects = form.go("general_budget.projects.public_projects.total")
        form.screen.entry.go_to("general_budget.projects.public_projects.items")
        await form.keys("桥梁")
        form.go(projects.path)
        await form.keys("space")
        assert projects.raw != "无", "its list is there"
        form.go("general_budget.projects.unit_projects.total")
        await form.keys("space")
        assert form.here == projects.path, "the list of the group that is not there is passed over, too"


async def test_space_does_not_take_the_place_of_a_figure(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(BASIC)
        await form.keys("space")
        assert cell.raw == "14825.83"
        assert "空格不改" in form.lines()[-1]
        await form.keys("9", "space", "8")
        assert cell.raw.replace(" ", "") == "98"


async def test_space_in_a_group_with_some_figures_goes_to_the_next_that_may_not_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n[overview.income]\ngeneral_public = 60\n", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("overview.income.government_fund")
        await form.keys("space", "12", "enter", "space", "5")
        income = form.screen.state.report.section(1).content()["income"]
        assert income == {"general_public": "60", "opening": "12", "closing": "5"}


async def test_undo_in_a_long_text_goes_back_by_what_was_written_in_one_go(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.go("overview.duties")
        before = cell.raw
        await form.keys("end", "新增2025年计划", "3.5%，", "压减", "backspace", "backspace", "节约。")
        steps = []
        for _ in range(4):
            await form.keys("ctrl+z")
            steps.append(cell.raw.removeprefix(before))
        assert steps == ["新增2025年计划3.5%，", "新增2025年计划3.5%，压减", "新增2025年计划3.5%，", ""]
        await form.keys(*["ctrl+y"] * 4)
        assert cell.raw == before + "新增2025年计划3.5%，节约。"


async def test_what_is_typed_into_one_line_is_one_step_however_slowly(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.form.typed_words.PAUSE", 0)
    async with opened(draft, NARROW) as form:
        line = form.go("overview.short_name")
        before = line.raw
        await form.keys("end", "市", "档2", "、", "backspace", "馆")
        assert line.raw == before + "市档2馆"
        await form.keys("ctrl+z")
        assert line.raw == before
        await form.keys("ctrl+y")
        assert line.raw == before + "市档2馆"
        figure = form.go(BASIC)
        typed = figure.raw
        await form.keys("12+3", "ctrl+z")
        assert figure.raw == typed, "a figure is one step"


async def test_arrows_at_the_ends_of_a_cell_go_to_the_cells_beside_it(draft: Path) -> None:
    async with opened(draft) as form:
        rows = form.screen.state.report.rows("overview.scale.functions")
        assert rows.rows
        name, amount = rows.path + ".0.name", rows.path + ".0.amount"
        cell = form.go(name)
        await form.keys("right")
        assert form.here == amount
        await form.keys("left")
        assert form.here == name, "from a figure that is not being edited"
        await form.keys("left", "x")
        assert cell.raw[-2] == "x", "within a text the arrows stay in it"
        await form.keys("home", "left")
        assert form.here == name, "there is nothing before the first"


async def test_a_sentence_in_a_field_of_figures_leaves_the_labels_of_its_group_whole(draft: Path) -> None:
    async with opened(draft, (80, 24)) as form:
        form.go("general_budget.basic.budget")
        before = form.text().count("人员经费支出")
        await form.keys("ctrl+a", "今年的预算批复数还没有拿到要等财政局下周发文之后才能填进来请先空着")
        form.go("general_budget.basic.personnel")
        await form.settle()
        assert form.text().count("人员经费支出") >= before > 0
        assert "人员经费.." not in form.text()


async def test_what_is_none_has_no_unit_behind_it(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go(BASIC)
        await form.keys("无", "down")
        line = next(line for line in form.lines() if "基本支出" in line and "无" in line)
        assert "万元" not in line


async def test_a_figure_computed_from_other_parts_says_from_which(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("basic_data.included")
        await form.keys("space", "enter")
        form.go("basic_data.staff_rate")
        await form.settle()
        assert any("年末实际在职人数" in line and "由第一部分的数得出" in line for line in form.lines())
