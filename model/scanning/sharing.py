"""Numbers that several subjects share out among them: 人员经费和公用经费分别为30万元、20万元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.scanning.gathering import Piece
from model.scanning.placing import Placer

if TYPE_CHECKING:
    from model.scanning.numbers import Number
    from model.scanning.sentences import Sentence
    from model.scanning.subjects import Subject

_JOINED: Final = re.compile(r"^[、，和与及以\s]*$")
# Where the names end and what is said of each begins.
_SAID_ONCE: Final = re.compile(r"分别|依次|各(?!项|类)|(?:占比|比重)$")


def joined(sentence: Sentence, found: list[Number], index: int) -> list[Number]:
    """The number at ``index`` and those that follow with nothing but 、 or 和 between."""
    together = [found[index]]
    for at in range(index + 1, len(found)):
        between = sentence.text[together[-1].end : found[at].start]
        if not between or not _JOINED.match(between):
            break
        together.append(found[at])
    return together


class Sharing(Placer):
    """Gives each subject its number where several numbers follow several names."""

    def _apart(self, sentence: Sentence, clause: str, found: list[Number], index: int) -> int:
        """Numbers of several subjects in one go: each to its name where there are as many of both."""
        together = joined(sentence, found, index)
        said_once = _SAID_ONCE.search(clause)
        before = clause[: said_once.start()] if said_once else clause
        after = re.sub("各(?!项|类)", "", clause[len(before) :])
        names = [name for name in re.split(r"[、]|(?<=[费出款员产额数值])(?:和|与|及|以及)", before) if name]
        names = self._distributed(self._completed(names))
        recent = self.context.recent[-len(together) :]
        said = self.phrase(before)
        common = not names or bool(re.fullmatch(r"(?:上述)?[两二三四五][项者]|占比|比重|各", before))
        if not common and len(names) == 1:
            common = not (said.named or said.unknown)
        if common and len(recent) == len(together) > 1:
            return self._shared(sentence, clause, recent, together)
        for position, number in enumerate(together):
            piece = Piece(sentence.clause(number), sentence.printed.strip(), self.number)
            reason = "“分别”前后的个数不同"
            if len(names) == len(together) and len(names) > 1:
                head = names[0] if position else ""
                said = self.phrase(names[position] + after)
                if position and not said.named and not said.unknown and self.phrase(head).named:
                    self.context.subject, self.context.fresh = self.choose(self.phrase(head)), True
                reason = (
                    self._place(said, number, piece, opened=False, sentence=sentence) if not number.hedged else "约数"
                )
            if reason:
                self.gathering.refuse(number, piece, reason)
        self.context.subject = None
        return len(together)

    def _distributed(self, names: list[str]) -> list[str]:
        """The names with what is said once for all of them: the words before the first, and those behind the last."""
        if len(names) < 2:
            return names
        ahead = self._around(names[0])[0]
        behind = self._around(names[-1])[1]
        full = []
        for position, name in enumerate(names):
            before, after = self._around(name)
            lacks = not before and self.phrase(name).named
            name = ahead + name if position and lacks else name
            full.append(name + behind if behind and not after and position < len(names) - 1 else name)
        return full

    def _around(self, name: str) -> tuple[str, str]:
        """What stands before and behind the subject that ``name`` names; ("", "") where it names none."""
        said = self.phrase(name)
        known = [one for subject in said.named for one in subject.names | subject.bare if one in name]
        longest = max(known, key=len, default="")
        before, found, after = name.partition(longest) if longest else ("", "", "")
        return (before, after) if found else ("", "")

    def _completed(self, names: list[str]) -> list[str]:
        """Names that share the end of the last one, in full: 固定资产、无形资产原值 are two 原值."""
        if len(names) < 2 or not self.phrase(names[0]).unknown:
            return names
        last = names[-1]
        for length in range(1, len(last)):
            full = [name + last[-length:] for name in names[:-1]]
            if all((said := self.phrase(name)).named and not said.unknown for name in full):
                return [*full, last]
        return names

    def _shared(self, sentence: Sentence, clause: str, recent: list[Subject], together: list[Number]) -> int:
        """One kind of figure for each of the subjects that were named before: 两项分别占总支出的…"""
        said = re.sub(r"^.{0,3}?(?=占)|分别|各(?!项)|[两二三四五][项者]", "", clause)
        for subject, number in zip(recent, together, strict=True):
            piece = Piece(sentence.clause(number), sentence.printed.strip(), self.number)
            self.context.subject, self.context.fresh, self.context.row = subject, True, None
            reason = self._place(self.phrase(said), number, piece, opened=False, sentence=sentence)
            if reason:
                self.gathering.refuse(number, piece, reason)
        return len(together)
