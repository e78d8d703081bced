"""A draft opened, edited and saved, small and large, in process."""

from __future__ import annotations

import os
import tomllib
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import tomlkit

from model.drafts.draft import load, parse
from model.drafts.saving import save
from model.editing.session import Session
from tests.benchmarks.large_drafts import SAMPLE, large_draft
from tests.benchmarks.timing import Pair, Row, budget, clocked, timed
from tui.state.view_state import ViewState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

PROJECTS = "project_evaluations.projects"
FIGURE = "overview.scale.basic"
FRAME = 0.016


def opening(projects: int = 0) -> Callable[[], AbstractContextManager[Pair]]:
    """From text to a report with every relation tied."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        text = large_draft(projects) if projects else SAMPLE.read_text(encoding="utf-8")
        yield Pair(timed(lambda: tomllib.loads(text)), timed(lambda: parse(text)))

    return prepare


def typing(projects: int, name: str = "appropriation.actual") -> Callable[[], AbstractContextManager[Pair]]:
    """A key in a table of annex 3: figures, findings and marks followed; nothing painted."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        state = _opened(projects)
        cell = state.report.cell(f"{PROJECTS}.5.{name}")

        def key() -> None:
            state.session.type(cell, cell.raw[:-1] + ("1" if cell.raw[-1] != "1" else "2"))
            state.refresh(cell.section)

        yield Pair(budget(FRAME / 2), timed(key))

    return prepare


def adding(projects: int, seconds: float) -> Callable[[], AbstractContextManager[Pair]]:
    """A new row among the projects of annex 3, with all that follows from it; nothing painted."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        state = _opened(projects)

        def add() -> None:
            state.session.insert(PROJECTS, projects // 2)
            row = state.report.rows(PROJECTS).rows[projects // 2]
            state.refresh(row.section, row)

        yield Pair(budget(seconds), timed(add))

    return prepare


def _opened(projects: int) -> ViewState:
    state = ViewState(Session(parse(large_draft(projects))))
    state.refresh()
    return state


@contextmanager
def saving() -> Iterator[Pair]:
    """One figure changed and the draft safely on the disk again."""
    with TemporaryDirectory() as folder:
        plain, path = Path(folder, "plain.toml"), Path(folder, "draft.toml")
        text = SAMPLE.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        body = tomlkit.parse(text)
        scale = body["overview"]["scale"]
        session = Session(load(path))
        cell = session.report.cell(FIGURE)
        save(session.draft)

        def other(raw: str) -> str:
            return raw[:-1] + ("1" if raw[-1] != "1" else "2")

        def least() -> None:
            scale["basic"] = tomlkit.value(other(scale["basic"].as_string()))
            with plain.open("wb") as file:
                file.write(body.as_string().encode())
                file.flush()
                os.fsync(file.fileno())

        def edit_and_save() -> None:
            session.type(cell, other(cell.raw))
            save(session.draft)

        yield Pair(clocked(least), clocked(edit_and_save))


ROWS = (
    Row("open", "draft of 40 KB to report", "tomllib", 3, opening()),
    Row("open-large", "draft of 2 MB to report", "tomllib", 3, opening(1100), 3),
    Row("edit-300", "key in annex 3, 300 projects", "half a frame", 1, typing(300), 15),
    Row("edit-1000", "the same, 1,000 projects", "half a frame", 1, typing(1000), 15),
    Row("rename-1000", "key in the name of one of 1,000", "half a frame", 1, typing(1000, "name"), 7),
    Row("insert-300", "new row, 300 projects", "50 ms", 1, adding(300, 0.050), 5),
    Row("insert-1000", "the same, 1,000 projects", "100 ms", 1, adding(1000, 0.100), 5),
    Row("save", "save after one edit", "tomlkit, write, fsync", 2, saving),
)
