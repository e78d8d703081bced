"""A file that takes longer than any report needs costs one sentence, and the others are checked."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError
from model.language.judgement import judge
from model.language.text_document import read
from model.scanning.time_limit import in_time
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

LATE = "秒还没有核对完"


def busy(seconds: float) -> None:
    """So many seconds of the processor, with faults that somebody takes care of."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        try:
            int("x")
        except Exception:
            continue


@pytest.fixture(params=["timer", "thread"])
def clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The timer of the system, and the thread that looks at the clock where there is none, as on Windows."""
    if request.param == "thread":
        monkeypatch.delattr(signal, "setitimer", raising=False)
    elif not hasattr(signal, "setitimer"):
        pytest.skip("the system has no such timer")


@pytest.mark.usefixtures("clock")
def test_work_that_takes_too_long_is_ended_and_the_next_one_has_its_own_time() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(DraftError, match=r"^坏：0\.1 秒还没有核对完"), in_time("坏", 0.1):
        busy(60)
    with in_time("好.docx", 0.5):
        busy(0.1)
    busy(0.6)
    assert signal.getsignal(signal.SIGTERM) == before
    if hasattr(signal, "getitimer"):
        assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_fault_of_the_work_itself_goes_through() -> None:
    with pytest.raises(KeyError), in_time("坏.docx"):
        raise KeyError


# Where the interrupt falls into what another library does at the collection of garbage, that swallows it: the work is
# interrupted again a second later.
swallowed = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second for each report."""
    monkeypatch.setattr(in_time.__wrapped__, "__defaults__", (0.5,))  # type: ignore[attr-defined]


@swallowed
@pytest.mark.usefixtures("little_time", "clock")
def test_a_report_that_takes_too_long_does_not_hold_the_others_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slow, good = tmp_path / "慢.txt", tmp_path / "好.txt"
    slow.write_text("基本支出30万元，项目支出60万元，合计90万元。\n" * 9000, encoding="utf-8")
    good.write_text("一、部门概况\n支出总额100万元，其中：基本支出40万元、项目支出50万元。\n", encoding="utf-8")
    assert main(["scan", str(slow), str(good)]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"{slow}：0.5 {LATE}")
    assert len(told.err.splitlines()) == 1
    assert "好.txt" in told.out


@swallowed
@pytest.mark.usefixtures("little_time", "clock")
def test_a_draft_that_takes_too_long_does_not_hold_the_others_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slow, good = tmp_path / "慢.toml", tmp_path / "好.toml"
    text = 'schema = 2\n[implementation]\nlead = """%s"""\n'
    slow.write_text(text % ("支出增加12万元，其中" * 9_000), encoding="utf-8")
    good.write_text(text % "领导", encoding="utf-8")
    assert main(["check", str(slow), str(good)]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"{slow}：0.5 {LATE}")
    assert "好.toml" in told.out


@pytest.mark.parametrize(
    "said", ["12,", "、12万元", "支出增加12万元，其中", "年初结存12万元，接收3万元，年末存15万元，"]
)
def test_a_sentence_without_an_end_takes_time_with_its_length_and_not_with_its_square(said: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        judge(read(said * times))
        return time.process_time() - begun

    seconds(10)
    assert seconds(4_000) < 24 * seconds(500)
