"""The journal: whatever was typed comes back, whatever happened to the program, the file or the journal itself."""

from __future__ import annotations

import errno
import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from model.drafts.draft import DraftError, load, parse
from model.drafts.saving import save
from model.editing.session import Session
from model.report.edits import MAX_ROWS, Inserted, Typed
from model.safekeeping import journal as journals
from model.safekeeping import recovery
from model.safekeeping.journal import Journal, fallbacks, places
from model.safekeeping.journal_reading import JournalError, Whole, read
from model.safekeeping.recovery import offers, unsaved
from tests.model.drafting import REFERENCE
from tests.model.drafts.test_saving import ODD, STEPS, _edit

UNIT = "overview.unit"
CRASHED = {"pid": 2**31 - 1}

pytestmark = pytest.mark.usefixtures("own_data")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    path.write_text(ODD, encoding="utf-8")
    return path


def opened(path: Path) -> tuple[Session, Journal]:
    session = Session(load(path))
    journal = Journal(session.draft, time.time)
    session.observer = journal.note
    return session, journal


def type_into(session: Session, where: str, text: str) -> None:
    """Type letter by letter, as the form does."""
    cell = session.report.cell(where)
    for end in range(1, len(text) + 1):
        session.type(cell, text[:end])
    session.leave()


def offered(path: Path) -> recovery.Offer:
    """What the one journal of the draft offers."""
    found, refused = offers(load(path))
    assert refused == []
    (offer,) = found
    return offer


def test_what_was_typed_is_offered_field_by_field(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "新的局")
    type_into(session, "overview.scale.total", "21")
    session.insert("overview.offices", 1, {"name": "法规处"})
    journal.close()
    offer = offered(path)
    assert offer.same_base
    assert [(one.label, one.old, one.new) for one in offer.differences] == [
        ("单位名称", "某某局", "新的局"),
        ("内设机构·法规处", "", "法规处"),
        ("支出规模·支出总额", "20.00", "21"),
    ]
    again = Session(load(path))
    offer.take(again)
    assert again.report.root.content() == session.report.root.content()
    again.undo()
    assert again.report.root.content() == load(path).report.root.content()
    assert path.read_text(encoding="utf-8") == ODD
    offer.drop()
    assert offers(load(path)) == ([], [])


def test_texts_confirmed_and_figures_taken_are_offered_by_the_names_of_their_fields(path: Path) -> None:
    source = {"path": "overview.scale.total", "file": "a.xlsx", "sheet": "表3", "cell": "E7", "value": "20"}
    session = Session(load(path))
    marks = [{"path": "overview.offices", "kept": "0 1"}, {"path": UNIT, "kept": "2"}]
    session.together("", [Inserted("to_review", at, mark) for at, mark in enumerate(marks)])
    save(session.draft)
    session, journal = opened(path)
    session.remove("to_review", 1)
    session.type(session.report.cell("to_review.0.kept"), "1")
    session.insert("sources", 0, source)
    journal.close()
    offer = offered(path)
    assert [(one.label, one.old, one.new) for one in offer.differences] == [
        ("沿用上年待核对·内设机构", "还有2处", "还有1处"),
        ("沿用上年待核对·单位名称", "还有1处", "已核对"),
        ("取数来源·支出规模·支出总额", "", "a.xlsx 表3 E7 20"),
    ]
    assert time.time() - (offer.header.time or 0) < 60


def test_a_key_costs_a_short_line(path: Path) -> None:
    session, journal = opened(path)
    session.type(session.report.cell("overview.duties"), "文" * 2000)
    assert journal.path is not None
    before = journal.path.stat().st_size
    session.type(session.report.cell("overview.duties"), "文" * 1000 + "字" + "文" * 1000)
    assert journal.path.stat().st_size - before < 80
    journal.close()
    assert offered(path).content["overview"]["duties"] == "文" * 1000 + "字" + "文" * 1000


def test_whoever_waits_for_the_disk_second_waits_for_the_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "新")
    begun, free, done = threading.Event(), threading.Event(), list[str]()
    real = os.fsync

    def slow(file: int) -> None:
        begun.set()
        assert free.wait(10)
        real(file)
        done.append("on the disk")

    def told() -> None:
        journal.sync()
        done.append("told")

    monkeypatch.setattr(os, "fsync", slow)
    first, second = threading.Thread(target=journal.sync), threading.Thread(target=told)
    first.start()
    assert begun.wait(10)
    second.start()
    second.join(0.1)
    free.set()
    for thread in (first, second):
        thread.join(10)
    assert done[-1] == "told"


def test_a_save_removes_the_journal_and_a_failed_one_keeps_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "甲")
    save(session.draft, announce=journal.saving)
    # The program dies between the save and the removal: there is nothing to offer.
    journal.close()
    assert offers(load(path)) == ([], [])
    assert not any(place.exists() for place in places(path))
    session, journal = opened(path)
    type_into(session, UNIT, "乙")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "")))
        with pytest.raises(DraftError):
            save(session.draft, announce=journal.saving)
    type_into(session, "overview.year", "2023")
    journal.close()
    assert [one.new for one in offered(path).differences] == ["乙", "2023"]


def test_what_is_typed_after_a_save_is_offered_even_if_the_journal_was_not_removed(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "甲")
    save(session.draft, announce=journal.saving)
    type_into(session, UNIT, "甲乙")
    journal.close()
    offer = offered(path)
    assert offer.same_base
    assert [one.new for one in offer.differences] == ["甲乙"]


def test_undo_and_redo_are_written_down(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "甲")
    type_into(session, "overview.year", "2023")
    session.undo()
    session.undo()
    session.redo()
    journal.close()
    assert [one.new for one in offered(path).differences] == ["甲"]


@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_torn_last_line_is_ignored(path: Path, cut: int) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "甲乙丙")
    journal.close()
    assert journal.path is not None
    with open(journal.path, "r+b") as file:
        file.truncate(os.path.getsize(journal.path) - cut)
    assert [one.new for one in offered(path).differences] == ["甲乙"]


def test_a_file_changed_since_is_merged_with_what_was_typed(path: Path) -> None:
    session, journal = opened(path)
    session.type(session.report.cell("overview.offices.1.remark"), "改过")
    journal.close()
    other = Session(load(path))
    other.insert("overview.offices", 0, {"name": "法规处"})
    other.type(other.report.cell(UNIT), "别人的局")
    save(other.draft)
    offer = offered(path)
    assert not offer.same_base
    assert [(one.path, one.old, one.new) for one in offer.differences] == [("overview.offices.2.remark", "r", "改过")]


def test_without_the_version_that_was_typed_into_what_fits_is_offered(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "我的局")
    session.type(session.report.cell("overview.offices.1.remark"), "改过")
    session.remove("overview.offices", 2)
    journal.close()
    path.write_text(
        "schema = 2\n[overview]\nunit = '别人的局'\n[[overview.offices]]\nname = '法规处'\n", encoding="utf-8"
    )
    offer = offered(path)
    assert not offer.same_base
    assert [(one.label, one.old, one.new) for one in offer.differences] == [("单位名称", "别人的局", "我的局")]
    assert len(offer.left_out) == 2
    assert "改过" in offer.left_out[0]
    aside = offer.drop()
    assert aside is not None
    assert "改过" in aside.read_text(encoding="utf-8")


def test_a_draft_without_a_file_is_journalled_in_the_data_folder(tmp_path: Path) -> None:
    draft = parse("schema = 2\n[overview]\nyear = 2022\n")
    session, journal = Session(draft), Journal(draft, time.time)
    session.observer = journal.note
    type_into(session, UNIT, "新局")
    journal.close()
    assert journal.trouble == ""
    assert journal.path in fallbacks(None)
    ((again, offer),), refused = unsaved()
    assert refused == []
    assert again.report.root.content() == {"overview": {"year": "2022"}}
    assert offer.content == {"overview": {"unit": "新局", "year": "2022"}}
    offer.drop()
    assert unsaved() == ([], [])


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO, errno.ENOTCONN])
def test_where_it_cannot_lie_beside_the_draft_it_goes_to_the_data_folder(
    number: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def closed(name: Any, *rest: Any, **more: Any) -> int:
        if os.fspath(name).startswith(str(path.parent / ".draft")):
            raise OSError(number, os.strerror(number))
        return real(name, *rest, **more)

    session, journal = opened(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", closed)
        type_into(session, UNIT, "甲乙")
    assert "journals" in journal.trouble
    journal.close()
    assert [one.new for one in offered(path).differences] == ["甲乙"]


def test_when_the_drive_vanishes_while_typing_all_is_written_elsewhere(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "甲")
    real, first = os.write, journal.path

    def failing(file: int, data: bytes) -> int:
        if journal.path == first and journal.path is not None:
            raise OSError(errno.EIO, "")
        return real(file, data)

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing)
        type_into(session, "overview.year", "2023")
    assert "请尽快保存" in journal.trouble
    assert journal.path in fallbacks(path)
    journal.close()
    assert [one.new for one in offered(path).differences] == ["甲", "2023"]


def test_with_no_room_anywhere_typing_goes_on_and_it_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, journal = opened(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "")))
        type_into(session, UNIT, "甲乙")
    assert "别处也不能" in journal.trouble
    assert session.report.cell(UNIT).raw == "甲乙"
    assert not any(place.exists() for place in [*places(path), *fallbacks(path)])


def test_the_journal_of_a_program_that_runs_is_left_alone(path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from model.drafts.draft import load;"
        "from model.editing.session import Session;"
        "from model.safekeeping.journal import Journal;"
        "s = Session(load(Path(sys.argv[1]))); j = Journal(s.draft, time.time);"
        "s.observer = j.note; s.type(s.report.cell('overview.unit'), 'x'); print(flush=True); input()"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert offers(load(path)) == ([], [])
        session, journal = opened(path)
        type_into(session, UNIT, "甲")
        journal.close()
        assert [one.new for one in offered(path).differences] == ["甲"]
        process.kill()
    assert len(offers(load(path))[0]) == 2


@pytest.mark.skipif(os.name == "nt", reason="symbolic links of POSIX")
def test_links_are_neither_followed_for_writing_nor_for_reading(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("unharmed")
    places(path)[0].symlink_to(victim)
    session, journal = opened(path)
    type_into(session, UNIT, "甲")
    journal.close()
    assert journal.path == places(path)[1]
    assert victim.read_text() == "unharmed"
    found, refused = offers(load(path))
    assert [one.new for offer in found for one in offer.differences] == ["甲"]
    assert "链接" in refused[0]
    assert victim.read_text() == "unharmed"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x00\xff" * 100, "不是日志"),
        (b"[" * 100_000 + b"\n", "不是日志"),
        (b'{"ziping": "journal 9"}\n', "不是日志"),
        (b" " * (journals.MAX_BYTES + 1), "太大"),
        (b'{"ziping":"ziping journal 1","schema":2,"file":7}\n', "已损坏"),
        (b'{"ziping":"ziping journal 1","schema":2,"base":NaN}\n', "已损坏"),
        (b'{"ziping":"ziping journal 1","schema":2,"file":"other.toml","base":"0"}\n', "另一份草稿"),
        (b'{"ziping":"ziping journal 1","schema":2,"file":"draft.toml"}\n' + b"{}\n" * 20_000, "太长"),
    ],
)
def test_what_is_no_journal_of_the_draft_is_put_aside(path: Path, data: bytes, said: str) -> None:
    places(path)[0].write_bytes(data)
    found, (refused,) = offers(load(path))
    assert found == []
    assert said in refused
    assert [file.name for file in path.parent.glob(".draft.toml.journal*")] == [".draft.toml.journal.kept1"]
    assert offers(load(path)) == ([], [])


HOSTILE = [
    ["typed", "overview.unit", "", 1],
    ["typed", "overview.__class__", "", "x"],
    ["typed", "", "", "x"],
    ["typed", "overview", "", "x"],
    ["typed", "overview.offices.99999999999999999999.name", "", "x"],
    ["inserted", "overview.offices", -1, {}],
    ["inserted", "overview.offices", 10**30, {}],
    ["inserted", "overview.offices", 0, {"nosuch": "x"}],
    ["inserted", "overview.offices", 0, {"name": {"deep": "x"}}],
    ["inserted", "overview.unit", 0, {}],
    ["removed", "overview.offices", 7, {}],
    ["moved", "overview.offices", 0, 9],
    ["together", "", [["together", "", []]]],
    ["exec", "import os"],
    None,
    "text",
]


@pytest.mark.parametrize("edit", HOSTILE, ids=str)
def test_an_edit_that_makes_no_sense_does_no_harm(path: Path, edit: object) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "甲")
    journal.close()
    assert journal.path is not None
    with open(journal.path, "a", encoding="utf-8") as file:
        file.write(json.dumps({"seq": 2, "time": 0, "edit": edit}) + "\n")
    assert "甲" in [one.new for one in offered(path).differences]


@settings(max_examples=40, deadline=None, phases=[Phase.generate])
@given(steps=STEPS)
def test_after_any_edits_the_journal_leads_to_what_the_form_showed(
    steps: list[tuple[str, int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("law") / "draft.toml"
    path.write_text(ODD, encoding="utf-8")
    session, journal = opened(path)
    for kind, one, two, raw in steps:
        if kind == "save":
            save(session.draft, announce=journal.saving)
            session.mark_saved()
        else:
            _edit(session, kind, one, two, raw)
    journal.close()
    found, refused = offers(load(path))
    assert refused == []
    content = found[0].content if found else load(path).report.root.content()
    assert content == session.report.root.content()


def test_damaged_journals_never_break_the_program(path: Path) -> None:
    session, journal = opened(path)
    dice = random.Random(6)
    for number in range(60):
        kind = dice.choice(["type", "type", "insert", "remove", "move", "undo"])
        _edit(session, kind, dice.randrange(99999), dice.randrange(99999), f"第{number}次")
    journal.close()
    assert journal.path is not None
    whole = journal.path.read_bytes()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 6)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        journal.path.write_bytes(data[: dice.randrange(len(data))] if dice.random() < 0.3 else data)
        offers(load(path))
        for file in path.parent.glob(".draft.toml.journal*"):
            file.unlink()


def test_writing_a_key_down_takes_little_more_than_writing_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_bytes(REFERENCE.read_bytes())
    session, journal = opened(path)
    cell = session.report.cell("overview.duties")
    text = "文" * 3000
    times, floors = [], []
    with open(tmp_path / "floor", "wb", buffering=0) as floor:
        for _ in range(400):
            edit = Typed(cell.path, text, text + "字")
            start = time.perf_counter()
            journal.note(edit)
            times.append(time.perf_counter() - start)
            text += "字"
            start = time.perf_counter()
            floor.write(b"x" * 80)
            os.fstat(floor.fileno())
            os.lstat(path)
            floors.append(time.perf_counter() - start)
    journal.close()
    assert median(times) < 10 * median(floors)


def test_a_long_journal_begins_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "_MANY", 50)
    session, journal = opened(path)
    for number in range(120):
        session.type(session.report.cell(UNIT), f"第{number}次")
    journal.close()
    assert journal.path is not None
    assert len(read(journal.path).steps) < 60
    assert [one.new for one in offered(path).differences] == ["第119次"]


def test_all_of_the_largest_draft_is_read(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "新")
    journal.close()
    assert journal.path is not None
    rows = {"indicators": [{"level1": "产出指标", "target": "{项目数}"}] * 4}
    project = {"name": "第{项目数}号", "total": {"points": "10"}, "goals": {"expected": "{总额}"}, "scores": rows}
    whole = {"project_evaluations": {"projects": [project] * MAX_ROWS}}
    with open(journal.path, "a", encoding="utf-8") as file:
        file.write(json.dumps({"seq": 2, "time": 0, "whole": whole}, ensure_ascii=False) + "\n")
    kept = read(journal.path)
    assert kept.steps[-1] == Whole(whole)
    assert not kept.damage


def test_a_journal_with_more_than_its_measure_of_the_draft_is_not_begun_anew_at_each_key(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "_LONG", 1000)
    session, journal = opened(path)
    session.type(session.report.cell("overview.duties"), "长" * 2000)
    journal.begin_anew()
    begun = journal.path
    for number in range(5):
        session.type(session.report.cell(UNIT), f"第{number}次")
    journal.close()
    assert begun is not None
    assert journal.path == begun
    assert isinstance(read(begun).steps[-1], Typed)
    assert offered(path).content["overview"]["unit"] == "第4次"


def test_reading_refuses_devices(tmp_path: Path) -> None:
    devices = [Path(os.devnull)]
    if os.name != "nt":
        devices.append(tmp_path / "pipe")
        os.mkfifo(devices[-1])
    for device in devices:
        with pytest.raises(JournalError, match="普通文件"):
            read(device)
