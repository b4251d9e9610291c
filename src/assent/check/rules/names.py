"""Names that stand for nothing, with the nearest name that does."""

from __future__ import annotations

from collections.abc import Iterable

from assent.check.problems import Problems
from assent.check.rules.meant import (
    declaration,
    name_before_type,
    option_after_option,
    option_alone,
    option_as_field,
    without_a_name,
)
from assent.check.scope import Scope
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Fact
from assent.language.types import Collection
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.suggest import did_you_mean, nearest
from assent.syntax.tree import Name, NumberWord, ValueSetNode

UNKNOWN_NAME = Code("unknown-name", "error", "a name that nothing has")
UNKNOWN_VOCABULARY = Code("unknown-vocabulary", "error", "a vocabulary that does not exist")
UNKNOWN_FIELD = Code("unknown-field", "error", "a field that the elements of a list do not have")
UNKNOWN_OPTION = Code("unknown-option", "error", "a value that is not among a fact's options")
UNKNOWN_UNIT = Code("unknown-unit", "error", "a unit of time that does not exist")
UNKNOWN_TYPE = Code("unknown-type", "error", "a type that does not exist")
UNKNOWN_CODE_SYSTEM = Code("unknown-code-system", "error", "a code system that does not exist")
LONG_NAME = Code("long-name", "error", "a name with more letters than a file or a table can have")
CODES = (
    UNKNOWN_NAME,
    UNKNOWN_VOCABULARY,
    UNKNOWN_FIELD,
    UNKNOWN_OPTION,
    UNKNOWN_UNIT,
    UNKNOWN_TYPE,
    UNKNOWN_CODE_SYSTEM,
    LONG_NAME,
)

LONGEST_NAME = 60

TYPE_WORDS = (
    "duration",
    "date",
    "yes/no",
    "judgement",
    "document",
    "number",
    "dated list",
    "list of",
    "dated evidence",
    "evidence of",
)

# A search for the nearest name looks at all of them. After so many mistakes it has been done often enough.
MOST_SEARCHES = 60

_DECLARE = "declare it in a vocabulary, or under `facts` in the policy"

# What people write for a unit of time or a type that has another name here.
OTHER_UNITS = {
    "d": "days",
    "wk": "weeks",
    "wks": "weeks",
    "w": "weeks",
    "mo": "months",
    "mos": "months",
    "mth": "months",
    "mths": "months",
    "m": "months",
    "yr": "years",
    "yrs": "years",
    "y": "years",
}
OTHER_TYPES = {
    "boolean": "yes/no",
    "bool": "yes/no",
    "flag": "yes/no",
    "yesno": "yes/no",
    "yes_no": "yes/no",
    "integer": "whole",
    "int": "whole",
    "float": "number",
    "decimal": "number",
    "numeric": "number",
    "period": "duration",
    "time": "duration",
    "day": "date",
    "datetime": "date",
    "list": "list of",
    "evidence": "evidence of",
    "file": "document",
    "opinion": "judgement",
    "attestation": "judgement",
    "dates": "dated list",
    "records": "list of",
    "entries": "list of",
    "days": "duration",
    "weeks": "duration",
    "months": "duration",
    "years": "duration",
    "length": "duration",
    "age": "0..120",
    "percent": "0..100 %",
    "percentage": "0..100 %",
    "score": "0..10",
    "doc": "document",
    "form": "document",
    "report": "document",
    "letter": "document",
    "code": "ICD10",
    "diagnosis": "ICD10",
    "icd": "ICD10",
    "scale": "none < mild < severe",
    "level": "none < mild < severe",
    "grade": "none < mild < severe",
    "choice": "left | right",
    "choices": "left | right",
    "option": "left | right",
    "options": "left | right",
    "enum": "left | right",
}
_FREE_TEXTS = frozenset({"text", "string", "str", "words", "free_text", "sentence", "varchar", "char"})
_UNITS = frozenset({"kg", "g", "mg", "cm", "mm", "m", "lb", "lbs", "ml", "bpm", "mmhg", "points"})


def unknown_name(problems: Problems, scope: Scope, name: Name) -> None:
    """A name in a test that nothing has: no fact, definition or clause, no parameter, table or calculated value."""
    if scope.may_have(name.word):
        return
    if len(problems.found) > MOST_SEARCHES:
        problems.add(UNKNOWN_NAME, name.at, f"nothing is called `{name.word}`", help=_DECLARE)
        return
    owners = [
        declared.what
        for declared in scope.names.values()
        if isinstance(declared.what, Fact)
        and isinstance(declared.what.type, Collection)
        and declared.what.type.field(name.word)
    ]
    if owners:
        owner = owners[0]
        help = f"`{name.word}` is a field of `{owner.name}`: write `at least 1 {owner.name} where {name.word} …`"
    else:
        near = (
            without_a_name(problems, scope, name)
            or option_alone(problems, scope, name)
            or did_you_mean_one(scope, name.word, scope.names)
        )
        help = near or f"{_DECLARE}: `{declaration(problems, name)}`"
    problems.add(
        UNKNOWN_NAME,
        name.at,
        f"nothing is called `{name.word}`",
        label="not declared anywhere",
        help=help,
    )


def unknown_value_set(problems: Problems, scope: Scope, name: Name, system: str) -> None:
    """A name after `is in` that nothing has."""
    if scope.may_have(name.word):
        return
    sets = [word for word, declared in scope.names.items() if isinstance(declared.what, ValueSetNode)]
    problems.add(
        UNKNOWN_NAME,
        name.at,
        f"nothing is called `{name.word}`",
        label="not declared anywhere",
        help=did_you_mean_one(scope, name.word, sets)
        or f'declare it at the left edge, `value set {name.word} {system} "…"`, and its codes below, one a line',
    )


def did_you_mean_one(scope: Scope, word: str, among: Iterable[str]) -> str:
    """The nearest of these names, and what it is where it is no fact; else nothing."""
    near = nearest(word, among)
    if near is None:
        return ""
    noun = scope.names[near].noun
    return f"did you mean `{near}`?" if noun == "fact" else f"did you mean the {noun} `{near}`?"


def long_name(problems: Problems, name: Name) -> None:
    """Report a name that is too long for what is generated: files, functions, columns."""
    if len(name.word) > LONGEST_NAME:
        problems.add(
            LONG_NAME,
            name.at,
            f"a name of {len(name.word)} letters is longer than the {LONGEST_NAME} that files and tables allow",
            label="too long",
            help="shorten the name, and say the rest in the text that follows it",
        )


def unknown_vocabulary(problems: Problems, name: Name, vocabularies: Iterable[str]) -> None:
    """A vocabulary named by `uses` that the project does not have."""
    known = list(vocabularies)
    help = did_you_mean(name.word, known)
    if not help and known:
        help = "there are " + ", ".join(f"`{word}`" for word in sorted(known)[:8])
    problems.add(
        UNKNOWN_VOCABULARY,
        name.at,
        f"there is no vocabulary `{name.word}`",
        label="no file declares it",
        help=help or f'a vocabulary is a file that begins `vocabulary {name.word} "…"`',
    )


def unknown_field(problems: Problems, scope: Scope, fact: Fact, name: Name) -> None:
    """A field that the elements of a list or of evidence do not have."""
    assert isinstance(fact.type, Collection)
    fields = [field.name for field in fact.type.fields]
    help = (
        option_after_option(problems, fact.type, name)
        or option_as_field(fact.type, name.word)
        or did_you_mean(name.word, fields)
    )
    if not help and name.word in scope.names:
        noun = scope.names[name.word].noun
        help = f"`{name.word}` is a {noun}; put it on a line of its own, beside this test in an `all of` block"
    problems.add(
        UNKNOWN_FIELD,
        name.at,
        f"`{fact.name}` has no field `{name.word}`",
        label="not a field",
        others=(scope.declaration_of(fact.name),),
        help=help or _one_of("its fields are", fields),
    )


def unknown_option(
    problems: Problems, name: Name, options: Iterable[str], *, of: str, others: tuple[Label, ...]
) -> None:
    """A value that is not among the options of a scale or a choice."""
    known = list(options)
    problems.add(
        UNKNOWN_OPTION,
        name.at,
        f"`{name.word}` is not an option of `{of}`",
        label="not an option",
        others=others,
        help=did_you_mean(name.word, known) or _one_of("its options are", known),
    )


def unknown_unit(problems: Problems, amount: str, unit: NumberWord) -> None:
    """A unit of time that is none."""
    word = unit.word.casefold()
    near = OTHER_UNITS.get(word) or nearest(word, ("days", "weeks", "months", "years", "day", "week", "month", "year"))
    problems.add(
        UNKNOWN_UNIT,
        unit.at,
        f"`{unit.word}` is not a unit of time",
        label="days, weeks, months or years",
        help=f"did you mean `{amount} {near}`?" if near else "time is counted in days, weeks, months and years",
    )


def unknown_type(problems: Problems, name: Name) -> None:
    """A word where a type stands that is neither a type nor a code system."""
    word = name.word
    if not word.islower() and word.casefold() not in OTHER_TYPES and nearest(word, TYPE_WORDS) is None:
        unknown_code_system(problems, name)
        return
    near = OTHER_TYPES.get(word.casefold()) or nearest(word, TYPE_WORDS) or _unit_or_system(word)
    if turned := name_before_type(problems, name, TYPE_WORDS):
        help = f"the name comes first: `{turned}`"
    elif word.casefold() in _FREE_TEXTS:
        help = "no rule can test free text: give the answers that count, such as `left | right`, or ask `yes/no`"
    elif near:
        help = f"did you mean `{near}`?"
    else:
        others = ", a range such as `0..10`, options such as `mild < severe` or `knee | hip`, or a code system"
        help = _one_of("a type is", TYPE_WORDS) + others
    problems.add(UNKNOWN_TYPE, name.at, f"`{word}` is not a type", label="not a type", help=help)


def _unit_or_system(word: str) -> str | None:
    """A number of this unit, or the code system of this name in other letters."""
    if word.casefold() in _UNITS:
        return f"number {word}"
    return next((system for system in CODE_SYSTEMS if system.casefold() == word.casefold()), None)


def unknown_code_system(problems: Problems, name: Name) -> None:
    """A code system that is not among those known."""
    problems.add(
        UNKNOWN_CODE_SYSTEM,
        name.at,
        f"`{name.word}` is not a code system",
        label="not a code system",
        help=did_you_mean(name.word, CODE_SYSTEMS)
        or _one_of("the code systems are", CODE_SYSTEMS) + "; a payer's own codes are `LOCAL`",
    )


def _one_of(opening: str, names: Iterable[str]) -> str:
    return f"{opening} " + ", ".join(f"`{name}`" for name in names)
