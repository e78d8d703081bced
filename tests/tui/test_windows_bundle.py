"""The Windows bundle: built from the checkout, and used under Wine as a clerk would after unzipping it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType

from model.drafts.draft import load
from tests.benchmarks.pty import Terminal
from tests.tui.serve.serving import Server
from tests.tui.serve.test_serving import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import ClientWebSocketResponse

ROOT = Path(__file__).parents[2]
LIMIT = 30_000_000
"""A bundle is carried on a stick and by mail: bytes."""
SEQUENCES: Final = re.compile(r"\x1b(?:\[[0-9;?>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)")
"""What moves the cursor and colours the screen."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip; skipped where the packages for Windows cannot be had."""
    out = tmp_path_factory.mktemp("bundle") / "ziping.zip"
    done = subprocess.run(
        [sys.executable, ".ci/windows.py", str(out)], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=400
    )
    if "No matching distribution" in done.stderr or "NewConnectionError" in done.stderr:
        pytest.skip("the packages for Windows cannot be downloaded here")
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def unpacked(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("解压")
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(folder)
    return folder / "ziping"


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a new Windows 10 for this test alone; skipped where there is no Wine."""
    if not (shutil.which("wine") and shutil.which("wineboot")):
        pytest.skip("wine is missing")
    prefix = tmp_path_factory.mktemp("wine")
    there = os.environ | {"WINEPREFIX": str(prefix), "WINEDEBUG": "-all", "WINEARCH": "win64"}
    there.pop("PYTHONPATH", None)
    subprocess.run(["wineboot", "-i"], env=there, capture_output=True, timeout=900, stdin=subprocess.DEVNULL)
    version = ["wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"]
    # As on Windows, a dot hides no file: by itself Wine says that it does.
    dots = ["wine", "reg", "add", r"HKCU\Software\Wine", "/v", "ShowDotFiles", "/d", "Y", "/f"]
    for command in (version, dots):
        subprocess.run(command, env=there, capture_output=True, timeout=100, stdin=subprocess.DEVNULL)
    return there


def ran(
    unpacked: Path, wine: dict[str, str], *words: str, by: str = "ziping.bat"
) -> subprocess.CompletedProcess[bytes]:
    """``ziping.bat`` with ``words``. Wine gives its standard streams only to pipes."""
    command = ["wine", "cmd", "/c", by, *words]
    return subprocess.run(command, cwd=unpacked, env=wine, capture_output=True, input=b"", timeout=600)


def test_it_is_small_and_holds_the_program_the_samples_and_the_licences(bundle: Path, unpacked: Path) -> None:
    assert bundle.stat().st_size < LIMIT
    packages = unpacked / "packages"
    for room in ("model", "exporters", "tui"):
        here = {path.relative_to(ROOT) for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".toml", ".docx")}
        assert not {path for path in here if not (packages / path).is_file()}
    assert (unpacked / "samples" / "changsha-hrss-2022.toml").is_file()
    told = {path.stem.lower() for path in (unpacked / "licenses").iterdir()}
    for metadata in packages.glob("*.dist-info"):
        assert metadata.name.split("-")[0].replace("_", "-").lower() in {name.replace("_", "-") for name in told}
    assert "python" in told
    # Two of the same checkout are the same: nothing in them names the folder in which they were made.
    assert not list(packages.glob("*.dist-info/direct_url.json"))


def test_no_path_in_it_is_too_long_for_windows(unpacked: Path) -> None:
    longest = max(len(str(path.relative_to(unpacked.parent))) for path in unpacked.rglob("*"))
    assert longest + len(r"C:\Users\a-rather-long-user-name\Documents\2024") < 260


MODEL_TESTS: Final = (
    *("test_figures.py", "report", "files/test_atomic.py", "files/test_windows_names.py", "safekeeping"),
    *("drafts/test_bad_drafts.py", "drafts/test_saving.py", "drafts/test_migrations.py", "drafts/test_by_hand.py"),
    *("editing/test_merging.py", "scanning/test_scanning_word.py"),
)
"""What of the model depends on the system: files, processes, the clock. Wine reads no workbooks."""


@pytest.mark.long
def test_the_models_tests_hold_there(unpacked: Path, wine: dict[str, str], tmp_path: Path) -> None:
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tmp_path / "testing"), "--no-compile"]
    install += ["--platform", "win_amd64", "--python-version", "3.11", "--only-binary", ":all:"]
    packages = ["pytest>=9,<10", "pytest-asyncio>=1.3,<2", "hypothesis>=6.150,<7", "colorama"]
    if subprocess.run([*install, *packages], capture_output=True, timeout=300).returncode:
        pytest.skip("the packages of the tests for Windows cannot be downloaded here")
    shutil.copytree(unpacked / "python", tmp_path / "python")
    (settings,) = (tmp_path / "python").glob("python*._pth")
    places = [settings.stem + ".zip", ".", f"Z:{unpacked / 'packages'}", f"Z:{tmp_path / 'testing'}"]
    settings.write_text("\n".join([*places, "import site", ""]), encoding="utf-8")
    command = ["wine", str(tmp_path / "python" / "python.exe"), "-X", "utf8", "-B", "-m", "pytest"]
    command += ["-p", "no:cacheprovider", "--tb=short", *(f"tests/model/{name}" for name in MODEL_TESTS)]
    done = subprocess.run(command, cwd=ROOT, env=wine, capture_output=True, input=b"", timeout=1800)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace")
    assert b" passed" in done.stdout


def test_a_draft_is_checked(unpacked: Path, wine: dict[str, str]) -> None:
    done = ran(unpacked, wine, "check", "samples/changsha-hrss-2022.toml", "--format", "json")
    counts = json.loads(done.stdout.decode("utf-8"))["drafts"][0]["counts"]
    here = [sys.executable, "-m", "tui", "check", "samples/changsha-hrss-2022.toml", "--format", "json"]
    same = subprocess.run(here, cwd=ROOT, capture_output=True)
    assert counts == json.loads(same.stdout)["drafts"][0]["counts"]
    assert "错误" in ran(unpacked, wine, "check", "samples/changsha-hrss-2022.toml").stdout.decode("utf-8")
    told = ran(unpacked, wine, "check", r"samples\*-20*.toml").stdout.decode("utf-8")
    assert "changsha-hrss-2022.toml" in told
    assert "small-bureau-2024.toml" in told


def test_a_report_is_exported_as_it_is_here(unpacked: Path, wine: dict[str, str], tmp_path: Path) -> None:
    done = ran(unpacked, wine, "export", "samples/small-bureau-2024.toml", "-o", "报告.docx")
    assert done.returncode == 0, done.stderr.decode("utf-8")
    here = [sys.executable, "-m", "tui", "export", "samples/small-bureau-2024.toml", "-o", str(tmp_path / "报告.docx")]
    subprocess.run(here, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(unpacked / "报告.docx") as there, zipfile.ZipFile(tmp_path / "报告.docx") as same:
        assert there.read("word/document.xml") == same.read("word/document.xml")
    # What a double click starts, and a draft that is dragged onto it: without Windows Terminal in this console.
    refused = ran(unpacked, wine, "export", "samples/small-bureau-2024.toml", "-o", "con.docx", by="打开自评.bat")
    assert refused.returncode  # the cmd of Wine makes 1 of the 2 behind `call`
    assert "con.docx 是 Windows 留给设备的名称，请换一个文件名" in refused.stderr.decode("utf-8")


def test_a_folder_is_checked_by_two_processes(unpacked: Path, wine: dict[str, str]) -> None:
    folder = unpacked / "草稿"
    shutil.copytree(unpacked / "samples", folder)
    done = ran(unpacked, wine, "check", "草稿", "--jobs", "2")
    assert "共 3 份" in done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == 1


class Console:
    """The form in a Windows console that Wine keeps on a terminal: keys in, screen out, by Textual's driver there."""

    def __init__(self, unpacked: Path, wine: dict[str, str], draft: str) -> None:
        self.terminal = Terminal(["wine", "cmd", "/c", "ziping.bat", draft], 120, 40, wine, unpacked)
        self._wine = wine

    def __enter__(self) -> Console:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.terminal.close()

    def shows(self, text: str, seconds: float = 120) -> None:
        """Wait until ``text`` was written on the screen since the last keys."""
        end = time.monotonic() + seconds
        while text not in (seen := SEQUENCES.sub("", self.terminal.output.decode(errors="replace"))):
            assert time.monotonic() < end, seen[-2000:]
            self.terminal.wait(0.3)

    def press(self, keys: str) -> None:
        self.terminal.output = b""
        self.terminal.send(keys)

    def kill(self) -> None:
        """End the program as the task manager does."""
        end(self._wine)


def test_the_form_takes_keys_exports_and_gives_back_what_was_typed_when_it_was_killed(
    unpacked: Path, wine: dict[str, str]
) -> None:
    folder = unpacked / "某局"
    folder.mkdir()
    draft = folder / "局.toml"
    draft.write_bytes((unpacked / "samples" / "small-bureau-2024.toml").read_bytes())
    with Console(unpacked, wine, r"某局\局.toml") as form:
        form.shows("部门概况")
        form.press("新局")
        form.shows("新局")
        until(lambda: any("局" in line for line in journalled(folder)[1:]))
        form.kill()
    with Console(unpacked, wine, r"某局\局.toml") as form:
        form.shows("没有保存")
        form.press("\r")
        form.shows("已找回")
        form.press("\x13")
        form.shows("已保存")
        assert load(draft).report.cell("overview.unit").raw.endswith("新局")
        form.press("\x05")
        form.shows("纯文本")
        form.press("\r")
        form.shows("导出到哪里")
        form.press("\r")
        until((folder / "局.docx").is_file)
    with zipfile.ZipFile(folder / "局.docx") as word:
        assert "新局" in word.read("word/document.xml").decode()


async def test_esc_in_a_browser_closes_the_window_and_leaves_the_keyboard_alive(
    unpacked: Path, wine: dict[str, str]
) -> None:
    words = ["wine", "cmd", "/c", "ziping.bat", "serve", r"samples\small-bureau-2024.toml", "--port", "0"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        words, cwd=unpacked, env=wine, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    try:
        assert process.stdout is not None
        (address,) = re.findall(r"http://\S+", process.stdout.readline())
        server = Server(process, address)
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            page = await opened(client, server)
            where = f"{server.origin}/ws/{page}?width=120&height=40"
            async with client.ws_connect(where, headers={"Origin": server.origin}) as socket:
                await told(socket, "部门概况")
                for keys, seen in (("\x1bOP", "位置："), ("\x1b", "下一栏"), ("新局", "新局")):
                    await socket.send_json(["stdin", keys])
                    await told(socket, seen)
    finally:
        end(wine)
        process.communicate()


def end(wine: dict[str, str]) -> None:
    """End every Python of this Windows."""
    command = ["wine", "taskkill", "/f", "/im", "python.exe"]
    subprocess.run(command, env=wine, capture_output=True, stdin=subprocess.DEVNULL, timeout=100)


async def told(socket: ClientWebSocketResponse, text: str) -> None:
    """Wait until the form has written ``text``."""
    seen = ""
    async with asyncio.timeout(120):
        while text not in SEQUENCES.sub("", seen):
            message = await socket.receive()
            assert message.type is WSMsgType.BINARY, seen[-2000:]
            seen += message.data.decode(errors="replace")


def journalled(folder: Path) -> list[str]:
    """The lines of the journals in ``folder``."""
    return [line for path in folder.glob(".*.journal") for line in path.read_text(encoding="utf-8").splitlines()]


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)
