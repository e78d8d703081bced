"""What the file of a draft says, to tell from it what changed in the report and which row is which."""

from __future__ import annotations

from model.report.tree import Cell, Node, RowList


class Base:
    """What the file says: the texts of the cells below ``root``, and the rows of its lists in the order of the file.

    ``root`` is the report under edit, or that of another's version of the file once it was merged.
    """

    def __init__(self, root: Node | None = None) -> None:
        self.root = root
        self.values: dict[Cell, str] = {}
        self.lists: dict[RowList, list[Node]] = {}
        if root is not None:
            self.take(root)

    def take(self, node: Node) -> None:
        """From now on the file says what is in ``node``."""
        for part in node.parts.values():
            if isinstance(part, Cell):
                if part.raw:
                    self.values[part] = part.raw
            elif isinstance(part, Node):
                self.take(part)
            else:
                self.lists[part] = list(part.rows)
                for row in part.rows:
                    self.take(row)

    def content(self, part: object) -> object:
        """What the file says of a group, a row or a list."""
        if isinstance(part, RowList):
            return [self.content(row) for row in self.lists.get(part, ())]
        found: dict[str, object] = {}
        if isinstance(part, Node):
            for name, inner in part.parts.items():
                said = self.values.get(inner, "") if isinstance(inner, Cell) else self.content(inner)
                if said:
                    found[name] = said
        return found

    def originals(self, part: object) -> list[Node]:
        """The rows of a list in the order of the file; none for what the file does not have."""
        return self.lists.get(part, []) if isinstance(part, RowList) else []

    def order(self, rows: RowList, originals: list[Node]) -> list[int | None]:
        """For each row of the report the number of the row of the file that it is, None for a new one.

        A row that was taken out and put back is no longer the same object, but still the same row.
        """
        places = {id(row): place for place, row in enumerate(originals)}
        found = [places.get(id(row)) for row in rows.rows]
        left = [place for place in range(len(originals)) if place not in found]
        for same in (self._same_content, self._same_title):
            for number, row in enumerate(rows.rows):
                if found[number] is None:
                    found[number] = next((place for place in left if same(row, originals[place])), None)
                    left = [place for place in left if place != found[number]]
        return found

    def _same_content(self, row: Node, original: Node) -> bool:
        return row.content() == self.content(original)

    def _same_title(self, row: Node, original: Node) -> bool:
        first, old = next(iter(row.parts.values())), next(iter(original.parts.values()))
        return isinstance(first, Cell) and isinstance(old, Cell) and first.raw == self.values.get(old)


def part_content(part: Node | RowList) -> object:
    """What is typed in a group or a list, in the form of ``Node.content``."""
    if isinstance(part, RowList):
        return [part_content(row) for row in part.rows]
    return part.content()
