"""Says in a clerk's words, with line and remedy, why a text is no TOML."""

from __future__ import annotations

from typing import Final

# What the reader's messages contain, and what there is to mend.
_REMEDIES: Final = (
    ("Expected '=' after a key", "键后面要有等号，如 total = 1234.56"),
    ("Cannot overwrite a value", "同一个键写了两次，请删去一个"),
    ("Duplicate inline table key", "花括号里同一个键写了两次，请删去一个"),
    ("Cannot declare", "这个 [表] 写了两次，请合并成一个；列表的每一行用 [[两层方括号]]"),
    ("Cannot redefine", "这个表与前面的写法冲突，请检查是否写了两次"),
    ("Cannot mutate", "这个键与前面的写法冲突，请检查是否写了两次"),
    ("Unterminated string", "引号没有成对，请补上右边的引号"),
    ('Expected \'"""\'', "三个引号没有成对，请在这段文字后面补上三个引号"),
    ("Expected \"'''\"", "三个引号没有成对，请在这段文字后面补上三个引号"),
    ('Expected "\'"', "引号没有成对，请补上右边的引号"),
    ("Illegal character '\\n'", "引号没有成对，请在本行补上；多段文字请用三个引号括起来"),
    ("Illegal character", "这里有不能用的字符，请删去它"),
    ("Found invalid character", "这里有不能用的字符，请删去它"),
    ("Unescaped '\\'", "反斜杠要写成两个 \\\\"),
    ("Escaped character", "反斜杠后的编号不是字符，请删去"),
    ("Invalid hex value", "反斜杠要写成两个 \\\\"),
    ("Unclosed array", "方括号没有成对，请补上 ]；各项之间用英文逗号"),
    ("Expected ']", "方括号没有成对，请补上右边的方括号，表名只用英文"),
    ("Unclosed inline table", "花括号没有成对，请补上 }；各项之间用英文逗号"),
    ("Invalid value", "等号后面没有值或值写错了：文字要加英文引号，数不带单位，还没有值就在行首加 #"),
    ("Expected newline", "值后面有多余的内容：数不带逗号和单位，否则整个加英文引号；一行只写一项"),
    ("Invalid date or datetime", "没有这一天或日期写错了，请写成 2022-12-31"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是 [表]；说明文字请在行首加 #"),
    ("Invalid initial character", "键名和表名只能用英文字母、数字和下划线"),
)


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
