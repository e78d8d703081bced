"""The one reader of Word files: what a .docx prints now, however Word, WPS or LibreOffice has saved it.

It gives the paragraphs with the numbers that Word writes itself, tables, text boxes, content controls, tracked changes,
comments, footnotes and headers. Deleted revisions, field codes and hidden alternatives are not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal
from xml.etree.ElementTree import Element

from model.drafts.draft import DraftError
from model.scanning.files.numbering import Numbering, Style
from model.scanning.files.package import MAX_PARAGRAPHS, TOO_LONG, Package, local
from model.scanning.files.styles import read_numbering, read_styles
from model.scanning.files.word_file import (
    Anchor,
    CustomPart,
    NoteKind,
    TrackedChange,
    WordBlock,
    WordCell,
    WordComment,
    WordControl,
    WordFile,
    WordNote,
    WordParagraph,
    WordTable,
    paragraphs,
)

_WORD: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_COMPATIBLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STYLES_BUILT_IN: Final = ("1", "2", "3", "4")  # Chinese Word calls its heading styles so
_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SILENT: Final = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "instrText", "delInstrText")
)


def read_word(package: Package) -> WordFile:
    """Everything that the file says. Raises DraftError where it is no Word file, or one that no program writes."""
    main = package.main()
    related = package.related(main)
    parts = {kind: target for kind, target in related if target in package.names}

    def part(kind: str) -> Element | None:
        return package.optional_xml(parts.get(kind, f"word/{kind}.xml"))

    styles = read_styles(part("styles"))
    kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
    said = {kind: part(f"{kind}s") for kind in kinds}
    pending = {(kind, _value(note, "id")): note for kind in kinds for note in _below(said[kind], kind)}
    text = _Blocks(_WordReader(styles, read_numbering(part("numbering")), package.name, pending))
    rest = package.xml(main, text.add)
    if rest is None:
        raise DraftError(f"{package.name}：这不是 Word 文件（里面没有正文），请用 Word 另存为 .docx 再试")
    if local(rest.tag) == "workbook":
        raise DraftError(f"{package.name}：这是 Excel 工作簿，不是 Word 文件，请检查是否选错了文件")
    text.add(rest)
    notes = [block for kind in kinds for block in _said(said[kind])]
    remarks = {_value(comment, "id"): _remark(comment) for comment in _below(part("comments"), "comment")}
    headers = [package.optional_xml(target) for kind, target in related if kind == "header"]
    return WordFile(
        tuple(text.done()),
        tuple(notes),
        remarks,
        tuple("".join(one.text for one in paragraphs(_said(header))) for header in headers if header is not None),
        _saved(package),
        tuple(_custom(package)),
        tuple(target for kind, target in related if kind == "aFChunk"),
    )


def _saved(package: Package) -> tuple[str, str]:
    """By whom and when the file was saved, as its properties say; both "" without a name."""
    core = package.optional_xml("docProps/core.xml")
    said = {local(element.tag): element.text or "" for element in (() if core is None else core)}
    name = said.get("lastModifiedBy", "").strip()
    return (name, said.get("modified", "")) if name else ("", "")


def _custom(package: Package) -> Iterator[CustomPart]:
    for name in package.names:
        if name.startswith("customXml/item") and name.endswith(".xml"):
            root = package.optional_xml(name)
            if root is not None:
                yield CustomPart(root.tag, dict(root.attrib), [dict(element.attrib) for element in root])


def _said(part: Element | None) -> list[WordBlock]:
    """The blocks of a part beside the text; none where there is no such part."""
    return [] if part is None else _WordReader({}, Numbering({}, {}), "", {}).blocks(part)


def _remark(comment: Element) -> WordComment:
    text = "\n".join(one.text for one in paragraphs(_said(comment))).strip()
    return WordComment(_value(comment, "author"), _value(comment, "date"), text)


def _note(kind: NoteKind, note: Element) -> WordNote:
    return WordNote(kind, " ".join(" ".join(one.text for one in paragraphs(_said(note))).split()))


@dataclass(slots=True)
class _Text:
    """A paragraph being read; ``boxes`` are the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    controls: list[WordControl] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    boxes: list[WordBlock] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    notes: list[WordNote] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


class _Blocks:
    """The paragraphs and tables of one place, gathered element by element."""

    def __init__(self, reader: _WordReader) -> None:
        self._reader = reader
        self._found: list[WordBlock] = []
        self._text = _Text()

    def add(self, element: Element) -> None:
        """Go on with ``element``; the text of a paragraph whose end is deleted waits for the next one."""
        for one, name in _children((element,)):
            if name == "p":
                properties = _child(one, "pPr")
                self._reader.inline(one, self._text)
                if _child(_child(properties, "rPr"), "del") is None:
                    self._end(properties)
            elif name == "tbl":
                self._found.append(WordTable(tuple(tuple(row) for row in self._reader.rows(one))))
            elif name == "sdt":
                self._found += _controlled(_tag(one), self._reader.blocks(one))
            elif name not in _SILENT and name not in ("del", "moveFrom"):
                self._found += self._reader.blocks(one)

    def done(self) -> list[WordBlock]:
        """All that was gathered."""
        if self._text.length:
            self._end(None)
        return self._found

    def _end(self, properties: Element | None) -> None:
        self._found += [*self._text.boxes, *self._reader.paragraph(self._text, properties)]
        self._text = _Text()


class _WordReader:
    """Walks elements and gathers blocks; lists are counted as they come. ``name`` is what the file is called.

    ``pending`` are the notes, by kind and id, that nothing has referred to yet.
    """

    def __init__(
        self, styles: dict[str, Style], numbering: Numbering, name: str, pending: dict[tuple[NoteKind, str], Element]
    ) -> None:
        self.pending = pending
        self.styles = styles
        self.numbering = numbering
        self.name = name
        self.count = 0

    def blocks(self, parent: Element) -> list[WordBlock]:
        """The paragraphs and tables below ``parent``."""
        found = _Blocks(self)
        for element in parent:
            found.add(element)
        return found.done()

    def rows(self, table: Element) -> Iterator[list[WordCell]]:
        """The rows of a table that were not deleted."""
        for element, name in _children(table):
            if name == "tr":
                if _child(_child(element, "trPr"), "del") is None:
                    yield list(self.cells(element))
            elif name not in _SILENT:
                yield from self.rows(element)

    def cells(self, row: Element) -> Iterator[WordCell]:
        """The cells of a row."""
        for element, name in _children(row):
            if name == "tc":
                properties = _child(element, "tcPr")
                span, merge = _child(properties, "gridSpan"), _child(properties, "vMerge")
                width = _value(span, "val")
                yield WordCell(
                    tuple(self.blocks(element)),
                    max(1, int(width)) if width.isdecimal() and len(width) < 3 else 1,
                    merge is not None and _value(merge, "val") != "restart",
                )
            elif name not in _SILENT:
                yield from self.cells(element)

    def inline(self, parent: Element, out: _Text) -> None:
        """Add what stands below ``parent`` to the paragraph ``out``."""
        for element, name in _children(parent):
            if name == "t":
                out.add(element.text or "")
            elif name == "delText":
                out.add(element.text or "")  # only ever within a deletion
            elif name in _MARKS:
                out.add(_MARKS[name])
            elif name in ("ins", "moveTo"):
                start = out.length
                self.inline(element, out)
                text = "".join(out.pieces)[start:]
                out.changes.append(_tracked("inserted", element, start, text))
            elif name in ("del", "moveFrom"):
                gone = _Text()
                self.inline(element, gone)
                out.changes.append(_tracked("deleted", element, out.length, "".join(gone.pieces)))
            elif name == "sdt":
                start, place = out.length, len(out.controls)
                self.inline(element, out)
                out.controls.insert(place, WordControl(_tag(element), start, out.length))
            elif name == "txbxContent":
                out.boxes += self.blocks(element)
            elif name == "bookmarkStart":
                out.bookmarks.append(_value(element, "name"))
            elif name in ("footnoteReference", "endnoteReference"):
                kind: NoteKind = "footnote" if name == "footnoteReference" else "endnote"
                note = self.pending.pop((kind, _value(element, "id")), None)
                if note is not None:
                    out.notes.append(_note(kind, note))
            elif name == "commentRangeStart":
                out.begun[_value(element, "id")] = out.length
            elif name in ("commentRangeEnd", "commentReference"):
                remark = _value(element, "id")
                out.anchors.setdefault(remark, Anchor(remark, out.begun.get(remark, 0), out.length))
            elif name not in _SILENT:
                self.inline(element, out)

    def paragraph(self, read: _Text, properties: Element | None) -> Iterator[WordParagraph]:
        """The paragraph that was read; none for a line of the table of contents. DraftError: there are too many."""
        self.count += 1
        if self.count > MAX_PARAGRAPHS:
            raise DraftError(f"{self.name}：{TOO_LONG}")
        chosen, outline = _value(_child(properties, "pStyle"), "val"), _value(_child(properties, "outlineLvl"), "val")
        style = self.styles.get(chosen, Style())
        if style.name.startswith("toc"):
            return
        text, number = "".join(read.pieces), ""
        listed = _child(properties, "numPr")
        if text.strip() and (list_ := _value(_child(listed, "numId"), "val") or style.list):
            number = self.numbering.label(list_, _value(_child(listed, "ilvl"), "val") or style.level or "0")
        yield WordParagraph(
            text,
            number,
            _depth(chosen, style.name, outline or style.outline),
            tuple(read.controls),
            tuple(read.changes),
            tuple(read.anchors.values()),
            tuple(read.bookmarks),
            tuple(read.notes),
        )


def _depth(chosen: str, name: str, outline: str) -> int:
    """The depth of the heading that a paragraph's style or outline level makes it, 1 the outermost; 0 for none."""
    said = (name, chosen.lower())
    marked = any(one.startswith(("heading", "标题")) for one in said) or chosen in _STYLES_BUILT_IN
    if outline in tuple("012345678"):
        return int(outline) + 1
    digit = next((one[-1] for one in said if one[-1:] in tuple("123456789")), "1")
    return int(digit) if marked else 0


def _children(parent: Iterable[Element]) -> Iterator[tuple[Element, str]]:
    """The elements below ``parent`` with their names; those that are not Word's own are looked through."""
    for element in parent:
        tag = element.tag
        if tag.startswith(_WORD):
            yield element, tag[tag.index("}") + 1 :]
        elif tag == _COMPATIBLE + "AlternateContent":
            choices = list(element)
            if choices:
                yield from _children(choices[0])
        else:
            yield from _children(element)


def _below(parent: Element | None, name: str) -> Iterator[Element]:
    for element, found in () if parent is None else _children(parent):
        if found == name:
            yield element


def _child(parent: Element | None, name: str) -> Element | None:
    return next(_below(parent, name), None)


def _value(element: Element | None, name: str) -> str:
    """The attribute ``name`` of an element in one of Word's namespaces; "" where there is none."""
    if element is None:
        return ""
    return element.get(_WORD[0] + name) or element.get(_WORD[1] + name) or ""


def _tag(control: Element) -> str:
    return _value(_child(_child(control, "sdtPr"), "tag"), "val")


def _tracked(kind: Literal["inserted", "deleted"], element: Element, at: int, text: str) -> TrackedChange:
    return TrackedChange(kind, _value(element, "author"), _value(element, "date"), at, text)


def _controlled(tag: str, blocks: list[WordBlock]) -> list[WordBlock]:
    """The blocks of a control; around a single paragraph it is the paragraph's own."""
    if tag and len(blocks) == 1 and isinstance(block := blocks[0], WordParagraph):
        return [replace(block, controls=(WordControl(tag, 0, len(block.text)), *block.controls))]
    return blocks
