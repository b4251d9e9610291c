"""Policy text is shown, whatever it holds, and does nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assent.generate.document.text import css_string, escape_markdown, one_line, paragraphs
from documents import page_of

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

HOSTILE = st.text(st.sampled_from("ab1 .)#*_`~[](){}<>!&;:|\\-+=\"'$%/\n\t\u202e\u200b\x00é"), max_size=40)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n  lines\tand more ", "two lines and more"),
        ("left\u202eright", "left‹U+202E›right"),
        ("zero\u200bwidth", "zero‹U+200B›width"),
        ("nul\x00", "nul‹U+0000›"),
        ("\ufeffmark", "‹U+FEFF›mark"),
        ("naïve 日本語 🩺", "naïve 日本語 🩺"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_text_is_shown_on_one_line_with_nothing_invisible(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_blank_line_parts_paragraphs() -> None:
    assert paragraphs("one\ntwo\n\n \nthree\r\n\r\nfour") == ("one two", "three", "four")


@pytest.mark.parametrize(
    "text",
    [
        "Pain score (NRS): at least 4",
        "X-rays, 2 of them; see 3.2 & 4.1 -- or not",
        "age > 18, snake_case_word, C# and 50%",
        "R&D, 12:30, it's “quoted” {here}, $5",
    ],
)
def test_what_markdown_takes_as_text_is_left_alone(text: str) -> None:
    assert escape_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<b>x</b>", r"\<b>x\</b>"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("[x](y)", r"\[x\](y)"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("# head", r"\# head"),
        ("> quote", r"\> quote"),
        ("a | b", r"a \| b"),
        ("&lt; and &#60;", r"\&lt; and \&#60;"),
        ("{{ x }} {% y %}", r"\{\{ x }\} \{% y %\}"),
        ("<!-- /clause -->", r"\<!-\- /clause -->"),
        ("back\\slash", r"back\\slash"),
        ("$x$", r"\$x$"),
        ("---", r"\---"),
    ],
)
def test_what_markdown_would_read_as_markup_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@given(HOSTILE.map(one_line))
def test_any_text_renders_as_itself_wherever_the_document_puts_it(text: str) -> None:
    escaped = escape_markdown(text)
    for before, after, tag in (("", "", "p"), ("- ", "", "li"), ("- x: ", ": y", "li"), ("## 1. ", "", "h2")):
        rendered = page_of(MARKDOWN.render(f"{before}{escaped}{after}\n\nend\n"))
        shown = " ".join(f"{before.removeprefix('- ').removeprefix('## ')}{text}{after}".split())
        if not shown:
            continue
        (element,) = rendered.inside("ul")[0].inside("li") if tag == "li" else rendered.all(tag)[:1]
        assert element.text() == shown
        assert {inner.tag for inner in element.walk()} <= {tag, "p"}


@given(HOSTILE.map(one_line).filter(bool))
def test_any_text_renders_as_itself_in_bold_and_in_a_link(text: str) -> None:
    escaped = escape_markdown(text)
    rendered = page_of(MARKDOWN.render(f"- **{escaped}:** x\n- [“{escaped}”](#y) x\n"))
    bold, link = rendered.inside("ul")[0].inside("li")
    assert [element.text() for element in bold.all("strong")] == [f"{text}:"]
    assert [element.text() for element in link.all("a")] == [f"“{text}”"]
    assert {inner.tag for inner in rendered.walk()} == {"", "ul", "li", "strong", "a"}


@given(HOSTILE)
def test_a_string_of_a_style_sheet_holds_letters_digits_and_escapes_only(text: str) -> None:
    assert set(css_string(text)[1:-1]) <= set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \\")
    assert css_string("a, b") == '"a\\2c  b"'
