"""Keeps what is typed: journal, lock, saving, and coming together with what others wrote into the same file."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Final, TypeAlias

from textual.screen import Screen

from model.drafts.draft import Draft, DraftError, NoFileError, load, read_bytes
from model.drafts.snapshot import Snapshot, snapshot
from model.editing.differences import step_to
from model.editing.merging import Merge
from model.errors import ZipingError
from model.report.edits import Edit
from model.safekeeping.journal import Journal
from model.safekeeping.locks import Holder, Lock
from model.safekeeping.recovery import Offer, offers
from tui.config.recent import remember
from tui.draft_screen.draft_actions import DraftActions, DraftParts
from tui.draft_screen.file_watch import FileWatch
from tui.windows.dialogs import Ask, AskPath, Read, here, unused
from tui.windows.recovery_offer import DROP, TAKE, Recover

Then: TypeAlias = Callable[[], object] | None


_READ_IN: Final = 3.0
"""Seconds in which a sentence at the bottom is read."""


class FileActions(DraftActions):
    """The actions that save, and what happens around them.

    ``name`` is what to call the draft while it has no file, ``pending`` what is to be put into it then.
    """

    def __init__(self, screen: Screen[None], parts: DraftParts, name: str = "", pending: Offer | None = None) -> None:
        super().__init__(parts)
        self._screen = screen
        self._name = name
        self._pending = pending
        self._lock: Lock | None = None
        self._told = ("", 0.0)
        self._saving = False
        self._gone = False
        self.journal = Journal(parts.draft, time.time)
        self.file_watch = FileWatch(self.journal, self._notice)

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"save": self.save, "quit": self.quit}

    @property
    def title(self) -> str:
        """What to call the draft."""
        if self._draft.path is None:
            return self._name or "未命名"
        return f"文件已不在：{self._draft.path.name}" if self._gone else self._draft.path.name

    def begin(self) -> None:
        """From now on every edit is written down."""
        self._state.session.observer = self.journal.note

    def guard(self) -> None:
        """The first picture is there: take the lock, offer what was never saved."""
        path = self._draft.path
        if path is None:
            self._begin_copy()
            return
        holder = self._take_lock(path)
        if holder is None:
            self._offer()
            return

        def answer(index: int | None) -> None:
            if index == 1:
                self._take_lock(path, by_force=True)
                self._look_again(path)
                self._offer()
            elif index == 2:
                self._screen.app.exit()
            else:
                self._name = f"{path.name}（副本）"
                self._draft.path = None
                self._begin_copy()
                self._entry.follow()

        said = f"{holder.text()} 正打开着这份草稿"
        answers = [("只看副本", "保存时另存为别的文件"), ("接手编辑", "对方已不在编辑时才选"), ("退出", "")]
        self._windows.ask(Ask(said, answers, answers[0][0]), answer)

    def let_go(self) -> None:
        """The form closes: the lock goes, and the journal too unless something is left in it to be offered again."""
        self.file_watch.end()
        self.journal.close()
        if self._lock is not None:
            self._lock.release()

    def _take_lock(self, path: Path, *, by_force: bool = False) -> Holder | None:
        lock = Lock(path)
        if self._lock is not None and self._lock.path == lock.path:
            return None
        try:
            holder = lock.take(by_force=by_force)
        except OSError:
            self._footer.say("这个位置不能加锁：别人同时打开这份草稿时，这里不会知道", "warning")
            return None
        if holder is None:
            if self._lock is not None:
                self._lock.release()
            self._lock = lock
        return holder

    # What was never saved

    def _begin_copy(self) -> None:
        if self._pending is not None:
            self._recover(self._pending)
        self._begin_watch()

    def _begin_watch(self) -> None:
        self.file_watch.follow(self._draft.path)
        if not self.file_watch.is_alive():
            self.file_watch.start()

    def _offer(self) -> None:
        self._begin_watch()
        found, refused = offers(self._draft, self.journal.path)
        if refused:
            self._footer.say("；".join(refused), "warning")
        self._ask_recovery(found)

    def _ask_recovery(self, found: list[Offer]) -> None:
        if not found:
            return
        offer, *others = found

        def answer(index: int | None) -> None:
            if index == TAKE:
                # What others have was typed into the draft as it was: it is offered when this is saved.
                self._recover(offer)
            else:
                if index == DROP:
                    offer.drop()
                self._ask_recovery(others)

        self._windows.ask(Recover(offer), answer)

    def _recover(self, offer: Offer) -> None:
        self._entry.commit()
        offer.take(self._state.session)
        # Only when the journal of now has it, the one of then may go.
        self.journal.sync()
        if not self.journal.trouble or self.journal.path is not None:
            aside = offer.drop()
            self._entry.reload()
            said = f"；放不回去的留在 {aside.name}" if aside else ""
            self._footer.say(f"已找回 {len(offer.differences)} 处，还没有保存{said}")

    # Saving

    def save(self, then: Then = None) -> None:
        """Save the draft, which asks for a file where it has none, and go on with ``then`` when that worked."""
        self._entry.commit()
        if self._draft.path is not None:
            self._save(None, then)
        else:
            self._ask_path(then)

    def _save(self, path: Path | None, then: Then, *, overwrite: bool = False) -> None:
        from model.drafts.saving import save

        if path is not None and path != self._draft.path and (holder := self._take_lock(path)) is not None:
            self._windows.show(Read("没有保存", f"{path}：{holder.text()} 正打开着它，请换一个文件名"))
            return
        if self._saving:
            self._footer.say("还在保存，请稍候；填写的内容已经记下")
            return
        overwrite = overwrite or path is not None
        last = self._state.session.done

        def written(announce: Callable[[bytes], None], said: Snapshot | None = None) -> list[str]:
            def promise(data: bytes) -> None:
                announce(data)
                self.journal.sync()

            told = save(self._draft, path, overwrite=overwrite, announce=promise, said=said)
            if self._draft.path is not None:
                remember(self._draft.path)
            return told

        if not self._draft.is_large:
            self._saved(lambda: written(self.journal.saving), last, then)
            return
        # Seconds of work: the clerk types on, and what is typed is in the journal.
        self._saving = True
        said = snapshot(self._state.report.root, self._draft.base)
        self.journal.begin_saving()
        app = self._screen.app

        def work() -> None:
            self.journal.sync()
            with contextlib.suppress(RuntimeError):
                app.call_from_thread(lambda: self._footer.say("正在保存……可以继续填写"))
            outcome: Future[list[str]] = Future()
            try:
                outcome.set_result(written(lambda data: app.call_from_thread(self.journal.saving, data), said))
            except Exception as error:
                outcome.set_exception(error)
            with contextlib.suppress(RuntimeError):
                app.call_from_thread(lambda: self._saved(outcome.result, last, then))

        threading.Thread(target=work, daemon=True).start()

    def _saved(self, outcome: Callable[[], list[str]], last: Edit | None, then: Then) -> None:
        """Tell what became of a save: ``outcome`` gives the sentences that ``save`` returned, or raises as it did.

        ``last`` is the step that was the last one when the save began.
        """
        from model.drafts.saving import ChangedOnDisk

        self._saving = False
        try:
            told = outcome()
        except ChangedOnDisk as error:
            self._come_together(str(error), lambda: self._save(None, then), then)
            return
        except ZipingError as error:
            self._windows.show(Read("没有保存", str(error)))
            return
        if self._state.session.done is last:
            self.journal.discard()
            self._state.session.mark_saved()
        else:
            self._state.session.mark_changed()
            self.journal.go_on()
        was_gone, self._gone = self._gone, False
        self._told = ("", 0.0)
        self.file_watch.follow(self._draft.path)
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._lock.take()  # it may have gone with its folder
        self._entry.follow()
        if told:
            self._footer.say(f"已保存；{'；'.join(told)}", "warning")
        else:
            done = "原来的文件已不在，已重新写出" if was_gone else "已保存"
            self._footer.say(f"{done} {self._draft.path}")
        if then is not None:
            then()

    def _ask_overwrite(self, said: str, then: Then) -> None:
        def answer(index: int | None) -> None:
            if index == 0:
                self._save(None, then, overwrite=True)
            elif index == 1:
                self._ask_path(then)

        answers = [("覆盖它", "别人的改动会丢掉"), ("另存为别的文件", ""), ("返回", "")]
        self._windows.ask(Ask(said, answers), answer)

    def _ask_path(self, then: Then) -> None:
        def take(path: Path | None) -> None:
            if path is not None:
                self._save(here() / path, then)

        folder = self._draft.path.parent if self._draft.path is not None else here()
        self._windows.ask(AskPath("草稿存到哪里？", str(unused(folder, self._state.year)), ".toml"), take)

    def quit(self) -> None:
        """Leave the program; asks when something is not saved."""
        self._entry.commit()
        if not self._state.session.modified:
            self.journal.discard()
            self._screen.app.exit()
            return

        def answer(index: int | None) -> None:
            if index == 0:
                self.save(self._screen.app.exit)
            elif index == 1:
                self.journal.discard()
                self._screen.app.exit()

        answers = [("保存并退出", ""), ("不保存，退出", "上次保存以后的改动丢掉"), ("返回继续填写", "")]
        self._windows.ask(Ask("有未保存的改动，怎么办？", answers), answer)

    # What others wrote

    def _notice(self) -> None:
        """In the thread of the watch."""
        with contextlib.suppress(RuntimeError):
            self._screen.app.call_from_thread(self.take_note)

    def take_note(self) -> None:
        """Something is not as it was: say so once, and take in what others wrote where that is not in the way."""
        self.journal.look()
        if self.journal.notice:
            self._footer.say(self.journal.notice, "warning")
            self.journal.notice = ""
        self._tell_trouble()
        path = self._draft.path
        if path is None or not self._screen.is_current:
            return
        if (self._entry.in_text or self._entry.typing) and os.path.lexists(path):
            return
        self._look_again(path)

    def _tell_trouble(self) -> None:
        """Say that the journal had to go elsewhere; again where something took that away too soon."""
        trouble, now = self.journal.trouble, time.monotonic()
        told, then = self._told
        if not trouble:
            self._told = ("", 0.0)
        elif trouble != told or (now - then < _READ_IN and self._footer.said != trouble):
            self._told = (trouble, now)
            self._footer.say(trouble, "warning")

    def _look_again(self, path: Path) -> None:
        """Take in what others wrote into the file at ``path`` since it was read, or tell that it cannot be read."""
        self.file_watch.follow(path)
        try:
            changed = read_bytes(str(path)) != self._draft.data
        except NoFileError:
            self._gone = True
            self._state.session.mark_changed()
            self._entry.follow()
            self._footer.say(f"{path.name} 被删去或改名了；填写的内容还在，保存就会重新写出", "warning")
            return
        except DraftError as error:
            self._footer.say(str(error), "warning")
            return
        if self._gone:
            self._gone = False
            if not changed and self._state.report.root.content() == self._draft.base.content:
                self._state.session.mark_saved()
            self._entry.follow()
        if changed:
            self._come_together("", None, None)

    def _come_together(self, said: str, done: Then, then: Then) -> None:
        """Merge with what is on the disk, then go on with ``done``; without one nothing is asked.

        Where that file cannot be read, ``said`` tells so and the clerk decides.
        """
        assert self._draft.path is not None
        before, mine = self._draft.base.content, self._state.report.root.content()
        try:
            theirs = load(self._draft.path)
        except ZipingError:
            if done is not None:
                self._ask_overwrite(said, then)
            return
        merge = Merge(before, mine, theirs.report.root.content())

        def decided(result: bool | None) -> None:
            if result:
                self._merged(merge, theirs)
                if done is not None:
                    done()
            else:
                self._footer.say("没有合并，也没有保存；要保存再按 Ctrl+S 选", "warning")

        if not merge.conflicts:
            decided(True)
        elif done is None:
            self._footer.say(f"别人也改了这份草稿，有 {len(merge.conflicts)} 处两边都改了，保存时请选择", "warning")
        else:
            from tui.windows.merge_conflicts import Decide

            self._windows.ask(Decide(merge.conflicts), decided)

    def _merged(self, merge: Merge, theirs: Draft) -> None:
        draft, session = self._draft, self._state.session
        self._entry.commit()
        step = step_to(self._state.report.root, merge.content)
        if step is not None:
            session.together(step.path, step.edits)
        draft.follow(theirs)
        if self._state.report.root.content() == theirs.report.root.content():
            session.mark_saved()
            self.journal.discard()
        else:
            session.mark_changed()
            self.journal.begin_anew()
        self.file_watch.follow(draft.path)
        self._entry.reload()
        self._entry.follow()
        taken = len(step.edits) if step is not None else 0
        self._footer.say(
            f"别人改了这份草稿，已并入 {taken} 处改动" if taken else "别人也存过这份草稿，与你的内容不冲突"
        )
