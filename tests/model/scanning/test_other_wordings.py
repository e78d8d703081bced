"""Kinds of telling met in strangers' reports: names apart from figures, money beside the accounts, sums at the end."""

from __future__ import annotations

import pytest

from model.scanning.files.blocks import Grid, Line
from model.scanning.reading import read_report
from tests.model.scanning.test_strangers import UNIT, found, read, section_two

BUDGET = "overview.scale.execution."
PROCURED = "basic_data.procurement."


@pytest.mark.parametrize(
    "lines",
    [
        [
            "1.堤防加固。年初批复90.00万元，主要用于北堤除险，全年支付81.00万元，执行率90.00%。",
            "2.水源保护。年初批复30.00万元，全年支付30.00万元，执行率100.00%。",
        ],
        [
            "（1）堤防加固：预算90.00万元，支出81.00万元，预算执行率90.00%。用于北堤除险。",
            "（2）水源保护：预算30.00万元，支出30.00万元，预算执行率100.00%。",
        ],
    ],
)
def test_a_project_is_named_by_its_heading_or_its_own_sentence(lines: list[str]) -> None:
    draft = section_two("本年安排2个项目，批复120.00万元，项目如下：", *lines)
    rows = [
        [draft.get(f"{UNIT}.items.{at}.{name}") for name in ("name", "amount", "executed", "rate")] for at in (0, 1)
    ]
    assert rows == [["堤防加固", "90.00", "81.00", "90.00"], ["水源保护", "30.00", "30.00", "100.00"]]
    assert draft[f"{UNIT}.items.0.use"] == "北堤除险"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("政府采购预算80.00万元，实际采购72.50万元，上年采购为60.00万元。", ("80.00", "72.50", "60.00")),
        ("政府采购决算72.50万元，占采购预算80.00万元的90.63%。", ("80.00", "72.50", "")),
        ("全年办理政府采购72.50万元，主要是水泵。", ("", "72.50", "")),
    ],
)
def test_procurement_told_in_words_is_in_the_annex_of_basic_data(said: str, told: tuple[str, ...]) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", said))
    assert tuple(draft.get(PROCURED + name, "") for name in ("budget", "actual", "last_year")) == told


def test_what_one_thing_cost_to_buy_is_no_procurement() -> None:
    draft = found(
        read("一、部门概况", "在职人员30人。", "二、资产管理情况", "水泵采购72.50万元，设备采购支出12.00万元。")
    )
    assert not any(path.startswith(PROCURED) for path in draft)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "年初预算500.00万元，年中追加60.00万元，加上结转资金40.00万元，调整后预算为600.00万元。",
            {"original": "500.00", "change": "60.00", "carried_in": "40.00", "adjusted": "600.00"},
        ),
        (
            "年初预算500.00万元，追加100.00万元（含上年结转40.00万元），全年预算600.00万元。",
            {"original": "500.00", "change": "100.00", "carried_in": "40.00", "adjusted": "600.00"},
        ),
        (
            "年初预算500.00万元，年中因政策性增资调整为600.00万元，净增加100.00万元。",
            {"original": "500.00", "change": "100.00", "adjusted": "600.00"},
        ),
    ],
)
def test_a_budget_its_change_and_what_came_of_it(said: str, told: dict[str, str]) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、收支及预算执行情况", "（一）预算执行", said))
    assert {path.removeprefix(BUDGET): raw for path, raw in draft.items() if path.startswith(BUDGET)} == told


def test_a_table_of_budgets_by_kind_of_money_fills_what_was_planned_and_spent() -> None:
    table = Grid(
        (
            ("资金性质及用途", "资金性质及用途", "预算数", "预算数", "执行情况", "执行情况"),
            ("", "", "年初预算", "全年预算", "全年执行数", "执行率"),
            ("一般公共预算", "基本支出", "300.00", "310.00", "305.00", "98.39%"),
            ("", "项目支出", "200.00", "240.00", "228.00", "95.00%"),
            ("政府性基金预算", "项目支出", "50.00", "50.00", "45.00", "90.00%"),
            ("合计", "合计", "550.00", "600.00", "578.00", "96.33%"),
        )
    )
    lines = ("2023年度某市水务局部门整体支出绩效自评报告", "一、部门概况", "在职人员30人。", "二、部门整体支出情况")
    draft = found(read_report([*map(Line, lines), Line("单位：万元"), table]))
    for home, told in (
        ("overview.scale", ("550.00", "600.00", "96.33")),
        ("general_budget.basic", ("300.00", "310.00", "98.39")),
        ("general_budget.projects", ("200.00", "240.00", "95.00")),
        ("government_funds", ("50.00", "50.00", "90.00")),
    ):
        assert tuple(draft[f"{home}.execution.{name}"] for name in ("original", "adjusted", "rate")) == told
    assert (draft["general_budget.basic.actual"], draft["government_funds.actual"]) == ("305.00", "45.00")


def test_where_the_money_of_a_project_came_from_is_not_what_was_approved() -> None:
    table = Grid(
        (
            ("专项名称", "资金来源", "资金来源", "支出合计"),
            ("专项名称", "上级", "县级", "支出合计"),
            ("堤防加固", "60.00", "30.00", "90.00"),
            ("水源保护", "20.00", "10.00", "30.00"),
            ("合计", "80.00", "40.00", "120.00"),
        )
    )
    lines = ("2023年度某市水务局部门整体支出绩效自评报告", "二、部门整体支出情况", "（二）项目支出")
    reading = read_report([*map(Line, lines), Line("单位：万元"), table])
    assert not [path for path in found(reading) if path.endswith(".amount")]


def test_a_table_of_both_kinds_of_projects_tells_the_sum_of_each() -> None:
    table = Grid(
        (
            ("序号", "项目名称", "年初批复", "全年预算", "执行数", "执行率"),
            ("一", "本部门项目小计", "90.00", "95.00", "92.00", "96.84%"),
            ("1", "堤防加固", "60.00", "65.00", "63.00", "96.92%"),
            ("2", "水源保护", "30.00", "30.00", "29.00", "96.67%"),
            ("二", "公共项目小计", "300.00", "300.00", "300.00", "100.00%"),
            ("1", "节水补助", "300.00", "300.00", "300.00", "100.00%"),
            ("", "合计", "390.00", "395.00", "392.00", "99.24%"),
        )
    )
    lines = ("2023年度某市水务局部门整体支出绩效自评报告", "二、部门整体支出情况", "（二）项目支出")
    draft = found(read_report([*map(Line, lines), Line("单位：万元"), table]))
    projects = "general_budget.projects."
    assert (draft[f"{projects}unit_projects.total"], draft[f"{projects}unit_projects.executed"]) == ("90.00", "92.00")
    assert draft[f"{projects}public_projects.total"] == "300.00"
    assert draft[f"{projects}public_projects.items.0.name"] == "节水补助"


def test_shares_told_behind_a_total_are_those_of_its_parts() -> None:
    said = "全年基本支出60.00万元，项目支出40.00万元，两项合计100.00万元，占比分别为60.00%和40.00%。"
    lines = ("2023年度某市水务局部门整体支出绩效自评报告", "一、部门概况", "（三）部门支出规模", said)
    draft = found(read_report([*map(Line, lines)]))
    assert (draft["overview.scale.basic_share"], draft["overview.scale.project_share"]) == ("60.00", "40.00")


def test_savings_of_a_table_and_the_parts_of_vehicles_by_their_short_names() -> None:
    table = Grid(
        (
            ("项目", "上年决算数", "2023年", "2023年", "节约额", "节约额"),
            ("", "", "预算数", "决算数", "较预算", "较上年"),
            ("公务用车购置及运行费", "9.00", "10.00", "8.50", "1.50", "0.50"),
            ("其中：购置费", "0.00", "0.00", "0.00", "0.00", "0.00"),
            ("运行维护费", "9.00", "10.00", "8.50", "1.50", "0.50"),
            ("公务接待费", "1.00", "2.00", "1.20", "0.80", "-0.20"),
            ("因公出国（境）费", "0.00", "0.00", "0.00", "0.00", "0.00"),
            ("合计", "10.00", "12.00", "9.70", "2.30", "0.30"),
        )
    )
    lines = ("2023年度某市水务局部门整体支出绩效自评报告", "一、部门概况", "在职人员30人。", "二、“三公”经费情况")
    draft = found(read_report([*map(Line, lines), Line("单位：万元"), table]))
    three = "general_budget.three_public."
    assert (draft[f"{three}saving"], draft[f"{three}saving_last_year"]) == ("2.30", "0.30")
    assert (draft[f"{three}reception.saving"], draft[f"{three}reception.saving_last_year"]) == ("0.80", "-0.20")
    assert draft[f"{three}details.operation.actual"] == "8.50"
    assert draft[f"{three}details.purchase.budget"] == "0.00"


@pytest.mark.parametrize(
    ("said", "total"),
    [
        ("河道清淤支出30.00万元、泵站改造支出20.00万元，共50.00万元，年初预算60.00万元，执行率83.33%。", "50.00"),
        ("本年支出50.00万元。河道清淤30.00万元，用于城区三条河道；泵站改造20.00万元。", "50.00"),
    ],
)
def test_what_a_fund_budget_was_spent_on_fills_its_rows_where_it_comes_to_the_sum(said: str, total: str) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、政府性基金支出", said))
    rows = [draft.get(f"government_funds.items.{at}.amount") for at in (0, 1)]
    assert (draft["government_funds.actual"], rows) == (total, ["30.00", "20.00"])


def test_income_by_where_it_came_from_and_what_was_left() -> None:
    draft = found(
        read(
            "一、部门概况",
            "在职人员30人。",
            "二、收支情况",
            "（一）收入情况",
            "财政拨款收入400.00万元（全部为一般公共预算资金）；供水等事业收入60.00万元；"
            "省水利厅下达的上级补助收入40.00万元。本年收入500.00万元，另有上年结转20.00万元。"
            "年末结转和结余15.00万元。",
        )
    )
    names = ("general_public", "institution", "from_superior", "total", "opening", "closing")
    told = [draft.get(f"overview.income.{name}") for name in names]
    assert told == ["400.00", "60.00", "40.00", "500.00", "20.00", "15.00"]


def test_both_ends_of_the_year_of_all_assets_where_only_the_first_is_named() -> None:
    said = "年初资产总额800.00万元，年末850.00万元，增加50.00万元，增长6.25%。"
    draft = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", said))
    names = ("last_year", "total", "change", "change_rate")
    assert [draft.get(f"assets.totals.{name}") for name in names] == ["800.00", "850.00", "50.00", "6.25"]


@pytest.mark.parametrize(
    "said", ["6.3自评结论：得88分，等级良。", "经自评，我局2023年度整体支出绩效得88分。", "自评结果：88分。"]
)
def test_the_score_of_the_evaluation(said: str) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、绩效目标完成情况", "问卷满意度得92分。", said))
    assert draft["performance.evaluation.score"] == "88"


def test_several_budgets_named_in_one_heading_are_none() -> None:
    draft = found(
        read(
            "一、部门概况",
            "在职人员30人。",
            "二、整体支出及预算执行",
            "（一）政府性基金、国有资本经营预算、社会保险基金。本年度均无支出。",
        )
    )
    assert [draft.get(f"{name}.none") for name in ("government_funds", "state_capital", "insurance")] == ["是"] * 3


def test_problems_and_measures_without_numbers_and_in_rows_of_a_table() -> None:
    told = found(
        read(
            "一、部门概况",
            "在职人员30人。",
            "二、存在问题",
            "基层力量不足：部分水管站只有一人，巡查不能全覆盖。",
            "部分项目结转较多：泵站改造招标推迟，当年没有付尾款。",
            "三、改进措施",
            "配强基层队伍。为每个水管站招聘两名巡查员，年内到岗。",
            "提前项目准备。上年第四季度完成设计，预算下达后即招标。",
        )
    )
    assert [told[f"problems.problems.{at}.heading"] for at in (0, 1)] == ["基层力量不足", "部分项目结转较多"]
    assert [told[f"improvements.measures.{at}.heading"] for at in (0, 1)] == ["配强基层队伍", "提前项目准备"]
    table = Grid(
        (
            ("序号", "存在的问题", "原因分析", "整改措施"),
            ("1", "预算执行偏慢", "泵站改造招标推迟", "提前完成设计，预算下达后即招标"),
            ("2", "资产账实不符", "处置后没有销账", "每年盘点一次"),
        )
    )
    lines = ("2023年度某市水务局部门整体支出绩效自评报告", "一、部门概况", "在职人员30人。", "二、存在问题及改进措施")
    tabled = found(read_report([*map(Line, lines), table]))
    assert tabled["problems.problems.1.heading"] == "资产账实不符"
    assert tabled["problems.problems.1.text"] == "处置后没有销账"
    assert tabled["improvements.measures.0.heading"] == "提前完成设计"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("下设清溪水管站、白石水管站两个二级机构，财务未独立核算。", ["清溪水管站", "白石水管站"]),
        ("所属事业单位2家，为清溪水管站和白石水管站，与机关合并编报预算。", ["清溪水管站", "白石水管站"]),
    ],
)
def test_units_below_the_department(said: str, names: list[str]) -> None:
    draft = found(read("一、部门概况", "（一）机构设置", said, "在职人员30人。"))
    assert [draft.get(f"overview.subordinates.{at}.name") for at in (0, 1)] == names


def test_a_heading_that_ends_in_the_conclusion_of_the_evaluation_is_of_results() -> None:
    draft = found(
        read(
            "一、部门概况",
            "在职人员30人。",
            "二、绩效目标完成及自评结论",
            "综合得分93分，优等次。",
            "1、供水保障有力。新建供水点12处。",
            "2、水质持续改善。抽检合格率99.5%。",
        )
    )
    assert (draft["performance.evaluation.score"], draft["performance.evaluation.grade"]) == ("93", "优")
    assert draft["performance.themes.1.heading"] == "水质持续改善"


@pytest.mark.parametrize(
    "lines",
    [
        ["壹、部门概况", "在职人员30人。", "贰、资金使用情况", "（1）项目支出。上年90.00万元，本年80.00万元。"],
        [
            "【一】部门概况",
            "在职人员30人。",
            "【二】一般公共预算支出",
            "（甲）项目支出",
            "本年80.00万元，上年90.00万元。",
        ],
        [
            "1 部门概况",
            "1.1 人员",
            "在职人员30人。",
            "2 一般公共预算支出",
            "2.1 项目支出",
            "上年90.00万元，本年80.00万元。",
        ],
    ],
    ids=["in brackets", "black brackets", "dotted"],
)
def test_headings_of_other_numbering_tell_what_the_figures_below_are_of(lines: list[str]) -> None:
    draft = found(read(*lines))
    projects = "general_budget.projects."
    assert (draft.get(f"{projects}actual"), draft.get(f"{projects}last_year")) == ("80.00", "90.00")


def test_a_numbered_paragraph_on_another_budget_is_of_that_budget() -> None:
    draft = found(
        read(
            "第一部分  部门概况",
            "1.1 在职人员30人。",
            "第二部分  政府性基金与国有资本经营预算",
            "2.1 政府性基金支出90.00万元，用于：堤防加固60.00万元、水源保护30.00万元。",
            "2.2 国有资本经营预算安排40.00万元，支出40.00万元，其中企业补助25.00万元、改制费用15.00万元。",
        )
    )
    for section, names in (("government_funds", ["堤防加固", "水源保护"]), ("state_capital", ["企业补助", "改制费用"])):
        assert [draft.get(f"{section}.items.{at}.name") for at in (0, 1)] == names
    assert (draft["government_funds.actual"], draft["state_capital.actual"]) == ("90.00", "40.00")


ACCOUNT = ("二、收支情况", "本年收入合计500.00万元，年初结转和结余20.00万元。", "全年支出490.00万元。")


def test_what_is_told_once_fills_the_other_field_that_amounts_prove_to_be_the_same() -> None:
    said = "年初预算500.00万元，追加20.00万元，全年预算520.00万元，执行率94.23%，尚未使用的30.00万元下年继续安排。"
    draft = found(read("一、部门概况", "在职人员30人。", *ACCOUNT, said))
    assert (draft[f"{BUDGET}carried_over"], draft["overview.income.closing"]) == ("30.00", "30.00")
    assert draft[f"{BUDGET}rate_base"] == "全年预算数"
    other = said.replace("30.00万元下年", "31.00万元下年")
    assert f"{BUDGET}carried_over" not in found(read("一、部门概况", "在职人员30人。", *ACCOUNT, other))


def test_a_budget_that_was_added_to_and_cut() -> None:
    said = "年初预算500.00万元，年中调增40.00万元、调减20.00万元，最终预算520.00万元，执行率94.23%。"
    draft = found(read("一、部门概况", "在职人员30人。", *ACCOUNT, said))
    assert [draft.get(BUDGET + name) for name in ("original", "adjusted", "rate")] == ["500.00", "520.00", "94.23"]
    wrong = found(read("一、部门概况", "在职人员30人。", *ACCOUNT, said.replace("520.00", "540.00")))
    assert f"{BUDGET}adjusted" not in wrong


def test_a_rate_in_brackets_behind_a_change_is_that_of_the_change() -> None:
    said = "基本支出预算100.00万元，实际支出105.00万元{}，较预算增加5.00万元{}，较上年100.00万元增加5.00万元。"
    names = ("budget_change", "budget_change_rate")
    for behind, expected in ((("", "（5.00%）"), "5.00"), (("（5.00%）", ""), None)):
        draft = section_two("（一）基本支出", said.format(*behind))
        assert [draft.get(f"general_budget.basic.{name}") for name in names] == ["5.00", expected]


def test_one_amount_told_of_budget_and_result_is_both() -> None:
    draft = section_two(
        "（一）三公经费", "公务接待费预算6.00万元，支出5.00万元；因公出国（境）费预算、决算均为0.00万元。"
    )
    overseas = "general_budget.three_public.overseas."
    assert (draft.get(f"{overseas}budget"), draft.get(f"{overseas}actual")) == ("0.00", "0.00")


def test_classes_of_assets_are_told_by_what_opens_their_list() -> None:
    said = "房屋60.00万元，占60.00%；设备40.00万元，占40.00%。"
    for opened in ("以固定资产原值为基数分类：", "按类别列示（以固定资产原值为基数）："):
        draft = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", opened + said))
        assert draft["assets.classes.base"] == "固定资产原值"
        assert (draft["assets.classes.items.1.name"], draft["assets.classes.items.1.share"]) == ("设备", "40.00")
    plain = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", f"全年处置：{said}"))
    assert "assets.classes.items.1.name" not in plain


@pytest.mark.parametrize("called", ["在岗在编人员", "在编在职教职工", "在编在岗"])
def test_the_serving_staff_by_several_words(called: str) -> None:
    draft = found(read("一、部门概况", f"事业编制35名，年末{called}30人，退休8人。"))
    told = [draft.get(f"overview.staff.{name}") for name in ("authorised", "serving", "retired")]
    assert [raw and raw.rstrip("人名") for raw in told] == ["35", "30", "8"]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "三、不足及打算",
            "不足之处：一、进度偏慢，余款8万元未付；二、指标太少。",
            "下步打算：一、按月通报；二、修订指标。",
        ],
        [
            "三、短板与对策",
            "短板之一：进度偏慢，余款8万元未付。",
            "短板之二：指标太少。",
            "对策之一：按月通报。",
            "对策之二：修订指标。",
        ],
        [
            "三、问题与改进",
            "3.1 问题：（1）进度偏慢，余款8万元未付；（2）指标太少。",
            "3.2 改进：（1）按月通报；（2）修订指标。",
        ],
    ],
    ids=["labels", "kinds of items", "numbered labels"],
)
def test_words_before_problems_and_measures_tell_them_apart(lines: list[str]) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、绩效完成情况", "供水平稳。", *lines))
    assert [draft.get(f"problems.problems.{at}.heading") for at in (0, 1)] == ["进度偏慢", "指标太少"]
    assert [draft.get(f"improvements.measures.{at}.heading") for at in (0, 1)] == ["按月通报", "修订指标"]


def test_why_projects_cost_more_is_told_item_by_item_behind_the_change() -> None:
    draft = section_two(
        "（二）项目支出",
        "项目支出80.00万元，比上年90.00万元减少10.00万元，降幅11.11%。一是泵站改造由上年30.00万元降到5.00万元，"
        "减少25.00万元；二是渠道清淤由上年20.00万元升到35.00万元，增加15.00万元。",
    )
    reasons = [
        [
            draft.get(f"general_budget.projects.reasons.{at}.{name}")
            for name in ("text", "last_year", "this_year", "change")
        ]
        for at in (0, 1)
    ]
    assert reasons == [["泵站改造", "30.00", "5.00", "-25.00"], ["渠道清淤", "20.00", "35.00", "15.00"]]


def test_a_rate_and_an_amount_behind_the_three_expenses_are_theirs() -> None:
    draft = found(
        read(
            "一、部门概况",
            "在职人员30人。",
            "二、预算执行情况",
            "三公经费年初预算10.00万元，实际支出8.00万元，控制率80.00%。",
            "全年公务接待12批次80人次，支出2.00万元，人均250元。",
        )
    )
    assert draft["general_budget.three_public.reception.actual"] == "2.00"
    assert not {"overview.staff.control_rate", "overview.scale.total"} & draft.keys()


def test_basic_expenditure_with_its_budget_in_a_part_on_all_money() -> None:
    said = "基本支出年初预算数80.00万元，调整后预算数100.00万元，支出95.00万元，完成调整后预算的95.00%。"
    draft = found(read("一、部门概况", "在职人员30人。", "二、收支及预算执行情况", "（一）预算执行", said))
    names = ("basic.budget", "basic.execution.adjusted", "basic.execution.rate")
    assert [draft.get(f"general_budget.{name}") for name in names] == ["80.00", "100.00", "95.00"]
    assert draft["overview.scale.basic"] == "95.00"
