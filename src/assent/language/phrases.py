"""The phrase table: what each test says in plain words, for the document and for reasons.

A leaf reads `label: phrase`. The label is the fact's own question, distinct within a policy; the phrase
comes from the operator's row, or here for a count. Negation is never a word in front of a sentence: a
negated leaf has a phrase of its own (`negated`), and `not` over a block is pushed inward before anything
is written. A person has read every phrase, with its negation, in `tests/golden/phrases.txt`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from assent.language.exact import exact, exact_text
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
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
    Leaf,
    Named,
    Not,
    Operand,
    Pattern,
    Recent,
    Shifted,
    Test,
    Titled,
)
from assent.language.operands import (
    decided_by,
    inputs_of,
    may_be_not_done,
    may_have_no_case,
    sides_of,
    type_of,
    unchanged,
)
from assent.language.operators.done import DONE
from assent.language.types import Collection, Number
from assent.language.values import Period
from assent.source.record import record


@record
class Phrase:
    """What a leaf says and what its negation says.

    `amount` is how a quantity is spoken of: "is", "are", or "" for what is no quantity.
    """

    label: str
    says: str
    denies: str
    amount: Literal["is", "are", ""] = ""

    def needed(self, *, negated: bool = False) -> str:
        """What a criterion asks for: "at least 12 weeks are needed", "has to be provided"."""
        said = self.denies if negated else self.says
        if not self.amount:
            return f"has to be {said}"
        return f"{said} {self.amount} {'allowed' if said.startswith(_LIMITS) else 'needed'}"


# What is shown of the latest element's field, where there is none: no such element, or it was not done.
NONE_OR_NOT_DONE = "there is none, or it was not done"

# Phrases that set a limit: "at most 4 are allowed", where "are needed" would say the opposite.
_LIMITS = ("at most", "less than", "fewer than", "none")


def phrase_of(leaf: Leaf) -> Phrase:
    """The phrases of a test or a count."""
    if isinstance(leaf, Count):
        return _count_phrase(leaf)
    if isinstance(leaf.operand, Extent):
        return _extent_phrase(leaf, leaf.operand)
    if isinstance(leaf.argument, Changed):
        says, denies = _changed_text(leaf, leaf.argument)
        return Phrase(label_of(leaf.operand), says, _or_none(leaf, denies))
    argument = _argument_text(leaf)
    says = leaf.operator.phrase.replace("{1}", argument)
    denies = leaf.operator.negated.replace("{1}", argument)
    return Phrase(label_of(leaf.operand), says, _or_none(leaf, denies), _amount(leaf))


def _or_none(test: Test, denies: str) -> str:
    """What the negation of a test says, with when there is no value: every comparison is not met then."""
    if isinstance(test.argument, Changed) and test.argument.percent:
        denies = f"{denies}, or that is not more than 0"
    if any(isinstance(unchanged(side), Elapsed) for side in sides_of(test)):
        denies = f"{denies}, or the date is still to come"
    if test.operator.symbol != DONE and any(may_be_not_done(side) for side in sides_of(test)):
        denies = f"{denies}, or not done"
    if any(isinstance(one, LatestField) for one in inputs_of(test)):
        # On an empty list every comparison is not met, so "less than 4" alone would leave that case out.
        denies = f"{denies}, or none on the list"
    return denies


# What is asked of a value by the words before an amount: the more it is below another, the less it is.
SIGNS_OF_CHANGE = {
    "above": {"at least": ">=", "more than": ">", "at most": "<=", "less than": "<"},
    "below": {"at least": "<=", "more than": "<", "at most": ">=", "less than": ">"},
}
_NEGATED = {"at least": "less than", "more than": "at most", "at most": "more than", "less than": "at least"}


def how_changed(test: Test, changed: Changed) -> str:
    """The words before the amount of a change: "at least" of `at least 5 % below baseline_weight`."""
    signs = SIGNS_OF_CHANGE["above" if changed.above else "below"]
    return next(how for how, sign in signs.items() if sign == test.operator.symbol)


def _changed_text(test: Test, changed: Changed) -> tuple[str, str]:
    how, rest = how_changed(test, changed), named(changed)
    return f"{how} {rest}", f"{_NEGATED[how]} {rest}"


def phrase_by_case(by_case: Cases) -> Phrase:
    """The phrases of a test whose threshold depends on something: that of each case, with where it counts."""
    phrases = [(_of_case(then), condition_text(when)) for when, then in by_case.cases]
    says = "; ".join(f"{phrase.says} where {where}" for phrase, where in phrases)
    denies = "; ".join(f"{phrase.denies} where {where}" for phrase, where in phrases)
    # Where what the cases are about was not done, no case holds, and the whole is not met.
    if may_have_no_case(by_case):
        denies += "".join(f"; or {named(one)} was not done" for one in decided_by(by_case))
    return Phrase(phrases[0][0].label, says, denies)


def _of_case(then: Test | Not) -> Phrase:
    if isinstance(then, Test):
        return phrase_of(then)
    assert isinstance(then.part, Test)
    phrase = phrase_of(then.part)
    return replace(phrase, says=phrase.denies, denies=phrase.says)


def _argument_text(test: Test) -> str:
    """What a test holds its operand against; a number in another unit than its operand's, with what it is there."""
    if test.argument is None:
        return ""
    if not isinstance(test.argument, Argument):
        return named(test.argument)
    text, value = test.argument.text, test.argument.value
    if test.operator.argument in ("choice", "scale"):
        return option_text(text)
    if test.operator.argument == "number" and isinstance(value, Decimal | Fraction | int):
        number, _, unit = text.partition(" ")
        own = unit_of(test.operand)
        if unit != own and Fraction(number) != value:
            return f"{text} ({exact_text(value)} {own})"
    return text


def unit_of(operand: Operand) -> str:
    """The unit in which an operand is counted, "" where it has none."""
    type = type_of(operand)
    return type.unit if isinstance(type, Number) else ""


def codings_text(fact: Fact) -> str:
    """What a fact itself is called in code systems: "LOINC 72514-3, SNOMED 225908003"."""
    return ", ".join(f"{coding.system} {coding.code}" for coding in fact.codes)


def option_text(option: str) -> str:
    """An option of a scale or a choice in plain words: its name, with spaces; no two read the same."""
    return re.sub(r"(?<=[^_])_(?=[^_])", " ", option)


def _amount(test: Test) -> Literal["is", "are", ""]:
    if any(isinstance(one, LatestField) for one in inputs_of(test)) or isinstance(test.operand, Elapsed):
        return ""
    if test.operator.symbol == DONE:
        return ""
    if any(may_be_not_done(side) for side in sides_of(test)):
        return ""
    if isinstance(test.argument, Argument) and test.operator.takes == "duration":
        assert isinstance(test.argument.value, Period)
        return "is" if test.argument.value.amount == 1 else "are"
    return "is" if test.operator.takes in ("number", "scale") else ""


def label_of(operand: Operand) -> str:
    """What an operand is called in plain words."""
    match operand:
        case FactValue(fact):
            return fact.label
        case FieldValue(field):
            return field.label
        case LatestField(fact, field, _, earliest, window, where):
            label = f"{field.label} of the {'earliest' if earliest else 'latest'} “{fact.label}”"
            label += f" within the last {window}" if window else ""
            return label + (f" with {condition_text(where)}" if where is not None else "")
        case Extent(fact):
            return fact.label
        case Calculated(title=title):
            return title
        case Recent(fact, window):
            return f"{fact.label} within the last {window}"
        case Elapsed(unit, inner):
            return f"{unit.capitalize()} since {named(inner)}"
        case Changed():
            return named(operand)
        case AsOf():
            return "Date of the request"
        case Shifted():
            said = named(operand)
            return said[0].upper() + said[1:]


def named(operand: Operand) -> str:
    """An operand inside a phrase: its label in quotation marks, or what it is."""
    match operand:
        case AsOf():
            return "the date of the request"
        case Shifted(inner, period):
            return f"the day {period} before {named(inner)}"
        case Changed(inner, by, above, percent, written):
            if not percent and Fraction(written.partition(" ")[0]) != by:
                written += f" ({exact_text(by)} {unit_of(inner)})"
            return f"{written} {'above' if above else 'below'} {named(inner)}"
        case Elapsed(unit, inner):
            return f"the {unit} since {named(inner)}"
        case FactValue() | FieldValue() | LatestField() | Extent() | Recent() | Calculated():
            return f"“{label_of(operand)}”"


def formula_text(calculated: Calculated) -> str:
    """What a calculated value is, in words: “Packs a day” × “Years smoked”, each number in the unit of its fact."""
    said = ""
    for at, product in enumerate(calculated.products):
        negative = product.number < 0
        sign = (" − " if negative else " + ") if at else ("−" if negative else "")
        values = [*(f" × {_in_unit(one)}" for one in product.over), *(f" ÷ {_in_unit(one)}" for one in product.under)]
        number = number_words(exact(abs(Fraction(product.number))))
        first = "".join(values) if number == "1" and product.over else f" × {number}{''.join(values)}"
        said += sign + first.removeprefix(" × ")
    return said


def number_words(number: int | Decimal | Fraction) -> str:
    """A number in a formula, exactly: what no decimal is, as a fraction."""
    return f"{number.numerator}/{number.denominator}" if isinstance(number, Fraction) else exact_text(number)


def _in_unit(operand: Operand) -> str:
    unit = unit_of(operand)
    return f"{named(operand)} in {unit}" if unit else named(operand)


def _extent_phrase(test: Test, extent: Extent) -> Phrase:
    assert test.literal is not None and isinstance(test.literal.value, Period)
    rest = " in total" if extent.gap is None else " in a row"
    if extent.gap:
        rest += f", with gaps of at most {Period(extent.gap, 'days')},"
    if extent.window is not None:
        rest += f" within the last {extent.window}"
    if extent.where is not None:
        rest += f" with {condition_text(extent.where)}"
    says = test.operator.phrase.replace("{1}", test.literal.text) + rest
    denies = test.operator.negated.replace("{1}", test.literal.text) + rest
    return Phrase(extent.fact.label, says, denies, "is" if test.literal.value.amount == 1 else "are")


def _count_phrase(count: Count) -> Phrase:
    low, high = count.at_least, count.at_most
    if high is None:
        says, denies = f"at least {low}", f"fewer than {low}"
    elif high == 0 and not low:
        says, denies = "none", "at least 1"
    elif low is None:
        says, denies = f"at most {high}", f"more than {high}"
    elif low == high:
        says, denies = f"exactly {low}", f"any number other than {low}"
    else:
        says, denies = f"{low} to {high}", f"any number other than {low} to {high}"
    if count.pattern is not None and count.pattern.kind == "closer than":
        return _every_phrase(count, count.pattern)
    rest = _pattern_text(count.pattern) if count.pattern else ""
    denies += rest + _rest(count, "for one")
    says += rest + _rest(count, "for each")
    amount: Literal["is", "are"] = "are" if (high if high is not None else low or 0) > 1 else "is"
    return Phrase(count.fact.label, says, denies, amount)


def _pattern_text(pattern: Pattern) -> str:
    match pattern.kind:
        case "within any":
            return f" within any {pattern.period}"
        case "no more than apart":
            return f" that are no more than {pattern.period} apart"
        case _:
            return f" that are at least {pattern.period} apart"


def how_counted(count: Count) -> str:
    """What stands behind the number that was found: "within 12 months", "at least 2 weeks apart", or nothing."""
    words = []
    if count.pattern is not None:
        period = count.pattern.period
        words.append(
            {
                "within any": f"within {period}",
                "no more than apart": f"no more than {period} apart",
                "at least apart": f"at least {period} apart",
                "closer than": f"less than {period} apart",
            }[count.pattern.kind]
        )
    if count.per is not None:
        words.append(f"with the same “{_field_label(count)}”")
    return " ".join(words)


def _every_phrase(count: Count, pattern: Pattern) -> Phrase:
    """`every x at least so long apart`: at most one in any shorter stretch."""
    same = f" with the same “{_field_label(count)}”" if count.per is not None else ""
    rest = _rest(replace(count, per=None), "")
    says = f"each at least {pattern.period} after the one before{same}{rest}"
    return Phrase(count.fact.label, says, f"two{same} less than {pattern.period} apart{rest}", "is")


def _field_label(count: Count) -> str:
    assert isinstance(count.fact.type, Collection) and count.per is not None
    return count.fact.type.fields[count.per].label


def _rest(count: Count, each: str) -> str:
    """The window of a count, the field that it counts by, and its condition."""
    rest = f" within the last {count.window}" if count.window else ""
    if count.per is not None:
        rest += f" {each} “{_field_label(count)}”"
    if count.where is not None:
        rest += f" with {condition_text(count.where)}"
    return rest


def without_condition(leaf: Leaf) -> Leaf:
    """A leaf stripped of its condition, for where the condition is written as a list under it."""
    if isinstance(leaf, Count):
        return replace(leaf, where=None)
    assert isinstance(leaf.operand, Extent | LatestField)
    return replace(leaf, operand=replace(leaf.operand, where=None))


def condition_text(condition: Expression, *, negated: bool = False) -> str:
    """A count's condition on one line: each test in quotation marks, and a group inside a group in brackets."""
    match condition:
        case Test():
            phrase = phrase_of(condition)
            return f"“{phrase.label}: {phrase.denies if negated else phrase.says}”"
        case Not(part):
            return condition_text(part, negated=not negated)
        case AllOf(parts):
            return _joined(parts, "or" if negated else "and", negated)
        case AnyOf(parts):
            return _joined(parts, "and" if negated else "or", negated)
        case AtLeastOf(number, parts):
            least = len(parts) - number + 1 if negated else number
            return f"at least {least} of ({', '.join(condition_text(part, negated=negated) for part in parts)})"
        case Count() | Named() | Titled() | Cases():
            raise AssertionError("a count's condition holds tests of fields only")


def _joined(parts: tuple[Expression, ...], word: str, negated: bool) -> str:
    texts = [condition_text(part, negated=negated) for part in parts]
    if len(texts) > 1:
        texts = [text if _is_single(part) else f"({text})" for part, text in zip(parts, texts, strict=True)]
    return f" {word} ".join(texts)


def _is_single(condition: Expression) -> bool:
    """Whether a condition reads as one: a test, or a group that brings its own brackets; negated or not."""
    while isinstance(condition, Not):
        condition = condition.part
    return isinstance(condition, Test | AtLeastOf)
