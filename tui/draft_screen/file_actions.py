"""Keeps what is typed: journal, lock, saving, and coming together with what others wrote into the same file."""

from __future__ import annotations

import atexit
import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from model.errors import ZipingError
from model.safekeeping.journal import Journal
from tui.draft_screen.bench import Bench
from tui.draft_screen.file_watch import Watch
from tui.windows.dialogs import Ask, AskPath, Read, unused

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.drafts.draft import Draft
    from model.editing.merging import Merge
    from model.safekeeping.locks import Holder, Lock
    from model.safekeeping.recovery import Offer

    Then: TypeAlias = Callable[[], object] | None


class Safekeeping(Bench):
    """The actions that save, and what happens around them."""

    draft: Draft
    sample: str
    pending: Offer | None = None
    """What is to be put into a draft that never had a file."""

    def on_mount(self) -> None:
        """From now on every edit is written down."""
        self.journal = Journal(self.draft, time.time)
        self.guardian = Watch(self.journal, self._notice)
        self.claim: Lock | None = None
        self._trouble_told = ""
        self.state.session.observer = self.journal.note
        self.call_after_refresh(self.guard)

    def guard(self) -> None:
        """The first picture is there: take the lock, offer what was never saved."""
        atexit.register(self.let_go)
        self.watch(self.app, "app_focus", self._app_focused, init=False)
        path = self.draft.path
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
                self._offer()
            elif index == 2:
                self.app.exit()
            else:
                self.sample = f"{path.name}（副本）"
                self.draft.path = None
                self._begin_copy()
                self.entry.follow()

        said = f"{holder.text()} 正打开着这份草稿"
        answers = [
            ("只看副本", "保存时另存为别的文件"),
            ("接手编辑", "对方已不在编辑时才选"),
            ("退出", ""),
        ]
        self.ask(Ask(said, answers, answers[0][0]), answer)

    def let_go(self) -> None:
        """The form closes: the lock goes, and the journal too unless something is left in it to be offered again."""
        atexit.unregister(self.let_go)
        self.guardian.end()
        self.journal.close()
        if self.claim is not None:
            self.claim.release()

    def on_unmount(self) -> None:
        """The form closes."""
        self.let_go()

    def _take_lock(self, path: Path, *, by_force: bool = False) -> Holder | None:
        from model.safekeeping.locks import Lock

        lock = Lock(path)
        if self.claim is not None and self.claim.path == lock.path:
            return None
        try:
            holder = lock.take(by_force=by_force)
        except OSError:
            self.footer.say("这个位置不能加锁：别人同时打开这份草稿时，这里不会知道", "warning")
            return None
        if holder is None:
            if self.claim is not None:
                self.claim.release()
            self.claim = lock
        return holder

    # What was never saved

    def _begin_copy(self) -> None:
        if self.pending is not None:
            self._recover(self.pending)
        self._begin_watch()

    def _begin_watch(self) -> None:
        self.guardian.follow(self.draft.path)
        if not self.guardian.is_alive():
            self.guardian.start()

    def _offer(self) -> None:
        from model.safekeeping.recovery import offers

        self._begin_watch()
        found, refused = offers(self.draft, self.journal.path)
        if refused:
            self.footer.say(refused[0], "warning")
        self._ask_recovery(found)

    def _ask_recovery(self, found: list[Offer]) -> None:
        if not found:
            return
        from tui.windows.recovery_offer import DROP, TAKE, Recover

        offer, *others = found

        def answer(index: int | None) -> None:
            if index == TAKE:
                # What others have was typed into the draft as it was: it is offered when this is saved.
                self._recover(offer)
            else:
                if index == DROP:
                    offer.drop()
                self._ask_recovery(others)

        self.ask(Recover(offer), answer)

    def _recover(self, offer: Offer) -> None:
        self.entry.commit()
        offer.take(self.state.session)
        # Only when the journal of now has it, the one of then may go.
        self.journal.sync()
        if not self.journal.trouble or self.journal.path is not None:
            aside = offer.drop()
            self.entry.reload()
            said = f"；放不回去的留在 {aside.name}" if aside else ""
            self.footer.say(f"已找回 {len(offer.differences)} 处，还没有保存{said}")

    # Saving

    def action_save(self) -> None:
        """Save; a draft that has no file yet asks for one."""
        self.save()

    def save(self, then: Then = None) -> None:
        """Save the draft and go on with ``then`` when that worked."""
        self.entry.commit()
        if self.draft.path is not None:
            self._save(None, then)
        else:
            self._ask_path(then)

    def _save(self, path: Path | None, then: Then, *, overwrite: bool = False) -> None:
        from model.drafts.saving import ChangedOnDisk, save
        from tui.config.recent import remember

        if path is not None and path != self.draft.path and (holder := self._take_lock(path)) is not None:
            self.app.push_screen(Read("没有保存", f"{path}：{holder.text()} 正打开着它，请换一个文件名"))
            return
        try:
            save(self.draft, path, overwrite=overwrite or path is not None, announce=self.journal.saving)
        except ChangedOnDisk as error:
            self._come_together(str(error), lambda: self._save(None, then), then)
            return
        except ZipingError as error:
            self.app.push_screen(Read("没有保存", str(error)))
            return
        self.journal.discard()
        self.state.session.mark_saved()
        self.guardian.follow(self.draft.path)
        if self.draft.path is not None:
            remember(self.draft.path)
        self.entry.follow()
        self.footer.say(f"已保存 {self.draft.path}")
        if then is not None:
            then()

    def _ask_overwrite(self, said: str, then: Then) -> None:
        def answer(index: int | None) -> None:
            if index == 0:
                self._save(None, then, overwrite=True)
            elif index == 1:
                self._ask_path(then)

        answers = [("覆盖它", "别人的改动会丢掉"), ("另存为别的文件", ""), ("返回", "")]
        self.app.push_screen(Ask(said, answers), answer)

    def _ask_path(self, then: Then) -> None:
        def take(path: Path | None) -> None:
            if path is not None:
                self._save(path, then)

        folder = self.draft.path.parent if self.draft.path is not None else Path.cwd()
        self.app.push_screen(AskPath("草稿存到哪里？", str(unused(folder)), ".toml"), take)

    def action_quit(self) -> None:
        """Leave the program; asks when something is not saved."""
        self.entry.commit()
        if not self.state.session.modified:
            self.journal.discard()
            self.app.exit()
            return

        def answer(index: int | None) -> None:
            if index == 0:
                self.save(self.app.exit)
            elif index == 1:
                self.journal.discard()
                self.app.exit()

        answers = [("保存并退出", ""), ("不保存，退出", "上次保存以后的改动丢掉"), ("返回继续填写", "")]
        self.app.push_screen(Ask("有未保存的改动，怎么办？", answers), answer)

    # What others wrote

    def _app_focused(self, focus: bool) -> None:
        if focus:
            self.guardian.look()

    def _notice(self) -> None:
        """In the thread of the watch."""
        with contextlib.suppress(RuntimeError):
            self.app.call_from_thread(self._take_note)

    def _take_note(self) -> None:
        """Something is not as it was: say so once, and take in what others wrote where that is not in the way."""
        if self.journal.trouble and self.journal.trouble != self._trouble_told:
            self._trouble_told = self.journal.trouble
            self.footer.say(self._trouble_told, "warning")
        path = self.draft.path
        if path is None or not self.is_current or self.entry.in_text or self.entry._typing:
            return
        from model.drafts.draft import DraftError, NoFileError, read_bytes

        self.guardian.follow(path)
        try:
            changed = read_bytes(str(path)) != self.draft.data
        except NoFileError:
            self.footer.say(f"{path.name} 被删去或改名了；填写的内容还在，保存就会重新写出", "warning")
            return
        except DraftError as error:
            self.footer.say(str(error), "warning")
            return
        if changed:
            self._come_together("", None, None)

    def _come_together(self, said: str, done: Then, then: Then) -> None:
        """Merge with what is on the disk, then go on with ``done``; without one nothing is asked.

        Where that file cannot be read, ``said`` tells so and the clerk decides.
        """
        from model.drafts.draft import load
        from model.editing.merging import Merge

        assert self.draft.path is not None
        base, mine = self.draft.base, self.state.report.root.content()
        try:
            theirs = load(self.draft.path)
        except ZipingError:
            theirs = None
        before = base.content(base.root)
        if theirs is None or not isinstance(before, dict):
            if done is not None:
                self._ask_overwrite(said, then)
            return
        other = theirs
        merge = Merge(before, mine, other.report.root.content())

        def decided(result: bool | None) -> None:
            if result:
                self._merged(merge, other)
                if done is not None:
                    done()
            else:
                self.footer.say("没有合并，也没有保存；要保存再按 Ctrl+S 选", "warning")

        if not merge.conflicts:
            decided(True)
        elif done is None:
            self.footer.say(f"别人也改了这份草稿，有 {len(merge.conflicts)} 处两边都改了，保存时请选择", "warning")
        else:
            from tui.windows.merge import Decide

            self.ask(Decide(merge.conflicts), decided)

    def _merged(self, merge: Merge, theirs: Draft) -> None:
        from model.drafts.baseline import Base
        from model.editing.differences import step_to

        draft, session = self.draft, self.state.session
        self.entry.commit()
        step = step_to(self.state.report.root, merge.content)
        if step is not None:
            session.together(step.path, step.edits)
        draft.text, draft.data, draft.newline, draft.bom = theirs.text, theirs.data, theirs.newline, theirs.bom
        draft.document, draft.base = None, Base(theirs.report.root)
        if self.state.report.root.content() == theirs.report.root.content():
            session.mark_saved()
            self.journal.discard()
        else:
            session.mark_changed()
            self.journal.begin_anew()
        self.guardian.follow(draft.path)
        self.entry.reload()
        self.entry.follow()
        taken = len(step.edits) if step is not None else 0
        self.footer.say(f"别人改了这份草稿，已并入 {taken} 处改动" if taken else "别人也存过这份草稿，与你的内容不冲突")
