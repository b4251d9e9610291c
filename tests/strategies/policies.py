"""Random well-typed policies, made from the operator table: every row, every kind of expression, every type.

They are built as checked policies; `strategies.printing` writes them as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AtLeastOf,
    Calculated,
    Count,
    Expression,
    Extent,
    Fact,
    FactValue,
    LatestField,
    Named,
    Not,
    Pattern,
    PatternKind,
    Product,
    Recent,
    Test,
    Titled,
)
from assent.language.findings import FINDINGS
from assent.language.governance import Approval, Governance
from assent.language.grants import Grant, Longer
from assent.language.grants import condition as grant_condition
from assent.language.operands import sides_of
from assent.language.policy import (
    Acceptance,
    Assumption,
    Authorization,
    Citation,
    Clause,
    Definition,
    Policy,
    Procedure,
    Prose,
    Section,
    Untested,
    Verb,
)
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property, has_order
from assent.language.types import Choice, Code, Collection, Date, Document, Number, Scale, YesNo
from assent.language.value_sets import ValueSet
from strategies.beside import beside, since, values_of
from strategies.choices import Choices
from strategies.conditions import ROWS_OF, condition, plain_test_of, test_of
from strategies.facts import facts
from strategies.literals import PATTERNS, period
from strategies.thresholds import Thresholds, thresholds
from strategies.words import Names, quote, text
from walking import inside

SELECTED = (">=", ">", "<=", "<", "is", "is not")
FIRST_DAY = date(2023, 1, 1).toordinal()
VERBS: tuple[Verb, ...] = ("require", "exclude", "review", "submit")
_KINDS = ("leaf", "leaf", "leaf", "all", "any", "at least", "not", "named", "either")


@st.composite
def policies(draw: st.DrawFn, depth: int = 3, most_clauses: int = 3) -> Policy:
    """A policy."""
    return policy(Choices.of(draw), depth=depth, most_clauses=most_clauses)


def policy(choose: Choices, *, depth: int = 3, most_clauses: int = 3) -> Policy:
    """A policy. Definitions and clauses name only what stands before them, so that there are no circles."""
    names = Names(choose)
    known = facts(choose, names)
    definitions: list[Definition] = []
    named: list[str] = []
    effective = FIRST_DAY + choose.number(0, 400)
    names.value_sets = tuple(_value_sets(choose, names, known))
    names.calculated = tuple(_calculated(choose, names, known))
    by_name = thresholds(choose, names, known, effective) if choose.chance(2) else Thresholds()
    names.by_case = tuple(by_name.tests)
    for _ in range(choose.number(0, 2)):
        body = expression(choose, names, known, named, depth - 1)
        around = _prose_of_a_block(choose)
        definitions.append(Definition(names.name(), names.label(), body, (), *around, accepts=_accepts(choose)))
        named.append(definitions[-1].id)
    sections = []
    for _ in range(choose.number(1, 2)):
        title = text(choose)
        clauses = []
        for _ in range(choose.number(1, most_clauses)):
            clauses.append(_clause(choose, known, named, depth, names, title))
            named.append(clauses[-1].id)
        sections.append(Section(title, tuple(clauses)))
    made = Policy(
        id=choose.one(("p", "physical_therapy", "print", "decide")),
        title=text(choose),
        version=choose.one(("1.0.0", "2", "10.2")),
        effective=effective,
        until=choose.one((None, effective + 1000, effective + 1500)),
        procedures=choose.some((Procedure("CPT", "97110", "PT"), Procedure("HCPCS", "E0601")), 0, 2),
        source="sources/p.txt",
        vocabularies=("shared",) if any(fact.vocabulary for fact in known) else (),
        facts=known,
        overview=_prose(choose),
        definitions=tuple(definitions),
        sections=tuple(sections),
        untested=(Untested(quote(names), text(choose)),) if choose.chance(3) else (),
        authorization=_authorization(choose, names, known, named, _pathways(definitions, sections)),
        notice=_prose(choose),
        references=tuple(_reference(choose) for _ in range(choose.number(0, 2))) if choose.chance(3) else (),
        governance=_governance(choose, effective) if choose.chance(3) else Governance(),
        parameters=tuple(by_name.parameters),
        tables=tuple(by_name.tables),
        assumptions=tuple(_assumption(choose, known, named) for _ in range(choose.number(0, 2)))
        if choose.chance(4)
        else (),
        properties=tuple(_property(choose, known, named) for _ in range(choose.number(0, 3)))
        if choose.chance(4)
        else (),
    )
    tests = [one.test for one in (*made.assumptions, *made.properties) if isinstance(one, Assumption | Never)]
    parts = [*made.named.values(), *made.conditions, *tests]
    sides = {side for part in parts for test in inside(part) if isinstance(test, Test) for side in sides_of(test)}
    return replace(
        made,
        value_sets=tuple(one for one in names.value_sets if _asked_about(one, parts)),
        calculated=tuple(one for one in names.calculated if one in sides),
    )


def expression(
    choose: Choices, names: Names, known: Sequence[Fact], named: Sequence[str], depth: int, *, negated: bool = False
) -> Expression:
    """An expression over facts and earlier names.

    Below an odd number of `not` no evidence is counted, and there are no pathways.
    """
    kind = choose.one(_KINDS if depth else ("leaf", "leaf", "leaf", "named"))
    if kind == "named" and named:
        return Named(choose.one(named))
    if kind == "leaf" and names.by_case and choose.chance(4):
        return choose.one(names.by_case)
    if kind in ("leaf", "named"):
        return _leaf(choose, names, known, negated=negated)
    if kind == "not":
        part = expression(choose, names, known, named, depth - 1, negated=not negated)
        # `not not all of` is read as `all of`.
        return part.part if isinstance(part, Not) and isinstance(part.part, AllOf | AnyOf | AtLeastOf) else Not(part)
    number = choose.number(1 if kind == "at least" else 2, 3)
    parts = tuple(expression(choose, names, known, named, depth - 1, negated=negated) for _ in range(number))
    if kind == "at least":
        return AtLeastOf(choose.number(1, number), parts)
    if kind == "either" and not negated:
        return AnyOf(tuple(Titled(names.label(), part) for part in parts))
    return AllOf(parts) if kind == "all" else AnyOf(parts)


def _leaf(choose: Choices, names: Names, known: Sequence[Fact], *, negated: bool) -> Expression:
    """A test of a fact, a count of it, or a test of a field of its latest element."""
    fact = choose.one(known)
    if not isinstance(fact.type, Collection):
        if isinstance(fact.type, Date) and choose.chance(3):
            return since(choose, FactValue(fact), values_of(known))
        if choose.chance(2) and (found := beside(choose, FactValue(fact), fact.type, values_of(known))) is not None:
            return found
        if isinstance(fact.type, Code) and choose.chance(2) and (found := _member(choose, fact, names)) is not None:
            return found
        if isinstance(fact.type, Number) and names.calculated and choose.chance(2):
            value = choose.one(names.calculated)
            return plain_test_of(choose, value, Number(unit=value.unit))
        if fact.measured and choose.chance(2):
            return plain_test_of(choose, Recent(fact, period(choose)), fact.type)
        return test_of(choose, FactValue(fact), fact.type)
    if not fact.type.complete and negated:
        return test_of(choose, FactValue(known[0]), known[0].type)
    if fact.type.episodes and choose.chance(2):
        return _lasting(choose, fact, fact.type, known)
    if fact.type.complete and fact.type.dated_by is not None and not fact.type.episodes and choose.chance(2):
        at = choose.number(0, len(fact.type.fields) - 1)
        field = fact.type.fields[at]
        value = LatestField(fact, field, at, choose.chance(3))
        if choose.chance(3) and (found := beside(choose, value, field.type, values_of(known))) is not None:
            return found
        test = plain_test_of(choose, value, field.type)
        return _selected(choose, test, fact.type) if test.operator.symbol in SELECTED else test
    return _count(choose, fact, fact.type, known)


def _member(choose: Choices, fact: Fact, names: Names) -> Test | None:
    """Whether a code is in one of the value sets of its system; None where there is none."""
    assert isinstance(fact.type, Code)
    fitting = [one for one in names.value_sets if one.system == fact.type.system]
    if not fitting:
        return None
    one, row = choose.one(fitting), choose.one([row for row in ROWS_OF["code"] if row.argument == "code"])
    return Test(row, FactValue(fact), Argument(one.pattern, one.words))


def _value_sets(choose: Choices, names: Names, known: Sequence[Fact]) -> Iterator[ValueSet]:
    """A value set for a few of the facts that are codes: one of several codes, at times one of a single one."""
    for fact in known:
        if isinstance(fact.type, Code) and choose.chance(2):
            id = names.name()
            codes = choose.some(PATTERNS[fact.type.system], 1, 3)
            yield ValueSet(id, f"{id} {names.label()}", fact.type.system, tuple(sorted(set(codes))))


def _calculated(choose: Choices, names: Names, known: Sequence[Fact]) -> Iterator[Calculated]:
    """Sums of numbers in one unit, and products of numbers without a unit."""
    numbers: dict[str, list[FactValue]] = {}
    for fact in known:
        if isinstance(fact.type, Number):
            numbers.setdefault(fact.type.unit, []).append(FactValue(fact))
    for unit, values in numbers.items():
        if not choose.chance(2):
            continue
        several = not unit and choose.chance(2)
        parts = choose.some(values, 1, 2)
        size = (1, 2, -1, Decimal("0.5"))
        products = (
            [Product(choose.one(size), parts)] if several else [Product(choose.one(size), (one,)) for one in parts]
        )
        if not unit and choose.chance(3):
            products.append(Product(choose.one((1, -2, Decimal("1.5")))))
        yield Calculated(names.name(), names.label(), unit, tuple(products))


def _asked_about(one: ValueSet, parts: Iterable[Expression]) -> bool:
    """Whether some test asks about a value set."""
    tests = (test for part in parts for test in inside(part) if isinstance(test, Test) and test.literal)
    return any(test.literal is not None and test.literal.text == one.words for test in tests)


def _count(choose: Choices, fact: Fact, type: Collection, known: Sequence[Fact]) -> Count:
    """A count of a list or of evidence; of evidence, never with an upper bound."""
    number = choose.number(1, 3)
    low, high = number, None
    if type.complete:
        more = ((number, None), (None, number), (None, 0), (number, number), (0, 1), (1, number), (number, number + 1))
        low, high = choose.one((*more[:1], *more))
    window = period(choose) if type.dated_by is not None and choose.chance(2) else None
    pattern = None
    if type.dated_by is not None and choose.chance(2):
        low, high, pattern = _pattern(choose, type, number)
    testable = not type.episodes or len(type.fields) > 2
    where = condition(choose, type, values_of(known)) if choose.chance(2) and testable else None
    options = [at for at, field in enumerate(type.fields) if isinstance(field.type, YesNo | Choice | Scale)]
    limited = high is not None and low is None and (high > 0 or pattern is not None)
    per = choose.one(options) if options and limited and choose.chance(2) else None
    return Count(fact, low, high, window, where, pattern, per)


def _selected(choose: Choices, test: Test, type: Collection) -> Test:
    """The latest or the earliest of some elements only: those in a window, those that are as a condition says."""
    assert isinstance(test.operand, LatestField)
    window = period(choose) if choose.chance(3) else None
    where = condition(choose, type) if choose.chance(3) else None
    return replace(test, operand=replace(test.operand, window=window, where=where))


def _lasting(choose: Choices, fact: Fact, type: Collection, known: Sequence[Fact]) -> Test:
    """How long episodes last, in total or in a row; of evidence, never at most so long."""
    row = choose.one([row for row in ROWS_OF["extent"] if type.complete or row.symbol == ">="])
    gap = choose.one((None, 0, 3, 10))
    window = period(choose) if choose.chance(2) else None
    where = condition(choose, type, values_of(known)) if len(type.fields) > 2 and choose.chance(2) else None
    length = period(choose, row.units)
    return Test(row, Extent(fact, gap, window, where), Argument(length, str(length)))


def _pattern(choose: Choices, type: Collection, number: int) -> tuple[int | None, int | None, Pattern]:
    """How counted elements lie to one another, and a bound that can be read in one way with it."""
    kinds: tuple[PatternKind, ...] = ("within any", "no more than apart", "at least apart")
    kind = choose.one((*kinds, "within any", "closer than") if type.complete else kinds)
    pattern = Pattern(kind, period(choose))
    if kind == "closer than":
        return None, 1, pattern
    if kind == "within any" and type.complete and choose.chance(2):
        return None, number, pattern
    return number + 1, None, pattern


def _clause(
    choose: Choices, known: Sequence[Fact], named: Sequence[str], depth: int, names: Names, section: str
) -> Clause:
    verb = choose.one(VERBS)
    body = expression(choose, names, known, named, depth)
    unless = expression(choose, names, known, named, depth - 1) if choose.chance(3) else None
    when = expression(choose, names, known, named, depth - 1) if choose.chance(5) else None
    cites = tuple(Citation(quote(names)) for _ in range(choose.number(0, 2)))
    around = _prose_of_a_block(choose)
    return Clause(
        names.name(),
        verb,
        text(choose),
        section,
        body,
        unless,
        cites,
        *around,
        when=when,
        accepts=_accepts(choose),
    )


def _accepts(choose: Choices) -> tuple[Acceptance, ...]:
    """Findings that a block accepts: of any kind, since nobody looks for them here."""
    if not choose.chance(5):
        return ()
    return tuple(Acceptance(code, text(choose)) for code in choose.some(tuple(FINDINGS), 1, 2))


def _prose_of_a_block(choose: Choices) -> tuple[str, tuple[str, ...]]:
    """Why a block exists, and its notes."""
    if not choose.chance(3):
        return "", ()
    return text(choose), (text(choose),) if choose.chance(2) else ()


def _reference(choose: Choices) -> str:
    address = choose.one(("", " https://www.cms.gov/a?b=1", " (http://example.org/)", " https://user@example.org/<b>"))
    return text(choose) + address


def _governance(choose: Choices, effective: int) -> Governance:
    approvals = tuple(Approval(text(choose), effective - choose.number(0, 90)) for _ in range(choose.number(0, 2)))
    review_by = choose.one((None, effective, effective + choose.number(1, 1000)))
    return Governance(text(choose) if choose.chance(2) else "", approvals, review_by, choose.chance(3))


def _prose(choose: Choices) -> Prose | None:
    return Prose(text(choose), text(choose)) if choose.chance(4) else None


def _pathways(definitions: Sequence[Definition], sections: Sequence[Section]) -> list[Titled]:
    """Every pathway of a policy."""
    clauses = [clause for section in sections for clause in section.clauses]
    bodies = [*(one.body for one in definitions), *(clause.whole for clause in clauses)]
    return [one for body in bodies for one in inside(body) if isinstance(one, Titled)]


def _authorization(
    choose: Choices, names: Names, known: Sequence[Fact], named: Sequence[str], pathways: Sequence[Titled]
) -> Authorization | None:
    if choose.chance(3):
        return None
    valid = None if choose.chance(4) else period(choose)
    conditions = [_condition_of_a_grant(choose, known, named, pathways) for _ in range(choose.number(0, 2))]
    longer = [Longer(period(choose), when) for when in conditions if when is not None and valid is not None]
    grants: list[Grant] = []
    requested = _requested(choose, known)
    for _ in range(choose.number(0 if valid else 1, 4)):
        when = _condition_of_a_grant(choose, known, named, pathways) if choose.chance(2) else None
        fact = choose.one((None, *requested))
        if isinstance(fact, Fact) and isinstance(fact.type, Scale):
            grants.append(Grant(option=choose.one(fact.type.options), requested=fact, when=when))
        elif isinstance(fact, Fact):
            unit = "points"
            grants.append(Grant(amount=choose.number(1, 5), unit=unit, requested=fact, when=when))
        elif choose.chance(2):
            unit = choose.one(("visit", "visits", "months", "weeks", "day"))
            grants.append(Grant(amount=choose.number(1, 24), unit=unit, when=when))
        else:
            grants.append(Grant(text(choose), when=when))
    appeal = text(choose) if choose.chance(3) else ""
    return Authorization(text(choose), valid, tuple(grants), appeal, longer=tuple(longer))


def _requested(choose: Choices, known: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts that may say what was requested: one that counts points, and scales."""
    known = [fact for fact in known if not fact.not_done]
    scales = [fact for fact in known if isinstance(fact.type, Scale)]
    counts = [fact for fact in known if isinstance(fact.type, Number) and fact.type.whole]
    return (*choose.some(scales, 0, 2), *counts[:1])


def _condition_of_a_grant(
    choose: Choices, known: Sequence[Fact], named: Sequence[str], pathways: Sequence[Titled]
) -> Expression | None:
    """What may stand after `for` and `when`: a pathway, tests on one line, or both."""
    pathway = choose.one(pathways) if pathways and choose.chance(2) else None
    if pathway is not None and choose.chance(2):
        return pathway
    parts = tuple(_one_test(choose, known, named) for _ in range(choose.number(1, 2)))
    when = parts[0] if len(parts) == 1 else AllOf(parts) if choose.chance(2) else AnyOf(parts)
    return grant_condition(pathway, when)


def _assumption(choose: Choices, known: Sequence[Fact], named: Sequence[str]) -> Assumption:
    """What is assumed, on one line: it need not be so, and nobody looks for what follows."""
    parts = tuple(_one_test(choose, known, named) for _ in range(choose.number(1, 2)))
    return Assumption(parts[0] if len(parts) == 1 else AnyOf(parts), text(choose))


def _property(choose: Choices, known: Sequence[Fact], named: Sequence[str]) -> Property:
    """What is to hold of every request: it need not."""
    because = text(choose) if choose.chance(2) else ""
    documents = tuple(fact for fact in known if isinstance(fact.type, Document))
    ordered = [fact for fact in known if has_order(fact.type)]
    if documents and choose.chance(3):
        every = choose.chance(2)
        return NeverDeniedForWant(documents if every else (choose.one(documents),), every, because)
    if ordered and choose.chance(2):
        return NeverWorse(choose.one(ordered), choose.chance(2), because)
    test = _assumption(choose, known, named).test
    return Never(choose.one(("approve", "deny", "pend", "review")), test, choose.chance(3), because)


def _one_test(choose: Choices, known: Sequence[Fact], named: Sequence[str]) -> Expression:
    plain = [fact for fact in known if not isinstance(fact.type, Collection)]
    fact = choose.one(plain)
    test = Named(choose.one(named)) if choose.chance(3) else plain_test_of(choose, FactValue(fact), fact.type)
    return Not(test) if choose.chance(4) else test
