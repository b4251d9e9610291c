"""Lines that newcomers write: the one message for each, and that the lines it offers compile where they stood."""

from __future__ import annotations

import pytest

from assent.source.diagnostic import Diagnostic
from diagnostics.compiling import compile_example
from diagnostics.pages import Example
from units.syntax.offers import BLOCKS, CONDITIONS, NAMES, PATHWAYS, POLICY, Offer


def found(facts: str, body: str) -> list[Diagnostic]:
    text = POLICY.format(facts="".join(f"  {line}\n" for line in facts.splitlines()), body=body)
    return [one for one in compile_example(Example(text)) if not one.code.startswith("unused-")]


def errors(facts: str, body: str) -> list[Diagnostic]:
    return [one for one in found(facts, body) if one.is_error]


EVERY = {**PATHWAYS, **BLOCKS, **CONDITIONS, **NAMES}


@pytest.mark.parametrize("offer", EVERY.values(), ids=list(EVERY))
def test_one_message_offers_lines_that_compile_where_they_stood(offer: Offer) -> None:
    messages = found(offer.facts, offer.wrong)
    assert [one.code for one in messages] == [offer.code], [one.message for one in messages]
    for words in offer.said:
        assert words in messages[0].help, messages[0].help
    assert not errors(offer.right_facts or offer.facts, offer.right)
