"""Comments, blank lines and places in a document of tomlkit, which knows keys and tables only.

tomlkit gives a comment to the table above it. For a clerk, a comment directly above a header speaks of what follows:
``hoist`` gives it to that table, so that it goes where the table goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tomlkit.container import Container
from tomlkit.items import AoT, Comment, Item, Key, Null, Table, Trivia, Whitespace

Entry = tuple["Key | None", Item]


@dataclass(slots=True)
class TableScope:
    """A table of the file. ``item`` is the table, None for the whole document; ``inside`` is the scope around it.

    ``listed`` is the array of tables that has it as a row, None where it is none; ``label`` what the clerk calls it.
    """

    body: Container
    item: Table | None = None
    inside: TableScope | None = None
    listed: AoT | None = None
    label: str = ""

    @property
    def headed(self) -> bool:
        """Whether it has a header of its own; the document counts as having one."""
        return self.item is None or not self.item.is_super_table()

    @property
    def dotted(self) -> bool:
        """Whether it is made of lines ``a.b = 1`` in the table around it."""
        return self.inside is not None and self.listed is None and not is_block(self.inside.body.body[self.place])

    @property
    def place(self) -> int:
        """The number of the entry around it that it is or stands in."""
        assert self.inside is not None
        wanted = self.listed if self.listed is not None else self.item
        return next(at for at, (_, item) in enumerate(self.inside.body.body) if item is wanted)


def is_block(entry: Entry) -> bool:
    """Whether the entry is a table or a list of tables with headers, and no line ``a.b = 1``."""
    key, item = entry
    return isinstance(item, Table | AoT) and not (key is not None and key.is_dotted())


def is_blank(entry: Entry) -> bool:
    """Whether the entry is one or more empty lines."""
    return isinstance(entry[1], Whitespace) and not entry[1].s.strip()


def note(text: str, newline: str) -> Entry:
    """A line of comment."""
    return None, Comment(Trivia(comment=text, trail=newline))


def blank(newline: str) -> Entry:
    """An empty line."""
    return None, Whitespace(newline)


def rewrite(body: Container, entries: list[Entry]) -> None:
    """Let ``entries`` be all there is in ``body``: tomlkit has no public way to put one between others."""
    for name in list(body):
        body.remove(name)
    del body.body[:]
    # As its parser does: what is appended then is taken as it stands, without line ends of tomlkit's own.
    body.parsing(True)
    for key, item in entries:
        if not isinstance(item, Null):
            body.append(key, item)
    body.parsing(False)


def hoist(document: Container) -> None:
    """Give the comments directly above each header to its table, as the beginning of its line."""
    above: list[tuple[Container, int]] = []
    for body, at, row in _walk(document):
        item = row or body.body[at][1]
        if isinstance(item, Comment):
            above.append((body, at))
        elif isinstance(item, Table) and (row or is_block(body.body[at])):
            if not row and item.is_super_table():
                continue
            item.trivia.indent = "".join(c.body[i][1].as_string() for c, i in above) + item.trivia.indent
            for container, place in above:
                container.body[place] = (None, Null())
            above = []
        elif not isinstance(item, Null):
            above = []


def _walk(body: Container) -> Iterator[tuple[Container, int, Table | None]]:
    """Every entry in the order of the file, rows of lists one by one."""
    for at, entry in enumerate(body.body):
        item = entry[1]
        if isinstance(item, AoT):
            for row in item.body:
                yield body, at, row
                yield from _walk(row.value)
            continue
        yield body, at, None
        if isinstance(item, Table) and is_block(entry):
            yield from _walk(item.value)


def end_of(item: Item) -> Container | None:
    """Where the last line of a table or a list stands; None when it has no line of its own."""
    if isinstance(item, AoT):
        return end_of(item.body[-1]) if item.body else None
    if not isinstance(item, Table):
        return None
    for entry in reversed(item.value.body):
        if isinstance(entry[1], Null):
            continue
        if not is_block(entry):
            return item.value
        if (found := end_of(entry[1])) is not None:
            return found
    return None if item.is_super_table() else item.value


def before(scope: TableScope, at: int) -> tuple[Container, int] | None:
    """Where the line before entry ``at`` of ``scope`` ends: a table and the number of its entry behind that line.

    None at the beginning of the file.
    """
    for number in range(at, 0, -1):
        entry = scope.body.body[number - 1]
        if isinstance(entry[1], Null):
            continue
        if not is_block(entry):
            return scope.body, number
        if (end := end_of(entry[1])) is not None:
            return end, len(end.body)
    if scope.item is not None and scope.headed:
        return scope.body, at
    return before(scope.inside, scope.place) if scope.inside else None


def followed(scope: TableScope, at: int) -> bool:
    """Whether anything stands in the file behind entry ``at - 1`` of ``scope``."""
    if any(not isinstance(item, Null) for _, item in scope.body.body[at:]):
        return True
    if scope.inside is None:
        return False
    if scope.listed is not None and scope.listed.body[-1] is not scope.item:
        return True
    return followed(scope.inside, scope.place + 1)


def ends_blank(scope: TableScope, at: int) -> bool:
    """Whether an empty line, or nothing at all, stands before entry ``at`` of ``scope``."""
    end = before(scope, at)
    if end is None:
        return True
    body, stop = end
    last = next((entry for entry in reversed(body.body[:stop]) if not isinstance(entry[1], Null)), None)
    return last is not None and is_blank(last)


def put_before(scope: TableScope, at: int, lines: list[Entry], newline: str, *, trimmed: bool = False) -> None:
    """Put comments and empty lines before entry ``at`` of ``scope``; ``trimmed``: in place of the empty lines there."""
    body, stop = before(scope, at) or (scope.body, at)
    head, rest = body.body[:stop], body.body[stop:]
    while trimmed and head and (is_blank(head[-1]) or isinstance(head[-1][1], Null)):
        head.pop()
    if head:
        close(head[-1][1], newline)
    rewrite(body, head + lines + rest)


def append(body: Container, lines: list[Entry], newline: str) -> None:
    """Put comments and empty lines at the end of ``body``."""
    if lines and body.body:
        close(body.body[-1][1], newline)
    for key, item in lines:
        body.append(key, item)


def close(item: Item, newline: str) -> None:
    """Let what may be the last line of a file have its line end."""
    if isinstance(item, Table):
        for entry in reversed(item.value.body):
            if not isinstance(entry[1], Null):
                close(entry[1], newline)
                return
    if isinstance(item, AoT):
        close(item.body[-1], newline)
    elif not isinstance(item, Whitespace | Null) and not item.trivia.trail.endswith("\n"):
        item.trivia.trail += newline


def trim(body: Container) -> None:
    """Take the empty lines off the end of ``body``."""
    entries = body.body
    while entries and (is_blank(entries[-1]) or isinstance(entries[-1][1], Null)):
        del entries[-1]


def cut_tail(body: Container) -> list[Entry]:
    """Take off and return what stands behind the first empty line below the last statement, with that line."""
    entries = body.body
    at = max((number for number, (key, _) in enumerate(entries, 1) if key is not None), default=0)
    while at < len(entries) and not is_blank(entries[at]):
        at += 1
    tail = [entry for entry in entries[at:] if not isinstance(entry[1], Null)]
    del entries[at:]
    return tail


def spoken(entries: list[Entry]) -> bool:
    """Whether there is more than empty lines."""
    return not all(map(is_blank, entries))
