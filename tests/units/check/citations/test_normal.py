"""The form in which texts are compared, and the way back to the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.check.citations.normal import Writer, normalise

MARKUP = st.sampled_from(
    [" ", "\n", "\t", "*", "**", "_", "`", "~~", "|", "[", "](x)", "<br>", "&amp;", "\\", "-", "—", "“", "’"]
)
TEXTS = st.lists(
    st.one_of(st.text(max_size=8), MARKUP, st.sampled_from(["weeks", "12", "é", "ﬁ", "½"])), max_size=30
).map("".join)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("two   words\n\tand more ", "two words and more"),
        ("\u00a0non-breaking\u00a0space", "non-breaking space"),
        ("**bold** and *slanted* and __both__ and _one_", "bold and slanted and both and one"),
        ("**Pre**natal", "Prenatal"),
        ("`code`", "code"),
        ("5 * 3 is a*b and snake_case", "5 * 3 is a*b and snake_case"),
        ("[text](https://example.org/a_b) here", "text here"),
        ("see [1]", "see [1]"),
        ("a<br>b and <b>bold</b> but a < b > c", "a b and bold but a < b > c"),
        ("x &ge; 4 &amp; y", "x ≥ 4 & y"),
        ("“curly” ‘single’ it’s", "\"curly\" 'single' it's"),
        ("6–8 weeks — long", "6-8 weeks - long"),
        ("ﬁrst eﬃcacy", "first efficacy"),
        ("kg/m²", "kg/m2"),
        ("2½ weeks", "2½ weeks"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("a | b | c", "a b c"),
        ("nul\0byte", "nulbyte"),
        ("", ""),
        ("   \n ", ""),
    ],
)
def test_markup_goes_and_whitespace_folds(written: str, normal: str) -> None:
    assert normalise(written).text == normal


def test_composed_and_decomposed_letters_are_equal() -> None:
    assert normalise("café").text == normalise("cafe\u0301").text


def test_a_stretch_is_found_where_it_stood() -> None:
    text = "The **member**  must\n\twait &ge; 12 weeks"
    normal = normalise(text)
    at = normal.text.index("must wait")
    assert text[slice(*normal.written(at, at + len("must wait")))] == "must\n\twait"
    at = normal.text.index("≥")
    assert text[slice(*normal.written(at, at + 1))] == "&ge;"


@given(TEXTS)
def test_every_stretch_comes_from_the_place_that_is_told(text: str) -> None:
    normal = normalise(text)
    assert "  " not in normal.text
    assert normal.text == normal.text.strip()
    last = 0
    for at, character in enumerate(normal.text):
        start, end = normal.written(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last, "places never go back"
        last = start
        if character.isascii() and character.isalnum():
            there = text[start:end]
            assert there == character or not there.isascii() or there.startswith("&"), (character, there)


@given(TEXTS)
def test_a_normal_text_without_markup_is_its_own_normal_form(text: str) -> None:
    plain = normalise(text).text
    if not set(plain) & set("*_`~\\|[]<>&#") and "--" not in plain:
        assert normalise(plain).text == plain


@given(st.lists(TEXTS, max_size=5))
def test_stretches_are_parted_by_one_space(texts: list[str]) -> None:
    source = "\n".join(texts)
    writer = Writer(source)
    at = 0
    places = []
    for text in texts:
        places.append(writer.add(at, at + len(text)))
        at += len(text) + 1
    normal = writer.finish()
    assert "  " not in normal.text
    for start, end in places:
        assert 0 <= start <= end <= len(normal.text)
        assert normal.text[start:end] == normal.text[start:end].strip()
