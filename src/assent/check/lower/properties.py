"""From what has to hold of every request, as written, to the properties of a policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assent.check.lower import elements
from assent.check.lower.context import Context
from assent.check.lower.operands import find
from assent.check.rules import properties as rules
from assent.check.rules import texts
from assent.language.expressions import Fact
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property, has_order
from assent.language.types import Document, describe
from assent.syntax import tree as t


def properties(context: Context, tree: t.PolicyTree, facts: Iterable[Fact]) -> Iterator[Property]:
    """The properties of a policy in order; those with a mistake, which is reported, are left out."""
    documents = tuple(fact for fact in facts if isinstance(fact.type, Document))
    for node in properties_in(tree):
        because = "" if node.because is None else texts.prose(context.problems, node.because, "this reason")
        match node:
            case t.NeverNode():
                found: Property | None = _never(context, node, because)
            case t.NeverForWant():
                found = _for_want(context, node, because, documents)
            case t.NeverWorse():
                found = _never_worse(context, node, because)
        if found is not None:
            yield found


def properties_in(tree: t.PolicyTree) -> list[t.PropertyNode]:
    """Every property as written, in order."""
    return [block for block in tree.blocks if isinstance(block, t.PropertyNode)]


def _never(context: Context, node: t.NeverNode, because: str) -> Never | None:
    problems = context.problems
    is_outcome = rules.is_outcome(problems, node.outcome, node.at)
    test = elements.lower(context, node.test)
    if test is None or not is_outcome:
        return None
    return Never(node.outcome.word, test, node.unless, because, _written(context, node), problems.span(node.at))


def _for_want(
    context: Context, node: t.NeverForWant, because: str, documents: tuple[Fact, ...]
) -> NeverDeniedForWant | None:
    problems = context.problems
    if not rules.is_outcome(problems, node.outcome, node.at) or not rules.denies(problems, node):
        return None
    every = node.document is None
    if node.document is not None and rules.is_any_document(problems, node.document, context.scope):
        return None
    if node.document is not None:
        declared = find(context, node.document)
        if declared is None:
            return None
        fact = declared.what
        if not isinstance(fact, Fact) or not isinstance(fact.type, Document):
            noun = describe(fact.type) if isinstance(fact, Fact) else f"a {declared.noun}"
            rules.no_document(problems, node.document, noun, context.scope.declaration_of(node.document.word))
            return None
        documents = (fact,)
    if not documents:
        rules.no_documents(problems, node)
        return None
    return NeverDeniedForWant(documents, every, because, _written(context, node), problems.span(node.at))


def _never_worse(context: Context, node: t.NeverWorse, because: str) -> NeverWorse | None:
    problems, declared = context.problems, find(context, node.fact)
    if declared is None:
        return None
    fact, label = declared.what, context.scope.declaration_of(node.fact.word)
    if not isinstance(fact, Fact):
        rules.not_a_fact(problems, node, declared.noun, label)
        return None
    if not has_order(fact.type):
        rules.no_order(problems, node, fact, label)
        return None
    if rules.other_word(problems, node, fact, label):
        return None
    more = node.word in ("more", "later")
    return NeverWorse(fact, more, because, _written(context, node), problems.span(node.at))


def _written(context: Context, node: t.PropertyNode) -> str:
    """The author's words without the reason."""
    start, end = node.at
    return (
        context.problems.words((start, end if node.because is None else node.because.at[0]))
        .removesuffix("because")
        .rstrip()
    )
