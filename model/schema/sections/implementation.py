"""Section three: how projects are organised and controlled."""

from model.schema.fields import Prose, Text
from model.schema.records import Record, Rows


class Measure(Record):
    """One way in which the department keeps control."""

    heading = Text("标题", required=True, help="如：加强单位内部控制管理")
    text = Prose("内容", required=True)


class Implementation(Record):
    """项目组织实施情况."""

    lead = Prose("总述")
    measures = Rows(Measure, "管理措施", noun="措施")
