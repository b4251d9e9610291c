"""What the names of a checker that is read back stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assent.language.expressions import Calculated, Fact


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of a checker stand for: facts, functions of definitions and clauses, constants."""

    facts: Mapping[str, Fact]
    ids: Mapping[str, str]
    parameters: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, Any]
    calculated: tuple[Calculated, ...] = ()
