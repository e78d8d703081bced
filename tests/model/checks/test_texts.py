"""What stands twice in a row in a text is found wherever it stands, and only that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks.checker import Checker
from model.checks.rules.carried_over import marks
from model.editing.session import Session
from model.report.report import Report
from tests.model.drafting import codes, draft, findings

DUTIES = "overview.duties"


def doubled(text: str) -> bool:
    report = Report()
    report.cell(DUTIES).raw = text
    report.bind()
    return any(finding.code == "doubled" and DUTIES in finding.fields for finding in Checker(report).findings())


@given(
    st.text("工作的了，。", max_size=40), st.text("工作局厅院", min_size=2, max_size=8), st.text("省市县", max_size=12)
)
def test_what_stands_twice_in_a_row_is_never_passed_over(before: str, twice: str, after: str) -> None:
    assert doubled(before + twice * 2 + after)


def test_a_mark_that_comes_again_before_it_hides_nothing() -> None:
    assert doubled("。作。作作作作")


@given(st.permutations("甲乙丙丁戊己庚辛壬癸"))
def test_what_stands_once_is_let_be(marks: list[str]) -> None:
    assert not doubled("".join(marks))


BASIC = (
    "[overview]\nyear = 2024\n[overview.scale]\nbasic = 1286.35\n"
    "[general_budget.basic]\nlast_year = 1251.18\npersonnel = 1098.20\ngeneral = 188.15\n"
    "actual = 1286.35\n"
)
COMMENT = "general_budget.basic.comment"


def told_of(text: str) -> tuple[Session, set[str]]:
    """The small draft with ``text`` as the comment on its basic expenditure, and the codes of what is told of that.

    That a comment repeats the sentence before it is another matter.
    """
    edited = Session(draft(BASIC))
    edited.type(edited.report.cell(COMMENT), text)
    told = {found.code for found in edited.checker.findings() if found.fields[:1] == (COMMENT,)}
    return edited, told - {"said_again"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("较上年减少主要是社会保险缴费基数上调。", True),
        ("较上年增加主要是社会保险缴费基数上调。", False),
        ("较上年减少主要是压减公用经费；较预算减少主要是干部调出。", True),
        ("较上年增加主要是基数上调；较预算减少主要是干部调出。", False),
        ("较上年增加主要是基数上调；较预算增加主要是干部调入。", True),
        ("减少的主要原因是人员调出。", False),
        ("支出较上年减少，主要是人员调出。", True),
        ("公用经费较上年减少，人员经费增加。", False),
        ("人员经费增加较多，支出较上年减少是因压减公用经费。", False),
        ("较上年减少的是公用经费，较上年增加的是人员经费。", False),
        ("人员调出。较上年减少主要是公用经费压减。", False),
        ("支出较上年减少的有2个股室。", False),
    ],
)
def test_more_or_less_said_of_it_all_goes_the_way_of_the_change_beside_it(text: str, told: bool) -> None:
    edited = Session(draft(BASIC + "budget = 1300.22\n"))
    edited.type(edited.report.cell(COMMENT), text)
    assert ("other_direction" in {found.code for found in edited.checker.findings()}) is told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("接待批次增加，费用较上年增加", True),
        ("接待批次减少，费用较上年减少", False),
        ("接待批次减少，费用较上年增加", False),
        ("接待批次增加，费用增加", True),
        ("接待批次增加", False),
        ("单批费用较上年增加", False),
    ],
)
def test_a_reason_for_less_does_not_say_that_there_was_more(reason: str, told: bool) -> None:
    line = "[general_budget.three_public.reception]\nbudget = 4\nactual = 3.26\nlast_year = 3.65\n"
    assert ("other_direction" in codes(f'{line}reason = "{reason}"\n')) is told


@pytest.mark.parametrize(
    ("cause", "told"),
    [("新购设备，资产增加", True), ("计提折旧，资产减少", False), ("流动资产增加", False), ("新购设备", False)],
)
def test_a_cause_says_what_the_assets_did(cause: str, told: bool) -> None:
    assets = "[assets.totals]\ntotal = 2271.26\nlast_year = 2318.60\n"
    assert ("other_direction" in codes(f'{assets}cause = "{cause}"\n')) is told


def test_a_result_told_of_last_year_is_a_year_left_in_and_hides_no_other_slip() -> None:
    edited, codes = told_of("2023年度基本支出1286.35万元，较上年减少35.17万元，下降2.81%，主要是晋级晋档。")
    assert codes == {"last_year_left", "quoted_in_text"}
    (left,) = (found for found in edited.checker.findings() if found.code == "last_year_left")
    (repair,) = edited.checker.repairs(left)
    assert repair.raw.startswith("2024年度基本支出1286.35万元，")
    assert told_of("2023年我局支出有所增长，较上年增长2.81%。")[1] == {"last_year_left"}


@pytest.mark.parametrize(
    "text",
    [
        "2023年度基本支出1251.18万元，较上年减少35.17万元，下降2.73%。",
        "2022年基本支出较上年增长5.10%。2023年基本支出较上年增长2.10%。",
        "2023年基本支出较上年增长2.10%。2024年基本支出较上年增长2.81%。",
    ],
)
def test_what_is_told_of_last_year_as_such_is_let_be(text: str) -> None:
    assert not told_of(text)[1]


@pytest.mark.parametrize(
    ("text", "near"), [("年末{，共三件", "年末{，共三件"), ("共三}件", "共三}件"), ("共{}件", "共{}件")]
)
def test_a_brace_that_quotes_nothing_is_told_with_its_place(text: str, near: str) -> None:
    edited, codes = told_of(text)
    assert codes == {"unknown_reference"}
    (found,) = (found for found in edited.checker.findings() if found.code == "unknown_reference")
    assert found.severity == "error"
    assert f"“{near}”多了一个" in found.message


def test_a_brace_around_a_name_is_let_be() -> None:
    assert not told_of("较上年增加{general_budget.basic.change}。")[1]


PLAN = '[overview]\nyear = 2025\n[[{}]]\nheading = "细化项目"\ntext = "编制{}年部门预算时，将细化项目。"\n'


def test_a_budget_that_the_next_steps_are_to_make_is_not_that_of_the_report() -> None:
    assert "plan_of_this_year" in codes(PLAN.format("improvements.measures", 2025))
    assert "plan_of_this_year" not in codes(PLAN.format("improvements.measures", 2026))
    assert "plan_of_this_year" not in codes(PLAN.format("implementation.measures", 2025))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("自评结果作为2025年预算安排的重要依据。", True),
        ("自评结果与2025年部门预算编制挂钩。", True),
        ("自评结果作为编制2025年预算的参考。", True),
        ("自评结果作为2026年预算安排的重要依据。", False),
        ("2025年预算安排120万元，已按规定公开。", False),
        ("2025年部门预算与部门决算一并公开。", False),
    ],
)
def test_results_serve_a_later_budget_than_that_of_the_report(text: str, told: bool) -> None:
    assert ("plan_of_this_year" in codes(f'[overview]\nyear = 2025\n[publication]\nintro = "{text}"\n')) is told


@pytest.mark.parametrize(
    "text",
    [
        "2025年，我局完成各项任务。",
        "2025年度我局新增就业1.2万人，较上年增长5%。",
        "2025年，我局以优服务为主线，较好完成年度目标任务，资金发挥了应有效益。",
        "2024年任务艰巨。截至2025年12月31日，支出{支出总额}。",
    ],
)
def test_a_result_of_the_year_to_come_is_a_year_left_in(text: str) -> None:
    edited = Session(draft(f'[overview]\nyear = 2024\nscale.total = 120\n[performance]\nlead = "{text}"\n'))
    (left,) = (found for found in edited.checker.findings() if found.code == "next_year_left")
    assert left.severity == "warning"
    (repair,) = edited.checker.repairs(left)
    assert repair.raw == text.replace("2025", "2024")


@pytest.mark.parametrize(
    "text",
    [
        "2025年，我局将完成各项任务。",
        "2025年部门预算安排120万元。",
        "2025年3月完成自评。",
        "2025年全面完成整改。",
        "2025年我局计划新增就业1万人。",
        "2025年，我局将较好完成年度目标任务。",
        "2025年，我局要以优服务为主线，全面完成年度目标任务。",
        "2025年，确保全面完成年度目标任务。",
        "2025年，我局按目标任务推进，完成时限不变。",
        "2024年完成一期，2025年完成二期。",
        "2024年完成一期。2025年，完成二期。",
        "项目于2025年完成验收。",
        "2025年底前全部建成。",
        "截至2025年底，全部完成整改。",
    ],
)
def test_what_the_year_to_come_may_bring_is_let_be(text: str) -> None:
    assert "next_year_left" not in codes(f'[overview]\nyear = 2024\n[performance]\nlead = "{text}"\n')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2025年共实施政府采购项目13个，采购金额198.60万元。", True),
        ("制度健全。2025年共开展监督检查4次。", True),
        ("2024年共实施政府采购项目13个，采购金额198.60万元。", False),
        ("2025年计划共实施政府采购项目13个。", False),
        ("2025年将共实施政府采购项目13个。", False),
        ("2025年实施新制度3项。", False),
        ("2025年3月共开展自评13次。", False),
    ],
)
def test_how_many_there_were_in_all_is_not_told_of_the_year_to_come(text: str, told: bool) -> None:
    measure = f'[overview]\nyear = 2024\n[[implementation.measures]]\nheading = "项目管理"\ntext = "{text}"\n'
    assert ("next_year_left" in codes(measure)) is told
    step = f'[overview]\nyear = 2024\n[[improvements.measures]]\nheading = "项目管理"\ntext = "{text}"\n'
    assert "next_year_left" not in codes(step)


def test_next_steps_are_of_the_year_to_come() -> None:
    step = '[overview]\nyear = 2024\n[improvements]\nlead = "2025年，全部完成。"\n'
    assert "next_year_left" not in codes(step)


def test_a_balance_in_the_text_on_a_fund_is_held_to_the_field_beside_it() -> None:
    fund = "[overview]\nyear = 2024\n[government_funds]\nbudget = 2000\nactual = 1850\ncarried_over = 150\n"
    assert "quoted_in_text" in codes(fund + 'text = "2024年支出1850万元，年末结转105万元。"\n')
    for right in ("年末结转150万元。", "其中水利项目年末结转105万元。", "2023年年末结转105万元。"):
        assert "quoted_in_text" not in codes(fund + f'text = "{right}"\n')


PROJECT = (
    '[overview]\nyear = 2025\n[[general_budget.projects.unit_projects.items]]\nname = "{}"\namount = 2000\nuse = "{}"\n'
)


@pytest.mark.parametrize(
    ("name", "use", "told"),
    [
        ("基本公共卫生服务", "58.50", True),
        ("基本公共卫生服务", "140.92 / 4.53", True),
        ("基本公共卫生服务", "（19.81）", True),
        ("基本公共卫生服务", "（见附件2）", False),
        ("1200", "疾病防控", True),
        ("12.50万元", "疾病防控", True),
        ("基本公共卫生服务12.50万元", "疾病防控", True),
        ("基本公共卫生服务12.50", "疾病防控", True),
        ("政务平台2.0", "疾病防控", False),
        ("5G专网项目1200", "疾病防控", False),
        ("批量项目1000", "疾病防控", False),
        ("基本公共卫生服务2025", "疾病防控", False),
        ("国省干线G240改造", "疾病防控", False),
        ("基本公共卫生服务", "20人", False),
        ("基本公共卫生服务", "疾病防控100次", False),
    ],
)
def test_figures_where_words_are_asked_for_are_told(name: str, use: str, told: bool) -> None:
    assert ("figure_for_words" in codes(PROJECT.format(name, use))) is told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("压减出车，原因是推行网上审批。", True),
        ("压减出车，主要原因为推行网上审批。", True),
        ("原因是压减出车，推行网上审批。", False),
        ("压减出车。接待增加，原因是检查增多。", False),
    ],
)
def test_a_reason_does_not_lead_in_a_reason_again(reason: str, told: bool) -> None:
    lines = f'[general_budget.three_public.reception]\nbudget = 6\nactual = 4.35\nreason = "{reason}"\n'
    assert ("reason_again" in codes(lines)) is told


def test_a_single_amount_in_a_coarser_unit_than_those_beside_it_is_told() -> None:
    lines = "[overview.scale]\nbasic = 985.22\nproject = {}\n"
    assert "coarse_unit" in codes(lines.format("'0.21亿元'"))
    assert "coarse_unit" not in codes(lines.format("'0.206540亿元'"))
    assert "coarse_unit" not in codes(lines.format("'20.65亿元'"))
    assert "coarse_unit" not in codes(lines.format("2065.40"))


BUDGET = (
    "[overview.scale]\nbasic = 452.18\nproject = 179.10\n[overview.scale.execution]\noriginal = 612.40\n"
    "adjusted = 648\n"
    "[[overview.scale.economic.items]]\nname = '工资福利支出'\namount = 371.20\n"
    "[[general_budget.projects.unit_projects.items]]\nname = '甲作业'\namount = '80.00'\nexecuted = '78.20'\n"
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("年中追加35.60万元，占年初预算的5.18%", ("warning", "35.60万元是年初预算612.40万元的5.81%")),
        ("工资福利支出371.20万元，占总支出的58.08%", ("warning", "371.20万元是总支出631.28万元的58.80%")),
        ("丙作业78.20万元，预算80万元，执行率97.57%", ("warning", "78.20万元是预算80.00万元的97.75%")),
        ("年中追加35.60万元，占年初预算的9%", ("info", "35.60万元是年初预算612.40万元的6%")),
        ("年中追加35.60万元，占年初预算的5.81%", None),
        ("年中追加35.60万元，占年初预算的5.8%", None),
        ("乙作业78.20万元，预算79.6万元，执行率98.24%", None),
        ("该项目年中追加35.60万元，占年初预算的5.18%", None),
        ("石桥村追加31.60万元，占年初预算的5.18%", None),
    ],
)
def test_a_percentage_of_a_base_that_the_sentence_names(text: str, said: tuple[str, str] | None) -> None:
    lines = f"{BUDGET}[[problems.problems]]\nheading = '预算不细'\ntext = '{text}。'\n"
    found = [one for one in findings(lines) if one.code == "ratio_in_text"]
    assert [(one.severity, said[1] in one.message) for one in found if said] == ([(said[0], True)] if said else [])
    assert len(found) == bool(said)


def test_the_numbers_of_texts_that_nothing_is_compared_with_are_listed() -> None:
    text = "支出631.28万元，4个项目全年支付631.28万元，培训12期，满意度90%以上；年中追加35.60万元，占年初预算的5.81%。"
    lines = f"{BUDGET}[performance]\nlead = '{text}'\n"
    assert [one.words for one in Checker(draft(lines).report).unread()] == ["4个", "培训12期"]


def test_a_reference_to_a_project_under_its_old_name_is_put_right_by_key() -> None:
    lines = "[[general_budget.projects.unit_projects.items]]\nname = '信息化建设项目'\namount = 298.73\n"
    edited = Session(draft(lines + "[implementation]\nlead = '安排{信息化建设批复金额}万元。'\n"))
    (found,) = (one for one in edited.checker.findings() if one.code == "unknown_reference")
    (repair,) = edited.checker.repairs(found)
    edited.type(repair.cell, repair.raw)
    assert "unknown_reference" not in {one.code for one in edited.checker.findings()}


def test_texts_of_an_annex_that_is_left_out_need_no_confirming() -> None:
    edited = Session(draft("[department_evaluation]\nincluded = true\ngoals.expected = '保障群众健康'\n"))
    cell = edited.report.cell("department_evaluation.goals.expected")
    for mark in marks([cell]):
        edited.insert("to_review", 0, mark)
    included = edited.report.cell("department_evaluation.included")
    told = []
    for answer in ("否", "是"):
        edited.type(included, answer)
        told.append(any(one.code == "to_review" for one in edited.checker.findings()))
    assert told == [False, True]


PUBLIC = (
    "[overview]\nstaff.serving = 92\n[general_budget.three_public]\nreception = {budget = 6.50, actual = 5.12}\n"
    "vehicles = {budget = 18.00, actual = 16.34}\noverseas = {budget = 0, actual = 0}\n"
)


def lead(text: str) -> tuple[Session, list[tuple[str, str]]]:
    """The small draft with ``text`` before the themes of section eight, and what is told of it: codes and messages."""
    edited = Session(draft(f"{PUBLIC}[performance]\nlead = '{text}'\n"))
    told = [one for one in edited.checker.findings() if one.code in ("doubled", "quoted_in_text")]
    return edited, [(one.code, one.message) for one in told]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("三公经费决算{三公经费决算数}万元。", "三公经费决算{三公经费决算数}。"),
        ("三公经费决算{三公经费决算数} 元，控制较好。", "三公经费决算{三公经费决算数} ，控制较好。"),
        ("完成预算的{三公经费预算执行率}％。", "完成预算的{三公经费预算执行率}。"),
        ("在职{在职人数}人。", "在职{在职人数}。"),
    ],
)
def test_the_unit_of_a_quoted_figure_is_printed_once(text: str, right: str) -> None:
    edited, told = lead(text)
    assert [code for code, _ in told] == ["doubled"]
    (found,) = (one for one in edited.checker.findings() if one.code == "doubled")
    (repair,) = edited.checker.repairs(found)
    edited.type(repair.cell, repair.raw)
    assert repair.cell.raw == right
    assert "doubled" not in {one.code for one in edited.checker.findings()}


@pytest.mark.parametrize(
    "text",
    [
        "三公经费决算{三公经费决算数}，元旦前拨付。",
        "在职{在职人数}人员编制从严。",
        "三公经费{三公经费决算数}个百分点。",
    ],
)
def test_words_behind_a_quoted_figure_that_are_not_its_unit_are_let_be(text: str) -> None:
    assert lead(text)[1] == []


@pytest.mark.parametrize("quote", ["三公经费公务接待费预算数", "三公经费公务接待费决算数"])
def test_a_part_quoted_behind_the_name_of_the_whole_is_told_and_put_right(quote: str) -> None:
    edited, told = lead(f"三公经费决算数{{{quote}}}。")
    assert len(told) == 1
    assert "花括号里引用的是另一栏" in told[0][1]
    (found,) = (one for one in edited.checker.findings() if one.code == "quoted_in_text")
    (repair,) = edited.checker.repairs(found)
    assert repair.raw == "三公经费决算数{三公经费决算数}。"


@pytest.mark.parametrize("words", ["三公经费中公务接待费", "三公经费用于公务接待", "三公经费（公务接待费）"])
def test_a_part_quoted_behind_its_own_name_is_let_be(words: str) -> None:
    assert lead(f"{words}{{三公经费公务接待费决算数}}。")[1] == []
