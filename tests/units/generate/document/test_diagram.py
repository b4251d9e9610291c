"""The picture: every word stands in its box, no two boxes meet, and each outcome that can be reached is there."""

from __future__ import annotations

from itertools import combinations

import pytest

from assent.generate.document.diagram import MOST_CLAUSES, SIZE, Picture, pictures, text_width, wrap
from assent.generate.document.making import document
from assent.generate.document.steps import Ground, Step
from assent.language.policy import Policy
from checking import policy_of

LONG = "Antidisestablishmentarianism-and-hippopotomonstrosesquippedaliophobia in every patient who is older than most"


def step(kind: str, *grounds: Ground, question: str = "Is it so?", then: str = "A clinician decides") -> Step:
    return Step(kind, question, grounds, kind.capitalize(), then)


def many(number: int) -> tuple[str, ...]:
    return tuple(f"1.{at} {LONG}" for at in range(1, number + 1))


STEPS = [
    (step("approve", question="", then="Nothing stands against it"),),
    (
        step("deny", Ground("Required, not met", many(3)), Ground("Exclusion that applies", many(30))),
        step("pend", Ground("Any other clause left open by what was stated")),
        step("review", Ground("Review that applies", many(1)), question=LONG, then=LONG),
        step("approve", question=""),
    ),
]


def shown(picture: Picture) -> None:
    for one, other in combinations(picture.boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    for box in picture.boxes:
        assert box.x > 0 and box.x + box.width < picture.width
        assert box.y > 0 and box.y + box.height < picture.height
    for words in picture.words:
        if words.kind == "label":
            continue
        width = text_width(words.text, SIZE[words.kind])
        left = words.x - width / 2 if words.anchor == "middle" else words.x
        assert any(
            box.x <= left and left + width <= box.x + box.width and box.y < words.y < box.y + box.height
            for box in picture.boxes
        ), words


@pytest.mark.parametrize("steps", STEPS)
def test_every_word_stands_in_a_box_and_no_boxes_meet(steps: tuple[Step, ...]) -> None:
    for picture in pictures(steps):
        shown(picture)


def test_physical_therapy_is_drawn_whole(physical_therapy: Policy) -> None:
    for picture in pictures(document(physical_therapy).steps):
        shown(picture)
        assert [box.kind for box in picture.boxes] == [
            "question", "deny", "question", "pend", "question", "review", "approve"
        ]  # fmt: skip
        said = " ".join(words.text for words in picture.words)
        for clause in physical_therapy.clauses:
            assert clause.title in said


def test_what_a_long_policy_does_not_list_is_counted() -> None:
    for picture in pictures(STEPS[1]):
        assert f"and {30 - MOST_CLAUSES} more" in [words.text for words in picture.words]


@pytest.mark.parametrize(
    ("clauses", "kinds"),
    [
        ("", ["approve"]),
        ('require a "A"\n  pregnant', ["deny", "pend", "approve"]),
        ('exclude a "A"\n  pregnant', ["deny", "pend", "approve"]),
        ('require a "A"\n  agrees', ["deny", "pend", "review", "approve"]),
        ('review a "A"\n  pregnant', ["pend", "review", "approve"]),
        ('submit a "A"\n  report provided', ["pend", "approve"]),
    ],
)
def test_only_outcomes_that_the_clauses_can_call_for_are_steps(clauses: str, kinds: list[str]) -> None:
    facts = 'facts\n  pregnant yes/no "Pregnant"\n  agrees judgement "Agrees"\n  report document "Report"\n'
    policy = policy_of(f'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n{facts}{clauses}\n')
    assert [step.kind for step in document(policy).steps] == kinds


def test_text_breaks_at_spaces_and_only_a_word_too_long_is_cut() -> None:
    assert wrap("one two three", 50, 13) == ["one two", "three"]
    assert "".join(wrap("x" * 100, 100, 13)) == "x" * 100
    assert wrap("", 50, 13) == []
