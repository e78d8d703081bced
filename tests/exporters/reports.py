"""Small reports to export, and what a Word file says when it is opened again."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, cast

import docx
from docx.oxml.ns import qn

from exporters.document import Annex, Block, Document, Heading, Paragraph, Run, Table, lines_of_annexes
from exporters.formats import render
from exporters.output import Saved, save
from tests.tools.programs import require

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

    from exporters.word.template import Template


def written(document: Document, out: Path, on: Template | None = None) -> Saved:
    """``document`` in the format of the suffix of ``out``, on a template of its own."""
    return save(out, render(document, out, on).data)


TABLE = Table(
    caption="三公经费支出情况表",
    unit="单位：万元",
    header=("项目", "预算数", "决算数"),
    numeric=(False, True, True),
    rows=(
        (
            Run("公务接待费"),
            Run("8.00", "three.reception.budget", "接待费预算"),
            Run("1.47", "three.reception.actual", "决算"),
        ),
        (Run("因公出国（境）费"), Run("20.00", "three.abroad.budget", "出国费预算"), Run("")),
    ),
)


def report(*blocks: Block, date: str = "2024年6月3日", annexes: tuple[Annex, ...] = ()) -> Document:
    return Document(
        ("2023年度某某市档案馆", "部门整体支出绩效自评报告"),
        "某某市档案馆",
        date,
        blocks,
        annexes,
        seal_line="单位名称（盖章）：某某市档案馆",
        annex_lines=tuple(lines_of_annexes(annexes, "附件：")),
    )


def example() -> Document:
    return report(
        Heading(1, "一、", "部门概况"),
        Heading(2, "（一）", "部门整体支出规模"),
        Heading(3, "1.", "支出总额"),
        Heading(4, "（1）", "与上年比较"),
        Paragraph((Run("支出总额为"), Run("1,234.50", "scale.total", "支出总额"), Run('万元，占<全部>的"100%"。'))),
        TABLE,
        TABLE,
    )


def returning(document: Document) -> Document:
    """The same report as a copy that comes back: its figures in content controls."""
    return replace(document, returning=True)


def opened(data: bytes) -> WordDocument:
    return docx.Document(BytesIO(data))


def elements(root: BaseOxmlElement, path: str) -> list[BaseOxmlElement]:
    return cast("list[BaseOxmlElement]", root.xpath(path))


def value(root: BaseOxmlElement, path: str, attribute: str = "w:val") -> str:
    """The attribute of the one element at ``path``."""
    (element,) = elements(root, path)
    return str(element.get(qn(attribute)))


def printed(root: BaseOxmlElement) -> str:
    """The text of a part of a file as printed: controls included, breaks as line ends."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(marks.get(e.tag, e.text or "") for e in elements(root, ".//w:r/w:t | .//w:r/w:br | .//w:r/w:tab"))


def altered(data: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The package with pieces of a part replaced, each found once at least."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text = content.decode()
                for before, after in changes:
                    assert before in text, before
                    text = text.replace(before, after, 1)
                content = text.encode()
            new.writestr(name, content)
    return stream.getvalue()


def saved_by_libreoffice(path: Path, *formats: str) -> Path:
    """The file converted to each of the formats in turn by LibreOffice, in a folder of its own."""
    require("soffice")
    folder = path.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for number, name in enumerate(formats):
        below = folder / f"saved{number}"
        command = ["soffice", profile, "--headless", "--convert-to", name, "--outdir", str(below), str(path)]
        subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=180)
        (path,) = below.iterdir()
    return path
