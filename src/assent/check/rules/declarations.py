"""Declarations of facts whose type does not make sense."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.language import units
from assent.language.operators.done import WORDS
from assent.language.types import (
    ROLES,
    Choice,
    Collection,
    Date,
    Document,
    DurationType,
    Number,
    Scale,
    Type,
    YesNo,
    describe,
)
from assent.language.types import Code as Code_
from assent.source.catalogue import Code
from assent.source.suggest import nearest
from assent.syntax.tree import FactNode, FieldNode, Name, NumberType, NumberWord

REVERSED_RANGE = Code("reversed-range", "error", "a range whose ends are the wrong way round")
FIELDS_WITHOUT_LIST = Code("fields-without-list", "error", "fields under a fact that is not a list of records")
LIST_WITHOUT_FIELDS = Code("list-without-fields", "error", "a `list of` or `evidence of` without fields")
WRONG_FIELD_TYPE = Code("wrong-field-type", "error", "a field of a type that an element cannot hold")
MISWRITTEN_WHOLE = Code("miswritten-whole", "error", "whole numbers that are declared in other words")
UNKNOWN_ROLE = Code("unknown-role", "error", "a judgement by someone of a role that requests do not know")
UNIT_SPELLING = Code("unit-spelling", "warning", "a unit that is almost one that people know")
DONE_AS_OPTION = Code("done-as-option", "warning", "an option that reads as whether there is a value at all")
NEVER_NOT_DONE = Code("never-not-done", "error", "`or not done` where there is nothing that could not be done")
CODES = (
    REVERSED_RANGE,
    FIELDS_WITHOUT_LIST,
    LIST_WITHOUT_FIELDS,
    WRONG_FIELD_TYPE,
    MISWRITTEN_WHOLE,
    UNKNOWN_ROLE,
    UNIT_SPELLING,
    NEVER_NOT_DONE,
    DONE_AS_OPTION,
)
_PROVIDERS = frozenset(
    ("doctor", "physician", "clinician", "nurse", "therapist", "pt", "prescriber", "surgeon", "requester")
)
_REVIEWERS = frozenset(("payer", "plan", "insurer", "director", "medical_director", "adjudicator", "examiner"))
_NO_UNITS = ("whole", "integer", "integers", "int", "number", "numbers")


def days_of_episode(problems: Problems, node: FactNode) -> bool:
    """Whether an episode is given fields for the days that it has anyway; then reported."""
    for field in node.fields:
        if field.name.word in ("from", "to"):
            problems.add(
                WRONG_FIELD_TYPE,
                field.name.at,
                f"each episode has `from` and `to` anyway, and no field of its own may be called `{field.name.word}`",
                label="it is there already",
                help="leave this line out: a request states `{from: 2026-01-05, to: 2026-02-16}`, without `to` where "
                "it still goes on",
            )
            return True
        if field.label.value in ("From", "To"):
            problems.add(
                WRONG_FIELD_TYPE,
                field.label.at,
                f"each episode has days called “From” and “To”, and no field may be called “{field.label.value}”",
                label="another label",
                help="say what it is, for example “Prescribed by”",
            )
            return True
    return False


def never_not_done(problems: Problems, mark: NumberWord | None, type: Type) -> bool:
    """Whether `or not done` stands after a type of which a request says that in another way; then reported."""
    if mark is None or isinstance(type, YesNo | Number | Scale | Choice | Code_):
        return False
    match type:
        case Document():
            help = "leave it out: a request states `false` of a document that does not exist"
        case Collection(complete=True):
            help = "leave it out: a request states an empty list, `[]`; a field of a record may be `or not done`"
        case Collection():
            help = "leave it out: evidence proves nothing by its absence; a field of a record may be `or not done`"
        case DurationType():
            help = "leave it out: a request states `0 days` of what was never done"
        case Date():
            help = "leave it out, and declare a yes/no fact or a `dated list`, which says whether it happened"
        case _:
            help = "leave it out: a judgement that nobody made is not stated"
    problems.add(
        NEVER_NOT_DONE,
        mark.at,
        f"`or not done` is for a value that is measured or found, and not for {describe(type)}",
        label="not here",
        help=help,
    )
    return True


def done_as_option(problems: Problems, mark: NumberWord | None, type: Type) -> None:
    """`done | planned or not done`: what is not done, the value or what it is about?"""
    option = next((one for one in type.options if one in WORDS), "") if isinstance(type, Scale | Choice) else ""
    if mark is not None and option:
        problems.add(
            DONE_AS_OPTION,
            mark.at,
            f"`{option}` is an option here, so that `is {option.replace('_', ' ')}` asks for it, "
            "and nothing can ask whether there is a value",
            label="and a request may state `not done` besides",
            help="give the option another name, such as `completed`, or leave `or not done` out",
        )


def reversed_range(problems: Problems, node: NumberType) -> None:
    """`10..0`."""
    assert node.low is not None and node.high is not None
    problems.add(
        REVERSED_RANGE,
        (node.low.at[0], node.high.at[1]),
        f"no number is from {node.low.word} to {node.high.word}",
        label="the smaller number comes first",
        help=f"write `{node.high.word}..{node.low.word}`",
    )


def whole_as_unit(problems: Problems, node: NumberType) -> bool:
    """`0..10 whole`, `whole numbers`: the word for whole numbers where a unit stands."""
    if node.unit is None or node.unit.word.casefold() not in _NO_UNITS:
        return False
    ends = f" {node.low.word}..{node.high.word}" if node.low and node.high else ""
    problems.add(
        MISWRITTEN_WHOLE,
        node.at,
        f"`{problems.words(node.at)}` is not how whole numbers are declared: `{node.unit.word}` is no unit",
        label="a type",
        help=f"write `whole{ends}`",
    )
    return True


def unknown_role(problems: Problems, by: Name) -> None:
    """`judgement by nurse`."""
    word = by.word.casefold()
    meant = "provider" if word in _PROVIDERS else "reviewer" if word in _REVIEWERS else nearest(word, ROLES)
    sides = "`judgement by provider` for whoever sends the request, or `judgement by reviewer` for whoever reviews it"
    problems.add(
        UNKNOWN_ROLE,
        by.at,
        f"a judgement is made by a `provider` or by a `reviewer`, not by a `{by.word}`",
        label="no role that a request can state",
        help=f"write `judgement by {meant}`" if meant else f"write {sides}",
    )


def unit_spelling(problems: Problems, unit: NumberWord) -> None:
    """`KG`, `mg/DL`, `percent`: a unit of its own, which nobody knows, for one that people write in another way."""
    usual = units.usual(unit.word)
    if usual is not None:
        is_word = usual.casefold() != units.plainly(unit.word).casefold()
        problems.add(
            UNIT_SPELLING,
            unit.at,
            f"`{unit.word}` is not a unit that people know, and `{usual}` is one",
            label="a word of its own, and no unit" if is_word else "capital letters matter",
            help=f"write `{usual}`",
        )


def fields_without_list(problems: Problems, node: FactNode) -> None:
    """Fields under a fact of a single value."""
    problems.add(
        FIELDS_WITHOUT_LIST,
        node.fields[0].name.at,
        f"`{node.name.word}` is not a list, and cannot have fields",
        label="a field",
        help=f"declare `{node.name.word}` as `list of` or `evidence of`, or begin these lines as far left as it",
    )


def fields_on_dated(problems: Problems, node: FactNode, *, complete: bool) -> None:
    """Fields under `dated list` or `dated evidence`, whose elements are dates alone."""
    dated, full = ("dated list", "list of") if complete else ("dated evidence", "evidence of")
    problems.add(
        FIELDS_WITHOUT_LIST,
        node.fields[0].name.at,
        f"`{dated}` holds dates alone, and `{node.name.word}` has fields",
        label="a field",
        help=f'write `{full}`, and add the field `date  date  "Date"`',
    )


def list_without_fields(problems: Problems, node: FactNode, *, complete: bool) -> None:
    """`list of` with nothing below it."""
    dated, full = ("dated list", "list of") if complete else ("dated evidence", "evidence of")
    problems.add(
        LIST_WITHOUT_FIELDS,
        node.type.at,
        f"`{node.name.word}` is a `{full}`, but does not say of what",
        label="fields are missing below",
        help=f'write its fields below, each on an indented line such as `date  date  "Date"`, or write `{dated}`',
    )


def field_of_wrong_type(problems: Problems, node: FieldNode) -> None:
    """A judgement, a document or a list as a field."""
    written = problems.words(node.type.at)
    problems.add(
        WRONG_FIELD_TYPE,
        node.type.at,
        f"a field cannot be a {written}" if not written.startswith("evidence") else "a field cannot be evidence",
        label="not in an element",
        help=f"declare `{node.name.word}` as a fact of its own, outside the list",
    )
