"""``python -m tui`` is ``ziping``."""

from tui.cli.main import run

if __name__ == "__main__":  # processes that read strangers' files load this module once more
    run()
