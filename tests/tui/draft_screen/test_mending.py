"""What F8, ^R and the two-stroke keys do: choices that are told before they are taken, words mended in their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import NARROW, SAMPLE, WIDE, opened
from tui.config.actions import ACTIONS, OWN_KEYS, OWN_SECONDS
from tui.config.keymap import KeymapError, read
from tui.windows.dialogs import Words

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "performance.lead"
SMALL = SAMPLE.with_name("small-bureau-2024.toml")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_statement_in_a_text_is_judged_at_the_keystroke_and_mended_by_key(
    draft: Path, size: tuple[int, int]
) -> None:
    async with opened(draft, size) as form:
        cell = form.go(TEXT)
        before = cell.raw
        await form.keys("。粮食产量86.4万吨，较上年84万吨增加3.4万吨，增长2.86%")
        assert "应为2.4万吨" in form.part(form.screen.panel)
        await form.keys("escape", "f8")
        assert form.here == cell.path
        assert "改为“2.4万吨”" in form.lines()[-1]
        prose = form.screen.entry.prose
        assert prose is not None
        row, column = prose.cursor_location
        assert cell.raw.split("\n")[row][column:].startswith("3.4万吨")
        await form.keys("ctrl+r")
        assert cell.raw == before + "。粮食产量86.4万吨，较上年84万吨增加2.4万吨，增长2.86%"
        assert "应为2.4万吨" not in form.part(form.screen.panel)


@pytest.mark.parametrize("key", ["left", "escape", "tab", "万", "f8", "ctrl+l", "ctrl+s"])
async def test_half_a_figure_says_nothing_until_it_is_whole_or_left(draft: Path, key: str) -> None:
    async with opened(draft, WIDE) as form:
        cell = form.go(TEXT)
        await form.keys("。全年粮食产量较上年2.4%，三公经费支出")
        state = form.screen.state

        def told() -> list[str]:
            return [one.message for one in state.findings if cell.path in one.fields]

        before = told()
        for letter in "42.1":
            await form.keys(letter)
            assert told() == before
        await form.keys("万")
        assert any("三公经费支出42.1万" in message for message in told())
        await form.keys("backspace")
        assert told() == before
        await form.keys(key)
        assert any("三公经费支出42.1" in message for message in told())


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_wrong_base_is_changed_or_the_rate_on_it_as_the_clerk_chooses(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "some.toml"
    lines = "execution = { original = 685.00, adjusted = 700.00, rate = 87.59 }\n"
    path.write_text("schema = 2\n[general_budget.basic]\npersonnel = 400.00\ngeneral = 200.00\n" + lines, "utf-8")
    async with opened(path, size) as form:
        rate, base = (form.go(f"general_budget.basic.execution.{name}") for name in ("rate", "rate_base"))
        form.go(rate.path)
        await form.keys("f8", "ctrl+r")
        assert (rate.raw, base.raw) == ("87.59", ""), "nothing is changed before the choice"
        await form.keys("enter")
        assert (rate.raw, base.raw) == ("85.71", "全年预算数"), "first what mends the field under the cursor"
        await form.keys("ctrl+z")
        form.go(rate.path)
        await form.keys("ctrl+r", "down", "enter")
        assert (rate.raw, base.raw) == ("87.59", "年初预算数")


async def test_the_figure_changed_last_is_among_those_that_may_be_wrong(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    amounts = {"水质检测": "61.30", "水库安全": "405.20", "防汛物资": "93.80", "信息化": "76.50"}
    rows = "".join(
        f"[[general_budget.projects.unit_projects.items]]\nname = '{name}'\namount = 500\nexecuted = {amount}\n"
        for name, amount in amounts.items()
    )
    path.write_text(
        f"schema = 2\n[general_budget.projects.unit_projects]\ncomplete = '是'\nexecuted = 636.80\n{rows}", "utf-8"
    )
    async with opened(path, WIDE) as form:
        cell = form.go("general_budget.projects.unit_projects.items.0.executed")
        await form.keys("62.30", "enter")
        form.go("general_budget.projects.unit_projects.executed")
        await form.keys("f8", "ctrl+r")
        assert "62.30 改为 61.30" in form.text()
        await form.keys("enter")
        assert cell.raw == "61.30"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_where_a_reason_is_wanted_the_key_leads_to_where_it_is_written(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "some.toml"
    path.write_text("schema = 2\n[general_budget.three_public.vehicles]\nbudget = 12.00\nactual = 10.50\n", "utf-8")
    async with opened(path, size) as form:
        (found,) = (one for one in form.screen.state.findings if one.severity == "warning")
        while form.screen.findings.current != found:
            await form.keys("f8")
        assert "^R 写明原因" in form.lines()[-1]
        await form.keys("ctrl+r")
        assert form.here == "general_budget.three_public.vehicles.reason"
        await form.keys("压减出车")
        assert found not in form.screen.state.findings


async def test_where_no_slip_is_known_the_line_below_says_how_the_computed_figure_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    lines = (
        "[general_budget.basic]\nbudget = 1600.00\npersonnel = 1350.20\ngeneral = 230.00\nbudget_change_rate = -6.25\n"
    )
    path.write_text("schema = 2\n" + lines, "utf-8")
    async with opened(path, NARROW) as form:
        form.go("general_budget.basic.budget")
        await form.keys("f8")
        assert form.here == "general_budget.basic.budget_change_rate"
        assert "F4 改用算得的数" in form.lines()[-1]


async def test_what_rounding_explains_is_not_asked_to_give_way_to_the_computed_figure(draft: Path) -> None:
    async with opened(draft, WIDE) as form:
        offered = {"error": 0, "info": 0}
        for _ in form.screen.state.findings:
            await form.keys("f8")
            finding, cell = form.screen.findings.current, form.screen.entry.cell
            if finding is not None and finding.severity in offered and cell is not None and cell.computable:
                offered[finding.severity] += "F4 改用" in form.lines()[-1]
        assert offered["error"] > 0
        assert offered["info"] == 0


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_where_several_figures_may_be_wrong_the_clerk_chooses(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        state = form.screen.state
        several = None
        for cell in list(state.report.cells()):
            if cell.raw.replace(".", "").isdigit() and len(cell.raw) > 5:
                old = cell.raw
                state.session.type(cell, old[:1] + old[2] + old[1] + old[3:] if old[2] != "." else old)
                for finding in state.session.checker.findings():
                    found = [repair for repair in state.session.checker.repairs(finding) if repair.raw]
                    if len(found) > 1 and finding.fields[0] == cell.path:
                        several = cell, finding, found
                        break
                if several is not None:
                    break
                state.session.type(cell, old)
        assert several is not None
        cell, finding, found = several
        form.go(cell.path)
        state.refresh()
        raw = {repair.cell: repair.cell.raw for repair in found}
        await form.keys("ctrl+r")
        shown = "".join(form.text().split())
        assert ".." not in shown
        for repair in form.screen.findings.repairs:
            assert repair.raw in shown
        assert all(one.raw == kept for one, kept in raw.items()), "nothing is changed before the choice"
        first = form.screen.findings.repairs[0]
        await form.keys("enter")
        assert first.cell.raw == first.raw


async def test_two_strokes_do_what_a_browser_keeps_the_key_of(draft: Path) -> None:
    async with opened(draft) as form:
        await form.keys("ctrl+p", "f3")
        assert form.app.screen is not form.screen, "the help is open"
        await form.keys("escape")
        await form.keys("ctrl+p")
        shown = form.text()
        assert all(action.two_strokes in shown for action in ACTIONS[:2])
        await form.keys("escape", "f1", "f1")
        assert "^P F5  接受" in list(form.app.screen.query(Words))[-1].text


def test_the_keymap_takes_two_strokes() -> None:
    assert read('accept = "ctrl+p f5"') == {"accept": "ctrl+p f5"}
    for wrong in ('accept = "ctrl+p f3"', 'accept = "f2 f5"', 'accept = "ctrl+p ctrl+p f5"', 'accept = "ctrl+p x"'):
        with pytest.raises(KeymapError):
            read(wrong)
    assert not OWN_KEYS
    assert not OWN_SECONDS


def test_every_command_without_a_key_of_its_own_has_two_strokes() -> None:
    for action in ACTIONS:
        if not action.key or action.key in ("f1", "f2", "ctrl+t", "ctrl+w", "ctrl+n"):
            assert action.two_strokes, action.name


async def test_what_cannot_be_read_is_to_be_written_anew(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("publication.date")
        await form.keys("ctrl+a", "2023-16-20", "ctrl+r")
        assert "这一栏读不懂，请在这里改写" in form.lines()[-1]


async def test_what_mends_the_field_is_offered_with_each_finding_about_it(draft: Path) -> None:
    draft.write_bytes(SMALL.read_bytes())
    async with opened(draft, NARROW) as form:
        cell = form.go("overview.scale.basic")
        await form.keys("ctrl+a", "789.84", "escape")
        about = [said for said in form.screen.state.findings if said.fields[0] == cell.path]
        assert len(about) > 1
        for _ in form.screen.state.findings:
            await form.keys("f8")
            if form.here == cell.path:
                assert "789.84 改为 798.84" in form.lines()[-1]
        form.go(cell.path)
        await form.keys("ctrl+r")
        assert cell.raw == "798.84"


INCOME = """schema = 2
[overview.scale]
basic = 1286.35
project = 3463.55
[overview.income]
general_public = 3920.00
government_fund = 880.00
total = 4790.00
opening = 62.40
closing = 112.50
"""


async def test_the_cure_that_mends_most_comes_first_and_f8_goes_to_its_field(draft: Path) -> None:
    draft.write_text(INCOME, encoding="utf-8")
    async with opened(draft, NARROW) as form:
        form.go("overview.income.closing")
        await form.keys("f8")
        assert form.here == "overview.income.total"
        await form.keys("ctrl+r")
        assert "另外 1 个算式也随之一致" in form.text()
        await form.keys("enter")
        report = form.screen.state.report
        assert report.cell("overview.income.total").raw == "4800.00"
        assert report.cell("overview.income.closing").raw == "112.50"
        assert not [said for said in form.screen.state.findings if said.code.startswith("overview.income")]


@pytest.mark.parametrize("inflow", ["", "opening = 15\nincome = 880\n"])
async def test_what_may_be_right_is_not_written_over_unasked(draft: Path, inflow: str) -> None:
    slip = 40 if inflow else 53
    lines = f"[government_funds]\nbudget = 900\nactual = 860\ncarried_over = {slip}\n{inflow}text = '略'\n"
    draft.write_text("schema = 2\n" + lines, encoding="utf-8")
    async with opened(draft, NARROW) as form:
        form.go("government_funds.carried_over")
        form.screen.state.refresh()
        raw = [cell.raw for cell in form.screen.state.report.cells()]
        await form.keys("ctrl+r")
        assert form.app.screen is not form.screen, "the clerk is asked"
        assert raw == [cell.raw for cell in form.screen.state.report.cells()]
        await form.keys("enter")
        put = form.screen.state.report.cell("government_funds.carried_over").raw
        assert float(put) == (35 if inflow else 40)


async def test_the_unit_slip_is_mended_on_its_cell_whatever_is_told_first(draft: Path) -> None:
    lines = "budget = 6.00\nactual = 43600\nlast_year = 4.82\n"
    draft.write_text(f"schema = 2\n[general_budget.three_public.reception]\n{lines}", encoding="utf-8")
    async with opened(draft, NARROW) as form:
        cell = form.go("general_budget.three_public.reception.actual")
        form.screen.state.refresh()
        await form.keys("ctrl+r", "enter")
        assert cell.raw == "4.36"


async def test_where_no_measure_says_what_it_answers_one_key_numbers_them_all(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    rows = "".join(
        f"[[{kind}]]\nheading = '{word}{number}'\ntext = '略'\n"
        for kind, word in (("problems.problems", "编制不细之"), ("improvements.measures", "细化编制之"))
        for number in "甲乙丙"
    )
    path.write_text("schema = 2\n" + rows, "utf-8")
    async with opened(path, NARROW) as form:
        await form.keys("pagedown", "ctrl+l", "没有对应的改进措施", "down", "enter")
        measures = form.screen.state.report.rows("improvements.measures").rows
        assert form.here == measures[1].cell("answers").path
        assert "各条措施依次针对问题 1 至 3" in form.lines()[-1]
        await form.keys("ctrl+r")
        assert [row.cell("answers").raw for row in measures] == ["1", "2", "3"]
        assert "没有对应的改进措施" not in form.text()
        await form.keys("ctrl+z")
        assert [row.cell("answers").raw for row in measures] == ["", "", ""]
        await form.keys("2", "ctrl+l", "没有对应的改进措施", "enter")
        assert form.here == measures[1].cell("answers").path, "the first that names none"
        assert "依次" not in form.text(), "not in order: the clerk knows better"


async def test_a_total_without_a_known_slip_is_raised_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    kind = "general_budget.projects.unit_projects"
    path.write_text(
        f"schema = 2\n[{kind}]\ntotal = 1500.5\n[[{kind}.items]]\nname = '甲'\namount = 1200\n"
        f"[[{kind}.items]]\nname = '乙'\namount = 900\n",
        "utf-8",
    )
    async with opened(path, NARROW) as form:
        cell = form.screen.state.report.cell(f"{kind}.total")
        await form.keys("f8", "ctrl+r")
        assert "至少应为所列各项之和" in form.text()
        assert cell.raw == "1500.5"
        await form.keys("enter")
        assert cell.raw == "2100.00"


async def test_a_grade_that_the_score_does_not_bear_is_put_right_by_a_key(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        cell = form.screen.state.report.cell("performance.evaluation.grade")
        form.go("performance.evaluation.score")
        await form.keys("95.5", "enter", "tab", "space", "space", "enter")
        assert cell.raw == "良"
        form.go("performance.evaluation.grade")
        await form.settle()
        assert "写明原因" not in form.lines()[-1]
        await form.keys("ctrl+r")
        assert cell.raw == "优"
        await form.keys("ctrl+z")
        assert cell.raw == "良"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_where_only_the_likeliest_are_listed_the_question_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    draft = tmp_path / "draft.toml"
    draft.write_text(SMALL.read_text("utf-8"), "utf-8")
    async with opened(draft, size) as form:
        state = form.screen.state
        cell = form.go("overview.scale.functions.0.amount")
        state.session.type(cell, "538.77")
        state.refresh()
        await form.keys("ctrl+r")
        assert "（只列最可能的3个）" in "".join(form.text().split())


PASTED = "项目名称\t预算数\t执行数\n甲\t1200000\t1184200\n乙\t860000\t840000\n丙\t2600000\t2599300\n"
PROJECTS = "general_budget.projects.unit_projects.items"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_table_pasted_in_another_unit_is_one_finding_and_mended_whole_once_it_is_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "a.toml"
    path.write_text("schema = 2\n[overview]\nyear = 2025\n[general_budget.projects]\nactual = 462.35\n", "utf-8")
    async with opened(path, size) as form:
        report = form.screen.state.report
        form.screen.entry.go_to(PROJECTS)
        await form.paste(PASTED)
        told = [one for one in form.screen.state.findings if PROJECTS in one.fields[0] and "元" in one.message]
        assert len(told) == 1
        form.screen.findings.visit(told[0], told[0].fields[0])
        await form.settle()
        assert "（3行）像是按元填的，这里是万元" in form.part(form.screen.panel)
        await form.keys("ctrl+r")
        shown = form.text()
        assert "这 6 个数都从元改成万元？" in shown
        assert "丙·执行数：2599300 改为 259.93" in shown
        await form.keys("escape")
        assert report.cell(f"{PROJECTS}.0.amount").raw == "1200000"
        await form.keys("ctrl+r", "enter")
        amounts = [[row.cell(name).raw for name in ("amount", "executed")] for row in report.rows(PROJECTS).rows]
        assert amounts == [["120.00", "118.42"], ["86.00", "84.00"], ["260.00", "259.93"]]
        assert not [one for one in form.screen.state.findings if one.code == told[0].code]
        await form.keys("ctrl+z")
        assert report.cell(f"{PROJECTS}.2.executed").raw == "2599300"
