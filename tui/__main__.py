"""``python -m tui`` is ``ziping``."""

import sys

from tui.cli import main

sys.exit(main())
