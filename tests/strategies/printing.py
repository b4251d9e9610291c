"""A checked policy written as Assent text, so that reading the text can be compared with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from assent.check.lower.calculating import conversion
from assent.language.calendar import format_day
from assent.language.exact import exact
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Named,
    Not,
    Operand,
    Product,
    Recent,
    Shifted,
    Test,
    Titled,
)
from assent.language.governance import Governance
from assent.language.grants import Grant
from assent.language.operators import Operator
from assent.language.policy import Clause, Definition, Policy
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.values import Period, number_text

STEP = "  "


def text_of(policy: Policy) -> str:
    """The text of a policy, without its vocabularies."""
    _sets.update({one.words: one.id for one in policy.value_sets})
    return "\n".join(_lines(policy)) + "\n"


def vocabulary_texts(policy: Policy) -> dict[str, str]:
    """The texts of the vocabularies that a policy uses, by id, with the facts that it takes from them."""
    return {
        id: "\n".join(
            [f"vocabulary {id} {quoted(id)}", *_indented(_facts(f for f in policy.facts if f.vocabulary == id))]
        )
        for id in policy.vocabularies
    }


def source_text(policy: Policy) -> str:
    """A source document in which every quote of a policy stands, once each."""
    quotes = [cited.quote for block in (*policy.definitions, *policy.clauses) for cited in block.cites]
    quotes += [untested.quote for untested in policy.untested]
    return "\n\n".join(dict.fromkeys(quotes)) + "\n"


def quoted(text: str) -> str:
    """A text between quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (STEP + line for line in lines)


def _lines(policy: Policy) -> Iterator[str]:
    yield f"policy {policy.id} {quoted(policy.title)}"
    for procedure in policy.procedures:
        title = f" {quoted(procedure.title)}" if procedure.title else ""
        yield f"{STEP}procedure {procedure.system} {procedure.code}{title}"
    yield f"{STEP}version {policy.version}"
    until = f" to {format_day(policy.until)}" if policy.until is not None else ""
    yield f"{STEP}effective {format_day(policy.effective)}{until}"
    if policy.source:
        yield f"{STEP}source {quoted(policy.source)}"
    for reference in policy.references:
        yield f"{STEP}reference {quoted(reference)}"
    if policy.vocabularies:
        yield f"{STEP}uses {', '.join(policy.vocabularies)}"
    yield from _indented(_governance(policy.governance))
    own = [fact for fact in policy.facts if not fact.vocabulary]
    if own:
        yield "facts"
        yield from _indented(_facts(own))
    yield from _thresholds(policy)
    if policy.overview:
        yield f"overview {quoted(policy.overview.title)}"
        yield STEP + quoted(policy.overview.text)
    for definition in policy.definitions:
        yield f"define {definition.id} {quoted(definition.title)}"
        yield from _indented(_block(definition))
    for section in policy.sections:
        yield f"section {quoted(section.title)}"
        for clause in section.clauses:
            yield f"{STEP}{clause.verb} {clause.id} {quoted(clause.title)}"
            yield from _indented(_indented(_block(clause)))
    for untested in policy.untested:
        yield f"untested {quoted(untested.quote)} because {quoted(untested.because)}"
    for assumption in policy.assumptions:
        yield f"assume {_condition(assumption.test)} because {quoted(assumption.because)}"
    for one in policy.properties:
        yield f"{_property(one)}{f' because {quoted(one.because)}' if one.because else ''}"
    yield from _authorization(policy)
    if policy.notice:
        yield f"notice {quoted(policy.notice.title)}"
        yield STEP + quoted(policy.notice.text)


def _thresholds(policy: Policy) -> Iterator[str]:
    for parameter in policy.parameters:
        yield f"parameter {parameter.id} {quoted(parameter.title)}"
        for value in parameter.values:
            reference = f" reference {quoted(value.reference)}" if value.reference else ""
            yield f"{STEP}{value.text} from {format_day(value.start)}{reference}"
    for one in policy.value_sets:
        yield f"value set {one.id} {one.system} {quoted(one.title)}"
        yield from (f"{STEP}{codes}" for codes in one.codes)
    for formula in policy.calculated:
        unit = f" {formula.unit}" if formula.unit else ""
        yield f"calculated {formula.id}{unit} {quoted(formula.title)}"
        yield STEP + " + ".join(_product(product, formula.unit) for product in formula.products).replace("+ -", "- ")
    for table in policy.tables:
        yield f"table {table.id} {quoted(table.title)}"
        for case in table.cases:
            yield f"{STEP}{case.text} when {_condition(case.when)}"


def _property(one: Property) -> str:
    match one:
        case Never(outcome, test, unless):
            return f"never {outcome} {'unless' if unless else 'when'} {_condition(test)}"
        case NeverDeniedForWant(documents, every):
            return f"never deny for want of {'a document' if every else documents[0].name}"
        case NeverWorse(fact, more):
            words = ("later", "earlier") if isinstance(fact.type, Date) else ("more", "less")
            return f"{words[not more]} {fact.name} never worsens the outcome"


def _governance(governance: Governance) -> Iterator[str]:
    if governance.owner:
        yield f"owner {quoted(governance.owner)}"
    for approval in governance.approvals:
        yield f"approved by {quoted(approval.by)} on {format_day(approval.on)}"
    if governance.review_by is not None:
        yield f"review by {format_day(governance.review_by)}"
    if governance.draft:
        yield "status draft"


def _authorization(policy: Policy) -> Iterator[str]:
    authorization = policy.authorization
    if authorization is None:
        return
    lines = [f"valid for {authorization.valid}"] if authorization.valid else []
    lines += [f"valid for {longer.period}{_granted_when(longer.when)}" for longer in authorization.longer]
    lines += [f"grants {_granted(grant)}{_granted_when(grant.when)}" for grant in authorization.grants]
    lines += [f"appeal {quoted(authorization.appeal)}"] if authorization.appeal else []
    lines += [f"note {quoted(note)}" for note in authorization.notes]
    yield f"authorization {quoted(authorization.title)}"
    yield from _indented(lines)


def _granted(grant: Grant) -> str:
    what = f"{grant.amount} {grant.unit}" if grant.amount is not None else grant.option or quoted(grant.text)
    return f"{what} of {grant.requested.name}" if grant.requested else what


def _granted_when(when: Expression | None) -> str:
    match when:
        case None:
            return ""
        case Titled(title):
            return f" for {quoted(title)}"
        case AllOf((Titled(title), other)):
            return f" for {quoted(title)} when {_condition(other)}"
        case _:
            return f" when {_condition(when)}"


def _block(block: Definition | Clause) -> Iterator[str]:
    yield from lines_of(block.body)
    if isinstance(block, Clause) and block.when is not None:
        first, *rest = lines_of(block.when)
        yield from (f"when {first}", *rest)
    if isinstance(block, Clause) and block.unless is not None:
        first, *rest = lines_of(block.unless)
        yield from (f"unless {first}", *rest)
    for cited in block.cites:
        yield f"cites {quoted(cited.quote)}"
    if block.because:
        yield f"because {quoted(block.because)}"
    for note in block.notes:
        yield f"note {quoted(note)}"
    for one in block.accepts:
        yield f"accepts {one.finding} because {quoted(one.because)}"


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        own = "".join(f" {coding.system} {coding.code}" for coding in fact.codes)
        yield f"{fact.name} {type_text(fact.type)}{mark(fact)} {quoted(fact.label)}{own}"
        if isinstance(fact.type, Collection) and not fact.type.plain:
            for field in fact.type.fields[2 if fact.type.episodes else 0 :]:
                yield f"{STEP}{field.name} {type_text(field.type)}{mark(field)} {quoted(field.label)}"


def mark(declared: Fact | Field) -> str:
    """The words after a type."""
    not_done = " or not done" if declared.not_done else ""
    not_done += " measured" if isinstance(declared, Fact) and declared.measured else ""
    return not_done + (" sensitive" if isinstance(declared, Fact) and declared.sensitive else "")


def type_text(type: Type) -> str:
    """A type as an author writes it."""
    match type:
        case YesNo():
            return "yes/no"
        case Judgement(by):
            return f"judgement by {by}" if by else "judgement"
        case Document():
            return "document"
        case DurationType():
            return "duration"
        case Date():
            return "date"
        case Number(low, high, unit, whole):
            ends = f"{number_text(low)}..{number_text(high)}" if low is not None and high is not None else ""
            return " ".join(word for word in ("whole" if whole else "" if ends else "number", ends, unit) if word)
        case Scale(options):
            return " < ".join(options)
        case Choice(options):
            return " | ".join(options)
        case Code(system):
            return system
        case Collection(complete=complete, plain=plain, episodes=episodes):
            of = "" if plain else " of episodes" if episodes else " of"
            return ("dated " if plain else "") + ("list" if complete else "evidence") + of


_WORDS = ("either", *["or"] * 9)


def _pathway(word: str, pathway: Expression) -> list[str]:
    assert isinstance(pathway, Titled)
    return [f"{word} {quoted(pathway.title)}", *_indented(lines_of(pathway.part))]


def lines_of(expression: Expression) -> list[str]:
    """An expression as the lines of a block."""
    match expression:
        case Count(where=where) if where is not None and not _fits_a_line(where):
            return [f"{_leaf(replace(expression, where=None))} where", *_indented(lines_of(where))]
        case Test(operand=Extent(where=where) as extent) if where is not None and not _fits_a_line(where):
            bare = replace(expression, operand=replace(extent, where=None))
            return [f"{_leaf(bare)} where", *_indented(lines_of(where))]
        case Test(operand=LatestField(where=where) as latest) if where is not None and not _fits_a_line(where):
            bare = replace(expression, operand=replace(latest, where=None))
            return [f"{_leaf(bare)} where", *_indented(lines_of(where))]
        case Cases(id, ((_, test), *_)):
            return [f"{_operand(test.operand)} {test.operator.symbol} {id}{_which(test.operand)}"]
        case Test() | Count() | Named():
            return [_leaf(expression)]
        case Not(Not(AnyOf() as tests)) if _is_one_of(tests):  # `not not any of` is read as `any of`
            return [f"not {_one_of(tests, 'is not one of')}"]
        case Not(part):
            first, *rest = lines_of(part)
            return [f"not {first}", *rest]
        case AllOf() if _is_band(expression):
            return [_band(expression)]
        case AllOf() if (window := _window(expression)) is not None:
            return [window]
        case AllOf(parts):
            return ["all of", *_indented(line for part in parts for line in lines_of(part))]
        case AnyOf(parts) if all(isinstance(part, Titled) for part in parts):
            return [line for word, part in zip(_WORDS, parts, strict=False) for line in _pathway(word, part)]
        case AnyOf(parts):
            return ["any of", *_indented(line for part in parts for line in lines_of(part))]
        case AtLeastOf(number, parts):
            return [f"at least {number} of", *_indented(line for part in parts for line in lines_of(part))]


def _leaf(leaf: Test | Count | Named) -> str:
    match leaf:
        case Named(id):
            return id
        case Test(operand=Extent() as extent):
            return _lasting(leaf, extent)
        case Test(operator, operand, Shifted(other, length)):
            how = "more than" if operator.symbol == "<" else "at least"
            if isinstance(other, AsOf):
                return f"{_operand(operand)} {how} {length} ago"
            if isinstance(other, FieldValue):
                return f"{_operand(other)} {how} {length} after {_operand(operand)}"
            return f"{_operand(operand)} {how} {length} before {_operand(other)}"
        case Test(operator, operand, Changed() as change):
            written = f"{_operand(operand)} {_how(operator.symbol, change)} {_operand(change.operand)}"
            return written + _which(operand)
        case Test(operator, operand, argument):
            literal = leaf.literal.text if leaf.literal else ""
            if isinstance(argument, Operand):
                words = {"<": "before", "<=": "on or before", ">": "after", ">=": "on or after"}
                symbol = words.get(operator.symbol, "is") if operator.takes == "date" else operator.symbol
                symbol = "is not" if operator.symbol == "is not" else symbol
                return f"{_operand(operand)} {symbol} {_operand(argument)}{_which(operand)}"
            if operator.argument == "code" and literal.startswith("a code of “"):
                return f"{_operand(operand)} {operator.symbol} in {_set_of(literal)}{_which(operand)}"
            if operator.argument == "code":
                literal = f"{_code_system(operand)} {literal}"
            written = " ".join(part for part in (_operand(operand), operator.symbol, literal) if part)
            return written + _which(operand)
        case Count():
            return _count(leaf)


def _which(operand: Operand) -> str:
    """Of which elements a value is the latest or the earliest; or how recent it is."""
    if isinstance(operand, Recent):
        return f" within the last {operand.window}"
    if not isinstance(operand, LatestField):
        return ""
    window = f" within the last {operand.window}" if operand.window else ""
    return window + (f" where {_condition(operand.where)}" if operand.where else "")


def _how(symbol: str, change: Changed) -> str:
    """`at least 5 % below`, `at most 2 kg above`."""
    words = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}
    if not change.above:
        words = {"<=": "at least", "<": "more than", ">=": "at most", ">": "less than"}
    return f"{words[symbol]} {change.written} {'above' if change.above else 'below'}"


def _code_system(operand: Operand) -> str:
    assert not isinstance(operand, Extent | Recent)
    type = operand.fact.type if isinstance(operand, FactValue) else operand.field.type
    assert isinstance(type, Code)
    return type.system


def _operand(operand: Operand) -> str:
    match operand:
        case FactValue(fact) | Recent(fact):
            return fact.name
        case FieldValue(field):
            return field.name
        case LatestField(fact, field, earliest=earliest):
            return f"{'earliest' if earliest else 'latest'} {fact.name}.{field.name}"
        case Calculated(id):
            return id
        case Extent(fact):
            return fact.name
        case Elapsed(unit, inner):
            return f"{unit} since {_operand(inner)}"
        case AsOf() | Shifted() | Changed():
            raise AssertionError("these stand in windows around a date")


def _window(all_of: AllOf) -> str | None:
    """`within … before …` and `within … after …`, where that is what it says."""
    match all_of.parts:
        case (
            Test(Operator(name="date >="), date, Shifted(other, length)),
            Test(Operator(name="date <="), same, last),
        ) if (same, last) == (date, other):
            return f"{_operand(date)} within {length} before {_operand(other)}"
        case (
            Test(Operator(name="date >="), date, other),
            Test(Operator(name="date >="), first, Shifted(same, length)),
        ) if (first, same) == (other, date):
            return f"{_operand(date)} within {length} after {_operand(first)}"
    return None


def _lasting(test: Test, extent: Extent) -> str:
    assert test.literal is not None
    amount, unit = test.literal.text.split()
    consecutive = "" if extent.gap is None else "consecutive "
    written = f"{'at least' if test.operator.symbol == '>=' else 'at most'} {amount} {consecutive}{unit}"
    written += f" of {extent.fact.name}"
    written += f" with gaps of at most {Period(extent.gap, 'days')}" if extent.gap else ""
    written += f" within the last {extent.window}" if extent.window else ""
    return written + (f" where {_condition(extent.where)}" if extent.where else "")


def _count(count: Count) -> str:
    low, high, name = count.at_least, count.at_most, count.fact.name
    if high is None:
        written = f"at least {low} {name}"
    elif low is None:
        written = f"at most {high} {name}" if high else f"no {name}"
    else:
        written = f"exactly {low} {name}" if low == high else f"{low} to {high} {name}"
    if count.pattern is not None:
        words = {
            "within any": "within any {}",
            "no more than apart": "no more than {} apart",
            "at least apart": "at least {} apart",
            "closer than": "at least {} apart",
        }
        written = f"every {name}" if count.pattern.kind == "closer than" else written
        written += " " + words[count.pattern.kind].format(count.pattern.period)
    window = f" within the last {count.window}" if count.window else ""
    if count.per is not None:
        assert isinstance(count.fact.type, Collection)
        window += f" per {count.fact.type.fields[count.per].name}"
    return written + window + (f" where {_condition(count.where)}" if count.where else "")


def _fits_a_line(condition: Expression) -> bool:
    """Whether a condition is one test, or tests joined by one word."""
    several = isinstance(condition, AllOf | AnyOf) and not (_is_band(condition) or _is_one_of(condition))
    parts = condition.parts if several and isinstance(condition, AllOf | AnyOf) else (condition,)
    return all(_is_part(part) for part in parts)


def _is_part(condition: Expression) -> bool:
    while isinstance(condition, Not):
        condition = condition.part
    return isinstance(condition, Test) or _is_band(condition) or _is_one_of(condition)


def _condition(condition: Expression) -> str:
    match condition:
        case AllOf(parts) if not _is_band(condition) and _window(condition) is None:
            return " and ".join(_condition_part(part) for part in parts)
        case AnyOf(parts) if not _is_one_of(condition):
            return " or ".join(_condition_part(part) for part in parts)
        case _:
            return _condition_part(condition)


def _condition_part(part: Expression) -> str:
    match part:
        case Test() | Named():
            return _leaf(part)
        case Not(AnyOf() as tests):
            return _one_of(tests, "is not one of")
        case Not(inner):
            return f"not {_condition_part(inner)}"
        case AnyOf():
            return _one_of(part, "is one of")
        case AllOf() if _is_band(part):
            return _band(part)
        case AllOf() if (window := _window(part)) is not None:
            return window
        case _:
            raise AssertionError(part)


def _is_selected(expression: Expression) -> bool:
    """Whether a test is of some elements only, whose window and condition stand after it."""
    if isinstance(expression, Test) and isinstance(expression.operand, Recent):
        return True
    if not isinstance(expression, Test) or not isinstance(expression.operand, LatestField):
        return False
    return expression.operand.window is not None or expression.operand.where is not None


def _is_band(all_of: Expression) -> bool:
    """Whether `from … to …` says it: an operand held against a lower and an upper end."""
    if not isinstance(all_of, AllOf) or any(_is_selected(part) for part in all_of.parts):
        return False
    tests = [part for part in all_of.parts if isinstance(part, Test)]
    if (
        len(tests) != 2
        or any(one.literal is None for one in tests)
        or len(all_of.parts) != 2
        or tests[0].operand != tests[1].operand
    ):
        return False
    if tests[0].operator.units != tests[1].operator.units or tests[0].operator.takes == "scale":
        return False
    signs = tests[0].operator.symbol == ">=" and tests[1].operator.symbol in ("<=", "<")
    return signs and _size(tests[0]) < _size(tests[1])


def _size(test: Test) -> Any:
    value = test.literal.value if test.literal else None
    return (value.days or value.months) if isinstance(value, Period) else value


def _band(all_of: AllOf) -> str:
    low, high = (part for part in all_of.parts if isinstance(part, Test))
    assert low.literal is not None and high.literal is not None
    to = "up to" if high.operator.symbol == "<" else "to"
    return f"{_operand(low.operand)} from {low.literal.text} {to} {high.literal.text}"


def _is_one_of(any_of: Expression) -> bool:
    """Whether `is one of` says it: each part the same operand `is` another option."""
    if not isinstance(any_of, AnyOf) or any(_is_selected(part) for part in any_of.parts):
        return False
    tests = [part for part in any_of.parts if isinstance(part, Test) and part.literal is not None]
    operands = {part.operand for part in tests}
    options = {part.operator.argument for part in tests} <= {"choice", "scale"} and {
        part.operator.symbol for part in tests
    } == {"is"}
    different = len({part.argument for part in tests}) == len(any_of.parts)
    return len(tests) == len(any_of.parts) and len(operands) == 1 and options and different


def _one_of(any_of: AnyOf, words: str) -> str:
    tests = [part for part in any_of.parts if isinstance(part, Test)]
    return f"{_operand(tests[0].operand)} {words} {', '.join(part.literal.text for part in tests if part.literal)}"


# The value sets of the policies that were printed, by the words for them; titles of random ones begin with their ids.
_sets: dict[str, str] = {}


def _product(product: Product, unit: str) -> str:
    """A product as an author writes it, with its number first; by whole numbers, as a fraction of two."""
    factor = conversion(product, unit)
    assert factor
    number = exact(Fraction(product.number) / factor)
    fraction = isinstance(number, Fraction)
    written = f"{number.numerator} / {number.denominator}" if fraction else number_text(number)
    over = "".join(f" * {_operand(one)}" for one in product.over)
    return written + over + "".join(f" / {_operand(one)}" for one in product.under)


def _set_of(words: str) -> str:
    """The value set that a test speaks of."""
    return _sets[words] if words in _sets else words.split()[3].strip("“”")
