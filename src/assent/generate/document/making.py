"""From a policy to its document tree: every part in its place, each in the words that a reader is given."""

from __future__ import annotations

from collections.abc import Iterator

from assent.generate.document.questions import checklist, questions
from assent.generate.document.sentences import Line, Mention, sentence
from assent.generate.document.steps import steps
from assent.generate.document.terms import granted, remarks, term
from assent.generate.document.text import one_line, paragraphs, with_addresses
from assent.generate.document.thresholds import threshold_parts
from assent.generate.document.tree import (
    AssumptionPart,
    AuthorizationPart,
    CalculatedPart,
    ClausePart,
    Code,
    Day,
    DefinitionPart,
    Document,
    PropertyPart,
    Quote,
    SectionPart,
    Standing,
    StandingBehind,
    Text,
    UntestedPart,
    ValueSetPart,
    Words,
)
from assent.generate.document.varied import variation_part
from assent.generate.document.wording import (
    ASSUMPTION_LEAD,
    ATTESTED,
    CONDITION_LEAD,
    DEFINITION_LEAD,
    NEVER_LEADS,
    VERBS,
    long_date,
)
from assent.language.calendar import format_day
from assent.language.canonical import digest
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Expression, leaves_of, named_in, titles_in
from assent.language.findings import FINDINGS
from assent.language.governance import Governance
from assent.language.operands import facts_of
from assent.language.phrases import formula_text
from assent.language.policy import Acceptance, Citation, Clause, Definition, Policy, Prose
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property
from assent.language.types import Date, Judgement


def document(policy: Policy) -> Document:
    """The document of a policy. `definitions` of it are those that no clause uses."""
    numbers = {
        clause.id: f"{at}.{within}"
        for at, section in enumerate(policy.sections, 1)
        for within, clause in enumerate(section.clauses, 1)
    }
    book = _Book(policy, numbers)
    sections = tuple(_section(at, part.title, part.clauses, book) for at, part in enumerate(policy.sections, 1))
    verbs = {clause.verb for clause in policy.clauses}
    return Document(
        id=policy.id,
        title=one_line(policy.title),
        version=policy.version,
        digest=digest(policy),
        source=one_line(policy.source),
        effective=_day(policy.effective),
        until=None if policy.until is None else _day(policy.until),
        procedures=tuple(
            Code(
                one_line(procedure.system),
                CODE_SYSTEMS[procedure.system].title if procedure.system in CODE_SYSTEMS else "",
                one_line(procedure.code),
                one_line(procedure.title),
            )
            for procedure in policy.procedures
        ),
        overview=_prose(policy.overview),
        verbs=tuple((verb, words.lead, words.effect) for verb, words in VERBS.items() if verb in verbs),
        steps=steps(policy, numbers),
        sections=sections,
        definitions=tuple(
            book.definition(definition) for definition in policy.definitions if definition.id not in book.printed
        ),
        authorization=_authorization(policy, book),
        untested=tuple(
            UntestedPart(Quote(one_line(untested.quote), one_line(untested.under)), one_line(untested.because))
            for untested in policy.untested
        ),
        notice=_prose(policy.notice),
        checklist=checklist(policy, numbers),
        questions=questions(policy, numbers),
        behind=_behind(policy.governance),
        references=tuple(_linked(text) for text in policy.references),
        thresholds=tuple(threshold_parts(policy)),
        variation=variation_part(policy.variation, book.mentions) if policy.variation else None,
        calculated=tuple(
            CalculatedPart(
                one.id,
                one_line(f"Calculated, in {one.unit}" if one.unit else "Calculated"),
                Line(one_line(formula_text(one)), one_line(one.title)),
            )
            for one in policy.calculated
        ),
        value_sets=tuple(
            ValueSetPart(
                one.id,
                one_line(f"Codes of {one.system}"),
                Line(one_line(", ".join(one.codes)), one_line(one.title)),
                one_line(one.source),
            )
            for one in policy.value_sets
        ),
        assumptions=tuple(
            AssumptionPart(
                f"assumption-{at}", ASSUMPTION_LEAD, sentence(one.test, book.mentions), one_line(one.because)
            )
            for at, one in enumerate(policy.assumptions, 1)
        ),
        properties=tuple(_property(f"property-{at}", one, book) for at, one in enumerate(policy.properties, 1)),
    )


def _property(id: str, one: Property, book: _Book) -> PropertyPart:
    because = one_line(one.because)
    match one:
        case Never(outcome, test, unless):
            lead = f"{NEVER_LEADS[outcome]} {'unless' if unless else 'when'}"
            return PropertyPart(id, lead, sentence(test, book.mentions), because)
        case NeverDeniedForWant(documents, every):
            what = "a document" if every else f"“{one_line(documents[0].label)}”"
            return PropertyPart(id, f"{NEVER_LEADS['deny']} for want of {what}", None, because)
        case NeverWorse(fact, more):
            words = ("A later", "An earlier") if isinstance(fact.type, Date) else ("More", "Less")
            lead = f"{words[not more]} “{one_line(fact.label)}” never makes the outcome worse"
            return PropertyPart(id, lead, None, because)


class _Book:
    """What the parts share while the tree is built: how names are spoken of, and which definitions stand already."""

    def __init__(self, policy: Policy, numbers: dict[str, str]) -> None:
        self.numbers = numbers
        self.definitions = {definition.id: definition for definition in policy.definitions}
        self.printed: set[str] = set()
        bodies = [(f"clause-{clause.id}", clause.whole) for clause in policy.clauses]
        bodies += [(f"definition-{one.id}", one.body) for one in policy.definitions]
        self.pathways = {title: anchor for anchor, body in bodies for title in titles_in(body)}
        self.mentions = {
            definition.id: Mention(
                "", one_line(definition.title), f"definition-{definition.id}", "", "applies", "does not apply"
            )
            for definition in policy.definitions
        } | {
            clause.id: Mention(
                VERBS[clause.verb].noun,
                one_line(clause.title),
                f"clause-{clause.id}",
                numbers[clause.id],
                VERBS[clause.verb].met,
                VERBS[clause.verb].failed,
            )
            for clause in policy.clauses
        }

    def needed_by(self, *expressions: Expression) -> tuple[DefinitionPart, ...]:
        """The definitions that these expressions name, or that those name in turn, and that do not stand yet."""
        waiting = [id for expression in expressions for id in named_in(expression)]
        found: list[DefinitionPart] = []
        while waiting:
            definition = self.definitions.get(waiting.pop(0))
            if definition is not None and definition.id not in self.printed:
                self.printed.add(definition.id)
                found.append(self.definition(definition))
                waiting.extend(named_in(definition.body))
        return tuple(found)

    def definition(self, definition: Definition) -> DefinitionPart:
        return DefinitionPart(
            definition.id,
            f"definition-{definition.id}",
            one_line(definition.title),
            DEFINITION_LEAD,
            sentence(definition.body, self.mentions),
            tuple(_judged(definition.body)),
            _standing(definition.cites, definition.because, definition.notes, definition.accepts),
        )


def _section(at: int, title: str, clauses: tuple[Clause, ...], book: _Book) -> SectionPart:
    verbs = [words for verb, words in VERBS.items() if any(clause.verb == verb for clause in clauses)]
    return SectionPart(
        f"section-{at}",
        str(at),
        one_line(title),
        verbs[0].heading if verbs else "",
        " ".join(words.demand for words in verbs),
        tuple(_clause(clause, book) for clause in clauses),
    )


def _clause(clause: Clause, book: _Book) -> ClausePart:
    words = VERBS[clause.verb]
    parts = (clause.when, clause.body, clause.unless)
    expressions = tuple(part for part in parts if part is not None)
    return ClausePart(
        id=clause.id,
        anchor=f"clause-{clause.id}",
        number=book.numbers[clause.id],
        title=one_line(clause.title),
        verb=clause.verb,
        lead=words.lead,
        sentence=sentence(clause.body, book.mentions),
        condition_lead=CONDITION_LEAD if clause.when is not None else "",
        condition=None if clause.when is None else sentence(clause.when, book.mentions),
        exception_lead=words.exception if clause.unless is not None else "",
        exception=None if clause.unless is None else sentence(clause.unless, book.mentions),
        judged=tuple(_judged(*expressions)),
        standing=_standing(clause.cites, clause.because, clause.notes, clause.accepts),
        definitions=book.needed_by(*expressions),
    )


def _judged(*expressions: Expression) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The labels of the judgements that expressions ask for, each once, under who attests them."""
    facts = [fact for expression in expressions for leaf in leaves_of(expression) for fact in facts_of(leaf)]
    for role, title in ATTESTED.items():
        judged = (fact.label for fact in facts if isinstance(fact.type, Judgement) and fact.type.by == role)
        if labels := tuple(dict.fromkeys(map(one_line, judged))):
            yield title, labels


def _standing(
    cites: tuple[Citation, ...], because: str, notes: tuple[str, ...], accepts: tuple[Acceptance, ...] = ()
) -> Standing:
    return Standing(
        tuple(Quote(one_line(cite.quote), one_line(cite.under)) for cite in cites),
        one_line(because),
        tuple(one_line(note) for note in notes),
        tuple((FINDINGS[one.finding], one_line(one.because)) for one in accepts),
    )


def _authorization(policy: Policy, book: _Book) -> AuthorizationPart | None:
    part = policy.authorization
    if part is None:
        return None
    return AuthorizationPart(
        one_line(part.title),
        str(part.valid) if part.valid else "",
        tuple(
            term(f"validity-{at}", f"Valid for {longer.period}", longer.when, book.mentions, book.pathways)
            for at, longer in enumerate(part.longer, 1)
        ),
        tuple(
            term(f"grant-{at}", granted(grant), grant.when, book.mentions, book.pathways)
            for at, grant in enumerate(part.grants, 1)
        ),
        tuple(remarks(part)),
        paragraphs(part.appeal),
        _standing(part.cites, part.because, part.notes),
    )


def _linked(text: str) -> tuple[Words, ...]:
    """A text with its addresses told apart."""
    return tuple(Words(words, address) for words, address in with_addresses(one_line(text)))


def _behind(governance: Governance) -> StandingBehind:
    return StandingBehind(
        one_line(governance.owner),
        tuple((one_line(approval.by), _day(approval.on)) for approval in governance.approvals),
        None if governance.review_by is None else _day(governance.review_by),
        governance.draft,
    )


def _prose(prose: Prose | None) -> Text | None:
    return None if prose is None else Text(one_line(prose.title), paragraphs(prose.text))


def _day(day: int) -> Day:
    return Day(format_day(day), long_date(day))
