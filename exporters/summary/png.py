"""A summary as .png, rendered from the .svg by resvg, with the fonts of the machine; an extra, not needed for .svg."""

from __future__ import annotations

from exporters.output import ExportError


def rendered(svg: str) -> bytes:
    """``svg`` as a PNG of twice its size in pixels. Raises ExportError where the extra is not installed."""
    try:
        import resvg_py
    except ImportError:
        raise ExportError("写 .png 需要另装：在程序的文件夹里执行 pip install '.[image]'；不装可以写 .svg") from None
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=2, sans_serif_family="Noto Sans CJK SC")
