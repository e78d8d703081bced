"""Every rule is registered where it stands, can speak, and is known under its code everywhere."""

from __future__ import annotations

import ast
import json
import pkgutil
import re
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from docx import Document
from docx.oxml import OxmlElement

from model.checks import rules
from model.checks.catalogue import catalogue, find_rule
from model.checks.registry import kind_of, registered, rule
from model.checks.rules import stated
from model.editing.rollforward import roll_forward
from model.editing.session import Session
from model.errors import ZipingError
from model.language.statements.remarks import RemarkKind
from model.language.statements.statement import Kind
from model.report.tree import RowList
from model.scanning.scan import scan
from tests.model.checks.test_planted import PLANTED
from tests.model.drafting import DATA, REFERENCE, ROOT, SAMPLES, codes, opened, session

INDICATOR = '[[insurance.funds]]\nname = "甲基金"\n[[insurance.funds.goals.indicators]]\nname = "服务对象满意度"\n'
BROKEN = {
    "near_figure": '[overview.scale]\nproject = 463.27\n[[problems.problems]]\ntext = "完成投资463.72万元。"\n',
    "ratio_in_text": "[overview.scale]\nbasic = 452.18\n[overview.scale.execution]\noriginal = 612.40\n"
    "[[problems.problems]]\ntext = '基本支出452.18万元，占年初预算的9%。'\n",
    "scope_unnamed": "[general_budget.basic]\npersonnel = 60\ngeneral = 40\n[government_funds]\nactual = 28\n",
    "count_in_text": "[overview]\nduties = '内设3个股室。'\n[[overview.offices]]\nname = '办公室'\n",
    "sum_in_text": "[[general_budget.projects.unit_projects.items]]\nname = '供水'\namount = 20\n"
    "[[general_budget.projects.unit_projects.items]]\nname = '排水'\namount = 31\n"
    "[performance]\nlead = '两个部门项目批复合计15万元。'\n",
    "open_point": '[[comments]]\npath = "overview.duties"\ntext = "请再写具体些"\n',
    "published_elsewhere": "[overview]\nyear = 2025\n[publication]\ndate = 2026-06-30\n"
    "intro = '拟于2025年6月30日前，通过门户网站全文公开。'\n",
    "scope_of_last_year": "[general_budget]\nscope = '仅一般公共预算'\n[general_budget.projects]\nlast_year = 7\n"
    "[[sources]]\npath = 'general_budget.scope'\nfile = '去年.toml'\ncell = 'general_budget.scope'\nvalue = 'x'\n"
    "[[sources]]\npath = 'general_budget.projects.last_year'\nfile = '去年.toml'\ncell = 'x'\nvalue = '7'\n",
    "unlike_source": "[overview.scale]\nbasic = 700\nlast_year = 1572.37\n"
    "[[sources]]\npath = 'overview.scale.last_year'\nfile = '去年.docx'\ncell = 'x'\nvalue = '1527.37'\n",
    "grade": '[department_evaluation]\nincluded = true\n[department_evaluation.scores]\nscore = 95\ngrade = "中"\n',
    "not_level": '[general_budget.basic]\npersonnel = 120\ngeneral = 1\nlast_year = 100\ncomment = "与上年基本持平"\n',
    "nothing_to_explain": "[overview.scale]\ntotal = 50\nexecution.adjusted = 50\nexecution.reason = '跨年实施'\n",
    "project_renamed": "[[general_budget.projects.unit_projects.items]]\nname = '供水管网改造'\n"
    "[project_evaluations]\nincluded = true\n[[project_evaluations.projects]]\nname = '供水管网'\n",
    "project_elsewhere": "[[general_budget.projects.unit_projects.items]]\nname = '供水'\nexecuted = 790.50\n"
    "[project_evaluations]\nincluded = '是'\n[[project_evaluations.projects]]\nname = '供水'\ntotal.actual = 709.50\n",
    "project_left_blank": "[[general_budget.projects.unit_projects.items]]\nname = '供水'\nexecuted = 790.50\n"
    "[project_evaluations]\nincluded = '是'\n[[project_evaluations.projects]]\nname = '供水'\n",
    "controlled_project": "[[general_budget.projects.unit_projects.items]]\nname = '供水'\nexecuted = 65.80\n"
    "[basic_data]\nincluded = '是'\n[[basic_data.projects]]\nname = '2.供水'\nactual = 105.00\n",
    "table_unfilled": "[department_evaluation]\nincluded = '是'\n",
    "score_and_target": "[department_evaluation]\nincluded = '是'\n[[department_evaluation.scores.indicators]]\n"
    "level3 = '知晓率'\ntarget = '≥85%'\nactual = '78%'\npoints = 15\nscore = 15\n",
    "said_again": "[general_budget.basic]\nactual = 121\nlast_year = 100\ncomment = '较上年增加21万元，因调资'\n",
    "reason_again": "[general_budget.three_public.reception]\nreason = '接待减少，原因是检查减少'\n",
    "figure_for_words": "[overview.scale]\npurpose = '2968.20'\n",
    "annex_left_out": "[basic_data.travel]\nactual = 3.5\n",
    "book_date": "[overview]\nyear = 2022\n[assets.book_values]\ndate = 2021-12-31\n",
    "plan_of_this_year": "[overview]\nyear = 2025\n[improvements]\nlead = '编制2025年部门预算时将细化项目。'\n",
    "next_year_left": "[overview]\nyear = 2024\n[performance]\nlead = '2025年，我局完成各项任务。'\n",
    "coarse_unit": "[[overview.scale.functions]]\namount = '0.68亿'\n[[overview.scale.functions]]\namount = 5\n",
    "every_budget": "[overview]\nscale.total = 130\nincome.general_public = 130\n[general_budget]\n"
    'scope = "仅一般公共预算"\nbasic.actual = 100\nprojects.actual = 20\n',
    "none_but_elsewhere": "[overview.income]\ngovernment_fund = 120.00\n[government_funds]\nnone = true\n",
    "operating_untold": "[overview.scale]\noperating = 38.62\n[department_evaluation]\nincluded = true\n",
    "funds_left_blank": "[overview.scale.execution]\noriginal = 120\n[department_evaluation]\nincluded = true\n",
    "points_over_hundred": "[department_evaluation]\nincluded = true\ntotal.points = 2641.19\n",
    "score_over_points": "[department_evaluation]\nincluded = true\ntotal.points = 10\ntotal.score = 12\n",
    "projects_together": "[general_budget.projects]\nactual = 100\nunit_projects.executed = 60\n"
    "public_projects.executed = 50\n",
    "as_last_year": "[general_budget.three_public.reception]\nactual = 1780.35\nlast_year = 1780.35\n"
    "reason = '人员增加，工资福利支出增长。'\n",
    "report_year": "[overview]\nyear = 2052\n",
    "posts_unfilled": "[overview.staff]\nauthorised = '1.2亿'\nserving = 38\n",
    "more_visits_than_visitors": "[general_budget.three_public.details]\nreceptions = 142\nguests = 19\n",
    "three_public_parts": "[general_budget.three_public]\nbudget = 15\nreception.budget = 15\noverseas.budget = 30\n",
    "over_hundred": INDICATOR + 'unit = "%"\ntarget = 90\nactual = 915\n',
    "quoted_in_text": "[general_budget.three_public]\nbudget = 10\nactual = 8\n"
    '[[problems.problems]]\nheading = "控制不严"\ntext = "三公经费决算数9.00万元。"\n',
}
TITLE = "某局2023年度部门整体支出绩效自评报告\n\n"
STATED = {
    "average": "入住老人200人，支出伙食费100.00万元，人均500元。",
    "change": "2023年支出总额为500.00万元，较上年450.00万元增加60.00万元。",
    "rate": "2023年支出总额为500.00万元，较上年400.00万元增加100.00万元，增长35.00%。",
    "direction": "2023年支出总额为500.00万元，较上年增加100.00万元，下降25.00%。",
    "flat": "2023年支出总额为500.00万元，与上年450.00万元持平。",
    "share": "2023年支出500.00万元，其中基本支出300.00万元，占63.00%；项目支出200.00万元，占40.00%。",
    "execution": "2023年基本支出预算数为500.00万元，实际支出400.00万元，预算执行率为90.00%。",
    "list": "2023年支出总额为500.00万元，其中：基本支出300.00万元，项目支出210.00万元。",
    "total": "2023年基本支出300.00万元，项目支出200.00万元，合计510.00万元。",
    "balance": "固定资产原值500.00万元，累计折旧200.00万元，净值310.00万元。",
    "repeat": "2023年支出总额为512.34万元。\n\n2023年支出总额为513.34万元。",
    "unit": "2023年支出总额为512.34万元。\n\n2023年支出总额为512.34元。",
    "nothing": "2023年公务接待费支出0万元，预算执行率为85.00%。",
    "table": "| 项目 | 决算数（万元） |\n|---|---|\n| 基本支出 | 300.00 |\n| 项目支出 | 200.00 |\n| 合计 | 510.00 |",
    "doubled": "2023年项目支出200.00万元，主要用于主要用于信息化建设。",
    "year_left": "2022年度投资12.30亿元，比2021年增加1.10亿元。",
    "grade": "本单位自评得分79.6分，评价等级为良。",
}


def scanned(text: str, folder: Path) -> set[str]:
    """The codes of what a scan finds in the report in Markdown that ``text`` is."""
    path = folder / "report.md"
    path.write_text(TITLE + "# 一、部门概况\n\n" + text + "\n", encoding="utf-8")
    return told_of(path)


def changed(folder: Path) -> Path:
    """A report in Word with a change that nobody accepted."""
    word, path = Document(), folder / "report.docx"
    for line in (TITLE.strip(), "一、部门概况"):
        word.add_paragraph(line)
    added = word.add_paragraph("年末在职人员30人").add_run("。")
    insertion = OxmlElement("w:ins")
    insertion.append(added._r)
    word.paragraphs[-1]._p.append(insertion)
    word.save(str(path))
    return path


def told_of(path: Path) -> set[str]:
    """The codes of what a scan finds in the report in that file."""
    out = StringIO()
    scan([str(path)], as_json=True, keep=None, out=out, err=StringIO())
    (said,) = json.loads(out.getvalue())["drafts"]
    return {finding["code"] for finding in said["findings"]}


def test_every_module_of_the_room_is_imported_with_it() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert modules == set(re.findall(r"^    (\w+),$", Path(rules.__file__).read_text(encoding="utf-8"), re.MULTILINE))


def test_findings_are_made_by_registered_rules_and_declared_relations_only() -> None:
    made = {
        path.relative_to(ROOT).as_posix()
        for top in ("model", "exporters", "tui")
        for path in (ROOT / top).rglob("*.py")
        if _makes_findings(path)
    }
    assert made == {"model/checks/registry.py", "model/checks/rules/arithmetic.py"}


def _makes_findings(path: Path) -> bool:
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return any(isinstance(call.func, ast.Name) and call.func.id == "Finding" for call in calls)


def test_every_registered_rule_is_broken_by_something_and_then_speaks(tmp_path: Path) -> None:
    spoken = set[str]()
    for planted in PLANTED:
        edited = session(DATA / f"{planted.draft}.toml")
        planted.edit.into(edited)
        spoken |= {finding.code for finding in edited.checker.findings()}
    for code, lines in BROKEN.items():
        assert code in codes(lines)
        spoken.add(code)
    spoken |= {finding.code for finding in Session(roll_forward(opened(REFERENCE)).draft).checker.findings()}
    two = "2023年支出总额为500.00万元。其中：基本支出300.00万元。主要内容及涉及范围：基本支出310.00万元。"
    spoken |= scanned(two, tmp_path)
    spoken |= scanned("".join(f"2019年{name}支出90万元。" for name in ("总", "基本", "项目", "经营")), tmp_path)
    for kind, text in STATED.items():
        assert f"stated_{kind}" in scanned(text, tmp_path)
        spoken.add(f"stated_{kind}")
    spoken |= told_of(changed(tmp_path))
    assert [known.code for known in registered() if known.code not in spoken] == []


def test_what_is_said_of_texts_has_a_rule_for_each_kind() -> None:
    assert set(stated.STATED) == {*get_args(Kind), *get_args(RemarkKind)}


def test_every_code_that_a_relation_of_any_draft_can_emit_has_its_entry() -> None:
    known = {entry.code for entry in catalogue()}
    kinds = set()
    for path in [*SAMPLES.glob("*.toml"), *DATA.glob("*.toml")]:
        if "\nschema = 2\n" not in "\n" + path.read_text(encoding="utf-8"):  # outlines and cases, no drafts
            continue
        report = opened(path).report
        for bound in report.bounds:
            assert bound.code in known
            kinds.add(kind_of(bound).sentence.__name__)
            if bound.choice is not None and all(arm.terms for arm in bound.arms.values()):
                assert ".".join(step for step in bound.choice.path.split(".") if not step.isdigit()) in known
    assert kinds == {"same_name", "hundred", "within", "at_most", "rate", "same", "total"}


def test_a_code_cannot_be_registered_twice() -> None:
    with pytest.raises(ValueError, match="negative"):
        rule(code="negative", sentence="甲", reason="乙", remedy="丙")(lambda: iter(()))


def test_the_nearest_code_of_a_registered_rule_is_named() -> None:
    with pytest.raises(ZipingError, match="published_late"):
        find_rule("publish_late")


def test_every_list_can_have_a_row_too_many_or_twice() -> None:
    """Rules on rows look at each list of the report, however deep it stands."""
    edited = session(REFERENCE)
    lists = [part for node in edited.report.sections() for part in node.lists() if isinstance(part, RowList)]
    for rows in [part for part in lists if part.rows][:20]:
        edited.insert(rows.path, len(rows.rows))
        found = [finding for finding in edited.checker.findings() if finding.code == "empty_row"]
        assert any(path.startswith(rows.path) for finding in found for path in finding.fields), rows.path
        edited.undo()
