"""The names a policy may use: facts, definitions and clauses share one namespace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assent.language.expressions import Calculated, Expression, Fact
from assent.language.types import describe
from assent.language.value_sets import ValueSet
from assent.source.diagnostic import Label
from assent.source.record import record
from assent.source.text import Span
from assent.syntax.tree import CalculatedNode, ClauseNode, Define, ParameterNode, TableNode, Value, ValueSetNode
from assent.syntax.unread import Unread


@record
class Broken:
    """A fact declared with a mistake, which has been reported where it is declared."""


@record
class Declared:
    """What a name stands for, and where it was given that meaning."""

    what: Fact | Define | ClauseNode | ParameterNode | TableNode | ValueSetNode | CalculatedNode | Broken
    span: Span

    @property
    def noun(self) -> str:
        """What it is, in an author's words."""
        match self.what:
            case Fact() | Broken():
                return "fact"
            case Define():
                return "definition"
            case ParameterNode():
                return "parameter"
            case TableNode():
                return "table"
            case ValueSetNode():
                return "value set"
            case CalculatedNode():
                return "calculated value"
            case ClauseNode():
                return "clause"


@dataclass(slots=True)
class Pathway:
    """A pathway: its title, where that is written, and what it asks for, None while that is not known."""

    title: str
    span: Span
    part: Expression | None = None


# A named threshold, case by case: a value as written, and where it counts (None: it always does).
Threshold = tuple[tuple[Value, Expression | None], ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Every name of a policy. `all_known` is False where it uses a vocabulary that there is not.

    `unread` are the parts of its text, and of its vocabularies', that could not be read.
    `conditions` are those under which facts are asked, where they are not asked always.
    `pathways` are those met so far, by their titles in small letters. `thresholds` are the parameters and tables
    that had no mistake, `value_sets` the sets of codes and
    `calculated` the calculated values that had none.
    """

    names: Mapping[str, Declared]
    all_known: bool = True
    unread: tuple[Unread, ...] = ()
    used: set[str] = field(default_factory=set)
    conditions: dict[str, Expression] = field(default_factory=dict)
    pathways: dict[str, Pathway] = field(default_factory=dict)
    thresholds: dict[str, Threshold] = field(default_factory=dict)
    value_sets: dict[str, ValueSet] = field(default_factory=dict)
    calculated: dict[str, Calculated] = field(default_factory=dict)

    def find(self, name: str) -> Declared | None:
        """What a name stands for; it then counts as used."""
        declared = self.names.get(name)
        if declared is not None:
            self.used.add(name)
        return declared

    def may_have(self, name: str) -> bool:
        """Whether a name that is not known may be declared where nothing could be read."""
        return not self.all_known or any(part.may_hold(name) for part in self.unread)

    def fact(self, name: str) -> Fact | None:
        """The fact of a name, without counting as a use."""
        declared = self.names.get(name)
        return declared.what if declared is not None and isinstance(declared.what, Fact) else None

    def declaration_of(self, name: str) -> Label:
        """The second place of a message about a name: where it is declared, and as what."""
        declared = self.names[name]
        if isinstance(declared.what, Fact):
            return Label(declared.span, f"`{name}` is declared here: {describe(declared.what.type)}")
        return Label(declared.span, f"the {declared.noun} `{name}` is here")
