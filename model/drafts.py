"""Reads and writes drafts: TOML as the sections declare it; whatever the program does not know is kept and reported.

Reading takes tomllib only. Every number arrives here as the text that stands in the file, so that a figure is read by
the same rules whether a file or the keyboard brings it.
"""

from __future__ import annotations

import datetime
import os
import stat
import tomllib
from typing import TYPE_CHECKING, Any, Final

from model.errors import ZipingError
from model.fields import NO, YES, Date, Flag, Number, Rows, Year
from model.report import Cell, Node, Report, RowList

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from model.edits import Document
    from model.report import Content

SCHEMA: Final = 1
MAX_BYTES: Final = 4 * 1024 * 1024
MAX_ROWS: Final = 2000


class DraftError(ZipingError):
    """The draft cannot be read; ``problems`` are the sentences, one for each thing to mend."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class NoFileError(DraftError):
    """There is no file of that name."""


class Literal(str):
    """A bare number of the file, as the text that stands there."""

    __slots__ = ()


class Base:
    """What the file says: the texts of the cells, and the rows of the lists in the order of the file."""

    def __init__(self) -> None:
        self.values: dict[Cell, str] = {}
        self.lists: dict[RowList, list[Node]] = {}

    def take(self, node: Node) -> None:
        """From now on the file says what is in ``node``."""
        for part in node.parts.values():
            if isinstance(part, Cell):
                if part.raw:
                    self.values[part] = part.raw
            elif isinstance(part, Node):
                self.take(part)
            else:
                self.lists[part] = list(part.rows)
                for row in part.rows:
                    self.take(row)


class Draft:
    """A draft on disk: the report, the text it was read from, and what the program could not place.

    ``problems`` are sentences with line and remedy; ``notices`` are harmless. ``newline`` and ``bom``
    are as found, to be kept. ``base`` is what ``text`` says, ``data`` the bytes of the file, None where there is none.
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
        self.base = Base()
        self.document: Document | None = None


def load(path: Path) -> Draft:
    """The draft at ``path``. Raises DraftError when there is none to show at all; lesser faults are ``problems``."""
    draft = load_named(str(path))
    draft.path = path
    return draft


def load_named(path: str) -> Draft:
    """The draft in the file called ``path``, to look at but not to save: a check does without pathlib's import."""
    data = read_bytes(path)
    notices = []
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data[3:].decode() if bom else data.decode()
    except UnicodeDecodeError as error:
        try:
            text = data.decode("gb18030")
            notices.append(f"{path}：文件是 GB18030 编码，已读入；保存时改为 UTF-8")
        except UnicodeDecodeError:
            line = data.count(b"\n", 0, error.start) + 1
            raise DraftError(f"{path} 第{line}行：文件不是 UTF-8 编码，请用编辑器另存为 UTF-8 再打开") from None
    newline = "\r\n" if "\r\n" in text else "\n"
    draft = parse(text, path)
    draft.newline, draft.bom, draft.data = newline, bom, data
    draft.notices += notices
    return draft


def read_bytes(path: str) -> bytes:
    """The content of the file called ``path``. Raises NoFileError, or DraftError when it cannot be a draft."""
    try:
        # What is no file (a pipe, a device) would let us wait for ever: it is refused before it is opened.
        kind = os.stat(path).st_mode
        if stat.S_ISDIR(kind):
            raise DraftError(f"{path}：这是文件夹，请指定其中的 .toml 草稿")
        if not stat.S_ISREG(kind):
            raise DraftError(f"{path}：这不是普通文件（是设备或管道），请指定 .toml 草稿")
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise NoFileError(f"{path}：没有这个文件，请检查路径；新建请用 ziping new {path}") from None
    except PermissionError:
        raise DraftError(f"{path}：没有读取权限，请向文件所有者要权限或复制一份再打开") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise DraftError(f"{path}：读不了这个文件（{why}），请检查路径、磁盘或网络盘") from None
    if len(data) > MAX_BYTES:
        raise DraftError(f"{path}：文件超过 {MAX_BYTES // 1024 // 1024} MB，不像是草稿，请检查是否选错了文件")
    return data


def parse(text: str, name: str = "") -> Draft:
    """The draft that ``text`` is; ``name`` is what messages call it. Raises DraftError when it is not TOML."""
    draft = Draft(Report(), None, text)
    reader = _Reader(draft, f"{name} " if name else "")
    reader.read()
    draft.base.take(draft.report.root)
    draft.report.bind()
    reader.check_cells()
    return draft


def content(text: str) -> Content:
    """What is typed in the draft that ``text`` is, faults or not. Raises DraftError when it is not TOML."""
    draft = Draft(Report(), None, text)
    _Reader(draft, "").read()
    return draft.report.root.content()


def _tree(text: str, place: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Literal)
    except tomllib.TOMLDecodeError as error:
        raise DraftError(place + _syntax(str(error))) from None
    except RecursionError:
        raise DraftError(f"{place.rstrip()}：括号嵌套太深，不是草稿，请检查是否选错了文件") from None
    except ValueError:
        raise DraftError(f"{place.rstrip()}：有一个数的位数太多，读不了，请找到它并改正") from None


_SYNTAX: Final = (
    ("Expected '=' after a key", "键后面要有等号，如 total = 87842.29"),
    ("Cannot overwrite a value", "同一个键写了两次，请删去一个"),
    ("Cannot declare", "同一个 [表] 写了两次，请合并成一个"),
    ("Cannot mutate", "这个键与前面的写法冲突，请检查是否写了两次"),
    ("Unterminated string", "引号没有成对，请补上右边的引号"),
    ("Illegal character", "字符串里有换行或不能用的字符，长文字请用三个引号括起来"),
    ("Unescaped '\\'", "反斜杠要写成两个 \\\\"),
    ("Unclosed array", "方括号没有成对"),
    ("Expected ']'", "方括号没有成对"),
    ("Invalid value", "值写错了：文字要加引号，数不带逗号和单位"),
    ("Expected newline or end of document", "一行只能写一项，值后面有多余的内容；数不带逗号和单位，否则加引号"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是 [表]"),
    ("Invalid initial character for a key part", "键名只能用英文字母、数字和下划线"),
    ("Unclosed inline table", "花括号没有成对"),
    ("Invalid date or datetime", "日期写错了，如 2022-12-31"),
)


def _syntax(message: str) -> str:
    """tomllib's message as a sentence with line and remedy."""
    what, _, where = message.rpartition(" (at ")
    place = "文件末尾" if where.startswith("end") else ""
    if not place and where.startswith("line "):
        line, _, column = where.rstrip(")").removeprefix("line ").partition(", column ")
        place = f"第{line}行第{column}列"
    remedy = next((said for start, said in _SYNTAX if start in what), "不符合 TOML 格式，请对照样例修改")
    if place == "文件末尾":
        remedy += "；文件可能不完整，请看是否有上一版"
    return f"{place}：{remedy}"


class _Reader:
    """Puts the values of a parsed file into the cells of a report, and gathers what does not fit."""

    def __init__(self, draft: Draft, place: str) -> None:
        self.draft = draft
        self.place = place

    def problem(self, path: str, sentence: str) -> None:
        line = find_line(self.draft.text, path)
        where = f"第{line}行 {path}" if line else path
        self.draft.problems.append(f"{self.place}{where}：{sentence}")

    def read(self) -> None:
        tree = _tree(self.draft.text, self.place)
        schema = tree.pop("schema", None)
        if schema is None:
            self.problem("schema", f"开头缺 schema = {SCHEMA}，请补上")
        elif type(schema) is not int or schema < 1:
            self.problem("schema", f"版本号应为整数，请写 schema = {SCHEMA}")
        elif schema > SCHEMA:
            raise DraftError(f"{self.place}：草稿是新版程序写的（schema = {schema}），请先升级 ziping 再打开")
        self._node(self.draft.report.root, tree, "")

    def _node(self, node: Node, table: dict[str, Any], path: str) -> None:
        for key, value in table.items():
            where = f"{path}.{key}" if path else key
            part = node.parts.get(key)
            if part is None:
                self.problem(where, f"没有名为 {key[:40]} 的项{_nearest(key, node)}")
            elif isinstance(part, Cell):
                self._cell(part, value, where)
            elif isinstance(part, Node):
                if isinstance(value, dict):
                    self._node(part, value, where)
                else:
                    self.problem(where, f"这里应是表 [{where}]，不是单个值")
            else:
                self._rows(part, value, where)

    def _rows(self, rows: RowList, value: Any, path: str) -> None:
        if not (isinstance(value, list) and all(isinstance(row, dict) for row in value)):
            self.problem(path, f"这里应是若干行，每行以 [[{path}]] 开头")
            return
        if len(value) > MAX_ROWS:
            self.problem(path, f"有 {len(value)} 行，最多 {MAX_ROWS} 行，请检查是否重复粘贴")
            return
        for index, table in enumerate(value):
            row = Node(rows.element.record, rows.element, rows.node, index)
            rows.rows.append(row)
            self._node(row, table, f"{path}.{index}")

    def _cell(self, cell: Cell, value: Any, path: str) -> None:
        field = cell.field
        if isinstance(value, bool):
            if isinstance(field, Flag):
                cell.raw = YES if value else NO
                return
        elif isinstance(value, Literal) or (isinstance(value, int) and isinstance(field, Number | Year)):
            if isinstance(field, Number | Year):
                cell.raw = str(value) if isinstance(value, str) or abs(value) < 10**20 else "9" * 21
                return
        elif isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            if isinstance(field, Date):
                cell.raw = value.isoformat()
                return
        elif isinstance(value, str):
            cell.raw = value.removesuffix("\n") if field.multiline else value
            return
        self.problem(path, f"{cell.field.label}应是{_wanted(field)}，这里写的是{_kind(value)}")

    def check_cells(self) -> None:
        """Report what cannot be read, and rows of one list that bear the same name."""
        for cell in self.draft.report.root.cells():
            if cell.error:
                self.problem(cell.path, cell.error)
        for first, again in duplicates(self.draft.report):
            name = again.cell(_unique(again)).raw
            self.problem(
                again.path, f"与第{first.index + 1}行重复，都是“{name[:30]}”，请合并或改名（第{again.index + 1}行）"
            )


def duplicates(report: Report) -> Iterator[tuple[Node, Node]]:
    """The pairs of rows of one list that have the same name where names must differ: the first, and the one again."""
    for node in report.root.nodes():
        for group in node.record.groups:
            part = node.parts[group]
            if isinstance(part, RowList) and part.element.unique:
                seen: dict[str, Node] = {}
                for row in part.rows:
                    name = row.cell(part.element.unique).raw.strip()
                    if name and seen.setdefault(name, row) is not row:
                        yield seen[name], row


def _unique(row: Node) -> str:
    assert isinstance(row.element, Rows)
    return row.element.unique


def _wanted(field: object) -> str:
    if isinstance(field, Number):
        return f"数，如 {field.label} = 12.5 写作 {field.name} = 12.5"
    if isinstance(field, Flag):
        return f"是或否，写作 {field.name} = true 或 false"
    if isinstance(field, Year):
        return f"年度，写作 {field.name} = 2022"
    if isinstance(field, Date):
        return f"日期，写作 {field.name} = 2022-12-31"
    return '文字，要加引号："…"'


def _kind(value: Any) -> str:
    kinds = (
        (bool, "真假值"),
        (Literal, "数"),
        (int, "数"),
        (str, "文字"),
        (list, "列表"),
        (dict, "表"),
        (datetime.date, "日期"),
        (datetime.time, "时间"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "别的")


def _nearest(key: str, node: Node) -> str:
    import difflib

    near = difflib.get_close_matches(key, node.parts, 1, 0.6)
    return f"，是不是 {near[0]}？改过来或删去" if near else "，请删去或对照样例改名"


def find_line(text: str, path: str) -> int:
    """The line, from 1, where the value at ``path`` stands in a draft's text; 0 when it is not found.

    Only used for messages: tomllib tells no places of what it has read.
    """
    import re

    header = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
    assignment = re.compile(r"\s*([A-Za-z0-9_\-.\"']+|\"[^\"]*\")\s*=")
    counts: dict[str, int] = {}
    prefix = ""
    best = 0
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if fence:
            if fence in line:
                fence = ""
            continue
        found = header.match(line)
        if found:
            prefix = _address(found[2], found[1] == "[[", counts)
            if path == prefix or path.startswith(prefix + "."):
                best = number
            continue
        key = assignment.match(line)
        if key:
            where = ".".join(filter(None, (prefix, key[1].strip("\"'"))))
            if where == path or path.startswith(where + "."):
                return number
        for mark in ('"""', "'''"):
            if line.count(mark) % 2:
                fence = mark
    return best


def _address(name: str, is_row: bool, counts: dict[str, int]) -> str:
    """The path with row numbers that a table header stands for, given how often each list was seen."""
    path = ""
    plain = ""
    steps = [step.strip().strip("\"'") for step in name.split(".")]
    for step in steps:
        plain = f"{plain}.{step}" if plain else step
        path = f"{path}.{step}" if path else step
        if plain == ".".join(steps) and is_row:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}.{counts[path]}"
    return path
