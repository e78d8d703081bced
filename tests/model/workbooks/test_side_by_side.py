"""Tables side by side on one sheet: each is read with its own title, header and unit, or named."""

# ruff: noqa: E501  (a row of a sheet is a row)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.model.workbooks.accounts import write_ods, write_xls, write_xlsx
from tests.model.workbooks.drawn import drawn
from tests.model.workbooks.test_unfamiliar import ACTUAL, BUDGET, UNIT, figures, taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GENERAL = '[general_budget]\nscope = "仅一般公共预算"\n'
SPENT = {"scale.total": "3100.5", "scale.basic": "1200.3", "scale.project": "1900.2", "农林水支出": "1900.2"}
THREE = {path: amount for path, amount in (ACTUAL | BUDGET).items() if "details" not in path}

# A title over each, blank columns between, another unit on the right, the right one longer.
WITH_A_GAP = """
支出决算表 | < | < | < | < | | | “三公”经费支出决算表 | < | <
部门：U | | | | 单位：万元 | | | 部门：U | | 单位：元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | | 项目 | 预算数 | 决算数
 | 合计 | 3100.5 | 1200.3 | 1900.2 | | | 合计 | 300000 | 213500
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | | 因公出国（境）费 | 0 | 0
 | | | | | | | 公务用车购置及运行维护费 | 220000 | 162000
 | | | | | | | 公务接待费 | 80000 | 51500
"""
# No column between: the title of the right one is merged over its columns.
TOUCHING = """
支出决算表 | < | < | < | < | 一般公共预算财政拨款支出决算表 | < | < | < | <
部门：U | | | | 单位：元 | 部门：U | | | | 单位：元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
 | 合计 | 31005000 | 12003000 | 19002000 | | 合计 | 29004000 | 12003000 | 17001000
213 | 农林水支出 | 31005000 | 12003000 | 19002000 | 213 | 农林水支出 | 29004000 | 12003000 | 17001000
"""
# Three in one band, a fourth over the whole width below.
THREE_AND_ONE_BELOW = """
支出决算表 | < | < | < | < | | 政府性基金预算财政拨款支出决算表 | < | < | | 国有资本经营预算财政拨款支出决算表 | < | <
部门：U | | | | 单位：万元 | | 部门：U | | 单位：万元 | | 部门：U | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | 科目编码 | 科目名称 | 本年支出合计 | | 科目编码 | 科目名称 | 合计
 | 合计 | 3100.5 | 1200.3 | 1900.2 | | | 合计 | 205 | | | 合计 | 7.5
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | 212 | 城乡社区支出 | 205 | | 223 | 国有资本经营预算支出 | 7.5

“三公”经费支出决算表 | < | < | < | < | < | < | < | < | < | < | < | <
部门：U | | | | | | | | | | | | 单位：万元
预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费
^ | ^ | 小计 | 购置费 | 运行维护费 | ^ | ^ | ^ | 小计 | 购置费 | 运行维护费 | ^
30 | 0 | 22 | 0 | 22 | 8 | 21.35 | 0 | 16.2 | 0 | 16.2 | 5.15
"""
# Two above each other on the left, a long one beside both.
TWO_BESIDE_ONE = """
支出决算表 | < | < | < | < | | 一般公共预算财政拨款基本支出决算表 | < | < | < | <
部门：U | | | | 单位：万元 | | 部门：U | | | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
 | 合计 | 3100.5 | 1200.3 | 1900.2 | | | 合计 | 1200.3 | 1000.1 | 200.2
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | 301 | 工资福利支出 | 900.1 | 900.1 |
 | | | | | | 30101 | 基本工资 | 900.1 | 900.1 |
“三公”经费支出决算表 | < | < | | | | 303 | 对个人和家庭的补助 | 100 | 100 |
部门：U | | 单位：万元 | | | | 302 | 商品和服务支出 | 200.2 | | 200.2
项目 | 预算数 | 决算数 | | | | 30201 | 办公费 | 20.2 | | 20.2
合计 | 30 | 21.35 | | | | 30211 | 差旅费 | 180 | | 180
因公出国（境）费 | 0 | 0
公务用车购置及运行维护费 | 22 | 16.2
公务接待费 | 8 | 5.15
"""
# What stands beside is no table of the accounts: a column 合计 of its own that nothing may be taken from.
A_STRANGER_BESIDE = """
支出决算表 | | | | | | 资产情况统计表
部门：U | | | | 单位：万元 | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | 项目 | 合计 | 其中：基本支出形成
 | 合计 | 3100.5 | 1200.3 | 1900.2 | | 合计 | 8888 | 999
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | 固定资产 | 8888 | 999
"""
# The same table of two years.
TWO_YEARS = """
2023年度支出决算表 | | | | | | 2022年度支出决算表
部门：U | | | | 单位：万元 | | 部门：U | | | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
 | 合计 | 3100.5 | 1200.3 | 1900.2 | | | 合计 | 3000 | 1100 | 1900
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | 213 | 农林水支出 | 3000 | 1100 | 1900
"""
# Whose they are and the unit once for both, in a line above; titles in the middle of their tables, nothing merged.
ONE_LINE_ABOVE = """
单位名称：U | | | | | | | | | 金额单位：万元
 | | 支出决算表 | | | | | “三公”经费支出决算表 |
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | 项目 | 预算数 | 决算数
 | 合计 | 3100.5 | 1200.3 | 1900.2 | | 合计 | 30 | 21.35
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | 因公出国（境）费 | 0 | 0
 | | | | | | 公务用车购置及运行维护费 | 22 | 16.2
 | | | | | | 公务接待费 | 8 | 5.15
注：金额四舍五入。
"""
# Two tables of two sides each.
TWO_SIDES_TWICE = """
收入支出决算总表 | < | < | < | 财政拨款收入支出决算总表 | < | < | <
部门：U | | | 单位：万元 | 部门：U | | | 单位：万元
收入 | < | 支出 | < | 收入 | < | 支出 | <
项目 | 决算数 | 项目 | 决算数 | 项目 | 决算数 | 项目 | 决算数
一、一般公共预算财政拨款收入 | 2905 | 一、农林水支出 | 3100.5 | 一、一般公共预算财政拨款 | 2905 | 一、农林水支出 | 2905
二、事业收入 | 200 | | | 二、政府性基金预算财政拨款 | 0 | |
本年收入合计 | 3105 | 本年支出合计 | 3100.5 | 本年收入合计 | 2905 | 本年支出合计 | 2905
年初结转和结余 | 0 | 年末结转和结余 | 4.5 | 年初财政拨款结转和结余 | 0 | 年末财政拨款结转和结余 | 0
总计 | 3105 | 总计 | 3105 | 总计 | 2905 | 总计 | 2905
"""
# Two that touch, a third over the width of both below.
ONE_BELOW_TWO = """
支出决算表 | < | < | < | < | “三公”经费支出决算表 | < | <
部门：U | | | | 单位：万元 | | | 单位：万元
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | 项目 | 预算数 | 决算数
 | 合计 | 3100.5 | 1200.3 | 1900.2 | 合计 | 30 | 21.35
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | 公务接待费 | 30 | 21.35

政府性基金预算财政拨款收入支出决算表 | < | < | < | < | < | < | <
部门：U | | | | | | | 单位：万元
科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 基本支出 | 项目支出 | 年末结转和结余
 | 合计 | 5 | 100 | 95 | 0 | 95 | 10
212 | 城乡社区支出 | 5 | 100 | 95 | 0 | 95 | 10
"""
# Three, each in its own unit, the widest in the middle.
THREE_UNITS = """
国有资本经营预算财政拨款支出决算表 | < | < | | 支出决算表 | < | < | < | < | | 政府性基金预算财政拨款支出决算表 | < | <
单位：元 | | | | 单位：万元 | | | | | | 单位：万元
科目编码 | 科目名称 | 合计 | | 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | 科目编码 | 科目名称 | 本年支出合计
 | 合计 | 75000 | | | 合计 | 3100.5 | 1200.3 | 1900.2 | | | 合计 | 205
223 | 国有 | 75000 | | 213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | 212 | 城乡社区支出 | 205
"""
# The right one begins lower.
LOWER = """
支出决算表
部门：U | | | | 单位：万元 | | “三公”经费支出决算表
科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | | 单位：万元
 | 合计 | 3100.5 | 1200.3 | 1900.2 | | 项目 | 预算数 | 决算数
213 | 农林水支出 | 3100.5 | 1200.3 | 1900.2 | | 合计 | 30 | 21.35
 | | | | | | 因公出国（境）费 | 0 | 0
 | | | | | | 公务用车购置及运行维护费 | 22 | 16.2
 | | | | | | 公务接待费 | 8 | 5.15
注：本表金额12.5万元为结转。 | < | < | < | < | < | < | < | <
"""
ONE_SUM = {"three_public.budget": "30", "three_public.actual": "21.35"}
FUND = {"actual": "95", "carried_over": "10", "opening": "5", "income": "100"}
INCOME = {"general_public": "2905", "government_fund": "0", "institution": "200", "total": "3105"}
# The sheet, what the draft says beside its head, all that is taken.
BOOKS: dict[str, tuple[str, str, dict[str, str]]] = {
    "a gap": (WITH_A_GAP, "", SPENT | THREE),
    "touching": (TOUCHING, GENERAL, SPENT | {"basic.actual": "1200.3", "projects.actual": "1700.1"}),
    "three and one below": (
        THREE_AND_ONE_BELOW,
        "",
        SPENT | ACTUAL | BUDGET | {"government_funds.actual": "205", "state_capital.actual": "7.5"},
    ),
    "two beside one": (
        TWO_BESIDE_ONE,
        GENERAL + '[overview.scale]\nbreakdown_scope = "一般公共预算基本支出"\n',
        SPENT
        | THREE
        | {"scale.personnel": "1000.1", "scale.general": "200.2", "basic.personnel": "1000.1", "basic.general": "200.2"}
        | {"basic_data.office.actual": "20.2", "basic_data.travel.actual": "180"},
    ),
    "a stranger beside": (A_STRANGER_BESIDE, "", SPENT),
    "two years": (TWO_YEARS, "", SPENT | {"scale.last_year": "3000"}),
    "one below two": (
        ONE_BELOW_TWO,
        "",
        SPENT
        | ONE_SUM
        | {"three_public.reception.budget": "30", "three_public.reception.actual": "21.35"}
        | {f"government_funds.{name}": amount for name, amount in FUND.items()},
    ),
    "three units": (THREE_UNITS, "", SPENT | {"government_funds.actual": "205", "state_capital.actual": "7.5"}),
    "lower": (LOWER, "", SPENT | THREE),
    "one line above": (ONE_LINE_ABOVE, "", SPENT | THREE),
    "two sides twice": (
        TWO_SIDES_TWICE,
        "",
        {"scale.total": "3100.5", "income.opening": "0", "income.closing": "4.5", "government_funds.income": "0"}
        | {f"income.{name}": amount for name, amount in INCOME.items()},
    ),
}


@pytest.mark.parametrize("write", [write_xlsx, write_xls, write_ods])
@pytest.mark.parametrize("name", BOOKS)
def test_each_table_is_read_by_its_own_title_header_and_unit(
    tmp_path: Path, name: str, write: Callable[..., Path]
) -> None:
    text, said, expected = BOOKS[name]
    proposal = taken(tmp_path, [drawn("公开表", text.replace("U", UNIT))], write, said)
    assert figures(proposal) == expected


# What looks like two tables and is one: the name of the set of tables beside the title, the title once a page.
ONE_TABLE = {
    "the name of the set": "2023年度部门决算报表 | | | 收入支出决算总表",
    "the title once a page": "收入支出决算总表 | | | 收入支出决算总表",
    "the number of the table": "收入支出决算总表 | | | 部门决算公开01表",
}


@pytest.mark.parametrize("title", ONE_TABLE.values(), ids=ONE_TABLE)
def test_one_table_with_two_titles_is_not_parted(tmp_path: Path, title: str) -> None:
    _, below = TWO_SIDES_TWICE.strip("\n").split("\n", 1)
    rows = [" | ".join(line.split(" | ")[:4]) for line in below.replace("U", UNIT).split("\n")]
    proposal = taken(tmp_path, [drawn("公开表", "\n".join([title, *rows]))])
    expected = BOOKS["two sides twice"][2]
    assert figures(proposal) == {
        path: amount
        for path, amount in expected.items()
        if path not in ("income.government_fund", "government_funds.income")
    }
