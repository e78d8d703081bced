"""Tables of the report as the preview sets them, in the room that there is."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from textual import events

from tests.benchmarks.large_drafts import large_draft
from tests.tui.driving import NARROW, WIDE, opened
from tests.tui.screen_text import cells
from tui.widgets.preview import Preview

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

TOTAL = "department_evaluation.total"


@pytest.fixture
def annexed(tmp_path: Path) -> Path:
    """A draft with annex 2: two indicators under one heading, one of them short of its points."""
    rows = "".join(
        f'[[department_evaluation.scores.indicators]]\nlevel1 = "产出指标"\nlevel2 = "数量指标"\nlevel3 = "{name}"\n'
        f'target = "{target}"\nactual = "{actual}"\npoints = 45\nscore = {score}\nreason = "{reason}"\n'
        for name, target, actual, score, reason in (
            ("巡查社区", "120次", "120次", 45, ""),
            ("整治老旧楼道", "80个", "72个", 40, "两栋楼产权不清，已报区里协调"),
        )
    )
    path = tmp_path / "附表.toml"
    path.write_text(
        f"schema = 2\n[department_evaluation]\nincluded = true\n[{TOTAL}]\noriginal = 1320.00\nadjusted = 1413.15\n"
        f'actual = 1389.13\npoints = 10\n[department_evaluation.goals]\nexpected = "保障运转。"\n{rows}',
        encoding="utf-8",
    )
    return path


def shown(form: Driver) -> str:
    """What the preview beside the form says, without spaces and the marks of findings, which come in their time."""
    preview = form.screen.appearance.preview
    assert preview is not None
    region = preview.region
    lines = "".join(cells(line, region.x, region.right - 1) for line in form.lines()[region.y : region.bottom])
    return re.sub(r"\[[错警示]\]| ", "", lines)


async def test_keys_are_taken_while_a_large_report_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A thousand tables took eight seconds in which no key did anything.
    monkeypatch.setattr("tui.widgets.preview.SLICE", 0.001)
    path = tmp_path / "大.toml"
    path.write_text(large_draft(20), encoding="utf-8")
    async with opened(path) as form:
        last = form.go("project_evaluations.projects.19.implementer")
        heights: set[int] = set()

        async def watch() -> None:
            while True:
                heights.update(one.virtual_size.height for one in form.app.screen.query(Preview) if not one.whole)
                await asyncio.sleep(0)

        watching = asyncio.create_task(watch())
        form.app.post_message(events.Key("f9", None))
        form.app.post_message(events.Key("f9", None))
        await form.pilot.pause()
        await form.settle()
        watching.cancel()
        assert len(heights) > 2, "set in one piece, it is nothing or all"
        assert last.raw in form.text()
        assert "第20号专项" in form.text()
        await form.keys("escape")
        assert form.app.screen is form.screen


async def test_who_turns_the_pages_meanwhile_stays_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.preview.SLICE", 0.001)
    path = tmp_path / "大.toml"
    path.write_text(large_draft(20), encoding="utf-8")
    async with opened(path) as form:
        form.go("project_evaluations.projects.19.implementer")
        for name in ("f9", "f9"):
            form.app.post_message(events.Key(name, None))
        await form.pilot.pause(0.05)
        form.app.post_message(events.Key("home", None))
        await form.settle()
        assert "第20号专项" not in form.text()


async def test_a_wide_table_stands_in_columns_in_the_whole_report_at_80(annexed: Path) -> None:
    async with opened(annexed, NARROW) as form:
        form.go(f"{TOTAL}.actual")
        await form.keys("f9", "f9")
        await form.shows("全文预览")
        await form.keys("end")
        await form.shows("整治老")
        lines = form.lines()
        row = next(line for line in lines if "整治老" in line)
        assert row.index("72个") > row.index("80个")
        assert "数量指" not in row  # said once, above
        assert "两栋楼" in form.text().replace(" ", "")
        assert "三级指标：" not in form.text()


async def test_a_table_that_has_no_room_is_told_by_rows_each_value_behind_its_head(annexed: Path) -> None:
    async with opened(annexed, WIDE) as form:
        form.go(f"{TOTAL}.actual")
        await form.keys("f9")
        await form.shows("年度资金总额：")
        said = shown(form)
        assert "年度资金总额：年初预算数1,320.00；全年预算数1,413.15；全年执行数1,389.13" in said
        form.go("department_evaluation.scores.indicators.1.reason")
        await form.shows("总分：")
        said = shown(form)
        assert "三级指标整治老旧楼道；年度指标值80个；实际完成值72个；分值45；得分40" in said
        assert "偏差原因分析及改进措施两栋楼" in said
        assert "总分：分值100；得分94.83" in said
        assert "；：" not in said
