"""F8 pressed as often as there are findings visits each of them once, wherever it begins and whatever is wrong."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from model.schema.fields import Number
from tests.tui.driving import NARROW, SAMPLE, WIDE, opened
from tests.tui.test_next_year import annexes
from tui.state.finding_walk import ranks

DATA = SAMPLE.parents[1] / "tests" / "data"
ANNEXES = "annexes"  # the sample with all three, each with something wrong
DRAFTS = (SAMPLE, SAMPLE.with_name("blank.toml"), DATA / "water.toml", DATA / "court.toml", Path(ANNEXES))


def wrong_annexes() -> str:
    """Annexes of two projects, with a score above its points, a rate that is not, vehicles that are no sum."""
    text = annexes(["就业补助", "人才资金"]).replace("score = 20", "score = 25")
    text = text.replace("[department_evaluation.total]", "[department_evaluation.total]\nadjusted = 1\nrate = 12.00")
    return text.replace(
        "thrift =", "vehicles.actual = 12.00\npurchase.actual = 7.00\noperation.actual = 6.00\nthrift ="
    )


@pytest.mark.parametrize("key", ["f8", "f7"])
@pytest.mark.parametrize("source", DRAFTS, ids=lambda path: path.stem)
async def test_as_many_presses_as_findings_visit_each_once(tmp_path: Path, source: Path, key: str) -> None:
    path = tmp_path / "草稿.toml"
    with_annexes = source.name == ANNEXES
    path.write_text(SAMPLE.read_text("utf-8") + wrong_annexes() if with_annexes else source.read_text("utf-8"), "utf-8")
    dice = random.Random(source.stem + key)
    async with opened(path, WIDE) as form:
        session, state = form.screen.state.session, form.screen.state
        figures = [cell for cell in state.report.cells() if isinstance(cell.field, Number) and cell.raw]
        for cell in dice.sample(figures, min(len(figures), 6)):
            session.type(cell, "无" if dice.random() < 0.2 else str(dice.randrange(1, 9999)))
        state.refresh()
        form.go(dice.choice([cell.path for cell in state.report.cells() if cell.section]))
        findings = [finding for finding in state.findings if not finding.accepted]
        assert len(findings) > 5
        if with_annexes:
            errors = {finding.section for finding in findings if finding.severity == "error"}
            assert errors.issuperset({12, 13, 14})
        visited, numbers = [], {}
        for _ in findings:
            await form.keys(key)
            visited.append(form.screen.findings.current)
            told = re.search(f"第 ([0-9]+) 条，共 {len(findings)} 条", form.lines()[-1])
            assert told is not None
            numbers[int(told[1])] = visited[-1]
        assert len(set(visited)) == len(findings)
        assert set(visited) == set(findings)
        ranked = ranks(findings)
        order = [ranked(finding) for finding in visited if finding is not None]
        assert order == sorted(order), "what is wrong first, what is only not filled in yet last"
        await form.keys(key)
        assert form.screen.findings.current == visited[0], "and round again"
        assert sorted(numbers) == list(range(1, len(findings) + 1))
        await form.keys("ctrl+l")
        first, listed = numbers[1], form.text()
        assert first is not None
        assert re.search(f"> [错警示] 1 .*{re.escape(first.message[:12])}", listed), "the list has the same numbers"


async def test_behind_one_chosen_from_the_list_the_walk_goes_on_from_there(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_bytes(SAMPLE.read_bytes())
    async with opened(path, WIDE) as form:
        session, state = form.screen.state.session, form.screen.state
        for cell in [cell for cell in state.report.cells() if cell.section in (1, 2, 4) and cell.raw.endswith("3")][:6]:
            session.type(cell, cell.raw[:-1] + "9.99")
        state.refresh()
        await form.keys("f8", "ctrl+l", "down", "down", "enter")
        assert "第" not in form.lines()[-1]
        await form.keys("f8")
        assert "第 4 条，共" in form.lines()[-1], "those between are not left out, nor is any visited again"
        await form.keys("f7", "f7")
        assert "第 2 条，共" in form.lines()[-1]


async def test_none_that_is_open_is_passed_over_when_one_was_mended_or_the_cursor_moved(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_bytes(SAMPLE.read_bytes())
    async with opened(path, WIDE) as form:
        session, state = form.screen.state.session, form.screen.state
        figures = [cell for cell in state.report.cells() if isinstance(cell.field, Number) and cell.raw]
        first = next(cell for cell in figures if cell.section == 1)
        typed = first.raw
        session.type(first, "无数")
        state.refresh()
        order = [cell.path for cell in state.report.cells()]
        errors = [finding.fields[0] for finding in state.findings if finding.severity == "error"]
        places = sorted(dict.fromkeys(errors), key=order.index)
        assert places[0] == first.path
        second = places[1]
        form.go(first.path)
        await form.keys("f8", "f8", "f8", "f7", "f7")
        assert form.here == first.path
        form.screen.entry.put(first, typed)
        await form.keys("f8")
        assert form.here == second, "mended: on to the one behind it, visited before"
        await form.keys("f8", "f8")
        form.go(first.path)
        await form.keys("f8")
        assert form.here == second, "the cursor was moved: the next one below it"
        assert "第 1 条，共" in form.lines()[-1]


SCALE = "[overview.scale]\nbasic = 441.05\nproject = 100\nlast_year = 598.35\n"
ASSETS = "[assets.totals]\ncurrent = 20\nnon_current = 30\ntotal = 60\n"


async def test_what_is_wrong_in_the_group_of_the_cursor_comes_before_the_next_section(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text(f"schema = 2\n{SCALE}{ASSETS}", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("overview.scale.personnel")
        await form.keys("441.05", "enter", "11.13", "enter", "f8")
        assert form.here == "overview.scale.basic", "the sum that was broken a line above the cursor"
        await form.keys("f8")
        assert form.here == "assets.totals.total"


async def test_the_footer_says_where_the_way_goes_and_what_it_leaves_above(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text(f"schema = 2\n{SCALE}personnel = 441.05\ngeneral = 11.13\n{ASSETS}", "utf-8")
    async with opened(path, NARROW) as form:
        form.go("overview.scale.execution.original")
        await form.keys("f8")
        assert form.here == "assets.totals.total"
        assert "（第四部分，上面还有 1 条）" in form.lines()[-1]
        await form.keys("f8")
        assert form.here == "overview.scale.basic"
        assert "（回到第一部分）" in form.lines()[-1]


async def test_an_error_typed_anew_on_the_way_is_found_where_one_like_it_was_visited(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text(f"schema = 2\n{SCALE}personnel = 441.05\ngeneral = 11.13\n{ASSETS}", "utf-8")
    async with opened(path, NARROW) as form:
        await form.keys("f8")
        assert form.here == "overview.scale.basic"
        form.go("overview.scale.personnel")
        await form.keys("452.18", "enter", "11.13", "enter", "f8")
        assert form.here == "overview.scale.basic"


async def test_an_annex_that_is_half_filled_waits_until_the_parts_before_are_in(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    annex = "[department_evaluation]\nincluded = true\ntotal.points = 10\ntotal.rate = 12.00\n"
    annex += "basic.adjusted = 100.00\nbasic.actual = 90.00\nproject.adjusted = 50.00\nproject.actual = 50.00\n"
    # Where operating expenditure is still to be told, the sum of the annex may become another one.
    path.write_text(f"schema = 2\n[overview.scale]\noperating = '无'\n{annex}", "utf-8")
    async with opened(path, WIDE) as form:
        assert any(one.severity == "error" and one.section == 13 for one in form.screen.state.findings)
        await form.keys("f8")
        found = form.screen.findings.current
        assert found is not None
        assert found.section < 13
