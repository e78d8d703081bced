"""The second year by keys: last year's draft rolled forward, the accounts taken, texts confirmed, saved, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.drafts.draft import load
from model.editing.rollforward import create
from tests.model.workbooks.accounts import Accounts, hunan_2022, write_xlsx
from tests.tui.driving import NARROW, SAMPLE, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

UNIT = "云漪市人力资源和社会保障局"
MOST_KEYS = 60


class Clerk:
    """Presses keys and counts them."""

    def __init__(self, form: Driver) -> None:
        self.form = form
        self.count = 0

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.form.keys(*keys)
        await self.form.settle()

    def carried(self, section: int) -> int:
        found = [one for one in self.form.screen.state.findings if one.code == "to_review" and one.section == section]
        return sum(len(one.fields) for one in found)


async def test_a_year_that_goes_on_from_the_last_one_takes_sixty_keys_at_most(tmp_path: Path) -> None:
    last, draft = tmp_path / "2022年.toml", tmp_path / "2023年.toml"
    last.write_text(SAMPLE.read_text("utf-8").replace("长沙市人力资源和社会保障局", UNIT), "utf-8")
    create(draft, last)
    write_xlsx(tmp_path / "2023年决算公开表.xlsx", hunan_2022(Accounts(), 2023))
    async with opened(draft, NARROW) as form:
        clerk = Clerk(form)
        await clerk.press("ctrl+p", *"qs", "enter", "enter")
        await form.shows("取数：已选")
        await clerk.press("enter")
        assert form.screen.state.report.cell("overview.scale.basic").raw == "14825.83"
        for section in range(1, 12):
            if clerk.carried(section):
                await clerk.press("ctrl+k", "enter")
            while clerk.carried(section):  # those with last year's figures are looked at one by one
                await clerk.press("ctrl+t")
            await clerk.press("pagedown")
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
