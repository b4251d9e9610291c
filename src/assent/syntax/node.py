"""What every node of the syntax tree is: a frozen slotted dataclass that is compared by what was written.

A dataclass writes and compiles half a dozen methods of its own. For some fifty nodes that would be a tenth
of the time that `assent check` takes, so that nodes share the methods that need not be their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, TypeVar, dataclass_transform

Node = TypeVar("Node", bound="Written")


class Written:
    """Equality, hash and text by the fields that take part in comparison."""

    __slots__ = ()
    compared: ClassVar[tuple[str, ...]] = ()

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.compared)

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        said = (f"{name}={value!r}" for name, value in zip(self.compared, self._values(), strict=True))
        return f"{type(self).__name__}({', '.join(said)})"


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def node(written: type[Node]) -> type[Node]:
    """Make a class a node."""
    written.__doc__ = written.__doc__ or written.__name__  # else `dataclass` works out a signature to say
    made = dataclass(frozen=True, slots=True, eq=False, repr=False)(written)
    made.compared = tuple(each.name for each in fields(made) if each.compare)  # type: ignore[arg-type]
    return made
