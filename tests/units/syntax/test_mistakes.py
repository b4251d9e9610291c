"""What is said about lines that authors write wrongly: the code, the words underlined, and the way on."""

from __future__ import annotations

import pytest

from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText
from assent.syntax.parse import Parsed, parse

HEADER = 'policy p "P"\n  version 1.0.0\n\n'


def read(text: str) -> Parsed:
    return parse(SourceText("x.assent", text))


def only(text: str) -> Diagnostic:
    """The one mistake of a text."""
    found = read(text).diagnostics
    assert len(found) == 1, [(diagnostic.code, diagnostic.message) for diagnostic in found]
    return found[0]


def listed(text: str) -> list[tuple[int, str]]:
    return [(diagnostic.span.line, diagnostic.code) for diagnostic in read(text).diagnostics]


# In a clause: the line, the code, the words underlined, and words of the help.
LINES = [
    (
        "a and b or c", "mixed-and-or", "and b or",
        "any of\n  all of\n    a\n    b\n  c\nor:\nall of\n  a\n  any of\n    b\n    c",
    ),
    (
        "a or b and c or d", "mixed-and-or", "or b and",
        "any of\n  a\n  all of\n    b\n    c\n  d\nor:\nall of\n  any of",
    ),
    ("unless a or b and c", "mixed-and-or", "or b and", "unless any of\n  a\n  all of\n    b\n    c"),
    ("at least 1 x where a and b or c", "mixed-and-or", "and b or", "write its tests below"),
    ("a and", "dangling-and-or", "and", "all of"),
    ("or b", "dangling-and-or", "or", "any of"),
    ("all of a, b", "block-on-one-line", "a, b", "all of\n  a\n  b"),
    ("any of a or b  # c", "block-on-one-line", "a or b", "any of\n  a\n  b"),
    ("at least 2 of a, b and c", "block-on-one-line", "a, b and c", "at least 2 of\n  a\n  b\n  c"),
    ("x = 4", "foreign-comparison", "=", "`x is 4`"),
    ("x == moderate", "foreign-comparison", "==", "`x is moderate`"),
    ("x != 4", "foreign-comparison", "!=", "`x is not 4`"),
    ("x ≥ 4", "foreign-comparison", "≥", "`x >= 4`"),
    ("x => 4", "foreign-comparison", "=>", "`x >= 4`"),
    ("x =", "foreign-comparison", "=", "write `is`"),
    ("x >= = 4", "doubled-comparison", ">= =", "`x >= 4`"),
    ("x > = 4", "doubled-comparison", "> =", "`x >= 4`"),
    ("x is >= 4", "doubled-comparison", "is >=", "`x >= 4`"),
    ("x <> 4", "doubled-comparison", "<>", "`x is not 4`"),
    ("4 <= x", "value-first", "4 <=", "`x >= 4`"),
    ("4 <= x < 6", "value-first", "4 <=", "`x >= 4 and x < 6`"),
    ("a && b", "foreign-connective", "&&", "`and`"),
    ("a || b", "foreign-connective", "||", "`or`"),
    ("!a", "foreign-connective", "!", "`not`"),
    ("(a and b) or c", "brackets", "(", "all of"),
    ("a {", "brackets", "{", "define"),
    ("a;", "stray-punctuation", ";", "`a`"),
    ("a.", "stray-punctuation", ".", "`a`"),
    ("all of:", "stray-punctuation", ":", "`all of`"),
    ("a // remark", "foreign-comment", "// remark", "`#`"),
    ("a -- remark", "foreign-comment", "-- remark", "`#`"),
    ("- a", "bullet", "-", "leave it out"),
    ("• a", "bullet", "•", "leave it out"),
    ("1) a", "bullet", "1)", "leave it out"),
    ('x >= "12 weeks"', "quoted-value", '"12 weeks"', "`x >= 12 weeks`"),
    ('x is "failed"', "quoted-value", '"failed"', "`x is failed`"),
    ("x >= 12weeks", "joined-unit", "12weeks", "`12 weeks`"),
    ("x >= 4.5kg", "joined-unit", "4.5kg", "`4.5 kg`"),
    ("x >= 12-16 weeks", "number-range", "12-16", "`x >= 12 weeks and x <= 16 weeks`"),
    ("x >= 12–16 weeks", "number-range", "12–16", "`x >= 12 weeks and x <= 16 weeks`"),
    ("x >= 1,000", "number-with-comma", "1,000", "`1000` for thousands"),
    ("x >= 4,5", "number-with-comma", "4,5", "`4.5`"),
    ("x >= 1,000,000", "number-with-comma", "1,000,000", "`1000000`"),
    ("x >= 01/02/2026", "date-form", "01/02/2026", "`2026-01-02` or `2026-02-01`"),
    ("x >= 31.01.2026", "date-form", "31.01.2026", "`2026-01-31`"),
    ("x >= 1/31/2026", "date-form", "1/31/2026", "`2026-01-31`"),
    ("x >= 2026-1-5", "date-form", "2026-1-5", "`2026-01-05`"),
    ("x >= 5 January 2026", "date-form", "5 January 2026", "year"),
    ("latest x within 6 months", "missing-the-last", "6", "`within the last 6 months`"),
    ("latest x within last 6 months", "missing-the-last", "last", "`within the last 6 months`"),
    ("latest x within the next 6 months", "missing-the-last", "next", "looks back"),
    ("latest x within the last 6", "missing-unit", "6", "`6 months`"),
    ("pain score >= 4", "broken-name", "pain score", "`pain_score >= 4`"),
    ("pain-score >= 4", "broken-name", "pain-score", "`pain_score`"),
    ("größe >= 4", "broken-name", "größe", "a to z"),
    ("note >= 4", "reserved-word", "note", "`note_date`"),
    ('citess "x"', "unknown-statement", "citess", "`cites`"),
    ("unles a", "unknown-statement", "unles", "`unless`"),
    ("a provded", "unexpected-text", "provded", "`provided`"),
    ('cites "a" udner "b"', "unexpected-text", "udner", "`under`"),
    ("a unless b", "misplaced-statement", "unless", "new line"),
    ("version 1.0.0", "misplaced-statement", "version", "header"),
    ("valid for 90 days", "misplaced-statement", "valid", "`authorization`"),
    ('section "S"', "misplaced-statement", "section", "left edge"),
    ('under "S"', "misplaced-statement", "under", "`cites`"),
    ("if a", "foreign-word", "if", "verb"),
    ("a then b", "foreign-word", "then", "`unless`"),
    ("cites", "unfinished-line", "cites", "a text in quotes"),
    ('cites "a" under', "unfinished-line", "under", "a text in quotes"),
    ("a is", "unfinished-line", "is", "a name"),
    ("cites some words  # c", "unquoted-text", "some words", '`cites "some words"`'),
    ("cites 'some words'", "single-quotes", "'some words'", '`"some words"`'),
    ("cites “some words”", "curly-quotes", "“some words”", '`"some words"`'),
    ('cites "some words”', "curly-quotes", '"some words”', "straight quotes"),
    ('cites "some words', "unclosed-quote", '"some words', "same line"),
    ('cites "a "b" c"', "inner-quotes", '"a "b" c"', '`\\"`'),
    ('note """a', "unclosed-long-text", '"""', '`"""`'),
    ("a\u00a0and b", "invisible-character", "\u00a0", "plain space"),
    ("a\u200b", "invisible-character", "\u200b", "delete it"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "code", "underlined", "help"), LINES, ids=[line for line, *_ in LINES])
def test_a_line_in_a_clause(line: str, code: str, underlined: str, help: str) -> None:
    """It is reported once, with what is wrong underlined, and the clauses around it are kept."""
    text = f'{HEADER}require r "R"\n  {line}\n  because "b"\n\nrequire s "S"\n  a\n'
    if code == "unclosed-long-text":
        text = text.split("  because", maxsplit=1)[0]
    diagnostic = only(text)
    assert (diagnostic.code, diagnostic.span.text) == (code, underlined)
    assert help in diagnostic.help
    tree = read(text).tree
    assert tree is not None
    assert [block.name.word for block in tree.blocks] == (["r", "s"] if '"S"\n  a' in text else ["r"])


# At the left edge, with what stands under it.
STATEMENTS = [
    ('requre r "R"\n  a', "unknown-statement", "requre", "`require`"),
    ('Require r "R"\n  a', "unknown-statement", "Require", "`require`"),
    ('rule r "R"\n  a', "foreign-word", "rule", "verb"),
    ("require r\n  a", "missing-title", "r", '`require r "R"`'),
    ('section\n  require r "R"\n    a', "missing-title", "section", '`section "A title"`'),
    ('section Some criteria\n  require r "R"\n    a', "unquoted-text", "Some criteria", '`section "Some criteria"`'),
    (
        'require "Conservative treatment of pain"\n  a', "missing-name", '"Conservative treatment of pain"',
        "`require conservative_treatment_of_pain ",
    ),
    ("require\n  a", "missing-name", "require", "a_short_name"),
    ('require note "R"\n  a', "reserved-word", "note", "`first_note`"),
    ('define of "R"\n  a', "reserved-word", "of", "`first_of`"),
    ('require my rule "R"\n  a', "broken-name", "my rule", '`require my_rule "R"`'),
    ('require my-rule "R"\n  a', "broken-name", "my-rule", "`my_rule`"),
    ('require 2nd_visit "R"\n  a', "broken-name", "2nd_visit", "begins with a letter"),
    ('require r: "R"\n  a', "stray-punctuation", ":", "leave it out"),
    ('require r "R" "S"\n  a', "unexpected-text", '"S"', "the end of the line"),
    ('cites "x"', "misplaced-statement", "cites", "inside a clause"),
    ("version 2", "misplaced-statement", "version", "header"),
    ('facts\n  x "X"', "missing-type", "x", "`yes/no`"),
    ("facts\n  x yes/no", "missing-title", "yes/no", '`x yes/no "X"`'),
    ('facts\n  x 0-10 "X"', "number-range", "0-10", "`0..10`"),
    ('facts\n  x 0 to 10 "X"', "number-range", "0 to 10", "`0..10`"),
    ('facts\n  x a, b "X"', "wrong-options", ",", "`|`"),
    ('facts\n  x a or b "X"', "wrong-options", "or", "`|`"),
    ('facts\n  x yes | no "X"', "wrong-options", "yes | no", "`yes/no`"),
    ('facts\n  x list "X"', "incomplete-type", "list", "`dated list`"),
    ('facts\n  x evidence "X"', "incomplete-type", "evidence", "`dated evidence`"),
    ('facts\n  x dated "X"', "incomplete-type", "dated", "`dated list`"),
    ('facts\n  my fact date "X"', "broken-name", "my fact", '`my_fact date "X"`'),
    ('facts\n  last date "X"', "reserved-word", "last", "`last_date`"),
    ('facts\n  x part | full time "X"', "broken-name", "full time", "x part | full_time"),
    ("authorization\n  valid for 90", "missing-unit", "90", "`90 days`"),
    ("authorization\n  valid 90 days", "everyday-words", "valid 90 days", "`valid for 90 days`"),
    ('authorization\n  apeal "x"', "unknown-statement", "apeal", "`appeal`"),
    ('untested "x"', "unfinished-line", '"x"', "`because`"),
    ('require r "R"', "missing-block", 'require r "R"', "tests under it"),
    ("overview", "missing-block", "overview", "text under it"),
    ('require r "R"\na\nb', "missing-indentation", "a", "two spaces"),
    ('section "S"\nrequire r "R"\n  a', "missing-indentation", 'require r "R"', "two spaces"),
    ('require r "R"\n  all of\n  a\n  b', "missing-indentation", "a", "two spaces"),
    ('require r "R"\n  a\n    b', "unexpected-indentation", "b", "where the line above begins"),
    ('require r "R"\n  a\n b', "uneven-indentation", "b", "0 or 2 spaces"),
    ('require r "R"\n  all of\n      a\n    b', "uneven-indentation", "b", "2 or 6 spaces"),
    ('require r "R"\n  a\n    and b', "continued-line", "and b", "one line"),
    ('section "S"\n\n        require r "R"\n    a', "unexpected-indentation", 'require r "R"', "before them"),
    ('policy q "Q"\n  version 1', "second-policy", 'policy q "Q"', "file of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "code", "underlined", "help"), STATEMENTS, ids=[lines for lines, *_ in STATEMENTS])
def test_a_statement_at_the_left_edge(lines: str, code: str, underlined: str, help: str) -> None:
    diagnostic = only(f'{HEADER}{lines}\n\nrequire s "S"\n  a\n')
    assert (diagnostic.code, diagnostic.span.text) == (code, underlined)
    assert help in diagnostic.help


# In the header.
HEADERS = [
    ("version: 1.0.0", "stray-punctuation", ":", "`version 1.0.0`"),
    ('version "1.0.0"', "quoted-value", '"1.0.0"', "`version 1.0.0`"),
    ("effective 01/02/2026", "date-form", "01/02/2026", "year"),
    ("effective from 2026-01-01", "everyday-words", "effective from 2026-01-01", "`effective 2026-01-01`"),
    ("effective January 1, 2026", "date-form", "January 1, 2026", "year"),
    ("source sources/x.txt", "unquoted-text", "sources/x.txt", '`source "sources/x.txt"`'),
    ("procedure CPT", "unfinished-line", "CPT", "a code"),
    ('editor "me"', "unknown-statement", "editor", "`version`"),
    ('author "me"', "unknown-statement", "author", "did you mean `owner`?"),
    ("owner Imaging team", "unquoted-text", "Imaging team", '`owner "Imaging team"`'),
    ("reference https://www.example.org/a", "unquoted-text", "https://www.example.org/a", '`reference "https://'),
    ('see "A"', "unknown-statement", "see", "did you mean `reference`?"),
    ("reference", "unfinished-line", "reference", "a text"),
    ("status", "unfinished-line", "status", "a name"),
    ("review 2027-01-01", "everyday-words", "review 2027-01-01", "`review by 2027-01-01`"),
    ("review by January 2027", "date-form", "January 2027", "year"),
    ('approved by "C"', "unfinished-line", '"C"', "`on`"),
    ("verison 1.0.0", "unknown-statement", "verison", "`version`"),
    ('require r "R"\n    a', "misplaced-statement", "require", "left edge"),
]


@pytest.mark.parametrize(("lines", "code", "underlined", "help"), HEADERS, ids=[lines for lines, *_ in HEADERS])
def test_a_line_of_the_header(lines: str, code: str, underlined: str, help: str) -> None:
    diagnostic = only(f'policy p "P"\n  {lines}\n  uses v\n\nrequire s "S"\n  a\n')
    assert (diagnostic.code, diagnostic.span.text) == (code, underlined)
    assert help in diagnostic.help


# Whole files.
FILES = [
    ("hello world\n", "not-a-policy", "hello"),
    ('{"policy": 1}\n', "not-a-policy", "{"),
    ('require r "R"\n  a\n', "not-a-policy", "require"),
    ('polcy p "P"\n', "unknown-statement", "polcy"),
    ("policy\n", "missing-name", "policy"),
    ('policy "Physical therapy"\n', "missing-name", '"Physical therapy"'),
    ("policy p\n", "missing-title", "p"),
    ("vocabulary v V\n", "unquoted-text", "V"),
    ('  # indented\n  policy p "P"\n', "unexpected-indentation", 'policy p "P"'),
    ('vocabulary v "V"\n\nsection "S"\n', "misplaced-statement", "section"),
    ('vocabulary v "V"\n\n  define d "D"\n    a\n', "misplaced-statement", "define"),
    ('vocabulary v "V"\n\n  of yes/no "O"\n', "reserved-word", "of"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "underlined"), FILES, ids=[text for text, *_ in FILES])
def test_a_whole_file(text: str, code: str, underlined: str) -> None:
    diagnostic = only(text)
    assert (diagnostic.code, diagnostic.span.text) == (code, underlined)


# ---- one mistake says nothing about another


def test_a_block_whose_lines_were_left_out_is_not_called_empty() -> None:
    text = (
        f'{HEADER}section "S"\n  check r "R"\n    a\n\nfacts\n  "X" x\n\nnotice\n  no text\n\nauthorization\n  a >= 4\n'
    )
    assert [line for line, _ in listed(text)] == [5, 9, 12, 15]


def test_a_statement_without_its_file_still_shows_the_mistakes_in_it() -> None:
    assert listed('section "S"\n\n  require r "R"\n    a = 4\n') == [(1, "not-a-policy"), (4, "foreign-comparison")]


def test_the_lines_under_a_broken_head_are_read() -> None:
    text = (
        f"{HEADER}section Criteria\n\n  require r\n    all off\n      a = 1\n      b\n    unles c\n"
        '\nrequire s "S"\n  a ==\n'
    )
    assert [line for line, _ in listed(text)] == [4, 6, 7, 8, 10, 13]


def test_tabs_are_reported_once_and_nothing_is_said_of_the_layout() -> None:
    text = f'{HEADER}require r "R"\n\tall of\n\t\ta\n\t\tb\n  \tc\n\td = 4\n'
    diagnostics = read(text).diagnostics
    assert [(d.span.line, d.code) for d in diagnostics] == [(5, "tab-in-indentation"), (9, "foreign-comparison")]
    assert "4 more lines" in diagnostics[0].help


def test_a_tab_elsewhere_is_a_space() -> None:
    assert listed(f'{HEADER}require\tr\t"R"\n  a\t>=\t4\t# \ttab\n  note "\t"\n  because """\n\ttab\n  """\n') == []


def test_a_long_text_that_is_not_closed_does_not_swallow_the_next() -> None:
    text = (
        f'{HEADER}overview\n  """\n  one\n\nrequire r "R"\n  a = 1\n'
        '\nnotice\n  """\n  two\n  """\n\nrequire s "S"\n  a = 1\n'
    )
    assert listed(text) == [(5, "unclosed-long-text"), (9, "foreign-comparison"), (17, "foreign-comparison")]


def test_lines_that_go_on_at_a_wrong_column_are_reported_once() -> None:
    text = f'{HEADER}require r "R"\n  all of\n      a\n    b\n    c\n  because "x"\n\nrequire s "S"\n  a\n'
    assert listed(text) == [(7, "uneven-indentation")]


@pytest.mark.parametrize(("mistakes", "reported", "is_cut"), [(99, 99, False), (100, 100, True), (300, 100, True)])
def test_what_follows_the_hundredth_mistake_is_not_read_and_the_last_message_says_so(
    mistakes: int, reported: int, is_cut: bool
) -> None:
    found = read(HEADER + "".join(f'require r{number} "R"\n  a = 1\n\n' for number in range(mistakes))).diagnostics
    assert len(found) == reported
    assert ["mend these first" in (one.help or "") for one in found] == [False] * (reported - 1) + [is_cut]


def test_quotes_curly_throughout_are_counted_where_they_are_not_shown() -> None:
    found = read(HEADER + "".join(f"require r{number} “R{number}”\n  a\n\n" for number in range(50))).diagnostics
    assert [one.code for one in found] == ["curly-quotes"] * 20
    assert (found[-1].help or "").endswith("there are 30 more places like these")


def test_line_ends_of_old_programs_are_one_mistake() -> None:
    found = read((HEADER + "# remark\nrequire r “R”\n  a = 4\n").replace("\n", "\r")).diagnostics
    assert [(one.code, one.span.start) for one in found] == [("invisible-character", len('policy p "P"'))]


def test_a_letter_that_looks_like_another_is_named() -> None:
    assert "cyrillic small letter a" in (only(HEADER + 'require r "R"\n  p\u0430in\n').help or "")


def test_curly_quotes_and_unseen_characters_do_not_hide_other_mistakes() -> None:
    text = f"{HEADER}require r “R”\n  a\u00a0= 4\n  cites “x” under “y”\n"
    assert listed(text) == [
        (4, "curly-quotes"),
        (5, "invisible-character"),
        (5, "foreign-comparison"),
        (6, "curly-quotes"),
        (6, "curly-quotes"),
    ]
