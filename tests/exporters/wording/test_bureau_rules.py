"""The table of rules in a bureau's file: read beside its sentences, faults named with their lines."""

from __future__ import annotations

import pytest

from exporters.wording.bureau_wording import loads
from exporters.wording.wording_reader import WordingError

HEAD = "format = 1\n[[section]]\nkey = 'overview'\nheading = '部门概况'\ntext = ''\n"


def test_the_rules_of_a_bureau_stand_beside_its_sentences() -> None:
    wording = loads(HEAD + "[rules.published_late]\nseverity = 'off'\nreason = '八月底前公开'\n", "本市.toml")
    assert wording.rules.told() == ["规则 published_late 按本地规定停用：八月底前公开"]
    assert loads(HEAD, "本市.toml").rules.told() == []


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("[rules.publish_late]\nseverity = 'off'\nreason = '甲'\n", "本市.toml 第6行 rules.publish_late：没有代号为"),
        (
            "[rules.published_late]\nseverity = 'error'\nreason = '甲'\n",
            "第7行 rules.published_late.severity",
        ),
        ("[rules.published_late]\nseverity = 'off'\n", "要写明理由"),
        ("[[rules]]\nseverity = 'off'\n", "每条以 [rules.代号] 开头"),
    ],
)
def test_a_fault_in_it_is_named_with_line_and_remedy(lines: str, sentence: str) -> None:
    with pytest.raises(WordingError) as caught:
        loads(HEAD + lines, "本市.toml")
    assert sentence in str(caught.value)
