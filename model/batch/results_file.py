"""The results file: a line of JSON for each file checked, so that an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
import os
from types import TracebackType
from typing import IO, Any, Final

from model.batch.checked import Checked, outcome_of, plain
from model.batch.search import Source
from model.errors import ZipingError
from model.files.kinds import is_special
from model.files.unwritten import reason
from model.text import json_text
from model.version import VERSION

_BEGIN: Final = b'{"ziping":'
_LONGEST: Final = 64 * 1024 * 1024
_KINDS: Final = {"ziping": str, "located": bool, "path": str, "size": int, "mtime": int, "kind": str}


class ResultsFile:
    """The results file at ``path``, begun where there is none.

    A result counts for a file of the same path, size and time of change, checked by the same version of the program,
    with lines where ``located`` asks for them. The results stay in the file; what is held is where each begins, by the
    hash of its key. Raises ZipingError where the file is something else or not writable.
    """

    def __init__(self, path: str, *, located: bool) -> None:
        self._path = path
        self._located = located
        self._version = VERSION
        self._places: dict[int, int] = {}
        try:
            # A pipe or a device would let us wait for ever: it is refused before it is opened.
            if os.path.lexists(path) and is_special(path):
                raise self._no_results()
            self._file: IO[bytes] = open(path, "a+b")  # noqa: SIM115 - closed by __exit__
        except (OSError, ValueError) as error:
            raise self._error(error) from None
        try:
            self._index()
        except OSError as error:
            self._file.close()
            raise self._error(error) from None
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> ResultsFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._file.close()
        except OSError as full:
            if kind is None:
                raise self._error(full) from None

    def find(self, source: Source) -> Checked | None:
        """What was found of ``source`` before; None where it is new or changed."""
        key = _key(source.path, source.size, source.changed)
        at = self._places.get(hash(key))
        if at is None:
            return None
        self._file.seek(at)
        found = self._parsed(self._file.readline(_LONGEST))
        if _key_of(found) != key or (source.named and found["kind"] == "left out"):
            return None
        try:
            return outcome_of(source, found)
        except ValueError:
            raise self._no_results() from None

    def add(self, outcome: Checked) -> None:
        """Keep ``outcome``, unless the program failed at the file or it cannot be known again. Raises ZipingError."""
        if outcome.kind == "crashed" or outcome.source.size < 0:
            return
        line = {
            "ziping": self._version,
            "located": self._located,
            "path": outcome.source.path,
            "size": outcome.source.size,
            "mtime": outcome.source.changed,
            **plain(outcome),
        }
        try:
            at = self._file.seek(0, os.SEEK_END)
            self._file.write(json_text(line).encode() + b"\n")
        except OSError as error:
            raise self._error(error) from None
        self._places[hash(_key(outcome.source.path, outcome.source.size, outcome.source.changed))] = at

    def flush(self) -> None:
        """Let the file hold all that was added, whatever happens to this process. Raises ZipingError."""
        try:
            self._file.flush()
        except OSError as error:
            raise self._error(error) from None

    def _error(self, error: OSError | ValueError) -> ZipingError:
        return ZipingError(f"{self._path}：读写不了结果文件（{reason(error)}），请换一个位置或腾出空间")

    def _no_results(self) -> ZipingError:
        return ZipingError(f"{self._path}：这不是核对的结果文件，或已损坏，请给 --resume 一个新的文件名")

    def _index(self) -> None:
        """Note where each result begins; a last line that was cut off by the interruption is taken away."""
        self._file.seek(0)
        at = 0
        for line in iter(lambda: self._file.readline(_LONGEST), b""):
            if not line.endswith(b"\n") and line[: len(_BEGIN)] == _BEGIN[: len(line)]:
                self._file.truncate(at)
                break
            found = self._parsed(line)
            if found["ziping"] == self._version and found["located"] >= self._located:
                self._places[hash(_key_of(found))] = at
            at += len(line)

    def _parsed(self, line: bytes) -> dict[str, Any]:
        try:
            found = json.loads(line)
            if isinstance(found, dict) and all(type(found.get(name)) is kind for name, kind in _KINDS.items()):
                return found
        except (ValueError, RecursionError):
            pass
        raise self._no_results()


def _key(path: str, size: int, changed: int) -> tuple[str, int, int]:
    return path, size, changed


def _key_of(found: dict[str, Any]) -> tuple[str, int, int]:
    return _key(found["path"], found["size"], found["mtime"])
