"""A policy that varies another: the two texts are made one tree, which is checked like any other.

Everything that a policy can hold is inherited so, and whatever is wrong is shown in the text where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assent.check.check import Checked, check
from assent.check.lower.value_sets import Read
from assent.check.merging import merged
from assent.check.problems import Problems
from assent.check.rules import header, texts, varied
from assent.check.vocabulary import Vocabulary
from assent.language.calendar import parse_day
from assent.language.expressions import Calculated
from assent.language.policy import Policy
from assent.language.thresholds import Parameter, Table
from assent.language.value_sets import ValueSet
from assent.language.variation import conditions, variation
from assent.source.diagnostic import Diagnostic, by_place
from assent.source.text import JoinedText, SourceText
from assent.syntax import tree as t
from assent.syntax.parse import parse
from assent.syntax.unread import NOTHING, Unread


class Original(Protocol):
    """A policy that another one varies, in its own text."""

    @property
    def source(self) -> SourceText: ...
    @property
    def tree(self) -> t.PolicyTree | None: ...
    @property
    def policy(self) -> Policy | None: ...
    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...


# The policies of a project, each version a text of its own, by their ids.
Originals = Mapping[str, Sequence[Original]]


def varies(tree: t.PolicyTree) -> t.Varies | None:
    """The line that names the base, where there is one."""
    return next((line for line in tree.header if isinstance(line, t.Varies)), None)


def check_variation(
    tree: t.PolicyTree,
    source: SourceText,
    *,
    originals: Originals,
    vocabularies: Mapping[str, Vocabulary],
    source_document: SourceText | None,
    unread: Unread = NOTHING,
    read: Read | None = None,
) -> Checked:
    """Check a policy that varies another. Without its base there is nothing to check it by."""
    problems = Problems(source)
    lines = [line for line in tree.header if isinstance(line, t.Varies)]
    for line in lines[1:]:
        header.repeated_line(problems, "varies", lines[0].at, line.at)
    because = {
        node.name.word: texts.prose(problems, node.because, "this reason")
        for node in tree.blocks
        if isinstance(node, t.Without)
    }
    chain = _chain(problems, tree, lines[0], originals)
    if not chain:
        return Checked(None, tuple(problems.found))
    base = chain[0].policy
    assert base is not None
    joined = JoinedText([source, *(original.source for original in chain)])
    problems.source = joined
    whole = _whole(problems, tree, chain, joined)
    checked = check(
        whole,
        joined,
        vocabularies=vocabularies,
        source_document=source_document,
        unread=unread,
        quoting=lambda policy: _own(policy, source, tree),
        read=read,
        inherited={one.id: one for one in base.value_sets},
    )
    policy = checked.policy
    if policy is not None:
        policy = replace(policy, variation=variation(base, policy, because))
        if not problems.has_errors:
            _compare(problems, tree, lines[0], policy, base)
    theirs = {_key(one) for one in chain[0].diagnostics}
    found = [*problems.found, *(one for one in checked.diagnostics if _matters(one, source, theirs))]
    return Checked(
        None if any(one.is_error for one in found) else policy, tuple(sorted(found, key=by_place)), checked.examination
    )


def _key(diagnostic: Diagnostic) -> tuple[object, ...]:
    return (diagnostic.code, *by_place(diagnostic), diagnostic.message)


def _matters(diagnostic: Diagnostic, source: SourceText, theirs: set[tuple[object, ...]]) -> bool:
    """Whether to tell it here: it stands in this text, or is an error in the base that only the variation makes."""
    if diagnostic.span.source is source:
        return True
    return diagnostic.is_error and _key(diagnostic) not in theirs


def _chain(problems: Problems, tree: t.PolicyTree, line: t.Varies, originals: Originals) -> list[Original]:
    """The base, its own base if it varies one, and so on; empty, and reported, where one of them cannot serve."""
    chain: list[Original] = []
    seen = [_name(tree)]
    here: t.PolicyTree | None = tree
    while here is not None and (next_line := varies(here)) is not None:
        versions = originals.get(next_line.name.word, ())
        original = _chosen(next_line, _effective(here), versions)
        if original is None and here is tree:
            known = [_name(one.tree)[1] for one in versions if one.tree is not None]
            varied.unknown_base(problems, next_line, originals, known)
            return []
        if original is None or original.tree is None:
            varied.broken_base(problems, line, None)
            return []
        if _name(original.tree) in seen:
            around = [*seen[seen.index(_name(original.tree)) :], _name(original.tree)]
            varied.circular_variation(problems, line, [id for id, _ in around])
            return []
        seen.append(_name(original.tree))
        chain.append(original)
        here = original.tree
    errors = [one for one in chain[0].diagnostics if one.is_error]
    if chain[0].policy is None:
        varied.broken_base(problems, line, errors[0].span if errors else None)
        return []
    return chain


def _chosen(line: t.Varies, day: int | None, versions: Sequence[Original]) -> Original | None:
    """The version that is named, else the only one there is, else the one in force on a day."""
    if line.version is not None:
        named = [one for one in versions if one.tree is not None and _name(one.tree)[1] == line.version.word]
        return named[0] if named else None
    if len(versions) == 1:
        return versions[0]
    for one in versions:
        start, end = (_effective(one.tree), _until(one.tree)) if one.tree else (None, None)
        if day is not None and start is not None and start <= day and (end is None or day <= end):
            return one
    return None


def _name(tree: t.PolicyTree) -> tuple[str, str]:
    """The id and the version of a policy, as written."""
    version = next((line.number.word for line in tree.header if isinstance(line, t.Version)), "")
    return tree.name.word, version


def _effective(tree: t.PolicyTree) -> int | None:
    return next((parse_day(line.start.word) for line in tree.header if isinstance(line, t.Effective)), None)


def _until(tree: t.PolicyTree) -> int | None:
    ends = (line.end for line in tree.header if isinstance(line, t.Effective))
    end = next(ends, None)
    return parse_day(end.word) if end is not None else None


def _whole(problems: Problems, tree: t.PolicyTree, chain: list[Original], joined: JoinedText) -> t.PolicyTree:
    """The whole policy as one tree, its places those of the joined text. Only the last step is not yet checked."""
    trees = []
    for original, start in zip(chain, joined.starts[1:], strict=True):
        # Read again where it stands in the joined text: a text may begin with as many empty lines as one likes.
        text = original.source.text
        text = "\n" + text[1:] if text.startswith("\ufeff") else text
        again = parse(SourceText(original.source.path, "\n" * start + text)).tree
        assert isinstance(again, t.PolicyTree)
        trees.append(again)
    whole = trees[-1]
    for between in reversed(trees[:-1]):
        whole = merged(Problems(joined), between, whole)
    return merged(problems, tree, whole)


def _own(policy: Policy, source: SourceText, tree: t.PolicyTree) -> Policy:
    """What of a policy its own text says: what was inherited was held against its source where it was written."""

    def is_own(part: Callable[[], object] | object) -> bool:
        span = getattr(part, "span", None)
        return span is not None and span.source is source

    sections = tuple(
        replace(section, clauses=tuple(clause for clause in section.clauses if is_own(clause)))
        for section in policy.sections
    )
    return replace(
        policy,
        source=policy.source if any(isinstance(line, t.Source) for line in tree.header) else "",
        definitions=tuple(definition for definition in policy.definitions if is_own(definition)),
        sections=sections,
        untested=tuple(untested for untested in policy.untested if is_own(untested)),
        authorization=policy.authorization if is_own(policy.authorization) else None,
    )


def _compare(problems: Problems, tree: t.PolicyTree, line: t.Varies, policy: Policy, base: Policy) -> None:
    """Report what changes nothing, and days on which the base does not apply."""
    assert policy.variation is not None
    changed = {change.id for change in policy.variation.changes}
    named, new = _named_values(base), _named_values(policy)
    changed |= {id for id, one in new.items() if one != named.get(id)}
    there = {id: getattr(one, "span", None) for id, one in (*named.items(), *conditions(base).items())}
    replaced = [block.part for block in tree.blocks if isinstance(block, t.Replacement)]
    idle = [node for node in replaced if node.name.word not in changed]
    for node in idle:
        varied.replaces_nothing(problems, node, there.get(node.name.word))
    if not policy.variation.changes and not policy.variation.also and not idle:
        varied.changes_nothing(problems, line)
    if policy.id != base.id:  # a newer version begins where the one that it varies ends
        varied.base_not_in_force(problems, line, policy, base)


def _named_values(policy: Policy) -> dict[str, Parameter | Table | ValueSet | Calculated]:
    """The parameters, tables, value sets and calculated values of a policy, by their ids."""
    found: dict[str, Parameter | Table | ValueSet | Calculated] = {one.id: one for one in policy.parameters}
    for some in (policy.tables, policy.value_sets, policy.calculated):
        found |= {one.id: one for one in some}
    return found
