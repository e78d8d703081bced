"""The outline and the standard sentences as a file that a bureau can change, written and read back.

Nothing in it is executed; sizes are bounded, and every fault is named with its line and its remedy.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from exporters.output import Saved, save
from exporters.wording import sentences as phrases
from exporters.wording.blocks import Say, Section, Sheet, Wording
from exporters.wording.check import check
from exporters.wording.standard import STANDARD
from model.errors import ZipingError
from model.schema.fields import Group, Rows
from model.schema.fields import Section as Table
from model.schema.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1
MAX_BYTES = 512 * 1024
MAX_SECTIONS = 60
_TOP = ("format", "title", "section", "annex")
_KEYS = {"section": ("key", "heading", "text"), "annex": ("key", "mark", "heading", "landscape", "each", "text")}


class WordingError(ZipingError):
    """The wording file cannot be used; one sentence a fault, with file, line and remedy."""


def write(out: Path) -> Saved:
    """Write the standard wording as a file to be changed. Raises ExportError and OutputRefusedError."""
    return save(out, dumps(STANDARD).encode())


def load(path: Path) -> Wording:
    """The wording in the file ``path``. Raises WordingError with every fault."""
    try:
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
        raise WordingError(f"{path}：文件超过 {MAX_BYTES // 1024} KB，不像是提纲和套话，请检查是否选错了文件")
    return loads(text.replace("\r\n", "\n"), str(path))


def dumps(wording: Wording) -> str:
    """``wording`` as TOML, with an explanation and the names that can be used."""
    parts = [_HELP, f"format = {FORMAT}", f"title = {_quoted(wording.title)}", ""]
    for section in wording.sections:
        parts += [*_named(section.key), "[[section]]"]
        parts += [f"key = {_quoted(section.key)}"] if section.key else []
        parts += [f"heading = {_quoted(section.heading)}", *_text(section)]
    for sheet in wording.annexes:
        parts += [*_named(sheet.key), "[[annex]]", f"key = {_quoted(sheet.key)}", f"mark = {_quoted(sheet.mark)}"]
        parts += [f"heading = {_quoted(sheet.heading)}"]
        parts += ["landscape = true"] if sheet.landscape else []
        parts += [f"each = {_quoted(sheet.each)}"] if sheet.each else []
        parts += _text(sheet)
    return "\n".join(parts)


def loads(text: str, name: str) -> Wording:
    """The wording that ``text`` is; ``name`` is what messages call it. Raises WordingError with every fault."""
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise WordingError(f"{name}：不符合 TOML 格式（{error}），请对照 ziping wording 写出的文件修改") from None
    reader = _Reader(text, name)
    wording = reader.read(tree)
    if reader.faults:
        raise WordingError("\n".join(dict.fromkeys(reader.faults)))
    return wording


class _Reader:
    """Turns the tables of the file into sections and sheets, and gathers what does not fit."""

    def __init__(self, text: str, name: str) -> None:
        from model.drafts.layout import lines

        self.text = text.split("\n")
        self.name = name
        self.lines = lines(text)
        self.faults: list[str] = []
        self.seen: set[str] = set()

    def fault(self, sentence: str, *address: str | int, below: int = 0) -> None:
        line = self.lines.get(address, self.lines.get(address[:2], 0))
        if below and line:
            opened = self.text[line - 1].rstrip().endswith(("'''", '"""'))
            line += below if opened else below - 1
        where = ".".join(str(step + 1) if isinstance(step, int) else step for step in address)
        self.faults.append(
            f"{self.name} 第{line}行 {where}：{sentence}" if line else f"{self.name} {where}：{sentence}"
        )

    def read(self, tree: dict[str, Any]) -> Wording:
        for key in tree:
            if key not in _TOP:
                self.fault(f"没有名为 {key[:40]} 的项{_nearest(key, _TOP)}", key)
        if tree.get("format") != FORMAT:
            self.fault(f"开头要有 format = {FORMAT}；文件若由新版程序写出，请先升级 ziping", "format")
        title = tree.get("title", STANDARD.title)
        if not isinstance(title, str) or not title.strip():
            self.fault("标题要写成文字，如 title = '部门整体支出绩效自评报告'", "title")
            title = ""
        sections = [self.section(index, table) for index, table in self.tables(tree, "section")]
        annexes = [self.sheet(index, table) for index, table in self.tables(tree, "annex")]
        if not sections and not self.faults:
            self.fault("至少要有一个 [[section]]", "section")
        return Wording(title.strip(), tuple(sections), tuple(annexes))

    def tables(self, tree: dict[str, Any], kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
        found = tree.get(kind, [])
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            self.fault(f"这里应是若干部分，每部分以 [[{kind}]] 开头", kind)
        elif len(found) > MAX_SECTIONS:
            self.fault(f"有 {len(found)} 个部分，最多 {MAX_SECTIONS} 个", kind)
        else:
            for index, table in enumerate(found):
                for key, value in table.items():
                    if key not in _KEYS[kind]:
                        self.fault(f"没有名为 {key[:40]} 的项{_nearest(key, _KEYS[kind])}", kind, index, key)
                    elif not isinstance(value, bool if key == "landscape" else str):
                        kind_of = "true 或 false" if key == "landscape" else "加引号的文字"
                        self.fault(f"{key} 要写成{kind_of}", kind, index, key)
                # What has a wrong type was said already: anything will do in its place.
                yield index, {key: value if isinstance(value, str | bool) else "？" for key, value in table.items()}

    def section(self, index: int, table: dict[str, Any]) -> Section:
        key = self.key(table, "section", index)
        return Section(key, self.heading(table, "section", index), self.blocks(table, "section", index, key))

    def sheet(self, index: int, table: dict[str, Any]) -> Sheet:
        key, each = self.key(table, "annex", index), str(table.get("each", ""))
        if not key and "key" not in table:
            self.fault("附表要写 key，说明取自草稿的哪个表", "annex", index)
        if key and each and not _lists(key, each):
            self.fault(f"{key} 里没有名为 {each} 的列表", "annex", index, "each")
            each = key = ""
        parts = self.blocks(table, "annex", index, key, each)
        mark = str(table.get("mark", ""))
        heading = self.heading(table, "annex", index)
        for what in check((Say(heading),), key, each) if key else ():
            self.fault(what, "annex", index, "heading")
        return Sheet(key, mark, heading, parts, bool(table.get("landscape")), each)

    def key(self, table: dict[str, Any], kind: str, index: int) -> str:
        key = str(table.get("key", ""))
        known = [name for name in _tables() if _is_annex(name) == (kind == "annex")]
        if key and key not in known:
            self.fault(f"草稿里没有名为 {key[:40]} 的部分{_nearest(key, known)}", kind, index, "key")
            return ""
        if key and key in self.seen:
            self.fault(f"{key} 写了两次，请删去一处", kind, index, "key")
        self.seen.add(key)
        return key

    def heading(self, table: dict[str, Any], kind: str, index: int) -> str:
        heading = str(table.get("heading", "")).strip()
        if not heading or "\n" in heading:
            self.fault("每个部分要有一行标题，如 heading = '部门概况'", kind, index)
        return heading

    def blocks(self, table: dict[str, Any], kind: str, index: int, key: str, each: str = "") -> tuple[Any, ...]:
        parts, faults = phrases.read(str(table.get("text", "")))
        for fault in faults:
            self.fault(fault.what, kind, index, "text", below=fault.line)
        if not key and table.get("key"):
            return parts  # what cannot be looked up was said already
        lines = str(table.get("text", "")).split("\n")
        for line, block in phrases.placed("\n".join(lines)) if not faults else ():
            for what in check((block,), key, each):
                self.fault(what, kind, index, "text", below=_line_of(what, lines, line))
        return parts


def _line_of(what: str, lines: list[str], first: int) -> int:
    """The line, from ``first`` on, where the name stands that ``what`` quotes; ``first`` where none does."""
    _, _, quoted = what.partition("“")
    name = quoted.partition("”")[0]
    return next((number for number, line in enumerate(lines[first - 1 :], first) if name and name in line), first)


def _tables() -> dict[str, Table]:
    return {part.name: part for part in Outline.elements if isinstance(part, Table)}


def _is_annex(name: str) -> bool:
    return any(part.name == "included" for part in _tables()[name].record.elements)


def _lists(key: str, each: str) -> bool:
    return any(isinstance(part, Rows) and part.name == each for part in _tables()[key].record.elements)


def _nearest(key: str, known: tuple[str, ...] | list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, known, 1, 0.5)
    return f"，是不是 {near[0]}？" if near else f"，可用的是 {'、'.join(known)}"


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def _text(part: Section | Sheet) -> list[str]:
    return ["text = '''", *phrases.written(part.blocks), "'''", ""]


def _named(key: str) -> Iterator[str]:
    """A comment with the names that can be used in the part ``key``."""
    if key:
        yield f"# 可用的名称：{'、'.join(_labelled(_tables()[key]))}"


def _labelled(group: Group, before: str = "") -> Iterator[str]:
    for part in group.record.elements:
        if isinstance(part, Rows):
            inner = "、".join(_labelled(part))
            yield f"{before}{part.name} {part.label}（逐项：{inner}）"
        elif isinstance(part, Group):
            yield from _labelled(part, f"{before}{part.name}.")
        else:
            yield f"{before}{part.name} {part.label}"


_HELP = """\
# 提纲和套话：报告有哪些部分、按什么顺序、叫什么标题、说什么话，都在这里。
# 改好后：ziping export 草稿.toml -o 报告.docx --wording 本文件
#
# 调换 [[section]] 的先后就是调换报告各部分的先后；删去一个，报告就没有这一部分；序号自动重排。
# 另加一个没有 key 的 [[section]]，text 里写的话原样成为报告的一个部分。
#
# text 一行一段：
#   ## 标题、### 标题、#### 标题      （一）、1.、（1）各级标题
#   @文 duties                       填写的文字；名称后面的话放在最前面
#   @逐项 funds                      下面缩进的各行，列表里每一行说一遍
#   @若 none = 是    @否则             按所选的说下面缩进的各行；数写“无”的：@若 actual = 无
#   @组 scale    @组或缺 goals        下面缩进的各行说的是这一组；“或缺”：没有填就不说
#   @表 万元 标题｜列名｜列名            表格，没有单位写 -；下面缩进写 @行 {name}｜{amount}
#   其他                             一段话
# 话里：
#   {total}                          填写的数（带单位）或文字
#   {change:增加|减少|持平}            按正负选词，后面是不带符号的数；第三个词为零时用，空着则方括号里不说
#   {items/、: {name}{amount}}        列表逐项，用“/”与“:”之间的“、”隔开
#   [，较上年{change}]                 里面有一项没有填，方括号里的整段就不说
#   [有{a}|有{b}|都没有]                依次选第一个各项都填了的说法
#   [其中：[{a}][{b}]]                里面的方括号都不说，外面的也不说
#   {@year} {@last} {@self}          报告年度、上一年、单位自称
#   {@nth:是}                         一是、二是、三是……：按说出来的项编号，只说一项的不编号
"""
