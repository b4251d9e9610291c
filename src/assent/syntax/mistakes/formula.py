"""A formula in a test: it is calculated by itself, under a name that the test then asks about."""

from __future__ import annotations

import re
from decimal import Decimal

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.record import record
from assent.source.text import Span
from assent.syntax.keywords import KEYWORDS
from assent.syntax.phrasebook.formulas import BRACKETS
from assent.syntax.phrasebook.phrase import NAME, NUMBER, TIME, UNITS
from assent.syntax.stumble import Stumble, shortened

FORMULA_IN_TEST = Code("formula-in-test", "error", "a formula in a test, where a value under a name belongs")

CODES = (FORMULA_IN_TEST,)

_HOLD_TESTS = frozenset(
    {"REQUIRE", "EXCLUDE", "REVIEW", "SUBMIT", "DEFINE", "UNLESS", "WHEN", "ALL", "ANY", "AT", "NOT", "EITHER", "OR"}
)
_NUMBER = r"\d+(?:\.\d+)?(?![\w.])"
_VALUE = rf"(?:(?:latest\s+{NAME}\.)?{NAME}|{_NUMBER})"
_OPERATION = r"\s*[-−–+*×/÷]\s*"
_FORMULA = re.compile(rf"(?<![\w.])[(\s]*{_VALUE}(?:\s*\)?{_OPERATION}\(?\s*{_VALUE})+\s*\)?")
_PARTS = re.compile(rf"{_VALUE}|[-−–+*×/÷]")
_SIGN = r"(?P<sign>>=|<=|>|<|is\b|from\b)"
_AFTER = re.compile(rf"\s*{_SIGN}\s*(?P<value>{NUMBER})(?P<top>\s+(?:up\s+)?to\s+{NUMBER})?(?:\s+(?P<unit>{UNITS}))?")
_BEFORE = re.compile(rf"(?P<other>(?:latest\s+{NAME}\.)?{NAME})\s*(?P<sign>>=|<=|>|<)\s*$")
_WINDOW = re.compile(rf"\s+within\s+the\s+last\s+{TIME}")
_TURNED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
_OPERATIONS = {"−": "-", "–": "-", "×": "*", "÷": "/"}
_CALLED = {"+": "plus", "-": "minus", "*": "times", "/": "by"}
_MOST_PARTS = 5


def _formula(stumble: Stumble) -> Diagnostic | None:
    """`weight / height >= 2`, and `weight >= before * 2`."""
    if stumble.block not in _HOLD_TESTS or not re.search(r"[-−–+*×/÷]", stumble.written):
        return None
    at = stumble.start - stumble.line_start
    for match in _FORMULA.finditer(stumble.written):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if not start <= at <= match.end() or not _is_one(stumble, match):
            continue
        end = start + len(match[0].strip())
        found = _Found(stumble.written, start, end, _AFTER.match(stumble.written, end))
        before = _BEFORE.search(stumble.written[:start])
        if not found.after and not before and not re.match(rf"\s*{_SIGN}", stumble.written[end:]):
            continue
        moved = _moved(found, _parts(match[0]))
        return FORMULA_IN_TEST.at(
            Span(stumble.source, stumble.line_start + start, stumble.line_start + end),
            "a test holds one value against another, and calculates nothing",
            help=f"write `{moved}`; what takes more than moving a number is `calculated`, under a name of its own"
            if moved
            else _calculated(stumble, found, before),
        )
    return None


@record
class _Found:
    """A line, where a formula stands in it, and the comparison behind that."""

    written: str
    start: int
    end: int
    after: re.Match[str] | None

    @property
    def formula(self) -> str:
        return self.written[self.start : self.end]


def _is_one(stumble: Stumble, match: re.Match[str]) -> bool:
    """Whether this is a formula, and no name with a hyphen or a slash in it."""
    names = [part for part in _parts(match[0]) if re.match(r"[A-Za-z_]", part)]
    if not names or any(name in KEYWORDS for name in names):
        return False
    joined = re.search(r"\w[-/]\w", match[0]) is not None
    return not joined or all(_declared(name, stumble.source.text) is not None for name in names)


def _parts(formula: str) -> list[str]:
    return [_OPERATIONS.get(part, part) for part in _PARTS.findall(formula)]


def _moved(found: _Found, parts: list[str]) -> str:
    """`po2 + 5 <= 60` with its number on the other side: `po2 <= 55`; else nothing."""
    after = found.after
    if after is None or after["top"] or len(parts) != 3 or parts[1] not in "+-":
        return ""
    numbers = [part for part in (parts[0], parts[2]) if part[0].isdigit()]
    if len(numbers) != 1 or (parts[1] == "-" and parts[0] == numbers[0]):
        return ""
    name = parts[2] if parts[0] == numbers[0] else parts[0]
    step, value = Decimal(numbers[0]), Decimal(after["value"])
    moved = value - step if parts[1] == "+" else value + step
    return f"{found.written[: found.start]}{name} {after['sign']} {moved:f}{found.written[after.end('value') :]}"


def _calculated(stumble: Stumble, found: _Found, before: re.Match[str] | None) -> str:
    """The formula under a name, and the test that asks about it."""
    formula = _without_brackets(found.formula)
    if not formula:
        return (
            "multiply out what is in brackets, and give the formula a name at the left edge, "
            'such as `calculated the_result "…"`, with the formula below: a test then asks about `the_result`'
        )
    parts = _parts(formula)
    name, unit = _name(parts), _unit(parts, stumble.source.text)
    written, after = found.written, found.after
    rest = written[found.end :]
    if after is not None and (not unit or after["unit"] is None):
        if unit:
            rest = f"{written[found.end : after.end()].rstrip()} {unit}{written[after.end() :]}"
        elif unit is None or after["unit"] == "%":
            unit = after["unit"] or ""
    if before is not None and after is None:
        line = f"{written[: before.start()]}{name} {_TURNED[before['sign']]} {before['other']}{rest}"
    else:
        line = f"{written[: found.start]}{name} {rest.lstrip()}"
    title = name[:1].upper() + name[1:].replace("_", " ")
    head = f'calculated {name} {unit} "{title}"' if unit else f'calculated {name} "{title}"'
    note = "; a calculated value has no window" if _WINDOW.search(line) else ""
    line = shortened(_WINDOW.sub("", line).strip(), most=200)
    lines = f"{head}\n  {' '.join(parts)}"
    return f"let it be calculated at the left edge, and ask for the result here, `{line}`{note}:\n{lines}"


def _without_brackets(formula: str) -> str:
    """A formula with what is in brackets multiplied out; nothing where that is more than a rule can do."""
    for _ in range(formula.count("(")):
        at = formula.find("(")
        for one in BRACKETS:
            if at >= 0 and (how := one.find(formula, at)) is not None:
                formula = formula[: how[0].start()] + how[1] + formula[how[0].end() :]
                break
    return "" if {"(", ")"} & set(formula) else formula


def _name(parts: list[str]) -> str:
    """`weight_by_height` of `weight / height`."""
    if len(parts) > _MOST_PARTS:
        return "the_result"
    words = [
        _CALLED.get(part, part.split(".")[-1] if not part[0].isdigit() else part.replace(".", "_")) for part in parts
    ]
    if words[0][0].isdigit() and words[1:2] == ["times"]:
        words = words[2:]
    return "_".join(words) if words and not words[0][0].isdigit() else "the_result"


def _unit(parts: list[str], text: str) -> str | None:
    """The unit of a formula, told from the facts in this text; None where it cannot be told, or is of several."""
    terms: set[str] = set()
    over: list[str] = []
    sign = "+"
    for part in [*parts, "+"]:
        if part in "+-*/":
            if part in "+-":
                if len(over) > 1:
                    return None
                terms.add("".join(over))
                over = []
            sign = part
            continue
        unit = "" if part[0].isdigit() else _declared(part, text)
        if unit is None:
            return None
        if unit and sign == "/":
            if unit not in over:
                return None
            over.remove(unit)
        elif unit:
            over.append(unit)
    return terms.pop() if len(terms) == 1 else None


def _declared(name: str, text: str) -> str | None:
    """The unit with which a number is declared in this text, which may be none; None where it is not declared there."""
    word = re.escape(name.rpartition(".")[2])
    found = re.search(
        rf"^\s+{word}\s+(?:(?:number|whole)\b)?[ \t]*(?:-?[\d.]+\.\.-?[\d.]+)?[ \t]*"
        rf"(?P<unit>(?!or\b|measured\b|sensitive\b|number\b|whole\b){UNITS})?\s*(?:or\s+not\s+done|measured|sensitive|\s)*\"",
        text,
        re.MULTILINE,
    )
    return None if found is None else found["unit"] or ""


RULES = (_formula,)
