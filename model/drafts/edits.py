"""Brings the text of a draft up to what the report says by the least change: comments, order and unknown keys stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.drafts.baseline import part_content
from model.drafts.inline import emitted, merged
from model.drafts.layout import Block, Piece, comments, split
from model.drafts.notation import dotted, label, template, value
from model.drafts.tables import EXAMPLE, Table, commented, cut_tail, grow, own_part, strip_blanks, template_in
from model.report.tree import Cell, Node, RowList

if TYPE_CHECKING:
    from model.drafts.baseline import Base


class CannotEditError(Exception):
    """The file is written in a way that this edit has no place in."""


class Document:
    """The text of a draft in pieces, kept from one save to the next.

    What the last update did: ``touched`` are the blocks where single values were written, with their text before,
    ``written`` which ones by block and keys; ``rebuilt`` tells that tables came or moved.
    """

    def __init__(self, text: str, newline: str) -> None:
        self.newline = newline
        self.blocks = split(text)
        self.root = grow(self.blocks)
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
        self._node(root, base.root, self.root)

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
                if self.base.content(old) != part_content(part):
                    self._inline(node, table, part, old)
            elif isinstance(part, Node):
                if name in table.tables or not part.empty or part.content():
                    if name in table.lists:
                        raise CannotEditError
                    self._node(part, old if isinstance(old, Node) else None, table.table(name))
            else:
                self._rows(node, table, part, old if isinstance(old, RowList) else None)

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
        above = at > 0 and block.body[at - 1].text.lstrip().startswith("#") and not template_in(block.body[at - 1])
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
        own = own_part(block)
        lines: dict[str, int] = {}
        for at, piece in enumerate(own):
            if piece.keys[:-1] == prefix and piece.keys:
                lines[piece.keys[-1]] = at
            elif (found := template_in(piece)) and not prefix:
                lines.setdefault(found[1], at)
        at, last = lines.get(name, -1), -1
        column = 0
        if at >= 0:
            found = template_in(own[at])
            assert found is not None, "a key in the file is an entry"
            above = at > 0 and own[at - 1].text.lstrip().startswith("#") and not template_in(own[at - 1])
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
        order = self.base.order(rows, originals)
        if order == list(range(len(old))):
            for row, original, inner in zip(rows.rows, originals, old, strict=True):
                self._node(row, original, inner)
            return
        ends = self._arrange(node, table, name, order)
        for row, place, inner, end in zip(rows.rows, order, table.lists[name], ends, strict=True):
            self._node(row, None if place is None else originals[place], inner)
            last = self.blocks[max(map(self.blocks.index, inner.blocks()))]
            strip_blanks(last)
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
        tails = [cut_tail(region[-1]) for region in regions]
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
        loose = [piece for place, cut in enumerate(tails) if place not in order for piece in cut if commented(cut)]
        if not blocks:
            rest = lead + loose + tail
            end = self.blocks[at - 1]
            if at == len(self.blocks) and not commented(rest):
                strip_blanks(end)
            if commented(rest):
                if rest[0].blank:
                    strip_blanks(end)
                end.body += rest
            self.rebuilt = True
            return []
        blocks[0].lead[:0] = lead
        self._insert(at, blocks)
        strip_blanks(blocks[-1])
        own = ends[-1] if order[-1] is not None and commented(ends[-1]) else []
        if tail and tail[0].blank:
            while own and own[-1].blank:
                own.pop()
        ends[-1] = own + loose + tail
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
                found = None if piece.keys else EXAMPLE.match(piece.text.rstrip())
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
            fits = len(known) == len(self.base.originals(old))
        if not fits:
            raise CannotEditError
        written = piece.text[piece.start : piece.end]
        new = emitted(merged(self.base, part, old, known, self.newline), self.newline, spread="\n" in written)
        at = block.body.index(piece)
        block.body[at:at] = [Piece(comment + self.newline) for comment in comments(written)]
        piece.text = piece.text[: piece.start] + new + piece.text[piece.end :]
        self.rebuilt = True
