"""What journals were left lying: put aside as unusable, unreadable now, or of a draft whose file is gone."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from model.files.companions import ASIDE, data_folder
from model.safekeeping.journal import fallbacks, places
from model.safekeeping.journal_reading import JournalError, read
from model.text import shown


def leftovers(path: Path) -> list[str]:
    """Sentences on the journals of the draft at ``path``, which need not exist; nothing is changed or put aside.

    Those of programs that still run are not told: they are in use.
    """
    return _told([*places(path), *fallbacks(path)])


def all_leftovers(paths: Iterable[Path]) -> list[str]:
    """The same for several drafts and for what never had a file: only what opening a draft does not offer by itself."""
    here = [place for path in paths for place in [*places(path), *fallbacks(path)]]
    told = _told([*here, *fallbacks(None)], offered=False)
    folder = data_folder("journals")
    with contextlib.suppress(OSError):
        known = {place.name for place in here}
        others = sorted(name for name in os.listdir(folder) if ASIDE in name)
        told += [_kept(folder / name) for name in others if name.partition(ASIDE)[0] not in known]
    return list(dict.fromkeys(told))


def _told(candidates: list[Path], *, offered: bool = True) -> list[str]:
    told = []
    for place in candidates:
        if os.path.lexists(place):
            try:
                process = read(place).header.process
                if offered and (process.is_this or not process.runs):
                    told.append(f"有没保存的内容，打开草稿时可以找回：{shown(str(place))}")
            except JournalError as error:
                if error.unbegun:
                    continue
                told.append(f"未保存内容的日志{error}：{shown(str(place))}")
        told += [_kept(place.with_name(name)) for name in _aside(place)]
    return told


def _aside(place: Path) -> list[str]:
    with contextlib.suppress(OSError):
        start = f"{place.name}{ASIDE}"
        return sorted(name for name in os.listdir(place.parent) if name.startswith(start))
    return []


def _kept(place: Path) -> str:
    return f"没有采用的日志另外留着，可以看过再删：{shown(str(place))}"
