from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exporters.document import Document, Heading, Paragraph, Run, Table
from exporters.plain import markdown
from tests.exporters.reports import example, report

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(text: str) -> list[str]:
    """What a Markdown reader shows: the text of each block."""
    tokens = [token for token in PARSER.parse(text) if token.type == "inline"]
    return [
        "".join(
            t.content if t.type == "text" else "\n"
            for t in token.children or ()
            if t.type != "strong_open" and t.type != "strong_close"
        )
        for token in tokens
    ]


def test_the_whole_report() -> None:
    assert markdown.render(example()).split("\n\n")[:8] == [
        "# 2023年度某某市档案馆部门整体支出绩效自评报告",
        "单位名称（盖章）：某某市档案馆",
        "## 一、部门概况",
        "### （一）部门整体支出规模",
        "#### 1.支出总额",
        "##### （1）与上年比较",
        '支出总额为1,234.50万元，占\\<全部\\>的"100%"。',
        "**三公经费支出情况表**",
    ]
    assert markdown.render(example()).split("\n\n")[9] == (
        "| 项目 | 预算数 | 决算数 |\n"
        "| --- | ---: | ---: |\n"
        "| 公务接待费 | 8.00 | 1.47 |\n"
        "| 因公出国（境）费 | 20.00 |  |"
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. 项目",
        "2) 项目",
        "- 项目",
        "+ 项目",
        "# 项目",
        "> 项目",
        "---",
        "===",
        "*重点*_重点_",
        "`a`",
        "&amp;",
        "a | b",
        "[a](b)",
    ],
)
def test_nothing_is_taken_for_markup(text: str) -> None:
    assert read(markdown.render(report(Paragraph((Run(text),)))))[2] == text


@given(st.text(st.sampled_from('项1.-+*_`<>#|&;\\[]()!~=:" \n'), max_size=30))
def test_a_paragraph_reads_as_it_was_written(text: str) -> None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found = read(markdown.render(Document(("题",), "某局", "", (Paragraph((Run(text),)), Heading(1, "一、", "尾")))))
    assert found[1:-2] == (["\n".join(lines)] if lines else [])


@given(st.text(st.sampled_from("项1|\\`*_<>~ \n"), max_size=20))
def test_a_cell_stays_one_cell(text: str) -> None:
    table = Table("", "", ("甲", "乙"), (False, False), ((Run(text), Run("末")),))
    found = read(markdown.render(Document(("题",), "某局", "", (table,))))
    assert found[1:3] == ["甲", "乙"]
    assert found[-2] == "末"
    assert len(found) == 6
