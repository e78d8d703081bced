"""Counts the figures of a text without knowing how it was made, and without the reader under test.

A range counts once, a hedged figure counts. Dates, years, numbers of documents, 第N, telephones and the numbers of
headings do not.
"""

from __future__ import annotations

import re
import unicodedata

NO_FIGURES = (
    r"[〔\[(（]\s*(?:19|20)\d{2}\s*[〕\])）]\s*第?\d+\s*号",  # 〔2024〕12号
    r"(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)",  # telephones
    r"(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?<!\d)(?:19|20)\d{2}(?=\s*年?[—~～至-](?:19|20)\d{2}年)",  # the first year of 2021—2023年
    r"(?<!\d)(?<!\d[.,])(?:19|20)\d{2}\s*年(?:度|末|底|初)?(?:\s*\d{1,2}\s*月(?:份|底|末|初)?)?(?:\s*\d{1,2}\s*日)?",
    r"(?<![\d.])\d{1,2}\s*月(?:份|底|末|初)?(?:\s*\d{1,2}\s*日)?",
    r"第\s*\d+",
)
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
FIGURE = re.compile(rf"{NUMBER}%?(?:(?:[—~～至]+|-){NUMBER})?")
HEADING = re.compile(
    r"(?:^|(?<=[。;]))\s*(?:[(（]\d{1,2}[)）]|\d{1,2}[)）.．、](?=\D|20\d\d年)|\d{1,2}(?:\.\d{1,2}){0,2} +(?=[一-龥]))",
    re.MULTILINE,
)


def count(text: str) -> int:
    """How many figures the text holds."""
    text = unicodedata.normalize("NFKC", re.sub("[①-⑳]", "", text))
    text = HEADING.sub("", text)
    for pattern in NO_FIGURES:
        text = re.sub(pattern, "※", text)
    return len(FIGURE.findall(text))
