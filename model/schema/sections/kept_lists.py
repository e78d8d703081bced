"""What a draft keeps beside the report: findings accepted, texts to look at again, sources, what others asked."""

from model.schema.fields import Date, Text
from model.schema.records import Record


class Acceptance(Record):
    """An accepted finding: its code, its fields and figures as they were, and who accepted it, when and why."""

    code = Text("规则", required=True)
    fields = Text("涉及的项", required=True, help="路径，以空格分开")
    figures = Text("当时的数", help="程序填写；数变了，这条接受就失效")
    reason = Text("理由", required=True)
    by = Text("接受人")
    on = Date("日期")


class ToReview(Record):
    """A field or a list with text of last year's draft; ``kept`` are the fingerprints of its texts as they were."""

    path = Text("沿用的项", required=True, help="路径")
    kept = Text("沿用时的文字", required=True, help="程序填写；文字改了，标记就失效")


class UsedLastYear(Record):
    """A field, group or list that not every department reports, and that last year's draft had: a form shows it."""

    path = Text("上年用过的栏目", required=True, help="路径，列表里的不带行号")


class FigureSource(Record):
    """The source of one figure; ``value`` is what was taken, so that a later change by hand shows."""

    path = Text("项", required=True, help="路径")
    file = Text("文件", required=True)
    sheet = Text("工作表")
    cell = Text("单元格", help="如 D6；取自草稿的，为其中的路径")
    value = Text("取来的数")


class PendingComment(Record):
    """What somebody wrote beside the text of a Word file that came back: an open point until it has an ``answer``."""

    path = Text("批注所在的项", help="路径；空着就是全文")
    on = Text("批注的文字")
    text = Text("批注", required=True)
    by = Text("批注人")
    at = Text("批注时间", help="如 2025-06-20T09:30:00Z")
    answer = Text("答复", help="写了答复，这条批注就不再列出")
