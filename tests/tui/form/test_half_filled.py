"""A group that is being filled in from the top: its sums are judged when it is filled in, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import NARROW, WIDE, Driver, opened

if TYPE_CHECKING:
    from pathlib import Path

STAFF = "overview.staff."
HEAD = "schema = 2\n"
WRONG = "填23人，按"


async def test_a_sum_is_not_wrong_while_its_parts_are_typed_one_by_one(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(HEAD + '[overview]\nunit = "某县气象局"\nyear = 2025\n', "utf-8")
    async with opened(draft, NARROW) as form:
        form.go(STAFF + "serving")
        await form.keys("23", "enter")
        form.go(STAFF + "administrative")
        await form.keys("5", "enter")
        assert WRONG not in form.text()
        form.go(STAFF + "public_institution")
        await form.keys("17", "enter")
        assert WRONG not in form.text()
        form.go("overview.scale.basic")
        form.go(STAFF + "serving")
        await form.shows(WRONG)  # the group was left
        form.go(STAFF + "public_institution")
        await form.keys("16")
        assert WRONG in form.text(), "it was wrong before"
        await form.keys("backspace", "8")
        assert WRONG not in form.text()


async def test_a_group_with_a_wrong_sum_is_not_said_to_be_right_before_it_is_filled_in(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(
        HEAD + "[overview.income]\ntotal = 120\ngeneral_public = 100\noperating = 20\n[overview.scale]\nbasic = 120\n",
        "utf-8",
    )
    async with opened(draft, WIDE) as form:
        form.go("overview.income.operating")
        await form.keys("12.5", "enter")
        for _ in range(2):
            assert "少" not in form.part(form.screen.panel)
            assert "还没填完" in form.part(form.screen.panel)
            assert "本部分核对无误" not in form.text()
            assert "本部分没有别的问题" not in form.text()
            await form.keys("up")
        await form.keys("f8")
        await form.shows("7.5")


@pytest.mark.parametrize("key", ["f8", "ctrl+l"])
async def test_who_asks_what_is_wrong_is_told_at_once(tmp_path: Path, key: str) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(HEAD + '[overview]\nunit = "某县气象局"\nyear = 2025\n[overview.staff]\nserving = 23\n', "utf-8")
    async with opened(draft, NARROW) as form:
        form.go(STAFF + "administrative")
        await form.keys("5", key)
        await form.shows(WRONG)


MONEY = """[overview.scale]
basic = 60
project = 40
[department_evaluation]
"""


async def test_a_table_that_is_switched_on_is_not_wrong_before_its_last_line_was_passed(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    general = "[general_budget]\nscope = '仅一般公共预算'\nbasic.actual = 40\nprojects.actual = 30\n"
    draft.write_text(HEAD + MONEY + general + "[government_funds]\nactual = 20\n", "utf-8")
    table = "department_evaluation."

    def told(form: Driver) -> set[str]:
        return {finding.code for finding in form.screen.state.findings if finding.verdict == "inconsistent"}

    async with opened(draft, NARROW) as form:
        form.go(table + "included")
        await form.keys("space")
        assert form.screen.state.report.cell(table + "included").raw == "是"
        for place in ("included", "general_public.original", "special_account.actual", "other_income.actual"):
            form.go(table + place)
            assert table + "by_income_actual" not in told(form), place
        await form.keys("5", "enter")
        form.go(table + "total.points")
        await form.keys("10", "enter")
        assert table + "by_income_actual" in told(form), "some of its money was typed, and all was passed"
        assert table + "scores.points_total" not in told(form), "it has no rows yet"


async def test_a_part_asked_for_by_name_from_within_begins_at_its_head(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(HEAD + MONEY + "included = true\n", "utf-8")
    async with opened(draft, NARROW) as form:
        form.go("department_evaluation.scores.standard")
        await form.keys("ctrl+p", "附表2", "enter")
        await form.settle()
        assert form.here == "department_evaluation.included"


async def test_a_score_above_its_points_is_told_in_the_row_that_is_being_typed(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(HEAD + "[department_evaluation]\nincluded = true\n", "utf-8")
    async with opened(draft, WIDE) as form:
        form.screen.entry.go_to("department_evaluation.scores.indicators")
        await form.keys("产", "enter")
        row = "department_evaluation.scores.indicators.0"
        form.go(f"{row}.points")
        await form.keys("20", "enter")
        assert form.here == f"{row}.score"
        await form.keys("25", "enter")
        assert "得分不会超过分值" in form.text()
        assert "必填的没有填" not in form.text(), "what the row lacks waits until it is left"


async def test_the_same_figures_are_judged_alike_after_undo(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text(HEAD + "[overview]\nyear = 2025\n", "utf-8")
    async with opened(draft, NARROW) as form:
        for name, typed in (("serving", "121"), ("civil_servant_managed", "118")):
            form.go(STAFF + name)
            await form.keys(typed, "enter")
        form.go(STAFF + "self_funded")
        before = [finding.message for finding in form.screen.state.known]
        assert not any("121人，按" in message for message in before)
        await form.keys("3", "enter", "ctrl+z")
        assert form.here == STAFF + "self_funded"
        assert [finding.message for finding in form.screen.state.known] == before
        await form.keys("ctrl+z", "ctrl+y")
        assert [finding.message for finding in form.screen.state.known] == before
        form.go("overview.scale.basic")
        await form.settle()
        assert any("121人，按" in finding.message for finding in form.screen.state.known), "the group was left"
