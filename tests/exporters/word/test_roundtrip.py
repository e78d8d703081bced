"""What is written comes back: every figure and every paragraph, the manifest, the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from exporters.compose import compose
from exporters.document import Paragraph
from exporters.output import ExportError
from exporters.word import readback
from exporters.word import writer as word
from model.drafts.draft import load
from model.scanning.files.docx import read_word
from model.scanning.files.own_export import handle, read_manifest
from model.scanning.files.package import Package
from model.text import clean, numeral
from tests.exporters.drafts import ALL, annexed, enlarged, reports, small
from tests.exporters.reports import example, returning
from tests.model.drafting import SMALL

if TYPE_CHECKING:
    from exporters.document import Document
    from model.report.report import Report

ROOT = Path(word.__file__).parents[2]


def assert_comes_back(document: Document) -> None:
    for copy in (document, returning(document)):
        data = word.content(copy)
        readback.prove(data, copy)
        found = read_word(Package(data, "report.docx"))
        paragraphs = list(found.paragraphs())
        wanted = [text for text in map(clean, copy.lines()) if text]
        texts = [
            paragraph.text.replace("\n（", "（") for paragraph in paragraphs if paragraph.text
        ]  # titles of two lines
        assert texts == wanted
        controls = [(one.tag, p.text[one.start : one.end]) for p in paragraphs for one in p.controls]
        origin = read_manifest(found)
        if not copy.returning:
            assert controls == []
            assert origin is None
            continue
        assert controls == [(handle(run.path), clean(run.text)) for run in copy.figures()]
        assert origin is not None
        assert origin.draft == copy.origin
        assert [path for path, _ in origin.figures] == [handle(run.path) for run in copy.figures()]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_figure_and_paragraph_of_the_samples_comes_back(path: Path) -> None:
    document = compose(load(path).report)
    assert path.stem == "blank" or len(list(document.figures())) > 60
    assert_comes_back(document)


def test_tables_and_annexes_come_back() -> None:
    document = compose(annexed().report)
    assert [annex.mark for annex in document.annexes] == ["附件1", "附件2", "附件3-1", "附件3-2"]
    assert_comes_back(document)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(reports())
def test_any_draft_comes_back(report: Report) -> None:
    assert_comes_back(compose(report))


def test_a_figure_that_is_not_the_drafts_stops_the_export() -> None:
    document = returning(example())
    data = word.content(document)
    readback.prove(data, document)
    blocks = list(document.blocks)
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Paragraph))
    paragraph = blocks[at]
    assert isinstance(paragraph, Paragraph)
    runs = tuple(replace(run, text="1,234.51") if run.path else run for run in paragraph.runs)
    blocks[at] = Paragraph(runs)
    with pytest.raises(ExportError, match=r"写成了“总额为1,234\.50.*，草稿里是“总额为1,234\.51"):
        readback.prove(data, replace(document, blocks=tuple(blocks)))
    with pytest.raises(ExportError, match="里有 20 行，草稿有 19 行"):
        readback.prove(data, replace(document, date=""))
    with pytest.raises(ExportError, match="读不回来"):
        readback.prove(data[:-400], document)
    moved = tuple(replace(run, path="scale.basic") if run.path else run for run in paragraph.runs)
    blocks[at] = Paragraph(moved)
    with pytest.raises(ExportError, match="数与栏目对不上"):
        readback.prove(data, replace(document, blocks=tuple(blocks)))


def test_the_same_draft_gives_the_same_bytes_whatever_the_clock_the_seed_and_the_folder(tmp_path: Path) -> None:
    outputs = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        folder = tmp_path / seed
        folder.mkdir()
        copy = folder / f"草稿{seed}.toml"
        copy.write_text(SMALL.read_text("utf-8") + "# 注释\n" * (seed == "2"), "utf-8")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        command = [
            sys.executable,
            "-m",
            "tui",
            "export",
            str(copy),
            "-o",
            str(folder / "报告.docx"),
            "--copy",
            "review",
        ]
        subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True)
        outputs.append((folder / "报告.docx").read_bytes())
        time.sleep(1.1)  # the clock of a zip ticks in seconds
    assert outputs[0] == outputs[1]


def test_the_time_grows_with_the_draft_and_no_faster() -> None:
    def seconds(times: int) -> float:
        report = enlarged(times)
        best = 1e9
        for _ in range(2):
            start = time.process_time()
            document = compose(report)
            readback.prove(word.content(document), document)
            best = min(best, time.process_time() - start)
        return best

    seconds(1)
    assert seconds(100) < 10 * seconds(10) * 2.5


def test_no_draft_changes_by_being_exported() -> None:
    draft = small()
    before = draft.report.root.content()
    compose(draft.report)
    assert draft.report.root.content() == before


def test_numerals() -> None:
    numbers = (1, 10, 11, 20, 21, 99, 100, 105, 110, 1001, 1010, 2500)
    words = "一 十 十一 二十 二十一 九十九 一百 一百零五 一百一十 一千零一 一千零一十 二千五百"
    assert " ".join(numeral(number) for number in numbers) == words
