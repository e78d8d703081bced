"""Hostile workbooks: at most 300 MB and ten seconds each, one sentence or what can be read, and no word of a panic."""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import sys
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model import sandbox
from model.drafts.draft import DraftError
from model.scanning.files.blocks import Line
from model.scanning.files.loading import load_blocks
from model.workbooks import books
from model.workbooks.tables import cell_values
from tests.model.workbooks.accounts import Accounts, expenditure, write_xlsx
from tests.model.workbooks.hostile import FILES, password_xls

if TYPE_CHECKING:
    from typing import Self

    from model.workbooks.books import Value


class Watched:
    """Looks at the processes started here while it is entered; ``most`` is what one of them had, in MB.

    ``seconds`` is the time of the processor that they took: the clock tells more of a busy machine than of them.
    """

    def __init__(self) -> None:
        self.most = 0
        self.seconds = 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self.seconds = -_used()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()
        self.seconds += _used()

    def _look(self) -> None:
        while not self._end.wait(0.01):
            for child in multiprocessing.active_children():
                with contextlib.suppress(OSError):  # over already, or a system without such files
                    for line in Path(f"/proc/{child.pid}/status").read_text("ascii", "replace").splitlines():
                        if line.startswith("VmHWM:"):
                            self.most = max(self.most, int(line.split()[1]) // 1024)


def _used() -> float:
    """The time of the processor that all processes took which were started here and have ended."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_workbook_costs_a_sentence_at_most(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    make, suffix = FILES[name]
    path = tmp_path / f"a{suffix}"
    make(path)
    with Watched() as watched:
        try:
            book = books.open_book(path)
        except DraftError as error:
            (sentence,) = error.problems
            assert sentence.startswith(f"{path}：")
            assert "\n" not in sentence
            assert "panic" not in sentence
        else:
            assert book.sheets
    assert watched.seconds < 13
    assert watched.most <= 300
    said = capfd.readouterr()
    assert said.out + said.err == ""


def never_rests() -> int:
    """Work without an end, which takes no memory."""
    return sum(1 for _ in count())


def test_a_sheet_with_more_columns_than_any_form_is_not_read(tmp_path: Path) -> None:
    grid = expenditure(Accounts())
    grid.put(6, 40, *[1.5] * 300)
    assert books.open_book(write_xlsx(tmp_path / "wide.xlsx", [grid])).remarks == []
    grid.put(6, 40, *[1.5] * 600)
    with pytest.raises(DraftError, match="超过 500 列"):
        books.open_book(write_xlsx(tmp_path / "wider.xlsx", [grid]))
    book = books.open_book(write_xlsx(tmp_path / "both.xlsx", [grid, expenditure(Accounts(), name="支出")]))
    assert ["超过 500 列" in remark for remark in book.remarks] == [True]
    assert [sheet.name for sheet in book.sheets] == ["支出"]


def test_the_rows_of_a_header_are_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that grows with the square of the columns shows in how often cells are read, on any machine."""
    from model.workbooks.tables import table_headers
    from model.workbooks.tables.table_search import tables

    def reads(columns: int) -> int:
        grid = expenditure(Accounts())
        grid.put(6, 40, *[1.5] * columns)
        book = books.open_book(write_xlsx(tmp_path / f"{columns}.xlsx", [grid]))
        asked = count()

        def blank(value: Value) -> bool:
            next(asked)
            return cell_values.blank(value)

        monkeypatch.setattr(table_headers, "blank", blank)
        list(tables(book))
        return next(asked)

    assert reads(400) < 3 * reads(200)


def test_a_password_is_told_by_its_sentence(tmp_path: Path) -> None:
    password_xls(tmp_path / "a.xls")
    with pytest.raises(DraftError, match="加了密码"):
        books.open_book(tmp_path / "a.xls")


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    from model.workbooks.books import read_book

    grid = expenditure(Accounts())
    grid.put(40, 0, "=1+1", "甲\ud800乙".encode("utf-8", "replace").decode(), -0.5, 1e20)
    path = write_xlsx(tmp_path / "a.xlsx", [grid])
    here, apart = read_book(path), books.open_book(path)
    assert apart == here


def test_reading_is_given_up_at_once(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [expenditure(Accounts())])
    with pytest.raises(sandbox.StoppedError):
        books.open_book(path, lambda: True)


def test_work_that_does_not_end_is_ended() -> None:
    with pytest.raises(sandbox.TooMuchError, match="1 秒还没有读完"):
        sandbox.run("time", "sleep", 600, seconds=1)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform == "win32", reason="there the clock counts")
def test_work_that_never_rests_is_ended_by_the_time_it_takes() -> None:
    with Watched() as watched, pytest.raises(sandbox.TooMuchError, match="1 秒还没有读完"):
        sandbox.run(__name__, never_rests.__name__, seconds=1)
    assert watched.seconds < 5


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory cannot be limited so")
def test_work_that_takes_all_memory_is_ended() -> None:
    with pytest.raises(sandbox.TooMuchError):
        sandbox.run("builtins", "bytearray", 4_000_000_000)  # type: ignore[arg-type]


def test_a_process_that_aborts_is_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(sandbox.TooMuchError):
        sandbox.run("os", "abort")
    said = capfd.readouterr()
    assert said.out + said.err == ""


def _word(path: Path, body: str) -> None:
    import zipfile

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")


DICE = random.Random(7)
NOISE = "".join(f"<w:p><w:r><w:t>{DICE.random()}</w:t></w:r></w:p>" for _ in range(20_000))
DOCUMENTS = {
    "paragraphs": NOISE * 20,
    "cells": "<w:tbl>" + NOISE.replace("<w:p>", "<w:tr><w:tc>").replace("</w:p>", "</w:tc></w:tr>") * 15 + "</w:tbl>",
    "runs": "<w:p>" + "".join(f"<w:r><w:t>{DICE.random()}</w:t></w:r>" for _ in range(20_000)) * 25 + "</w:p>",
    "deep": "<w:tbl>" * 100_000,
    "long": "<w:p><w:r><w:t>" + "甲乙丙丁" * 3_000_000 + "</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_costs_a_sentence_at_most(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.docx"
    _word(path, DOCUMENTS[name])
    with Watched() as watched:
        try:
            assert load_blocks(str(path))
        except DraftError as error:
            (sentence,) = error.problems
            assert sentence.startswith(f"{path}：")
    assert watched.seconds < 13
    assert watched.most <= 300
    assert capfd.readouterr() == ("", "")


def test_a_large_report_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    _word(
        path,
        "<w:p><w:r><w:t>一、部门概况</w:t></w:r></w:p>"
        + NOISE.replace("<w:t>", "<w:x>").replace("</w:t>", "</w:x>") * 6,
    )
    assert load_blocks(str(path)) == [Line("一、部门概况")]
