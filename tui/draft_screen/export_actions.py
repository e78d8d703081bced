"""From the form to the report: the export and what comes after it.

What writes reports is imported by the first export: the first picture does not wait for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from model.errors import ZipingError
from tui.draft_screen.draft_actions import DraftActions, DraftParts
from tui.state.view_state import STILL_READING
from tui.windows.dialogs import AskPath, Read, here

if TYPE_CHECKING:
    from exporters.job import Ready
    from exporters.output import Saved
    from tui.windows.exporting import Kind, Wish


class ExportActions(DraftActions):
    """The actions that write the report; ``exported`` is the file written last, None before the first.

    ``run`` does an action by its name; ``follow_keys`` is called when other keys are due.
    """

    def __init__(
        self, screen: Screen[None], parts: DraftParts, run: Callable[[str], object], follow_keys: Callable[[], object]
    ) -> None:
        super().__init__(parts)
        self._screen = screen
        self._run = run
        self._follow_keys = follow_keys
        self.exported: Path | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"export": self.export, "open_folder": self.open_folder}

    def export(self) -> None:
        """Export; asks for the kind and the place."""
        from exporters.job import unusable_files
        from tui.windows.exporting import Exporting

        self._entry.commit()
        if self._state.still_reading:
            self._footer.say(f"{STILL_READING}，几秒后再导出", "warning")
            return
        unusable = unusable_files(self._draft)
        window = Exporting(self._state.findings, unsaved=self._state.session.modified, unusable=unusable)
        self._windows.ask(window, self._wished)

    def _wished(self, wish: Wish | None) -> None:
        if wish is None:
            return
        if isinstance(wish, str):
            if wish:
                self._trail.jump_to(wish)
            else:
                self._run("problems")
            return
        path = wish.beside(self._draft.path or here() / "自评报告")
        self._windows.ask(
            AskPath(f"{wish.name} 导出到哪里？", str(path), wish.suffix), lambda to: self._export(wish, to)
        )

    def _export(self, kind: Kind, path: Path | None) -> None:
        from exporters import job

        if path is None:
            return
        try:
            ready = job.make(self._draft, job.Order(kind.copy), self._state.findings)
        except ZipingError as error:
            self._told("没有导出", str(error))
            return
        except Exception as error:  # a fault of ours must not cost the clerk what was typed
            self._told("没有导出", f"程序在排版时出错（{type(error).__name__}），草稿不受影响，请换一种格式再试")
            return
        self._footer.say(f"正在导出 {path}，可以接着填写")
        self._screen.run_worker(lambda: self._write(ready, path), thread=True, exclusive=True, exit_on_error=False)

    def _write(self, ready: Ready, path: Path) -> None:
        """In a thread, so that typing goes on."""
        from exporters import child_process

        try:
            done = child_process.write(ready, path)
        except ZipingError as error:
            self._screen.app.call_from_thread(self._told, "没有导出", str(error))
        except Exception as error:  # as above
            self._screen.app.call_from_thread(
                self._told, "没有导出", f"写文件时出错（{type(error).__name__}），请换个位置再试"
            )
        else:
            self._screen.app.call_from_thread(self._done, done)

    def _told(self, title: str, text: str) -> None:
        self._footer.say(f"{title}，可以再按 Ctrl+E 重来", "warning")
        self._windows.show(Read(title, text))

    def _done(self, done: Saved) -> None:
        self.exported = done.path
        self._follow_keys()
        unsaved = (
            "草稿还没有保存，请按 Ctrl+S，改过的 Word 才能与它核对、取回。" if self._state.session.modified else ""
        )
        self._footer.say("".join([f"已导出 {done.path}  ", unsaved, *done.notices]), "warning" if unsaved else "info")
        self._deliver()

    def _deliver(self) -> bool:
        """Let the browser download the exported file; returns whether there is a browser."""
        if self._screen.app.is_web and self.exported is not None:
            try:
                self._screen.app.deliver_binary(self.exported)
            except OSError:
                self._footer.say(f"读不了 {self.exported}，请再导出一次", "warning")
        return self._screen.app.is_web

    def open_folder(self) -> None:
        """Show the exported file in the system's file manager; in a browser, download it once more."""
        if self.exported is None:
            self._footer.say("还没有导出过，先按导出", "warning")
            return
        if not self._deliver():
            self._footer.say(show_folder(self.exported))


def show_folder(path: Path) -> str:
    """Open the folder of ``path`` in the file manager; returns what to tell the clerk."""
    folder = path.absolute().parent
    opener = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
    graphic = sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not graphic or not shutil.which(opener):
        return f"这里打不开文件夹窗口，文件在 {path}"
    try:
        subprocess.Popen([opener, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return f"打不开文件夹窗口，文件在 {path}"
    return f"已打开 {folder}"
