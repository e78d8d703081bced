"""Section nine: what went wrong and why."""

from model.schema.fields import Prose, Text
from model.schema.records import Record, Rows


class Problem(Record):
    """A problem and its cause."""

    heading = Text("问题", required=True, help="如：绩效指标细化不够")
    text = Prose(
        "表现及原因", required=True, yearly=True, plain_stays=True, help="用到的数写成 {三公经费预算数}，自动与前文一致"
    )


class Problems(Record):
    """存在的问题及原因分析."""

    problems = Rows(Problem, "问题", noun="问题", unique="heading")
