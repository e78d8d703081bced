"""Programs that some tests need beside Python."""

from __future__ import annotations

import os
import shutil

import pytest


def require(*tools: str) -> None:
    """Skip the test where a tool is missing; in CI it has to be there."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"not installed here: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
