"""Drafts of strangers given to every command: each ends with its code and sentences, in time, and touches nothing."""

from __future__ import annotations

import io
import random
import shutil
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

from tui.cli.main import main

SAMPLE: Final = Path(__file__).resolve().parents[2] / "samples" / "changsha-hrss-2022.toml"
SECONDS: Final = 20.0
COMMANDS: Final = (
    "check {d}",
    "check {d} --format json",
    "check {d} --format sarif",
    "check {d} --format csv -o {o}.csv",
    "export {d} -o {o}.docx",
    "export {d} -o {o}.md",
    "export {d} -o {d}",
    "summary {d}",
    "summary {d} -o {o}.svg",
    "diff {d} {s}",
    "diff {s} {d} --format json",
    "history {d}",
    "history {d} --restore 1",
    "explain {d} 支出总额",
    "new {o}.toml --from {d}",
    "check {d} --resume {d}",
    "verify {d} {s}",
    "import {s} {d} --dry-run",
    "scan {d}",
    "export {s} -o {o}2.md --wording {d}",
)


def run(count: int, folder: Path) -> tuple[int, list[str]]:
    """So many drafts, each given to a command; returns the tries and a sentence for each that fell."""
    whole = SAMPLE.read_text(encoding="utf-8")
    fell = []
    for seed in range(count):
        dice = random.Random(seed)
        draft = folder / str(seed) / "draft.toml"
        draft.parent.mkdir()
        data = hostile(whole, dice)
        draft.write_bytes(data)
        command = COMMANDS[seed % len(COMMANDS)]
        words = [word.format(d=draft, s=SAMPLE, o=draft.with_name("out")) for word in command.split()]
        out, err = io.StringIO(), io.StringIO()
        start = time.perf_counter()
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        except Exception as error:
            fell.append(f"seed {seed}, {command}: {type(error).__name__}: {error}")
            continue
        said = out.getvalue() + err.getvalue()
        if code not in (0, 1, 2) or "Traceback" in said:
            fell.append(f"seed {seed}, {command}: code {code}")
        if draft.read_bytes() != data and "--restore" not in command:
            fell.append(f"seed {seed}, {command}: the draft was changed")
        if time.perf_counter() - start > SECONDS:
            fell.append(f"seed {seed}, {command}: {time.perf_counter() - start:.0f} s")
        if any(not (mark.isprintable() or mark in "\n\r\u3000") for mark in said):
            fell.append(f"seed {seed}, {command}: control characters")
        shutil.rmtree(draft.parent)
    return count, fell


def hostile(whole: str, dice: random.Random) -> bytes:
    """A draft with something wrong, or far too much, in it."""
    lines = whole.split("\n")
    kind = dice.randrange(9)
    if kind == 0:
        data = bytearray(whole.encode())
        for _ in range(dice.randrange(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        return bytes(data)
    if kind == 1:
        return whole.encode()[: dice.randrange(len(whole))]
    if kind == 2:
        return ("schema = 2\n[other]\n" + "".join(f"k{number} = {number}\n" for number in range(20_000))).encode()
    if kind == 3:
        long = dice.choice(["，", "1", "(", "a-", " ", "万元"]) * 60_000
        return f"schema = 2\n[overview]\nduties = '''{long}'''\n".encode()
    if kind == 4:
        return b"schema = 2\na = " + dice.choice(
            [b"[" * 9000, b"{a=" * 500, b"'" * 5000, b"1" * 9000, b'"\\U00110000"']
        )
    if kind == 5:
        return dice.choice([b"", b"\x00" * 100, b"PK\x03\x04", b"\xff\xfes", dice.randbytes(2000), b"schema = 2e400"])
    for _ in range(dice.randrange(1, 12)):
        at = dice.randrange(len(lines))
        if kind == 6:
            lines.insert(at, dice.choice(lines))
        elif kind == 7:
            key = lines[at].partition("=")[0]
            value = dice.choice(["1e300", "-0", "nan", "inf", "[]", "{}", "true", "''", '"\\u202e\\u009b"', "9" * 400])
            lines[at] = f"{key}= {value}"
        else:
            del lines[at]
    return "\n".join(lines).encode()
