"""Drafts of older versions of the program: their text is brought to the present schema, step by step.

Each step makes the text of one schema that of the next and changes nothing else, so that comments, order and what the
clerk wrote stay. There is no older schema yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

STEPS: Final[Mapping[int, Callable[[str], str]]] = {}
"""By the schema that a step starts from; it need not write the schema's number."""
_NUMBER: Final = re.compile(r"^([ \t]*schema[ \t]*=[ \t]*)[0-9]+", re.M)


def migrated(text: str, schema: int, wanted: int) -> str:
    """The draft ``text`` of ``schema`` as one of ``wanted``."""
    for step in range(schema, wanted):
        text = STEPS[step](text)
    return _NUMBER.sub(rf"\g<1>{wanted}", text, count=1)
