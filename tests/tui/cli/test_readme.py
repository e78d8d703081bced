"""README's table of commands and the program's own declaration say the same; neither sends anybody to a stranger."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from tui.cli.commands import COMMANDS, DECLARED

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text("utf-8")
WORDS = {"help", "version"}
"""What stands for --help and --version, and is no command with a page of its own."""


def table() -> dict[str, dict[str, str]]:
    """Each command of the table with its options and what they take, "" for nothing; "" is the form."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in re.findall(r"^\| (`ziping.*?`) \| ", README, re.MULTILINE):
        for usage in re.findall("`ziping ?(.*?)`", row.replace("\\|", "|")):
            name = usage.split()[0] if usage[:1].isalpha() else ""
            # A second row tells of a narrower use: --against writes fewer formats.
            found[name] = dict(re.findall(r"(?<= |\[)(--?[a-z-]+)(?: ([^] ]+))?", usage)) | found[name]
    return found


def test_the_table_has_each_command_with_its_options_and_nothing_else() -> None:
    told = table()
    assert set(told) == {"", *COMMANDS, *WORDS}
    for command in DECLARED:
        options = {
            word.names[0]: word.stands_for if word.takes_value else "" for word in command.words if word.is_option
        }
        here = {option: value.partition("|FOLDER")[0] for option, value in told[command.name].items()}
        assert here == options, command.name


def test_the_table_has_the_arguments_of_each_command() -> None:
    for command in DECLARED:
        (usage, *_) = re.findall(rf"`ziping {command.name}\b(.*?)`", README[README.index("| command |") :])
        for word in command.words:
            if not word.is_option:
                assert word.stands_for in usage.replace("\\|", "|"), (command.name, word.stands_for)


def test_no_text_installs_what_a_stranger_offers_under_our_name() -> None:
    """Also not ``ziping[extra]``, which whoever reads it would ask PyPI for."""
    texts = [ROOT / "README.md", ROOT / "pyproject.toml"]
    texts += [path for room in ("model", "exporters", "tui") for path in (ROOT / room).rglob("*.*")]
    for path in texts:
        if path.suffix in (".py", ".md", ".toml"):
            said = path.read_text("utf-8")
            assert not re.search(r"(?<!bumen-)\bziping\[|(pip|pipx|tool) install '?ziping\b", said), path
