"""The syntax tree: a dataclass a grammar rule, as written, before any name or type is looked at.

`at` is where a node stands in its text (offsets from and to, in characters). It takes no part in
comparison, so that two texts that say the same have equal trees.
"""

from __future__ import annotations

from assent.source.record import record
from assent.syntax.calculating import CalculatedNode as CalculatedNode
from assent.syntax.calculating import FactorNode as FactorNode
from assent.syntax.changing import Change as Change
from assent.syntax.counting import Counted as Counted
from assent.syntax.counting import Lasting as Lasting
from assent.syntax.counting import Pattern as Pattern
from assent.syntax.counting import Selected as Selected
from assent.syntax.counting import Step as Step
from assent.syntax.facts import CodedNode as CodedNode
from assent.syntax.facts import FactNode as FactNode
from assent.syntax.facts import FieldNode as FieldNode
from assent.syntax.header import Approved as Approved
from assent.syntax.header import Effective as Effective
from assent.syntax.header import Header as Header
from assent.syntax.header import Owner as Owner
from assent.syntax.header import ProcedureNode as ProcedureNode
from assent.syntax.header import Reference as Reference
from assent.syntax.header import ReviewBy as ReviewBy
from assent.syntax.header import Source as Source
from assent.syntax.header import Status as Status
from assent.syntax.header import Uses as Uses
from assent.syntax.header import Varies as Varies
from assent.syntax.header import Version as Version
from assent.syntax.in_time import Around as Around
from assent.syntax.in_time import Within as Within
from assent.syntax.leaf import GrantedAmount as GrantedAmount
from assent.syntax.leaf import GrantedOption as GrantedOption
from assent.syntax.leaf import Name as Name
from assent.syntax.leaf import NumberWord as NumberWord
from assent.syntax.leaf import Operand as Operand
from assent.syntax.leaf import PeriodNode as PeriodNode
from assent.syntax.leaf import Place as Place
from assent.syntax.leaf import Text as Text
from assent.syntax.leaf import Value as Value
from assent.syntax.leaf import place
from assent.syntax.named_values import DatedValueNode as DatedValueNode
from assent.syntax.named_values import ParameterNode as ParameterNode
from assent.syntax.named_values import TableCaseNode as TableCaseNode
from assent.syntax.named_values import TableNode as TableNode
from assent.syntax.properties import NeverForWant as NeverForWant
from assent.syntax.properties import NeverNode as NeverNode
from assent.syntax.properties import NeverWorse as NeverWorse
from assent.syntax.properties import PropertyNode as PropertyNode
from assent.syntax.types import ChoiceType as ChoiceType
from assent.syntax.types import CollectionType as CollectionType
from assent.syntax.types import JudgementType as JudgementType
from assent.syntax.types import NumberType as NumberType
from assent.syntax.types import OtherType as OtherType
from assent.syntax.types import ScaleType as ScaleType
from assent.syntax.types import SimpleType as SimpleType
from assent.syntax.types import TypeNode as TypeNode
from assent.syntax.value_sets import CodesNode as CodesNode
from assent.syntax.value_sets import ValueSetNode as ValueSetNode

# ---- tests --------------------------------------------------------------------------------------


@record
class Flag:
    """A name standing alone: a yes/no fact, a judgement, a definition or a clause."""

    operand: Operand
    at: Place = place()


@record
class Comparison:
    """`operand >= value`, `operand is value`, `operand before value`: `symbol` is the operator as written.

    A value that is a name is an option, or another fact; or it is an operand.
    """

    operand: Operand
    symbol: str
    value: Value | Operand
    at: Place = place()


@record
class OneOf:
    """`operand is one of a, b`, or with `is not`."""

    operand: Operand
    negated: bool
    options: tuple[Name, ...]
    at: Place = place()


@record
class Band:
    """`operand from low to high`; with `up to`, `open` is true and the high end is left out."""

    operand: Operand
    low: Value
    high: Value
    open: bool
    at: Place = place()


@record
class Provided:
    """`operand provided`."""

    operand: Operand
    at: Place = place()


@record
class Negation:
    """`not …`."""

    part: Test
    at: Place = place()


@record
class Joined:
    """Tests joined on one line: `word` is "and" or "or"."""

    word: str
    parts: tuple[Test, ...]
    at: Place = place()


@record
class Group:
    """A block: `head` is "all of", "any of" or "at least of" (then with `number`), `negated` by a `not` before it.

    Several tests below a `where`, with nothing that joins them, are a block without a head ("").
    """

    head: str
    number: NumberWord | None
    negated: bool
    elements: tuple[Test, ...]
    at: Place = place()


@record
class PathwayNode:
    """A pathway: its title, and the tests under it."""

    title: Text
    tests: tuple[Test, ...]
    at: Place = place()


@record
class Either:
    """`either "…"` and a block, `or "…"` and a block, …"""

    pathways: tuple[PathwayNode, ...]
    at: Place = place()


Test = (
    Flag
    | Comparison
    | OneOf
    | Band
    | Provided
    | Within
    | Around
    | Change
    | Counted
    | Lasting
    | Selected
    | Step
    | Negation
    | Joined
    | Group
    | Either
)


# The tests of lists and evidence, which may narrow down their elements with `where`.
Filtered = Counted | Lasting | Selected | Step


# ---- items of a clause ------------------------------------------------------------------------------


@record
class When:
    test: Test
    at: Place = place()


@record
class Unless:
    test: Test
    at: Place = place()


@record
class Cites:
    quote: Text
    under: Text | None
    at: Place = place()


@record
class Because:
    text: Text
    at: Place = place()


@record
class Note:
    text: Text
    at: Place = place()


@record
class Accepts:
    """`accepts superfluous-clause because "…"`."""

    finding: Name
    because: Text
    at: Place = place()


Item = Test | When | Unless | Cites | Because | Note | Accepts


# ---- blocks -----------------------------------------------------------------------------------


@record
class Overview:
    title: Text | None
    text: Text
    at: Place = place()


@record
class Notice:
    title: Text | None
    text: Text
    at: Place = place()


@record
class Facts:
    title: Text | None
    facts: tuple[FactNode, ...]
    at: Place = place()


@record
class Define:
    name: Name
    title: Text
    items: tuple[Item, ...]
    at: Place = place()


@record
class ClauseNode:
    """`verb` is "require", "exclude", "review" or "submit"."""

    verb: str
    name: Name
    title: Text
    items: tuple[Item, ...]
    at: Place = place()


@record
class UntestedNode:
    quote: Text
    under: Text | None
    because: Text
    at: Place = place()


@record
class Replacement:
    """`replace require …`, `replace define …`, `replace parameter …`: what takes the place of the one of its name."""

    part: ClauseNode | Define | ParameterNode | TableNode | ValueSetNode | CalculatedNode
    at: Place = place()


@record
class Without:
    """`without cosmetic because "…"`."""

    name: Name
    because: Text
    at: Place = place()


@record
class Assume:
    """`assume conservative_treatment < 12 weeks or symptom_duration >= 6 weeks because "…"`."""

    test: Test
    because: Text
    at: Place = place()


@record
class SectionNode:
    title: Text
    clauses: tuple[ClauseNode | UntestedNode, ...]
    at: Place = place()


@record
class Valid:
    """`valid for 90 days`; `pathway` is the title after `for`, `applies` the test after `when`."""

    period: PeriodNode
    pathway: Text | None
    applies: Test | None
    at: Place = place()


@record
class Grants:
    """What is granted; `pathway` is the title after `for`, `applies` the test after `when`."""

    what: Text | GrantedAmount | GrantedOption
    pathway: Text | None
    applies: Test | None
    at: Place = place()


@record
class Appeal:
    text: Text
    at: Place = place()


AuthorizationLine = Valid | Grants | Appeal | Cites | Because | Note


@record
class AuthorizationNode:
    title: Text | None
    lines: tuple[AuthorizationLine, ...]
    at: Place = place()


Block = (
    Overview
    | Facts
    | ParameterNode
    | TableNode
    | ValueSetNode
    | CalculatedNode
    | Define
    | SectionNode
    | ClauseNode
    | UntestedNode
    | AuthorizationNode
    | Notice
    | Replacement
    | Without
    | Assume
    | PropertyNode
)


@record
class PolicyTree:
    name: Name
    title: Text
    header: tuple[Header, ...]
    blocks: tuple[Block, ...]
    at: Place = place()


@record
class VocabularyTree:
    name: Name
    title: Text
    facts: tuple[FactNode, ...]
    value_sets: tuple[ValueSetNode, ...]
    calculated: tuple[CalculatedNode, ...]
    at: Place = place()


Tree = PolicyTree | VocabularyTree
