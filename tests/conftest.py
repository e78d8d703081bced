"""No test uses the folders of who runs it, none fails because the machine is slow, and the longest begin first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


WINDOWS_HOME: Final = "WIN_PD_OVERRIDE_LOCAL_APPDATA"
"""What platformdirs asks on Windows before the user's own folder, where all three of the others are one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin first: at the end all workers but one would wait for them."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", WINDOWS_HOME):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder's parent for one test; journals that others left do not lie there."""
    home = tmp_path / "data"
    for name in ("XDG_DATA_HOME", WINDOWS_HOME):
        monkeypatch.setenv(name, str(home))
    return home
