"""Random sentences of the grammar itself: its rules expanded at random, its terminals by sample texts.

A source of choices is a string of bytes, so that Hypothesis can shrink a sentence by making it shorter. An
exhausted source chooses the simplest expansion, so that every sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from lark.grammar import NonTerminal, Rule, Symbol

from assent.syntax.grammar import build_parser

SAMPLES: dict[str, Sequence[str]] = {
    "NAME": (
        "a",
        "pain_score",
        "x1",
        "_under",
        "Mixed",
        "noted",
        "version",
        "source",
        "valid",
        "for",
        "appeal",
        "none",
    ),
    "STRING": (
        '"t"',
        '""',
        '"two words"',
        '"say \\"so\\""',
        '"# no comment"',
        '"{{ x }} </script> \u200f"',
        '"it\'s"',
        '"back\\\\"',
    ),
    "LONG_STRING": (
        '"""one"""',
        '"""\n  two\n    lines\n  """',
        '"""\n\n  # no comment\n\n  "quoted"\n  """',
        '""""""',
    ),
    "NUMBER": ("1", "0", "12", "2.50", "-3", "007"),
    "UNIT": ("weeks", "month", "kg/m2", "%", "°C", "mm Hg", "mL/min/1.73 m2"),
    "SYSTEM": ("LOINC", "ICD10"),
    "FINDING": ("superfluous-clause", "idle-test"),
    "ACCEPTS": ("accepts",),
    "OR_NOT_DONE": ("or not done", "or  not done"),
    "DATE": ("2026-01-01", "2024-02-29"),
    "VERSION_NUMBER": ("1.0.0", "2", "10.4"),
    "CODE": ("97110", "M54.*", "A-1.b"),
    "COMPARE": (">=", "<=", "<", ">"),
    "WHOLE": ("whole",),
    "MINUS": ("-", "−", "–"),
    "TIMES": ("*", "×"),
    "OVER": ("/", "÷"),
    "LESS_THAN": ("less than", "less  than"),
    "TIME_SINCE": ("years since", "days  since"),
    "MORE": ("more", "earlier"),
    "WANT_OF": ("want of", "want  of"),
    "A_DOCUMENT": ("a document", "a  document"),
    "NEVER_WORSENS": ("never worsens the outcome", "never  worsens an  outcome"),
    "TIME_OF": ("weeks", "day"),
    "JUDGEMENT": ("judgement", "judgment"),
    "_NL": ("\n",),
    "_INDENT": ("",),
    "_DEDENT": ("",),
}


class Choices:
    """Numbers from a string of bytes; zeros when it is used up."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def below(self, count: int) -> int:
        if self.at >= len(self.data) or count <= 1:
            return 0
        self.at += 1
        return self.data[self.at - 1] % count


@cache
def _rules() -> dict[str, list[Rule]]:
    """Each symbol's expansions, those that end soonest first."""
    rules = build_parser().rules
    heights: dict[Symbol, int] = {}

    def height(symbol: Symbol) -> int:
        return heights.get(symbol, 1000) if isinstance(symbol, NonTerminal) else 1

    def rule_height(rule: Rule) -> int:
        return 1 + sum(map(height, rule.expansion))

    changed = True
    while changed:
        changed = False
        for rule in rules:
            if rule_height(rule) < heights.get(rule.origin, 1000):
                heights[rule.origin] = rule_height(rule)
                changed = True
    grouped: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda rule: (rule.origin.name, rule_height(rule), rule.order)):
        grouped.setdefault(str(rule.origin.name), []).append(rule)
    return grouped


@cache
def _keywords() -> dict[str, str]:
    """The terminals that are always the same: signs, and words, whose patterns say where they end and what follows."""
    return {terminal.name: _spelled(terminal.pattern.value) for terminal in build_parser().terminals}


def _spelled(pattern: str) -> str:
    """A pattern as the one text that it matches: its blanks as one, what has to follow left out."""
    return re.sub(r"\(\?[=!].*\)$", "", pattern).removesuffix(r"\b").replace(r"[ \t]+", " ").replace("[ \t]+", " ")


def tokens(choices: Choices, start: str = "start") -> list[tuple[str, str]]:
    """The terminals of a random sentence, each with a text."""
    made: list[tuple[str, str]] = []
    stack: list[Symbol] = [NonTerminal(start)]
    while stack:
        symbol = stack.pop()
        if isinstance(symbol, NonTerminal):
            rules = _rules()[str(symbol.name)]
            stack += reversed(rules[choices.below(len(rules))].expansion)
        else:
            name = str(symbol.name)
            samples = SAMPLES.get(name) or (_keywords()[name],)
            made.append((name, samples[choices.below(len(samples))]))
    return made


_TIGHT = {",", "..", ".", "<", "|", ">=", "<=", ">"}
_REMARKS = ("# a remark", '# "quoted', "#", "# require x", "#no space  ")


def text_of(sentence: list[tuple[str, str]], choices: Choices) -> str:
    """A sentence laid out at random: steps, spaces, blank lines and comments wherever they may stand."""
    out: list[str] = []
    columns = [0]
    pending: str | None = None
    for number, (kind, word) in enumerate(sentence):
        if kind == "_NL":
            pending = ("  " + _REMARKS[choices.below(5)]) if choices.below(4) == 1 else ""
            continue
        if kind == "_INDENT":
            columns.append(columns[-1] + (2, 1, 4, 3)[choices.below(4)])
            continue
        if kind == "_DEDENT":
            columns.pop()
            continue
        if pending is not None:
            if number > 1:
                out.append(pending + "\n")
            while choices.below(3) == 1:
                out.append(" " * choices.below(9) + ("" if choices.below(2) else _REMARKS[choices.below(5)]) + "\n")
            out.append(" " * columns[-1])
            pending = None
        elif out:
            tight = word in _TIGHT or sentence[number - 1][1] in _TIGHT
            out.append(" " * (choices.below(2) if tight else 1 + choices.below(2)))
        out.append(word)
    out.append(pending or "")
    while choices.below(4) == 1:
        out.append("\n" + " " * choices.below(5) + _REMARKS[choices.below(5)])
    return "".join(out) + ("\n" if choices.below(2) == 0 else "")
