"""Conditions under which a fact is asked: on the wrong type, about the wrong thing, or never met."""

from __future__ import annotations

from assent.check.possible import Never, Possibility
from assent.check.problems import Problems
from assent.check.rules.references import LONG_CHAIN, names_in
from assent.check.rules.settled import ALWAYS_MET, NEVER_MET
from assent.check.scope import Scope
from assent.check.subject import example_test
from assent.language.expressions import Expression
from assent.language.types import Type, describe
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax import tree as t

CONDITION_ON_VALUE = Code("condition-on-value", "error", "`when` on a fact that is not a yes/no fact")
CONDITION_NAMES_CLAUSE = Code("condition-names-clause", "error", "`when` on a fact that names a definition or a clause")
CODES = (CONDITION_ON_VALUE, CONDITION_NAMES_CLAUSE)

MOST_TESTS = 64


def condition_on_value(problems: Problems, node: t.FactNode, applies: t.Test, type: Type) -> None:
    """Only yes/no facts have an answer where they do not apply: no."""
    name = node.name.word
    problems.add(
        CONDITION_ON_VALUE,
        applies.at,
        f"`{name}` cannot be asked only when something holds: it is {describe(type)}",
        label="only yes/no facts and judgements have an answer where they do not apply: no",
        help="leave `when` and what follows it out, and write the condition where the fact is tested, "
        f"in an `all of` block beside `{example_test(name, type)}`",
    )


def names_condition(problems: Problems, scope: Scope, node: t.FactNode, applies: t.Test) -> bool:
    """Whether a fact's condition names a definition or a clause, which is reported."""
    for name in names_in((applies,)):
        declared = scope.names.get(name.word)
        if declared is not None and isinstance(declared.what, t.Define | t.ClauseNode):
            problems.add(
                CONDITION_NAMES_CLAUSE,
                name.at,
                f"`{node.name.word}` cannot be asked by the {declared.noun} `{name.word}`: "
                "only facts say when a fact applies",
                label=f"a {declared.noun}",
                others=(scope.declaration_of(name.word),),
                help=f"write the tests of `{name.word}` in its place",
            )
            return True
    return False


def long_condition(problems: Problems, node: t.FactNode, applies: t.Test) -> None:
    """A condition that comes to more tests than anyone can follow, through the conditions of other facts."""
    problems.add(
        LONG_CHAIN,
        applies.at,
        f"`{node.name.word}` is asked by more than {MOST_TESTS} tests, those of the facts it names included",
        label="too many tests",
        help="name facts that are always asked",
    )


def can_be_asked(problems: Problems, node: t.FactNode, applies: t.Test, condition: Expression) -> bool:
    """Whether a fact is ever asked. If not, or if it always is, that is reported."""
    name = node.name.word
    possibility = Possibility({name: condition}, open_evidence=False)
    at = problems.first_line(applies.at)
    if isinstance(possibility.needs(condition, holds=True), Never):
        problems.add(
            NEVER_MET,
            node.name.at,
            f"`{name}` is never asked: no request can meet its condition",
            label="never asked",
            others=(Label(at, "its tests contradict one another"),),
            help="change one of the tests, or join them with `or`",
        )
        return False
    if isinstance(possibility.needs(condition, holds=False), Never):
        problems.add(
            ALWAYS_MET,
            node.name.at,
            f"`{name}` is always asked: every request meets its condition",
            label="always asked",
            others=(Label(at, "between them its tests leave nothing out"),),
            help="change one of the tests, or leave the condition out",
        )
    return True
