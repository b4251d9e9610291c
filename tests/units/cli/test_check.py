"""`assent check`: what it says, where it says it, and how it ends."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from units.cli.commands import SOURCE, Workspace


def test_a_project_in_order(place: Workspace) -> None:
    said = place.assent("check")
    assert (said.code, said.err) == (0, "")
    assert "splint 1.0.0: 5 clauses; source coverage 100 % (1 of 1 statement)" in said.out
    assert "1 policy, 1 vocabulary: no errors" in said.out


def test_every_independent_mistake_is_said_on_stderr(place: Workspace) -> None:
    place.edit("policies/splint.assent", "symptoms >= 6 weeks", "symptms >= 6 weeks")
    place.edit("policies/splint.assent", "pain >= 4", "pain >= 12")
    said = place.assent("check")
    assert said.code == 1
    assert said.err.index("error[unknown-name]") < said.err.index("[never-met]")
    assert "did you mean `symptoms`?" in said.err
    assert "--> policies/splint.assent:10:5" in said.err
    assert "error[" not in said.out


def test_warnings_fail_only_when_strict(place: Workspace) -> None:
    place.write("policies/sources/splint.txt", SOURCE + "A statement that nothing covers.\n")
    relaxed = place.assent("check")
    assert relaxed.code == 0
    assert "warning[uncovered-statement]" in relaxed.err
    assert "source coverage 50 % (1 of 2 statements)" in relaxed.out
    assert "policies/sources/splint.txt:2: not covered: “A statement that nothing covers.”" in relaxed.out
    assert place.assent("check", "--strict").code == 1


def test_the_words_that_a_quote_leaves_out_are_shown(place: Workspace) -> None:
    place.write("policies/sources/splint.txt", "In adults, symptoms must last for at least 6 weeks.\n")
    place.edit("policies/splint.assent", '"Symptoms must', '"symptoms must')
    said = place.assent("check")
    assert said.code == 0
    assert "cited without the words: “In adults”" in said.out


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_a_document_stands_alone_on_stdout(place: Workspace, format: str) -> None:
    assert json.loads(place.assent("check", "--format", format).out) is not None
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    said = place.assent("check", "--format", format)
    assert said.code == 1
    assert "unknown-name" in json.dumps(json.loads(said.out))
    assert said.err == ""


def test_json_is_an_array_that_is_empty_where_nothing_is_wrong(place: Workspace) -> None:
    assert json.loads(place.assent("check", "--format", "json").out) == []


def test_concise_is_a_line_a_diagnostic(place: Workspace) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    said = place.assent("check", "--format", "concise", "policies/splint.assent")
    assert said.err.startswith("policies/splint.assent:14:5: error[unknown-name]: ")
    assert len(said.err.splitlines()) == 1


def test_github_takes_a_command_a_diagnostic(place: Workspace) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    said = place.assent("check", "--format", "github", "policies/splint.assent")
    assert said.out.startswith("::error file=policies/splint.assent,line=14,col=5,endLine=14,endColumn=9,")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("\n# only a comment\n", "empty-file"),
        ("dear all,\n", "not-a-policy"),
        (b"\xff\xfe", "wrong-encoding"),
    ],
)
def test_a_file_that_is_neither_a_policy_nor_a_vocabulary_is_an_error(
    place: Workspace, text: str | bytes, code: str
) -> None:
    place.write("policies/other.assent", text)
    for arguments in (["check"], ["check", "policies/other.assent"], ["check", "policies"]):
        said = place.assent(*arguments)
        assert said.code == 1
        assert f"error[{code}]" in said.err


def test_errors_of_a_vocabulary_are_said_once_and_of_a_policy_that_uses_it_too(place: Workspace) -> None:
    place.edit("policies/hand.assent", "0..10", "10..0")
    assert place.assent("check").err.count("error[reversed-range]") == 1
    alone = place.assent("check", "policies/splint.assent")
    assert alone.code == 1
    assert "error[reversed-range]" in alone.err


def test_facts_that_nothing_asks_about_are_told_of_the_whole_project_only(place: Workspace) -> None:
    place.edit("policies/hand.assent", "  pain  ", '  unasked  yes/no  "Never asked"\n  pain  ')
    assert "warning[unused-fact]" in place.assent("check").err
    assert place.assent("check", "policies/hand.assent", "policies/splint.assent").err == ""


def test_what_two_versions_leave_open_is_told_of_the_whole_project(place: Workspace) -> None:
    older = place.read("policies/splint.assent").replace("2026-01-01", "2025-01-01 to 2025-11-30")
    place.write("policies/older.assent", older.replace("1.0.0", "0.9.0"))
    said = place.assent("check")
    assert said.code == 1
    assert "error[gap-between-versions]" in said.err


def test_two_vocabularies_of_one_name(place: Workspace) -> None:
    place.write("policies/more/hand.assent", place.read("policies/hand.assent"))
    for arguments in (["check"], ["check", "policies/splint.assent"]):
        said = place.assent(*arguments)
        assert said.code == 1
        assert "error[repeated-vocabulary]" in said.err


def test_a_policy_outside_any_project_finds_what_lies_beside_it(place: Workspace) -> None:
    place.write("elsewhere/hand.assent", place.read("policies/hand.assent"))
    place.write("elsewhere/sources/splint.txt", SOURCE)
    place.write("elsewhere/splint.assent", place.read("policies/splint.assent"))
    assert place.assent("check", "elsewhere/splint.assent").code == 0
    place.write("elsewhere/deeper/splint.assent", place.read("policies/splint.assent"))
    assert "error[unknown-vocabulary]" in place.assent("check", "elsewhere/deeper/splint.assent").err


def test_a_project_is_found_from_any_folder_in_it(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.root / "policies" / "cases")
    assert place.assent("check").code == 0


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("../../outside.txt", "source-outside-project"),
        ("/etc/passwd", "source-outside-project"),
        ("sources/link.txt", "source-outside-project"),
        ("sources/nowhere.txt", "unreadable-source"),
        ("sources", "unreadable-source"),
        ("sources/latin1.txt", "unreadable-source"),
        ("sources/nul.txt", "unreadable-source"),
    ],
)
def test_a_source_document_has_to_lie_in_the_project_and_be_text(place: Workspace, written: str, code: str) -> None:
    outside = place.root.parent / "outside.txt"
    outside.write_text(SOURCE)
    (place.root / "policies/sources/link.txt").symlink_to(outside)
    place.write("policies/sources/latin1.txt", "Symptôms".encode("latin-1"))
    place.write("policies/sources/nul.txt", "Symptoms\0")
    place.edit("policies/splint.assent", "sources/splint.txt", written)
    said = place.assent("check", "policies/splint.assent")
    assert said.code == 1
    assert f"error[{code}]" in said.err
    assert "policies/splint.assent:4:14" in said.err


def test_a_source_document_may_lie_anywhere_in_the_project(place: Workspace) -> None:
    place.write("docs/splint.txt", SOURCE)
    place.edit("policies/splint.assent", "sources/splint.txt", "../docs/splint.txt")
    assert place.assent("check", "policies/splint.assent").code == 0


def test_a_file_that_may_not_be_read(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str, flags: int, *rest: Any) -> int:
        if str(path).endswith("splint.assent"):
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    said = place.assent("check", "policies/splint.assent")
    assert said.code == 1
    assert said.err == "assent: `policies/splint.assent` cannot be read: permission denied\n"


def test_colour_is_for_those_who_want_it(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    plain = place.assent("check").err
    assert "\x1b[" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = place.assent("check").err
    assert "\x1b[1;31m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert place.assent("check").err == plain


def test_an_address_as_a_source_is_told_of_references(place: Workspace) -> None:
    place.edit("policies/splint.assent", "sources/splint.txt", "https://www.example.org/splint")
    said = " ".join(place.assent("check", "policies/splint.assent").err.split())
    assert "error[unreadable-source]" in said
    assert 'a line `reference "https://www.example.org/splint"`' in said
