"""``ziping check`` of folders and many files, from the search to the totals."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final, TextIO

from model.batch.batch_run import CHUNK, BatchRun
from model.batch.formats.destination import LOCATED, opened
from model.batch.formats.sink import Sink
from model.batch.pools import Pool, Processes, processors
from model.batch.progress import Progress
from model.batch.results_file import ResultsFile
from model.batch.search import NOTHING, find
from model.batch.signals import as_ctrl_c
from model.batch.tally import Tally
from model.checks.policy import STANDARD, RulePolicy
from model.files.written import refuse_to_overwrite
from model.text import put, shown

INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class CheckOrder:
    """What is asked for: ``jobs`` 0 for as many as there are processors, "" for what is not given.

    ``resume`` is the results file, ``dask`` the address of a cluster; ``pool`` is taken instead of either.
    ``policy`` says which rules are milder than usual.
    """

    paths: Sequence[str]
    format: str = "text"
    output: str = ""
    jobs: int = 0
    resume: str = ""
    dask: str = ""
    pool: Pool | None = None
    policy: RulePolicy = STANDARD


def check_many(wanted: CheckOrder, *, out: TextIO, err: TextIO) -> int:
    """Check every report in and below the paths; outcomes go to ``out`` or the file wanted, progress to ``err``.

    Returns 0 where no error was found, 1 where one was, 2 where something could not be read or nothing was found, 130
    when interrupted. Raises ZipingError where the work cannot begin or go on.
    """
    tally = Tally(wanted.policy.told())
    try:
        with as_ctrl_c(), opened(wanted.format, wanted.output, out, err, (*wanted.paths, wanted.resume)) as sink:
            for line in wanted.policy.told():
                put(line, err if wanted.output or wanted.format != "text" else out)
            _check(wanted, sink, tally, shared=not wanted.output and out.isatty(), err=err)
            sink.end(tally)
    except KeyboardInterrupt:
        again = (
            f"再运行同一条命令就接着核对（{wanted.resume}）"
            if wanted.resume
            else "下次加 --resume 结果文件，可以接着核对"
        )
        put(f"已中断，核对了 {tally.files:,} 份；{again}", err)
        return INTERRUPTED
    if not tally.files:
        more = f"等 {len(wanted.paths)} 处" if len(wanted.paths) > 1 else ""
        put(f"{wanted.paths[0]}{more}：这是文件夹，{NOTHING}", err)
    elif wanted.output:
        put(f"{tally.text()}\n已写入 {shown(wanted.output)}", err)
    return tally.code


def _check(wanted: CheckOrder, sink: Sink, tally: Tally, *, shared: bool, err: TextIO) -> None:
    """Hand each outcome on; ``shared``: progress and outcomes stand on one screen."""
    with ExitStack() as stack:
        record = None
        if wanted.resume:
            refuse_to_overwrite(Path(wanted.resume), map(Path, wanted.paths))
            record = stack.enter_context(ResultsFile(wanted.resume, located=wanted.format in LOCATED))
        sources = find(wanted.paths)
        first = list(islice(sources, CHUNK))
        progress = Progress(err, lambda: sum(1 for _ in find(wanted.paths)))
        stack.callback(progress.clear)
        pool = _pool(wanted, err, few=len(first) < CHUNK)
        run = BatchRun(pool, located=wanted.format in LOCATED, record=record, tick=progress.tick)
        outcomes = stack.enter_context(closing(run.outcomes(chain(first, sources))))
        for outcome in outcomes:
            outcome = outcome.relaxed(wanted.policy)
            tally.add(outcome)
            if shared:
                progress.clear()
            if outcome.kind != "left out":
                sink.add(outcome)
            progress.add()


def _pool(wanted: CheckOrder, err: TextIO, *, few: bool) -> Pool:
    if wanted.pool is not None:
        return wanted.pool
    if wanted.dask:
        from model.batch.cluster import Cluster

        return Cluster(wanted.dask, lambda said: put(said, err))
    return Processes(1 if few else wanted.jobs or processors())
