"""One tree of a policy and of the one that it varies: what is said anew takes the place of what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assent.check.problems import Problems
from assent.check.rules import varied
from assent.check.rules.duplicates import same_words
from assent.check.rules.references import names_in
from assent.syntax import tree as t

Condition = t.ClauseNode | t.Define
# Whatever has a name of its own, and can be replaced.
Part = Condition | t.ParameterNode | t.TableNode | t.ValueSetNode | t.CalculatedNode

# What stands once in a policy: where the variation says it, that of the base does not count.
_ONCE = (t.Overview, t.Notice, t.AuthorizationNode)


# What each of the two lines is about: a named value that nothing uses any more does no harm, and stays.
_CHANGED_BY = {t.Replacement: Part, t.Without: Condition}


def merged(problems: Problems, tree: t.PolicyTree, base: t.PolicyTree) -> t.PolicyTree:
    """The whole policy. What cannot be merged is reported, and left as the base has it."""
    there = {node.name.word: node for node in _parts(base)}
    replaced: dict[str, Part] = {}
    left_out: dict[str, t.Without] = {}
    changed: dict[str, t.Name] = {}
    for block in tree.blocks:
        if not isinstance(block, t.Replacement | t.Without):
            continue
        name = block.part.name if isinstance(block, t.Replacement) else block.name
        if name.word in changed:
            varied.varied_twice(problems, changed[name.word], name)
        elif name.word not in there or not isinstance(there[name.word], _CHANGED_BY[type(block)]):
            word = "replace" if isinstance(block, t.Replacement) else "without"
            varied.not_in_base(problems, word, name, base.name.word, there)
        elif isinstance(block, t.Without):
            left_out[name.word] = block
        elif type(block.part) is not type(there[name.word]):
            varied.other_kind(problems, block.part, there[name.word])
        else:
            replaced[name.word] = block.part
        changed.setdefault(name.word, name)
    added = _added(problems, tree, there)
    whole = _whole(tree, base, added, replaced, left_out.keys())
    named = {name for name, node in left_out.items() if _is_still_named(problems, node, whole)}
    return _whole(tree, base, added, replaced, left_out.keys() - named) if named else whole


def _whole(
    tree: t.PolicyTree,
    base: t.PolicyTree,
    added: list[t.Block],
    replaced: Mapping[str, Part],
    left_out: AbstractSet[str],
) -> t.PolicyTree:
    kept = [part for block in base.blocks if (part := _kept(block, replaced, left_out)) is not None]
    said = {type(block) for block in tree.blocks if isinstance(block, _ONCE)}
    blocks = _placed([block for block in kept if type(block) not in said], added)
    return replace(tree, header=_header(tree, base), blocks=tuple(blocks))


def _parts(tree: t.PolicyTree) -> Iterator[Part]:
    """Everything of a policy that has a name of its own, facts aside."""
    named = t.ParameterNode | t.TableNode | t.ValueSetNode | t.CalculatedNode
    yield from (block for block in tree.blocks if isinstance(block, named))
    yield from conditions(tree)


def conditions(tree: t.PolicyTree) -> Iterator[Condition]:
    """Every definition and clause of a policy, as written."""
    for block in tree.blocks:
        if isinstance(block, t.ClauseNode | t.Define):
            yield block
        elif isinstance(block, t.SectionNode):
            yield from (part for part in block.clauses if isinstance(part, t.ClauseNode))


def _header(tree: t.PolicyTree, base: t.PolicyTree) -> tuple[t.Header, ...]:
    """The variation's own lines; of the base, vocabularies and references, and the procedures where it names none."""
    own = [line for line in tree.header if not isinstance(line, t.Varies)]
    said = {type(line) for line in own} - {t.Uses, t.Reference}
    inherited = [line for line in base.header if isinstance(line, t.Uses | t.ProcedureNode | t.Reference)]
    return (*(line for line in inherited if type(line) not in said), *own)


def _added(problems: Problems, tree: t.PolicyTree, there: dict[str, Part]) -> list[t.Block]:
    """What the variation says besides its changes, without what the base has already, which is reported."""

    def is_new(node: t.Block) -> bool:
        if not isinstance(node, Part) or node.name.word not in there:
            return True
        varied.not_replaced(problems, node, there[node.name.word])
        return False

    added: list[t.Block] = []
    for block in tree.blocks:
        if isinstance(block, t.SectionNode):
            added.append(replace(block, clauses=tuple(part for part in block.clauses if is_new(part))))
        elif not isinstance(block, t.Replacement | t.Without) and is_new(block):
            added.append(block)
    return added


def _kept(block: t.Block, replaced: Mapping[str, Part], left_out: AbstractSet[str]) -> t.Block | None:
    """A block of the base, with what takes the place of its parts; None where it is left out.

    A section that is left without clauses stays: what the variation adds to it takes their place.
    """
    if isinstance(block, Part):
        return None if block.name.word in left_out else replaced.get(block.name.word, block)
    if not isinstance(block, t.SectionNode):
        return block
    parts: list[t.ClauseNode | t.UntestedNode] = []
    for part in block.clauses:
        if isinstance(part, t.UntestedNode):
            parts.append(part)
        elif part.name.word not in left_out:
            new = replaced.get(part.name.word, part)
            parts += [new] if isinstance(new, t.ClauseNode) else []
    return replace(block, clauses=tuple(parts))


def _placed(kept: list[t.Block], added: list[t.Block]) -> list[t.Block]:
    """The blocks of the base with those that were added: clauses of a section that is there go to its end.

    Sections that hold nothing in the end are not there.
    """
    blocks = list(kept)
    titles = {same_words(block.title.value): at for at, block in enumerate(blocks) if isinstance(block, t.SectionNode)}
    for block in added:
        at = titles.get(same_words(block.title.value)) if isinstance(block, t.SectionNode) else None
        there = blocks[at] if at is not None else None
        if at is not None and isinstance(there, t.SectionNode) and isinstance(block, t.SectionNode):
            blocks[at] = replace(there, clauses=(*there.clauses, *block.clauses))
        else:
            blocks.append(block)
    return [block for block in blocks if not isinstance(block, t.SectionNode) or block.clauses]


def _is_still_named(problems: Problems, node: t.Without, whole: t.PolicyTree) -> bool:
    """Whether what is left out is named by what stays, which is then reported."""
    for user in conditions(whole):
        for used in names_in(user.items):
            if used.word == node.name.word:
                varied.still_named(problems, node, user, used)
                return True
    return False
