"""Words of the command line that are wrong: one sentence in the language of the locale, exit code 2."""

from __future__ import annotations

import pytest

from tests.tui.driving import SAMPLE
from tui.cli.main import main

WRONG = [
    (["check", "a.toml", "--format", "xml"], "--format 不能写 xml，只能是 text|json|sarif|csv|xlsx", "ziping check"),
    (["check", "a.toml", "--jobs", "0"], "--jobs 不能写 0，只能是 1 或更大的整数", "ziping check"),
    (["check", "a.toml", "--jobs"], "--jobs 后面还缺一个值", "ziping check"),
    (["check", "a.toml", "--nosuch"], "这里用不上 --nosuch", "ziping"),
    (["export", "a.toml", "-o"], "--output 后面还缺一个值", "ziping export"),
    (["new", "-"], "OUT.toml 不能写 -，只能是文件的位置", "ziping new"),
    (["new", "a.toml", "--from", "-"], "--from 不能写 -，只能是文件的位置", "ziping new"),
    (["serve", "-"], "DRAFT 不能写 -，只能是文件的位置", "ziping serve"),
    (["completion", "cmd"], "shell 不能写 cmd，只能是 bash|zsh|fish|powershell", "ziping completion"),
    (["diff", "a.toml"], "缺少 B", "ziping diff"),
    (["-x"], "这里用不上 -x", "ziping"),
    (["a.toml", "b.toml"], "这里用不上 b.toml", "ziping"),
    (["chekc", "a.toml"], "没有 chekc 这个命令，相近的是 check", "ziping"),
    (["help", "啥"], "没有 啥 这个命令", "ziping"),
    (["help", "\x1b[31m\u202e"], "没有 \\x1b[31m\\u202e 这个命令", "ziping"),
    (["check", "a.toml", "--zz\x1b[32m"], "这里用不上 --zz\\x1b[32m", "ziping"),
    (["a.toml", "\x1b[31mb.toml"], "这里用不上 \\x1b[31mb.toml", "ziping"),
    (
        ["check", "a.toml", "--format", "x\x07\n"],
        "--format 不能写 x\\x07\\n，只能是 text|json|sarif|csv|xlsx",
        "ziping check",
    ),
    (["new", "a.toml", "--year", "今年"], "--year 不能写 今年，只能是整数", "ziping new"),
    (["summery"], "没有 summery 这个命令，相近的是 summary", "ziping"),
]


@pytest.mark.parametrize(("words", "said", "page"), WRONG)
def test_wrong_words_are_said_in_one_sentence(
    words: list[str], said: str, page: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err == f"命令写得不对：{said}；用法见 {page} --help\n"


def test_a_draft_called_nearly_like_a_command_opens(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    monkeypatch.chdir(folder)
    (folder / "checks").write_text("schema = 2\n[nonsense", encoding="utf-8")
    assert main(["checks"]) == 2
    assert "checks 第2行" in capsys.readouterr().err


def test_a_field_called_nearly_so_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(SAMPLE), "overview.scale.totl"]) == 2
    assert "是不是 overview.scale.total？" in capsys.readouterr().err
