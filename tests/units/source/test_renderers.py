"""How diagnostics are written: the frame around a place, and the forms that programs read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assent.source.diagnostic import Diagnostic, Label
from assent.source.renderers.cells import cells, safe
from assent.source.renderers.concise import concise
from assent.source.renderers.full import frame, full
from assent.source.renderers.github import github
from assent.source.renderers.json import json as as_json
from assent.source.renderers.sarif import sarif
from assent.source.text import SourceText, Span

POLICY = SourceText("policies/splint.assent", 'policy splint "Splint"\n  version 1.0.0\n    symptms >= 6 weeks\n')
WORDS = SourceText("policies/words.assent", 'vocabulary hand "Hand"\n  symptoms duration "Symptoms"\n')


def span(text: SourceText, words: str) -> Span:
    start = text.text.index(words)
    return Span(text, start, start + len(words))


def wrong(**rest: Any) -> Diagnostic:
    return Diagnostic("unknown-name", "error", "nothing is called `symptms`", span(POLICY, "symptms"), **rest)


def test_a_frame_shows_the_place_its_label_and_the_fix() -> None:
    found = wrong(label="not declared", help="did you mean `symptoms`?")
    assert full([found]) == (
        "error[unknown-name]: nothing is called `symptms`\n"
        " --> policies/splint.assent:3:5\n"
        "  |\n"
        "3 |     symptms >= 6 weeks\n"
        "  |     ^^^^^^^ not declared\n"
        "  = help: did you mean `symptoms`?\n"
        "\n"
    )


def test_further_lines_of_help_stand_below_the_first() -> None:
    found = Diagnostic("c", "error", "two ways", span(POLICY, "symptms"), help="write:\nany of\n  a")
    assert full([found]).endswith("  = help: write:\n          any of\n            a\n\n")


def test_a_second_place_in_the_file_stands_in_order_and_one_in_another_file_below() -> None:
    others = (Label(span(POLICY, "splint"), "in this policy"), Label(span(WORDS, "symptoms"), "this one is declared"))
    assert full([wrong(label="not declared", others=others)]).splitlines()[1:] == [
        " --> policies/splint.assent:3:5",
        "  |",
        '1 | policy splint "Splint"',
        "  |        ------ in this policy",
        "..",
        "3 |     symptms >= 6 weeks",
        "  |     ^^^^^^^ not declared",
        " --> policies/words.assent:2:3",
        "  |",
        '2 |   symptoms duration "Symptoms"',
        "  |   -------- this one is declared",
        "",
    ]


def test_two_places_on_one_line_have_an_underline_each() -> None:
    text = SourceText("a.assent", "one two")
    found = Diagnostic("c", "warning", "m", span(text, "two"), "second", (Label(span(text, "one"), "first"),))
    assert full([found]).splitlines()[3:-1] == ["1 | one two", "  | --- first", "  |     ^^^ second"]


def underlined(text: str, words: str, width: int = 120) -> tuple[str, str]:
    """The line as shown, and what stands above the underline, by the cells of a terminal."""
    source = SourceText("a.assent", text)
    lines = full([Diagnostic("c", "error", "m", span(source, words), "here")], width=width).splitlines()
    shown, under = lines[3].removeprefix("1 | "), lines[4].removeprefix("  | ")
    start = len(under) - len(under.lstrip())
    end = start + under.count("^")
    above, at = "", 0
    for character in shown:
        if start <= at < end:
            above += character
        at += cells(character)
    return shown, above


@pytest.mark.parametrize(
    ("text", "words", "above"),
    [
        ("plain words", "words", "words"),
        ("\tpain >= 4", ">= 4", ">= 4"),
        ("a\tb", "b", "b"),
        ("漢字 wide", "wide", "wide"),
        ("e\u0301tude wide", "wide", "wide"),
        ("👩 wide", "wide", "wide"),
        ("漢字 wide", "字", "字"),
    ],
)
def test_the_underline_stands_below_its_words_whatever_stands_before_them(text: str, words: str, above: str) -> None:
    assert underlined(text, words)[1] == above


@pytest.mark.parametrize("before", [0, 50, 200, 5000])
@pytest.mark.parametrize("after", [0, 50, 5000])
def test_a_long_line_is_clipped_around_the_place(before: int, after: int) -> None:
    text = "b" * before + "at least 12 weeks" + "a" * after
    shown, above = underlined(text, "at least 12 weeks", width=80)
    assert above == "at least 12 weeks"
    assert cells(shown) <= 80
    assert shown.startswith("…") == (before > 40 and len(text) > 76)


def test_a_place_longer_than_the_width_shows_its_beginning() -> None:
    shown, above = underlined("x" + "y" * 500, "y" * 500, width=60)
    assert cells(shown) <= 60
    assert above.startswith("y" * 40)


def test_a_place_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    found = Diagnostic("c", "error", "m", Span(POLICY, 0, len(POLICY.text)), "all of it")
    assert full([found]).splitlines()[3:5] == ['1 | policy splint "Splint"', "  | " + "^" * 22 + " all of it"]


@pytest.mark.parametrize(("text", "at"), [("", 0), ("one\n", 4), ("one", 3)])
def test_the_end_of_a_text_is_a_place_too(text: str, at: int) -> None:
    found = Diagnostic("c", "error", "m", Span(SourceText("a.assent", text), at, at), "here")
    assert "^ here" in full([found])


def test_nothing_in_a_text_commands_the_terminal_or_turns_its_direction() -> None:
    text = SourceText("a\x1b.assent", "bell \x07 red \x1b[31m turned \u202e end\r\n")
    found = Diagnostic("c", "error", "said \x1b[2J", span(text, "red"), "label \x9b", help="help \u2066")
    for rendered in (full([found]), concise([found]), github([found])):
        assert all(character.isprintable() or character == "\n" for character in rendered)


def test_the_pieces_of_a_frame_are_the_plain_text() -> None:
    found = wrong(label="not declared", help="one\ntwo")
    joined = "\n".join("".join(text for text, _ in line).rstrip() for line in frame(found))
    assert joined + "\n\n" == full([found])


def test_concise_is_a_line_that_editors_can_follow() -> None:
    assert concise([wrong(label="x", help="y")]) == (
        "policies/splint.assent:3:5: error[unknown-name]: nothing is called `symptms`\n"
    )


def test_json_is_one_array_with_every_place() -> None:
    others = (Label(span(WORDS, "symptoms"), "declared"),)
    assert json.loads(as_json([wrong(label="not declared", others=others, help="mend it")])) == [
        {
            "code": "unknown-name",
            "severity": "error",
            "message": "nothing is called `symptms`",
            "path": "policies/splint.assent",
            "line": 3,
            "column": 5,
            "end_line": 3,
            "end_column": 12,
            "label": "not declared",
            "help": "mend it",
            "others": [
                {
                    "path": "policies/words.assent",
                    "line": 2,
                    "column": 3,
                    "end_line": 2,
                    "end_column": 11,
                    "message": "declared",
                }
            ],
        }
    ]
    assert json.loads(as_json([])) == []


def test_github_takes_a_command_a_line_with_everything_escaped() -> None:
    text = SourceText("a,b:c%.assent", "first\nsecond line\n")
    found = Diagnostic("c", "warning", "100 % of it", span(text, "second"), help="mend\nit")
    place = "file=a%2Cb%3Ac%25.assent,line=2,col=1,endLine=2,endColumn=7,title=c"
    assert github([found]) == f"::warning {place}::100 %25 of it%0Ahelp: mend%0Ait\n"


def test_sarif_names_each_code_once_and_every_place() -> None:
    others = (Label(span(WORDS, "symptoms"), "declared"),)
    log = json.loads(sarif([wrong(others=others), wrong()], version="1.2.3", summaries={"unknown-name": "A name"}))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"] == [{"id": "unknown-name", "shortDescription": {"text": "A name"}}]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 0]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 12}
    related = run["results"][0]["relatedLocations"][0]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "policies/words.assent"
    assert related["message"]["text"] == "declared"


def test_safe_keeps_what_people_write() -> None:
    assert safe("“12 weeks” – naïve 漢字 👩‍⚕️") == "“12 weeks” – naïve 漢字 👩‍⚕️"
