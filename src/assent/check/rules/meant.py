"""What a test was meant to say, told from the words around its mistake, so that a message can offer it."""

from __future__ import annotations

import re

from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.language.expressions import Fact
from assent.language.types import Choice, Number, Scale
from assent.syntax.tree import Name, Place

_MORE = frozenset({"more", "higher", "greater", "above", "longer", "over", "older", "better", "worse"})
_LESS = frozenset({"less", "fewer", "lower", "below", "under", "shorter", "younger", "earlier"})
_COMPARED = re.compile(r"(\w+)\s+(?:is|>=|<=|>|<)\s+(\S+(?:\s+\w+)?)\s+or\s+$")
_CHOSEN = re.compile(r"(\w+)\s+is\s+(not\s+)?(?:one\s+of\s+)?((?:\w+[\s,]+)+)(?:or|and)\s+$")
_COUNTED = re.compile(r"(?:(at\s+least|at\s+most|exactly)\s+|(\d+)\s+to\s+)(\d+)\s+$")
_COMPARED_COUNT = re.compile(r"\w+\s*(>=|<=|>|<|is)\s*(\d+)$")
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
    before = _before(problems, name.at[0])
    sign = ">=" if name.word.lower() in _MORE else "<=" if name.word.lower() in _LESS else ""
    if sign and (compared := _COMPARED.search(before)):
        return f"write `{compared[1]} {sign} {compared[2]}`"
    if (chosen := _CHOSEN.search(before)) and (fact := scope.fact(chosen[1])) is not None:
        return _one_of(fact, [*re.findall(r"\w+", chosen[3]), name.word], negated=bool(chosen[2]))
    return ""


def _one_of(fact: Fact, options: list[str], *, negated: bool) -> str:
    if not isinstance(fact.type, Choice | Scale) or options[-1] not in fact.type.options:
        return ""
    chosen = [option for option in options if option in fact.type.options]
    return f"write `{fact.name} is {'not ' if negated else ''}one of {', '.join(chosen)}`"


def comparison_for_count(problems: Problems, fact: Fact, at: Place) -> str:
    """What `at least 4 pain_score` means, where the fact is a number; else nothing."""
    counted = _COUNTED.search(_before(problems, at[0]))
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
    from assent.syntax.phrasebook.phrase import NUMBER_WORDS  # loaded when there is a mistake to explain

    return NUMBER_WORDS.get(word.lower())


def name_before_type(problems: Problems, name: Name, types: tuple[str, ...]) -> str:
    """The start of a fact's line whose type stands before its name, `date onset "…"`, put right; else nothing."""
    before = " ".join(_before(problems, name.at[0]).split())
    return f"{name.word} {before}" if before in types else ""
