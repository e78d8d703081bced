"""The draft of a large department: the sample with a table of scores for each of many projects."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "samples" / "changsha-hrss-2022.toml"

_PROJECT = """
[[project_evaluations.projects]]
name = "{name}"
department = "长沙市人力资源和社会保障局"
implementer = "第{number}工作处"

[project_evaluations.projects.appropriation]
original = {original}
adjusted = {adjusted}
actual = {actual}

[project_evaluations.projects.carried_in]
original = 0.00
adjusted = 0.00
actual = 0.00

[project_evaluations.projects.total]
points = 10

[project_evaluations.projects.goals]
expected = "完成{name}全年任务{tasks}项，服务对象满意。"
actual = "完成{name}全年任务{tasks}项，服务对象满意。"
"""

_INDICATOR = """
[[project_evaluations.projects.scores.indicators]]
level1 = "{level1}"
level2 = "{level2}"
level3 = "{name}{level2}"
target = "{target}"
actual = "{target}"
points = {points}
score = {points}
"""

_INDICATORS = (
    ("产出指标", "数量指标", "50项", 20),
    ("产出指标", "质量指标", "100%", 20),
    ("产出指标", "时效指标", "12月底前", 10),
    ("效益指标", "社会效益指标", "提升", 30),
    ("满意度指标", "服务对象满意度", "90%", 10),
)


def large_draft(projects: int) -> str:
    """The text of the draft with so many projects in annex 3, five indicators each; 1,000 make two MB."""
    tables = "".join(map(_project, range(1, projects + 1)))
    return f"{SAMPLE.read_text(encoding='utf-8')}\n[project_evaluations]\nincluded = true\n{tables}"


def _project(number: int) -> str:
    name = f"第{number}号专项业务经费"
    adjusted = 100 + 7 * number % 911
    money = {"original": f"{adjusted}.00", "adjusted": f"{adjusted}.00", "actual": f"{adjusted - 3}.25"}
    table = _PROJECT.format(name=name, number=number % 20 + 1, tasks=number % 90 + 10, **money)
    return table + "".join(
        _INDICATOR.format(name=name, level1=level1, level2=level2, target=target, points=points)
        for level1, level2, target, points in _INDICATORS
    )
