"""Scans finished reports: reads each, runs the checks, and says what was found, where it stands, what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from model.checks.listing import plain, text
from model.drafts.draft import DraftError
from model.scanning.combining import judge_report
from model.scanning.files.loading import load_blocks
from model.scanning.reading import Reading, read_report
from model.schema.outline import LAST_SECTION, NUMERALS, Outline
from model.text import json_text, put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TextIO

    from model.drafts.draft import Draft
    from model.scanning.gathering import Gathering

_LISTED = 60


def scan(paths: Sequence[str], *, as_json: bool, keep: Path | None, out: TextIO, err: TextIO) -> int:
    """Read each report and print its findings on ``out``, faults of reading on ``err``; ``keep`` the draft there.

    Returns 0 where no error was found, 1 where one was, 2 where a report could not be read or the draft not kept.
    """
    if keep is not None and len(paths) > 1:
        raise DraftError(f"{keep}：草稿只能写一份，请一次只给一份报告")
    code = 0
    reports: list[dict[str, Any]] = []
    for path in paths:
        try:
            reading = _read(path)
        except DraftError as error:
            put(error, err)
            code = 2
            reports.append(
                {
                    "path": path,
                    "findings": [],
                    "counts": {},
                    "figures": [],
                    "unread": [],
                    "problems": list(error.problems),
                }
            )
            continue
        gathering = reading.gathering
        findings, counts = judge_report(reading)
        if counts["error"]:
            code = max(code, 1)
        if keep is not None:
            keep_draft(gathering, keep)
        if as_json:
            said = {"path": path, "findings": [plain(finding) for finding in findings], "counts": counts}
            headings = [{"heading": title, "section": section} for title, section in reading.unknown]
            said |= {"figures": figures(gathering), "unread": unread(gathering), "unknown_headings": headings}
            reports.append(said)
        else:
            put(text(path, findings, counts, evidence(gathering)), out)
            put("\n".join(account(reading)), out)
            if keep is not None:
                put(f"已写成草稿 {keep}；请对照原文补全后再用", out)
    if as_json:
        print(json_text({"drafts": reports}, 2), file=out)
    return code


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


def unread(gathering: Gathering) -> list[dict[str, Any]]:
    """The numbers that found no place, each with its sentence and the reason."""
    return [
        {
            "value": number.digits,
            "unit": number.unit,
            "text": number.piece.clause,
            "sentence": number.piece.sentence,
            "section": number.piece.section,
            "reason": number.reason,
        }
        for number in gathering.unread
    ]


def evidence(gathering: Gathering) -> dict[str, str]:
    """The clause that each field was read from, by path."""
    return {placed.cell.path: placed.piece.clause for placed in reversed(gathering.placed)}


def account(reading: Reading) -> list[str]:
    """What was read and what was not, for people."""
    gathering = reading.gathering
    total = len(gathering.placed) + len(gathering.unread)
    lines = [
        f"读到数字 {total} 个：放入草稿 {len(gathering.placed)} 个，没有读懂 {len(gathering.unread)} 个"
        "（未核对，不等于没有问题）"
    ]
    labels = {part.name: part.label for part in Outline.elements}
    if reading.missing:
        lines.append("没有找到的部分：" + "、".join(labels[key] for key in reading.missing))
    lines += [
        f"  标题“{title}”不在已知的提纲里，下面的数按{f'“{labels[key]}”' if key else '名称'}读"
        for title, key in reading.unknown
    ]
    for number in gathering.unread[:_LISTED]:
        place = f"第{NUMERALS[number.piece.section]}部分" if number.piece.section else "未分部分"
        lines.append(
            f"  未读  {place}  {number.digits}{number.unit}（{number.reason}）：{_shortened(number.piece.sentence)}"
        )
    if len(gathering.unread) > _LISTED:
        lines.append(f"  另有 {len(gathering.unread) - _LISTED} 个未读，用 --format json 看全部")
    return lines


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else sentence[:59] + "…"


def keep_draft(gathering: Gathering, path: Path) -> None:
    """Write the report as a draft to ``path``. Raises DraftError where something is there already."""
    import os

    from model.drafts.saving import save

    if os.path.lexists(path):
        raise DraftError(f"{path}：已经有这个文件，没有写草稿；请换一个文件名")
    save(as_draft(gathering), path)


def as_draft(gathering: Gathering) -> Draft:
    """The report as a draft that stands in no file yet."""
    from model.drafts.draft import SCHEMA, Draft

    head = f"schema = {SCHEMA}\n\n# 由 ziping scan 从成文的报告读出，只含读懂的部分；请对照原文补全、核对。\n"
    return Draft(gathering.report, None, head)


def draft_of(path: str) -> tuple[Draft, list[str]]:
    """The draft that the finished report at ``path`` makes, and what of it was read, for people. Raises DraftError."""
    reading = _read(path)
    return as_draft(reading.gathering), account(reading)


def _read(path: str) -> Reading:
    reading = read_report(load_blocks(path))
    if len(reading.missing) == LAST_SECTION and not (reading.gathering.placed or reading.gathering.unread):
        raise DraftError(f"{path}：里面没有标题，也没有数字，不像自评报告，请检查是否选错了文件")
    return reading
