"""The patterns of the house: compiled at first use, and all of them can be."""

from importlib import import_module
from pathlib import Path

import pytest

from model.patterns import Pattern

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for room in ("model", "exporters", "tui")
    for path in ROOT.joinpath(room).rglob("*.py")
    if "Pattern(" in (text := path.read_text(encoding="utf-8")) or "pattern(" in text
)


def test_is_compiled_at_first_use() -> None:
    broken = Pattern("(")
    with pytest.raises(Exception, match="unterminated"):
        broken.search("")


def test_says_what_its_source_says() -> None:
    assert Pattern(lambda: "[0-9]+").findall("3个5") == ["3", "5"]
    assert Pattern("^b", 8).source == "^b"


@pytest.mark.parametrize("name", MODULES)
def test_each_pattern_of_the_house_compiles(name: str) -> None:
    found = [value for value in vars(import_module(name)).values() if isinstance(value, Pattern)]
    for one in found:
        one.compiled.search("")
