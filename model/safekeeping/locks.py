"""One writer a draft: a hidden file beside it names who has it open. It advises; nothing is enforced by it."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from model.errors import ZipingError
from model.files.companions import beside, hide
from model.files.turns import turn
from model.safekeeping.processes import Process, this_process

_MOST: Final = 4096


class Holder(NamedTuple):
    """Who has a draft open; "" and 0 where the lock does not tell."""

    user: str
    host: str
    pid: int

    def text(self) -> str:
        """The holder as the clerk knows them."""
        return f"{self.user or '另一位用户'}（电脑 {self.host or '不明'}）"


class Lock:
    """The lock of the draft at ``path``; ``held`` while it is ours."""

    def __init__(self, path: Path) -> None:
        self.path = beside(path, "lock")
        self.held = False

    def take(self, *, by_force: bool = False) -> Holder | None:
        """Take the lock; returns who has it instead, None when it is ours. Raises OSError where none can be made.

        A lock whose process is gone from this machine is taken over; any other only ``by_force``.
        """
        for _ in range(3):
            try:
                self._create()
            except FileExistsError:
                said = self._read()
                process = _process(said)
                if not (by_force or process.gone):
                    return _holder(process)
                self._clear(said)
            else:
                return None
        return _holder(_process(self._read()))

    def release(self) -> None:
        """Give it up, unless someone else took it over."""
        if self.held and self._read() == self._said():
            with contextlib.suppress(OSError):
                self.path.unlink()
        self.held = False

    @classmethod
    @contextlib.contextmanager
    def kept(cls, path: Path, otherwise: str) -> Iterator[None]:
        """The lock of the draft at ``path`` for a command, where one can be made.

        Raises ZipingError where somebody else has it: who does, and what is to be done about it, ``otherwise``.
        """
        lock = cls(path)
        try:
            holder = lock.take()
        except OSError:
            holder = None
        if holder is not None:
            raise ZipingError(f"{path}：{holder.text()} 正打开着它，{otherwise}")
        try:
            yield
        finally:
            lock.release()

    def _said(self) -> bytes:
        return json.dumps(this_process().plain(), ensure_ascii=False).encode("utf-8", "replace")

    def _create(self) -> None:
        # Nothing that is there already is opened, be it a link.
        file = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        try:
            os.write(file, self._said())
        except OSError:
            with contextlib.suppress(OSError):
                self.path.unlink()
            raise
        finally:
            os.close(file)
        hide(self.path)
        self.held = True

    def _read(self) -> bytes:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with contextlib.suppress(OSError):
            file = os.open(self.path, flags)
            try:
                return os.read(file, _MOST)
            finally:
                os.close(file)
        return b""

    def _clear(self, said: bytes) -> None:
        """Take the lock that says ``said`` away.

        One that another opener put there meanwhile is left alone: while it is looked at and put back, a third could
        take the lock, too. It is put back where openers cannot take turns.
        """
        aside = self.path.with_name(f"{self.path.name}.{os.urandom(4).hex()}")
        with turn(self.path), contextlib.suppress(OSError):
            if self._read() != said:
                return
            os.rename(self.path, aside)
            with contextlib.suppress(OSError):
                if not os.path.islink(aside) and aside.read_bytes()[:_MOST] != said:
                    os.link(aside, self.path)
            os.unlink(aside)


def _process(said: bytes) -> Process:
    try:
        return Process.of(json.loads(said))
    except (ValueError, RecursionError):
        return Process()


def _holder(process: Process) -> Holder:
    return Holder(_plain(process.user), _plain(process.host), process.pid)


def _plain(text: str) -> str:
    return "".join(mark for mark in text if mark.isprintable())[:40]
