"""Many reports on many processors: the same words as from one, whoever dies of a file."""

from __future__ import annotations

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

from model.batch.pools import Here, Processes
from model.errors import ZipingError
from tests.model.batch.batches import checked, many
from tests.model.drafting import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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


@pytest.mark.parametrize("address", ["nonsense", "foo://x:1"])
def test_an_address_that_is_none_is_told_at_once(tmp_path: Path, address: str) -> None:
    pytest.importorskip("distributed", reason="the extra ziping[cluster] is not installed")
    code = "import sys; from tui.cli.main import main; sys.exit(main(['check', *sys.argv[1:]]))"
    command = [sys.executable, "-c", code, str(many(tmp_path / "d", 2)), "--dask", address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"连不上 Dask 集群 {address}")
    assert done.stderr.count(b"\n") == 1
