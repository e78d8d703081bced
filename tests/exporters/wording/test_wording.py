"""The standard sentences where a draft leaves something out: no half sentence, no figure lost, none made up."""

from __future__ import annotations

import pytest

from exporters.compose import compose
from exporters.document import Heading, Paragraph, Table
from tests.exporters.drafts import small
from tests.model.drafting import draft


def said(lines: str, about: str) -> list[str]:
    """The paragraphs about ``about`` in the report of 2024 that ``lines`` are."""
    document = compose(draft("[overview]\nyear = 2024\n" + lines).report)
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and about in block.text]


PUBLIC = "general_budget.three_public"


def line(name: str, actual: str) -> str:
    return f'[{PUBLIC}.{name}]\nbudget = {actual}\nactual = {actual}\nreason = "厉行节约。"\n'


def test_what_is_listed_is_numbered_as_it_is_said() -> None:
    none = '"无"'
    assert said(line("reception", none) + line("vehicles", "5") + line("overseas", "2"), "原因是") == [
        "其中：一是公务用车购置及运行维护费支出5万元，与预算持平，原因是：厉行节约。"
        "二是因公出国（境）费支出2万元，与预算持平，原因是：厉行节约。",
        "公务接待费未发生支出，原因是：厉行节约。",
    ]


def test_what_was_budgeted_and_did_not_happen_is_said_so() -> None:
    overseas = line("overseas", "0").replace("budget = 0", "budget = 20").replace("厉行节约", "未派出团组")
    assert said(line("reception", "5") + overseas, "原因是") == [
        "其中：一是公务接待费支出5万元，与预算持平，原因是：厉行节约。"
        "二是未发生因公出国（境）费支出，较预算节约20万元，原因是：未派出团组。"
    ]


def test_the_three_public_expenses_are_set_beside_last_year() -> None:
    lines = line("reception", "5") + "last_year = 6\n" + line("vehicles", "3") + "last_year = 3\n"
    (each,) = said(lines, "原因是")
    assert "公务接待费支出5万元，与预算持平，较上年（6万元）节约1万元，" in each
    assert "公务用车购置及运行维护费支出3万元，与预算持平，与上年（3万元）持平，" in each
    (total,) = said(f"[{PUBLIC}]\nlast_year = 9\nbudget = 8\nactual = 8\n" + lines, "全年实际")
    assert total.endswith("预算执行率为100.00%，与预算持平，较上年（9万元）节约1万元。")


def test_the_total_is_set_beside_last_year_where_its_parts_are() -> None:
    lines = line("reception", "5") + "last_year = 6\n" + line("vehicles", "3") + "last_year = 3\n"
    none = line("overseas", '"无"') + 'last_year = "无"\n'
    (total,) = said(lines + none, "全年实际")
    assert total.endswith("较上年（9万元）节约1万元。")
    (without,) = said(lines, "全年实际")
    assert "上年" not in without, "of an expense of which nothing is known, no sum is made"


def test_one_thing_alone_is_not_numbered() -> None:
    none = '"无"'
    assert said(
        line("reception", none) + line("vehicles", "5") + line("overseas", none), "其中：公务用车购置及运行维护费支"
    ) == ["其中：公务用车购置及运行维护费支出5万元，与预算持平，原因是：厉行节约。"]


def test_a_public_expense_that_is_said_to_be_none_stays_in_the_report() -> None:
    none = '"无"'
    overseas = line("overseas", none).replace('budget = "无"', "budget = 20")
    assert said(line("vehicles", "5") + line("reception", none) + overseas, "未发生") == [
        "公务接待费未发生支出，原因是：厉行节约。",
        "因公出国（境）费预算20万元，未发生支出，原因是：厉行节约。",
    ]


def test_nothing_of_a_list_is_no_half_sentence() -> None:
    assert said(f"[{PUBLIC}]\nactual = 5\n", "其中：公务") == []
    assert said('[assets.book_values]\ndate = "2024-12-31"\n', "截至") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f'[{PUBLIC}]\nbudget = "无"\nactual = "无"\n', "2024年未发生“三公”经费支出。"),
        (f'[{PUBLIC}]\nbudget = 3\nactual = "无"\n', "2024年“三公”经费预算金额为3万元，未发生“三公”经费支出。"),
        ('[general_budget.projects]\nactual = "无"\nlast_year = 8\n', "2024年未发生项目支出，2023年项目支出8万元。"),
        ('[general_budget.projects.public_projects]\ntotal = "无"\n', "2024年未批复公共项目预算。"),
        ('[government_funds]\nbudget = 9\nactual = "无"\n', "2024年政府性基金预算安排9万元，未发生支出。"),
    ],
)
def test_what_the_department_does_not_have_is_said_in_a_sentence(lines: str, expected: str) -> None:
    assert expected in said(lines, "未")


FUND = '[[insurance.funds]]\nname = "工伤保险基金"\n'


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("[assets.totals]\ntotal = 9\nnon_current = 8\n", "资产总量为9万元，其中：非流动资产8万元。固定"),
        ('[assets.totals]\ntotal = 9\ncause = "计提折旧"\n', "净值____。资产变化的主要原因是：计提折旧。"),
        ("[[assets.totals.additions]]\nname = '车辆'\namount = 3\n", "净值____。本年度新增车辆3万元。"),
        (
            '[assets.book_values]\ndate = "2024-12-31"\nfixed.written_off = 7\n',
            "截至2024年12月31日，固定资产累计折旧7万元。",
        ),
        ("[assets.book_values]\nintangible.cost = 7\n", "无形资产原值7万元。"),
        ("[[assets.book_values.additions]]\nname = '车辆'\namount = 3\n", "2024年度新增固定资产车辆3万元。"),
        (
            "[[assets.classes.items]]\nname = '设备'\namount = 3\n",
            "2024年末固定资产基本分类情况如下：设备3万元。",
        ),
        ("[assets.book_values]\nopening_cost = 7\n", "2024年初固定资产原值7万元。"),
        ("[general_budget.basic]\nchange_rate = 3\n", "较2023年决算增长3%。"),
        (FUND + "closing_balance = 3\n", "2024年工伤保险基金年末滚存结余3万元。"),
        (FUND + "city.expenditure = 3\n", "涉及市级资金的支出3万元。"),
        (
            "[[general_budget.projects.reasons]]\ntext = '维修项目'\nlast_year = 3\n",
            "变化的主要原因是：维修项目（上年为3万元）。",
        ),
    ],
)
def test_no_figure_is_lost_since_another_one_is_missing(lines: str, expected: str) -> None:
    (sentence,) = said(lines, expected)
    assert expected in sentence


def test_a_deficit_is_called_one_and_none_is_stated_that_nobody_typed() -> None:
    lines = FUND + "budget_income_total = 3\nbudget_expenditure_total = 5\nfinal_income_total = 3\n"
    lines += "final_expenditure_total = 7\nopening_balance = 1\n"
    (final,) = said(lines, "决算收入")
    assert "本年基金收支" not in final
    (final,) = said(lines + "final_balance = -4\n", "决算收入")
    assert "决算支出合计7万元。本年基金收支缺口4万元。" in final
    (balance,) = said(lines, "年初")
    assert balance == "2024年工伤保险基金年初结余1万元，本年减少4万元，年末滚存缺口3万元。"
    assert said(lines, "预算收支") == []
    (budget,) = said(lines + "budget_balance = -2\n", "预算收支")
    assert budget.endswith("预算支出合计5万元。预算收支缺口2万元。")
    (even,) = said(lines.replace("= 7", "= 3\nfinal_balance = 0"), "决算收入")
    assert "本年基金收支平衡。" in even


def test_a_sum_of_another_scope_is_said_to_be_one() -> None:
    scope = "[general_budget]\nscope = '仅一般公共预算'\n"
    assert said(scope, "本部分") == ["本部分仅含一般公共预算安排的支出，不含政府性基金等其他资金安排的支出。"]
    assert said("[general_budget]\nscope = '与部门整体支出同口径'\n", "本部分") == []
    basic = "[overview.scale]\nbasic = 9\npersonnel = 5\ngeneral = 3\n"
    assert "基本支出9万元，其中：人员经费支出5万元，公用" in said(basic, "主要内容及")[0]
    narrower = basic + "breakdown_scope = '一般公共预算基本支出'\n"
    assert "，其中一般公共预算安排的人员经费支出5万元、公用经费支出3万元；" in said(narrower, "主要内容及")[0]


@pytest.mark.parametrize(("typed", "own"), [("", "我单位"), ("我局", "我局")])
def test_the_department_has_one_name_for_itself(typed: str, own: str) -> None:
    lines = f"short_name = '{typed}'\n[[overview.offices]]\nname = '办公室'\n[assets.disposals]\ntotal = 3\n"
    lines += "[government_funds]\nnone = true\n[state_capital]\nnone = true\n[insurance]\nnone = true\n"
    found = said(lines, own)
    assert [sentence.replace(own, "")[:8] for sentence in found if "资产处置" not in sentence] == [
        "内设机构包括：办",
        "资产总量为___",
        "无政府性基金预算",
        "无国有资本经营预",
        "无社会保险基金预",
    ]
    assert f"资产处置情况。2024年度，{own}处置资产3万元。" in found


def test_a_label_keeps_the_qualifier_that_the_department_gives_it() -> None:
    lines = "[overview.staff]\ncontract = 3\n"
    assert said(lines, "雇员")[0].endswith("年末实有政府雇员及合同制工作人员3人。")
    named = lines + 'contract_name = "政府中高级雇员及合同制工作人员"\n'
    assert said(named, "雇员")[0].endswith("年末实有政府中高级雇员及合同制工作人员3人。")


@pytest.mark.parametrize(
    ("retired", "expected"),
    [
        ("41", "，退休人员41人；一般公共预算财政拨款开支人员64人，包括"),
        ("", "，其中一般公共预算财政拨款开支人员64人，包括"),
    ],
)
def test_who_is_paid_by_the_budget_is_not_told_as_part_of_the_retired(retired: str, expected: str) -> None:
    lines = "[overview.staff]\nserving = 64\nadministrative = 18\npublic_institution = 46\n"
    (sentence,) = said(lines + (f"retired = {retired}\n" if retired else ""), "在职人员64人")
    assert sentence.endswith(f"在职人员64人{expected}行政人员18人、非参公事业人员46人。")


def test_publication_lies_ahead() -> None:
    lines = "[publication]\ndate = '2025-06-30'\nplace = '本局网站'\n"
    assert "拟于2025年6月30日前通过本局网站全文公开" in said(lines, "拟于")[0]


def test_a_name_does_not_run_into_its_figure() -> None:
    item = "[[general_budget.projects.unit_projects.items]]\nname = '政务平台2.0'\namount = 186\n"
    (sentence,) = said("[general_budget.projects.unit_projects]\ntotal = 200\n" + item, "政务平台")
    assert "：政务平台2.0为186万元。" in sentence


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("812500.01", "较预算增加0.01万元；较"), ("812500", "基本支出与预算持平；较"), ("0", "，下降100.00%；")],
)
def test_no_rate_stands_beside_a_change_of_nothing(actual: str, expected: str) -> None:
    basic = f"[general_budget.basic]\nbudget = 812500\npersonnel = {actual}\ngeneral = 0\nlast_year = 5\n"
    (sentence,) = said(basic, "基本支出预算批复")
    assert expected in sentence


PROJECTS = "[general_budget.projects]\nactual = {}\nlast_year = {}\n"
REASON = "[[general_budget.projects.reasons]]\ntext = '{}'\nthis_year = {}\nlast_year = {}\n"


@pytest.mark.parametrize(
    ("actual", "last_year", "expected"),
    [
        (9, 5, "较2023年项目支出5万元增加4万元，增长80.00%。变化的主要原因是：一是会务由上年的"),
        (5, 9, "较2023年项目支出9万元减少4万元，下降44.44%。变化的主要原因是：一是会务由上年的"),
        (5, 5, "与2023年项目支出5万元持平。变化的主要原因是：一是会务由上年的"),
    ],
)
def test_reasons_that_go_both_ways_are_those_of_a_change(actual: int, last_year: int, expected: str) -> None:
    reasons = REASON.format("会务", 3, 1) + REASON.format("维修", 1, 3) + REASON.format("网络", 2, 2)
    (sentence,) = said(PROJECTS.format(actual, last_year) + reasons, "主要原因")
    assert expected in sentence
    assert "会务由上年的1万元增加至3万元，增加2万元；二是维修由上年的3万元减少至1万元" in sentence
    assert sentence.endswith("三是网络2万元，与上年的2万元持平。")


@pytest.mark.parametrize(
    ("actual", "last_year", "this", "last", "expected"),
    [
        (9, 5, 3, 1, "增加的主要原因是：会务由上年的"),
        (5, 9, 1, 3, "减少的主要原因是：会务由上年的"),
        (9, 5, 1, 3, "变化的主要原因是：会务由上年的"),
    ],
)
def test_the_direction_of_a_change_is_said_where_every_reason_has_it(
    actual: int, last_year: int, this: int, last: int, expected: str
) -> None:
    (sentence,) = said(PROJECTS.format(actual, last_year) + REASON.format("会务", this, last), "主要原因")
    assert expected in sentence


def test_a_reason_that_tells_what_happened_is_set_off_from_its_amounts() -> None:
    reasons = REASON.format("补贴户数减少", 3, 4) + REASON.format("抚恤标准提高", 5, 3)
    (sentence,) = said(PROJECTS.format(9, 8) + reasons, "主要原因")
    assert "一是补贴户数减少，由上年的4万元减少至3万元，减少1万元；二是抚恤标准提高，由上年的3万元增加至" in sentence


@pytest.mark.parametrize(
    ("last_year", "expected"),
    [
        (5, "总资产较上年年末5万元增加2万元，增长40.00%，增加的主要原因是：购置设备。"),
        (7, "总资产与上年年末7万元持平，主要原因是：购置设备。"),
        (9, "总资产较上年年末9万元减少2万元，下降22.22%，减少的主要原因是：购置设备。"),
    ],
)
def test_the_cause_of_a_change_of_assets_is_that_of_its_direction(last_year: int, expected: str) -> None:
    assert said(f"[assets.totals]\ntotal = 7\nlast_year = {last_year}\ncause = '购置设备'\n", expected)


def test_a_heading_of_the_outline_goes_where_nothing_stands_below_it() -> None:
    lines = "[assets]\nmanagement = '统一登记'\nperformance = '全部在用'\n[[publication.uses]]\nheading = '督促整改'\n"
    texts = [b.text for b in compose(draft(lines).report).blocks if isinstance(b, Heading)]
    at = texts.index("1.资产配置、管理、处置情况")
    assert texts[at + 1] == "2.资产绩效情况"
    assert "1.督促整改" in texts, "what was typed stays"
    assert "（一）部门基本情况" in texts
    assert not [text for text in texts if text.endswith("项目资金安排落实、总投入等情况分析")]


def test_figures_are_quoted_in_every_running_text() -> None:
    lines = line("vehicles", "5").replace("厉行节约。", "占{三公经费决算数}的大部分。\\n其次是车辆老旧")
    (sentence,) = said(f"[{PUBLIC}]\nactual = 7.62\n" + lines, "原因是")
    assert sentence.endswith("原因是：占7.62万元的大部分。其次是车辆老旧。")
    goals = "[department_evaluation]\nincluded = true\n[department_evaluation.goals]\n"
    read = draft(f"[{PUBLIC}]\nactual = 7.62\n" + goals + 'expected = "控制在{三公经费决算数}以内\\n不超支"\n')
    (annex,) = compose(read.report).annexes
    (table,) = [block for block in annex.blocks if isinstance(block, Table)]
    assert "控制在7.62万元以内\n不超支" in [run.text for row in table.rows for run in row]


def test_a_heading_brings_no_number_and_no_stop_along() -> None:
    typed = (
        "（二）强化预算控制。",
        "2.强化预算控制：",
        "二、强化预算控制",
        "2.5亿元专项",
        "一、二级机构管理",
        "（）",
        "规范A、二、C",
        "（一）一是健全制度",
    )
    measures = "".join([f"[[implementation.measures]]\nheading = '{heading}'\ntext = '略'\n" for heading in typed])
    blocks = compose(draft(measures).report).blocks
    titles = [block.title for block in blocks if isinstance(block, Heading) and block.level == 2]
    assert titles[4:12] == [
        *["强化预算控制"] * 3,
        *("2.5亿元专项", "一、二级机构管理", "（）", "规范A、二、C", "健全制度"),
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("完成100%", "完成100%。"),
        ("他说：“已经完成。”", "他说：“已经完成。”"),
        ("（详见附件。）", "（详见附件。）"),
        ("（详见附件）", "（详见附件）。"),
        ("执行《预算法》", "执行《预算法》。"),
        ("面积12㎡", "面积12㎡。"),
        ("包括：", "包括："),
        ("为什么？", "为什么？"),
    ],
)
def test_a_paragraph_ends_in_one_stop(typed: str, expected: str) -> None:
    assert said(f"duties = '{typed}'\n", typed) == [expected]


def test_a_row_in_which_nothing_is_filled_says_nothing() -> None:
    offices = "[[overview.offices]]\nname = '办公室'\n[[overview.offices]]\n[[overview.offices]]\nname = '财务科'\n"
    themes = "[[performance.themes]]\n[[performance.themes]]\nheading = '稳就业'\ntext = '略'\n"
    document = compose(draft("[overview]\nunit = '人社局'\n" + offices + themes).report)
    texts = [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]
    assert "我单位内设机构包括：办公室、财务科。" in texts
    assert "（一）稳就业" in texts
    nothing = compose(draft("[overview]\nunit = '人社局'\n[[overview.offices]]\n").report)
    assert not [b for b in nothing.blocks if isinstance(b, Paragraph) and "内设机构" in b.text]


def test_a_table_without_a_figure_is_left_out() -> None:
    none = f'tables = true\n[{PUBLIC}]\nactual = "无"\n[assets.disposals]\ntotal = "无"\n'
    read = draft("[overview]\nyear = 2024\n" + none)
    assert not [block for block in compose(read.report).blocks if isinstance(block, Table)]
    report = small().report
    report.root.parts["overview"].cell("tables").raw = "是"  # type: ignore[union-attr]
    assert [block for block in compose(report).blocks if isinstance(block, Table)]


def test_amounts_keep_the_digits_that_were_typed_and_none_is_more_exact_than_they() -> None:
    (sentence,) = said(f"[{PUBLIC}]\nbudget = 8.20\nactual = 7.6\n", "全年实际发生")
    assert "预算金额为8.20万元" in sentence
    assert "“三公”经费7.6万元" in sentence
    assert "较预算节约0.60万元" in sentence
    (sentence,) = said(f"[{PUBLIC}]\nbudget = 9\nactual = 7\n", "全年实际发生")
    assert "经费7万元，预算执行率为77.78%，较预算节约2万元" in sentence


def test_amounts_in_typed_texts_get_the_separators_of_all_others() -> None:
    typed = "2024年按财预〔2024〕1101号拨付1286.35万元（1,286元/人），占1200.5%，每年1000至2000万元，培训2160人次"
    (sentence,) = said(f"duties = '{typed}'\n", "拨付")
    assert sentence == typed.replace("1286.35", "1,286.35").replace("1000至2000", "1,000至2,000") + "。"
    assert said("duties = '2024元旦起每户1500元'\n", "元旦") == ["2024元旦起每户1,500元。"]
    item = "[[general_budget.projects.unit_projects.items]]\nname = '水毁修复'\namount = 1.5\n"
    (sentence,) = said(item + "remark = '另有上级资金36119.8万元'\nuse = '补助1200元的农户'\n", "水毁修复")
    assert "水毁修复（另有上级资金36,119.8万元）批复1.5万元，主要用于补助1,200元的农户" in sentence


def test_a_run_of_digits_too_long_for_an_amount_stays_as_it_was_typed() -> None:
    typed = f"拨付{'7' * 16_000}万元"
    assert said(f"duties = '{typed}'\n", "拨付") == [typed + "。"]
    assert said(f"duties = '拨付{'7' * 15}万元'\n", "拨付") == [f"拨付{',777' * 5}万元。".replace(",", "", 1)]


def test_a_list_of_the_main_projects_does_not_end_in_etcetera_behind_a_rate() -> None:
    lines = "[general_budget.projects.unit_projects]\ntotal = 9\n{}"
    item = "[[general_budget.projects.unit_projects.items]]\nname = '水毁修复'\namount = 5\nrate = 98.2\n"
    (main,) = said(lines.format("") + item, "水毁修复")
    assert main.endswith("主要项目内容有：水毁修复5万元，执行率98.2%。")
    (whole,) = said(lines.format("complete = true\n") + item, "水毁修复")
    assert whole.endswith("，具体为：水毁修复5万元，执行率98.2%。")


def test_a_paragraph_says_its_amounts_in_one_unit() -> None:
    scale = "[overview.scale]\ntotal = '17.97亿元'\nlast_year = 170200.5\nbasic = '5.972335亿元'\n"
    (sentence,) = said(scale, "经费支出总额")
    assert "总额为179,700万元，较上年170,200.5万元增加9,499.5万元" in sentence
    assert "基本支出59,723.35万元" in sentence
    (alone,) = said("[overview.scale]\ntotal = '17.97亿元'\n", "经费支出总额")
    assert "总额为17.97亿元" in alone


def test_a_cause_that_has_gone_is_not_said_to_come_to_nought_point_nought() -> None:
    projects = "[general_budget.projects]\nactual = 5\nlast_year = 9\n"
    reason = "[[general_budget.projects.reasons]]\ntext = '水毁修复'\nthis_year = 0\nlast_year = 4\n"
    (sentence,) = said(projects + reason, "主要原因")
    assert sentence.endswith("水毁修复由上年的4万元减少至零。")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (f"[{PUBLIC}.details]\nreceptions = 0\nguests = 0\n", "全年未发生国内公务接待。"),
        (f"[{PUBLIC}.details]\ntrips = 0\ntravellers = 0\n", "全年未组织因公出国（境）团组。"),
        (f"[{PUBLIC}.details]\nbought = 0\n", "未购置公务用车。"),
        (
            f"[{PUBLIC}.details.purchase]\nbudget = 0\nactual = 0\nlast_year = 18\n",
            "未发生公务用车购置费支出，上年为18万元。",
        ),
        (
            f"[{PUBLIC}.details.purchase]\nbudget = 36\nactual = 35.6\nlast_year = 0\n[{PUBLIC}.details]\nbought = 2\n",
            "公务用车购置费预算36万元，支出35.6万元，上年未发生，购置公务用车2辆。",
        ),
    ],
)
def test_what_came_to_nothing_is_said_not_to_have_happened(lines: str, expected: str) -> None:
    assert said(f"[{PUBLIC}]\nbudget = 9\nactual = 9\n" + lines, expected.rstrip("。").rpartition("，")[2]) == [
        expected
    ]


def test_why_an_expense_did_not_happen_is_said() -> None:
    lines = f'[{PUBLIC}]\nactual = "无"\n[{PUBLIC}.overseas]\nactual = "无"\nreason = "计划取消"\n'
    assert said(lines, "计划取消") == ["2024年未发生“三公”经费支出。因公出国（境）费未发生的原因是：计划取消。"]


@pytest.mark.parametrize(
    ("last_year", "expected"),
    [
        (5, "增加的主要原因是：购置设备，其中车辆1万元。"),
        (9, "减少的主要原因是：购置设备，本年度新增车辆1万元。"),
        (7, "主要原因是：购置设备，本年度新增车辆1万元。"),
    ],
)
def test_what_was_bought_is_part_of_an_increase_only(last_year: int, expected: str) -> None:
    totals = f"[assets.totals]\ntotal = 7\nlast_year = {last_year}\ncause = '购置设备'\n"
    (sentence,) = said(totals + "[[assets.totals.additions]]\nname = '车辆'\namount = 1\n", "购置设备")
    assert sentence.endswith(expected)


def test_the_carry_over_of_a_fund_is_none_of_its_income() -> None:
    funds = "[government_funds]\nincome = 8\nopening = 4\n[[government_funds.incomes]]\nname = '出让收入'\namount = 8\n"
    assert said(funds, "预算收入") == ["2024年政府性基金预算收入8万元，其中：出让收入8万元；上年结转4万元。"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["无"], "我局无下属二级机构。"),
        (["没有"], "我局无下属二级机构。"),
        (["甲站"], "我局二级机构包括：甲站。"),
        (["无", "甲站"], "我局二级机构包括：无、甲站。"),
    ],
)
def test_a_list_whose_one_row_is_none_says_so(names: list[str], expected: str) -> None:
    rows = "".join(f"[[overview.subordinates]]\nname = '{name}'\n" for name in names)
    assert said(f"short_name = '我局'\n{rows}", "二级机构") == [expected]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("主要是人员调资。", "增减变化主要是人员调资。"),
        ("与上年基本持平", "与上年基本持平。"),
        ("增加的原因是人员调资", "增加的原因是人员调资。"),
    ],
)
def test_a_bare_reason_says_of_what_it_is_the_reason(typed: str, expected: str) -> None:
    about = expected[-5:]
    assert said(f"[general_budget.basic]\nbudget = 1\ncomment = '{typed}'\n", about) == [expected]


def test_where_one_kind_is_all_of_the_staff_the_sentence_says_so() -> None:
    staff = "[overview.staff]\nserving = 64\npublic_institution = {}\ncivil_servant_managed = {}\n"
    (sentence,) = said(staff.format(64, "'无'"), "拨款开支人员")
    assert "一般公共预算财政拨款开支人员64人，均为非参公事业人员64人" in sentence
    (sentence,) = said(staff.format(60, 4), "拨款开支人员")
    assert "64人，包括参照公务员管理人员4人、非参公事业人员60人" in sentence


def test_a_part_of_zero_is_told_where_the_clerk_wrote_it_and_not_where_a_workbook_brought_it() -> None:
    scale = "[overview.scale]\nbasic = 70\nproject = 30\nremitted = 0\n"
    brought = (
        "[[sources]]\npath = 'overview.scale.remitted'\nfile = '决算.xlsx'\nsheet = '支出'\ncell = 'F4'\nvalue = '{}'\n"
    )
    (typed,) = said(scale, "支出总额为100万元")
    assert typed.endswith("；上缴上级支出0万元，占总支出的0.00%。")
    (left_out,) = said(scale + brought.format("0"), "支出总额为100万元")
    assert left_out == typed.replace("；上缴上级支出0万元，占总支出的0.00%", "")
    assert said(scale + brought.format("5"), "支出总额为100万元") == [typed], "the clerk wrote zero over it"
    fund = "[government_funds]\nactual = 0\ncarried_over = 0\n" + brought.format("0").replace(
        "overview.scale.remitted", "government_funds.actual"
    )
    assert said(fund, "政府性基金预算") == ["我单位无政府性基金预算支出。"], "no part of anything: it is all there is"


FUNDS = "[government_funds]\n"


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        ("budget = 0\nactual = 0\ncarried_over = 0\n", ["我单位无政府性基金预算支出。"]),
        ('budget = "无"\nactual = 0.00\n', ["我单位无政府性基金预算支出。"]),
        ("none = false\nopening = 0\nincome = 0\n", ["我单位无政府性基金预算支出。"]),
        ("budget = 100\nactual = 0\n", ["2024年政府性基金预算安排100万元，未发生支出。"]),
        (
            'budget = 0\nactual = 0\ntext = "政府性基金项目未启动。"\n',
            ["2024年政府性基金预算安排0万元，未发生支出。", "政府性基金项目未启动。"],
        ),
        ("budget = 0\nactual = 12\n", ["2024年政府性基金预算安排0万元，支出12万元。"]),
    ],
)
def test_of_a_budget_of_its_own_with_noughts_alone_it_is_said_that_there_is_none(
    lines: str, sentences: list[str]
) -> None:
    assert said(FUNDS + lines, "政府性基金") == sentences
