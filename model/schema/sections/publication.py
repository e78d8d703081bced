"""Section eleven: how the results are used, when and where the report is published."""

from model.schema.fields import Date, Prose, Text
from model.schema.records import Record, Rows


class Use(Record):
    """One use of the results."""

    heading = Text("标题", required=True)
    text = Prose("内容", required=True)


class Publication(Record):
    """绩效自评结果拟应用和公开情况."""

    intro = Prose("结果应用总述", required=True)
    uses = Rows(Use, "结果应用", noun="应用")
    date = Date(
        "公开日期",
        last_day=(6, 30),
        deadline=True,
        advances=True,
        required=True,
        help="在这一天以前公开，不迟于6月30日；也可写 6月30日前",
    )
    place = Text("公开地点", required=True, help="如：本局门户网站")
    text = Prose("公开情况补充说明")
    signed = Date("成文日期", advances=True, required=True, help="报告落款的日期")
