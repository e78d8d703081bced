"""Who may use the form in a browser: the first who brings the key from the terminal, and nobody after them.

A page of another site, opened in the same browser, gets in neither: the cookie stays with this site (SameSite), and
neither a foreign origin nor a foreign name for this machine (DNS rebinding) is let through.
"""

from __future__ import annotations

import ipaddress
import secrets

_PLAIN = 80


class Gate:
    """One key, good once; whoever redeems it gets a cookie that is good until the program ends."""

    def __init__(self, host: str, port: int) -> None:
        self.key = secrets.token_urlsafe(24)
        self.cookie = f"ziping_{port}"  # browsers keep cookies by host alone: each port has a name of its own
        self._host = host.lower()
        self._port = port
        self._pass = ""

    def knows(self, host: str) -> bool:
        """Whether the Host header is one of this machine's: an address, localhost, or the name asked for, and our port.

        A name that someone else's DNS points to this machine is none of them.
        """
        name, port = _parted(host.lower())
        return port == self._port and (name in ("localhost", self._host) or _is_address(name))

    def is_own(self, host: str, origin: str) -> bool:
        """Whether a page at ``origin`` came from the server that is asked under ``host``."""
        return origin.lower() == f"http://{host.lower()}"

    def redeem(self, key: str) -> str | None:
        """The value of the cookie for whoever brings the key first; None for a wrong key and a used one."""
        if self._pass or not _same(key, self.key):
            return None
        self._pass = secrets.token_urlsafe(24)
        return self._pass

    def admits(self, value: str) -> bool:
        """Whether ``value`` is the cookie that was given for the key."""
        return bool(self._pass) and _same(value, self._pass)


def address(host: str, port: int) -> str:
    """``host`` and ``port`` as they stand in an address and in the Host header."""
    name = f"[{host}]" if ":" in host else host
    return name if port == _PLAIN else f"{name}:{port}"


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode("utf-8", "replace"), other.encode())


def _parted(host: str) -> tuple[str, int]:
    name, colon, port = host.rpartition(":")
    if not colon or not port.isdecimal():
        name, port = host, str(_PLAIN)
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    return name, int(port[:6])


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
