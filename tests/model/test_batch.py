"""Many reports at once: folders of drafts and finished reports in, a line, a row or a result each out."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tracemalloc
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

import pytest

from exporters.compose import compose
from exporters.export import export
from model.batch.command import Wanted, check_many
from model.batch.pools import Here, Processes
from model.batch.progress import Progress
from model.batch.record import Record
from model.batch.running import Run
from model.batch.search import Source, find, is_draft
from model.batch.sheets import harmless
from model.batch.work import check_file
from model.errors import ZipingError
from tests.model.drafting import REFERENCE, ROOT, SAMPLES, SMALL, opened
from tests.tui.test_start import loaded_by
from tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.batch.checked import Checked

SOUND, FAULTY = SMALL.read_text(encoding="utf-8"), REFERENCE.read_text(encoding="utf-8")
BROKEN = 'schema = 1\n[overview]\nunit = "没有写完\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six reports in two folders, one of them broken, one in Word, among files that are none."""
    below = tmp_path / "各局" / "财政局"
    below.mkdir(parents=True)
    (below / "a.toml").write_text(SOUND, encoding="utf-8")
    (below / "b.toml").write_text(FAULTY, encoding="utf-8")
    (below / "C.TOML").write_text(SOUND, encoding="utf-8")
    (below.parent / "坏.toml").write_text(BROKEN, encoding="utf-8")
    (below.parent / "空.toml").write_text("", encoding="utf-8")
    export(compose(opened(SMALL).report), below / "报告.docx")
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
    code = check_many(Wanted([str(path) for path in paths], **options), out=out, err=err)
    return code, out.getvalue(), err.getvalue()


def names(folder: Path) -> list[str]:
    return [os.path.relpath(source.path, folder) for source in find([str(folder)])]


def test_folders_give_drafts_and_word_files_in_the_order_of_names(folder: Path) -> None:
    below = ["C.TOML", "a.toml", "b.toml", "pyproject.toml", "wording.toml", "报告.docx"]
    assert names(folder) == [*("坏.toml", "空.toml"), *(os.path.join("财政局", name) for name in below)]


def test_a_linked_folder_is_not_searched_again(folder: Path) -> None:
    before = names(folder)
    (folder / "财政局" / "再来").symlink_to(folder, target_is_directory=True)
    assert names(folder) == before


def test_what_is_no_draft_is_told_by_its_content() -> None:
    assert all(is_draft(path.read_bytes()) for path in SAMPLES.glob("*.toml") if "wording" not in path.name)
    assert is_draft(b"")
    assert is_draft(BROKEN.encode())
    assert is_draft("schema = 1".encode("utf-16"))
    assert is_draft(b"[[overview.offices]]\nname = 1")
    assert is_draft(b"\xef\xbb\xbfschema = 1")
    assert not is_draft((SAMPLES / "ten-heading-wording.toml").read_bytes())
    assert not is_draft((ROOT / "pyproject.toml").read_bytes())


def test_one_line_a_report_and_the_totals(folder: Path) -> None:
    code, out, err = checked(folder)
    assert code == 2
    assert err == ""
    *lines, totals = out.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith(f"{folder}{os.sep}坏.toml：读不了：第3行")
    assert "文件是空的" in lines[1]
    assert lines[3].endswith("a.toml：错误 0，警告 0")
    assert "b.toml：错误 8，警告 2；" in lines[4]
    assert "报告.docx：错误 0" in lines[5]
    assert totals.startswith("共 6 份：有错误 1 份")
    assert "读不了 2 份" in totals
    assert totals.endswith("另有 2 个 .toml 不是草稿，没有核对")


def test_a_file_that_is_named_is_checked_whatever_it_holds(folder: Path) -> None:
    code, out, _ = checked(folder / "财政局" / "wording.toml", folder / "无.toml", folder / "财政局" / "a.toml")
    assert code == 2
    assert "wording.toml：读不了" in out
    assert "无.toml：读不了：没有这个文件" in out
    assert "共 3 份" in out


def test_a_folder_that_cannot_be_opened_is_one_line() -> None:
    outcome = check_file(Source("x", fault="x：打不开这个文件夹"), located=False)
    assert outcome.kind == "unread"
    assert outcome.problems == ["x：打不开这个文件夹"]


def test_whatever_a_file_does_to_the_program_is_one_line(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def fail(path: str) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("model.batch.work.load_blocks", fail)
    code, out, _ = checked(folder)
    assert code == 2
    assert "报告.docx：读不了：核对时程序出错（RuntimeError: unforeseen）" in out
    assert "共 6 份" in out


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_processes_say_what_this_process_says(tmp_path: Path, start: str) -> None:
    folder = many(tmp_path / "d", 60)
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system does not {start}")
    here = checked(folder, pool=Here())
    assert checked(folder, pool=Processes(2, multiprocessing.get_context(start))) == here


def test_any_executor_does(tmp_path: Path) -> None:
    class Threads:
        width = 2

        def open(self) -> Executor:
            return ThreadPoolExecutor(2)

        def close(self) -> None:
            pass

    folder = many(tmp_path / "d", 40)
    assert checked(folder, pool=Threads()) == checked(folder, pool=Here())


class Breaking(Executor):
    """Does the work, but dies of one file; what was under way dies with it."""

    def __init__(self) -> None:
        self.broken = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.broken = self.broken or any(source.path.endswith("0033.toml") for source in args[0])
        if self.broken:
            future.set_exception(BrokenProcessPool("a worker was killed"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


class BreakingPool:
    width = 2

    def __init__(self) -> None:
        self.opened = 0

    def open(self) -> Executor:
        self.opened += 1
        return Breaking()

    def close(self) -> None:
        pass


def test_a_file_that_kills_its_worker_is_one_line(tmp_path: Path) -> None:
    folder = many(tmp_path / "d", 150)
    pool = BreakingPool()
    code, out, _ = checked(folder, pool=pool)
    lines = out.splitlines()
    assert code == 2
    assert len(lines) == 151
    assert 2 <= pool.opened < 6
    assert [line for line in lines if "核对时程序出错" in line] == [lines[33]]


def test_a_worker_killed_in_earnest_costs_its_own_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = many(tmp_path / "d", 100)
    monkeypatch.setattr("model.batch.work.is_word", _kill)
    code, out, _ = checked(folder, pool=Processes(2, multiprocessing.get_context("fork")))
    assert code == 2
    assert len(out.splitlines()) == 101
    assert out.count("核对时程序出错") == 1


def _kill(path: str) -> bool:
    if path.endswith("0042.toml"):
        os.kill(os.getpid(), signal.SIGKILL)
    return False


def test_a_pool_that_is_lost_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    class Dead(BreakingPool):
        def open(self) -> Executor:
            executor = Breaking()
            executor.broken = True
            return executor

    with pytest.raises(ZipingError, match="接连 20 份"):
        checked(many(tmp_path / "d", 40), pool=Dead())


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, results = many(tmp_path / "d", 90), str(tmp_path / "results.jsonl")
    whole = checked(folder, pool=Here())
    run = Run(Here(), record=(record := Record(results, located=False)))
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
    assert out.splitlines()[2:-1] == whole[1].splitlines()[2:-1]
    tried.clear()
    assert checked(folder, pool=Here(), resume=results)[1] == out
    assert tried == []


def test_results_without_lines_do_not_do_where_lines_are_wanted(folder: Path, tmp_path: Path) -> None:
    results = str(tmp_path / "results.jsonl")
    checked(folder, resume=results)
    fresh = checked(folder, format="csv")[1]
    assert checked(folder, format="csv", resume=results)[1] == fresh
    assert checked(folder, format="csv", resume=results)[1] == fresh


@pytest.mark.parametrize("content", ["schema = 1\n", "没有换行", '{"path": 1}\n', "[1]\n"])
def test_a_results_file_that_is_none_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "draft.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ZipingError, match="不是核对的结果文件"):
        Record(str(path), located=False)
    assert path.read_text(encoding="utf-8") == content


def test_json_is_that_of_single_drafts_with_totals(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = str(folder / "财政局" / "b.toml")
    assert main(["check", draft, "--format", "json"]) == 1
    alone = json.loads(capsys.readouterr().out)
    assert list(alone) == ["drafts"]
    found = json.loads(checked(folder, format="json")[1])
    assert alone["drafts"][0] in found["drafts"]
    assert found["totals"]["files"] == 6
    assert found["totals"]["left_out"] == 2
    assert found["drafts"][-1]["not_read"] == 0 or found["drafts"][-1]["not_read"] > 0
    assert json.loads(checked(folder / "财政局" / "~$x", format="json")[1])["drafts"][0]["problems"]


def test_sarif_has_rules_levels_and_lines(folder: Path) -> None:
    log = json.loads(checked(folder, format="sarif")[1])
    assert log["version"] == "2.1.0"
    assert "sarif-schema-2.1.0" in log["$schema"]
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["shortDescription"]["text"] for rule in rules)
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 2}]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].isascii()
    (wrong,) = (r for r in run["results"] if "三公经费决算数填42.64" in r["message"]["text"])
    line = wrong["locations"][0]["physicalLocation"]["region"]["startLine"]
    assert FAULTY.splitlines()[line - 1].strip() == "actual = 42.64"
    broken = next(result for result in run["results"] if result["ruleId"] == "cannot_read")
    assert broken["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_csv_opens_in_excel_and_no_cell_is_a_formula(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果.csv"
    assert main(["check", str(folder), "--format", "csv", "-o", str(out)]) == 2
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") > 20
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []
    text = data.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("文件,级别,部分,行")
    assert "无错误和警告" not in text.partition("b.toml")[2].splitlines()[0]
    assert [harmless(value) for value in ("=1+1", "-3.50", "-x", "@a", "甲", 3)] == [
        "'=1+1",
        "-3.50",
        "'-x",
        "'@a",
        "甲",
        3,
    ]


def test_a_workbook_has_a_row_a_report_and_a_row_a_finding(folder: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    out = tmp_path / "结果.xlsx"
    assert main(["check", str(folder), "--format", "xlsx", "-o", str(out)]) == 2
    book = load_workbook(out)
    reports = [[cell.value for cell in row] for row in book["各份"].iter_rows()]
    assert reports[0][:4] == ["文件", "结果", "错误", "警告"]
    assert [row[1] for row in reports[1:7]].count("读不了") == 2
    assert next(row for row in reports if str(row[0]).endswith("b.toml"))[2:4] == [8, 2]
    assert str(reports[-1][0]).startswith("共 6 份")
    rows = list(book["问题"].iter_rows(values_only=True))
    assert sum(str(row[0]).endswith("b.toml") for row in rows) == 21


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "xlsx"], "-o"),
        (["-o", "结果.toml"], "不能是草稿"),
        (["-o", os.path.join("没有", "的", "结果.json")], "写不了"),
        (["--resume", os.path.join("没有", "结果.jsonl")], "读写不了"),
        (["--dask", "tcp://127.0.0.1:1"], "dask"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_work(
    folder: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", ".", *words]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1


def test_an_older_output_stays_when_the_work_is_broken_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder / "结果.json"
    out.write_text("old", encoding="utf-8")

    def interrupt(source: Source, located: bool) -> Checked:
        raise KeyboardInterrupt

    monkeypatch.setattr("model.batch.work.check_file", interrupt)
    code, _, err = checked(folder, format="json", output=str(out))
    assert code == 130
    assert "已中断" in err
    assert "--resume" in err
    assert out.read_text(encoding="utf-8") == "old"
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_progress_is_a_line_on_a_terminal_and_nothing_elsewhere() -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    def unasked() -> int:
        raise AssertionError

    Progress(io.StringIO(), unasked).add()
    screen = Screen()
    progress = Progress(screen, lambda: 1200)
    progress._said -= 1
    progress.add()
    assert "1/1,200" in screen.getvalue()
    assert "\n" not in screen.getvalue()
    progress.clear()
    assert screen.getvalue().endswith("\r\x1b[K")


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


def test_memory_does_not_grow_with_the_number_of_drafts(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        folder = many(tmp_path / str(count), count)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        checked(folder, pool=Here(), format="csv", output=str(tmp_path / "o.csv"))
        return tracemalloc.get_traced_memory()[1] - before

    checked(many(tmp_path / "d", 20), pool=Here())
    tracemalloc.start()
    try:
        assert peak(80) < 1.2 * peak(32)
    finally:
        tracemalloc.stop()


def test_a_dask_cluster_of_two_workers_says_what_this_process_says(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra ziping[cluster] is not installed")
    folder = many(tmp_path / "d", 120)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as cluster,
    ):
        found = checked(folder, dask=cluster.scheduler_address)
    assert found == checked(folder, pool=Here())


def test_folders_load_what_their_format_needs_and_single_drafts_none_of_it(folder: Path) -> None:
    heavy = {"textual", "rich", "docx", "lxml", "tomlkit", "xlsxwriter", "distributed", "model.batch.sheets"}
    (folder / "坏.toml").unlink()
    (folder / "空.toml").unlink()
    assert not loaded_by("check", str(folder)) & heavy
    alone = loaded_by("check", str(REFERENCE), "--format", "json")
    assert not {name for name in alone if name.startswith(("model.batch", "concurrent", "multiprocessing", "csv"))}
