"""`assent prove`: what lies in generated/ is proved, and any other file that says the same; a change is shown."""

from __future__ import annotations

import json

import pytest

from assent.analyse.encode import expressions
from assent.analyse.laws import prove as laws
from assent.analyse.session import NotDecided
from assent.evaluate import interpreter
from assent.syntax import format as formatting
from assent.syntax.parse import Parsed
from units.cli.commands import Workspace

FOLDER = "generated/splint/v1_0_0"


def read(place: Workspace, name: str) -> str:
    return (place.root / FOLDER / name).read_text("utf-8")


@pytest.fixture
def built(place: Workspace) -> Workspace:
    assert place.assent("build").code == 0
    return place


def test_what_was_built_is_proved_and_recorded(built: Workspace) -> None:
    said = built.assent("prove", "splint")
    assert (said.code, said.err) == (0, "")
    assert "checker.py: proved" in said.out and "policy.md: proved" in said.out and "policy.html: proved" in said.out
    record = json.loads(read(built, "proof.json"))
    assert record["policy"] == "splint" and record["digest"].startswith("sha256:")
    assert set(record["artefacts"]) == {"checker.py", "policy.md", "policy.html"}
    assert "clause severity" in record["proved"]["policy.md"]
    assert {"severity", "outcome", "decide"} <= set(record["proved"]["checker.py"])
    assert built.assent("build", "--check").code == 0
    assert built.assent("build", "--check", "--prove").code == 0


def test_the_laws_are_proved_and_recorded_with_how_each_is_held(built: Workspace) -> None:
    said = built.assent("prove", "splint")
    lines = [line for line in said.out.splitlines() if line.startswith("law ")]
    assert [line[:6] for line in lines] == [f"law {number}," for number in range(1, 8)]
    assert [line.endswith("held by comparison") for line in lines].index(True) == 4
    assert sum(": proved" in line for line in lines) == 6
    laws = json.loads(read(built, "proof.json"))["laws"]
    assert [(one["law"], one["held_by"]) for one in laws] == [
        (number, "comparison" if number == 5 else "proof") for number in range(1, 8)
    ]
    assert laws[1]["up_to"] == [] and laws[1]["tested"] == []
    assert laws[3]["tested"] == ["that it reads requests alike, and names the same as missing and in notes, is tested"]
    assert json.loads(built.assent("prove", "splint", "--json").out)["laws"] == laws


BY_TABLE = """  table fewest "Fewest weeks"
    6 weeks when pain < 4
    3 weeks when pain >= 4

section "Coverage criteria"
"""


def test_a_law_that_is_broken_is_an_error_with_two_requests(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it did not matter that no case may hold, which is so of what was not done."""
    for module in (interpreter, expressions):
        monkeypatch.setattr(module, "may_have_no_case", lambda by_case: False)
    place.edit("policies/hand.assent", "0..10       ", "0..10 or not done")
    place.edit("policies/splint.assent", 'section "Coverage criteria"\n', BY_TABLE.replace("  table", "table", 1))
    place.edit("policies/splint.assent", "symptoms >= 6 weeks", "symptoms >= fewest")
    assert place.assent("build").code == 0
    said = place.assent("prove", "splint")
    assert said.code == 1
    assert "law 2, what is met, not met, denied or approved stays so where more is stated: not proved" in said.out
    assert "breaks it, for example on this request:" in said.out and "and on this one, which says more:" in said.out
    assert "pain: not done" in said.out and "law 1, each valid request has exactly one outcome: proved" in said.out
    assert not (place.root / FOLDER / "proof.json").exists()
    data = json.loads(place.assent("prove", "splint", "--json").out)
    assert data["proved"] is False and [one["law"] for one in data["laws"] if "left" in one] == [2]
    assert data["laws"][1]["left"][0]["other"]["facts"]["pain"] == "not done"
    said = place.assent("build", "--prove")
    assert said.code == 1 and "is not proved to obey law 2: `assent prove` says why" in said.err


def test_a_text_that_formatting_would_change_breaks_a_law(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    real = formatting.format

    def other(parsed: Parsed) -> formatting.Formatted:
        return formatting.Formatted((real(parsed).text or "").replace("pain >= 4", "pain >= 5"))

    monkeypatch.setattr(formatting, "format", other)
    said = built.assent("prove", "splint")
    assert said.code == 1
    assert "law 5, its text, formatted, says the same, and formatting it again changes nothing: not proved" in said.out
    assert "the text of the policy: formatted, it says something else" in said.out


def test_a_law_that_takes_too_long_is_not_decided(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, "of_a_test", lambda session, leaf: NotDecided("it took too long"))
    said = built.assent("prove", "splint")
    assert said.code == 3
    assert "law 2, what is met, not met, denied or approved stays so where more is stated: not proved" in said.out
    assert "not decided: Pain score: at least 4, because it took too long" in said.out
    assert not (built.root / FOLDER / "proof.json").exists()


def test_another_checker_says_nothing_of_laws(built: Workspace) -> None:
    said = built.assent("prove", "splint", "--checker", f"{FOLDER}/checker.py")
    assert said.code == 0 and "law" not in said.out
    assert "laws" not in json.loads(built.assent("prove", "splint", "--checker", f"{FOLDER}/checker.py", "--json").out)


def test_a_record_of_other_files_is_none(built: Workspace) -> None:
    assert built.assent("build", "--prove").code == 0
    built.edit("policies/splint.assent", "version    1.0.0", "version    1.1.0")
    built.edit("policies/splint.assent", "pain >= 4", "pain >= 5")
    assert built.assent("build").code == 0
    assert not (built.root / FOLDER / "proof.json").exists()
    said = built.assent("build", "--check", "--prove")
    assert said.code == 1
    assert "generated/splint/v1_1_0/proof.json is not there: `assent build --prove` writes it" in said.err


def test_a_record_that_was_edited_is_found(built: Workspace) -> None:
    assert built.assent("build", "--prove").code == 0
    text = read(built, "proof.json")
    built.write(f"{FOLDER}/proof.json", text.replace('"clause severity"', '"clause severe"'))
    said = built.assent("build", "--check", "--prove")
    assert said.code == 1 and f"{FOLDER}/proof.json is not what the proof comes to: it was edited, or" in said.err


@pytest.mark.parametrize("name", ["proof.json", "policy.md", "checker.py"])
def test_a_record_of_what_was_changed_since_is_said_to_be_one(built: Workspace, name: str) -> None:
    assert built.assent("build", "--prove").code == 0
    built.edit(f"{FOLDER}/{name}", "sha256:", "sha256:0")
    said = built.assent("build", "--check", "--prove")
    assert said.code == 1
    assert f"{FOLDER}/proof.json is the record of other files than lie beside it" in said.err
    assert "comes from no policy" not in said.err


def test_a_record_of_no_version_comes_from_no_policy(built: Workspace) -> None:
    built.write("generated/splint/v9_0_0/proof.json", "{}")
    said = built.assent("build", "--check")
    assert said.code == 1 and "generated/splint/v9_0_0/proof.json comes from no policy" in said.err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("at_least_days(symptoms, 42)", "at_least_days(symptoms, 41)", "symptoms: 41 days"),
        ("pain < 4", "pain < 5", "pain: 4"),
        ("pain is not None and pain < 4", "pain < 4", "outcome says otherwise"),
        ("if infection is True:", "if infection is None:", "outcome says otherwise"),
        ('return "approve"', 'return "deny"', "outcome says otherwise"),
        ('decided = "approve"', 'decided = "review"', "decide says otherwise"),
    ],
)
def test_another_meaning_is_refuted_by_a_request(built: Workspace, old: str, new: str, words: str) -> None:
    text = read(built, "checker.py")
    assert old in text
    built.write("mine.py", text.replace(old, new, 1))
    said = built.assent("prove", "splint", "--checker", "mine.py")
    assert said.code == 1
    assert "mine.py: not proved" in said.out
    assert words in said.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("None if pain is None else pain >= 4", "not_(None if pain is None else pain < 4)"),
        ("pain is not None and pain < 4", "pain is not None and not pain >= 4"),
        ("return infected_", "return any_of(infected_, infected_)"),
        ("return expected", "return all_of(expected, any_of(expected, not_(expected)), expected)"),
    ],
)
def test_the_same_meaning_in_other_words_is_proved(built: Workspace, old: str, new: str) -> None:
    text = read(built, "checker.py")
    if old not in text:
        old, new = "return infection", "return any_of(infection, infection)"
    assert old in text
    built.write("mine.py", text.replace(old, new, 1))
    said = built.assent("prove", "splint", "--checker", "mine.py")
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("def severity(", "def severity(:", "is not Python"),
        ("None if pain is None else pain >= 4", "None if pain is None else not pain < 4", "outside the subset"),
        ("return infection", 'return __import__("os").system("touch hacked")', "outside the subset"),
        ("def severity(", "import os\n\n\ndef severity(", "another import"),
        ("def severity(", "@print\ndef severity(", "outside the subset"),
        ("def severity(", "print(1)\n\n\ndef severity(", "outside the subset"),
        ("def any_of(", "def every_of(", "what every checker carries"),
        ("def _read(request: Any)", "def _read(request: Mapping)", "requests are read otherwise"),
        ("infection: bool | None", "all_of: bool | None", "stands for two things"),
    ],
)
def test_what_is_outside_the_subset_is_not_decided_and_never_run(
    built: Workspace, old: str, new: str, words: str
) -> None:
    text = read(built, "checker.py")
    assert old in text
    built.write("mine.py", text.replace(old, new, 1))
    said = built.assent("prove", "splint", "--checker", "mine.py")
    assert said.code == 3
    assert words in said.out
    assert not (built.root / "hacked").exists()


@pytest.mark.parametrize("text", ["", "\0", "(" * 5000, "x = 1\n", "def outcome(): pass"])
def test_what_is_no_checker_is_said(built: Workspace, text: str) -> None:
    built.write("mine.py", text)
    assert built.assent("prove", "splint", "--checker", "mine.py").code == 3


@pytest.mark.parametrize("name", ["policy.md", "policy.html"])
def test_a_document_is_read_back(built: Workspace, name: str) -> None:
    text = read(built, name)
    for old, new, code in (
        ("at least 6 weeks", "at least 6 weeks", 0),
        ("at least 6 weeks", "at least 42 days", 0),
        ("at least 6 weeks", "more than 41 days", 1),
        ("at least 4", "at least 5", 1),
        ("at least 4", "about 4", 3),
    ):
        assert old in text
        built.write(f"mine{name[6:]}", text.replace(old, new, 1))
        assert built.assent("prove", "splint", "--document", f"mine{name[6:]}").code == code, (old, new)


def test_a_sentence_that_is_missing_or_left_over_is_found(built: Workspace) -> None:
    text = read(built, "policy.md")
    start, end = text.index("<!-- clause: severity -->"), text.index("<!-- /clause -->", text.index("clause: severity"))
    built.write("mine.md", text[:start] + text[end + len("<!-- /clause -->") :])
    said = built.assent("prove", "splint", "--document", "mine.md")
    assert said.code == 1 and "clause severity: the document has no sentence of it" in said.out
    built.write("mine.md", text + text[start : end + 17].replace("severity", "more"))
    said = built.assent("prove", "splint", "--document", "mine.md")
    assert said.code == 1 and "clause more: the document has a sentence of it" in said.out
    built.write("mine.md", text.replace("**Required**", "**Excludes**", 1))
    assert built.assent("prove", "splint", "--document", "mine.md").code == 1


def test_the_result_as_json(built: Workspace) -> None:
    data = json.loads(built.assent("prove", "splint", "--json").out)
    assert data["proved"] is True
    built.write("mine.py", read(built, "checker.py").replace("pain >= 4", "pain >= 5"))
    data = json.loads(built.assent("prove", "splint", "--checker", "mine.py", "--json").out)
    wrong = [part for part in data["files"][0]["parts"] if not part["proved"]]
    assert wrong[0]["what"] == "severity" and wrong[0]["request"]["facts"]["pain"] >= 4


def test_before_anything_is_built_it_says_so(place: Workspace) -> None:
    said = place.assent("prove", "splint")
    assert said.code == 1
    assert "cannot be read" in said.err and "`assent build` first writes what is to be proved of `splint`" in said.err
