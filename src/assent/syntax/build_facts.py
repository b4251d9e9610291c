"""From the recognised lines of facts to the dataclasses of `syntax.tree`."""

from __future__ import annotations

from assent.syntax import tree as t
from assent.syntax.tokens import Parts
from assent.syntax.tokens import at as _at
from assent.syntax.tokens import name as _name
from assent.syntax.tokens import sure as _sure
from assent.syntax.tokens import word as _word


class FactBuilder:
    """The callbacks of the parser for facts and their types, by rule name."""

    def fact(self, parts: Parts) -> t.FactNode:
        name, type_, not_done, measured, sensitive, label = parts[:6]
        codes = tuple(part for part in parts[6:] if isinstance(part, t.CodedNode))
        fields = tuple(part for part in parts[6:] if isinstance(part, t.FieldNode))
        others = [part for part in parts[6:] if part is not None and not isinstance(part, t.CodedNode | t.FieldNode)]
        return t.FactNode(
            _name(name),
            type_,
            _word(not_done),
            _word(measured),
            _word(sensitive),
            label,
            codes,
            others[0] if others else None,
            fields,
            _at(parts),
        )

    def coded(self, parts: Parts) -> t.CodedNode:
        return t.CodedNode(_name(parts[0]), _sure(parts[1]), _at(parts))

    def applies(self, parts: Parts) -> t.Test:
        return parts[1]  # type: ignore[no-any-return]

    def field(self, parts: Parts) -> t.FieldNode:
        return t.FieldNode(_name(parts[0]), parts[1], _word(parts[2]), parts[3], _at(parts))

    def simple_type(self, parts: Parts) -> t.SimpleType:
        return t.SimpleType(str(parts[0]), _at(parts))

    def judgement_type(self, parts: Parts) -> t.JudgementType:
        return t.JudgementType(str(parts[0]), _name(parts[2]) if parts[2] is not None else None, _at(parts))

    def number_type(self, parts: Parts) -> t.NumberType:
        return t.NumberType(_word(parts[1]), _word(parts[3]), _word(parts[4]), False, _at(parts))

    def whole_type(self, parts: Parts) -> t.NumberType:
        return t.NumberType(_word(parts[1]), _word(parts[3]), _word(parts[4]), True, _at(parts))

    def range_type(self, parts: Parts) -> t.NumberType:
        return t.NumberType(_sure(parts[0]), _sure(parts[2]), _word(parts[3]), False, _at(parts))

    def scale_type(self, parts: Parts) -> t.ScaleType:
        return t.ScaleType(tuple(_name(part) for part in parts if part.type == "NAME"), _at(parts))

    def choice_type(self, parts: Parts) -> t.ChoiceType:
        return t.ChoiceType(tuple(_name(part) for part in parts if part.type == "NAME"), _at(parts))

    def collection_type(self, parts: Parts) -> t.CollectionType:
        words = {part.type for part in parts if part is not None}
        return t.CollectionType("DATED" in words, "LIST" in words, "EPISODES" in words, _at(parts))

    def other_type(self, parts: Parts) -> t.OtherType:
        return t.OtherType(_name(parts[0]), _at(parts))
