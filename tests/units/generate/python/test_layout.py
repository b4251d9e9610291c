"""Laying out code, and writing text so that nothing breaks out of it."""

from __future__ import annotations

import ast
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.generate.python.layout import Chain, Code, Prefixed, call, chain, filled, lines, one_line
from assent.generate.python.literals import WIDTH, comment, docstring, text_literal, whole


@given(st.text())
def test_a_literal_is_its_text(text: str) -> None:
    literal = text_literal(text)
    assert literal.isascii() and "\n" not in literal
    assert ast.literal_eval(literal) == text


@given(st.lists(st.text(), min_size=1, max_size=3), st.integers(0, 8).map(lambda depth: depth * 4))
def test_a_docstring_is_one_string_of_the_same_words(paragraphs: list[str], indent: int) -> None:
    body = docstring(4, "First.", *paragraphs)
    assert all(line.isascii() for line in body)
    (node,) = ast.parse("\n".join(["def f():", *body])).body
    assert isinstance(node, ast.FunctionDef) and len(node.body) == 1
    said = ast.get_docstring(node, clean=False)
    assert said is not None
    assert said.split() == " ".join(["First.", *paragraphs]).split()


@given(st.text(min_size=1))
def test_a_comment_stays_a_comment(text: str) -> None:
    assert ast.parse("\n".join(comment(text))).body == []


@pytest.mark.parametrize(
    ("number", "same"),
    [(4, 4), (Decimal("10.0"), 10), (Decimal("1E+1"), 10), (Decimal(-3), -3), (Decimal("4.5"), None)],
)
def test_whole_numbers(number: int | Decimal, same: int | None) -> None:
    assert whole(number) == same


def test_a_number_too_long_to_read_stays_a_decimal() -> None:
    assert whole(Decimal("1E+30")) is None


def test_chains_fold_what_says_nothing() -> None:
    assert chain("and", ["a", "True", "a", "b"]) == Chain("and", ("a", "b"))
    assert chain("and", ["a", "False"]) == "False"
    assert chain("or", ["a", "True"]) == "True"
    assert chain("or", ["False", "a"]) == "a"
    assert chain("or", []) == "False"
    assert chain("or", ["a", chain("or", ["b", "c"])]) == Chain("or", ("a", "b", "c"))


CODE: list[Code] = [
    chain("or", [chain("and", ["a" * 50, "b" * 50]), "c" * 50]),
    call("f" * 60, call("g" * 40, "x" * 30, "y"), chain("and", ["p" * 40, "q" * 40])),
    call("", "a"),
    call("f", Prefixed("lambda element: ", call("all_of", "x" * 70, "y" * 70))),
    call("f", *(f"name_{number}" for number in range(60))),
    call("not_", "x" * 200),
]


@pytest.mark.parametrize("code", CODE, ids=range(len(CODE)))
@pytest.mark.parametrize("indent", [0, 40])
def test_broken_code_is_the_same_code(code: Code, indent: int) -> None:
    broken = lines(code, indent, before="value = ")
    wrapped = "\n".join(["if True:", *(line if indent else f"    {line}" for line in broken)])
    flat = f"if True:\n    value = {one_line(code)}"
    assert ast.dump(ast.parse(wrapped)) == ast.dump(ast.parse(flat))
    assert all(len(line) <= WIDTH or "x" * 200 in line for line in broken)


def test_words_fill_lines() -> None:
    rows = filled([f"word_{number}" for number in range(40)], 8)
    assert all(len(row) <= WIDTH and row.startswith(" " * 8) and row.endswith(",") for row in rows)
    assert len(rows[0]) > WIDTH - 10
