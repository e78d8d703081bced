"""Many reports on many processors: the same words as from one, whoever dies of a file."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tracemalloc
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from model.batch.pools import Processes, processors
from model.batch.search import Source
from model.batch.work import check_as_json, outcomes_of
from model.errors import ZipingError
from tests.model.batch.batches import Here, checked, many
from tests.model.drafting import ROOT, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable


FORKING = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="a new process would not know of the poison"
)


def test_however_many_are_asked_for_there_are_no_more_than_the_machine_bears() -> None:
    assert Processes(999_999).width <= 4 * processors()
    assert Processes(2).width == 2


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
        patience: float | None = None

        def open(self) -> Executor:
            return ThreadPoolExecutor(2)

        def abandon(self) -> None:
            pass

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
    patience: float | None = None

    def __init__(self) -> None:
        self.opened = 0

    def open(self) -> Executor:
        self.opened += 1
        return Breaking()

    def abandon(self) -> None:
        pass

    def close(self) -> None:
        pass


def test_a_file_that_kills_its_worker_is_one_line(tmp_path: Path) -> None:
    folder = many(tmp_path / "d", 150)
    pool = BreakingPool()
    code, out, _ = checked(folder, pool=pool)
    lines = out.splitlines()
    assert code == 2
    assert sum(".toml：" in line for line in lines) == 150
    assert 2 <= pool.opened < 6
    assert [line for line in lines if "核对时程序出错" in line] == [lines[33]]


@FORKING
def test_a_worker_killed_in_earnest_costs_its_own_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = many(tmp_path / "d", 100)
    monkeypatch.setattr("model.batch.work.is_report", _kill)
    code, out, _ = checked(folder, pool=Processes(2, multiprocessing.get_context("fork")))
    assert code == 2
    assert sum(".toml：" in line for line in out.splitlines()) == 100
    assert out.count("核对时程序出错") == 1


def _kill(path: str) -> bool:
    if path.endswith("0042.toml"):
        os.kill(os.getpid(), signal.SIGKILL)
    return False


def _stick(path: str) -> bool:
    if path.endswith("0042.toml"):
        re.match(r"(a+)+$", "a" * 60 + "b")  # never ends, and lets no other thread of its process run
    return False


@FORKING
def test_a_poisoned_file_does_not_block_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = many(tmp_path / "d", 100)
    monkeypatch.setattr("model.batch.work.is_report", _stick)
    monkeypatch.setattr(Processes, "patience", 8)
    code, out, _ = checked(folder, pool=Processes(2, multiprocessing.get_context("fork")))
    assert code == 2
    assert sum(".toml：" in line for line in out.splitlines()) == 100
    assert out.count("核对时程序出错") == 1


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="a new process would not know of the poison")
def test_nor_does_it_in_a_folder_of_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("0041.toml", "0042.toml", "0043.toml"):
        (tmp_path / name).write_bytes(SMALL.read_bytes())
    monkeypatch.setattr("model.batch.work.is_report", _stick)
    monkeypatch.setattr(Processes, "patience", 8)
    code, out, _ = checked(tmp_path)
    assert code == 2
    assert out.count("错误 0，警告 0\n") == 2
    assert "8 秒还没有核对完" in out


POISONED = """
import sys, multiprocessing, model.batch.work as work
from model.batch.check_many import CheckOrder, check_many
from model.batch.pools import Processes, processors
from tests.model.batch.test_batch_pools import _stick
work.is_report = _stick
pool = Processes(2, multiprocessing.get_context("fork"))
sys.exit(check_many(CheckOrder([sys.argv[1]], "csv", sys.argv[2], pool=pool), out=sys.stdout, err=sys.stderr))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 130), ("SIGKILL", -9)])
def test_a_poisoned_file_survives_nobody(name: str, code: int, tmp_path: Path) -> None:
    folder = many(tmp_path / "d", 60)
    command = [sys.executable, "-c", POISONED, str(folder), str(tmp_path / "out.csv")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as run:
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        end = time.monotonic() + 20
        while len(workers := children.read_text().split()) < 2 and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(1.5)  # the others are done, one of the workers is stuck
        start = time.monotonic()
        run.send_signal(getattr(signal, name))
        assert run.wait(5) == code
        while any(_lives(pid) for pid in workers) and time.monotonic() < start + 5:
            time.sleep(0.02)
        assert not [pid for pid in workers if _lives(pid)]


def _lives(pid: str) -> bool:
    try:
        return Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_answer_from_elsewhere_is_not_believed_unseen() -> None:
    source = Source("a.toml")
    sound = check_as_json([astuple(Source(str(SMALL)))], False)
    assert outcomes_of([source], sound)[0].kind == "draft"
    line = json.loads(sound)[0]
    wrong = {"kind": "exec", "findings": [{}], "counts": {"error": "1"}, "lines": ["1"], "problems": 1}
    for name, value in wrong.items():
        with pytest.raises(ValueError, match="no outcome"):
            outcomes_of([source], json.dumps([{**line, name: value}]))
    for answer in (b"", None, "[]", "{}", "[1]", [sound]):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever it is, it is no answer
            outcomes_of([source], answer)


def test_a_pool_that_is_lost_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    class Dead(BreakingPool):
        def open(self) -> Executor:
            executor = Breaking()
            executor.broken = True
            return executor

    with pytest.raises(ZipingError, match="接连 20 份"):
        checked(many(tmp_path / "d", 40), pool=Dead())


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
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    folder = many(tmp_path / "d", 120)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as cluster,
    ):
        code, out, err = checked(folder, dask=cluster.scheduler_address)
    first, _, rest = err.partition("\n")
    assert first.startswith(f"正在连接 Dask 集群 {cluster.scheduler_address}")
    assert (code, out, rest) == checked(folder, pool=Here())


def _asked(tmp_path: Path, address: str) -> subprocess.Popen[str]:
    """``ziping check --dask address`` on two drafts."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    code = "from tui.cli.main import run; run()"
    command = [sys.executable, "-c", code, "check", str(many(tmp_path / "d", 2)), "--dask", address]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8")


@pytest.mark.parametrize("address", ["nonsense", "foo://x:1"])
def test_an_address_that_is_none_is_told(tmp_path: Path, address: str) -> None:
    with _asked(tmp_path, address) as run:
        first, second = run.communicate(timeout=30)[1].splitlines()
    assert run.returncode == 2
    assert first.startswith(f"正在连接 Dask 集群 {address}")
    assert second.startswith(f"连不上 Dask 集群 {address}：地址写得不对")


@pytest.mark.parametrize(
    ("words", "why"), [(b"", "没有应答"), (b"HTTP/1.1 400 Bad Request\r\n\r\n", "应答的不是 Dask 调度器")]
)
def test_who_takes_the_call_and_is_no_scheduler_costs_some_seconds(tmp_path: Path, words: bytes, why: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with _asked(tmp_path, f"127.0.0.1:{server.getsockname()[1]}") as run:
            caller = server.accept()[0]
            caller.sendall(words)
            said = run.communicate(timeout=60)[1]
        caller.close()
    assert run.returncode == 2
    assert said.splitlines()[1].endswith(("请检查地址，调度器是否已启动", "请检查地址"))
    assert why in said
    assert said.count("\n") == 2


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_waiting_for_a_cluster_can_be_interrupted(tmp_path: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with _asked(tmp_path, f"127.0.0.1:{server.getsockname()[1]}") as run:
            caller = server.accept()[0]
            run.send_signal(getattr(signal, name))
            said = run.communicate(timeout=30)[1]
        caller.close()
    assert run.returncode == 130
    assert "Traceback" not in said
    assert "已中断" in said
