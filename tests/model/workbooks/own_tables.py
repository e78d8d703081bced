"""Tables that offices keep for their own use, drawn as text, and what a reader takes from each into a blank draft.

What is taken is written a group of fields a line: its path, and the name and the value of each field.
"""

from __future__ import annotations

from typing import Final

CARRIED_OUT: Final = {
    "项目": """
宁川县体育局2024年度项目预算执行情况表 | < | < | < | < | < | <
填报单位：宁川县体育局 | | | | | | 单位：万元
序号 | 项目名称 | 资金性质 | 预算安排 | < | 全年执行数 | 主要用途
^ | ^ | ^ | 年初预算数 | 调整后预算数 | ^ | ^
一 | 部门项目（一般公共预算） | | | | |
1 | 场馆免费开放 | 一般公共预算 | 40 | 44 | 42 | 体育馆开放
2 | 群众赛事 | 一般公共预算 | 30 | 30 | 29 | 龙舟赛
 | 部门项目小计 | | 70 | 74 | 71 |
二 | 公共项目（一般公共预算） | | | | |
1 | 健身步道 | 一般公共预算 | 200 | 250 | 240 | 步道六处
 | 公共项目小计 | | 200 | 250 | 240 |
 | 一般公共预算项目支出合计 | | 270 | 324 | 311 |
三 | 政府性基金预算项目 | | | | |
1 | 彩票公益金支出 | 政府性基金预算 | 60 | 60 | 55 | 青少年训练
 | 政府性基金预算项目支出合计 | | 60 | 60 | 55 |
 | 项目支出总计 | | 330 | 384 | 366 |
""",
    "总表": """
2024年度部门预算执行总表 | < | < | < | < | < | <
填报单位：宁川县体育局 | | | | | | 单位：万元
项目 | 年初预算数 | 预算调整 | < | 全年预算数 | 全年执行数 | 年末结转结余数
^ | ^ | 追加（调减）数 | 其中：上年结转 | ^ | ^ | ^
一、一般公共预算支出 | 770 | 66 | 10 | 836 | 821 | 15
（一）基本支出 | 500 | 12 | 0 | 512 | 510 | 2
1.人员经费 | 430 | 12 | 0 | 442 | 442 | 0
2.公用经费 | 70 | 0 | 0 | 70 | 68 | 2
（二）项目支出 | 270 | 54 | 10 | 324 | 311 | 13
二、政府性基金预算支出 | 60 | 0 | 5 | 60 | 55 | 5
支出合计 | 830 | 66 | 15 | 896 | 876 | 20
""",
}
CARRIED_OUT_SAYS: Final = """
overview: unit=宁川县体育局; year=2024
overview.scale: total=876
overview.scale.execution: original=830; adjusted=896; carried_in=15; carried_over=20
general_budget: scope=仅一般公共预算
general_budget.basic: personnel=442; general=68; actual=510
general_budget.basic.execution: original=500; adjusted=512; carried_in=0; carried_over=2
general_budget.projects.unit_projects: total=70; executed=71
general_budget.projects.public_projects: total=200; executed=240
general_budget.projects.unit_projects.items.0: name=场馆免费开放; amount=40; use=体育馆开放; adjusted=44; executed=42
general_budget.projects.unit_projects.items.1: name=群众赛事; amount=30; use=龙舟赛; adjusted=30; executed=29
general_budget.projects.public_projects.items.0: name=健身步道; amount=200; use=步道六处; adjusted=250; executed=240
general_budget.projects: actual=311
general_budget.projects.execution: original=270; adjusted=324; carried_in=10; carried_over=13
government_funds: actual=55; carried_over=5; opening=5
government_funds.execution: original=60; adjusted=60; carried_in=5; carried_over=5
government_funds.items.0: name=彩票公益金支出; amount=55; use=青少年训练
"""

SCHOOL: Final = {
    "学校情况": """
南溪县第二小学2024年基本情况表 | < | < | <
教职工编制数（人） | 86 | 年末在职教职工 | 84
其中：专任教师 | 78 | 编外聘用（合同制）人员 | 6
退休人员 | 31 | 在校学生数 | 1520
离休人员 | | 寄宿生 | 12
""",
    "收支": """
2024年学校收支预决算情况表 | < | < | < | < | < | < | <
编制单位：南溪县第二小学 | | | | | | | 单位：元
收入 | < | < | < | 支出 | < | < | <
项目 | 上年决算数 | 年初预算数 | 本年决算数 | 项目 | 上年决算数 | 年初预算数 | 本年决算数
一般公共预算财政拨款收入 | 9000000 | 9500000 | 9800000 | 一、基本支出 | 8100000 | 8500000 | 8700000
其他收入 | 100000 | 100000 | 150000 | 二、项目支出 | 1000000 | 1100000 | 1250000
本年收入合计 | 9100000 | 9600000 | 9950000 | 本年支出合计 | 9100000 | 9600000 | 9950000
""",
    "项目": """
2024年单位项目支出情况表 | < | < | < | <
单位名称：南溪县第二小学 | | | | 单位：元
序号 | 项目名称 | 年初批复数 | 执行数 | 主要用途
1 | 操场改造 | 700000 | 850000 | 用于运动场翻新
2 | 校园安保 | 400000 | 400000 | 用于门卫
 | 合计 | 1100000 | 1250000 |
""",
    "采购": """
2024年政府采购执行情况表 | < | < | <
填报单位：南溪县第二小学 | | | 单位：万元
采购类别 | 采购预算 | 实际采购金额 | 采购方式
货物 | 40 | 38.5 | 网上商城
工程 | 80 | 79 | 竞争性磋商
合计 | 120 | 117.5 |
""",
}
SCHOOL_SAYS: Final = """
overview: unit=南溪县第二小学; year=2024
overview.staff: authorised=86; serving=84; retired=31; contract=6
overview.scale: basic=870; project=125; total=995; last_year=910
overview.scale.execution: original=960
overview.income: general_public=980; other=15; total=995
general_budget.projects.unit_projects: total=110; executed=125
general_budget.projects.unit_projects.items.0: name=操场改造; amount=70; use=运动场翻新; executed=85
general_budget.projects.unit_projects.items.1: name=校园安保; amount=40; use=门卫; executed=40
basic_data.procurement: budget=120; actual=117.5
department_evaluation.basic: original=850
department_evaluation.project: original=110
"""

TOWN: Final = {
    "Sheet1": """
石桥镇人民政府2024年度部门收支决算汇总表 | < | < | < | < | < | < | <
填报单位（盖章）：石桥镇人民政府 | | | | | | | 单位：万元
序号 | 项目 | 2023年决算数 | 2024年 | < | | | 备注
^ | ^ | ^ | 年初预算数 | 决算数 | | | ^
一 | 本年收入合计 | '900.00 | '880.00 | '1,050.00 | | |
1 | 一般公共预算财政拨款收入 | '850.00 | '830.00 | '980.00 | | |
2 | 政府性基金预算财政拨款收入 | '50.00 | '50.00 | '70.00 | | |
二 | 本年支出合计 | '900.00 | '880.00 | '1,050.00 | | |
1 | 基本支出 | '600.00 | '610.00 | '640.00 | | |
2 | 项目支出 | '300.00 | '270.00 | '410.00 | | |
 | 其中：一般公共预算项目支出 | '250.00 | '220.00 | '340.00 | | |
 | 政府性基金预算项目支出 | '50.00 | '50.00 | '70.00 | | |

附：“三公”经费和机构人员情况 | < | < | < | < | < | < | <
序号 | “三公”经费（万元） | 2023年决算 | 2024年预算 | 2024年决算 | | 机构人员（人） | 年末数
1 | 公务接待费 | '4.00 | '5.00 | '3.50 | | 编制数 | '41
2 | 公务用车购置及运行维护费 | '8.00 | '8.00 | '7.20 | | 在职人数 | '39
3 | 因公出国（境）费 | '0.00 | '0.00 | '0.00 | | 退休人数 | '17
 | 合计 | '12.00 | '13.00 | '10.70 | | |
""",
    "处置": """
2024年资产处置情况表 | < | < | < | < | <
填报单位：石桥镇人民政府 | | | | | 单位：元
按资产类别 | < | | 按处置形式 | < | <
类别 | 处置资产原值 | | 处置形式 | 批次 | 处置资产原值
设备 | 61000.5 | | 报废 | 2 | 50000.5
家具和用具 | 9000 | | 调拨 | 1 | 20000
合计 | 70000.5 | | 合计 | 3 | 70000.5
""",
    "新增": """
2024年新增主要固定资产明细表 | < | < | <
填报单位：石桥镇人民政府 | | | 单位：元
序号 | 资产类别 | 资产名称 | 入账价值
1 | 房屋 | 便民服务中心 | 812000
2 | 设备 | 消防泵 | 36000.5
 | | 合计 | 848000.5
""",
}
TOWN_SAYS: Final = """
overview: unit=石桥镇人民政府; year=2024
overview.staff: authorised=41; serving=39; retired=17
overview.scale: basic=640; project=410; total=1050; last_year=900
overview.scale.execution: original=880
overview.income: general_public=980; government_fund=70; total=1050
general_budget.three_public.reception: budget=5; actual=3.5; last_year=4
general_budget.three_public.vehicles: budget=8; actual=7.2; last_year=8
general_budget.three_public.overseas: budget=0; actual=0; last_year=0
general_budget.three_public: budget=13; actual=10.7; last_year=12
assets.disposals.by_kind.0: name=设备; amount=6.10005
assets.disposals.by_kind.1: name=家具和用具; amount=0.9
assets.disposals.by_form.0: name=报废; amount=5.00005
assets.disposals.by_form.1: name=调拨; amount=2
assets.disposals: total=7.00005
assets.book_values.additions.0: name=便民服务中心; amount=81.2
assets.book_values.additions.1: name=消防泵; amount=3.60005
government_funds: actual=70
government_funds.execution: original=50
department_evaluation.basic: original=610
department_evaluation.project: original=270
"""

HOSPITAL: Final = {
    "收支": """
东港市人民医院2024年度收入支出情况汇总表 | < | < | <
编制单位：东港市人民医院 | | | 单位：万元
项目 | 上年实际 | 本年预算 | 本年实际
一、本年收入合计 | 4000 | 4100 | 4300
（一）事业收入 | 3900 | 4000 | 4180
（二）其他收入 | 100 | 100 | 120
二、本年支出合计 | 3950 | 4100 | 4250
（一）基本支出 | 3800 | 3900 | 4000
其中：人员经费 | 1800 | 1900 | 1950
公用经费 | 2000 | 2000 | 2050
（二）项目支出 | 150 | 200 | 250
""",
    "人员": """
东港市人民医院2024年末人员构成情况表 | < | <
 | | 单位：人
人员类别 | 编制数 | 年末实有人数
一、在职人员 | 120 | 115
卫生技术人员 | 100 | 97
二、编外聘用人员 | | 40
三、退休人员 | | 52
""",
    "专项": """
2024年财政专项资金使用情况表 | < | < | < | <
单位：东港市人民医院 | | | | 单位：万元
序号 | 专项名称 | 下达金额 | 实际支出 | 资金用途
1 | 重点专科建设 | 160 | 150 | 心血管设备
2 | 规培补助 | 100 | 100 | 学员补助
合计 | | 260 | 250 |
""",
    "食堂": """
2024年食堂收支情况表 | < | <
 | | 单位：万元
项目 | 预算 | 决算数
本年收入合计 | 70 | 75
本年支出合计 | 70 | 74
""",
}
HOSPITAL_SAYS: Final = """
overview: unit=东港市人民医院; year=2024
overview.staff: authorised=120; serving=115; retired=52; contract=40
overview.scale: basic=4000; project=250; total=4250; last_year=3950; personnel=1950; general=2050
overview.income: institution=4180; other=120; total=4300
general_budget.projects.unit_projects: executed=250
general_budget.projects.unit_projects.items.0: name=重点专科建设; use=心血管设备; executed=150
general_budget.projects.unit_projects.items.1: name=规培补助; use=学员补助; executed=100
"""

BUREAU: Final = {
    "执行情况": """
2024年度部门预算执行情况表 | < | < | < | < | < | <
部门名称：丰宁县交通局 | | | | | | 单位：元
项目 | 年初预算 | 年中调整 | < | 调整后预算 | 全年支出 | 结转结余
^ | ^ | 追加 | 追减 | ^ | ^ | ^
合计 | 8000000 | 1200000 | 100000 | 9100000 | 8700000 | 400000
一、基本支出 | 3000000 | 200000 | 0 | 3200000 | 3150000 | 50000
二、项目支出 | 5000000 | 1000000 | 100000 | 5900000 | 5550000 | 350000
农村公路养护 | 5000000 | 1000000 | 100000 | 5900000 | 5550000 | 350000
其中：一般公共预算 | 7000000 | 1000000 | 100000 | 7900000 | 7700000 | 200000
政府性基金预算 | 1000000 | 200000 | 0 | 1200000 | 1000000 | 200000
""",
    "功能": """
2024年支出按功能分类执行情况 | < | < | < | <
部门名称：丰宁县交通局 | | | | 单位：元
科目编码 | 科目名称 | 支出合计 | 基本支出 | 项目支出
'208 | 社会保障和就业支出 | 150000 | 150000 | 0
'214 | 交通运输支出 | 7550000 | 3000000 | 4550000
'212 | 城乡社区支出 | 1000000 | 0 | 1000000
合计 | | 8700000 | 3150000 | 5550000
""",
}
BUREAU_SAYS: Final = """
overview: unit=丰宁县交通局; year=2024
overview.scale: basic=315; project=555; total=870
overview.scale.execution: original=800; adjusted=910; carried_over=40
overview.scale.functions.0: name=交通运输支出; amount=455
overview.scale.functions.1: name=城乡社区支出; amount=100
government_funds: actual=100; carried_over=20
government_funds.execution: original=100; adjusted=120; carried_over=20
"""

ONE_BUDGET: Final = {
    "执行": """
2024年度部门预算执行情况表 | < | < | < | < | < | < | <
填报单位：溪口县文物局 | | | | | | | 单位：元
项目 | 上年决算数 | 本年预算 | < | < | < | 本年决算数 | 年末结转结余
^ | ^ | 年初预算数 | 追加（调减）数 | 调整预算数 | 其中：上年结转 | ^ | ^
一、基本支出 | 2800000 | 3000000 | 100000 | 3100000 | 50000 | 3080000 | 20000
人员经费 | 2500000 | 2600000 | 100000 | 2700000 | 0 | 2700000 | 0
公用经费 | 300000 | 400000 | 0 | 400000 | 50000 | 380000 | 20000
二、项目支出 | 900000 | 1200000 | 0 | 1200000 | 0 | 1150000 | 50000
合计 | 3700000 | 4200000 | 100000 | 4300000 | 50000 | 4230000 | 70000
注：本单位全部为一般公共预算财政拨款，无政府性基金预算和国有资本经营预算收支。
""",
    "项目": """
溪口县文物局2024年度项目支出明细表 | < | < | < | <
 | | | | 单位：万元
项目名称 | 批复预算数 | 资金执行 | < | 备注
^ | ^ | 到位资金 | 实际支出 | ^
石塔修缮 | 80 | 80 | 78 | 尾款待审
藏品数字化 | 40 | 40 | 37 |
合计 | 120 | 120 | 115 |
""",
    "三公": """
2024年度三公经费支出决算表 | < | < | < | < | <
编制单位：溪口县文物局 | | | | | 单位：万元
三公经费支出 | < | < | < | 相关统计数 | <
项目 | 上年决算数 | 本年预算数 | 本年决算数 | 项目 | 统计数
合计 | 9 | 10 | 8.5 | 公务用车保有量（辆） | 2
1．因公出国（境）费 | 0 | 0 | 0 | 国内公务接待批次（个） | 21
2．公务用车购置及运行维护费 | 6 | 6 | 5.5 | |
3．公务接待费 | 3 | 4 | 3 | |
""",
    "人员": """
机构人员情况表 | < | < | < | < | <
单位：溪口县文物局 | | | | | 单位：人
项目 | 独立编制机构数 | 编制人数 | 年末实有人数 | < | <
^ | ^ | ^ | 在职人员 | < | 退休人员
^ | ^ | ^ | 小计 | 经费自理 | ^
合计 | 2 | 26 | 24 | 0 | 8
一、行政单位 | 1 | 10 | 9 | 0 | 5
二、非参公事业单位 | 1 | 16 | 15 | 0 | 3
""",
    "资产": """
固定资产情况表 | < | < | <
单位：溪口县文物局 | | 2024年12月31日 | 金额单位：元
项目 | 计量单位 | 年末数 | <
^ | ^ | 数量 | 账面原值
固定资产合计 | — | | 9000000
一、房屋和构筑物 | — | | 6000000
    其中：房屋 | 平方米 | 2000 | 5500000
          陈列用房 | 平方米 | 1500 | 4500000
          办公用房 | 平方米 | 500 | 1000000
二、设备 | — | | 2400000
    其中：车辆 | 辆 | 2 | 400000
          1．公务用车 | 辆 | 1 | 150000
          2．安保巡逻车 | 辆 | 1 | 250000
三、文物和陈列品 | 件 | 300 | 600000
""",
}
ONE_BUDGET_SAYS: Final = """
overview: unit=溪口县文物局; year=2024
overview.staff: authorised=26; serving=24; administrative=9; public_institution=15; self_funded=0; retired=8
overview.scale: basic=308; project=115; total=423; last_year=370; personnel=270; general=38
overview.scale.execution: original=420; adjusted=430; carried_in=5; carried_over=7
general_budget.basic: personnel=270; general=38; actual=308; last_year=280
general_budget.basic.execution: original=300; adjusted=310; carried_in=5; carried_over=2
general_budget.three_public.reception: budget=4; actual=3; last_year=3
general_budget.three_public.vehicles: budget=6; actual=5.5; last_year=6
general_budget.three_public.overseas: budget=0; actual=0; last_year=0
general_budget.three_public: budget=10; actual=8.5; last_year=9
general_budget.three_public.details: receptions=21; kept=2
general_budget.projects.unit_projects: total=120; executed=115
general_budget.projects.unit_projects.items.0: name=石塔修缮; amount=80; remark=尾款待审; executed=78
general_budget.projects.unit_projects.items.1: name=藏品数字化; amount=40; executed=37
general_budget.projects: actual=115; last_year=90
general_budget.projects.execution: original=120; adjusted=120; carried_in=0; carried_over=5
assets.book_values.fixed: cost=900
assets.classes: base=固定资产原值; base_amount=900
assets.classes.items.0: name=房屋和构筑物; amount=600
assets.classes.items.0.parts.0: name=房屋; amount=550
assets.classes.items.1: name=设备; amount=240
assets.classes.items.1.parts.0: name=车辆; amount=40
assets.classes.items.2: name=文物和陈列品; amount=60
government_funds: none=是
state_capital: none=是
"""

LEDGERS: Final = {
    "收支": """
石桥街道办事处2024年收支情况 | < | < | < | < | < | < | < | <
单位：石桥街道办事处 | | | | | | | | 单位：元
收入 | < | < | < | 支出 | < | < | < | <
项目 | 行次 | 本年数 | 上年数 | 项目 | 行次 | 年初预算数 | 本年数 | 上年数
一、一般公共预算财政拨款 | 1 | 6000000 | 5500000 | 一、基本支出 | 5 | 3000000 | 3200000 | 3100000
二、其他收入 | 2 | 200000 | 300000 | 其中：人员经费 | 6 | 2500000 | 2700000 | 2600000
 | | | | 公用经费 | 7 | 500000 | 500000 | 500000
 | | | | 二、项目支出 | 8 | 2500000 | 2900000 | 2700000
本年收入合计 | 3 | 6200000 | 5800000 | 本年支出合计 | 9 | 5500000 | 6100000 | 5800000
年初结转和结余 | 4 | 100000 | 100000 | 年末结转和结余 | 10 | | 200000 | 100000

附：本年支出按功能分类 | < | < | | | | | |
科目编码 | 科目名称 | 本年支出 | | | | | |
201 | 一般公共服务支出 | 4100000 | | | | | |
212 | 城乡社区支出 | 2000000 | | | | | |
合计 | | 6100000 | | | | | |
""",
    "三公": """
2024年三公经费支出台账（按月） | < | < | < | < | <
 | | | | | 单位：元
项目 | 年初预算 | 本年发生数 | < | 合计 | 上年同期合计
^ | ^ | 1-6月 | 7-12月 | ^ | ^
因公出国（境）费 | 0 | 0 | 0 | 0 | 0
公务用车运行维护费 | 40000 | 18000 | 19000 | 37000 | 41000
公务接待费 | 10000 | 3000 | 4500 | 7500 | 9000
合计 | 50000 | 21000 | 23500 | 44500 | 50000
""",
    "采购": """
石桥街道2024年政府采购登记表 | < | < | <
 | | | 金额单位：元
采购项目 | 类别 | 采购预算金额 | 实际采购金额
办公电脑 | 货物 | 60000 | 58000
路面维修 | 工程 | 400000 | 390000
合计 | | 460000 | 448000
""",
    "资产": """
2024年末资产情况表 | < | < | <
编制单位：石桥街道财政财务办公室 | | | 单位：元
资产类别 | 2024年末 | < | <
^ | 原值 | 累计折旧（摊销） | 净值
流动资产 | | | 900000
固定资产 | 5000000 | 2000000 | 3000000
无形资产 | 100000 | 40000 | 60000
资产总计 | | | 3960000
""",
}
LEDGERS_SAYS: Final = """
overview: unit=石桥街道办事处; year=2024
overview.scale: basic=320; project=290; total=610; last_year=580; personnel=270; general=50
overview.scale.execution: original=550
overview.income: general_public=600; other=20; total=620; opening=10; closing=20
general_budget.three_public.reception: budget=1; actual=0.75; last_year=0.9
general_budget.three_public.overseas: budget=0; actual=0; last_year=0
general_budget.three_public: budget=5; actual=4.45; last_year=5
general_budget.three_public.details.operation: budget=4; actual=3.7; last_year=4.1
assets.totals: current=90; total=396; fixed_net=300; intangible_net=6
assets.book_values.fixed: cost=500; written_off=200; net=300
assets.book_values.intangible: cost=10; written_off=4; net=6
basic_data.procurement: budget=46; actual=44.8
department_evaluation.basic: original=300
department_evaluation.project: original=250
"""

COUNTY_HOSPITAL: Final = {
    "预算": """
预算收入支出决算表 | < | < | <
编制单位：青溪县中医医院 | | 2024年度 | 单位：万元
项目 | 行次 | 本年决算数 | 上年决算数
一、年初结转和结余 | 1 | 80 | 90
二、本年预算收入合计 | 2 | 2300 | 2100
（一）一般公共预算财政拨款收入 | 3 | 500 | 480
（二）事业收入 | 4 | 1780 | 1600
（三）其他收入 | 5 | 20 | 20
三、本年预算支出合计 | 6 | 2250 | 2110
（一）基本支出 | 7 | 2000 | 1900
1.人员经费 | 8 | 900 | 850
2.公用经费 | 9 | 1100 | 1050
（二）项目支出 | 10 | 250 | 210
四、年末结转和结余 | 11 | 130 | 80
""",
    "资产": """
固定资产分类明细表 | < | < | < | < | < | <
截至2024年12月31日 | | | | | | 单位：万元
资产类别 | 账面原值 | < | < | < | 累计折旧 | 账面净值
^ | 年初数 | 本年增加 | 本年减少 | 年末数 | ^ | ^
房屋及构筑物 | 900 | 30 | 0 | 930 | 300 | 630
专用设备 | 600 | 80 | 20 | 660 | 350 | 310
合计 | 1500 | 110 | 20 | 1590 | 650 | 940
""",
    "项目": """
2024年度项目资金使用情况表 | < | < | < | < | < | <
填报单位：青溪县中医医院 | | | | | | 金额单位：万元
序号 | 项目名称 | 主要用途 | 预算批复数 | < | < | 实际支出
^ | ^ | ^ | 合计 | 省级财政 | 单位自筹 | ^
1 | 中医馆建设 | 诊室改造 | 150 | 100 | 50 | 142
2 | 设备更新 | 煎药设备 | 110 | 80 | 30 | 108
合计 | | | 260 | 180 | 80 | 250
""",
}
COUNTY_HOSPITAL_SAYS: Final = """
overview: unit=青溪县中医医院; year=2024
overview.scale: basic=2000; project=250; total=2250; last_year=2110; personnel=900; general=1100
overview.income: general_public=500; institution=1780; other=20; total=2300; opening=80; closing=130
general_budget.projects.unit_projects: total=260; executed=250
general_budget.projects.unit_projects.items.0: name=中医馆建设; amount=150; use=诊室改造; executed=142
general_budget.projects.unit_projects.items.1: name=设备更新; amount=110; use=煎药设备; executed=108
assets.book_values.fixed: cost=1590; written_off=650; net=940
assets.book_values: opening_cost=1500; cost_added=110; cost_removed=20
assets.classes: base=固定资产原值; base_amount=1590
assets.classes.items.0: name=房屋及构筑物; amount=930
assets.classes.items.1: name=专用设备; amount=660
"""

BOOKS: Final = {
    "of ledgers": (LEDGERS, LEDGERS_SAYS),
    "of a county hospital": (COUNTY_HOSPITAL, COUNTY_HOSPITAL_SAYS),
    "of one budget": (ONE_BUDGET, ONE_BUDGET_SAYS),
    "bureau": (BUREAU, BUREAU_SAYS),
    "hospital": (HOSPITAL, HOSPITAL_SAYS),
    "town": (TOWN, TOWN_SAYS),
    "school": (SCHOOL, SCHOOL_SAYS),
    "carried out": (CARRIED_OUT, CARRIED_OUT_SAYS),
}


def said(text: str) -> dict[str, str]:
    """The value of each field by its path."""
    groups = (line.split(": ", 1) for line in text.strip().splitlines())
    return dict((f"{group}.{field}".split("=", 1)) for group, fields in groups for field in fields.split("; "))
