"""The command that takes what others changed in a Word file into its draft, one by one or all."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Final

from exporters.returned import adopting, listing_returned, returned_copy
from exporters.returned.change import Change, Returned
from model.drafts.draft import Draft, load
from model.drafts.saving import save
from model.editing.session import Session
from model.errors import ZipingError
from model.files.standard_input import at_keyboard
from model.safekeeping.locks import Lock
from model.text import in_quotes, json_text, shown
from tui.cli.escape import Waiting
from tui.cli.streams import agrees, tell

OK = 0
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９，、", "0123456789,,")
"""What an input method writes for the numbers and what parts them."""


def run(options: argparse.Namespace) -> int:
    """List what came back in ``options.file``, take what is chosen, save. Raises ZipingError."""
    as_json = options.format == "json"
    chooses = options.all or options.only is not None or options.dry_run
    if as_json and not chooses:
        raise ZipingError("--format json 不会发问：只看请加 --dry-run，要取请加 --all 或 --only 1,3")
    draft = load(options.draft).without_problems()
    with Waiting() as waiting:
        waiting.begin(f"正在读 {options.file.name}")
        returned = returned_copy.read(options.file, draft, options.wording, waiting.stopped)
    if not as_json:
        tell(listing_returned.lines(returned))
    chosen = _chosen(options, returned)
    taken = () if options.dry_run else chosen
    new = () if options.dry_run else adopting.unknown(draft.report, returned.points)
    if taken or new:
        _take(draft, [returned.changes[number - 1] for number in taken], returned)
    if as_json:
        print(json_text(listing_returned.facts(returned, taken), 2))
    elif taken:
        print(f"已取 {len(taken)} 处，保存在 {shown(str(options.draft))}；要退回见 ziping history")
    elif returned.changes and not options.dry_run:
        print("没有取，草稿里的数和文字没有改动")
    left = [number for number, one in enumerate(returned.changes, 1) if one.conflict and not one.refusal]
    if options.all and left and not as_json:
        numbers = ",".join(map(str, left))
        print(f"草稿后来改过的 {len(left)} 处未取回；看过仍要取的，用 --only {numbers}")
    if new and not as_json:
        print(f"批注 {len(new)} 条已记在草稿里，答复以前会印在审阅稿（--copy review）上")
    return OK


def _chosen(options: argparse.Namespace, returned: Returned) -> tuple[int, ...]:
    """The numbers of the changes to take, from 1: those that can be taken of all, those named, or those agreed to.

    All are those that no later edit of the draft is in conflict with. Nobody is asked who only looks.
    """
    possible = [number for number, change in enumerate(returned.changes, 1) if not change.refusal]
    if options.only is not None:
        return tuple(dict.fromkeys(_numbers(options.only, returned)))
    if options.all or options.dry_run:
        return tuple(number for number in possible if not returned.changes[number - 1].conflict)
    if not possible:
        return ()
    if not at_keyboard():
        raise ZipingError("这里不能发问，没有取：全取请加 --all，取其中几处请加 --only 1,3，只看请加 --dry-run")
    return tuple(_agreed(possible, returned))


def _numbers(said: str, returned: Returned) -> Iterable[int]:
    for word in map(str.strip, said.translate(_HALF_WIDTH).split(",")):
        number = int(word) if word.isascii() and word.isdecimal() and len(word) < 6 else 0
        if not 1 <= number <= len(returned.changes):
            here = f"这里有 1 到 {len(returned.changes)}" if returned.changes else "这里没有改动"
            raise ZipingError(f"--only 里的{in_quotes(word[:20])}不是改动的序号：{here}，写法如 1,3")
        if refusal := returned.changes[number - 1].refusal:
            raise ZipingError(f"第 {number} 处取不了，一处也没有取：{refusal}")
        yield number


def _agreed(possible: list[int], returned: Returned) -> Iterable[int]:
    """Those that the clerk says yes to; an end of the input ends the questions."""
    for number in possible:
        tell(listing_returned.told(number, returned.changes[number - 1]))
        agreed = agrees("取这一处吗？[j 取 / n 不取 / q 到此为止] ")
        if agreed is None:
            return
        if agreed:
            yield number


def _take(draft: Draft, chosen: list[Change], returned: Returned) -> None:
    assert draft.path is not None
    with Lock.kept(draft.path, "没有取；请先关闭再取"):
        adopting.take(Session(draft), chosen, returned.points)
        save(draft)
