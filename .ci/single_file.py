"""Makes ``ziping`` one file for machines without a network: python .ci/single_file.py OUT.pyz.

The file holds everything but Python itself, the form in the browser and .png pictures included, and unpacks into
``~/.cache/ziping`` when it is first started. It is good for the system and the Python that it was made with, because
some of what it holds is compiled; started with another one it says so. What a file unpacked goes when the one that took
its place is started: see ``first.py``.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTRAS = "serve,image"


def build(out: Path) -> int:
    """Write the file to ``out``; returns 0, or what the packer ends with when it could not be made."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder, "first.py")
        made = (platform.system(), platform.machine(), version)
        text = Path(__file__).with_name("first.py").read_text(encoding="utf-8")
        first.write_text(f"{text}\n\nbegin({made!r}, archive, site_packages)\n", encoding="utf-8")
        words = ["--entry-point", "tui.cli.main:run", "--python", f"/usr/bin/env python{version}"]
        words += ["--root", "~/.cache/ziping", "--preamble", str(first), "--extend-pythonpath", "--reproducible"]
        words += ["--output-file", str(out), "--quiet", f"{ROOT}[{EXTRAS}]"]
        return subprocess.run([sys.executable, "-m", "shiv", *words]).returncode


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("which file? python .ci/single_file.py OUT.pyz")
    sys.exit(build(Path(sys.argv[1])))
