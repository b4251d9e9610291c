"""Every question, of every policy of `policies/`: what is planted is found, what is not there is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assent.analyse.questions.can import ask
from assent.analyse.questions.change import difference
from assent.analyse.session import Example, Impossible
from assent.analyse.subject import Open, Proved
from assent.analyse.verify import verify
from assent.evaluate.decide import outcome
from assent.language import expressions
from assent.language.expressions import AllOf, AnyOf, Argument, Expression, Fact, FactValue, Named, Not
from assent.language.operators import Operator, find
from assent.language.policy import Clause, Policy, Section, Verb
from assent.language.types import DurationType, YesNo
from assent.language.values import Period
from assent.loading import compile_file

POLICIES = Path(__file__).parents[2] / "policies"
FILES = [path for path in sorted(POLICIES.glob("*.assent")) if "\npolicy " in path.read_text("utf-8")]
OUTCOMES = {outcome: outcome for outcome in ("approve", "deny", "review", "pend")}

each_policy = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)

# What is found in the policies as they are, by the file, the code, and what it is about. Nothing else is there.
FOUND: Mapping[str, set[tuple[str, str]]] = {
    "physical_therapy": {
        ("superfluous-clause", "lack_of_conservative_care"),
        ("superfluous-clause", "history"),
        ("superfluous-clause", "tests"),
        ("dead-exception", "contraindicated"),
        ("pushes-both-ways", "pregnant"),
        ("pushes-both-ways", "severe_comorbidity"),
        ("follows-from-assumption", "symptoms"),
        ("follows-from-assumption", "not treatment_log provided"),
    },
}


@cache
def policy_of(path: Path) -> Policy:
    policy = compile_file(path).policy
    assert policy is not None
    return policy


def row(symbol: str, *rest: str) -> Operator:
    found = find(*(("yes/no", symbol, "none") if not rest else (rest[0], symbol, rest[1], rest[2])))  # type: ignore[arg-type]
    assert found is not None
    return found


def asked(name: str) -> expressions.Test:
    return expressions.Test(row(""), FactValue(Fact(name, YesNo(), name)))


SPELL = Fact("p_spell", DurationType(), "p_spell")
SHORT = expressions.Test(
    row("<=", "duration", "period", "days"), FactValue(SPELL), Argument(Period(6, "weeks"), "6 weeks")
)
A, B, C, D, E, F, G, H, K = (asked(f"p_{name}") for name in "abcdefghk")


def clause(id: str, verb: Verb, body: Expression, unless: Expression | None = None) -> Clause:
    return Clause(id, verb, id, "Planted", body, unless)


# Each clause with what has to be found of it: a code, and the clause or the fact that it is about.
PLANTED: tuple[tuple[Clause, str, str], ...] = (
    (clause("p_never", "exclude", AllOf((A, Not(A)))), "never-applies", "p_never"),
    (clause("p_always", "require", AnyOf((A, Not(A)))), "never-fails", "p_always"),
    (clause("p_once", "exclude", B), "", ""),
    (clause("p_twice", "exclude", AllOf((B, C))), "superfluous-clause", "p_twice"),
    (clause("p_swallows", "require", AnyOf((D, AllOf((D, E))))), "swallowed-alternative", "p_swallows"),
    (clause("p_idle", "require", AllOf((F, AnyOf((F, G))))), "idle-test", "p_idle"),
    (clause("p_dead", "exclude", AllOf((H, K)), unless=E), "superfluous-clause", "p_dead"),
    (clause("p_helps", "require", AnyOf((asked("p_both"), asked("p_other")))), "", ""),
    (clause("p_harms", "review", AllOf((asked("p_both"), asked("p_third")))), "pushes-both-ways", "p_both"),
    (clause("p_kills", "exclude", H), "", ""),
    (clause("p_way", "require", SHORT), "direction-looks-wrong", "p_spell"),
    (clause("p_nowhere", "require", AnyOf((asked("p_lead"), B))), "leads-nowhere", "p_nowhere"),
)
FACTS = tuple(
    dict.fromkeys(
        [*(asked(f"p_{name}") for name in "abcdefghk"), *map(asked, ("p_both", "p_other", "p_third", "p_lead"))]
    )
)


def with_clauses(policy: Policy, *clauses: Clause) -> Policy:
    facts = tuple(test.operand.fact for test in FACTS if isinstance(test.operand, FactValue))
    return replace(
        policy, facts=(*policy.facts, *facts, SPELL), sections=(*policy.sections, Section("Planted", tuple(clauses)))
    )


def findings(policy: Policy) -> tuple[set[tuple[str, str]], list[Open]]:
    """Codes with the first name that each message has, and what was not decided."""
    found: set[tuple[str, str]] = set()
    open: list[Open] = []
    for one in verify(policy):
        if isinstance(one, Open):
            open.append(one)
        elif not isinstance(one, Proved):
            names = one.message.split("`")[1::2]
            found.add((one.code, names[0] if names else ""))
    return found, open


@each_policy
def test_what_is_in_a_policy_is_found_and_nothing_else(path: Path) -> None:
    found, open = findings(policy_of(path))
    assert not open
    assert {one for one in found if one[0] != "stale-acceptance"} == FOUND.get(path.stem, set())


@each_policy
def test_what_is_planted_is_found(path: Path) -> None:
    found, open = findings(with_clauses(policy_of(path), *(one for one, _, _ in PLANTED)))
    assert not open
    wanted = {(code, name) for _, code, name in PLANTED if code}
    assert wanted <= found
    planted_names = {one.id for one, _, _ in PLANTED} | {"p_both", "p_spell", "p_e", "p_g", "p_k", "p_c", "p_a"}
    assert {one for one in found - wanted if one[1] in planted_names and one[0] != "fact-cannot-matter"} == set()


@each_policy
def test_where_nothing_can_be_approved_the_clauses_are_named(path: Path) -> None:
    policy = with_clauses(policy_of(path), clause("p_must", "require", A), clause("p_not", "exclude", A))
    (found,) = [one for one in verify(policy) if not isinstance(one, Open | Proved)]
    assert found.code == "nothing-approved" and "`p_must`" in found.message and "`p_not`" in found.message


@each_policy
def test_what_can_be_is_shown_and_what_cannot_is_proved(path: Path) -> None:
    policy = policy_of(path)
    for wanted in ("approve", "deny", "pend"):
        answer = ask(policy, Named(wanted), OUTCOMES).answer
        assert isinstance(answer, Example) and outcome(policy, answer.request) == wanted
    for one in policy.clauses:
        if one.verb in ("require", "submit"):
            wrong = AllOf((Named("approve"), Not(Named(one.id))))
        else:
            wrong = AllOf((Named("approve"), Named(one.id)))
        never = ask(policy, wrong, OUTCOMES)
        superfluous = ("superfluous-clause", one.id) in FOUND.get(path.stem, ())
        assert isinstance(never.answer, Impossible) and (superfluous or never.clauses == (one.id,))


@each_policy
def test_a_difference_is_shown_each_way_and_none_is_proved(path: Path) -> None:
    policy = policy_of(path)
    assert difference(policy, policy).whole.verdict == "same"
    stricter = with_clauses(policy, clause("p_more", "exclude", A))
    for old, new, verdict in ((policy, stricter, "stricter"), (stricter, policy, "looser")):
        found = difference(old, new)
        assert found.whole.verdict == verdict
        for (one, other), answer in found.outcomes.items():
            if isinstance(answer, Example):
                both = [replace(each, facts=stricter.facts) for each in (old, new)]
                assert [outcome(each, answer.request) for each in both] == [one, other]
