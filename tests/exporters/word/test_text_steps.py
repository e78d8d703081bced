"""From one text to another in steps, as difflib tells them, for texts of any length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exporters.word.text_steps import likeness, line_steps, steps

CLAUSES = st.lists(st.sampled_from(["第8号专项，", "支出43.16万元。", "完成率100%，", "甲", "）、", ""]), max_size=12)


def rows(count: int, said: str = "") -> str:
    return "、".join(f"第{number}号专项（完成{number + 3}项，支出{number}.50万元{said}）" for number in range(count))


@given(one=CLAUSES, other=CLAUSES, times=st.sampled_from([1, 60]))
def test_the_steps_make_one_text_of_the_other_and_leave_nothing_out(
    one: list[str], other: list[str], times: int
) -> None:
    old, new = "".join(one) * times, "".join(other) * times
    at = there = 0
    for kind, a, b, c, d in steps(old, new):
        assert (a, c) == (at, there)
        assert (old[a:b] == new[c:d]) == (kind == "equal")
        at, there = b, d
    assert (at, there) == (len(old), len(new))
    assert 0 <= likeness(old, new) <= 1


def test_in_a_long_text_each_row_is_told_what_changed_in_it() -> None:
    old, new = rows(300), rows(300, "，已验收").replace("支出7.50万元", "支出9.50万元")
    told = [(old[a:b], new[c:d]) for kind, a, b, c, d in steps(old, new) if kind != "equal"]
    assert sorted(told) == [*[("", "，已验收")] * 300, ("7", "9")]
    assert likeness(old, new) > 0.85


def test_a_long_file_of_like_rows_is_told_by_the_lines_that_stand_once() -> None:
    def lines(said: str) -> list[tuple[str, ...]]:
        row = ("一、基本情况", "（一）资金", "无。", "见附件。")
        return [line for number in range(1500) for line in ((f"第{number}号专项",), *((one,) for one in row), (said,))]

    old, new = lines("已完成。"), lines("已完成，已验收。")
    changed = [step for step in line_steps(old, new) if step[0] != "equal"]
    assert changed == [("replace", at, at + 1, at, at + 1) for at in range(5, 9000, 6)]
