"""Saving: the least change, nothing lost, the old file whole whatever happens."""

from __future__ import annotations

import errno
import itertools
import multiprocessing
import os
import re
import stat
import threading
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.drafts import draft as drafts
from model.drafts import saving
from model.drafts.draft import DraftError, load
from model.drafts.in_place import kept_document
from model.drafts.in_place.kept_document import KeptDocument
from model.drafts.new_draft import blank_text, create
from model.drafts.saving import ChangedOnDisk, save
from model.drafts.separate_document import SeparateDocument
from model.drafts.snapshot import snapshot
from model.drafts.versions import versions
from model.editing.session import Session
from model.errors import ZipingError
from model.report.tree import Cell, Node, RowList
from tests.benchmarks.large_drafts import large_draft
from tests.model.drafting import BLANK, REFERENCE, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.tree import Content

DRAFTS = [path for path in sorted(SAMPLES.glob("*.toml")) if path.read_bytes().startswith(b"schema = 2")]
# Comments everywhere, unknown keys, every way of writing a value, lists in lists.
ODD = '''\
schema = 2 # 版本
mystery = {a = 1, b = "x"}   # 不认识的

# 标题
[overview]   # 概况
# 名称在下面
unit = '某某局'   # 单引号
year = 2_022
duties = """
一
# 不是注释
二"""
odd."key.x" = [ 1, 2 ] # 也不认识

# 机构表
[[overview.offices]] # 第一
name = "办公室" # 甲
extra = 1 # 乙

# 第二个的注释
[[overview.offices]]
name = "财务处"
# 行内注释
remark = "r"

# 游离的注释

[[overview.offices]]
name = "人事处"
[overview.offices.extra]
x = 1 # 丙

# 列表之后

[overview.scale]
basic = 1.50 # 丁
"total" = 20.00
functions = [
    {name = "甲", amount = 1.0}, # 戊
    {name = "乙", amount = 2, odd = 3},
]

[[insurance.funds]]
name = "基金一"
goals.text = "点"   # 己

[[insurance.funds.final_income]]
name = "保费"
amount = 1.0 # 庚

[assets]
totals = {current = 1.0, extra = true} # 辛

[[insurance.funds]]
name = "基金二"
[[insurance.funds.final_income]]
name = "利息"
[[insurance.funds.final_income]]
name = "其他"
# 结尾'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.toml"


def session(path: Path, text: str) -> Session:
    path.write_bytes(text.encode())
    return Session(load(path))


def saved(path: Path, text: str, *typed: tuple[str, str]) -> str:
    """The text of the file after ``typed`` went into its fields and it was saved."""
    under_edit = session(path, text)
    for where, raw in typed:
        under_edit.type(under_edit.report.cell(where), raw)
    save(under_edit.draft)
    assert load(path).report.root.content() == under_edit.report.root.content()
    return path.read_bytes().decode()


@pytest.mark.parametrize("sample", DRAFTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_an_unchanged_draft_is_saved_byte_for_byte(sample: Path, newline: str, bom: bytes, path: Path) -> None:
    data = bom + sample.read_bytes().replace(b"\n", newline.encode())
    path.write_bytes(data)
    draft = load(path)
    save(draft)
    assert path.read_bytes() == data
    copy = path.with_name("copy.toml")
    save(draft, copy)
    assert copy.read_bytes() == data
    assert draft.path == copy


@pytest.mark.parametrize("sample", DRAFTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_changes_its_line_only(sample: Path, newline: str, path: Path) -> None:
    data = b"\xef\xbb\xbf" + sample.read_bytes().replace(b"\n", newline.encode())
    path.write_bytes(data)
    under_edit = Session(load(path))
    under_edit.type(under_edit.report.cell("overview.year"), "2031")
    save(under_edit.draft)
    before, after = data.split(b"\n"), path.read_bytes().split(b"\n")
    assert len(before) == len(after)
    ((was, now),) = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
    assert was.endswith(b"\r") == now.endswith(b"\r") == (newline == "\r\n")
    assert now.startswith(b"year = 2031")


@pytest.mark.parametrize(
    ("where", "raw", "written"),
    [
        ("overview.scale.basic", "20.00", "20.00"),
        ("overview.scale.basic", "-3", "-3"),
        ("overview.scale.basic", "无", '"无"'),
        ("overview.scale.basic", "13.25亿元", '"13.25亿元"'),
        ("overview.scale.basic", "12..3", '"12..3"'),
        ("overview.scale.basic", "007", '"007"'),
        ("overview.scale.basic", "-0", '"-0"'),
        ("overview.scale.basic", "9" * 30, f'"{"9" * 30}"'),
        ("overview.year", "2024", "2024"),
        ("overview.year", "202", '"202"'),
        ("overview.unit", 'a"b\\c\x01', '"a\\"b\\\\c\\u0001"'),
        ("overview.duties", "一段", '"一段"'),
        ("overview.duties", "一\n二", '"""\n一\n二\n"""'),
        ("overview.duties", "\n一\n\n", '"""\n\n一\n\n\n"""'),
        ("overview.duties", 'x"""y\\', '"x\\"\\"\\"y\\\\"'),
        ("overview.duties", "半个\ud800字", '"半个\ufffd字"'),
        ("insurance.none", "是", "true"),
        ("insurance.none", "否", "false"),
        ("insurance.none", "大概", '"大概"'),
        ("publication.date", "2023-06-30", "2023-06-30"),
        ("publication.date", "2023-02-30", '"2023-02-30"'),
        ("assets.classes.base", "固定资产原值", '"固定资产原值"'),
    ],
)
def test_how_values_are_written(where: str, raw: str, written: str, path: Path) -> None:
    section, _, key = where.rpartition(".")
    under_edit = session(path, f"schema = 2\n\n[{section}]\n")
    under_edit.type(under_edit.report.cell(where), raw)
    save(under_edit.draft)
    assert f"{key} = {written}" in path.read_text(encoding="utf-8")
    assert load(path).report.cell(where).raw == raw.replace("\ud800", "\ufffd")


def test_a_half_typed_field_is_kept_and_told_when_loaded(path: Path) -> None:
    saved(path, "schema = 2\n", ("overview.scale.basic", "12.3.4"), ("insurance.none", "不清楚"))
    again = load(path)
    assert again.report.cell("overview.scale.basic").raw == "12.3.4"
    assert again.report.cell("insurance.none").raw == "不清楚"
    assert len(again.problems) == 2


def test_a_key_is_filled_and_emptied_in_its_place(path: Path) -> None:
    blank = blank_text()
    typed = (("overview.scale.total", "12.50"), ("overview.duties", "一\n二"), ("overview.unit", "某某局"))
    text = saved(path, blank, *typed)
    changed = [line for line in text.splitlines() if line not in blank.splitlines()]
    assert changed == [
        'unit = "某某局"               # 单位名称；必填；全称，与公章一致',
        "# 主要职能；必填",
        'duties = """',
        "一",
        "二",
        '"""',
        "total = 12.50                   # 支出总额（万元）；不填则自动计算；支出决算表“合计”行；来源：部门决算报表",
    ]
    emptied = saved(path, text, ("overview.scale.total", ""), ("overview.unit", ""))
    assert saved(path, emptied, ("overview.duties", "")).splitlines() == [
        piece
        for line in blank.splitlines()
        for piece in (["# 主要职能；必填", '# duties = ""'] if line.startswith("# duties") else [line])
    ]


def test_an_absent_key_goes_to_its_place_with_its_comment(path: Path) -> None:
    text = "schema = 2\n[overview.scale]\nbasic = 1\n\ntotal = 2 # 合计\n# 完\n\n[assets]\n"
    text = saved(path, text, ("overview.scale.project", "3"), ("overview.scale.change", "4"), ("overview.year", "2022"))
    assert text == (
        "schema = 2\n\n[overview]\nyear = 2022  # 报告年度\n\n[overview.scale]\nbasic = 1\n"
        "project = 3  # 项目支出（万元）\n\ntotal = 2 # 合计\n"
        "change = 4  # 支出总额较上年增减额（万元）\n# 完\n\n[assets]\n"
    )


def test_rows_of_a_new_draft_stand_behind_their_example(path: Path) -> None:
    under_edit = session(path, blank_text())
    for where, name in (("subordinates", "中心"), ("offices", "办公室"), ("offices", "财务处")):
        rows = under_edit.report.rows(f"overview.{where}")
        under_edit.insert(rows.path, len(rows.rows))
        under_edit.type(rows.rows[-1].cell("name"), name)
        save(under_edit.draft)
    text = path.read_text(encoding="utf-8")
    added = """\
[[overview.offices]]
name = "办公室"  # 名称

[[overview.offices]]
name = "财务处"  # 名称

# 二级机构：一个单位写一段
# [[overview.subordinates]]
# name = ""            # 名称；必填
# remark = ""          # 备注；如：部门预算合并至局本级

[[overview.subordinates]]
name = "中心"  # 名称

# 人员情况
[overview.staff]
"""
    assert added in text
    for where in ("offices", "offices", "subordinates"):
        under_edit.remove(f"overview.{where}", 0)
    save(under_edit.draft)
    assert path.read_text(encoding="utf-8") == blank_text()


def test_comments_of_a_row_move_with_it(path: Path) -> None:
    under_edit = session(path, ODD)
    under_edit.move("overview.offices", 0, 1)
    save(under_edit.draft)
    assert """
# 机构表
# 第二个的注释
[[overview.offices]]
name = "财务处"
# 行内注释
remark = "r"

# 游离的注释

[[overview.offices]] # 第一
name = "办公室" # 甲
extra = 1 # 乙

[[overview.offices]]
name = "人事处"
""" in path.read_text(encoding="utf-8")
    under_edit.undo()
    save(under_edit.draft)
    assert load(path).report.root.content() == under_edit.report.root.content()


def test_a_row_taken_out_and_put_back_is_the_same_row(path: Path) -> None:
    under_edit = session(path, ODD)
    under_edit.remove("overview.offices", 1)
    under_edit.undo()
    save(under_edit.draft)
    assert path.read_text(encoding="utf-8") == ODD


def test_inline_lists_stay_inline(path: Path) -> None:
    under_edit = session(path, ODD)
    under_edit.insert("overview.scale.functions", 1)
    under_edit.type(under_edit.report.cell("overview.scale.functions.1.amount"), "7.70")
    under_edit.type(under_edit.report.cell("assets.totals.total"), "5")
    save(under_edit.draft)
    text = path.read_text(encoding="utf-8")
    assert (
        """\
functions = [
    {name = "甲", amount = 1.0}, # 戊
    {amount = 7.70},
    {name = "乙", amount = 2, odd = 3},
]
"""
        in text
    )
    assert "totals = {current = 1.0, extra = true, total = 5} # 辛\n" in text
    assert load(path).report.root.content() == under_edit.report.root.content()


LISTED = """\
schema = 2
[overview.scale]
functions = [ # 按功能分
    # 关于甲
    {name = "甲", amount = 1.0}, # 戊
    {name = "乙", amount = 2}, # 己，含 { 和 ,
    # 关于丙
    {name = "丙", amount = 3} # 庚
    # 末尾
] # 合计
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_in_an_inline_list_stay_with_their_rows(newline: str, path: Path) -> None:
    lines = LISTED.split("\n")
    under_edit = session(path, LISTED.replace("\n", newline))
    under_edit.remove("overview.scale.functions", 1)
    save(under_edit.draft)
    assert path.read_bytes().decode().split(newline) == [*lines[:5], *lines[6:]]
    under_edit.move("overview.scale.functions", 1, 0)
    save(under_edit.draft)
    assert path.read_bytes().decode().split(newline) == [
        *lines[:3],
        "    # 关于丙",
        '    {name = "丙", amount = 3}, # 庚',
        "    # 关于甲",
        '    {name = "甲", amount = 1.0} # 戊',
        *lines[8:],
    ]
    under_edit.remove("overview.scale.functions", 0)
    under_edit.remove("overview.scale.functions", 0)
    save(under_edit.draft)
    assert path.read_bytes().decode().split(newline) == [*lines[:3], *lines[8:]]
    assert load(path).problems == []


def test_a_table_of_dotted_keys_gets_its_list_as_such_a_key(path: Path) -> None:
    text = "schema = 2\n[[insurance.funds]]\nname = '基金'\ngoals.text = '点' # 己\n\n[assets]\n"
    under_edit = session(path, text)
    under_edit.insert("insurance.funds.0.goals.indicators", 0, {"name": "指标"})
    save(under_edit.draft)
    added = "goals.text = '点' # 己\ngoals.indicators = [{name = \"指标\"}]\n\n[assets]"
    assert added in path.read_text(encoding="utf-8")
    assert load(path).report.root.content() == under_edit.report.root.content()


@pytest.mark.parametrize("large", [drafts.LARGE, 0], ids=["here", "in a process of its own"])
def test_a_thread_saves_while_the_report_is_edited(large: int, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LARGE", large)
    under_edit = session(path, ODD)
    under_edit.type(under_edit.report.cell("overview.unit"), "新局")
    worker = threading.Thread(target=save, args=(under_edit.draft,), kwargs={"said": snapshot(under_edit.report.root)})
    worker.start()
    under_edit.type(under_edit.report.cell("overview.unit"), "新局二")
    worker.join()
    assert path.read_text(encoding="utf-8") == ODD.replace("'某某局'", '"新局"')
    save(under_edit.draft)
    assert path.read_text(encoding="utf-8") == ODD.replace("'某某局'", '"新局二"')


def test_a_draft_that_is_prepared_for_saving_is_saved_as_any_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LARGE", 0)
    under_edit = session(path, ODD)
    saving.prepare(under_edit.draft)
    prepared = under_edit.draft.document
    for name in ("新局", "新局二"):
        under_edit.type(under_edit.report.cell("overview.unit"), name)
        save(under_edit.draft)
        assert path.read_text(encoding="utf-8") == ODD.replace("'某某局'", f'"{name}"')
        assert under_edit.draft.document is prepared is not None
    # What became another text meanwhile is read anew.
    path.write_text(ODD.replace("某某局", "别的局"), encoding="utf-8")
    under_edit.draft.follow(load(path))
    saving.prepare(under_edit.draft)
    assert under_edit.draft.document is not prepared
    save(under_edit.draft)
    assert path.read_text(encoding="utf-8") == ODD.replace("'某某局'", '"新局二"')


def test_a_large_draft_is_saved_whatever_becomes_of_its_process(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "LARGE", 0)
    under_edit = session(path, ODD)
    for name in ("新局", "新局二", "新局三"):
        under_edit.type(under_edit.report.cell("overview.unit"), name)
        save(under_edit.draft)
        assert path.read_text(encoding="utf-8") == ODD.replace("'某某局'", f'"{name}"')
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
    # What cannot be written into its text is told as for a small one.
    path.write_text('schema = 2\noverview = {unit = "局"}\nimplementation = 1\n', encoding="utf-8")
    odd = Session(load(path))
    odd.type(odd.report.cell("implementation.lead"), "领导")
    with pytest.raises(DraftError, match="另存为"):
        save(odd.draft)


def test_many_rows_are_handed_to_the_process_as_they_are_kept_here(path: Path) -> None:
    under_edit = session(path, large_draft(120))
    draft, projects = under_edit.draft, "project_evaluations.projects"
    here, there = KeptDocument(draft.text, "\n"), SeparateDocument(draft.text, "\n")
    before = draft.base
    for step in range(3):  # a value, a row that moves, comes and goes: in the first and in the last piece
        under_edit.type(under_edit.report.cell(f"{projects}.{100 + step}.implementer"), f"第{step}处")
        under_edit.move(projects, 110, step)
        under_edit.insert(projects, 60, {"name": f"新增{step}"})
        under_edit.remove(projects, 119)
        now = snapshot(under_edit.report.root, before)
        for document in (here, there):
            document.update(now, before)
        assert there.text == here.text != draft.text
        before = now if step else snapshot(under_edit.report.root)  # another object with the same content, once


@pytest.mark.parametrize(
    "text",
    [
        "schema = 2\n[a]\nx = 1\n[[a.b]]\ny = 1\n[c]\n[[a.b]]\ny = 2\n",
        "schema = 2\n[overview]\nscale.basic = 1\n[overview.staff]\nx = 1\n",
        "schema = 2\n[[overview.offices]]\nname = 'a'\n[assets]\n[[overview.offices]]\nname = 'b'\n",
    ],
)
def test_tables_that_the_file_comes_back_to_stay_where_they_are(text: str, path: Path) -> None:
    written = saved(path, text, ("overview.unit", "局"))
    assert [line for line in written.splitlines() if line in text.splitlines()] == text.splitlines()


def test_what_does_not_fit_stays_until_something_is_typed_there(path: Path) -> None:
    text = "schema = 2\n[overview]\nunit = 12\nyear = 2022\n[overvew]\nx = 1\n"
    assert saved(path, text, ("overview.year", "2023")) == text.replace("2022", "2023")
    assert saved(path, text, ("overview.unit", "局")) == text.replace("12", '"局"')


def _lists(node: Node) -> list[RowList]:
    return [part for inner in node.nodes() for part in inner.parts.values() if isinstance(part, RowList)]


RAWS = st.one_of(
    st.sampled_from(["", "无", "12.50", "-3", "1.5亿元", "12..", "是", "2023-06-30", "2024", "甲\n乙\n"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "insert", "remove", "move", "undo", "save"]), st.integers(0), st.integers(0), RAWS
    ),
    max_size=14,
)


def _edit(under_edit: Session, kind: str, one: int, two: int, raw: str) -> None:
    root = under_edit.report.root
    if kind == "type":
        cells = list(root.cells())
        under_edit.type(cells[one % len(cells)], raw)
    elif kind == "undo":
        under_edit.undo()
    elif kind == "save":
        save(under_edit.draft)
        under_edit.mark_saved()
    else:
        lists = [rows for rows in _lists(root) if rows.rows or kind == "insert"]
        if not lists:
            return
        rows = lists[one % len(lists)]
        if kind == "insert":
            under_edit.insert(rows.path, two % (len(rows.rows) + 1), _some(rows, raw))
        elif kind == "remove":
            under_edit.remove(rows.path, two % len(rows.rows))
        else:
            under_edit.move(rows.path, two % len(rows.rows), one % len(rows.rows))


def _some(rows: RowList, raw: str) -> Content:
    first = next(part for part in rows.element.record.elements)
    return {first.name: raw} if raw else {}


def _comments(text: str) -> Counter[str]:
    return Counter(re.findall(r"# ?[\u4e00-\u9fff]+", text.replace("# 不是注释", "")))


@pytest.mark.parametrize(
    "text", [ODD, ODD.replace("\n", "\r\n"), blank_text(), ""], ids=["odd", "crlf", "blank", "empty"]
)
@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_whatever_is_edited_what_is_saved_is_what_is_loaded(
    text: str, steps: list[tuple[str, int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("law") / "draft.toml"
    under_edit = session(path, text or "schema = 2")
    removed = False
    for step in steps:
        removed |= step[0] in ("remove", "undo")
        _edit(under_edit, *step)
    save(under_edit.draft)
    after = path.read_bytes().decode()
    assert load(path).report.root.content() == under_edit.report.root.content()
    assert not path.with_name("draft.rescue.toml").exists()
    if "\r\n" in text:
        assert "\n" not in after.replace("\r\n", "")
    if not removed:
        assert not _comments(text) - _comments(after)
    if text.startswith(ODD[:20]):
        tree = drafts.tree(after)
        assert tree["mystery"] == {"a": 1, "b": "x"}
        assert tree["overview"]["odd"] == {"key.x": [1, 2]}
        assert tree["assets"]["totals"]["extra"] is True


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_a_real_report_keeps_its_values_through_any_edits(
    steps: list[tuple[str, int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("law") / "draft.toml"
    under_edit = session(path, REFERENCE.read_text(encoding="utf-8"))
    for step in steps:
        _edit(under_edit, *step)
    save(under_edit.draft)
    assert load(path).report.root.content() == under_edit.report.root.content()
    assert not path.with_name("draft.rescue.toml").exists()
    while under_edit.undo():
        pass
    save(under_edit.draft)
    assert load(path).report.root.content() == load(REFERENCE).report.root.content()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EACCES, "不许写入"),
        (errno.EROFS, "不许写入"),
        (errno.EIO, "系统提示"),
        (errno.ENAMETOOLONG, "太长"),
    ],
)
def test_when_writing_fails_the_old_file_is_whole_and_nothing_typed_is_lost(
    number: int, said: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_edit = session(path, ODD)
    under_edit.type(under_edit.report.cell("overview.unit"), "新局")

    def failing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(saving, "replace_file", failing)
        with pytest.raises(DraftError, match=said) as caught:
            save(under_edit.draft)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_text(encoding="utf-8") == ODD
    assert under_edit.report.cell("overview.unit").raw == "新局"
    save(under_edit.draft)
    assert path.read_text(encoding="utf-8") == ODD.replace("'某某局'", '"新局"')


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_twelve_failed_saves_keep_every_version(call: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    under_edit = session(path, ODD)
    for number in range(3):
        under_edit.type(under_edit.report.cell("overview.unit"), f"第{number}次")
        save(under_edit.draft)
    before = [(version.path, version.path.read_bytes()) for version in versions(path)]
    saved = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        for number in range(12):
            under_edit.type(under_edit.report.cell("overview.unit"), f"没存上的第{number}次")
            with pytest.raises(DraftError, match="磁盘已满"):
                save(under_edit.draft)
    assert path.read_bytes() == saved
    after = [(version.path, version.path.read_bytes()) for version in versions(path)]
    assert after[-len(before) :] == before
    assert [data for _, data in after[: -len(before)]] in ([], [saved]), "what is there was about to be replaced"
    save(under_edit.draft)
    kept = [version.path.read_bytes() for version in versions(path)]
    assert kept == [saved, *(data for _, data in before)]
    assert len(set(kept)) == len(kept)
    assert all(version.path.stat().st_nlink == 1 for version in versions(path))


def test_what_could_not_be_opened_again_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(REFERENCE.read_bytes())
    session = Session(load(path))
    session.type(session.report.cell("overview.duties"), "字" * (drafts.MAX_BYTES // 3))
    with pytest.raises(DraftError, match="没有保存，写出来超过 4 MB，就再也打不开了"):
        save(session.draft)
    session.type(session.report.cell("overview.duties"), "字" * (drafts.MAX_TEXT + 1))
    with pytest.raises(DraftError, match="没有保存，有一项超过 100000 字，就再也打不开了；请缩短那一项"):
        save(session.draft)
    assert path.read_bytes() == REFERENCE.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["draft.toml"]
    assert versions(path) == []


def test_a_snapshot_shares_with_the_last_one_what_has_not_changed() -> None:
    session = Session(load(REFERENCE))
    root, before = session.report.root, session.draft.base
    assert snapshot(root, before) is before
    session.type(session.report.cell("overview.offices.1.name"), "新设处")
    now = snapshot(root, before)
    assert now.content == snapshot(root).content != before.content
    was, rows = before.groups["overview"].lists["offices"], now.groups["overview"].lists["offices"]
    assert [row is old for row, old in zip(rows, was, strict=True)] == [at != 1 for at in range(len(rows))]
    assert now.groups["performance"] is before.groups["performance"]


def test_places_that_cannot_be_written(path: Path) -> None:
    draft = session(path, ODD).draft
    with pytest.raises(DraftError, match="不存在"):
        save(draft, path.parent / "none" / "draft.toml")
    with pytest.raises(DraftError, match="文件夹"):
        save(draft, path.parent)
    with pytest.raises(DraftError):
        save(draft, path / "draft.toml")
    with pytest.raises(DraftError, match="文件名"):
        save(drafts.parse("schema = 2"))
    assert draft.path == path


def test_a_file_changed_meanwhile_is_not_overwritten_unasked(path: Path) -> None:
    under_edit = session(path, ODD)
    under_edit.type(under_edit.report.cell("overview.unit"), "新局")
    path.write_text("schema = 2\n# 别人写的\n", encoding="utf-8")
    with pytest.raises(ChangedOnDisk, match="别人改过"):
        save(under_edit.draft)
    assert "别人写的" in path.read_text(encoding="utf-8")
    save(under_edit.draft, overwrite=True)
    assert path.read_text(encoding="utf-8") == ODD.replace("'某某局'", '"新局"')
    assert "别人写的" in versions(path)[0].path.read_text(encoding="utf-8")
    other = path.with_name("other.toml")
    other.write_bytes(b"x")
    with pytest.raises(ChangedOnDisk, match="已经有这个文件"):
        save(under_edit.draft, other)
    path.unlink()
    save(under_edit.draft)
    assert path.exists()


def test_the_versions_before_the_last_saves_are_kept_hidden(path: Path) -> None:
    under_edit = session(path, ODD)
    path.chmod(0o600)
    texts = []
    for number in range(14):
        texts.append(path.read_bytes())
        under_edit.type(under_edit.report.cell("overview.unit"), f"第{number}次")
        save(under_edit.draft)
    kept = versions(path)
    assert [version.number for version in kept] == list(range(14, 3, -1))
    assert [version.path.read_bytes() for version in kept] == texts[:2:-1]
    assert sorted(file.name for file in path.parent.iterdir()) == [".draft.toml.versions", path.name]
    if os.name != "nt":
        assert stat.S_IMODE(kept[0].path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="symbolic links of POSIX")
def test_nothing_is_written_through_links_that_a_stranger_laid(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = path.parent / "outside"
    outside.mkdir()
    victim = outside / "1.toml"
    victim.write_text("unharmed")
    path.with_name(".draft.toml.versions").symlink_to(outside)
    path.with_name("draft.rescue.toml").symlink_to(victim)
    under_edit = session(path, ODD)
    under_edit.type(under_edit.report.cell("overview.unit"), "新局")
    with monkeypatch.context() as patch:
        patch.setattr(kept_document.KeptDocument, "update", lambda *_: None)
        with pytest.raises(DraftError, match="rescue"):
            save(under_edit.draft)
    for number in range(15):
        under_edit.type(under_edit.report.cell("overview.unit"), f"第{number}次")
        save(under_edit.draft)
    assert [file.name for file in outside.iterdir()] == ["1.toml"]
    assert victim.read_text() == "unharmed"


def test_of_older_versions_the_last_of_each_day_is_kept(path: Path) -> None:
    under_edit = session(path, ODD)
    day = 86_400
    for number in range(60):
        os.utime(path, (number * day / 3, number * day / 3))
        under_edit.type(under_edit.report.cell("overview.unit"), f"第{number}次")
        save(under_edit.draft)
    kept = [version.number for version in versions(path)]
    assert kept[:10] == list(range(60, 50, -1))
    assert len(kept) == 20
    assert all(one - other >= 2 for one, other in itertools.pairwise(kept[10:]))


@pytest.mark.parametrize("fault", ["wrong text", "no way"])
def test_what_cannot_be_edited_is_rescued_beside_the_file(
    fault: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_edit = session(path, ODD)
    under_edit.type(under_edit.report.cell("overview.unit"), "新局")
    under_edit.type(under_edit.report.cell("overview.duties"), "一\n二")
    path.chmod(0o640)

    def wrong(*_: object) -> None:
        if fault == "no way":
            raise kept_document.CannotEditError

    with monkeypatch.context() as patch:
        patch.setattr(kept_document.KeptDocument, "update", wrong)
        with pytest.raises(ZipingError, match=re.escape("draft.rescue.toml")):
            save(under_edit.draft)
    assert path.read_text(encoding="utf-8") == ODD
    rescued = load(path.with_name("draft.rescue.toml"))
    if os.name != "nt":
        assert stat.S_IMODE(path.with_name("draft.rescue.toml").stat().st_mode) == 0o640
    assert rescued.problems == []
    assert rescued.report.root.content() == under_edit.report.root.content()
    save(under_edit.draft)
    assert load(path).report.cell("overview.unit").raw == "新局"


def test_a_field_where_the_file_has_a_table_is_rescued(path: Path) -> None:
    text = "schema = 2\n[overview.unit]\nx = 1\n"
    under_edit = session(path, text)
    under_edit.type(under_edit.report.cell("overview.unit"), "局")
    with pytest.raises(DraftError, match="rescue"):
        save(under_edit.draft)
    assert path.read_text(encoding="utf-8") == text


def test_a_second_save_of_a_value_is_proven_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    under_edit = session(path, ODD)
    cell = under_edit.report.cell("overview.scale.basic")
    under_edit.type(cell, "2")
    save(under_edit.draft)
    under_edit.type(cell, "3")
    monkeypatch.setattr(kept_document, "value", lambda *_, **__: "4")
    with pytest.raises(DraftError, match="rescue"):
        save(under_edit.draft)
    assert load(path).report.cell("overview.scale.basic").raw == "2"


def test_gb18030_becomes_utf8(path: Path) -> None:
    path.write_bytes("schema = 2\n[overview]\nunit = '某某局'\n".encode("gb18030"))
    save(load(path))
    assert path.read_bytes().decode("utf-8").endswith("unit = '某某局'\n")


def test_the_blank_sample_is_what_a_new_draft_is(path: Path) -> None:
    assert BLANK.read_bytes() == blank_text().encode(), (
        "after a change of the declaration: ziping new samples/blank.toml"
    )
    create(path)
    assert path.read_bytes() == BLANK.read_bytes()
    draft = load(path)
    assert draft.problems == []
    assert draft.report.root.empty
    with pytest.raises(DraftError, match="已经有这个文件"):
        create(path)
    with pytest.raises(DraftError, match="不存在"):
        create(path.parent / "none" / "draft.toml")


def test_a_new_draft_has_its_year_where_that_is_told(path: Path) -> None:
    create(path, 2025)
    lines = zip(path.read_text(encoding="utf-8").splitlines(), blank_text().splitlines(), strict=True)
    ((written, blank),) = [pair for pair in lines if pair[0] != pair[1]]
    assert written.startswith("year = 2025 ")
    assert written.partition("  # ")[2] == blank.partition("  # ")[2]
    other = path.with_name("other.toml")
    with pytest.raises(DraftError, match="“99”不是年度"):
        create(other, 99)
    assert not other.exists()


def test_every_field_of_a_new_draft_has_its_commented_line(path: Path) -> None:
    under_edit = session(path, blank_text())
    cells = [part for part in under_edit.report.root.cells() if isinstance(part, Cell)]
    for cell in cells:
        under_edit.type(cell, "1")
    save(under_edit.draft)
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") == blank_text().count("\n")
    assert load(path).report.root.content() == under_edit.report.root.content()
