"""One export from start to end, as the command line and the form ask for it: copy, base document, wording, place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exporters.compose import compose
from exporters.copies import findings_of, prepare
from exporters.export import export

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.base import Base
    from exporters.copies import Copy
    from exporters.document import Document
    from model.report import Report


class Exported(NamedTuple):
    """Where the report was written to, and sentences that the clerk should read."""

    path: Path
    notices: tuple[str, ...]


class Order(NamedTuple):
    """What is asked for beside the place; see ``copies.prepare`` for ``copy`` and ``force``."""

    copy: Copy | None = None
    force: bool = False
    template: Path | None = None
    wording: Path | None = None


def run(report: Report, out: Path, order: Order | None = None) -> Exported:
    """Export ``report`` to ``out``. Raises ExportError, RefusedError among them, ReadError and WordingError."""
    order = order or Order()
    on = _base(order.template) if order.template else None
    document = composed(report, order.wording)
    document, notice = prepare(document, findings_of(report), order.copy, force=order.force)
    export(document, out, on)
    return Exported(out, tuple(filter(None, (notice,))))


def composed(report: Report, wording: Path | None = None) -> Document:
    """The document tree of ``report`` in the words of the file ``wording``, by default in ours. Raises WordingError."""
    if wording is None:
        return compose(report)
    from exporters import phrasebook

    return compose(report, phrasebook.load(wording))


def _base(template: Path) -> Base:
    from exporters import restyled

    return restyled.load(template)
