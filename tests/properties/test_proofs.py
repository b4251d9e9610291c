"""What is generated is proved to say what the policy says, for random policies and those of the conformance data."""

from __future__ import annotations

import pytest
from hypothesis import given

from assent.analyse.questions.same import Compared, prove_checker
from assent.analyse.questions.sentences import prove_document
from assent.analyse.session import NotDecided
from assent.generate.document.emit import emit
from assent.language.policy import Policy
from conformance.reading import Document, documents
from deciding import checker_text
from properties.profile import examples
from strategies.approved import physical_therapy
from strategies.policies import policies

KNOWN = list(documents())


def not_proved(policy: Policy) -> list[Compared]:
    text, pages = checker_text(policy), emit(policy)
    compared = [
        *prove_checker(policy, text.encode(), generated=text),
        *prove_document(policy, pages["policy.md"].encode(), generated=pages["policy.md"]),
        *prove_document(policy, pages["policy.html"].encode(), generated=pages["policy.html"], html=True),
    ]
    return [one for one in compared if not one.is_proved]


@examples(40)
@given(policies())
def test_what_is_generated_of_a_random_policy_is_proved(policy: Policy) -> None:
    """Or not decided, where the solver is not told about something in it; refuted never."""
    refuted = [one for one in not_proved(policy) if not isinstance(one.answer, NotDecided)]
    assert not refuted


@pytest.mark.parametrize("document", KNOWN, ids=lambda document: document.name)
def test_what_is_generated_of_the_conformance_policies_is_proved(document: Document) -> None:
    assert not not_proved(document.policy)


def test_what_is_generated_of_physical_therapy_is_proved() -> None:
    assert not not_proved(physical_therapy())
