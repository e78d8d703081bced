from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from model.files import atomic
from model.files.atomic import replace_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_created_and_replaced(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        replace_file(tmp_path / "a", content)
        assert (tmp_path / "a").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "draft", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    replace_file(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_folders_and_devices_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        replace_file(tmp_path, b"")
    if os.name != "nt":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(OSError, match="pipe"):
            replace_file(tmp_path / "pipe", b"")


def test_a_read_only_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_lock_of_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = [True, True]
    replace = os.replace

    def sometimes(source: Path, target: Path) -> None:
        if locked:
            locked.pop()
            raise PermissionError
        replace(source, target)

    monkeypatch.setattr(os, "replace", sometimes)
    monkeypatch.setattr(atomic, "_WAITS", (0, 0))
    replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a", b"new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["草稿.toml", "年" * 70 + ".toml"])
def test_only_own_leftovers_are_removed(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save of the same file that was killed leaves nothing for good; hidden files of others are never touched."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    target = tmp_path / name
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", interrupted)
        patched.setattr(type(tmp_path), "unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            replace_file(target, b"killed")
    (left,) = tmp_path.iterdir()
    os.utime(left, (0, 0))  # where no lock tells that its process has died, its age does
    strangers = [".my0backup0file01.tmp", ".0123456789abcdef.tmp", f"{left.name[:-20]}my0backup0file01.tmp"]
    for stranger in strangers:
        (tmp_path / stranger).write_bytes(b"precious")
    replace_file(target, b"new")
    assert {path.name for path in tmp_path.iterdir()} == {name, *strangers}
