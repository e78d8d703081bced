"""What a terminal sends is keys, pasted text or an answer: each goes on as what it is, in whatever parts it comes."""

from __future__ import annotations

import pytest

from tui.app.terminal_sequences import ESC_KEY, TerminalSequences


def passed(*parts: str) -> str:
    """What Textual sees of ``parts``, read one after another, and of what is held back behind the last one."""
    sequences = TerminalSequences()
    return "".join(map(sequences.take, parts)) + sequences.give_up()


def pasted(text: str) -> str:
    """``text`` between the marks of a paste."""
    return f"\x1b[200~{text}\x1b[201~"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("AA\x1b[31mBB", "AABB"),
        ("AA\x1bB\x15\x1b[17~\x1b[17~DD", "AABDD"),
        ("AA\x1bBB\x11CC", "AABBCC"),
        ("一\t二\r\n三\n四", "一\t二\r\n三\n四"),
        ("\x1b", ""),
        ("a\x1b[", "a["),
        ("a\x1b[200~b", "ab"),
        ("\x00\x07\x08\x7f\x9b", ""),
        ("", ""),
    ],
)
def test_all_between_the_marks_of_a_paste_is_text_in_its_order(inside: str, text: str) -> None:
    assert passed(f"甲{pasted(inside)}乙") == f"甲{pasted(text)}乙"


@pytest.mark.parametrize(
    "inside", ["AA\x1b[31mBB", "AA\x1bB\x15\x1b[17~\x1b[17~DD", "子\x1b\x1b[丑", "x\x1b]11;rgb:1\x1by"]
)
@pytest.mark.parametrize("behind", ["\x1b[A", "q", "\x11"])
def test_it_does_not_matter_where_a_paste_is_cut_in_two(inside: str, behind: str) -> None:
    whole = f"{pasted(inside)}{behind}"
    for at in range(len(whole) + 1):
        assert passed(whole[:at], whole[at:]) == passed(whole)
    assert passed(*whole) == passed(whole)


def test_a_paste_without_an_end_is_ended() -> None:
    sequences = TerminalSequences()
    seen = sequences.take("\x1b[200~AA\x11\x1b[20")
    assert sequences.pasting
    seen += sequences.end_paste()
    assert (seen, sequences.pasting) == (pasted("AA"), False)
    assert sequences.take("\x11") == "\x11", "the keys behind it are keys again"


@pytest.mark.parametrize(
    "text", ["{三公经费预算数}", "1", "a", "b", "f", "=", "\x1a", "\r", "\t", "[三", "Oz", "]a", "Pa", "§"]
)
def test_esc_and_what_is_typed_right_behind_it_are_keys_each(text: str) -> None:
    assert passed(f"\x1b{text}") == passed("\x1b", text) == f"{ESC_KEY}{text}"


@pytest.mark.parametrize("text", ["", "[", "O", "]", "P", "_", "X", "^"])
def test_what_could_go_on_is_keys_when_nothing_more_comes(text: str) -> None:
    assert passed(f"\x1b{text}") == f"{ESC_KEY}{text}"


def test_esc_twice_is_esc_twice() -> None:
    assert passed("\x1b\x1b\x1b[A") == f"{ESC_KEY}{ESC_KEY}\x1b[A"


@pytest.mark.parametrize(
    "key",
    [
        "[A",
        "[1;5C",
        "[3~",
        "[24~",
        "[3;2~",
        "OP",
        "[[A",
        "[Z",
        "[I",
        "[O",
        "[97;5u",
        "[<0;10;20M",
        "[M !!",
        "[12;40R",
        "[?2026;2$y",
        "[48;24;80;480;640t",
        "[3^",
        "[23$",
        "[1;2R",
        "OM",
        "[127;3u",
        "[57399u",
    ],
)
def test_what_textual_knows_goes_on_as_it_is(key: str) -> None:
    whole = f"\x1b{key}"
    for at in range(len(whole)):
        assert passed(whole[:at], whole[at:]) == whole


@pytest.mark.parametrize("reply", ["[99~", "[5z", "[?62;22c", "[>0;276;0c", "[?1u", "[0^", "[9999999999u", "[1;5;9;7m"])
@pytest.mark.parametrize("behind", ["", "甲"])
def test_an_unknown_sequence_gives_no_character(reply: str, behind: str) -> None:
    assert passed(f"\x1b{reply}{behind}") == passed(*f"\x1b{reply}{behind}") == behind


@pytest.mark.parametrize(
    "reply",
    [
        "]11;rgb:1e1e/1e1e/1e1e\x07",
        "]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "]10;rgba:ffff/ffff/ffff/ffff\x07",
        "]4;15;rgb:ff/ff/ff\x07",
        "P>|tmux 3.3\x1b\\",
        "_Gi=1;OK\x1b\\",
        "]11;rgb:1e1e/1e",
        "[?62;2",
    ],
)
def test_an_answer_of_the_terminal_is_no_input(reply: str) -> None:
    assert passed(f"\x1b{reply}") == passed(*f"\x1b{reply}") == ""


@pytest.mark.parametrize("message", ["_tmux\x1b\\", "^secret\x1b\\", "Xstring\x1b\\"])
def test_a_message_of_another_program_is_no_input(message: str) -> None:
    assert passed(f"甲\x1b{message}乙") == "甲乙"
    assert passed("\x1b^三") == f"{ESC_KEY}^三"


@pytest.mark.parametrize("text", ["[2025]", "]11;", "^P", "a]b[c^d", f"甲{ESC_KEY}乙"])
def test_what_is_typed_comes_in_whole(text: str) -> None:
    assert passed(text) == passed(*text) == text.replace(ESC_KEY, "")
