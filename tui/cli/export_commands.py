"""The commands about the file that is handed over: export, verify, and the template and wording it is made with."""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from exporters.output import ExportError, Saved
from model.drafts.draft import load, load_named
from model.files.standard_input import MARK
from model.text import json_text, put

OK, FOUND, UNREADABLE = 0, 1, 2


def _export(options: argparse.Namespace) -> int:
    """Write the report to its file, or the Word file to standard output, for a program that takes it from there."""
    from exporters import copies, job

    piped = str(options.output) == MARK
    if piped and sys.stdout.isatty():
        raise ExportError("-o - 把 Word 文件写到标准输出，屏幕上没法看：请写文件名，或用 > 文件 或 | 接住")
    draft = (load_named(MARK) if str(options.draft) == MARK else load(options.draft)).without_problems()
    order = job.Order(options.copy, options.force, options.template, options.wording)
    if options.output.suffix.lower() == ".pdf":
        print("正在用 LibreOffice 转换为 PDF……", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() if piped else nullcontext() as folder:
        try:
            done = job.run(draft, Path(folder, "report.docx") if folder else options.output, order)
        except copies.RefusedError as error:
            put(error, sys.stderr)
            return FOUND
        data = done.path.read_bytes() if piped else b""
    for notice in done.notices:
        put(notice, sys.stderr)
    if piped:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        put("已导出到标准输出", sys.stderr)
    else:
        put(f"已导出 {done.path}", sys.stdout)
    return OK


def _verify(options: argparse.Namespace) -> int:
    from exporters import job
    from exporters.word import changes as verify
    from tui.cli.escape import Waiting

    draft = load(options.draft).without_problems()
    document = job.composed(draft, options.wording)
    with Waiting() as waiting:
        waiting.begin(f"正在读 {options.file.name}")
        verdict = verify.verify(options.file, document, waiting.stopped)
    if options.format == "json":
        print(json_text(verify.facts(verdict), 2))
    else:
        for line in verify.tell(verdict):
            put(line, sys.stdout)
    return UNREADABLE if verdict.no_export else OK if verdict.same else FOUND


def _template(options: argparse.Namespace) -> int:
    from exporters.word import template

    if options.output.suffix.lower() != ".docx":
        raise ExportError(f"模板只能写成 Word 文件，请把“{options.output}”的后缀改为 .docx。")
    return _told(template.write(options.output), "；在 Word 中改好样式后，用", "--template")


def _wording(options: argparse.Namespace) -> int:
    from exporters.wording import bureau_wording

    if options.output.suffix.lower() != ".toml":
        raise ExportError(f"提纲和句式只能写成 TOML 文件，请把“{options.output}”的后缀改为 .toml。")
    return _told(bureau_wording.write(options.output), "；改好后，用", "--wording")


def _told(saved: Saved, then: str, option: str) -> int:
    """Say where the file is, and by which option of an export it is used."""
    for notice in saved.notices:
        put(notice, sys.stderr)
    put(f"已写出 {saved.path}{then} ziping export 草稿.toml -o 报告.docx {option} {saved.path}", sys.stdout)
    return OK


RUN: Final = {"export": _export, "verify": _verify, "template": _template, "wording": _wording}
"""What each command does; 0, or 1: refused for errors, not the same. They raise ZipingError."""
