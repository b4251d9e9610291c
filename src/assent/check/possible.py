"""Whether a condition can be met at all, by its own constants.

Each thing that is tested (a fact, a field, a count) is tried at sample values. A condition can be met only if
some sample suits every test of that thing that has to hold at once: so `age >= 65 and age < 18` is found.
Different facts are not weighed against one another; that takes a solver.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import islice

from assent.check.samples import is_met, is_opaque, samples_of
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Cases,
    Count,
    Expression,
    Leaf,
    Named,
    Not,
    Test,
    Titled,
    leaves_of,
)
from assent.language.operands import may_have_no_case
from assent.language.types import Collection
from assent.source.record import record

# Past these sizes nothing is concluded, so that the time taken stays linear in the policy.
MOST_SAMPLES = 600
MOST_NEEDS = 40
MOST_TESTS = 6

# A fact, a field of the latest element, or a count, by its number.
Thing = int


@record
class Never:
    """A condition that no request meets, and the tests that stand against one another in it."""

    tests: tuple[Leaf, ...]


@record
class Allowed:
    """The samples of one thing that are still possible (a bit each), and the tests that leave no others."""

    samples: int
    tests: tuple[Leaf, ...]


# What must hold of each thing for a condition to be met. A thing left out may be anything.
Needs = Mapping[Thing, Allowed]


class Possibility:
    """Answers about the conditions of one policy.

    `named` holds what each definition and clause stands for, each after those that it names. With
    `open_evidence`, it is never known that a piece of evidence does not exist; `certain` are the
    answers without that. `always` are the ids of conditions that every request meets.
    """

    def __init__(self, named: Mapping[str, Expression], *, open_evidence: bool, grid: Grid | None = None) -> None:
        self._open_evidence = open_evidence
        self._grid = grid or Grid(named.values())
        self._named: dict[tuple[str, bool], Needs | Never] = {}
        self.certain = Possibility(named, open_evidence=False, grid=self._grid) if open_evidence else self
        self.always: set[str] = set()
        for id, expression in named.items():
            for holds in (True, False):
                self._named[id, holds] = self._concluded(self.needs(expression, holds=holds), id, holds=holds)

    def _concluded(self, needs: Needs | Never, id: str, *, holds: bool) -> Needs | Never:
        """What naming a condition comes to. What can never be met is told where it stands, and not again."""
        if not isinstance(needs, Never):
            return dict(islice(needs.items(), MOST_NEEDS))
        if not holds and not self._open_evidence:
            self.always.add(id)
        is_told = holds or not self._open_evidence or id in self.certain.always
        return {} if is_told else needs

    def needs(self, expression: Expression, *, holds: bool) -> Needs | Never:
        """What it takes for an expression to be met or, with `holds` false, to be known as not met."""
        match expression:
            case Test() | Count():
                return self._leaf(expression, holds=holds)
            case Named(id):
                return self._named.get((id, holds), {})
            case Titled(_, part):
                return self.needs(part, holds=holds)
            case Not(part):
                return self.needs(part, holds=not holds)
            case AllOf(parts):
                return self._several(parts, len(parts) if holds else 1, holds=holds)
            case AnyOf(parts):
                return self._several(parts, 1 if holds else len(parts), holds=holds)
            case Cases(cases=cases):
                both = (AllOf((when, then if holds else Not(then))) for when, then in cases)
                none = [AllOf(tuple(Not(when) for when, _ in cases))] if may_have_no_case(expression) else []
                return self._several((*both, *([] if holds else none)), 1, holds=True)
            case AtLeastOf(number, parts):
                return self._several(parts, number if holds else len(parts) - number + 1, holds=holds)

    def _several(self, parts: tuple[Expression, ...], number: int, *, holds: bool) -> Needs | Never:
        """What it takes for `number` of the parts to come out as `holds`."""
        answers = [self.needs(part, holds=holds) for part in parts]
        possible = [answer for answer in answers if not isinstance(answer, Never)]
        if len(possible) < number:
            return next(answer for answer in answers if isinstance(answer, Never))
        if number == len(parts):
            return _all_at_once(possible)
        return _any_one(possible) if number == 1 else {}

    def _leaf(self, leaf: Leaf, *, holds: bool) -> Needs | Never:
        if not holds and self._open_evidence and isinstance(leaf, Count) and not _is_list(leaf):
            return Never((leaf,))
        thing, met, every = self._grid.met(leaf)
        if met in (0, every):
            return {}  # the same for every value: that is reported of the test by itself
        return {thing: Allowed(met if holds else every & ~met, (leaf,))}


class Grid:
    """Which tests are met at which samples of the things they ask about, for all the tests of one policy."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        # Numbered once: the hash of a test is the hash of all that is in it. Equal tests have one number.
        self._leaves = [leaf for expression in expressions for leaf in leaves_of(expression)]
        numbers: dict[Leaf, int] = {}
        self._number = {id(leaf): numbers.setdefault(leaf, len(numbers)) for leaf in self._leaves}
        things: dict[Hashable, Thing] = {}
        self._thing = [things.setdefault(_asked_by(leaf), len(things)) for leaf in numbers]
        self._tests: list[list[Leaf]] = [[] for _ in things]
        for leaf, thing in zip(numbers, self._thing, strict=True):
            self._tests[thing].append(leaf)
        self._samples: dict[Thing, tuple[object, ...]] = {}
        self._met: dict[int, tuple[Thing, int, int]] = {}

    def met(self, leaf: Leaf) -> tuple[Thing, int, int]:
        """What a test asks about, the samples at which it is met (a bit each), and all samples."""
        number = self._number[id(leaf)]
        if number not in self._met:
            thing = self._thing[number]
            if len(self._tests[thing]) == 1:
                # Nothing else asks about it: the test is met or it is not, and two samples are enough.
                met, every = 0b01, 0b11
            else:
                samples = self._samples_of(thing)
                met = sum(1 << at for at, sample in enumerate(samples) if is_met(leaf, sample))
                every = (1 << len(samples)) - 1
            self._met[number] = (thing, met, every)
        return self._met[number]

    def _samples_of(self, thing: Thing) -> tuple[object, ...]:
        if thing not in self._samples:
            samples = samples_of(self._tests[thing])
            self._samples[thing] = samples if len(samples) <= MOST_SAMPLES else ()
        return self._samples[thing]


def _asked_by(leaf: Leaf) -> Hashable:
    """What a leaf varies with: an operand, a count, or (a window, a document) only itself."""
    if isinstance(leaf, Count):
        return (leaf.fact.name, leaf.window, leaf.where, leaf.pattern, leaf.per)
    return leaf if is_opaque(leaf) else leaf.operand


def _is_list(count: Count) -> bool:
    return isinstance(count.fact.type, Collection) and count.fact.type.complete


def _all_at_once(needs: list[Needs]) -> Needs | Never:
    together: dict[Thing, Allowed] = {}
    for one in needs:
        for thing, allowed in one.items():
            before = together.get(thing)
            if before is None:
                together[thing] = allowed
                continue
            samples = before.samples & allowed.samples
            tests = (*before.tests, *allowed.tests)[:MOST_TESTS]
            if not samples:
                return Never(tests)
            together[thing] = Allowed(samples, tests)
    return together


def _any_one(needs: list[Needs]) -> Needs:
    """What holds of a thing whichever of the conditions is the one that is met."""
    shared = set(needs[0]).intersection(*needs[1:])
    either: dict[Thing, Allowed] = {}
    for thing in (thing for thing in needs[0] if thing in shared):
        samples = 0
        tests: tuple[Leaf, ...] = ()
        for one in needs:
            samples |= one[thing].samples
            tests = (*tests, *one[thing].tests)[:MOST_TESTS]
        either[thing] = Allowed(samples, tests)
    return either
