"""What is well said raises nothing: a warning that is wrong teaches the clerk to pass over those that are right."""

from __future__ import annotations

import pytest

from model.editing.session import Session
from tests.model.drafting import REFERENCE, codes, draft, session

WORDS = {"placeholder", "doubled", "last_year_left", "unit_name", "unknown_reference"}


def said(text: str, unit: str = "长沙市财政局") -> set[str]:
    """The codes of what is said of ``text`` as the lead of section eight, in a report of 2022."""
    return WORDS & codes(f'[overview]\nunit = "{unit}"\nyear = 2022\n[performance]\nlead = """{text}"""\n')


@pytest.mark.parametrize(
    "text",
    [
        "2022年，各项工作任务圆满完成。",
        "较2021年增长9.6%。",
        "自2021年起实行新办法。",
        "2021年以来，持续推进改革。",
        "按照财预〔2021〕12号文件执行。",
        "人员与资产一一对应，方方面面都有人管。",
        "形成“主动找、一起上”的氛围……",
        "面积3×4米，约12平方米。",
        "长沙市财政局会同长沙市水利局开展检查。",
        "官微关注人数近395万，办结率达95%以上，失地农民4万多人。",
        "全年三公经费支出{general_budget.three_public.actual}，占{三公经费预算数}的比例不高。",
        "在职{在职人员}人员中，{支出总额}的元旦慰问。",
        "养老金、失业金以及及时足额发放的补贴。",
        "为达到提高效率目的的各项措施。",
        "任务一项一项抓落实，问题一个一个解决。",
        "自二〇〇八年成立，已有十四年。",
        "使用2021年结转资金35万元。",
        "长沙市民政局予以配合。",
        "2021年度被评为全省优秀单位。",
        "完成2021年度资产盘点，盘盈3件。",
        "2021年、2022年连续两年获评优秀。",
        "中心于2022年3月组建，2021年无收支。",
        "2021年，我局编制了城区规划。",
        "2021年，我局完成规划编制。2022年，按规划实施项目11个。",
        "我局按规划管理用地。2021年，规划编制完成。",
        "获2021年省级通报表扬。",
        "公开网址为http://www.example.gov.cn/zwgk/xxgkml/。",
        "烈属抚恤金每人每年32860元，低保金每户每月650元。",
        "更好地服务服务对象。",
    ],
)
def test_what_is_well_said_is_let_pass(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全年完成XX项任务。", "placeholder"),
        ("全年完成××项任务。", "placeholder"),
        ("全年完成__项任务。", "placeholder"),
        ("满意度为（待填）。", "placeholder"),
        ("因新冠疫情疫情影响。", "doubled"),
        ("支出12.5万元元。", "doubled"),
        ("任务完成，，成效明显。", "doubled"),
        ("三公经费决算数{三公经费决算数}万元。", "doubled"),
        ("增长{支出总额较上年增减率}%，比上年多。", "doubled"),
        ("2021年，各项工作任务圆满完成。", "last_year_left"),
        ("2021 年各项工作任务圆满完成。", "last_year_left"),
        ("2021年度，各项工作任务圆满完成。", "last_year_left"),
        ("2021年度“三公”经费继续从严管理。", "last_year_left"),
        ("2021年度一般公共预算安排的支出全部用于保障运转。", "last_year_left"),
        ("截至2021年底，共有窗口36个。", "last_year_left"),
        ("2021年，我局围绕规划引领、耕地保护开展工作，全年支出30.5万元，自评得分93.5分。", "last_year_left"),
        ("见http://www.example.gov.cn/XXX。", "placeholder"),
        ("支出{没有这个数}。", "unknown_reference"),
    ],
)
def test_what_is_badly_said_is_not(text: str, code: str) -> None:
    assert code in said(text)


def test_the_name_with_one_character_wrong_is_found() -> None:
    unit = "长沙市人力资源和社会保障局"
    for text in ("长沙市人力资源与社会保障局", "长沙市人力资源社会保障局", "长沙市人力资源和社会保证局"):
        assert said(f"{text}全年完成任务。", unit) == {"unit_name"}
    assert said(f"{unit}政务服务中心全年完成任务。", unit) == set()


@pytest.mark.parametrize(
    ("unit", "named", "told"),
    [
        ("岳阳市特殊教育学校", "岳阳市特殊教育学", True),
        ("岳阳市特殊教育学校", "岳阳市特殊教育学校", False),
        ("岳阳市特殊教育学校", "岳阳市特殊教育", False),
        ("岳阳市自然资源局办公室处", "岳阳市自然资源局办公室", False),
    ],
)
def test_the_name_without_its_last_character_is_found(unit: str, named: str, told: bool) -> None:
    lines = f'[overview]\nunit = "{unit}"\n[publication]\nplace = "{named}"\n'
    assert ("unit_name" in codes(lines)) is told


def test_a_text_in_the_place_of_the_name_is_compared_with_no_text() -> None:
    for times in (8, 7_000):
        unit = "临江市住房保障和房屋管理局，" * times
        assert said(unit.replace("和", "与", 1) + "全年完成任务。", unit) == set()


def test_a_sister_is_not_taken_for_the_name_with_a_slip() -> None:
    unit = "临江市第一人民医院管理中心"
    assert said("临江市第二人民医院管理中心予以配合。", unit) == set()
    assert said("临江市第一人民医院管里中心全年完成任务。", unit) == {"unit_name"}


def test_level_said_of_a_part_is_not_held_against_the_whole() -> None:
    lines = "[general_budget.basic]\nbudget = 120\npersonnel = 100\ngeneral = 20\nlast_year = 100\n"
    assert "not_level" in codes(lines + 'comment = "公用经费增加，支出与上年基本持平"\n')
    assert "not_level" not in codes(lines + 'comment = "人员经费与上年基本持平，公用经费因搬迁增加"\n')


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("较上年增加20万元，增长20%，主要是调资", True),
        ("同比增长20.00%，因调资", True),
        ("较上年增加{较上年增减额}，因调资", True),
        ("主要是新进人员3名，工资增加20万元", False),
        ("较上年多发绩效奖20万元", False),
        ("较上年增加18万元的是人员经费", False),
    ],
)
def test_only_the_change_that_the_sentence_before_tells_is_told_twice(comment: str, told: bool) -> None:
    lines = "[general_budget.basic]\nbudget = 110\npersonnel = 100\ngeneral = 20\nlast_year = 100\n"
    assert ("said_again" in codes(lines + f'comment = "{comment}"\n')) is told


def test_the_budget_of_one_section_is_not_taken_for_that_of_all_money() -> None:
    lines = '[general_budget]\nscope = "{}"\n[general_budget.basic]\nbudget = 59200\n'
    annex = "[department_evaluation]\nincluded = true\n[department_evaluation.basic]\noriginal = 60500\n"
    code = "department_evaluation.basic.original"
    assert code not in codes(lines.format("仅一般公共预算") + annex)
    assert code in codes(lines.format("与部门整体支出同口径") + annex)


def test_a_change_is_that_of_the_budget_only_where_the_amount_is() -> None:
    lines = '[general_budget]\nscope = "仅一般公共预算"\n[overview.scale]\nbasic = 90\nproject = 300\n'
    lines += "[general_budget.projects]\nactual = 110\nlast_year = 100\n[problems]\n[[problems.problems]]\n"
    said = 'heading = "进度"\ntext = "项目支出较上年增加50万元。"\n'
    assert "quoted_in_text" not in codes(lines + said)
    assert "quoted_in_text" in codes(lines.replace("300", "110") + said)


def test_no_rate_is_said_where_last_year_had_nothing() -> None:
    lines = '[overview.scale]\nbasic = 291.36\nproject = 321.10\nlast_year = "无"\nchange_rate = "无"\n'
    assert "overview.scale.change_rate" not in codes(lines)


def test_shares_that_were_computed_are_not_added_up() -> None:
    lines = "[overview.scale]\nbasic = 100.00\nproject = 100.00\ntotal = 20.00\n"
    assert "overview.scale.shares" not in codes(lines)
    assert "overview.scale.shares" in codes(lines + "basic_share = 50.00\n")


def quoted(text: str) -> list[str]:
    """What is said of figures typed in ``text``, in section nine of the reference."""
    edited = session(REFERENCE)
    edited.type(edited.report.cell("problems.problems.0.text"), text)
    return [finding.message for finding in edited.checker.findings() if finding.code == "quoted_in_text"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年“三公”经费预算数为92.61万元，实际支出数为42.64万元，预算执行率为46.04%。",
        "全年支出总额8.78亿元，年末在职人员490人。",
        "失业保险参保人数236.63万人，工伤保险参保人数198.01万人。",
        "三公经费预算数约90万元，项目支出近7.3亿元，项目支出7万多万元。",
        "去年三公经费预算数为80万元，下一年度三公经费预算数为85万元。",
        "计划将三公经费预算数压减到80万元，追加项目支出300万元，调减基本支出50万元。",
        "第一季度项目支出1000万元，局本级项目支出5000万元，二级机构在职人员300人。",
        "基本支出较上年增加179.2万元，公用经费支出中差旅费120万元。",
        "2022年1—6月，项目支出30000万元。",
        "2022年上半年，支出总额4亿元。",
        "人才项目资金中，项目支出100万元。",
        "其中，项目支出300万元用于信访。",
        "浏阳市项目支出500万元。",
        "岳麓区在职人员35人。",
        "2022年，全省失业保险参保人数700万人。",
        "市人才集团有限公司资产总额5.6亿元，在职人员30人。",
        "人力资源服务中心在职人员30人，编制35人。",
        "公务接待费预算标准3.5万元，实际支出1.59万元。",
        "“十四五”期间，项目支出12亿元。",
        "2021年，基本支出5000万元，项目支出300万元；2023年预算，基本支出6000万元。",
        "截至9月30日，项目支出20000万元。",
        "年初预算，项目支出1000万元，基本支出6000万元。",
        "审计发现，项目支出12.5万元无依据，公用经费支出3.2万元超标准。",
        "报废设备36台，固定资产原值35.6万元。",
        "本年处置固定资产一批，固定资产原值合计286.40万元。",
        "新购车辆12万元、设备68.5万元；处置旧资产，设备3.4万元。",
        "就业促进方面，项目支出800万元。",
        "按功能分类，教育支出30万元。",
        "教育支出30万元，卫生健康支出20万元。",
        "局机关编制150人，在职人员142人。",
        "局本级，在职人员142人。",
        "石桥村，项目支出86万元。",
        "上级专项，项目支出1200万元。",
    ],
)
def test_a_number_that_may_be_another_is_not_judged(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年“三公”经费预算数为29.61万元。",
        "全年支出总额87842.92万元。",
        "年末在职人员409人。",
        "项目支出7204.06万元。",
        "失业保险参保人数236.36万人。",
        "全市工伤保险征缴收入12.41亿元。",
        "固定资产原值286.40万元，本年处置固定资产一批。",
        "公务接待费预算71.5万元。",
        "全年，项目支出7204.06万元。",
        "2022年支出总额较2021年增长9.26%，项目支出7204.06万元。",
    ],
)
def test_a_number_that_is_certain_is_held_to_its_field(text: str) -> None:
    assert len(quoted(text)) == 1


def test_a_total_is_not_known_before_all_it_is_added_up_from() -> None:
    lines = "[overview.scale.execution]\noriginal = 2468.35\n[department_evaluation]\nincluded = '是'\n"
    lines += "[department_evaluation.basic]\noriginal = 1020.00\n"
    code = "department_evaluation.budget_original"
    assert code not in codes(lines)
    assert code in codes(lines + "[department_evaluation.project]\noriginal = '无'\n")
    assert code in codes(lines + "[department_evaluation.project]\noriginal = 1448.53\n")


def test_a_project_is_held_to_what_section_two_says_of_that_name() -> None:
    lines = "[[general_budget.projects.unit_projects.items]]\nname = '供水'\nadjusted = 820.00\nexecuted = 790.50\n"
    lines += "[project_evaluations]\nincluded = '是'\n[[project_evaluations.projects]]\nname = '{}'\n"
    for name, money, told in (
        ("供水", "total.actual = 709.50\n", True),
        ("供水", "total.adjusted = 850.00\n", True),
        ("供水", "total.adjusted = 820\ntotal.actual = 790.50\n", False),
        ("供水", "appropriation.actual = 790.50\nother_income.actual = 10.00\n", False),  # what was granted, and more
        ("灌溉", "total.actual = 709.50\n", False),
    ):
        assert ("project_elsewhere" in codes(lines.format(name) + money)) is told
    assert "project_elsewhere" not in codes(lines.format("供水").replace("是", "否") + "total.actual = 709.50\n")


def test_a_project_is_looked_at_again_when_section_two_is_changed() -> None:
    lines = "[[general_budget.projects.unit_projects.items]]\nname = '供水'\nexecuted = 790.50\n"
    lines += "[project_evaluations]\nincluded = '是'\n[[project_evaluations.projects]]\nname = '供水'\n"
    edited = Session(draft(lines + "total.actual = 790.50\n"))
    cell = edited.report.cell("general_budget.projects.unit_projects.items.0.executed")
    edited.checker.findings()
    edited.type(cell, "709.50")
    assert "project_elsewhere" in {finding.code for finding in edited.checker.findings()}
    edited.type(cell, "790.50")
    assert "project_elsewhere" not in {finding.code for finding in edited.checker.findings()}


def test_the_original_budget_of_a_project_is_held_to_what_was_approved() -> None:
    lines = "[[general_budget.projects.unit_projects.items]]\nname = '供水'\namount = 286\n"
    lines += "[project_evaluations]\nincluded = '是'\n[[project_evaluations.projects]]\nname = '供水'\n"
    for money, told in (
        ("total.original = 268\n", True),
        ("total.original = 286\n", False),
        ("total.original = 268\ntotal.adjusted = 286\n", False),  # approved was the budget of the whole year
    ):
        assert ("project_elsewhere" in codes(lines + money)) is told


def test_points_are_held_to_plain_targets_only() -> None:
    lines = "[department_evaluation]\nincluded = '是'\n[[department_evaluation.scores.indicators]]\nlevel3 = '甲'\n"
    for target, actual, score, told in (
        ("≥85%", "78%", 15, True),
        ("≥85%", "78%", 14, False),
        ("≥85%", "88%", 15, False),
        ("≤5天", "3天", 15, False),
        ("100%", "98%", 15, False),  # of a cost, less is better
        ("≥85%左右或更高", "78%", 15, False),
    ):
        row = f"target = '{target}'\nactual = '{actual}'\npoints = 15\nscore = {score}\n"
        assert ("score_and_target" in codes(lines + row)) is told
    taken_off = lines + "target='≥85%'\nactual='88%'\npoints=15\nscore=14\n"
    lost = "department_evaluation.scores.indicators.lost"
    assert {code for code in codes(taken_off) if code == "score_and_target" or code.endswith("lost")} == {lost}
    assert lost not in codes(taken_off + "reason='延迟'\n")


def test_nobody_is_held_to_posts_that_a_department_says_not_to_have() -> None:
    staff = "[overview.staff]\nserving = 71\nauthorised = {}\n"
    assert "overview.staff.posts" in codes(staff.format(70))
    assert "overview.staff.posts" not in codes(staff.format("'无'"))


@pytest.mark.parametrize(
    ("posts", "serving", "told"),
    [("'1.2亿'", 38, True), (99999, 38, True), (380, 38, True), (379, 38, False), (20, 1, False), (60, 0, False)],
)
def test_posts_may_be_empty_but_not_nine_in_ten(posts: object, serving: int, told: bool) -> None:
    assert ("posts_unfilled" in codes(f"[overview.staff]\nauthorised = {posts}\nserving = {serving}\n")) is told


@pytest.mark.parametrize("number", ["2", "２", "1、２", "问题二"])
def test_a_measure_names_its_problem_in_digits_of_any_width(number: str) -> None:
    problems = "".join(f"[[problems.problems]]\nheading = '{heading}'\n" for heading in ("管护不细", "支付偏慢"))
    lines = f"{problems}[[improvements.measures]]\nheading = '按月通报'\nanswers = '{number}'\n"
    assert ("unknown_problem" in codes(lines)) is (number == "问题二")


@pytest.mark.parametrize(("part", "told"), [("", False), ("carried_in = {actual = 1.50}\n", True)])
def test_a_total_of_which_no_part_was_told_needs_no_parts(part: str, told: bool) -> None:
    lines = "[project_evaluations]\nincluded = '是'\n[[project_evaluations.projects]]\nname = '供水'\n"
    said = codes(lines + "total = {adjusted = 10, actual = 9.5}\n" + part)
    assert ("project_evaluations.projects.total.actual" in said) is told
    assert "project_evaluations.projects.total.adjusted" not in said


@pytest.mark.parametrize(
    "lines",
    [
        "[general_budget.three_public]\nbudget = 45\nreception.budget = 15\noverseas.budget = 30\n",
        "[assets.totals]\ntotal = 46.82\nnon_current = 31.20\n",
        '[[insurance.funds]]\nname = "甲基金"\n[[insurance.funds.goals.indicators]]\nname = "待遇发放率"\nunit = "%"\n'
        "target = 98\nactual = 100\nachieved = 102.04\n",
    ],
)
def test_parts_within_the_whole_and_a_target_that_was_passed_are_right(lines: str) -> None:
    assert not codes(lines) & {
        "three_public_parts",
        "assets.totals.non_current_part",
        "over_hundred",
        "insurance.funds.goals.indicators.achieved",
    }


def test_an_adjustment_of_a_budget_may_be_of_less() -> None:
    lines = "[basic_data]\nincluded = true\n[basic_data.adjustment]\nbudget = -8.20\nactual = -13.87\n"
    assert "negative" not in codes(lines)
    assert "negative" in codes(lines.replace("adjustment", "meetings"))
