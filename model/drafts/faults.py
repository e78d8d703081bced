"""Says in a clerk's words, with line and remedy, why a text is no TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

_REMEDIES: Final[list[list[str]]] = tomllib.loads(Path(__file__).with_name("faults.toml").read_text(encoding="utf-8"))[
    "remedies"
]


def explain(message: str, text: str) -> str:
    """The reader's ``message`` about ``text`` as a sentence that begins with the line."""
    what, _, where = message.rpartition(" (at ")
    remedy = next((said for start, said in _REMEDIES if start in what), "不符合 TOML 格式，请对照样例修改")
    named = what[what.find("(") + 1 : what.rfind(")")].strip(",") if "(" in what else ""
    if named:
        remedy = f"{'.'.join(part.strip().strip(chr(39)) for part in named.split(','))[:60]}：{remedy}"
    if where.startswith("line "):
        line, _, column = where.rstrip(")").removeprefix("line ").partition(", column ")
        return f"第{line}行第{column}列：{remedy}"
    cut = "若文件被截断，请从备份恢复"
    fence = next((mark for mark in ('"""', "'''") if mark in what or ("Unterm" in what and text.count(mark) % 2)), "")
    if fence:
        opened = text.count("\n", 0, text.rfind(fence)) + 1
        return f"第{opened}行：从这里起三个引号没有成对，请在这段文字后面补上三个引号；{cut}"
    return f"第{text.rstrip(chr(10)).count(chr(10)) + 1}行（文件末尾）：{remedy}；{cut}"


def too_deep(text: str) -> str:
    """The sentence for brackets within brackets without end."""
    lines = text.split("\n")
    worst = max(range(len(lines)), key=lambda number: sum(map(lines[number].count, "[{.")))
    return f"第{worst + 1}行：括号或点嵌套太深，请检查是否选错了文件"


def too_long(text: str) -> str:
    """The sentence for a whole number of thousands of digits."""
    import re

    found = re.search(r"[0-9_]{1000}", text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return f"第{line}行：这个数的位数太多，读不了，请改正"
