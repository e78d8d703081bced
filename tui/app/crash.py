"""What is left behind when the program breaks: a report of where, without a word of the draft."""

from __future__ import annotations

import platform
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from model.files.atomic import replace_file
from model.files.companions import data_folder, make_private
from model.version import VERSION

FORM: Final = "填写的内容已记下，重新打开草稿就可以找回"
COMMAND: Final = "命令没有做完"


def report(error: BaseException, state: str) -> str:
    """Write the report; returns the sentence for the clerk: where it lies, and the ``state`` that things are in."""
    try:
        path = _write("\n".join(_lines(error)) + "\n")
    except OSError:
        return f"程序出错，已经退出（{type(error).__name__}）；{state}"
    return f"程序出错，已经退出；{state}。出错的位置记在 {path}，里面没有草稿的内容，请发给开发者"


def _write(text: str) -> Path:
    path = make_private(data_folder("reports")) / time.strftime("%Y%m%d-%H%M%S.txt")
    replace_file(path, text.encode("utf-8", "backslashreplace"), mode=0o600)
    return path


def _lines(error: BaseException | None) -> Iterator[str]:
    """Versions, and for each error its kind and the places in the program: messages and values can quote the draft."""
    from importlib.metadata import version  # some 20 modules, which no start without a crash waits for

    yield f"ziping {VERSION}, textual {version('textual')}, python {platform.python_version()}"
    yield platform.platform()
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield ""
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        for frame in traceback.extract_tb(error.__traceback__)[-60:]:
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
            yield f"    {frame.line or ''}"
        error = error.__cause__ or error.__context__
