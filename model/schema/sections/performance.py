"""Section eight: what the money achieved."""

from model.schema.fields import Prose, Text
from model.schema.records import Record, Rows


class Theme(Record):
    """A theme of the year's work."""

    heading = Text("标题", required=True, help="如：突出优先导向，就业大局保持稳定")
    lead = Text("首句", yearly=True, help="与标题同段的话")
    text = Prose("内容", required=True, yearly=True)


class Performance(Record):
    """部门整体支出绩效情况."""

    lead = Prose("总述", required=True)
    themes = Rows(Theme, "工作成效", noun="主题")
