"""The figures at a glance: what is drawn is what the draft says, and what it does not say is told."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from exporters.output import ExportError
from exporters.printable import width
from exporters.summary.summary_command import summary
from exporters.summary.svg import FONTS, picture
from exporters.summary.terminal import drawn
from model.checks.summary import Summary, summarise
from model.drafts.draft import DraftError
from model.report.report import Report
from tests.model.drafting import BLANK, DATA, REFERENCE, SMALL, draft, opened
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from model.checks.summary import Kind

SVG = "{http://www.w3.org/2000/svg}"
SCALE = "[overview.scale]\nbasic = 75\nproject = 25\nlast_year = 80\n"


def of(path: Path) -> Summary:
    return summarise(opened(path).report)


def bars(summary: Summary, kind: Kind) -> list[tuple[str, str, str]]:
    return [(bar.label, bar.amount, bar.rate) for chart in summary.of(kind) for bar in chart.bars]


def test_a_total_is_drawn_of_the_parts_it_is_declared_of() -> None:
    found = summarise(draft(SCALE).report)
    assert bars(found, "composition") == [("基本支出", "75.00万元", "75.00"), ("项目支出", "25.00万元", "25.00")]
    assert found.of("composition")[0].title == "支出规模·支出总额：100.00万元"


def test_a_year_stands_beside_the_one_it_repeats() -> None:
    found = summarise(draft(SCALE).report)
    assert bars(found, "years") == [("上年", "80.00万元", ""), ("本年", "100.00万元", "+25.00")]


def test_rates_of_execution_are_in_one_chart_in_the_order_of_the_report() -> None:
    rates = {label: rate for label, _, rate in bars(of(REFERENCE), "execution")}
    assert rates["基本支出"] == "111.62"
    assert rates["三公经费"] == "46.04"
    assert rates["三公经费·公务接待费"] == "7.61"
    assert rates["机关养老保险基金"] == "107.56"
    assert bars(of(SMALL), "execution")[-1][0] == "政府性基金预算支出情况"


def test_what_is_missing_is_told_and_not_drawn() -> None:
    found = summarise(draft("[overview.scale]\nbasic = 75\ntotal = 100\n").report)
    assert not found.charts
    assert {"支出规模·项目支出", "支出规模·上年支出总额"} <= set(found.missing)
    assert "没有填、未画：" in drawn(found, 80)


def test_what_is_below_zero_is_told_and_not_drawn() -> None:
    found = summarise(draft("[overview.scale]\nbasic = -75\nproject = 25\nlast_year = 80\n").report)
    assert not found.charts
    assert {"支出规模·基本支出", "支出规模·支出总额"} <= set(found.negative)
    assert "是负数、未画：" in drawn(found, 80)
    assert "是负数、未画：" in picture([found])


def test_names_that_would_be_cut_stand_whole_above_their_bars() -> None:
    lines = drawn(of(REFERENCE), 40).splitlines()
    named = lines.index("  三公经费·公务接待费")
    assert "7.61%" in lines[named + 1]
    assert not any(".." in line for line in lines)


def test_a_terminal_obeys_no_name() -> None:
    text = '[overview]\nunit = "甲\\u001b[31m乙\\u202e"\n' + SCALE
    for name, amount in (("丙\\u0007", 5), ("丁", 20)):
        text += f'[[overview.scale.functions]]\nname = "{name}"\namount = {amount}\n'
    said = drawn(summarise(draft(text).report), 80)
    assert "甲[31m乙" in said
    assert all(line.isprintable() for line in said.splitlines())


def test_a_department_without_three_public_expenses_of_one_kind_has_no_bar_for_it() -> None:
    labels = [label for label, _, _ in bars(of(REFERENCE), "composition")]
    assert "公务接待费·决算数" in labels
    assert not any("因公出国" in label for label in labels)


def test_parts_that_do_not_make_the_whole_are_told() -> None:
    chart = next(chart for chart in of(REFERENCE).charts if chart.title.startswith("三公经费决算数"))
    assert "对不上" in chart.note
    assert not any(chart.note for chart in of(SMALL).charts)


def test_no_figure_is_drawn_of_an_empty_report() -> None:
    assert summarise(Report()).charts == ()
    blank = of(BLANK)
    assert blank.charts == ()
    assert "没有可画的数" in drawn(blank, 80)
    assert "没有可画的数" in picture([blank])


def test_a_name_longer_than_the_terminal_is_broken() -> None:
    found = summarise(draft(f'[overview]\nunit = "{"很长的局" * 30}"\n' + SCALE).report)
    assert all(width(line) <= 40 for line in drawn(found, 40).splitlines())


DRAFTS = [path for path in sorted(DATA.glob("*.toml")) if re.search(rb"^schema = ", path.read_bytes(), re.MULTILINE)]


@pytest.mark.parametrize("columns", [40, 80, 132])
@pytest.mark.parametrize("path", [REFERENCE, SMALL, *DRAFTS], ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_terminal_even_where_blocks_are_two_columns(path: Path, columns: int) -> None:
    lines = drawn(of(path), columns).splitlines()
    assert all(width(line) <= columns for line in lines)


def test_figures_stand_below_each_other_and_only_ascii_and_wide_characters_before_a_bar() -> None:
    lines = drawn(of(REFERENCE), 80).splitlines()
    first = lines.index("== 支出构成 ==") + 2
    assert len({width(line[: line.index("%")]) for line in lines[first : first + 3]}) == 1
    assert lines[first + 1].startswith("  72,040.64万元  82.01%  ████")
    assert lines[first + 1].endswith("█ 项目支出")


def test_the_longest_bar_is_the_greatest_figure() -> None:
    lines = drawn(of(REFERENCE), 80).splitlines()
    first = lines.index("== 支出构成 ==") + 2
    assert max(lines[first : first + 3], key=lambda line: line.count("█")).endswith("项目支出")


def test_the_picture_is_sound_xml_with_every_figure_in_chinese_fonts() -> None:
    found = of(REFERENCE)
    root = ElementTree.fromstring(picture([found, of(SMALL)]))
    assert root.tag == f"{SVG}svg"
    assert root.get("font-family") == FONTS
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    for chart in found.charts:
        for bar in chart.bars:
            assert any(bar.amount in text and bar.rate in text for text in texts)
    drawn_width = float(root.get("width", "0"))
    for box in root.iter(f"{SVG}rect"):
        assert float(box.get("x", "0")) + float(box.get("width", "0")) <= drawn_width


def test_names_cannot_break_the_picture() -> None:
    found = summarise(draft('[overview]\nunit = "<甲&乙>\\u0001"\n' + SCALE).report)
    assert "<甲&乙>" in (ElementTree.fromstring(picture([found])).findtext(f"{SVG}title") or "")


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["summary", str(SMALL), str(REFERENCE)]) == 0
    out = capsys.readouterr().out
    assert "云漪市档案馆 2024年度" in out
    assert "长沙市人力资源和社会保障局 2022年度" in out
    made = tmp_path / "图.svg"
    assert main(["summary", str(SMALL), "-o", str(made)]) == 0
    assert made.read_text(encoding="utf-8").startswith("<svg")
    assert main(["summary", str(SMALL), "-o", str(tmp_path / "图.jpg")]) == 2
    assert "改扩展名" in capsys.readouterr().err
    assert main(["summary", str(tmp_path / "无.toml")]) == 2


def test_a_draft_with_faults_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("schema = 2\n[overview.scale]\nbasic = 'x'\n", encoding="utf-8")
    with pytest.raises(DraftError, match="第3行"):
        summary([str(path)], None, 80, io.StringIO(), io.StringIO())


def test_png_is_the_picture_in_pixels(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the extra image is not installed")
    made = tmp_path / "图.png"
    summary([str(SMALL)], made, 80, io.StringIO(), io.StringIO())
    data = made.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 2 * 960


def test_without_the_extra_png_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ExportError, match=r"'\.\[image\]'"):
        summary([str(SMALL)], tmp_path / "图.png", 80, io.StringIO(), io.StringIO())
    assert not list(tmp_path.iterdir())


def test_a_terminal_is_never_wider_than_terminals_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000000000")
    assert main(["summary", str(SMALL)]) == 0
    wide = capsys.readouterr().out
    assert "云漪市档案馆" in wide
    assert max(map(width, wide.splitlines())) <= 500
