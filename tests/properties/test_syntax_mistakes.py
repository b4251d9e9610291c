"""Texts broken at random: reading never raises, always says something, and always in its place."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assent.source.text import SourceText
from assent.syntax.encoding import read_text
from assent.syntax.format import format as format_text
from assent.syntax.mistakes import CODES
from assent.syntax.parse import Parsed, parse
from sentences import Choices, text_of, tokens

POLICIES = Path(__file__).parents[2] / "policies"
TEXTS = tuple(path.read_text(encoding="utf-8") for path in sorted(POLICIES.glob("*.assent")))
KNOWN = {code.name for code in CODES}

PIECES = (
    *"\"'#=:;,.()[]{}<>|&!-*/\\\t \n\r\f\0\ufeff\u00a0“”é…",
    *("and", "or", "not", "if", "policy", "section", "require", "all of", "at least 2 of", "unless", "cites", "within"),
    *('"""', "the last", "12weeks", "01/02/2026", "  ", "\n\n", "\n    ", "\r\n", "name", '"text"', "12 weeks", ">="),
)


def assert_sound(parsed: Parsed) -> None:
    """What holds of every text's parse."""
    length = len(parsed.source.text)
    assert parsed.tree is not None or parsed.diagnostics
    for diagnostic in parsed.diagnostics:
        assert diagnostic.code in KNOWN
        assert diagnostic.message and not diagnostic.message.endswith(".")
        for span in (diagnostic.span, *(label.span for label in diagnostic.others)):
            assert 0 <= span.start <= span.end <= length
    lines = [diagnostic.span.line for diagnostic in parsed.diagnostics]
    assert lines == sorted(lines)
    for start, end in parsed.skipped:
        assert 0 <= start <= end <= length
    if parsed.diagnostics:
        assert format_text(parsed).text is None


@st.composite
def broken(draw: st.DrawFn) -> str:
    """An example or a random sentence, with some characters, words or lines taken out, put in or swapped."""
    if draw(st.booleans()):
        text = draw(st.sampled_from(TEXTS))
    else:
        text = text_of(tokens(Choices(draw(st.binary(max_size=300)))), Choices(draw(st.binary(max_size=100))))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 12)))
        match draw(st.sampled_from(("delete", "insert", "replace", "swap", "drop line", "double line", "indent line"))):
            case "delete":
                text = text[:at] + text[end:]
            case "insert":
                text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
            case "replace":
                text = text[:at] + draw(st.sampled_from(PIECES)) + text[end:]
            case "swap":
                text = text[:at] + text[end : end + 8] + text[at:end] + text[end + 8 :]
            case change:
                lines = text.split("\n")
                number = text.count("\n", 0, at)
                line = lines[number]
                lines[number : number + 1] = {
                    "drop line": [],
                    "double line": [line, line],
                    "indent line": [" " * draw(st.integers(0, 6)) + line.lstrip()],
                }[change]
                text = "\n".join(lines)
    return text


@settings(max_examples=250, deadline=None)
@given(broken())
def test_a_broken_text_is_read_and_explained(text: str) -> None:
    assert_sound(parse(SourceText("x.assent", text)))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
@example('policy a "\n')
@example('"""')
@example("policy")
@example(" \n\t#\n")
def test_any_text_at_all_is_read(text: str) -> None:
    assert_sound(parse(SourceText("x.assent", text)))
    assert_sound(parse(SourceText("x.assent", 'policy p "P"\n\nrequire r "R"\n  ' + text)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_read(data: bytes) -> None:
    source, diagnostics = read_text("x.assent", data)
    assert (source is None) == bool(diagnostics)
    if source is not None:
        assert_sound(parse(source))
    for diagnostic in diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(diagnostic.span.source.text)
