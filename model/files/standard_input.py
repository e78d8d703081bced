"""What comes in through standard input, where a command is given ``-`` for a file."""

from __future__ import annotations

import sys
from typing import Final

from model.errors import ZipingError

MARK: Final = "-"
"""Stands for standard input where a file is read, and for standard output where one is written."""


def at_keyboard() -> bool:
    """Whether somebody types on standard input: not where it is closed, a file or a pipe."""
    return sys.stdin is not None and sys.stdin.isatty()


def piped(most: int) -> bytes:
    """The bytes of standard input, of ``most`` at the most; nothing is asked of a clerk at a keyboard.

    Raises ZipingError where a person would have to type them, or there are more.
    """
    if sys.stdin is None or at_keyboard():
        raise ZipingError("- 是标准输入，现在没有内容传进来：请写文件名，或用 < 文件 或 | 传入")
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        raise ZipingError(f"标准输入超过 {most // 1024 // 1024} MB，请检查是否传错了文件")
    return data
