"""A whole report as text, beside the one that was read and found good: what a change of the wording does is seen.

``python -m tests.exporters.test_said`` writes it anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

from exporters.compose import compose
from exporters.plain import plain_text
from tests.exporters.drafts import annexed
from tests.model.drafting import DATA

FOUND_GOOD = DATA / "exports" / "small-bureau-2024.txt"


def test_the_small_bureau_says_what_was_found_good() -> None:
    assert plain_text.render(compose(annexed().report)) == FOUND_GOOD.read_text("utf-8")


if __name__ == "__main__":
    FOUND_GOOD.write_text(plain_text.render(compose(annexed().report)), "utf-8")
