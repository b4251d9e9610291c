"""Every expression of a policy, for tests that ask what a policy has in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from assent.language.expressions import (
    Calculated,
    Changed,
    Count,
    Elapsed,
    Expression,
    Leaf,
    Named,
    Operand,
    PatternKind,
    Shifted,
    Test,
    condition_of,
    parts_of,
)
from assent.language.policy import Policy

_PARTS = ("at_least", "at_most", "window", "where", "pattern", "per")


def roots(policy: Policy) -> Iterator[Expression]:
    """The bodies and exceptions of a policy's definitions and clauses."""
    yield from (definition.body for definition in policy.definitions)
    for clause in policy.clauses:
        yield clause.body
        yield from (part for part in (clause.unless, clause.when) if part is not None)


def expressions(policy: Policy) -> Iterator[Expression]:
    """Every expression of a policy; the condition of a count comes after it."""
    for root in (*roots(policy), *policy.conditions):
        yield from inside(root)


def inside(expression: Expression) -> Iterator[Expression]:
    """An expression and every expression in it, conditions of counts included."""
    yield expression
    if isinstance(expression, Test | Count) and (where := condition_of(expression)) is not None:
        yield from inside(where)
    for part in parts_of(expression):
        yield from inside(part)


def leaves(policy: Policy) -> Iterator[Leaf]:
    """Every test and count of a policy, those in conditions included."""
    return (one for one in expressions(policy) if isinstance(one, Test | Count))


def operands(test: Test) -> Iterator[Operand]:
    """The operands of a test, and those inside them."""
    for side in (test.operand, test.argument):
        waiting = [side] if isinstance(side, Operand) else []
        while waiting:
            yield waiting[-1]
            inner = waiting.pop()
            waiting += [inner.operand] if isinstance(inner, Shifted | Elapsed | Changed) else []
            waiting += inner.values if isinstance(inner, Calculated) else ()


def traits(policy: Policy) -> Iterator[str]:
    """What a policy has in it, by name: rows of the operator table, kinds of expression, operands, types and verbs."""
    for one in expressions(policy):
        yield type(one).__name__
        if isinstance(one, Test):
            yield f"row {one.operator.name}"
            yield from (type(operand).__name__ for operand in operands(one))
            if isinstance(one.argument, Operand):
                yield f"{one.operator.takes} held against another"
        if isinstance(one, Count):
            yield "Count of a list" if getattr(one.fact.type, "complete", False) else "Count of evidence"
            yield from (f"Count with {part}" for part in _PARTS if getattr(one, part) is not None)
            yield from (f"Count {one.pattern.kind}",) if one.pattern else ()
        if isinstance(one, Named):
            named = {definition.id for definition in policy.definitions}
            yield "Named definition" if one.id in named else "Named clause"
    for fact in policy.facts:
        yield f"fact {type(fact.type).__name__}"
    for clause in policy.clauses:
        yield clause.verb
        if clause.unless is not None:
            yield f"{clause.verb} with an exception"
        if clause.when is not None:
            yield f"{clause.verb} with a condition"


def all_traits() -> frozenset[str]:
    """What the language has: every name that `traits` can give."""
    from assent.language.operators import OPERATORS

    names = {f"row {row.name}" for row in OPERATORS}
    names |= {"Test", "Count", "Not", "AllOf", "AnyOf", "AtLeastOf", "Named", "Titled", "Cases"}
    names |= {
        "FactValue",
        "FieldValue",
        "LatestField",
        "Extent",
        "Recent",
        "Calculated",
        "AsOf",
        "Shifted",
        "Elapsed",
        "Changed",
    }
    names |= {f"{kind} held against another" for kind in ("number", "scale", "choice", "code", "date")}
    names |= {"Count of a list", "Count of evidence", "Named definition", "Named clause"}
    names |= {f"Count with {part}" for part in _PARTS} | {f"Count {kind}" for kind in get_args(PatternKind)}
    types = "YesNo Judgement Number Scale Choice Code Date Document DurationType Collection"
    names |= {f"fact {name}" for name in types.split()}
    for verb in ("require", "exclude", "review", "submit"):
        names |= {verb, f"{verb} with an exception", f"{verb} with a condition"}
    return frozenset(names)
