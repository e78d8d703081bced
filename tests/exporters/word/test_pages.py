"""The page as it is printed: LibreOffice sets the report, and the positions in its PDF are measured."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from exporters.document import Heading, Paragraph, Run
from tests.exporters.reports import TABLE, report, written
from tests.tools.programs import require

if TYPE_CHECKING:
    from pathlib import Path

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM
INNER_LEFT, INNER_RIGHT = 26 * MM, (210 - 28) * MM
CHARACTER = 15.75
"""The pitch of characters in points: 16 less the 0.25 they are drawn together."""


@dataclass(frozen=True)
class Word:
    left: float
    top: float
    right: float
    text: str


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Word]]:
    """Each page of a long report as its words with their positions in points."""
    require("soffice", "pdftotext")
    folder: Path = tmp_path_factory.mktemp("pages")
    long = Paragraph((Run("财" * 28 * 22 * 3), Run("1,234.50", "scale.total", "支出总额")))
    written(report(Heading(1, "一、", "部门概况"), long, TABLE), folder / "report.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "report.docx"]
    subprocess.run(convert, cwd=folder, capture_output=True, check=True, timeout=180)
    subprocess.run(["pdftotext", "-bbox", "report.pdf", "report.html"], cwd=folder, check=True, timeout=60)
    entry = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
    return [
        [Word(float(left), float(top), float(right), text) for left, top, right, text in entry.findall(page)]
        for page in (folder / "report.html").read_text("utf-8").split("<page ")[1:]
    ]


def test_a_full_page_has_22_lines_of_28_characters(pages: list[list[Word]]) -> None:
    lines = [word_ for word_ in pages[1] if word_.text.startswith("财")]
    assert [len(line.text) for line in lines] == [28] * 22
    # The page is an even one: its binding edge, and with it the wider margin, is at the right.
    assert all(line.left == pytest.approx(INNER_LEFT, abs=1) for line in lines)
    assert all(line.right == pytest.approx(INNER_RIGHT, abs=2) for line in lines)
    pitches = [below.top - above.top for above, below in pairwise(lines)]
    assert pitches == pytest.approx([28.95] * 21, abs=0.1)
    assert lines[0].top > TOP - 5
    assert lines[-1].top + 16 < BOTTOM


def test_the_first_line_is_indented_by_two_characters(pages: list[list[Word]]) -> None:
    heading = next(word_ for word_ in pages[0] if word_.text.startswith("一、"))
    first = next(word_ for word_ in pages[0] if word_.text.startswith("财"))
    assert heading.left == pytest.approx(LEFT + 32, abs=1)
    assert first.left == pytest.approx(LEFT + 32, abs=1)
    assert len(first.text) == 26


def test_page_numbers_stand_on_the_outer_side(pages: list[list[Word]]) -> None:
    assert len(pages) >= 4
    for number, page in enumerate(pages, 1):
        dash, figure, end = (word_ for word_ in page if word_.top > BOTTOM)
        assert [dash.text, figure.text, end.text] == ["—", str(number), "—"]
        if number % 2:
            assert end.right == pytest.approx(RIGHT - 14, abs=1)
        else:
            assert dash.left == pytest.approx(INNER_LEFT + 14, abs=1)


def test_the_signature_ends_the_report_at_the_right(pages: list[list[Word]]) -> None:
    unit = next(word_ for word_ in pages[-1] if word_.text == "某某市档案馆")
    date = sorted((word_ for word_ in pages[-1] if unit.top + 5 < word_.top < BOTTOM), key=lambda word_: word_.left)
    assert "".join(word_.text for word_ in date) == "2024年6月3日"
    left, right = date[0].left, date[-1].right
    assert right == pytest.approx((RIGHT if len(pages) % 2 else INNER_RIGHT) - 4 * 16, abs=2)
    assert (unit.left + unit.right) / 2 == pytest.approx((left + right) / 2, abs=CHARACTER)
