"""The checklist and the appendix ask for every fact that a clause asks about, and for no other."""

from __future__ import annotations

from assent.generate.document.making import document
from assent.generate.document.tree import Document
from assent.language.policy import Policy
from checking import policy_of


def by_name(tree: Document) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    return {question.name: [(ask.says, ask.by) for ask in question.asks] for question in tree.questions}


def test_physical_therapy_asks(physical_therapy: Policy) -> None:
    tree = document(physical_therapy)
    asked = by_name(tree)
    assert len(asked) == 22
    assert asked["conservative_treatment"] == [(("at least 12 weeks",), ("criterion 1.1",))]
    assert asked["pregnant"] == [(("yes or no",), ("exception to 1.1", "exclusion 3.2"))]
    assert asked["mri"] == [(("1 to 2", "at least 1 within the last 12 months"), ("criterion 1.4",))]
    assert asked["diagnostic_test"] == [(("at least 1 within the last 12 months",), ("documentation 1.3, 4.2",))]
    assert asked["necessity_note"] == [(("provided",), ("exception to 3.2",))]
    assert [(group.title, len(group.questions)) for group in tree.checklist] == [
        ("The patient and the request", 9),
        ("Measurements", 2),
        ("Tests, treatments and other events", 4),
        ("Documents", 4),
        ("A clinician’s judgement", 3),
    ]


def test_a_negated_name_asks_the_opposite_and_an_unused_fact_is_not_asked() -> None:
    tree = document(
        policy_of(
            'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n'
            'facts\n  score 0..10 "Score"\n  unused yes/no "Unused"\n  other yes/no "Other"\n'
            'define low "Low"\n  score < 3\n'
            'define spare "Spare"\n  other\n'
            'require a "A"\n  not low\n'
            'exclude b "B"\n  score >= 8\n  unless low\n'
        )
    )
    assert by_name(tree) == {
        "score": [
            (("at least 3",), ("criterion 1.1",)),
            (("at least 8",), ("exclusion 1.2",)),
            (("less than 3",), ("exception to 1.2",)),
        ],
        "other": [(("yes or no",), ("definition “Spare”",))],
    }


def test_of_a_date_it_asks_how_much_time_has_passed_and_an_approval_may_be_valid_longer() -> None:
    tree = document(
        policy_of(
            'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n'
            'facts\n  born date "Date of birth"\n  again yes/no "Again"\n'
            '  score 0..9 "One"\n  grown yes/no or not done "Grown"\n'
            'calculated double "Twice"\n  2 * score\n'
            'require adult "Adult"\n  years since born >= 18\nrequire more "More"\n  double >= 4\n'
            'require undone "Done"\n  grown is not done\n'
            "authorization\n  valid for 90 days\n  valid for 12 months when again\n"
        )
    )
    assert by_name(tree)["born"] == [(("years since then: at least 18 years",), ("criterion 1.1",))]
    assert by_name(tree)["score"] == [(("for “Twice”: at least 4",), ("criterion 1.2",))]
    assert by_name(tree)["grown"] == [(("not done",), ("criterion 1.3",))]
    assert tree.steps[-1].then == "Valid for 90 days, or longer"


def test_a_definition_named_everywhere_is_entered_once_a_clause() -> None:
    """A chain of definitions that each name the one before twice would otherwise double at every step."""
    chain = "".join(
        f'define d{at} "D{at}"\n  any of\n    d{at - 1}\n    all of\n      d{at - 1}\n      yes_{at}\n'
        for at in range(1, 12)
    )
    facts = "".join(f'  yes_{at} yes/no "Yes {at}"\n' for at in range(12))
    tree = document(
        policy_of(
            f'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\nfacts\n{facts}define d0 "D0"\n  yes_0\n{chain}'
            'require a "A"\n  d11\n'
        )
    )
    assert len(tree.questions) == 12
    assert len(tree.sections[0].clauses[0].definitions) == 12


def test_of_each_value_of_a_table_or_a_parameter_it_says_where_it_counts() -> None:
    tree = document(
        policy_of(
            'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n'
            'facts\n  bmi 10..100 kg/m2 "BMI"\n  program duration "Program"\n  visits 0..10 "Visits"\n'
            'parameter visits_needed "Visits needed"\n  4 from 2026-01-01\n  3 from 2027-01-01\n'
            'table shortest "Shortest"\n  6 months when bmi > 40 kg/m2\n  3 months when bmi <= 40 kg/m2\n'
            'require a "A"\n  program >= shortest\n'
            'exclude b "B"\n  not visits >= visits_needed\n'
        )
    )
    assert by_name(tree) == {
        "bmi": [(("decides what counts for “Program”",), ("criterion 1.1",))],
        "program": [
            (
                ("at least 6 months where “BMI: more than 40 kg/m2”; at least 3 months where “BMI: at most 40 kg/m2”",),
                ("criterion 1.1",),
            )
        ],
        "visits": [
            (
                (
                    (
                        "less than 4 where “Date of the request: before 2027-01-01”; "
                        "less than 3 where “Date of the request: on or after 2027-01-01”"
                    ),
                ),
                ("exclusion 1.2",),
            )
        ],
    }


def test_a_choice_is_asked_for_and_not_demanded() -> None:
    tree = document(
        policy_of(
            'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n'
            'facts\n  side left | right | both "Side"\n  kind new | again "Kind"\n'
            'require a "A"\n  when kind is again\n  side is one of left, both\n'
        )
    )
    assert by_name(tree) == {
        "side": [(("whether it is left or both",), ("criterion 1.1",))],
        "kind": [(("whether it is again",), ("condition of 1.1",))],
    }
