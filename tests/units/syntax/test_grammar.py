"""The grammar keeps to its own rules, and what is derived from it is fresh."""

from __future__ import annotations

import json
import re

import pytest

from assent.syntax.grammar import _beside_the_grammar, build_parser, grammar_text, parser
from assent.syntax.keywords import KEYWORDS, SOFT_KEYWORDS
from assent.syntax.mistakes.words import PHRASES
from assent.syntax.tables import NAME, digest, read_tables, write_tables

TERMINALS = {terminal.name: terminal for terminal in parser().terminals}
# The spellings of the terminals that are one word, those among them that a text has to follow.
WORDS = {
    name: spelling[1]
    for name, terminal in TERMINALS.items()
    if (spelling := re.fullmatch(r'([a-z]+)(?:\\b|\(\?=\[[^]]*\](?:\*"|.*\|.*because.*)\))?', terminal.pattern.value))
}


def test_no_two_rules_and_no_two_terminals_compete() -> None:
    pytest.importorskip("interegular")
    build_parser(strict=True)


def test_every_terminal_has_a_name_and_a_phrase() -> None:
    names = {name for name in TERMINALS if not name.startswith("__IGNORE")}
    assert not [name for name in names if name.startswith("__")]
    assert set(PHRASES) == {*names, "_INDENT", "_DEDENT", "$END"}


def test_every_word_of_the_grammar_is_reserved_or_known_to_be_free() -> None:
    types = {"DATE_TYPE": "date", "NUMBER_TYPE": "number"}
    assert set(WORDS.values()) == {*KEYWORDS, *SOFT_KEYWORDS, *types.values()}
    assert not set(KEYWORDS) & set(SOFT_KEYWORDS)


def test_a_name_refuses_exactly_the_reserved_words() -> None:
    pattern = TERMINALS["NAME"].pattern.value
    listed = re.search(r"\(\?!\(\?:([a-z|]+)\)\\b\)", pattern)
    assert listed
    assert set(listed[1].split("|")) == set(KEYWORDS)
    for word in KEYWORDS:
        assert not re.fullmatch(pattern, word)
        assert re.fullmatch(pattern, f"{word}s")
        assert re.fullmatch(pattern, f"{word}_date")
    for word in SOFT_KEYWORDS:
        assert re.fullmatch(pattern, word)


@pytest.mark.parametrize("word", KEYWORDS)
def test_a_reserved_word_would_be_taken_for_a_name_if_names_did_not_refuse_it(word: str) -> None:
    """There is a place where a name may stand and this word may not: there the lexer would call it a name."""
    states = parser().parser.parser._parse_table.states
    assert any("NAME" in actions and word.upper() not in actions for actions in states.values())


def test_the_tables_are_those_of_the_grammar() -> None:
    kept = _beside_the_grammar(NAME)
    assert kept is not None
    assert json.loads(kept)["digest"] == digest(grammar_text()), "run: python -m assent.syntax.tables"
    assert kept == write_tables(build_parser(), grammar_text())


def test_the_tables_of_another_grammar_are_not_used() -> None:
    kept = _beside_the_grammar(NAME)
    assert kept is not None
    assert read_tables(kept, grammar_text() + "\n") is None


@pytest.mark.parametrize("digit", ["２", "٢", "²"])
@pytest.mark.parametrize("terminal", ["NUMBER", "DATE", "VERSION_NUMBER", "NAME", "UNIT", "CODE"])
def test_a_digit_of_another_script_is_no_digit(terminal: str, digit: str) -> None:
    """A reader may take it for another number, and the name of a folder is made from a version."""
    pattern = TERMINALS[terminal].pattern.to_regexp()
    for word in (digit, f"{digit}026-01-31", f"1.{digit}", f"M5{digit}", f"m{digit}"):
        assert not re.fullmatch(pattern, word)
