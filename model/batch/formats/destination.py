"""The one way to an output: on the screen as it comes, or a file that is there when it is complete."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from model.batch.formats.printed import Json, Lines
from model.batch.formats.sink import Sink
from model.errors import ZipingError
from model.files.unwritten import why_unwritten
from model.files.written import refuse_to_overwrite, take_the_place
from model.text import put

LOCATED: Final = ("sarif", "csv", "xlsx")
"""The formats that say in which line of a draft a finding stands."""


@contextmanager
def opened(format: str, path: str, out: TextIO, err: TextIO, inputs: Sequence[str] = ()) -> Iterator[Sink]:
    """A sink of that format for the file at ``path``, or for ``out`` where ``path`` is "".

    The file takes its name when all is written; until then, and where the work is broken off, what stood there before
    stays. A file there that this program did not write is set aside then, and told on ``err``. Raises ZipingError where
    it cannot be written, or is one of the ``inputs`` or a draft.
    """
    refuse_place(format, path)
    if not path:
        yield _sink(format, out)
        return
    refuse_to_overwrite(Path(path), map(Path, inputs))
    folder, name = os.path.split(path)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        if format == "xlsx":
            from model.batch.formats.spreadsheets import Xlsx

            with open(part, "wb") as packed:  # tells at once whether it can be written at all
                yield Xlsx(packed)
        else:
            with open(part, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
                yield _sink(format, file)
        written = take_the_place(Path(path), Path(part), "check")
        if written.notice:
            put(written.notice, err)
    except OSError as error:
        raise ZipingError(f"{path}：没有写成，{why_unwritten(error, path)}") from None
    finally:
        with suppress(OSError):
            os.unlink(part)


def refuse_place(format: str, path: str) -> None:
    """Raise ZipingError where results in that format cannot go to ``path``, "" for the screen."""
    if format == "xlsx" and not path:
        raise ZipingError("--format xlsx 要用 -o 写明工作簿的位置，如 -o 核对结果.xlsx")
    if path.lower().endswith((".toml", ".docx")):
        raise ZipingError(f"{path}：-o 是核对结果的位置，不能是草稿或报告，请换一个文件名")


def _sink(format: str, out: TextIO) -> Sink:
    if format == "sarif":
        from model.batch.formats.sarif import Sarif

        return Sarif(out)
    if format == "csv":
        from model.batch.formats.spreadsheets import Csv

        return Csv(out)
    return Json(out) if format == "json" else Lines(out)
