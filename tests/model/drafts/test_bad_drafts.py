"""What a draft can be that is none: each gets its sentences with file, line and remedy, and stays as it is."""

from __future__ import annotations

import builtins
import json
import os
import random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from model.drafts import draft as drafts
from tests.model.drafting import REFERENCE
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

S = "schema = 2\n"


class Bad(NamedTuple):
    """A file, and for each fault its place and what the sentence says."""

    name: str
    data: str | bytes
    faults: tuple[tuple[str, str], ...]


def bad(name: str, data: str | bytes, *faults: tuple[str, str]) -> Bad:
    return Bad(name, data, faults)


CASES = [
    # Not TOML.
    bad("prose", "这是一份报告\n", ("第1行第1列", "说明文字请在行首加 #")),
    bad("statement", S + "overview\n", ("第2行第9列", "键后面要有等号")),
    bad("no value", S + "[overview]\nyear =\n", ("第3行第7列", "行首加 #")),
    bad("chinese quotes", S + "[overview]\nunit = “某局”\n", ("第3行第8列", "加英文引号")),
    bad("open quote", S + '[overview]\nunit = "某局\nyear = 2022\n', ("第3行第11列", "引号没有成对")),
    bad("open quotes", S + '[overview]\nduties = """职能\nyear = 2022\n', ("第3行", "三个引号没有成对")),
    bad("open literal", S + "[overview]\nduties = '''职能\nyear = 2022\n", ("第3行", "三个引号没有成对")),
    bad("open bracket", S + "[overview\nyear = 2022\n", ("第2行第10列", "方括号没有成对")),
    bad("open array", S + "a = [1,\n2\n", ("第3行（文件末尾）", "方括号没有成对")),
    bad("open brace", S + "a = {b = 1\n", ("第2行", "花括号没有成对")),
    bad("backslash", S + '[overview]\nunit = "C:\\某局"\n', ("第3行", "反斜杠要写成两个")),
    bad("two on a line", S + "[overview.scale] basic = 1\n", ("第2行", "一行只写一项")),
    bad("separators", S + "[overview.scale]\nbasic = 14,825.83\n", ("第3行第11列", "数不带逗号和单位")),
    bad("unit", S + "[overview.scale]\nbasic = 14825.83万元\n", ("第3行第17列", "数不带逗号和单位")),
    bad("full-width", S + "[overview.scale]\nbasic = １４\n", ("第3行第9列", "值写错了")),
    bad("impossible day", S + "[publication]\ndate = 2023-02-30\n", ("第3行", "没有这一天")),
    bad("duplicate key", S + "[overview]\nyear = 2022\nyear = 2023\n", ("第4行", "同一个键写了两次")),
    bad("duplicate inline key", S + "overview = {year = 2022, year = 2023}\n", ("第2行", "同一个键写了两次")),
    bad("duplicate table", S + "[overview]\n[assets]\n[overview]\n", ("第4行", "overview：这个 [表] 写了两次")),
    bad("table on value", S + "[overview]\nunit = 'a'\n[overview.unit]\n", ("第4行", "写了两次")),
    bad("nul", S + "[overview]\nunit = 'a\0b'\n", ("第3行", "不能用的字符")),
    bad("deep", S + "a = " + "[" * 5000, ("第2行", "嵌套太深")),
    bad("5000 digits", S + f"[overview.scale]\nbasic = {'9' * 5000}\n", ("第3行", "位数太多")),
    bad("long line", S + "x" * 1_000_000 + "\n", ("第2行", "键后面要有等号")),
    # Not text, not a draft.
    bad("random bytes", random.Random(1).randbytes(5000), ("第1行", "UTF-8")),
    bad("half a letter", S.encode() + '[overview]\nunit = "某'.encode()[:-1], ("第3行", "UTF-8")),
    bad("one bad byte", S.encode() + "# 草稿\n[overview]\n".encode() + b"unit = '\xd2'\n", ("第4行", "UTF-8")),
    bad("a Word file", b"PK\x03\x04\x14\x00\x06\x00\xff\xfe", ("", "是 Word 或 Excel 文件")),
    bad("utf-16", "schema = 2\n".encode("utf-16"), ("第1行", "UTF-16")),
    bad("utf-16 without mark", "schema = 2\n".encode("utf-16-le"), ("第1行", "键后面要有等号")),
    bad("empty", "", ("第1行", "文件是空的")),
    bad("blank lines", "\n\n", ("第1行", "文件是空的")),
    bad("newer", "schema = 3\n", ("schema = 3", "先升级 ziping")),
    bad("no schema", "[overview]\nyear = 2022\n", ("第1行 schema", "请补上")),
    bad("schema text", "schema = '1'\n", ("第1行 schema", "请写 schema = 2")),
    bad("schema zero", "# 草稿\nschema = 0\n", ("第2行 schema", "请写 schema = 2")),
    # TOML, but not what the fields are.
    bad("number for text", S + "[overview]\nunit = 12\n", ("第3行 overview.unit", "单位名称应是文字")),
    bad("text for number", S + "[overview.scale]\nbasic = '很多'\n", ("第3行 overview.scale.basic", "不是数")),
    bad("wrong unit", S + "[overview.scale]\nbasic = '3人'\n", ("第3行 overview.scale.basic", "人数（人）")),
    bad("flag for number", S + "[overview.scale]\nbasic = true\n", ("第3行 overview.scale.basic", "这里写的是真假值")),
    bad("date for number", S + "[overview.scale]\nbasic = 2022-12-31\n", ("第3行 overview.scale.basic", "是日期")),
    bad("array for number", S + "[overview.scale]\nbasic = [1]\n", ("第3行 overview.scale.basic", "是列表")),
    bad("nan", S + "[overview.scale]\nbasic = nan\n", ("第3行 overview.scale.basic", "“nan”不是数")),
    bad("inf", S + "[overview.scale]\nbasic = -inf\n", ("第3行 overview.scale.basic", "“-inf”不是数")),
    bad("exponent", S + "[overview.scale]\nbasic = 1e5\n", ("第3行 overview.scale.basic", "“1e5”不是数")),
    bad("25 digits", S + f"[overview.scale]\nbasic = {'9' * 25}\n", ("第3行 overview.scale.basic", "位数太多")),
    bad("5000 decimals", S + f"[overview.scale]\nbasic = 1.{'9' * 5000}\n", ("第3行 overview.scale.basic", "位数太多")),
    bad("year", S + "[overview]\nyear = 22\n", ("第3行 overview.year", "请填四位数")),
    bad("year as date", S + "[overview]\nyear = 2022-01-01\n", ("第3行 overview.year", "写作 year = 2022")),
    bad("flag", S + "[insurance]\nnone = 'maybe'\n", ("第3行 insurance.none", "请选 是 / 否")),
    bad("flag as number", S + "[insurance]\nnone = 0\n", ("第3行 insurance.none", "true 或 false")),
    bad("date as number", S + "[publication]\ndate = 20230630\n", ("第3行 publication.date", "2022-12-31")),
    bad("date with time", S + "[publication]\ndate = 2023-06-30T08:00:00\n", ("第3行 publication.date", "应是日期")),
    bad(
        "no such day", S + "[publication]\ndate = '2025/4/31'\n", ("第3行 publication.date", "4月没有这一天，只有30天")
    ),
    bad(
        "no such year", S + "[publication]\ndate = '9999年12月31日'\n", ("第3行 publication.date", "只收1980年到2099年")
    ),
    bad("date as text", S + "[publication]\ndate = '6月中旬'\n", ("第3行 publication.date", "不是日期")),
    bad("choice", S + "[assets.classes]\nbase = '总值'\n", ("第3行 assets.classes.base", "不在可选之列")),
    bad("unknown key", S + "[overview.scale]\ntotl = 1\n", ("第3行 overview.scale.totl", "是不是 total")),
    bad("unknown section", S + "[overvew]\nyear = 2022\n", ("第2行 overvew", "是不是 overview")),
    bad("nothing near", S + "[overview]\nzzzz = 1\n", ("第3行 overview.zzzz", "请删去")),
    bad("value for section", S + "overview = 1\n", ("第2行 overview", "请写成 [overview]")),
    bad("list for table", S + "[[overview.scale]]\nbasic = 1\n", ("第2行 overview.scale", "请写成 [overview.scale]")),
    bad("table for list", S + "[overview.offices]\nname = '办'\n", ("第2行 overview.offices", "[[overview.offices]]")),
    bad("mixed list", S + "[overview]\noffices = [{name = '办'}, '财']\n", ("第3行 overview.offices", "是列表")),
    bad("too many rows", S + "[[overview.offices]]\n" * 2001, ("第2行 overview.offices", "最多 2000 行")),
    bad(
        "two of a row",
        S + "[[overview.offices]]\nname = '办公室'\n[[overview.offices]]\nname = '办公室'\n",
        ("第4行 overview.offices.1", "第2个机构与第1个重名"),
    ),
    # Where the line is hard to tell.
    bad(
        "all at once",
        S + "[overview]\nunit = 1\nyeer = 2\n\n[overview.scale]\nbasic = 'x'\n[nosuch]\n",
        ("第3行 overview.unit", "应是文字"),
        ("第4行 overview.yeer", "是不是 year"),
        ("第7行 overview.scale.basic", "不是数"),
        ("第8行 nosuch", "没有名为 nosuch"),
    ),
    bad(
        "after a long text",
        S + '[overview]\nduties = """\n[overview.scale]\nbasic = 1\n"""\n\n[overview.scale]\nbasic = "x"\n',
        ("第9行 overview.scale.basic", "不是数"),
    ),
    bad(
        "nested lists",
        S
        + "[[insurance.funds]]\nname = '甲'\n[[insurance.funds.final_income]]\namount = 1\n"
        + "[[insurance.funds]]\nname = '乙'\n[[insurance.funds.final_income]]\namount = 2\n"
        + "[[insurance.funds.final_income]]\namount = 'x'\n[insurance.funds.goals]\ntxt = ''\n",
        ("第11行 insurance.funds.1.final_income.1.amount", "不是数"),
        ("第13行 insurance.funds.1.goals.txt", "是不是 text"),
    ),
    bad("inline table", S + "[overview]\nscale = {basic = 1, totl = 2}\n", ("第3行 overview.scale.totl", "total")),
    bad(
        "array of inline tables",
        S + "[overview]\noffices = [\n  {name = '甲]'}, # {\n  {name = '乙', nam = 1},\n]\n",
        ("第5行 overview.offices.1.nam", "是不是 name"),
    ),
    bad("dotted keys", S + "overview.scale.basic = 'x'\n", ("第2行 overview.scale.basic", "不是数")),
    bad(
        "quoted keys", S + "['overview' . \"scale\"]\n\"b\\u0061sic\" = 'x'\n", ("第3行 overview.scale.basic", "不是数")
    ),
    bad("crlf", S.replace("\n", "\r\n") + "\r\n[overview]\r\nunit = 1\r\n", ("第4行 overview.unit", "应是文字")),
    bad("long key", S + "k" * 9000 + " = 1\n", ("第2行 kkkk", "请删去")),
    bad("odd key", S + '"a\\n\\u001bb" = 1\n', ("第2行 a??b", "请删去")),
    bad("deep header", S + f"[{'.'.join('a' * 20000)}]\n", ("第2行", "嵌套太深")),
    bad("deep array", S + "[overview]\nunit = " + "[" * 200 + "]" * 200 + "\n", ("第3行 overview.unit", "是列表")),
]


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that a check of ``path`` says; nothing else happens."""
    assert main(["check", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    sentences = told.err.splitlines()
    assert all(str(path) in sentence and len(sentence) < len(str(path)) * 2 + 300 for sentence in sentences)
    return sentences


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_fault_is_told_with_its_place(case: Bad, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.toml"
    data = case.data if isinstance(case.data, bytes) else case.data.encode()
    path.write_bytes(data)
    before = path.stat().st_mtime_ns
    sentences = refused(path, capsys)
    assert len(sentences) == len(case.faults), sentences
    for sentence, (place, said) in zip(sentences, case.faults, strict=True):
        assert place in sentence
        assert said in sentence
        assert sentence.startswith(str(path))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (data, before)
    assert main(["check", "--format", "json", str(path)]) == 2
    (found,) = json.loads(capsys.readouterr().out)["drafts"]
    assert found["path"] == str(path)
    assert found["problems"] == sentences


def test_a_draft_cut_off_anywhere_never_breaks_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = REFERENCE.read_bytes()
    path = tmp_path / "draft.toml"
    for end in range(1, len(whole), len(whole) // 97):
        path.write_bytes(whole[:end])
        code = main(["check", str(path)])
        told = capsys.readouterr()
        assert code in (0, 1, 2)
        if code == 2:
            assert told.out == ""
            assert all(said.startswith(f"{path} 第") and "行" in said for said in told.err.splitlines())


def test_five_megabytes_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(b"# a\n" * (5 * 2**18))
    (said,) = refused(path, capsys)
    assert "超过 4 MB" in said


def test_what_is_no_file_is_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有这个文件" in refused(tmp_path / "none.toml", capsys)[0]
    assert "是文件夹" in refused(tmp_path, capsys)[0]
    no_name = "没有这个文件" if os.name == "nt" else "读不了"
    assert no_name in refused(REFERENCE / "draft.toml", capsys)[0]
    assert no_name in refused(tmp_path / "长".join("名" * 200), capsys)[0]


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices of POSIX")
def test_pipes_and_devices_are_refused_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert "不是普通文件" in refused(tmp_path / "pipe", capsys)[0]
    assert "不是普通文件" in refused(tmp_path / "device", capsys)[0]
    assert "读不了" in refused(tmp_path / "circle", capsys)[0]


def test_a_file_that_may_not_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "draft.toml"
    path.write_text(S)

    def closed(*_: Any, **__: Any) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(builtins, "open", closed)
        assert "没有读取权限" in refused(path, capsys)[0]


def test_gb18030_is_read_with_a_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes((S + "[overview]\nunit = '某某局'\n").encode("gb18030"))
    assert main(["check", str(path)]) in (0, 1)
    assert "GB18030" in capsys.readouterr().err
    assert drafts.load(path).report.cell("overview.unit").raw == "某某局"


def test_one_bad_draft_does_not_keep_the_others_from_being_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "none.toml"), str(REFERENCE)]) == 2
    told = capsys.readouterr()
    assert str(REFERENCE) in told.out
    assert "没有这个文件" in told.err


def test_a_hundred_thousand_keys_that_nobody_knows_are_one_line() -> None:
    problems = drafts.parse(S + "[overview]\n" + "".join(f"k{number} = 1\n" for number in range(100_000))).problems
    assert len(problems) == 1
    assert problems[0].startswith("第3行 overview.k0：一共有 100000 个不认识的项")
    assert len(problems[0]) < 200


def test_a_value_longer_than_any_text_is_told_and_stays_in_the_file() -> None:
    draft = drafts.parse(f'{S}[overview]\nunit = "局"\n[implementation]\nlead = "{"12," * 34_000}"\n')
    assert draft.problems == ["第5行 implementation.lead：总述有 102000 字，最多 100000 字，没有读入，请缩短"]
    assert draft.report.cell("overview.unit").raw == "局"
    assert draft.report.cell("implementation.lead").raw == ""
