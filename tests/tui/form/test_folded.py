"""Fields that few departments need: named on one line until they are used or asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.driving import opened

if TYPE_CHECKING:
    from pathlib import Path


async def test_unused_fields_are_named_and_shown_when_asked_for(draft: Path) -> None:
    async with opened(draft) as form:
        section = form.screen.state.report.section(form.screen.entry.section)
        before = {place.target.path for place in form.screen.entry.sheet.places}
        await form.keys("ctrl+end")
        form.screen.run_command("unfold")
        await form.settle()
        shown = {place.target.path for place in form.screen.entry.sheet.places}
        folded = {cell.path for cell in section.cells() if cell.field.folded}
        assert "已展开" in form.text()
        assert before < shown
        assert folded <= shown
        form.screen.run_command("unfold")
        await form.settle()
        assert {place.target.path for place in form.screen.entry.sheet.places} == before
