"""The laws that every policy obeys, and what was found of one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assent.analyse.questions.same import Differs
from assent.analyse.session import Answer, Impossible
from assent.language.expressions import Leaf
from assent.language.phrases import phrase_of


@dataclass(frozen=True, slots=True)
class Law:
    """A law of semantics.md by its number there; `besides` says what in it is not proved, and by what it is held."""

    number: int
    says: str
    besides: str = ""


ONE_OUTCOME = Law(1, "each valid request has exactly one outcome", "that it is the same on every run is tested")
INFORMATION = Law(2, "what is met, not met, denied or approved stays so where more is stated")
BOUNDARIES = Law(
    3,
    "each threshold is met on the side that is written, and not one step beyond",
    "that months are counted back as the calendar has it is tested",
)
TARGETS = Law(
    4,
    "the checker decides as the policy says",
    "that it reads requests alike, and names the same as missing and in notes, is tested",
)
FORMATTED = Law(5, "its text, formatted, says the same, and formatting it again changes nothing")
DOCUMENT = Law(
    6,
    "the document says what the policy says",
    "that its phrases are the right words is for people to read; what stands around its sentences is as this compiler"
    " writes it, which is tested",
)
NAMED = Law(
    7,
    "each denial names a clause, and each pend something that is missing",
    "that the reason given for what is missing is the right one is tested",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a law says of a policy: `answer` is an example on which it is otherwise, or that there is none."""

    what: str
    answer: Answer | Differs


@dataclass(frozen=True, slots=True)
class Held:
    """What was found of a law for one policy; `tested` are parts of it that are held by tests and not proved."""

    law: Law
    parts: tuple[Part, ...]
    tested: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[Part, ...]:
        """What is not proved, though it was asked."""
        return tuple(part for part in self.parts if not isinstance(part.answer, Impossible))

    @property
    def bounds(self) -> tuple[str, ...]:
        """How far lists were looked into: each as far as in all tests of it, in some of which it is farther."""
        answers = (part.answer for part in self.parts)
        bounds = {one for answer in answers if isinstance(answer, Impossible) for one in answer.bounds}
        least: dict[str, str] = {}
        for one in sorted(bounds, key=_number_in):
            least.setdefault(_NUMBER.sub("", one), one)
        return tuple(sorted(least.values()))


# How many different elements a bound names: the one number in it that stands by itself.
_NUMBER = re.compile(r"(?<= up to )\d+(?= different )")


def _number_in(bound: str) -> int:
    found = _NUMBER.search(bound)
    return 0 if found is None else int(found[0])


def in_words(leaf: Leaf) -> str:
    """A test as it is spoken of."""
    phrase = phrase_of(leaf)
    return f"{phrase.label}: {phrase.says}"
