"""The words before a number, taken apart: the subject named, the year, what it is compared with, which way it moved.

Every word has to be known. What is left over is ``unknown``, and a clause with unknown words names no subject: that is
how "市就业中心项目支出" is not taken for the department's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from model.scanning.subjects import by_name

if TYPE_CHECKING:
    from model.scanning.subjects import Subject

Basis = Literal["", "last", "budget", "opening", "other"]
_YEAR: Final = r"(?:19|20)[0-9]{2}年?(?:度)?"
_WORDS: Final[dict[str, str]] = {
    "compare": "相比较 相较于 相较 较之 对比 相比 比较 较 比",
    "same": "同比",
    "budget": "年初预算批复 年初批复预算 年初部门预算 年初预算 批复预算 预算批复 部门预算批复 部门预算 财政批复 年初安排 当年预算 "
    "本年预算 预算安排 安排预算 预算 批复 安排 下达 核定预算",
    "adjusted": "全年预算 调整后预算 调整预算 调整后 追加预算 追加 年中追加 预算调整 调增 调减 可执行指标 预算总额调整",
    "actual": "决算支出 支出决算 决算 实际支出 实际发生 实际完成 实际使用 实际执行 实际 发生 执行 完成 支出 开支 列支 使用 支付 用于支出",
    "up": "增加支出 增加了 增加额 增加 增长额 增长了 增长 上升 提高 增支 增多 增幅 多支出 多支 超支 超出 上涨 上浮 扩大 多",
    "down": "减少支出 减少了 减少额 减少 下降额 下降了 下降 降低 节约了 节约额 节约 节省 结约 压减 压缩 减支 少支出 少支 降幅 减幅 缩减 回落 "
    "少开支 少",
    "moved": "增减额 增减变动额 增减变动 增减 变动额 变动 变化",
    "rate": "增长率 增减率 增长幅度 下降幅度 减少幅度 增加幅度 增长比例 下降率 降低率 节约率 变动率 增长速度 增速 减幅 增幅 降幅",
    "share": "占比重 占比 比重 所占比例 占",
    "execution": "预算执行率 支出执行率 预算完成率 预算支出执行率 执行率 完成率",
    "carried": "年末结转和结余 年末结转结余 年末结转数 年末结转 结转下年使用 结转下年 结转",
    "this": "本年度 当年度 本年 当年 今年 全年 报告期 本报告期 年内",
    "last": "上一年度 上年度末 上年年末 上年末 上年度同期 上年同期 上年度 上年 上一年 去年同期 去年年底 去年底 去年 前一年 同期 上期 上年底",
    "opening": "年初数 年初余额 年初 期初数 期初",
    "closing": "年末数 年末余额 截至年末 截至年底 年末 年底 期末数 期末 末 底",
    "reason": "原因 主要是 主要为 主要系 主要由于 主要因 由于 因为 导致 所致 缘于",
    "opener": "其中包括 其中 分别包括 包括 主要包括 主要项目内容有 主要项目有 主要有 具体包括 具体为 具体如下 如下 分为 包含 构成为",
    "apart": "分别为 分别是 分别达到 分别达 分别 依次为 依次是",
    "link": "共计为 合计为 总计为 共计 合计 总计 共 计 约为 为 是 达到 达 均为 均达 均 仅为 仅 只有 只 了 的 已 又 则 也 总共 一共 列报 即 有 "
    "幅度 比例 比率 之和 数额",
    "neutral": "总金额 总额度 总额 总量 总数 总和 金额 额度 数额 额 数 资金 经费 费用 费 情况 财政资金 财政性资金 财政 人数 余额 支出额 账面 "
    "各类 各项 全部 规模",
    "general": "一般公共预算财政拨款 一般公共预算 财政拨款",
    "harmless": "其 全局 全系统 全委 全校 全院 全馆 全办 全厅 全中心 全部门 全单位 部门 单位 机关 截至目前 截至 截止到 截止 截至到 至 到 "
    "由 从 自 将 按 此外 另外 另有 另 同时 还 并 且 而 但 方面 现有 实有 现 实际有 拥有 年度 度 及 和 与 以及 编制内 数据显示 数据 经 在 于 为 "
    "中 内 年 本期 我 本 该 等",
}
_SELF: Final = re.compile(
    r"(?:我|本|全)(?:局|单位|部门|中心|学校|校|医院|院|馆|委员会|委|办公室|办|厅|会|支队|大队|队|所|站|镇|乡|街道|园|公司)|本级"
)
_ENUMERATOR: Final = re.compile(
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、]?|[（][0-9]{1,2}[）]|[0-9]{1,2}[、.]|[①-⑳])"
)
_DATE: Final = re.compile(rf"{_YEAR}(?:12月31日|12月底|12月末|末|底|初|同期)?|12月31日|12月底|1月1日")
_AGAINST: Final = re.compile(r"[与同和][^与同和]{2,14}?(?:相比|比较|对比|相较)|[与同](?:上年度?|去年|20[0-9]{2}年度?)$")
_REMOVED: Final = re.compile(r"[：，、“”\s/]")


@dataclass
class Phrase:
    """A clause taken apart. ``named`` are the subjects that its words can mean, ``unknown`` the words not understood."""

    text: str
    names: dict[str, tuple[Subject, ...]] = field(default_factory=dict, repr=False)
    named: tuple[Subject, ...] = ()
    several: bool = False
    period: str = ""
    compared: bool = False
    basis: Basis = ""
    direction: int = 0
    moved: bool = False
    rate: bool = False
    reached: bool = False
    share: bool = False
    base: tuple[Subject, ...] = ()
    execution: bool = False
    budget: bool = False
    adjusted: bool = False
    actual: bool = False
    carried: bool = False
    reason: bool = False
    opener: bool = False
    apart: bool = False
    general: bool = False
    unknown: list[str] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether the words say nothing about which figure it is."""
        return not (
            self.named
            or self.period
            or self.compared
            or self.direction
            or self.moved
            or self.rate
            or self.share
            or self.execution
            or self.budget
            or self.adjusted
            or self.actual
            or self.carried
            or self.unknown
        )


@cache
def _vocabulary(section: str) -> tuple[re.Pattern[str], dict[str, str]]:
    kinds: dict[str, str] = {}
    for kind, words in _WORDS.items():
        for word in words.split():
            if section != "insurance" or "支出" not in word:  # there it is what the figure is about
                kinds.setdefault(word, kind)
    for name in _names(section):
        kinds[name] = "subject"
    # A name goes before a word of its own length, the longer before the shorter.
    ordered = sorted(kinds, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))), kinds


def _reach(section: str) -> tuple[str, ...]:
    """The sections whose figures a clause in ``section`` may give; "": any but the funds', whose names are short."""
    if section in ("overview", "general_budget", "assets"):
        return ("overview", "general_budget", "assets")
    return (section,) if section else ("overview", "general_budget", "assets", "government_funds", "state_capital")


@cache
def _names(section: str) -> dict[str, tuple[Subject, ...]]:
    """The subjects by name that a clause of ``section`` can mean; "": every one but the funds', whose names are short."""
    found = {}
    for name, several in by_name().items():
        fitting = tuple(one for one in several if one.section in _reach(section))
        if fitting:
            found[name] = fitting
    return found


def phrase(text: str, section: str, year: int, own: str) -> Phrase:
    """The clause ``text`` taken apart, in ``section`` of a report on ``year`` (0: not known) of the unit called ``own``."""
    found = Phrase(text, names=_names(section))
    pattern, kinds = _vocabulary(section)
    run = ""
    at = 0
    while at < len(text):
        step = 0
        if text[at] in "与同和" and _AGAINST.match(text, at):
            _word(found, "compare", text[at], text[at + 1 :])
            at += 1
            continue
        for known in (_DATE, _ENUMERATOR, _SELF):
            match = known.match(text, at)
            if match is not None and not (known is _ENUMERATOR and at and text[at - 1] not in "，：；（"):
                step = match.end() - at
                if known is _DATE:
                    _period(found, match[0], year)
                break
        else:
            removed = _REMOVED.match(text, at)
            match = removed or pattern.match(text, at)
            if match is not None:
                step = len(match[0])
                if removed is None:
                    if kinds[match[0]] == "harmless" and run and len(match[0]) == 1:
                        step = 0
                    else:
                        _word(found, kinds[match[0]], match[0], text[at + step :], text[:at])
        if step:
            _close(found, run, own)
            run = ""
            at += step
        else:
            run += text[at]
            at += 1
    _close(found, run, own)
    if found.general and not found.named:
        found.unknown.append("一般公共预算")
    return found


def _close(found: Phrase, run: str, own: str) -> None:
    if run and not _is_own(run, own):
        found.unknown.append(run)


def _is_own(run: str, own: str) -> bool:
    """Whether ``run`` is the unit's name or a shortened form of it."""
    if run in ("学校", "医院") and own.endswith(("学", "校", "院")):
        return True
    if len(run) < 2 or not own or run[-1] != own[-1]:
        return False
    marks = iter(own)
    return all(mark in marks for mark in run)


def _period(found: Phrase, said: str, year: int) -> None:
    digits = re.match(r"[0-9]{4}", said)
    kind = "this"
    if digits is not None and year:
        kind = {0: "this", 1: "last"}.get(year - int(digits[0]), "other")
    if said.endswith("初") or "1月1日" in said and "11月" not in said:
        kind = "opening" if kind == "this" else "other"
    _when(found, kind)


def _when(found: Phrase, kind: str) -> None:
    if found.compared and not found.direction:
        if kind in ("last", "opening", "other") and found.basis != "other":
            last = found.basis == "last" or (kind == "opening" and found.basis == "last")
            found.basis = "last" if last and kind != "other" else kind  # type: ignore[assignment]
        return
    if kind == "closing":
        found.period = found.period or "closing"
    elif not (kind == "opening" and found.period == "last") and not (kind == "this" and found.period):
        found.period = kind


def _word(found: Phrase, kind: str, word: str, after: str, before: str = "") -> None:
    if found.share and kind in ("subject", "actual", "link", "neutral", "harmless", "this", "closing"):
        if kind == "subject":
            found.base = found.names[word]
        return
    match kind:
        case "subject":
            if found.named and found.named != found.names[word]:
                found.several = not (found.compared or before.endswith("中"))
            found.named = found.names[word]
        case "compare":
            found.compared = True
        case "same":
            found.compared, found.basis = True, "last"
        case "this" | "last" | "opening" | "closing":
            _when(found, kind)
        case "budget":
            if found.share:
                found.share, found.execution = False, True
            elif found.compared and not found.direction:
                found.basis = "budget" if not found.basis else "other" if found.basis == "last" else found.basis
            else:
                found.budget = True
        case "adjusted":
            if found.compared:
                found.basis = "other"
            found.adjusted = True
        case "actual":
            if not (found.compared and not found.direction):
                found.actual = True
            if word == "完成" and after.startswith(("预算", "年初预算", "批复预算")):
                found.share = True
        case "up" | "down" if word in ("多", "少") and (after or not (found.compared or found.text == word)):
            found.unknown.append(word)
        case "up" | "down":
            found.direction = 1 if kind == "up" else -1
            found.reached = after[:1] in ("到", "至")
            if after[:1] == "为" and word in ("增加", "减少", "下降", "增长", "提高", "降低"):
                found.unknown.append("为")  # to that amount, or by it?
            if word in ("增幅", "降幅", "减幅"):
                found.rate = True
        case "rate":
            found.rate = True
            found.direction = -1 if word[0] in "下减降节" else found.direction or 1
        case "apart":
            found.apart = True
        case "moved" | "share" | "execution" | "carried" | "reason" | "opener" | "general":
            setattr(found, kind, True)
        case _:
            pass
