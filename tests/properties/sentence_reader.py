"""Clause sentences read back, apart from the phrase table: what a line says, and what an expression should say.

Both come to one plain form, in which negation stands on leaves only: ("all", …), ("any", …),
("at least", n, …), ("pathway", title, …), ("named", anchor, holds), ("test", label, relation, literal, none too) and
("count", label, low, high, outside, window, condition).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

from assent.check.subject import kind_of
from assent.generate.document.sentences import Line
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Named,
    Not,
    Operand,
    Recent,
    Shifted,
    Test,
    Titled,
    leaves_of,
)
from assent.language.operands import may_have_no_case
from assent.language.operators.done import DONE, KINDS
from assent.language.policy import Policy
from assent.language.types import Choice, Collection, Date, Field, Number, Scale, Type
from walking import operands

Form = tuple[Any, ...]
OPPOSITE = {
    ">=": "<",
    "<": ">=",
    ">": "<=",
    "<=": ">",
    "is": "is not",
    "is not": "is",
    "yes": "no",
    "provided": "not provided",
    "within": "not within",
    "ahead": "not ahead",
    DONE: f"not {DONE}",
}

# ---- what an expression should say


def form_of(expression: Expression, *, negated: bool = False) -> Form:
    """The form of an expression."""
    match expression:
        case Not(part):
            return form_of(part, negated=not negated)
        case AllOf(parts):
            return _joined("any" if negated else "all", [form_of(part, negated=negated) for part in parts])
        case AnyOf(parts):
            return _joined("all" if negated else "any", [form_of(part, negated=negated) for part in parts])
        case AtLeastOf(number, parts):
            turned = len(parts) + 1 - number if negated else number
            return ("at least", turned, *(form_of(part, negated=negated) for part in parts))
        case Cases(cases=cases):
            said = [(form_of(then, negated=negated), form_of(when)) for when, then in cases]
            undone = may_have_no_case(expression)
            asked = {plain(test.operand.fact.label) for when, _ in cases for test in _tests_of(when) if undone}
            return ("cases", *said, *(("or not done", label) for label in sorted(asked) if negated))
        case Named(id):
            return ("named", id, not negated)
        case Titled(title, part):
            inside = form_of(part, negated=negated)
            return inside if negated else ("pathway", plain(title), inside)
        case Test():
            return _test_form(expression, negated)
        case Count():
            return _count_form(expression, negated)


def term_form_of(expression: Expression) -> Form:
    """The form of the condition of a line of the authorization, which names its pathway."""
    match expression:
        case Titled(title):
            return ("taken", plain(title))
        case AllOf((Titled(title), other)):
            return ("all", ("taken", plain(title)), form_of(other))
        case _:
            return form_of(expression)


def _joined(word: str, parts: Sequence[Form]) -> Form:
    return parts[0] if len(parts) == 1 else (word, *parts)


def _test_form(test: Test, negated: bool) -> Form:
    if isinstance(test.operand, Extent):
        extent, length = test.operand, test.literal.text if test.literal else ""
        relation = OPPOSITE[test.operator.symbol] if negated else test.operator.symbol
        where = None if extent.where is None else form_of(extent.where)
        window = str(extent.window) if extent.window else ""
        return ("extent", plain(extent.fact.label), relation, length, extent.gap, window, where)
    words = {"": "yes", "within the last": "within", "within the next": "ahead"}
    relation = words.get(test.operator.symbol, test.operator.symbol)
    literal = test.literal.text if test.literal else ""
    if test.literal and test.operator.takes == "number":
        literal += _in_its_own_unit(test.operand, test.literal)
    if isinstance(test.argument, Operand):
        literal = _other(test.argument)
    elif test.operator.argument in ("choice", "scale"):
        literal = re.sub("(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])", " ", literal)
    if isinstance(test.argument, Changed) and not test.argument.above:  # the less, the more below
        relation = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}[relation]
    percent = isinstance(test.argument, Changed) and test.argument.percent
    not_done = relation != DONE and any(_may_be_not_done(one) for one in operands(test))
    none = (_has(test, Elapsed), _has(test, LatestField), not_done, percent)
    none_too = tuple(negated and one for one in none)
    form = ("test", _label(test.operand), OPPOSITE[relation] if negated else relation, literal, none_too)
    if not isinstance(test.operand, LatestField) or (test.operand.window is None and test.operand.where is None):
        return form
    window = str(test.operand.window) if test.operand.window else ""
    return (*form, window, None if test.operand.where is None else form_of(test.operand.where))


def _may_be_not_done(operand: Operand) -> bool:
    if isinstance(operand, Calculated):
        return any(_may_be_not_done(one) for one in operand.values)
    if isinstance(operand, Changed):
        return _may_be_not_done(operand.operand)
    declared = operand.fact if isinstance(operand, FactValue | Recent) else getattr(operand, "field", None)
    return declared is not None and declared.not_done


def _has(test: Test, kind: type) -> bool:
    """Whether a test is about an operand of a kind, which may have no value."""
    return any(isinstance(one, kind) for one in operands(test))


def _in_its_own_unit(operand: Operand, argument: Argument) -> str:
    """What is added to a threshold that is written in another unit: what it is in the unit of its fact."""
    number, _, unit = argument.text.partition(" ")
    if isinstance(operand, Elapsed):
        return ""
    if isinstance(operand, Calculated):
        operand = FactValue(Fact("", Number(unit=operand.unit), ""))
    assert isinstance(operand, FactValue | FieldValue | LatestField | Recent)
    type = operand.fact.type if isinstance(operand, FactValue | Recent) else operand.field.type
    assert isinstance(type, Number)
    value = argument.value
    assert isinstance(value, int | Decimal | Fraction)
    if unit == type.unit or Fraction(number) == value:
        return ""
    plain = value if not isinstance(value, Fraction) else _six_digits(value)
    about = "about " if isinstance(value, Fraction) else ""
    return f" ({about}{plain:f} {type.unit})" if isinstance(plain, Decimal) else f" ({about}{plain} {type.unit})"


def _six_digits(value: Fraction) -> Decimal:
    with localcontext(Context(prec=60)):
        long = Decimal(value.numerator) / value.denominator
        places = max(5 - long.adjusted(), 0)
        rounded = long.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
        return rounded.normalize() if "." in f"{rounded:f}" else rounded


def _label(operand: Operand) -> str:
    if isinstance(operand, FactValue):
        return plain(operand.fact.label)
    if isinstance(operand, Calculated):
        return plain(operand.title)
    if isinstance(operand, Recent):
        return f"{plain(operand.fact.label)} within the last {operand.window}"
    if isinstance(operand, LatestField):
        return latest_label(operand.field.label, operand.fact.label, earliest=operand.earliest)
    if isinstance(operand, AsOf):
        return "Date of the request"
    if isinstance(operand, Elapsed):
        return f"{operand.unit.capitalize()} since {_other(operand.operand)}"
    assert isinstance(operand, FieldValue)
    return plain(operand.field.label)


def _other(operand: Operand) -> str:
    """Another value, as a phrase speaks of it."""
    if isinstance(operand, AsOf):
        return "the date of the request"
    if isinstance(operand, Shifted):
        return f"the day {operand.period} before {_other(operand.operand)}"
    if isinstance(operand, Changed):
        own = "" if operand.percent else _in_its_own_unit(operand.operand, Argument(operand.by, operand.written))
        return f"{operand.written}{own} {'above' if operand.above else 'below'} {_other(operand.operand)}"
    if isinstance(operand, Elapsed):
        return f"the {operand.unit} since {_other(operand.operand)}"
    return f"“{_label(operand)}”"


def latest_label(field: str, fact: str, *, earliest: bool = False) -> str:
    """What a field of the latest element is called, or of the earliest."""
    return f"{plain(field)} of the {'earliest' if earliest else 'latest'} “{plain(fact)}”"


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _count_form(count: Count, negated: bool) -> Form:
    low, high, outside = count.at_least, count.at_most, False
    if negated and high is None and low is not None:
        low, high = None, low - 1
    elif negated and low is None and high is not None:
        low, high = high + 1, None
    elif negated:
        outside = True
    window = str(count.window) if count.window else ""
    where = None if count.where is None else form_of(count.where)
    pattern = (count.pattern.kind, str(count.pattern.period)) if count.pattern else None
    assert isinstance(count.fact.type, Collection)
    per = None if count.per is None else plain(count.fact.type.fields[count.per].label)
    return ("count", plain(count.fact.label), low, high, outside, window, where, pattern, per)


# ---- what a line says


class Unreadable(ValueError):
    """A line that says nothing that the language can say."""


def types_by_label(policy: Policy) -> dict[str, Type]:
    """What each label of a test stands for."""
    found: dict[str, Type] = {}
    for one in policy.calculated:
        found[plain(one.title)] = Number(unit=one.unit)
    for fact in policy.facts:
        found[plain(fact.label)] = fact.type
        if isinstance(fact.type, Date):
            found |= {f"{unit} since “{plain(fact.label)}”": Number() for unit in ("Years", "Months", "Weeks", "Days")}
        if isinstance(fact.type, Collection):
            for earliest in (False, True):
                labels = {latest_label(field.label, fact.label, earliest=earliest): field for field in fact.type.fields}
                found |= {label: field.type for label, field in labels.items()}
    return found


def read_line(line: Line, types: Mapping[str, Type]) -> Form:
    """What a line and those under it say; `types` are those of the labels that it may use."""
    if line.mention is not None and line.mention.noun == "pathway":
        return ("taken", line.mention.title)
    if line.mention is not None:
        words = {"is met": True, "applies": True, "is complete": True}
        return ("named", line.mention.anchor.split("-", 1)[1], words.get(line.says, False))
    if not line.label and (pathway := _PATHWAY.fullmatch(line.says)):
        return ("pathway", pathway["title"], _read_pathway(line, pathway["connective"], types))
    if not line.label:
        return (*_connective(line.says), *(read_line(part, types) for part in line.parts))
    if line.label not in types:
        return _read_cases(line, types) if " where “" in line.says else _read_selected(line, types)
    type = types[line.label]
    if isinstance(type, Collection):
        return _read_count(line, type.fields, types)
    if line.parts:
        return _read_selected(line, types)
    if " where “" in line.says:
        return _read_cases(line, types)
    return _read_test(line.label, line.says, type)


def _read_cases(line: Line, types: Mapping[str, Type]) -> Form:
    """What counts in each case, and where: tests in quotation marks, joined by one word."""
    known = {**types, "Date of the request": Date()}
    cases: list[Form] = []
    listed, _, undone = line.says.removesuffix(" was not done").rpartition("; or “")
    listed = listed if line.says.endswith(" was not done") else line.says
    for case in listed.split("”; "):
        says, _, where = f"{case.removesuffix('”')}”".partition(" where “")
        joint = next((word for word in ("and", "or") if f"” {word} “" in where), "and")
        conditions = []
        for said in where.removesuffix("”").split(f"” {joint} “"):
            label = max((label for label in known if said.startswith(f"{label}: ")), key=len)
            conditions.append(_read_test(label, said.removeprefix(f"{label}: "), known[label]))
        cases.append(
            (
                _read_test(line.label, says, _type_of(line.label, types)),
                _joined("any" if joint == "or" else "all", conditions),
            )
        )
    if listed != line.says:
        cases.append(("or not done", undone.removesuffix("”")))
    return ("cases", *cases)


def _tests_of(when: Expression) -> list[Test]:
    return [leaf for leaf in leaves_of(when) if isinstance(leaf, Test)]


def _type_of(label: str, types: Mapping[str, Type]) -> Type:
    """The type of what a label stands for, which may say how recent it has to be."""
    return types[label if label in types else label.rpartition(" within the last ")[0]]


_PATHWAY = re.compile(r"Pathway “(?P<title>.+)”(?:, (?P<connective>\w[\w ]+))?")


def _read_pathway(line: Line, connective: str | None, types: Mapping[str, Type]) -> Form:
    """What a pathway asks for: one line, or several with the connective that stands beside the title."""
    parts = [read_line(part, types) for part in line.parts]
    if connective is not None:
        return (*_connective(connective), *parts)
    (only,) = parts
    return only


def _read_selected(line: Line, types: Mapping[str, Type]) -> Form:
    """A test of the latest or earliest of some elements only; a condition of several tests is listed under it."""
    label = max((label for label in types if f"{line.label} with".startswith(f"{label} with")), key=len)
    rest = re.fullmatch(r"(?: within the last (\d+ \w+))?(?: with (.+))?", line.label[len(label) :])
    says, of, group = line.says.rpartition(", of those with ") if line.parts else (line.says, "", "")
    if rest is None or (line.parts and not of):
        raise Unreadable(line.text)
    lists = [
        (name, type) for name, type in types.items() if isinstance(type, Collection) and label.endswith(f"“{name}”")
    ]
    if not lists and rest[1] and not rest[2]:  # a measured value, and how recent it is
        return _read_test(line.label, line.says, types[label])
    _, listed = max(lists, key=lambda one: len(one[0]))
    fields = {plain(field.label): field.type for field in listed.fields}
    where = _where(line, group or rest[2], fields)
    return (*_read_test(label, says, types[label]), rest[1] or "", where)


def _connective(says: str) -> Form:
    words = says.lower()
    if words == "all of the following":
        return ("all",)
    if words == "any of the following":
        return ("any",)
    number = re.fullmatch(r"at least (\d+) of the following", words)
    if number is None:
        raise Unreadable(says)
    return ("at least", int(number[1]))


_RELATIONS = {
    "at least": ">=",
    "more than": ">",
    "at most": "<=",
    "less than": "<",
    "exactly": "is",
    "not exactly": "is not",
    "on or after": ">=",
    "after": ">",
    "on or before": "<=",
    "before": "<",
    "on": "is",
    "not on": "is not",
}
_OTHER = r"“.+”|the day .+|the date of the request"
_SAME = re.compile(r"(the same as|other than) (“.+”)")
_AMOUNT = re.compile(r"(at least|more than|at most|less than|exactly|not exactly) (.+)")
_DATE = re.compile(r"(on or after|after|on or before|before|on|not on) (\d{4}-\d\d-\d\d|" + _OTHER + ")")
_WITHIN = re.compile(r"(not )?within the last (\d+ \w+)")
_AHEAD = re.compile(r"(not )?within the next (\d+ \w+)")
_PROVIDED_WITHIN = re.compile(r"(?:provided, dated|(not) provided with a date) within the last (\d+ \w+)")
_TO_COME = ", or the date is still to come"
_NONE_TOO = ", or none on the list"
_NOT_DONE_TOO = ", or not done"
_NO_PERCENT = ", or that is not more than 0"


def _read_test(label: str, says: str, type: Type) -> Form:
    before = says.removesuffix(_NONE_TOO)
    done = before.removesuffix(_NOT_DONE_TOO)
    come = done.removesuffix(_TO_COME)
    rest = come.removesuffix(_NO_PERCENT)
    options = type.options if isinstance(type, Choice | Scale) else ()
    if rest in ("done", "not done") and kind_of(type) in KINDS and rest.replace(" ", "_") not in options:
        relation, literal = (DONE if rest == "done" else f"not {DONE}"), ""
    else:
        relation, literal = _relation(rest, kind_of(type) or "")
    return ("test", label, relation, literal, (come != done, before != says, done != before, rest != come))


def _relation(says: str, kind: str) -> tuple[str, str]:
    match kind:
        case "yes/no" | "document" if says in ("yes", "no", "provided", "not provided"):
            if (says in ("yes", "no")) is (kind == "yes/no"):
                return says, ""
        case "document":
            if found := _PROVIDED_WITHIN.fullmatch(says):
                return "not within" if found[1] else "within", found[2]
        case "number" | "scale" | "duration":
            if found := _AMOUNT.fullmatch(says):
                return _RELATIONS[found[1]], found[2]
        case "date":
            if found := _DATE.fullmatch(says):
                return _RELATIONS[found[1]], found[2]
            if found := _AHEAD.fullmatch(says):
                return "not ahead" if found[1] else "ahead", found[2]
            if found := _WITHIN.fullmatch(says):
                return "not within" if found[1] else "within", found[2]
        case "choice" | "code" if found := _SAME.fullmatch(says):
            return "is" if found[1] == "the same as" else "is not", found[2]
        case "choice":
            return ("is not", says.removeprefix("anything but ")) if says.startswith("anything but ") else ("is", says)
        case "code":
            return ("is not", says.removeprefix("not ")) if says.startswith("not ") else ("is", says)
    raise Unreadable(f"{kind}: {says}")


_COUNT = (
    r"(?P<outside>any number other than )?"
    r"(?:(?P<word>at least|fewer than|at most|more than|exactly) (?P<number>\d+)|(?P<none>none)"
    r"|(?P<low>\d+)(?: to (?P<high>\d+))?)"
    r"(?: within any (?P<moving>\d+ \w+)| that are no more than (?P<close>\d+ \w+) apart"
    r"| that are at least (?P<apart>\d+ \w+) apart)?"
    r"(?: within the last (?P<window>\d+ \w+?))?"
    r"(?: for (?P<each>each|one) “(?P<per>{labels})”)?"
    r"(?: with (?P<where>.+))?"
)
_EVERY = (
    r"(?:(?P<each>each at least) (?P<length>\d+ \w+) after the one before(?: with the same “(?P<per>{labels})”)?"
    r"|two(?: with the same “(?P<per_two>{labels})”)? less than (?P<less>\d+ \w+) apart)"
    r"(?: within the last (?P<window>\d+ \w+?))?"
    r"(?: with (?P<where>.+))?"
)


_EXTENT = re.compile(
    r"(?P<relation>at least|less than|at most|more than) (?P<length>\d+ \w+) (?P<kind>in total|in a row)"
    r"(?:, with gaps of at most (?P<gap>\d+) days?,)?"
    r"(?: within the last (?P<window>\d+ \w+?))?"
    r"(?: with (?P<where>.+))?"
)


def _read_count(line: Line, fields: tuple[Field, ...], outside: Mapping[str, Type]) -> Form:
    types = {**outside, **{plain(field.label): field.type for field in fields}}
    found = _EXTENT.fullmatch(line.says)
    if found is not None:
        gap = None if found["kind"] == "in total" else int(found["gap"] or 0)
        where = _where(line, found["where"], types)
        relation = _RELATIONS[found["relation"]]
        return ("extent", line.label, relation, found["length"], gap, found["window"] or "", where)
    labels = "|".join(re.escape(label) for label in sorted(types, key=len, reverse=True))
    found = re.fullmatch(_EVERY.replace("{labels}", labels), line.says)
    if found is not None:
        low, high = (None, 1) if found["each"] else (2, None)
        pattern: Form | None = ("closer than", found["length"] or found["less"])
        per, other = found["per"] or found["per_two"], False
    else:
        found = re.fullmatch(_COUNT.replace("{labels}", labels), line.says)
        if found is None:
            raise Unreadable(line.text)
        low, high = _bounds(found)
        kinds = {"moving": "within any", "close": "no more than apart", "apart": "at least apart"}
        pattern = next(((kind, found[name]) for name, kind in kinds.items() if found[name]), None)
        per, other = found["per"], bool(found["outside"])
        if per and (found["each"] == "one") is not (low is not None):
            raise Unreadable(line.text)
    where = _where(line, found["where"], types)
    return ("count", line.label, low, high, other, found["window"] or "", where, pattern, per)


def _where(line: Line, words: str | None, types: Mapping[str, Type]) -> Form | None:
    """The condition of a count, on its line or listed under it."""
    if line.parts:
        return (*_connective(words or ""), *(read_line(part, types) for part in line.parts))
    return _quoted_test(words, types) if words else None


def _bounds(found: re.Match[str]) -> tuple[int | None, int | None]:
    if found["none"]:
        return None, 0
    if found["low"]:
        low = int(found["low"])
        return low, int(found["high"]) if found["high"] else low
    number = int(found["number"])
    return {
        "at least": (number, None),
        "fewer than": (None, number - 1),
        "at most": (None, number),
        "more than": (number + 1, None),
        "exactly": (number, number),
    }[found["word"]]


def _quoted_test(words: str, types: Mapping[str, Type]) -> Form:
    inner = words.removeprefix("“").removesuffix("”")
    if f"“{inner}”" != words:
        raise Unreadable(words)
    labels = [label for label in types if inner.startswith(f"{label}: ")]
    label = max(labels, key=len)
    return _read_test(label, inner[len(label) + 2 :], types[label])
