"""From the lines of a Word file beside those of the exported document to the changes of the draft they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from exporters.document import Origin, text_of_runs
from exporters.returned.authors import Authors
from exporters.returned.change import Change, Kind
from exporters.returned.current_paths import CurrentPaths, value_of
from exporters.word.alignment import Pair, figures, pieces
from exporters.word.readback import Printed, PrintedLine, WordLine, plain
from exporters.wording.cell_text import lines_of
from model.errors import ZipingError
from model.patterns import Pattern
from model.report.references import quoted
from model.report.report import Report
from model.report.tree import Cell, Content, Node, join_labels
from model.scanning.files.word_file import WordParagraph
from model.schema.fields import Number

BY_HAND: Final = "这是提纲、句式里的字，草稿里没有这一栏，请在草稿或提纲文件里自己改"
ROW_GONE: Final = "这一行已不在草稿里"
_NUMBER: Final = Pattern(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]*\s*")
"""The number of a heading, which counts itself."""


class ChangeReader:
    """Reads the changes of one file. ``exported`` is the report it was made from, ``report`` the one of today."""

    def __init__(
        self, pairs: Sequence[Pair], exported: Report, report: Report, present: CurrentPaths, authors: Authors
    ) -> None:
        self.pairs = pairs
        self.exported = exported
        self.report = report
        self.present = present
        self.authors = authors
        self.section = ""
        self.cut_rows = _rows_cut(pairs)

    def changes(self) -> Iterator[Change]:
        """The changes in reading order; one that stands at several places comes at each of them."""
        told: set[str] = set()
        skipping = False
        for number, pair in enumerate(self.pairs):
            before, now = pair.before, pair.now
            if before is not None:
                skipping = False
                if before.level == 1:
                    self.section = before.texts[0]
            if before is not None and now is not None:
                for cell, said in zip(before.cells, now.cells, strict=True):
                    if plain(text_of_runs(cell)) != plain(said.printed):
                        yield from self.line(cell, said)
            elif before is not None:
                row = next((row for row in rows_of(before) if row in self.cut_rows), "")
                if not row:
                    yield from self.cut(before)
                elif row not in told:
                    told.add(row)
                    yield from self.row_cut(row)
            elif now is not None:
                skipping = skipping or any(cell.heading for cell in now.cells)
                yield from self.words(now) if skipping else self.added(number, now)

    def line(self, before: Printed, now: WordParagraph) -> Iterator[Change]:
        """What changed in a paragraph or cell."""
        gone: set[int] = set()
        stood = iter(figures(before, now))
        for place, run in enumerate(before):
            if run.path:
                _, said = next(stood)
                if not plain(said):
                    gone.add(place)
                if plain(said) != plain(run.text):
                    yield from self.figure(run.path, run.text, said, self.authors.of(now, self._around(now, said)))
        said = now.printed
        places = pieces(before, said)
        texts = [said[start:end] for start, end in places]
        origins = {(run.origin.path, run.origin.line): run.origin for run in before if run.origin and not run.path}
        places_of: dict[tuple[str, int | None], list[int]] = {}
        for i, run in enumerate(before):
            if run.origin:
                places_of.setdefault((run.origin.path, run.origin.line), []).append(i)
        for where, origin in origins.items():
            own = places_of[where]
            if any(not before[i].path and plain(texts[i]) != plain(before[i].text) for i in own):
                who = self.authors.of(now, (places[own[0]][0], places[own[-1]][1]))
                old, new = ("".join([text[i] for i in own]) for text in ([run.text for run in before], texts))
                typed = "".join([_typed(before[i].origin, bool(before[i].path), before[i].text, texts[i]) for i in own])
                yield from self.text(origin, plain(old), plain(new), typed, who)
        for place, run in enumerate(before):
            fixed = not run.path and run.origin is None
            if not fixed or plain(run.text) == plain(texts[place]) or gone & {place - 1, place + 1}:
                continue
            if not (_NUMBER.fullmatch(run.text) and _NUMBER.fullmatch(texts[place])):
                old, new = (plain(run.text), plain(texts[place]))
                yield Change("words", self.section, "", *self.authors.of(now, places[place]), old, new, refusal=BY_HAND)

    def _around(self, now: WordParagraph, said: str) -> tuple[int, int]:
        start = now.printed.find(said) if said else 0
        return (start, start + len(said)) if said and start >= 0 else (0, len(now.printed))

    def figure(self, path: str, old: str, new: str, who: tuple[str, str]) -> Iterator[Change]:
        """A figure that is another one now."""
        cell = self.exported.cell(path)
        yield from self.valued("figure", cell, plain(old), plain(new), new, who)

    def valued(self, kind: Kind, cell: Cell, old: str, new: str, typed: str, who: tuple[str, str]) -> Iterator[Change]:
        """A field that gets another value; nothing where the draft says it already, or it is only set differently."""
        path = self.present.path(cell.path)
        refusal, value = "", ""
        try:
            value = _read(cell, old, typed)
        except ZipingError as error:
            refusal = str(error)
        was = value_of(cell)
        if not refusal and value == was:
            return
        conflict = ""
        if path is None:
            refusal = ROW_GONE
        else:
            today = self.report.cell(path)
            if not refusal and value_of(today) == value:
                return
            if value_of(today) != was:
                conflict = value_of(today) or "（空）"
        yield Change(kind, cell.label, path or "", *who, old, new, conflict=conflict, refusal=refusal, value=value)

    def text(self, origin: Origin, old: str, new: str, typed: str, who: tuple[str, str]) -> Iterator[Change]:
        """A text of the draft that reads differently."""
        cell = self.exported.cell(origin.path)
        if origin.line is not None:
            yield from self.line_change(cell, origin.line, old, new, typed, who)
            return
        if not (typed.startswith(origin.before) and typed.endswith(origin.after)):
            yield Change("words", cell.label, "", *who, old, new, refusal=BY_HAND)
            return
        typed = typed[len(origin.before) : len(typed) - len(origin.after)]
        kind: Kind = "figure" if isinstance(cell.field, Number) else "text"
        for change in self.valued(kind, cell, old, new, typed, who):
            if cell.field.multiline and any(True for _ in quoted(cell.raw)):
                why = "这段文字引用了草稿里的数，请在草稿里自己改"
                change = Change(change.kind, change.label, change.path, *who, old, new, change.conflict, why)
            yield change

    def line_change(
        self, cell: Cell, line: int, old: str, new: str, typed: str, who: tuple[str, str]
    ) -> Iterator[Change]:
        """A line of a long text that reads differently, came or went."""
        path = self.present.path(cell.path)
        was = lines_of(cell)[line] if line >= 0 else ""
        typed = " ".join(typed.split("\n")).strip()
        kind: Kind = "line_added" if not old else "text" if typed else "line_cut"
        if path is None:
            yield Change(kind, cell.label, "", *who, old, new, refusal=ROW_GONE)
            return
        today = lines_of(self.report.cell(path))
        if typed in today if typed else was not in today:
            return
        missing = line >= 0 and was not in today
        conflict = (today[line] if line < len(today) else "（已删去）") if missing else ""
        yield Change(kind, cell.label, path, *who, old, new, conflict=conflict, value=typed, line=line, was=was)

    def cut(self, before: PrintedLine) -> Iterator[Change]:
        """A line that is gone."""
        text = " ".join(filter(None, before.texts))
        who = self.authors.of_cut(text)
        origins = {run.origin for cell in before.cells for run in cell if run.origin is not None}
        places = {(origin.path, origin.line) for origin in origins}
        if len(places) == 1:
            ((path, line),) = places
            if line is not None:
                yield from self.line_change(self.exported.cell(path), line, text, "", "", who)
                return
        yield Change("words", self.section, "", *who, text, "", refusal=BY_HAND)

    def words(self, now: WordLine) -> Iterator[Change]:
        """A line that was put in, and for which the draft has no place."""
        text = " ".join(filter(None, now.texts))
        yield Change("words", self.section, "", *self.authors.of_line(now), "", text, refusal=BY_HAND)

    def added(self, number: int, now: WordLine) -> Iterator[Change]:
        """A line that was put in: it goes to the long text, or to the list, that the lines beside it are of."""
        above = next((pair.before for pair in reversed(self.pairs[:number]) if pair.before is not None), None)
        below = next((pair.before for pair in self.pairs[number + 1 :] if pair.before is not None), None)
        if len(now.cells) > 1:
            for beside, after in ((above, 1), (below, 0)):
                if beside is not None and len(beside.cells) == len(now.cells) and len(rows_of(beside)) == 1:
                    yield from self.row_added(beside, after, now)
                    return
        else:
            for beside, after in ((above, 0), (below, -1)):
                place = _line_at(beside)
                if place is not None:
                    cell, typed = self.exported.cell(place[0]), now.cells[0].printed
                    who = self.authors.of_line(now)
                    yield from self.line_change(cell, place[1] + after, "", now.texts[0], typed, who)
                    return
        yield from self.words(now)

    def row_added(self, beside: PrintedLine, after: int, now: WordLine) -> Iterator[Change]:
        """A row put into a table beside one that is a row of a list, and so another row of that list."""
        (row,) = rows_of(beside)
        node = self.exported.root.record_at(row)
        who, text = self.authors.of_line(now), " ".join(filter(None, now.texts))
        path, label = self.present.path(row), _list_label(node)
        try:
            content = _content(node, row, beside, now)
        except ZipingError as error:
            yield Change("row_added", label, "", *who, "", text, refusal=str(error))
            return
        if path is None or not content:
            yield Change("row_added", label, "", *who, "", text, refusal=ROW_GONE if content else BY_HAND)
            return
        list_path, _, place = path.rpartition(".")
        if not any(content.items() <= other.content().items() for other in self.report.rows(list_path).rows):
            yield Change("row_added", label, list_path, *who, "", text, content=content, at=int(place) + after)

    def row_cut(self, row: str) -> Iterator[Change]:
        """A row all of whose lines are gone."""
        node, path = self.exported.root.record_at(row), self.present.path(row)
        if path is None:
            return
        today = self.report.root.record_at(path)
        gone = self.cut_rows[row]
        text = " ".join([text for line in gone for text in line.texts if text])
        who = self.authors.of_cut(" ".join(filter(None, gone[0].texts)))
        changed = today.content() != node.content()
        conflict = " ".join([cell.raw for cell in today.cells() if cell.raw]) if changed else ""
        yield Change("row_cut", _list_label(node), path, *who, text, "", conflict=conflict)


def rows_of(line: PrintedLine) -> set[str]:
    """The rows of lists, by path, that a line prints something of: the innermost ones."""
    paths = [path for cell in line.cells for run in cell for path in (run.path, run.origin and run.origin.path) if path]
    return {row for path in paths if (row := _row_of(path))}


def _row_of(path: str) -> str:
    steps = path.split(".")
    last = max((place for place, step in enumerate(steps) if step.isdecimal()), default=-1)
    return ".".join(steps[: last + 1])


def _rows_cut(pairs: Sequence[Pair]) -> dict[str, list[PrintedLine]]:
    """The rows that are printed only in lines that are gone now, each with these lines."""
    cut: dict[str, list[PrintedLine]] = {}
    left: set[str] = set()
    for pair in pairs:
        if pair.before is not None:
            rows = rows_of(pair.before)
            # A quoted figure of another row does not make the line that row's.
            if pair.now is not None or len(rows) > 1:
                left |= rows
            else:
                for row in rows:
                    cut.setdefault(row, []).append(pair.before)
    return {row: lines for row, lines in cut.items() if row not in left}


def _typed(origin: Origin | None, figure: bool, old: str, new: str) -> str:
    """What the draft is to hold for a run that read ``old`` and reads ``new``; a quoted figure stays quoted."""
    if origin is not None and origin.typed is not None and (figure or plain(old) == plain(new)):
        return origin.typed
    return new


def _read(cell: Cell, old: str, typed: str) -> str:
    """What the field keeps of what the file says. Raises ZipingError where it is no value of the field."""
    field = cell.field
    if not isinstance(field, Number):
        return field.read(typed) if not field.multiline else typed.strip()
    value = field.read(plain(typed).replace("—", ""), cell.unit)
    # A sentence says 减少 and the amount without its sign.
    below = cell.printed is not None and cell.printed.value < 0 and not old.startswith(("-", "−"))
    return f"-{value}" if below and value and not value.startswith("-") else value


def _line_at(line: PrintedLine | None) -> tuple[str, int] | None:
    """The field and the line in it that a line of the report prints; None where it prints no line of a long text."""
    origins = [run.origin for cell in line.cells for run in cell if run.origin is not None] if line is not None else []
    return next(((one.path, one.line) for one in origins if one.line is not None), None)


def _list_label(row: Node) -> str:
    return row.label if row.row_list is None else join_labels(row.row_list.node.label, row.row_list.element.label)


def _content(node: Node, row: str, beside: PrintedLine, now: WordLine) -> Content:
    """What a new row holds, each cell read as the one beside it is. Raises ZipingError."""
    content: Content = {}
    for (run, *_), said in zip(beside.cells, now.cells, strict=True):
        path = run.path or (run.origin.path if run.origin is not None else "")
        text = plain(said.printed)
        if not path.startswith(f"{row}.") or not text:
            continue
        if run.origin is not None:
            text = text.removeprefix(run.origin.before).removesuffix(run.origin.after)
        cell = node.cell(path.removeprefix(f"{row}."))
        if cell.computable:
            continue
        inner = content
        *groups, name = path.removeprefix(f"{row}.").split(".")
        for group in groups:
            inner = inner.setdefault(group, {})
        if value := cell.field.read(text, cell.unit) if isinstance(cell.field, Number) else cell.field.read(text):
            inner[name] = value
    return content
