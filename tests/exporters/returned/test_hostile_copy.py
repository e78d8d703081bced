"""Copies that come back from strangers: read in a process with limits, one sentence, the form lives."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from exporters.returned import returned_copy
from model import sandbox
from model.drafts.draft import load
from model.errors import ZipingError
from model.scanning.files.docx import read_word
from model.scanning.files.opening_word import MAX_HERE, open_word
from model.scanning.files.package import Package
from tests.exporters.reports import altered
from tests.model.drafting import SMALL
from tests.model.workbooks.test_hostile import Watched
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

DICE = random.Random(7)
NOISE = "".join(f"<w:p><w:r><w:t>{DICE.random()}</w:t></w:r></w:p>" for _ in range(20_000))
SAME = "<w:p><w:r><w:t>合计</w:t></w:r></w:p>"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("out") / "报告.docx"
    assert main(["export", str(SMALL), "-o", str(out), "--copy", "draft"]) == 0
    return out.read_bytes()


@pytest.mark.parametrize(
    ("added", "sentence"),
    [
        (NOISE * 20, "不像是一份报告"),
        (SAME * 150_000, "不像是由它导出的"),
        ("<w:tbl>" + "<w:tr><w:tc>" * 90 + SAME * 300_000 + "</w:tc></w:tr>" * 90 + "</w:tbl>", ""),
        ("<w:tbl><w:tr><w:tc>" * 100_000, "嵌套太深"),
    ],
    ids=["400,000 paragraphs", "one line over and over", "one table", "nested"],
)
def test_a_true_export_with_much_added_costs_a_sentence(
    tmp_path: Path, exported: bytes, added: str, sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(altered(exported, ("<w:sectPr", f"{added}<w:sectPr")))
    for words in (["take", str(path), str(SMALL), "--dry-run"], ["verify", str(path), str(SMALL)]):
        with Watched() as watched:
            assert main(words) == 2
        said = capfd.readouterr()
        assert said.out == ""
        assert said.err.startswith(f"{path}：")
        assert sentence in said.err
        assert said.err.count("\n") == 1
        assert watched.seconds < 13
        assert watched.most <= 300
    with pytest.raises(ZipingError) as refused:
        returned_copy.read(path, load(SMALL))
    assert str(refused.value).startswith(f"{path}：")


def test_reading_ends_where_it_is_given_up(tmp_path: Path, exported: bytes) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(altered(exported, ("<w:sectPr", f"{NOISE * 8}<w:sectPr")))
    with pytest.raises(sandbox.StoppedError, match="已停止"):
        returned_copy.read(path, load(SMALL), stop=lambda: True)


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path, exported: bytes) -> None:
    by = 'w:author="李局长" w:date="2025-06-20T09:30:00Z"'
    wide, below = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    row = f"<w:tr><w:tc>{wide}<w:p/></w:tc><w:tc>{below}</w:tc></w:tr>"
    changed = f'<w:tbl>{row}</w:tbl><w:p><w:ins w:id="1" {by}><w:r><w:t>5</w:t></w:r></w:ins></w:p><w:tbl/>'
    data = altered(exported, ("<w:sectPr", f"{changed}<!--{'x ' * MAX_HERE}--><w:sectPr"))
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    here = read_word(Package(data, str(path)))
    assert here.custom
    assert here.saved
    assert open_word(data, str(path)) == here
