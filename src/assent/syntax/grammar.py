"""The one grammar: found in a wheel and in a checkout, and made into a parser once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from lark import Lark, Token
from lark.tree import Tree

from assent.syntax.build import Builder
from assent.syntax.layout import Layout

_MARKS = frozenset({"_NL", "_INDENT", "_DEDENT"})


def grammar_text() -> str:
    """The text of `assent.lark`: packaged in a wheel, else in `grammar/` of the checkout."""
    packaged = files("assent") / "grammar" / "assent.lark"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "grammar" / "assent.lark").read_text(encoding="utf-8")


@cache
def parser() -> Lark:
    """The parser, whose rules build the syntax tree as they are recognised."""
    return Lark(
        grammar_text(),
        parser="lalr",
        lexer="contextual",
        postlex=Layout(),
        transformer=Builder(),
        propagate_positions=False,
        maybe_placeholders=True,
    )


def is_mark(node: Token | Tree[Token]) -> bool:
    """Whether a node is layout, which takes no place in the text."""
    return isinstance(node, Token) and node.type in _MARKS
