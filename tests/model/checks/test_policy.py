"""A bureau's own notice makes rules milder: what the table in its file says, and what the findings then are."""

from __future__ import annotations

import tomllib

from model.checks.checker import Checker
from model.checks.policy import RulePolicy, read_policy
from tests.model.drafting import draft

LATE = "[overview]\nyear = 2022\n[publication]\ndate = 2023-08-15\n"
OVER = "[general_budget.three_public]\nbudget = 10\nactual = 12\n"


def policy(toml: str) -> RulePolicy:
    read, faults = read_policy(tomllib.loads(toml)["rules"])
    assert faults == []
    return read


def faults(toml: str) -> list[tuple[str, str]]:
    return [(".".join(fault.address), fault.sentence) for fault in read_policy(tomllib.loads(toml)["rules"])[1]]


def test_a_rule_that_is_off_says_nothing_and_the_output_says_that_it_is_off() -> None:
    relaxed = policy('[rules.published_late]\nseverity = "off"\nreason = "本市通知规定8月31日前公开"\n')
    usual, here = Checker(draft(LATE).report), Checker(draft(LATE).report, relaxed)
    assert "published_late" in {finding.code for finding in usual.findings()}
    assert "published_late" not in {finding.code for finding in here.findings()}
    assert relaxed.told() == ["规则 published_late 按本地规定停用：本市通知规定8月31日前公开"]


def test_a_rule_that_is_milder_says_why_and_counts_as_what_it_is() -> None:
    relaxed = policy('[rules."general_budget.three_public.over_budget"]\nseverity = "info"\nreason = "年中追加"\n')
    checker = Checker(draft(OVER).report, relaxed)
    (found,) = [finding for finding in checker.findings() if finding.code.endswith("three_public.over_budget")]
    assert found.severity == "info"
    assert found.message.endswith("（按本地规定降为提示：年中追加）")
    usual = Checker(draft(OVER).report)
    assert checker.counts()["warning"] == usual.counts()["warning"] - 1
    assert checker.counts()["info"] == usual.counts()["info"] + 1


def test_what_mends_a_finding_is_known_for_a_milder_one_too() -> None:
    lines = "[overview.scale]\npersonnel = 60\ngeneral = 40\nbasic = 100\nproject = 100\ntotal = 210\n"
    relaxed = policy('[rules.overview.scale.total]\nseverity = "warning"\nreason = "试点"\n')
    usual, here = Checker(draft(lines).report), Checker(draft(lines).report, relaxed)
    (plain,) = [finding for finding in usual.findings() if finding.code == "overview.scale.total"]
    (milder,) = [finding for finding in here.findings() if finding.code == "overview.scale.total"]
    assert (plain.severity, milder.severity) == ("error", "warning")
    assert [repair.text for repair in here.repairs(milder)] == [repair.text for repair in usual.repairs(plain)] != []


def test_a_rule_never_gets_graver() -> None:
    relaxed = policy('[rules.published_late]\nseverity = "warning"\nreason = "照旧"\n')
    checker = Checker(draft(LATE).report, relaxed)
    (found,) = [finding for finding in checker.findings() if finding.code == "published_late"]
    assert found.severity == "warning"
    assert "按本地规定" not in found.message


def test_the_same_code_is_read_quoted_or_as_nested_tables() -> None:
    quoted = policy('[rules."overview.scale.total"]\nseverity = "off"\nreason = "甲"\n')
    nested = policy('[rules.overview.scale.total]\nseverity = "off"\nreason = "甲"\n')
    assert quoted == nested


def test_each_fault_is_named_with_its_place_and_remedy() -> None:
    assert faults('[rules.publish_late]\nseverity = "off"\nreason = "甲"\n') == [
        ("rules.publish_late", "没有代号为 publish_late 的规则，是不是 published_late？")
    ]
    assert faults('[rules.published_late]\nseverity = "error"\nreason = "甲"\n') == [
        ("rules.published_late.severity", "severity 要写成 'warning'、'info' 或 'off'（停用）")
    ]
    assert faults('[rules.published_late]\nseverity = "off"\n') == [
        ("rules.published_late.reason", "要写明理由，如 reason = '本市通知规定8月31日前公开'")
    ]
    assert faults("[rules]\npublished_late = 'off'\n")[0][0] == "rules.published_late.severity"
    assert faults('[rules.published_late]\nseverity = "off"\nreason = "甲"\nwhy = "乙"\n')[0][0].endswith("why")
