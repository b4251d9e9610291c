"""Records: frozen, slotted, compared by the fields that take part in comparison."""

from __future__ import annotations

import pickle
from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from typing import Any

import pytest

from assent.language import expressions, policy, types
from assent.language.policy import Citation
from assent.source.text import SourceText, Span
from assent.syntax import counting, header, tree
from assent.syntax import types as written
from assent.syntax.tree import Name, NumberWord, PeriodNode

RECORDS = [
    value
    for module in (tree, counting, header, written, expressions, policy, types)
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__ == module.__name__
]


def test_where_a_node_stands_takes_no_part_in_comparison() -> None:
    assert Name("pain", (0, 4)) == Name("pain", (9, 13))
    assert hash(Name("pain", (0, 4))) == hash(Name("pain", (9, 13)))
    assert Name("pain", (0, 4)) != Name("pains", (0, 4))
    assert Name("6", (0, 1)) != NumberWord("6", (0, 1)), "nodes of two kinds are never equal"
    assert Name("6", (0, 1)) != "6"


def test_a_node_shows_what_was_written() -> None:
    six_weeks = PeriodNode(NumberWord("6", (0, 1)), NumberWord("weeks", (2, 7)), (0, 7))
    assert repr(six_weeks) == "PeriodNode(amount=NumberWord(word='6'), unit=NumberWord(word='weeks'))"


@pytest.mark.parametrize(
    "record", RECORDS, ids=lambda record: f"{record.__module__.rpartition('.')[2]}.{record.__name__}"
)
def test_every_one_is_a_frozen_slotted_dataclass(record: Any) -> None:
    assert is_dataclass(record)
    assert "__slots__" in vars(record)
    named = fields(record)
    assert record.__match_args__ == tuple(field.name for field in named)
    assert record.compared == tuple(field.name for field in named if field.compare)
    assert record.__doc__


def test_every_node_of_the_tree_has_a_place_last() -> None:
    nodes = [
        record
        for record in RECORDS
        if record.__module__ in (tree.__name__, counting.__name__, header.__name__, written.__name__)
    ]
    assert len(nodes) > 40
    assert [node.__name__ for node in nodes if fields(node)[-1].name != "at" or "at" in node.compared] == []


def test_a_record_is_what_a_dataclass_would_be() -> None:
    span = Span(SourceText("a", "text"), 0, 4)
    assert Citation("words", span=span) == Citation(quote="words", under="")
    assert Citation("words") != Citation("words", "heading")
    assert replace(Citation("words", span=span), under="heading").span is span
    match Citation("words", "heading"):
        case Citation(quote, under):
            assert (quote, under) == ("words", "heading")
    assert len({Citation("words"), Citation("words", span=span), Citation("other")}) == 2


def test_a_node_does_not_change() -> None:
    name = Name("pain", (0, 4))
    with pytest.raises(FrozenInstanceError):
        name.word = "pains"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del name.word
    with pytest.raises(FrozenInstanceError):
        name.other = "more"  # type: ignore[attr-defined]
    assert name == Name("pain", (0, 4))


def test_a_record_can_be_copied_and_kept() -> None:
    whole = PeriodNode(NumberWord("6", (0, 1)), NumberWord("weeks", (2, 7)), (0, 7))
    for copied in (copy(whole), deepcopy(whole), pickle.loads(pickle.dumps(whole))):
        assert copied == whole and copied.at == whole.at


def test_a_record_is_made_as_its_fields_say() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'at'"):
        Name("pain")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'wurd'"):
        Name(wurd="pain", at=(0, 4))  # type: ignore[call-arg]
    assert Citation("words").under == ""
