"""Processes that save, lock and write the same file at once: nobody's work goes without a word."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING, Any

from model.drafts.draft import load
from model.drafts.saving import ChangedOnDisk, save
from model.drafts.versions import versions
from model.editing.session import Session
from model.safekeeping.locks import Lock

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = 3


def run(count: int, folder: Path) -> tuple[int, list[str]]:
    """So many races; returns the tries and a sentence for each that was lost."""
    fell = []
    for number in range(count):
        place = folder / str(number)
        place.mkdir()
        found = (_saves if number % 2 else _locks)(place / "draft.toml")
        fell += [f"race {number}: {fault}" for fault in found]
    return count, fell


def _saves(path: Path) -> list[str]:
    """All have the same draft open and save at once: one may, the others are told, or theirs is kept."""
    path.write_text('schema = 2\n\n[overview]\nunit = ""\n', encoding="utf-8")
    won = _all_at_once(_save, path)
    names = {load(path).report.cell("overview.unit").raw}
    names |= {load(version.path).report.cell("overview.unit").raw for version in versions(path)}
    lost = [name for name in won if name not in names]
    faults = [f"saved and lost without a word: {lost}"] if lost else []
    return faults + (["nobody could save"] if not won else [])


def _locks(path: Path) -> list[str]:
    """All take the lock of somebody who is gone: one gets it."""
    Lock(path).path.write_text('{"pid": 1, "start": "0", "boot": "x", "host": "' + os.uname().nodename + '"}')
    won = _all_at_once(_lock, path)
    return [] if len(won) == 1 else [f"{len(won)} have the lock"]


def _all_at_once(work: Any, path: Path) -> list[str]:
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(WRITERS), context.Queue()
    over = context.Event()
    children = [context.Process(target=work, args=(path, f"第{n}人", start, answers, over)) for n in range(WRITERS)]
    for child in children:
        child.start()
    found = [answers.get(timeout=30) for _ in children]
    over.set()
    for child in children:
        child.join()
    return [name for name in found if name]


def _save(path: Path, name: str, start: Any, answers: Any, over: Any) -> None:
    session = Session(load(path))
    session.type(session.report.cell("overview.unit"), name)
    start.wait()
    try:
        save(session.draft)
        answers.put(name)
    except ChangedOnDisk:
        answers.put("")


def _lock(path: Path, name: str, start: Any, answers: Any, over: Any) -> None:
    lock = Lock(path)
    start.wait()
    answers.put(name if lock.take() is None else "")
    over.wait(30)
