"""What is known of one report after its check, in plain values that cross processes and stand in files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, Literal, get_args

from model.batch.search import Source
from model.checks.findings import DOUBTS, SEVERITIES, Finding
from model.checks.policy import OFF, RulePolicy

Kind = Literal["draft", "report", "left out", "unread", "crashed"]
_COUNTS: Final = frozenset({*SEVERITIES, "accepted"})


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for ``source``.

    ``kind``: a draft or a finished report, checked; a file that is neither, left out; one that could not be read;
    one at which the program itself failed, to be tried again. ``findings`` are those of
    ``model.batch.review.plain``, ``lines`` the line of the draft that each stands in (empty where not asked for, 0
    where there is none), ``counts`` as of the Checker (empty where not checked), ``problems`` why it could not be
    read. ``not_read``: numbers of a finished report that found no place; ``unread`` are the numbers in the texts of a
    draft that nothing is compared with, each by its ``path`` and ``text``. ``department`` and ``year`` are whose a
    finished report is, and of which year, "" where it does not say.
    """

    source: Source
    kind: Kind
    findings: Sequence[dict[str, Any]] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    lines: Sequence[int] = ()
    problems: Sequence[str] = ()
    not_read: int = 0
    unread: Sequence[dict[str, str]] = ()
    department: str = ""
    year: str = ""

    @property
    def worst(self) -> dict[str, Any] | None:
        """The finding to look at first: not accepted, the first of the gravest; None where only hints are left."""
        graver = [one for one in self.findings if one["severity"] != SEVERITIES[-1] and not one["accepted"]]
        first = min(graver, key=lambda one: SEVERITIES.index(one["severity"]), default=None)
        return first or next(iter(self.questions), None)

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The hints on a finished report that ask what does not agree, unlike those on what was not read."""
        hints = [one for one in self.findings if one["severity"] == SEVERITIES[-1] and not one["accepted"]]
        return [one for one in hints if self.kind == "report" and one["verdict"] in DOUBTS]

    def line(self, index: int) -> int:
        """The line of the finding at ``index``; 0 for none."""
        return self.lines[index] if self.lines else 0

    def relaxed(self, policy: RulePolicy) -> Checked:
        """This outcome as the notice of a bureau takes it: findings of rules that are off are left out."""
        if not policy.relaxed or not self.findings:
            return self
        counts, found, lines = dict(self.counts), list[dict[str, Any]](), list[int]()
        for index, finding in enumerate(self.findings):
            severity, why = policy.judged(finding["code"], finding["severity"])
            counts["accepted" if finding["accepted"] else finding["severity"]] -= 1
            if severity != OFF:
                counts["accepted" if finding["accepted"] else severity] += 1
                found.append(finding | {"severity": severity, "message": finding["message"] + why})
                lines.append(self.line(index))
        return replace(self, findings=found, counts=counts, lines=lines if self.lines else ())


PARTS: Final = tuple(part.name for part in fields(Checked) if part.name != "source")
"""What a ``Checked`` has beside its source."""
_FINDING: Final = frozenset(part.name for part in fields(Finding))


def plain(outcome: Checked) -> dict[str, Any]:
    """All of ``outcome`` but its source, as JSON takes it."""
    return {name: getattr(outcome, name) for name in PARTS}


def outcome_of(source: Source, found: object) -> Checked:
    """The outcome for ``source`` that ``found`` is, which came from a file or from another machine.

    Raises ValueError where it is none: nothing of it is believed unseen.
    """
    if not isinstance(found, dict) or found.get("kind") not in get_args(Kind):
        raise ValueError("no outcome")
    kept = {name: found[name] for name in PARTS if name in found}
    findings, counts = kept.get("findings", ()), kept.get("counts", {})
    sound = (
        isinstance(findings, list | tuple)
        and all(map(_is_finding, findings))
        and isinstance(counts, dict)
        and all(type(count) is int and count >= 0 for count in counts.values())
        and (kept["kind"] not in ("draft", "report") or counts.keys() >= _COUNTS)
        and _all_of(int, kept.get("lines", ()))
        and len(kept.get("lines", ())) in (0, len(findings))
        and _all_of(str, kept.get("problems", ()))
        and type(kept.get("not_read", 0)) is int
        and _all_of(str, [kept.get(name, "") for name in ("department", "year")])
        and _all_of(dict, kept.get("unread", ()))
        and all(_all_of(str, [*one, *one.values()]) for one in kept.get("unread", ()))
    )
    if not sound:
        raise ValueError("no outcome")
    return Checked(source, **kept)


def _is_finding(found: object) -> bool:
    if not isinstance(found, dict) or not found.keys() >= _FINDING or found["severity"] not in SEVERITIES:
        return False
    texts = all(isinstance(found[name], str) for name in _FINDING - {"section", "fields", "accepted"})
    place = type(found["section"]) is int or isinstance(found["section"], str)
    return texts and place and _all_of(str, found["fields"]) and isinstance(found["accepted"], bool)


def _all_of(kind: type, found: object) -> bool:
    return isinstance(found, list | tuple) and all(type(one) is kind for one in found)
