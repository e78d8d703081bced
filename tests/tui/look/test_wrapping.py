"""Text in, lines out: what windows and panels show of a text that is longer than a line."""

from __future__ import annotations

from rich.cells import cell_len

from tui.look.cells import wrap


def test_lines_that_go_on_are_set_in_like_their_paragraph() -> None:
    text = "带入的上年数：\n  公务接待费·上年决算数  2.04万元  取自上年的公务接待费·决算数"
    first, *others = wrap(text, 24)
    assert first == "带入的上年数："
    assert len(others) > 2
    for line in others:
        assert line.startswith("  ")
        assert line[2] != " "
        assert cell_len(line) <= 24
    assert "".join("".join(line.split()) for line in others) == "".join(text.split("\n")[1].split())


def test_no_line_that_goes_on_begins_with_a_space() -> None:
    assert wrap("取数用 Ctrl+P 找", 13) == ("取数用 Ctrl+P", "找")
