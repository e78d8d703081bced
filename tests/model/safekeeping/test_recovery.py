"""Journals that cannot be used: what may be read later stays and is told, only garbage is put aside."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from model.drafts.draft import load
from model.drafts.saving import save
from model.drafts.snapshot import snapshot
from model.editing.session import Session
from model.files.companions import make_private
from model.safekeeping import processes
from model.safekeeping.journal import Journal, fallbacks, places
from model.safekeeping.leftovers import all_leftovers, leftovers
from model.safekeeping.locks import Lock
from model.safekeeping.processes import Process, this_process
from model.safekeeping.recovery import offers, unsaved
from tests.model.drafting import DATA
from tests.model.drafts.test_saving import ODD
from tests.model.safekeeping.test_journal import UNIT, opened, type_into
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("own_data")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    path = tmp_path / "drafts" / "draft.toml"
    path.write_text(ODD, encoding="utf-8")
    return path


def left(path: Path) -> Path:
    """A journal with unsaved text, as a crash leaves it."""
    session, journal = opened(path)
    type_into(session, UNIT, "新的局")
    journal.close()
    assert journal.path is not None
    return journal.path


def test_a_journal_and_versions_of_schema_1_come_back_without_loss(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes((DATA / "schema-1" / "small-bureau-2024.toml").read_bytes())
    session, journal = opened(path)
    type_into(session, UNIT, "新的局")
    journal.begin_anew()  # from here on it builds on all that the report says
    type_into(session, "overview.duties", "新的职责")
    journal.close()
    assert journal.path is not None
    first, *lines = journal.path.read_text(encoding="utf-8").splitlines()
    rest = "\n".join(lines).replace(',"signed":"2025-06-20"', "")
    assert "signed" not in rest
    journal.path.write_text(first.replace('"schema":2', '"schema":1') + f"\n{rest}\n", encoding="utf-8")
    assert '"schema":1' in journal.path.read_text(encoding="utf-8")
    draft = load(path)
    (offer,), refused = offers(draft)
    assert refused == []
    assert [found.path for found in offer.differences] == [UNIT, "overview.duties"]
    again = Session(draft)
    offer.take(again)
    assert again.report.cell(UNIT).raw == "新的局"
    assert again.report.cell("publication.signed").raw == "2025-06-20"
    offer.drop()
    save(draft)
    assert main(["history", str(path)]) == 0
    assert "与后一版有 2 处不同" in capsys.readouterr().out
    assert main(["history", str(path), "--restore", "1"]) == 0
    assert load(path).report.cell("publication.signed").raw == "2025-06-20"
    assert load(path).report.cell(UNIT).raw != "新的局"


def rewritten(place: Path, **header: Any) -> None:
    """Change the header of the journal at ``place``."""
    first, rest = place.read_bytes().split(b"\n", 1)
    place.write_bytes(json.dumps({**json.loads(first), **header}).encode() + b"\n" + rest)


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
@pytest.mark.parametrize("where", [places, fallbacks])
def test_what_cannot_be_read_now_stays_and_is_told_at_every_opening(
    where: Any, number: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = left(path)
    if where is fallbacks:
        target = fallbacks(path)[0]
        make_private(target.parent)
        place.rename(target)
        place = target
    real = os.open

    def refuse(name: Any, *rest: Any, **more: Any) -> int:
        if os.fspath(name) == str(place):
            raise OSError(number, os.strerror(number))
        return real(name, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        for _ in range(2):
            found, (said,) = offers(load(path))
            assert found == []
            assert re.search(r"现在读不了（[^a-zA-Z）]+）", said)
            assert place.name in said
            assert place.exists()
            assert str(place) in "".join(all_leftovers([path]))
    (offer,), refused = offers(load(path))
    assert refused == []
    assert [one.new for one in offer.differences] == ["新的局"]


@pytest.mark.parametrize("header", [{"schema": 99}, {"ziping": "ziping journal 2"}])
def test_the_journal_of_another_version_stays(header: dict[str, Any], path: Path) -> None:
    place = left(path)
    rewritten(place, **header)
    for _ in range(2):
        found, (said,) = offers(load(path))
        assert found == []
        assert "另一版" in said
    assert place.exists()


def test_the_unreadable_journal_of_a_draft_without_a_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = fallbacks(None)[0]
    make_private(place.parent)
    place.write_bytes(b'{"ziping":"ziping journal 2"}\n')
    for _ in range(2):
        found, (said,) = unsaved()
        assert found == []
        assert place.name in said
        assert any(place.name in sentence for sentence in all_leftovers([]))


@pytest.mark.parametrize("length", [0, 1, 12, 40])
def test_a_journal_that_was_killed_while_it_was_begun_is_nobodys_trouble(length: int, path: Path) -> None:
    place = left(path)
    place.write_bytes(place.read_bytes()[:length])
    assert offers(load(path)) == ([], [])
    assert leftovers(path) == []
    session, journal = opened(path)
    type_into(session, UNIT, "又一个局")
    journal.close()
    (offer,), refused = offers(load(path))
    assert refused == []
    assert [one.new for one in offer.differences] == ["又一个局"]


def test_history_lists_what_was_put_aside(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places(path)[0].write_bytes(b"garbage")
    offers(load(path))
    assert ".draft.toml.journal.kept1" in names(path)
    assert main(["history", str(path)]) == 0
    assert ".draft.toml.journal.kept1" in capsys.readouterr().out
    assert any("kept1" in sentence for sentence in all_leftovers([path]))


def test_what_was_typed_into_a_draft_that_went_is_told(path: Path) -> None:
    place = left(path)
    path.unlink()
    assert any(str(place) in sentence for sentence in leftovers(path))


def test_what_was_typed_comes_back_after_the_draft_was_renamed(path: Path) -> None:
    left(path)
    other = path.with_name("改了名.toml")
    path.rename(other)
    (offer,), refused = offers(load(other))
    assert refused == []
    assert [one.new for one in offer.differences] == ["新的局"]


# Who wrote it.


@pytest.fixture
def alive() -> Iterator[int]:
    """The number of another process, which runs."""
    waits = [sys.executable, "-c", "input()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        yield process.pid
        process.kill()


def test_a_number_that_another_process_has_now_does_not_hide_the_text(path: Path, alive: int) -> None:
    place = left(path)
    rewritten(place, pid=alive, start="1")
    assert len(offers(load(path))[0]) == 1
    rewritten(place, pid=alive, start=processes.started(alive), boot="another run of the machine")
    assert len(offers(load(path))[0]) == 1
    rewritten(place, pid=alive, start=processes.started(alive), boot=processes.boot_id())
    assert offers(load(path)) == ([], [])
    assert place.exists()


def test_our_own_number_from_another_run_is_not_us(path: Path) -> None:
    place = left(path)
    rewritten(place, start="1")
    assert len(offers(load(path))[0]) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"start": "1"},
        {"boot": "before"},
        {"pid": 2**31 - 1},
    ],
)
def test_a_lock_from_before_the_machine_was_switched_on_is_taken_over(
    said: dict[str, Any], path: Path, alive: int
) -> None:
    if "boot" in said and not processes.boot_id():
        pytest.skip("this system does not name the run of the machine")
    lock = Lock(path)
    mine = {**this_process().plain(), "pid": alive, "start": processes.started(alive)}
    lock.path.write_text(json.dumps(mine))
    assert lock.take() is not None
    lock.path.write_text(json.dumps({**mine, **said}))
    assert lock.take() is None
    lock.release()


def test_a_process_that_ended_is_gone_before_its_parent_asks() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        deadline = time.monotonic() + 60
        while processes.started(child.pid) is not None and time.monotonic() < deadline:
            time.sleep(0.01)
        assert Process(child.pid, "", "", this_process().host).gone


# What a stranger writes.

WRONG: list[Any] = [float("nan"), 1e300, -1e18, -1, True, None, [], {}, "x" * 10_000, 10**400, "\x1b[31m"]


@pytest.mark.parametrize("value", WRONG, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize("name", ["pid", "start", "boot", "host", "user", "file", "base", "schema", "ziping", "time"])
def test_a_header_of_any_kind_opens_the_draft(name: str, value: Any, path: Path) -> None:
    place = left(path)
    rewritten(place, **{name: value})
    for _ in range(2):
        found, refused = offers(load(path))
        for offer in found:
            assert offer.header.time is None or 0 <= offer.header.time < 1e11
            time.localtime(offer.header.time)
        for sentence in refused:
            assert sentence.isprintable()
            assert "\n" not in sentence


@pytest.mark.parametrize("value", WRONG, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize("name", ["seq", "time", "edit", "more", "whole", "saving"])
def test_a_line_of_any_kind_opens_the_draft(name: str, value: Any, path: Path) -> None:
    place = left(path)
    lines = place.read_bytes().split(b"\n")
    lines[-1:] = [json.dumps({"seq": len(lines) - 1, "time": 1.0, name: value}).encode(), b""]
    place.write_bytes(b"\n".join(lines))
    found, refused = offers(load(path))
    assert refused == []
    if (name, value) != ("whole", {}):  # which says that everything was taken out
        assert "新的局" in [one.new for offer in found for one in offer.differences]
    for offer in found:
        time.localtime(offer.header.time)


# While editing.


def trouble_after(journal: Journal, seconds: float = 0.0) -> str:
    """The trouble after ``seconds`` have gone by for the journal."""
    now = time.monotonic()
    with patch("time.monotonic", lambda: now + seconds):
        journal.look()
    return journal.trouble


@pytest.mark.parametrize("typed_before", [True, False])
@pytest.mark.parametrize("renewed", [True, False])
def test_what_was_typed_while_a_long_save_was_made_is_not_in_its_file(
    typed_before: bool, renewed: bool, path: Path
) -> None:
    session, journal = opened(path)
    if typed_before:
        type_into(session, UNIT, "存进去的局")
    journal.begin_saving()
    data = path.read_bytes() + b"# saved\n"
    type_into(session, UNIT, "边存边打的局")
    if renewed:
        journal.begin_anew()
    journal.saving(data)
    type_into(session, UNIT, "后来的局")
    journal.close()
    path.write_bytes(data)  # killed behind the renaming, before the journal was begun anew
    [offer], refused = offers(load(path))
    assert not refused
    assert offer.content["overview"]["unit"] == "后来的局"


@pytest.mark.parametrize("renewed", [True, False])
def test_what_was_typed_while_a_long_save_was_made_is_all_that_is_kept_behind_it(renewed: bool, path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "存进去的局")
    said = snapshot(session.report.root)
    journal.begin_saving()
    type_into(session, UNIT, "边存边打的局")
    if renewed:
        journal.begin_anew()
    save(session.draft, said=said, announce=journal.saving)
    type_into(session, UNIT, "后来的局")
    journal.go_on()
    type_into(session, UNIT, "最后的局")
    journal.close()
    [offer], refused = offers(load(path))
    assert not refused
    assert load(path).report.cell(UNIT).raw == "存进去的局"
    assert offer.content["overview"]["unit"] == "最后的局"


def test_what_was_typed_before_the_save_was_made_known_is_offered_when_nothing_follows(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "存进去的局")
    journal.begin_saving()
    data = path.read_bytes() + b"# saved\n"
    type_into(session, UNIT, "边存边打的局")
    journal.saving(data)
    journal.close()
    path.write_bytes(data)
    [offer], _ = offers(load(path))
    assert offer.content["overview"]["unit"] == "边存边打的局"


@pytest.mark.parametrize("number", [1, 3])
def test_the_lines_behind_a_damaged_one_are_put_aside_and_told(number: int, path: Path) -> None:
    place = left(path)
    session = Session(load(path))
    lines = place.read_bytes().split(b"\n")
    lines[1:-1] = [
        json.dumps({"seq": at, "time": 1.0, "edit": ["typed", UNIT, session.report.cell(UNIT).raw, f"局{at}"]}).encode()
        for at in range(1, 6)
    ]
    lines[number] = lines[number].replace(b'"time": 1.0', b'"time": NaN')
    place.write_bytes(b"\n".join(lines))
    found, refused = offers(load(path))
    if number == 1:
        assert found == []
        assert "已损坏" in refused[0]
    else:
        (offer,) = found
        assert [one.new for one in offer.differences] == ["局2"]
        assert offer.left_out == ["日志从第4行起损坏，3 步读不出来"]
        offer.take(session)
        assert offer.drop() is not None
    (aside,) = path.parent.glob(f"{place.name}.kept*")
    assert aside.read_bytes() == b"\n".join(lines)
    assert str(aside) in "".join(all_leftovers([path]))


@pytest.mark.skipif(os.name == "nt", reason="there nobody removes a file that is open")
def test_a_journal_that_was_removed_is_written_anew(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "新的")
    assert journal.path is not None
    journal.path.unlink()
    session.type(session.report.cell("overview.year"), "2023")
    assert "不见了" in journal.notice
    assert journal.ailing
    journal.close()
    (offer,), _ = offers(load(path))
    assert [one.new for one in offer.differences] == ["新的", "2023"]


def test_a_folder_that_was_renamed_is_noticed(path: Path) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "新的")
    moved = path.parent.rename(path.parent.with_name("moved"))
    session.type(session.report.cell("overview.year"), "2023")
    assert "journals" in journal.trouble
    assert journal.path in fallbacks(path)
    moved.rename(path.parent)
    assert trouble_after(journal, 1) == ""
    assert "又能记下" in journal.notice
    assert journal.path is not None
    assert journal.path.parent == path.parent
    journal.close()
    (offer,), refused = offers(load(path))
    assert refused == []
    assert [one.new for one in offer.differences] == ["新的", "2023"]
    assert not any(place.exists() for place in fallbacks(path))


@pytest.mark.skipif(os.name == "nt", reason="there no folder is renamed in which a file is open")
def test_in_a_folder_that_was_renamed_around_us_one_journal_is_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    session, journal = opened(type(path)(path.name))
    type_into(session, UNIT, "新的")
    moved = path.parent.rename(path.parent.with_name("moved"))
    session.type(session.report.cell("overview.year"), "2023")
    assert journal.path is not None
    assert [file for file in moved.iterdir() if "journal" in file.name] == [moved / journal.path.name]
    journal.close()
    (offer,), refused = offers(load(moved / path.name))
    assert refused == []
    assert [one.new for one in offer.differences] == ["新的", "2023"]


def test_a_disk_that_does_not_take_the_lines_is_left_for_the_data_folder(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "新的")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "")))
        journal.sync()
    assert journal.ailing
    session.type(session.report.cell("overview.year"), "2023")
    assert "journals" in journal.trouble
    assert [name for name in names(path) if "journal" in name] == []
    assert trouble_after(journal, 1) == ""
    journal.close()
    (offer,), _ = offers(load(path))
    assert [one.new for one in offer.differences] == ["新的", "2023"]


def test_a_full_disk_that_is_free_again_gets_all_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, journal = opened(path)
    type_into(session, UNIT, "新")
    real, full = os.write, [True]

    def write(file: int, data: bytes) -> int:
        if full and len(data) > 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(file, data)

    monkeypatch.setattr(os, "write", write)
    type_into(session, UNIT, "新的")
    assert "别处也不能" in journal.trouble
    full.clear()
    assert trouble_after(journal, 1) == ""
    type_into(session, UNIT, "新的局")
    journal.close()
    (offer,), refused = offers(load(path))
    assert refused == []
    assert [one.new for one in offer.differences] == ["新的局"]
    journal.discard()
    assert [name for name in names(path) if "journal" in name] == []


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_what_is_kept_elsewhere_is_private(path: Path) -> None:
    session, journal = opened(path)
    places(path)[0].parent.rename(path.parent.with_name("moved"))
    type_into(session, UNIT, "新")
    journal.close()
    assert journal.path is not None
    assert journal.path.stat().st_mode & 0o077 == 0
    assert journal.path.parent.stat().st_mode & 0o077 == 0
