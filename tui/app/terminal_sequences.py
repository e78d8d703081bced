"""Tells keys, pasted text and answers of the terminal apart, before Textual looks at them.

Textual 8.2.8 takes an escape sequence within a pasted text for the end of what it has read, an Esc with a letter right
behind it for one key, and gives a sequence that it does not know to the app letter by letter.
"""

from __future__ import annotations

from typing import Final

from model.patterns import Pattern

ESC: Final = "\x1b"
ESC_KEY: Final = "\ufdd0"
"""What stands for the key Esc in the text that goes on; Unicode keeps it free, so no text has it."""
PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"

# What Textual knows: keys, the mouse, the focus, pasted text, and the answers that it asks for.
_NUMBER: Final = "[0-9]{1,6}"
_MODIFIER: Final = "[0-9]{1,2}(?::[0-9])?"
_KNOWN: Final = Pattern(
    rf"\x1b(?:\[(?:(?:1;{_MODIFIER})?[A-FHPQRS]|5[A-D]|[GIOZa-d]|\[[A-E]|1;[5-8][p-y]"
    rf"|(?:[1-8]|1[1-57-9]|2[0134])(?:;{_MODIFIER})?~|(?:2[5689]|3[1-4]|6[23]|20[01])~|(?:[35-8]|1[1-57-9]|2[01345689]|3[1-4])\^|2[34]@|(?:[378]|2[34])\$"
    rf"|{_NUMBER}(?:[:;](?:{_NUMBER})?)*u|{_NUMBER};{_NUMBER}R|\?{_NUMBER};[0-9]\$y|48(?:;[0-9:]+){{4}}t"
    r"|<[0-9;-]+[Mm]|M[^\x1b]{3})|O[A-DFHMP-Sa-dj-km-y])"
)
_ANSWER: Final = r"(?:\][0-9]{1,4};|P[>!01]|_G)[^\x07\x1b]{0,256}"
# An Esc and ^ or X behind it may be keys: only with its end is it a message.
_MESSAGE: Final = r"[_^X][^\x07\x1b]{0,256}\x1b\\"
_STRANGE: Final = Pattern(rf"\x1b(?:\[[0-?]*[ -/]*[@-~]|{_ANSWER}(?:\x07|\x1b\\)|{_MESSAGE})")
_BEGUN: Final = Pattern(rf"\x1b(?:\[(?:[0-?]*[ -/]*|\[|M[^\x1b]{{0,2}})|O|\][0-9]{{0,4}}|[P_]|{_ANSWER}\x1b?)?")
_UNWANTED: Final = Pattern(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0]")


class TerminalSequences:
    """Takes what a terminal sends, in whatever parts, and gives back what Textual is to see of it.

    ``pasting``: the end of a pasted text is still to come. ``waiting``: what came last may be the beginning of a
    sequence, and is held back.
    """

    def __init__(self) -> None:
        self.pasting = False
        self._held = ""

    @property
    def waiting(self) -> bool:
        """Whether something is held back."""
        return bool(self._held)

    def take(self, text: str) -> str:
        """What goes on of ``text``: Esc as ``ESC_KEY``, no unknown sequence, no control character in pasted text."""
        text, self._held = self._held + text, ""
        found: list[str] = []
        at = 0
        while at < len(text):
            at = (self._pasted if self.pasting else self._typed)(text, at, found)
        return "".join(found)

    def give_up(self) -> str:
        """No more comes of what is held back: it was the key Esc, and what was typed behind it."""
        held, self._held = self._held, ""
        if self.pasting or len(held) > 2:  # an answer that was cut off
            return ""
        return held.replace(ESC, ESC_KEY)

    def end_paste(self) -> str:
        """The end of the pasted text does not come: what was pasted so far is all of it."""
        self.pasting, self._held = False, ""
        return PASTE_END

    def _typed(self, text: str, at: int, found: list[str]) -> int:
        """Put what goes on into ``found``, from ``at`` to the next sequence and over it; returns where that ends."""
        start = text.find(ESC, at)
        found.append(text[at : start if start >= 0 else None].replace(ESC_KEY, ""))
        if start < 0:
            return len(text)
        if known := _KNOWN.match(text, start):
            found.append(known[0])
            self.pasting = known[0] == PASTE
            return known.end()
        if _BEGUN.fullmatch(text, start):
            self._held = text[start:]
            return len(text)
        if strange := _STRANGE.match(text, start):
            return strange.end()
        found.append(ESC_KEY)
        return start + 1

    def _pasted(self, text: str, at: int, found: list[str]) -> int:
        """As ``_typed``, of pasted text."""
        end = text.find(PASTE_END, at)
        if end >= 0:
            self.pasting = False
            found.append(_UNWANTED.sub("", text[at:end]) + PASTE_END)
            return end + len(PASTE_END)
        last = text.rfind(ESC, at)
        if last >= 0 and _BEGUN.fullmatch(text, last):
            self._held, text = text[last:], text[:last]
        found.append(_UNWANTED.sub("", text[at:]))
        return len(text) + len(self._held)
