"""The bottom line: help, saving, handing over and leaving are always there; windows keep their keys in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from model.drafts.draft import load
from tests.tui.driving import LARGE, NARROW, WIDE, opened
from tests.tui.snapshots import SCENES
from tui.app.application import ZipingApp
from tui.config.actions import ACTIONS, EVER, FIRST, Where, by_rank
from tui.config.recent import remember
from tui.windows.dialogs import Dialog, Read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver
    from tests.tui.snapshots import Scene

BY_SIZE = pytest.mark.parametrize("size", [NARROW, WIDE, LARGE], ids=["narrow", "wide", "large"])
EVERYWHERE = ("说明", "保存", "导出", "退出")
PLACES = {
    "a figure": ("overview.scale.total", ()),
    "a figure with a finding": ("general_budget.three_public.reception.saving", ()),
    "a finding with a remedy": ("overview.scale.basic", ("7", "enter", "up")),
    "a computed figure": ("general_budget.basic.change_rate", ()),
    "a choice": ("government_funds.none", ()),
    "a text": ("overview.duties", ()),
    "a text under edit": ("overview.duties", ("甲",)),
    "a row": ("overview.scale.functions.1.amount", ()),
    "a row with a finding": ("general_budget.projects.unit_projects.items.1.amount", ()),
    "the end of a list": ("overview.scale.functions.6.amount", ("down",)),
    "the sections": ("overview.unit", ("f2",)),
    "the preview": ("overview.unit", ("f9", "down")),
}


@BY_SIZE
@pytest.mark.parametrize(("path", "keys"), PLACES.values(), ids=PLACES)
async def test_help_saving_handing_over_and_leaving_are_in_sight(
    draft: Path, size: tuple[int, int], path: str, keys: tuple[str, ...]
) -> None:
    async with opened(draft, size) as form:
        form.go(path)
        await form.pilot.pause(0.35)  # where there is room, the preview comes by itself
        await form.keys(*(key for key in keys if key != "f9" or form.screen.appearance.preview is None))
        form.screen.hush()
        await form.settle()
        last = form.lines()[-1]
        assert all(word in last for word in EVERYWHERE), last
        assert last.rstrip().endswith("^Q 退出"), "always at the same place"


async def test_a_text_under_edit_tells_first_how_to_leave_it(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("overview.duties")
        await form.keys("甲")
        assert form.lines()[-1].startswith(" Esc 写完")


async def test_a_short_message_leaves_them_in_sight_and_a_long_one_goes_at_the_next_key(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.screen.footer.say("已保存")
        await form.settle()
        assert all(word in form.lines()[-1] for word in EVERYWHERE)
        form.screen.footer.say("很长的话" * 20)
        await form.settle()
        assert "退出" not in form.lines()[-1]
        await form.keys("down")
        assert all(word in form.lines()[-1] for word in EVERYWHERE)


async def test_beside_a_message_they_are_clicked_all_the_same(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("overview.scale.basic")
        await form.keys("7", "enter")
        form.screen.footer.say("已取")
        await form.settle()
        await form.pilot.click(offset=(79 - 22, 23))
        await form.settle()
        assert load(draft).report.cell("overview.scale.basic").raw == "7"


def test_who_has_room_first_is_declared_once() -> None:
    assert [action.name for action in EVER] == ["help", "save", "export", "quit"]
    ranked = by_rank(ACTIONS)
    of_the_field = [action.where for action in ranked if action.where in FIRST]
    assert of_the_field == sorted(of_the_field, key=FIRST.index)
    assert ranked[: len(of_the_field)] == [action for action in ranked if action.where in FIRST]
    assert {action.where for action in ACTIONS} == set(get_args(Where)), "each place in the footer has an action"


@BY_SIZE
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_every_window_shows_how_to_get_out_of_it(draft: Path, scene: Scene, size: tuple[int, int]) -> None:
    app = ZipingApp(load(draft) if scene.path else None)
    if not scene.path:
        remember(draft)
    async with app.run_test(size=size) as pilot:
        from tests.tui.driving import Driver

        form = Driver(app, pilot)
        await form.settle()
        if scene.path:
            form.go(scene.path)
        await form.keys(*scene.keys)
        assert leaves(form), form.text()


def leaves(form: Driver) -> bool:
    """Whether the screen says how to leave what it shows."""
    return ("Esc" if isinstance(form.app.screen, Dialog) else "退出") in form.text() or "Esc 返回" in form.text()


@pytest.mark.parametrize("size", [(40, 10), NARROW, WIDE], ids=["tiny", "narrow", "wide"])
async def test_title_and_keys_stay_while_a_long_text_turns(draft: Path, size: tuple[int, int]) -> None:
    async with opened(draft, size) as form:
        form.app.push_screen(Read("很长的说明", "\n".join(f"第{n}行" for n in range(100))))
        await form.settle()
        assert "第0行" in form.text()
        await form.keys(*["pagedown"] * 40)
        for said in ("很长的说明", "第99行", "Esc 返回"):
            assert said in form.text()


async def test_a_message_longer_than_the_line_is_read_whole(draft: Path) -> None:
    """The line grows over the form, in which the cursor stays in sight; the next key gives the room back."""
    message = "按键设置里有两处用了同一个键，" * 8 + "没有采用"
    async with opened(draft, NARROW) as form:
        await form.keys(*["down"] * 9)
        form.screen.say(message, "warning")
        await form.settle()
        *above, last = form.lines()
        assert last.rstrip().endswith("没有采用")
        assert message in "".join(line.strip() for line in [*above[-3:], last])
        assert any(line.startswith((">", "  >", " >")) for line in above[: form.screen.entry.view.size.height + 1])
        await form.keys("down")
        assert form.lines()[-1].rstrip().endswith("^Q 退出")
        assert form.screen.footer.size.height == 1
