"""Any text is a source document, however odd or long: nothing is raised, and the time grows with the length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assent.check.citations import Examination, examine
from assent.language.expressions import AllOf
from assent.language.policy import Citation, Clause, Policy, Section
from assent.source.text import SourceText, Span

TEXT = SourceText("p.assent", "require c")
SPAN = Span(TEXT, 0, len(TEXT.text))


def policy(quotes: list[str], under: str = "") -> Policy:
    clauses = tuple(
        Clause(f"c{at}", "require", "Title", "Section", AllOf(()), cites=(Citation(quote, under, SPAN),), span=SPAN)
        for at, quote in enumerate(quotes)
    )
    return Policy(
        id="p",
        title="P",
        version="1.0.0",
        effective=738000,
        until=None,
        procedures=(),
        source="p.txt",
        vocabularies=(),
        facts=(),
        overview=None,
        definitions=(),
        sections=(Section("Section", clauses),),
        untested=(),
        authorization=None,
        notice=None,
        span=SPAN,
    )


def held(source: str, *quotes: str) -> Examination:
    return examine(policy(list(quotes)), SourceText("p.txt", source))


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\0" * 1000,
        "\ufeff\ufeff",
        "\x00\x01\xff\ud800 text",
        "word " * 200_000,
        "x" * 1_000_000,
        "." * 300_000,
        "*" * 300_000,
        "[" * 300_000,
        "# " * 200_000,
        " " * 300_000 + "x",
        "\n" * 200_000,
        "12 " * 100_000,
        "at least " * 30_000,
        "'\"" * 100_000,
        "| a " * 60_000,
        "**" + "a b " * 60_000 + "**:",
        "\n".join(" " * depth + "* a" for depth in range(600)),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_sources_are_read(source: str) -> None:
    examination = held(source, "some words of a quote", "x")
    assert examination.coverage is not None
    assert 0 <= examination.coverage.share <= 1


@settings(max_examples=150)
@given(st.text(max_size=400), st.lists(st.text(max_size=40), max_size=4), st.text(max_size=20))
def test_any_text_is_a_source_and_any_text_a_quote(source: str, quotes: list[str], under: str) -> None:
    examination = examine(policy(quotes, under), SourceText("p.txt", source))
    for found in examination.diagnostics:
        for span in (found.span, *(label.span for label in found.others)):
            assert 0 <= span.start <= span.end <= len(span.source.text)


@settings(max_examples=100)
@given(st.data())
def test_the_words_of_a_source_are_found_in_it(data: st.DataObject) -> None:
    words = data.draw(
        st.lists(st.sampled_from(["pain", "12", "weeks.", "The", "* knee\n", "# Title\n\n", "\n\n", "(e.g."]))
    )
    source = " ".join(words)
    for statement in held(source).coverage.statements:  # type: ignore[union-attr]
        found = {one.code for one in held(source, statement.text).diagnostics}
        assert "quote-not-found" not in found


def long_source(statements: int) -> tuple[str, list[str]]:
    said = [
        f"Criterion {at} asks for at least {at % 50 + 2} weeks of treatment number {at}." for at in range(statements)
    ]
    lines = [f"{at % 40 + 1}. **Title {at}**: {text}" for at, text in enumerate(said)]
    for at in range(0, statements, 40):
        lines[at] = f"\n**SECTION {at}**\n\nThe following is needed within the last 6 months:\n\n{lines[at]}"
    return "\n".join(lines), said


def seconds(statements: int, quotes: int, *, found: bool) -> float:
    source, said = long_source(statements)
    wanted = [text if found else text.replace("treatment", "therapy") for text in said[:quotes]]
    begin = time.process_time()
    examination = held(source, *wanted)
    took = time.process_time() - begin
    lost = sum(one.code == "quote-not-found" for one in examination.diagnostics)
    assert lost == (0 if found else quotes)
    return took


@pytest.mark.slow
@pytest.mark.parametrize("found", [True, False])
def test_time_grows_with_the_length_of_the_source(found: bool) -> None:
    small = min(seconds(500, 40, found=found) for _ in range(3))
    large = min(seconds(4000, 320, found=found) for _ in range(2))
    assert large < small * 8 * 2.5, f"8 times the work took {large / small:.1f} times as long"
