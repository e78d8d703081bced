"""The lock beside a draft: it names who has it open, and is worth nothing once that process is gone."""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING

import pytest

from model.safekeeping.locks import Lock
from model.safekeeping.processes import Process

if TYPE_CHECKING:
    from pathlib import Path

DEAD = 2**31 - 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.toml"


def lay(path: Path, pid: object, host: str = "") -> Path:
    """A lock of someone else."""
    lock = Lock(path).path
    lock.write_text(json.dumps({"pid": pid, "host": host or socket.gethostname(), "user": "小王"}), encoding="utf-8")
    return lock


def test_the_second_opener_learns_who_was_first(path: Path) -> None:
    first, second = Lock(path), Lock(path)
    assert first.take() is None
    holder = second.take()
    assert holder is not None
    assert (holder.host, holder.pid) == (socket.gethostname(), os.getpid())
    second.release()
    assert first.path.exists()
    first.release()
    assert not first.path.exists()
    assert second.take() is None


def test_the_lock_of_a_dead_process_is_taken_over(path: Path) -> None:
    lay(path, DEAD)
    lock = Lock(path)
    assert lock.take() is None
    lock.release()
    assert list(path.parent.iterdir()) == []


def test_who_looks_at_a_dead_lock_does_not_move_the_one_that_replaced_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # While it was moved, a third opener found no lock and took it, too.
    lay(path, DEAD)
    first, slow = Lock(path), Lock(path)
    moved: list[object] = []

    def judged(process: Process) -> bool:
        monkeypatch.undo()
        assert process.pid == DEAD
        assert first.take() is None
        monkeypatch.setattr(os, "rename", lambda *names: moved.append(names))
        return True

    monkeypatch.setattr(Process, "gone", property(judged))
    assert slow.take() is not None
    assert moved == []
    assert first.held
    assert not slow.held


def test_the_lock_of_another_machine_only_by_force(path: Path) -> None:
    lay(path, DEAD, "另一台")
    lock = Lock(path)
    holder = lock.take()
    assert holder is not None
    assert holder.text() == "小王（电脑 另一台）"
    assert lock.take(by_force=True) is None
    assert json.loads(lock.path.read_bytes())["pid"] == os.getpid()


def test_a_lock_taken_over_by_another_is_not_removed(path: Path) -> None:
    lock = Lock(path)
    lock.take()
    lay(path, os.getppid())
    lock.release()
    assert lock.path.exists()


@pytest.mark.parametrize("data", [b"", b"\x00" * 9000, b"[" * 100_000, b"[]", b'{"pid": "1", "user": "\\u001b[31m"}'])
def test_garbage_is_a_lock_of_someone_unknown(path: Path, data: bytes) -> None:
    lock = Lock(path)
    lock.path.write_bytes(data)
    holder = lock.take()
    assert holder is not None
    assert "\x1b" not in holder.text()
    assert lock.take(by_force=True) is None


@pytest.mark.skipif(os.name == "nt", reason="symbolic links of POSIX")
def test_a_link_is_not_written_through(path: Path) -> None:
    victim = path.with_name("victim")
    victim.write_text("unharmed")
    lock = Lock(path)
    lock.path.symlink_to(victim)
    assert lock.take() is not None
    assert lock.take(by_force=True) is None
    assert victim.read_text() == "unharmed"
    assert not lock.path.is_symlink()


def test_where_no_lock_can_be_made_that_is_an_error_to_tell(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Lock(tmp_path / "none" / "draft.toml").take()
