"""Types as the formatter writes them."""

from __future__ import annotations

from typing import assert_never

from assent.syntax import tree as t


def marked(line: t.FactNode | t.FieldNode) -> str:
    """The type of a fact or a field with what is said of it before its label."""
    marks = (line.not_done, line.measured, line.sensitive) if isinstance(line, t.FactNode) else (line.not_done,)
    return " ".join([type_words(line.type), *(mark.word for mark in marks if mark)])


def type_words(type_: t.TypeNode) -> str:
    """A type as the formatter writes it."""
    match type_:
        case t.SimpleType():
            return type_.word
        case t.JudgementType():
            return f"{type_.word} by {type_.by.word}" if type_.by else type_.word
        case t.NumberType():
            word = "whole" if type_.whole else ""
            ends = f"{type_.low.word}..{type_.high.word}" if type_.low and type_.high else word or "number"
            numbers = f"{word} {ends}" if word and ends != word else ends
            return f"{numbers} {type_.unit.word}" if type_.unit else numbers
        case t.ScaleType():
            return " < ".join(option.word for option in type_.options)
        case t.ChoiceType():
            return " | ".join(option.word for option in type_.options)
        case t.CollectionType():
            word = "list" if type_.complete else "evidence"
            return f"dated {word}" if type_.dated else f"{word} of episodes" if type_.episodes else f"{word} of"
        case t.OtherType():
            return type_.name.word
        case _:
            assert_never(type_)
