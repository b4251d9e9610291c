"""A request that a policy approves, found by changing one fact at a time.

No solver: facts start unknown, and the fact whose candidate leaves the fewest clauses in the way is
changed, clause by clause. Where that finds no approval, what it came closest to is the base all the same:
the cases state whatever outcome follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never

from assent.evaluate.interpreter import Case, meaning
from assent.generate.cases.candidates import candidates
from assent.generate.cases.values import Candidate, read_values
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Cases,
    Count,
    Expression,
    Fact,
    Leaf,
    Named,
    Not,
    Operand,
    Test,
    Titled,
    leaves_of,
    named_in,
)
from assent.language.operands import facts_of, inputs_of
from assent.language.policy import Clause, Policy
from assent.language.types import Type, YesNo, is_for_clinician

# Each pass mends clauses one by one; a policy whose clauses pull against each other is given up after these.
_PASSES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a policy asks of each fact: the leaves about it, and the clauses that come to depend on it."""

    leaves: Mapping[str, tuple[Leaf, ...]]
    clauses: Mapping[str, tuple[Clause, ...]]


@dataclass(slots=True)
class _Search:
    policy: Policy
    asked: Asked
    named: Mapping[str, Expression]
    options: Mapping[str, tuple[Candidate, ...]]
    facts: Mapping[str, Fact]
    as_of: int
    raw: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


def asked_of(policy: Policy, also: Iterable[Expression] = ()) -> Asked:
    """The leaves and the clauses by fact, named definitions and clauses entered; `also` are asked by no clause."""
    named = policy.named
    reach: dict[str, tuple[Leaf, ...]] = {}

    def leaves(expression: Expression) -> tuple[Leaf, ...]:
        found = list(leaves_of(expression))
        for id in named_in(expression):
            if id not in reach:
                reach[id] = leaves(named[id])
            found.extend(reach[id])
        return tuple(dict.fromkeys(found))

    by_fact: dict[str, dict[Leaf, None]] = {}
    clauses: dict[str, dict[str, Clause]] = {}
    for clause in policy.clauses:
        for leaf in leaves(clause.whole):
            for fact in facts_of(leaf):
                by_fact.setdefault(fact.name, {})[leaf] = None
                clauses.setdefault(fact.name, {})[clause.id] = clause
    for expression in also:
        for leaf in leaves(expression):
            for fact in facts_of(leaf):
                by_fact.setdefault(fact.name, {})[leaf] = None
    return Asked(
        {name: tuple(found) for name, found in by_fact.items()},
        {name: tuple(found.values()) for name, found in clauses.items()},
    )


def options_of(policy: Policy, asked: Asked, given: Case) -> Mapping[str, tuple[Candidate, ...]]:
    """The candidates of each fact that a policy asks about; `given` is what they are held against."""
    facts = [fact for fact in policy.facts if fact.name in asked.leaves]
    return {fact.name: candidates(fact, asked.leaves[fact.name], given) for fact in facts}


def approved_facts(
    policy: Policy, asked: Asked, options: Mapping[str, tuple[Candidate, ...]], as_of: int
) -> dict[str, Any]:
    """Facts, as a request states them, under which the policy approves, or comes as near as the search gets."""
    search = _Search(policy, asked, policy.named, options, {fact.name: fact for fact in policy.facts}, as_of)
    facts_of: dict[str, list[str]] = {clause.id: [] for clause in policy.clauses}
    for name, clauses in asked.clauses.items():
        for clause in clauses:
            facts_of[clause.id].append(name)
    for _ in range(_PASSES):
        pending = [clause for clause in policy.clauses if not _out_of_the_way(search, clause)]
        if not pending:
            break
        for clause in pending:
            _mend(search, clause, facts_of[clause.id])
    _complete(search)
    return search.raw


def _out_of_the_way(search: _Search, clause: Clause) -> bool:
    """Whether a clause keeps nothing from approval."""
    truth = meaning(clause.whole, Case(search.as_of, search.values, search.named))
    return truth is (clause.verb in ("require", "submit"))


def _mend(search: _Search, clause: Clause, facts: list[str]) -> None:
    """Change the clause's facts, the best change first, until the clause is out of the way or nothing helps."""
    for _ in range(len(facts) + 1):
        if _out_of_the_way(search, clause):
            return
        tried = (
            (_cost(search, name, candidate), -at, name, candidate)
            for at, name in enumerate(facts)
            for candidate in search.options[name]
        )
        best = min(tried, key=lambda one: one[0], default=None)
        if best is None or search.raw.get(best[2]) == best[3].raw:
            return
        _state(search, best[2], best[3])


def _state(search: _Search, name: str, candidate: Candidate) -> None:
    search.raw[name] = candidate.raw
    search.values |= read_values(search.facts[name], candidate.raw, search.as_of)


def _cost(search: _Search, name: str, candidate: Candidate) -> tuple[int, bool]:
    """How far the clauses that ask about a fact are from approval with a candidate; a judgement is a last resort."""
    tried = read_values(search.facts[name], candidate.raw, search.as_of)
    kept = {one: search.values.get(one) for one in tried}
    search.values |= tried
    case = Case(search.as_of, search.values, search.named)
    far = sum(
        _distance(clause.whole, clause.verb in ("require", "submit"), case) for clause in search.asked.clauses[name]
    )
    search.values |= kept
    return far, is_for_clinician(_type(search, name))


def _distance(expression: Expression, wanted: bool, case: Case) -> int:
    """How many tests, at the least, still have to come out otherwise; an opposite one counts double."""
    match expression:
        case Titled(_, part):
            return _distance(part, wanted, case)
        case Not(part):
            return _distance(part, not wanted, case)
        case Named(id):
            return _distance(case.named[id], wanted, case)
        case Cases(cases=cases):
            return min(_distance(when, True, case) + _distance(then, wanted, case) for when, then in cases)
        case AllOf(parts):
            needed = len(parts) if wanted else 1
        case AnyOf(parts):
            needed = 1 if wanted else len(parts)
        case AtLeastOf(number, parts):
            needed = number if wanted else len(parts) - number + 1
        case Test() | Count():
            truth = meaning(expression, case)
            return 0 if truth is wanted else 1 if truth is None else 2
        case _:
            assert_never(expression)
    return sum(sorted(_distance(part, wanted, case) for part in parts)[:needed])


def _complete(search: _Search) -> None:
    """State what the policy asks for but approval does not need, where approval stays.

    A yes/no fact is stated as "no", and what is held against other values, so that those have something beside them.
    """
    for name, leaves in search.asked.leaves.items():
        options = search.options[name]
        if name in search.raw or not options:
            continue
        if isinstance(_type(search, name), YesNo):
            _state(search, name, options[1])
        elif any(_is_beside(leaf, name) for leaf in leaves):
            _state(search, name, options[0])
        else:
            continue
        if not all(_out_of_the_way(search, clause) for clause in search.asked.clauses[name]):
            del search.raw[name]
            for one in read_values(search.facts[name], None, search.as_of):
                del search.values[one]


def _is_beside(leaf: Leaf, name: str) -> bool:
    """Whether a leaf holds a fact against another value."""
    named = any(one.fact.name == name for one in inputs_of(leaf))
    return named and (isinstance(leaf, Count) or isinstance(leaf.argument, Operand))


def _type(search: _Search, name: str) -> Type:
    return search.facts[name].type
