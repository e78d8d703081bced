"""Names and companions of files as Windows has them."""

from __future__ import annotations

import os
import re
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError, load
from model.drafts.new_draft import create
from model.drafts.saving import save
from model.drafts.versions import versions
from model.files.unwritten import unusable
from model.safekeeping.journal import Journal
from model.safekeeping.locks import Lock
from tui.cli.word_types import expanded

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = [
    *(("con.docx", "设备"), ("NUL", "设备"), ("com1.tar.gz", "设备"), ("Lpt9 .txt", "设备"), ("aux", "设备")),
    *(("报告:终稿.docx", "不能有 :"), ("报告?.docx", "不能有 ?"), ("a\tb.docx", r"不能有 \t"), ("“a”|b", "不能有 |")),
    *(("报告.", "句点结尾"), ("报告 ", "空格")),
]
TAKEN = ["报告.docx", "console.docx", "com10.docx", "com.docx", ".con", "空 格.docx", "第1稿（改）.docx", "a.b.c"]


@pytest.mark.parametrize(("name", "said"), REFUSED)
def test_a_name_that_windows_forbids_is_told_there_alone(name: str, said: str) -> None:
    assert said in unusable(name, windows=True)
    assert not unusable(name, windows=False)


@pytest.mark.parametrize("name", TAKEN)
def test_other_names_are_taken(name: str) -> None:
    assert not unusable(name, windows=True)


@pytest.mark.skipif(os.name != "nt", reason="elsewhere such names are names of files")
@pytest.mark.parametrize(("name", "said"), [one for one in REFUSED if one[0][-1] not in " ."])
def test_nothing_is_written_under_such_a_name(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DraftError, match=re.escape(said)):
        create(tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a dot hides")
def test_the_companions_of_a_draft_are_hidden_and_the_draft_is_not(tmp_path: Path) -> None:
    path = tmp_path / "草稿.toml"
    create(path)
    draft, lock = load(path), Lock(path)
    journal = Journal(draft, lambda: 0.0)
    journal.begin_anew()
    assert lock.take() is None
    draft.report.cell("overview.unit").raw = "某局"
    save(draft)
    assert versions(path)
    names = {entry.name: getattr(entry.stat(), "st_file_attributes", 0) for entry in os.scandir(tmp_path)}
    hidden = {name for name, attributes in names.items() if attributes & stat.FILE_ATTRIBUTE_HIDDEN}
    assert hidden == {".草稿.toml.lock", ".草稿.toml.journal", ".草稿.toml.versions"}
    assert set(names) - hidden == {"草稿.toml"}
    journal.discard()
    lock.release()


def test_wildcards_become_the_files_they_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("乙.toml", "甲[1].toml", "甲1.toml", ".隐.toml", "丙.docx"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    told = list(expanded(["check", "*.toml", "甲[1].t?ml", "没有*", "--format=*", "丙.docx"]))
    every = sorted(["乙.toml", "甲1.toml", "甲[1].toml"])
    assert told == ["check", *every, "甲[1].toml", "没有*", "--format=*", "丙.docx"]
