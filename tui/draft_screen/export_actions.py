"""From the form to the report: the preview beside it, the export and what comes after it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from model.errors import ZipingError
from tui.config import settings
from tui.draft_screen.bench import Bench

if TYPE_CHECKING:
    from exporters.job import Exported, Ready
    from model.drafts.draft import Draft
    from tui.widgets.preview import Preview
    from tui.windows.exporting import Kind, Wish


class Handing(Bench):
    """The actions that show or write the report, and the colours of it all."""

    draft: Draft

    def __init__(self) -> None:
        super().__init__()
        self.preview: Preview | None = None
        self.exported: Path | None = None
        self.greeting: Widget | None = None

    def greet(self) -> None:
        """Show the hint for beginners, once; say what is wrong with the clerk's own keys."""
        app: object = self.app
        if fault := getattr(app, "keymap_fault", ""):
            self.footer.say(fault, "warning")
        if getattr(app, "is_first_time", bool)():
            from tui.widgets.greeting import Greeting

            self.greeting = Greeting()
            self.mount(self.greeting, after=self.entry.parent)  # type: ignore[arg-type]  # the columns

    # Preview

    def action_preview(self) -> None:
        """The section beside the form, then the whole report to read, then nothing."""
        if self.preview is None:
            from tui.widgets.preview import Preview

            self.preview = Preview(self.draft, self.state)
            self.preview.id = "preview"
            self.add_class("-preview")
            columns = self.entry.parent
            assert isinstance(columns, Widget)
            columns.mount(self.preview, before=0)
            self.footer.say("预览跟着填写走；再按看全文，再按收起")
            return
        self.preview.remove()
        self.preview = None
        self.remove_class("-preview")
        from tui.windows.report_reader import ReportReader

        self.app.push_screen(ReportReader(self.draft, self.state, self.entry.here))

    def show_preview(self) -> None:
        """Bring the preview up to date, where there is one."""
        if self.preview is not None and self.preview.is_mounted:
            self.preview.update(self.entry.section, self.entry.here)

    def action_theme(self) -> None:
        """The next colours."""
        from tui.look.contrast import contrast

        names = [name for name, _ in settings.THEMES]
        now = names.index(self.app.theme) if self.app.theme in names else -1
        name, word = settings.THEMES[(now + 1) % len(names)]
        self.app.register_theme(contrast())
        self.app.theme = name
        settings.remember(theme=name)
        self.call_after_refresh(self._recolour, word)

    def _recolour(self, word: str) -> None:
        self.entry.resume()
        self.footer.say(f"配色：{word}")

    # Export

    def action_export(self) -> None:
        """Export; asks for the kind and the place."""
        from tui.windows.exporting import Exporting

        self.entry.commit()
        self.ask(Exporting(self.state.findings), self._wished)

    def _wished(self, wish: Wish | None) -> None:
        if wish is None:
            return
        if isinstance(wish, str):
            if wish:
                self.jump_to(wish)
            else:
                self.call_later(self.run_action, "screen.problems")
            return
        from tui.windows.dialogs import AskPath

        path = wish.beside(self.draft.path or Path.cwd() / "自评报告")
        self.ask(AskPath(f"{wish.name} 导出到哪里？", str(path), wish.suffix), lambda to: self._export(wish, to))

    def _export(self, kind: Kind, path: Path | None) -> None:
        if path is None:
            return
        from exporters import job

        try:
            ready = job.make(self.draft, job.Order(kind.copy), self.state.findings)
        except ZipingError as error:
            self._told("没有导出", str(error))
            return
        except Exception as error:  # a fault of ours must not cost the clerk what was typed
            self._told("没有导出", f"程序在排版时出错（{type(error).__name__}），草稿不受影响，请换一种格式再试")
            return
        self.footer.say(f"正在导出 {path}，可以接着填写")
        self.run_worker(lambda: self._write(ready, path), thread=True, exclusive=True, exit_on_error=False)

    def _write(self, ready: Ready, path: Path) -> None:
        """In a thread, so that typing goes on."""
        from exporters import child_process

        try:
            done = child_process.write(ready, path)
        except ZipingError as error:
            self.app.call_from_thread(self._told, "没有导出", str(error))
        except Exception as error:  # as above
            self.app.call_from_thread(self._told, "没有导出", f"写文件时出错（{type(error).__name__}），请换个位置再试")
        else:
            self.app.call_from_thread(self._done, done)

    def _told(self, title: str, text: str) -> None:
        from tui.windows.dialogs import Read

        self.footer.say(f"{title}，可以再按 Ctrl+E 重来", "warning")
        self.app.push_screen(Read(title, text))

    def _done(self, done: Exported) -> None:
        self.exported = done.path
        self.follow_keys()
        self.footer.say("".join([f"已导出 {done.path}  ", *done.notices]))
        self._deliver()

    def _deliver(self) -> bool:
        """Let the browser download the exported file; returns whether there is a browser."""
        if self.app.is_web and self.exported is not None:
            try:
                self.app.deliver_binary(self.exported)
            except OSError:
                self.footer.say(f"读不了 {self.exported}，请再导出一次", "warning")
        return self.app.is_web

    def follow_keys(self) -> None:
        """The keys of the moment changed."""

    def action_open_folder(self) -> None:
        """Show the exported file in the system's file manager; in a browser, download it once more."""
        if self.exported is None:
            self.footer.say("还没有导出过，先按导出", "warning")
            return
        if not self._deliver():
            self.footer.say(open_folder(self.exported))


def open_folder(path: Path) -> str:
    """Open the folder of ``path`` in the file manager; returns what to tell the clerk."""
    import os
    import shutil
    import subprocess

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
