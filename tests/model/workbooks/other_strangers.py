"""More books of accountants whom nobody here knew: projects, staff and assets, each as another office lists them."""

from __future__ import annotations

from typing import Final

THREE: Final = "general_budget.three_public"
PROJECTS: Final = "general_budget.projects"

STREET: Final = {
    "项目": """
2024年度一般公共预算财政拨款项目支出明细表 | < | < | < | < | < | < | <
部门：临湖市南津街道办事处 | | | | | | | 单位：万元
项目名称 | 资金安排 | < | < | 全年支出数 | 执行率（%） | 资金用途 | 说明
^ | 年初批复数 | 追加（减）数 | 全年预算数 | ^ | ^ | ^ | ^
公共项目 | 190 | 10 | 200 | 186.5 | 93.25 | |
背街小巷改造 | 150 | | 150 | 140 | 93.33 | 8条巷道路面和排水 | 尾款未付
困难群众慰问 | 40 | 10 | 50 | 46.5 | 93 | 春节和重阳慰问 |
部门项目 | 75 | -5 | 70 | 69.2 | 98.86 | |
社区网格运转 | 75 | -5 | 70 | 69.2 | 98.86 | 网格员补助 |
合计 | 265 | 5 | 270 | 255.7 | 94.7 | |
""",
    "功能": """
项目支出按功能科目汇总表 | < | < | < | <
部门：临湖市南津街道办事处 | | | | 单位：元
科目编码 | 科目名称 | 全年预算数 | 全年支出数 | 进度
201 | 一般公共服务支出 | 700,000.00 | 692,000.00 | 98.86%
208 | 社会保障和就业支出 | 500,000.00 | 465,000.00 | 93.00%
212 | 城乡社区支出 | 1,500,000.00 | 1,400,000.00 | 93.33%
 | 合计 | 2,700,000.00 | 2,557,000.00 | 94.70%
""",
    "资产": """
资产总额增减变动情况表 | < | < | < | < | <
单位名称：临湖市南津街道办事处 | | | | | 单位：元
资产项目 | 期初数 | 本期增加 | 本期减少 | 期末数 | 增减变动原因
流动资产 | 3,000,000 | 600,000 | 900,000 | 2,700,000 | 项目款支付
固定资产净值 | 5,000,000 | 450,000 | 350,000 | 5,100,000 | 购置消防车
在建工程 | 1,000,000 | 800,000 | | 1,800,000 |
无形资产净值 | 200,000 | | 20,000 | 180,000 |
资产总计 | 9,200,000 | 1,850,000 | 1,270,000 | 9,780,000 | 社区服务中心开工建设
注：期初数为截至2023年12月31日的账面数，期末数为截至2024年12月31日的账面数。
""",
    "处置": """
处置资产情况表 | < | < | < | < | <
单位名称：临湖市南津街道办事处 | | | | | 单位：元
资产类型 | 账面原值 | 处置方式 | < | < | 处置收益
^ | ^ | 报废 | 无偿调拨 | 公开拍卖 | ^
设备 | 280,000 | 200,000 | 80,000 | | 3,600
家具和用具 | 60,000 | 60,000 | | | 800
车辆 | 150,000 | | | 150,000 | 21,000
合计 | 490,000 | 260,000 | 80,000 | 150,000 | 25,400
""",
}
STREET_SAYS: Final = {
    "overview.unit": "临湖市南津街道办事处",
    "overview.year": "2024",
    "overview.scale.project": "255.7",
    **{f"overview.scale.functions.{key}": value for key, value in {
        "0.name": "一般公共服务支出", "0.amount": "69.2", "1.name": "社会保障和就业支出", "1.amount": "46.5",
        "2.name": "城乡社区支出", "2.amount": "140",
    }.items()},
    **{f"{PROJECTS}.{key}": value for key, value in {
        "actual": "255.7", "execution.original": "265", "execution.adjusted": "270",
        "unit_projects.total": "75", "unit_projects.executed": "69.2",
        "unit_projects.items.0.name": "社区网格运转", "unit_projects.items.0.amount": "75",
        "unit_projects.items.0.adjusted": "70", "unit_projects.items.0.executed": "69.2",
        "unit_projects.items.0.use": "网格员补助", "public_projects.total": "190", "public_projects.executed": "186.5",
        "public_projects.items.0.name": "背街小巷改造", "public_projects.items.0.amount": "150",
        "public_projects.items.0.adjusted": "150", "public_projects.items.0.executed": "140",
        "public_projects.items.0.use": "8条巷道路面和排水", "public_projects.items.0.remark": "尾款未付",
        "public_projects.items.1.name": "困难群众慰问", "public_projects.items.1.amount": "40",
        "public_projects.items.1.adjusted": "50", "public_projects.items.1.executed": "46.5",
        "public_projects.items.1.use": "春节和重阳慰问",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "totals.total": "978", "totals.last_year": "920", "totals.increased": "185", "totals.decreased": "127",
        "totals.current": "270", "totals.fixed_net": "510", "totals.construction": "180",
        "totals.intangible_net": "18", "totals.cause": "社区服务中心开工建设",
        "book_values.fixed.net": "510", "book_values.intangible.net": "18", "book_values.date": "2024-12-31",
        "disposals.total": "49", "disposals.by_kind.0.name": "设备", "disposals.by_kind.0.amount": "28",
        "disposals.by_kind.1.name": "家具和用具", "disposals.by_kind.1.amount": "6",
        "disposals.by_kind.2.name": "车辆", "disposals.by_kind.2.amount": "15",
        "disposals.by_form.0.name": "报废", "disposals.by_form.0.amount": "26",
        "disposals.by_form.1.name": "无偿调拨", "disposals.by_form.1.amount": "8",
        "disposals.by_form.2.name": "公开拍卖", "disposals.by_form.2.amount": "15",
    }.items()},
}  # fmt: skip

BUREAU: Final = {
    "人员": """
2023年末机构人员编制情况表 | < | < | < | <
编报单位：云岭县交通运输局 | | | | 单位：人
序号 | 类别 | 人员数 | < | 说明
^ | ^ | 上年末 | 本年末 | ^
1 | 人员编制数 | 95 | 95 |
2 | 年末在职人员 | 90 | 88 | 退休2人
3 | 其中：行政人员 | 30 | 29 |
4 | 参公人员 | 12 | 12 |
5 | 非参公事业人员 | 48 | 47 |
6 | 离休人员 | 1 | 1 |
7 | 退休人员 | 51 | 53 |
8 | 一般公共预算财政拨款开支人员 | 91 | 89 |
9 | 长期聘用人员 | 6 | 7 |
""",
    "二级": """
局属二级单位人员情况表 | < | < | < | <
 | | | | 单位：人
二级单位名称 | 单位性质 | 编制数 | 在职人员 | 退休人员
县公路建设养护中心 | 公益一类 | 40 | 37 | 28
县道路运输服务中心 | 公益一类 | 12 | 10 | 6
县交通运输综合行政执法大队 | 参公 | 13 | 12 | 4
合计 | | 65 | 59 | 38
""",
    "三公": """
2023年度“三公”经费支出情况表 | < | < | < | < | < | < | <
编报单位：云岭县交通运输局 | | | | | | | 金额单位：元
项目 | 2022年决算数 | 2023年 | < | 增减原因 | 业务量 | < | <
^ | ^ | 预算数 | 决算数 | ^ | 内容 | 上年 | 本年
因公出国（境）费 | 0 | 0 | 0 | | 因公出国（境）团组数 | 0 | 0
公务用车购置费 | 0 | 180,000 | 176,800 | 更新1辆执法车 | 公务用车购置数量 | 0 | 1
公务用车运行维护费 | 230,000 | 220,000 | 214,500 | | 公务用车保有量（辆） | 9 | 9
公务接待费 | 62,000 | 60,000 | 41,300 | 减少陪餐人员 | 国内公务接待批次 | 88 | 61
合计 | 292,000 | 460,000 | 432,600 | | 国内公务接待人次（人） | 702 | 455
""",
}
BUREAU_SAYS: Final = {
    "overview.unit": "云岭县交通运输局",
    "overview.year": "2023",
    "overview.subordinates.0.name": "县公路建设养护中心",
    "overview.subordinates.1.name": "县道路运输服务中心",
    "overview.subordinates.2.name": "县交通运输综合行政执法大队",
    **{f"overview.staff.{key}": value for key, value in {
        "authorised": "95", "serving": "88", "retired_veterans": "1", "administrative": "29",
        "civil_servant_managed": "12", "public_institution": "47", "budget_veterans": "1", "budget_paid": "89",
        "retired": "53", "contract": "7",
    }.items()},
    **{f"{THREE}.{key}": value for key, value in {
        "reception.budget": "6", "reception.actual": "4.13", "reception.last_year": "6.2",
        "reception.reason": "减少陪餐人员",
        "vehicles.reason": "更新1辆执法车", "vehicles.budget": "40", "vehicles.actual": "39.13",
        "vehicles.last_year": "23", "overseas.budget": "0", "overseas.actual": "0", "overseas.last_year": "0",
        "budget": "46", "actual": "43.26", "last_year": "29.2", "details.receptions": "61", "details.guests": "455",
        "details.purchase.budget": "18", "details.purchase.actual": "17.68", "details.purchase.last_year": "0",
        "details.operation.budget": "22", "details.operation.actual": "21.45", "details.operation.last_year": "23",
        "details.bought": "1", "details.kept": "9", "details.trips": "0",
    }.items()},
}  # fmt: skip

SCHOOL: Final = {
    "项目": """
2022年度一般公共预算项目支出情况表 | < | < | < | < | < | <
单位：新河市第二中学 | | | | | | 金额单位：元
科目编码 | 科目名称 | 年初预算数 | 调整数 | 全年预算数 | 决算数 | 结余
205 | 教育支出 | 900,000 | 100,000 | 1,000,000 | 980,000 | 20,000
20502 | 普通教育 | 900,000 | 100,000 | 1,000,000 | 980,000 | 20,000
 | 合计 | 900,000 | 100,000 | 1,000,000 | 980,000 | 20,000
""",
    "台账": """
一般公共预算安排的项目支出一览表 | < | < | < | < | <
单位：新河市第二中学 | | | | | 金额单位：元
序号 | 项目 | 预算批复数 | 实际支出数 | 结余 | 备注
一 | 单位项目 | 1,000,000 | 980,000 | 20,000 |
1 | 教学设备更新 | 600,000 | 590,000 | 10,000 |
2 | 校舍维修 | 400,000 | 390,000 | 10,000 | 质保金待付
 | 总计 | 1,000,000 | 980,000 | 20,000 |
""",
    "资产负债": """
资产负债表 | < | < | < | < | <
单位：新河市第二中学 | | 2022年12月31日 | | | 单位：元
资产 | 金额 | < | 负债和净资产 | 金额 | <
^ | 年末余额 | 年初余额 | ^ | 年末余额 | 年初余额
流动资产： | | | 流动负债： | |
货币资金 | 800,000 | 950,000 | 应付账款 | 120,000 | 100,000
流动资产合计 | 820,000 | 970,000 | 负债合计 | 120,000 | 100,000
非流动资产： | | | 净资产： | |
固定资产原值 | 9,600,000 | 9,000,000 | 累计盈余 | 6,500,000 | 6,470,000
减：固定资产累计折旧 | 4,100,000 | 3,700,000 | | |
固定资产净值 | 5,500,000 | 5,300,000 | | |
无形资产净值 | 300,000 | 300,000 | | |
非流动资产合计 | 5,800,000 | 5,600,000 | 净资产合计 | 6,500,000 | 6,470,000
资产总计 | 6,620,000 | 6,570,000 | 负债和净资产总计 | 6,620,000 | 6,570,000
固定资产增减原因：购置教学设备
""",
    "资产分类": """
固定资产和无形资产构成情况表 | < | < | < | < | < | <
单位：新河市第二中学 | | | | | | 单位：万元
类别 | 账面原值 | < | < | < | 累计折旧（摊销） | 账面净值
^ | 年初数 | 本年增加 | 本年减少 | 年末数 | ^ | ^
固定资产合计 | 900 | 75 | 15 | 960 | 410 | 550
1．房屋和构筑物 | 600 | | | 600 | 250 | 350
2．设备 | 260 | 75 | 15 | 320 | 140 | 180
3．家具和用具 | 40 | | | 40 | 20 | 20
无形资产合计 | 40 | 2 | | 42 | 12 | 30
1．软件 | 40 | 2 | | 42 | 12 | 30
""",
    "处置": """
资产处置情况表 | < | < | < | <
单位：新河市第二中学 | | | | 单位：元
资产类别 | 处置资产原值 | 报废 | 报损 | 出售
合计 | 150,000 | 100,000 | 20,000 | 20,000
设备 | 150,000 | 100,000 | 20,000 | 20,000
""",
}
SCHOOL_SAYS: Final = {
    "overview.unit": "新河市第二中学",
    "overview.year": "2022",
    **{f"{PROJECTS}.{key}": value for key, value in {
        "unit_projects.total": "100", "unit_projects.executed": "98", "unit_projects.items.0.name": "教学设备更新",
        "unit_projects.items.0.amount": "60", "unit_projects.items.0.executed": "59",
        "unit_projects.items.1.name": "校舍维修", "unit_projects.items.1.amount": "40",
        "unit_projects.items.1.remark": "质保金待付", "unit_projects.items.1.executed": "39",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "totals.current": "82", "totals.non_current": "580", "totals.total": "662", "totals.fixed_net": "550",
        "totals.intangible_net": "30", "totals.last_year": "657", "book_values.date": "2022-12-31",
        "book_values.fixed.cost": "960", "book_values.fixed.written_off": "410", "book_values.fixed.net": "550",
        "book_values.intangible.cost": "42", "book_values.intangible.written_off": "12",
        "book_values.intangible.net": "30", "book_values.opening_cost": "900", "book_values.cost_added": "75",
        "book_values.cost_removed": "15", "classes.base": "固定资产原值", "classes.base_amount": "960",
        "classes.items.0.name": "房屋和构筑物", "classes.items.0.amount": "600", "classes.items.1.name": "设备",
        "classes.items.1.amount": "320", "classes.items.2.name": "家具和用具", "classes.items.2.amount": "40",
        "disposals.by_kind.0.name": "设备", "disposals.by_kind.0.amount": "15", "disposals.total": "15",
    }.items()},
}  # fmt: skip

CENTRE: Final = {
    "人员": """
附件3：二〇二四年机构及人员情况统计表 | < | < | < | < | <
填报单位（盖章）：石桥市卫生健康委员会 | | | | 计量单位：人 |
单位 | 编制人数 | < | 实有在职人数 | < | 离退休人数
^ | 2023年末 | 2024年末 | 2023年末 | 2024年末 | ^
市卫健委机关 | 50 | 50 | 48 | 47 | 60
市妇幼保健院 | 210 | 215 | 198 | 203 | 77
市疾控中心 | 90 | 90 | 85 | 86 | 41
合计 | 350 | 355 | 331 | 336 | 178
""",
    "所属": """
委机关及所属二级机构名录与人员情况表 | < | < | < | <
 | | | | 单位：人
序号 | 机构名称 | 预算级次 | 编制数 | 在职人数
1 | 市卫健委机关 | 一级 | 50 | 47
2 | 市妇幼保健院 | 二级 | 215 | 203
3 | 市疾控中心 | 二级 | 90 | 86
 | 合计 | | 355 | 336
""",
    "三公": """
“三公”经费及相关工作量统计表 | < | < | < | < | < | <
 | | 2024年度 | | | | 单位：万元
项目 | 预算数 | 决算数 | 节约额 | 工作量 | < | <
^ | ^ | ^ | ^ | 指标 | 2023年 | 2024年
三公经费合计 | 30 | 24.5 | 5.5 | | |
（一）因公出国（境）费用 | 0 | 0 | 0 | 因公出国（境）人次数（人） | 0 | 0
（二）公务接待费 | 6 | 4.1 | 1.9 | 国内公务接待人次 | 420 | 388
（三）公务用车购置及运行费 | 24 | 20.4 | 3.6 | 国内公务接待批次 | 51 | 46
其中：公务用车购置费 | 0 | 0 | 0 | 公务用车购置数 | 0 | 0
公务用车运行维护费 | 24 | 20.4 | 3.6 | 公务用车保有量 | 8 | 7
""",
}
CENTRE_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "石桥市卫生健康委员会", "year": "2024", "staff.authorised": "355", "staff.serving": "336",
        "subordinates.0.name": "市妇幼保健院", "subordinates.1.name": "市疾控中心",
    }.items()},
    **{f"{THREE}.{key}": value for key, value in {
        "budget": "30", "actual": "24.5", "overseas.budget": "0", "overseas.actual": "0", "reception.budget": "6",
        "reception.actual": "4.1", "vehicles.budget": "24", "vehicles.actual": "20.4",
        "details.purchase.budget": "0", "details.purchase.actual": "0", "details.operation.budget": "24",
        "details.operation.actual": "20.4", "details.travellers": "0", "details.guests": "388",
        "details.receptions": "46", "details.bought": "0", "details.kept": "7", "saving": "5.5",
        "overseas.saving": "0", "reception.saving": "1.9", "vehicles.saving": "3.6",
    }.items()},
}  # fmt: skip

FOREST: Final = {
    "一": """
表1 | | | | | |
2023年一般公共预算项目资金支出情况统计表 | < | < | < | < | < | <
单位名称：大青山林场 | | | | | | （金额单位：万元）
项目类别 | 项目名称 | 年初预算 | 调整后预算 | 实际支出 | 执行率 | 绩效自评得分
单位项目 | 护林防火 | 60 | 66 | 65.2 | 98.79% | 97
单位项目 | 林木良种繁育 | 35 | 35 | 31.5 | 90.00% | 92.5
单位项目 | 小计 | 95 | 101 | 96.7 | 95.74% |
公共项目 | 公益林补偿 | 210 | 214 | 214 | 100.00% | 99
公共项目 | 小计 | 210 | 214 | 214 | 100.00% |
合计 | | 305 | 315 | 310.7 | 98.63% |
注：本表项目均为一般公共预算安排，已列出全部项目。
""",
    "二": """
表2 | | | |
项目支出功能分类情况表 | < | < | < | <
单位名称：大青山林场 | | 2023年度 | | 万元
功能分类科目 | < | 年初预算数 | 执行数 | 占比
编码 | 名称 | ^ | ^ | ^
211 | 节能环保支出 | 210 | 214 | 68.88%
213 | 农林水支出 | 95 | 96.7 | 31.12%
合计 | < | 305 | 310.7 | 100%
""",
    "三": """
表3 | | | | | | |
国有资产分类情况表 | < | < | < | < | < | < | <
单位名称：大青山林场 | | | | 2023年12月31日 | | | 单位：元
项目 | 原值 | < | < | < | 累计折旧 | 净值 | 比重
^ | 期初数 | 本期增加 | 本期减少 | 期末数 | ^ | ^ | ^
固定资产 | 20,000,000 | 1,500,000 | 500,000 | 21,000,000 | 9,000,000 | 12,000,000 | 100%
（一）房屋和构筑物 | 14,000,000 | | | 14,000,000 | 6,000,000 | 8,000,000 | 66.67%
（二）设备 | 5,000,000 | 1,500,000 | 500,000 | 6,000,000 | 2,600,000 | 3,400,000 | 28.57%
（三）家具和用具 | 1,000,000 | | | 1,000,000 | 400,000 | 600,000 | 4.76%
无形资产 | 300,000 | | | 300,000 | 120,000 | 180,000 |
""",
    "四": """
表4 | | | | |
资产处置情况统计表 | < | < | < | < | <
单位名称：大青山林场 | | | | | 单位：元
处置资产类别 | 合计 | 其中： | < | < | 备注
^ | ^ | 报废报损 | 无偿划转 | 出售转让 | ^
合计 | 500,000 | 300,000 | 120,000 | 80,000 |
其中：车辆 | 200,000 | | 120,000 | 80,000 | 2辆
通用设备 | 300,000 | 300,000 | | |
""",
}
FOREST_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "大青山林场", "year": "2023", "scale.project": "310.7", "scale.functions.0.name": "节能环保支出",
        "scale.functions.0.amount": "214", "scale.functions.1.name": "农林水支出",
        "scale.functions.1.amount": "96.7",
    }.items()},
    **{f"{PROJECTS}.{key}": value for key, value in {
        "actual": "310.7", "execution.original": "305", "execution.adjusted": "315", "unit_projects.total": "95",
        "unit_projects.executed": "96.7", "unit_projects.complete": "是", "unit_projects.items.0.name": "护林防火",
        "unit_projects.items.0.amount": "60", "unit_projects.items.0.adjusted": "66",
        "unit_projects.items.0.executed": "65.2", "unit_projects.items.1.name": "林木良种繁育",
        "unit_projects.items.1.amount": "35", "unit_projects.items.1.adjusted": "35",
        "unit_projects.items.1.executed": "31.5", "public_projects.total": "210", "public_projects.executed": "214",
        "public_projects.complete": "是", "public_projects.items.0.name": "公益林补偿",
        "public_projects.items.0.amount": "210", "public_projects.items.0.adjusted": "214",
        "public_projects.items.0.executed": "214",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "book_values.date": "2023-12-31", "totals.fixed_net": "1200", "totals.intangible_net": "18",
        "book_values.fixed.cost": "2100", "book_values.fixed.written_off": "900", "book_values.fixed.net": "1200",
        "book_values.intangible.cost": "30", "book_values.intangible.written_off": "12",
        "book_values.intangible.net": "18", "book_values.opening_cost": "2000", "book_values.cost_added": "150",
        "book_values.cost_removed": "50", "classes.base": "固定资产原值", "classes.base_amount": "2100",
        "classes.items.0.name": "房屋和构筑物", "classes.items.0.amount": "1400", "classes.items.1.name": "设备",
        "classes.items.1.amount": "600", "classes.items.2.name": "家具和用具", "classes.items.2.amount": "100",
        "disposals.total": "50", "disposals.by_kind.0.name": "车辆", "disposals.by_kind.0.amount": "20",
        "disposals.by_kind.1.name": "通用设备", "disposals.by_kind.1.amount": "30",
        "disposals.by_form.0.name": "报废报损", "disposals.by_form.0.amount": "30",
        "disposals.by_form.1.name": "无偿划转", "disposals.by_form.1.amount": "12",
        "disposals.by_form.2.name": "出售转让", "disposals.by_form.2.amount": "8",
    }.items()},
}  # fmt: skip

COURT: Final = {
    "人员": """
人员情况表 | < | < | < | <
单位：海安区人民法院 | | | 2022年12月31日 | 单位：人
项目 | 行次 | 年末数 | < | 年初数
^ | ^ | 人数 | 其中：女 | 人数
核定编制 | 1 | 110 | | 110
在职人员 | 2 | 104 | 46 | 106
其中：行政人员 | 3 | 98 | 43 | 100
工勤人员 | 4 | 6 | 3 | 6
退休人员 | 5 | 58 | 20 | 55
聘用制书记员 | 6 | 35 | 30 | 33
""",
    "资产": """
资产负债及资产变动情况表 | < | < | < | <
单位：海安区人民法院 | | 2022年度 | | 单位：万元
项目 | 账面数 | < | 增减额 | 增减率
^ | 年末 | 年初 | ^ | ^
资产合计 | 8,210.5 | 8,000 | 210.5 | 2.63%
其中：流动资产 | 1,210.5 | 1,300 | -89.5 | -6.88%
固定资产净值 | 6,600 | 6,300 | 300 | 4.76%
在建工程 | 400 | 400 | 0 | 0
负债合计 | 90 | 100 | -10 | -10%
净资产合计 | 8,120.5 | 7,900 | 220.5 | 2.79%
资产变动的主要原因是审判法庭装修完工转入固定资产。
""",
    "项目": """
项目支出情况表（一般公共预算） | < | < | < | <
单位：海安区人民法院 | | 2022年度 | | 单位：万元
项目名称 | 指标金额 | < | 支付金额 | 结转下年
^ | 年初预算 | 追加预算 | ^ | ^
办案业务费 | 500 | 40 | 540 | 0
法庭装修 | 200 | 0 | 180 | 20
司法救助 | 30 | -5 | 25 | 0
合计 | 730 | 35 | 745 | 20
""",
}
COURT_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "海安区人民法院", "year": "2022", "staff.authorised": "110", "staff.serving": "104",
        "staff.administrative": "98", "staff.workers": "6", "staff.retired": "58",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "totals.total": "8210.5", "totals.last_year": "8000", "totals.current": "1210.5",
        "totals.fixed_net": "6600", "totals.construction": "400", "totals.cause": "审判法庭装修完工转入固定资产",
        "book_values.fixed.net": "6600",
    }.items()},
    **{f"{PROJECTS}.{key}": value for key, value in {
        "unit_projects.total": "730", "unit_projects.executed": "745", "unit_projects.items.0.name": "办案业务费",
        "unit_projects.items.0.amount": "500", "unit_projects.items.0.executed": "540",
        "unit_projects.items.1.name": "法庭装修", "unit_projects.items.1.amount": "200",
        "unit_projects.items.1.executed": "180", "unit_projects.items.2.name": "司法救助",
        "unit_projects.items.2.amount": "30", "unit_projects.items.2.executed": "25",
    }.items()},
}  # fmt: skip

LAKE_TOWN: Final = {
    "项目": """
2024年一般公共预算项目支出明细表 | < | < | < | < | <
单位：北湖镇人民政府 | | | | | 单位：万元
序号 | 项目名称 | 2023年支出数 | 2024年预算数 | 2024年支出数 | 备注
1 | 道路维护 | 90 | 100 | 98 |
2 | 垃圾清运 | 80 | 85 | 80 |
 | 其他零星项目 | 10 | 12 | 9 | 未逐项列示
合计 | | 180 | 197 | 187 |
""",
    "分类": """
2024年度项目支出功能分类汇总表 | < | < | < | < | <
单位：北湖镇人民政府 | | | | | 单位：万元
科目编码 | 科目名称 | 2023年 | < | 2024年 | <
^ | ^ | 预算数 | 支出数 | 预算数 | 支出数
213 | 农林水支出 | 95 | 100 | 112 | 107
212 | 城乡社区支出 | 85 | 80 | 85 | 80
合计 | | 180 | 180 | 197 | 187
""",
    "资产": """
各单位资产变动情况表 | < | < | < | <
单位：北湖镇人民政府 | | 2024年度 | | 单位：万元
单位名称 | 年初数 | 本年增加 | 本年减少 | 年末数
镇机关 | 800 | 50 | 20 | 830
农业服务中心 | 120 | 5 | 0 | 125
资产合计 | 920 | 55 | 20 | 955
""",
    "处置": """
资产处置情况表 | < | < | < | < | < | <
单位：北湖镇人民政府 | | 2024年度 | | | | 单位：万元
资产类别 | 原值合计 | 报废 | < | 出售 | < | 处置收入
^ | ^ | 数量 | 原值 | 数量 | 原值 | ^
合计 | 42 | 12 | 30 | 1 | 12 | 3.5
车辆 | 12 | 0 | 0 | 1 | 12 | 3
设备 | 30 | 12 | 30 | 0 | 0 | 0.5
""",
}
LAKE_TOWN_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "北湖镇人民政府", "year": "2024", "scale.project": "187", "scale.functions.0.name": "农林水支出",
        "scale.functions.0.amount": "107", "scale.functions.1.name": "城乡社区支出",
        "scale.functions.1.amount": "80",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "totals.total": "955", "totals.last_year": "920", "totals.increased": "55", "totals.decreased": "20",
        "disposals.by_kind.0.name": "车辆", "disposals.by_kind.0.amount": "12", "disposals.by_kind.1.name": "设备",
        "disposals.by_kind.1.amount": "30", "disposals.by_form.0.name": "报废", "disposals.by_form.0.amount": "30",
        "disposals.by_form.1.name": "出售", "disposals.by_form.1.amount": "12", "disposals.total": "42",
    }.items()},
}  # fmt: skip

WATER: Final = {
    "人员": """
2023年度人员情况统计表 | < | < | < | <
单位：白马县水利局 | | | | 单位：人
项目 | 编制 | < | 实有 | <
^ | 年初 | 年末 | 年初 | 年末
行政人员 | 20 | 20 | 18 | 19
事业人员 | 60 | 62 | 58 | 59
合计 | 80 | 82 | 76 | 78
""",
    "下属": """
下属单位职工情况表 | < | < | <
 | | | 单位：人
单位 | 编制数 | 在职 | 退休
河道所 | 30 | 28 | 12
水文站 | 12 | 12 | 4
局机关（合署） | 40 | 38 | 20
合计 | 82 | 78 | 36
""",
    "三公": """
2023年度三公经费情况表 | < | < | < | < | <
单位：白马县水利局 | | | | | 单位：元
项目 | 上年决算 | 本年预算 | 本年决算 | 数量（批次/人次/辆） | <
^ | ^ | ^ | ^ | 上年 | 本年
公务接待费 | 50,000 | 48,000 | 41,000 | 60 | 52
公务用车运行维护费 | 90,000 | 90,000 | 88,000 | 4 | 4
因公出国（境）费 | 0 | 0 | 0 | 0 | 0
合计 | 140,000 | 138,000 | 129,000 | |
""",
    "固定": """
固定资产及无形资产构成表 | < | < | < | <
单位：白马县水利局 | | | | 单位：元
资产类别 | 数量 | 年末账面原值 | 累计折旧（摊销） | 年末账面净值
固定资产小计 | | 9,000,000 | 4,000,000 | 5,000,000
其中：房屋 | 2 | 6,000,000 | 2,500,000 | 3,500,000
车辆 | 4 | 900,000 | 700,000 | 200,000
其他 | 300 | 2,100,000 | 800,000 | 1,300,000
无形资产小计 | 3 | 100,000 | 40,000 | 60,000
合计 | | 9,100,000 | 4,040,000 | 5,060,000
说明：年末数为2023年12月31日账面数；固定资产原值增加的主要原因是购置水质监测设备。
""",
}
WATER_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "白马县水利局", "year": "2023", "subordinates.0.name": "河道所", "subordinates.1.name": "水文站",
        "staff.authorised": "82",
    }.items()},
    **{f"{THREE}.{key}": value for key, value in {
        "reception.budget": "4.8", "reception.actual": "4.1", "reception.last_year": "5", "overseas.budget": "0",
        "overseas.actual": "0", "overseas.last_year": "0", "budget": "13.8", "actual": "12.9", "last_year": "14",
        "details.operation.budget": "9", "details.operation.actual": "8.8", "details.operation.last_year": "9",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "totals.fixed_net": "500", "totals.intangible_net": "6", "book_values.date": "2023-12-31",
        "book_values.fixed.cost": "900", "book_values.fixed.written_off": "400", "book_values.fixed.net": "500",
        "book_values.intangible.cost": "10", "book_values.intangible.written_off": "4",
        "book_values.intangible.net": "6", "classes.base": "固定资产原值", "classes.base_amount": "900",
        "classes.items.0.name": "房屋", "classes.items.0.amount": "600", "classes.items.1.name": "车辆",
        "classes.items.1.amount": "90", "classes.items.2.name": "其他", "classes.items.2.amount": "210",
    }.items()},
}  # fmt: skip

FORESTRY: Final = {
    "项目": """
一般公共预算项目支出情况表 | < | < | < | < | <
单位：南岭林业局 | 2022年度 | | | | 单位：元
项目名称 | 功能科目 | 预算数 | 调整后预算数 | 支付数 | 项目类型
造林补贴 | 2130205 | 300,000 | 320,000 | 318,000 | 公共项目
森林管护 | 2130207 | 500,000 | 500,000 | 490,000 | 公共项目
档案整理 | 2130201 | 60,000 | 60,000 | 58,500 | 单位项目
合计 | | 860,000 | 880,000 | 866,500 |
""",
    "变动": """
国有资产变动情况表 | < | < | < | <
单位：南岭林业局 | 2022年度 | | | 单位：元
项目 | 年初账面价值 | 本年增加额 | 本年减少额 | 年末账面价值
一、资产总额 | 5,000,000 | 700,000 | 200,000 | 5,500,000
（一）流动资产 | 1,000,000 | 300,000 | 100,000 | 1,200,000
（二）固定资产 | 3,500,000 | 400,000 | 100,000 | 3,800,000
（三）无形资产 | 500,000 | 0 | 0 | 500,000
二、负债总额 | 200,000 | 0 | 50,000 | 150,000
注：本年增加主要原因是购置护林设备。
""",
    "处置": """
处置资产情况统计表 | < | < | < | <
单位：南岭林业局 | 2022年度 | | | 单位：元
处置方式 | 账面原值 | 其中：车辆 | 通用设备 | 家具
报废 | 80,000 | 0 | 50,000 | 30,000
出售 | 120,000 | 120,000 | 0 | 0
合计 | 200,000 | 120,000 | 50,000 | 30,000
""",
}
FORESTRY_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "南岭林业局", "year": "2022",
    }.items()},
    **{f"{PROJECTS}.{key}": value for key, value in {
        "unit_projects.items.0.name": "档案整理", "unit_projects.items.0.amount": "6",
        "unit_projects.items.0.adjusted": "6", "unit_projects.items.0.executed": "5.85",
        "public_projects.items.0.name": "造林补贴", "public_projects.items.0.amount": "30",
        "public_projects.items.0.adjusted": "32", "public_projects.items.0.executed": "31.8",
        "public_projects.items.1.name": "森林管护", "public_projects.items.1.amount": "50",
        "public_projects.items.1.adjusted": "50", "public_projects.items.1.executed": "49",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "totals.current": "120", "totals.total": "550", "totals.intangible_net": "50", "totals.last_year": "500",
        "totals.increased": "70", "totals.decreased": "20", "totals.cause": "购置护林设备",
        "disposals.by_kind.0.name": "车辆", "disposals.by_kind.0.amount": "12",
        "disposals.by_kind.1.name": "通用设备", "disposals.by_kind.1.amount": "5",
        "disposals.by_kind.2.name": "家具", "disposals.by_kind.2.amount": "3", "disposals.by_form.0.name": "报废",
        "disposals.by_form.0.amount": "8", "disposals.by_form.1.name": "出售", "disposals.by_form.1.amount": "12",
        "disposals.total": "20",
    }.items()},
}  # fmt: skip

MARKET: Final = {
    "人员": """
内设机构及直属单位人员情况表 | < | < | <
填报单位：临河县市场监督管理局 | | 2023年末 | 单位：人
单位名称 | 编制数 | 在职人员 | 退休人员
办公室 | 8 | 7 | 5
执法股 | 12 | 12 | 3
检验检测所 | 10 | 9 | 2
合计 | 30 | 28 | 10
""",
    "资产": """
资产构成及变动情况表 | < | < | < | < | <
填报单位：临河县市场监督管理局 | | 2023年度 | | | 单位：万元
项目 | 年末数 | < | 年初数 | < | 备注
^ | 账面余额 | 账面价值 | 账面余额 | 账面价值 | ^
流动资产 | 120 | 120 | 100 | 100 |
固定资产 | 900 | 500 | 880 | 520 |
无形资产 | 60 | 40 | 60 | 45 |
资产总计 | 1,080 | 660 | 1,040 | 665 |
""",
    "处置": """
资产处置情况表 | < | < | < | < | <
填报单位：临河县市场监督管理局 | | 2023年度 | | | 单位：元
处置方式 | 数量 | 账面原值 | 账面净值 | 处置收入 | 备注
报废 | 12 | 60,000 | 0 | 800 |
无偿划出 | 1 | 90,000 | 20,000 | 0 | 车辆
合计 | 13 | 150,000 | 20,000 | 800 |
""",
    "项目": """
部门一般公共预算项目支出情况表 | < | < | < | < | < | <
填报单位：临河县市场监督管理局 | | | 2023年度 | | | 单位：万元
序号 | 项目名称 | 上年结转 | 本年预算 | 预算合计 | 实际支出 | 年末结转
1 | 食品抽检 | 10 | 80 | 90 | 88 | 2
2 | 特种设备检验 | 0 | 45 | 45 | 40 | 5
 | 合计 | 10 | 125 | 135 | 128 | 7
""",
    "功能": """
项目支出功能分类汇总表（含基金） | < | < | <
填报单位：临河县市场监督管理局 | | 2023年度 | 单位：万元
科目编码 | 科目名称 | 预算数 | 支出数
201 | 一般公共服务支出 | 135 | 128
20138 | 市场监督管理事务 | 135 | 128
212 | 城乡社区支出 | 20 | 20
21208 | 国有土地使用权出让收入安排的支出 | 20 | 20
合计 | | 155 | 148
""",
}
MARKET_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "临河县市场监督管理局", "year": "2023", "staff.authorised": "30", "staff.serving": "28",
        "staff.retired": "10",
    }.items()},
    **{f"{PROJECTS}.{key}": value for key, value in {
        "unit_projects.executed": "128", "unit_projects.items.0.name": "食品抽检",
        "unit_projects.items.0.executed": "88", "unit_projects.items.1.name": "特种设备检验",
        "unit_projects.items.1.executed": "40",
    }.items()},
    **{f"assets.{key}": value for key, value in {
        "disposals.by_form.0.name": "报废", "disposals.by_form.0.amount": "6",
        "disposals.by_form.1.name": "无偿划出", "disposals.by_form.1.amount": "9", "disposals.total": "15",
    }.items()},
}  # fmt: skip

POOR: Final = {
    "三公": """
三公经费及实物量情况表 | < | < | < | < | < | <
单位名称：平安乡人民政府 | | | 2022年度 | | | 单位：元
费用项目 | 2021年支出 | 2022年预算 | 2022年支出 | 实物量名称 | 2021年 | 2022年
因公出国（境）费 | 0 | 0 | 0 | 出国团组（个） | 0 | 0
公务用车购置费 | 0 | 0 | 0 | 车辆购置数（辆） | 0 | 0
公务用车运行维护费 | 41,000 | 40,000 | 38,500 | 公务用车保有量（辆） | 2 | 2
公务接待费 | 30,500 | 30,000 | 22,300 | 公务接待批次（批） | 75 | 58
 | | | | 公务接待人次（人） | 610 | 433
合计 | 71,500 | 70,000 | 60,800 | | |
注：2022年公务接待费下降，主要是落实过紧日子要求。
""",
    "人员": """
乡机关及所属事业单位人员编制情况表 | < | < | < | < | <
单位名称：平安乡人民政府 | | | 2022年12月31日 | | 单位：人
单位名称 | 核定编制数 | < | 实有在职人员 | < | 退休人员
^ | 行政 | 事业 | 行政 | 事业 | ^
平安乡人民政府（本级） | 30 | 0 | 28 | 0 | 20
平安乡农业综合服务中心 | 0 | 15 | 0 | 14 | 6
平安乡社会事务综合服务中心 | 0 | 12 | 0 | 11 | 2
合计 | 30 | 27 | 28 | 25 | 28
""",
}
POOR_SAYS: Final = {
    **{f"overview.{key}": value for key, value in {
        "unit": "平安乡人民政府", "year": "2022", "subordinates.0.name": "平安乡农业综合服务中心",
        "subordinates.1.name": "平安乡社会事务综合服务中心", "staff.authorised": "57", "staff.administrative": "28",
        "staff.retired": "28",
    }.items()},
    **{f"{THREE}.{key}": value for key, value in {
        "reception.budget": "3", "reception.actual": "2.23", "reception.last_year": "3.05", "vehicles.budget": "4",
        "vehicles.actual": "3.85", "vehicles.last_year": "4.1", "overseas.budget": "0", "overseas.actual": "0",
        "overseas.last_year": "0", "budget": "7", "actual": "6.08", "last_year": "7.15", "details.receptions": "58",
        "details.guests": "433", "details.purchase.budget": "0", "details.purchase.actual": "0",
        "details.purchase.last_year": "0", "details.operation.budget": "4", "details.operation.actual": "3.85",
        "details.operation.last_year": "4.1", "details.kept": "2",
    }.items()},
}  # fmt: skip

# Heads in two storeys above a list of projects, purchases without a word of their execution, staff at the year's end.
RANCH: Final = {
    "项目": """
2024年度一般公共预算项目支出预算执行情况明细表 | < | < | < | < | < | < | <
填报单位：北川县畜牧兽医局 | | | | | | | 金额单位：万元
序号 | 项目名称 | 科目编码 | 预算安排情况 | < | < | 预算执行情况 | <
^ | ^ | ^ | 年初预算数 | 追加（调减）数 | 全年预算数 | 执行数 | 执行率（%）
 | 合  计 | | 180 | 12 | 192 | 187.4 | 97.60
 | 一、单位项目 | | 60 | 12 | 72 | 70.4 | 97.78
1 | 布病监测经费 | 2130108 | 60 | 12 | 72 | 70.4 | 97.78
 | 二、公共项目 | | 120 | | 120 | 117 | 97.50
1 | 肉牛扩群补助 | 2130122 | 120 | | 120 | 117 | 97.50
""",
    "采购": """
2024年度政府采购情况表 | < | <
编制单位：北川县畜牧兽医局 | | 单位：万元
采购类别 | 本年采购预算金额 | 本年实际采购金额
货物类 | 48 | 45.6
服务类 | 22 | 21.3
合 计 | 70 | 66.9
""",
    "人员": """
2024年度机构人员情况表 | < | <
填报单位：北川县畜牧兽医局 | | 单位：人
项    目 | 上年年末数 | 本年年末数
一、编制数 | 33 | 33
二、年末在职人员 | 31 | 30
四、年末退休人员 | 19 | 21
""",
}
RANCH_SAYS: Final = {
    "overview.unit": "北川县畜牧兽医局",
    "overview.year": "2024",
    "overview.staff.authorised": "33",
    "overview.staff.serving": "30",
    "overview.staff.retired": "21",
    **{f"{PROJECTS}.unit_projects.{key}": value for key, value in {
        "total": "60", "executed": "70.4", "items.0.name": "布病监测经费", "items.0.amount": "60",
        "items.0.adjusted": "72", "items.0.executed": "70.4",
    }.items()},
    **{f"{PROJECTS}.public_projects.{key}": value for key, value in {
        "total": "120", "executed": "117", "items.0.name": "肉牛扩群补助", "items.0.amount": "120",
        "items.0.adjusted": "120", "items.0.executed": "117",
    }.items()},
    "basic_data.procurement.budget": "70",
    "basic_data.procurement.actual": "66.9",
}  # fmt: skip

BOOKS: Final = {
    "a street": (STREET, STREET_SAYS),
    "a bureau": (BUREAU, BUREAU_SAYS),
    "a school": (SCHOOL, SCHOOL_SAYS),
    "a centre": (CENTRE, CENTRE_SAYS),
    "a forest": (FOREST, FOREST_SAYS),
    "a court": (COURT, COURT_SAYS),
    "a town by a lake": (LAKE_TOWN, LAKE_TOWN_SAYS),
    "a water bureau": (WATER, WATER_SAYS),
    "a forestry bureau": (FORESTRY, FORESTRY_SAYS),
    "a market bureau": (MARKET, MARKET_SAYS),
    "a poor town": (POOR, POOR_SAYS),
    "a ranch bureau": (RANCH, RANCH_SAYS),
}
