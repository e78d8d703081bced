"""The commands about versions of a draft: what differs between two, which ones are kept, one of them restored."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from model.drafts.draft import DraftError, load
from model.editing.differences import ADDED, CHANGED, MOVED, REMOVED, Difference, differences
from model.text import common_ends, json_text, put, shortened, shown

OK, FOUND = 0, 1
_BEFORE = 40
"""From how many characters that both texts begin with they are told from there on."""
_WORDS = {CHANGED: "改", ADDED: "增", REMOVED: "删", MOVED: "移"}


def run(options: argparse.Namespace) -> int:
    """Do what ``options`` ask for; "diff" returns 1 where there are differences, else 0. Raises ZipingError."""
    if options.command == "diff":
        return _diff(options.old, options.new, as_json=options.format == "json")
    if options.restore is not None:
        return _restore(options.draft, options.restore)
    return _history(options.draft)


def _diff(old: Path, new: Path, *, as_json: bool) -> int:
    found = list(differences(load(old).report.root, load(new).report.root))
    if as_json:
        print(json_text({"differences": [asdict(one) for one in found]}, 2))
    else:
        print("\n".join([*lines(found), f"共 {len(found)} 处不同" if found else "没有不同"]))
    return FOUND if found else OK


def lines(found: list[Difference]) -> Iterator[str]:
    """A line a difference, with nothing in it that a terminal would obey."""
    for one in found:
        old, new = (shortened(text, 60) or "（空）" for text in _around_the_change(one.old, one.new))
        said = f"{_WORDS[one.kind]}  {one.label}"
        said += {ADDED: f"：{new}", REMOVED: f"：{old}"}.get(one.kind, f"：{old} → {new}")
        yield shown(said + (f"（{one.change}）" if one.change else ""))


def _around_the_change(old: str, new: str) -> tuple[str, str]:
    """Both texts from shortly before the place where they begin to differ, where that is far behind their beginning."""
    same, _ = common_ends(old, new)
    if not (old and new) or same <= _BEFORE:
        return old, new
    return "…" + old[same - _BEFORE // 2 :], "…" + new[same - _BEFORE // 2 :]


def _history(path: Path) -> int:
    from model.drafts import versions as history
    from model.safekeeping.leftovers import leftovers

    for sentence in leftovers(path):
        put(sentence, sys.stdout)
    newer = load(path).report.root
    kept = history.versions(path)
    if not kept:
        print("还没有留下以前的版本：每次保存前的样子都会留下")
        return OK
    for version in kept:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(version.saved))
        try:
            root = load(version.path).report.root
        except DraftError:
            put(f"{version.number:>4}  {when}  读不了", sys.stdout)
            continue
        count = sum(1 for _ in differences(root, newer))
        put(f"{version.number:>4}  {when}  与后一版有 {count} 处不同", sys.stdout)
        newer = root
    put(f"版本留在 {shown(str(kept[0].path.parent))}：最近 {history.NEWEST} 版，更早的每天一版", sys.stdout)
    put(f"恢复其中一版：ziping history {shown(str(path))} --restore 版号；现在的内容也会留作一版", sys.stdout)
    return OK


def _restore(path: Path, number: int) -> int:
    from model.drafts import versions as history
    from model.drafts.saving import save
    from model.safekeeping.locks import Lock

    old = history.opened(path, number)
    with Lock.kept(path, "没有恢复；请先关闭再恢复"):
        told = save(old, path, overwrite=True)
    for sentence in told:
        put(sentence, sys.stderr)
    put(f"已恢复第 {number} 版；恢复前的内容留作第 {history.versions(path)[0].number} 版", sys.stdout)
    return OK
