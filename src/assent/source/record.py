"""A record: a frozen slotted dataclass that takes little time to define.

A dataclass writes and compiles some eight methods of its own when its module is loaded. The syntax tree and
the policy have eighty of them, and `assent check` runs at every save: a record compiles `__init__` alone, and
shares the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
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


def _setattr(_self: Any, name: str, _value: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple(getattr(self, each.name) for each in fields(self))


@dataclass_transform(frozen_default=True, eq_default=True, field_specifiers=(field,))
def record(written: type[T]) -> type[T]:
    """Make a class a record: equality, hash and text go by the fields that take part in comparison."""
    written.__doc__ = written.__doc__ or written.__name__  # else `dataclass` works out a signature to say
    made: Any = dataclass(init=False, eq=False, repr=False, slots=True)(written)
    named = fields(made)
    made.compared = tuple(each.name for each in named if each.compare)
    made.__init__ = _init(made, named)
    made.__eq__, made.__hash__, made.__repr__, made.__reduce__ = _eq, _hash, _repr, _reduce
    made.__setattr__, made.__delattr__ = _setattr, _delattr
    return made  # type: ignore[no-any-return]


def _init(made: Any, named: tuple[Field[Any], ...]) -> Callable[..., None]:
    """`__init__`, which fills the slots directly, as nothing else can."""
    known: dict[str, Any] = {}
    parameters, lines = ["self"], []
    for each in named:
        assert each.default_factory is MISSING, "a record's defaults are values"
        known[f"set_{each.name}"] = vars(made)[each.name].__set__
        lines.append(f"    set_{each.name}(self, {each.name})")
        if each.default is MISSING:
            parameters.append(each.name)
        else:
            known[f"default_{each.name}"] = each.default
            parameters.append(f"{each.name}=default_{each.name}")
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or "    pass"), known)  # noqa: S102
    made_init: Callable[..., None] = known["__init__"]
    made_init.__qualname__ = f"{made.__qualname__}.__init__"
    return made_init
