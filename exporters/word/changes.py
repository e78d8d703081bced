"""What someone changed in a Word file since it was exported: figure by figure, and the text by paragraph."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from exporters.characters import clean
from exporters.document import Paragraph, Table
from exporters.word import manifest
from exporters.word import readback as reading
from exporters.word.writer import handle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from exporters.document import Document

GONE = "（已删去）"
NONE = "（没有）"
_MAX_COMPARED = 4000
"""Paragraphs that are compared by likeness; beyond that, equal ones at both ends are left out first."""


class FigureChange(NamedTuple):
    """A figure by its label: what the file says ``now``, what the draft says, and what was exported."""

    label: str
    now: str
    draft: str
    exported: str


class TextChange(NamedTuple):
    """Paragraphs that differ: ``now`` in the file and ``before`` in the draft, one of them may be ""."""

    now: str
    before: str


class Verdict(NamedTuple):
    """What was found. ``stale``: the draft itself was changed after the export."""

    figures: tuple[FigureChange, ...]
    texts: tuple[TextChange, ...]
    stale: bool

    @property
    def same(self) -> bool:
        """Whether the file says what the draft says."""
        return not self.figures and not self.texts


def verify(path: Path, document: Document) -> Verdict:
    """Compare the .docx at ``path`` with ``document``. Raises ReadError where it cannot be read or is none of ours."""
    package = reading.open_package(path)
    origin = manifest.read(package)
    said = reading.said(package)
    return Verdict(
        tuple(_figures(said, document, origin)),
        (*_mark(package, origin), *_texts(said.paragraphs, document.lines())),
        bool(document.origin) and origin.draft != document.origin,
    )


def _mark(package: reading.Package, origin: manifest.Manifest) -> Iterator[TextChange]:
    """What copy it is must not be taken out of its header by hand."""
    if not origin.mark:
        return
    headers = [target for _, kind, target in package.targets(package.main()) if kind == "header"]
    texts = [_plain("".join(reading.said(package, header).paragraphs)) for header in headers]
    if not texts or any(origin.mark not in text for text in texts):
        yield TextChange("", f"页眉的“{origin.mark}”")


def _figures(said: reading.Said, document: Document, origin: manifest.Manifest) -> Iterator[FigureChange]:
    now = _by_tag(_named(tuple(said.controls), origin))
    standing = _Standing(said.paragraphs, document)
    exported = _by_tag((handle(path), text) for path, text in origin.figures)
    wanted: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for run in document.figures():
        tag = handle(clean(run.path))
        wanted.setdefault(tag, []).append(_plain(run.text))
        labels[tag] = run.label
    for tag, texts in wanted.items():
        found, before = now.get(tag, []), exported.get(tag, [])
        for index, (draft, text) in enumerate(_unequal(texts, found)):
            if text is None and tag in standing:
                continue
            was = before[index] if len(before) == len(texts) == 1 else next((x for x in before if x == draft), "")
            yield FigureChange(labels[tag], GONE if text is None else text, draft or NONE, was or (before or [NONE])[0])
    for tag, texts in now.items():
        if tag in exported and tag not in wanted:
            yield FigureChange(tag, texts[0], NONE, exported[tag][0])


class _Standing:
    """The figures whose lines all read in Word as in the draft: there, too, where only the control was taken away."""

    def __init__(self, paragraphs: Iterable[str], document: Document) -> None:
        self._paragraphs = paragraphs
        self._document = document
        self._tags: set[str] | None = None

    def __contains__(self, tag: str) -> bool:
        if self._tags is None:
            kept = set(map(_plain, self._paragraphs))
            here: dict[str, bool] = {}
            for text, path in self._printed():
                name = handle(clean(path))
                here[name] = here.get(name, True) and _plain(text) in kept
            self._tags = {name for name, all_ in here.items() if all_}
        return tag in self._tags

    def _printed(self) -> Iterator[tuple[str, str]]:
        """The line around each figure, and its path."""
        for block in self._document.walk():
            if isinstance(block, Paragraph):
                yield from ((block.text, run.path) for run in block.runs if run.path)
            elif isinstance(block, Table):
                yield from ((run.text, run.path) for row in block.rows for run in row if run.path)


def _named(controls: Sequence[reading.Control], origin: manifest.Manifest) -> list[tuple[str, str]]:
    """Tag and text of each control. LibreOffice 7.4 drops every tag: then the manifest tells them by their order."""
    tagged = [(control.tag, control.text) for control in controls if control.tag]
    if tagged or not controls:
        return tagged
    from difflib import SequenceMatcher

    exported = [_plain(text) for _, text in origin.figures]
    found = [_plain(control.text) for control in controls]
    named = []
    if len(exported) == len(found):
        pairs = [(0, len(found), 0)]
    else:
        blocks = SequenceMatcher(None, exported, found, autojunk=False).get_opcodes()
        pairs = [(a, b, c) for _, a, b, c, d in blocks if b - a == d - c]
    for start, end, other in pairs:
        named += [(handle(origin.figures[start + n][0]), found[other + n]) for n in range(end - start)]
    return named


def _by_tag(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag, text in pairs:
        found.setdefault(tag, []).append(_plain(text))
    return found


def _unequal(wanted: list[str], found: list[str]) -> Iterator[tuple[str, str | None]]:
    """The pairs that differ; a figure printed more often than wanted is no change of a figure but of the text."""
    if len(wanted) == len(found):
        yield from ((want, text) for want, text in zip(wanted, found, strict=True) if want != text)
        return
    rest = list(found)
    missing = []
    for want in wanted:
        if want in rest:
            rest.remove(want)
        else:
            missing.append(want)
    yield from ((want, text) for want, text in zip_longest(missing, rest[: len(missing)]))


def _texts(now: Iterable[str], before: Iterable[str]) -> Iterator[TextChange]:
    """Paragraphs that were changed, put in or taken out, in reading order."""
    from difflib import SequenceMatcher

    new, old = ([line for line in map(_plain, lines) if line] for lines in (now, before))
    start = next((index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    old, new = old[start:], new[start:]
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    if len(old) + len(new) > _MAX_COMPARED:
        kept_old, kept_new = set(old), set(new)
        yield from (TextChange("", line) for line in old if line not in kept_new)
        yield from (TextChange(line, "") for line in new if line not in kept_old)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (TextChange(n or "", o or "") for o, n in zip_longest(old[a:b], new[c:d]))


def _plain(text: str) -> str:
    """``text`` without what programs set differently on saving: breaks, tabs, doubled and outer spaces."""
    return " ".join(clean(text).replace("\u00a0", " ").split())


def tell(verdict: Verdict) -> Iterator[str]:
    """The verdict in sentences, line by line."""
    if verdict.stale:
        yield "草稿在导出之后改过：下面的“草稿”是现在的草稿。"
    if verdict.same:
        yield "Word 文件与草稿一致。"
        return
    if verdict.figures:
        yield f"数字有 {len(verdict.figures)} 处不同："
    for change in verdict.figures:
        before = f"草稿为 {change.draft}"
        exported = f"，导出时为 {change.exported}" if change.exported not in (change.draft, NONE) else ""
        yield f"  {change.label}：Word 中为 {change.now or GONE}，{before}{exported}"
    if verdict.texts:
        yield f"文字有 {len(verdict.texts)} 段不同："
    for text in verdict.texts:
        yield from _differences(text)


def _differences(text: TextChange) -> Iterator[str]:
    if not text.now:
        yield f"  删去：{text.before}"
    elif not text.before:
        yield f"  加入：{text.now}"
    else:
        old, new = _marked(text.before, text.now)
        yield f"  原为：{old}"
        yield f"  现为：{new}"


_CONTEXT = 12


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both texts around the place where they differ, which stands in 【】."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _around(old, start, len(old) - tail), _around(new, start, len(new) - tail)


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    head, tail = "…" if start > _CONTEXT else "", "…" if end + _CONTEXT < len(text) else ""
    return f"{head}{before}【{text[start:end]}】{after}{tail}"
