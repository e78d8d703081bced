"""Headings and lists that were pasted into running text: TOML in, paragraphs out, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.document import Paragraph
from exporters.returned import returned_copy
from model.drafts.draft import load
from tests.exporters.reports import altered
from tests.model.drafting import draft
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


def said(lines: str, *about: str) -> list[str]:
    document = compose(draft("[overview]\nyear = 2024\n" + lines).report)
    blocks = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return [text for text in blocks if any(words in text for words in about)]


def duties(*lines: str) -> str:
    """Below 1.主要职能."""
    return f'duties = """\n{chr(10).join(lines)}"""\n'


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # A heading of the report above them is 1., so none of them may read as one of those.
        (("一、档案工作", "负责档案接收。"), ["（1）档案工作", "负责档案接收。"]),
        (("（一）档案接收。", "（二）档案保管。"), ["（1）档案接收。", "（2）档案保管。"]),
        (("1.档案接收", "2、档案保管", "3．档案利用"), ["（1）档案接收。", "（2）档案保管。", "（3）档案利用。"]),
        (
            ("（一）档案接收", "1.制定档案计划。", "2.接收档案。", "（二）档案保管", "保管档案。"),
            ["（1）档案接收", "①制定档案计划。", "②接收档案。", "（2）档案保管", "保管档案。"],
        ),
        # These are below it already.
        (("（1）档案接收；", "（2）档案保管。"), ["（1）档案接收；", "（2）档案保管。"]),
        (("①档案接收", "②档案保管"), ["①档案接收。", "②档案保管。"]),
        # What is no number of a list.
        (("1.5亿元用于档案馆", "一、二级档案机构"), ["1.5亿元用于档案馆。", "一、二级档案机构。"]),
        (("2024年档案工作",), ["2024年档案工作。"]),
        (("（百）档案",), ["（百）档案。"]),
    ],
)
def test_a_number_in_a_text_is_none_of_the_reports_own(typed: tuple[str, ...], expected: list[str]) -> None:
    assert said(duties(*typed), "档案") == expected


def test_below_a_heading_of_the_second_level_a_list_keeps_its_numbers() -> None:
    measures = '[[implementation.measures]]\nheading = "规范管理"\ntext = "1.制定规则\\n2.落实规则"\n'
    assert said(measures, "规则") == ["1.制定规则。", "2.落实规则。"]
    pasted = '[[implementation.measures]]\nheading = "规范管理"\ntext = "（三）完善规则\\n逐项落实规则"\n'
    assert said(pasted, "规则") == ["3.完善规则", "逐项落实规则。"]


def test_a_figure_behind_a_number_is_quoted() -> None:
    lines = duties("（一）支出{支出总额}用于档案") + "[overview.scale]\ntotal = 12.50\n"
    assert said(lines, "用于档案") == ["（1）支出12.50万元用于档案。"]


def test_a_line_whose_number_was_moved_finds_its_way_back(tmp_path: Path) -> None:
    path, out = tmp_path / "草稿.toml", tmp_path / "报告.docx"
    path.write_text('schema = 2\n[overview]\nyear = 2024\nduties = "（一）档案接收。\\n（二）档案保管。"\n', "utf-8")
    assert main(["export", str(path), "-o", str(out), "--copy", "draft"]) == 0
    assert returned_copy.read(out, load(path)).changes == ()
    out.write_bytes(altered(out.read_bytes(), ("档案保管", "档案保管和利用")))
    assert main(["take", str(out), str(path), "--all"]) == 0
    assert load(path).report.cell("overview.duties").raw == "（一）档案接收。\n（二）档案保管和利用。"
