"""What a test was meant to say, told from the words around its mistake, so that a message can offer it."""

from __future__ import annotations

import re

from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Fact
from assent.language.types import Choice, Code, Collection, Judgement, Number, Scale, Type, YesNo
from assent.syntax.number_words import NUMBER_WORDS
from assent.syntax.tree import Name, Place

_MORE = frozenset({"more", "higher", "greater", "above", "longer", "over", "older", "better", "worse"})
_LESS = frozenset({"less", "fewer", "lower", "below", "under", "shorter", "younger", "earlier"})
_OUTCOMES = frozenset({"deny", "denied", "approve", "approved", "pend", "allow", "reject", "return"})
_COMPARED = re.compile(r"(\w+)\s+(?:is|>=|<=|>|<)\s+(\S+(?:\s+\w+)?)\s+or\s+$")
_CHOSEN = re.compile(r"(\w+)\s+is\s+(not\s+)?(?:one\s+of\s+)?((?:\w+[\s,]+)+)(?:or|and)\s+(?:not\s+)?$")
_COUNTED = re.compile(r"(?:(at\s+least|at\s+most|exactly)\s+|(\d+)\s+to\s+)(\d+)\s+$")
_COMPARED_COUNT = re.compile(r"\w+\s*(>=|<=|>|<|is)\s*(\d+)$")
# What follows a name, and the type that it asks for.
_ASKS_FOR = (
    (re.compile(r"(?:>=|<=|>|<)\s*\d+(?:\.\d+)?\s*(?:day|week|month|year)s?\b"), "duration"),
    (re.compile(r"(?:>=|<=|>|<)\s*\d{4}-|within\b"), "date"),
    (re.compile(r"(?:>=|<=|>|<|is|is not)\s*\d+(?:\.\d+)?(?:\s*$|\s+(?:and|or)\b)"), "number"),
    (re.compile(r"provided\b"), "document"),
)
_PICKED = re.compile(r"\b(?:latest|earliest|highest|lowest)\s+$")
_STEP_THERAPY = re.compile(r"\bstep\s+therapy\s+with\s+$")
_PERIOD = re.compile(r"\s+for\s+\d+\s+(?:day|week|month|year)s?\b")
# The rest of a formula, around the place of a name.
_IN_A_FORMULA = re.compile(r"[-+*/]\s*\||\|\s*[-+*/]")
_SIGNS = {"at least": ">=", "at most": "<=", "exactly": "is"}
_OF_A_COUNT = {
    ">=": ("at least", 0),
    ">": ("at least", 1),
    "<=": ("at most", 0),
    "<": ("at most", -1),
    "is": ("exactly", 0),
}


def _before(problems: Problems, at: int) -> str:
    """The line up to a place."""
    text = problems.source.text
    return text[text.rfind("\n", 0, at) + 1 : at].lstrip()


def without_a_name(problems: Problems, scope: Scope, name: Name) -> str:
    """What `4 or higher` and `is mild or moderate` mean, where the last word is taken for a name; else nothing."""
    if name.word.lower() in _OUTCOMES:
        return "leave it out: the verb of the clause says what comes of it"
    before = _before(problems, name.at[0])
    sign = ">=" if name.word.lower() in _MORE else "<=" if name.word.lower() in _LESS else ""
    if sign and (compared := _COMPARED.search(before)):
        return f"write `{compared[1]} {sign} {compared[2]}`"
    chosen = _CHOSEN.search(before)
    fact = scope.fact(chosen[1]) if chosen else None
    return _one_of(chosen, fact.name, fact.type, name.word) if chosen and fact is not None else ""


def option_after_option(problems: Problems, collection: Collection, name: Name) -> str:
    """What `where kind is nsaid or brace` means, where the last word is taken for a field; else nothing."""
    chosen = _CHOSEN.search(_before(problems, name.at[0]))
    found = collection.field(chosen[1]) if chosen else None
    return _one_of(chosen, found[1].name, found[1].type, name.word) if chosen and found is not None else ""


def _one_of(chosen: re.Match[str], name: str, type: Type, last: str) -> str:
    """`name is one of …`, of the options before a last one and that one; of codes, a test each."""
    words = [*re.findall(r"\w+", chosen[3]), last]
    no = "not " if chosen[2] else ""
    match type:
        case Choice(options) | Scale(options) if last in options:
            return f"write `{name} is {no}one of {', '.join(word for word in words if word in options)}`"
        case Code(system) if CODE_SYSTEMS[system].fits(last):
            codes = [word for word in words if CODE_SYSTEMS[system].fits(word)]
            joint = " and " if no else " or "
            return f"write `{joint.join(f'{name} is {no}{system} {code}' for code in codes)}`"
        case _:
            return ""


def option_alone(problems: Problems, scope: Scope, name: Name) -> str:
    """The tests that a name alone may stand for, where it is an option of facts or of their fields; else nothing."""
    tests: list[str] = []
    owners: list[str] = []
    facts = [declared.what for declared in scope.names.values() if isinstance(declared.what, Fact)]
    for fact in facts:
        if _has_option(fact.type, name.word):
            owners.append(f"`{fact.name}`")
            tests.append(f"`{fact.name} is {name.word}`")
        for field in fact.type.fields if isinstance(fact.type, Collection) else ():
            if _has_option(field.type, name.word):
                owners.append(f"`{fact.name}.{field.name}`")
                tests.append(f"`{_of_elements(problems, name, fact.name, field.name)}`")
    if not tests:
        return ""
    more = ", whichever is meant" if len(tests) > 1 else ""
    return f"it is an option of {' and of '.join(owners[:3])}: write {' or '.join(tests[:3])}{more}"


def _of_elements(problems: Problems, name: Name, fact: str, field: str) -> str:
    """The count, or the step therapy where the name stands for its list, that asks for an option of a field."""
    if not _STEP_THERAPY.search(_before(problems, name.at[0])):
        return f"at least 1 {fact} where {field} is {name.word}"
    period = _PERIOD.match(problems.source.text, name.at[1])
    return f"step therapy with {fact}{period[0] if period else ''} where {field} is {name.word}"


def option_as_field(collection: Collection, word: str) -> str:
    """What `where azathioprine` means; nothing where no field has that option."""
    fields = [field.name for field in collection.fields if _has_option(field.type, word)]
    tests = " or ".join(f"`{field} is {word}`" for field in fields[:3])
    return f"write {tests}" if fields else ""


def _has_option(type: Type, word: str) -> bool:
    return isinstance(type, Choice | Scale) and word in type.options


def declaration(problems: Problems, name: Name) -> str:
    """The line that would declare a name, of the type that the test about it asks for."""
    text = problems.source.text
    end = text.find("\n", name.at[1])
    after = text[name.at[1] : end if end >= 0 else len(text)].strip()
    before = _before(problems, name.at[0])
    counted = bool(_COUNTED.search(before))
    if _PICKED.search(before):
        return f'{name.word}  list of  "…"`, with its fields below, such as `date  date  "Date"'
    type = (
        "number"
        if _IN_A_FORMULA.search(f"{before}|{after}")
        else "dated list"
        if counted
        else next((type for form, type in _ASKS_FOR if form.match(after)), "yes/no")
    )
    return f'{name.word}  {type}  "…"'


def comparison_for_count(problems: Problems, fact: Fact, at: Place) -> str:
    """What `at least 4 pain_score` means, where the fact is a number, and `no infected`; else nothing."""
    counted = _COUNTED.search(_before(problems, at[0]))
    if isinstance(fact.type, YesNo | Judgement) and _before(problems, at[0]).split()[-1:] == ["no"]:
        return f"not {fact.name}"
    if counted is None or not isinstance(fact.type, Number):
        return ""
    unit = f" {fact.type.unit}" if fact.type.unit else ""
    if counted[2]:
        return f"{fact.name} >= {counted[2]}{unit} and {fact.name} <= {counted[3]}{unit}"
    return f"{fact.name} {_SIGNS[' '.join(counted[1].split())]} {counted[3]}{unit}"


def count_for_comparison(words: str, name: str) -> str:
    """What `xray >= 2` means, where the fact is a list or evidence; else nothing."""
    compared = _COMPARED_COUNT.fullmatch(words)
    if compared is None:
        return ""
    head, step = _OF_A_COUNT[compared[1]]
    count = int(compared[2]) + step
    if count < 0:
        return ""
    return f"no {name}" if head == "at most" and count == 0 else f"{head} {count} {name}"


def number_in_letters(word: str) -> int | None:
    """The number that a word is, `twelve`; or None."""

    return NUMBER_WORDS.get(word.lower())


def name_before_type(problems: Problems, name: Name, types: tuple[str, ...]) -> str:
    """The start of a fact's line whose type stands before its name, `date onset "…"`, put right; else nothing."""
    before = " ".join(_before(problems, name.at[0]).split())
    return f"{name.word} {before}" if before in types else ""
