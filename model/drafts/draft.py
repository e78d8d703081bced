"""Reads drafts: TOML files as the sections declare them. Unknown keys are kept in the file and reported.

Numbers are read as the text in the file. So a figure from a file and a typed figure are read by the same rules.
"""

from __future__ import annotations

import os
import threading
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from model.drafts.layout import Address, address_of, line_of, lines
from model.drafts.no_draft import why_no_draft
from model.drafts.snapshot import Snapshot, snapshot
from model.drafts.toml_values import Literal, kind, typed, wanted
from model.errors import ZipingError
from model.files.kinds import is_special
from model.files.standard_input import MARK, piped
from model.files.unwritten import reason
from model.patterns import Pattern
from model.report.edits import MAX_ROWS
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.text import nearest, shortened, shown

if TYPE_CHECKING:  # tomlkit is read in when a draft is saved, not when it is checked
    from model.drafts.in_place.kept_document import KeptDocument

SCHEMA: Final = 2
DRAFT: Final = " .toml 草稿"
MAX_BYTES: Final = 4 * 1024 * 1024
MAX_TEXT: Final = 100_000
"""Characters of one value or paragraph, some seventy pages.

More is no text of a report, and judging it would hold everything else up.
"""
MAX_ALL_ROWS: Final = 10_000
LARGE: Final = 60_000
"""Characters of a draft from which reading it by tomlkit is felt: another process does it."""
MOST_UNKNOWN: Final = 20
"""So many unknown keys are told one by one."""
# tomllib takes time with the square of the parts of a key; no key of a draft has more than five.
_MOST_PARTS: Final = 100
_DEEP_KEY: Final = Pattern(rf"(?<![^\s.=\[\]{{}}#,])(?:[^\s.=\[\]{{}}#,]+[ \t]*\.[ \t]*){{{_MOST_PARTS}}}")


class DraftError(ZipingError):
    """The draft cannot be read; ``problems`` are the sentences, one for each thing to mend."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(map(shown, problems)))
        self.problems = problems


class NoFileError(DraftError):
    """There is no file of that name."""


class Draft:
    """A draft on disk: the report, the text it was read from, and what the program could not place.

    ``problems`` are sentences with line and remedy; ``notices`` are harmless. ``newline`` and ``bom``
    are as found, to be kept. ``base`` is what ``text`` says, ``data`` the bytes of the file, None where there is none.
    ``document`` is what tomlkit makes of ``text``, None as long as nothing was to be saved.
    """

    def __init__(self, report: Report, path: Path | None = None, text: str = "") -> None:
        self.report = report
        self.path = path
        self.text = text
        self.problems: list[str] = []
        self.notices: list[str] = []
        self.newline = "\n"
        self.bom = False
        self.data: bytes | None = None
        self.base = Snapshot(report.root.record, report.root.number, {}, {}, {})
        self.document: KeptDocument | None = None
        self.lock = threading.Lock()
        """Held while the document is written, so that a thread may do it."""

    @property
    def is_large(self) -> bool:
        """Whether reading its text by tomlkit is felt."""
        return len(self.text) >= LARGE

    def without_problems(self) -> Draft:
        """Itself; raises DraftError with its problems where it has any."""
        if self.problems:
            raise DraftError(*self.problems)
        return self

    def follow(self, other: Draft) -> None:
        """Take the file of ``other`` for one's own: another's version of it, which was merged into the report."""
        self.text, self.data, self.newline, self.bom = other.text, other.data, other.newline, other.bom
        self.base, self.document = snapshot(other.report.root), None


def load(path: Path) -> Draft:
    """The draft at ``path``. Raises DraftError when there is none to show at all; lesser faults are ``problems``."""
    draft = _named(read_bytes(str(path)), str(path))
    draft.path = path
    draft.base = snapshot(draft.report.root)
    return draft


def load_named(path: str) -> Draft:
    """The draft in the file called ``path``, to look at but not to save; "-" is standard input.

    What a save needs is left out, so that a check of many drafts does not pay for it. Raises DraftError as ``load``.
    """
    return _named(piped(MAX_BYTES) if path == MARK else read_bytes(path), path)


def _named(data: bytes, path: str) -> Draft:
    notices = []
    if other := why_no_draft(data, path):
        raise DraftError(f"{path}：{other}")
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data[3:].decode() if bom else data.decode()
    except UnicodeDecodeError as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise DraftError(f"{path} 第1行：文件是 UTF-16 编码，请用编辑器另存为 UTF-8 再打开") from None
        line = data.count(b"\n", 0, error.start) + 1
        # Where Chinese letters of UTF-8 come before the fault it is UTF-8, damaged: no two bytes of GB18030 look so.
        before = data[: error.start].decode("utf-8-sig")
        if max(before, default="") >= "\u0800" or error.reason == "unexpected end of data":
            why = "文件可能被截断或损坏，请从备份恢复"
            raise DraftError(f"{path} 第{line}行：这里不是完整的 UTF-8 文字，{why}") from None
        try:
            text = data.decode("gb18030")
            notices.append(f"{path}：文件是 GB18030 编码，已读入；保存时改为 UTF-8")
        except UnicodeDecodeError:
            raise DraftError(f"{path} 第{line}行：文件不是 UTF-8 编码，请用编辑器另存为 UTF-8 再打开") from None
    newline = "\r\n" if "\r\n" in text else "\n"
    draft = _read(text, path)
    draft.newline, draft.bom, draft.data = newline, bom, data
    draft.notices += notices
    return draft


def read_bytes(path: str, wanted: str = DRAFT, most: int = MAX_BYTES) -> bytes:
    """The content of the file called ``path``, of ``most`` bytes at the most; ``wanted`` is what it should be.

    Raises NoFileError, or DraftError when it cannot be that.
    """
    try:
        if os.path.isdir(path):
            raise DraftError(f"{path}：这是文件夹，请指定其中的{wanted}")
        if is_special(path):
            raise DraftError(f"{path}：这不是普通文件（是设备或管道），请指定{wanted}")
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        new = f"；新建请用 ziping new {path}" if wanted == DRAFT else ""
        raise NoFileError(f"{path}：没有这个文件，请检查路径{new}") from None
    except PermissionError:
        raise DraftError(f"{path}：没有读取权限，请向文件所有者要权限或复制一份再打开") from None
    except (OSError, ValueError) as error:
        raise DraftError(f"{path}：读不了这个文件（{reason(error)}），请检查路径、磁盘或网络盘") from None
    if len(data) > most:
        raise DraftError(f"{path}：文件超过 {most // 1024 // 1024} MB，不像是{wanted}，请检查是否选错了文件")
    return data


def digest(data: bytes) -> str:
    """The SHA-256 of ``data``: what tells one version of a file from another."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def parse(text: str, name: str = "") -> Draft:
    """The draft that ``text`` is; ``name`` is what messages call it. Raises DraftError when it is not TOML."""
    draft = _read(text, name)
    draft.base = snapshot(draft.report.root)
    return draft


def _read(text: str, name: str) -> Draft:
    """The draft that ``text`` is, without the ``base`` that a save needs."""
    draft = Draft(Report(), None, text)
    reader = _DraftReader(draft, f"{name} " if name else "")
    reader.read()
    draft.report.bind()
    reader.check_cells()
    reader.tell()
    return draft


def tree(text: str, place: str = "") -> dict[str, Any]:
    """The tables that ``text`` is. Raises DraftError when it is not TOML, its sentence beginning with ``place``."""
    try:
        if any(line.count(".") >= _MOST_PARTS and _DEEP_KEY.search(line) for line in text.split("\n")):
            raise RecursionError
        return tomllib.loads(text, parse_float=Literal)
    except (ValueError, RecursionError) as error:
        from model.drafts import faults as syntax

        if isinstance(error, RecursionError):
            said = syntax.too_deep(text)
        elif isinstance(error, tomllib.TOMLDecodeError):
            said = syntax.explain(str(error), text)
        else:
            said = syntax.too_long(text)
        raise DraftError(place + said) from None


class _DraftReader:
    """Puts the values of a parsed file into the cells of a report, and gathers what does not fit."""

    def __init__(self, draft: Draft, place: str) -> None:
        self.draft = draft
        self.place = place
        self.faults: list[tuple[Address, str]] = []
        self.row_count = 0
        self.unknown: list[tuple[Address, Node]] = []

    def problem(self, address: Address, sentence: str) -> None:
        self.faults.append((address, sentence))

    def tell(self) -> None:
        """Put the faults among the problems of the draft, in the order of the file."""
        self._tell_unknown()
        if not self.faults:
            return
        try:
            known = lines(self.draft.text)
        except RecursionError:
            known = {}
        told = [(line_of(known, address), _shown(address), sentence) for address, sentence in self.faults]
        for line, where, sentence in sorted(told, key=lambda one: one[0]):
            self.draft.problems.append(f"{self.place}第{line}行 {where}：{sentence}")

    def _tell_unknown(self) -> None:
        """A sentence for each key that nobody knows; a single one for all where there are too many to read."""
        if len(self.unknown) <= MOST_UNKNOWN:
            for where, node in self.unknown:
                key = str(where[-1])
                self.problem(where, f"没有名为 {_shown((key,))} 的项{_nearest(key, node)}")
        else:
            names = "、".join(_shown(where) for where, _ in self.unknown[:3])
            said = f"一共有 {len(self.unknown)} 个不认识的项（{names}……），都会原样留在文件里；请检查是否打开了别的文件"
            self.problem(self.unknown[0][0], said)

    def read(self) -> None:
        table = tree(self.draft.text, self.place)
        schema = table.get("schema")
        if type(schema) is int and 1 <= schema < SCHEMA:
            from model.drafts.migrations import migrated

            self.draft.text = migrated(self.draft.text, schema, SCHEMA)
            self.draft.notices.append(f"{self.place}草稿是旧版格式（{schema}），已升级到 {SCHEMA}；保存时写成新格式")
            table = tree(self.draft.text, self.place)
        if not self.draft.text.strip():
            raise DraftError(f"{self.place}第1行：文件是空的，请用 ziping new 新建草稿，或从备份恢复")
        schema = table.pop("schema", None)
        if schema is None:
            self.problem(("schema",), f"开头缺 schema = {SCHEMA}，请补上")
        elif type(schema) is not int or schema < 1:
            self.problem(("schema",), f"版本号应为整数，请写 schema = {SCHEMA}")
        elif schema > SCHEMA:
            raise DraftError(f"{self.place.rstrip()}：草稿是新版程序写的（schema = {schema}），请先升级 ziping 再打开")
        self._node(self.draft.report.root, table, ())

    def _node(self, node: Node, table: dict[str, Any], address: Address) -> None:
        for key, value in table.items():
            part = node.parts.get(key)
            if isinstance(part, Cell):
                raw = typed(part.field, value)
                if raw is not None and len(raw) <= MAX_TEXT:
                    part.raw = raw
                    continue
            where = (*address, key)
            if isinstance(part, Cell) and isinstance(value, str) and len(value) > MAX_TEXT:
                self.problem(where, f"{part.field.label}有 {len(value)} 字，最多 {MAX_TEXT} 字，没有读入，请缩短")
            elif part is None:
                self.unknown.append((where, node))
            elif isinstance(part, Cell):
                self.problem(where, f"{part.field.label}应是{wanted(part.field)}，这里写的是{kind(value)}")
            elif isinstance(part, RowList):
                self._rows(part, value, where)
            elif isinstance(value, dict):
                self._node(part, value, where)
            else:
                self.problem(where, f"{part.label or key}应是一个表，这里写的是{kind(value)}：请写成 {_header(where)}")

    def _rows(self, rows: RowList, value: Any, address: Address) -> None:
        label = rows.element.label
        if not (isinstance(value, list) and all(isinstance(row, dict) for row in value)):
            self.problem(address, f"{label}是列表，每行请以 [{_header(address)}] 开头，这里写的是{kind(value)}")
            return
        if len(value) > MAX_ROWS:
            self.problem(address, f"{label}有 {len(value)} 行，最多 {MAX_ROWS} 行，请检查是否重复粘贴")
            return
        self.row_count += len(value)
        if self.row_count > MAX_ALL_ROWS:
            self.problem(address, f"各列表一共超过 {MAX_ALL_ROWS} 行，请检查是否重复粘贴")
            return
        for index, table in enumerate(value):
            row = Node(rows.element.record, rows.element, rows.node, index)
            rows.rows.append(row)
            self._node(row, table, (*address, index))

    def check_cells(self) -> None:
        """Report what cannot be read, and rows of one list that bear the same name."""
        for cell in self.draft.report.cells():
            if cell.error:
                self.problem(address_of(cell.path), f"{cell.field.label}{cell.error}")
        for rows in self.draft.report.root.lists():
            for first, again, name in rows.namesakes(rows.titled()):
                which = f"第{again.index + 1}个{rows.element.noun}与第{first.index + 1}个"
                self.problem(address_of(again.path), f"{which}重名，都叫“{name[:30]}”，请合并或改名")


def _shown(address: Address) -> str:
    """An address as a message shows it: on one line and not too long."""
    text = ".".join(map(str, address))
    text = "".join(mark if mark.isprintable() else "?" for mark in text)
    return shortened(text, 80)


def _header(address: Address) -> str:
    """The table header for ``address``."""
    return f"[{'.'.join(step for step in address if isinstance(step, str))}]"


def _nearest(key: str, node: Node) -> str:
    near = nearest(key, node.parts)
    return f"，是不是 {near}？改过来或删去" if near else "，请删去或对照样例改名"
