"""Chinese or English: the help follows the locale, and is Chinese wherever that does not ask for English."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TypeAlias

Said: TypeAlias = tuple[str, str]
"""One text in Chinese and in English."""

_NONE = ("", "C", "POSIX")


def english(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the locale asks for English: LC_ALL before LC_MESSAGES before LANG, and LANGUAGE before them all.

    The "C" of a machine where nobody chose a language, C.UTF-8 among it, asks for nothing.
    """
    chosen = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if chosen not in _NONE or not chosen:
        # As gettext has it, a locale set to C silences LANGUAGE.
        chosen = next(filter(None, environment.get("LANGUAGE", "").split(":")), chosen)
    return chosen.replace("-", "_").partition("_")[0].lower() == "en"


def pick(said: Said) -> str:
    """``said`` in the language of the locale."""
    return said[english()]
