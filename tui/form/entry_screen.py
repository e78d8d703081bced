"""What the form asks of the screen around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol


class EntryScreen(Protocol):
    """The screen that a form stands on."""

    def follow(self) -> None:
        """What is shown around the form is to follow it."""

    def follow_keys(self) -> None:
        """The keys of the moment are to follow it."""

    def say(self, text: str, severity: str = "info") -> None:
        """Show a message, until the next key."""

    def left_over(self, lines: Sequence[str], what: str = "", amiss: Sequence[str] = (), why: str = "") -> None:
        """Keep ``lines``, ``what`` of a paste had no place, and show those that no message has room for.

        What was ``amiss`` in the paste is shown in any case, and ``why`` nothing of it was taken.
        """

    def ask(self, question: str, answers: Sequence[tuple[str, str]], then: Callable[[int | None], object]) -> None:
        """Ask ``question``; ``then`` is given the number of the answer, None for none."""

    def ask_figure(self, put: Callable[[str], object]) -> None:
        """Ask which figure is to be quoted; ``put`` is given what goes into the text, the brace typed included."""
