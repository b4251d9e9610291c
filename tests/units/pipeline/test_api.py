"""What `import assent` offers."""

from __future__ import annotations

from pathlib import Path

import pytest

import assent
from units.cli.commands import POLICY, SOURCE, VOCABULARY

FACTS = {"symptoms": "8 weeks", "pain": 6, "infection": False, "examination": "2026-02-01"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "hand.assent").write_text(VOCABULARY)
    (tmp_path / "splint.assent").write_text(POLICY)
    (tmp_path / "sources/splint.txt").write_text(SOURCE)
    return tmp_path / "splint.assent"


def test_everything_offered_is_there() -> None:
    for name in assent.__all__:
        assert getattr(assent, name) is not None
    assert set(assent.__all__) <= set(dir(assent))
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        assent.lod  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("kind", [str, Path])
def test_a_loaded_policy_decides_and_explains(file: Path, kind: type) -> None:
    policy = assent.load(kind(file))
    decision = assent.decide(policy, {"as_of": "2026-03-15", "facts": FACTS})
    assert decision.outcome == "review"
    assert decision.to_json()["digest"] == policy.digest
    assert assent.explain(decision)["severity"] == "Pain score: 6; at least 4 is needed."
    assert repr(policy) == "<CheckedPolicy splint 1.0.0>"


def test_a_text_gives_the_same_policy_as_its_file(file: Path) -> None:
    policy = assent.compile_text(POLICY, vocabularies=[VOCABULARY], document=SOURCE)
    assert policy.digest == assent.load(file).digest


def test_a_rejected_request_is_a_decision_without_an_outcome(file: Path) -> None:
    policy = assent.load(file)
    for request in ({}, {"as_of": "2026-03-15", "facts": {"pian": 1}}, {"as_of": "2026-13-15", "facts": FACTS}):
        decision = assent.decide(policy, request)
        assert decision.outcome is None and decision.rejected
        assert assent.explain(decision) == {}


def test_an_error_says_everything_that_is_wrong_as_a_listing(file: Path) -> None:
    file.write_text(POLICY.replace("pain >= 4", "pian >= 4").replace("    infection", "    infektion"))
    with pytest.raises(assent.PolicyError) as found:
        assent.load(file)
    assert [one.code for one in found.value.diagnostics] == ["unknown-name", "unknown-name"]
    assert "    pian >= 4" in str(found.value) and "did you mean `pain`?" in str(found.value)
    assert [one.code for one in assent.diagnostics(file)] == ["unknown-name", "unknown-name"]


def test_warnings_are_kept_and_stop_nothing(file: Path) -> None:
    (file.parent / "sources/splint.txt").write_text(SOURCE + "A statement that nothing covers.\n")
    assert [one.code for one in assent.load(file).warnings] == ["uncovered-statement"]


def test_files_that_are_no_policies(file: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        assent.load(tmp_path / "nowhere.assent")
    with pytest.raises(OSError, match="it is not a file"):
        assent.load(tmp_path)
    with pytest.raises(assent.PolicyError, match="is a vocabulary"):
        assent.load(tmp_path / "hand.assent")
    with pytest.raises(assent.PolicyError):
        assent.compile_text("")
