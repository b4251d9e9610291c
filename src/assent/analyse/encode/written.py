"""What was told of tests, and of the values in them that are worked out: each is told once, whoever asks for it.

Two tests of how long the same episodes last, or of the same latest element, are then tests of one and the same value,
also where they are of two policies. Told twice, the solver would have to find out that it is one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assent.analyse.encode.episodes import Lengths
from assent.analyse.encode.symbols import Symbol
from assent.analyse.encode.truth import Truth
from assent.language.expressions import Extent, LatestField, Leaf


@dataclass(frozen=True, slots=True)
class Written:
    """The truths of tests, the latest elements, and how long episodes last."""

    leaves: dict[Leaf, Truth] = field(default_factory=dict)
    latest: dict[LatestField, Symbol] = field(default_factory=dict)
    extents: dict[Extent, Lengths] = field(default_factory=dict)
