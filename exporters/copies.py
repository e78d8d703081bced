"""The three copies of a report: for the stamp, for comment (征求意见稿), for review with the findings beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from exporters.document import Document, Note
from exporters.output import ExportError
from model.checks.findings import Finding
from model.checks.listing import WORDS
from model.checks.policy import STANDARD, RulePolicy
from model.checks.rules.completeness import open_point
from model.report.report import Report
from model.text import in_quotes

Copy = Literal["stamp", "draft", "review"]
DRAFT_MARK, REVIEW_MARK = "征求意见稿", "审阅稿"


class RefusedError(ExportError):
    """The report is not fit for the stamp; the text says how many errors, the first one, and how to go on."""


def findings_of(report: Report, policy: RulePolicy = STANDARD) -> list[Finding]:
    """What the checks have to say of ``report``, in its order; ``policy`` says which rules are milder than usual."""
    from model.checks.checker import Checker

    return Checker(report, policy).findings()


def pending(report: Report) -> tuple[Note, ...]:
    """The comments of others that came back and were not answered yet, as notes at their figures."""
    found = []
    for row in report.rows("comments").rows:
        path, on, text, by, answer = (row.cell(name).raw for name in ("path", "on", "text", "by", "answer"))
        if not answer.strip():
            said = f"{by or '有人'}批注{in_quotes(on) if on else ''}，还没有答复：{text}"
            found.append(Note(path, path.partition(".")[0], said))
    return tuple(found)


def prepare(
    document: Document,
    findings: Sequence[Finding],
    copy: Copy | None = None,
    *,
    force: bool = False,
    comments: Sequence[Note] = (),
) -> tuple[Document, str]:
    """``document`` as the copy asked for, and a sentence for the clerk, "" for none.

    The copy for review has ``comments`` before what the checks say. None is the copy for the stamp as long as no error
    stands that was not accepted, else the one for comment. Raises RefusedError where the copy for the stamp is asked
    for with errors and not forced; forced, it says so: in the header, in plain text behind the title.
    """
    if copy == "review":
        return replace(document, mark=REVIEW_MARK, notes=(*comments, *notes(findings)), returning=True), ""
    if copy == "draft":
        return replace(document, mark=DRAFT_MARK, returning=True), ""
    errors = [finding for finding in findings if finding.severity == "error" and not finding.accepted]
    if not errors:
        return document, ""
    stand = f"还有 {len(errors)} 处错误没有改正"
    if force:
        return replace(document, mark=f"未通过核对，{len(errors)} 处错误"), f"{stand}，已在文件上注明。"
    if copy is None:
        return replace(document, mark=DRAFT_MARK, returning=True), f"{stand}，已导出为{DRAFT_MARK}（文件上注明）。"
    raise RefusedError(
        f"没有导出盖章稿：{stand}，第一处是{in_quotes(errors[0].message)}；改正或接受后再导出，"
        f"征求意见请加 --copy draft，一定要出盖章稿请加 --force（文件上会注明）。"
    )


def notes(findings: Sequence[Finding]) -> tuple[Note, ...]:
    """The findings as a reviewer's notes, at the field that each one judges."""
    return tuple(
        Note(
            finding.fields[0] if finding.fields else "",
            finding.fields[0].partition(".")[0] if finding.fields else "",
            f"{'已接受' if finding.accepted else WORDS[finding.severity]}：{finding.message}"
            + (f"。可能：{finding.diagnosis}" if finding.diagnosis else ""),
        )
        for finding in findings
        if finding.code != open_point.code  # ``pending`` has them in the words of who asked
    )
