"""Twelve books as clerks of other departments send them, each with all that is in it for a draft, written before."""

# ruff: noqa: E501  (a row of a sheet is a row)

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from model.workbooks import proposing
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import write_ods, write_xls, write_xlsx
from tests.model.workbooks.drawn import drawn
from tests.model.workbooks.test_unfamiliar import figures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.workbooks.taking import Proposal


class DepartmentBook(NamedTuple):
    """The sheets by name, how they are written, hidden columns by sheet, what the draft says, all that is taken."""

    unit: str
    write: Callable[..., Path]
    sheets: dict[str, str]
    taken: dict[str, str]
    said: str = ""
    hidden: dict[str, str] | None = None


SAME = '[general_budget]\nscope = "与部门整体支出同口径"\n'
GENERAL = '[general_budget]\nscope = "仅一般公共预算"\n'


def three(budget: str = "", actual: str = "", last: str = "", parts: bool = True) -> dict[str, str]:
    """The three public expenses: all, abroad, vehicles, bought, run, received; "-" is not taken."""
    paths = ("", "overseas.", "vehicles.", "details.purchase.", "details.operation.", "reception.")
    return {
        f"three_public.{path}{name}": amount
        for name, amounts in (("budget", budget), ("actual", actual), ("last_year", last))
        for path, amount in zip(paths, amounts.split(), strict=False)
        if amount != "-"
    }


WATER = DepartmentBook(
    "澄江县水利局",
    write_xls,
    {
        "Sheet1": """
澄江县水利局2023年度支出决算表 | < | < | < | < | < | <
编制单位：澄江县水利局 | | | | | | 单位：元
支出功能分类科目 | < | 本年支出合计 | 其中： | < | < | 同比增长
科目代码 | 科目名称 | ^ | 基本支出 | 项目支出 | 经营支出 | ^
合  计 | < | '18,052,300.00 | '6,020,100.00 | '12,032,200.00 | | '5.20%
208 | 社会保障和就业支出 | '852,000.00 | '852,000.00 | | | '1.00%
20805 | 行政事业单位养老支出 | '852,000.00 | '852,000.00 | | | '1.00%
2080505 | 机关事业单位基本养老保险缴费支出 | '852,000.00 | '852,000.00 | | | '1.00%
213 | 农林水支出 | '17,200,300.00 | '5,168,100.00 | '12,032,200.00 | | '5.40%
21303 | 水利 | '17,200,300.00 | '5,168,100.00 | '12,032,200.00 | | '5.40%
2130301 | 行政运行 | '5,168,100.00 | '5,168,100.00 | | | '2.10%
2130305 | 水利工程建设 | '12,032,200.00 | | '12,032,200.00 | | '6.90%
""",
        "Sheet2": """
澄江县水利局2023年度“三公”经费支出决算表 | < | < | < | <
 | | | | 单位：元
项目 | 上年决算数 | 本年预算数 | 本年决算数 | 比上年增减（%）
“三公”经费合计 | '180,000.00 | '160,000.00 | '125,430.50 | '-30.32
（一）因公出国（境）费 | '0.00 | '0.00 | '0.00 |
（二）公务用车购置及运行维护费 | '120,000.00 | '110,000.00 | '98,000.00 | '-18.33
其中：1.公务用车购置费 | '0.00 | '0.00 | '0.00 |
2.公务用车运行维护费 | '120,000.00 | '110,000.00 | '98,000.00 | '-18.33
（三）公务接待费 | '60,000.00 | '50,000.00 | '27,430.50 | '-54.28
相关统计数
公务用车保有量（辆） | | | 6 |
国内公务接待批次（个） | | | 42 |
国内公务接待人次（人） | | | 315 |
注：本表金额为一般公共预算财政拨款。
""",
    },
    {"scale.total": "1805.23", "scale.basic": "602.01", "scale.project": "1203.22", "农林水支出": "1203.22"}
    | three("16 0 11 0 11 5", "12.54305 0 9.8 0 9.8 2.74305", "18 0 12 0 12 6")
    | {"three_public.details.kept": "6", "three_public.details.receptions": "42", "three_public.details.guests": "315"},
)

CULTURE = DepartmentBook(
    "澄江县文化和旅游局",
    write_xlsx,
    {
        "支出": """
2023年度支出决算表 | < | < | < | < | < | < | < | <
部门：澄江县文化和旅游局 | | | | | | | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | < | < | 基本支出 | < | 项目支出 | <
^ | ^ | 2022年 | 2023年 | 增减% | 2022年 | 2023年 | 2022年 | 2023年
合计 | < | 2210.4 | 2400.6 | 8.6 | 900.2 | 980.1 | 1310.2 | 1420.5
207 | 文化旅游体育与传媒支出 | 2010.4 | 2190.6 | 8.96 | 800.2 | 880.1 | 1210.2 | 1310.5
208 | 社会保障和就业支出 | 200 | 210 | 5 | 100 | 100 | 100 | 110
""",
        "一般公共": """
2023年度一般公共预算财政拨款支出决算表 | < | < | < | < | < | < | <
部门：澄江县文化和旅游局 | | | | | | | 单位：万元
科目编码 | 科目名称 | 2022年决算数 | < | < | 2023年决算数 | < | <
^ | ^ | 小计 | 基本支出 | 项目支出 | 小计 | 基本支出 | 项目支出
合计 | < | 2100.4 | 900.2 | 1200.2 | 2300.6 | 980.1 | 1320.5
207 | 文化旅游体育与传媒支出 | 1900.4 | 800.2 | 1100.2 | 2090.6 | 880.1 | 1210.5
208 | 社会保障和就业支出 | 200 | 100 | 100 | 210 | 100 | 110
""",
    },
    {
        "scale.total": "2400.6",
        "scale.basic": "980.1",
        "scale.project": "1420.5",
        "scale.last_year": "2210.4",
        "文化旅游体育与传媒支出": "1310.5",
        "社会保障和就业支出": "110",
        "basic.actual": "980.1",
        "projects.actual": "1320.5",
        "basic.last_year": "900.2",
        "projects.last_year": "1200.2",
    },
    GENERAL,
)

SCHOOLS = DepartmentBook(
    "澄江县教育局",
    write_ods,
    {
        "收支总表": """
收入支出决算总表 | < | < | < | < | < | < | <
编制单位：澄江县教育局 | | | 2023年度 | | | | 金额单位：万元
收入 | < | < | < | 支出 | < | < | <
项目 | 年初预算数 | 全年预算数 | 决算数 | 项目 | 年初预算数 | 全年预算数 | 决算数
一、一般公共预算财政拨款收入 | 5000 | 5400.5 | 5380.2 | 一、基本支出 | 4000 | 4100 | 4090.1
二、政府性基金预算财政拨款收入 | 0 | 120 | 120 | 人员经费 | 3500 | 3600 | 3595
三、事业收入 | 300 | 310 | 305.4 | 公用经费 | 500 | 500 | 495.1
四、其他收入 | 0 | 0 | 8.2 | 二、项目支出 | 1300 | 1730.5 | 1715.7
本年收入合计 | 5300 | 5830.5 | 5813.8 | 本年支出合计 | 5300 | 5830.5 | 5805.8
年初结转和结余 | 0 | 3.3 | 3.3 | 年末结转和结余 | 0 | 3.3 | 11.3
总计 | 5300 | 5833.8 | 5817.1 | 总计 | 5300 | 5833.8 | 5817.1
""",
    },
    {
        "scale.total": "5805.8",
        "scale.basic": "4090.1",
        "scale.project": "1715.7",
        "scale.personnel": "3595",
        "scale.general": "495.1",
        "basic.personnel": "3595",
        "basic.general": "495.1",
        "income.general_public": "5380.2",
        "income.government_fund": "120",
        "income.institution": "305.4",
        "income.other": "8.2",
        "income.total": "5813.8",
        "income.opening": "3.3",
        "income.closing": "11.3",
        "scale.execution.original": "5300",
        "scale.execution.adjusted": "5830.5",
        "scale.execution.carried_in": "3.3",
        "scale.execution.carried_over": "11.3",
        "basic.execution.original": "4000",
        "basic.execution.adjusted": "4100",
        "projects.execution.original": "1300",
        "projects.execution.adjusted": "1730.5",
        "basic.actual": "4090.1",
        "projects.actual": "1715.7",
        "department_evaluation.basic.original": "4000",
        "department_evaluation.basic.adjusted": "4100",
        "department_evaluation.project.original": "1300",
        "department_evaluation.project.adjusted": "1730.5",
    },
    SAME,
)

CIVIL = DepartmentBook(
    "澄江县民政局",
    write_xlsx,
    {
        "支出表": """
2023年度支出决算表 | < | < | < | <
部门：澄江县民政局 | | | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
 | 合计 | 1500 | 812.6 | 687.4
208 | 社会保障和就业支出 | 1500 | 812.6 | 687.4
""",
        "财拨支出": """
2023年度一般公共预算财政拨款支出决算表 | < | < | < | <
部门：澄江县民政局 | | | | 单位：万元
科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出
 | 合计 | 1500 | 812.6 | 687.4
208 | 社会保障和就业支出 | 1500 | 812.6 | 687.4
""",
        "基本支出": """
2023年度一般公共预算财政拨款基本支出决算表 | < | < | < | < | <
部门：澄江县民政局 | | | | 单位：万元 |
科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 | 校验（元）
 | 合计 | 812.6 | 700.1 | 112.5 | 8126000
301 | 工资福利支出 | 640.1 | 640.1 | | 6401000
30101 | 基本工资 | 300 | 300 | |
30102 | 津贴补贴 | 340.1 | 340.1 | |
302 | 商品和服务支出 | 105.5 | | 105.5 | 1055000
30201 | 办公费 | 20.5 | | 20.5 |
30205 | 水费 | 1.2 | | 1.2 |
30206 | 电费 | 8.8 | | 8.8 |
30211 | 差旅费 | 15 | | 15 |
30215 | 会议费 | 4 | | 4 |
30216 | 培训费 | 6 | | 6 |
30217 | 公务接待费 | 2 | | 2 |
30239 | 其他交通费用 | 48 | | 48 |
303 | 对个人和家庭的补助 | 60 | 60 | | 600000
310 | 资本性支出 | 7 | | 7 | 70000
31002 | 办公设备购置 | 7 | | 7 |
注：本表反映部门本年度一般公共预算财政拨款基本支出情况。
""",
    },
    {
        "scale.total": "1500",
        "scale.basic": "812.6",
        "scale.project": "687.4",
        "社会保障和就业支出": "687.4",
        "basic.actual": "812.6",
        "projects.actual": "687.4",
        "scale.personnel": "700.1",
        "scale.general": "112.5",
        "basic.personnel": "700.1",
        "basic.general": "112.5",
        "basic_data.office.actual": "20.5",
        "basic_data.travel.actual": "25",
        "basic_data.meetings.actual": "10",
        "scale.economic.scope": "基本支出",
        "scale.economic.total": "812.6",
        "工资福利支出": "640.1",
        "商品和服务支出": "105.5",
        "对个人和家庭的补助": "60",
        "资本性支出": "7",
    },
    hidden={"基本支出": "F"},
)

HOUSING = DepartmentBook(
    "澄江县住房和城乡建设局",
    write_xls,
    {
        "基金": """
政府性基金预算财政拨款收入支出决算表 | < | < | < | < | < | < | <
部门：澄江县住房和城乡建设局 | | | 2023年度 | | | | 金额单位：元
项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
合计 | < | 1200000 | 35000000 | 36000000 | 0 | 36000000 | 200000
212 | 城乡社区支出 | 1200000 | 35000000 | 36000000 | 0 | 36000000 | 200000
21208 | 国有土地使用权出让收入安排的支出 | 1200000 | 35000000 | 36000000 | 0 | 36000000 | 200000
""",
        "国资": """
国有资本经营预算财政拨款支出决算表 | < | < | < | <
部门：澄江县住房和城乡建设局 | | 2023年度 | | 金额单位：元
项目 | < | 本年支出 | < | <
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
合计 | < | 500000 | | 500000
223 | 国有资本经营预算支出 | 500000 | | 500000
""",
    },
    {
        "government_funds.actual": "3600",
        "government_funds.opening": "120",
        "government_funds.income": "3500",
        "government_funds.carried_over": "20",
        "state_capital.actual": "50",
    },
)

JUSTICE = DepartmentBook(
    "澄江县司法局",
    write_xls,
    {
        "三公经费": """
2023年度财政拨款“三公”经费支出决算表 | < | < | < | < | < | < | < | < | < | < | <
 | | | | | | | | | | | 公开07表
部门：澄江县司法局 | | | | | | | | | | | 单位：万元
预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费
^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
'25.00 | | '20.00 | | '20.00 | '5.00 | '18.60 | — | '16.10 | — | '16.10 | '2.50
注：预算数为年初部门预算数。
""",
    },
    three("25 - 20 - 20 5", "18.6 0 16.1 0 16.1 2.5"),
)

FINANCE = DepartmentBook(
    "澄江县财政局",
    write_xlsx,
    {
        "附件": """
附表3
2023年度支出决算表 | < | < | < | < | < | < | < | <
填报单位：澄江县财政局 | | | | | | | | 单位：万元
序号 | 科目编码 | | 科目名称 | 支出合计 | | 基本支出 | 项目支出 | 备注
1 | | | 合计 | 960.7 | | 560.7 | 400 |
2 | 201 | | 一般公共服务支出 | 900.7 | | 500.7 | 400 | 含一次性追加2万元
3 | 20106 | | 财政事务 | 900.7 | | 500.7 | 400 |
4 | 2010601 | | 行政运行 | 500.7 | | 500.7 | |
5 | 2010605 | | 财政国库业务 | 400 | | | 400 |
6 | 208 | | 社会保障和就业支出 | 60 | | 60 | |
注：1.本表含本级及所属单位。2.金额为四舍五入数。
""",
    },
    {"scale.total": "960.7", "scale.basic": "560.7", "scale.project": "400", "一般公共服务支出": "400"},
)

HEALTH = DepartmentBook(
    "澄江县卫生健康局",
    write_ods,
    {
        "财政拨款": """
财政拨款收入支出决算总表 | < | < | < | < | < | <
部门：澄江县卫生健康局 | | | 2023年度 | | | 单位：元
收入 | < | 支出 | < | < | < | <
项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
一、一般公共预算财政拨款 | 82000000 | 一、卫生健康支出 | 80000000 | 80000000 | |
二、政府性基金预算财政拨款 | 1500000 | 二、其他支出 | 1500000 | | 1500000 |
三、国有资本经营预算财政拨款 | 0 | 三、社会保障和就业支出 | 2000000 | 2000000 | |
本年收入合计 | 83500000 | 本年支出合计 | 83500000 | 82000000 | 1500000 | 0
年初财政拨款结转和结余 | 300000 | 年末财政拨款结转和结余 | 300000 | 300000 | 0 | 0
一般公共预算财政拨款 | 300000
政府性基金预算财政拨款 | 0
总计 | 83800000 | 总计 | 83800000 | 82300000 | 1500000 | 0
""",
    },
    {
        "income.general_public": "8200",
        "income.government_fund": "150",
        "income.state_capital": "0",
        "government_funds.actual": "150",
        "government_funds.carried_over": "0",
        "government_funds.opening": "0",
        "government_funds.income": "150",
        "state_capital.actual": "0",
        "state_capital.carried_over": "0",
        "state_capital.income": "0",
    },
)

MARKETS = DepartmentBook(
    "澄江县市场监督管理局",
    write_xlsx,
    {
        "2022年": """
支出决算表 | < | < | < | <
部门：澄江县市场监督管理局 | | | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
 | 合计 | 700.5 | 500.5 | 200
201 | 一般公共服务支出 | 700.5 | 500.5 | 200
""",
        "2023年": """
支出决算表 | < | < | < | <
部门：澄江县市场监督管理局 | | | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
 | 合计 | 760.2 | 540.2 | 220
201 | 一般公共服务支出 | 760.2 | 540.2 | 220
""",
        "2022年三公": """
“三公”经费支出决算表 | < | < | < | < | <
部门：澄江县市场监督管理局 | | | | | 单位：万元
项目 | 合计 | 因公出国（境）费 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费
预算数 | 12 | 0 | 0 | 9 | 3
决算数 | 10.5 | 0 | 0 | 8.5 | 2
""",
        "2023年三公": """
“三公”经费支出决算表 | < | < | < | < | <
部门：澄江县市场监督管理局 | | | | | 单位：万元
项目 | 合计 | 因公出国（境）费 | 公务用车购置费 | 公务用车运行维护费 | 公务接待费
预算数 | 11 | 0 | 0 | 8.5 | 2.5
决算数 | 9.9 | 0 | 0 | 8.1 | 1.8
""",
    },
    {
        "scale.total": "760.2",
        "scale.basic": "540.2",
        "scale.project": "220",
        "scale.last_year": "700.5",
        "一般公共服务支出": "220",
    }
    | three("11 0 8.5 0 8.5 2.5", "9.9 0 8.1 0 8.1 1.8", "10.5 0 8.5 0 8.5 2"),
)

ROADS = DepartmentBook(
    "澄江县交通运输局",
    write_ods,
    {
        "公开表3": """
2023年度部门支出决算表 | < | < | < | <
公开部门：澄江县交通运输局 | | | | 单位：千元
功能分类科目编码 | 科目名称 | 支出合计 | 基本支出 | 项目支出
合  计 | < | 12345.6 | 4345.6 | 8000
214 | 交通运输支出 | 12345.6 | 4345.6 | 8000
""",
    },
    {"scale.total": "1234.56", "scale.basic": "434.56", "scale.project": "800", "交通运输支出": "800"},
)

FORESTS = DepartmentBook(
    "澄江县林业局",
    write_xlsx,
    {
        "表三": """
2023年度支出决算情况表 | < | < | < | < | <
部门：澄江县林业局 | | | | | 单位：万元
项目 | < | 年初预算数 | 调整预算数 | 决算数 | 完成率（%）
基本支出 | 人员经费 | 300 | 310 | 308.5 | 99.52
^ | 公用经费 | 60 | 58 | 55.5 | 95.69
^ | 小计 | 360 | 368 | 364 | 98.91
项目支出 | < | 500 | 640 | 612.4 | 95.69
经营支出 | < | 0 | 0 | 0 |
支出合计 | < | 860 | 1008 | 976.4 | 96.87
""",
    },
    {
        "scale.total": "976.4",
        "scale.basic": "364",
        "scale.project": "612.4",
        "scale.operating": "0",
        "scale.personnel": "308.5",
        "scale.general": "55.5",
    },
)

STATISTICS = DepartmentBook(
    "澄江县统计局",
    write_xlsx,
    {
        "决算": """
澄江县统计局部门决算 | < | < | < | < | <

收入决算表 | < | < | < | < | <
单位：万元 | | | | | 2023年度
科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 事业收入 | 其他收入
201 | 一般公共服务支出 | 410.3 | 400 | 8 | 2.3
总　计 | < | 410.3 | 400 | 8 | 2.3

支出决算表 | < | < | < | < | <
单位：万元 | | | | | 2023年度
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | 其中：本级项目
201 | 一般公共服务支出② | '408.3① | 208.3 | 200 | 150
20105 | 统计信息事务 | '408.3 | 208.3 | 200 | 150
总　计 | < | '408.3 | 208.3 | 200 | 150
①含上年结转。②未含基本建设。
""",
    },
    {
        "income.total": "410.3",
        "scale.total": "408.3",
        "scale.basic": "208.3",
        "scale.project": "200",
        "一般公共服务支出": "200",
    },
)

BOOKS = (
    WATER, CULTURE, SCHOOLS, CIVIL, HOUSING, JUSTICE, FINANCE, HEALTH, MARKETS, ROADS, FORESTS, STATISTICS,
)  # fmt: skip


def proposed(folder: Path, book: DepartmentBook) -> Proposal:
    suffix = {write_xlsx: "xlsx", write_xls: "xls", write_ods: "ods"}[book.write]
    path = book.write(folder / f"决算.{suffix}", [drawn(name, text) for name, text in book.sheets.items()])
    if book.hidden:
        from openpyxl import load_workbook

        opened = load_workbook(path)
        for name, column in book.hidden.items():
            opened[name].column_dimensions[column].hidden = True
        opened.save(path)
    head = f'[overview]\nyear = 2023\nunit = "{book.unit}"\n{book.said}'
    return proposing.propose(draft(head).report, [read_book(path)])


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.unit)
def test_all_that_a_book_has_is_taken_and_nothing_else(tmp_path: Path, book: DepartmentBook) -> None:
    assert figures(proposed(tmp_path, book)) == book.taken
