"""Many reports to check at once: what the tests of folders share."""

from __future__ import annotations

import io
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

from exporters.compose import compose
from model.batch.check_many import CheckOrder, check_many
from tests.exporters.reports import written
from tests.model.drafting import REFERENCE, ROOT, SAMPLES, SMALL, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOUND, FAULTY = SMALL.read_text(encoding="utf-8"), REFERENCE.read_text(encoding="utf-8")
BROKEN = 'schema = 2\n[overview]\nunit = "没有写完\n'


def six_reports(root: Path) -> Path:
    """Six reports in two folders, one of them broken, one in Word, among files that are none."""
    below = root / "各局" / "财政局"
    below.mkdir(parents=True)
    (below / "a.toml").write_text(SOUND, encoding="utf-8")
    (below / "b.toml").write_text(FAULTY, encoding="utf-8")
    (below / "C.TOML").write_text(SOUND, encoding="utf-8")
    (below.parent / "坏.toml").write_text(BROKEN, encoding="utf-8")
    (below.parent / "空.toml").write_text("", encoding="utf-8")
    written(compose(opened(SMALL).report), below / "报告.docx")
    (below / ".a.toml.bak").write_text(SOUND, encoding="utf-8")
    (below / ".b.toml").write_text(SOUND, encoding="utf-8")
    (below / "~$报告.docx").write_bytes(b"\x00lock")
    (below / "说明.txt").write_text("不是报告", encoding="utf-8")
    (below / "wording.toml").write_bytes((SAMPLES / "ten-heading-wording.toml").read_bytes())
    (below / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return below.parent


def many(folder: Path, count: int) -> Path:
    """So many drafts, every third with errors, every hundredth broken."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = BROKEN if number % 100 == 7 else FAULTY if number % 3 == 0 else SOUND
        (folder / f"{number:04}.toml").write_text(text, encoding="utf-8")
    return folder


def checked(*paths: Path, **options: Any) -> tuple[int, str, str]:
    """Exit code, output and faults of a check of ``paths``."""
    out, err = io.StringIO(), io.StringIO()
    code = check_many(CheckOrder([str(path) for path in paths], **options), out=out, err=err)
    return code, out.getvalue(), err.getvalue()


class Here:
    """A pool that is this process, one file after the other: what processes say has to be the same."""

    width = 1
    patience: float | None = None

    def open(self) -> Executor:
        return _Immediate()

    def abandon(self) -> None:
        pass

    def close(self) -> None:
        pass


class _Immediate(Executor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future
