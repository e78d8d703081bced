"""The draft held against its accounts in the form: every figure beside its cell; Enter leads to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.model.workbooks.accounts import Accounts, hunan_2021, write_xlsx
from tests.tui.driving import NARROW, WIDE, opened

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = ("ctrl+p", *"核对", "enter")
DRAFT = "schema = 2\n[overview]\nyear = 2022\n[overview.scale]\nbasic = 14852.83\nproject = 72040.64\n"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_figure_that_differs_stands_first_and_leads_to_its_field(tmp_path: Path, size: tuple[int, int]) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(DRAFT, "utf-8")
    write_xlsx(tmp_path / "决算公开表.xlsx", hunan_2021(Accounts()))
    async with opened(draft, size) as form:
        await form.keys(*COMMAND)
        assert "决算公开表.xlsx" in form.text()
        assert "草稿.toml  " not in form.text(), "a draft is not held against itself"
        await form.keys("enter")
        await form.shows("[全部 ")
        first = next(line for line in form.lines() if line.strip().startswith("> "))
        assert "不符" in first
        assert first.count("基本支出") == 1, "the figure is named once"
        said = "".join(form.text().split())
        assert "报告14,852.83万元" in said
        assert "决算公开表.xlsx14,825.83万元" in said
        await form.keys("enter")
        assert form.here == "overview.scale.basic"


async def test_the_accounts_of_another_department_are_not_compared(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(DRAFT.replace("year = 2022\n", 'year = 2022\nunit = "乙市教育局"\n'), "utf-8")
    write_xlsx(tmp_path / "决算公开表.xlsx", hunan_2021(Accounts()))
    async with opened(draft, NARROW) as form:
        await form.keys(*COMMAND, "enter")
        await form.shows("没有核对")
        said = "".join(form.text().split())
        assert "的单位名称是“乙市教育局”" in said
        assert "不是同一个部门的" in said
