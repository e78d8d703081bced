from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exporters.document import Paragraph, Run
from exporters.plain import plain_text
from exporters.printable import width
from model.text import clean
from tests.exporters.reports import example, report


def test_the_whole_report() -> None:
    lines = plain_text.render(example()).splitlines()
    assert lines[:10] == [
        "2023年度某某市档案馆",
        "部门整体支出绩效自评报告",
        "",
        "单位名称（盖章）：某某市档案馆",
        "",
        "　　一、部门概况",
        "　　（一）部门整体支出规模",
        "　　1.支出总额",
        "　　（1）与上年比较",
        '　　支出总额为1,234.50万元，占<全部>的"100%"。',
    ]
    assert lines[10:17] == [
        "",
        "三公经费支出情况表",
        "                      单位：万元",
        "项目              预算数  决算数",
        "--------------------------------",
        "公务接待费          8.00    1.47",
        "因公出国（境）费   20.00",
    ]
    assert [line.strip() for line in lines[-2:]] == ["某某市档案馆", "2024年6月3日"]
    assert {width(line) for line in lines[-2:]} == {plain_text.LINE_WIDTH}


@given(st.text(max_size=40))
def test_a_paragraph_is_printed_as_it_is(content: str) -> None:
    assert f"{plain_text.INDENT}{clean(content)}\n" in plain_text.render(report(Paragraph((Run(content),))))
