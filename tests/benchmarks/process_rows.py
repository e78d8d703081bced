"""Commands as processes, against the import of python-docx, which every start would pay that loads it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.timing import Pair, Row, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.benchmarks.timing import Sampler

ROOT = Path(__file__).parents[2]
SAMPLE = "samples/changsha-hrss-2022.toml"
FLOOR = 'python -c "import docx"'
SCRIPT = str(Path(sys.executable).with_name("ziping"))
MODULE = (sys.executable, "-m", "tui")


def process(*command: str) -> Sampler:
    """The seconds that ``command`` takes from start to exit, its modules compiled as after an installation."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> None:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        assert done.returncode in (0, 1), done.stderr.decode()

    return timed(run)


def against_docx(*command: str) -> Callable[[], AbstractContextManager[Pair]]:
    """``command``, in which {} stands for an empty folder, beside the import of python-docx."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        with TemporaryDirectory() as folder:
            words = [word.replace("{}", folder) for word in command]
            yield Pair(process(sys.executable, "-c", "import docx"), process(*words))

    return prepare


ROWS = (
    Row("check-module", "python -m tui check", FLOOR, 0.5, against_docx(*MODULE, "check", SAMPLE), 25),
    Row("check-script", "ziping check", FLOOR, 0.5, against_docx(SCRIPT, "check", SAMPLE), 25),
    Row("export-process", "ziping export", FLOOR, 1.6, against_docx(SCRIPT, "export", SAMPLE, "-o", "{}/a.docx"), 15),
)
