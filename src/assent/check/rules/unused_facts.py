"""Facts that are declared and asked about nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from assent.check.problems import Problems
from assent.check.vocabulary import Vocabulary
from assent.language.expressions import Expression, leaves_of
from assent.language.operands import facts_of
from assent.language.policy import Policy
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.syntax.tree import FactNode

UNUSED_FACT = Code("unused-fact", "warning", "a fact that no policy asks about")
CODES = (UNUSED_FACT,)


def unused_facts(vocabulary: Vocabulary, policies: Iterable[Policy]) -> tuple[Diagnostic, ...]:
    """The facts of a vocabulary that none of a project's policies asks about.

    `policies` must be all that use the vocabulary: while one of them has errors, there is no telling.
    """
    used = {name for policy in policies if vocabulary.id in policy.vocabularies for name in facts_asked(policy)}
    return tuple(
        UNUSED_FACT.at(
            vocabulary.spans[fact.name],
            f"no policy asks about the fact `{fact.name}`",
            label="not used",
            help="use it in a policy, or leave it out",
        )
        for fact in vocabulary.facts
        if fact.name not in used
    )


def facts_asked(policy: Policy) -> AbstractSet[str]:
    """The names of the facts that a policy asks about: in definitions, clauses, and what it grants."""
    requested = {fact.name for fact in policy.requested}
    return requested | {
        fact.name for body in _expressions(policy) for leaf in leaves_of(body) for fact in facts_of(leaf)
    }


def _expressions(policy: Policy) -> list[Expression]:
    exceptions = [clause.unless for clause in policy.clauses if clause.unless is not None]
    exceptions += [clause.when for clause in policy.clauses if clause.when is not None]
    return [
        *(d.body for d in policy.definitions),
        *(clause.body for clause in policy.clauses),
        *exceptions,
        *policy.conditions,
    ]


def own_facts(problems: Problems, nodes: Iterable[FactNode], used: AbstractSet[str]) -> None:
    """The facts declared inside a policy that it does not name."""
    for node in nodes:
        if node.name.word not in used:
            problems.add(
                UNUSED_FACT,
                node.name.at,
                f"no policy asks about the fact `{node.name.word}`",
                label="not used",
                help="use it in a clause, or leave it out",
            )
