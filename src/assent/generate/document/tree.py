"""The document tree: all that the document says, before any format. Both formats are rendered from it."""

from __future__ import annotations

from dataclasses import dataclass

from assent.generate.document.questions import ChecklistGroup, Question
from assent.generate.document.sentences import Line
from assent.generate.document.steps import Step
from assent.generate.document.terms import TermPart
from assent.generate.document.thresholds import ThresholdPart
from assent.generate.document.varied import VariationPart


@dataclass(frozen=True, slots=True)
class Code:
    """A procedure: its code, the code system's name and full name, and what it is called there."""

    system: str
    system_title: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date, for machines and for people."""

    iso: str
    long: str


@dataclass(frozen=True, slots=True)
class Text:
    """A titled text in paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation from the source; `under` names the heading it stands under, where that was needed."""

    text: str
    under: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What something stands on: its quotations, why it exists, how its source was read, and what is known of it.

    `accepted` are findings that are known, each with why it stays.
    """

    quotes: tuple[Quote, ...]
    because: str
    notes: tuple[str, ...]
    accepted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DefinitionPart:
    """A named condition, printed where a reader first needs it."""

    id: str
    anchor: str
    title: str
    lead: str
    sentence: Line
    judged: tuple[tuple[str, tuple[str, ...]], ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClausePart:
    """A clause as it is printed: condition, sentence and exception, each under its lead, and what it stands on.

    `judged` names what in it is attested, by whom; `definitions` are those that it is the first to use.
    """

    id: str
    anchor: str
    number: str
    title: str
    verb: str
    lead: str
    sentence: Line
    condition_lead: str
    condition: Line | None
    exception_lead: str
    exception: Line | None
    judged: tuple[tuple[str, tuple[str, ...]], ...]
    standing: Standing
    definitions: tuple[DefinitionPart, ...]


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section: its number, what it asks for as a whole, and its clauses."""

    anchor: str
    number: str
    title: str
    heading: str
    demand: str
    clauses: tuple[ClausePart, ...]


@dataclass(frozen=True, slots=True)
class AuthorizationPart:
    """What an approval is, and how a denial is appealed. `longer` are the validities that hold under a condition."""

    title: str
    valid: str
    longer: tuple[TermPart, ...]
    grants: tuple[TermPart, ...]
    remarks: tuple[str, ...]
    appeal: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class UntestedPart:
    """A statement of the source that no rule tests, and why."""

    quote: Quote
    because: str


@dataclass(frozen=True, slots=True)
class ValueSetPart:
    """A value set: of which system its codes are, and which they are; `origin` is the file that they come from."""

    id: str
    lead: str
    sentence: Line
    origin: str


@dataclass(frozen=True, slots=True)
class CalculatedPart:
    """A calculated value: in which unit it is, and its formula."""

    id: str
    lead: str
    sentence: Line


@dataclass(frozen=True, slots=True)
class AssumptionPart:
    """What the analysis of the policy assumes of requests, and why."""

    id: str
    lead: str
    sentence: Line
    because: str


@dataclass(frozen=True, slots=True)
class PropertyPart:
    """What holds of every request, and why: what introduces it, and the sentence of its test, where it has one."""

    id: str
    lead: str
    sentence: Line | None
    because: str


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text. Where they are an address that may be followed, `address` is true."""

    text: str
    address: bool


@dataclass(frozen=True, slots=True)
class StandingBehind:
    """Who stands behind the version: the owner, who approved it and when, and the last day before a review is due."""

    owner: str
    approvals: tuple[tuple[str, Day], ...]
    review_by: Day | None
    draft: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one policy, as it is published."""

    id: str
    title: str
    version: str
    digest: str
    source: str
    effective: Day
    until: Day | None
    procedures: tuple[Code, ...]
    overview: Text | None
    verbs: tuple[tuple[str, str, str], ...]
    steps: tuple[Step, ...]
    sections: tuple[SectionPart, ...]
    definitions: tuple[DefinitionPart, ...]
    authorization: AuthorizationPart | None
    untested: tuple[UntestedPart, ...]
    notice: Text | None
    checklist: tuple[ChecklistGroup, ...]
    questions: tuple[Question, ...]
    behind: StandingBehind
    references: tuple[tuple[Words, ...], ...]
    thresholds: tuple[ThresholdPart, ...]
    variation: VariationPart | None
    assumptions: tuple[AssumptionPart, ...]
    properties: tuple[PropertyPart, ...]
    value_sets: tuple[ValueSetPart, ...]
    calculated: tuple[CalculatedPart, ...]

    @property
    def anchors(self) -> dict[str, str]:
        """Where each clause stands, by its number."""
        return {clause.number: clause.anchor for section in self.sections for clause in section.clauses}
