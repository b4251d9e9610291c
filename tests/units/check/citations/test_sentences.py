"""Where sentences end, and where a full stop is only a mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.check.citations.sentences import sentences_of


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Tests (e.g., X-rays) are needed, i.e. Both of them.",
        "Ask Dr. Smith or Mrs. Jones.",
        "It lasts 2.5 weeks.",
        "The U.S. Preventive Services Task Force says so.",
        "See No. 5 and Fig. 2.",
        "Weight approx. 80 kg.",
        "J. Smith et al. Found it.",
        "Criteria: 1. Age, 2. Pain.",
        "at 5 p.m. on weekdays",
        "no end mark",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One ends. Two begins.", ["One ends.", "Two begins."]),
        ("A score of 4. Age counts.", ["A score of 4.", "Age counts."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("Why? Because! So.", ["Why?", "Because!", "So."]),
        ("in 2025. 12 weeks of therapy", ["in 2025.", "12 weeks of therapy"]),
        ("NSAIDs, etc. The rest follows.", ["NSAIDs, etc.", "The rest follows."]),
        ("An M.D. The member asks.", ["An M.D.", "The member asks."]),
        ("(Both apply.) All of them.", ["(Both apply.)", "All of them."]),
    ],
)
def test_sentences_part(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(alphabet="aA1. !?\"'()e.g", max_size=200))
def test_sentences_hold_every_word_in_order(text: str) -> None:
    text = " ".join(text.split())
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
