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


def test_a_message_ends_its_lines_behind_marks_where_some_are_near() -> None:
    said = "资产总额填2,464.50万元，按上年末资产总额与本年增加额应为2,524.06万元，少59.56万元"
    assert wrap(said, 36) == (
        "资产总额填2,464.50万元，按上年末资产",
        "总额与本年增加额应为2,524.06万元，",
        "少59.56万元",
    )


def test_no_line_parts_a_figure_from_its_unit() -> None:
    for width in range(12, 40):
        lines = wrap("全年支出1,234.56万元和0.87亿元，惠及12人次、3个单位", width)
        assert not [line for line in lines if line[0] in "万亿元人个"], lines


def test_a_limit_takes_the_closer_setting() -> None:
    said = "甲乙丙丁，戊己庚辛壬癸子丑寅卯辰巳午未"
    assert len(wrap(said, 20)) >= len(wrap(said, 20, 2)) == 2
    assert not wrap(said, 20, 2)[-1].endswith("..")
