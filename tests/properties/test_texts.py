"""Text, tree and policy: what is written is what is read, however it is formatted; and what the check says is so."""

from __future__ import annotations

import json
import random
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assent.language.canonical import canonical, digest
from assent.language.policy import Policy
from assent.language.reading import from_canonical
from assent.source.text import SourceText
from assent.syntax import format as formatting
from assent.syntax.parse import parse
from deciding import interpreted
from properties.profile import examples
from strategies.policies import policies
from strategies.printing import source_text, text_of, vocabulary_texts
from strategies.reading import can_be_met, checked, policy_of
from strategies.requests import requests


@examples(100)
@given(policies().filter(can_be_met))
def test_a_policy_written_as_text_is_read_as_itself(policy: Policy) -> None:
    read = policy_of(text_of(policy), vocabulary_texts(policy), source_text(policy))
    assert differences(read, policy) == {}


@examples(60)
@given(policies().filter(can_be_met), st.randoms(use_true_random=False))
def test_formatting_changes_no_meaning_and_twice_changes_nothing(policy: Policy, chance: random.Random) -> None:
    text = _untidy(text_of(policy), chance)
    once = _formatted(text)
    assert _formatted(once) == once
    assert differences(policy_of(once, vocabulary_texts(policy), source_text(policy)), policy) == {}
    assert sorted(_comments(once)) == sorted(_comments(text))


def differences(one: Policy, other: Policy) -> dict[str, Any]:
    """The parts in which the canonical forms of two policies differ."""
    first, second = canonical(one), canonical(other)
    return {key: (first[key], second[key]) for key in first.keys() | second.keys() if first[key] != second[key]}


def _formatted(text: str) -> str:
    formatted = formatting.format(parse(SourceText("policy", text)))
    assert formatted.text is not None, formatted
    return formatted.text


def _untidy(text: str, chance: random.Random) -> str:
    """The text with deeper indentation, blank lines, comments, and Windows line ends."""
    deeper, end = chance.choice([1, 2, 4]), chance.choice(["\n", "\r\n"])
    lines = []
    for number, line in enumerate(text.splitlines()):
        body = line.lstrip(" ")
        indent = " " * ((len(line) - len(body)) // 2 * deeper)
        if chance.random() < 0.1:
            lines.append(chance.choice(["", "  ", f"# own line {number}", f"{indent}# within {number}"]))
        trailing = f"  # trailing {number}" if chance.random() < 0.1 else chance.choice(["", "", " "])
        lines.append(indent + body + trailing)
    return end.join(lines) + chance.choice(["", end, end * 3])


def _comments(text: str) -> list[str]:
    return re.findall(r"# (?:own line|within|trailing) \d+", text)


@examples(100)
@given(policies())
def test_the_canonical_form_is_read_back_and_says_everything(policy: Policy) -> None:
    data = json.loads(json.dumps(canonical(policy)))
    read = from_canonical(data)
    assert read == policy
    assert digest(read) == digest(policy)


@examples(120)
@given(st.data())
def test_what_the_check_calls_never_met_or_always_met_is_so(data: st.DataObject) -> None:
    policy = data.draw(policies(depth=2))
    found = checked(text_of(policy), vocabulary_texts(policy), source_text(policy)).diagnostics
    never = {_clause_named(one.message) for one in found if one.code == "never-met"} - {None}
    always = {_clause_named(one.message) for one in found if one.code == "always-met"} - {None}
    if not never | always:
        return
    decide = interpreted(policy)
    for _ in range(6):
        results = {clause["id"]: clause["result"] for clause in decide(data.draw(requests(policy)))["clauses"]}
        assert not [id for id in never if results.get(id) == "met"]
        assert not [id for id in always if results.get(id) == "not met"]


def _clause_named(message: str) -> str | None:
    """The id of the clause that a message is about as a whole, exception included."""
    found = re.match(r"the clause `(\w+)` (with its exception )?(can never be|is always) met", message)
    return found[1] if found else None
