"""A check of folders that was broken off: what stays, and how it goes on."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.batch.batch_run import BatchRun
from model.batch.progress import Progress
from model.batch.results_file import ResultsFile
from model.batch.search import Source, find
from model.batch.work import check_file
from model.errors import ZipingError
from model.version import VERSION
from tests.model.batch.batches import FAULTY, Here, checked, many, six_reports
from tests.model.drafting import ROOT
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.batch.checked import Checked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return six_reports(tmp_path)


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, results = many(tmp_path / "d", 90), str(tmp_path / "results.jsonl")
    whole = checked(folder, pool=Here())
    run = BatchRun(Here(), record=(record := ResultsFile(results, located=False)))
    with record:
        outcomes = run.outcomes(find([str(folder)]))
        done = [next(outcomes).source.path for _ in range(50)]
        outcomes.close()
    with open(results, "ab") as file:  # the machine went down while a line was written
        file.write(b'{"ziping":"0.1.0","loc')
    (folder / "0001.toml").write_text(FAULTY + "\n", encoding="utf-8")

    tried: list[str] = []

    def note(source: Source, located: bool) -> Checked:
        tried.append(source.path)
        return check_file(source, located)

    monkeypatch.setattr("model.batch.work.check_file", note)
    code, out, _ = checked(folder, pool=Here(), resume=results)
    assert code == whole[0]
    assert [str(folder / "0001.toml"), *tried[1:]] == tried
    assert len(tried) == 90 - 50 + 1
    assert not set(done) - {str(folder / "0001.toml")} & set(tried)
    assert out.splitlines()[2:-2] == whole[1].splitlines()[2:-2]
    tried.clear()
    assert checked(folder, pool=Here(), resume=results)[1] == out
    assert tried == []


def test_results_without_lines_do_not_do_where_lines_are_wanted(folder: Path, tmp_path: Path) -> None:
    results = str(tmp_path / "results.jsonl")
    checked(folder, resume=results)
    fresh = checked(folder, format="csv")[1]
    assert checked(folder, format="csv", resume=results)[1] == fresh
    assert checked(folder, format="csv", resume=results)[1] == fresh


@pytest.mark.parametrize("content", ["schema = 2\n", "没有换行", '{"path": 1}\n', "[1]\n"])
def test_a_results_file_that_is_none_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "draft.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ZipingError, match="不是核对的结果文件"):
        ResultsFile(str(path), located=False)
    assert path.read_text(encoding="utf-8") == content


SOUND = {"ziping": VERSION, "located": False, "path": "a.toml", "size": 1, "mtime": 1, "kind": "draft"}


@pytest.mark.parametrize("name", [*SOUND, "findings", "counts", "lines", "problems", "not_read"])
@pytest.mark.parametrize("value", [None, [], {}, 1e300, float("nan"), "x", [[]], [{}], True, -1])
def test_a_damaged_results_file_is_one_sentence(
    name: str, value: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, results = tmp_path / "a.toml", tmp_path / "results.jsonl"
    draft.write_text(FAULTY, encoding="utf-8")
    status = draft.stat()
    line = {**SOUND, "path": str(draft), "size": status.st_size, "mtime": status.st_mtime_ns}
    line |= {"findings": [], "counts": {"error": 0, "warning": 0, "info": 0, "accepted": 0}}
    results.write_text(json.dumps({**line, name: value}) + "\n", encoding="utf-8")
    capsys.readouterr()
    code = main(["check", str(draft), "--resume", str(results)])
    said = capsys.readouterr().err
    assert code in (0, 1) or (code == 2 and "不是核对的结果文件" in said)
    assert said.count("\n") <= 1


@pytest.mark.skipif(os.name == "nt", reason="pipes with names are of POSIX")
def test_a_results_file_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ZipingError, match="不是核对的结果文件"):
        ResultsFile(str(tmp_path / "pipe"), located=False)


@pytest.mark.skipif(os.name == "nt", reason="pipes with names are of POSIX")
def test_a_pipe_among_the_drafts_and_reports_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "draft.toml").write_text(FAULTY, encoding="utf-8")
    pipes = [tmp_path / name for name in ("pipe.toml", "pipe.txt", "pipe.docx")]
    for pipe in pipes:
        os.mkfifo(pipe)
    for paths in ([tmp_path], pipes[:1], pipes[1:2], [*pipes, tmp_path / "draft.toml"]):
        command = [sys.executable, "-m", "tui", "check", *map(str, paths)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
        assert done.returncode == 2
        assert "这不是普通文件" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_an_older_output_stays_when_the_work_is_broken_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder / "结果.json"
    out.write_text("old", encoding="utf-8")

    def interrupt(source: Source, located: bool) -> Checked:
        raise KeyboardInterrupt

    monkeypatch.setattr("model.batch.work.check_file", interrupt)
    code, _, err = checked(folder, pool=Here(), format="json", output=str(out))
    assert code == 130
    assert "已中断" in err
    assert "--resume" in err
    assert out.read_text(encoding="utf-8") == "old"
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_progress_is_a_line_on_a_terminal_and_nothing_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    def unasked() -> int:
        raise AssertionError

    Progress(io.StringIO(), unasked).add()
    monkeypatch.setenv("TERM", "dumb")
    Progress(Screen(), unasked).add()
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = Screen()
    progress = Progress(screen, lambda: 1200)
    time.sleep(1.01)
    progress.tick()
    assert "0/1,200  已经 1 秒" in screen.getvalue()
    time.sleep(0.11)  # it is not said more often than ten times a second
    progress.add()
    assert "1/1,200" in screen.getvalue()
    assert "\n" not in screen.getvalue()
    progress.clear()
    assert screen.getvalue().endswith("\r\x1b[K")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_a_run_of_processes_with_one_sentence(tmp_path: Path) -> None:
    folder = many(tmp_path / "d", 400)
    command = [sys.executable, "-m", "tui", "check", str(folder), "--jobs", "2", "--resume", str(tmp_path / "r.jsonl")]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, encoding="utf-8"
    )
    assert running.stdout is not None
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.startswith("已中断")
    assert "Traceback" not in err
    known = len((tmp_path / "r.jsonl").read_bytes().splitlines())
    assert 0 < known < 400
    code, out, _ = checked(folder, resume=str(tmp_path / "r.jsonl"), jobs=2)
    assert code == 2
    assert "共 400 份" in out


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 130), ("SIGHUP", 130), ("SIGKILL", -9)])
def test_no_process_outlives_the_one_that_gave_it_work(tmp_path: Path, name: str, code: int) -> None:
    folder, out = many(tmp_path / "d", 2000), tmp_path / "out.csv"
    command = [sys.executable, "-m", "tui", "check", str(folder), "--jobs", "2", "--format", "csv", "-o", str(out)]

    def heard() -> None:  # also where the tests themselves run under nohup
        signal.signal(signal.SIGHUP, signal.SIG_DFL)

    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, preexec_fn=heard) as run:
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        _until(lambda: len(children.read_text().split()) == 2)
        workers = [Path("/proc", pid) for pid in children.read_text().split()]
        run.send_signal(getattr(signal, name))
        assert run.wait(20) == code
        assert run.stderr is not None
        said = run.stderr.read().decode()
    _until(lambda: not any(map(_lives, workers)))
    assert not out.exists()
    if name != "SIGKILL":
        assert said.startswith("已中断")
        assert list(tmp_path.iterdir()) == [folder], "nothing half written is left"


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def _lives(process: Path) -> bool:
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_results_never_go_into_what_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "draft.toml"
    empty.touch()
    assert main(["check", str(empty), "--resume", str(empty)]) == 2
    assert empty.read_bytes() == b""
    assert capsys.readouterr().err.count("\n") == 1
