"""From 40 to 200 columns no figure and no unit of the form is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from model.drafts.draft import load
from model.editing.session import Session
from model.schema.fields import Number
from tests.tui.driving import SAMPLE
from tui.app.application import ZipingApp
from tui.form.form_lines import FieldLine, Pen
from tui.form.form_sheet import FormSheet
from tui.form.grid_lines import GridRow
from tui.look.palette import palette
from tui.state.view_state import ViewState, shown, unit_word

if TYPE_CHECKING:
    from pathlib import Path

DATA = SAMPLE.parents[1] / "tests" / "data"


@pytest.mark.parametrize("source", [SAMPLE, DATA / "water.toml", DATA / "school.toml"], ids=lambda path: path.stem)
@pytest.mark.parametrize("columns", [40, 47, 56, 57, 64, 80, 100, 120, 200])
def test_every_figure_stands_whole_with_its_unit(source: Path, columns: int) -> None:
    state = ViewState(Session(load(source)))
    state.unfolded.update(state.numbers)
    colours, width, seen = palette(ZipingApp()), columns - 1, 0
    for number in state.numbers:
        for line in FormSheet(state, number, width).lines:
            if not isinstance(line, FieldLine):
                continue
            said = "".join(segment.text for segment in line.draw(Pen(state, None, colours, width)))
            assert cell_len(said) <= width, said
            if isinstance(line.cell.field, Number):
                seen += 1
                assert shown(line.cell) in said
                assert f" {unit_word(line.cell)}".rstrip() in said
                assert line.places[0].room >= cell_len(shown(line.cell))
    assert seen > 80


@pytest.mark.parametrize("width", [78, 97, 118])
@pytest.mark.parametrize("path", [SAMPLE, DATA / "school.toml"], ids=lambda path: path.stem)
def test_no_text_in_a_grid_is_cut_while_another_column_has_room_to_spare(path: Path, width: int) -> None:
    state = ViewState(Session(load(path)))
    seen = 0
    for number in state.numbers:
        for row in FormSheet(state, number, width).lines:
            if not isinstance(row, GridRow) or row.row.row_list is None:
                continue
            texts = [column for column in row.columns if not column.number]
            rows = row.row.row_list.rows
            longest = [max(cell_len(shown(one.cell(column.name))) for one in rows) for column in texts]
            cut = [column for column, need in zip(texts, longest, strict=True) if need > column.width]
            spare = [
                column
                for column, need in zip(texts, longest, strict=True)
                if column.width > max(need, cell_len(column.label), 16 if column is texts[0] else 10)
            ]
            seen += len(texts)
            assert not (cut and spare), f"{row.row.path}: {cut[0].name} beside {spare[0].name}"
    assert seen > 30
