"""The version of the program: the package, ``ziping --version``, results and exported files all take it from here."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.2.0"
