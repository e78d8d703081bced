"""The JSON Schema of a draft takes every draft that the program reads without a fault, and refuses what it cannot."""

from __future__ import annotations

import datetime
import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from model.drafts.json_schema import json_schema
from model.drafts.new_draft import blank_text
from tests.model.drafting import DATA, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
DRAFTS = [
    path
    for path in sorted([*SAMPLES.glob("*.toml"), *DATA.glob("*.toml"), *(DATA / "schema-1").glob("*.toml")])
    if "\nschema = " in f"\n{path.read_text(encoding='utf-8')}"
]


def plain(value: Any) -> Any:
    """A value of TOML as one of JSON, as editors take it."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def faults(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(plain(tomllib.loads(text)))]


def test_it_is_a_schema_and_plain_json() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA, ensure_ascii=False)) == SCHEMA


def test_there_are_drafts_to_hold_against_it() -> None:
    assert len(DRAFTS) >= 11


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_every_draft_of_the_house_fits(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_a_new_draft_names_it_and_fits() -> None:
    assert blank_text().startswith("#:schema ")
    assert faults(blank_text()) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[overview]\nyear = 2022\n", "$"),
        ("schema = 2\noverview = 1\n", "$.overview"),
        ("schema = 99\n", "$.schema"),
        ("schema = 2\n[overview]\nunit = 12\n", "$.overview.unit"),
        ("schema = 2\n[overview.scale]\ntotal = true\n", "$.overview.scale.total"),
        ("schema = 2\n[overview.offices]\nname = '法规处'\n", "$.overview.offices"),
        ("schema = 2\n[[overview.offices]]\nname = 1\n", "$.overview.offices[0].name"),
    ],
)
def test_a_fault_is_found_at_its_place(text: str, place: str) -> None:
    assert faults(text) == [place]
