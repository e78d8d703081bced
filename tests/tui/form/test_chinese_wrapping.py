"""Chinese in a TextArea is broken between characters; without our rule Textual breaks it before full stops."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
TEXT = "本部门负责拟订政策。" * 4
LINES = """
import sys
from textual.widgets.text_area import Document, WrappedDocument
from tui.form.chinese_wrapping import wrap_between_characters
if sys.argv[1] == "ours":
    wrap_between_characters()
wrapped = WrappedDocument(Document(sys.argv[2]))
wrapped.wrap(18)
text = sys.argv[2]
ends = [0, *wrapped.get_offsets(0), len(text)]
print("|".join(text[left:right] for left, right in zip(ends, ends[1:])))
"""


def lines(rule: str, text: str) -> list[str]:
    command = [sys.executable, "-c", LINES, rule, text]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    return done.stdout.strip().split("|")


def test_no_line_begins_with_a_full_stop() -> None:
    assert any(line.startswith("。") for line in lines("textual", TEXT)), "Textual has learnt it: drop our rule"
    assert not any(line.startswith("。") for line in lines("ours", TEXT))


def test_chinese_behind_a_word_goes_on_in_its_line() -> None:
    text = "2022 " + "年度部门整体支出绩效"
    assert lines("textual", text)[0].strip() == "2022", "Textual has learnt it: drop our rule"
    assert len(lines("ours", text)[0]) > 10
