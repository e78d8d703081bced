"""The Windows bundle: built from the checkout, and used under Wine as a clerk would after unzipping it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 30_000_000
"""A bundle is carried on a stick and by mail: bytes."""


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
    subprocess.run(["wineboot", "-i"], env=there, capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
    version = ["wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"]
    subprocess.run(version, env=there, capture_output=True, timeout=100, stdin=subprocess.DEVNULL)
    return there


def ran(unpacked: Path, wine: dict[str, str], *words: str) -> subprocess.CompletedProcess[bytes]:
    """``ziping.bat`` with ``words``. Wine gives its standard streams only to pipes."""
    command = ["wine", "cmd", "/c", "ziping.bat", *words]
    return subprocess.run(command, cwd=unpacked, env=wine, capture_output=True, input=b"", timeout=200)


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


def test_no_path_in_it_is_too_long_for_windows(unpacked: Path) -> None:
    longest = max(len(str(path.relative_to(unpacked.parent))) for path in unpacked.rglob("*"))
    assert longest + len(r"C:\Users\a-rather-long-user-name\Documents\2024") < 260


def test_a_draft_is_checked(unpacked: Path, wine: dict[str, str]) -> None:
    done = ran(unpacked, wine, "check", "samples/changsha-hrss-2022.toml", "--format", "json")
    counts = json.loads(done.stdout.decode("utf-8"))["drafts"][0]["counts"]
    here = [sys.executable, "-m", "tui", "check", "samples/changsha-hrss-2022.toml", "--format", "json"]
    same = subprocess.run(here, cwd=ROOT, capture_output=True)
    assert counts == json.loads(same.stdout)["drafts"][0]["counts"]
    assert "错误" in ran(unpacked, wine, "check", "samples/changsha-hrss-2022.toml").stdout.decode("utf-8")


def test_a_report_is_exported_as_it_is_here(unpacked: Path, wine: dict[str, str], tmp_path: Path) -> None:
    done = ran(unpacked, wine, "export", "samples/small-bureau-2024.toml", "-o", "报告.docx")
    assert done.returncode == 0, done.stderr.decode("utf-8")
    here = [sys.executable, "-m", "tui", "export", "samples/small-bureau-2024.toml", "-o", str(tmp_path / "报告.docx")]
    subprocess.run(here, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(unpacked / "报告.docx") as there, zipfile.ZipFile(tmp_path / "报告.docx") as same:
        assert there.read("word/document.xml") == same.read("word/document.xml")


def test_a_folder_is_checked_by_two_processes(unpacked: Path, wine: dict[str, str]) -> None:
    folder = unpacked / "草稿"
    shutil.copytree(unpacked / "samples", folder)
    done = ran(unpacked, wine, "check", "草稿", "--jobs", "2")
    assert "共 3 份" in done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == 1
