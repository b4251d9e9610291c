"""A version that was built keeps its meaning: what `build` and `check` say where it does not, and the ways on."""

from __future__ import annotations

import json
import shutil

import pytest

from units.cli.commands import Workspace

FOLDER = "generated/splint/v1_0_0"


def change(place: Workspace) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pain >= 5")


@pytest.mark.parametrize("command", [["build"], ["build", "--check"], ["check"], ["check", "policies/splint.assent"]])
def test_a_changed_meaning_is_an_error_that_shows_the_place_and_the_way_on(
    place: Workspace, command: list[str]
) -> None:
    place.assent("build")
    before = {path: place.read(path) for path in place.files("generated")}
    change(place)
    said = place.assent(*command)
    assert said.code == 1
    assert (
        "error[changed-meaning]: version 1.0.0 of `splint` was built, and means something else now: clause" in said.err
    )
    assert "clause `severity`" in said.err and "a new version" in said.err and f"delete `{FOLDER}`" in said.err
    assert {path: place.read(path) for path in place.files("generated")} == before


def test_without_anything_built_there_is_nothing_to_keep(place: Workspace) -> None:
    assert place.assent("check").code == 0
    change(place)
    assert place.assent("check").code == 0


def test_deleting_what_was_built_is_a_way_on(place: Workspace) -> None:
    place.assent("build")
    change(place)
    shutil.rmtree(place.root / FOLDER)
    assert place.assent("build").code == 0
    assert "at least 5" in place.read(f"{FOLDER}/policy.md")


def test_a_new_version_is_a_way_on(place: Workspace) -> None:
    place.assent("build")
    text = place.read("policies/splint.assent")
    ended = text.replace("effective  2026-01-01", "effective  2026-01-01 to 2026-06-30")
    place.write("policies/older.assent", ended)
    newer = text.replace("1.0.0", "1.1.0").replace("2026-01-01", "2026-07-01").replace("pain >= 4", "pain >= 5")
    place.write("policies/splint.assent", newer)
    assert place.assent("check").code == 0, "to end a version is no change of what it means"
    assert place.assent("build").code == 0
    assert "at least 4" in place.read(f"{FOLDER}/policy.md")
    assert "at least 5" in place.read("generated/splint/v1_1_0/policy.md")


def test_a_draft_may_change_until_it_is_none(place: Workspace) -> None:
    place.edit("policies/splint.assent", "uses       hand", "uses       hand\n  status     draft")
    place.assent("build")
    change(place)
    assert place.assent("build").code == 0
    place.edit("policies/splint.assent", "\n  status     draft", "")
    place.edit("policies/splint.assent", "pain >= 5", "pain >= 6")
    assert place.assent("build").code == 0, "what was built was a draft"
    place.edit("policies/splint.assent", "pain >= 6", "pain >= 7")
    assert place.assent("build").code == 1
    place.edit("policies/splint.assent", "uses       hand", "uses       hand\n  status     draft")
    assert place.assent("build").code == 1, "to call it a draft afterwards does not help"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"digest": 3}', "[" * 100_000, '{"format": 2, "id": "splint", "version": "1.0.0"}']
)
def test_what_cannot_be_read_is_made_again(place: Workspace, text: str) -> None:
    place.assent("build")
    place.write(f"{FOLDER}/policy.json", text)
    change(place)
    assert place.assent("build").code == 0


def test_another_policys_file_says_nothing_of_this_one(place: Workspace) -> None:
    place.assent("build")
    data = json.loads(place.read(f"{FOLDER}/policy.json"))
    place.write(f"{FOLDER}/policy.json", json.dumps({**data, "version": "0.9.0", "digest": ""}))
    change(place)
    assert place.assent("build").code == 0


VARIATION = """policy ohio "Ohio"
  varies     splint
  version    1.0.0
  effective  2026-01-01

replace require severity "Severity"
  pain >= 3
"""


def test_a_variation_is_made_again_with_its_base_and_with_nothing_else(place: Workspace) -> None:
    place.write("policies/ohio.assent", VARIATION)
    place.write("policies/other.assent", place.read("policies/splint.assent").replace("policy splint", "policy other"))
    assert place.assent("build").code == 0
    assert "3 unchanged" in place.assent("build").out
    place.edit("policies/splint.assent", '"Symptoms last"', '"Symptoms go on"')
    said = place.assent("build")
    assert said.code == 0 and "1 unchanged" in said.out
    assert "Symptoms go on" in place.read("generated/ohio/v1_0_0/policy.md")
    place.write("policies/sources/splint.txt", place.read("policies/sources/splint.txt") + "\n")
    assert "1 unchanged" not in place.assent("build").out.replace("3 unchanged", "")
    assert place.assent("build", "--check").code == 0


def test_a_new_version_of_the_base_may_be_the_one_that_is_varied(place: Workspace) -> None:
    place.write("policies/ohio.assent", VARIATION)
    place.assent("build")
    text = place.read("policies/splint.assent").replace("policy splint", "policy splint")
    place.write("policies/newer.assent", text.replace("1.0.0", "1.1.0").replace("2026-01-01", "2026-07-01"))
    place.edit("policies/splint.assent", "effective  2026-01-01", "effective  2026-01-01 to 2026-06-30")
    said = place.assent("build")
    assert "unchanged" not in said.out
    assert "warning" in said.out, "the variation goes on after its base"


def test_a_changed_base_changes_the_meaning_of_what_varies_it(place: Workspace) -> None:
    place.write("policies/ohio.assent", VARIATION)
    place.assent("build")
    place.edit("policies/splint.assent", "symptoms >= 6 weeks", "symptoms >= 7 weeks")
    said = place.assent("check")
    assert said.err.count("error[changed-meaning]") == 2
    assert "version 1.0.0 of `ohio` was built, and means something else now: clause `symptoms_last`" in said.err


SETS = """policy knee "Knee"
  version    1.0.0
  effective  2026-01-01

facts
  diagnosis  ICD10  "Diagnosis"
  severe     yes/no  "Severe"

value set arthritis ICD10 "Arthritis" from "codes/arthritis.txt"

require arthritic "Arthritis"
  diagnosis is in arthritis

exclude other "Another"
  diagnosis is not in arthritis
  unless severe
"""


def with_a_file_of_codes(place: Workspace) -> None:
    place.write("policies/knee.assent", SETS)
    place.write("policies/codes/arthritis.txt", "M17.*\nM13.861\n")
    assert place.assent("build").code == 0


def test_a_changed_file_of_codes_is_what_the_message_is_about(place: Workspace) -> None:
    with_a_file_of_codes(place)
    place.write("policies/codes/arthritis.txt", "M17.*\nM13.862\nM13.9\n")
    said = place.assent("check", "policies/knee.assent")
    assert said.code == 1
    assert "means something else now: value set `arthritis` in `codes/arthritis.txt`\n" in said.err
    assert "added: M13.862, M13.9; left out: M13.861" in said.err
    assert "clause `arthritic`" not in said.err, "no clause has changed"


def test_a_clause_that_changed_as_well_is_named_beside_the_codes(place: Workspace) -> None:
    with_a_file_of_codes(place)
    place.write("policies/codes/arthritis.txt", "M17.*\n")
    place.edit("policies/knee.assent", "unless severe", "unless not severe")
    said = place.assent("check", "policies/knee.assent")
    assert "value set `arthritis` in `codes/arthritis.txt` and clause `other`\n" in said.err


def test_a_clause_that_changed_alone_is_named_alone(place: Workspace) -> None:
    with_a_file_of_codes(place)
    place.edit("policies/knee.assent", "unless severe", "unless not severe")
    said = place.assent("check", "policies/knee.assent")
    assert "means something else now: clause `other`\n" in said.err


def test_a_file_of_codes_in_another_order_means_the_same(place: Workspace) -> None:
    with_a_file_of_codes(place)
    place.write("policies/codes/arthritis.txt", "M13.861\nM17.*\n")
    assert place.assent("check", "policies/knee.assent").code == 0
