"""The Textual application: which screen is shown, and that keys are done one after another."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import PurePath
from threading import Thread
from time import monotonic
from typing import ClassVar, Final

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen

from model.drafts.draft import Draft
from model.safekeeping.recovery import Offer, unsaved
from tui.app.being_ended import end_in_order
from tui.app.quiet_crash import QuietCrash
from tui.config import keymap, settings
from tui.config.actions import KEPT, OWN_KEYS, kept_keys
from tui.config.recent import remember
from tui.draft_screen.screen import EditScreen
from tui.look.contrast import contrast
from tui.widgets.key_taker import KeyTaker
from tui.widgets.small_window import CoverableScreen
from tui.windows.dialogs import Dialog, here
from tui.windows.recovery_offer import DROP, TAKE, Recover

PATIENCE: Final = 200
UNSEEN: Final = 0.25
"""So many seconds of keys that come without a pause are done before what they made of the form is shown."""
PICTURE: Final = 0.04
"""In so many seconds a picture is made."""


class ZipingApp(QuietCrash, inherit_bindings=False):
    """Shows the draft it is given, or the start screen."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "app.tcss",
        *(f"../{room}/{room}.tcss" for room in ("widgets", "form", "windows", "draft_screen")),
    ]

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__()
        self.draft = draft
        self.animation_level = "none"
        self._seen = 0.0
        self._settings = settings.load()
        self.keymap_fault = keymap.use()
        self.register_theme(contrast())
        if (theme := str(self._settings.get("theme", settings.DARK))) in self.available_themes:
            self.set_reactive(App.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """What reads the keys and shows the screen: for a terminal of POSIX our own, for all else Textual's choice."""
        driver = super().get_driver_class()
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            from tui.app.terminal_input import TerminalInput

            if driver is LinuxDriver:
                return TerminalInput
        return driver

    def on_undecodable_input(self) -> None:
        """Tell what to do when what is typed or pasted comes in another encoding."""
        from tui.app.terminal_input import spoken

        due = spoken().upper()
        self.notify(f"终端发来的不是 {due}，请把终端的编码改为 {due}", severity="warning", timeout=15)

    def on_broken_paste(self) -> None:
        """Tell that some of a pasted text may be missing."""
        self.notify("粘贴的内容没有收完，已填入收到的部分，请核对", severity="warning", timeout=15)

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the draft, or where to choose one."""
        if self.draft is not None:
            return self._screen_of(self.draft)
        from tui.windows.start import StartScreen

        return StartScreen(self.edit)

    def on_mount(self) -> None:
        """Take the clerk's own keys; without a draft, offer what was typed and never saved."""
        self.set_keymap(OWN_KEYS)
        KEPT.clear()
        KEPT.update(kept_keys(browser=self.is_web, desktop=os.environ.get("XDG_CURRENT_DESKTOP", "")))
        end_in_order(self)
        if self.draft is None:
            self.call_after_refresh(self.offer_unsaved)

    async def on_event(self, event: events.Event) -> None:
        """Let the widget that has the focus finish with each key before the next one is looked at."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._do(event)
            await self._show()
        else:
            await super().on_event(event)

    async def _do(self, event: events.Key | events.Paste) -> None:
        """Give a key or a pasted text to the widget that has the focus, and wait until all of it is done."""
        self.app_focus = True  # who types is here, whatever a terminal said that tells of leaving alone
        await self._opened()
        screen = self.screen
        if isinstance(screen, CoverableScreen) and not screen.takes(event):
            return  # what nobody sees is not typed
        if isinstance(screen, EditScreen):
            screen.hush()
        taker: object = self.focused
        if not isinstance(taker, KeyTaker):
            await super().on_event(event)
        elif isinstance(event, events.Key):
            await taker.take_key(event)
        else:
            await taker.take_paste(event.text)

    async def _show(self) -> None:
        """Show now and then what keys have made of the form while more of them wait: only a pause lets it be drawn."""
        if self.message_queue_size and monotonic() - self._seen > UNSEEN:
            await asyncio.sleep(PICTURE)
            self._seen = monotonic()

    async def _opened(self) -> None:
        """Wait until what was called for last can take keys, the first screen or a window: none typed ahead is lost."""
        for _ in range(PATIENCE):
            if not isinstance(self.screen, Dialog | EditScreen) or self.screen.ready:
                return
            await asyncio.sleep(0.005)

    def is_first_time(self) -> bool:
        """Whether the hint for beginners is due; it is only once."""
        if self._settings.get("greeted"):
            return False
        self._settings["greeted"] = True
        settings.remember(greeted=True)
        return True

    def offer_unsaved(self) -> None:
        """Offer what was typed into drafts that never had a file, one after another."""
        # What cannot be used the start screen tells.
        found, _ = unsaved()
        if not found:
            return
        draft, offer = found[0]

        def answer(index: int | None) -> None:
            if index == TAKE:
                self.edit(draft, "上次没有保存的草稿", offer)
            elif index == DROP:
                offer.drop()
                self.offer_unsaved()

        self.push_screen(Recover(offer), answer)

    def edit(self, draft: Draft, name: str = "", pending: Offer | None = None, *, guided: bool = False) -> None:
        """Show ``draft`` over the start screen; ``name`` is what to call it while it has no file.

        ``pending`` is what was typed into it before and never saved; ``guided`` has each finding explained in turn.
        """
        screen = self._screen_of(draft, name, pending)
        self.push_screen(screen)
        if guided:
            screen.call_after_refresh(screen.teach)

    def _screen_of(self, draft: Draft, name: str = "", pending: Offer | None = None) -> EditScreen:
        """The screen of ``draft``, which is remembered as opened last when there is time for it."""
        if draft.path is not None:
            # The folder that the program was started in may go: from then on no other name leads anywhere.
            path = draft.path = here() / draft.path
            # The disk may take its time with it: no key waits for that.
            self.call_later(self.set_timer, 0.6, Thread(target=remember, args=(path,), daemon=True).start)
        fault, first_time = self.keymap_fault, self.is_first_time
        return EditScreen(draft, name, pending, keymap_fault=fault, is_first_time=first_time)
