"""The Word file turned into a PDF by LibreOffice, where it is installed, and compared with the report mark by mark.

LibreOffice 7.4 drops punctuation at the ends of justified lines when it writes PDF. So the PDF is made from a copy that
is set flush left, and it is kept only if it has every mark of the report.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from exporters.document import Document
from exporters.output import ExportError, Rendered
from model.files.unwritten import reason
from model.text import clean

if TYPE_CHECKING:
    from pypdf import PdfReader


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


def make(word: bytes, document: Document) -> Rendered:
    """The PDF of the .docx ``word``, which is what ``document`` became; a reviewer's notes stand in it as annotations.

    Its notice names the fonts that others stand in for.

    Raises ExportError where it cannot be made, or lacks a mark of the report.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise ExportError(
            "无法导出 PDF：缺少核对 PDF 的组件 pypdf；请重新安装 ziping，或导出 .docx 后在 Word、WPS 中另存为 PDF。"
        ) from error

    data = convert(_flush_left(word), notes=bool(document.notes))
    pdf = PdfReader(BytesIO(data))
    _compare(pdf, document)
    return Rendered(data, _missing_type(pdf, word))


def _flush_left(word: bytes) -> bytes:
    """The same file with no line justified."""
    import docx
    from docx.oxml.ns import qn

    file = docx.Document(BytesIO(word))
    for root in (file.styles.element, file.element):
        for element in root.iter(qn("w:jc")):
            if element.get(qn("w:val")) in ("both", "distribute"):
                element.set(qn("w:val"), "left")
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _compare(pdf: PdfReader, document: Document) -> None:
    """Raises ExportError where a mark of ``document`` is not in ``pdf``."""
    said = "".join(_marks(page.extract_text()) for page in pdf.pages)
    wanted = "".join(map(_marks, document.lines()))
    at = -1
    for mark in wanted:
        at = said.find(mark, at + 1)
        if at < 0:
            break
    else:
        return
    # The cells of a page may be drawn in another order: then every mark is there all the same.
    lost = Counter(wanted) - Counter(said)
    if lost:
        few = "".join(lost.elements())[:10]
        raise ExportError(
            f"没有导出：LibreOffice 写成的 PDF 少了 {lost.total()} 个字符（{few}），"
            "请导出 .docx 后在 Word 或 WPS 中另存为 PDF。"
        )


def _marks(text: str) -> str:
    """``text`` without white space, every mark in its usual form."""
    return "".join(unicodedata.normalize("NFKC", clean(text)).split())


def _missing_type(pdf: PdfReader, word: bytes) -> str:
    """What type the report is set in that this machine lacks, and what stands in for it; "" where all is there.

    The font table of the file says by which names each type goes.
    """
    from model.scanning.files.package import Package, local

    used = sorted({name.rpartition("+")[2] for name in _fonts(pdf)})
    known = [_plain_name(name) for name in used]
    package = Package(word, "")
    table = package.optional_xml("word/fontTable.xml")
    missing = []
    for font in () if table is None else table:
        values = {local(key): value for key, value in font.attrib.items()}
        others = [value for child in font if local(child.tag) == "altName" for value in child.attrib.values()]
        names = [values.get("name", ""), *(name for listed in others for name in listed.split(","))]
        if others and not any(one.startswith(_plain_name(name)) for one in known for name in names):
            missing.append(names[0])
    if not missing:
        return ""
    return f"本机没有{'、'.join(missing)}，PDF 中用 {'、'.join(used)} 代替；正式印制请在装有这些字体的电脑上导出。"


def _fonts(pdf: PdfReader) -> Iterator[str]:
    for page in pdf.pages:
        fonts = page.get("/Resources", {}).get("/Font", {})
        for font in fonts.values():
            yield str(font.get_object().get("/BaseFont", "")).removeprefix("/")


def _plain_name(name: str) -> str:
    return "".join(mark for mark in name.lower() if mark.isalnum())


_ANNOTATED: Final = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


def convert(word: bytes, *, notes: bool = False) -> bytes:
    """The PDF of the .docx ``word``, with its comments as annotations where ``notes`` asks for them.

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
        kind = _ANNOTATED if notes else "pdf"
        command = [office, profile, "--headless", "--norestore", "--convert-to", kind, "--outdir", name]
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
                f"无法导出 PDF：LibreOffice（{office}）启动不了（{reason(error)}），请重新安装。"
            ) from error
        made = folder / "report.pdf"
        if not made.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            why = f"（{said[-1][:100]}）" if said else ""
            raise ExportError(
                f"无法导出 PDF：LibreOffice 没有写出文件{why}，请导出 .docx 后在 Word、WPS 中另存为 PDF。"
            )
        return made.read_bytes()
