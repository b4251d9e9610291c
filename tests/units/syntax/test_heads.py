"""Lines that begin a block, written wrongly: what belongs below them, the words over a list, texts without quotes."""

from __future__ import annotations

import pytest

from assent.source.text import SourceText
from assent.syntax.parse import Parsed, parse

HEADER = 'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n\n'


def read(text: str) -> Parsed:
    return parse(SourceText("x.assent", HEADER + text))


ON_HEADS = [
    ('require r "R" a and b', "a and b", 'require r "R"\n  a and b'),
    ('exclude r "R": a', ": a", 'exclude r "R"\n  a'),
    ('submit r "R" because "b"', 'because "b"', 'submit r "R"\n  because "b"'),
    ('define d "D" a', "a", 'define d "D"\n  a'),
    ("define high_risk = a or b", "= a or b", 'define high_risk "High risk"\n  a or b'),
    ("authorization valid for 90 days", "valid for 90 days", "authorization\n  valid for 90 days"),
    ('authorization "A" grants "3"', 'grants "3"', 'authorization "A"\n  grants "3"'),
]


@pytest.mark.parametrize(("text", "words", "form"), ON_HEADS, ids=[text for text, _, _ in ON_HEADS])
def test_what_stands_on_the_line_that_begins_its_block_is_written_below_it(text: str, words: str, form: str) -> None:
    parsed = read(text + '\n\nrequire s "S"\n  a\n')
    assert [(found.code, found.span.text) for found in parsed.diagnostics] == [("block-on-one-line", words)]
    assert (parsed.diagnostics[0].help or "").endswith(form)
    assert read(form + "\n").diagnostics == ()


@pytest.mark.parametrize(("word", "form"), [("either", "any of"), ("Both", "all of"), ("neither", "not any of")])
def test_a_word_over_a_list_is_told_by_the_block_it_means(word: str, form: str) -> None:
    parsed = read(f'require r "R"\n  {word}\n    a\n    b\n  unless c\n')
    assert [(found.code, found.span.text, found.help) for found in parsed.diagnostics] == [
        ("foreign-word", word, f"write `{form}`")
    ]


@pytest.mark.parametrize("head", ["overview", "notice"])
def test_prose_without_quotes_is_one_mistake_however_many_lines_it_has(head: str) -> None:
    parsed = read(f'{head}\n  Plain words.\n  More of them, "so to speak".\n    And more.\n\nrequire r "R"\n  a &&\n')
    assert [(found.code, found.span.line) for found in parsed.diagnostics] == [
        ("unquoted-text", 6),
        ("foreign-connective", 11),
    ]


@pytest.mark.parametrize(
    ("line", "near"),
    [("reason", "because"), ("exception", "unless"), ("citation", "cites"), ("remark", "note"), ("notes", "note")],
)
def test_another_word_for_a_statement_is_told_by_it(line: str, near: str) -> None:
    rest = "b" if near == "unless" else '"t"'
    parsed = read(f'require r "R"\n  a\n  {line} {rest}\n')
    assert [(found.code, found.span.text, found.help) for found in parsed.diagnostics] == [
        ("unknown-statement", line, f"did you mean `{near}`?")
    ]


def test_a_test_outside_a_clause_is_told_where_tests_stand() -> None:
    parsed = read('section "S"\n  infected\n\nrequire r "R"\n  a\n')
    assert [(found.code, found.span.text) for found in parsed.diagnostics] == [("unknown-statement", "infected")]
    assert "under a clause" in (parsed.diagnostics[0].help or "")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("June 30, 2026", "`2026-06-30`"),
        ("1 Jan 2026", "`2026-01-01`"),
        ("03/04/2026", "`2026-03-04` or `2026-04-03`"),
        ("30/06/2026", "`2026-06-30`"),
    ],
)
def test_a_date_in_another_form_is_offered_in_this_one(written: str, date: str) -> None:
    parsed = read(f'require r "R"\n  onset <= {written}\n')
    assert [(found.code, found.span.text) for found in parsed.diagnostics] == [("date-form", written)]
    assert (parsed.diagnostics[0].help or "").endswith(date)


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("either infected or b", "infected or b"),
        ("both infected and b >= 4", "infected and b >= 4"),
        ("neither infected nor b", "not infected and not b"),
    ],
)
def test_a_pair_of_tests_is_joined_by_one_word(said: str, form: str) -> None:
    parsed = read(f'require r "R"\n  {said}\n')
    assert [(found.code, found.help) for found in parsed.diagnostics] == [("foreign-word", f"write `{form}`")]
    assert read(f'require r "R"\n  {form}\n').diagnostics == ()


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("not (infected)", "`not infected`"),
        ("[x >= 4]", "`x >= 4`"),
        ("x >= 4 (NRS)", "`note`"),
        ("(a or b) and c", "all of\n  any of\n    a\n    b\n  c"),
        ("(a or b) and c or d", "`any of`"),
        ("at least 1 x where a and (b or c)", "`any of`"),
    ],
)
def test_what_to_do_with_brackets_depends_on_what_is_in_them(said: str, form: str) -> None:
    parsed = read(f'require r "R"\n  {said}\n')
    assert [found.code for found in parsed.diagnostics] == ["brackets"]
    assert form in (parsed.diagnostics[0].help or "")


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("at least", ">="),
        ("greater than or equal to", ">="),
        ("less than or equal to", "<="),
        ("greater than", ">"),
        ("under", "<"),
        ("no more than", "<="),
    ],
)
def test_a_comparison_in_words_keeps_what_it_says_of_equality(words: str, sign: str) -> None:
    parsed = read(f'require r "R"\n  x {words} 4\n')
    assert [(found.code, found.help) for found in parsed.diagnostics] == [
        ("spelled-comparison", f"values are compared with a sign: `x {sign} 4`")
    ]


@pytest.mark.parametrize(
    ("said", "straight"),
    [
        ("“It’s so – mostly…”", '"It’s so – mostly…"'),
        ("“The “moderate” one.”", '"The \\"moderate\\" one."'),
        ("„Deutsche Art“", '"Deutsche Art"'),
        ("«à la française»", '"à la française"'),
        ("‘It’s single’", '"It’s single"'),
        ("”both alike”", '"both alike"'),
    ],
)
def test_a_text_in_curly_quotes_is_one_text_whatever_is_in_it(said: str, straight: str) -> None:
    parsed = read(f'require r "R"\n  a\n  because {said}\n')
    assert [(found.code, found.span.text, found.help) for found in parsed.diagnostics] == [
        ("curly-quotes", said, f"use straight quotes: `{straight}`")
    ]
    assert read(f'require r "R"\n  a\n  because {straight}\n').diagnostics == ()


def test_two_texts_in_curly_quotes_on_one_line_are_two() -> None:
    parsed = read('require r "R"\n  a\n  cites “x” under “y”\n')
    assert [found.span.text for found in parsed.diagnostics] == ["“x”", "“y”"]


@pytest.mark.parametrize("dash", ["‐", "‑", "–", "—", "−"])
def test_a_date_with_a_dash_of_a_word_processor_is_offered_with_the_plain_one(dash: str) -> None:
    parsed = read(f'require r "R"\n  onset <= 2026{dash}06{dash}30\n')
    assert [found.code for found in parsed.diagnostics] == ["date-form"]
    assert (parsed.diagnostics[0].help or "").endswith("`2026-06-30`")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ('policy p "P"\nversion 1\neffective 2026-01-01\n\nrequire r "R"\n  a\n', "policy p"),
        ('vocabulary v "V"\na yes/no "A"\nb list of "B"\n  c date "C"\nd yes/no "D"\n', "vocabulary v"),
    ],
)
def test_a_header_that_is_not_indented_is_one_mistake(text: str, head: str) -> None:
    parsed = parse(SourceText("x.assent", text))
    assert [(found.code, found.span.line) for found in parsed.diagnostics] == [("missing-indentation", 2)]
    assert head in parsed.diagnostics[0].message
    assert parsed.tree is not None


def test_facts_in_the_header_are_told_where_facts_stand() -> None:
    found = parse(SourceText("x.assent", HEADER.rstrip() + '\n\n  age 0..120 "Age"\n')).diagnostics
    assert [(one.code, one.span.text) for one in found] == [("unknown-statement", "age")]
    assert "`facts`" in (found[0].help or "")


def test_if_is_told_by_the_two_things_it_may_mean() -> None:
    parsed = read('require r "R"\n  a\n  if b\n')
    assert [found.code for found in parsed.diagnostics] == ["foreign-word"]
    assert "`b` alone" in (parsed.diagnostics[0].help or "")
    assert "`when b`" in (parsed.diagnostics[0].help or "")
    assert read('require r "R"\n  a\n  when b\n').diagnostics == ()
