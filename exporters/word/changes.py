"""What someone changed in a Word file since it was exported: figure by figure, and the text by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from exporters.document import Document
from exporters.word.alignment import Pair, align, figures, no_export
from exporters.word.readback import added_beside, lines, open_copy, plain, printed
from model.drafts.draft import DraftError
from model.scanning.files.own_export import Manifest, handle, read_manifest
from model.scanning.files.word_file import WordFile
from model.text import common_ends, turns

GONE: Final = "（已删去）"
NONE: Final = "（没有）"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure by path and label: what the file says ``now``, what the draft says, and what was exported.

    ``exported`` is "" where the file does not remember it.
    """

    path: str
    label: str
    now: str
    draft: str
    exported: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """Paragraphs that differ: ``now`` in the file and ``before`` in the draft, one of them may be ""."""

    now: str
    before: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. ``stale``: the draft itself was changed after the export, as far as the file tells.

    ``no_export`` says why the file is plainly none of this draft, "" where it may be one.
    """

    figures: tuple[FigureChange, ...]
    texts: tuple[TextChange, ...]
    stale: bool
    no_export: str = ""

    @property
    def same(self) -> bool:
        """Whether the file says what the draft says."""
        return not self.figures and not self.texts


def verify(path: Path, document: Document, stop: Callable[[], bool] = lambda: False) -> Verdict:
    """Compare the .docx at ``path`` with ``document``, however it was saved since.

    Raises DraftError where it cannot be read, or has none of the document's sections: then it is no report at all.
    Reading ends when ``stop`` says so, with a StoppedError.
    """
    file = open_copy(path, stop)
    origin = read_manifest(file)
    pairs = list(align(printed(document), lines(file), path))
    why = "" if origin is not None and origin.draft == document.origin else no_export(document, pairs)
    if why and not any(one.before and one.before.level == 1 and one.now for one in pairs):
        raise DraftError(f"{path}：不是由这份草稿导出的（{why}），没有比较；请换成由它导出的 Word 文件")
    return Verdict(
        tuple(_figures(pairs, document, origin)),
        (*_mark(file, origin), *_turned(file), *_texts(pairs), *_beside(file)),
        origin is not None and bool(document.origin) and origin.draft != document.origin,
        why,
    )


def _mark(file: WordFile, origin: Manifest | None) -> Iterator[TextChange]:
    """What copy it is must not be taken out of its header by hand."""
    if origin is None or not origin.mark:
        return
    if not file.headers or any(origin.mark not in plain(text) for text in file.headers):
        yield TextChange("", f"页眉的“{origin.mark}”")


def _turned(file: WordFile) -> Iterator[TextChange]:
    """Marks that nobody sees and that let figures be shown in another order: no export has them."""
    found = sum(any(map(turns, one.printed)) for one in file.paragraphs())
    if found:
        yield TextChange(f"{found} 段里有看不见的方向标记，数字可能倒着显示；请重新导出，或删去后重新输入", "")


def _beside(file: WordFile) -> Iterator[TextChange]:
    for what, text, _ in added_beside(file):
        yield TextChange(f"{what}：{text}", "")


def _figures(pairs: list[Pair], document: Document, origin: Manifest | None) -> Iterator[FigureChange]:
    exported = origin.texts() if origin is not None else {}
    wanted = Counter(handle(run.path) for run in document.figures())
    seen = Counter[str]()
    for pair in pairs:
        before, now = pair.before, pair.now
        for number, cell in enumerate(before.cells if before is not None else ()):
            for run, said in figures(cell, now.cells[number]) if now is not None else ():
                tag = handle(run.path)
                known = exported.get(tag, [])
                which = seen[tag] if len(known) == wanted[tag] else 0
                seen[tag] += 1
                if plain(said) != plain(run.text):
                    was = known[which] if known else ""
                    yield FigureChange(run.path, run.label, plain(said) or GONE, plain(run.text) or NONE, was)


def _texts(pairs: list[Pair]) -> Iterator[TextChange]:
    """Paragraphs that were changed, put in or taken out, in reading order."""
    for pair in pairs:
        before, now = pair.before, pair.now
        old, new = (before.texts if before else ()), (now.texts if now else ())
        if len(old) == len(new):
            yield from (TextChange(b, a) for a, b in zip(old, new, strict=True) if a != b)
        else:
            yield from (TextChange(b or "", a or "") for a, b in zip_longest(_whole(old), _whole(new)))


def _whole(texts: tuple[str, ...]) -> list[str]:
    """The cells of a row as one text; none for no row."""
    return [" ".join(filter(None, texts))] if texts else []


def facts(verdict: Verdict) -> dict[str, object]:
    """The verdict as it is printed in JSON."""
    return {
        "same": verdict.same,
        "stale": verdict.stale,
        "figures": [asdict(change) for change in verdict.figures],
        "texts": [asdict(change) for change in verdict.texts],
    }


def tell(verdict: Verdict) -> Iterator[str]:
    """The verdict in sentences, line by line."""
    if verdict.no_export:
        yield f"Word 文件不是由这份草稿导出的（{verdict.no_export}），没有逐处比较；草稿没有存盘的，先存盘。"
        return
    if verdict.stale:
        yield "草稿在导出之后改过：下面的“草稿”是现在的草稿。"
    if verdict.same:
        yield "Word 文件与草稿一致。"
        return
    if verdict.figures:
        yield f"数字有 {len(verdict.figures)} 处不同："
    for change in verdict.figures:
        before = f"草稿为 {change.draft}"
        exported = f"，导出时为 {change.exported}" if change.exported not in (change.draft, "") else ""
        yield f"  {change.label}：Word 中为 {change.now}，{before}{exported}"
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


_CONTEXT: Final = 12


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both texts around the place where they differ, which stands in 【】."""
    start, tail = common_ends(old, new)
    return _around(old, start, len(old) - tail), _around(new, start, len(new) - tail)


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    head, tail = "…" if start > _CONTEXT else "", "…" if end + _CONTEXT < len(text) else ""
    return f"{head}{before}【{text[start:end]}】{after}{tail}"
