"""Figures: what people type and paste is read exactly, anything else is refused with a sentence that says why."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.figures import (
    ITEMS,
    MAX_DECIMALS,
    PEOPLE,
    PERCENT_UNIT,
    PLAIN_UNIT,
    POINT_UNIT,
    SCALE,
    WAN,
    YI,
    YUAN,
    Figure,
    FigureError,
    Unit,
    canonical,
    digits,
    figure,
    group,
    read,
    unit_named,
)
from tests.model.drafting import draft, printed

BOM = "\ufeff1234.5"
HOUSEHOLDS = Unit("户", "户数")
COMPANIES = Unit("万家", "数量", 10**4)

units = st.sampled_from((YUAN, WAN, YI, PEOPLE, PERCENT_UNIT, POINT_UNIT, HOUSEHOLDS, COMPANIES, PLAIN_UNIT))
amounts = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=MAX_DECIMALS)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    unit, places = draw(units), draw(st.integers(0, MAX_DECIMALS))
    return read(printed(draw(amounts), places), unit, draw(st.integers(0, 2)))


def wan(text: str) -> Decimal:
    """What ``text`` says in 万元, typed into a field in 万元 with two decimals."""
    return Decimal(read(text, WAN, 2).value) / SCALE / 10**4


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("14825.83", "14825.83"),
        ("14,825.83", "14825.83"),
        ("１４，８２５．８３", "14825.83"),
        ("14825.83万元", "14825.83"),
        ("14,825.83 万元", "14825.83"),
        ("1.48亿", "14800"),
        ("1.48亿元", "14800"),
        ("1.8300007亿元", "18300.007"),
        ("0.00000071亿", "0.0071"),
        ("3万", "3"),
        ("148258300元", "14825.83"),
        ("148,258,300.00元", "14825.83"),
        ("-12580.41", "-12580.41"),
        ("－12,580.41", "-12580.41"),
        ("−12580.41", "-12580.41"),
        ("（12,580.41）", "-12580.41"),
        ("(12,580.41)", "-12580.41"),
        ("（12,580.41）万元", "-12580.41"),
        ("（12,580.41万元）", "-12580.41"),
        ("+5", "5"),
        (".5", "0.5"),
        ("0", "0"),
        ("-0", "0"),
        ("00012.5", "12.5"),
        ("0.00", "0"),
    ],
)
def test_what_people_type_is_read(typed: str, amount: str) -> None:
    assert wan(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "pasted",
    [
        "\t1234.5",
        "1234.5\t",
        "1,234.50\n",
        "1,234.50\r\n",
        " 1,234.50 ",
        "1\xa0234.50",
        "1 234.5",
        "'1234.5",
        "¥1,234.50",
        "￥1,234.50",
        "1234.5\u200b",
        "\u202d1234.5\u202c",
        "\u20661,234.5\u2069\u200e",
        BOM,
        "１２３４。５",
        "1，234.5",
        "1234.500000",
    ],
)
def test_what_comes_from_a_spreadsheet_is_read(pasted: str) -> None:
    assert wan(pasted) == Decimal("1234.5")


@pytest.mark.parametrize(
    "typed",
    [
        "1,48",
        "12,34.5",
        "1,2345",
        "12..3",
        "1.2.3",
        "NaN",
        "1e5",
        "Infinity",
        "十二万",
        "一百",
        "",
        " ",
        "-",
        "－",
        "--5",
        "0x10",
        "1_000",
        "٣",
        "½",
        "2.20①",
        "2.20 ²",
        "2²",
        "①②",
        "⒉2",
        "2,2⒛",
        "2⑵",
        "2❶",
        "2㉑",
        "2₂万元",
        "（2①）",
        "()",
        "（）",
        "（5",
        "5）",
        "（-5）",
        "(5)(6)",
        "5-6",
        "1亿2千万",
        "约5",
        "近395",
        "2100余",
        "12.5w",
        "$5",
        "#REF!",
        "#DIV/0!",
        "=A1",
        "5 万 元",
        "1;2",
        "万元",
        "1/2",
        "2023-01-01",
    ],
)
def test_anything_else_is_refused_with_what_is_expected(typed: str) -> None:
    with pytest.raises(FigureError, match=r"1234\.56|位数太多|括号不成对"):
        read(typed, WAN, 2)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("16.88%", WAN),
        ("5人", WAN),
        ("5户", WAN),
        ("5万元", PEOPLE),
        ("5万人次", PEOPLE),
        ("5万元", PERCENT_UNIT),
        ("5个百分点", PERCENT_UNIT),
        ("5%", POINT_UNIT),
        ("5人", HOUSEHOLDS),
        ("5个", COMPANIES),
        ("5%", PLAIN_UNIT),
    ],
)
def test_dimensions_never_mix(typed: str, unit: Unit) -> None:
    with pytest.raises(FigureError, match=unit.dimension):
        read(typed, unit, 2)


@pytest.mark.parametrize(
    ("typed", "unit", "amount"),
    [
        ("16.88%", PERCENT_UNIT, "16.88"),
        ("16.88％", PERCENT_UNIT, "16.88"),
        ("1.2个百分点", POINT_UNIT, "1.2"),
        ("19.11万家", COMPANIES, "191100"),
        ("198.01万人", PEOPLE, "1980100"),
        ("198.01万", PEOPLE, "1980100"),
        ("38批次", Unit("批", ITEMS), "38"),
        ("1.2万件次", Unit("件", ITEMS), "12000"),
    ],
)
def test_other_dimensions_are_read(typed: str, unit: Unit, amount: str) -> None:
    assert Decimal(read(typed, unit, 2).value) / SCALE == Decimal(amount)


def test_too_many_digits_are_refused() -> None:
    assert read("9" * 15 + "." + "9" * 6, WAN, 2).decimals == 6
    for typed in ("9" * 16, "1." + "1" * 7, "1" * 5000):
        with pytest.raises(FigureError, match="位数太多"):
            read(typed, WAN, 2)


def test_a_refusal_shows_no_more_than_the_start_of_a_long_text() -> None:
    with pytest.raises(FigureError) as refusal:
        read("很" * 500, WAN, 2)
    assert len(str(refusal.value)) < 100


def test_commas_are_spoken_of_only_where_a_number_has_them() -> None:
    with pytest.raises(FigureError, match="千分位逗号"):
        read("12,34.5", WAN, 2)
    for words in ("负责全县水利工作，组织实施", "完成供水1,234处，受益3万人"):
        with pytest.raises(FigureError, match="这里要填金额") as refusal:
            read(words, WAN, 2)
        assert "逗号" not in str(refusal.value)


def test_missing_zero_and_none_are_three_states() -> None:
    report = draft('[overview.staff]\nfund_paid = "无"\nself_funded = 0').report
    staff = [report.cell(f"overview.staff.{name}") for name in ("authorised", "fund_paid", "self_funded")]
    assert [cell.state for cell in staff] == ["missing", "none", "typed"]
    assert [cell.figure and cell.figure.value for cell in staff] == [None, 0, 0]
    assert staff[1].figure is not None
    assert staff[1].figure.half == 0


@pytest.mark.parametrize(("typed", "unit"), [("490", PEOPLE), ("3", HOUSEHOLDS)])
def test_whole_counts_have_no_width(typed: str, unit: Unit) -> None:
    assert read(typed, unit, 0).half == 0


def test_counts_in_ten_thousands_have_a_width() -> None:
    assert read("198.01", Unit("万人", "人数", 10**4), 0).half == 50 * SCALE


@pytest.mark.parametrize("typed", ["无", " 无 ", "没有", "本单位无此项"])
def test_the_word_for_none_is_kept_as_one_word(typed: str) -> None:
    assert draft("").report.cell("overview.scale.operating").field.read(typed) == "无"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("14,825.83", "14825.83"),
        ("14825.83 万元", "14825.83"),
        ("1.48亿", "1.48亿元"),
        ("1.8300007亿元", "18300.007"),
        ("（1.83000071亿）", "-18300.0071"),
        ("（5）", "-5"),
        ("35.60", "35.60"),
        ("148258300元", "148258300元"),
        ("１２", "12"),
        (".5", "0.5"),
        ("+5", "5"),
    ],
)
def test_what_is_kept_keeps_digits_and_unit(typed: str, kept: str) -> None:
    assert canonical(typed, WAN) == kept


@pytest.mark.parametrize("typed", ["2.20①", "²", "2⒉", "2㈡"])
def test_the_mark_of_a_footnote_is_no_digit_of_what_is_kept(typed: str) -> None:
    with pytest.raises(FigureError, match=re.escape(f"“{typed}”")):
        canonical(typed, WAN)


def test_precision_is_the_declared_one_or_the_finer_one_typed() -> None:
    assert [read(typed, WAN, 2).decimals for typed in ("42700", "35.6", "1243.345")] == [2, 2, 3]
    assert read("35.6", WAN, 2).half == 50 * SCALE
    assert read("1243.345", WAN, 2).half == 5 * SCALE
    assert read("12.14亿元", WAN, 2).half == 500_000 * SCALE


def test_source_figures_in_yuan_have_no_width() -> None:
    assert read("148258300元", WAN, 2).half == 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("14825.83", "14,825.83万元"),
        ("0", "0.00万元"),
        ("-0.5", "-0.50万元"),
        ("1000000", "1,000,000.00万元"),
        ("999.995", "999.995万元"),
    ],
)
def test_a_figure_is_written_with_separators_and_unit(value: str, shown: str) -> None:
    assert read(value, WAN, 2).text() == shown


def test_a_value_is_rounded_half_away_from_zero() -> None:
    assert [digits(value * SCALE // 10, PERCENT_UNIT, 0) for value in (4, 5, -4, -5, 14, 15)] == [
        *("0", "1", "0", "-1", "1", "2")
    ]
    assert figure(2 * SCALE, PERCENT_UNIT, 2, 3).digits() == "0.67"
    assert figure(-2 * SCALE, PERCENT_UNIT, 2, 3).digits() == "-0.67"


def test_units_are_known_by_name() -> None:
    assert unit_named("亿元") == YI
    assert unit_named("％") == PERCENT_UNIT
    assert unit_named("千元") == Unit("千元", "金额", 1000)
    assert unit_named("斤") is None


@given(figures())
def test_what_is_written_is_read_back(written: Figure) -> None:
    assert read(written.text(), written.unit, written.decimals) == written
    assert read(written.digits(), written.unit, written.decimals) == written


@given(st.one_of(figures().map(Figure.text), st.text("0123456789,.-+（）() 万亿元人%，．－１２", max_size=12)), units)
def test_what_is_kept_is_kept_again_and_says_the_same(typed: str, unit: Unit) -> None:
    try:
        kept = canonical(typed, unit)
    except FigureError:
        return
    assert canonical(kept, unit) == kept
    assert read(kept, unit, 2) == read(typed, unit, 2)


@given(st.text(max_size=30), units)
def test_no_text_is_too_odd_to_be_read_or_refused(typed: str, unit: Unit) -> None:
    with suppress(FigureError):
        assert read(typed, unit, 2).low <= read(typed, unit, 2).value


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from((WAN, YI)))
def test_the_interval_of_a_printed_amount_contains_the_amount(yuan: int, decimals: int, unit: Unit) -> None:
    shown = printed(Decimal(yuan) / unit.factor, decimals)
    kept = read(shown, unit, decimals)
    assert kept.low <= yuan * SCALE <= kept.high
    assert kept.high - kept.low == 2 * kept.half == unit.factor * SCALE // 10**decimals


@given(st.integers(-(10**12), 10**12))
def test_the_same_amount_in_another_unit_is_the_same_value(wan_times_100: int) -> None:
    in_wan = Decimal(wan_times_100) / 100
    said = [
        read(f"{in_wan:f}万元", WAN, 2),
        read(f"{in_wan * 10**4:f}元", WAN, 2),
        read(f"{in_wan / 10**4:f}亿", WAN, 2),
    ]
    assert {kept.value for kept in said} == {wan_times_100 * 100 * SCALE}
    assert [kept.unit for kept in said] == [WAN, YUAN, YI]


@given(amounts)
def test_separators_do_not_change_the_amount(amount: Decimal) -> None:
    plain = f"{amount:f}"
    assert Decimal(group(plain).replace(",", "")) == amount
    assert read(group(plain), WAN, 2).value == read(plain, WAN, 2).value
