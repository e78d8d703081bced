"""What is known of one report after its check, in plain values that cross processes and stand in files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from model.checks.findings import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from model.batch.search import Source

Kind = Literal["draft", "report", "left out", "unread", "crashed"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for ``source``.

    ``kind``: a draft or a finished report, checked; a file that is neither, left out; one that could not be read;
    one at which the program itself failed, to be tried again. ``findings`` are those of
    ``model.batch.review.plain``, ``lines`` the line of the draft that each stands in (empty where not asked for, 0
    where there is none), ``counts`` as of the Checker (empty where not checked), ``problems`` why it could not be
    read. ``not_read``: numbers of a finished report that found no place.
    """

    source: Source
    kind: Kind
    findings: Sequence[dict[str, Any]] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    lines: Sequence[int] = ()
    problems: Sequence[str] = ()
    not_read: int = 0

    @property
    def worst(self) -> dict[str, Any] | None:
        """The finding to look at first: not accepted, the first of the gravest; None where only hints are left."""
        for severity in SEVERITIES[:2]:
            for finding in self.findings:
                if finding["severity"] == severity and not finding["accepted"]:
                    return finding
        return None

    def line(self, index: int) -> int:
        """The line of the finding at ``index``; 0 for none."""
        return self.lines[index] if self.lines else 0
