"""Books of accountants whom nobody here knew, drawn as text, and what a reader takes from each into a blank draft."""

from __future__ import annotations

from typing import Final

THREE: Final = "general_budget.three_public"
PROJECTS: Final = "general_budget.projects"

STACKED: Final = {
    "收支": """
平川县司法局2023年度部门决算公开表
编制单位：平川县司法局
表一 收入支出决算总表 | < | < | <
 | | | 单位：万元
收入 | < | 支出 | <
项目 | 决算数 | 项目 | 决算数
一、一般公共预算财政拨款收入 | 2,310.50 | 一、基本支出 | 1,480.30
二、政府性基金预算财政拨款收入 | | 其中：人员经费 | 1,200.10
三、事业收入 | | 日常公用经费 | 280.20
四、其他收入 | 12.40 | 二、项目支出 | 830.10
本年收入合计 | 2,322.90 | 本年支出合计 | 2,310.40
年初结转和结余 | 3.10 | 年末结转和结余 | 15.60
总计 | 2,326.00 | 总计 | 2,326.00

表二 支出决算表 | < | < | < | <
 | | | | 单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
204 | 公共安全支出 | 2,150.40 | 1,320.30 | 830.10
20406 | 司法 | 2,150.40 | 1,320.30 | 830.10
208 | 社会保障和就业支出 | 160.00 | 160.00 |
 | 合计 | 2,310.40 | 1,480.30 | 830.10

表三 一般公共预算财政拨款支出决算表 | < | < | < | <
 | | | | 单位：万元
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
204 | 公共安全支出 | 2,138.00 | 1,320.30 | 817.70
208 | 社会保障和就业支出 | 160.00 | 160.00 |
 | 合计 | 2,298.00 | 1,480.30 | 817.70
注：本表不含其他资金安排的支出。
""",
}
STACKED_SAYS: Final = {
    "overview.unit": "平川县司法局",
    "overview.year": "2023",
    "overview.scale.total": "2310.4",
    "overview.scale.basic": "1480.3",
    "overview.scale.project": "830.1",
    "overview.scale.personnel": "1200.1",
    "overview.scale.general": "280.2",
    "overview.income.total": "2322.9",
    "overview.income.general_public": "2310.5",
    "overview.income.other": "12.4",
    "overview.income.opening": "3.1",
    "overview.income.closing": "15.6",
    "overview.scale.functions.0.name": "公共安全支出",
    "overview.scale.functions.0.amount": "830.1",
    "general_budget.scope": "仅一般公共预算",
    "general_budget.basic.actual": "1480.3",
    "general_budget.projects.actual": "817.7",
}

SECTIONS: Final = {
    "项目": """
2024年度项目支出预算执行情况明细表 | < | < | < | < | <
填报部门：青河市水务局 | | | | | 单位：万元
序号 | 项目名称 | 年初预算数 | 调整预算数 | 实际支出数 | 资金用途
一、部门项目 | | | | |
1 | 河道保洁 | 120 | 120 | 118.5 | 城区河道日常保洁
2 | 水质监测 | 80 | 85 | 85 | 委托第三方检测
 | 小计 | 200 | 205 | 203.5 |
二、公共项目 | | | | |
1 | 农村饮水安全工程 | 900 | 1,000 | 960 | 12处水厂改造
 | 小计 | 900 | 1,000 | 960 |
 | 合计 | 1,100 | 1,205 | 1,163.5 |
注：本表列示全部项目。
""",
    "基金": """
政府性基金预算支出执行情况表 | < | < | < | <
填报部门：青河市水务局 | | | | 单位：元
项目 | 预算数 | 执行数 | 结转下年 | 用途
水土保持补偿费安排的支出 | 500,000.00 | 400,000.00 | 100,000.00 | 坡耕地治理
水资源费安排的支出 | 300,000.00 | 300,000.00 | 0.00 | 节水宣传
合计 | 800,000.00 | 700,000.00 | 100,000.00 |
""",
    "人员": """
2024年末人员基本情况表 | < | < | < | < | <
 | | | | | 单位：人
单位名称 | 编制数 | 年末实有人数 | < | < | 退休人员
^ | ^ | 小计 | 行政 | 参公 | ^
局机关 | 40 | 38 | 38 | 0 | 21
水政监察支队 | 30 | 29 | 0 | 29 | 6
合计 | 70 | 67 | 38 | 29 | 27
""",
}
SECTIONS_SAY: Final = {
    "overview.unit": "青河市水务局",
    "overview.year": "2024",
    f"{PROJECTS}.unit_projects.items.0.name": "河道保洁",
    f"{PROJECTS}.unit_projects.items.0.amount": "120",
    f"{PROJECTS}.unit_projects.items.0.adjusted": "120",
    f"{PROJECTS}.unit_projects.items.0.executed": "118.5",
    f"{PROJECTS}.unit_projects.items.0.use": "城区河道日常保洁",
    f"{PROJECTS}.unit_projects.items.1.name": "水质监测",
    f"{PROJECTS}.unit_projects.items.1.amount": "80",
    f"{PROJECTS}.unit_projects.items.1.adjusted": "85",
    f"{PROJECTS}.unit_projects.items.1.executed": "85",
    f"{PROJECTS}.unit_projects.items.1.use": "委托第三方检测",
    f"{PROJECTS}.unit_projects.total": "200",
    f"{PROJECTS}.unit_projects.executed": "203.5",
    f"{PROJECTS}.unit_projects.complete": "是",
    f"{PROJECTS}.public_projects.items.0.name": "农村饮水安全工程",
    f"{PROJECTS}.public_projects.items.0.amount": "900",
    f"{PROJECTS}.public_projects.items.0.adjusted": "1000",
    f"{PROJECTS}.public_projects.items.0.executed": "960",
    f"{PROJECTS}.public_projects.items.0.use": "12处水厂改造",
    f"{PROJECTS}.public_projects.total": "900",
    f"{PROJECTS}.public_projects.executed": "960",
    f"{PROJECTS}.public_projects.complete": "是",
    "government_funds.budget": "80",
    "government_funds.actual": "70",
    "government_funds.carried_over": "10",
    "government_funds.items.0.name": "水土保持补偿费安排的支出",
    "government_funds.items.0.amount": "40",
    "government_funds.items.0.use": "坡耕地治理",
    "government_funds.items.1.name": "水资源费安排的支出",
    "government_funds.items.1.amount": "30",
    "government_funds.items.1.use": "节水宣传",
    "overview.staff.authorised": "70",
    "overview.staff.administrative": "38",
    "overview.staff.civil_servant_managed": "29",
    "overview.staff.retired": "27",
}

FUND: Final = "insurance.funds.0"
ONE_BELOW_THE_OTHER: Final = {
    "失业": """
松岭市失业保险基金收入支出决算表 | < | <
单位：松岭市就业服务局 | 2024年度 | 金额单位：万元
项目 | 2024年预算数 | 2024年决算数
一、本年收入合计 | 5,200 | 5,310.5
其中：失业保险费收入 | 5,000 | 5,090
利息收入 | 200 | 220.5
二、本年支出合计 | 4,100 | 4,205
失业保险金支出 | 3,600 | 3,700
基本医疗保险费支出 | 500 | 505
三、本年收支结余 | 1,100 | 1,105.5
四、上年结余 | 9,000 | 9,000
五、年末累计结余 | 10,100 | 10,105.5
""",
}
ONE_BELOW_SAYS: Final = {
    "overview.unit": "松岭市就业服务局",
    "overview.year": "2024",
    f"{FUND}.name": "失业保险基金",
    f"{FUND}.budget_income_total": "5200",
    f"{FUND}.budget_income.0.name": "失业保险费收入",
    f"{FUND}.budget_income.0.amount": "5000",
    f"{FUND}.budget_income.1.name": "利息收入",
    f"{FUND}.budget_income.1.amount": "200",
    f"{FUND}.budget_expenditure_total": "4100",
    f"{FUND}.budget_expenditure.0.name": "失业保险金支出",
    f"{FUND}.budget_expenditure.0.amount": "3600",
    f"{FUND}.budget_expenditure.1.name": "基本医疗保险费支出",
    f"{FUND}.budget_expenditure.1.amount": "500",
    f"{FUND}.budget_balance": "1100",
    f"{FUND}.final_income_total": "5310.5",
    f"{FUND}.final_income.0.name": "失业保险费收入",
    f"{FUND}.final_income.0.amount": "5090",
    f"{FUND}.final_income.1.name": "利息收入",
    f"{FUND}.final_income.1.amount": "220.5",
    f"{FUND}.final_expenditure_total": "4205",
    f"{FUND}.final_expenditure.0.name": "失业保险金支出",
    f"{FUND}.final_expenditure.0.amount": "3700",
    f"{FUND}.final_expenditure.1.name": "基本医疗保险费支出",
    f"{FUND}.final_expenditure.1.amount": "505",
    f"{FUND}.final_balance": "1105.5",
    f"{FUND}.opening_balance": "9000",
    f"{FUND}.closing_balance": "10105.5",
}

ASSETS: Final = {
    "资产": """
2023年国有资产情况表 | < | < | < | < | <
填报单位：云台市档案馆 | | | | | 单位：万元
资产类别 | 账面原值 | < | < | 累计折旧（摊销） | 净值
^ | 年初数 | 本年增加 | 年末数 | ^ | ^
固定资产合计 | 900 | 60 | 960 | 400 | 560
（一）房屋 | 600 | | 600 | 250 | 350
（二）设备 | 300 | 60 | 360 | 150 | 210
无形资产 | 50 | | 50 | 20 | 30
合计 | 950 | 60 | 1,010 | 420 | 590
""",
    "处置": """
2023年资产处置情况表 | < | <
 | | 单位：元
处置方式 | 账面原值 | 备注
报废 | 120,000 | 电脑
无偿调拨 | 30,000 |
合计 | 150,000 |
""",
}
ASSETS_SAY: Final = {
    "overview.unit": "云台市档案馆",
    "overview.year": "2023",
    "assets.book_values.opening_cost": "900",
    "assets.book_values.cost_added": "60",
    "assets.book_values.fixed.cost": "960",
    "assets.book_values.fixed.written_off": "400",
    "assets.book_values.fixed.net": "560",
    "assets.book_values.intangible.cost": "50",
    "assets.book_values.intangible.written_off": "20",
    "assets.book_values.intangible.net": "30",
    "assets.totals.fixed_net": "560",
    "assets.totals.intangible_net": "30",
    "assets.classes.base": "固定资产原值",
    "assets.classes.base_amount": "960",
    "assets.classes.items.0.name": "房屋",
    "assets.classes.items.0.amount": "600",
    "assets.classes.items.1.name": "设备",
    "assets.classes.items.1.amount": "360",
    "assets.disposals.total": "15",
    "assets.disposals.by_form.0.name": "报废",
    "assets.disposals.by_form.0.amount": "12",
    "assets.disposals.by_form.1.name": "无偿调拨",
    "assets.disposals.by_form.1.amount": "3",
}

IN_WORDS: Final = {
    "三公": """
云台市档案馆2023年度“三公”经费支出情况统计表 | < | < | < | <
 | | | | 单位：元
项目 | 上年决算数 | 本年预算数 | 本年决算数 | 增减变动原因
合计 | 60,000 | 80,000 | 52,000 |
因公出国（境）费 | 0 | 0 | 0 | —
公务接待费 | 20,000 | 30,000 | 12,000 | 接待任务减少
公务用车购置及运行费 | 40,000 | 50,000 | 40,000 | 车辆未更新
其中：公务用车购置费 | 0 | 0 | 0 |
公务用车运行费 | 40,000 | 50,000 | 40,000 |
说明：本年公务接待15批次，共96人次，公务用车购置0辆，年末保有量2辆；上年公务接待21批次。 | < | < | < | <
""",
}
IN_WORDS_SAYS: Final = {
    "overview.unit": "云台市档案馆",
    "overview.year": "2023",
    **{f"{THREE}.{key}": value for key, value in {
        "budget": "8", "actual": "5.2", "last_year": "6", "overseas.budget": "0", "overseas.actual": "0",
        "overseas.last_year": "0", "reception.budget": "3", "reception.actual": "1.2", "reception.last_year": "2",
        "reception.reason": "接待任务减少", "vehicles.budget": "5", "vehicles.actual": "4", "vehicles.last_year": "4",
        "vehicles.reason": "车辆未更新", "details.purchase.budget": "0", "details.purchase.actual": "0",
        "details.purchase.last_year": "0", "details.operation.budget": "5", "details.operation.actual": "4",
        "details.operation.last_year": "4", "details.receptions": "15", "details.guests": "96",
        "details.bought": "0", "details.kept": "2",
    }.items()},
}  # fmt: skip

TWINS: Final = {
    "台账": """
石门区卫健局2024年项目支出预算批复与执行情况表 | < | < | < | < | < | < | < | < | <
单位：万元 | | | | | | | | |
部门项目 | < | < | < | < | 公共项目 | < | < | < | <
序号 | 项目名称 | 批复数 | 执行数 | 用途 | 序号 | 项目名称 | 批复数 | 执行数 | 用途
1 | 疾控能力建设 | 50 | 48 | 设备购置 | 1 | 基本公共卫生服务 | 900 | 900 | 建档和随访
2 | 卫生监督 | 30 | 30 | 快检耗材 | | | | |
合计 | < | 80 | 78 | | 合计 | < | 900 | 900 |
""",
}
TWINS_SAY: Final = {
    "overview.unit": "石门区卫健局",
    "overview.year": "2024",
    f"{PROJECTS}.unit_projects.items.0.name": "疾控能力建设",
    f"{PROJECTS}.unit_projects.items.0.amount": "50",
    f"{PROJECTS}.unit_projects.items.0.executed": "48",
    f"{PROJECTS}.unit_projects.items.0.use": "设备购置",
    f"{PROJECTS}.unit_projects.items.1.name": "卫生监督",
    f"{PROJECTS}.unit_projects.items.1.amount": "30",
    f"{PROJECTS}.unit_projects.items.1.executed": "30",
    f"{PROJECTS}.unit_projects.items.1.use": "快检耗材",
    f"{PROJECTS}.unit_projects.total": "80",
    f"{PROJECTS}.unit_projects.executed": "78",
    f"{PROJECTS}.public_projects.items.0.name": "基本公共卫生服务",
    f"{PROJECTS}.public_projects.items.0.amount": "900",
    f"{PROJECTS}.public_projects.items.0.executed": "900",
    f"{PROJECTS}.public_projects.items.0.use": "建档和随访",
    f"{PROJECTS}.public_projects.total": "900",
    f"{PROJECTS}.public_projects.executed": "900",
}

CATEGORIES: Final = {
    "清单": """
2024年度项目支出清单 | < | < | < | < | <
编报单位：松岭市林业局（盖章） | | | | | 金额单位：万元
序号 | 项目类别 | 项目名称 | 年初批复数 | 执行数 | 备注
1 | 单位项目 | 森林防火 | 100 | 90 |
2 | 公共项目 | 国土绿化 | 300 | 280 | 跨年
 | | 合计 | 400 | 370 |
""",
}
CATEGORIES_SAY: Final = {
    "overview.unit": "松岭市林业局",
    "overview.year": "2024",
    f"{PROJECTS}.unit_projects.items.0.name": "森林防火",
    f"{PROJECTS}.unit_projects.items.0.amount": "100",
    f"{PROJECTS}.unit_projects.items.0.executed": "90",
    f"{PROJECTS}.public_projects.items.0.name": "国土绿化",
    f"{PROJECTS}.public_projects.items.0.amount": "300",
    f"{PROJECTS}.public_projects.items.0.executed": "280",
    f"{PROJECTS}.public_projects.items.0.remark": "跨年",
}

PAYERS: Final = {
    "封面": """
2024年度部门决算报表
单位名称： | 南岭省档案馆
""",
    "支出": """
支出决算表
编制单位：南岭省档案馆 | | 2024年度 | 单位：万元
科目编码 | 科目名称 | 合计 | 项目支出
201 | 一般公共服务支出 | 90 | 40
 | 合计 | 90 | 40
""",
    "上年支出": """
支出决算表
编制单位：南岭省档案馆 | | 2023年度 | 单位：万元
科目编码 | 科目名称 | 合计 | 项目支出
201 | 一般公共服务支出 | 80 | 30
 | 合计 | 80 | 30
""",
    "人员": """
机构人员情况表 | < | < | < | < | <
编制单位：南岭省档案馆 | | | | | 单位：人
项目 | 编制人数 | 年末实有人数 | < | < | <
^ | ^ | 合计 | 一般公共预算财政拨款开支人数 | 政府性基金预算财政拨款开支人数 | 经费自理人数
合计 | 118 | 112 | 110 | 0 | 2
一、在职人员 | 118 | 109 | 107 | 0 | 2
（一）行政人员 | 20 | 18 | 18 | 0 | 0
（二）参照公务员法管理人员 | 98 | 89 | 89 | 0 | 0
（三）非参公事业人员 | 0 | 2 | 0 | 0 | 2
二、离休人员 | — | 3 | 3 | 0 | 0
""",
}
PAYERS_SAY: Final = {
    "overview.unit": "南岭省档案馆",
    "overview.year": "2024",
    "overview.scale.total": "90",
    "overview.scale.project": "40",
    "overview.scale.last_year": "80",
    "overview.scale.functions.0.name": "一般公共服务支出",
    "overview.scale.functions.0.amount": "40",
    **{f"overview.staff.{key}": value for key, value in {
        "authorised": "118", "serving": "109", "retired_veterans": "3", "budget_paid": "110", "administrative": "18",
        "civil_servant_managed": "89", "public_institution": "0", "budget_veterans": "3", "fund_paid": "0",
        "self_funded": "2",
    }.items()},
}  # fmt: skip

TWO_SIDES: Final = {
    "工伤": """
2022年工伤保险基金收支预决算表 | < | < | < | < | <
编制单位：宁川市人社局 | | | | | 单位：元
项目 | 预算数 | 决算数 | 项目 | 预算数 | 决算数
一、工伤保险费收入 | 640000 | 618500 | 一、工伤保险待遇支出 | 580000 | 602100
二、利息收入 | 21000 | 23800 | 二、工伤预防费用支出 | 12000 | 11600
本年收入合计 | 661000 | 642300 | 本年支出合计 | 592000 | 613700
 | | | 本年收支结余 | 69000 | 28600
上年结余 | 735000 | 735000 | 年末滚存结余 | 804000 | 763600
总计 | 1396000 | 1377300 | 总计 | 1396000 | 1377300
""",
    "资产": """
2022年行政事业单位国有资产情况表 | < | < | < | < | < | <
单位：万元 | | | | | |
资产类别 | 账面原值 | < | < | < | 累计折旧（摊销） | 年末净值
^ | 年初数 | 本年增加 | 本年减少 | 年末数 | ^ | ^
一、固定资产合计 | 110 | 40 | 20 | 130 | 50 | 80
　　1．房屋 | 70 | | | 70 | 20 | 50
　　2．设备 | 40 | 40 | 20 | 60 | 30 | 30
　　　　其中：车辆 | 20 | | 10 | 10 | 5 | 5
二、无形资产 | 8 | 1 | | 9 | 4 | 5

资产处置情况 | < | < | | 资产总量情况 | < | <
 | | 单位：万元 | | | | 单位：万元
处置形式 | 固定资产 | 合计 | | 项目 | 年初数 | 年末数
报废 | 15 | 15 | | 流动资产 | 23 | 20
出售 | 5 | 5 | | 非流动资产 | 66 | 85
合计 | 20 | 20 | | 资产总计 | 89 | 105
""",
}
TWO_SIDES_SAY: Final = {
    "overview.unit": "宁川市人社局",
    "overview.year": "2022",
    **{f"{FUND}.{key}": value for key, value in {
        "name": "工伤保险基金", "budget_income_total": "66.1", "budget_expenditure_total": "59.2",
        "budget_balance": "6.9", "final_income_total": "64.23", "final_expenditure_total": "61.37",
        "final_balance": "2.86", "opening_balance": "73.5", "closing_balance": "76.36",
        "budget_income.0.name": "工伤保险费收入", "budget_income.0.amount": "64", "budget_income.1.name": "利息收入",
        "budget_income.1.amount": "2.1", "final_income.0.name": "工伤保险费收入", "final_income.0.amount": "61.85",
        "final_income.1.name": "利息收入", "final_income.1.amount": "2.38",
        "budget_expenditure.0.name": "工伤保险待遇支出", "budget_expenditure.0.amount": "58",
        "budget_expenditure.1.name": "工伤预防费用支出", "budget_expenditure.1.amount": "1.2",
        "final_expenditure.0.name": "工伤保险待遇支出", "final_expenditure.0.amount": "60.21",
        "final_expenditure.1.name": "工伤预防费用支出", "final_expenditure.1.amount": "1.16",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "totals.total": "105", "totals.last_year": "89", "totals.current": "20", "totals.non_current": "85",
        "totals.fixed_net": "80", "totals.intangible_net": "5", "book_values.fixed.cost": "130",
        "book_values.fixed.written_off": "50", "book_values.fixed.net": "80", "book_values.intangible.cost": "9",
        "book_values.intangible.written_off": "4", "book_values.intangible.net": "5",
        "book_values.opening_cost": "110", "book_values.cost_added": "40", "book_values.cost_removed": "20",
        "classes.base": "固定资产原值", "classes.base_amount": "130", "classes.items.0.name": "房屋",
        "classes.items.0.amount": "70", "classes.items.1.name": "设备", "classes.items.1.amount": "60",
        "classes.items.1.parts.0.name": "车辆", "classes.items.1.parts.0.amount": "10",
        "disposals.total": "20", "disposals.by_form.0.name": "报废", "disposals.by_form.0.amount": "15",
        "disposals.by_form.1.name": "出售", "disposals.by_form.1.amount": "5",
    }.items()},
}  # fmt: skip

SIDE_TABLES: Final = {
    "基金收支": """
2024年度政府性基金预算财政拨款收支情况表 | < | < | < | <
部门：松岭市林业局 | | | | 单位：万元
科目名称 | 上年结转 | 本年收入 | 本年支出 | 年末结转
森林植被恢复费安排的支出 | 10 | 50 | 45 | 15
合计 | 10 | 50 | 45 | 15
""",
    "三公": """
2024年度一般公共预算“三公”经费情况表 | < | < | < | < | <
部门：松岭市林业局 | | | | | 单位：万元
年度 | 合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置费 | 公务用车运行维护费
2023年决算 | 30 | 0 | 10 | 0 | 20
2024年预算 | 35 | 0 | 12 | 0 | 23
2024年决算 | 28 | 0 | 9 | 0 | 19
""",
    "人员": """
2024年末机构人员情况表 | < | < | <
 | | | 单位：人
项目 | 2023年末人数 | 2024年末人数 | 增减
编制数 | 50 | 52 | 2
在职人员 | 48 | 49 | 1
""",
    "主要指标": """
2024年部门决算主要指标情况表 | < | <
单位：万元 | |
指标 | 2023年 | 2024年
收入合计 | 900 | 1000
其中：基本支出 | 500 | 550
""",
}
SIDE_TABLES_SAY: Final = {
    "overview.unit": "松岭市林业局",
    "overview.year": "2024",
    "overview.staff.authorised": "52",
    "overview.staff.serving": "49",
    "government_funds.opening": "10",
    "government_funds.income": "50",
    "government_funds.actual": "45",
    "government_funds.carried_over": "15",
    **{f"{THREE}.{key}": value for key, value in {
        "budget": "35", "actual": "28", "last_year": "30", "overseas.budget": "0", "overseas.actual": "0",
        "overseas.last_year": "0", "reception.budget": "12", "reception.actual": "9", "reception.last_year": "10",
        "vehicles.budget": "23", "vehicles.actual": "19", "vehicles.last_year": "20", "details.purchase.budget": "0",
        "details.purchase.actual": "0", "details.purchase.last_year": "0", "details.operation.budget": "23",
        "details.operation.actual": "19", "details.operation.last_year": "20",
    }.items()},
}  # fmt: skip

BOOKS: Final = {
    "stacked": (STACKED, STACKED_SAYS),
    "sections": (SECTIONS, SECTIONS_SAY),
    "one below the other": (ONE_BELOW_THE_OTHER, ONE_BELOW_SAYS),
    "assets": (ASSETS, ASSETS_SAY),
    "in words": (IN_WORDS, IN_WORDS_SAYS),
    "twins": (TWINS, TWINS_SAY),
    "categories": (CATEGORIES, CATEGORIES_SAY),
    "payers": (PAYERS, PAYERS_SAY),
    "side tables": (SIDE_TABLES, SIDE_TABLES_SAY),
    "two sides": (TWO_SIDES, TWO_SIDES_SAY),
}
