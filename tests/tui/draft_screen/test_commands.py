"""The commands on figures, rows, findings and texts, and those that go somewhere: keys in, screen out."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from model.report.tree import Cell, RowList
from tests.model.drafting import DATA
from tests.tui.driving import NARROW, SAMPLE, WIDE, opened
from tests.tui.screen_text import underlined

if TYPE_CHECKING:
    from pathlib import Path

from tests.tui.driving import Driver

BASIC = "overview.scale.basic"
RATE = "general_budget.basic.change_rate"
FUNCTIONS = "overview.scale.functions"
DUTIES = "overview.duties"


def planted(form: Driver) -> Cell:
    """A figure with two digits swapped, the cursor on it."""
    cell = form.screen.state.report.cell("general_budget.basic.personnel")
    form.screen.entry.put(cell, "13751.82")
    return cell


# Figures


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1240+39.5", "1279.5"),
        ("=(1+2)*3", "9"),
        ("１０／４", "2.5"),
        ("800/3", "266.67"),
        ("=1,240.50-0.5", "1240.00"),
        ("2025-31-12", "1982"),
    ],
)
async def test_a_sum_counts_at_once_and_becomes_its_result_on_leaving(draft: Path, typed: str, kept: str) -> None:
    async with opened(draft) as form:
        cell = form.go(BASIC)
        await form.keys(*typed)
        assert cell.raw == kept
        assert typed in form.text()
        assert "＝ " in form.text()
        await form.keys("enter")
        assert cell.raw == kept
        assert typed not in form.text()
        await form.keys("ctrl+z")
        assert cell.raw == "14825.83"


@pytest.mark.parametrize("typed", ["1240+", "(1+2", "1/0", "2+2年", "=__import__", "0730-8880000", "2025-12-31"])
async def test_what_is_no_sum_stays_and_is_told(draft: Path, typed: str) -> None:
    async with opened(draft) as form:
        cell = form.go(BASIC)
        await form.keys(*typed, "enter")
        assert cell.raw == typed
        assert "不懂" in form.text()


async def test_a_computed_figure_is_taken_over_and_given_back(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(RATE)
        await form.keys("f4")
        assert cell.raw == "1.22"
        assert "自填" in form.text()
        await form.keys("f4")
        assert cell.state == "computed"
        await form.keys("ctrl+z", "ctrl+z")
        assert not form.screen.state.session.modified


async def test_the_value_of_last_year_stands_beside_the_field(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("general_budget.basic.actual")
        await form.settle()
        assert "上年：14,646.63" in form.text()
    async with opened(draft, NARROW) as form:
        form.go("general_budget.basic.actual")
        await form.settle()
        assert any("实际支出" in line and "上年 14,646.63" in line for line in form.lines())


# Rows


async def test_a_row_is_copied_and_moved(draft: Path) -> None:
    async with opened(draft) as form:
        rows = form.screen.state.report.rows(FUNCTIONS)
        names = [row.cell("name").raw for row in rows.rows]
        form.go(f"{FUNCTIONS}.1.amount")
        await form.keys("ctrl+d")
        assert form.here == f"{FUNCTIONS}.2.amount"
        assert rows.rows[2].cell("name").raw == names[1]
        await form.keys("ctrl+u", "ctrl+u")
        assert form.here == f"{FUNCTIONS}.0.amount"
        assert [row.cell("name").raw for row in rows.rows][:3] == [names[1], names[0], names[1]]
        await form.keys("ctrl+u")
        assert "已经是第一行" in form.text()
        await form.keys("ctrl+n", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
        assert [row.cell("name").raw for row in rows.rows] == names


async def test_the_totals_follow_a_pasted_block_and_its_undoing(draft: Path) -> None:
    async with opened(draft) as form:
        rows = form.screen.state.report.rows(FUNCTIONS)
        form.screen.entry.go_to(FUNCTIONS)
        assert isinstance(form.screen.entry.here, RowList)
        await form.paste("甲支出\t1,000.5\n乙支出\t２０００\n合计\t3000.5\n")
        assert len(rows.rows) == 9
        assert any("合计" in line and "75,041.14" in line for line in form.lines())
        await form.keys("ctrl+z")
        assert any("合计" in line and "72,040.64" in line for line in form.lines())


# Findings


async def test_a_finding_is_mended_as_proposed_in_one_step(draft: Path) -> None:
    async with opened(draft) as form:
        cell = planted(form)
        await form.settle()
        assert "改正" in form.lines()[-1]
        await form.keys("ctrl+r")
        assert cell.raw == "13571.82"
        assert "改为 13571.82" in form.text()
        await form.keys("ctrl+z")
        assert cell.raw == "13751.82"


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("general_budget.three_public.execution_rate", "7777", "就按 F4 改用算得的数"),
        ("assets.book_values.date", "2019-12-31", "请对照来源改"),
        ("overview.duties", "2021年的职能", "这条要改文字，请在这里改"),
        ("overview.duties", "", "这一栏还没有填，请在这里填写"),
        ("general_budget.three_public.last_year", "", "这条只是提示，可以不改"),
    ],
)
async def test_where_no_key_mends_it_is_told_what_to_do(
    draft: Path, path: str, typed: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.checks.checker.Checker.repairs", lambda *_, **__: [])
    monkeypatch.setattr("model.checks.checker.Checker.taken_back", lambda *_: None)
    async with opened(draft) as form:
        form.screen.entry.put(form.screen.state.report.cell(path), typed)
        await form.settle()
        await form.keys("ctrl+r")
        assert said in form.text()


async def test_what_stood_before_is_put_back_where_no_slip_explains_what_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "water.toml"
    shutil.copy(DATA / "water.toml", path)
    async with opened(path) as form:
        cell = form.go("overview.scale.total")
        await form.keys(*"179737.95")
        await form.keys("ctrl+r")
        assert cell.raw == "179737.15"


async def test_a_finding_is_accepted_with_a_reason_and_taken_back(draft: Path) -> None:
    async with opened(draft) as form:
        planted(form)
        finding = form.screen.findings.current
        assert finding is not None
        await form.keys("ctrl+t", "enter")
        assert "请先写明理由" in form.text()
        await form.keys(*"口径不同", "enter", *"张三", "enter")
        assert form.app.screen is form.screen
        row = form.screen.state.report.rows("accepted").rows[0]
        assert (row.cell("reason").raw, row.cell("by").raw) == ("口径不同", "张三")
        again = form.screen.findings.current
        assert again is not None
        assert any(other.accepted and other.code == finding.code for other in form.screen.state.findings)
        await form.keys("ctrl+l")
        assert "已接受 1" in form.text()
        await form.keys("escape", "ctrl+z")
        assert not form.screen.state.report.rows("accepted").rows
        await form.keys("ctrl+y")
        assert form.here in finding.fields


async def test_the_explanation_of_a_field_is_shown(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("general_budget.basic.actual")
        await form.keys("ctrl+o")
        assert "所在的关系" in form.text()
        assert "部门决算报表" in form.text()


# Texts


async def test_a_brace_asks_which_figure_and_the_text_shows_its_value(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go(DUTIES)
        before = cell.raw
        await form.keys("支出", "{", *"zcze", "enter", "万")
        assert cell.raw == before + "支出{支出总额}万"
        await form.keys("escape", "ctrl+home")
        await form.keys("{", "escape")
        assert cell.raw.count("{") == 2
        await form.keys("ctrl+z")
        cell = form.go("overview.scale.purpose")
        await form.keys("共", "{", *"zcze", "enter", "escape", "enter")
        assert "共87,842.29万元" in form.text()


async def test_a_quoted_figure_that_disagrees_is_marked_in_the_text(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("overview.scale.purpose")
        await form.keys("。支出总额为87842.92万元", "escape", "enter")
        assert form.screen.state.session.checker.misquoted(cell) == ("支出总额为87842.92万元",)
        assert "87842.92万元" in underlined(form.app)


async def test_a_text_counts_its_characters(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.duties")
        await form.keys("ctrl+a", "一 二", "enter", "三")
        assert re.search(r"(?<!\d)3字", form.text())


# Getting about


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_everything_is_found_by_pinyin_initials(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        await form.keys("ctrl+p", *"sgjf", "enter")
        assert form.here.startswith("general_budget.three_public.")
        await form.keys("ctrl+p", *"shbxjj", "enter")
        assert form.screen.entry.section == 7
        await form.keys("ctrl+p", "3", "enter")
        assert form.screen.entry.section == 3
        await form.keys("ctrl+p", *"87842.29", "enter")
        assert form.here == "overview.scale.total"
        await form.keys("ctrl+b", "ctrl+b", "ctrl+b")
        assert form.here.startswith("general_budget.three_public.")
        await form.keys("ctrl+p", *"wtqd", "escape", "ctrl+p", *"撤销", "enter")
        assert "没有可撤销的了" in form.text()


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("固定资产·原值", "assets.book_values.fixed.cost"),
        ("增减原因", "general_budget.three_public.reception.reason"),
        ("项目支出·项目支出决算数", "general_budget.projects.actual"),
        ("部门整体预算执行率", "overview.scale.execution.rate"),
        ("bmztyszxl", "overview.scale.execution.rate"),
    ],
)
async def test_a_name_typed_in_full_comes_before_all_that_begin_with_it(draft: Path, wanted: str, path: str) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+p", *wanted, "enter")
        assert form.here == path


@pytest.mark.parametrize("path", ["overview.scale.total", "assets.totals.total"])
async def test_of_names_that_fit_alike_that_of_the_section_comes_first(draft: Path, path: str) -> None:
    async with opened(draft) as form:
        form.go(path.rpartition(".")[0] + ".last_year")
        await form.keys("ctrl+p", *"zcze", "enter")
        assert form.here == path


@pytest.mark.parametrize(("wanted", "source"), [("nsjg", SAMPLE), ("管理措施", SAMPLE.with_name("blank.toml"))])
async def test_a_list_is_found_by_its_heading_filled_or_empty(draft: Path, wanted: str, source: Path) -> None:
    draft.write_bytes(source.read_bytes())
    async with opened(draft) as form:
        lists = {"nsjg": "overview.offices", "管理措施": "implementation.measures"}
        rows = form.screen.state.report.rows(lists[wanted])
        await form.keys("ctrl+p", *wanted)
        assert f"共{len(rows.rows)}行" in form.text()
        await form.keys("enter")
        assert form.here == (next(rows.rows[0].cells()).path if rows.rows else rows.path)


async def test_the_problems_are_listed_filtered_and_gone_to(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        findings = form.screen.state.findings
        await form.keys("ctrl+l")
        assert f"全部 {len(findings)}" in form.text()
        await form.keys("tab")
        errors = [finding for finding in findings if finding.severity == "error"]
        order = [cell.path for cell in form.screen.state.report.cells()]
        errors.sort(key=lambda finding: order.index(finding.fields[0]))
        assert f"[错误 {len(errors)}]" in form.text()
        await form.keys("down", "enter")
        assert form.here == errors[1].fields[0]
        await form.keys("ctrl+l", "right", "right", "enter")
        assert form.screen.entry.section == sorted({finding.section for finding in findings})[1]
        await form.keys("ctrl+l", *"养老", "enter")
        assert form.screen.entry.section == 7


async def test_findings_of_one_kind_over_many_rows_share_a_line_until_they_are_asked_for(draft: Path) -> None:
    projects = range(1, 9)
    with draft.open("a", encoding="utf-8") as file:
        file.write("\n[project_evaluations]\nincluded = true\n")
        file.writelines(
            f'[[project_evaluations.projects]]\nname = "专项{number}号"\n'
            "[project_evaluations.projects.total]\noriginal = 10\nadjusted = 10\nactual = 5\npoints = 10\n"
            for number in projects
        )
    async with opened(draft, NARROW) as form:
        low = [said for said in form.screen.state.findings if "低于90%，没有说明原因" in said.message]
        assert len(low) == len(projects)
        await form.keys("ctrl+l", "tab", "tab")
        warnings = [said for said in form.screen.state.findings if said.severity == "warning"]
        await form.keys(*["down"] * warnings.index(low[0]))
        assert f"同类 {len(low)} 处" in next(line for line in form.lines() if "> 警" in line)
        await form.keys("enter", "down", "enter")
        assert form.here == low[1].fields[-1]  # where the reason goes, which is all that is asked for
        assert "请在这里写明原因" in form.lines()[-1]
        assert "^T 接受" in form.lines()[-1]
        assert "^S" in form.lines()[-1], "what is always there stays in sight"


async def test_a_finding_is_read_in_full_below_the_list_where_lines_are_free(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        findings = form.screen.state.findings
        longest = max(findings, key=lambda said: len(said.message + said.diagnosis))
        await form.keys("ctrl+l")
        shown = "".join("".join(form.lines()).split())
        for _ in findings:
            if "".join(longest.message.split()) not in shown:
                await form.keys("down")
                shown = "".join("".join(form.lines()).split())
        assert "".join(longest.message.split()) in shown
        assert longest.diagnosis.split("；")[-1] in shown


async def test_a_number_typed_goes_to_the_field_that_shows_it(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        places = form.screen.entry.sheet.places
        await form.keys("ctrl+g")
        assert re.search(r" 05 ", form.text())
        await form.keys("0", "5")
        assert form.here == places[4].target.path
        assert not re.search(r" 06 ", form.text())
        await form.keys("ctrl+g", "０", "１")
        assert form.here == places[0].target.path
        await form.keys("ctrl+g", "x", "甲")
        assert form.screen.state.report.cell("overview.unit").raw.endswith("甲")


async def test_words_are_found_in_all_texts(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+f")
        assert "输入要找的字或数" in form.text()
        assert "没有符合的" not in form.text(), "nothing was asked yet"
        await form.keys(*"潘家坪房屋", "enter")
        assert form.here == "assets.totals.additions.1.name"
        await form.keys("ctrl+b")
        assert form.here == "overview.unit"
        await form.keys("ctrl+f")
        assert "潘家坪房屋" in form.text(), "it begins where it was left"
        await form.keys(*"三公”经费预算")
        found = form.text()
        assert "general_budget" not in found, "what is quoted by its path is told by its name"
        assert "经费预算{三公经费预算数}" in found
        await form.keys("escape")


@pytest.mark.parametrize(
    ("typed", "path"), [("十·总述", "improvements.lead"), ("九·问题", "problems.problems.0.heading")]
)
async def test_a_field_is_found_behind_the_numeral_of_its_section(draft: Path, typed: str, path: str) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+p", *typed, "enter")
        assert form.here == path


@pytest.mark.parametrize("typed", ["79450.03", "79,450.03", "７９４５０．０３"])
async def test_a_computed_figure_is_found_however_it_is_written(draft: Path, typed: str) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+f", *typed, "enter")
        assert form.here == "insurance.funds.4.final_balance"


async def test_a_number_is_found_in_texts_with_its_separators(draft: Path) -> None:
    async with opened(draft) as form:
        form.go("overview.duties")
        await form.paste("全年支出87,842.29万元。")
        await form.keys("ctrl+f", *"87842.29")
        assert "全年支出87,842.29万元" in form.text()


async def test_undo_tells_what_it_undid_and_goes_there(draft: Path) -> None:
    async with opened(draft) as form:
        form.go(BASIC)
        await form.keys("999", "enter", "pagedown", "ctrl+z")
        assert form.here == BASIC
        assert "已撤销：支出规模·基本支出由 999 改回 14825.83" in form.text()
        form.go("overview.offices.3.name")
        await form.keys("f6", "pagedown", "ctrl+z")
        assert form.here == "overview.offices.3.name"
        assert "内设机构删第4行" in form.text()
        await form.keys("ctrl+y")
        assert form.here.startswith("overview.offices.")


async def test_undo_tells_what_is_different_far_inside_a_long_text(draft: Path) -> None:
    async with opened(draft) as form:
        cell = form.go("overview.duties")
        end = cell.raw[-4:]
        await form.keys("3", "escape", "ctrl+z")
        assert f"由 ..{end}3 改回 ..{end}" in form.text()


async def test_keys_typed_ahead_of_a_window_go_into_it(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+p", *"sgjfyss", "enter", "5", "enter")
        assert form.screen.state.report.cell("general_budget.three_public.budget").raw == "5"


ENGLISH = re.compile(r"[A-Za-z]{4,}")
KNOWN = {"Enter", "Word", "Excel", "docx", "Markdown", "PgDn", "toml", "Ctrl", "Shift", "Home", "PgUp", "sgjf"}


async def test_no_window_speaks_english(draft: Path) -> None:
    async with opened(draft) as form:
        for keys in (["ctrl+p"], ["ctrl+l"], ["ctrl+f"], ["ctrl+e"], ["f1", "f1"], ["ctrl+g"], ["5", "ctrl+q"]):
            await form.keys(*keys)
            words = set(ENGLISH.findall(form.text()))
            words -= set(ENGLISH.findall(str(draft)))
            assert words <= KNOWN, (keys, words - KNOWN)
            await form.keys("escape")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_wrong_figure_in_a_text_is_mended_in_one_step(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        cell = form.go("overview.scale.purpose")
        before = cell.raw
        await form.keys("。支出总额为87842.92万元", "escape", "enter", "f7")
        assert form.here == cell.path
        assert "^R 改正：“87842.92万元”改为“{支出总额}”" in form.lines()[-1], "told before it is done"
        await form.keys("ctrl+r")
        assert cell.raw == before + "。支出总额为{支出总额}"
        assert form.here == cell.path
        assert "“87842.92万元”改为“{支出总额}”" in form.text()
        assert not form.screen.state.session.checker.misquoted(cell)
        await form.keys("ctrl+z")
        assert cell.raw == before + "。支出总额为87842.92万元"
        await form.keys("ctrl+z")
        assert cell.raw == before + "。"


async def test_fields_of_one_record_can_be_told_apart_in_a_narrow_list(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+p", *"资源勘探")
        found = [line for line in form.lines() if "支出规模·项目支出" in line]
        assert len(found) == 2
        assert any("·功能分类科目" in line for line in found)
        assert any("·支出 " in line for line in found)
        await form.keys("enter")
        assert "·功能分类科目  " in next(line for line in form.lines() if "类级科目" in line)


async def test_fields_of_two_sections_that_are_called_the_same_are_told_apart(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+p", "上年结转数")
        assert "政府性基金预算·上年结转数" in form.text()
        assert "国有资本经营预算·上年结转数" in form.text()


async def test_the_keys_of_a_command_are_never_cut(draft: Path) -> None:
    async with opened(draft, (40, 24)) as form:
        await form.keys("ctrl+p", "接受")
        assert "^T、^P F5" in form.text()


async def test_a_name_typed_as_the_list_of_commands_shows_it_is_found(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+p", "整体支出绩效·总述", "enter")
        assert form.here == "performance.lead"


@pytest.mark.parametrize(
    ("typed", "first"),
    [("fb3", "附表3 项目支出绩效自评表"), ("f3", "附表3 项目支出绩效自评表"), ("主题", "工作成效")],
)
async def test_what_the_form_calls_a_place_leads_to_it(draft: Path, typed: str, first: str) -> None:
    """The letters of a name with a figure in it, and what a row of a list is called."""
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+p", *typed)
        assert first in next(line for line in form.lines() if line.lstrip().startswith(">"))


@pytest.mark.parametrize("many", [3, 60])
@pytest.mark.parametrize("typed", ["办理登记件数", "bldjjs"])
async def test_an_indicator_is_found_by_its_name(tmp_path: Path, many: int, typed: str) -> None:
    path = tmp_path / "草稿.toml"
    names = [*(f"指标{number}" for number in range(1, many)), "办理登记件数"]
    row = "[[department_evaluation.scores.indicators]]\nlevel1 = '产出指标'\nlevel2 = '数量'\nlevel3 = '{}'\n"
    head = "schema = 2\n[department_evaluation]\nincluded = true\n"
    path.write_text(head + "".join(map(row.format, names)), "utf-8")
    async with opened(path) as form:
        await form.keys("ctrl+p", *typed)
        assert "办理登记件数" in form.text()
        await form.keys("enter")
        assert form.here == f"department_evaluation.scores.indicators.{many - 1}.level3"
