"""What to do about a finding: go to it, mend it as proposed, see what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf

from rich.cells import cell_len

from model.checks.catalogue import find_rule
from model.checks.diagnosis.repairs import MOST, Repair
from model.checks.diagnosis.slips import AT_LEAST, COLUMN
from model.checks.findings import Finding
from model.checks.rules.carried_over import still_marked
from model.patterns import Pattern
from model.report.edits import Typed
from model.report.tree import Cell
from model.schema.fields import Number
from model.schema.outline import place
from model.text import quoted_in
from tui.config.actions import ACTIONS, Action
from tui.draft_screen.draft_actions import DraftActions, DraftParts
from tui.state.field_help import tree
from tui.state.finding_walk import FindingWalk, Place, in_order
from tui.state.view_state import CARRIED, STILL_READING, to_fill, wanted
from tui.windows.dialogs import Ask, Read
from tui.windows.recovery_offer import Listed

_WORDS = Pattern("“([^“”]{1,80})”")


class FindingActions(DraftActions):
    """The actions on findings. ``teach`` is told lines about each one walked to; None for who needs no lesson."""

    def __init__(self, parts: DraftParts) -> None:
        super().__init__(parts)
        self._walk = FindingWalk()
        self._visited: Finding | None = None
        self._visited_at = ""
        self.teach: Callable[[Sequence[str]], object] | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {
            "next_finding": lambda: self.to_finding(1),
            "previous_finding": lambda: self.to_finding(-1),
            "problems": self.problems,
            "next_to_fill": self.next_to_fill,
            "repair": self.mend,
            "explain": self.explain,
        }

    @property
    def current(self) -> Finding | None:
        """The finding that is meant: the one visited last, else the first about the field under the cursor."""
        path = self._entry.here.path
        visited = self._visited
        if visited is not None and path in (*visited.fields, self._visited_at) and visited in self._state.known:
            return visited
        found = [finding for finding in self._state.of_section(self._entry.section, path) if path in finding.fields]
        return min(found, key=lambda finding: finding.accepted, default=None)

    @property
    def carried(self) -> Finding | None:
        """The finding that is meant, where it is that texts of last year still stand."""
        finding = self.current
        return finding if finding is not None and finding.code == CARRIED and not finding.accepted else None

    def word(self, action: Action) -> str:
        """What ``action`` does here, in a word."""
        if action.name != "accept" or (finding := self.current) is None:
            return action.label
        return "撤回接受" if finding.accepted else "确认无须改" if finding.code == CARRIED else action.label

    @property
    def repairs(self) -> list[Repair]:
        """What is proposed to mend the finding that is meant, what mends the field under the cursor first.

        Where nothing is, what another finding that judges this field proposes for it: the one slip may be behind both.
        """
        finding, cell = self.current, self._entry.cell
        if finding is None or finding.accepted:
            return []
        checker = self._state.session.checker
        found = [repair for repair in checker.repairs(finding, at=cell) if repair.raw]
        if (before := self._taken_back(finding)) is not None:
            return [before, *(repair for repair in found if (repair.cell, repair.raw) != (before.cell, before.raw))][
                :MOST
            ]
        if found or cell is None or cell.path not in finding.fields or cell.field.free:
            return found
        others = [other for other in self._state.known if cell.path in other.fields and not other.accepted]
        found = [one for other in others for one in checker.repairs(other, at=cell) if one.raw and one.cell is cell]
        return sorted(found, key=lambda repair: -repair.score)[:1]

    def _taken_back(self, finding: Finding) -> Repair | None:
        """What ``finding`` tells of a figure that was changed last, put back; None where it tells of none, or still."""
        last = self._state.session.done
        if not isinstance(last, Typed) or not last.old or last.path not in finding.fields:
            return None
        cell = self._state.report.cell(last.path)
        numeric = isinstance(cell.field, Number) and not cell.field.unit_field and cell.raw == last.new
        return self._state.session.checker.taken_back(cell, last.old) if numeric else None

    def to_finding(self, step: int) -> None:
        """The next finding (1) or the one before (-1), in whatever section."""
        self._entry.commit()
        self._state.settle()
        findings = [finding for finding in self._listed() if not finding.accepted]
        if not findings:
            if self._state.still_reading:
                self._footer.say(STILL_READING)
                return
            said = "没有核对出问题" if not self._state.known else "没有未处理的问题"
            unread = len(self._state.session.checker.unread())
            self._footer.say(said + (f"；正文里 {unread} 个数没有可比的，F3 里列出" if unread else ""))
            return
        here = self._entry.here.path
        cursor = self._place(here)
        moved = here != self._visited_at
        stands = self._walk.renew(findings, moved=moved)
        if moved and (stands or not self._near(cursor)):
            self._walk = FindingWalk()
        group = self._group() if moved and step > 0 else ""

        def moves_back(one: Finding) -> bool:
            return self._place_of(one) < cursor and not _within(one, group)

        section = self._entry.section
        finding = self._walk.step(step, findings, moves_back)
        count = f"第 {findings.index(finding) + 1} 条，共 {len(findings)} 条"
        if self._state.still_reading:
            count += f"（{STILL_READING}）"
        where = f"（{place(finding.section)}）" if finding.section not in (0, section) else ""
        if step > 0 and moves_back(finding):
            where = f"（回到{place(finding.section)}）" if where else "（回到前面）"
        elif step > 0 and where and (above := self._walk.passed_over(finding, findings, section)):
            where = f"（{place(finding.section)}，上面还有 {above} 条）"
        self._stand_on(finding, count, where)
        if self.teach is not None:
            self.teach(self._explained(finding))

    def _group(self) -> str:
        """The address of the group or row with the cursor, all of which the clerk sees; "" for a whole section."""
        node = self._entry.here.node
        return node.path if node.parent is not None and node.parent.parent is not None else ""

    def visit(self, finding: Finding, path: str) -> None:
        """Go to ``path``: there ``finding`` is the one that is meant."""
        self._visited = finding
        self._trail.jump_to(path)
        self._visited_at = self._entry.here.path

    def _stand_on(self, finding: Finding, count: str, where: str = "") -> None:
        """Go where ``finding`` is, to the figure itself in a text, and say what the keys would do.

        First comes its ``count``, and where there is room, ``where`` the way went.
        """
        self._visited = finding
        if finding.fields:
            self.visit(finding, finding.fields[0])
            likely = next(iter(self.repairs), None)
            if likely is not None and likely.score > 0 and likely.cell.path in finding.fields:
                self._trail.jump_to(likely.cell.path)
        self._visited_at = self._entry.here.path
        self._entry.follow()
        quoted = _WORDS.search(finding.message)
        self._entry.point_at(quoted_in(quoted[1]) if quoted is not None else "")
        self._footer.say(self._fitting(count, where), "info" if finding.accepted else finding.severity)

    def problems(self) -> None:
        """Every finding in one list."""
        from tui.windows.finding.problem_list import ProblemList

        self._entry.commit()
        self._state.settle()

        def chosen(finding: Finding | None) -> None:
            if finding is not None:
                self._walk.begin(finding)
                self._stand_on(finding, "已接受" if finding.accepted else "")
                if not self.repairs and self._reason_wanted(finding) is not None:
                    self.mend()  # what was chosen asks for nothing but a reason

        self._windows.ask(ProblemList(self._state, self._listed()), chosen)

    def _listed(self) -> list[Finding]:
        return in_order(self._state.known, self._place_of)

    def _near(self, cursor: Place) -> bool:
        """Whether the cursor has not gone farther than one goes on from mending the finding visited last."""
        visited = self._visited
        if visited is None:
            return False
        return self._entry.section == visited.section and cursor >= self._place(self._visited_at)

    def _explained(self, finding: Finding) -> list[str]:
        """Why ``finding`` matters, what to do about it, and by which keys."""
        entry, keys = find_rule(finding.code), {action.name: action.shown for action in ACTIONS}
        mend = f"{keys['repair']} 照建议改，" if self.repairs else ""
        return [
            f"为什么：{entry.reason}",
            f"怎么办：{entry.remedy}",
            f"按键：{mend}{keys['accept']} 写明理由接受，{keys['undo']} 撤销，"
            f"{keys['next_finding']} 下一条，{keys['quit']} 退出",
        ]

    def _place(self, path: str) -> Place:
        """Where the field, row, list or section at ``path`` stands in the report; before all others for none."""
        try:
            part = self._state.report.root.at(path)
        except KeyError:
            return ()
        # A list and a section are reached from within, too: they stand behind all in them.
        return part.position if isinstance(part, Cell) else (*part.position, inf)

    def _place_of(self, finding: Finding) -> Place:
        return self._place(finding.fields[0]) if finding.fields else ()

    def next_to_fill(self) -> None:
        """The next field that is still to be filled in, in whatever section; behind the last one, the first.

        In place of a figure that will be computed, those that it waits for.
        """
        self._entry.commit()
        numbers = self._state.numbers
        first = numbers.index(self._entry.section)
        here, behind = self._entry.here.path, False
        ahead: list[Cell] = []
        around: list[Cell] = []
        for number in (*numbers[first:], *numbers[:first]):
            section = self._state.report.section(number)
            if not wanted(section):
                continue
            goals = {one for cell in section.cells() if to_fill(cell) for one in self._waited_for(cell)}
            for cell in section.cells():
                behind = behind or number != self._entry.section
                if cell in goals:
                    (ahead if behind else around).append(cell)
                behind = behind or cell.path == here
            if ahead:
                break
        found = next(iter(ahead or around), None)
        if found is None:
            self._footer.say("要填的栏都填了")
            return
        self._trail.jump_to(found.path)

    def _waited_for(self, cell: Cell) -> list[Cell]:
        """What is to be filled in for ``cell``: itself, or the figures of its section that it is computed from."""
        formula = self._state.report.formula(cell)
        lacking = [one for one in formula.operands() if one.state == "missing"] if formula is not None else []
        own = [one for one in lacking if one.section == cell.section]
        return [one for operand in own for one in self._waited_for(operand)] or [cell]

    def _fitting(self, count: str, where: str) -> str:
        """``count``, ``where`` and what the keys would do, the new value in sight: what has no room is left out."""
        keys = {action.name: action.shown for action in ACTIONS}
        shown = {action.name: f"{action.shown} {self.word(action)}" for action in ACTIONS}
        accept, mend = shown["accept"], shown["repair"]
        repairs = self.repairs
        if not repairs:
            cell, finding = self._entry.cell, self.current
            own = cell is not None and bool(cell.raw) and cell.computable and cell.figure is not None
            # What rounding explains, and what nothing can be computed for, may well be right as it stands.
            own = own and finding is not None and finding.severity != "info"
            change = f"{keys['own_value']} 改用算得的数" if own else ""
            if finding is not None and self._reason_wanted(finding) is not None:
                change = f"{keys['repair']} 写明原因"
            return self._first(count, where, [f"{change}  {accept}", change or accept], change or accept)
        if len(repairs) > 1:
            ways = f"{mend}：有 {len(repairs)} 种改法"
            return self._first(count, where, [f"{ways}  {accept}", ways])
        asks = "" if self._certain(repairs[0], self.current) else "（先问）"
        change = f"{mend}{asks}：{self._change(repairs[0])}"
        short = f"{mend}{asks}：改为{change.rpartition('改为')[2]}"
        return self._first(count, where, [f"{change}  {accept}", change], change, f"{count}  {short}", short)

    def _first(self, count: str, where: str, keys: Sequence[str], *tries: str) -> str:
        """The first that has room in the line below: ``keys`` behind ``count`` and ``where``, ``tries``; else the last.

        What the first of ``keys`` says more counts less than ``where`` the way went, and that less than the keys at
        the edge: where these stay but for it, it is left out.
        """
        plain, leading = ([f"{count}{way}  {key}" for key in keys] for way in ("", where))
        pushed = [
            cell_len(one) <= self._footer.beside_keys < cell_len(two) for one, two in zip(plain, leading, strict=True)
        ]
        told = [*(two for two, out in zip(leading, pushed, strict=True) if not out), *plain, *tries]
        said = [one.replace("    ", "  ").strip() for one in told]
        return next((one for one in said if cell_len(one) + 6 <= self._footer.size.width), said[-1])

    def _change(self, repair: Repair) -> str:
        """What ``repair`` changes: where, unless it is under the cursor, from what, to what."""
        cell = repair.cell
        if cell.field.free:
            return repair.text
        where = "" if cell is self._entry.cell else f"{cell.label} "
        more = f"，连同另外 {len(repair.also)} 处" if repair.also else ""
        return f"{where}{cell.raw or '空'} 改为 {repair.raw}{more}"

    def mend(self) -> None:
        """The proposed value goes in, as one step of the history; where there are several, the clerk chooses.

        So does one whom a warning only asks, and where the value would break another relation: the figure may be right.
        """
        self._entry.commit()
        repairs, finding = self.repairs, self.current
        if not repairs and finding is not None and (reason := self._reason_wanted(finding)):
            self._trail.jump_to(reason.path)
            accept = next(action for action in ACTIONS if action.name == "accept")
            self._footer.say(f"请在这里写明原因；不用写就按 {accept.shown} {accept.label}")
        elif not repairs:
            self._footer.say("本处没有问题" if finding is None else self._by_hand(finding), "warning")
        elif len(repairs) == 1 and self._certain(repairs[0], finding):
            self._put(repairs[0])
        elif len(repairs) == 1 and repairs[0].kind == COLUMN:
            self._put_seen(repairs[0])
        else:
            assert finding is not None
            answers = [(self._change(repair), self._reason(repair)) for repair in repairs]

            def chosen(index: int | None) -> None:
                if index is not None and index < len(repairs):
                    self._put_seen(repairs[index])
                else:
                    self._footer.say("没有改")

            few = f"（只列最可能的 {MOST} 个）" if len(repairs) >= MOST else ""
            self._windows.ask(Ask(f"{finding.message}\n哪一个数填错了？{few}", answers, "不改"), chosen)

    def _reason_wanted(self, finding: Finding) -> Cell | None:
        """The empty text that ``finding`` asks a reason in; None where it asks for none or the cursor is there."""
        text = self._state.report.root.at(finding.fields[-1]) if len(finding.fields) > 1 else None
        if not isinstance(text, Cell) or text.raw or text is self._entry.cell:
            return None
        return text if any(bound.reason is text for bound in self._state.report.network.uses(text)) else None

    @staticmethod
    def _certain(repair: Repair, finding: Finding | None) -> bool:
        """Whether ``repair`` may be done unasked: in a text, or for an error, a known slip, without harm elsewhere."""
        sure = finding is not None and finding.severity == "error" and repair.score >= 0
        return (sure and repair.kind not in (AT_LEAST, COLUMN)) or repair.cell.field.free

    @staticmethod
    def _reason(repair: Repair) -> str:
        """Why it may be so, and what else would be mended."""
        reason = "" if repair.cell.field.free else repair.text.removeprefix(repair.cell.label).partition("，应为")[0]
        said = ("也随之一致", repair.score) if repair.score > 0 else ("反而不一致", -repair.score)
        more = f"另外 {(said[1] + 1) // 2} 个算式{said[0]}" if repair.score else ""
        return "；".join(filter(None, (reason, more)))

    def _put_seen(self, repair: Repair) -> None:
        """Do what ``repair`` proposes; where it changes a whole column, once the clerk has seen each figure of it."""
        if repair.kind != COLUMN:
            self._put(repair)
            return
        changes = ((repair.cell, repair.raw), *repair.also)
        lines = (f"{cell.label}：{cell.raw} 改为 {raw}" for cell, raw in changes)

        def answered(index: int | None) -> None:
            if index == 0:
                self._put(repair)
            else:
                self._footer.say("没有改")

        title = f"这 {len(changes)} 个数都从元改成{repair.cell.unit.name}？"
        self._windows.ask(Listed(title, lines, [("都改", "Ctrl+Z 恢复")], "不改"), answered)

    def _put(self, repair: Repair) -> None:
        """Do what ``repair`` proposes."""
        said = self._change(repair)
        self._trail.mark()
        marks = still_marked(self._state.report, repair.cell, repair.raw)
        self._entry.put(repair.cell, repair.raw, [*repair.also, *marks])
        more = "；这段还是上年的，其余的话请看过" if marks else ""
        self._footer.say(f"{said}，Ctrl+Z 恢复{more}")

    def _by_hand(self, finding: Finding) -> str:
        """What to do about a finding that no key mends, at the field under the cursor."""
        cell = self._entry.cell
        if finding.severity == "info":
            return "这条只是提示，可以不改"
        if cell is not None and cell.error:
            return "这一栏读不懂，请在这里改写"
        if cell is not None and cell.state == "missing":
            return "这一栏还没有填，请在这里填写"
        if cell is not None and cell.field.free:
            return "这条要改文字，请在这里改"
        if cell is not None and cell.raw and cell.computable:
            return "断定不了哪个数错：别的数都对，就按 F4 改用算得的数"
        return "这条没有可以直接改的数，请对照来源改"

    def explain(self) -> None:
        """What the field under the cursor rests on, and what rests on it."""
        cell = self._entry.cell
        if not isinstance(cell, Cell):
            self._footer.say("光标不在栏目上", "warning")
            return
        self._entry.commit()
        head, *branches = tree(self._state, cell)
        self._windows.show(Read(head, "\n".join(branches)))


def _within(finding: Finding, group: str) -> bool:
    """Whether all that ``finding`` is about stands in ``group``; "" is no group."""
    return bool(group) and all(path.startswith(group + ".") for path in finding.fields)
