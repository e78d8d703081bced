"""Keeps the tomlkit document of a large draft in a process of its own: who types meanwhile does not share it.

Reading megabytes by tomlkit takes seconds. In a thread it would hold up every key of the clerk.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from model.drafts.in_place.kept_document import CannotEditError, KeptDocument
from model.drafts.proof import says
from model.drafts.snapshot import Snapshot
from model.sandbox import started
from model.schema.outline import Outline

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class SeparateDocument(KeptDocument):
    """A ``KeptDocument`` of ``text`` in another process, which ends with this object and begins to read at once.

    Raises OSError where no process can be started. A text that tomlkit cannot read fails in ``update``.
    """

    def __init__(self, text: str, newline: str) -> None:
        self._said = text
        self._known = _UNKNOWN
        _, self._connection = started(_serve, text, newline)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._said

    def update(self, now: Snapshot, before: Snapshot) -> None:
        """Let ``text`` say ``now`` where it said ``before``, proven by reading it.

        Raises CannotEditError where that cannot be written into it, OSError or EOFError where the process is gone.
        """
        for said in (now,) if before is self._known else (before, now):
            _send(self._connection, said, self._known)
            self._known = said
        self._connection.send(None)
        text = self._connection.recv()
        if text is None:
            raise CannotEditError
        self._said = text


_UNKNOWN = Snapshot(Outline, 0, {}, {}, {})
_ROWS = 50
"""So many rows are sent at once: whoever types waits until a message is written down."""


def _send(connection: Connection, said: Snapshot, known: Snapshot) -> None:
    """Send ``said`` in pieces; rows that are those of ``known``, which was sent before, by their numbers."""
    groups = {}
    for name, group in said.groups.items():
        lists = group.lists
        groups[name] = replace(group, lists={key: [] for key in lists})
        sent = known.groups.get(name)
        for key, rows in lists.items():
            there = {row.number: row for row in sent.lists.get(key, ())} if sent is not None else {}
            pieces = [row.number if there.get(row.number) is row else row for row in rows]
            for start in range(0, len(pieces), _ROWS):
                connection.send((name, key, pieces[start : start + _ROWS]))
    connection.send(replace(said, groups=groups))


def _received(connection: Connection, known: Snapshot) -> Snapshot | None:
    """The snapshot that was sent after ``known``; None where all are sent."""
    rows: dict[tuple[str, str], list[Snapshot]] = {}
    piece: object
    while isinstance(piece := connection.recv(), tuple):
        name, key, some = piece
        sent = known.groups.get(name)
        there = {row.number: row for row in sent.lists.get(key, ())} if sent is not None else {}
        rows.setdefault((name, key), []).extend(there[row] if isinstance(row, int) else row for row in some)
    if not isinstance(piece, Snapshot):
        return None
    for (name, key), listed in rows.items():
        piece.groups[name].lists[key].extend(listed)
    return piece


def _serve(connection: Connection, text: str, newline: str) -> None:
    """In the process of its own: answer each change with the new text, None where it cannot be made."""
    document: KeptDocument | None = None
    since = now = _UNKNOWN  # the last two snapshots
    with contextlib.suppress(CannotEditError, RecursionError, MemoryError):
        document = KeptDocument(text, newline)
    with contextlib.suppress(EOFError, OSError):  # nobody asks any more
        while True:
            while (said := _received(connection, now)) is not None:
                since, now = now, said
            answer = None
            if document is not None:
                with contextlib.suppress(CannotEditError, RecursionError, MemoryError):
                    document.update(now, since)
                    text = document.text
                    answer = text if says(text, now) else None
            connection.send(answer)
