"""The functions of a policy: one a definition, one a clause, and those that say who could settle it."""

from __future__ import annotations

from assent.generate.python.layout import Code, call, lines
from assent.generate.python.literals import docstring
from assent.generate.python.names import AWAITS
from assent.generate.python.needs import NOTHING_NEEDED
from assent.generate.python.spelling import Locals, Spelling, truth
from assent.generate.python.sure import awaits_provider
from assent.language.expressions import Fact
from assent.language.policy import Citation, Clause, Definition
from assent.language.types import (
    Choice,
    Collection,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.types import Code as CodeType


def definition_function(definition: Definition, spelling: Spelling) -> list[str]:
    """The function of a definition."""
    known = Locals(spelling)
    value = truth(definition.body, known)
    about = _about(f"{definition.title or definition.id} (a definition).", definition.cites)
    return function(spelling, spelling.names.ids[definition.id], definition.id, "bool | None", about, known, value)


def clause_function(clause: Clause, spelling: Spelling) -> list[str]:
    """The function of a clause: its body with its exception."""
    known = Locals(spelling)
    value = truth(clause.whole, known)
    about = _about(f"{clause.title or clause.id} ({clause.verb}; {clause.section}).", clause.cites)
    return function(spelling, spelling.names.ids[clause.id], clause.id, "bool | None", about, known, value)


def awaits_provider_function(thing: Definition | Clause, spelling: Spelling) -> list[str]:
    """The function that tells whether a definition or a clause, being unknown, waits for a provider."""
    known = Locals(spelling)
    body = thing.whole if isinstance(thing, Clause) else thing.body
    value = awaits_provider(body, known, not_met=True, not_unmet=True)
    name = spelling.names.derived[AWAITS, thing.id]
    about = [f"Whether {thing.id}, being unknown, lacks something that is not for a clinician to attest."]
    return function(spelling, name, thing.id, "bool", about, known, value)


def function(
    spelling: Spelling,
    name: str,
    needs_of: str,
    returns: str,
    about: list[str],
    known: Locals,
    value: Code,
    *,
    as_of: bool = False,
) -> list[str]:
    """A function of what a definition or a clause needs (of the date too, with `as_of`): its assignments, its value."""
    needs = spelling.needs.get(needs_of, NOTHING_NEEDED)
    parameters = ["as_of: int"] if as_of or needs.as_of else []
    parameters += [f"{spelling.fact(fact)}: {spelling.types[fact]}" for fact in needs.facts]
    return [
        *signature(name, parameters, returns),
        *docstring(4, *about),
        *assignments(known),
        *lines(value, 4, before="return "),
    ]


def signature(name: str, parameters: list[str], returns: str) -> list[str]:
    """The line, or the lines, that open a function."""
    return lines(call(name, *parameters), 0, before="def ", after=f" -> {returns}:")


def assignments(known: Locals) -> list[str]:
    """The assignments that wait to be written down."""
    return [line for name, value in known.take() for line in lines(value, 4, before=f"{name} = ")]


def _about(first: str, cites: tuple[Citation, ...]) -> list[str]:
    return [first, *(f"Cites '{cited.quote}'" + (f" under '{cited.under}'" if cited.under else "") for cited in cites)]


def type_of_fact(fact: Fact) -> str:
    """The Python type of a fact's value; that of one that may be NOTHING is told apart when it is tested."""
    return "Any" if fact.not_done else type_text(fact.type)


def type_text(type: Type) -> str:
    """The Python type of a fact's value."""
    match type:
        case YesNo() | Judgement():
            return "bool | None"
        case Number(whole=True):
            return "int | None"
        case Number():
            return "int | Decimal | Fraction | None"
        case Scale() | Date():
            return "int | None"
        case Document():
            return "int | bool | None"
        case Choice() | CodeType():
            return "str | None"
        case DurationType():
            return "Duration | None"
        case Collection():
            return "Elements | None"
