"""What every named part of the report has: its key in the draft, its label, its help, where its content comes from."""

from model.errors import ZipingError


class Element:
    """A named part of a record. ``name`` is its key in the draft, ``label`` what the clerk sees.

    ``yearly``: it belongs to one year, so that next year's draft begins without it. ``folded``: not every department
    reports it; a form shows it once it is filled in, or asked for. ``source`` is where its content is looked up.
    """

    name: str = ""
    label: str
    yearly: bool = False
    folded: bool = False
    help: str = ""
    source: str = ""
    _owner: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self._owner = owner.__name__

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._owner}.{self.name})"


class FieldError(ZipingError):
    """The text does not fit its field; the message says what is expected."""
