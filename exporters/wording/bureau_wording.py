"""The outline and the standard sentences as a file that a bureau changes: written out, and read back.

Nothing in it is executed. Its size is bounded, and every fault is named with its line and its remedy.
"""

from __future__ import annotations

from pathlib import Path

from exporters.output import Saved, save
from exporters.wording.standard import annotated, standard
from exporters.wording.wording_blocks import Wording
from exporters.wording.wording_reader import WordingError, read
from model.files.kinds import is_special

MAX_BYTES = 512 * 1024


def write(out: Path) -> Saved:
    """Write the standard wording as a file to be changed. Raises ExportError."""
    return save(out, annotated().encode())


def load(path: Path) -> Wording:
    """The wording in the file ``path``. Raises WordingError with every fault."""
    try:
        if is_special(path):
            raise WordingError(f"{path}：这不是普通文件（是设备或管道），请换一个文件")
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise WordingError(f"{path}：没有这个文件，请检查路径；写出一份请用 ziping wording {path}") from None
    except UnicodeDecodeError:
        raise WordingError(f"{path}：文件不是 UTF-8 编码，请用编辑器另存为 UTF-8 再用") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise WordingError(f"{path}：读不了这个文件（{why}），请换一个文件") from None
    if len(data) > MAX_BYTES:
        raise WordingError(f"{path}：文件超过 {MAX_BYTES // 1024} KB，不像是提纲和句式，请检查是否选错了文件")
    return loads(text.replace("\r\n", "\n"), str(path))


def loads(text: str, name: str) -> Wording:
    """The wording that ``text`` is; ``name`` is what messages call it. Raises WordingError with every fault.

    What the file does not say of the report as a whole is as in the standard wording.
    """
    return read(text, name, standard())
