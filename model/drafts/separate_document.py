"""Keeps the tomlkit document of a large draft in a process of its own: who types meanwhile does not share it.

Reading megabytes by tomlkit takes seconds. In a thread it would hold up every key of the clerk.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from model.drafts.in_place.kept_document import CannotEditError, KeptDocument
from model.drafts.proof import says
from model.drafts.snapshot import Snapshot
from model.sandbox import started

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class SeparateDocument(KeptDocument):
    """A ``KeptDocument`` of ``text`` in another process, which ends with this object and begins to read at once.

    Raises OSError where no process can be started. A text that tomlkit cannot read fails in ``update``.
    """

    def __init__(self, text: str, newline: str) -> None:
        self._said = text
        self._known: Snapshot | None = None
        _, self._connection = started(_serve, text, newline)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._said

    def update(self, now: Snapshot, before: Snapshot) -> None:
        """Let ``text`` say ``now`` where it said ``before``, proven by reading it.

        Raises CannotEditError where that cannot be written into it, OSError or EOFError where the process is gone.
        """
        self._connection.send((now, before if before is not self._known else None))
        text = self._connection.recv()
        if text is None:
            raise CannotEditError
        self._said, self._known = text, now


def _serve(connection: Connection, text: str, newline: str) -> None:
    """In the process of its own: answer each change with the new text, None where it cannot be made."""
    document: KeptDocument | None = None
    known: Any = None  # the snapshot that was written last
    with contextlib.suppress(CannotEditError, RecursionError, MemoryError):
        document = KeptDocument(text, newline)
    with contextlib.suppress(EOFError, OSError):  # nobody asks any more
        while True:
            now, before = connection.recv()
            since = known if before is None else before
            answer = None
            if document is not None and since is not None:
                with contextlib.suppress(CannotEditError, RecursionError, MemoryError):
                    document.update(now, since)
                    text = document.text
                    answer = text if says(text, now) else None
            known = now
            connection.send(answer)
