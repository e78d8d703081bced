"""``python -m tui`` is ``ziping``."""

from tui.cli import run

run()
