"""From the text of a wording file to the wording, gathering what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from exporters.wording import block_lines
from exporters.wording.check import check
from exporters.wording.names import tables
from exporters.wording.wording_blocks import AnnexWording, Frame, IfBlock, SectionWording, SentenceBlock, Wording
from model.checks.policy import STANDARD, RulePolicy, read_policy
from model.drafts import draft as drafts
from model.drafts.draft import DraftError
from model.drafts.layout import lines
from model.errors import ZipingError
from model.schema.records import Rows
from model.text import perhaps

FORMAT = 1
MAX_SECTIONS = 60
MOST = 200
"""So many faults are told at once."""
UNIT = "{@unit}"
"""What stands for the unit in the line over a table."""

_TOP = ("format", "title", "frame", "section", "annex", "rules")
_FRAME = tuple(field.name for field in fields(Frame))
_KEYS = {
    "section": ("key", "heading", "text"),
    "annex": ("key", "mark", "heading", "landscape", "each", "when", "text"),
}


class WordingError(ZipingError):
    """The wording file cannot be used; one sentence a fault, with file, line and remedy."""


def read(text: str, name: str, base: Wording | None = None) -> Wording:
    """The wording that ``text`` is; ``name`` is what messages call it. Raises WordingError with every fault.

    What the text does not say of the report as a whole is as in ``base``; without one it must say all.
    """
    try:
        found = drafts.tree(text, f"{name} ")
    except DraftError as error:
        raise WordingError(str(error)) from None
    reader = _WordingReader(text, name, base)
    wording = reader.read(found)
    if reader.faults:
        raise WordingError("\n".join(dict.fromkeys(reader.faults)))
    return wording


class _WordingReader:
    """Turns the tables of the file into sections and sheets, and gathers what does not fit."""

    def __init__(self, text: str, name: str, base: Wording | None) -> None:
        self.text = text.split("\n")
        self.name = name
        self.base = base
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
        if len(self.faults) == MOST:
            raise WordingError("\n".join([*dict.fromkeys(self.faults), f"只看到第 {MOST} 处为止，改好后再试"]))

    def read(self, tree: dict[str, Any]) -> Wording:
        for key in tree:
            if key not in _TOP:
                self.fault(f"没有名为 {key[:40]} 的项{_nearest(key, _TOP)}", key)
        if tree.get("format") != FORMAT:
            self.fault(f"开头要有 format = {FORMAT}；文件若由新版程序写出，请先升级 ziping", "format")
        title = tree.get("title", self.base.title if self.base else "")
        if not isinstance(title, str) or not title.strip():
            self.fault("标题要写成文字，如 title = '绩效自评报告'", "title")
            title = ""
        for what in check((SentenceBlock(title),), ""):
            self.fault(what, "title")
        frame = self.frame(tree.get("frame", {}))
        sections = [self.section(index, table) for index, table in self.tables(tree, "section")]
        annexes = [self.sheet(index, table) for index, table in self.tables(tree, "annex")]
        if not sections and not self.faults:
            if self.base is None or not tree.get("rules") or tree.keys() - {"format", "rules"}:
                self.fault("至少要有一个 [[section]]", "section")
            else:  # a notice on the rules alone changes nothing of the report
                sections, annexes = list(self.base.sections), list(self.base.annexes)
        return Wording(title.strip(), frame, tuple(sections), tuple(annexes), self.rules(tree.get("rules", {})))

    def rules(self, table: object) -> RulePolicy:
        if not isinstance(table, dict):
            self.fault("这里应是若干规则，每条以 [rules.代号] 开头，代号见 ziping rules", "rules")
            return STANDARD
        policy, faults = read_policy(table)
        for fault in faults:
            self.fault(fault.sentence, *fault.address)
        return policy

    def frame(self, table: object) -> Frame:
        if not isinstance(table, dict):
            self.fault("这里应是 [frame] 开头的一个表", "frame")
            table = {}
        for key in table:
            if key not in _FRAME:
                self.fault(f"没有名为 {key[:40]} 的项{_nearest(key, _FRAME)}", "frame", key)
        said: dict[str, str] = {}
        for key in _FRAME:
            template = table.get(key, getattr(self.base.frame, key) if self.base else None)
            said[key] = template if isinstance(template, str) else ""
            if not isinstance(template, str) or "\n" in template:
                self.fault(f"{key} 要写成一行加引号的文字", "frame", key)
            elif key == "unit" and UNIT not in template:
                self.fault(f"unit 里要写 {UNIT}，如 单位：{UNIT}", "frame", key)
            elif key != "unit":
                for what in check((SentenceBlock(template),), ""):
                    self.fault(what, "frame", key)
        return Frame(**said)

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

    def section(self, index: int, table: dict[str, Any]) -> SectionWording:
        key = self.key(table, "section", index)
        return SectionWording(key, self.heading(table, "section", index), self.blocks(table, "section", index, key))

    def sheet(self, index: int, table: dict[str, Any]) -> AnnexWording:
        when = self.when(table, index)
        key, each = self.key(table, "annex", index, again=when is not None), str(table.get("each", ""))
        if not key and "key" not in table:
            self.fault("附表要写 key，说明取自草稿的哪个表", "annex", index)
        if key and each and not _lists(key, each):
            self.fault(f"{key} 里没有名为 {each} 的列表", "annex", index, "each")
            each = key = ""
        parts = self.blocks(table, "annex", index, key, each)
        mark = str(table.get("mark", ""))
        heading = self.heading(table, "annex", index)
        for what in check((SentenceBlock(heading),), key, each) if key else ():
            self.fault(what, "annex", index, "heading")
        return AnnexWording(key, mark, heading, parts, bool(table.get("landscape")), each, when)

    def when(self, table: dict[str, Any], index: int) -> IfBlock | None:
        """The choice by which a sheet is printed, None where it says none."""
        said, key = str(table.get("when", "")), str(table.get("key", ""))
        if not said:
            return None
        parts, faults = block_lines.read(f"@若 {said}")
        known = key in tables() and not faults
        for what in (*[fault.what for fault in faults], *(check(parts, key) if known else ())):
            self.fault(what, "annex", index, "when")
        return next((part for part in parts if isinstance(part, IfBlock)), None)

    def key(self, table: dict[str, Any], kind: str, index: int, *, again: bool = False) -> str:
        """The table of the draft that a part is said of; ``again``: another part may be said of it, too."""
        key = str(table.get("key", ""))
        known = [name for name in tables() if _is_annex(name) == (kind == "annex")]
        if key and key not in known:
            self.fault(f"草稿里没有名为 {key[:40]} 的部分{_nearest(key, known)}", kind, index, "key")
            return ""
        if key and key in self.seen and not again:
            self.fault(f"{key} 写了两次，请删去一处", kind, index, "key")
        self.seen.add(key)
        return key

    def heading(self, table: dict[str, Any], kind: str, index: int) -> str:
        heading = str(table.get("heading", "")).strip()
        if not heading or "\n" in heading:
            self.fault("每个部分要有一行标题，如 heading = '部门概况'", kind, index)
        return heading

    def blocks(self, table: dict[str, Any], kind: str, index: int, key: str, each: str = "") -> tuple[Any, ...]:
        parts, faults = block_lines.read(str(table.get("text", "")))
        for fault in faults:
            self.fault(fault.what, kind, index, "text", below=fault.line)
        if not key and table.get("key"):
            return parts  # what cannot be looked up was said already
        lines = str(table.get("text", "")).split("\n")
        for line, block in block_lines.placed("\n".join(lines)) if not faults else ():
            for what in check((block,), key, each):
                self.fault(what, kind, index, "text", below=_line_of(what, lines, line))
        return parts


def _line_of(what: str, lines: list[str], first: int) -> int:
    """The line, from ``first`` on, where the name stands that ``what`` quotes; ``first`` where none does."""
    _, _, quoted = what.partition("“")
    name = quoted.partition("”")[0]
    return next((number for number, line in enumerate(lines[first - 1 :], first) if name and name in line), first)


def _is_annex(name: str) -> bool:
    return any(part.name == "included" for part in tables()[name].record.elements)


def _lists(key: str, each: str) -> bool:
    return any(isinstance(part, Rows) and part.name == each for part in tables()[key].record.elements)


def _nearest(key: str, known: tuple[str, ...] | list[str]) -> str:
    return perhaps(key, known, f"，可用的是 {'、'.join(known)}", 0.5)
