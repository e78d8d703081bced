"""Tables after the text, and the annexes: on pages of their own, named before the signature, wide ones turned."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from exporters import pdf
from exporters.compose import compose
from exporters.document import Annex, Table
from exporters.plain import markdown, plain_text
from exporters.word import writer as word
from tests.exporters.drafts import annexed, reference, small
from tests.exporters.reports import elements, opened, printed, report, value
from tests.tools.programs import require


def test_tables_stand_only_where_the_draft_asks_for_them() -> None:
    assert not [block for block in compose(small().report).blocks if isinstance(block, Table)]
    document = compose(annexed().report)
    tables = {block.caption: block for block in document.blocks if isinstance(block, Table)}
    assert list(tables) == ["2024年度“三公”经费支出情况表", "2024年末固定资产分类情况表", "2024年度资产处置情况表"]
    three = tables["2024年度“三公”经费支出情况表"]
    assert [run.text for run in three.rows[0]] == ["公务接待费", "2.20", "2.04", "0.16", "2.15", "0.11"]
    assert [run.text for run in three.rows[2]] == ["因公出国（境）费", *["—"] * 5]  # nobody stated a nothing
    assert [run.text for run in three.rows[3]][:3] == ["合计", "8.20", "7.62"]
    assert three.unit == "单位：万元"
    assert three.numeric == (False, *[True] * 5)


def test_the_funds_of_the_reference_as_tables() -> None:
    draft = reference()
    draft.report.set(draft.report.cell("overview.tables"), "是")
    tables = {block.caption: block for block in compose(draft.report).blocks if isinstance(block, Table)}
    funds = tables["2022年度社会保险基金收支情况表"]
    assert [row[0].text for row in funds.rows][:2] == ["机关养老保险基金", "企业基本养老保险基金"]
    assert funds.rows[0][4].text == "166,794.50"
    detail = tables["2022年机关养老保险基金收支明细表"]
    assert [run.text for run in detail.rows[0]] == ["预算收入", "基本养老保险费收入", "94,453.31"]
    assert detail.rows[0][2].path == "insurance.funds.0.budget_income.0.amount"
    # What a fund does not state has no row.
    few = tables["2022年企业基本养老保险基金收支明细表"]
    assert [run.text for row in few.rows for run in row[:2]] == [
        *("决算收入", "合计", "决算支出", "合计"),
        *("结余", "年初结余", "", "本年收支结余", "", "年末滚存结余"),
    ]


def test_annexes_are_named_before_the_signature() -> None:
    document = opened(word.content(compose(annexed().report)))
    lines = [printed(paragraph._p) for paragraph in document.paragraphs]
    at = lines.index("附件：1.部门整体支出绩效评价基础数据表")
    assert lines[at + 1 : at + 6] == [
        "　　　2.部门整体支出绩效自评表",
        "　　　3-1.项目支出绩效自评表（档案数字化加工经费）",
        "　　　3-2.项目支出绩效自评表（馆藏档案抢救修复经费）",
        "云漪市档案馆",
        "2025年6月20日",
    ]
    assert lines[at + 6 : at + 8] == ["附件1", "部门整体支出绩效评价基础数据表"]


def test_a_long_name_of_an_annex_runs_on_below_the_name() -> None:
    names = ("一、很长的名称" * 6, *(f"表{number}" for number in range(2, 12)))
    annexes = tuple(Annex(f"附表{number}", name, ()) for number, name in enumerate(names, 1))
    document = opened(word.content(report(annexes=annexes)))
    lines = [p for p in document.paragraphs if p.style is not None and p.style.style_id == "AnnexList"]
    assert [value(p._p, "w:pPr/w:ind", "w:hangingChars") for p in lines] == ["400"] * 9 + ["450"] * 2
    assert len(elements(document.element.body, ".//w:p[w:pPr/w:pStyle/@w:val='AnnexList']/w:pPr/w:spacing")) == 1
    alone = opened(word.content(report(annexes=annexes[:1])))
    (line,) = [p for p in alone.paragraphs if p.style is not None and p.style.style_id == "AnnexList"]
    assert [value(line._p, "w:pPr/w:ind", f"w:{side}Chars") for side in ("left", "hanging")] == ["500", "300"]


def test_each_annex_is_a_section_and_wide_ones_lie_on_their_side() -> None:
    document = opened(word.content(compose(annexed().report)))
    sections = document.sections
    upright, on_its_side = (11906 * 635, 16838 * 635), (16838 * 635, 11906 * 635)
    shapes = [upright, upright, on_its_side, upright, upright]
    assert [(s.page_width, s.page_height) for s in sections] == shapes
    turned = sections[2]
    margins = (turned.top_margin, turned.right_margin, turned.bottom_margin, turned.left_margin)
    assert [round(margin.mm) for margin in margins if margin] == [28, 37, 26, 35]
    # Page numbers run on from the first section, and stand on every page.
    assert len(elements(document.element, "//w:pgNumType")) == 1
    for section in elements(document.element, "//w:sectPr"):
        assert len(elements(section, "w:footerReference")) == 2


def test_an_annex_that_is_not_included_is_not_there() -> None:
    draft = annexed()
    draft.report.set(draft.report.cell("department_evaluation.included"), "否")
    draft.report.set(draft.report.cell("project_evaluations.included"), "")
    document = compose(draft.report)
    assert [annex.mark for annex in document.annexes] == ["附件"]
    assert document.annex_lines == ("附件：部门整体支出绩效评价基础数据表",)
    assert compose(small().report).annexes == ()


def grid(annex: Annex) -> Table:
    """The one table that an annex is."""
    (table,) = [block for block in annex.blocks if isinstance(block, Table)]
    return table


def texts(table: Table) -> list[list[str]]:
    """What the cells of each row say, as they are drawn."""
    return [[run.text for _, _, run in table.cells(row)] for row in range(len(table.rows))]


def test_what_the_report_says_already_is_carried_over() -> None:
    first, second, *_ = compose(annexed().report).annexes
    assert ["3.公务接待", "2.15", "2.20", "2.04"] in texts(grid(first))
    total = ["", "年度资金总额", "1,360.00", "1,412.50", "1,380.71", "10", "97.75%", "9.77"]
    assert total in texts(grid(second))


def test_the_basic_data_state_three_numbers_of_the_three_public_expenses() -> None:
    draft = annexed()
    for name, typed in (("purchase.actual", "0"), ("operation.actual", "5.58"), ("procurement.actual", "12.5")):
        draft.report.set(draft.report.cell(f"basic_data.{name}"), typed)
    rows = texts(grid(compose(draft.report).annexes[0]))
    at = next(place for place, row in enumerate(rows) if row[0] == "“三公”经费")
    assert [(row[0], row[3]) for row in rows[at : at + 6]] == [
        ("“三公”经费", "7.62"),
        ("1.公务用车购置和维护经费", "5.58"),
        ("　其中：公车购置", "0.00"),
        ("　公车运行维护", "5.58"),
        ("2.出国经费", "—"),
        ("3.公务接待", "2.04"),
    ]
    # The form asks for no amount of last year there.
    assert ["政府采购金额", "—", "", "12.50"] in rows


def test_what_is_one_cell_in_the_form_is_one_cell() -> None:
    second = grid(compose(annexed().report).annexes[1])
    rows = texts(second)
    at = next(place for place, row in enumerate(rows) if row[0] == "年度预算执行情况")
    names = [row[:3] for row in rows[at + 2 : at + 8]]
    assert names == [
        ["", "按收入性质分", "一般公共预算"],
        ["", "", "政府性基金拨款"],
        ["", "", "纳入专户管理的非税收入拨款"],
        ["", "", "其他资金"],
        ["", "按支出性质分", "基本支出"],
        ["", "", "项目支出"],
    ]
    table = opened(word.content(compose(annexed().report))).tables[-3]
    assert {cell.text for cell in table.column_cells(0)[at : at + 8]} == {"年度预算执行情况"}
    assert len({cell._tc for cell in table.column_cells(1)[at + 2 : at + 6]}) == 1


def test_indicators_of_one_kind_share_a_cell_and_those_of_another_do_not() -> None:
    draft = annexed()
    rows = draft.report.rows("department_evaluation.scores.indicators")
    for one, two in (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "质量指标")):
        node = rows.insert(len(rows.rows))
        node.fill({"level1": one, "level2": two, "level3": "三级", "target": "1", "actual": "1"})
    draft.report.bind()
    said = [row[1:3] for row in texts(grid(compose(draft.report).annexes[1])) if row[0] == ""][-5:]
    assert said == [
        ["产出指标", "数量指标"],
        ["效益指标", "社会效益指标"],
        ["产出指标", "数量指标"],
        ["", "质量指标"],
        ["效益指标", "质量指标"],
    ]


def test_an_empty_cell_below_a_kind_of_indicators_was_merged_with_it_where_it_was_copied_from() -> None:
    draft = annexed()
    rows = draft.report.rows("department_evaluation.scores.indicators")
    for one, two in (("产出指标", "数量指标"), ("", "质量指标"), ("", ""), ("满意度指标", "")):
        rows.insert(len(rows.rows)).fill({"level1": one, "level2": two, "level3": "三级", "target": "1", "actual": "1"})
    draft.report.bind()
    made = grid(compose(draft.report).annexes[1])
    last = len(made.rows) - 2
    assert {(last - 2, 1), (last - 1, 1), (last - 1, 2)} <= made.above
    assert not {(last, 1), (last, 2), (last - 2, 2)} & made.above


def test_a_grid_of_many_indicators_repeats_their_head_on_every_page() -> None:
    draft = annexed()
    rows = draft.report.rows("department_evaluation.scores.indicators")
    while len(rows.rows) < 20:
        rows.insert(len(rows.rows)).fill({"level1": "产出指标", "level3": f"第{len(rows.rows)}项", "points": "2"})
    draft.report.bind()
    document = compose(draft.report)
    file = opened(word.content(document))
    at = next(number for number, one in enumerate(file.tables) if one.rows[0].cells[0].text == "部门名称")
    above, below = file.tables[at : at + 2]
    assert len(above.rows) + len(below.rows) == len(grid(document.annexes[1]).rows)
    assert [row.cells[0].text for row in above.rows][-2:] == ["年度总体目标"] * 2
    assert [cell.text for cell in below.rows[0].cells][:2] == ["绩效指标", "一级指标"]
    heads = elements(below._tbl, "w:tr[w:trPr/w:tblHeader]")
    assert heads == [below.rows[0]._tr]
    assert not elements(heads[0], ".//w:vMerge"), "a head that is repeated takes no cell below with it"
    widths = [[column.get(qn("w:w")) for column in elements(one._tbl, "w:tblGrid/w:gridCol")] for one in (above, below)]
    assert widths[0] == widths[1]
    # Nothing but a line without height stands between the two, and it begins a page.
    gap = below._tbl.getprevious()
    assert len(elements(gap, "w:pPr/w:pageBreakBefore")) == 1
    assert (gap.getprevious(), printed(gap), value(gap, "w:pPr/w:spacing", "w:line")) == (above._tbl, "", "20")


def test_the_basic_data_of_many_projects_repeat_their_head_on_every_page() -> None:
    draft = annexed()
    rows = draft.report.rows("basic_data.projects")
    while len(rows.rows) < 60:
        rows.insert(len(rows.rows)).fill({"name": f"第{len(rows.rows)}项", "budget": "2", "actual": "1.5"})
    draft.report.bind()
    tables = opened(word.content(compose(draft.report))).tables
    begun = next(number for number, one in enumerate(tables) if one.rows[0].cells[0].text == "财政供养人员情况")
    above, money, below = tables[begun : begun + 3]
    assert [len(above.rows), money.rows[0].cells[0].text, below.rows[0].cells[0].text] == [
        *(2, "经费控制情况", "楼堂馆所控制情况")
    ]
    assert elements(money._tbl, "w:tr[w:trPr/w:tblHeader]") == [money.rows[0]._tr]
    assert not elements(money._tbl.getprevious(), "w:pPr/w:pageBreakBefore"), "most of the first page is below it"


def test_no_mark_of_a_long_grid_is_lost_on_paper() -> None:
    require("soffice")
    draft = annexed()
    rows = draft.report.rows("department_evaluation.scores.indicators")
    while len(rows.rows) < 40:
        filled = {"level1": "产出指标", "level3": f"第{len(rows.rows)}项", "points": "2", "reason": "目标偏低" * 8}
        rows.insert(len(rows.rows)).fill(filled)
    draft.report.bind()
    document = compose(draft.report)
    assert pdf.make(word.content(document), document).data.startswith(b"%PDF"), "or it would have been refused"


def test_short_stretches_of_a_grid_stay_on_one_page() -> None:
    tables = opened(word.content(compose(annexed().report))).tables
    table = next(one for one in tables if one.rows[0].cells[0].text == "部门名称")
    kept = [bool(elements(row._tr, ".//w:keepNext")) for row in table.rows]
    heads = [number for number, row in enumerate(table.rows) if row.cells[1].text in ("资金", "预期目标", "一级指标")]
    assert [number for number, stays in enumerate(kept) if not stays] == [*(head - 1 for head in heads), len(kept) - 1]


def test_many_projects_are_one_table_where_the_draft_asks_for_it() -> None:
    draft = annexed()
    rows = draft.report.rows("project_evaluations.projects")
    while len(rows.rows) < 300:
        rows.insert(len(rows.rows)).cell("name").raw = f"项目{len(rows.rows)}"
    draft.report.set(draft.report.cell("project_evaluations.layout"), "一张汇总表")
    draft.report.bind()
    document = compose(draft.report)
    assert [annex.mark for annex in document.annexes] == ["附件1", "附件2", "附件3"]
    assert document.annex_lines[-1] == "　　　3.项目支出绩效自评汇总表"
    table = grid(document.annexes[2])
    assert len(table.rows) == 300
    assert [run.text for run in table.rows[0]][:2] == ["档案数字化加工经费", "云漪市档案馆"]
    assert len(opened(word.content(document)).sections) == 4


def test_sheets_on_their_side_are_numbered_where_the_others_are() -> None:
    document = opened(word.content(compose(annexed().report)))
    upright, turned = document.sections[1], document.sections[2]
    for section, inside in ((upright, 0), (turned, 1)):
        for footer in (section.footer, section.even_page_footer):
            assert len(elements(footer.part.element, ".//*[local-name()='bodyPr'][@vert='vert']")) == inside
            assert "PAGE" in "".join(element.text or "" for element in elements(footer.part.element, ".//w:instrText"))
    # The box begins at the edge, where LibreOffice puts it in any case, and its line ends where the others stand.
    (extent,) = elements(turned.footer.part.element, ".//*[local-name()='extent']")
    (odd,) = elements(turned.footer.part.element, ".//w:txbxContent/w:p/w:pPr/w:ind")
    assert {offset.text for offset in elements(turned.footer.part.element, ".//*[local-name()='posOffset']")} == {"0"}
    assert int(extent.get("cx", "0")) // 635 > (upright.footer_distance or 0) // 635
    assert int(extent.get("cy", "0")) == upright.page_width
    assert int(odd.get(qn("w:left"), "0")) == (upright.left_margin or 0) // 635
    assert int(odd.get(qn("w:right"), "0")) > (upright.right_margin or 0) // 635
    # What stands upright behind it has the footers of the others again.
    assert document.sections[3].footer.part is upright.footer.part


def test_the_mark_is_set_in_heiti_at_the_left_and_the_title_centred_two_lines_below() -> None:
    styles = opened(word.content(compose(annexed().report))).styles.element
    mark, title = (f'w:style[@w:styleId="{name}"]' for name in ("AnnexMark", "AnnexTitle"))
    assert value(styles, f"{mark}/w:rPr/w:rFonts", "w:eastAsia") == "黑体"
    assert value(styles, f"{mark}/w:pPr/w:jc") == "left"
    assert value(styles, f"{title}/w:pPr/w:jc") == "center"
    assert value(styles, f"{title}/w:pPr/w:spacing", "w:before") == "579"


def test_markdown_and_text_hold_them_too() -> None:
    document = compose(annexed().report)
    for rendered in (markdown.render(document), plain_text.render(document)):
        for piece in ("附件：1", "附件1", "馆藏档案数字化", "312万页"):
            assert piece in rendered


@pytest.mark.parametrize("name", ["食品安全监管专项经费", "执法经费", "检验" * 30])
def test_a_long_title_of_an_annex_is_parted_at_its_bracket_and_no_character_stands_alone(name: str) -> None:
    draft = annexed()
    draft.report.set(draft.report.cell("project_evaluations.projects.0.name"), name)
    draft.report.bind()
    document = opened(word.content(compose(draft.report)))
    (paragraph,) = [one for one in document.paragraphs if one._p.style == "AnnexTitle" and name in printed(one._p)]
    indents = [int(found.get(qn("w:left"), "0")) for found in elements(paragraph._p, "./w:pPr/w:ind")]
    section = document.sections[3]
    room = ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) // 635
    lines = printed(paragraph._p).split("\n")
    whole = f"项目支出绩效自评表（{name}）"
    assert lines == (["项目支出绩效自评表", f"（{name}）"] if len(whole) * 440 > room else [whole])
    line = (room - 2 * sum(indents)) // 440
    needed = -(-len(lines[-1]) // line)
    assert needed == -(-len(lines[-1]) // (room // 440))
    assert needed == 1 or len(lines[-1]) - (needed - 1) * line > line // 2
    assert bool(indents) == (needed > 1)
