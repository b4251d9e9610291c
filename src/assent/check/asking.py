"""A question about a policy, as it is typed: a condition in the policy's own words; an outcome is one too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assent.check.declare import declare, used_vocabularies
from assent.check.lower import applies, elements, thresholds
from assent.check.lower.context import Context, Places
from assent.check.problems import Problems
from assent.check.scope import Declared, Scope
from assent.check.vocabulary import Vocabulary
from assent.language.expressions import Calculated, Expression
from assent.language.value_sets import ValueSet
from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText
from assent.syntax.parse import parse
from assent.syntax.tree import Define, Facts, PolicyTree, Test
from assent.syntax.unread import NOTHING

# How an outcome is called in the question, and as what it is read: `review` is a word of the language.
OUTCOMES = {"approve": "approve", "deny": "deny", "pend": "pend", "review": "Review"}

_AROUND = 'policy question "Question"\n  version 1\n  effective 2000-01-01\n\ndefine asked "Asked"\n  {}\n'


def read_question(
    question: str,
    tree: PolicyTree,
    source: SourceText,
    *,
    vocabularies: Mapping[str, Vocabulary],
    value_sets: tuple[ValueSet, ...] = (),
    calculated: tuple[Calculated, ...] = (),
    in_force: tuple[int, int | None] = (1, None),
) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    """The condition that a question asks about, over a policy without errors; or what is wrong with it.

    `in_force` are the first and the last day of the policy, for its parameters.
    """

    def read(words: str) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
        return _read(
            words,
            tree,
            source,
            vocabularies=vocabularies,
            value_sets=value_sets,
            calculated=calculated,
            in_force=in_force,
        )

    expression, wrong = read(question)
    if expression is not None:
        return expression, ()
    from assent.check.meant_question import explained  # loaded when there is a mistake to explain

    def wrong_with(words: str) -> tuple[Diagnostic, ...] | None:
        found, still = read(words)
        return still if found is None else None

    return None, explained(question, wrong, wrong_with)


def _read(
    question: str,
    tree: PolicyTree,
    source: SourceText,
    *,
    vocabularies: Mapping[str, Vocabulary],
    value_sets: tuple[ValueSet, ...],
    calculated: tuple[Calculated, ...],
    in_force: tuple[int, int | None],
) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
    text = SourceText("question", _AROUND.format(re.sub(r"\breview\b", OUTCOMES["review"], question.strip())))
    parsed = parse(text)
    if parsed.diagnostics:
        return None, parsed.diagnostics
    assert isinstance(parsed.tree, PolicyTree)
    asked = next(block for block in parsed.tree.blocks if isinstance(block, Define))
    tests = [item for item in asked.items if isinstance(item, Test)]
    problems = Problems(text)
    scope = _scope(tree, source, asked, vocabularies)
    thresholds.declared(Context(Problems(source), scope, Places()), tree, *in_force)
    scope.calculated.update({one.id: one for one in calculated})
    scope.value_sets.update({one.id: one for one in value_sets})
    if len(tests) != 1 or len(tests) != len(asked.items) or len(parsed.tree.blocks) != 1:
        return None, ()
    expression = elements.lower(Context(problems, scope, Places()), tests[0])
    return (None if problems.has_errors else expression), tuple(problems.found)


def _scope(tree: PolicyTree, source: SourceText, asked: Define, vocabularies: Mapping[str, Vocabulary]) -> Scope:
    """The names of the policy, and those of the outcomes where the policy has no such name."""
    known = Problems(source)
    used, _ = used_vocabularies(known, tree, vocabularies)
    scope, _ = declare(known, tree, used, all_known=True, unread=NOTHING)
    scope.conditions.update(condition for vocabulary in used for condition in vocabulary.conditions)
    facts = [node for block in tree.blocks if isinstance(block, Facts) for node in block.facts]
    applies.conditions(Context(known, scope, Places()), facts)
    place = known.span(tree.at)
    names = {name: Declared(asked, place) for name in OUTCOMES.values()} | dict(scope.names)
    return Scope(names, conditions=scope.conditions)
