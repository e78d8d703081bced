"""The quick look whether a text may say something twice in a row misses nothing that the slow one finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.checks.rules import texts


@given(
    st.text("工作的了，。1\U00020000", max_size=40), st.text("工作局厅院", min_size=2, max_size=8), st.text(max_size=12)
)
def test_what_stands_twice_in_a_row_is_never_passed_over(before: str, twice: str, after: str) -> None:
    assert texts._repeats(before + twice * 2 + after)


@given(st.text("工作的了一", max_size=30))
def test_it_agrees_with_the_pattern_where_all_marks_are_words(text: str) -> None:
    assert texts._repeats(text) == (texts._again().search(text) is not None)
