"""Brings the tomlkit document of a draft up to what the report says: comments, order and unknown keys stay."""

from __future__ import annotations

from collections.abc import Sequence

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item, SingleKey, Table, Trivia

from model.drafts.in_place import inline
from model.drafts.in_place.insertion import (
    comment_above,
    example,
    finish,
    found,
    home,
    insert,
    place,
    present,
    template_in,
)
from model.drafts.in_place.row_order import arrange, settle
from model.drafts.in_place.toml_entries import (
    Entry,
    TableScope,
    blank,
    close,
    ends_blank,
    hoist,
    is_block,
    note,
    put_before,
    rewrite,
)
from model.drafts.notation import dotted, label, template, value
from model.drafts.snapshot import Snapshot, order
from model.schema.fields import Field
from model.schema.records import Group, Record, Rows


class CannotEditError(Exception):
    """The file is written in a way that this edit has no place in."""


class KeptDocument:
    """The document that tomlkit makes of a draft, kept from one save to the next.

    Raises CannotEditError when tomlkit cannot read ``text``, or would write it differently.
    """

    def __init__(self, text: str, newline: str) -> None:
        self.newline = newline
        try:
            self.body = tomlkit.parse(text)
        except TOMLKitError as error:
            raise CannotEditError from error
        if self.body.as_string() != text:
            raise CannotEditError
        hoist(self.body)

    @property
    def text(self) -> str:
        """The whole text."""
        return self.body.as_string()

    def update(self, now: Snapshot, before: Snapshot) -> None:
        """Write down what ``now`` says differently from ``before``, which is what the text says.

        Raises CannotEditError where the file is written too differently; the document is of no use then.
        """
        try:
            self._record(now, before, [TableScope(self.body)], ())
        except (TOMLKitError, LookupError, TypeError, ValueError) as error:
            # What tomlkit refuses; what it does is proven afterwards.
            raise CannotEditError from error

    # The report beside the file.

    def _record(self, now: Snapshot, before: Snapshot | None, scopes: list[TableScope], keys: tuple[str, ...]) -> None:
        """Write ``now`` into the table ``keys`` that ``scopes`` are: several where the file comes back to it."""
        was = before or Snapshot(now.record, now.number, {}, {}, {})
        for part in now.record.elements:
            name = part.name
            if isinstance(part, Field):
                if (raw := now.texts.get(name, "")) != was.texts.get(name, ""):
                    self._text(now.record, scopes, part, raw)
            elif isinstance(part, Rows):
                rows, old = now.lists.get(name, []), was.lists.get(name, [])
                if rows != old:
                    self._rows(rows, old, now.record, scopes, part, keys)
            elif isinstance(part, Group):
                inner, former = now.groups.get(name), was.groups.get(name)
                if inner != former:
                    inner = inner or Snapshot(part.record, now.number, {}, {}, {})
                    self._group(inner, former, now.record, scopes, part, (*keys, name))

    def _group(
        self,
        now: Snapshot,
        before: Snapshot | None,
        record: type[Record],
        scopes: list[TableScope],
        part: Group,
        keys: tuple[str, ...],
    ) -> None:
        there = list(found(scopes, part.name))
        if not there and home(scopes).dotted:
            self._add_inline(scopes, part.name, inline.table(now, self.newline))
        elif not there:
            scope, at = place(scopes, record, part.name)
            trivia = Trivia(trail=self.newline)
            table = Table(Container(), trivia, False, is_super_table=not now.texts, name=part.name)
            insert(scope, at, part.name, table, self.newline)
            new = TableScope(table.value, table, scope)
            self._record(now, before, [new], keys)
            finish(new, self.newline)
        elif len(there) == 1 and isinstance(there[0][1], InlineTable):
            inline.write(there[0][1], now, before, self.newline)
        else:
            inner = [
                TableScope(item.value, item, scope, None, part.label) for scope, item in there if type(item) is Table
            ]
            if len(inner) != len(there):
                raise CannotEditError
            self._record(now, before, inner, keys)

    def _add_inline(self, scopes: list[TableScope], name: str, item: Item) -> None:
        """Write ``a.name = …`` behind the lines ``a.b = 1`` that are a table.

        tomlkit would write the header ``[a.name]`` without the tables around ``a``.
        """
        body = home(scopes).body
        close(body.body[-1][1], self.newline)
        item.trivia.trail = self.newline
        rewrite(body, [*body.body, (SingleKey(name), item)])

    # Single values.

    def _text(self, record: type[Record], scopes: list[TableScope], field: Field, raw: str) -> None:
        there = next(found(scopes, field.name), None)
        if there is None:
            if raw:
                self._add_text(record, home(scopes), field, raw)
            return
        scope, item = there
        if isinstance(item, Table | AoT):
            raise CannotEditError
        if raw:
            multiline = item.as_string().startswith('"""')
            scope.body[field.name] = tomlkit.value(value(field, raw, self.newline, multiline=multiline))
        else:
            self._clear(scope, field, item)

    def _clear(self, scope: TableScope, field: Field, item: Item) -> None:
        """Take the key out; where a comment belongs to it, leave the commented line of a new draft."""
        entries = present(scope)
        at = next(number for number, entry in enumerate(entries) if entry[1] is item)
        key, trivia = entries[at][0], item.trivia
        if not (trivia.comment or comment_above(entries, at)):
            scope.body.remove(field.name)
            return
        text = template(field)
        if trivia.comment and key is not None:
            line = f"{trivia.indent}{key.as_string()}{key.sep}{item.as_string()}{trivia.comment_ws}"
            text = f"{text.ljust(len(line.rpartition(chr(10))[2]) - 2)}  {trivia.comment}"
        entries[at] = note(text, self.newline)
        rewrite(scope.body, entries)

    def _add_text(self, record: type[Record], scope: TableScope, field: Field, raw: str) -> None:
        """Write a key that the file does not have, on its commented line or in the order of the declaration."""
        entries = present(scope)
        own = next((at for at, entry in enumerate(entries) if is_block(entry) or example(entry)), len(entries))
        lines: dict[str, int] = {}
        for at, (key, item) in enumerate(entries[:own]):
            if key is not None:
                lines[key.key] = at
            elif matched := template_in(item):
                lines.setdefault(matched[1], at)
        new = tomlkit.value(value(field, raw, self.newline))
        new.trivia.trail = self.newline
        comment, column = f"# {label(field)}", 0
        at = lines.get(field.name, -1)
        if at >= 0:
            matched = template_in(entries[at][1])
            assert matched is not None, "a key of the file was found before"
            comment = matched[2] or ("" if comment_above(entries, at) else comment)
            column = len(entries[at][1].trivia.indent) + matched.start(2) - 2
            del entries[at]
        else:
            earlier = [part.name for part in record.elements[: record.elements.index(field)]]
            at = max((lines[name] for name in earlier if name in lines), default=-1) + 1
            if at:
                close(entries[at - 1][1], self.newline)
            elif scope.item is not None and not scope.item.trivia.trail.endswith("\n"):
                scope.item.trivia.trail += self.newline
        statement = f"{field.name} = {new.as_string()}"
        if comment and "\n" in statement:
            entries.insert(at, note(comment, self.newline))
            at += 1
        elif comment:
            new.trivia.comment_ws = " " * max(column - len(statement), 0) + "  "
            new.trivia.comment = comment
        entries.insert(at, (SingleKey(field.name), new))
        if not scope.headed and not scope.dotted:
            self._give_header(scope, entries, at + 1)
        rewrite(scope.body, entries)

    def _give_header(self, scope: TableScope, entries: list[Entry], at: int) -> None:
        """Make room for the header that a table gets with its first key; ``entries`` are its lines to be."""
        assert scope.item is not None
        assert scope.inside is not None
        scope.item.trivia.trail = self.newline
        first = next((item for _, item in entries if isinstance(item, Table | AoT)), None)
        if first is None:
            return
        entries.insert(at, blank(self.newline))
        if not ends_blank(scope.inside, scope.place):
            put_before(scope.inside, scope.place, [blank(self.newline)], self.newline)
        first = first.body[0] if isinstance(first, AoT) else first
        if scope.label and scope.label in first.trivia.indent:
            # The comment above the first table within was about the table around it.
            scope.item.trivia.indent, first.trivia.indent = first.trivia.indent, ""

    # Lists.

    def _rows(
        self,
        now: Sequence[Snapshot],
        before: Sequence[Snapshot],
        record: type[Record],
        scopes: list[TableScope],
        part: Rows,
        keys: tuple[str, ...],
    ) -> None:
        there = list(found(scopes, part.name))
        if len(there) == 1 and isinstance(there[0][1], Array):
            scope, array = there[0]
            scope.body[part.name] = inline.written(array, now, before, self.newline)
            return
        if not there and now and home(scopes).dotted:
            self._add_inline(scopes, part.name, inline.written(None, now, before, self.newline))
            return
        old: list[TableScope] = []
        for scope, item in there:
            if not isinstance(item, AoT):
                raise CannotEditError
            old += [TableScope(table.value, table, scope, item) for table in item.body]
        if len(old) != len(before):
            raise CannotEditError
        inner = (*keys, part.name)
        places = order(now, before)
        if places == list(range(len(old))):
            for row, former, scope in zip(now, before, old, strict=True):
                if row != former:
                    self._record(row, former, [scope], inner)
            return
        path = "" if any(scope.listed is not None or _within_row(scope) for scope in scopes) else dotted(inner)
        rows = arrange(scopes, record, part, old, places, path, self.newline)
        for row, number, (scope, end) in zip(now, places, rows, strict=True):
            former_row = None if number is None else before[number]
            if row != former_row:
                self._record(row, former_row, [scope], inner)
            settle(scope, end, self.newline)


def _within_row(scope: TableScope) -> bool:
    return scope.inside is not None and (scope.inside.listed is not None or _within_row(scope.inside))
