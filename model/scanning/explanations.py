"""The words behind a figure that belong to it: what it is used for, a remark in brackets, why it changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from model.language.amounts import MONEY, PERCENT
from model.language.quantity import Quantity
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.report.tree import Cell, Node
from model.scanning.files.blocks import Block, Line
from model.scanning.files.characters import tidy
from model.scanning.gathering import Gathering, Placed

_USE: Final = Pattern(r"(?:，|（)?(?:主要)?用于(?P<said>[^；。]+)")
_REMARK: Final = Pattern(r"（(?![0-9单占增减]|其中|含税|较|比)(?P<said>[^（）；。]{2,60})")
_REASON: Final = Pattern(
    r"(?:原因(?:主要)?(?:是|为|系|：|一是)+|主要(?:是|系)(?:因为?|由于)?|因为?(?=受)|主要为|(?<=，)系(?!统)(?=[^，。；0-9]{4,}[，；])|(?<=偏差|发生)系|(?<=，)(?:系|由于?|因为?(?!公))(?=[^，。；0-9]{4,}(?:[。；]|$)))：?(?P<said>[^。；]{4,})"
)
_EFFECT: Final = Pattern("(?:所致|带动|引起|导致)$")
_HELD: Final = Pattern("年末实有([^，；。、]{3,30}人员)$")
_CONTRACTED: Final = "政府雇员及合同制工作人员"
# What a rate is said to be the share of, by the field of the figure before it.
_BASES: Final = {
    ".execution.rate": Pattern("（占(全年预算数|年初预算数)的比例）"),
    ".execution_rate": Pattern("（决算支出占(预算支出|决算收入)的比例）"),
    "_projects.total": Pattern("(?:，执行[^，]{1,16})?，项目执行率按(批复金额|全年预算)计算"),
}
_BASE_OF: Final = {".execution.rate": "rate_base", ".execution_rate": "execution_base", "_projects.total": "rate_base"}
_SCORE: Final = "performance.evaluation.score"
_GRADE: Final = Pattern("[，（][^，；。0-9]{0,6}?([优良中差])(?:[秀好等]|[，。；）]|$)")
_GRADE_BEHIND: Final = Pattern(
    "[^。]{0,80}。[^，。]{0,12}(?:等[级次]|评定|结果)(?:为|是|：)*([优良中差])(?:[秀好等]|[，。；）]|$)"
)
_OTHERS: Final = Pattern(r"[，；]?(?:其中|[二三四]是).*$")
_NOTES: Final = {
    "overview.scale.project": "overview.scale.project_note",
    "general_budget.projects.actual": "general_budget.projects.scope_note",
}
_COUNTED_OF_RECEPTION: Final = tuple(f"general_budget.three_public.details.{one}" for one in ("receptions", "guests"))
_LISTS: Final = ("general_budget.projects.unit_projects", "general_budget.projects.public_projects")


def explain(gathering: Gathering, document: TextDocument, blocks: Sequence[Block]) -> None:
    """Take the words behind each placed figure into the text fields beside it, as the report prints them."""
    told = [one for one in gathering.placed if one.mention.cell is None and one.mention.index < len(document.mentions)]
    money = sorted({one.mention.index for one in told if one.mention.kind == MONEY})
    for placed in told:
        at = bisect_right(money, placed.mention.index)
        after = document.mentions[money[at]] if at < len(money) else None
        _explain(placed, after, gathering, document, blocks)
    for path in _LISTS:
        _whole(path, gathering)


def _explain(
    placed: Placed, placed_next: Quantity | None, gathering: Gathering, document: TextDocument, blocks: Sequence[Block]
) -> None:
    mention, path, node = placed.mention, placed.cell.path, placed.cell.node
    if document.mentions[mention.index] is not mention:
        return  # of a table
    text = document.text_of(mention)
    after = document.mentions[mention.index + 1] if mention.index + 1 < len(document.mentions) else None
    bounded = after is not None and after.prose == mention.prose
    end = after.start if bounded and after is not None else len(text)
    row = node if isinstance(node, Node) and ("use" in node.parts or "remark" in node.parts) else None
    noted = _REMARK.match(text, mention.end)
    behind = mention.end if noted is None else noted.end() + 1
    if row is not None and "use" in row.parts and end > behind and (found := _USE.match(text, behind)):
        start, stop = found.span("said")
        _keep(
            row.path + ".use",
            gathering,
            _printed(mention, start, _told_of(mention, start, stop, document), document, blocks),
        )
    remark = (row.path + ".remark" if row is not None and "remark" in row.parts else "") or _NOTES.get(path, "")
    if remark and noted and text[noted.end() : behind] == "）":
        _keep(remark, gathering, _printed(mention, noted.start("said"), noted.end(), document, blocks))
    named = _HELD.search(mention.gap) if path == "overview.staff.contract" else None
    if named is not None and named[1] != _CONTRACTED:
        _keep("overview.staff.contract_name", gathering, named[1])
    for choice, said in _BASES.items():
        if path.endswith(choice) and (found := said.match(text, mention.end)):
            _keep(path.rpartition(".")[0] + "." + _BASE_OF[choice], gathering, found[1])
    if path == _SCORE and (found := _GRADE.match(text, mention.end) or _GRADE_BEHIND.match(text, mention.end)):
        _keep("performance.evaluation.grade", gathering, found[1])
    reason = _reason_of(placed.cell)
    # A reason may tell figures of its own, up to one that has a field.
    bounded = placed_next is not None and placed_next.prose == mention.prose
    end = placed_next.start if bounded and placed_next is not None else len(text)
    last = after.start if after is not None and after.prose == mention.prose else len(text)
    found = _REASON.search(text, mention.end, _sentence_end(text, mention.end, end)) if reason else None
    if (
        found is not None
        and found.start() < last
        and (
            "原因" in found[0]
            or text[: found.start()].endswith("偏差")
            or not (".execution." in path or path in _COUNTED_OF_RECEPTION)
        )
    ):
        stop = _stop(text, found.end(), bounded=bounded and found.end() == end, start=found.start("said"))
        _keep(reason, gathering, _OTHERS.sub("", _printed(mention, found.start("said"), stop, document, blocks)))


def _reason_of(cell: Cell) -> str:
    """The path of the field that says why a figure changed; "" where there is none."""
    path = cell.path
    if path in _COUNTED_OF_RECEPTION:
        return "general_budget.three_public.reception.reason"
    if "reason" in cell.node.parts and (".execution." in path or path.startswith("general_budget.three_public.")):
        return path.rpartition(".")[0] + ".reason"
    return "assets.totals.cause" if path in ("assets.totals.change", "assets.totals.change_rate") else ""


def _sentence_end(text: str, start: int, end: int) -> int:
    at = text.find("。", start, end)
    return end if at < 0 else at


def _stop(text: str, end: int, *, bounded: bool, start: int) -> int:
    """Where words end that run up to the next figure: before its own clause."""
    if not bounded:
        return end
    cut = max(text.rfind(mark, start, end) for mark in "，；、")
    return cut if cut > start else end


def _told_of(mention: Quantity, start: int, end: int, document: TextDocument) -> int:
    """Where the words from ``start`` end: before the clause of the next amount or rate; other numbers are theirs."""
    text = document.text_of(mention)
    for at in range(mention.index + 1, len(document.mentions)):
        further = document.mentions[at]
        if further.prose != mention.prose or further.start >= end:
            break
        if further.kind in (MONEY, PERCENT):
            stop = _stop(text, further.start, bounded=True, start=start)
            if stop < further.start:
                return stop
    return end


def _printed(mention: Quantity, start: int, end: int, document: TextDocument, blocks: Sequence[Block]) -> str:
    span = document.span_of(mention.prose, start, end)
    block = blocks[span.block]
    said = tidy(block.text[span.start : span.end]) if isinstance(block, Line) else ""
    return _EFFECT.sub("", said.strip("，；。、： ").removesuffix("等"))


def _keep(path: str, gathering: Gathering, words: str) -> None:
    cell = gathering.cell(path)
    cell.raw = cell.raw or words


def _whole(path: str, gathering: Gathering) -> None:
    """Whether the projects that are listed are all of them: their amounts tell."""
    total = gathering.amount(f"{path}.total")
    known = gathering.amounts(f"{path}.items", "amount")
    if total is not None and known and len(known) == len(gathering.rows(f"{path}.items").rows):
        _keep(f"{path}.complete", gathering, "是" if sum(known) == total else "否")
