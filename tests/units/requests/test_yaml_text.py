"""YAML as a person sees it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml

from assent.requests import yaml_text
from assent.requests.yaml_text import MOST_NESTING, Refused, yaml_documents


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "_LOADER", getattr(yaml, request.param))


def value(text: str) -> Any:
    (document,) = yaml_documents(text)
    return document.value


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("6", 6),
        ("-6", -6),
        ("0", 0),
        ("-0", 0),
        ("0.30", Decimal("0.30")),
        ("-12.5", Decimal("-12.5")),
        ("12345678901234567890123456789012345", Decimal(12345678901234567890123456789012345)),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        *((word, word) for word in ("yes", "no", "on", "off", "y", "n", "True", "FALSE", "Null", "NULL", "None")),
        *(
            (word, word)
            for word in ("012", "0o14", "0x1F", "1_000", "1:30", "1:30:15", "+5", ".5", "5.", "1e3", "1.0e+3")
        ),
        *(
            (word, word)
            for word in (".inf", "-.inf", ".nan", "٦", "2026-01-01", "2026-01-01T00:00:00Z", "=", "14 weeks")
        ),
        ("'6'", "6"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  6", "6"),
    ],
)
def test_words(word: str, expected: Any) -> None:
    found = value(f"a: {word}")["a"]
    assert (found, type(found)) == (expected, type(expected))


def test_keys_are_text() -> None:
    assert list(value("yes: 1\n5: 1\ntrue: 1\n2026-01-01: 1\n'<<': 1\n'': 1")) == [
        "yes",
        "5",
        "true",
        "2026-01-01",
        "<<",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\nb: 2\n  \na: 3", 4, 1, "`a` stands twice here"),
        ("x:\n  - {a: 1, a: 2}", 2, 12, "`a` stands twice here"),
        ("a: 1\n'a': 2", 2, 1, "stands twice"),
        ("a: &x 1", 1, 4, "an anchor, `&x`"),
        ("a: *x", 1, 4, "an alias, `*x`"),
        ("a: &x [1]\nb: *x", 1, 4, "an anchor"),
        ("&x a: 1", 1, 1, "an anchor or a tag"),
        ("*x : 1", 1, 1, "an alias where a name was expected"),
        ("<<: {a: 1}", 1, 1, "a merge key"),
        ("a: !!str 1", 1, 4, "a tag, `tag:yaml.org,2002:str`"),
        ("a: !!python/object/apply:os.system [x]", 1, 4, "a tag"),
        ("a: ! 1", 1, 4, "a tag, `!`"),
        ("!!str a: 1", 1, 1, "an anchor or a tag"),
        ("? [a]\n: 1", 1, 3, "a list or a mapping where a name was expected"),
        ("?\n: 1", 1, 2, "nothing where a name was expected"),
        ("a: [1,\n", 2, 1, "not YAML"),
        ("a:\n\t- 1", 2, 1, "not YAML"),
        ("a: b: c", 1, 5, "not YAML"),
        ("a: 'x", 1, 6, "not YAML"),
    ],
)
def test_refused(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(Refused) as raised:
        list(yaml_documents(text))
    assert says in raised.value.message
    assert raised.value.message.isprintable()
    assert (raised.value.line, raised.value.column) == (line, column)


@pytest.mark.parametrize("text", ["a: 1\nb: \x00", "a: 1\nb: \x07", "a: 1\nb: \ud800"])
def test_characters_that_no_text_has(text: str) -> None:
    with pytest.raises(Refused) as raised:
        list(yaml_documents(text))
    assert "a character that may not stand in a text" in raised.value.message


def test_nesting_is_bounded() -> None:
    assert value("[" * MOST_NESTING + "]" * MOST_NESTING)
    for deep in ("[" * (MOST_NESTING + 1) + "]" * (MOST_NESTING + 1), "[" * 1_000_000, "{a: " * 1_000_000):
        with pytest.raises(Refused) as raised:
            list(yaml_documents(deep))
        assert raised.value.message == "more than 32 levels of nesting"


def test_a_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(Refused, match="an anchor"):
        list(yaml_documents(bomb))


def test_places() -> None:
    (document,) = yaml_documents("# top\na:\n  - x\n  - b: 1\n    c: 2\n")
    assert document.line == 2
    assert document.lines["a",] == 2
    assert document.lines["a", 1] == 4
    assert document.lines["a", 1, "c"] == 5


def test_documents_one_after_another() -> None:
    assert [(one.value, one.line) for one in yaml_documents("a\n---\nb\n...\n---\n- c")] == [
        ("a", 1),
        ("b", 3),
        (["c"], 6),
    ]
    assert list(yaml_documents("")) == []
