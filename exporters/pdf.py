"""The Word file turned into a PDF by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from exporters.output import ExportError

TIMEOUT = 180
"""Seconds: the first start on a slow disk takes some twenty, a report two."""

_NAMES = ("soffice.com", "soffice.exe") if os.name == "nt" else ("soffice", "libreoffice")
_PLACES = {
    "linux": ("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/libreoffice*/program", "/usr/lib/libreoffice/program"),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS", "~/Applications/LibreOffice.app/Contents/MacOS"),
    "win32": (r"%ProgramFiles%\LibreOffice*\program", r"%ProgramFiles(x86)%\LibreOffice*\program"),
}


def find_office() -> str | None:
    """The path of LibreOffice: from the search path, else from where it is usually installed; None where it is not."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for pattern in _PLACES.get(sys.platform, ()):
        place = Path(os.path.expandvars(os.path.expanduser(pattern)))
        for folder in sorted(Path(place.anchor or ".").glob(str(place.relative_to(place.anchor))), reverse=True):
            for name in _NAMES:
                if (folder / name).is_file():
                    return str(folder / name)
    return None


def convert(word: bytes) -> bytes:
    """The PDF of the .docx ``word``.

    LibreOffice runs with a profile of its own, so that one that is open already does not take the work over and wait.
    Raises ExportError where it is missing, takes too long or makes nothing.
    """
    office = find_office()
    if office is None:
        raise ExportError(
            "无法导出 PDF：没有找到 LibreOffice；请安装 LibreOffice，或导出 .docx 后在 Word、WPS 中另存为 PDF。"
        )
    with TemporaryDirectory(prefix="ziping-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(word)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", name]
        try:
            done = subprocess.run(
                [*command, str(folder / "report.docx")],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ExportError(
                f"无法导出 PDF：LibreOffice {TIMEOUT} 秒没有转换完，请导出 .docx 后在 Word、WPS 中另存为 PDF。"
            ) from None
        except OSError as error:
            raise ExportError(
                f"无法导出 PDF：LibreOffice（{office}）启动不了（{error.strerror}），请重新安装。"
            ) from error
        made = folder / "report.pdf"
        if not made.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            why = f"（{said[-1][:100]}）" if said else ""
            raise ExportError(
                f"无法导出 PDF：LibreOffice 没有写出文件{why}，请导出 .docx 后在 Word、WPS 中另存为 PDF。"
            )
        return made.read_bytes()
