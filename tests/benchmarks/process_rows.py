"""Commands as processes, against the import of python-docx, which every start would pay that loads it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.benchmarks.timing import Pair, Row, spent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

ROOT = Path(__file__).parents[2]
SAMPLE = "samples/changsha-hrss-2022.toml"
IMPORT = (sys.executable, "-c", "import docx")
SCRIPT = str(Path(sys.executable).with_name("ziping"))


def run(*command: str) -> None:
    """Run ``command`` to its end, its modules compiled as after an installation."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()


def against(least: tuple[str, ...], *command: str) -> Callable[[], AbstractContextManager[Pair]]:
    """``command`` beside ``least``; {} stands for a folder that holds a draft and a report."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        with TemporaryDirectory() as name:
            folder = Path(name, "one")
            folder.mkdir()
            (folder / "draft.toml").write_bytes((ROOT / SAMPLE).read_bytes())
            run(SCRIPT, "export", SAMPLE, "-o", f"{name}/report.docx", "--force")

            def words(line: tuple[str, ...]) -> list[str]:
                return [word.replace("{}", name) for word in line]

            yield Pair(spent(lambda: run(*words(least))), spent(lambda: run(*words(command))))

    return prepare


ROWS = (
    Row("check", "ziping check", "import docx", 0.9, against(IMPORT, SCRIPT, "check", SAMPLE), 11),
    Row(
        "check-folder",
        "check of a folder of one draft",
        "check of the draft",
        1.3,
        against((SCRIPT, "check", "{}/one/draft.toml"), SCRIPT, "check", "{}/one"),
        11,
    ),
    Row("scan-process", "ziping scan", "import docx", 3, against(IMPORT, SCRIPT, "scan", "{}/report.docx"), 9),
)
