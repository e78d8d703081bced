"""The Textual application: which screen is shown, and nothing else."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import App

from tui.config import keymap, settings

if TYPE_CHECKING:
    from textual.screen import Screen

    from model.drafts.draft import Draft
    from model.safekeeping.recovery import Offer

PATIENCE: Final = 200


class ZipingApp(App[int], inherit_bindings=False):
    """Shows the draft it is given, or the start screen."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    CSS = "Screen { background: $background; }"

    def __init__(self, draft: Draft | None = None) -> None:
        super().__init__()
        self.draft = draft
        self.animation_level = "none"
        self._settings = settings.load()
        self.keymap_fault = keymap.use()
        if (theme := self._settings.get("theme", settings.DARK)) != settings.DARK:
            self._colour(str(theme))

    def _colour(self, name: str) -> None:
        from tui.look.contrast import contrast

        self.register_theme(contrast())
        if name in self.available_themes:
            self.set_reactive(App.theme, name)

    def is_first_time(self) -> bool:
        """Whether the hint for beginners is due; it is only once."""
        if self._settings.get("greeted"):
            return False
        self._settings["greeted"] = True
        settings.remember(greeted=True)
        return True

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the draft, or where to choose one."""
        if self.draft is not None:
            from tui.draft_screen.screen import EditScreen

            self._keep(self.draft)
            return EditScreen(self.draft)
        from tui.windows.start import StartScreen

        return StartScreen()

    def on_mount(self) -> None:
        """Collect garbage again once all is painted."""
        self.set_timer(0.5, settle)
        if self.draft is None:
            self.call_after_refresh(self.offer_unsaved)

    async def on_event(self, event: events.Event) -> None:
        """Let the live editor finish with each key before the next one is looked at.

        Textual puts keys into the queue of the widget that has the focus when they arrive, and looks up the keys that
        move the focus only afterwards: what is typed quickly behind an Enter would go into the field before it.
        """
        live: Any = None
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._opened()
            live = getattr(self.focused, "live", None)
            if hush := getattr(self.screen, "hush", None):
                hush()
        if live is None:
            await super().on_event(event)
            return
        event._set_forwarded()
        if isinstance(event, events.Paste):
            await live._on_paste(event)
        elif isinstance(event, events.Key):
            done = await self._check_bindings(event.key, priority=True)
            if not done and (event.is_printable or not await self._do_bound(live, event.key)):
                await live._on_key(event)
        if paint := getattr(self.screen, "paint", None):
            paint()

    async def _opened(self) -> None:
        """Wait until a window that has just been called for can take keys: none typed ahead is lost."""
        for _ in range(PATIENCE):
            if getattr(self.screen, "ready", True):
                return
            await asyncio.sleep(0.005)

    async def _do_bound(self, live: Any, key: str) -> bool:
        for binding in live._bindings.key_to_bindings.get(key, ()):
            if await self.run_action(binding.action, live):
                return True
        return await self._check_bindings(key)

    def _fatal_error(self) -> None:
        # Textual would print every local value, the draft's text among them; ``tui.app.opening`` says it.
        self._close_messages_no_wait()

    @property
    def broken(self) -> BaseException | None:
        """What the form broke on."""
        return self._exception

    def offer_unsaved(self) -> None:
        """Offer what was typed into drafts that never had a file, one after another."""
        from model.safekeeping.recovery import unsaved
        from tui.windows.recovery_offer import DROP, TAKE, Recover

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

    def edit(self, draft: Draft, name: str = "", pending: Offer | None = None) -> None:
        """Show ``draft`` over the start screen; ``name`` is what to call it while it has no file.

        ``pending`` is what was typed into it before and never saved.
        """
        from tui.draft_screen.screen import EditScreen

        self._keep(draft)
        screen = EditScreen(draft, name)
        screen.pending = pending
        self.push_screen(screen)

    def _keep(self, draft: Draft) -> None:
        """Remember the draft as opened last, when there is time for it."""
        if (path := draft.path) is not None:
            from tui.config.recent import remember

            self.call_later(self.set_timer, 0.6, lambda: remember(path))


def settle() -> None:
    """What is there now stays: leave it out of every later collection."""
    gc.freeze()
    gc.enable()
