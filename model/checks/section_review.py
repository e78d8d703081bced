"""What a section has to be told besides its figures: runs the registered rules over its values, rows and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.checks.registry import rules_of, rules_of_whole
from model.checks.rules.completeness import annex_left_out, none_but_filled, section_empty, unreadable
from model.schema.fields import YES
from model.schema.records import AnnexSection, Rows, Section

if TYPE_CHECKING:
    from model.checks.findings import Finding
    from model.checks.registry import Facts
    from model.checks.rules.texts import Texts
    from model.report.tree import Cell, Node


def review_section(section: Node, facts: Facts, texts: Texts) -> list[Finding]:
    """The findings of one section; ``texts`` of the report has read those of the section."""
    if section.parts.get("none") is not None and section.cell("none").raw == YES:
        return list(none_but_filled(section))
    if isinstance(section.element, AnnexSection) and section.cell("included").raw != YES:
        return list(annex_left_out(section))
    cells = facts.report.cells(section)
    if not isinstance(section.element, AnnexSection) and _bare(section, cells):
        return list(section_empty(section))
    found: list[Finding] = []
    for whole in rules_of_whole(Section):
        found += whole(section, facts)
    for rows in section.lists():
        for listed in rules_of_whole(Rows):
            found += listed(rows)
    for cell in cells:
        if cell.error:
            found += unreadable(cell)
        elif cell.raw:
            if cell.field.free:
                found += texts.findings(cell)
            for rule in rules_of(cell.field):
                found += rule(cell, facts)
    for special in rules_of_whole(section.record):
        found += special(section, facts)
    return found


def _bare(section: Node, cells: list[Cell]) -> bool:
    """Whether nothing is typed in a section, but at most that it is not 无."""
    filled = [cell for cell in cells if cell.raw]
    return not filled or (len(filled) == 1 and "none" in section.parts and not section.content().keys() - {"none"})
