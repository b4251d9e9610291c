"""The grammar's own random sentences: they parse, and their canonical form says the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assent.source.text import SourceText
from assent.syntax.format import format as format_text
from assent.syntax.parse import parse
from sentences import Choices, text_of, tokens

BYTES = st.binary(max_size=300)


def a_text(sentence: bytes, layout: bytes) -> str:
    return text_of(tokens(Choices(sentence)), Choices(layout))


@settings(max_examples=150, deadline=None)
@given(BYTES, BYTES)
def test_a_sentence_of_the_grammar_parses(sentence: bytes, layout: bytes) -> None:
    parsed = parse(SourceText("x.assent", a_text(sentence, layout)))
    assert parsed.diagnostics == ()
    assert parsed.tree is not None


@settings(max_examples=150, deadline=None)
@given(BYTES, BYTES)
def test_formatting_keeps_the_tree_and_the_comments_and_is_stable(sentence: bytes, layout: bytes) -> None:
    parsed = parse(SourceText("x.assent", a_text(sentence, layout)))
    formatted = format_text(parsed)
    assert formatted.refused == ""
    assert formatted.text is not None
    again = parse(SourceText("x.assent", formatted.text))
    assert again.tree == parsed.tree
    assert sorted(comment.text for comment in again.comments) == sorted(comment.text for comment in parsed.comments)
    assert format_text(again).text == formatted.text


@settings(max_examples=60, deadline=None)
@given(BYTES, BYTES, BYTES)
def test_layout_means_nothing_beyond_blocks(sentence: bytes, one: bytes, other: bytes) -> None:
    """However a sentence is laid out, it has the same tree."""
    first = parse(SourceText("x.assent", a_text(sentence, one)))
    second = parse(SourceText("x.assent", a_text(sentence, other)))
    assert first.tree == second.tree


@settings(max_examples=60, deadline=None)
@given(BYTES, BYTES)
def test_line_ends_and_a_byte_order_mark_change_nothing(sentence: bytes, layout: bytes) -> None:
    text = a_text(sentence, layout)
    plain = parse(SourceText("x.assent", text))
    windows = parse(SourceText("x.assent", "\ufeff" + text.replace("\n", "\r\n")))
    assert windows.diagnostics == ()
    assert windows.tree == plain.tree
    assert format_text(windows).text == format_text(plain).text
