"""What the sentence says already and the clerk types once more is printed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters.compose import compose_part
from exporters.document import Paragraph
from model.drafts.draft import load

SMALL = Path(__file__).parents[3] / "samples" / "small-bureau-2024.toml"


def _printed(path: str, before: str, after: str = "") -> str:
    report = load(SMALL).report
    cell = report.cell(path)
    report.set(cell, before + cell.raw.rstrip("。") + after)
    blocks = compose_part(report, path.partition(".")[0])
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("typed", ["使用方向：", "使用方向主要是"])
def test_a_label_that_was_typed_is_printed_once(typed: str) -> None:
    assert _printed("overview.scale.purpose", "").count("使用方向：主要用于") == 1
    said = _printed("overview.scale.purpose", typed)
    assert f"{typed}主要用于保障" in said
    assert "使用方向：使用方向" not in said


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("general_budget.projects.unit_projects.items.0.use", "主要用于"),
        ("general_budget.projects.unit_projects.items.0.use", "用于"),
        ("general_budget.three_public.reception.reason", "原因是"),
        ("general_budget.three_public.reception.reason", "主要原因是"),
        ("assets.totals.cause", "主要原因是"),
        ("publication.place", "通过"),
    ],
)
@pytest.mark.parametrize("stop", ["", "。"])
def test_a_lead_in_and_a_stop_that_were_typed_are_printed_once(path: str, before: str, stop: str) -> None:
    plain = _printed(path, "")
    said = _printed(path, before, stop)
    for words in ("主要用于", "原因是", "通过"):
        assert said.count(words) <= plain.count(words)
    assert "用于用于" not in said
    assert "用于主要" not in said
    assert not any(marks in said for marks in ("。；", "。，", "。。", "，；"))
    assert load(SMALL).report.cell(path).raw.rstrip("。") in said


def test_what_leads_in_something_else_stays() -> None:
    said = _printed("publication.intro", "通过自评，")
    assert "通过自评，" in said


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("assets.totals.cause", "增加的主要原因是"),
        ("assets.totals.cause", "增加的主要原因是："),
        ("general_budget.three_public.reception.reason", "原因是："),
        ("general_budget.projects.reasons.0.text", "一是"),
    ],
)
def test_all_the_words_of_the_sentence_that_were_typed_are_printed_once(path: str, before: str) -> None:
    plain, said = _printed(path, ""), _printed(path, before)
    for words in ("增加的", "原因", "一是"):
        assert said.count(words) == plain.count(words), said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", "，原因是："),
        ("原因是", "，原因是："),
        ("原因是：", "，原因是："),
        ("主要原因为", "，主要原因为："),
        ("节约的原因是", "，节约的原因是："),
    ],
)
def test_a_reason_is_led_in_with_a_colon_whoever_wrote_the_words(typed: str, printed: str) -> None:
    path = "general_budget.three_public.reception.reason"
    said, reason = _printed(path, typed), load(SMALL).report.cell(path).raw.rstrip("。")
    assert f"{printed}{reason}" in said
    assert "原因是：节约的" not in said


@pytest.mark.parametrize(
    "path", ["overview.scale.project_note", "general_budget.projects.unit_projects.items.0.remark"]
)
@pytest.mark.parametrize("brackets", ["（）", "()"])
def test_brackets_that_were_typed_are_printed_once(path: str, brackets: str) -> None:
    report = load(SMALL).report
    typed = f"{brackets[0]}含上年结转96.5万元{brackets[1]}"
    report.set(report.cell(path), typed)
    blocks = compose_part(report, path.partition(".")[0])
    said = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert typed in said
    assert f"（{typed}" not in said
    assert f"{typed}）" not in said


def test_a_name_that_begins_as_the_words_before_it_keeps_them() -> None:
    report = load(SMALL).report
    path = "general_budget.projects.unit_projects.items.0.name"
    report.set(report.cell(path), "具体为民服务项目")
    blocks = compose_part(report, "general_budget")
    said = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert "具体为：具体为民服务项目" in said


@pytest.mark.parametrize(
    ("begins", "said_as", "stays"),
    [
        ("因", "，因", False),
        ("因公务接待批次", "原因是：因公务接待批次", True),
        ("因素较多，", "原因是：因素较多，", True),
    ],
)
def test_a_reason_that_begins_with_because_is_not_led_in_again(begins: str, said_as: str, stays: bool) -> None:
    path = "general_budget.three_public.reception.reason"
    plain, said = _printed(path, ""), _printed(path, begins)
    assert said_as + load(SMALL).report.cell(path).raw.rstrip("。") in said
    assert plain.count("原因是") - said.count("原因是") == (not stays)


@pytest.mark.parametrize(
    ("path", "ends", "said_as"),
    [
        ("assets.totals.cause", "在建工程增加所致", "增加主要系在建工程增加所致"),
        ("general_budget.three_public.reception.reason", "接待批次减少导致", "，系接待批次减少导致"),
        ("general_budget.three_public.reception.reason", "接待批次减少", "，原因是：接待批次减少"),
        ("general_budget.three_public.reception.reason", "批次减少所致；人次也少", "，原因是：批次减少所致；人次也少"),
        ("overview.scale.execution.reason", "项目推迟所致", "执行率偏差系项目推迟所致"),
    ],
)
def test_a_reason_that_ends_as_one_is_not_led_in_as_one(path: str, ends: str, said_as: str) -> None:
    report = load(SMALL).report
    for field, typed in (("original", "600"), ("adjusted", "600")):
        report.set(report.cell(f"overview.scale.execution.{field}"), typed)
    report.set(report.cell(path), ends)
    blocks = compose_part(report, path.partition(".")[0])
    assert said_as in "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
