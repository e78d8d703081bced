"""The form's end of the pipe to ``tui.serve.server``, named in TEXTUAL_DRIVER by it."""

from __future__ import annotations

from textual import messages
from textual.drivers.web_driver import WebDriver


class BrowserDriver(WebDriver):
    """Textual's driver for browsers; the form closes when the server is gone, so that no lock is left behind."""

    def run_input_thread(self) -> None:
        """Until there is no more input."""
        super().run_input_thread()
        self._app.post_message(messages.ExitApp())
