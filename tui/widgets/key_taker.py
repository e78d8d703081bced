"""Who takes keys: widgets that are done with a key before the next one is looked at.

Textual puts a key into the queue of the widget that has the focus when the key arrives, and does what the key is bound
to only when it has come back from there. What is typed quickly behind an Enter, or into a window that a key has just
called for, would go to where the focus was before (Textual's issue 1199 tells of the same seam). So the app hands keys
to the widget itself, one after another.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol, runtime_checkable

from textual import events
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.widget import Widget


@runtime_checkable
class KeyTaker(Protocol):
    """A widget that takes keys and pasted text while it has the focus."""

    async def take_key(self, event: events.Key) -> None:
        """A key was pressed; all that comes of it is done when this returns."""

    async def take_paste(self, text: str) -> None:
        """``text`` was pasted."""


async def run_bound(widget: Widget, key: str, *, priority: bool = False) -> bool:
    """Do what ``key`` is bound to while ``widget`` has the focus; returns whether it did anything.

    ``priority``: only what goes before the keys of the widget itself.
    """
    bound = widget.screen.active_bindings.get(key)
    if bound is None or not bound.enabled or (priority and not bound.binding.priority):
        return False
    return await widget.app.run_action(bound.binding.action, bound.node)


async def run_own(widget: Widget, key: str) -> bool:
    """Do what ``key`` is bound to in ``widget`` itself, which need not have the focus; returns whether it did."""
    for binding in _bindings_of(type(widget)).get(key, ()):
        if await widget.app.run_action(binding.action, widget):
            return True
    return False


@cache
def _bindings_of(kind: type[Widget]) -> Mapping[str, list[Binding]]:
    """The bindings of a class and of those that it is made from, by key."""
    found: dict[str, list[Binding]] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, DOMNode):
            found |= BindingsMap(vars(base).get("BINDINGS", ())).key_to_bindings
    return found
