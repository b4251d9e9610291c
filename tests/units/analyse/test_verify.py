"""What verifying finds in the policies of this project, and that every example in it has been replayed."""

from __future__ import annotations

from assent.analyse.accepted import STALE
from assent.analyse.questions.properties import HOLLOW
from assent.analyse.session import Example, Session
from assent.analyse.subject import Found, Open, Proved, Subject
from assent.analyse.verify import verify, verify_codes, verify_each
from assent.language.findings import FINDINGS
from assent.loading import compile_file
from assent.source.diagnostic import Diagnostic
from assent.source.renderers.full import full
from strategies.approved import POLICIES, physical_therapy

INFECTION = "Active infection that needs immediate medical attention"


def test_physical_therapy_has_the_defects_of_its_source() -> None:
    found = list(verify(physical_therapy()))
    assert sum(isinstance(one, Proved) for one in found) == len(physical_therapy().properties) == 5
    assert not [one for one in found if isinstance(one, Open)]
    assert all(one.accepted for one in found if not isinstance(one, Open | Proved))
    said = [(one.code, one.message) for one in found if not isinstance(one, Open | Proved)]
    assert said == [
        (
            "superfluous-clause",
            "`tests` changes no outcome: what it calls for, `clinical_documentation` calls for too",
        ),
        (
            "superfluous-clause",
            "`history` changes no outcome: what it calls for, `clinical_documentation` calls for too",
        ),
        (
            "superfluous-clause",
            "`lack_of_conservative_care` changes no outcome: what it calls for, `conservative_care` calls for too",
        ),
        (
            "dead-exception",
            f"“{INFECTION}: yes” as an exception in `contraindicated` changes no outcome",
        ),
        (
            "pushes-both-ways",
            "`pregnant` pushes both ways: it harms in `pregnancy`, and helps in `conservative_care`",
        ),
        (
            "pushes-both-ways",
            "`severe_comorbidity` pushes both ways: it harms in `comorbidity`, and helps in `conservative_care`",
        ),
        (
            "follows-from-assumption",
            (
                "`symptoms` changes an outcome only where another clause makes an exception, "
                "assuming `conservative_treatment < 12 weeks or symptom_duration >= 6 weeks`"
            ),
        ),
        (
            "follows-from-assumption",
            "nothing can be approved, assuming `not treatment_log provided`: `logs` sees to it",
        ),
    ]


def test_a_policy_may_accept_what_verifying_warns_of_and_nothing_else() -> None:
    not_of_a_clause = {STALE.name, HOLLOW.name}  # a property has no lines below it that could accept anything
    codes = {code.name for code in verify_codes() if code.severity == "warning"} - not_of_a_clause
    assert set(FINDINGS) == codes


def test_an_approved_request_is_approved() -> None:
    subject = Subject(Session(physical_therapy()))
    approved = subject.session.approved
    assert isinstance(approved, Example)
    replayed = subject.session.replayed(approved.request)
    assert replayed.is_valid and replayed.outcome == "approve"
    for name in approved.request["facts"]:  # it is as small as can be
        fewer = {key: value for key, value in approved.request["facts"].items() if key != name}
        assert subject.session.replayed({**approved.request, "facts": fewer}).outcome != "approve"


def test_questions_that_are_asked_side_by_side_have_the_same_answers() -> None:
    """Word for word, what is accepted and the examples included: this one has findings of nearly every kind."""
    policy = compile_file(POLICIES / "physical_therapy.assent").policy
    assert policy is not None
    (alone,), (apart,) = (list(verify_each([policy], timeout=30, jobs=jobs, step=lambda _: None)) for jobs in (1, 2))
    assert list(map(text_of, apart)) == list(map(text_of, alone)) and len(alone) > 1


def text_of(found: Found) -> str:
    return full([found]) if isinstance(found, Diagnostic) else repr(found)
