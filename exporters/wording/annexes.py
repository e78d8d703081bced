"""The three annexed tables in words."""

from exporters.wording.blocks import Block, Each, Grid, Prose, Row, Say, Sheet


def _control(name: str, label: str) -> Row:
    return Row((label, *("{" + f"{name}.{column}" + "}" for column in ("last_year", "budget", "actual"))))


_BASIC_DATA = (
    Grid(
        "财政供养人员情况",
        "人",
        ("编制数", "年末实际在职人数", "控制率"),
        (Row(("{authorised}", "{serving}", "{staff_rate}")),),
    ),
    Grid(
        "经费控制情况",
        "万元",
        ("经费项目", "上年决算数", "本年预算数", "本年决算数"),
        (
            _control("three_public", "三公经费"),
            _control("purchase", "　1.公务用车购置"),
            _control("operation", "　2.公务用车运行维护"),
            _control("overseas", "　3.出国经费"),
            _control("reception", "　4.公务接待"),
            Each("projects", (Row(("项目支出：{name}", "{last_year}", "{budget}", "{actual}")),)),
            _control("general", "公用经费"),
            _control("office", "　其中：办公经费"),
            _control("travel", "　水费、电费、差旅费"),
            _control("meetings", "　会议费、培训费"),
            _control("procurement", "政府采购金额"),
            _control("adjustment", "部门基本支出预算调整"),
        ),
    ),
    Grid(
        "楼堂馆所控制情况",
        "",
        ("批复规模", "实际规模", "规模控制率", "预算投资", "实际投资", "投资概算控制率"),
        (
            Row(
                (
                    "{approved_area}",
                    "{actual_area}",
                    "{area_rate}",
                    "{budget_investment}",
                    "{actual_investment}",
                    "{investment_rate}",
                )
            ),
        ),
    ),
    Prose("thrift", before="厉行节约保障措施："),
    Say("填表人（签名）：{filled_by}　填报日期：{filled_on}"),
    Say("联系电话：{phone}　单位负责人签字：{head}"),
)


def _funds(name: str, label: str) -> Row:
    return Row((label, *("{" + f"{name}.{column}" + "}" for column in ("original", "adjusted", "actual")), "", "", ""))


def _money(*lines: Row) -> Grid:
    total = ("original", "adjusted", "actual", "points", "rate", "score")
    return Grid(
        "预算执行情况",
        "万元",
        ("资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (Row(("年度资金总额", *("{" + f"total.{column}" + "}" for column in total))), *lines),
    )


_SCORES: tuple[Block, ...] = (
    Say("[执行率偏差原因：{total.reason}]"),
    Grid("年度总体目标", "", ("预期目标", "实际完成情况"), (Row(("{goals.expected}", "{goals.actual}")),)),
    Grid(
        "绩效指标",
        "",
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
        (
            Each(
                "scores.indicators",
                (
                    Row(
                        (
                            "{level1}",
                            "{level2}",
                            "{level3}",
                            "{target}",
                            "{actual}",
                            "{points}",
                            "{score}",
                            "{reason}",
                        )
                    ),
                ),
            ),
            Row(("总分", "", "", "", "", "{scores.points}", "{scores.score}", "[等级：{scores.grade}]")),
        ),
    ),
)

ANNEXES = (
    Sheet("basic_data", "附表1", "部门整体支出绩效评价基础数据表", _BASIC_DATA),
    Sheet(
        "department_evaluation",
        "附表2",
        "部门整体支出绩效自评表",
        (
            Say("部门名称：{overview.unit}"),
            _money(
                _funds("general_public", "按收入性质分：一般公共预算"),
                _funds("government_fund", "　政府性基金拨款"),
                _funds("special_account", "　纳入专户管理的非税收入拨款"),
                _funds("other_income", "　其他资金"),
                _funds("basic", "按支出性质分：基本支出"),
                _funds("project", "　项目支出"),
            ),
            *_SCORES,
        ),
        landscape=True,
    ),
    Sheet(
        "project_evaluations",
        "附表3",
        "项目支出绩效自评表（{name}）",
        (
            Say("项目名称：{name}[　主管部门：{department}][　实施单位：{implementer}]"),
            _money(
                _funds("appropriation", "　当年财政拨款"),
                _funds("carried_in", "　上年结转资金"),
                _funds("other_income", "　其他资金"),
            ),
            *_SCORES,
        ),
        landscape=True,
        each="projects",
    ),
)
