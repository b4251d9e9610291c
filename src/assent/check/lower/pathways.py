"""From pathways as written to an `any of` of titled parts."""

from __future__ import annotations

from collections.abc import Callable

from assent.check.lower.context import Context
from assent.check.rules import bands, texts
from assent.check.rules import pathways as rules
from assent.check.rules.duplicates import same_words
from assent.language import shorthand
from assent.language.expressions import Expression
from assent.syntax import tree as t

Lower = Callable[[Context, t.Test], Expression | None]


def either(context: Context, node: t.Either, lower: Lower) -> Expression | None:
    """`either "…" … or "…" …`: any of its pathways, each with its title."""
    problems = context.problems
    sound = not rules.out_of_place(problems, node, negated=context.negated, element=context.element)
    spoilt = context.unread.touches(node.at)
    sound = (spoilt or not rules.single(problems, node)) and sound
    taken: list[tuple[str, Expression]] = []
    for pathway in node.pathways:
        title = texts.title(problems, pathway.title, "this title")
        if not spoilt:
            sound = not (rules.second(problems, pathway.tests) or rules.several_tests(problems, pathway)) and sound
        sound = not rules.duplicate(problems, context.scope, pathway, title) and sound
        parts = [lower(context, test) for test in pathway.tests]
        if parts[0] is not None:
            taken.append((title, parts[0]))
    if not sound or spoilt or len(taken) < len(node.pathways):
        return None
    bands.alternatives(problems, context.places, tuple(part for _, part in taken))
    for title, part in taken:
        if (known := context.scope.pathways.get(same_words(title))) is not None:  # an empty title is reported as such
            known.part = part
    return shorthand.either(tuple(taken))
