"""A checked vocabulary: the facts it declares, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assent.language.expressions import Calculated, Expression, Fact
from assent.language.value_sets import ValueSet
from assent.source.diagnostic import Diagnostic
from assent.source.record import record
from assent.source.text import Span
from assent.syntax.calculating import CalculatedNode
from assent.syntax.unread import NOTHING, Unread
from assent.syntax.value_sets import ValueSetNode


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What policies that use it may name. `spans` says where each fact's name is declared.

    `broken` are the names it declares with mistakes: a policy that names one is not told so again.
    `sound` is False where the vocabulary has any error: no policy that uses it can be built.
    `unread` is the part of its text that could not be read: a name it lacks may have stood there.
    `conditions` are those under which its facts are asked, where they are not asked always. `value_sets` and
    `calculated` are those without a mistake, `nodes` all of them as written; their places are among the `spans`.
    """

    id: str
    title: str
    facts: tuple[Fact, ...]
    spans: Mapping[str, Span] = field(compare=False, repr=False)
    broken: frozenset[str] = frozenset()
    sound: bool = True
    unread: Unread = field(default=NOTHING, compare=False, repr=False)
    conditions: tuple[tuple[str, Expression], ...] = ()
    value_sets: tuple[ValueSet, ...] = ()
    calculated: tuple[Calculated, ...] = ()
    nodes: tuple[ValueSetNode | CalculatedNode, ...] = field(default=(), compare=False, repr=False)


@record
class CheckedVocabulary:
    """A vocabulary, and what is wrong with its text."""

    vocabulary: Vocabulary
    diagnostics: tuple[Diagnostic, ...]
