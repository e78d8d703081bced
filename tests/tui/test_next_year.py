"""The second year by keys: last year's draft rolled forward, the accounts taken, texts confirmed, saved, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.editing.rollforward import create
from tests.model.workbooks.accounts import Accounts, hunan_2022, write_xlsx
from tests.tui.driving import NARROW, SAMPLE, opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.tui.driving import Driver

UNIT = "云漪市人力资源和社会保障局"
MOST_KEYS = 60
INDICATORS = (
    ("产出指标", "数量指标", "培训人次", "≥1280", "1300", 20),
    ("产出指标", "质量指标", "验收合格率", "100%", "100%", 15),
    ("产出指标", "时效指标", "完成时间", "2022年12月底前", "已完成", 15),
    ("效益指标", "社会效益指标", "服务对象受益情况", "较好", "较好", 30),
    ("满意度指标", "服务对象满意度指标", "满意度", "≥90%", "92%", 10),
)


def scored(table: str) -> str:
    """The goals and indicators of one table, as last year's draft has them."""
    names = ("level1", "level2", "level3", "target", "actual")
    text = f'[{table}.total]\npoints = 10\n[{table}.goals]\nexpected = "完成全年任务"\nactual = "已完成"\n'
    for *told, points in INDICATORS:
        text += f"[[{table}.scores.indicators]]\n"
        text += "".join(f'{name} = "{one}"\n' for name, one in zip(names, told, strict=True))
        text += f"points = {points}\nscore = {points}\n"
    return text


def annexes(projects: Iterable[str]) -> str:
    """The three annexes of last year."""
    text = '[basic_data]\nincluded = true\nthrift = "从严控制一般性支出。"\nphone = "0731-84907100"\nhead = "李四"\n'
    text += "[department_evaluation]\nincluded = true\n" + scored("department_evaluation")
    text += "[project_evaluations]\nincluded = true\n"
    for name in projects:
        text += f'[[project_evaluations.projects]]\nname = "{name}"\ndepartment = "{UNIT}"\n'
        text += scored("project_evaluations.projects")
    return text


class Clerk:
    """Presses keys and counts them."""

    def __init__(self, form: Driver) -> None:
        self.form = form
        self.count = 0

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.form.keys(*keys)
        await self.form.settle()

    @property
    def carried(self) -> list[str]:
        """The texts of last year that nobody has looked at."""
        found = [one for one in self.form.screen.state.findings if one.code == "to_review"]
        return [path for one in found for path in one.fields]


@pytest.mark.parametrize("with_annexes", [False, True], ids=["body", "annexes"])
async def test_a_year_that_goes_on_from_the_last_one_takes_sixty_keys_at_most(
    tmp_path: Path, *, with_annexes: bool
) -> None:
    last, draft = tmp_path / "2022年.toml", tmp_path / "2023年.toml"
    before = SAMPLE.read_text("utf-8")
    if with_annexes:
        lists = ("general_budget.projects.unit_projects.items", "general_budget.projects.public_projects.items")
        report = load(SAMPLE).report
        before += annexes(row.cell("name").raw for path in lists for row in report.rows(path).rows)
    last.write_text(before.replace("长沙市人力资源和社会保障局", UNIT), "utf-8")
    create(draft, last)
    write_xlsx(tmp_path / "2023年决算公开表.xlsx", hunan_2022(Accounts(), 2023))
    async with opened(draft, NARROW) as form:
        clerk = Clerk(form)
        await clerk.press("ctrl+p", *"qs", "enter", "enter")
        await form.shows("取数：已选")
        await clerk.press("enter")
        assert form.screen.state.report.cell("overview.scale.basic").raw == "14825.83"
        assert len(clerk.carried) > (400 if with_annexes else 200)
        while clerk.carried:
            await clerk.press("ctrl+k")
            if "今年不用改" in form.text():
                await clerk.press("enter")
            while any(said in form.lines()[-1] for said in ("不用改就按 Ctrl+T", "本部分还有")):
                # those with last year's figures are looked at one by one
                await clerk.press("ctrl+t")
        await clerk.press("ctrl+s", "ctrl+e")
        await form.shows("征求意见稿")
        await clerk.press("enter")
        await form.shows(".docx")
        await clerk.press("enter")
        await form.shows("已导出")
        assert clerk.count <= MOST_KEYS
    (exported,) = tmp_path.glob("*.docx")
    assert exported.stat().st_size > 5_000
    assert load(draft).report.cell("overview.scale.basic").raw == "14825.83"
