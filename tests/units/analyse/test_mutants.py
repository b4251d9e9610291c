"""Mutants: each changes one thing; a case kills it, or it means the same, or it lives and is shown."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import assent
from assent.analyse.likeness import tell_apart
from assent.analyse.mutants import Judged, judged
from assent.analyse.mutation import mutants_of
from assent.analyse.rerun import Rerun, touched_by
from assent.analyse.session import Example, Impossible
from assent.language.policy import Policy
from assent.requests.cases import PolicyCase, read_cases
from conformance.reading import policy_of
from properties.profile import examples
from strategies.policies import policies
from units.analyse.test_coverage import TEXT, knee

ROOT = Path(__file__).parents[3]
CASES = """\
base: {pain: 6, infected: false, waived: false, log: 2026-01-01}
cases:
  - {name: all well, as_of: 2026-03-15, facts: {}, expect: {outcome: approve}}
  - {name: just enough, as_of: 2026-03-15, facts: {pain: 4}, expect: {outcome: approve}}
  - {name: not quite, as_of: 2026-03-15, facts: {pain: 3}, expect: {outcome: deny}}
  - {name: waived, as_of: 2026-03-15, facts: {pain: 3, waived: true}, expect: {outcome: approve}}
"""


def fates(policy: Policy, text: str) -> dict[str, Judged]:
    return {f"{one.mutant.place.owner}: {one.mutant.change}": one for one in judged(policy, cases(text), timeout=30)}


def cases(text: str) -> tuple[PolicyCase, ...]:
    file, faults = read_cases(text, "cases.yaml")
    assert file is not None, faults
    return file.cases


def test_cases_on_both_sides_of_a_threshold_kill_every_mutant_of_it() -> None:
    found = fates(knee(), CASES)
    assert {name: (one.fate, one.by) for name, one in found.items()} == {
        "hurts: `>` for `>=`": ("killed", "just enough"),
        "hurts: `3` for `4`": ("killed", "not quite"),
        "hurts: `5` for `4`": ("killed", "just enough"),
        "hurts: the exception left out": ("killed", "waived"),
        "hurts: `not` put in": ("killed", "not quite"),
        "infection: `not` put in": ("killed", "all well"),
        "papers: `not` put in": ("killed", "all well"),
    }


def test_a_mutant_that_no_case_notices_lives_and_is_shown() -> None:
    found = fates(knee(), CASES.replace("facts: {pain: 4}", "facts: {pain: 5}"))
    alive = {name for name, one in found.items() if one.fate == "alive"}
    assert alive == {"hurts: `>` for `>=`", "hurts: `5` for `4`"}  # 5 is enough under both of them
    one = found["hurts: `>` for `>=`"]
    assert one.example is not None and one.example["facts"]["pain"] == 4
    assert " becomes " in one.differs


DONE = """\
policy oxygen "Oxygen"
  version 1.0.0
  effective 2020-01-01
facts
  pao2 0..200 mm Hg or not done "PaO2"
  sao2 0..100 % or not done "SaO2"
  at_home yes/no "At home"
require measured "Measured"
  any of
    pao2 is done
    all of
      pao2 is not done
      sao2 is done
exclude away "Away"
  not at_home
"""


def test_whether_something_was_done_is_turned_round_where_it_stands() -> None:
    """Each once: what is negated already loses its `not`, and gets no second one."""
    found = [(one.place.path, one.change) for one in mutants_of(policy_of("oxygen", DONE))]
    assert [(path, change) for path, change in found if "of`" not in change] == [
        ((0,), "`is not done` for `is done`"),
        ((1, 0), "`is done` for `is not done`"),
        ((1, 1), "`is not done` for `is done`"),
        ((), "`not` left out"),
    ]
    case = "  - {{name: {}, as_of: 2026-03-15, facts: {}, expect: {{outcome: {}}}}}\n".format
    base = "base: {at_home: true, pao2: 60, sao2: 88}\ncases:\n"
    gas = case("gas", "{sao2: null}", "approve") + case("neither", "{pao2: not done, sao2: not done}", "deny")
    away, no_gas = case("away", "{at_home: false}", "deny"), case("no gas", "{pao2: not done}", "approve")
    judged = fates(policy_of("oxygen", DONE), base + gas + away + no_gas)
    assert {one.fate for one in judged.values()} == {"killed"}
    alive = {name for name, one in fates(policy_of("oxygen", DONE), base + gas + away).items() if one.fate == "alive"}
    assert "measured: `is done` for `is not done`" in alive


def test_a_mutant_that_means_the_same_is_proved_to() -> None:
    """Where at most two are asked for as well, it makes no difference whether three are allowed, or four."""
    text = TEXT.replace('  log       document "Log"\n', '  log       document "Log"\n  scan      dated list "Scan"\n')
    text = text.replace("  pain >= 4\n", "  all of\n    0 to 3 scan\n    1 to 2 scan\n")
    found = fates(
        policy_of("knee", text.replace('  pain      0..10    "Pain"\n', "")),
        CASES.replace("pain: 6", "scan: [2026-01-01]").replace("pain: 4", "").replace("pain: 3", "scan: []"),
    )
    assert found["hurts: at most 4 for 3"].fate == "equivalent"
    assert found["hurts: at most 3 for 2"].fate == "alive"


@examples(25)
@given(st.data())
def test_a_mutant_and_its_policy_are_told_apart_by_what_is_shown(data: st.DataObject) -> None:
    policy = data.draw(policies(depth=2, most_clauses=2))
    mutants = list(mutants_of(policy))
    if not mutants:
        return
    mutant = data.draw(st.sampled_from(mutants))
    assert mutant.policy != policy
    touched = touched_by(policy)[mutant.place.owner]
    answer = tell_apart(policy, mutant.policy, touched, timeout=10)
    if isinstance(answer, Example):
        rerun = Rerun.of(policy, answer.request)
        assert rerun.came != rerun.under(mutant.policy, touched)


def test_every_mutant_of_physical_therapy_is_killed_or_means_the_same() -> None:
    policy = assent.load(ROOT / "policies" / "physical_therapy.assent").policy
    text = (ROOT / "policies" / "cases" / "physical_therapy.yaml").read_text("utf-8")
    found = list(judged(policy, cases(text), timeout=30))
    left = [(one.mutant.place.owner, one.mutant.change, one.fate) for one in found if one.fate != "killed"]
    assert left == [("imaging", "at least 0 for 1", "equivalent")]
    assert len(found) > 60


def test_the_same_policy_is_not_told_from_itself() -> None:
    policy = knee()
    assert tell_apart(policy, policy, frozenset({"hurts"}), timeout=10) == Impossible(())
