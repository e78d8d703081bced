"""Feeds every regular expression 100,000 characters of its worst kind: ``python -m tests.tools.slow_patterns``.

The worst kinds are made from the expression itself: each of its repetitions goes on and on, with and without what leads
to it, and ends in something else; and what it begins with comes again and again. Time must follow the length. So must
the time to check a draft and to scan a report in which one clause comes again and again.
"""

from __future__ import annotations

import ast
import importlib
import io
import linecache
import multiprocessing
import pkgutil
import re
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final

from model.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

LENGTH: Final = 100_000
PATIENCE: Final = 2.0
"""Seconds of work for one text: a hundred times what a pass over it takes, and a fifth of what its square does."""

CLAUSES: Final = ("增长1%", "支出1万元；", "预算数1万元，", "（公务接待费1元）")
"""What comes again and again, without a full stop, in texts that are checked and scanned."""
SQUARE: Final = 9.0
"""Four times the length takes four times as long; where it takes sixteen times as long, time goes with the square."""

Expression = tuple[str | bytes, int, str, bool]
"""The pattern, its flags, the module that uses it, and whether it is looked for anywhere in a text."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_ANCHORED: Final = ("match", "fullmatch")
_CALL: Final = re.compile(r"\b(\w+)(?:\(\))?\.(match|fullmatch|search|sub|subn|split|finditer|findall)\b")


def expressions() -> list[Expression]:
    """All expressions that the modules of the program compile when they are imported and do their work."""
    found: dict[tuple[str | bytes, int], tuple[str, bool]] = {}
    used = _methods_used()
    anchored = {place for place, methods in used.items() if methods <= {*_ANCHORED}}
    anchored |= {(module, f"{name}.{one}") for module, name in used for one in _ANCHORED}
    compile_ = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int) -> Any:
        frame, by = sys._getframe(1), sys._getframe(1).f_code.co_name
        while frame.f_back is not None and (
            frame.f_globals.get("__name__", "").partition(".")[0] in ("re", "functools") or _lazy(frame)
        ):
            by = frame.f_code.co_name if _lazy(frame) else by
            frame = frame.f_back
        module = frame.f_globals.get("__name__", "")
        if isinstance(pattern, str | bytes) and module.partition(".")[0] in ("model", "exporters", "tui"):
            function = frame.f_code.co_name
            name = _name(frame) if function == "<module>" else function
            found.setdefault(
                (pattern, int(flags)), (f"{module}.{name}", by not in _ANCHORED and (module, name) not in anchored)
            )
        return compile_(pattern, flags)

    re._compile = noted  # type: ignore[attr-defined]
    try:
        for room in ("model", "exporters", "tui"):
            for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
                if not module.name.endswith("__main__"):
                    importlib.import_module(module.name)
        for lazy, places in _named_patterns().items():
            methods = [used[place] for place in places if place in used]
            first = bool(methods) and all(several <= {*_ANCHORED} for several in methods)
            found[lazy.compiled.pattern, lazy.compiled.flags & ~re.UNICODE] = ".".join(places[0]), not first
        _work()
    finally:
        re._compile = compile_  # type: ignore[attr-defined]
    return [(pattern, flags, *used) for (pattern, flags), used in found.items()]


def _lazy(frame: FrameType) -> bool:
    """Whether it is of the pattern that is compiled when it is first used, and not of who uses it."""
    return str(frame.f_globals.get("__name__", "")) == Pattern.__module__


def _named_patterns() -> dict[Pattern, list[tuple[str, str]]]:
    """Each pattern that a module of the program names, by itself or among others, and where."""
    found: dict[Pattern, list[tuple[str, str]]] = {}
    rooms = [name for name in sys.modules if name.partition(".")[0] in ("model", "exporters", "tui")]
    for module in sorted(rooms):
        for name, value in vars(sys.modules[module]).items():
            several = (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else [value]
            )
            for one in several:
                if isinstance(one, Pattern):
                    found.setdefault(one, []).append((module, name))
    return found


def _work() -> None:
    """Check, export and scan: some expressions are made from the lexicon when they are first needed."""
    from tui.cli.main import main

    sample = str(_ROOT / "samples" / "changsha-hrss-2022.toml")
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        report = str(Path(folder, "report.docx"))
        for words in (["check", sample], ["export", sample, "-o", report, "--force"], ["scan", report]):
            if main(words) == 2:
                raise ValueError(f"this should work: {words}")


def written_in_calls() -> list[Expression]:
    """All expressions that stand as they are in a call of ``re``: those in functions are compiled only when needed."""
    found: dict[tuple[str | bytes, int], tuple[str, bool]] = {}
    for room in ("model", "exporters", "tui"):
        for file in sorted((_ROOT / room).rglob("*.py")):
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match call:
                    case ast.Call(
                        ast.Attribute(ast.Name("re"), method), [ast.Constant(str() | bytes() as pattern), *_]
                    ):
                        place = f"{file.relative_to(_ROOT).as_posix()}:{call.lineno}"
                        _, anywhere = found.get((pattern, 0), ("", False))
                        found[pattern, 0] = place, anywhere or method not in ("compile", "match", "fullmatch")
    return [(pattern, flags, *used) for (pattern, flags), used in found.items()]


def _name(frame: FrameType) -> str:
    """The name that the expression compiled in ``frame`` is given, "" where it is given none."""
    lines = linecache.getlines(frame.f_code.co_filename)
    for at in range(frame.f_lineno - 1, max(frame.f_lineno - 40, -1), -1):
        if given := re.match(r"(\w+)(?:: \w+)? = ", lines[at]):
            called = re.search(r"\)\.(match|fullmatch)$", lines[at].rstrip())
            return f"{given[1]}.{called[1]}" if called else given[1]
        if lines[at][:1] not in (" ", ")", "\n", '"'):
            break
    return ""


def _methods_used() -> dict[tuple[str, str], set[str]]:
    """The methods that are called of each expression, by module and name."""
    used: dict[tuple[str, str], set[str]] = {}
    for room in ("model", "exporters", "tui"):
        for file in (_ROOT / room).rglob("*.py"):
            module = ".".join(file.relative_to(_ROOT).with_suffix("").parts).removesuffix(".__init__")
            for name, method in _CALL.findall(file.read_text(encoding="utf-8")):
                used.setdefault((module, name), set()).add(method)
    return used


def worst(pattern: str | bytes, flags: int) -> set[str]:
    """The texts that cost ``pattern`` most, as far as its own shape tells."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    tree = parser.parse(text, flags & ~re.DEBUG & ~(re.UNICODE if isinstance(pattern, bytes) else 0))
    whole = _sample(tree)
    found = {_long("", whole, "\x00"), _long("", whole[:-1], "\x00"), _long("", " ", "\x00"), _long("", "\n", "x")}
    for before, unit in _repeats(tree, ""):
        for ending in ("\x00", "甲", "\n"):
            found |= {_long(before, unit, ending), _long("", before + unit, ending)}
    return found


def _long(before: str, unit: str, ending: str) -> str:
    unit = unit or "1"
    return before + unit * (LENGTH // len(unit)) + ending


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """For each repetition: what leads to it, and what it repeats."""
    for kind, value in tree:
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield before, _sample(value[2])
            yield from _repeats(value[2], before)
        elif kind is codes.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif kind is codes.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif kind is codes.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif kind in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += _sample([(kind, value)])


def _sample(tree: Any) -> str:
    """A text that the tree matches, more or less."""
    said = ""
    for kind, value in tree:
        if kind is codes.LITERAL:
            said += chr(value)
        elif kind is codes.NOT_LITERAL:
            said += "x" if chr(value) != "x" else "y"
        elif kind is codes.ANY:
            said += "x"
        elif kind is codes.IN:
            said += _member(value)
        elif kind is codes.BRANCH:
            said += _sample(value[1][0])
        elif kind is codes.SUBPATTERN:
            said += _sample(value[3])
        elif kind is codes.ATOMIC_GROUP:
            said += _sample(value)
        elif kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            said += _sample(value[2]) * max(min(value[0], 3), min(value[1], 1))
    return said


def _member(choices: Any) -> str:
    kinds = {
        codes.CATEGORY_DIGIT: "1",
        codes.CATEGORY_SPACE: " ",
        codes.CATEGORY_WORD: "a",
        codes.CATEGORY_NOT_SPACE: "a",
        codes.CATEGORY_NOT_DIGIT: "a",
        codes.CATEGORY_NOT_WORD: "-",
    }
    if choices[0][0] is codes.NEGATE:
        taken = re.compile("[" + "".join(re.escape(_member([one])) for one in choices[1:]) + "]")
        return next(mark for mark in "x1 -甲" if not taken.match(mark))
    kind, value = choices[0]
    if kind is codes.RANGE:
        return chr(value[0])
    return kinds.get(value, "a") if kind is codes.CATEGORY else chr(value)


def slowest(expression: Expression) -> float:
    """The seconds of the worst text; the process is ended by the system where one takes longer than ``PATIENCE``."""
    pattern, flags, _, anywhere = expression
    compiled = re.compile(pattern, flags)
    most = 0.0
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    for text in worst(pattern, flags):
        subject: Any = text.encode("utf-8", "replace") if isinstance(pattern, bytes) else text
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
        start = time.process_time()
        if anywhere:
            for _ in compiled.finditer(subject):
                pass
        compiled.match(subject)
        compiled.fullmatch(subject)
        most = max(most, time.process_time() - start)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return most


def slow(found: list[Expression]) -> list[Expression]:
    """Those of the expressions ``found`` that take too long."""
    context = multiprocessing.get_context("fork")
    left = list(found)
    bad: list[Expression] = []
    while left:
        done = context.Value("i", 0)
        child = context.Process(target=_all, args=(left, done))
        child.start()
        child.join()
        if child.exitcode == 0:
            return bad
        bad.append(left[done.value])
        left = left[done.value + 1 :]
    return bad


def _all(found: list[Expression], done: Any) -> None:
    for expression in found:
        slowest(expression)
        done.value += 1


def slow_clauses() -> list[str]:
    """Those of ``CLAUSES`` that take time with the square of the text to check or to scan, with the command."""
    from tui.cli.main import main

    def seconds(command: str, clause: str, length: int) -> float:
        text = clause * (length // len(clause))
        with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            path = Path(folder, "长.toml" if command == "check" else "长.txt")
            draft = f'schema = 2\n[overview]\nduties = "{text}"\n'
            path.write_text(draft if command == "check" else f"一、部门概况\n{text}\n", encoding="utf-8")
            start = time.process_time()
            if main([command, str(path)]) == 2:
                raise ValueError(f"this should work: {command} {clause}")
            return time.process_time() - start

    def is_slow(command: str, clause: str) -> bool:
        seconds(command, clause, 400)  # what is made when it is first needed
        return seconds(command, clause, 40_000) > SQUARE * seconds(command, clause, 10_000)

    return [f"{command} {clause}" for command in ("check", "scan") for clause in CLAUSES if is_slow(command, clause)]


def main() -> int:
    """Print the expressions and the clauses that take too long; returns 1 where there are any."""
    found = expressions()
    known = {pattern for pattern, *_ in found}
    found += [one for one in written_in_calls() if one[0] not in known]
    bad = slow(found)
    print(f"{len(found)} expressions, {len(bad)} too slow")
    for pattern, _, module, _ in bad:
        print(f"  {module}: {pattern!r}")
    clauses = slow_clauses()
    print(*clauses, sep="\n", end="\n" if clauses else "")
    return 1 if bad or clauses else 0


if __name__ == "__main__":
    sys.exit(main())
