"""The law of the declaration: a field is one line, and form, help, search, new draft and checks know it from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from model.drafts.new_draft import blank_text
from model.report.references import Names
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.schema.elements import FieldError
from model.schema.fields import Choice, Date, Field, Number, SubjectName
from model.schema.outline import ANNEXES, LAST_SECTION, SECTIONS, Outline, place
from model.schema.records import Group, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.schema.records import Record


def with_a_row_each() -> Report:
    report = Report()

    def fill(node: Node) -> None:
        for part in node.parts.values():
            if isinstance(part, RowList):
                part.insert(0)
                fill(part.rows[0])
            elif isinstance(part, Node):
                fill(part)

    fill(report.root)
    report.bind()
    return report


REPORT = with_a_row_each()
FILLED_IN = [cell for node in (*REPORT.sections(), *REPORT.annexes()) for cell in node.cells()]


def declared(record: type[Record], path: str = "") -> Iterator[tuple[str, Field]]:
    for part in record.elements:
        if isinstance(part, Rows) and (part.internal or part.name == "accepted"):
            continue
        if isinstance(part, Group):
            yield from declared(part.record, f"{path}.{part.name}".removeprefix("."))
        elif isinstance(part, Field):
            yield path, part


def keys_of_a_new_draft() -> set[tuple[str, str]]:
    found = set()
    table = ""
    for line in blank_text().split("\n"):
        bare = line.removeprefix("# ").strip()
        if heading := re.fullmatch(r"\[+([a-z0-9_.]+)\]+", bare):
            table = heading[1]
        elif key := re.match(r"([a-z0-9_]+) *=", bare):
            found.add((table, key[1]))
    return found


def test_a_new_draft_has_a_line_for_every_declared_field() -> None:
    known = keys_of_a_new_draft()
    assert [f"{path}.{field.name}" for path, field in declared(Outline) if (path, field.name) not in known] == []


@pytest.mark.parametrize("cell", FILLED_IN, ids=lambda cell: cell.path)
def test_a_field_has_a_label_that_is_its_own_in_its_section(cell: Cell) -> None:
    assert cell.field.label.strip() == cell.field.label != ""
    twins = [other.path for other in FILLED_IN if (other.section, other.label) == (cell.section, cell.label)]
    assert twins == [cell.path]


def test_a_figure_of_the_report_says_where_it_is_from_or_how_it_is_computed() -> None:
    figures = [cell for cell in FILLED_IN if isinstance(cell.field, Number) and cell.section <= LAST_SECTION]
    assert figures
    untold = [cell.path for cell in figures if not (cell.field.source or cell.field.help or cell.computable)]
    assert untold == []


def test_every_figure_is_found_by_a_name_in_words() -> None:
    names = Names(REPORT)
    for cell in FILLED_IN:
        if isinstance(cell.field, Number):
            name = names.name_of(cell, cell.section)
            assert name != cell.path
            assert names.find(name, cell.section) is cell


@pytest.mark.parametrize("typed", ["2025年06月20号", "2025年6月20日", "二〇二五年六月二十号", "2025.6.20"])
def test_a_day_is_read_however_it_is_said(typed: str) -> None:
    assert Date("日期").read(typed) == "2025-06-20"


@pytest.mark.parametrize("typed", ["6月20号前", "6月20日以前"])
def test_a_deadline_without_a_year_is_a_day(typed: str) -> None:
    assert Date("日期", deadline=True).read(typed) == "6月20日前"


@pytest.mark.parametrize("typed", ["2023", "２０２３年", "2023年度", "二〇二三", "二零二三年", "二○二三年度", "23年度"])
def test_a_year_is_read_however_it_is_said(typed: str) -> None:
    assert Report().cell("overview.year").field.read(typed) == "2023"


@pytest.mark.parametrize("typed", ["2023①", "23", "二三", "二〇二", "二〇二三四", "1①③④年"])
def test_what_is_no_year_is_refused(typed: str) -> None:
    with pytest.raises(FieldError, match="不是年度"):
        Report().cell("overview.year").field.read(typed)


def test_a_choice_offers_what_it_can_read_back() -> None:
    for cell in FILLED_IN:
        if isinstance(cell.field, Choice):
            assert [cell.field.read(option) for option in cell.field.options] == list(cell.field.options)
            assert cell.field.default in ("", *cell.field.options)


def test_what_a_field_refers_to_stands_in_its_own_record() -> None:
    for cell in FILLED_IN:
        if isinstance(cell.field, Number):
            for name in filter(None, (cell.field.spent, cell.field.unit_field)):
                assert name in cell.node.parts, cell.path


def test_sections_are_numbered_named_and_short_in_the_declaration() -> None:
    assert [section.number for section in (*SECTIONS, *ANNEXES)] == list(range(1, len(SECTIONS) + len(ANNEXES) + 1))
    assert "".join(section.numeral for section in SECTIONS) == "一二三四五六七八九十十一"
    assert (place(2), place(11), place(13)) == ("第二部分", "第十一部分", "附表2")
    for section in (*SECTIONS, *ANNEXES):
        assert 0 < len(section.short) <= 8


def test_what_a_row_is_called_is_its_first_field() -> None:
    """Whoever types below a list types the name; messages and the list of places call the row by it."""
    named = [rows for rows in REPORT.root.lists() if "name" in rows.rows[0].parts]
    assert len(named) > 10
    assert [rows.path for rows in named if next(iter(rows.rows[0].parts)) != "name"] == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("211 节能环保支出", "节能环保支出"),
        ("30201办公费支出", "办公费支出"),
        ("2110301-大气污染防治", "大气污染防治"),
        ("2024年老旧小区改造", "2024年老旧小区改造"),
        ("中央财政2023年农业生产发展资金", "中央财政2023年农业生产发展资金"),
        ("110指挥中心运行维护", "110指挥中心运行维护"),
        ("12345政务服务便民热线", "12345政务服务便民热线"),
        ("500强企业奖励", "500强企业奖励"),
    ],
)
def test_the_code_of_a_subject_is_no_part_of_its_name_and_other_numbers_are(typed: str, kept: str) -> None:
    assert SubjectName("科目").read(typed) == kept
