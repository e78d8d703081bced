"""Connections of those who have not shown the cookie: few at a time, and none for long."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aiohttp import web

MOST: Final = 40
"""So many may be open at once; of more, the oldest are closed."""
SECONDS: Final = 10.0
"""So long a stranger may take for a request."""
TICK: Final = 0.2


class Strangers:
    """Tells strangers from whoever brought the key, by connection, and shows them out."""

    def __init__(self) -> None:
        self._inside: set[object] = set()
        self._since: dict[object, float] = {}

    def admit(self, connection: object) -> None:
        """That connection has shown the cookie."""
        self._inside.add(connection)

    async def watch(self, server: web.Server) -> None:
        """Close connections of strangers that are too old or too many, until cancelled."""
        while True:
            now, here = time.monotonic(), set(server.connections)
            self._inside &= here
            self._since = {one: since for one, since in self._since.items() if one in here}
            strangers = list(here - self._inside)
            for one in strangers:
                self._since.setdefault(one, now)
            strangers.sort(key=lambda one: self._since[one])
            late = [one for one in strangers if now - self._since[one] > SECONDS]
            for one in {*late, *strangers[: max(len(strangers) - MOST, 0)]}:
                one.force_close()
                if one.transport is not None:
                    one.transport.abort()
            await asyncio.sleep(TICK)
