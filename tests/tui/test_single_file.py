"""The one file for machines without a network: made, and used with an empty home and nothing installed."""

from __future__ import annotations

import functools
import importlib.util
import os
import runpy
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from model.drafts.draft import load
from model.drafts.new_draft import blank_text
from tests.tools.programs import require
from tests.tui.driving import SAMPLE
from tests.tui.test_terminal import shows, tmux

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(importlib.util.find_spec("shiv") is None, reason="shiv, of the extra dev, is missing")


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("single") / "ziping.pyz"
    words = [sys.executable, ".ci/single_file.py", str(out)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    return out


@functools.cache
def apart() -> list[str]:
    """The words that take the network away from a command; none where the machine does not allow it."""
    words = ["unshare", "-rn"]
    allowed = shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True).returncode == 0
    return words if allowed else []


def command(packed: Path, home: Path, *words: str) -> list[str]:
    """``ziping`` of the file under the bare interpreter: not that of the environment, which has ziping installed."""
    python = str(Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}"))
    bare = ["env", "-i", f"HOME={home}", f"PATH={os.defpath}", "TERM=xterm-256color", "LANG=C.UTF-8"]
    return [*bare, *apart(), python, str(packed), *words]


def ran(packed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(command(packed, home, *words), cwd=folder, capture_output=True, encoding="utf-8", timeout=60)


def test_the_file_holds_all_that_the_checkout_has(packed: Path) -> None:
    here = [path for room in ("model", "exporters", "tui") for path in (ROOT / room).rglob("*") if path.is_file()]
    here = [path for path in here if "__pycache__" not in path.parts] + [*(ROOT / "samples").glob("*.toml")]
    with zipfile.ZipFile(packed) as held:
        assert {f"site-packages/{path.relative_to(ROOT).as_posix()}" for path in here} <= set(held.namelist())


def test_the_commands_of_the_file_do_their_work(packed: Path, tmp_path: Path, draft: Path) -> None:
    checked = ran(packed, tmp_path, "check", str(draft))
    assert checked.returncode == 1, checked.stderr
    assert "错误 8 处" in checked.stdout
    assert ran(packed, tmp_path, "new", "空白.toml").returncode == 0
    assert (tmp_path / "空白.toml").read_text(encoding="utf-8") == blank_text()
    for name in ("报告.docx", "报告.txt"):
        exported = ran(packed, tmp_path, "export", str(draft), "-o", name)
        assert exported.returncode == 0, exported.stderr
    scanned = ran(packed, tmp_path, "scan", "报告.docx", "-o", "读回.toml")
    assert scanned.returncode == 1, scanned.stderr
    assert load(tmp_path / "读回.toml").report.cell("general_budget.basic.budget").raw
    rules = ran(packed, tmp_path, "rules")
    assert rules.returncode == 0
    assert len(rules.stdout.splitlines()) > 50
    drawn = ran(packed, tmp_path, "summary", str(draft), "-o", "图.png")
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "图.png").read_bytes().startswith(b"\x89PNG")


def test_a_folder_is_checked_by_processes_of_the_file(packed: Path, tmp_path: Path) -> None:
    drafts = tmp_path / "各单位"
    drafts.mkdir()
    for number in range(4):
        (drafts / f"{number}.toml").write_bytes(SAMPLE.read_bytes())
    checked = ran(packed, tmp_path, "check", str(drafts), "--jobs", "2")
    assert checked.returncode == 1, checked.stderr
    assert checked.stdout.count(".toml") == 4


def test_the_form_of_the_file_offers_the_sample(packed: Path, tmp_path: Path) -> None:
    require("tmux")
    words = shlex.join(command(packed, tmp_path))
    shell = f"cd '{tmp_path}'; unset COLUMNS LINES; {words}; echo code=$?; sleep 60"
    tmux("-f", os.devnull, "new-session", "-d", "-s", "form", "-x", "80", "-y", "24", shell)
    try:
        shows("打开样例")
        tmux("send-keys", "-t", "form", "Down", "Down", "Enter")
        shows("样例（保存时另存）")
        tmux("send-keys", "-t", "form", "C-q")
        shows("code=0")
    finally:
        tmux("kill-server")


def unpacked(folder: Path) -> set[str]:
    """The files whose contents lie unpacked."""
    kept = folder / "home" / ".cache" / "ziping"
    return {path.name.partition("_")[0] for path in kept.iterdir() if (path / "site-packages").is_dir()}


def test_what_a_file_unpacked_goes_when_it_is_no_longer_there_unless_it_still_runs(
    packed: Path, tmp_path: Path, draft: Path
) -> None:
    old, new, other = (Path(shutil.copy(packed, tmp_path / name)) for name in ("old.pyz", "new.pyz", "other.pyz"))
    assert ran(other, tmp_path, "rules").returncode == 0
    words = command(old, tmp_path / "home", "serve", str(draft), "--port", "0")
    with subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stdout is not None
        assert "http://" in running.stdout.readline()
        old.unlink()
        assert ran(new, tmp_path, "rules").returncode == 0
        assert unpacked(tmp_path) == {"old.pyz", "new.pyz", "other.pyz"}
        running.terminate()
    assert ran(new, tmp_path, "rules").returncode == 0
    assert unpacked(tmp_path) == {"new.pyz", "other.pyz"}


def test_what_a_file_unpacked_goes_when_another_one_has_its_place(packed: Path, tmp_path: Path) -> None:
    first = runpy.run_path(str(ROOT / ".ci" / "first.py"))
    kept = tmp_path / "home" / ".cache" / "ziping"
    for name in ("ziping.pyz_1", "ziping.pyz_2", "notes"):
        (kept / name / "site-packages").mkdir(parents=True)
    place = shutil.copy(packed, tmp_path / "ziping.pyz")
    (kept / "ziping.pyz_1" / first["USED"]).write_bytes(os.fsencode(place))
    first["tidy"](kept / "ziping.pyz_2", place)
    assert unpacked(tmp_path) == {"ziping.pyz", "notes"}
    assert not (kept / "ziping.pyz_1").exists()


ELSEWHERE = """
import platform, runpy, sys
platform.machine = lambda: "riscv64"
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_on_another_machine_the_file_says_where_it_runs(packed: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-I", "-c", ELSEWHERE, str(packed), "rules"]
    home = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(words, env=home, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("这个文件只能在")
    assert "riscv64" in done.stderr
    assert len(done.stderr.splitlines()) == 1
