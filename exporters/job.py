"""One export from start to end, as the command line and the form ask for it: copy, base document, wording, place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exporters.compose import compose
from exporters.copies import Copy, findings_of, pending, prepare
from exporters.document import Document
from exporters.formats import render
from exporters.named_files import NAMED_FILES, file_beside, files_in_use, wording_of
from exporters.output import Saved, save
from exporters.word import template as templates
from exporters.word.word_package import as_exported
from model.checks.findings import Finding
from model.drafts.draft import Draft
from model.errors import ZipingError
from model.files.written import refuse_to_overwrite


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for beside the place; see ``copies.prepare`` for ``copy`` and ``force``."""

    copy: Copy | None = None
    force: bool = False
    template: Path | None = None
    wording: Path | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that only has to be written: on the template in the file ``template``, None for ours.

    ``inputs`` are the files that it was made from, or that its draft names: it may not replace them.
    """

    document: Document
    template: Path | None
    notices: tuple[str, ...]
    inputs: tuple[Path, ...] = ()


def run(draft: Draft, out: Path, order: Order | None = None) -> Saved:
    """Export ``draft`` to ``out``. Raises ExportError, RefusedError among them, DraftError and WordingError."""
    return write(make(draft, order), out)


def make(draft: Draft, order: Order | None = None, findings: Sequence[Finding] | None = None) -> Ready:
    """What ``draft`` says, as the copy asked for; raises as ``run`` does.

    ``findings`` are those of the draft, where they are known already; else the rules are as mild as its wording says,
    and a notice tells which.
    """
    order = order or Order()
    template = order.template or file_beside(draft, "template", ".docx")
    words = wording_of(draft, order.wording)
    milder = words.rules.told() if findings is None else ()
    found = findings_of(draft.report, words.rules) if findings is None else findings
    comments = pending(draft.report)
    document, notice = prepare(compose(draft.report, words), found, order.copy, force=order.force, comments=comments)
    files = (draft.path, order.template, order.wording, *files_in_use(draft))
    return Ready(document, template, (*milder, notice), tuple(filter(None, files)))


def write(ready: Ready, out: Path) -> Saved:
    """Write what is ready to ``out``. Raises ExportError, OutputRefusedError and DraftError."""
    refuse_to_overwrite(out, ready.inputs)
    on = templates.load(ready.template) if ready.template else None
    rendered = render(ready.document, out, on)
    saved = save(out, rendered.data, ready.inputs, kind="report", is_report=as_exported)
    notices = (*ready.notices, on.notice if on else "", rendered.notice, *saved.notices)
    return Saved(saved.path, tuple(filter(None, notices)))


def composed(draft: Draft, wording: Path | None = None) -> Document:
    """The document tree of ``draft`` in the words of the file ``wording``, by default in those that it names, or ours.

    Raises WordingError.
    """
    return compose(draft.report, wording_of(draft, wording))


def unusable_files(draft: Draft, wording: Path | None = None) -> dict[str, str]:
    """Why files that ``draft`` names cannot be used in its export: a sentence for the path of each such field.

    Its wording is not looked at where the file ``wording`` is used instead.
    """
    faults: dict[str, str] = {}
    for name, suffix in NAMED_FILES:
        if name == "wording" and wording is not None:
            continue
        try:
            file = file_beside(draft, name, suffix)
            if file is not None:
                templates.load(file) if name == "template" else wording_of(draft)
        except ZipingError as error:
            first, *others = str(error).rstrip("。").splitlines()
            more = f"（另有 {len(others)} 处）" if others else ""
            cell = draft.report.section(1).cell(name)
            faults[cell.path] = (
                f"{cell.label}用不了，现在导出不了：{first}{more}；改好这个文件，或清空“{cell.label}”一栏"
            )
    return faults
