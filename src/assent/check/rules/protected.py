"""Exclusions by a protected characteristic: pregnancy, age, sex, disability, and the like. They say why.

A fact counts as one of these by the words of its name and its label; `docs/diagnostics/protected-characteristic.md`
lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Cases, Expression, Fact, Leaf, Named, Not, Titled
from assent.language.operands import facts_of
from assent.language.policy import Clause, Definition
from assent.language.types import Number, Scale
from assent.source.catalogue import Code
from assent.syntax.tree import ClauseNode

PROTECTED_CHARACTERISTIC = Code(
    "protected-characteristic", "warning", "an exclusion by pregnancy, age, sex or disability that does not say why"
)
CODES = (PROTECTED_CHARACTERISTIC,)

_WORDS = {
    "pregnancy": r"pregnan\w*",
    "age": r"age|birth|born|birthday|birthdate|dob",
    "sex": r"sex|gender|transgender",
    "disability": r"disab(?:led|ility|ilities)|handicap\w*",
    "race": r"race|racial|ethnic\w*",
    "religion": r"religio\w*",
}
_PROTECTED = {what: re.compile(rf"\b(?:{words})\b") for what, words in _WORDS.items()}
# An age of something else than a person.
_NO_PERSON = re.compile(r"\bage of (?:the |an? |this )?(?!patient|person|member|child|mother|father|insured)\w+")


def protected_characteristics(
    problems: Problems,
    scope: Scope,
    conditions: Mapping[str, Definition | Clause],
    nodes: Iterable[ClauseNode],
) -> None:
    """Report each clause without a `because` that keeps somebody from approval by such a fact."""
    for node in nodes:
        clause = conditions.get(node.name.word)
        if not isinstance(clause, Clause) or clause.because or clause.verb not in ("exclude", "require"):
            continue
        leaves = _tests(clause.body, conditions, alone=clause.verb == "require")
        fact, what = next(((f, w) for leaf in leaves for f in facts_of(leaf) if (w := _characteristic(f))), (None, ""))
        if fact is not None and fact.name in scope.names:
            problems.add(
                PROTECTED_CHARACTERISTIC,
                node.name.at,
                f"`{clause.id}` {'excludes' if clause.verb == 'exclude' else 'turns people away'} by {what}, "
                "and does not say why",
                label="on what ground?",
                others=(scope.declaration_of(fact.name),),
                help='add the clinical reason, as it would have to be defended: because "…"',
            )


def _characteristic(fact: Fact) -> str:
    """What protected characteristic a fact asks about, or ""."""
    words = f"{fact.name.replace('_', ' ')}; {fact.label}".lower()
    words = _NO_PERSON.sub("", words)
    for what, pattern in _PROTECTED.items():
        # A disability index measures what a patient can do, as a clinician scores it.
        scored = what == "disability" and isinstance(fact.type, Number | Scale)
        if not scored and pattern.search(words):
            return what
    return ""


def _tests(expression: Expression, conditions: Mapping[str, Definition | Clause], *, alone: bool) -> Iterator[Leaf]:
    """The tests that a clause stands on, those of definitions among them.

    `alone`: only those each of which keeps a requirement from being met, whatever the others say.
    """
    stack: list[tuple[Expression, bool]] = [(expression, False)]
    seen: set[str] = set()
    while stack:
        part, negated = stack.pop()
        match part:
            case Named(id):
                named = conditions.get(id)
                if isinstance(named, Definition) and id not in seen:
                    seen.add(id)
                    stack.append((named.body, negated))
            case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
                every = AnyOf if negated else AllOf
                if not alone or isinstance(part, every) or len(parts) == 1:
                    stack += ((inner, negated) for inner in reversed(parts))
            case Cases(cases=cases):
                stack += ((then, negated) for _, then in cases)
                stack += ((when, negated) for when, _ in cases if not alone)
            case Not(inner):
                stack.append((inner, not negated))
            case Titled(_, inner):
                stack.append((inner, negated))
            case leaf:
                yield leaf
