"""``ziping summary``: drafts in, pictures on the terminal or in a file out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from exporters.output import ExportError, save
from model.checks.summary import summarise
from model.drafts.draft import load_named
from model.text import put

KINDS = (".svg", ".png")
MOST_COLUMNS = 500
"""As wide as the widest terminals; COLUMNS may say anything."""


def summary(drafts: Sequence[str], output: Path | None, columns: int, out: TextIO, err: TextIO) -> None:
    """Draw the drafts on ``out``, or write them to ``output``, one below the other; notices go to ``err``.

    Raises DraftError where one cannot be read, ExportError where the picture cannot be written.
    """
    if output is not None and output.suffix.lower() not in KINDS:
        raise ExportError(f"{output}：图只能写成 .svg 或 .png，请改扩展名")
    summaries = [summarise(load_named(path).without_problems().report) for path in drafts]
    if output is None:
        from exporters.summary.terminal import drawn

        print("\n".join(drawn(one, min(columns, MOST_COLUMNS)) for one in summaries), end="", file=out)
        return
    from exporters.summary.svg import picture

    svg = picture(summaries)
    if output.suffix.lower() == ".png":
        from exporters.summary.png import rendered

        data = rendered(svg)
    else:
        data = svg.encode()
    saved = save(output, data, map(Path, drafts))
    for notice in saved.notices:
        put(notice, err)
    put(f"已写入 {saved.path}", out)
