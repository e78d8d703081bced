"""Two drafts side by side, and the versions of one: words in, lines out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.drafts.saving import save
from model.editing.session import Session
from model.safekeeping.locks import Lock
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


def changed(path: Path, where: str, text: str) -> None:
    session = Session(load(path))
    session.type(session.report.cell(where), text)
    save(session.draft)


@pytest.fixture
def pair(draft: Path) -> tuple[Path, Path]:
    other = draft.with_name("b.toml")
    other.write_bytes(draft.read_bytes())
    session = Session(load(other))
    session.type(session.report.cell("overview.unit"), "新\x1b[31m局")
    total = session.report.cell("general_budget.basic.budget")
    assert total.figure is not None
    session.type(total, "20000.00")
    session.remove("overview.offices", 0)
    session.insert("overview.offices", 0, {"name": "督查专班"})
    save(session.draft)
    return draft, other


def test_a_diff_tells_fields_amounts_and_rows(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *map(str, pair)]) == 1
    told = capsys.readouterr().out
    assert "改  单位名称：长沙市人力资源和社会保障局 → 新\\x1b[31m局" in told
    assert "\x1b" not in told
    assert "→ 20000.00（" in told
    assert "万元）" in told
    assert told.splitlines()[-1].startswith("共 ")
    assert main(["diff", str(pair[0]), str(pair[0])]) == 0
    assert capsys.readouterr().out == "没有不同\n"


def test_a_diff_tells_accepted_findings_by_their_fields_and_computed_figures_by_their_amount(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(load(pair[0]))
    row = {"code": "sum_x", "fields": "overview.scale.total overview.unit", "reason": "口径不同", "by": "李会计"}
    session.insert("accepted", 0, row)
    session.type(session.report.cell("assets.totals.total"), "")
    save(session.draft, pair[1], overwrite=True)
    assert main(["diff", *map(str, pair)]) == 1
    told = capsys.readouterr().out
    assert "增  已接受的发现·支出规模·支出总额：口径不同，李会计" in told
    assert "改  资产总体情况·资产总额：20912.11 → （空）（算得20,912.11万元）" in told
    assert main(["diff", *map(str, reversed(pair))]) == 1
    assert "删  已接受的发现·支出规模·支出总额：口径不同，李会计" in capsys.readouterr().out


def test_a_diff_tells_comments_and_their_answers(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(load(pair[0]))
    comment = {"path": "overview.scale.total", "on": "87,842.29万元", "text": "与决算核对过吗？", "by": "王局长"}
    session.insert("comments", 0, comment)
    save(session.draft, pair[1], overwrite=True)
    assert main(["diff", *map(str, pair)]) == 1
    told = capsys.readouterr().out
    assert told == "增  退回文件的批注·支出规模·支出总额：王局长：与决算核对过吗？\n共 1 处不同\n"
    save(session.draft, pair[0], overwrite=True)
    session.type(session.report.cell("comments.0.answer"), "核对过")
    save(session.draft, pair[1], overwrite=True)
    assert main(["diff", *map(str, pair)]) == 1
    told = capsys.readouterr().out
    assert told.startswith("改  退回文件的批注·支出规模·支出总额·对“王局长：与决算核对过吗？”的答复：（空） → 核对过\n")
    session.remove("comments", 0)
    save(session.draft, pair[1], overwrite=True)
    assert main(["diff", *map(str, pair)]) == 1
    assert capsys.readouterr().out.startswith("删  退回文件的批注·支出规模·支出总额：王局长：与决算核对过吗？\n")


def test_a_diff_as_json(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--format", "json", *map(str, pair)]) == 1
    found = json.loads(capsys.readouterr().out)["differences"]
    assert {one["kind"] for one in found} == {"changed"}
    assert found[0]["path"] == "overview.unit"
    assert {"kind", "path", "label", "old", "new", "change"} == set(found[0])


def test_versions_are_listed_and_one_is_restored(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = draft.read_bytes()
    assert main(["history", str(draft)]) == 0
    assert "还没有" in capsys.readouterr().out
    changed(draft, "overview.unit", "一")
    changed(draft, "overview.unit", "二")
    assert main(["history", str(draft)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told[:2]] == ["2", "1"]
    assert "有 1 处不同" in told[0]
    assert main(["history", str(draft), "--restore", "9"]) == 2
    assert "没有第 9 版" in capsys.readouterr().err
    assert main(["history", str(draft), "--restore", "1"]) == 0
    assert draft.read_bytes() == first
    assert "留作第 3 版" in capsys.readouterr().out
    assert main(["history", str(draft), "--restore", "3"]) == 0
    assert load(draft).report.cell("overview.unit").raw == "二"


def test_nothing_is_restored_under_another_who_has_it_open(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(draft, "overview.unit", "一")
    lock = Lock(draft)
    lock.take()
    before = draft.read_bytes()
    assert main(["history", str(draft), "--restore", "1"]) == 2
    assert "没有恢复" in capsys.readouterr().err
    assert draft.read_bytes() == before
    lock.release()


def test_a_change_far_behind_the_beginning_of_a_long_text_is_shown() -> None:
    from model.editing.differences import CHANGED, Difference
    from tui.cli.version_commands import lines

    said = "按照年初批复的绩效目标，本单位对全年各项工作逐项作了总结。" * 4
    (line,) = lines([Difference(CHANGED, "overview.duties", "主要职能", said + "支出30万元。", said + "支出50万元。")])
    assert "支出30万元" in line
    assert "支出50万元" in line
