"""The one way from an exporter's bytes to a file, and the one error when there is no way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from model.errors import ZipingError
from model.files.unwritten import why_unwritten
from model.files.written import free_name, write_output


class ExportError(ZipingError):
    """The report could not be exported; the text is one sentence with the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a file, and a sentence about it for the clerk, "" for none."""

    data: bytes
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """Where an output was written, and sentences that the clerk should read."""

    path: Path
    notices: tuple[str, ...] = ()


def save(
    out: Path,
    data: bytes,
    inputs: Iterable[Path] = (),
    *,
    kind: str = "",
    is_report: Callable[[Path], bool] = lambda path: False,
) -> Saved:
    """Make ``data`` the content of ``out``, at once and safely on the disk.

    A file there that this program did not write, or that was changed since, is set aside under another name;
    so is an output of another ``kind``. ``is_report`` tells a report where nothing is recorded. Windows lets nobody
    replace a file that is open in Word; elsewhere what is open there would be saved over the new content. Then it is
    written beside it under a new name.

    Raises OutputRefusedError where ``out`` is one of the ``inputs`` or a draft, and ExportError; a file that stood
    there before is then whole and no other file is left behind.
    """
    try:
        if os.path.isfile(out) and _shown_open(out):
            raise PermissionError(errno.EACCES, "open elsewhere", str(out))
        written = write_output(out, data, inputs, kind=kind, is_report=is_report)
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError) and _locked(out) and (other := free_name(out)) is not None:
            with suppress(OSError):
                write_output(other, data)
                return Saved(other, (f"“{out.name}”正在 Word 或 WPS 中打开，已另存为“{other.name}”。",))
        raise ExportError(f"{out}：没有导出，{why_unwritten(error, out)}") from error
    return Saved(out, (written.notice,) if written.notice else ())


def _shown_open(out: Path) -> bool:
    """Whether Word or LibreOffice keeps beside ``out`` the file by which each says that it has it open.

    Word puts ``~$`` before a short name and in place of the first one or two letters of a longer one.
    """
    owner = f"~${out.name[min(max(len(out.stem) - 6, 0), 2) :]}"
    return any(os.path.lexists(out.with_name(name)) for name in (owner, f".~lock.{out.name}#"))


def _locked(out: Path) -> bool:
    """Whether ``out`` is a file that may be written but is held by another program."""
    return os.path.isfile(out) and os.access(out, os.W_OK)
