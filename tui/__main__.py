"""``python -m tui`` is ``ziping``."""

from tui.cli.main import run

run()
