"""The rows of a long list show their whole number."""

from __future__ import annotations

from model.drafts.draft import load
from model.editing.session import Session
from tests.tui.driving import SAMPLE
from tui.app.application import ZipingApp
from tui.form.form_lines import Pen
from tui.form.form_sheet import FormSheet
from tui.form.grid_lines import GridRow, TotalsLine
from tui.look.palette import palette
from tui.state.view_state import ViewState


def test_the_number_of_the_thousandth_row_stands_whole() -> None:
    state = ViewState(Session(load(SAMPLE)))
    number, rows = next(
        (number, line.rows)
        for number in state.numbers
        for line in FormSheet(state, number, 99).lines
        if isinstance(line, TotalsLine)
    )
    rows.rows.extend(rows.rows[-1:] * (1000 - len(rows.rows)))
    rows.rows[-1].index = 999
    lines = [line for line in FormSheet(state, number, 99).lines if isinstance(line, GridRow)]
    lines = [line for line in lines if line.row is rows.rows[-1]]
    pen = Pen(state, None, palette(ZipingApp()), 99)
    assert "".join(part.text for part in lines[-1].draw(pen)).startswith(" 1000 ")
