"""Nothing vanishes: every figure of a report is placed in a field or listed as unread with its words."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from model.language.paragraphs import PlainTable
from model.language.text_document import read as read_text
from model.scanning.files.blocks import Grid, Line
from model.scanning.files.loading import load_blocks
from model.scanning.files.plain import text_blocks
from model.scanning.reading import Reading, read_report
from tests.model.drafting import DATA
from tests.model.scanning.test_scanning import run_scan
from tests.tools.reports.counting import count
from tests.tools.reports.generator import generate

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = sorted(path for path in (DATA / "reports").iterdir() if path.suffix != ".toml")
BLIND = sorted((DATA / "blind").glob("*.txt"))
CASES = [
    case
    for file in (DATA / "language" / "reading.toml", DATA / "reading_cases_generator.toml")
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    if "counted" in case
]


def accounted(read: Reading) -> int:
    return len(read.gathering.placed) + len(read.gathering.unread)


def as_printed(text: str) -> str:
    """The text without blanks between digits, numbers of headings and tables, names such as PM2.5, and 3至4年."""
    text = re.sub(r"^(附?[件图表]) *[0-9]{1,2}(?:-[0-9]+)?(?![0-9.])", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=[0-9]) *([.,]) *(?=[0-9])|(?<=[0-9]) +(?=[0-9])", lambda found: found[1] or "", text)
    text = re.sub(r"(?<=[0-9]) *[，、] *(?=[0-9]{3}(?:[.万]|$))", ",", text)
    text = re.sub(r"^[0-9]{1,2}(?:\.[0-9]{1,2})+(?=[\u4e00-\u9fff])", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=[：；。])[0-9]{1,2}[.、](?=[^0-9])", "", text)
    return re.sub(r"[A-Za-z]+[0-9][0-9.]*|[0-9]+至[0-9]+年", "", text)


@pytest.mark.parametrize("path", REPORTS + BLIND, ids=lambda path: path.stem)
def test_every_figure_of_a_report_is_placed_or_listed(path: Path) -> None:
    blocks = load_blocks(str(path))
    text = "\n".join(
        block.text if isinstance(block, Line) else "\n".join("|".join(row) for row in block.rows) for block in blocks
    )
    assert accounted(read_report(blocks)) == count(as_printed(text))


@pytest.mark.parametrize("seed", range(1, 31))
def test_every_figure_of_a_made_up_report_is_placed_or_listed(seed: int) -> None:
    report = generate(seed)
    read = read_report(text_blocks(report.text()))
    assert accounted(read) == report.count()
    assert all(number.piece.clause and number.reason for number in read.gathering.unread)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_figure_of_a_case_is_placed_or_listed(case: dict[str, object]) -> None:
    said = run_scan(str(case["text"]))
    assert len(said["figures"]) + len(said["unread"]) == case["counted"]


def test_figures_of_title_headings_tables_and_notes_are_listed() -> None:
    blocks: list[Line | Grid] = [
        Line("2023年度某局（3个单位）部门整体支出绩效自评报告"),
        Line("前言：全局共3个单位。"),
        Line("甲、我们这一年的20件实事"),
        Line("办成12件。"),
        Grid((("事项", "件数"), ("修路", "5"))),
        Line("附件：脚注", True),
        Line("含上年结转86.40万元。"),
    ]
    read = read_report(blocks)
    assert sorted(number.digits for number in read.gathering.unread) == ["12", "20", "3", "3", "5", "86.40"]


@pytest.mark.parametrize("heading", ["壹·开场白", "我们的家底", "一、那些年花出去的钱"])
def test_a_report_of_headings_that_no_outline_knows_is_read_all_the_same(heading: str) -> None:
    said = run_scan(f"2023年度某局自评报告\n{heading}\n全年总支出900.00万元，较上年800.00万元增加100.00万元。\n")
    assert {figure["path"] for figure in said["figures"]} == {
        "overview.scale.total",
        "overview.scale.last_year",
        "overview.scale.change",
    }


def test_a_total_torn_apart_in_a_head_shifts_no_column() -> None:
    """合  计 at the end of a head is one column; figures below it stay in cells of their own."""
    text = "（单位：万元）\n项目  办公用房维修工程  岗位补贴发放  合  计\n年初预算  17371.90  3049.62  20421.52\n"
    text += "全年执行数  17371.90  3282.52  20654.42\n"
    blocks = text_blocks(text)
    assert blocks[-1].rows[0] == ("项目", "办公用房维修工程", "岗位补贴发放", "合计")  # type: ignore[union-attr]
    gathering = read_report(blocks).gathering
    numbers = [one.digits for one in gathering.placed] + [one.digits for one in gathering.unread]
    assert sorted(numbers) == sorted(["17371.90", "3049.62", "20421.52", "17371.90", "3282.52", "20654.42"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年日照2375.3h，降水468.4mm，水量73.5亿m3。", ["2375.3", "468.4", "73.5"]),
        ("受理举报电话96个，新媒体账号9个，电话12345。", ["96", "9"]),
        ("层高4.3m，用时30min，5G基站12个。", ["4.3", "30", "12"]),
        ("（3）2018—2020年购置的玩教具报损8%。", ["8"]),
        ("均在60日内办结，每月15日前报送。", ["60"]),
        ("基本支出和项目支出之比约为68：32，8：30上班。", ["68", "32"]),
        ("6.3 10个协会中有3个未换届。", ["10", "3"]),
    ],
)
def test_what_looks_like_a_date_or_a_name_and_is_a_figure_is_listed(text: str, expected: list[str]) -> None:
    gathering = read_report([Line("2023年度某局自评报告"), Line("一、存在的问题"), Line(text)]).gathering
    assert not gathering.placed
    assert [one.digits for one in gathering.unread] == expected


_PEOPLE = "| 单位 | 编制 | 实有 |\n|---|---|---|\n| 甲 | 20 | 18 |\n"
_MONEY = "| 单位 | 支出 |\n|---|---|\n| 甲 | 90.00 |\n"


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        (f"{_PEOPLE}\n{_MONEY}", 2),
        (f"{_PEOPLE}\n| 乙 | 30 | 27 |\n", 1),  # a page ends within the table
        (_PEOPLE + _MONEY, 1),
    ],
)
def test_a_head_with_its_rule_behind_a_blank_line_begins_another_table(text: str, tables: int) -> None:
    assert sum(isinstance(one, Grid) for one in text_blocks(text)) == tables
    assert sum(isinstance(one, PlainTable) for one in read_text(text).pieces) == tables
