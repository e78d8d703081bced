"""What reports that departments publish tell in their own words comes into its fields, and nothing into another's."""

from __future__ import annotations

import pytest

from model.scanning.files.blocks import Grid, Line
from model.scanning.reading import read_report
from tests.model.scanning.test_strangers import found, read

UNIT, PUBLIC = (f"general_budget.projects.{kind}_projects" for kind in ("unit", "public"))
BASIC = "general_budget.basic."
THREE = "general_budget.three_public."


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [
                "公务接待费、公务用车购置及运行维护费、因公出国（境）费年初预算依次为1.50万元、7.00万元、2.00万元，合计10.50万元；"
                "决算依次为0.40万元、5.60万元、1.20万元，合计7.20万元。"
            ],
            {
                f"{THREE}reception.actual": "0.40",
                f"{THREE}vehicles.actual": "5.60",
                f"{THREE}overseas.budget": "2.00",
                f"{THREE}overseas.actual": "1.20",
                f"{THREE}budget": "10.50",
                f"{THREE}actual": "7.20",
            },
        ),
        (
            ["（二）“三公”经费", "因公出国（境）费3.00万元，系洽谈的团组恢复派出，全年组团2个、5人次。"],
            {f"{THREE}details.trips": "2", f"{THREE}details.travellers": "5"},
        ),
        (
            ["（二）“三公”经费", "因公出国（境）费3.00万元。全年出访1个团组3人次。"],
            {f"{THREE}details.trips": "1", f"{THREE}details.travellers": "3"},
        ),
        (
            [
                "（二）“三公”经费",
                "同上年决算相比，“三公”经费由6.60元降到6.10元，减少0.50元。其中接待费由0.80元降到0.40元；用车费由5.80元降到5.70元。",
            ],
            {
                f"{THREE}last_year": "6.60元",
                f"{THREE}saving_last_year": "0.50元",
                f"{THREE}reception.last_year": "0.80元",
                f"{THREE}vehicles.last_year": "5.80元",
            },
        ),
        (
            ["（一）基本支出", "与2020年相比，基本支出从80.00万元增至90.00万元。"],
            {f"{BASIC}last_year": None, f"{BASIC}actual": "90.00"},
        ),
        (
            ["（一）基本支出", "基本支出90.00万元，与上年决算80.00万元相比多10.00万元，系补发奖励所致。"],
            {f"{BASIC}comment": "系补发奖励所致"},
        ),
        (
            ["（一）基本支出", "基本支出90.00万元。增加的部分用于3名新录用人员工资。"],
            {f"{BASIC}comment": "增加的部分用于3名新录用人员工资"},
        ),
        (
            ["（二）项目支出", "项目支出包括委员活动经费36.30万元，信息网络运行经费5.00万元。"],
            {
                f"{UNIT}.items.0.name": "委员活动经费",
                f"{UNIT}.items.0.executed": "36.30",
                f"{UNIT}.items.0.use": None,
                f"{UNIT}.items.1.executed": "5.00",
            },
        ),
        (
            ["（二）项目支出", "项目支出包括办公费36.30万元，差旅费5.00万元。"],
            {f"{UNIT}.items.0.name": None},
        ),
        (
            ["（二）项目支出", "本年安排项目支出90.00万元，具体如下。"],
            {"general_budget.projects.execution.original": "90.00", "general_budget.projects.actual": None},
        ),
        (
            [
                "（二）项目支出",
                "项目支出90.00万元，增加10.00万元，主要是渠道清淤由上年的20.00万元增加到30.00万元，多支出10.00万元。",
            ],
            {
                "general_budget.projects.reasons.0.text": "渠道清淤",
                "general_budget.projects.reasons.0.last_year": "20.00",
                "general_budget.projects.reasons.0.this_year": "30.00",
            },
        ),
    ],
)
def test_told_in_other_words(lines: list[str], told: dict[str, str]) -> None:
    draft = found(read("一、部门概况", "在职人员30人。", "二、一般公共预算支出情况", *lines))
    assert {path: draft.get(path) for path in told} == told


@pytest.mark.parametrize("first", [True, False])
def test_a_column_says_whose_project_each_row_is(first: bool) -> None:
    rows = [
        ("部门项目", "渠道清淤", "36.00", "35.00"),
        ("部门项目", "水质监测", "52.00", "51.00"),
        ("公共项目", "防汛补助", "90.00", "80.00"),
        ("合计", "", "178.00", "166.00"),
    ]
    heads = ("类型", "项目", "批复数", "支出数")
    table = [heads, *rows] if first else [(row[1], row[0], *row[2:]) for row in (heads, *rows[:3])]
    lines = (Line("一、部门概况"), Line("二、一般公共预算支出情况"), Line("（二）项目支出"))
    draft = found(read_report([*lines, Line("项目支出明细表（单位：万元）"), Grid(tuple(table))]))
    assert [draft.get(f"{UNIT}.items.{at}.name") for at in range(3)] == ["渠道清淤", "水质监测", None]
    assert (draft[f"{PUBLIC}.items.0.name"], draft[f"{PUBLIC}.items.0.executed"]) == ("防汛补助", "80.00")


def test_what_a_kind_of_projects_came_to_is_no_project() -> None:
    draft = found(
        read(
            "一、部门概况",
            "二、一般公共预算支出情况",
            "（二）项目支出",
            "本级部门项目年度批复126.00万元，支出118.00万元；公共项目（救灾类）批复90.00万元，支出80.00万元。",
        )
    )
    assert (draft[f"{UNIT}.total"], draft[f"{PUBLIC}.total"]) == ("126.00", "90.00")
    assert not any(".items." in path for path in draft)


@pytest.mark.parametrize(
    ("said", "offices", "below"),
    [
        ("馆内设3个部室：办公室、保管部、展览部。", ["办公室", "保管部", "展览部"], []),
        (
            "管委会设综合办公室、规划建设局、财政局三个工作部门，所属事业单位有企业服务中心、土地储备中心。",
            ["综合办公室", "规划建设局", "财政局"],
            ["企业服务中心", "土地储备中心"],
        ),
        (
            "内设股室2个，即办公室、优抚股；下辖服务中心、陵园管理所两个事业单位。",
            ["办公室", "优抚股"],
            ["服务中心", "陵园管理所"],
        ),
        (
            "我局内设办公室、法规股、执法大队等10个股室队；下设二级机构1个：县检测中心；派出城关、石桥、白沙6个乡镇监管所。",
            ["办公室", "法规股", "执法大队"],
            ["县检测中心"],
        ),
        (
            "局机关内设办公室、政工室、计财股3个股室，派出机构2个：城关司法所、石桥司法所，下属二级机构1个：县公证处。",
            ["办公室", "政工室", "计财股"],
            ["县公证处"],
        ),
        ("内设立案庭、执行局2个内设机构，下设城关、石桥、龙潭3个派出人民法庭。", ["立案庭", "执行局"], []),
        (
            "我局下设办公室、人事股等6个股室，设二级机构2个：县水政大队、县水库管理所；乡镇水管站4个：城关、石桥等。",
            ["办公室", "人事股"],
            ["县水政大队", "县水库管理所"],
        ),
        ("纳入范围的下属单位为师院附属小学（不单独编报决算）。", [], ["师院附属小学"]),
        ("下属单位为差额拨款性质。", [], []),
    ],
)
def test_offices_and_what_is_below_are_told_apart(said: str, offices: list[str], below: list[str]) -> None:
    draft = found(read("一、部门概况", "（二）机构", said, "二、一般公共预算支出情况"))
    names = [value for path, value in draft.items() if path.startswith("overview.offices.") and path.endswith("name")]
    under = [value for path, value in draft.items() if path.startswith("overview.subordinates.") and "name" in path]
    assert (names, under) == (offices, below)


def test_an_item_of_one_sentence_is_a_heading_and_what_it_says() -> None:
    draft = found(
        read(
            "一、部门概况",
            "九、存在的问题",
            "一是兑付不快，核验环节多，有13笔跨年。",
            "二是受理74笔，拨付61笔，余下的跨年。",
        )
    )
    rows = [(draft[f"problems.problems.{at}.heading"], draft[f"problems.problems.{at}.text"]) for at in (0, 1)]
    assert rows == [("兑付不快", "核验环节多，有13笔跨年。"), ("受理74笔", "受理74笔，拨付61笔，余下的跨年。")]


def test_a_whole_sentence_behind_a_number_is_one_heading() -> None:
    draft = found(
        read("一、部门概况", "九、存在的问题", "1．监测专项支出滞后。设备到货晚。", "2．人手不足。两人长期病休。")
    )
    assert draft["problems.problems.0.heading"] == "监测专项支出滞后"
    assert draft["problems.problems.0.text"] == "设备到货晚。"


def test_a_table_may_go_on_with_classes_of_expenditure() -> None:
    rows = (
        ("类别", "金额", "占支出合计比例"),
        ("一、按支出性质", "", ""),
        ("基本支出", "60.00", "60.00%"),
        ("项目支出", "40.00", "40.00%"),
        ("二、按经济分类", "", ""),
        ("工资福利支出", "70.00", "70.00%"),
        ("商品和服务支出", "30.00", "30.00%"),
        ("支出合计", "100.00", "100.00%"),
    )
    lines = (Line("一、部门概况"), Line("（二）支出情况"), Line("支出构成（单位：万元）"))
    draft = found(read_report([*lines, Grid(rows)]))
    scale = "overview.scale."
    assert (draft[f"{scale}basic"], draft[f"{scale}total"]) == ("60.00", "100.00")
    assert (draft[f"{scale}economic.items.1.name"], draft[f"{scale}economic.items.1.share"]) == (
        "商品和服务支出",
        "30.00",
    )


def test_depreciation_below_the_cost_of_fixed_assets_is_theirs() -> None:
    rows = (
        ("项目", "年末数"),
        ("固定资产原值", "71.00"),
        ("减：累计折旧", "29.00"),
        ("在建工程", "6.00"),
        ("累计折旧", "3.00"),
    )
    lines = (Line("一、部门概况"), Line("四、资产管理情况"), Line("资产情况表（单位：万元）"))
    draft = found(read_report([*lines, Grid(rows)]))
    assert draft["assets.book_values.fixed.written_off"] == "29.00"


def test_what_went_to_accounts_by_name_are_classes_of_functions() -> None:
    said = "项目支出中列入“教育支出”科目54.00万元，列入“卫生健康支出”科目1.00万元。"
    draft = found(read("一、部门概况", "（二）支出情况", "基本支出20.00万元，项目支出55.00万元。", said))
    names = [draft[f"overview.scale.functions.{at}.name"] for at in (0, 1)]
    assert names == ["教育支出", "卫生健康支出"]


def test_a_part_of_the_whole_budget_is_no_rate_of_execution() -> None:
    said = "其中：教育支出类科目85.00万元，占支出总预算85.00%；卫生支出类科目15.00万元，占支出总预算15.00%。"
    draft = found(read("一、部门概况", "（二）支出情况", "支出总预算100.00万元。", said))
    assert "overview.scale.execution.rate" not in draft
    draft = found(read("一、部门概况", "（二）支出情况", "全年支出95.00万元，占全年预算的95.00%。"))
    assert draft["overview.scale.execution.rate"] == "95.00"


def test_a_sentence_on_income_alone_tells_all_of_it() -> None:
    draft = found(read("一、部门概况", "（二）收支情况", "1、收入：92.00万元。", "2、支出：90.00万元。"))
    assert (draft["overview.income.total"], draft["overview.scale.total"]) == ("92.00", "90.00")


@pytest.mark.parametrize(
    ("before", "heads", "taken"),
    [
        ("固定资产原值60.00万元，累计折旧30.00万元，净值30.00万元。", ("类别", "净值（万元）", "占比"), True),
        ("固定资产原值30.00万元。", ("资产类别", "账面原值（万元）", "占比"), True),
        ("2024年处置资产30.00万元，均为报废。", ("类别", "原值（万元）", "占比"), False),
        ("固定资产净值30.00万元。", ("类别", "数量", "占比"), False),
    ],
)
def test_a_table_of_the_classes_of_assets_needs_no_title(before: str, heads: tuple[str, ...], taken: bool) -> None:
    rows = (heads, ("房屋和构筑物", "20.00", "66.67%"), ("其中：房屋", "18.00", "60.00%"), ("设备", "7.50", "25.00%"))
    grid = Grid((*rows, ("家具和用具", "2.50", "8.33%"), ("合计", "30.00", "100%")))
    report = read_report([Line("四、资产管理情况"), Line(before), grid]).gathering.report
    items = report.rows("assets.classes.items").rows
    wanted = [("房屋和构筑物", "20.00"), ("设备", "7.50"), ("家具和用具", "2.50")] if taken else []
    assert [(row.cell("name").raw, row.cell("amount").raw) for row in items] == wanted
