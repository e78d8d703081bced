"""Section two in words."""

from exporters.wording.blocks import Block, Head, If, Inside, Prose, Say
from exporters.wording.tables import THREE_PUBLIC


def _projects(name: str, label: str) -> Block:
    listed = (
        "{@year}年"
        + label
        + "预算批复{total}[，主要项目内容有：{items/；: {name}{amount}[（{remark}）][，主要用于{use}]}"
    )
    return Inside(name, (If("complete", ("是",), (Say(listed + "]。"),), (Say(listed + "等]。"),)),), optional=True)


_LINE = "[，较预算{saving:节约|超支|持平}][，较上年{saving_last_year:节约|增加|持平}][，原因是：{reason}]。"

GENERAL_BUDGET = (
    Head(2, "基本支出"),
    Prose("basic.definition"),
    Say(
        "{@year}年基本支出预算批复{basic.budget}，实际支出{basic.actual}，其中：人员经费支出{basic.personnel}，"
        "公用经费支出{basic.general}。[基本支出较预算{basic.budget_change:增加|减少|持平}"
        "（{basic.budget_change_rate:增加|减少|持平}）][，较{@last}年决算（{basic.last_year}）{basic.change:增加|减少|持平}]。"
    ),
    Prose("basic.comment"),
    Inside(
        "three_public",
        (
            Prose("lead"),
            Say(
                "{@year}年三公经费预算金额为{budget}，其中：[公务接待费{reception.budget}]"
                "[、公务用车购置及运行维护费{vehicles.budget}][、因公出国（境）费{overseas.budget}]；全年实际发生三公经费{actual}"
                "[，较预算{saving:节约|超支|持平}][，较上年{saving_last_year:节约|增加|持平}]。"
            ),
            Say(
                "[其中：一是公务接待费支出{reception.actual}" + _LINE.replace("{", "{reception.") + "]"
                "[二是公务用车购置及运行维护费支出{vehicles.actual}" + _LINE.replace("{", "{vehicles.") + "]"
                "[三是因公出国（境）费支出{overseas.actual}" + _LINE.replace("{", "{overseas.") + "]"
            ),
            THREE_PUBLIC,
        ),
    ),
    Head(2, "项目支出"),
    Inside(
        "projects",
        (
            Head(3, "项目资金安排落实、总投入等情况分析"),
            _projects("unit_projects", "部门项目"),
            _projects("public_projects", "公共项目"),
            Head(3, "项目资金（主要指财政资金）实际使用情况分析"),
            Say(
                "{@year}年项目支出{actual}[（{scope_note}）][，较{@last}年项目支出{last_year}{change:增加|减少|持平}]"
                "[，{change_rate:增长|下降|增幅为零}]。[增减的主要原因：{reasons/；: {text}"
                "[由上年的{last_year}变为今年的{this_year}，{change:增加|减少|持平}|{this_year}][，{note}]}。]"
            ),
            Prose("closing"),
        ),
    ),
)
