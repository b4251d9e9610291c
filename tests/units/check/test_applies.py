"""Facts that are asked only when they apply: a condition is shorthand, in the policy's facts and in vocabularies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Cases,
    Count,
    Expression,
    Fact,
    FactValue,
    Named,
    Not,
    Recent,
    Titled,
    leaves_of,
)
from assent.language.expressions import Test as Leaf
from assent.language.operands import facts_of
from assent.language.operators import Operator as Row
from assent.language.policy import Clause, Policy
from assent.language.types import Collection, YesNo
from checking import HEADER, check_text, codes_of, diagnostics_of, policy_of
from strategies.choices import Choices
from strategies.conditions import plain_test_of
from strategies.policies import policies
from strategies.printing import lines_of, mark, quoted, text_of, vocabulary_texts

FACTS = """
facts
  sex  female | male  "Sex"
  age  0..120  "Age"
  pregnant  yes/no  "Pregnant" {0}
"""
TESTED = 'exclude e "E"\n  pregnant\n  because "It harms."\n'


def _body(text: str, *vocabularies: str) -> Expression:
    return policy_of(HEADER + text, *vocabularies).clauses[0].body


def test_a_condition_stands_before_the_fact() -> None:
    longer = FACTS.format("") + 'exclude e "E"\n  all of\n    sex is female\n    age >= 12\n    pregnant\n'
    assert _body(FACTS.format("when sex is female and age >= 12") + TESTED) == _body(longer)


def test_a_condition_with_or_is_a_block_of_its_own() -> None:
    longer = (
        FACTS.format("") + 'exclude e "E"\n  all of\n    any of\n      sex is female\n      age < 12\n    pregnant\n'
    )
    assert _body(FACTS.format("when sex is female or age < 12") + TESTED) == _body(longer)


def test_a_vocabulary_carries_its_conditions() -> None:
    vocabulary = 'vocabulary v "V"\n' + FACTS.format("when sex is female").removeprefix("\nfacts\n")
    other = 'vocabulary v "V"\n' + FACTS.format("").removeprefix("\nfacts\n")
    longer = 'exclude e "E"\n  sex is female and pregnant\n'
    uses = "  uses v\n"
    assert _body(uses + TESTED, vocabulary) == _body(uses + longer, other)


def test_a_fact_named_only_in_a_condition_is_used() -> None:
    assert codes_of(HEADER + FACTS.format("when sex is female and age >= 12") + TESTED) == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("when pregnant", "circular-definition"),
        ("when age >= 200 and sex is female", "never-met"),
        ("when age < 10 and age > 12 and sex is female", "never-met"),
        ("when sex is female or sex is male or age > 1", "always-met"),
        ("when sex", "incomplete-test"),
        ("when sex is other and age > 3", "unknown-option"),
        ("when sexx is female and age > 3", "unknown-name"),
        ("when e", "condition-names-clause"),
    ],
)
def test_what_cannot_be_a_condition(condition: str, code: str) -> None:
    used = 'review other "Other"\n  sex is female and age > 3\n'
    assert codes_of(HEADER + FACTS.format(condition) + TESTED + used) == [code]


def test_a_vocabulary_names_its_own_facts_only() -> None:
    vocabulary = 'vocabulary v "V"\n  pregnant  yes/no  "Pregnant" when sex is female\n'
    text = HEADER + '  uses v\nfacts\n  sex  female | male  "Sex"\n' + TESTED + 'review s "S"\n  sex is female\n'
    assert check_text(text, vocabulary).policy is None


def test_conditions_that_multiply_are_refused() -> None:
    facts = "".join(
        f'  f{n}  yes/no  "F {n}"' + (f" when f{n - 1} or not f{n - 1}\n" if n else "\n") for n in range(60)
    )
    found = diagnostics_of(HEADER + "facts\n" + facts + 'exclude e "E"\n  f59\n')
    assert "long-chain" in {diagnostic.code for diagnostic in found}


def _applied(expression: Expression, fact: Fact, condition: Leaf) -> Expression:
    """The expression with the condition before every test of the fact."""
    match expression:
        case Leaf(operand=FactValue(tested) | Recent(tested), operator=Row(symbol="is done")) if tested == fact:
            return AnyOf((Not(condition), expression))  # where it is not asked, it is known to be no
        case Leaf(operand=FactValue(tested) | Recent(tested)) if tested == fact:
            return AllOf((condition, expression))
        case Leaf() | Count() | Named() | Cases():
            return expression
        case Not(part):
            return Not(_applied(part, fact, condition))
        case Titled(title, part):
            return Titled(title, _applied(part, fact, condition))
        case AllOf(parts):
            return AllOf(tuple(_applied(part, fact, condition) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_applied(part, fact, condition) for part in parts))
        case AtLeastOf(number, parts):
            return AtLeastOf(number, tuple(_applied(part, fact, condition) for part in parts))


def _applied_to_clause(clause: Clause, fact: Fact, condition: Leaf) -> Clause:
    unless = None if clause.unless is None else _applied(clause.unless, fact, condition)
    return replace(clause, body=_applied(clause.body, fact, condition), unless=unless)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_random_policies_with_a_condition(data: st.DataObject) -> None:
    """A policy whose text gives a fact a condition is the policy that says it at every test of the fact."""
    policy: Policy = replace(data.draw(policies()), id="p")
    choose = Choices.of(data.draw)
    fact = policy.facts[0]
    others = [one for one in policy.facts[1:] if not isinstance(one.type, Collection)]
    others = [one for one in others if one.vocabulary == fact.vocabulary]
    deciding = {leaf for table in policy.tables for case in table.cases for leaf in leaves_of(case.when)}
    if any(fact in facts_of(leaf) for leaf in deciding):
        return  # a table is about one fact, and this one is then about two
    if not others or not isinstance(fact.type, YesNo):
        return
    other = choose.one(others)
    condition = plain_test_of(choose, FactValue(other), other.type)
    line = f"{fact.name} yes/no{mark(fact)} {quoted(fact.label)}"
    (said,) = lines_of(condition)
    texts = [
        text.replace(line, f"{line} when {said}", 1) for text in (text_of(policy), *vocabulary_texts(policy).values())
    ]
    checked = check_text(texts[0], *texts[1:])
    # The policy as it is read: reading drops `not not` on a block.
    read = check_text(text_of(policy), *vocabulary_texts(policy).values()).policy
    if checked.policy is None or read is None:
        return  # it can never be met, with the condition or without, which is reported
    expected = [_applied_to_clause(clause, fact, condition) for clause in read.clauses]
    assert [(clause.body, clause.unless) for clause in checked.policy.clauses] == [
        (clause.body, clause.unless) for clause in expected
    ]
    assert all(
        other in {asked for leaf in leaves_of(clause.whole) for asked in facts_of(leaf)}
        for clause in checked.policy.clauses
        if fact in {asked for leaf in leaves_of(clause.whole) for asked in facts_of(leaf)}
    )
