"""What the solver is told of each clause, held against the examples of a document.

`module` finds a module of the package by its name, so that a copy with a fault planted in it can be asked as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import z3

from conformance.reading import Document

Modules = Callable[[str], Any]


def told_otherwise(module: Modules, policy: Any, document: Document) -> Iterator[str]:
    """Where the solver is told otherwise than the cases expect: each clause by itself, as others' lists take long.

    An expectation has to be possible, and nothing else may be: what the solver is not told about may be anything.
    """
    read_request = module("requests.read").read_request
    asked = [
        (case.name, read, case.expected["clauses"])
        for case in document.cases
        if "clauses" in case.expected and not (read := read_request(policy, case.request)).faults
    ]
    for clause in policy.clauses:
        about = [(name, read, clauses[clause.id]) for name, read, clauses in asked if clause.id in clauses]
        if about:
            yield from _of_clause(module, policy, clause.id, about)


def _of_clause(module: Modules, policy: Any, id: str, about: list[tuple[str, Any, str]]) -> Iterator[str]:
    named, reached = policy.named, [id]
    for one in reached:  # grows as it goes
        reached += [other for other in module("language.expressions").named_in(named[one]) if other not in reached]
    demands = module("analyse.encode.demands").Demands(least_slots=max(_longest_list(read) for _, read, _ in about))
    demands.add(named[one] for one in reached)
    space = module("analyse.encode.space").Space(*module("analyse.encode.effects").days_of(policy), demands)
    truth = module("analyse.encode.expressions").Expressions(space, named).name(id)
    terms, pinned = module("analyse.encode.terms"), module("analyse.pins").pinned
    solver = z3.Solver()
    solver.add(*space.take_demands())
    for name, read, result in about:
        expected = {"met": truth.met, "not met": truth.unmet, "unknown": truth.unknown}[result]
        pins = pinned(space, read)
        if solver.check(*pins, terms.as_term(expected)) != z3.sat:
            yield f"{name}: {id} cannot be {result}"
        elif not space.untold and solver.check(*pins, terms.as_term(terms.neg(expected))) != z3.unsat:
            yield f"{name}: {id} can be other than {result}"


def _longest_list(read: Any) -> int:
    return max((len(value) for value in read.facts.values() if isinstance(value, tuple)), default=0)
