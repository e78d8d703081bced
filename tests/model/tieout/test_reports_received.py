"""What an officer of the finance bureau sees of the reports that came in: folders, memos, figures found by amount."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.model.tieout.test_tieout import made
from tui.cli.main import main

WHOSE = "云漪市人力资源和社会保障局"
TITLE = f"{WHOSE}2022年度部门整体支出绩效自评报告\n一、部门概况\n"
TOTAL = "2022年支出总额87842.30万元，其中基本支出14825.83万元，项目支出72040.64万元，经营支出975.83万元。\n"
STAFF = "现有编制33名，在职31人，其中参公人员12人、事业编制14人、工勤4人，退休9人。\n"


def report(folder: Path, text: str, name: str = "报告.txt", title: str = TITLE) -> str:
    path = folder / name
    path.write_text(title + text, encoding="utf-8")
    return str(path)


@pytest.fixture
def accounts(tmp_path: Path) -> str:
    (tmp_path / "账表").mkdir()
    return str(made(tmp_path / "账表", "hunan-2022")[1])


def tieout(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[dict[str, str]]]:
    main(["check", *words, "--format", "json"])
    return json.loads(capsys.readouterr().out)["drafts"][0]["tieout"]  # type: ignore[no-any-return]


def memo(folder: Path, *words: str) -> list[str]:
    from docx import Document

    main(["check", *words, "--memo", str(folder / "意见")])
    (path,) = (folder / "意见").iterdir()
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


# Folders.


def test_all_that_can_be_read_is_checked_and_the_rest_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    wrong = TOTAL.replace("87842.30", "87842.90")
    for name, whose in (("甲.txt", "甲县教育局"), ("乙.md", "乙县水利局"), ("丙.txt", "丙县民政局")):
        report(folder, wrong, name, TITLE.replace(WHOSE, whose))
    (folder / "说明.txt").write_text("请于四月前报送，联系人王某。\n", encoding="utf-8")
    (folder / "老报告.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert [f"{name}：错误 1" in said for name in ("甲.txt", "乙.md", "丙.txt")] == [True] * 3
    assert "共 3 份" in said
    assert "另有 .doc 1 个、.txt 1 个 读不成报告，没有核对：老报告.doc、说明.txt" in said
    assert main(["scan", str(folder)]) == 2
    assert f"请用 ziping check {folder}" in capsys.readouterr().err


def test_a_report_that_is_named_is_checked_whatever_its_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", report(tmp_path, TOTAL)]) == 0
    assert "报告.txt：错误 0" in capsys.readouterr().out
    draft = tmp_path / "草稿.txt"
    draft.write_text(f'schema = 2\n[overview]\nyear = 2022\nunit = "{WHOSE}"\n', encoding="utf-8")
    assert main(["check", str(draft)]) == 1
    assert "主要职能" in capsys.readouterr().out


def test_two_reports_of_one_department_and_other_years_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    report(folder, TOTAL, "甲.txt")
    report(folder, TOTAL, "乙.txt")
    report(folder, TOTAL.replace("2022", "2020"), "丙.txt", TITLE.replace("2022", "2020").replace(WHOSE, "丙县民政局"))
    main(["check", str(folder)])
    said = capsys.readouterr().out
    assert f"{WHOSE}有 2 份：" in said
    assert "年度不一：2022年度 2 份，2020年度 1 份（丙.txt）" in said


def test_numbers_that_nothing_was_held_against_are_counted_in_one_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = report(tmp_path, TOTAL + "发放问卷500份，收回480份，回收率96%。另有登记簿318册、藏品77号。\n")
    main(["scan", path])
    told = capsys.readouterr().out
    main(["check", path, "--format", "json"])
    count = json.loads(capsys.readouterr().out)["drafts"][0]["not_read"]
    assert count
    assert f"没有读懂 {count} 个" in told
    main(["check", path])
    assert f"未读懂的数 {count}" in capsys.readouterr().out


def test_hints_that_ask_are_told_in_the_line_of_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", report(tmp_path, TOTAL + STAFF)])
    assert "请核对 1" in capsys.readouterr().out.splitlines()[0]


def test_changes_that_nobody_accepted_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document
    from docx.oxml import OxmlElement

    word = Document()
    for line in (TITLE + TOTAL).splitlines():
        word.add_paragraph(line)
    inserted = OxmlElement("w:ins")
    last = word.paragraphs[-1]
    inserted.append(last.runs[0]._r)
    last._p.append(inserted)
    path = tmp_path / "修订.docx"
    word.save(str(path))
    main(["scan", str(path)])
    assert "文件里有1处没有接受的修订，按全部接受以后的文字核对" in capsys.readouterr().out


# The accounts.


def test_an_amount_that_stands_in_the_report_is_not_called_lacking(
    tmp_path: Path, accounts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = "2022年支出总额87842.30万元。甲乙丙款14825.83万元。\n"
    found = tieout(capsys, report(tmp_path, odd), "--against", accounts)
    verdicts = {line["path"]: line["verdict"] for line in found["lines"]}
    assert verdicts["overview.scale.basic"] == "agrees"
    assert verdicts["overview.scale.project"] == "not_stated"
    assert "general_budget.basic.actual" in verdicts, "the same amount in another table"
    assert any("支出规模·基本支出 14,825.83万元（“甲乙丙款14825.83万元”）" in str(one) for one in found["remarks"])
    other = tieout(capsys, report(tmp_path, odd.replace("25.83", "35.83")), "--against", accounts)
    assert {line["path"]: line["verdict"] for line in other["lines"]}["overview.scale.basic"] == "not_stated"
    main(["check", report(tmp_path, odd), "--against", accounts])
    said = capsys.readouterr().out
    assert "没有读到  支出规模·项目支出" in said
    assert "报告未写" not in said
    assert "没有读到  三公经费决算数" in said
    assert "：0.00万元" not in said
    assert "后再导入" not in said, "there is no draft to be changed"


@pytest.mark.parametrize(("closing", "verdict"), [("2160.31", "agrees"), ("2260.31", "differs")])
def test_the_balance_is_held_against_the_accounts_in_whatever_field_it_was_read(
    tmp_path: Path, accounts: str, capsys: pytest.CaptureFixture[str], closing: str, verdict: str
) -> None:
    text = TOTAL + f"全年预算数90002.61万元，年末结转结余{closing}万元。\n"
    found = tieout(capsys, report(tmp_path, text), "--against", accounts)
    (line,) = [line for line in found["lines"] if line["cell"] == "H9"]
    assert (line["verdict"], line["own"]) == (verdict, f"{float(closing):,.2f}万元")
    assert not any("年末结转" in str(label) for label in found["unchecked"])


def test_amounts_are_told_in_the_unit_of_the_report(
    tmp_path: Path, accounts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "2022年支出总额878,423,000.00元，其中基本支出14.83元。\n"
    found = tieout(capsys, report(tmp_path, text), "--against", accounts)
    by_path = {line["path"]: line for line in found["lines"]}
    assert by_path["overview.scale.total"]["verdict"] == "agrees"
    assert by_path["overview.scale.total"]["own"] == "878,423,000.00元"
    assert by_path["overview.scale.basic"]["own"] == "14.83元", "not 0.00万元"


# The memo.


def test_nothing_is_agreed_where_nothing_was_compared(tmp_path: Path, accounts: str) -> None:
    old = report(tmp_path, TOTAL.replace("2022", "2019"), title=TITLE.replace("2022", "2019"))
    said = "\n".join(memo(tmp_path, old, "--against", accounts))
    assert "不能据此同意报送和公开。请报送2019年度决算公开表" in said
    assert "是2022年度的，不是报告年度2019年的" in said
    assert "未发现需要修改的问题" not in said


def test_hints_and_what_was_not_read_stand_in_parts_of_their_own(tmp_path: Path, accounts: str) -> None:
    said = memo(tmp_path, report(tmp_path, TOTAL + STAFF), "--against", accounts)
    asked = said.index("三、请说明的事项")
    assert said[asked + 1].endswith("应为30人，多1人。")
    assert "请核对：" not in said[asked + 1]
    lacking = said.index("四、没有核对到的")
    assert "三公经费决算数41.38万元" in said[lacking + 1]
    assert any(line.startswith("没有找到的部分：") for line in said)
    assert any("由审核人选定" in line for line in said)
    assert not any("未发现需要修改的问题" in line for line in said)


def test_a_memo_quotes_the_report_and_says_more_or_less(tmp_path: Path, accounts: str) -> None:
    text = TOTAL.replace("14825.83", "14852.83").replace("87842.30", "87869.30")
    said = memo(tmp_path, report(tmp_path, text), "--against", accounts)
    (point,) = [line for line in said if "F8" in line]
    assert point.endswith("“其中基本支出14852.83万元”，工作表“支出决算表”F8为14,825.83万元，报告多27.00万元。")


def test_a_memo_lists_every_point_and_demands_no_word_on_what_was_not_read(tmp_path: Path, accounts: str) -> None:
    wrong = "".join(f"第{at}期培训{at}00人，其中男{at}0人、女{at}0人，合计{at}1人。\n" for at in range(2, 40))
    said = memo(tmp_path, report(tmp_path, TOTAL + wrong), "--against", accounts)
    points = said[said.index("二、需要核实修改的问题") + 1 :]
    assert sum(line.split("．")[0].isdigit() for line in points) > 30
    assert not any("所附" in line for line in said)
    other = tmp_path / "另"
    other.mkdir()
    plain = memo(other, report(other, TOTAL + "全年种树1,234棵。\n"), "--against", accounts)
    assert not any("逐项说明" in line for line in plain)
    assert any("由审核人对照原文审核" in line for line in plain)


def test_a_memo_without_a_name_or_accounts_says_nothing_of_the_program(tmp_path: Path) -> None:
    reports, sources = tmp_path / "收件", tmp_path / "账表"
    reports.mkdir()
    sources.mkdir()
    report(reports, "2022年支出总额87842.30万元。\n", title="一、部门概况\n")
    said = memo(tmp_path, str(reports), "--against", str(sources))
    assert said[1] == "____________："
    assert not any("--against" in line or ".txt" in line for line in said)


def test_a_draft_of_the_same_year_is_no_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, draft = report(tmp_path, TOTAL), tmp_path / "草稿.toml"
    main(["scan", path, "-o", str(draft)])
    said = memo(tmp_path, path, "--against", str(draft))
    assert any("不是账表：与它一致，不等于与账表一致" in line for line in said)
    assert not any(line.endswith("同意按规定程序报送和公开。") for line in said)


def test_a_title_without_its_last_word_names_the_unit(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    title = "# 东湖街道办事处2024年度整体支出绩效自评\n\n## 一、基本情况\n\n"
    main(["scan", report(tmp_path, "在职96人。\n", "定稿.md", title), "--format", "json"])
    (said,) = json.loads(capsys.readouterr().out)["drafts"]
    assert said["unknown_headings"] == []
    main(["scan", report(tmp_path, "在职96人。\n", "定稿.md", title), "-o", str(tmp_path / "d.toml")])
    assert 'unit = "东湖街道办事处"' in (tmp_path / "d.toml").read_text("utf-8")


def test_a_memo_agrees_where_all_was_compared_and_nothing_is_open() -> None:
    import io

    from docx import Document

    from exporters.memo import memo as written
    from model.figures import WAN, read
    from model.report.report import Report
    from model.tieout.compared_lines import TieOut, compared_line
    from model.tieout.documents import CheckedReport

    counts = dict.fromkeys(("error", "warning", "info", "accepted", "exact", "not_checked"), 0)
    amount = read("87842.30", WAN, 2)
    line = compared_line(1, "overview.scale.total", "支出总额", amount, amount, ("决算.xlsx", "支出决算表", "E8"))
    found = TieOut(CheckedReport("报告.docx", Report(), [], counts, frozenset()), sources=["决算.xlsx"], lines=[line])
    said = [paragraph.text for paragraph in Document(io.BytesIO(written(found))).paragraphs]
    assert "未发现需要修改的问题。同意按规定程序报送和公开。" in said


def test_a_memo_demands_no_correction_where_the_accounts_do_not_add_up() -> None:
    import io

    from docx import Document

    from exporters.memo import memo as written
    from model.figures import WAN, read
    from model.report.report import Report
    from model.tieout.compared_lines import TieOut, compared_line
    from model.tieout.documents import CheckedReport

    counts = dict.fromkeys(("error", "warning", "info", "accepted", "exact", "not_checked"), 0)
    own, theirs = read("7.36", WAN, 2), read("7.63", WAN, 2)
    at = ("决算.xlsx", "三公经费表", "L8")
    for doubt in ("H8、I8加起来是52.10万元，G8是51.83万元，不相等", ""):
        line = compared_line(2, "general_budget.three_public.actual", "决算数", own, theirs, at, "", doubt)
        found = TieOut(
            CheckedReport("报告.docx", Report(), [], counts, frozenset()), sources=["决算.xlsx"], lines=[line]
        )
        said = [paragraph.text for paragraph in Document(io.BytesIO(written(found))).paragraphs]
        assert ("请对上述问题逐项核实，修改后连同有关账表重新报送。" in said) is (not doubt)
        assert any(f"账表本身对不上（{doubt}）" in one for one in said) is bool(doubt)


def test_a_draft_of_a_report_carries_no_error_that_the_report_was_not_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    income = "收入合计300.00万元，其中财政拨款收入200.00万元，事业收入60.00万元，其他收入40.00万元。\n"
    for text, wrong in ((income, 0), (income.replace("200.00", "210.00"), 1)):
        draft = tmp_path / f"草稿{wrong}.toml"
        main(["scan", report(tmp_path, text), "-o", str(draft), "--format", "json"])
        (read,) = json.loads(capsys.readouterr().out)["drafts"]
        assert read["counts"]["error"] == wrong
        main(["check", str(draft), "--format", "json"])
        (said,) = json.loads(capsys.readouterr().out)["drafts"]
        (total,) = [one for one in said["findings"] if one["code"] == "overview.income.total"]
        assert total["accepted"] is not bool(wrong)


def test_what_scan_accepts_itself_is_not_told_as_cleared_from_next_years_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    income = "收入合计300.00万元，其中财政拨款收入200.00万元，事业收入60.00万元，其他收入40.00万元。\n"
    last = report(tmp_path, income)
    main(["scan", last, "-o", str(tmp_path / "草稿.toml")])
    assert "[[accepted]]" in (tmp_path / "草稿.toml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["new", str(tmp_path / "明年.toml"), "--from", last]) == 0
    said = capsys.readouterr().out
    assert "清空的项" in said
    assert "已接受" not in said


def test_a_draft_is_not_written_under_the_name_of_another_kind_of_file(tmp_path: Path) -> None:
    assert main(["scan", report(tmp_path, TOTAL), "-o", str(tmp_path / "草稿.docx")]) == 2
    assert not (tmp_path / "草稿.docx").exists()
