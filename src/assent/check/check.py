"""From a syntax tree to a checked policy: names are resolved, types inferred, shorthand expanded.

Every independent mistake is found in one run. A tree with any error gives no policy, so that nothing
downstream ever sees a broken one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from assent.check.declare import Labels, declare, distinct, used_vocabularies
from assent.check.lower import applies, calculating, facts, thresholds, value_sets
from assent.check.lower.assumptions import assumed_in
from assent.check.lower.blocks import Blocks, blocks, clauses_in
from assent.check.lower.bodies import is_sound
from assent.check.lower.context import Context, Places
from assent.check.lower.headers import header
from assent.check.lower.properties import properties_in
from assent.check.problems import Problems
from assent.check.rules import duplicates, names, texts
from assent.check.rules.calculating import unused as unused_calculations
from assent.check.rules.categories import bare_categories
from assent.check.rules.expansion import expansion
from assent.check.rules.header import no_clauses
from assent.check.rules.ids import unusable_id
from assent.check.rules.protected import protected_characteristics
from assent.check.rules.references import references
from assent.check.rules.settled import conditions_can_be_met
from assent.check.rules.thresholds import unused_thresholds
from assent.check.rules.unused_facts import own_facts
from assent.check.rules.value_sets import unused as unused_value_sets
from assent.check.rules.varied import nothing_to_vary
from assent.check.scope import Broken, Declared, Scope
from assent.check.vocabulary import CheckedVocabulary, Vocabulary
from assent.language.expressions import Calculated, Fact
from assent.language.policy import Clause, Definition, Policy
from assent.language.value_sets import ValueSet
from assent.source.diagnostic import Diagnostic, by_place
from assent.source.record import record
from assent.source.text import SourceText, Span
from assent.syntax.tree import (
    AuthorizationNode,
    CalculatedNode,
    ClauseNode,
    Define,
    Facts,
    Grants,
    NeverNode,
    PolicyTree,
    Replacement,
    Valid,
    ValueSetNode,
    VocabularyTree,
    Without,
)
from assent.syntax.unread import NOTHING, Unread

if TYPE_CHECKING:
    from assent.check.citations import Examination


@record
class Checked:
    """A policy, or None where it has any error, and what is wrong with its text, in order of place.

    `examination` says how it stands to its source document, if it has to do with one; its diagnostics are
    among the others.
    """

    policy: Policy | None
    diagnostics: tuple[Diagnostic, ...]
    examination: Examination | None = None


def check(
    tree: PolicyTree,
    source: SourceText,
    *,
    vocabularies: Mapping[str, Vocabulary],
    source_document: SourceText | None,
    unread: Unread = NOTHING,
    quoting: Callable[[Policy], Policy] = lambda policy: policy,
    read: value_sets.Read | None = None,
    inherited: Mapping[str, ValueSet] = MappingProxyType({}),
) -> Checked:
    """Check a policy. `vocabularies` are all that the project has; `source_document` is the text its `source` names.

    `unread` is the part of the text that could not be read: what may have stood there is not missed.
    `quoting` gives what of the policy is held against its source; `read` the file that a path in it names.
    `inherited` are the value sets of the policy that it varies.
    """
    problems = Problems(source)
    used, all_known = used_vocabularies(problems, tree, vocabularies)
    # What a policy varies gives it names as well: where that line could not be read, any name may be one of them.
    all_known = all_known and not unread.may_hold("varies")
    scope, known = declare(problems, tree, used, all_known=all_known, unread=unread)
    top = header(problems, tree, unread=unread)
    places = Places()
    title = texts.title(problems, tree.title, "this title")
    names.long_name(problems, tree.name)
    unusable_id(problems, tree.name)
    context = Context(problems, scope, places, unread)
    scope.conditions.update(condition for vocabulary in used for condition in vocabulary.conditions)
    applies.conditions(context, [node for block in tree.blocks if isinstance(block, Facts) for node in block.facts])
    sets = _value_sets(context, tree, used, read, inherited)
    formulas = _calculated(context, tree, used)
    parameters, tables = thresholds.declared(context, tree, top.effective, top.until)
    body = blocks(context, tree, known)
    _check_whole(problems, scope, places, tree, body, unread=unread)
    policy = Policy(
        id=tree.name.word,
        title=title,
        version=top.version,
        effective=top.effective,
        until=top.until,
        procedures=top.procedures,
        source=top.source,
        vocabularies=tuple(vocabulary.id for vocabulary in used),
        facts=known,
        overview=body.overview,
        definitions=body.definitions,
        sections=body.sections,
        untested=body.untested,
        authorization=body.authorization,
        notice=body.notice,
        references=top.references,
        governance=top.governance,
        parameters=parameters,
        tables=tables,
        assumptions=body.assumptions,
        properties=body.properties,
        value_sets=value_sets.used(scope, sets),
        calculated=calculating.used(scope, formulas),
        span=problems.span((tree.at[0], tree.title.at[1])),
    )
    sound = not unread and not problems.has_errors and all(vocabulary.sound for vocabulary in used)
    examination = _examination(quoting(policy), source_document, whole=sound)
    problems.found += examination.diagnostics if examination else ()
    sound = sound and not problems.has_errors
    assert not (sound and problems.lost), "a test was left out, and nothing says why"
    return Checked(policy if sound else None, _in_order(problems), examination)


def _value_sets(
    context: Context,
    tree: PolicyTree,
    used: tuple[Vocabulary, ...],
    read: value_sets.Read | None,
    inherited: Mapping[str, ValueSet],
) -> tuple[ValueSet, ...]:
    """The value sets that tests may ask about: those of the vocabularies, and the policy's own."""
    nodes = [block for block in tree.blocks if isinstance(block, ValueSetNode)]
    own = value_sets.declared(context.problems, nodes, read, inherited, context.unread)
    every = (*(one for vocabulary in used for one in vocabulary.value_sets), *own)
    context.scope.value_sets.update({one.id: one for one in every})
    return every


def _calculated(context: Context, tree: PolicyTree, used: tuple[Vocabulary, ...]) -> tuple[Calculated, ...]:
    """The calculated values that tests may ask about: those of the vocabularies, and the policy's own."""
    shared = tuple(one for vocabulary in used for one in vocabulary.calculated)
    context.scope.calculated.update({one.id: one for one in shared})
    return (*shared, *calculating.declared(context, (one for one in tree.blocks if isinstance(one, CalculatedNode))))


def _examination(policy: Policy, source_document: SourceText | None, *, whole: bool) -> Examination | None:
    """How a policy stands to its source; None where it names none and quotes none."""
    cites = [*(definition.cites for definition in policy.definitions), *(clause.cites for clause in policy.clauses)]
    authorization = policy.authorization.cites if policy.authorization else ()
    if source_document is None and not (any(cites) or authorization or policy.untested):
        return None
    from assent.check.citations import examine  # its many patterns take a while to load

    return examine(policy, source_document, whole=whole)


def _check_whole(
    problems: Problems, scope: Scope, places: Places, tree: PolicyTree, body: Blocks, *, unread: Unread
) -> None:
    """What can only be seen of the policy as a whole."""
    conditions: dict[str, Definition | Clause] = {}
    for definition in body.definitions:
        conditions.setdefault(definition.id, definition)
    for clause in (clause for section in body.sections for clause in section.clauses):
        conditions.setdefault(clause.id, clause)
    clauses = clauses_in(tree)
    nodes: list[Define | ClauseNode] = [*(block for block in tree.blocks if isinstance(block, Define)), *clauses]
    lines = [line for block in tree.blocks if isinstance(block, AuthorizationNode) for line in block.lines]
    granted = tuple(line.applies for line in lines if isinstance(line, Valid | Grants) and line.applies is not None)
    assumed = tuple(node.test for node in assumed_in(tree))
    promised = tuple(node.test for node in properties_in(tree) if isinstance(node, NeverNode))
    order = references(problems, scope, nodes, whole=not unread, elsewhere=(*granted, *assumed, *promised))
    written = {node.name.word: node.name.at for node in reversed(nodes)}
    expansion(problems, conditions, order, written)
    conditions_can_be_met(problems, places, {id: conditions[id] for id in order if is_sound(conditions[id])}, written)
    if not problems.has_errors and not unread:  # a reason is asked for once the rest is in order
        protected_characteristics(problems, scope, conditions, clauses)
    texts.deceptive_characters(problems)
    bare_categories(problems, scope, places, tree)
    for block in tree.blocks:
        if isinstance(block, Replacement | Without):
            nothing_to_vary(problems, block)
    if not unread:
        if not clauses:
            no_clauses(problems, tree)
        if not problems.has_errors:  # a misspelt name is the likelier reason why a fact is not asked about
            own = [fact for block in tree.blocks if isinstance(block, Facts) for fact in block.facts]
            own_facts(problems, own, scope.used)
            unused_thresholds(problems, tree, scope.used)
            unused_value_sets(problems, tree, scope.used)
            unused_calculations(problems, tree, scope.used)


def check_vocabulary(
    tree: VocabularyTree, source: SourceText, *, unread: Unread = NOTHING, read: value_sets.Read | None = None
) -> CheckedVocabulary:
    """Check a vocabulary. It is always there, with the facts that have no mistake; see `Vocabulary.sound`.

    `read` gives the file that a path in it names.
    """
    problems = Problems(source)
    known: list[Fact] = []
    spans: dict[str, Span] = {}
    broken: set[str] = set()
    title = texts.title(problems, tree.title, "this title")
    names.long_name(problems, tree.name)
    texts.deceptive_characters(problems)
    labels: Labels = {}
    for node in tree.facts:
        fact = facts.fact(problems, node, tree.name.word)
        if not node.name.word:
            continue
        names.long_name(problems, node.name)
        distinct(problems, labels, node.name, node.label)
        if node.name.word in spans:
            duplicates.duplicate_id(problems, node.name, "fact", spans[node.name.word], "fact")
            continue
        spans[node.name.word] = problems.span(node.name.at)
        if fact is None:
            broken.add(node.name.word)
        else:
            known.append(fact)
    by_name = {fact.name: fact for fact in known}
    scope = Scope(
        {name: Declared(by_name.get(name) or Broken(), span) for name, span in spans.items()}, unread=(unread,)
    )
    named: tuple[ValueSetNode | CalculatedNode, ...] = (*tree.value_sets, *tree.calculated)
    for one in named:
        names.long_name(problems, one.name)
        distinct(problems, labels, one.name, one.title)
        if one.name.word in spans:
            noun = "calculated value" if isinstance(one, CalculatedNode) else "value set"
            duplicates.duplicate_id(problems, one.name, noun, spans[one.name.word], "fact")
        else:
            spans[one.name.word] = problems.span(one.name.at)
    applies.conditions(Context(problems, scope, Places(), unread), tree.facts)
    sets = value_sets.declared(problems, tree.value_sets, read, {}, unread)
    formulas = calculating.declared(Context(problems, scope, Places(), unread), tree.calculated)
    sound = not unread and not problems.has_errors
    vocabulary = Vocabulary(
        tree.name.word,
        title,
        tuple(known),
        spans,
        frozenset(broken),
        sound=sound,
        unread=unread,
        conditions=tuple(scope.conditions.items()),
        value_sets=sets,
        calculated=formulas,
        nodes=named,
    )
    return CheckedVocabulary(vocabulary, _in_order(problems))


def _in_order(problems: Problems) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems.found, key=by_place))
