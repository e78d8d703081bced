"""The outline and the standard sentences as a file that a bureau changes: written out, and read back.

Nothing in it is executed. Its size is bounded, and every fault is named with its line and its remedy.
"""

from __future__ import annotations

from pathlib import Path

from exporters.output import Saved, save
from exporters.wording.standard import annotated, standard
from exporters.wording.wording_blocks import Wording
from exporters.wording.wording_reader import WordingError, read
from model.drafts.draft import read_bytes

MAX_BYTES = 1024 * 1024


def write(out: Path) -> Saved:
    """Write the standard wording as a file to be changed. Raises ExportError."""
    return save(out, annotated().encode(), kind="wording")


def load(path: Path) -> Wording:
    """The wording in the file ``path``. Raises WordingError with every fault, DraftError where it cannot be read."""
    try:
        text = read_bytes(str(path), "提纲和句式（.toml）", MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WordingError(f"{path}：文件不是 UTF-8 编码，请用编辑器另存为 UTF-8 再用") from None
    return loads(text.replace("\r\n", "\n"), str(path))


def loads(text: str, name: str) -> Wording:
    """The wording that ``text`` is; ``name`` is what messages call it. Raises WordingError with every fault.

    What the file does not say of the report as a whole is as in the standard wording.
    """
    return read(text, name, standard())
