"""The room of the language: each production by its examples, places and repairs, and work that stays linear."""

from __future__ import annotations

import cProfile
import pkgutil
import time
import tomllib
from pathlib import Path
from statistics import median

import pytest

from model.language import lexicon as lexicon_module
from model.language import statements
from model.language.amounts import numbers
from model.language.judgement import judge
from model.language.paragraphs import TextParagraph, TextTable
from model.language.text_document import Span, read
from tests.model.language.reading import found

NAMES = [one.name for one in pkgutil.walk_packages(statements.__path__, f"{statements.__name__}.") if not one.ispkg]
EXAMPLES = tomllib.loads((Path(__file__).parents[2] / "data/language/examples.toml").read_text(encoding="utf-8"))
CASES = [pytest.param(one, id=one["text"][:24]) for own in EXAMPLES.values() for one in own]


@pytest.mark.parametrize("case", CASES)
def test_a_production_finds_its_example_and_is_silent_on_the_other(case: dict[str, str]) -> None:
    """``doubt``: in so short a figure the writer is asked, as nothing but the words speaks for a slip."""
    findings, wrong = found(case["text"]), case.get("wrong")
    errors = [one for one in findings if one.severity == "error"]
    assert (
        any(one.severity == "info" and case.get("doubt", "") in one.message for one in findings) or "doubt" not in case
    )
    if wrong is None:
        assert [one.message for one in errors] == []
    else:
        assert any(wrong in one.message.replace(",", "") for one in errors)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("全年诊疗38620人次，其中门诊31200人次、急诊6420人次。", True),
        ("全年项目支出90万元，包括设备购置50万元、耗材30万元。", True),
        ("全年诊疗38620人次，其中门诊31200人次、急诊2420人次。", False),
        ("全年项目支出90万元，主要包括设备购置50万元、耗材30万元。", False),
        ("招录特岗教师63人，其中小学36人、初中24人。", True),
        ("招录特岗教师63人，其中小学36人、初中24人等。", False),
        ("招录特岗教师63人，其中小学36人、初中14人。", False),
        ("政法专项编制74名，年末实有71人，其中局机关32人、司法所38人。", True),
        ("整体支出绩效得分96分。其中：目标设定9.5分，预算管理28分，职责履行35.8分，履职效益20分。", True),
        ("整体支出绩效得分93.3分。其中：目标设定9.5分，预算管理28分，职责履行35.8分，履职效益20分。", False),
    ],
)
def test_a_list_that_may_be_partial_is_asked_about_where_one_slip_makes_it_whole(text: str, asked: bool) -> None:
    assert [(one.severity, one.message.endswith("请核对"), one.repair) for one in found(text)] == (
        [("info", True, None)] if asked else []
    )


def test_every_production_has_an_example_and_most_a_counter_example() -> None:
    without = {
        "statement",
        "cures",
        "remarks",
        "item_lists",
        "families",
        "heads",
        "column_heads",
        "said_bases",
        "wholes",
        "bearing_out",
        "short_figures",
    }
    assert {name.rpartition(".")[2] for name in NAMES} - without == set(EXAMPLES)
    assert sum("wrong" not in one for own in EXAMPLES.values() for one in own) >= 7


def test_a_kind_of_words_stands_in_one_table_only() -> None:
    """Patterns name kinds without their table: of two kinds of one name, one would never be found."""
    declared = tomllib.loads(Path(lexicon_module.__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    kinds = [kind for table in ("words", "texts", "reports") for kind in declared[table]]
    assert len(kinds) == len({*kinds})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出1,234.50万元", ["1234.50万元"]),
        ("支出２，４８６，３１５．７２元", ["2486315.72元"]),
        ("结余-7.90亿元", ["-7.90亿元"]),
        ("2024年5月6日至12月底", []),
        ("某财绩〔2024〕12号，第3批次，热线12345，电话0731-8456123", []),
        ("巡查3—5次", ["3次"]),
        ("G20峰会、5G基站、Word2016", []),
        ("签约8人", ["8人"]),
        ("1、检查2处", ["2处"]),
    ],
)
def test_numbers_are_told_from_what_is_no_figure(text: str, expected: list[str]) -> None:
    plain = text.translate({0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0E: ".", 0xFF0C: "，"})
    assert [one.amount.typed + one.amount.unit.name for one in numbers(plain)] == expected


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("近30万人", True),
        ("30余人", True),
        ("4万多人", True),
        ("95%以上", True),
        ("单价100万（含）以上", True),
        ("节约30万元", False),
        ("签约30人", False),
        ("1260元/月", True),
        ("决算3万元/预算4万元", False),
    ],
)
def test_hedged_numbers_are_known(text: str, hedged: bool) -> None:
    assert next(numbers(text)).hedged is hedged


def test_a_repair_mends_the_text_where_it_stands() -> None:
    text = "我局“十四五”规划落地。\n　　粮食产量 86.40 万吨，较上年 84.00 万吨增加 2.40 万吨，增长 2.68%。"
    (finding,) = judge(read(text, year=2024))
    assert (finding.kind, finding.severity, finding.actual, finding.expected) == ("rate", "error", "2.68", "2.86")
    assert text[finding.span.start : finding.span.end] == "2.68%"
    assert finding.repair is not None
    span = finding.repair.span
    mended = text[: span.start] + finding.repair.new + text[span.end :]
    assert mended == text.replace("2.68", "2.86")
    assert judge(read(mended, year=2024)) == []


def test_a_repair_keeps_separators() -> None:
    text = "基本支出12,345.67万元，其中人员经费10,000.00万元，公用经费2,354.67万元。"
    (finding,) = judge(read(text))
    assert finding.repair is not None
    assert "," in finding.repair.new


def test_a_report_may_come_as_paragraphs_and_tables() -> None:
    blocks: list[TextParagraph | TextTable] = [
        TextParagraph("2024年度某局部门整体支出绩效自评报告"),
        TextParagraph("一、概况", heading=True),
        TextTable((("类别", "计划", "完成"), ("甲", "100", "90"), ("乙", "200", "180"), ("合计", "300", "290"))),
        TextParagraph("全年支出90.00万元，较上年80.00万元增加12.00万元。"),
    ]
    document = read(blocks)
    assert document.year == 2024
    assert [(one.kind, one.span.block) for one in judge(document)] == [("table", 2), ("change", 3)]
    table, change = judge(document)
    assert table.span == Span(2, 0, 3, (3, 2))
    words = blocks[3].text if isinstance(blocks[3], TextParagraph) else ""
    assert words[change.span.start : change.span.end] == "12.00万元"


def test_wrapped_lines_and_blanks_change_nothing() -> None:
    text = "2024年部门支出4508.20万元，其中：基本支出2866.15万元，占总支出的63.58%；项目支出1624.05万元，占36.42%。"
    plain = [one.message for one in found(text)]
    wrapped = "\n".join(text[at : at + 19] for at in range(0, len(text), 19))
    spaced = text.replace("万元", " 万 元 ").replace("，", " ， ")
    assert len(plain) == 1
    assert [one.message for one in found(wrapped)] == plain
    assert [one.message for one in found(spaced)] == plain


def test_all_figures_are_listed_with_their_words_and_places() -> None:
    text = "服务群众近30万人，其中城区18万余人；巡查3—5次，满意率95%以上。"
    document = read(text)
    places = [(document.span(one), document.clause(one)) for one in document.mentions]
    listed = [(text[span.start : span.end], words) for span, words in places]
    assert [number for number, _ in listed] == ["30万人", "18万余人", "3—5次", "95%"]
    assert listed[1][1] == "其中城区18万余人"


PARAGRAPH = (
    "2024年北河治理支出1260.00万元，较上年1200.00万元增加60.00万元，增长5.00%；其中：工程费900.00万元，占71.43%；"
    "监理费360.00万元，占28.57%。完成堤防12.4公里，群众满意率96.50%，较上年95.00%提高1.50个百分点。"
)


def _calls(text: str) -> int:
    """How many calls reading and judging take: work that no other process on the machine changes."""
    profile = cProfile.Profile()
    profile.runcall(_once, text)
    return sum(one.callcount for one in profile.getstats())


def test_ten_times_the_text_takes_at_most_eleven_times_the_work() -> None:
    judge(read(PARAGRAPH, year=2024))
    once, ten = PARAGRAPH * 40, PARAGRAPH * 400
    assert _calls(ten) <= 11 * _calls(once)
    # Processor time wavers by a third beside other work; within one call nothing may be quadratic either.
    assert median(_once(ten) for _ in range(3)) <= 20 * median(_once(once) for _ in range(3))


WILD = {
    "digits": "1" * 16000,
    "commas": "1," * 8000,
    "points": "1." * 8000,
    "blanks": " " * 16000,
    "digits and blanks": "1 " * 8000,
    "brackets open": "（" * 16000,
    "brackets": "（）" * 8000,
    "one word": "较" * 16000,
    "dashes": "-" * 16000,
    "braces": "{" * 16000,
    "ranges": "1-" * 8000,
    "marks": "、" * 16000,
    "letters": "a" * 16000,
    "one long list": "其中甲项支出1.23万元、" * 1300,
    "one long sentence": "较上年增加1.23万元" * 1500,
    "shares that are wrong": "甲项1.2万元，占5%；" * 1500,
    "rates that are wrong": "支出9.17万元，较上年8.33万元增加1.25万元，增长3.3%。" * 400,
    "table": "甲类  1  2  3\n" * 1500,
    "pipes": "|1|2|3|\n" * 2000,
}


@pytest.mark.parametrize("name", WILD)
def test_no_text_makes_the_work_run_away(name: str) -> None:
    text = WILD[name]
    quarter, whole = _once(text[: len(text) // 4]), _once(text)
    assert whole < max(10 * quarter, 1.0)  # a quadratic reader takes sixteen times as long


def _once(text: str) -> float:
    start = time.process_time()
    judge(read(text, year=2024))
    return time.process_time() - start


def test_a_word_that_says_the_wrong_way_is_mended() -> None:
    text = "受理投诉举报412件，较上年386件减少26件。"
    (finding,) = judge(read(text))
    assert finding.repair is not None
    span = finding.repair.span
    assert text[: span.start] + finding.repair.new + text[span.end :] == text.replace("减少", "增加")
