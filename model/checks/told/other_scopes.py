"""Finds where a sentence begins to speak of something other than the department's whole year.

That is a part of it, another time, or another body.
"""

from __future__ import annotations

import re

from model.language.lexicon import lexicon, pattern
from model.report.references import Names

# What other bodies than the department are called; not 我中心, nor 中心城区.
_BODIES = "(?<![我本全为])(?:<bodies>|中心(?![城任工思组环地]))"


def other_scope_at(sentence: str, names: Names) -> int:
    """Where ``sentence`` has begun to speak of a part, another time, a plan or another body; past its end: never."""
    planned = sentence.replace("预算执行", "甲" * 4)  # 全年预算执行率: what was done, and no plan
    scopes = [words for words in lexicon().texts["part_or_plan"] if words in planned]
    found = [planned.find(words) + len(words) for words in scopes]
    for own in names.own:
        sentence = sentence.replace(own, "甲" * len(own))
    found += [sentence.find(part) + len(part) for part in names.parts if part in sentence]
    if body := pattern(_BODIES).search(sentence):
        found.append(body.end())
    return min(found, default=len(sentence) + 1)


def opens_with_topic(sentence: str, opening: int) -> bool:
    """Whether the clause before ``opening`` is a few words that say whose figures follow: 石桥村，; not 全年，.

    Not so where the words that follow say that themselves: 季通报，全局在职46人.
    """
    if sentence.startswith(lexicon().texts["of_ourselves"], opening):
        return False
    before = re.split("[，。；、！？（）()：:,;]", sentence[: max(opening - 1, 0)])[-1]
    short = sentence[opening - 1 : opening] in ("，", ",") and 2 < len(before) < 7
    return short and not before.startswith(("我", "本", "全", "年", "当", "总", "目前", "截至")) and before.isalpha()


def is_left_from_last_year(sentence: str, text: str, year: str) -> bool:
    """Whether ``sentence`` of ``text`` begins with the year before ``year`` and tells a result against 上年.

    Where the text speaks of any other year, too, it goes through the years, and the sentence may be right.
    """
    last = str(int(year) - 1) if year.isdigit() else ""
    said = sentence.lstrip().removeprefix("截至").removeprefix("截止")
    return (
        bool(last)
        and said.startswith(last + "年")
        and any(words in said for words in lexicon().texts["results_against"])
        and {found[0] for found in re.finditer("(?<![0-9])(?:19|20)[0-9]{2}(?=年|[—–－~～-])", text)} == {last}
    )
