"""The one grammar: found in a wheel and in a checkout, and made into a parser once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lark import Lark

from assent.syntax.build import Builder
from assent.syntax.layout import Layout
from assent.syntax.tables import NAME, read_tables

# In the package of a wheel; in a checkout, two folders further up.
_FOLDERS = (Path(__file__).parents[1] / "grammar", Path(__file__).parents[3] / "grammar")


def _beside_the_grammar(name: str) -> str | None:
    found = next((folder / name for folder in _FOLDERS if (folder / name).is_file()), None)
    return found.read_text(encoding="utf-8") if found else None


def grammar_text() -> str:
    """The text of `assent.lark`."""
    text = _beside_the_grammar("assent.lark")
    assert text is not None, "the grammar ships with the package"
    return text


@cache
def parser() -> Lark:
    """The parser, whose rules build the syntax tree as they are recognised."""
    tables = _beside_the_grammar(NAME)
    grammar = grammar_text()
    read = read_tables(tables, grammar, transformer=Builder(), postlex=Layout()) if tables else None
    return read or build_parser()


def build_parser(*, strict: bool = False) -> Lark:
    """The parser made from the grammar itself; strictly, no two rules and no two terminals may compete."""
    return Lark(
        grammar_text(),
        parser="lalr",
        lexer="contextual",
        postlex=Layout(),
        transformer=Builder(),
        propagate_positions=False,
        maybe_placeholders=True,
        strict=strict,
    )
