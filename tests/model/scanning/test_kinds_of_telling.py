"""Kinds of telling of other departments, each with a neighbour that must not be read so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.scanning.combining import judge_report
from model.scanning.files.blocks import Block, Grid, Line
from model.scanning.files.plain import text_blocks
from model.scanning.reading import read_report
from model.scanning.scan import not_read
from tests.model.scanning.test_strangers import UNIT, found, read, section_two

if TYPE_CHECKING:
    from model.language.quantity import Quantity

SCORES = "department_evaluation.scores."


def tabled(*blocks: Block) -> dict[str, str]:
    return found(read_report([Line("某市水务局2023年度部门整体支出绩效自评报告"), *blocks]))


def test_indicators_within_the_report_have_the_signs_and_units_of_other_columns() -> None:
    heads = ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "分值", "得分")
    rows: tuple[tuple[str, ...], ...] = (
        heads,
        ("产出指标", "数量指标", "清淤长度", "≥", "80", "公里", "86", "60", "60"),
    )
    rows = (*rows, ("效益指标", "社会效益指标", "供水保证率", "≥", "95", "%", "96.5%", "40", "39"))
    draft = tabled(Line("一、部门概况"), Line("二、指标完成情况"), Grid((*rows, ("合计", *[""] * 6, "100", "99"))))
    told = [[draft[f"{SCORES}indicators.{at}.{name}"] for name in ("target", "actual", "score")] for at in (0, 1)]
    assert told == [["≥80公里", "86公里", "60"], ["≥95%", "96.5%", "39"]]
    assert draft[f"{SCORES}score"] == "99"


@pytest.mark.parametrize("other", [True, False])
def test_a_table_of_all_money_tells_nothing_of_the_general_budget_alone(other: bool) -> None:
    said = "政府性基金预算支出20.00万元。" if other else "没有政府性基金预算支出。"
    rows = (
        ("类别", "年初预算", "全年预算", "决算数", "执行率"),
        ("基本支出", "40.00", "50.00", "50.00", "100.00%"),
        ("项目支出", "60.00", "80.00", "60.00", "75.00%"),
        ("合计", "100.00", "130.00", "110.00", "84.62%"),
    )
    draft = tabled(
        Line("一、部门概况"),
        Line("（一）收支情况（单位：万元）"),
        Grid(rows),
        Line("二、政府性基金预算支出情况"),
        Line(said),
    )
    assert draft["overview.scale.project"] == "60.00"
    assert draft.get("general_budget.projects.execution.adjusted") == (None if other else "80.00")
    assert draft["general_budget.basic.execution.adjusted"] == "50.00"


def test_rows_go_on_with_the_parts_above_them_as_far_as_the_others_come_to_the_sum() -> None:
    rows: tuple[tuple[str, ...], ...] = (
        ("类别", "原值"),
        ("房屋和构筑物", "50.00"),
        ("设备", "40.00"),
        ("其中：车辆", "10.00"),
    )
    rows = (*rows, ("专用设备", "25.00"), ("家具和用具", "10.00"), ("合计", "100.00"))
    draft = tabled(Line("一、部门概况"), Line("二、资产管理情况"), Line("固定资产分类表（单位：万元）"), Grid(rows))
    items = "assets.classes.items"
    assert [draft.get(f"{items}.{at}.name") for at in range(4)] == ["房屋和构筑物", "设备", "家具和用具", None]
    assert draft[f"{items}.1.parts.1.amount"] == "25.00"


def test_remarks_on_the_three_expenses_count_and_lines_have_short_names() -> None:
    rows = (
        ("类别", "预算数", "决算数", "备注"),
        ("接待", "3.00", "2.00", "36批412人次"),
        ("车辆运维", "5.00", "4.00", "保有9辆"),
    )
    draft = tabled(
        Line("一、部门概况"), Line("二、一般公共预算支出情况"), Line("（一）三公经费（单位：万元）"), Grid(rows)
    )
    details = "general_budget.three_public.details."
    assert [draft.get(details + name) for name in ("receptions", "guests", "kept")] == ["36", "412", "9"]
    assert draft["general_budget.three_public.vehicles.actual"] == draft[f"{details}operation.actual"] == "4.00"


def test_lists_of_known_names_open_by_themselves_and_others_do_not() -> None:
    disposed = "当年处置资产46.30万元，报废38.90万元，无偿划转7.40万元，收回押金3.00万元。"
    draft = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", disposed))
    forms = "assets.disposals.by_form."
    assert [draft.get(f"{forms}{at}.name") for at in range(3)] == ["报废", "无偿划转", None]


def test_what_came_to_assets_and_went_is_told_by_both() -> None:
    def told(said: str) -> list[str | None]:
        draft = found(read("一、部门概况", "在职人员30人。", "二、资产管理情况", said))
        return [draft.get(f"assets.totals.{name}") for name in ("increased", "decreased")]

    assert told("年末资产总额90.00万元，年初数80.00万元，本年增加15.00万元，本年减少5.00万元。") == ["15.00", "5.00"]
    assert told("年末资产总额90.00万元，比年初增加10.00万元。") == [None, None]


def test_all_staff_are_of_the_kind_that_is_said_of_all() -> None:
    draft = found(read("一、部门概况", "年末在职29人（均为非参公事业人员），退休12人。"))
    assert draft["overview.staff.public_institution"] == "29"
    draft = found(read("一、部门概况", "年末在职29人（均为本科学历），退休12人。"))
    assert "overview.staff.public_institution" not in draft


def test_projects_of_which_only_the_spending_and_its_share_is_told() -> None:
    draft = section_two(
        "两个项目的实际支出分别为：渠道清淤30.00万元，占项目支出的60.00%；水质监测20.00万元，占项目支出的40.00%。"
    )
    rows = [[draft.get(f"{UNIT}.items.{at}.{name}") for name in ("name", "executed", "share")] for at in (0, 1)]
    assert rows == [["渠道清淤", "30.00", "60.00"], ["水质监测", "20.00", "40.00"]]
    draft = section_two("支出增加的主要原因：一是渠道清淤30.00万元；二是水质监测20.00万元。")
    assert f"{UNIT}.items.0.name" not in draft


def test_parts_numbered_in_other_ways_and_headings_as_items() -> None:
    draft = found(
        read(
            "甲、中心简况",
            "在职人员30人。",
            "乙、资金安排与使用",
            "一是总的盘子。全年支出100.00万元。",
            "二是基本支出。全年支出60.00万元，含人员经费50.00万元、公用经费10.00万元。",
            "丙、产出和效果",
            "◆供水保障有力",
            "全年供水86万吨，水质合格率100%。",
            "丁、问题与打算",
            "问题一：管网老化。漏损率18%，高于控制目标。",
            "打算一：分期改造管网。先改造主城区。",
        )
    )
    assert (draft["overview.scale.total"], draft["general_budget.basic.actual"]) == ("100.00", "60.00")
    assert draft["performance.themes.0.heading"] == "供水保障有力"
    assert draft["problems.problems.0.heading"] == "管网老化"
    assert draft["improvements.measures.0.heading"] == "分期改造管网"


def test_goals_stand_below_headings_of_their_own() -> None:
    draft = found(
        read(
            "一、部门概况", "在职人员30人。", "二、绩效情况", "1.目标设定", "清淤80公里。", "2.完成情况", "清淤86公里。"
        )
    )
    goals = [draft[f"performance.goals.{name}"].strip("。") for name in ("expected", "actual")]
    assert goals == ["清淤80公里", "清淤86公里"]
    assert "performance.themes.0.heading" not in draft


def test_a_budget_of_some_of_the_money_is_not_that_of_all() -> None:
    said = "年初结转5.00万元，全年预算105.00万元，支出100.00万元，执行率95.24%。"
    draft = found(read("一、部门概况", f"{said}上级专项支出30.00万元，预算32.00万元，执行率93.75%。"))
    assert draft["overview.scale.execution.adjusted"] == "105.00"
    assert "overview.scale.execution.original" not in draft
    said = "支出100.00万元，完成年初预算90.00万元的111.11%，其中基本支出60.00万元，项目支出40.00万元。"
    draft = found(read("一、部门概况", "2023年一般公共预算支出100.00万元。", "二、一般公共预算支出情况", said))
    assert draft.get("general_budget.basic.budget") is None


def test_what_was_left_of_all_is_not_what_was_left_of_a_part() -> None:
    draft = found(read("一、部门概况", "决算支出中，基本支出60.00万元，项目支出40.00万元。", "预算结余5.00万元。"))
    assert "general_budget.basic.execution.carried_over" not in draft
    assert draft["overview.scale.basic"] == "60.00"


def test_amounts_a_person_are_no_parts_of_what_a_fund_paid() -> None:
    head = ("一、部门概况", "在职人员30人。", "二、社会保险基金预算支出情况")
    draft = found(
        read(*head, "居民医保基金收入9.00亿元，支出8.00亿元。居民医保人均筹资980元，其中个人380元、财政600元。")
    )
    assert draft["insurance.funds.0.final_expenditure_total"] == "8.00亿元"
    assert not any(path.startswith("insurance.funds.0.final_expenditure.") for path in draft)
    draft = found(read(*head, "居民医保基金收入9.00亿元，支出8.00亿元，其中住院支出5.00亿元、门诊支出3.00亿元。"))
    assert draft["insurance.funds.0.final_expenditure.0.amount"] == "5.00亿元"


def test_numbered_projects_stand_below_any_heading() -> None:
    head = ("一、部门概况", "在职人员30人。", "二、一般公共预算支出情况")
    lines = (
        "1.渠道清淤项目。预算80.00万元，支出76.00万元，执行率95.00%。",
        "2.基本支出。预算60.00万元，支出60.00万元。",
    )
    draft = found(read(*head, *lines))
    assert [draft.get(f"{UNIT}.items.{at}.name") for at in (0, 1)] == ["渠道清淤项目", None]
    assert "overview.scale.execution.original" not in draft


def test_public_projects_are_told_behind_those_of_the_department() -> None:
    draft = section_two(
        "单位项目主要有：渠道清淤批复30.00万元，支出29.00万元；水质监测批复20.00万元，支出20.00万元。"
        "公共项目主要有：农村供水批复50.00万元，支出45.00万元；河道治理批复40.00万元，支出40.00万元。"
    )
    public = UNIT.replace("unit", "public")
    names = [[draft.get(f"{kind}.items.{at}.name") for at in range(3)] for kind in (UNIT, public)]
    assert names == [["渠道清淤", "水质监测", None], ["农村供水", "河道治理", None]]


def test_a_column_of_another_year_tells_nothing_of_this_one() -> None:
    rows = (
        ("类别", "2022年决算", "2023年预算", "2023年调整预算", "2023年决算", "执行率"),
        ("基本支出", "58.00", "60.00", "61.00", "60.00", "98.36%"),
        ("项目支出", "35.00", "40.00", "50.00", "45.00", "90.00%"),
        ("合计", "93.00", "100.00", "111.00", "105.00", "94.59%"),
    )
    draft = tabled(Line("一、部门概况"), Line("（一）收支情况（单位：万元）"), Grid(rows))
    paths = ("basic.actual", "basic.last_year", "projects.actual", "projects.last_year")
    assert [draft.get(f"general_budget.{path}") for path in paths] == ["60.00", "58.00", "45.00", "35.00"]


def test_numbers_of_tables_and_of_rows_are_no_figures() -> None:
    grid = Grid((("序号", "事项", "件数"), ("1", "修路", "5"), ("2", "架桥", "6")))
    reading = read_report([Line("某局2023年度自评报告"), Line("一、部门概况"), Line("表1 2023年实事"), grid])
    assert [one.digits for one in not_read(reading.gathering, ())] == ["5", "6"]


def test_cells_that_sums_were_judged_by_are_not_called_unread() -> None:
    rows = (("来源", "到位", "未支出"), ("中央", "30.12", "1.05"), ("省级", "20.30", "2.11"), ("合计", "50.42", "3.16"))
    reading = read_report([Line("某局2023年度自评报告"), Line("一、部门概况"), Line("资金（单位：万元）"), Grid(rows)])
    checked: set[Quantity] = set()
    judge_report(reading, checked)
    assert not not_read(reading.gathering, checked)


def test_blank_lines_and_items_of_markdown_part_paragraphs() -> None:
    text = "# 某局自评报告\n\n## 一、绩效情况\n\n自评等级：优\n\n- 清淤：80公里，好于计划\n- 供水：86万吨，平稳\n"
    lines = [block.text for block in text_blocks(text) if isinstance(block, Line)]
    assert lines[2:] == ["自评等级：优", "清淤：80公里，好于计划", "供水：86万吨，平稳"]
    assert [block.text for block in text_blocks("清淤80公里，\n\n好于计划。\n") if isinstance(block, Line)] == [
        "清淤80公里，好于计划。"
    ]


def test_headings_of_other_numbers_and_goals_alone() -> None:
    draft = found(
        read_report(
            [
                Line("2023年度某市水务局部门整体支出绩效自评报告"),
                Line("第一、单位概况"),
                Line("在职人员30人。"),
                Line("第二、年度目标"),
                Line("清淤80公里。"),
                Line("第三、国有资本经营预算和社会保险基金预算支出"),
                Line("国有资本经营预算安排12.00万元，支出12.00万元。"),
            ]
        )
    )
    assert draft["performance.goals.expected"] == "清淤80公里。"
    assert draft["state_capital.actual"] == "12.00"
    draft = found(
        read_report([Line("2023年度某局自评报告"), Line("5 资产"), Line("资产总额90.00万元。"), Line("6 绩效")])
    )
    assert draft["assets.totals.total"] == "90.00"


_INCOME, _STAFF = "overview.income.", "overview.staff."
_DETAILS = "general_budget.three_public.details."
_THREE = "（二）三公经费"


@pytest.mark.parametrize(
    ("lines", "path", "told"),
    [
        (["扣除结余分配2.30万元后，年末结转和结余9.00万元。"], f"{_INCOME}distributed", "2.30"),
        (["上年结余分配2.30万元。"], f"{_INCOME}distributed", None),
        ([_THREE, "派出1个团组3人次赴外参展。"], f"{_DETAILS}travellers", "3"),
        (["派出1个团组3人次下乡。"], f"{_DETAILS}travellers", None),
        ([_THREE, "全年接待19批152人次，保留车辆8辆。"], f"{_DETAILS}kept", "8"),
        (
            ["二、资产", "资产总额90.00万元，期初80.00万元；本年增加15.00万元，减少5.00万元。"],
            "assets.totals.decreased",
            "5.00",
        ),
        (
            ["二、资产", "处置资产9.00万元，以报废方式处置7.00万元，以无偿划转方式处置2.00万元。"],
            "assets.disposals.by_form.0.name",
            "报废",
        ),
        (["编制20人，在职19人，占编制的95.00%。"], f"{_STAFF}control_rate", "95.00"),
        (["编制20人，在职19人，占全系统的95.00%。"], f"{_STAFF}control_rate", None),
        (["机关及下属学校（单位）共核定编制620名，在职590人。"], f"{_STAFF}authorised", "620名"),
        (["局机关核定编制20名。"], f"{_STAFF}authorised", None),
        (["在职人员由行政人员38人和非参公事业人员53人组成。"], f"{_STAFF}public_institution", "53"),
        (["年末在职91人。在职人员中，行政38人，事业53人。"], f"{_STAFF}administrative", "38"),
        (["另聘临聘教师72人。"], f"{_STAFF}contract_name", "临聘教师"),
        (["年内取得收入80.00万元，即一般公共预算财政拨款收入76.00万元。"], f"{_INCOME}general_public", "76.00"),
        (["全院支出决算为80.00万元，上年这一数字为76.00万元。"], "overview.scale.last_year", "76.00"),
        (
            ["项目支出48.00万元涉及两个功能科目，分别是教育支出40.00万元、农林水支出8.00万元。"],
            "overview.scale.functions.0.name",
            "教育支出",
        ),
        (
            [
                "二、政府性基金预算支出",
                "本年收入43.00万元，全年预算45.00万元；决算支出42.00万元，执行率93.33%。支出用于两项：小区改造28.00万元，小巷整治14.00万元。",
            ],
            "government_funds.items.1.name",
            "小巷整治",
        ),
        (["街道设党政办公室、服务办公室、安全办公室三个办公室，社区14个。"], "overview.offices.2.name", "安全办公室"),
        (["全馆设书架、桌椅、展柜三类设备，社区14个。"], "overview.offices.0.name", None),
        (
            ["所属单位有2家：某市气象台（随局机关合并编报）、某市防灾中心（单独编报）。"],
            "overview.subordinates.0.name",
            "某市气象台",
        ),
        (["全馆花费92.00万元，上年这一数字为96.00万元。"], "overview.scale.last_year", "96.00"),
        (["大型展览花费92.00万元。"], "overview.scale.total", None),
        (["成文日期：2024年3月29日"], "publication.signed", "2024-03-29"),
        (["会议日期：2024年3月29日"], "publication.signed", None),
        (
            [
                "（二）预算执行",
                "批复年初预算80.00万元，加上年中调整20.00万元，全年预算100.00万元；支出95.00万元，执行率=95.00/100.00=95.00%。",
            ],
            "overview.scale.execution.rate",
            "95.00",
        ),
        (
            [
                "（二）预算执行",
                "批复年初预算80.00万元，加上年中调整30.00万元，全年预算100.00万元；支出95.00万元，执行率=95.00/100.00=95.00%。",
            ],
            "overview.scale.execution.change",
            None,
        ),
        (["二、绩效情况", "（一）综合评价", "经自评，得分96.4分，等级为优。"], "performance.themes.0.heading", None),
        (
            [
                "二、年度绩效目标及自评结论",
                "（一）绩效目标设定与完成",
                "2023年初，我局设定的总体目标是：清淤80公里。",
                "截至年末，清淤86公里。",
            ],
            "performance.goals.actual",
            "截至年末，清淤86公里。",
        ),
        (["在职30人；社区专职工作者12人由街道聘用，不占编制。"], f"{_STAFF}contract", "12"),
        (["在职30人；困难群众12人由村里帮扶。"], f"{_STAFF}contract", None),
        (
            [
                "支出总额92.00万元，基本支出80.00万元，项目支出12.00万元。",
                "从经济分类看，工资福利支出80.00万元，资本性支出12.00万元，两类合计92.00万元。",
            ],
            "overview.scale.economic.total",
            "92.00",
        ),
        (
            [
                "支出总额92.00万元，基本支出80.00万元，项目支出12.00万元。",
                "从经济分类看，工资福利支出7.00万元，资本性支出5.00万元。",
            ],
            "overview.scale.economic.items.0.name",
            None,
        ),
        (
            ["二、问题与对策", "存在的问题：", "1.管网老化。漏损率高。", "拟采取的措施：", "1.分期改造。先改主城区。"],
            "improvements.measures.0.heading",
            "分期改造",
        ),
        (["另以劳务派遣方式使用辅助人员12人。"], f"{_STAFF}contract_name", "辅助人员"),
        (
            ["二、资产", "固定资产净值9.00万元。固定资产净值的分布：房屋7.00万元；设备2.00万元。"],
            "assets.classes.base",
            "固定资产净值",
        ),
        (
            ["二、资产", "固定资产净值9.00万元。水泵的分布：北站房屋7.00万元；南站设备2.00万元。"],
            "assets.classes.items.0.name",
            None,
        ),
        (
            [
                "支出总额92.00万元。",
                "从经济分类看，工资福利支出60.00万元，对个人和家庭的补助12.00万元，二者合计人员经费72.00万元。",
            ],
            "overview.scale.economic.total",
            None,
        ),
        (
            [_THREE, "因报废更新车辆1辆，比上年决算66.00万元多15.00万元。"],
            f"{_DETAILS}purchase.last_year",
            None,
        ),
    ],
)
def test_words_of_other_places_tell_the_same(lines: list[str], path: str, told: str | None) -> None:
    assert found(read("一、部门概况", *lines)).get(path) == told


def test_the_unit_stands_first_in_the_brackets_of_a_caption() -> None:
    rows = (("项目", "批复数", "支出数"), ("渠道清淤", "30.00", "29.00"), ("水质监测", "20.00", "20.00"))
    heads = Line("一、部门概况"), Line("二、一般公共预算支出情况"), Line("（一）项目支出")
    draft = tabled(*heads, Line("项目支出一览（万元，全部2个项目）"), Grid(rows))
    assert draft[f"{UNIT}.items.1.amount"] == "20.00"
    draft = tabled(*heads, Line("项目支出一览（全部2个项目）"), Grid(rows))
    assert f"{UNIT}.items.1.amount" not in draft
