"""A record: a frozen slotted dataclass that takes little time to define.

A dataclass writes and compiles half a dozen methods of its own when its module is loaded. The syntax tree
and the policy have some eighty of them, and `assent check` runs at every save; records share the methods
that need not be their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.compared)


def _eq(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash((type(self), _values(self)))


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.compared)})"


@dataclass_transform(frozen_default=True, eq_default=True, field_specifiers=(field,))
def record(written: type[T]) -> type[T]:
    """Make a class a record: equality, hash and text go by the fields that take part in comparison."""
    written.__eq__, written.__hash__, written.__repr__ = _eq, _hash, _repr  # type: ignore[method-assign]
    written.__doc__ = written.__doc__ or written.__name__  # else `dataclass` works out a signature to say
    made: Any = dataclass(frozen=True, slots=True, eq=False, repr=False)(written)
    made.compared = tuple(each.name for each in fields(made) if each.compare)
    return made  # type: ignore[no-any-return]
