"""From the sentences of a document to expressions of the core: what a line says, and nothing else.

The words of an operator are those of its row; a person has read each of them (`tests/golden/phrases.txt`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assent.analyse.readback.changes import CHANGED, changed_test
from assent.analyse.readback.document import Line, Marked
from assent.analyse.readback.labels import PERIOD, Labels, Unreadable, period_of, plain
from assent.analyse.readback.pieces import kind_of, type_of, ways_to_be_none, without_ways
from assent.language.calendar import parse_day
from assent.language.exact import exact_text
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AtLeastOf,
    Cases,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    LatestField,
    Literal,
    Named,
    Not,
    Operand,
    Pattern,
    PatternKind,
    Recent,
    Test,
    Titled,
)
from assent.language.operands import decided_by, may_have_no_case
from assent.language.operators import OPERATORS, Operator
from assent.language.operators.done import DONE, WORDS
from assent.language.operators.options import EITHER
from assent.language.phrases import option_text
from assent.language.types import Choice, Collection, Number, Scale
from assent.language.units import conversion
from assent.language.values import Period

_OF_THOSE = ", of those with "
_GROUP = re.compile(r"(?:(?P<all>all)|(?P<any>any)|at least (?P<number>\d+)) of the following", re.IGNORECASE)
_PATHWAY = re.compile(r"Pathway “(?P<title>.*)”(?:, (?P<group>[^“”]+))?")
# A case of a line: what is asked, and the tests in quotation marks that say where.
_QUOTED = "“[^“”]*(?:“[^“”]*”[^“”]*)*”"
_CASE = re.compile(rf"(?P<says>[^“”]+?) where (?P<when>{_QUOTED}(?:(?: and | or ){_QUOTED})*)(?:; |$)")
# What a negated line says last: of a value that was not done no case holds.
_NO_CASE = re.compile(rf"; or (?P<named>{_QUOTED}) was not done$")
# A code, the beginning of some, or a range; a test may name several, as a value set does.
_CODE = re.compile(r"[\w.\-]+(\*| to [\w.\-]+)?")
_VERBS = {
    "is met": True,
    "is not met": False,
    "applies": True,
    "does not apply": False,
    "is complete": True,
    "is not complete": False,
}


def read_sentence(marked: Marked, labels: Labels) -> Expression:
    """What a sentence says."""
    return _line(marked.line, labels)


def _line(line: Line, labels: Labels) -> Expression:
    if line.anchor:
        return _mention(line, labels)
    pathway = _PATHWAY.fullmatch(line.text.removesuffix(":")) if line.text.endswith(":") else None
    group = _GROUP.fullmatch(line.text.removesuffix(":")) if line.text.endswith(":") else None
    if pathway is not None and pathway["group"]:
        group = _GROUP.fullmatch(pathway["group"])
    if pathway is not None and group is None and len(line.parts) != 1:
        raise Unreadable(line.text)
    if pathway is not None or group is not None:
        parts = [_line(part, labels) for part in line.parts]
        expression = parts[0] if group is None else _grouped(group, parts, line.text)
        return expression if pathway is None else Titled(pathway["title"], expression)
    operand, says = _split(line.text, labels)
    if isinstance(operand, FactValue) and isinstance(operand.fact.type, Collection):
        return _counted(operand.fact, operand.fact.type, says, line, labels)
    if line.parts and isinstance(operand, LatestField):
        said, _, group_says = says.rpartition(_OF_THOSE)
        where = _where(group_says, _elements(operand), line, labels)
        return _tested(replace(operand, where=where), said, line.text, labels)
    if line.parts:
        raise Unreadable(line.text)
    if _CASE.match(says):
        return _by_case(operand, says, line.text, labels)
    return _tested(operand, says, line.text, labels)


def _split(text: str, labels: Labels) -> tuple[Operand, str]:
    """What a line is about, and what it says of it."""
    found = labels.named_by(text) or _chosen(text, labels) or labels.worked_out(text)
    if found is None:
        raise Unreadable(text)
    return found


def _chosen(text: str, labels: Labels) -> tuple[Operand, str] | None:
    """The latest of those in a window, or with something on the same line, and what is said of it."""
    for label, operand in labels.operands.items():
        if isinstance(operand, FactValue) and operand.fact.measured and text.startswith(f"{label} within the last "):
            found = re.match(rf"({PERIOD}): ", text[len(f"{label} within the last ") :])
            if found is not None:
                return Recent(operand.fact, period_of(found[1])), text[len(f"{label} within the last ") + found.end() :]
    begins = [
        label
        for label, operand in labels.operands.items()
        if isinstance(operand, LatestField) and text.startswith(f"{label} with")
    ]
    for label in sorted(begins, key=len, reverse=True):
        operand, rest = labels.operands[label], text[len(label) :]
        assert isinstance(operand, LatestField) and isinstance(operand.fact.type, Collection)
        found = re.match(rf" within the last ({PERIOD})", rest)
        window = period_of(found[1]) if found else None
        rest = rest[found.end() :] if found else rest
        if rest.startswith(": "):
            return replace(operand, window=window), rest[2:]
        fields = Labels.of_elements(operand.fact.type, labels)
        for end in re.finditer("”: ", rest):
            with contextlib.suppress(Unreadable):
                inner = rest.removeprefix(" with “")[: end.start() - len(" with “")]
                where = _tested(*_split(inner, fields), inner, fields)
                return replace(operand, window=window, where=where), rest[end.end() :]
    return None


def _by_case(operand: Operand, says: str, text: str, labels: Labels) -> Expression:
    """`at least 6 months where “BMI: more than 40”; at least 3 months where …`, or each of them negated."""
    no_case = _NO_CASE.search(says)
    says = says[: no_case.start()] if no_case else says
    cases: list[tuple[Expression, Test | Not]] = []
    at = 0
    while at < len(says):
        found = _CASE.match(says, at)
        if found is None:
            raise Unreadable(text)
        then = _tested(operand, found["says"], text, labels)
        assert isinstance(then, Test | Not)
        cases.append((_case(found["when"], labels), then))
        at = found.end()
    turned = Cases("", tuple((when, _negated(then)) for when, then in cases))
    negated = {isinstance(then, Not) for _, then in cases}
    if no_case is not None:
        if [labels.named(no_case["named"])] != _undone(turned):
            raise Unreadable(text)
        return Not(turned)
    if len(negated) != 1 or (negated == {True} and _undone(turned)):
        raise Unreadable(text)
    return Not(turned) if negated == {True} else Cases("", tuple(cases))


def _negated(then: Test | Not) -> Test | Not:
    if isinstance(then, Test):
        return Not(then)
    assert isinstance(then.part, Test)
    return then.part


def _undone(by_case: Cases) -> list[Operand]:
    """What decides the case and may be not done: then none holds."""
    return list(decided_by(by_case)) if may_have_no_case(by_case) else []


def _case(said: str, labels: Labels) -> Expression:
    """Where a case holds: tests in quotation marks, joined by one word."""
    found = list(re.finditer(_QUOTED, said))
    tests = [_tested(*_split(one[0][1:-1], labels), one[0], labels) for one in found]
    words = {said[one.end() : then.start()] for one, then in pairwise(found)}
    if len(words) > 1:
        raise Unreadable(said)
    if len(tests) == 1:
        return tests[0]
    return AnyOf(tuple(tests)) if words == {" or "} else AllOf(tuple(tests))


def _elements(operand: LatestField) -> Collection:
    assert isinstance(operand.fact.type, Collection)
    return operand.fact.type


def _mention(line: Line, labels: Labels) -> Expression:
    mention = labels.mentions.get(line.anchor)
    says = line.text.removeprefix(f"{mention} ")
    if mention is None or line.parts or says not in _VERBS:
        raise Unreadable(line.text)
    id = line.anchor.partition("-")[2]
    return Named(id) if _VERBS[says] else Not(Named(id))


def _grouped(group: re.Match[str], parts: list[Expression], text: str) -> Expression:
    if not parts:
        raise Unreadable(text)
    if group["number"]:
        return AtLeastOf(int(group["number"]), tuple(parts))
    return AllOf(tuple(parts)) if group["all"] else AnyOf(tuple(parts))


def _tested(operand: Operand, says: str, text: str, labels: Labels) -> Expression:
    """A test in the words of a row of the table, or of its negation."""
    kind = kind_of(type_of(operand))
    said, also = without_ways(says)
    if isinstance(type := type_of(operand), Number) and (moved := CHANGED.fullmatch(said)) is not None:
        other = labels.named(moved["other"])
        changed = None if other is None else changed_test(operand, type, other, moved, negated=any(also))
        if changed is None or also not in ([False] * len(also), ways_to_be_none(changed)):
            raise Unreadable(text)
        return Not(changed) if any(also) else changed
    for negated in (False, True):
        if any(also) and not negated:
            continue
        for row in (row for row in OPERATORS if row.takes == kind and not _is_option(row, operand)):
            argument = _argument(row, operand, row.negated if negated else row.phrase, said, labels)
            if argument is not None:
                test = Test(row, operand, argument if row.argument != "none" else None)
                if also == [negated and one for one in ways_to_be_none(test)]:
                    return Not(test) if negated else test
    raise Unreadable(text)


def _is_option(row: Operator, operand: Operand) -> bool:
    """Whether the words of `is done` are those of an option, which then is what they mean."""
    type = type_of(operand)
    return row.symbol == DONE and isinstance(type, Scale | Choice) and not set(WORDS).isdisjoint(type.options)


def _argument(row: Operator, operand: Operand, template: str, says: str, labels: Labels) -> Argument | Operand | None:
    before, hole, after = template.partition("{1}")
    if not hole:
        return Argument(0, "") if says == template and row.argument == "none" else None
    if not (says.startswith(before) and says.endswith(after) and len(says) > len(before) + len(after)):
        return None
    text = says[len(before) : len(says) - len(after)]
    other = labels.named(text) if row.argument in ("number", "scale", "date", "another") else None
    if other is not None:
        return other
    value = _literal(row, operand, text, labels)
    return None if value is None else Argument(value, "")


def _literal(row: Operator, operand: Operand, text: str, labels: Labels) -> Literal | None:
    type = type_of(operand)
    match row.argument, type:
        case "number", Number() if isinstance(operand, Elapsed):
            elapsed = re.fullmatch(rf"(-?\d+) {operand.unit.removesuffix('s')}s?", text)
            return int(elapsed[1]) if elapsed else None
        case "number", Number(unit=unit):
            found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(?: ([^(]+?))?(?: \(([^()]+)\))?", text)
            into = conversion(found[2] or unit, unit) if found else None
            if found is None or into is None:
                return None
            number = into.of(Decimal(found[1]))
            return number if found[3] in (None, f"{exact_text(number)} {unit}") else None
        case "scale", Scale(options):
            named = [at for at, option in enumerate(options) if option_text(option) == text]
            return named[0] if len(named) == 1 else None
        case "choice", Choice(options):
            chosen = [option for option in options if option_text(option) == text]
            return chosen[0] if len(chosen) == 1 else None
        case "code", _ if text.startswith("a code of “") and text.endswith("”"):
            return labels.codes.get(text.removeprefix("a code of “").removesuffix("”"))
        case "code", _:
            if text == WORDS[0]:  # `is done`, and no code
                return None
            return text if all(_CODE.fullmatch(one) for one in text.split(EITHER)) else None
        case "date", _:
            return parse_day(text)
        case "period", _ if re.fullmatch(PERIOD, text):
            period = period_of(text)
            return period if row.units == ("days" if period.days is not None else "months") else None
        case _:
            return None


_NUMBERS = (
    r"(?:(?P<outside>any number other than )?(?:(?P<low>\d+)(?: to (?P<high>\d+))?)"
    r"|(?P<word>at least|fewer than|at most|more than|exactly) (?P<number>\d+)|(?P<none>none))"
)
_WITHIN = rf"(?: within the last (?P<window>{PERIOD}))?"
_WITH = r"(?: with (?P<where>“.*”|(?:all|any|at least \d+) of the following:))?"
_COUNT = re.compile(
    rf"{_NUMBERS}(?: within any (?P<any>{PERIOD})| that are no more than (?P<near>{PERIOD}) apart"
    rf"| that are at least (?P<far>{PERIOD}) apart)?{_WITHIN}(?: for (?P<each>each|one) “(?P<per>[^”]+)”)?{_WITH}"
)
_EVERY = re.compile(
    rf"(?:each at least (?P<apart>{PERIOD}) after the one before(?: with the same “(?P<per>[^”]+)”)?"
    rf"|two(?: with the same “(?P<same>[^”]+)”)? less than (?P<less>{PERIOD}) apart){_WITHIN}{_WITH}"
)
_EXTENT = re.compile(
    rf"(?P<word>at least|less than|at most|more than) (?P<length>{PERIOD}) in (?P<how>total|a row)"
    rf"(?:, with gaps of at most (?P<gap>\d+) days?,)?{_WITHIN}{_WITH}"
)


def _counted(fact: Fact, type: Collection, says: str, line: Line, labels: Labels) -> Expression:
    for pattern, read in ((_COUNT, _count), (_EVERY, _every), (_EXTENT, _extent)):
        found = pattern.fullmatch(says)
        if found is not None:
            where = _where(found["where"], type, line, labels)
            window = period_of(found["window"]) if found["window"] else None
            return read(found, fact, window, where)
    raise Unreadable(line.text)


def _where(said: str | None, type: Collection, line: Line, around: Labels) -> Expression | None:
    labels = Labels.of_elements(type, around)
    group = _GROUP.fullmatch(said.removesuffix(":")) if said and said.endswith(":") else None
    if group is not None:
        return _grouped(group, [_line(part, labels) for part in line.parts], line.text)
    if line.parts:
        raise Unreadable(line.text)
    if not said:
        return None
    inner = said.removeprefix("“").removesuffix("”")
    operand, says = _split(inner, labels)
    return _tested(operand, says, inner, labels)


def _count(found: re.Match[str], fact: Fact, window: Period | None, where: Expression | None) -> Expression:
    kinds: dict[str, PatternKind] = {"any": "within any", "near": "no more than apart", "far": "at least apart"}
    patterns = [Pattern(kind, period_of(found[name])) for name, kind in kinds.items() if found[name]]
    low, high, negated = _bounds(found)
    pattern = patterns[0] if patterns else None
    count = Count(fact, low, high, window, where, pattern, _field(fact, found["per"]))
    return Not(count) if negated else count


def _bounds(found: re.Match[str]) -> tuple[int | None, int | None, bool]:
    if found["none"]:
        return None, 0, False
    if found["low"]:
        low = int(found["low"])
        return low, int(found["high"]) if found["high"] else low, bool(found["outside"])
    number = int(found["number"])
    bounds: dict[str, tuple[int | None, int | None, bool]] = {
        "at least": (number, None, False),
        "fewer than": (number, None, True),
        "at most": (None, number, False),
        "more than": (None, number, True),
        "exactly": (number, number, False),
    }
    return bounds[found["word"]]


def _field(fact: Fact, label: str | None) -> int | None:
    if label is None:
        return None
    for at, field in enumerate(fact.type.fields if isinstance(fact.type, Collection) else ()):
        if plain(field.label) == label:
            return at
    raise Unreadable(label)


def _every(found: re.Match[str], fact: Fact, window: Period | None, where: Expression | None) -> Expression:
    pattern = Pattern("closer than", period_of(found["apart"] or found["less"]))
    count = Count(fact, None, 1, window, where, pattern, _field(fact, found["per"] or found["same"]))
    return Not(count) if found["less"] else count


def _extent(found: re.Match[str], fact: Fact, window: Period | None, where: Expression | None) -> Expression:
    gap = None if found["how"] == "total" else int(found["gap"] or 0)
    length = period_of(found["length"])
    symbol = {"at least": ">=", "less than": ">=", "at most": "<=", "more than": "<="}[found["word"]]
    units = "days" if length.days is not None else "months"
    for row in _rows("extent", symbol, units):
        test = Test(row, Extent(fact, gap, window, where), Argument(length, ""))
        return Not(test) if found["word"] in ("less than", "more than") else test
    raise Unreadable(found[0])


def _rows(kind: str, symbol: str, units: str) -> Iterator[Operator]:
    return (row for row in OPERATORS if (row.takes, row.symbol, row.units) == (kind, symbol, units))
