"""Scans finished reports: reads each, runs the checks, and says what was found, where it stands, what was not read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from model.checks.acceptance import content
from model.checks.findings import Finding
from model.checks.listing import finish, plain, text
from model.checks.policy import STANDARD, RulePolicy
from model.checks.rules.completeness import required, same_row, section_empty
from model.drafts.draft import SCHEMA, Draft, DraftError
from model.files.standard_input import MARK, piped
from model.language.quantity import Quantity
from model.report.edits import Inserted
from model.scanning.combining import judge_report, unjudged
from model.scanning.files.loading import MAX_WORD, load_blocks
from model.scanning.gathering import ROW_NUMBER, Gathering, Unread
from model.scanning.reading import Reading, read_report
from model.scanning.time_limit import in_time
from model.schema.outline import LAST_SECTION, NUMERALS, Outline
from model.text import first_of, put, shortened

_LISTED = 20
"""How many numbers that found no place are told to people; JSON has them all."""

_NAMED = 8
_UNCHECKED = "not_checked"
# Of these a line of their own tells, or nothing has to be told.
_WITHOUT_FIGURES = (required.code, section_empty.code, same_row.code)

_UNJUDGED = "读原文时没有判为错误：有的项没有读懂，或放的位置不一定对。请对照原文"
"""Why a draft of a finished report carries an error that was not told of the report."""

_NO_DRAFTS = (".docx", ".doc", ".pdf", ".md", ".xlsx", ".xls", ".csv", ".json")
"""What no draft is called: to write one under such a name would only look like such a file."""

CRASHED = 70
"""The exit code where the program itself failed at a report."""


def scan(
    paths: Sequence[str],
    *,
    as_json: bool,
    keep: Path | None,
    out: TextIO,
    err: TextIO,
    policy: RulePolicy = STANDARD,
    begin: Callable[[str], None] = lambda path: None,
) -> int:
    """Read each report and print its findings on ``out``, faults of reading on ``err``; ``keep`` the draft there.

    ``policy`` makes rules milder.

    ``begin`` is told which report comes next, "" when something is to be printed.

    Returns 0 where no error was found, 1 where one was, 2 where a report could not be read or the draft not kept, 70
    where the program itself failed at a report: the others are told all the same.
    """
    to_output = _is_output(keep, paths, as_json=as_json)
    if to_output:
        out = err
    code = 0
    reports: list[dict[str, Any]] = []
    for path in paths:
        begin(path)
        checked: set[Quantity] = set()
        try:
            try:
                with in_time(path):
                    reading = _read(path)
                    findings, counts = policy.relax(*judge_report(reading, checked))
            finally:
                begin("")
        except DraftError as error:
            put(error, err)
            code = max(code, 2)
            reports.append(_unreadable(path, error.problems))
            continue
        except Exception as error:
            # One report that the reader stumbles over must not cost the others.
            problem = f"{path}：程序读这份报告时出错（{type(error).__name__}），请把它发给开发者；其余的照常核对"
            put(problem, err)
            code = CRASHED
            reports.append(_unreadable(path, (problem,)))
            continue
        if counts["error"]:
            code = max(code, 1)
        if keep is not None:
            _keep(reading, findings, keep)
        if as_json:
            reports.append(_plain(path, reading, findings, counts, checked))
        else:
            put("\n".join(_told(path, reading, findings, counts, checked)), out)
            if keep is not None:
                put(f"已写成草稿{'' if to_output else f' {keep}'}；请对照原文补全后再用", out)
    finish(reports, policy, out, as_json=as_json)
    return code


def _is_output(keep: Path | None, paths: Sequence[str], *, as_json: bool) -> bool:
    """Whether the draft goes to standard output. Raises DraftError where it can go nowhere."""
    if keep is None:
        return False
    if len(paths) > 1:
        raise DraftError(f"{keep}：草稿只能写一份，请一次只给一份报告")
    if keep.suffix.lower() in _NO_DRAFTS:
        raise DraftError(f"{keep}：-o 写的是草稿，请把后缀改为 .toml；要 Word 文件，再用 ziping export 导出草稿")
    to_output = str(keep) == MARK
    if to_output and as_json:
        raise DraftError("-o - 把草稿写到标准输出，不能和 --format json 同用")
    return to_output


def _plain(
    path: str,
    reading: Reading,
    findings: Sequence[Finding],
    counts: Mapping[str, int],
    checked: Collection[Quantity],
) -> dict[str, Any]:
    """What a scan found, as JSON has it."""
    return {
        "path": path,
        "findings": [plain(finding) for finding in findings],
        "counts": counts,
        "figures": figures(reading.gathering),
        "unread": unread(reading.gathering, checked),
        "unknown_headings": [{"heading": title, "section": section} for title, section in reading.unknown],
    }


def _told(
    path: str,
    reading: Reading,
    findings: Sequence[Finding],
    counts: Mapping[str, int],
    checked: Collection[Quantity],
) -> Iterator[str]:
    """The same for people: what was found, what was read, what could not be checked."""
    told = [finding for finding in findings if finding.verdict != _UNCHECKED]
    shown = {**counts, "info": counts["info"] - (len(findings) - len(told))}
    yield text(path, told, shown, reading.gathering.report, evidence(reading.gathering))
    yield from account(reading, checked)
    yield from unchecked(findings, reading.gathering)


def _unreadable(path: str, problems: Sequence[str]) -> dict[str, Any]:
    return {"path": path, "findings": [], "counts": {}, "figures": [], "unread": [], "problems": list(problems)}


def figures(gathering: Gathering) -> list[dict[str, str]]:
    """The figures that were placed, in the order they were read, each with the clause it comes from."""
    return [
        {
            "path": placed.cell.path,
            "label": placed.cell.label,
            "value": placed.digits,
            "unit": placed.unit or placed.cell.unit.name,
            "text": placed.piece.clause,
        }
        for placed in gathering.placed
    ]


def unread(gathering: Gathering, checked: Collection[Quantity] = ()) -> list[dict[str, Any]]:
    """The numbers that found no place, each with its sentence and the reason; ``checked`` were judged in theirs."""
    return [
        {
            "value": number.digits,
            "unit": number.unit,
            "text": number.piece.clause,
            "sentence": number.piece.sentence,
            "section": number.piece.section,
            "reason": "没有对应的项，在句子里核对过" if number.mention in checked else number.reason,
        }
        for number in gathering.unread
    ]


def not_read(gathering: Gathering, checked: Collection[Quantity]) -> list[Unread]:
    """The numbers that nothing was held against: they found no place, and are none of ``checked``, nor count rows."""
    return [number for number in gathering.unread if number.mention not in checked and number.reason != ROW_NUMBER]


def missing_parts(reading: Reading) -> list[str]:
    """The parts of a report that it seems not to have, as the outline calls them."""
    taken = {key for _, key in reading.unknown}
    return [part.label for part in Outline.elements if part.name in reading.missing and part.name not in taken]


def evidence(gathering: Gathering) -> dict[str, str]:
    """The clause that each field was read from, by path."""
    return {placed.cell.path: placed.piece.clause for placed in reversed(gathering.placed)}


def account(reading: Reading, checked: Collection[Quantity] = (), *, whole: bool = False) -> list[str]:
    """What was read and what was not, for people; ``checked`` are the figures that sentences were judged by.

    ``whole``: every number and sentence that was not placed is told, in full, for who goes on with the draft.
    """
    gathering = reading.gathering
    left = not_read(gathering, checked)
    others = sum(number.reason != ROW_NUMBER for number in gathering.unread) - len(left)
    total = len(gathering.placed) + len(left) + others
    lines = [
        f"读到数字 {total} 个：放入草稿 {len(gathering.placed)} 个"
        + (f"，没有对应的项、在句子里核对过 {others} 个" if others else "")
        + f"，没有读懂 {len(left)} 个（未核对，不等于没有问题）"
    ]
    if reading.rewritten:
        said = "、".join(f"{one.label} {one.exported}→{one.now}" for one in reading.rewritten[:_LISTED])
        lines.append(f"导出以后改过的数 {len(reading.rewritten)} 处，按改后的读：{said}")
    labels = {part.name: part.label for part in Outline.elements}
    if missing := missing_parts(reading):
        lines.append("没有找到的部分：" + "、".join(missing))
    lines += [
        f"  标题“{title}”不在已知的提纲里，下面的数按{f'“{labels[key]}”' if key else '名称'}读"
        for title, key in reading.unknown
    ]
    listed = len(left) if whole else _LISTED
    for number in left[:listed]:
        place = f"第{NUMERALS[number.piece.section]}部分" if number.piece.section else "未分部分"
        lines.append(
            f"  未读  {place}  {number.digits}{number.unit}（{number.reason}）：{shortened(number.piece.sentence, 60)}"
        )
    if reading.left_out and whole:
        lines.append(f"没有放进草稿的话 {len(reading.left_out)} 句，还要用的请抄进去：")
        lines += [f"  {sentence}" for sentence in reading.left_out]
    elif reading.left_out:
        some = "”、“".join(shortened(sentence, 24) for sentence in reading.left_out[:_NAMED])
        more = "等" if len(reading.left_out) > _NAMED else ""
        lines.append(f"没有放进草稿的话 {len(reading.left_out)} 句：“{some}”{more}")
    if len(left) > listed:
        lines.append(f"  另有 {len(left) - listed} 个未读，用 --format json 看全部")
    return lines


def unchecked(findings: Sequence[Finding], gathering: Gathering) -> list[str]:
    """What could not be checked, for people: a line a kind, with the first of the fields."""
    required = [path for finding in findings if finding.code == "required" for path in finding.fields]
    others = [
        finding.fields[0]
        for finding in findings
        if finding.verdict == _UNCHECKED and finding.code not in _WITHOUT_FIGURES and finding.fields
    ]
    lines = []
    for paths, said in ((required, "没有读到的必填项"), (others, "缺别的数、没有核对的数")):
        labels = dict.fromkeys(gathering.cell(path).label for path in paths)
        if labels:
            lines.append(f"{said} {len(labels)} 项：{first_of(labels, _NAMED)}")
    return lines


def _keep(reading: Reading, told: Sequence[Finding], path: Path) -> None:
    if str(path) != MARK:
        keep_draft(reading, told, path)
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "draft.toml")
        keep_draft(reading, told, place)
        sys.stdout.buffer.write(place.read_bytes())
    sys.stdout.buffer.flush()


def keep_draft(reading: Reading, told: Sequence[Finding], path: Path) -> None:
    """Write the report as a draft to ``path``; what it was ``told`` as no error is accepted there.

    Raises DraftError where something is there already.
    """
    from model.drafts.saving import save

    if os.path.lexists(path) and not os.path.isdir(path):
        raise DraftError(f"{path}：已经有这个文件，没有写草稿；请换一个文件名")
    report = reading.gathering.report
    rows = report.rows("accepted")
    for finding in unjudged(reading, told):
        report.apply(Inserted(rows.path, len(rows.rows), content(finding, _UNJUDGED, "", "")))
    save(_as_draft(reading), path)


def _as_draft(reading: Reading) -> Draft:
    head = f"schema = {SCHEMA}\n\n# 由 ziping scan 从成文的报告读出，只含读懂的部分；请对照原文补全、核对。\n"
    return Draft(reading.gathering.report, None, head)


def draft_of(path: str) -> tuple[Draft, list[str]]:
    """The draft that the finished report at ``path`` makes, and what of it was read, for people. Raises DraftError.

    Nothing is accepted in it: what its findings are is no matter to the draft that follows it.
    """
    with in_time(path):
        reading = _read(path)
    return _as_draft(reading), account(reading, whole=True)


def _read(path: str) -> Reading:
    if path != MARK:
        return read_file(path)
    import tempfile

    # A PDF or a Word file is read from its place, by a process of its own.
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "report")
        place.write_bytes(piped(MAX_WORD))
        try:
            return read_file(str(place))
        except DraftError as error:
            raise DraftError(*(problem.replace(str(place), MARK) for problem in error.problems)) from None


def read_file(path: str) -> Reading:
    """The finished report in the file at ``path``. Raises DraftError where there is none."""
    if os.path.isdir(path):
        raise DraftError(f"{path}：这是文件夹；核对其中的每一份，请用 ziping check {path}")
    notices: list[str] = []
    reading = read_report(load_blocks(path, notices))._replace(notices=tuple(notices))
    if len(reading.missing) == LAST_SECTION and not (reading.gathering.placed or reading.gathering.unread):
        raise DraftError(f"{path}：里面没有标题，也没有数字，不像自评报告，请检查是否选错了文件")
    return reading
