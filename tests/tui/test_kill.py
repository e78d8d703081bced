"""A short form of ``python -m tests.tools.kill``."""

from __future__ import annotations

import os

import pytest

from tests.tools.kill import many


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
def test_what_was_typed_survives_being_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    found = many(10, 1000)
    assert [killed.fault for killed in found] == [""] * 10
    assert sum(killed.back for killed in found) > 50
