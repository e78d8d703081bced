"""Section two in words."""

from itertools import starmap

from exporters.wording.blocks import Block, Head, If, Inside, Prose, Say
from exporters.wording.tables import THREE_PUBLIC


def _projects(name: str, label: str) -> Block:
    items = "{items/；: {name}{amount}[（{remark}）][，主要用于{use}]}"
    year = "{@year}年" + label

    def listed(end: str) -> Say:
        return Say(f"[{year}预算批复{{total}}[，主要项目内容有：{items}{end}]。|{year}主要有：{items}{end}。]")

    said = If("complete", ("是",), (listed(""),), (listed("等"),))
    return Inside(name, (If("total", ("无",), (Say("{@year}年没有批复" + label + "预算。"),), (said,)),), optional=True)


_LINES = (
    ("reception", "公务接待费"),
    ("vehicles", "公务用车购置及运行维护费"),
    ("overseas", "因公出国（境）费"),
)


def _line(name: str, label: str) -> str:
    said = (
        "[{@nth:是}" + label + "支出{actual}[，较预算{saving:节约|超支|持平}]"
        "[，较上年{saving_last_year:节约|增加|持平}][，原因是：{reason}]。]"
    )
    return said.replace("{", "{" + name + ".").replace("{" + name + ".@", "{@")


_REASONS = (
    "[增减的主要原因：{reasons/；: {text}"
    "[由上年的{last_year}变为今年的{this_year}，{change:增加|减少|持平}|{this_year}|（上年为{last_year}）][，{note}]}。]"
)

GENERAL_BUDGET = (
    Head(2, "基本支出"),
    Prose("basic.definition"),
    Say(
        "{@year}年基本支出预算批复{basic.budget}，实际支出{basic.actual}，其中：人员经费支出{basic.personnel}，"
        "公用经费支出{basic.general}。[基本支出较预算{basic.budget_change:增加|减少|持平}"
        "[（{basic.budget_change_rate:增加|减少|}）]][，较{@last}年决算（{basic.last_year}）{basic.change:增加|减少|持平}]。"
    ),
    Prose("basic.comment"),
    Inside(
        "three_public",
        (
            Prose("lead"),
            If(
                "actual",
                ("无",),
                (Say("{@year}年[三公经费预算金额为{budget}，]没有发生三公经费支出。"),),
                (
                    Say(
                        "{@year}年三公经费预算金额为{budget}，其中：[公务接待费{reception.budget}]"
                        "[、公务用车购置及运行维护费{vehicles.budget}][、因公出国（境）费{overseas.budget}]；"
                        "全年实际发生三公经费{actual}[，较预算{saving:节约|超支|持平}]"
                        "[，较上年{saving_last_year:节约|增加|持平}]。"
                    ),
                    Say("[其中：" + "".join(starmap(_line, _LINES)) + "]"),
                ),
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
            If(
                "actual",
                ("无",),
                (Say("{@year}年没有项目支出[，{@last}年项目支出{last_year}]。" + _REASONS),),
                (
                    Say(
                        "{@year}年项目支出{actual}[（{scope_note}）]"
                        "[，较{@last}年项目支出{last_year}{change:增加|减少|持平}]"
                        "[，{change_rate:增长|下降|增幅为零}]。" + _REASONS
                    ),
                ),
            ),
            Prose("closing"),
        ),
    ),
)
