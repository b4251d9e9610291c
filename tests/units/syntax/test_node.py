"""Nodes of the syntax tree: frozen, slotted, compared by what was written and not by where it stands."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from assent.syntax import tree
from assent.syntax.node import Written
from assent.syntax.tree import Name, NumberWord, PeriodNode

NODES = [
    value
    for value in vars(tree).values()
    if isinstance(value, type) and issubclass(value, Written) and value is not Written
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


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_node_is_a_frozen_slotted_dataclass_with_a_place(node: type[Written]) -> None:
    assert is_dataclass(node)
    assert "__slots__" in vars(node)
    names = [field.name for field in fields(node)]
    assert names[-1] == "at"
    assert node.compared == tuple(names[:-1])
    assert node.__match_args__ == tuple(names)  # type: ignore[attr-defined]


def test_a_node_does_not_change() -> None:
    name = Name("pain", (0, 4))
    with pytest.raises(FrozenInstanceError):
        name.word = "pains"  # type: ignore[misc]
