"""Nothing of the language is without an example of its meaning."""

from __future__ import annotations

from typing import get_args

from assent.language import expressions, types
from conformance.reading import documents
from laws import EFFECTS, WHYS
from walking import all_traits, traits

DOCUMENTS = list(documents())


def test_every_part_of_the_language_has_an_example() -> None:
    seen = {name for document in DOCUMENTS for name in traits(document.policy)}
    assert all_traits() - seen == set()


def test_the_list_of_parts_is_whole() -> None:
    kinds = {*get_args(expressions.Expression), *get_args(expressions.Operand)}
    assert {kind.__name__ for kind in kinds} <= all_traits()
    assert {f"fact {kind.__name__}" for kind in get_args(types.Type)} <= all_traits()


def test_every_result_effect_and_outcome_has_an_example() -> None:
    expected = [case.expected for document in DOCUMENTS for case in document.cases]
    assert {outcome for one in expected if (outcome := one.get("outcome"))} == {"approve", "deny", "pend", "review"}
    seen = {
        (clause.verb, case.expected["clauses"][clause.id], case.expected["effects"][clause.id])
        for document in DOCUMENTS
        for clause in document.policy.clauses
        for case in document.cases
        if clause.id in case.expected.get("clauses", {}) and clause.id in case.expected.get("effects", {})
    }
    assert {(verb, result, effect) for (verb, result), effects in EFFECTS.items() for effect in effects} <= seen


def test_every_why_has_an_example() -> None:
    whys = [
        entry["why"] for document in DOCUMENTS for case in document.cases for entry in case.expected.get("missing", ())
    ]
    assert set(whys) == set(WHYS)
