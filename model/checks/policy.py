"""What a bureau's own notice says about the rules: one is switched off, another only a hint, each with its reason.

In the bureau's file::

    [rules.published_late]
    severity = "info"           # "warning", "info" or "off"; a rule can be made milder only
    reason = "本市通知规定8月31日前公开"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from model.checks.catalogue import catalogue
from model.checks.findings import SEVERITIES, Finding, severities
from model.text import perhaps

OFF: Final = "off"
_WORDS: Final = {"warning": "警告", "info": "提示", OFF: "停用"}
_PARTS: Final = ("severity", "reason")


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A rule that is milder here: ``severity`` is the gravest that its findings have, "off" for none at all."""

    code: str
    severity: str
    reason: str

    @property
    def words(self) -> str:
        """What the output says about it: published_late 按本地规定降为提示：……"""
        done = "停用" if self.severity == OFF else f"降为{_WORDS[self.severity]}"
        return f"按本地规定{done}：{self.reason}"


@dataclass(frozen=True, slots=True)
class RulePolicy:
    """The rules that are milder than usual. An empty policy changes nothing."""

    relaxed: tuple[Relaxed, ...] = ()

    def applied(self, finding: Finding) -> Finding | None:
        """``finding`` as grave as the policy lets it be, with the reason where that is less; None where it is off."""
        severity, why = self.judged(finding.code, finding.severity)
        if severity == OFF:
            return None
        return replace(finding, severity=severity, message=finding.message + why) if why else finding

    def relax(self, findings: Sequence[Finding], counts: Mapping[str, int]) -> tuple[list[Finding], dict[str, int]]:
        """``findings`` as the policy takes them, and ``counts`` of them by severity with those put right."""
        kept = [milder for finding in findings if (milder := self.applied(finding)) is not None]
        return kept, {**counts, **severities(finding for finding in kept if not finding.accepted)}

    def judged(self, code: str, severity: str) -> tuple[Any, str]:
        """How grave a finding of the rule ``code`` is here, "off" for not at all; what its message says of that."""
        rule = next((rule for rule in self.relaxed if rule.code == code), None)
        if rule is None or (rule.severity != OFF and _rank(rule.severity) <= _rank(severity)):
            return severity, ""
        return rule.severity, f"（{rule.words}）"

    def told(self) -> list[str]:
        """A line for each rule that is not as usual, with the reason."""
        return [f"规则 {rule.code} {rule.words}" for rule in self.relaxed]

    def plain(self) -> dict[str, list[str]]:
        """The same as a part of a JSON object, which has it where there is something to tell."""
        return {"relaxed": self.told()} if self.relaxed else {}


STANDARD: Final = RulePolicy()


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity)


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """What is wrong in the table of rules, in a sentence, and the keys that lead to it."""

    sentence: str
    address: tuple[str, ...]


def read_policy(table: Mapping[str, Any]) -> tuple[RulePolicy, list[PolicyFault]]:
    """The policy that the table ``rules`` of a bureau's file states, and what is wrong with it."""
    known = [entry.code for entry in catalogue()] if table else []
    relaxed: list[Relaxed] = []
    faults: list[PolicyFault] = []
    for address, said in _tables(table, ()):
        code = ".".join(address)
        where = ("rules", *address)
        severity, reason = said.get("severity"), said.get("reason")
        if code not in known:
            hint = perhaps(code, known, "，全部规则见 ziping rules", 0.4)
            faults.append(PolicyFault(f"没有代号为 {code[:60]} 的规则{hint}", where))
        elif severity not in _WORDS:
            faults.append(PolicyFault("severity 要写成 'warning'、'info' 或 'off'（停用）", (*where, "severity")))
        elif not isinstance(reason, str) or not reason.strip():
            faults.append(PolicyFault("要写明理由，如 reason = '本市通知规定8月31日前公开'", (*where, "reason")))
        else:
            relaxed.append(Relaxed(code, severity, " ".join(reason.split())))
        faults += [
            PolicyFault(f"没有名为 {key[:40]} 的项{perhaps(key, _PARTS, '，可用的是 severity、reason')}", (*where, key))
            for key in said
            if key not in _PARTS
        ]
    return RulePolicy(tuple(relaxed)), faults


def _tables(table: Mapping[str, Any], address: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """The innermost tables below ``table``: a code with dots may be quoted or not."""
    for key, value in table.items():
        here = (*address, key)
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            yield from _tables(value, here)
        else:
            yield here, value if isinstance(value, dict) else {}
