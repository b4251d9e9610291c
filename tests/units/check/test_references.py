"""Circles, chains and definitions that nobody uses."""

from __future__ import annotations

import pytest

from checking import HEADER, codes_of, diagnostics_of

FLAG = 'facts\n  flag  yes/no  "Flag"\n'


def _define(name: str, *tests: str) -> str:
    lines = "".join(f"    {test}\n" for test in tests)
    return f'define {name} "{name.upper()}"\n  all of\n{lines}'


@pytest.mark.parametrize(("length", "expected"), [(64, []), (65, ["long-chain"]), (300, ["long-chain"])])
def test_a_chain_of_definitions_has_an_end(length: int, expected: list[str]) -> None:
    chain = [_define("d1", "flag"), *(_define(f"d{at}", f"d{at - 1}") for at in range(2, length))]
    for definitions in (chain, reversed(chain)):
        text = HEADER + FLAG + "".join(definitions) + f'require c "C"\n  d{length - 1}\n'
        assert codes_of(text) == expected


def test_a_circle_is_shown_from_its_first_name_on() -> None:
    text = HEADER + FLAG + _define("a", "flag", "b") + _define("b", "c") + _define("c", "flag", "a")
    (found,) = diagnostics_of(text + 'require r "R"\n  b\n')
    assert found.code == "circular-definition"
    assert found.message == "`a` leads back to itself: `a` → `b` → `c` → `a`"
    assert [found.span.text, *(other.span.text for other in found.others)] == ["b", "c", "a"]


def test_a_long_circle_is_shortened() -> None:
    text = HEADER + "".join(_define(f"d{at}", f"d{(at + 1) % 50}") for at in range(50))
    (found,) = diagnostics_of(text + 'require r "R"\n  d7\n')
    assert found.message.count("`d") == 10
    assert "…" in found.message


def test_a_circle_may_lead_through_exceptions_and_clauses() -> None:
    text = HEADER + FLAG + _define("a", "r") + 'require r "R"\n  flag\n  unless a\n'
    assert codes_of(text) == ["circular-definition"]


def test_two_circles_are_two_mistakes() -> None:
    text = HEADER + _define("a", "b") + _define("b", "a") + _define("c", "c")
    assert codes_of(text + 'require r "R"\n  a and c\n') == ["circular-definition", "circular-definition"]


def test_many_circles_are_not_all_told() -> None:
    names = [f"d{at}" for at in range(40)]
    text = HEADER + "".join(_define(name, *names) for name in names) + 'require r "R"\n  d0\n'
    assert 1 <= codes_of(text).count("circular-definition") <= 20


def test_a_definition_used_only_by_an_unused_one_is_unused() -> None:
    text = HEADER + FLAG + _define("a", "flag") + _define("b", "a") + 'require r "R"\n  flag\n'
    assert codes_of(text) == ["unused-definition", "unused-definition"]
    assert codes_of(text + "  unless b\n") == []


def test_diamonds_are_no_circles() -> None:
    text = HEADER + FLAG + _define("a", "flag") + _define("b", "a") + _define("c", "a") + _define("d", "b", "c")
    assert codes_of(text + 'require r "R"\n  d\n') == []
