"""Brings the text of a draft up to what the report says by the least change: comments, order and unknown keys stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.layout import Block, Piece, comments, split
from model.notation import dotted, key, label, template, value
from model.report import Cell, Node, RowList

if TYPE_CHECKING:
    from model.drafts import Base
    from model.layout import Value

_EXAMPLE: Final = re.compile(r"[ \t]*#[ \t]*\[+([a-z0-9_.]+)\]+[ \t]*(?:#.*)?$")
_TEMPLATE: Final = re.compile(r"[ \t]*#[ \t]*([a-z0-9_]+)[ \t]*=[ \t]*(?:" "[ \t]*)?(#.*)?$")


class CannotEditError(Exception):
    """The file is written in a way that this edit has no place in."""


class Table:
    """A table of the file: its own statements and the tables and lists in it, by key.

    ``header`` is the block that it is the header of, ``dotted`` where it is only spoken of by dotted keys: the block
    that has them, and the part of the keys that means this table. A table may have neither yet.
    """

    __slots__ = ("dotted", "entries", "header", "keys", "lists", "parent", "tables")

    def __init__(self, keys: tuple[str, ...], parent: Table | None) -> None:
        self.keys = keys
        self.parent = parent
        self.header: Block | None = None
        self.dotted: tuple[Block, tuple[str, ...]] | None = None
        self.entries: dict[str, tuple[Block, Piece]] = {}
        self.tables: dict[str, Table] = {}
        self.lists: dict[str, list[Table]] = {}

    def table(self, name: str) -> Table:
        """The table ``name`` in this one; for a list its last row."""
        if name in self.lists:
            return self.lists[name][-1]
        if name not in self.tables:
            self.tables[name] = Table((*self.keys, name), self)
        return self.tables[name]

    def row(self, name: str) -> Table:
        """A new last row of the list ``name``."""
        row = Table((*self.keys, name), self)
        self.lists.setdefault(name, []).append(row)
        return row

    def blocks(self) -> list[Block]:
        """The blocks of the table and of all in it, in no particular order."""
        found = [self.header] if self.header else []
        for table in self.tables.values():
            found += table.blocks()
        for rows in self.lists.values():
            for table in rows:
                found += table.blocks()
        return found


def _grow(blocks: list[Block]) -> Table:
    """The tables that ``blocks`` declare."""
    root = Table((), None)
    for block in blocks:
        table = root
        for name in block.keys[:-1]:
            table = table.table(name)
        if block.keys:
            table = table.row(block.keys[-1]) if block.is_row else table.table(block.keys[-1])
        table.header = block
        for piece in block.body:
            if piece.keys:
                inner = table
                for step, name in enumerate(piece.keys[:-1], 1):
                    inner = inner.table(name)
                    inner.dotted = (block, piece.keys[:step])
                inner.entries[piece.keys[-1]] = (block, piece)
    return root


class Document:
    """The text of a draft in pieces, kept from one save to the next.

    What the last update did: ``touched`` are the blocks where single values were written, with their text before,
    ``written`` which ones by block and keys; ``rebuilt`` tells that tables came or moved.
    """

    def __init__(self, text: str, newline: str) -> None:
        self.newline = newline
        self.blocks = split(text)
        self.root = _grow(self.blocks)
        self.rebuilt = False
        self.touched: dict[Block, str] = {}
        self.written: list[tuple[Block, tuple[str, ...], Cell]] = []

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(block.text for block in self.blocks)

    def update(self, root: Node, base: Base) -> None:
        """Write down what in ``root`` differs from ``base``, which is what the text says now.

        Raises CannotEditError where the file is written too differently; the document is of no use then.
        """
        self.base = base
        self.touched, self.written = {}, []
        self._node(root, root, self.root)

    # Walking the report beside the file.

    def _node(self, node: Node, before: Node | None, table: Table) -> None:
        """Write ``node``, which the file knows as ``before`` (None: not at all), into ``table``."""
        for name, part in node.parts.items():
            old = before.parts[name] if before else None
            if isinstance(part, Cell):
                was = self.base.values.get(old, "") if isinstance(old, Cell) else ""
                if part.raw != was:
                    self._cell(node, table, part)
            elif name in table.entries:
                if self._content(old) != part_content(part):
                    self._inline(node, table, part, old)
            elif isinstance(part, Node):
                if name in table.tables or not part.empty or part.content():
                    if name in table.lists:
                        raise CannotEditError
                    self._node(part, old if isinstance(old, Node) else None, table.table(name))
            else:
                self._rows(node, table, part, old if isinstance(old, RowList) else None)

    def _content(self, part: object) -> object:
        """What the file says of a group, a row or a list."""
        if isinstance(part, RowList):
            return [self._content(row) for row in self.base.lists.get(part, ())]
        found: dict[str, object] = {}
        if isinstance(part, Node):
            for name, inner in part.parts.items():
                said = self.base.values.get(inner, "") if isinstance(inner, Cell) else self._content(inner)
                if said:
                    found[name] = said
        return found

    def _order(self, rows: RowList, originals: list[Node]) -> list[int | None]:
        """For each row of the report the number of the row of the file that it is, None for a new one.

        A row that was taken out and put back is no longer the same object, but still the same row.
        """
        places = {id(row): place for place, row in enumerate(originals)}
        order = [places.get(id(row)) for row in rows.rows]
        left = [place for place in range(len(originals)) if place not in order]
        for same in (self._same_content, self._same_title):
            for number, row in enumerate(rows.rows):
                if order[number] is None:
                    order[number] = next((place for place in left if same(row, originals[place])), None)
                    left = [place for place in left if place != order[number]]
        return order

    def _same_content(self, row: Node, original: Node) -> bool:
        return row.content() == self._content(original)

    def _same_title(self, row: Node, original: Node) -> bool:
        first, old = next(iter(row.parts.values())), next(iter(original.parts.values()))
        return isinstance(first, Cell) and isinstance(old, Cell) and first.raw == self.base.values.get(old)

    # Single values.

    def _cell(self, node: Node, table: Table, cell: Cell) -> None:
        name = cell.field.name
        entry = table.entries.get(name)
        if entry is None:
            if cell.raw:
                self._add(node, table, cell)
            return
        block, piece = entry
        self._touch(block, piece.keys, cell)
        if not cell.raw:
            self._clear(block, piece, template(cell.field))
            del table.entries[name]
            return
        new = value(cell.field, cell.raw, self.newline, multiline=piece.text.startswith('"""', piece.start))
        piece.text = piece.text[: piece.start] + new + piece.text[piece.end :]
        piece.end = piece.start + len(new)
        piece.value = new

    def _touch(self, block: Block, keys: tuple[str, ...], cell: Cell) -> None:
        self.touched.setdefault(block, block.text)
        self.written.append((block, keys, cell))

    def _clear(self, block: Block, piece: Piece, text: str) -> None:
        """Take the statement out; where a comment belongs to it, leave ``text``, the commented line of a new draft."""
        at = block.body.index(piece)
        comment = piece.text[piece.end :].strip()
        above = at > 0 and block.body[at - 1].text.lstrip().startswith("#") and not _matched(block.body[at - 1])
        if not (comment or above):
            del block.body[at]
            return
        if comment:
            column = len(piece.text[: piece.text.index("#", piece.end)].rpartition("\n")[2])
            text = text.ljust(column - 2) + f"  {comment}"
        block.body[at] = Piece(text + self.newline)

    def _add(self, node: Node, table: Table, cell: Cell) -> None:
        """Write a key that the file does not have, on its commented line or in the order of the declaration."""
        name = cell.field.name
        if name in table.tables or name in table.lists:
            raise CannotEditError
        block, prefix = table.dotted if table.dotted and not table.header else (self._header(node, table), ())
        self._touch(block, (*prefix, name), cell)
        new = value(cell.field, cell.raw, self.newline)
        comment = f"# {label(cell.field)}"
        own = _own(block)
        lines: dict[str, int] = {}
        for at, piece in enumerate(own):
            if piece.keys[:-1] == prefix and piece.keys:
                lines[piece.keys[-1]] = at
            elif (found := _matched(piece)) and not prefix:
                lines.setdefault(found[1], at)
        at, last = lines.get(name, -1), -1
        column = 0
        if at >= 0:
            found = _matched(own[at])
            assert found is not None, "a key in the file is an entry"
            above = at > 0 and own[at - 1].text.lstrip().startswith("#") and not _matched(own[at - 1])
            comment = found[2] or ("" if above else comment)
            column = found.start(2) - 2
            del block.body[at]
        else:
            for element in node.record.elements:
                if element.name == name:
                    break
                last = max(last, lines.get(element.name, -1))
            at = last + 1 if last >= 0 or not prefix else max(lines.values()) + 1
            if at:
                self._close(own[at - 1])
        statement = f"{dotted((*prefix, name))} = "
        piece = Piece("", (*prefix, name), len(statement), len(statement) + len(new), new)
        piece.text = statement + new
        if comment and "\n" in new:
            block.body.insert(at, Piece(comment + self.newline))
            at += 1
        elif comment:
            piece.text = piece.text.ljust(column) + f"  {comment}"
        piece.text += self.newline
        block.body.insert(at, piece)
        table.entries[name] = (block, piece)

    # Tables.

    def _header(self, node: Node, table: Table) -> Block:
        """The block that has the statements of ``table``, made where the file has none yet."""
        if table.header is None:
            assert table.parent is not None
            assert node.parent is not None
            assert node.element is not None
            inside = table.blocks()
            block = Block(table.keys, f"[{dotted(table.keys)}]{self.newline}")
            if inside:
                at = min(map(self.blocks.index, inside))
                if node.element.label in self.blocks[at].header + "".join(p.text for p in self.blocks[at].lead):
                    block.lead, self.blocks[at].lead = self.blocks[at].lead, []
            else:
                at = self._place(node.parent, table.parent, node.element.name)
            table.header = block
            self._insert(at, [block])
        return table.header

    def _place(self, node: Node, table: Table, name: str) -> int:
        """The number of the block that a first block of ``name`` in ``table`` is put before."""
        place = -1
        for element in node.record.elements:
            if element.name == name:
                break
            inside = [*table.lists.get(element.name, ())]
            if element.name in table.tables:
                inside.append(table.tables[element.name])
            places = [self.blocks.index(block) for inner in inside for block in inner.blocks()]
            place = max([place, *places])
        if place >= 0:
            return place + 1
        if table.header is not None:
            return self.blocks.index(table.header) + 1
        if table.dotted is not None:
            return self.blocks.index(table.dotted[0]) + 1
        inside_blocks = table.blocks()
        if inside_blocks:
            return min(map(self.blocks.index, inside_blocks))
        assert node.parent is not None
        assert node.element is not None
        assert table.parent is not None
        return self._place(node.parent, table.parent, node.element.name)

    def _insert(self, at: int, blocks: list[Block]) -> None:
        """Put ``blocks`` before block number ``at``, with a blank line before and after."""
        self.rebuilt = True
        self._gap(self.blocks[at - 1])
        if at < len(self.blocks) and blocks:
            self._gap(blocks[-1])
        self.blocks[at:at] = blocks

    def _gap(self, block: Block) -> None:
        """Let ``block`` end with a blank line."""
        if block.body:
            self._close(block.body[-1])
        if block.text and not (block.body and block.body[-1].blank):
            block.body.append(Piece(self.newline))

    def _close(self, piece: Piece) -> None:
        """Let the last line of a file have its line end."""
        if not piece.text.endswith("\n"):
            piece.text += self.newline

    # Lists.

    def _rows(self, node: Node, table: Table, rows: RowList, before: RowList | None) -> None:
        name = rows.element.name
        old = table.lists.get(name, [])
        originals = self.base.lists.get(before, []) if before else []
        if len(originals) != len(old) or (name in table.tables and rows.rows):
            if rows.rows:
                raise CannotEditError
            return
        order = self._order(rows, originals)
        if order == list(range(len(old))):
            for row, original, inner in zip(rows.rows, originals, old, strict=True):
                self._node(row, original, inner)
            return
        ends = self._arrange(node, table, name, order)
        for row, place, inner, end in zip(rows.rows, order, table.lists[name], ends, strict=True):
            self._node(row, None if place is None else originals[place], inner)
            last = self.blocks[max(map(self.blocks.index, inner.blocks()))]
            _strip(last)
            if last.body:
                self._close(last.body[-1])
            last.body += end

    def _arrange(self, node: Node, table: Table, name: str, order: list[int | None]) -> list[list[Piece]]:
        """Bring the rows of a list into ``order``, new ones still empty.

        The comments above the first row and below the last are about the list and keep their place. Returns what each
        row has to end with once it is written.
        """
        old = table.lists.get(name, [])
        regions = [sorted(row.blocks(), key=self.blocks.index) for row in old]
        lead: list[Piece] = []
        tails = [_cut(region[-1]) for region in regions]
        if regions:
            at = self.blocks.index(regions[0][0])
            lead, regions[0][0].lead = regions[0][0].lead, []
            gone = {id(block) for region in regions for block in region}
            self.blocks = [block for block in self.blocks if id(block) not in gone]
            tail = tails.pop()
        else:
            at, tail = self._opening(node, table, name)
        table.lists[name] = []
        blocks: list[Block] = []
        ends: list[list[Piece]] = []
        for place in order:
            row = table.row(name) if place is None else old[place]
            if place is None:
                row.header = Block(row.keys, f"[[{dotted(row.keys)}]]{self.newline}", is_row=True)
                blocks.append(row.header)
                ends.append([Piece(self.newline)])
            else:
                table.lists[name].append(row)
                blocks += regions[place]
                ends.append(tails[place] if place < len(tails) else [Piece(self.newline)])
        loose = [piece for place, cut in enumerate(tails) if place not in order for piece in cut if _commented(cut)]
        if not blocks:
            rest = lead + loose + tail
            end = self.blocks[at - 1]
            if at == len(self.blocks) and not _commented(rest):
                _strip(end)
            end.body += rest if _commented(rest) else []
            self.rebuilt = True
            return []
        blocks[0].lead[:0] = lead
        self._insert(at, blocks)
        _strip(blocks[-1])
        ends[-1] = loose + tail
        return ends

    def _opening(self, node: Node, table: Table, name: str) -> tuple[int, list[Piece]]:
        """Where the first row of a list goes and what stands behind it: after its commented example, if any."""
        at = self._place(node, table, name)
        wanted = dotted((*table.keys, name))
        inside = node
        while inside.parent is not None:
            if inside.index >= 0:
                return at, [Piece(self.newline)] if at < len(self.blocks) else []
            inside = inside.parent
        for number, block in enumerate(self.blocks):
            for start, piece in enumerate(block.body):
                found = None if piece.keys else _EXAMPLE.match(piece.text.rstrip())
                if found is None or found[1] != wanted:
                    continue
                end = start
                while end < len(block.body) and block.body[end].text.lstrip()[:1] == "#":
                    end += 1
                if not any(later.keys for later in block.body[end:]):
                    rest = block.body[end:]
                    del block.body[end:]
                    return number + 1, rest
        return at, [Piece(self.newline)] if at < len(self.blocks) else []

    # Inline tables and arrays.

    def _inline(self, node: Node, table: Table, part: Node | RowList, old: object) -> None:
        """Write a group or a list that the file has as an inline value; its comments are put above it."""
        name = part.element.name if part.element else ""
        block, piece = table.entries[name]
        known = piece.value
        fits = isinstance(known, dict) if isinstance(part, Node) else isinstance(known, list)
        if isinstance(part, RowList) and isinstance(known, list):
            fits = len(known) == len(self._originals(old))
        if not fits:
            raise CannotEditError
        written = piece.text[piece.start : piece.end]
        new = self._emit(self._merged(part, old, known), spread="\n" in written)
        at = block.body.index(piece)
        block.body[at:at] = [Piece(comment + self.newline) for comment in comments(written)]
        piece.text = piece.text[: piece.start] + new + piece.text[piece.end :]
        self.rebuilt = True

    def _originals(self, old: object) -> list[Node]:
        return self.base.lists.get(old, []) if isinstance(old, RowList) else []

    def _merged(self, part: Node | RowList, old: object, known: Value | None) -> Value:
        """``known`` with what the report says; values that did not change stay as they are written."""
        if isinstance(part, RowList):
            originals = self._originals(old)
            items = known if isinstance(known, list) and len(known) == len(originals) else []
            return [
                self._merged(row, None if place is None else originals[place], None if place is None else items[place])
                for row, place in zip(part.rows, self._order(part, originals), strict=True)
            ]
        merged = dict(known) if isinstance(known, dict) else {}
        for name, inner in part.parts.items():
            before = old.parts[name] if isinstance(old, Node) else None
            if isinstance(inner, Cell):
                was = self.base.values.get(before, "") if isinstance(before, Cell) else ""
                if inner.raw and inner.raw != was:
                    merged[name] = value(inner.field, inner.raw, self.newline)
                elif was and not inner.raw:
                    del merged[name]
            elif self._content(before) != part_content(inner):
                merged[name] = self._merged(inner, before, merged.get(name))
        return merged

    def _emit(self, written: Value, *, spread: bool = False) -> str:
        if isinstance(written, str):
            return str(written)
        if isinstance(written, dict):
            inside = ", ".join(f"{key(name)} = {self._emit(inner)}" for name, inner in written.items())
            return f"{{{inside}}}"
        items = [self._emit(item) for item in written]
        if spread and items:
            return f"[{self.newline}" + "".join(f"    {item},{self.newline}" for item in items) + "]"
        return f"[{', '.join(items)}]"


def part_content(part: Node | RowList) -> object:
    """What is typed in a group or a list, in the form of ``Node.content``."""
    if isinstance(part, RowList):
        return [part_content(row) for row in part.rows]
    return part.content()


def plain(node: Node) -> str:
    """The values of ``node`` and all below it as a draft of nothing else."""
    keys = tuple(step for step in node.path.split(".") if step and not step.isdigit())
    mark = dotted(keys)
    text = "" if not keys else f"\n[[{mark}]]\n" if node.index >= 0 else f"\n[{mark}]\n"
    for name, part in node.parts.items():
        if isinstance(part, Cell) and part.raw:
            text += f"{name} = {value(part.field, part.raw)}\n"
    for part in node.parts.values():
        if isinstance(part, Node) and part.content():
            text += plain(part)
        elif isinstance(part, RowList):
            text += "".join(map(plain, part.rows))
    return text


def _own(block: Block) -> list[Piece]:
    """The part of a block before the commented example of a list."""
    for at, piece in enumerate(block.body):
        if not piece.keys and _EXAMPLE.match(piece.text.rstrip()):
            return block.body[:at]
    return block.body[:]


def _matched(piece: Piece) -> re.Match[str] | None:
    """The commented line of a key without a value that ``piece`` is, if it is one."""
    return None if piece.keys else _TEMPLATE.match(piece.text.rstrip())


def _cut(block: Block) -> list[Piece]:
    """Take off and return what stands behind the first blank line below the last statement of ``block``, with it."""
    at = max((number for number, piece in enumerate(block.body, 1) if piece.keys), default=0)
    while at < len(block.body) and not block.body[at].blank:
        at += 1
    tail = block.body[at:]
    del block.body[at:]
    return tail


def _strip(block: Block) -> None:
    while block.body and block.body[-1].blank:
        block.body.pop()


def _commented(pieces: list[Piece]) -> bool:
    return any(not piece.blank for piece in pieces)
