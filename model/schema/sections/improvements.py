"""Section ten: what will be done about each problem."""

from model.schema.fields import Prose, Text
from model.schema.records import Record, Rows


class Improvement(Record):
    """A measure; ``answers`` is the heading or the number of the problem in section nine."""

    heading = Text("措施", required=True)
    answers = Text(
        "针对的问题",
        numeral=True,
        unprinted="tells the checks which problem is meant",
        help="第九部分的问题序号，如：1",
    )
    text = Prose("内容", required=True)


class Improvements(Record):
    """下一步改进措施."""

    lead = Prose("总述")
    measures = Rows(Improvement, "改进措施", noun="措施")
