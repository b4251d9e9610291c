"""Mistakes on different lines are each reported once, on their line, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assent.source.text import SourceText
from assent.syntax.parse import parse

TEXT = (Path(__file__).parents[2] / "policies" / "physical_therapy.assent").read_text(encoding="utf-8")
LINES = TEXT.split("\n")

# A way to spoil a line, and the lines it can be done to.
SPOILERS = (
    (re.compile(r"^(\s+\w+ )>=( .*)$"), r"\1==\2"),
    (re.compile(r"^(\s*(?:require|exclude|review|submit|define) \w+) \".*\"$"), r"\1"),
    (re.compile(r"^(\s*(?:require|exclude|submit)) \w+( \".*\")$"), r"\1\2"),
    (re.compile(r"^(\s*section) \"(.*)\"$"), r"\1 \2"),
    (re.compile(r"^(\s+cites \".*)\"$"), r"\1"),
    (re.compile(r"^(\s+)cites( \".*)$"), r"\1citess\2"),
    (re.compile(r"^(\s+note) \"(.*)\"$"), r"\1 \2"),
    (re.compile(r"^(\s+(?:all|any) of)$"), r"\1:"),
    (re.compile(r"^(\s+latest .* within )the last (.*)$"), r"\1\2"),
    (re.compile(r"^(\s+at least )1( .*)$"), r"\1one\2"),
    (re.compile(r"^(\s+\w+) provided$"), r"\1 (provided)"),
    (re.compile(r"^(\s+)(active_infection|pregnant|cosmetic_only)$"), r"\1if \2 then deny"),
    (re.compile(r"^(  version) +(.*)$"), r"\1: \2"),
    (re.compile(r"^(  effective) +.*$"), r"\1 01/02/2026"),
    (re.compile(r"^(  valid for 90) days$"), r"\1"),
    (re.compile(r"^(policy \w+) \".*\"$"), r"\1"),
)
PLACES = tuple(
    (number, spoil.sub(by, line)) for number, line in enumerate(LINES) for spoil, by in SPOILERS if spoil.match(line)
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=8, unique_by=lambda place: place[0]))
def test_each_mistake_is_reported_once_and_in_its_line(places: list[tuple[int, str]]) -> None:
    lines = LINES.copy()
    for number, spoilt in places:
        lines[number] = spoilt
    parsed = parse(SourceText("x.assent", "\n".join(lines)))
    assert [diagnostic.span.line for diagnostic in parsed.diagnostics] == sorted(number + 1 for number, _ in places)
    assert parsed.tree is not None


def test_names_survive_a_mistake_in_their_line() -> None:
    """So that what refers to a clause or a fact whose line has a mistake is not called unknown."""
    parsed = parse(
        SourceText(
            "x.assent",
            'policy p "P"\n\nfacts\n  a yes\\no "A"\n  b list "B"\n    c date "C"\n\n'
            'require one_clause\n  a\n\ndefine two "Two"\n  a = 1\n\nrequire three "Three"\n  not one_clause and two\n',
        )
    )
    assert len(parsed.diagnostics) == 4
    tree = parsed.tree
    assert tree is not None
    facts, first, second, third = tree.blocks
    assert [fact.name.word for fact in facts.facts] == ["a", "b"]
    assert facts.facts[1].fields[0].name.word == "c"
    assert [block.name.word for block in (first, second, third)] == ["one_clause", "two", "three"]
    assert second.items[0].operand.name.word == ""
