"""Section eight: what the money achieved."""

from model.figures import SCORE, Unit
from model.schema.fields import Grade, Number, Prose, Text
from model.schema.records import Group, Record, Rows


class Theme(Record):
    """A theme of the year's work."""

    heading = Text("标题", required=True, help="如：突出优先导向，就业大局保持稳定")
    lead = Text("首句", yearly=True, plain_stays=True, help="与标题同段的话")
    text = Prose("内容", required=True, yearly=True, plain_stays=True)


class AnnualGoals(Record):
    """What the year was to bring, and what it brought."""

    expected = Prose("年度绩效目标", yearly=True, help="年初设定的总体目标")
    actual = Prose("年度绩效目标完成情况", yearly=True)


class SelfEvaluation(Record):
    """The score and the grade that the department gives itself."""

    score = Number(
        "自评得分",
        unit=Unit("分", SCORE),
        aliases=("自评总分", "自评分", "综合得分"),
        help="满分100分；附有附表2的，与其总分一致",
    )
    standard = Text(
        "自评等级标准",
        unprinted="tells the checks where the grades begin",
        help="默认：优90、良80、中60，其余差；当地不同的照样式改写",
    )
    grade = Grade(
        "自评等级", ("优", "良", "中", "差"), score=score, standard=standard, usual="优90、良80、中60", yearly=True
    )


class Performance(Record):
    """部门整体支出绩效情况."""

    lead = Prose("总述", required=True)
    goals = Group(AnnualGoals, "年度总体绩效目标", folded=True)
    evaluation = Group(SelfEvaluation, "自评结论", folded=True)
    themes = Rows(Theme, "工作成效", noun="主题")
