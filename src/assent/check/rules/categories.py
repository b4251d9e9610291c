"""A category of ICD-10 alone, where charts state what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assent.check.lower.context import Places
from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.language.expressions import Test
from assent.language.operators.options import EITHER
from assent.source.catalogue import Code
from assent.source.record import record
from assent.syntax.tree import Place, PolicyTree, ValueSetNode

BARE_CATEGORY = Code("bare-category", "warning", "a category of codes alone, which leaves out all codes below it")
CODES = (BARE_CATEGORY,)

_SYSTEM = "ICD10"
_CATEGORY = re.compile(r"[A-Z]\d[0-9A-Z]")


@record
class _Written:
    """A code in the policy's own text: where it stands, and the codes that stand beside it in a value set."""

    code: str
    at: Place
    beside: frozenset[str] = frozenset()


def bare_categories(problems: Problems, scope: Scope, places: Places, tree: PolicyTree) -> None:
    """Report `J44`: a category with codes below it is not stated by itself. Few categories have none, as I10."""
    written = [*_in_tests(problems, places), *_in_value_sets(tree, scope)]
    below: dict[str, str] = {}
    every = {one.code for one in written} | set(_in_files(scope))
    for code in sorted(every, key=lambda code: (code.endswith("*"), code)):
        if "." in code and " " not in code:
            below.setdefault(code.partition(".")[0], code)
    for one in written:
        code = one.code
        if not _CATEGORY.fullmatch(code) or not one.beside.isdisjoint((f"{code}.*", f"{code}*")):
            continue
        other = below.get(code, "")
        which = f"`{code}*`, which is the category and all below it"
        if other and not other.endswith("*"):
            which += f", or the code that is meant: `{other}`"
        problems.add(
            BARE_CATEGORY,
            one.at,
            f"`{code}` alone is the category, and `{other}`, which this policy names too, stands below it"
            if other
            else f"`{code}` alone is a category, and no code below it meets this",
            label="the category itself, and nothing below it",
            help=f"charts state codes below a category: write {which}",
        )


def _in_tests(problems: Problems, places: Places) -> Iterator[_Written]:
    for expression, at in places.known.values():
        if not isinstance(expression, Test) or expression.operator.takes != "code" or expression.literal is None:
            continue
        code = expression.literal.value
        if not isinstance(code, str) or EITHER in code:
            continue
        text = problems.source.text[at[0] : at[1]]
        found = re.search(rf"\b{_SYSTEM}\s+({re.escape(code)})(?![\w.])", text)
        if found is not None:
            yield _Written(code, (at[0] + found.start(1), at[0] + found.end(1)))


def _in_value_sets(tree: PolicyTree, scope: Scope) -> Iterator[_Written]:
    for block in tree.blocks:
        if isinstance(block, ValueSetNode) and block.system.word == _SYSTEM:
            codes = frozenset(line.first.word for line in block.codes)
            yield from (_Written(line.first.word, line.first.at, codes) for line in block.codes if line.last is None)
            found = scope.value_sets.get(block.name.word)
            if block.path is not None and found is not None:
                codes = frozenset(found.codes)
                yield from (_Written(code, block.path.at, codes) for code in found.codes)


def _in_files(scope: Scope) -> Iterable[str]:
    return (code for one in scope.value_sets.values() if one.system == _SYSTEM for code in one.codes)
