"""Plain values made of named parts, without what ``typing.NamedTuple`` and ``dataclass`` cost a check at its start.

Both compile a constructor for every class and load modules that nothing else needs here: a tenth of the time that
``ziping check`` has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Self


class ValueType:
    """Equal to another of its kind with the same parts; never changed once made.

    ``__slots__`` names the parts in the order of the constructor.
    """

    __slots__: tuple[str, ...] = ()

    def _parts(self) -> list[Any]:
        return [getattr(self, name) for name in self.__slots__]

    def asdict(self) -> dict[str, Any]:
        """The parts by name, in their order."""
        return {name: getattr(self, name) for name in self.__slots__}

    def replaced(self, **changes: Any) -> Self:
        """The same value with other parts in place of some."""
        return type(self)(*[changes[name] if name in changes else getattr(self, name) for name in self.__slots__])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is not type(self):
            return False
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(tuple(self._parts()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={part!r}' for name, part in self.asdict().items())})"
