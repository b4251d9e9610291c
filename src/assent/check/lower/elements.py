"""From the tests of a clause as written to one expression of the core."""

from __future__ import annotations

from typing import assert_never

from assent.check.lower import episodes, extremes, leaves, literals, measured, pathways, steps
from assent.check.lower.context import Context
from assent.check.rules import bands, clauses, counts, measures, not_done, selected, settled
from assent.check.rules import pathways as pathway_rules
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Cases, Expression, Fact, Not
from assent.language.types import Collection
from assent.syntax import tree as t


def lower(context: Context, node: t.Test) -> Expression | None:
    """The expression of a test or a block; None where it has a mistake, which is then reported."""
    lowered = _lower(context, node)
    if lowered is not None and context.negated and isinstance(node, t.Flag | t.Comparison | t.OneOf | t.Band):
        if isinstance(lowered, Cases) and isinstance(node, t.Comparison):
            not_done.table_under_not(context.problems, node, lowered)
        not_done.under_not(context.problems, node, lowered)
    if lowered is not None and isinstance(node, t.Flag | t.Comparison | t.OneOf | t.Band | t.Change):
        measures.without_recency(context.problems, node, lowered)
    if lowered is None:
        context.problems.lost = True
        return None
    return context.places.mark(lowered, node.at)


def _lower(context: Context, node: t.Test) -> Expression | None:
    match node:
        case t.Comparison(operand) | t.OneOf(operand) | t.Band(operand) if operand.which in ("highest", "lowest"):
            return extremes.extreme(context, node, None, None, lower)
        case t.Flag():
            return leaves.flag(context, node)
        case t.Comparison() | t.Change():
            return leaves.comparison(context, node)
        case t.OneOf():
            return leaves.one_of(context, node)
        case t.Band():
            return leaves.band(context, node)
        case t.Provided():
            return leaves.provided(context, node)
        case t.Within() | t.Around():
            return leaves.in_time(context, node)
        case t.Counted() | t.Lasting() | t.Selected() | t.Step():
            return _filtered(context, node)
        case t.Negation(part):
            if isinstance(part, t.Negation):
                clauses.double_negation(context.problems, node)
            inner = lower(context.opposite(), part)
            return None if inner is None else Not(inner)
        case t.Joined(word, parts):
            joined = _all(context, parts)
            if joined is None:
                return None
            clauses.repeated_tests(context.problems, parts, joined)
            if word == "or":
                clauses.not_before_or(context.problems, parts)
                bands.alternatives(context.problems, context.places, joined)
            return AllOf(joined) if word == "and" else AnyOf(joined)
        case t.Group():
            return _group(context, node)
        case t.Either():
            return pathways.either(context, node, lower)
        case _:
            assert_never(node)


def _all(context: Context, nodes: tuple[t.Test, ...]) -> tuple[Expression, ...] | None:
    """Every part lowered, so that each mistake is found; None where any has one."""
    lowered = [lower(context, node) for node in nodes]
    parts = tuple(part for part in lowered if part is not None)
    return parts if len(parts) == len(nodes) else None


def _group(context: Context, node: t.Group) -> Expression | None:
    if not node.head:
        clauses.several_conditions_below(context.problems, node)
        _all(context, node.elements)
        return None
    if not context.unread.touches(node.at):
        pathway_rules.second(context.problems, node.elements)
    parts = _all(context.opposite() if node.negated else context, node.elements)
    if parts is not None:
        clauses.repeated_tests(context.problems, node.elements, parts)
    group: Expression
    if node.number is not None:
        number = literals.whole_number(context.problems, node.number)
        if number is None or counts.impossible_group(context.problems, node, number) or parts is None:
            return None
        group = AtLeastOf(number, parts)
    elif parts is None:
        return None
    else:
        group = AllOf(parts) if node.head == "all of" else AnyOf(parts)
        if isinstance(group, AnyOf):
            bands.alternatives(context.problems, context.places, parts)
    return Not(context.places.mark(group, node.at)) if node.negated else group


def _filtered(context: Context, node: t.Filtered) -> Expression | None:
    if isinstance(node, t.Selected):
        return _selected(context, node)
    if context.element is not None:
        counts.count_in_condition(context.problems, node, context.element)
        return None
    where, sound = _condition(context, node.name, node.where)
    if isinstance(node, t.Step):
        return steps.step_therapy(context, node, where, lower, sound=sound)
    if isinstance(node, t.Lasting):
        return episodes.lasting(context, node, where, sound=sound)
    return leaves.counted(context, node, where, sound=sound)


def _selected(context: Context, node: t.Selected) -> Expression | None:
    test = node.test
    assert isinstance(test, t.Comparison | t.OneOf | t.Band | t.Change)
    if context.element is None and test.operand.latest_field is None and node.window and not test.operand.since:
        return measured.recently(context, node, test, _lower)
    if context.element is not None or test.operand.latest_field is None:
        selected.nothing_to_select(context.problems, node, context.element)
        return None
    other = test.value if isinstance(test, t.Comparison) else test.other if isinstance(test, t.Change) else None
    if isinstance(other, t.Operand) and other.latest_field is not None:
        selected.two_to_select_from(context.problems, node)
        return None
    window = literals.period(context.problems, node.window) if node.window else None
    where, sound = _condition(context, test.operand.name, node.where)
    if not sound or (node.window and window is None):
        return None
    if test.operand.which in ("highest", "lowest") and not isinstance(test, t.Change):
        return extremes.extreme(context, test, window, where, lower)
    return lower(context.picking(window, where), test)


def _condition(context: Context, name: t.Name, node: t.Test | None) -> tuple[Expression | None, bool]:
    """The condition on the elements of a collection, lowered, and whether it had no mistake."""
    if node is None:
        return None, True
    declared = context.scope.names.get(name.word)
    element = declared.what if declared is not None else None
    if not isinstance(element, Fact) or not isinstance(element.type, Collection):
        return None, False
    where = lower(context.inside(element), node)
    if where is not None and not settled.condition_can_be_met(context.problems, where, node.at, name.word):
        where = None
    return where, where is not None
