"""Reports held against their accounts and last year's report: every cell that was changed is told, and nothing else."""

from __future__ import annotations

import itertools
import json
import random
import time
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.drafts.saving import save
from model.figures import WAN, read
from model.tieout.compared_lines import judge
from model.workbooks import proposing, taking
from model.workbooks.books import read_book
from tests.model.drafting import SMALL
from tests.model.workbooks.accounts import Accounts, elsewhere, hunan_2022, write_ods, write_xls, write_xlsx
from tests.model.workbooks.ministry import Forms, book
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.model.workbooks.accounts import Grid

SCOPES = '[general_budget]\nscope = "仅一般公共预算"\n[overview.scale]\nbreakdown_scope = "全部基本支出"\n'


def ministry(accounts: Accounts, year: int = 2022) -> list[Grid]:
    grids = book(Forms(department="云漪市人力资源和社会保障局", year=year))
    for grid in grids:
        grid.name = grid.name[:31]
    return grids


BOOKS: dict[str, tuple[Callable[..., list[Grid]], Callable[..., Path], str]] = {
    "hunan-2022": (hunan_2022, write_xlsx, "xlsx"),
    "elsewhere": (elsewhere, write_ods, "ods"),
    "ministry": (ministry, write_xls, "xls"),
}


def made(folder: Path, name: str, text: str = "") -> tuple[Path, Path, list[Grid]]:
    """A draft that says what its accounts say, and the accounts."""
    draw, write, suffix = BOOKS[name]
    grids = draw(Accounts(fund=118.6, carried=6.4), year=2022)
    accounts = write(folder / f"{name}决算.{suffix}", grids)
    head = f'schema = 2\n[overview]\nyear = 2022\nunit = "云漪市人力资源和社会保障局"\n{text or SCOPES}'
    path = folder / f"{name}.toml"
    path.write_text(head, encoding="utf-8")
    read_draft = load(path)
    taking.take(read_draft.report, proposing.propose(read_draft.report, [read_book(accounts)]))
    save(read_draft)
    return path, accounts, grids


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """What a tie-out says as JSON, of one report."""
    main(["check", *words, "--format", "json"])
    (report,) = json.loads(capsys.readouterr().out)["drafts"]
    assert isinstance(report, dict)
    return report["tieout"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", BOOKS)
def test_a_report_agrees_with_the_accounts_that_it_was_made_of(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, accounts, _ = made(tmp_path, name)
    found = told(capsys, str(path), "--against", str(accounts))
    counts = found["counts"]
    assert isinstance(counts, dict)
    assert counts["agrees"] > 20
    assert (counts["differs"], counts["rounding"]) == (0, 0)
    assert found["unchecked"] == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", BOOKS)
def test_every_changed_cell_is_told_and_nothing_else(
    tmp_path: Path, name: str, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path, accounts, grids = made(tmp_path, name)
    before = told(capsys, str(path), "--against", str(accounts))
    lines = [line for line in before["lines"] if line["verdict"] == "agrees"]  # type: ignore[attr-defined]
    places = sorted({(line["sheet"], line["cell"]) for line in lines})
    dice = random.Random(seed)
    dice.shuffle(places)
    by_name = {grid.name: grid for grid in grids}
    changed: set[tuple[str, str]] = set()
    scale = 1 if name == "hunan-2022" else 10_000
    for sheet, cell in places:
        letters = cell.rstrip("0123456789")
        column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters))) - 1
        row = int(cell[len(letters) :]) - 1
        old = by_name[sheet].cells.get((row, column))
        number = float(str(old or "0").replace(",", "").removesuffix("万元"))
        more = dice.choice((3, 70)) * (1 if str(old).endswith("万元") else scale)
        new = round(number * dice.choice((1.1, 0.9)) + more, 0 if isinstance(old, int) else 2)
        if old is not None and len(changed) < 20:
            unit = "万元" if str(old).endswith("万元") else ""
            by_name[sheet].cells[row, column] = f"{new:,.2f}{unit}" if isinstance(old, str) else new
            changed.add((sheet, cell))
    assert len(changed) == 20
    _, write, suffix = BOOKS[name]
    other = write(tmp_path / f"改过.{suffix}", grids)
    after = told(capsys, str(path), "--against", str(other))
    wrong = [line for line in after["lines"] if line["verdict"] in ("differs", "rounding")]  # type: ignore[attr-defined]
    assert {(line["sheet"], line["cell"]) for line in wrong} == changed


@pytest.mark.parametrize(
    ("own", "theirs", "verdict"),
    [
        ("1500.5", "1500.50", "agrees"),
        ("1500.51", "15005061元", "agrees"),
        ("1500.51", "1500.5", "rounding"),
        ("1500.50", "15005061元", "rounding"),
        ("1500.53", "1500.5", "differs"),
        ("1500.5", "15005", "differs"),
        ("0", "0元", "agrees"),
        ("-3", "3", "differs"),
        ("15.01亿元", "150050万元", "agrees"),
    ],
)
def test_two_figures(own: str, theirs: str, verdict: str) -> None:
    assert judge(read(own, WAN, 2), read(theirs, WAN, 2)) == verdict


# Last year.


def last_year(folder: Path, actual: str = "80578.88", year: int = 2021) -> Path:
    path = folder / "上年.toml"
    path.write_text(
        f'schema = 2\n[overview]\nyear = {year}\nunit = "云漪市人力资源和社会保障局"\n'
        f"[overview.scale]\ntotal = {actual}\n[general_budget.basic]\nactual = 14000.5\n",
        encoding="utf-8",
    )
    return path


def this_year(folder: Path) -> Path:
    path = folder / "本年.toml"
    path.write_text(
        'schema = 2\n[overview]\nyear = 2022\nunit = "云漪市人力资源和社会保障局"\n'
        "[overview.scale]\nlast_year = 80578.88\ntotal = 87842.30\n[general_budget.basic]\nlast_year = 14000.6\n",
        encoding="utf-8",
    )
    return path


def test_last_years_figures_are_those_of_last_years_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, str(this_year(tmp_path)), "--against", str(last_year(tmp_path)))
    verdicts = {line["path"]: line["verdict"] for line in found["lines"]}  # type: ignore[attr-defined]
    assert verdicts == {"overview.scale.last_year": "agrees", "general_budget.basic.last_year": "differs"}


def test_last_years_report_may_be_a_word_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(last_year(tmp_path)), "-o", str(tmp_path / "上年.docx"), "--force"]) == 0
    capsys.readouterr()
    found = told(capsys, str(this_year(tmp_path)), "--against", str(tmp_path / "上年.docx"))
    assert {line["verdict"] for line in found["lines"] if line["path"] == "overview.scale.last_year"} == {"agrees"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_reports_may_be_texts(tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    for draft, name in ((last_year(tmp_path), "上年"), (this_year(tmp_path), "本年")):
        assert main(["export", str(draft), "-o", str(tmp_path / f"{name}.{suffix}"), "--force"]) == 0
    capsys.readouterr()
    found = told(capsys, str(tmp_path / f"本年.{suffix}"), "--against", str(tmp_path / f"上年.{suffix}"))
    verdicts = {line["path"]: line["verdict"] for line in found["lines"]}  # type: ignore[attr-defined]
    assert verdicts["overview.scale.last_year"] == "agrees"


def test_a_report_of_another_year_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, str(this_year(tmp_path)), "--against", str(last_year(tmp_path, year=2019)))
    assert found["lines"] == []
    assert "2019年度" in found["remarks"][0]  # type: ignore[index]


def test_a_column_a_source_in_the_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import load_workbook

    path, accounts, _ = made(tmp_path, "hunan-2022", "[overview.scale]\nlast_year = 80578.99\n")
    out = tmp_path / "核对.xlsx"
    words = ["check", str(path), "--against", str(accounts), "--against", str(last_year(tmp_path))]
    assert main([*words, "--format", "xlsx", "-o", str(out)]) == 1
    rows = list(load_workbook(out)["核对"].iter_rows(values_only=True))
    heads = [str(head) for head in rows[0]]
    assert f"{accounts.name} 数" in heads
    assert "上年.toml 数" in heads
    by_label = {row[2]: row for row in rows[1:]}
    assert by_label["支出规模·上年支出总额"][heads.index("上年.toml 结论")] == "不符"
    assert by_label["支出规模·基本支出"][heads.index(f"{accounts.name} 位置")] == "工作表“支出决算表”F8"


def test_a_finished_report_is_held_against_the_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, accounts, _ = made(tmp_path, "hunan-2022")
    path.write_text(path.read_text("utf-8").replace("basic = 14825.83", "basic = 14852.83"), "utf-8")
    report = tmp_path / "报告.docx"
    assert main(["export", str(path), "-o", str(report), "--force"]) == 0
    capsys.readouterr()
    assert main(["check", str(report), "--against", str(accounts)]) == 1
    said = capsys.readouterr().out
    assert "不符  支出规模·基本支出：报告 14,852.83万元" in said
    assert "工作表“支出决算表”F8" in said
    assert "口径：全部经费" in said


# Another department.


def of_department(folder: Path, name: str) -> Path:
    """A workbook of ``name``, with other figures than the draft's."""
    grids = hunan_2022(Accounts(basic=14999.99), 2022)
    for grid in grids:
        for place, value in grid.cells.items():
            if value == "部门：云漪市人力资源和社会保障局":
                grid.cells[place] = f"部门：{name}"
    return write_xlsx(folder / "别处.xlsx", grids)


def test_another_department_is_told_and_not_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, accounts, _ = made(tmp_path, "hunan-2022")
    other, memos = of_department(tmp_path, "乙市教育局"), tmp_path / "意见"
    assert main(["check", str(path), "--against", str(other), "--memo", str(memos)]) == 2
    done = capsys.readouterr()
    assert "别处.xlsx 写的是“乙市教育局”" in done.err
    assert "云漪市人力资源和社会保障局" in done.err
    assert done.out == ""
    assert not list(memos.glob("*"))
    main(["check", str(path), "--against", str(other), "--against", str(accounts)])
    said = capsys.readouterr().out.splitlines()
    start = next(number for number, line in enumerate(said) if line.startswith("别处.xlsx 写的是“乙市教育局”"))
    assert said[start + 1].startswith(f"与{accounts.name}核对：")
    found = told(capsys, str(path), "--against", str(other), "--against", str(accounts))
    assert found["sources"] == [accounts.name]
    assert "乙市教育局" in found["remarks"][0]  # type: ignore[index]
    assert found["counts"]["differs"] == 0  # type: ignore[index]


def test_last_years_draft_of_another_department_is_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = last_year(tmp_path)
    last.write_text(last.read_text("utf-8").replace("云漪市人力资源和社会保障局", "乙市教育局"), "utf-8")
    assert main(["check", str(this_year(tmp_path)), "--against", str(last)]) == 2
    assert "上年.toml 写的是“乙市教育局”" in capsys.readouterr().err


def test_the_accounts_of_the_office_alone_are_compared_and_told_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from docx import Document

    path, _, _ = made(tmp_path, "hunan-2022")
    office = of_department(tmp_path, "云漪市人力资源和社会保障局本级")
    found = told(capsys, str(path), "--against", str(office))
    assert "本级" in found["remarks"][0]  # type: ignore[index]
    assert "overview.scale.basic" in {line["path"] for line in found["lines"] if line["verdict"] == "differs"}  # type: ignore[attr-defined]
    assert sum("本级" in remark for remark in found["remarks"]) == 1  # type: ignore[attr-defined]
    assert not any("写的是" in line["doubt"] for line in found["lines"])  # type: ignore[attr-defined]
    main(["check", str(path), "--against", str(office), "--memo", str(tmp_path)])
    (memo,) = tmp_path.glob("*.docx")
    assert any("一个只是本级的" in paragraph.text for paragraph in Document(str(memo)).paragraphs)


# Folders and memos.


def test_folders_are_paired_by_the_name_of_the_department(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports, sources, memos = tmp_path / "报告", tmp_path / "账表", tmp_path / "意见"
    reports.mkdir()
    sources.mkdir()
    units = ("甲市文化局", "乙市教育局", "丙县水利局")
    for number, unit in enumerate(units):
        grids = hunan_2022(Accounts(basic=14825.83 + number), 2022)
        for grid in grids:
            for place, value in grid.cells.items():
                if value == "部门：云漪市人力资源和社会保障局":
                    grid.cells[place] = f"部门：{unit}"
        if number < 2:
            write_xlsx(sources / f"{number}.xlsx", grids)
        text = f'schema = 2\n[overview]\nyear = 2022\nunit = "{unit}"\n[overview.scale]\nbasic = 14826.83\n'
        (reports / f"{unit}.toml").write_text(text, encoding="utf-8")
    (reports / "句式.toml").write_text("[words]\na = 1\n", encoding="utf-8")
    words = ["check", str(reports), "--against", str(sources), "--memo", str(memos), "--format", "json"]
    assert main(words) == 1
    done = capsys.readouterr()
    said = {report["path"].rpartition("/")[2]: report for report in json.loads(done.out)["drafts"]}
    assert list(said) == ["丙县水利局.toml", "乙市教育局.toml", "甲市文化局.toml"]
    assert said["甲市文化局.toml"]["tieout"]["sources"] == ["0.xlsx"]
    assert said["甲市文化局.toml"]["tieout"]["counts"]["differs"] == 1
    assert said["乙市教育局.toml"]["tieout"]["counts"]["differs"] == 0
    assert "没有它的账表" in said["丙县水利局.toml"]["problems"][0]
    assert said["丙县水利局.toml"]["counts"]["error"] > 0, "what has no accounts is checked all the same"
    names = ["丙县水利局审核意见.docx", "乙市教育局审核意见.docx", "甲市文化局审核意见.docx"]
    assert sorted(path.name for path in memos.iterdir()) == names


def test_a_folder_that_takes_long_is_told_of_where_no_line_can_be_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "账表"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.xlsx").write_bytes(b"")
    words = ["check", str(this_year(tmp_path)), "--against", str(folder)]
    clock = itertools.count(0, 100)
    with monkeypatch.context() as patched:
        patched.setattr(time, "monotonic", lambda: float(next(clock)))
        assert main(words) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "还在读" in line] == ["--against 里有 4 个文件，已读 1 个，还在读"]


def test_a_memo_holds_no_marks_that_word_cannot_keep(tmp_path: Path) -> None:
    from docx import Document

    last, path = SMALL.read_text("utf-8"), tmp_path / "草稿.toml"
    path.write_text(last.replace('unit = "', 'unit = "\\u0001\\u202e'), "utf-8")
    (tmp_path / "上年.toml").write_text(last, "utf-8")
    words = ["check", str(path), "--against", str(tmp_path / "上年.toml"), "--memo", str(tmp_path)]
    assert main(words) == 0
    (memo,) = tmp_path.glob("*.docx")
    assert Document(str(memo)).paragraphs[1].text == "云漪市档案馆："


def test_a_memo_names_what_is_to_be_set_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    path, accounts, _ = made(tmp_path, "hunan-2022")
    path.write_text(path.read_text("utf-8").replace("basic = 14825.83", "basic = 14852.83"), "utf-8")
    words = ["check", str(path), "--against", str(accounts), "--memo", str(tmp_path / "意见")]
    assert main(words) == 1
    assert main(words) == 1
    names = sorted(found.name for found in (tmp_path / "意见").iterdir())
    assert names == ["hunan-2022审核意见.docx"], "a memo takes the place of the one of the last run"
    (tmp_path / "意见" / names[0]).write_bytes(b"signed")
    assert main(words) == 1
    assert len(list((tmp_path / "意见").iterdir())) == 2, "what somebody else wrote is set aside"
    text = [paragraph.text for paragraph in Document(str(tmp_path / "意见" / min(names, key=len))).paragraphs]
    assert text[0] == "部门整体支出绩效自评报告审核意见"
    assert text[1] == "云漪市人力资源和社会保障局："
    assert any(line.startswith("1．第一部分“支出规模·基本支出”为14,852.83万元") and "F8" in line for line in text)
    assert any("相邻两位" in line or "应为14,825.83万元" in line for line in text)
    assert "请对上述问题逐项核实，修改后连同有关账表重新报送。" in text
    assert not any("…" in line for line in text), "no sentence breaks off"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--memo", "意见"), "--memo 要和 --against 一起用"),
        (("--against", "a.zip"), "--against 要的是"),
        (("--against", "没有.xlsx"), "没有这个文件"),
        (("--against", "没有.xlsx", "--format", "sarif"), "不能和 --format sarif 同用"),
        (("--against", "没有.xlsx", "--format", "xlsx"), "要用 -o 写明"),
        (("--against", "没有.xlsx", "--jobs", "2"), "--jobs 不能和 --against 同用"),
        (("--against", "没有.xlsx", "-o", "a.docx"), "请换一个文件名"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(this_year(tmp_path)), *words]) == 2
    assert sentence in capsys.readouterr().err
