"""The one root of everything this program refuses, so that callers catch one class and print one sentence."""


class ZipingError(Exception):
    """Something the clerk has to mend. ``str(error)`` is one Chinese sentence with place and remedy."""
