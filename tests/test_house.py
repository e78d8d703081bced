"""What a stranger counts on who looks for something: a name leads to one thing, no folder is too full to look over."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from model.language.lexicon import lexicon

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for room in ("model", "exporters", "tui") for path in (ROOT / room).rglob("*.py"))
MOST = 16
DOOR = {"pyproject.toml", "README.md", "CHANGELOG.md", "model", "exporters", "tui", "samples", "tests"}


def twice(found: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in found.items() if len(places) > 1}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout tells what is kept")
def test_nothing_stands_at_the_door_but_the_rooms() -> None:
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = {path.partition("/")[0] for path in kept.split("\0")} - {""}
    assert {name for name in names if not name.startswith(".")} <= DOOR


def test_no_folder_has_more_modules_than_can_be_looked_over() -> None:
    for folder in {path.parent for path in MODULES}:
        assert len(list(folder.glob("*.py"))) <= MOST, folder


def test_a_class_and_a_module_have_names_of_their_own() -> None:
    classes: dict[str, list[str]] = defaultdict(list)
    modules: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        place = str(path.relative_to(ROOT))
        if not path.name.startswith("__"):
            modules[path.stem].append(place)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(place)
    assert twice(classes) == {}
    assert twice(modules) == {}


@pytest.mark.parametrize("room", ["model", "exporters", "tui"])
def test_the_map_of_a_room_names_every_folder_in_it_and_no_other(room: str) -> None:
    folders = {path.name for path in (ROOT / room).iterdir() if (path / "__init__.py").exists()}
    rows = re.findall(r"^\| (.*?) \|", (ROOT / room / "README.md").read_text("utf-8"), re.MULTILINE)
    named = {name.split("/")[-1] for row in rows for name in re.findall(r"`([a-z_/]+)/`", row)}
    assert folders <= named
    assert {name for name in named if not any(path.name == name for path in (ROOT / room).rglob("*"))} == set()


def test_no_private_part_of_textual_is_used_and_no_trick_of_the_interpreter() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        for word in ("textual._", "_compositor", "TYPE_CHECKING = False", "os._exit"):
            assert word not in text, f"{path}: {word}"


def test_every_list_of_words_in_the_lexicon_is_asked_for() -> None:
    asked = "\n".join(path.read_text("utf-8") for path in MODULES)
    assert [name for name in lexicon().texts if f"<{name}>" not in asked and f'"{name}"' not in asked] == []
