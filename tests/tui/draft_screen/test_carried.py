"""Texts that stand from last year, in the form: marked, confirmed one by one or by section, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import pytest

from model.drafts.draft import load
from model.editing.rollforward import create
from tests.tui.driving import NARROW, SAMPLE, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

DUTIES = "overview.duties"


@pytest.fixture
def rolled(tmp_path: Path) -> Path:
    path = tmp_path / "今年.toml"
    create(path, SAMPLE)
    return path


def carried(form: Driver, section: int = 1) -> tuple[str, ...]:
    found = [f for f in form.screen.state.findings if f.code == "to_review" and f.section == section]
    return found[0].fields if found else ()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_text_of_last_year_is_confirmed_by_one_key_and_the_cursor_goes_on(
    rolled: Path, size: tuple[int, int]
) -> None:
    async with opened(rolled, size) as form:
        before = carried(form)
        form.go(DUTIES)
        await form.settle()
        assert form.screen.state.marks[DUTIES] == "warning"
        assert "^T 确认无须改" in form.text()
        await form.keys("ctrl+t")
        assert form.app.screen is form.screen, "no window asks for a reason"
        assert set(before) - set(carried(form)) == {DUTIES}
        assert DUTIES not in form.screen.state.marks
        assert form.here == before[before.index(DUTIES) + 1]
        assert f"本部分还有 {len(before) - 1} 处" in form.text()
        await form.keys("ctrl+z")
        assert form.here == DUTIES
        assert carried(form) == before
        assert form.screen.state.marks[DUTIES] == "warning"
        await form.keys("ctrl+y")
        assert DUTIES not in carried(form)


async def test_a_text_whose_year_was_put_right_by_key_is_still_last_years(tmp_path: Path) -> None:
    last = tmp_path / "去年.toml"
    text = "经自评，我局2022年度部门整体支出绩效自评得分94.5分，自评等级为“优”。"
    opening = '[performance]\nlead = """\n'
    last.write_text(SAMPLE.read_text(encoding="utf-8").replace(opening, f"{opening}{text}\n"), encoding="utf-8")
    path = tmp_path / "今年.toml"
    create(path, last)
    async with opened(path, WIDE) as form:
        before = carried(form, 8)
        assert "performance.lead" in before
        form.go("performance.lead")
        await form.settle()
        await form.keys("ctrl+r")
        lead = form.screen.state.report.cell("performance.lead")
        assert text.replace("2022", "2023") in lead.raw
        assert carried(form, 8) == before
        assert "这段还是上年的" in form.text().replace("\n", "")
        await form.keys("ctrl+z")
        assert text in lead.raw
        assert carried(form, 8) == before
        await form.keys("ctrl+y")
        assert carried(form, 8) == before


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_whole_section_is_confirmed_once_it_is_seen(rolled: Path, size: tuple[int, int]) -> None:
    async with opened(rolled, size) as form:
        before, others = carried(form), carried(form, 3)
        assert len(before) > 5
        assert others
        form.go(before[2])
        await form.keys("ctrl+k")
        said = form.text().replace("\n", "")
        assert f"这 {len(before)} 处文字还是上年的" in said
        assert "主要职能：在就业方面" in said, "what is confirmed is shown"
        await form.keys("escape")
        assert carried(form) == before
        await form.keys("ctrl+k", "enter")
        assert carried(form) == ()
        assert carried(form, 3) == others
        await form.keys("ctrl+k")
        assert "第二部分这" in form.text(), "those of the next section that has any"
        await form.keys("escape")
        assert form.here == carried(form, 2)[0]
        await form.keys("ctrl+z")
        assert carried(form) == before
        assert not form.screen.state.session.modified


INDICATORS = """
[project_evaluations]
included = true
[[project_evaluations.projects]]
name = "就业补助"
department = "某某局"
total.points = 10
scores.standard = "优95、良85、中60"
[[project_evaluations.projects.scores.indicators]]
level1 = "产出指标"
level3 = "培训人次"
points = 50
[[project_evaluations.projects.scores.indicators]]
level1 = "产出指标"
level3 = "办结2022年信访件"
points = 40
"""


async def test_the_points_of_indicators_are_confirmed_with_their_rows(tmp_path: Path) -> None:
    last, path = tmp_path / "去年.toml", tmp_path / "今年.toml"
    last.write_text(SAMPLE.read_text("utf-8") + INDICATORS, "utf-8")
    create(path, last)
    row = "project_evaluations.projects.0"
    async with opened(path) as form:
        form.go(f"{row}.name")
        await form.keys("ctrl+k")
        shown = form.text()
        assert "就业补助：主管部门 某某局" in shown
        assert "绩效指标1：一级指标 产出指标，三级指标 培训人次，分值 50" in shown
        assert "绩效指标2：一级指标 产出指标，分值 40" in shown, "not what has last year in it"
        await form.keys("enter")
        assert carried(form, 14) == (f"{row}.scores.indicators.1.level3",)
        assert form.here == f"{row}.name", "who confirms a section goes on where the cursor is"
        await form.keys("ctrl+k")
        assert form.here == carried(form, 14)[0]
        await form.keys("ctrl+z")
        assert "确认沿用的文字无须改动" in form.lines()[-1]
        assert "等" in form.lines()[-1]


@pytest.mark.parametrize("more", ["全年培训1,280人次，结余{支出总额}。", "自评结果作为2023年预算安排的依据。"])
async def test_a_text_with_figures_or_a_year_in_it_is_not_confirmed_unread(rolled: Path, more: str) -> None:
    text = load(rolled).report.cell(DUTIES).raw
    written = rolled.read_text("utf-8").replace(text, f"{text}{more}")
    rolled.write_text(written, "utf-8")
    report = load(rolled).report
    mark = next(row for row in report.rows("to_review").rows if row.cell("path").raw == DUTIES)
    rolled.write_text(written.replace(mark.cell("kept").raw, f"{crc32(report.cell(DUTIES).raw.encode()):08x}"), "utf-8")
    async with opened(rolled) as form:
        before = carried(form)
        assert DUTIES in before
        await form.keys("ctrl+k")
        assert "另有 1 处写着数" in form.text()
        assert more[:8] not in form.text().replace("\n", "")
        await form.keys("enter")
        assert carried(form) == (DUTIES,)
        await form.keys("ctrl+k")
        assert form.here == DUTIES
        assert "请逐处看过再改，不用改就按 Ctrl+T" in form.text()
        await form.keys("ctrl+t")
        assert carried(form) == ()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_key_leads_through_what_is_to_be_read_and_on_to_the_next_section(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path, last = tmp_path / "今年.toml", tmp_path / "去年.toml"
    rows = "".join(f'[[implementation.measures]]\nheading = "制度"\ntext = "全年{n}次。"\n' for n in (12, 25))
    last.write_text(f'schema = 2\n[overview]\nyear = 2024\n{rows}[improvements]\nlead = "有3个问题。"\n', "utf-8")
    create(path, last)
    async with opened(path, size) as form:
        await form.keys("ctrl+k", "enter")
        seen = []
        for _ in range(3):
            await form.keys("ctrl+k")
            assert "不用改就按 Ctrl+T" in form.lines()[-1]
            seen.append(form.here)
        first, second = (f"implementation.measures.{at}.text" for at in (0, 1))
        assert seen in ([first, second, "improvements.lead"], [second, "improvements.lead", first])


async def test_a_long_list_of_what_is_confirmed_is_set_as_it_is_read(tmp_path: Path) -> None:
    path, last = tmp_path / "今年.toml", tmp_path / "去年.toml"
    table = "".join(
        f'[[project_evaluations.projects]]\nname = "项目{chr(0x4E00 + at)}"\ndepartment = "某局"\n' for at in range(150)
    )
    last.write_text(
        f"schema = 2\n[overview]\nyear = 2024\n[project_evaluations]\nincluded = true\n{table}", encoding="utf-8"
    )
    create(path, last)
    async with opened(path, WIDE) as form:
        form.go("project_evaluations.projects.0.name")
        await form.keys("ctrl+k")
        assert "没有沿用" not in form.text(), "nothing is known of it yet"
        for _ in range(600):
            if form.screen.state.whole:
                break
            await form.settle()
        await form.keys("ctrl+k")
        assert "接着列" not in form.text()
        for _ in range(60):
            await form.keys("pagedown")
            if f"项目{chr(0x4E00 + 149)}" in form.text():
                break
            assert "项目" in form.text()
        assert f"项目{chr(0x4E00 + 149)}：主管部门 某局" in form.text()
        await form.keys("enter")
        assert not carried(form, 14)


async def test_confirmed_texts_stay_confirmed_in_the_file(rolled: Path) -> None:
    async with opened(rolled) as form:
        form.go(DUTIES)
        await form.keys("ctrl+t", "ctrl+s")
    async with opened(rolled) as form:
        assert DUTIES not in carried(form)
        assert carried(form)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_source_of_a_figure_stands_in_its_help_and_its_explanation(
    rolled: Path, size: tuple[int, int]
) -> None:
    def panel(form: Driver) -> str:
        return form.part(form.screen.panel)

    async with opened(rolled, size) as form:
        form.go("general_budget.basic.last_year")
        await form.settle()
        assert f"取自 {SAMPLE.name} 的“基本支出" in panel(form)
        await form.keys("1")
        assert "原来是14825.83，取自" in panel(form).replace(" ", "")
        await form.keys("ctrl+o")
        assert "来源：" in form.text()
        assert "基本支出·实际支出" in form.text()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_figure_of_last_year_that_was_typed_over_is_offered_as_it_came(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path, last = tmp_path / "今年.toml", tmp_path / "去年.toml"
    last.write_text("schema = 2\n[overview]\nyear = 2024\n[assets.totals]\ntotal = 2424.06\n", "utf-8")
    create(path, last)
    figure = "assets.totals.last_year"
    async with opened(path, size) as form:
        assert form.screen.state.report.cell(figure).raw == "2424.06"
        for name, typed in (("total", "2464.50"), ("last_year", "140.44"), ("increased", "100")):
            form.screen.state.session.type(form.screen.state.report.cell(f"assets.totals.{name}"), typed)
        form.screen.state.refresh()
        cell = form.go(figure)
        await form.settle()
        await form.keys("ctrl+r")
        assert "哪一个数填错了" in form.text()
        assert "> 140.44 改为 2424.06" in form.text()
        assert "去年.toml里是 2424.06" in form.text()
        await form.keys("enter")
        assert cell.raw == "2424.06"


NUMBERED_NAMES = """
[project_evaluations]
included = true
[[project_evaluations.projects]]
name = "12315平台运行经费"
[[project_evaluations.projects]]
name = "信访专项2022"
"""


async def test_the_digits_in_a_name_are_no_figures_of_last_year_but_a_year_is(tmp_path: Path) -> None:
    last, path = tmp_path / "去年.toml", tmp_path / "今年.toml"
    last.write_text(SAMPLE.read_text("utf-8") + NUMBERED_NAMES, "utf-8")
    create(path, last)
    async with opened(path) as form:
        form.go("project_evaluations.projects.0.name")
        await form.keys("ctrl+k")
        assert "12315平台运行经费" in form.text().replace("\n", "")
        await form.keys("enter")
        assert carried(form, 14) == ("project_evaluations.projects.1.name",)
