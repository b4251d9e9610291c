"""What becomes of each mutant: killed by a case, proved to mean the same, or alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assent.analyse.likeness import tell_apart
from assent.analyse.mutation import Mutant, mutants_of
from assent.analyse.rerun import Came, Rerun, touched_by
from assent.analyse.session import Example, Impossible, NotDecided
from assent.language.policy import Policy
from assent.requests.cases import PolicyCase

Fate = Literal["killed", "equivalent", "alive", "not decided"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant and its fate.

    `by` names the case that kills it. Of one that is alive, `example` is a request on which the two come to
    something else, and `differs` says in what. `because` says why it could not be decided, or up to what bound
    it was looked for.
    """

    mutant: Mutant
    fate: Fate
    by: str = ""
    example: Mapping[str, Any] | None = None
    differs: str = ""
    because: str = ""


def judged(policy: Policy, cases: Sequence[PolicyCase], *, timeout: float) -> Iterator[Judged]:
    """Every mutant of a policy with its fate. Those that no case kills are held against the policy by the solver."""
    ready = [(case, rerun) for case in cases if (rerun := Rerun.of(policy, case.request)).is_valid]
    touched = touched_by(policy)
    for mutant in mutants_of(policy):
        by = _killer(mutant, ready, touched[mutant.place.owner])
        yield Judged(mutant, "killed", by) if by else _alive(policy, mutant, touched[mutant.place.owner], timeout)


def _alive(policy: Policy, mutant: Mutant, touched: frozenset[str], timeout: float) -> Judged:
    match tell_apart(policy, mutant.policy, touched, timeout=timeout):
        case Impossible(bounds):
            return Judged(mutant, "equivalent", because="; ".join(bounds))
        case NotDecided(because):
            return Judged(mutant, "not decided", because=because)
        case Example(request):
            was = Rerun.of(policy, request)
            becomes = was.under(mutant.policy, touched)
            return Judged(mutant, "alive", example=request, differs=_difference(was.came, becomes))


def _difference(was: Came, becomes: Came) -> str:
    """In what two results differ, the outcome before all else."""
    if was.outcome != becomes.outcome:
        return f"{was.outcome} becomes {becomes.outcome}"
    id = next(id for id, result in was.results.items() if becomes.results[id] != result)
    return f"{id}: {was.results[id]} becomes {becomes.results[id]}; the outcome stays {was.outcome}"


def _killer(mutant: Mutant, cases: Iterable[tuple[PolicyCase, Rerun]], touched: frozenset[str]) -> str:
    """The first case that expects something else than the mutant gives."""
    for case, rerun in cases:
        if not _is_as_expected(case, rerun.under(mutant.policy, touched)):
            return case.name
    return ""


def _is_as_expected(case: PolicyCase, came: Came) -> bool:
    expected = case.expected
    return (
        came.outcome == expected.outcome
        and all(came.results[id] == result for id, result in expected.clauses.items() if id in came.results)
        and (expected.missing is None or came.missing == tuple(sorted(expected.missing)))
    )
