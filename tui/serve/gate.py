"""Who may use the form in a browser: the first who brings the key from the terminal, and nobody after them.

A page of another site, opened in the same browser, gets in neither: the cookie stays with this site (SameSite), and
neither a foreign origin nor a foreign name for this machine (DNS rebinding) is let through.

Cookies are shared between the ports of a machine: another program that listens on one gets ours from the browser. So
the form itself is opened only to who has a second secret, too. It is told once, to the page that brought the key, which
keeps it where only pages of this very port can read it.
"""

from __future__ import annotations

import ipaddress
import secrets
from typing import NamedTuple

_PLAIN = 80


class Pass(NamedTuple):
    """What is given for the key: the value of the cookie, and the secret that the page keeps."""

    cookie: str
    page: str


class Gate:
    """One key, good once; whoever redeems it gets a pass that is good until a later key is redeemed."""

    def __init__(self, host: str, port: int) -> None:
        self.key = secrets.token_urlsafe(24)
        self.cookie = f"ziping_{port}"  # browsers keep cookies by host alone: each port has a name of its own
        self.address = address(host, port)
        self._host = host.lower()
        self._port = port
        self._used = False
        self._pass = Pass("", "")

    def renew(self) -> str:
        """A new key, good once, for a browser that lost what it had; the pass that was given stays good until then."""
        self.key = secrets.token_urlsafe(24)
        self._used = False
        return self.key

    def knows(self, host: str) -> bool:
        """Whether the Host header is one of this machine's: an address, localhost, or the name asked for, and our port.

        A name that someone else's DNS points to this machine is none of them.
        """
        name, port = _parted(host.lower())
        return port == self._port and (name in ("localhost", self._host) or _is_address(name))

    def is_own(self, host: str, origin: str) -> bool:
        """Whether a page at ``origin`` came from the server that is asked under ``host``."""
        return origin.lower() == f"http://{host.lower()}"

    def redeem(self, key: str) -> Pass | None:
        """The pass for whoever brings the key first; None for a wrong key and a used one."""
        if self._used or not _same(key, self.key):
            return None
        self._used = True
        self._pass = Pass(secrets.token_urlsafe(24), secrets.token_urlsafe(24))
        return self._pass

    def admits(self, value: str) -> bool:
        """Whether ``value`` is the cookie that was given for the key."""
        return bool(self._pass.cookie) and _same(value, self._pass.cookie)

    def is_page(self, value: str) -> bool:
        """Whether ``value`` is the secret that the page was told for the key."""
        return bool(self._pass.page) and _same(value, self._pass.page)


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
