"""Keeps the findings of one report up to date, edit by edit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Final

from model.checks.acceptance import accepted
from model.checks.diagnosis.repairs import MOST, Repair
from model.checks.diagnosis.slips import DIGIT, OTHER, QUOTE, SCOPE
from model.checks.findings import Finding, by_section, severities
from model.checks.policy import STANDARD, RulePolicy
from model.checks.registry import Facts, mend_of, registered
from model.checks.relation_review import RelationReview
from model.checks.rules.carried_over import to_review
from model.checks.rules.completeness import open_point
from model.checks.rules.near_figures import near_figure
from model.checks.rules.quoted_figures import Mentions, mend, quoted_in_text
from model.checks.rules.texts import Texts
from model.checks.section_review import SectionReview
from model.checks.statements_in_texts import ToldInTexts
from model.checks.told.mentions import Mention
from model.checks.told.read_texts import ReadTexts
from model.checks.told.unread_numbers import UnreadNumber, unread_numbers
from model.figures import FigureError, exact_digits, group, read
from model.report.amounts_by_value import Amounts
from model.report.binding import Rebound
from model.report.constraints import Bound
from model.report.edits import Effect
from model.report.references import Names, quoted
from model.report.report import Report
from model.report.sources import source_of
from model.report.tree import Cell, Node
from model.schema.fields import Choice, Number
from model.schema.sections.overview import Overview
from model.text import in_quotes

_MANY: Final = 2000
"""So many values are read within 50 ms."""


class Checker:
    """The findings of one report.

    Judging is cheap and done at each edit; words and diagnosis are made when the findings are asked for, once each.
    ``policy`` says which rules are milder than usual. Without ``judging_sentences``, what the texts state among their
    own figures is left to whoever judges it: a scan, for which they are parts of a report that is read as a whole.
    """

    def __init__(self, report: Report, policy: RulePolicy = STANDARD, *, judging_sentences: bool = True) -> None:
        self.report = report
        self.policy = policy
        self._relations = RelationReview(report)
        self._sections = {part.section: SectionReview(part) for part in (*report.sections(), *report.annexes())}
        self._left: list[Finding] | None = None
        self._amounts: Amounts | None = None
        self._every: list[Finding] | None = None
        self._originals: dict[Finding, Finding] = {}
        self._judging = judging_sentences
        self._read = ReadTexts(judging=judging_sentences)
        self._told_in_texts = ToldInTexts()
        self._rename()

    def relax(self, policy: RulePolicy) -> None:
        """Take rules to be as mild as ``policy`` says, from now on."""
        self.policy = policy
        self._every = None

    def check(self, cell: Cell, touched: Iterable[Bound]) -> None:
        """Judge what an edit of ``cell`` touched: relations, and the rules of its section."""
        touched = set(touched)
        self._every = None
        self._relations.judge(touched)
        self._relations.forget({cell, *cell.node.own_cells}, touched)
        if cell.field in (Overview.unit, Overview.year):
            self._relations.forget_all()
            self._rename(self._facts.names.again())
        elif cell.node.index >= 0 and cell.field.name == cell.node.record.title:
            self._follow([], [], [cell.node])
        self._review([cell], touched)
        if not cell.field.yearly:
            self._left = None

    def check_rows(self, change: Effect, rebound: Rebound) -> None:
        """Judge what rows touched that came, went or moved; ``change`` tells of values typed in the same step, too."""
        self._every = self._left = self._amounts = None
        self._relations.drop(rebound.dropped)
        self._relations.judge(rebound.touched)
        typed = set(change.typed)
        self._relations.forget(typed.union(*(cell.node.own_cells for cell in typed)), rebound.touched)
        for rows in change.lists:
            if rows.node.section:
                self._texts.forget(self._sections[rows.node.section].follow(rows, change.gone))
        named = [cell.node for cell in typed if cell.field.name == cell.node.record.title]
        if any(cell.field in (Overview.unit, Overview.year) for cell in typed):
            self._relations.forget_all()
            self._rename(self._facts.names.again())
        else:
            moved = [row for rows, first in change.lists.items() for row in rows.rows[first:]]
            self._follow(change.came, change.gone, [*moved, *named])
        self._review(typed, rebound.touched)
        for section in {rows.node.section for rows in change.lists}:
            for reader in (section, *self._readers(section)):
                if reader in self._sections:
                    self._sections[reader].touch()

    def _review(self, typed: Collection[Cell], touched: set[Bound]) -> None:
        """Mark for a new check: the cells that were ``typed``, and those whose computed figures follow from them."""
        changed = {bound.target for bound in touched if bound.computes and bound.target is not None}
        changed.update(cell for one in typed for cell in (one, *one.node.own_cells))
        if self._amounts is not None:
            self._amounts.follow(changed)
        self._touch(changed, changed=True)
        self._touch(self._mentions.follow(changed))
        for cell in typed:
            if isinstance(cell.field, Choice) and cell.node.outermost_row is None:
                self._sections[cell.section].forget()  # what is asked of each row hangs on it
        for section in {
            *(at for cell in typed for at in self._readers(cell.section)),
            *(bound.node.section for bound in touched),
        }:
            if section in self._sections:
                self._sections[section].touch()

    def _follow(self, came: list[Node], gone: list[Node], moved: list[Node]) -> None:
        """Drop findings that name rows which came, went, moved or were renamed; they are made anew when asked for."""
        places = tuple({f"{row.row_list.path}." for row in (*came, *gone, *moved) if row.row_list is not None})
        self._relations.forget_named(places)
        names = self._facts.names.follow(came, gone, moved)
        parts = any(row.element in (Overview.offices, Overview.subordinates) for row in (*came, *gone, *moved))
        if names is None or parts:
            self._rename(None if names is None else self._facts.names.again())
            return
        told = [cell for review in self._sections.values() for cell in review.drop(places)]
        quoting = self._texts.quoting()
        left = [cell for row in gone for cell in row.cells()]
        self._texts.forget([*told, *quoting, *left])
        self._mentions.forget(left)
        quoted = {cell for row in moved for cell in row.cells() if isinstance(cell.field, Number)}
        self._touch([*quoting, *self._mentions.rename(names), *self._mentions.follow(quoted)])

    def _touch(self, cells: Iterable[Cell], *, changed: bool = False) -> None:
        """Mark ``cells`` for a new check; ``changed``: they may say something else."""
        rows: dict[int, set[Node | None]] = {}
        for node in {cell.node for cell in cells}:
            rows.setdefault(node.section, set()).add(node.outermost_row)
        for section, around in rows.items():
            if section in self._sections:
                self._sections[section].touch(around, changed=changed)

    def _readers(self, section: int) -> list[int]:
        """The numbers of the sections with a rule that also reads ``section``."""
        if not section:
            return []
        read = self.report.section(section).record
        readers = {on for rule in registered() if read in rule.reads for on in rule.on}
        return [node.section for node in (*self.report.sections(), *self.report.annexes()) if node.record in readers]

    def findings(self, only: int = 0, near: Node | None = None) -> list[Finding]:
        """What was found, in the order of the report, errors first in each section.

        ``only`` is the number of a section: a first look at it, while the others can wait. Where much of that is to be
        read anew, too, only the row that ``near`` is or stands in is read of its lists.
        """
        if self._every is not None and not only:
            return list(self._every)
        sections = [self.report.section(only)] if only else [*self.report.sections(), *self.report.annexes()]
        if only and _size(review := self._sections[only]) > _MANY:
            row = near and near.outermost_row
            seen = review.first_look(self._facts, self._texts, self._mentions, row)
        else:
            seen = self._reviewed(sections)
        out = self.report.left_out()
        found = [*(one for one in self._relations.findings(only) if one.section not in out), *seen]
        if only:
            return by_section(self._accepted(self._relaxed(found)))
        if self._left is None:
            self._left = [*to_review(self.report), *open_point(self.report)]
        if self._amounts is None:
            self._amounts = Amounts(self.report)
        told = [said for review in self._sections.values() for said in review.told()]
        found = self._told_in_texts.findings(told, self.report, self._amounts, self._mentions, found)
        self._every = by_section(self._accepted(self._relaxed([*found, *self._left])))
        return list(self._every)

    @property
    def much_unread(self) -> bool:
        """Whether so many values are to be read anew that ``findings`` of all sections takes longer than a key may."""
        sizes = (len(part.cells) for review in self._sections.values() for part in review.unread())
        return any(total > _MANY for total in accumulate(sizes))

    def reading(self) -> Iterator[None]:
        """Read what is to be read anew, a row at each step; what is left when nobody goes on, ``findings`` reads."""
        for review in self._sections.values():
            for part in review.unread():
                self._texts.read(part.cells)
                review.read(part, self._facts, self._texts, self._mentions)
                yield

    def unread(self) -> list[UnreadNumber]:
        """The numbers typed in texts that no check compares with anything; none where texts are judged elsewhere."""
        if not self._judging:
            return []
        self.findings()
        parts = (part for review in self._sections.values() for part in review.read_parts())
        texts = [(cell, self._read.of(cell, self.names)) for part in parts for cell in part.prose]
        told = self._mentions.told([cell for cell, _ in texts]) | self._told_in_texts.places
        return [*unread_numbers(texts, self._told_in_texts.judged, told)]

    def _accepted(self, found: list[Finding]) -> list[Finding]:
        rows = self.report.rows("accepted").rows
        return accepted(found, rows) if rows else found

    def _relaxed(self, found: list[Finding]) -> list[Finding]:
        """``found`` with the severities that the bureau's policy gives; rules that it switches off are left out."""
        if not self.policy.relaxed:
            return found
        pairs = [(finding, self.policy.applied(finding)) for finding in found]
        self._originals = {milder: finding for finding, milder in pairs if milder is not None}
        return list(self._originals)

    def repairs(self, finding: Finding, at: Cell | None = None) -> list[Repair]:
        """The likely slips behind a finding of ``findings``, best first; empty where nothing is proposed.

        What mends most comes first. Of equals, a known slip in the field ``at``, where the cursor is; then the slips
        that leave little to chance. The figure that would only fit in ``at`` goes before one digit elsewhere.
        """
        found = self._repairs(finding)
        found = sorted(found, key=lambda repair: (-repair.score, _chance(repair, at))) if at else found
        return [one for repair in found for one in (*self._as_in_source(repair), repair)][: max(MOST, len(found))]

    def _as_in_source(self, repair: Repair) -> Iterator[Repair]:
        """What a file said of the figure that ``repair`` would change once more: nothing else is as likely."""
        cell = repair.cell
        origin = source_of(self.report, cell) if isinstance(cell.field, Number) and not repair.also else None
        if origin is None or origin.value in (cell.raw, repair.raw):
            return
        try:
            gain = self._relations.what_if().gain(cell, read(origin.value, cell.unit, 0))
        except FigureError:
            return
        yield Repair(OTHER, cell, origin.value, f"{cell.label}改过，{origin.file}里是 {origin.value}", gain - 1)

    def taken_back(self, cell: Cell, raw: str) -> Repair | None:
        """``raw`` put back into the figure ``cell``, where it stood before; None where no more relations hold then."""
        try:
            before = read(raw, cell.unit, 0)
        except FigureError:
            return None
        gain = self._relations.what_if().gain(cell, before)
        said = f"{cell.label}刚改过，原来是 {raw}"
        return Repair(OTHER, cell, raw, said, gain - 1) if gain > 0 else None

    def _repairs(self, finding: Finding) -> list[Repair]:
        plain = replace(finding, accepted=False)
        plain = self._originals.get(plain, plain)
        if (mend_it := mend_of(finding.code)) is not None:
            at = self.report.root.at(finding.fields[0])
            mended = mend_it(at, self._facts) if isinstance(at, Cell) else None
            return [mended] if mended is not None else []
        if told := self._told_in_texts.repairs(plain):
            return told
        if finding.code in (quoted_in_text.code, near_figure.code):
            plain = self._told_in_texts.as_found(plain)
            mention = self._told_in_texts.mention(plain) or self._mentions.mention(plain)
            return [] if mention is None else self._quoted(mention)
        return self._relations.repairs(plain)

    def _quoted(self, mention: Mention) -> list[Repair]:
        """The text put right; and the field, where the rest of the draft bears the text out."""
        mended, source = mend(mention, self.names), mention.source
        what_if = self._relations.what_if()
        found = [mended] if mended is not None else []
        if mention.told.itself and source.raw and what_if.gain(source, mention.figure) > 0:
            unit = source.figure.unit if source.figure is not None else source.unit
            raw = exact_digits(mention.figure.value, unit, mention.figure.decimals)
            behind = "" if unit == source.unit else unit.name
            found.append(Repair(QUOTE, source, raw + behind, f"应为{group(raw)}{behind}，与正文和别处的数一致"))
        return found

    def misquoted(self, cell: Cell) -> tuple[str, ...]:
        """The words in the text of ``cell`` that quote a figure which says something else."""
        return self._mentions.misquoted(cell)

    def quotes(self, cell: Cell) -> list[tuple[Cell, str]]:
        """Where the texts that are read quote the figure in ``cell``, in the order of the report: text and words."""
        texts = [(text, quote.name) for text in self._texts.quoting() for quote in quoted(text.raw)]
        found = [(text, f"{{{name}}}") for text, name in texts if self.names.find(name, text.section) is cell]
        found += [(mention.cell, in_quotes(mention.words)) for mention in self._mentions.of(cell)]
        return sorted(found, key=lambda one: one[0].position)

    @property
    def names(self) -> Names:
        """What the figures of the report are called now."""
        return self._facts.names

    def _rename(self, names: Names | None = None) -> None:
        """Read every text anew, because figures, rows, the unit or the year may have other ``names`` now."""
        self._facts = Facts.of(self.report, names or Names(self.report))
        self._texts = Texts(self._facts)
        self._mentions = Mentions(self._facts.names, self._read)
        for review in self._sections.values():
            review.forget()

    def _reviewed(self, sections: list[Node]) -> list[Finding]:
        """The findings of ``sections`` that are not on relations. Only what changed is checked again."""
        reviews = [self._sections[section.section] for section in sections]
        self._texts.read([cell for review in reviews for part in review.unread() for cell in part.cells])
        return [said for review in reviews for said in review.findings(self._facts, self._texts, self._mentions)]

    def fullness(self, section: int) -> tuple[int, int, int]:
        """How many values of a section are required, how many of those are lacking, and how many are typed."""
        return self._sections[section].fullness()

    def counts(self) -> dict[str, int]:
        """How many findings of each severity, accepted ones apart, and how many relations of each verdict."""
        every = self.findings()
        found = [finding for finding in every if not finding.accepted]
        counts = severities(found) | {"accepted": len(every) - len(found)}
        return counts | self._relations.counts()


def _size(review: SectionReview) -> int:
    """How many values of a section are to be read anew."""
    return sum(len(part.cells) for part in review.unread())


def _chance(repair: Repair, at: Cell | None) -> int:
    """How much a repair leaves to chance, seen from the field ``at``, from 0 on."""
    if repair.cell is at:
        return 0 if repair.kind != OTHER else 2
    return 1 if repair.kind < DIGIT or repair.kind == SCOPE else 3
