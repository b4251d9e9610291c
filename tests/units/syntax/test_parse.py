"""What a text is read as, where its parts stand, and what it may be at most."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assent.source.text import SourceText
from assent.syntax import tree as t
from assent.syntax.before import MAX_CHARACTERS
from assent.syntax.parse import Comment, Parsed, parse

POLICIES = Path(__file__).parents[3] / "policies"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(POLICIES.rglob("*.assent"))]
START = 'policy p "P"\n\nrequire r "R"\n'


def read(text: str) -> Parsed:
    return parse(SourceText("x.assent", text))


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


def item(line: str) -> Any:
    """The one item of a clause."""
    parsed = read(f"{START}  {line}\n")
    assert parsed.diagnostics == ()
    assert isinstance(parsed.tree, t.PolicyTree)
    (clause,) = parsed.tree.blocks
    assert isinstance(clause, t.ClauseNode)
    (only,) = clause.items
    return only


@pytest.mark.parametrize("text", TEXTS)
def test_the_policies_of_the_project_parse(text: str) -> None:
    parsed = read(text)
    assert parsed.diagnostics == ()
    assert parsed.tree is not None
    assert parsed.skipped == ()


def nodes(node: Any) -> list[Any]:
    """A tree's nodes that have a place."""
    found = [node] if hasattr(node, "at") else []
    for field in dataclasses.fields(node) if dataclasses.is_dataclass(node) else ():
        value = getattr(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if dataclasses.is_dataclass(part):
                found += nodes(part)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_names_and_words_stand_where_they_say(text: str) -> None:
    """With either line end, and after a byte-order mark."""
    for variant in (text, text.replace("\n", "\r\n"), "\ufeff" + text):
        parsed = read(variant)
        assert parsed.tree is not None
        found = nodes(parsed.tree)
        assert found
        for node in found:
            start, end = node.at
            assert 0 <= start < end <= len(variant)
            assert not variant[start:end].startswith((" ", "\n")) and not variant[start:end].endswith((" ", "\n"))
            if isinstance(node, t.Name | t.NumberWord):
                assert variant[start:end] == node.word
            if isinstance(node, t.Text):
                assert variant[start] == variant[end - 1] == '"'


def test_a_block_ends_with_its_last_line() -> None:
    text = START + '  all of\n    a\n    b\n\n# after\n\nrequire s "S"\n  c\n'
    tree = read(text).tree
    assert isinstance(tree, t.PolicyTree)
    first, _ = tree.blocks
    assert text[slice(*first.at)] == 'require r "R"\n  all of\n    a\n    b'


def test_comments_stand_anywhere() -> None:
    text = (
        "# one\n\n  # two\n"
        'policy p "P # not this"  # three\n'
        "      # four\n"
        "  version 1.0.0#five\n"
        "# six\n"
        "\n"
        "notice  # seven\n"
        '  """\n  # nor this\n  """ # eight\n'
        "# nine"
    )
    parsed = read(text)
    assert parsed.diagnostics == ()
    assert [comment.text for comment in parsed.comments] == [
        "# one", "# two", "# three", "# four", "#five", "# six", "# seven", "# eight", "# nine",
    ]  # fmt: skip
    assert [comment.own_line for comment in parsed.comments] == [
        True, True, False, True, False, True, False, False, True,
    ]  # fmt: skip
    assert all(text[slice(*comment.at)] == comment.text for comment in parsed.comments)


def test_a_comment_of_a_windows_file_ends_before_its_line_end() -> None:
    assert read('# a\r\npolicy p "P"\r\n').comments == (Comment("# a", True, (0, 3)),)


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n\n", "   ", "  # end", "\n# end", "\n    # end"])
def test_a_text_may_end_in_any_way(ending: str) -> None:
    parsed = read(START + "  all of\n    a\n    b" + ending)
    assert parsed.diagnostics == ()
    assert isinstance(parsed.tree, t.PolicyTree)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ('"plain"', "plain"),
        ('""', ""),
        (r'"say \"so\""', 'say "so"'),
        (r'"a \\ b"', r"a \ b"),
        (r'"C:\new"', r"C:\new"),
        (r'"\\\""', r"\""),
        ('"""one"""', "one"),
        ('"""\n    two\n      lines\n    """', "two\n  lines"),
        ('"""\r\n    two\r\n    lines\r\n    """', "two\nlines"),
        ('"""\n\n    a\n\n    b   \n\n    """', "a\n\nb"),
        ('"""say "so" """', 'say "so"'),
    ],
)
def test_a_text_is_what_stands_between_its_quotes(raw: str, value: str) -> None:
    assert item(f"note {raw}") == t.Note(t.Text(value, (0, 0)), (0, 0))


NAME = t.Name("a", (0, 0))
OPERAND = t.Operand(NAME, None, "", (0, 0))
FLAG = t.Flag(OPERAND, (0, 0))


def words(word: str) -> t.NumberWord:
    return t.NumberWord(word, (0, 0))


def period(amount: str, unit: str) -> t.PeriodNode:
    return t.PeriodNode(words(amount), words(unit), (0, 0))


def counted(form: str, low: str | None, high: str | None = None, **rest: Any) -> t.Counted:
    window, where = rest.get("window"), rest.get("where")
    return t.Counted(
        form, words(low) if low else None, words(high) if high else None, NAME, None, window, None, where, (0, 0)
    )


@pytest.mark.parametrize(
    ("line", "node"),
    [
        ("a", FLAG),
        ("not a", t.Negation(FLAG, (0, 0))),
        ("not not a", t.Negation(t.Negation(FLAG, (0, 0)), (0, 0))),
        ("a >= 12 weeks", t.Comparison(OPERAND, ">=", t.Value("number", words("12"), words("weeks"), (0, 0)), (0, 0))),
        ("a < -2.50", t.Comparison(OPERAND, "<", t.Value("number", words("-2.50"), None, (0, 0)), (0, 0))),
        ("a > 2026-01-01", t.Comparison(OPERAND, ">", t.Value("date", words("2026-01-01"), None, (0, 0)), (0, 0))),
        ("a is b", t.Comparison(OPERAND, "is", t.Value("name", words("b"), None, (0, 0)), (0, 0))),
        ("a is not b", t.Comparison(OPERAND, "is not", t.Value("name", words("b"), None, (0, 0)), (0, 0))),
        (
            "a is ICD10 M54.*",
            t.Comparison(OPERAND, "is", t.Value("name", words("ICD10"), words("M54.*"), (0, 0)), (0, 0)),
        ),
        ("a provided", t.Provided(OPERAND, (0, 0))),
        ("a within the last 6 months", t.Within(OPERAND, period("6", "months"), False, (0, 0))),
        ("a within the next 6 months", t.Within(OPERAND, period("6", "months"), True, (0, 0))),
        ("at least 2 a", counted("at least", "2")),
        ("at most 2 a within the last 1 year", counted("at most", "2", window=period("1", "year"))),
        ("exactly 0 a", counted("exactly", "0")),
        ("no a", counted("no", None)),
        ("1 to 2 a", counted("between", "1", "2")),
        ("latest a within the last 6 weeks", counted("latest", None, window=period("6", "weeks"))),
        ("at least 1 a where a", counted("at least", "1", where=FLAG)),
        ("a and a", t.Joined("and", (FLAG, FLAG), (0, 0))),
        ("a or a or not a", t.Joined("or", (FLAG, FLAG, t.Negation(FLAG, (0, 0))), (0, 0))),
    ],
)
def test_a_test_is_read_as_it_stands(line: str, node: Any) -> None:
    assert item(line) == node


def test_where_takes_the_rest_of_its_line() -> None:
    joined = t.Joined("and", (FLAG, FLAG), (0, 0))
    assert item("at least 1 a where a and a") == counted("at least", "1", where=joined)
    assert item("a or at least 1 a where a and a") == t.Joined(
        "or", (FLAG, counted("at least", "1", where=joined)), (0, 0)
    )
    assert item("not at least 1 a where a and a") == t.Negation(counted("at least", "1", where=joined), (0, 0))


@pytest.mark.parametrize(
    ("head", "group"),
    [
        ("all of", t.Group("all of", None, False, (FLAG, FLAG), (0, 0))),
        ("any of", t.Group("any of", None, False, (FLAG, FLAG), (0, 0))),
        ("at least 1 of", t.Group("at least of", words("1"), False, (FLAG, FLAG), (0, 0))),
        ("not any of", t.Group("any of", None, True, (FLAG, FLAG), (0, 0))),
        ("not not all of", t.Group("all of", None, False, (FLAG, FLAG), (0, 0))),
    ],
)
def test_a_block_is_read_as_it_stands(head: str, group: t.Group) -> None:
    assert item(f"{head}\n    a\n    a") == group


# ---- at most


def nested(depth: int) -> str:
    """A policy whose innermost line is in that many blocks."""
    return START + "".join("  " * number + "all of\n" for number in range(1, depth)) + "  " * depth + "a\n"


def test_blocks_nest_64_deep_and_no_deeper() -> None:
    assert codes(nested(64)) == []
    assert codes(nested(65)) == ["nested-too-deep"]
    assert codes(nested(1000)) == ["nested-too-deep"]


def test_not_may_stand_64_times_and_no_more() -> None:
    assert codes(START + "  " + "not " * 64 + "a\n") == []
    assert codes(START + "  " + "not " * 65 + "a\n") == ["nested-too-deep"]
    assert codes(START + "  " + "not " * 100_000 + "a\n") == ["nested-too-deep"]


def test_depth_is_counted_in_blocks_and_not_in_spaces() -> None:
    far = " " * 200
    assert codes(START + f"{far}a\n") == []
    assert codes(f'policy p "P"\n\nnotice\n  """\n{far}far\n  """\n') == []


def test_a_text_of_two_million_characters_is_read_and_no_longer_one() -> None:
    comment = "#" * (MAX_CHARACTERS - len(START) - 4)
    assert codes(START + "  a\n" + comment) == []
    assert codes(START + "  a\n#" + comment) == ["file-too-large"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "# remark", "  # remark\n\t\n", "\r\n"])
def test_a_text_without_a_word_is_empty(text: str) -> None:
    parsed = read(text)
    assert parsed.tree is None
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["empty-file"]


def test_texts_are_read_side_by_side() -> None:
    """The parser is shared by threads, and each parse has its own layout."""
    texts = [nested(depth) + extra for depth in range(1, 20) for extra in ("", "  b =\n", "require s\n", " c\n")] * 3
    alone = [read(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(read, texts))
    for one, other in zip(alone, together, strict=True):
        assert one.tree == other.tree
        assert [found.message for found in one.diagnostics] == [found.message for found in other.diagnostics]
