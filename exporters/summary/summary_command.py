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
    saved = save(output, _png(svg) if output.suffix.lower() == ".png" else svg.encode(), map(Path, drafts))
    for notice in saved.notices:
        put(notice, err)
    put(f"已写入 {saved.path}", out)


def _png(svg: str) -> bytes:
    """``svg`` as a picture of twice its size in pixels. Raises ExportError where the extra is not installed."""
    try:
        import resvg_py
    except ImportError:
        raise ExportError("写 .png 需要另装：在程序的文件夹里执行 pip install '.[image]'；不装可以写 .svg") from None
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=2, sans_serif_family="Noto Sans CJK SC")
