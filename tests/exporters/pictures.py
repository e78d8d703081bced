"""``python -m tests.exporters.pictures`` draws the pages in samples/pages anew, by LibreOffice and pdftoppm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from exporters.compose import compose
from exporters.copies import findings_of, prepare
from exporters.word import writer as word
from tests.exporters.drafts import annexed, reference
from tests.model.drafting import SAMPLES

RESOLUTION = 60
"""Dots per inch: a page is a picture of 500 x 700."""

# Free type in place of the types of the standard, which few machines have.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}</fontconfig>"""
TYPES = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}


def main() -> int:
    """Draw three pages of the reference and one of an annex; returns 0."""
    draft = reference()
    document = prepare(compose(draft.report), findings_of(draft.report))[0]
    target = SAMPLES / "pages"
    target.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        aliases = "".join(
            f'<match target="pattern"><test name="family"><string>{font}</string></test><edit name="family" '
            f'mode="assign" binding="strong"><string>{free}</string></edit></match>'
            for font, free in TYPES.items()
        )
        (folder / "fonts.conf").write_text(FONTS.format(aliases), "utf-8")
        (folder / "reference.docx").write_bytes(word.content(document))
        (folder / "annex.docx").write_bytes(word.content(compose(annexed().report)))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "reference.docx", "annex.docx"]
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True, timeout=180)
        last = pages(folder / "reference.pdf")
        for file, page in (
            ("reference", 1),
            ("reference", 5),
            ("reference", last),
            ("annex", pages(folder / "annex.pdf") - 3),
        ):
            picture = target / f"{file}-{page:02}"
            draw = ["pdftoppm", "-png", "-gray", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile"]
            subprocess.run([*draw, str(folder / f"{file}.pdf"), str(picture)], check=True, timeout=60)
    return 0


def pages(pdf: Path) -> int:
    """How many pages a PDF has."""
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True, timeout=60).stdout.decode()
    return int(next(line for line in said.splitlines() if line.startswith("Pages:")).split()[1])


if __name__ == "__main__":
    sys.exit(main())
