"""Every export is held against the schema of the format by a validator of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import docx
import pytest
from openxml_audit import OpenXmlValidator

from exporters.compose import compose
from exporters.copies import Copy, findings_of, prepare
from exporters.word import template as templates
from exporters.word import writer
from model.drafts.draft import load
from tests.exporters.drafts import annexed
from tests.exporters.reports import altered, example, written
from tests.model.drafting import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.copies import Copy
    from exporters.document import Document

DRAFTS = sorted([*(ROOT / "samples").glob("*.toml"), *(ROOT / "tests" / "data").glob("*.toml")])
REPORTS = [path for path in DRAFTS if "schema" in path.read_text("utf-8")[:400]]
NO_THEME = "relationships/theme' is missing"
"""The validator asks every file for a theme; the schema lets it be left out."""


def faults(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors if NO_THEME not in str(error)]


def exported(document: Document, path: Path) -> Path:
    written(document, path)
    return path


@pytest.mark.parametrize("copy", get_args(Copy))
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_copy_of_every_draft_is_valid(path: Path, copy: Copy, tmp_path: Path) -> None:
    report = load(path).report
    document = prepare(compose(report), findings_of(report), copy, force=True)[0]
    assert faults(exported(document, tmp_path / "a.docx")) == []


def test_there_are_drafts_to_export() -> None:
    assert len(REPORTS) > 8


@pytest.mark.parametrize("copy", get_args(Copy))
def test_tables_and_annexes_are_valid(copy: Copy, tmp_path: Path) -> None:
    report = annexed().report
    document = prepare(compose(report), findings_of(report), copy, force=True)[0]
    assert faults(exported(document, tmp_path / "a.docx")) == []


def test_templates_are_valid(tmp_path: Path) -> None:
    templates.write(tmp_path / "ours.docx")
    assert faults(tmp_path / "ours.docx") == []
    changed = docx.Document(str(tmp_path / "ours.docx"))
    changed.sections[0].header.paragraphs[0].text = "某市财政局制"
    changed.save(str(tmp_path / "theirs.docx"))
    for theirs in (tmp_path / "theirs.docx", ROOT / "tests" / "data" / "bureau-template.docx"):
        before = faults(theirs)
        written(compose(annexed().report), tmp_path / "a.docx", templates.load(theirs))
        assert faults(tmp_path / "a.docx") == before


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<w:pStyle w:val="TableText"/><w:keepNext/>', '<w:keepNext/><w:pStyle w:val="TableText"/>'),
        ('<w:tcW w:type="dxa" w:w="4885"/><w:vAlign w:val="center"/>', '<w:vAlign w:val="center"/><w:tcW w:w="4885"/>'),
        ('<w:pgNumType w:start="1"/><w:docGrid', '<w:docGrid/><w:pgNumType w:start="1"/><w:docGrid'),
        ("<w:body>", "<w:body><w:r><w:t>x</w:t></w:r>"),
    ],
    ids=["paragraph", "cell", "section", "body"],
)
def test_the_validator_sees_a_wrong_order(right: str, wrong: str, tmp_path: Path) -> None:
    data = writer.content(example())
    (tmp_path / "right.docx").write_bytes(data)
    assert faults(tmp_path / "right.docx") == []
    (tmp_path / "wrong.docx").write_bytes(altered(data, (right, wrong)))
    assert faults(tmp_path / "wrong.docx")
