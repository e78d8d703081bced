"""Writes a report in a process of its own: who types meanwhile shares the machine with it, but not the interpreter."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from exporters import job
from exporters.job import Ready
from exporters.output import ExportError, Saved
from model.errors import ZipingError


def write(ready: Ready, out: Path) -> Saved:
    """As ``job.write``; blocks without holding up other threads. Raises ExportError."""
    paths = os.pathsep.join(filter(None, sys.path))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "exporters.child_process"],
            input=pickle.dumps((ready, out)),
            capture_output=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        answer: Saved | str = pickle.loads(done.stdout)
    except (OSError, EOFError, pickle.PickleError) as error:
        raise ExportError(f"没有导出“{out}”：写文件的程序没有运行起来，请重试。") from error
    if isinstance(answer, str):
        raise ExportError(answer)
    return answer


def _main() -> None:
    if hasattr(os, "nice"):
        os.nice(10)  # who types goes first

    ready, out = pickle.load(sys.stdin.buffer)
    answer: Saved | str
    try:
        answer = job.write(ready, out)
    except ZipingError as error:
        answer = str(error)
    except Exception as error:  # the clerk gets a sentence whatever happened
        answer = f"没有导出“{out}”：{type(error).__name__}，请换一种格式或位置再试。"
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    _main()
