"""Random reports are what they claim to be: repeatable, consistent, wrong in one place where a slip is."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.tools.reports import counting
from tests.tools.reports.by_hand import differences
from tests.tools.reports.department import Line, department
from tests.tools.reports.generator import generate
from tests.tools.reports.grammar import data, numbered, shown
from tests.tools.reports.measuring import measure, names
from tests.tools.reports.printing import Loose, Printed
from tests.tools.reports.report import Heading, Paragraph, Report
from tests.tools.reports.slips import KINDS, Slip, plant

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = range(1000, 1120)


@pytest.fixture(scope="module")
def reports() -> dict[int, Report]:
    return {seed: generate(seed) for seed in SEEDS}


def test_the_same_seed_gives_the_same_text(reports: dict[int, Report]) -> None:
    for seed in (1000, 1057, 1119):
        assert generate(seed).text() == reports[seed].text()
        again, slip = plant(generate(seed), seed)
        assert (again.text(), slip) == ((planted := plant(reports[seed], seed))[0].text(), planted[1])
    assert len({report.text() for report in reports.values()}) == len(reports)


@pytest.mark.parametrize("seed", range(40))
def test_the_sums_and_balances_of_a_department_hold(seed: int) -> None:
    import random

    about = department(random.Random(seed))

    def check(line: Line) -> None:
        for aspect in ("actual", "prior", "budget", "adjusted"):
            assert getattr(line, aspect) >= 0
            assert not line.parts or getattr(line, aspect) == sum(getattr(part, aspect) for part in line.parts)
        for part in line.parts:
            check(part)

    for line in (about.total, about.three, about.sources, about.procurement, *(f.income for f in about.funds)):
        check(line)
    assert about.opening + about.sources.actual - about.total.actual == about.closing
    assert about.fixed[0] == sum((one.net for one in about.assets), Decimal(0))
    assert about.serving == sum(number for _, number in about.staff) <= about.posts
    for one in about.metrics:
        assert not one.parts or one.value == sum(number for _, number in one.parts)


def test_every_relation_of_a_consistent_report_holds(reports: dict[int, Report]) -> None:
    for seed, report in reports.items():
        parts = report.parts()
        broken = [claim for claim in report.claims() if not claim.holds(parts)]
        assert not broken, (seed, [[parts[one] for one in claim.ids] for claim in broken])


def test_relations_can_be_broken(reports: dict[int, Report]) -> None:
    """The claims are no empty promises: a slip breaks one of them, unless it is doubtful only."""
    for seed, report in reports.items():
        planted, slip = plant(report, seed)
        parts = planted.parts()
        assert slip.kind == "zero_base" or any(not claim.holds(parts) for claim in planted.claims() if claim.binding)


def test_a_planted_report_differs_in_exactly_one_place(reports: dict[int, Report]) -> None:
    for seed, report in reports.items():
        planted, slip = plant(report, seed)
        right, wrong = report.text().splitlines(), planted.text().splitlines()
        assert len(right) == len(wrong)
        ((line, other),) = [pair for pair in zip(right, wrong, strict=True) if pair[0] != pair[1]]
        before = next(at for at in range(len(line) + 1) if line[: at + 1] != other[: at + 1])
        starts = range(max(0, before - len(slip.wrong) - len(slip.right)), before + 1)
        assert any(
            line.startswith(slip.right, at) and line[:at] + slip.wrong + line[at + len(slip.right) :] == other
            for at in starts
        )
        assert "".join(slip.sentence.split()) in "".join(planted.text().split())


def test_the_counter_agrees_with_what_was_written(reports: dict[int, Report]) -> None:
    for seed, report in reports.items():
        assert counting.count(report.text()) == report.count(), seed


def test_no_figure_is_written_but_as_a_figure(reports: dict[int, Report]) -> None:
    for report in reports.values():
        for block in report.blocks:
            if isinstance(block, Heading):
                assert counting.count(block.text) == 0
            elif isinstance(block, Paragraph):
                for sentence in block.sentences:
                    words = "".join(
                        "〇" if isinstance(part, Printed | Loose) else part if isinstance(part, str) else part.text
                        for part in sentence.parts
                    )
                    assert counting.count(words) == 0, words


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2024年支出12.50万元，比2023年增加1,234.00元，增长3%。", 3),
        ("依据某财绩〔2024〕12号文件，服务群众近30万人；巡查3—5次，满意率95%以上。", 3),
        ("（3）2019年设备款1.5万元，占12%", 2),
        ("1.2024年5月20日公开，电话0731-88886666，第3次修订。", 0),
        ("合计\t-12.5\t3.0\t80%至90%", 3),
        ("２０２４年１２．５０万元", 1),
    ],
)
def test_the_counter_of_figures(text: str, figures: int) -> None:
    assert counting.count(text) == figures


def test_every_kind_of_slip_is_planted() -> None:
    planted = Counter(plant(generate(seed), seed)[1].kind for seed in range(2000, 2000 + 8 * len(KINDS)))
    assert set(planted) == set(KINDS)


def test_most_slips_are_self_contained_and_repeats_are_not(reports: dict[int, Report]) -> None:
    slips = [plant(report, seed)[1] for seed, report in reports.items()]
    assert all(not slip.self_contained for slip in slips if slip.kind == "repeat")
    assert sum(slip.self_contained for slip in slips) > len(slips) / 2


def test_a_finding_counts_when_it_names_the_amount() -> None:
    slip = Slip("typo", "20.71万元", "20.17万元", "项目支出79.21万元，其中教练聘用20.71万元。", True)
    assert names({"message": "教练聘用填20.71"}, slip)
    assert names({"message": "应为 20.17 万元"}, slip)
    assert not names({"message": "应为 79.99 万元", "section": 2}, slip)
    assert names({"message": "“项目支出79.21万元，其中教练聘用20.71万元”不一致"}, slip)


@pytest.mark.parametrize("suffix", ["txt", "docx"])
def test_the_scan_is_measured(suffix: str) -> None:
    tally = measure(2, 17, suffix)
    assert tally.consistent == sum(tally.planted.values()) == 2
    assert sum(tally.found.values()) + len(tally.missed) == 2
    assert tally.figures == sum(generate(seed).count() for seed in (17, 18))
    assert tally.placed > 0


def test_a_case_is_held_to_exactly_its_errors() -> None:
    said = [{"message": "占比填41.9%，应为42.86%"}]
    assert differences([["41.9", "42.86"]], said) == []
    assert differences([], said) == ["false error: 占比填41.9%，应为42.86%"]
    assert differences([["41.9", "42.86"], ["7", "8"]], said) == ["not found: ['7', '8']"]


def test_words_are_many_and_unlike_each_other() -> None:
    kinds = data("departments")["kind"]
    assert len({name for kind in kinds for name in kind["names"]}) >= 100
    for kind in kinds:
        assert len(kind["projects"]) >= 4


@pytest.mark.parametrize("suffix", ["txt", "md", "docx"])
def test_reports_are_written_by_command(tmp_path: Path, suffix: str) -> None:
    words = ["--seed", "7", "--count", "2", "--out", str(tmp_path), "--format", suffix, "--slips"]
    subprocess.run([sys.executable, "-m", "tests.tools.reports", *words], check=True, capture_output=True)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"report-{seed}.{end}" for seed in (7, 8) for end in (suffix, "json")
    }


def test_the_word_file_holds_the_same_words(tmp_path: Path) -> None:
    from docx import Document

    report = generate(7)
    report.save(tmp_path / "report.docx")
    document = Document(str(tmp_path / "report.docx"))
    text = "\n".join(
        [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
    )
    for _, _, phrase in report.phrases():
        for part in numbered(phrase):
            assert part.text in text
        assert not phrase or shown(phrase)
