"""How counted elements lie to one another: what can be read in two ways, or asks nothing."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.language.expressions import PatternKind
from assent.language.types import Field, describe
from assent.source.catalogue import Code
from assent.syntax.tree import Counted, Name, Pattern

UNCLEAR_PATTERN = Code("unclear-pattern", "error", "a count in a moving window, or of spaced events, with two readings")
UNCLEAR_PER = Code("unclear-per", "error", "`per` after a count without an upper bound, which can be read in two ways")
PER_WITHOUT_OPTIONS = Code("per-without-options", "error", "`per` with a field that has no options")
CODES = (UNCLEAR_PATTERN, UNCLEAR_PER, PER_WITHOUT_OPTIONS)


def kind_of(node: Counted, pattern: Pattern) -> PatternKind:
    """Which pattern of the core a pattern as written is."""
    if node.form == "every":
        return "closer than"
    match pattern.form:
        case "within any":
            return "within any"
        case "no more than":
            return "no more than apart"
        case _:
            return "at least apart"


def reads_one_way(problems: Problems, node: Counted, low: int | None) -> bool:
    """Whether a count's pattern and its `per` can be read in one way only; reported where not."""
    if node.pattern is not None and not _pattern_is_clear(problems, node, node.pattern, low):
        return False
    if node.per is None or node.form in ("at most", "every"):
        return True
    name, field = node.name.word, node.per.word
    written = problems.words((node.at[0], node.name.at[1]))
    problems.add(
        UNCLEAR_PER,
        (node.per.at[0] - len("per "), node.per.at[1]),
        f"`{written} … per {field}` can be read in two ways: so many for some `{field}`, or for each",
        label="for which?",
        help=f"write one count for each that is needed, for example `{written} … where {field} is …`; "
        f"`per` stands after `at most` and `every`, for example `at most 4 {name} within any 12 months per {field}`",
    )
    return False


def _pattern_is_clear(problems: Problems, node: Counted, pattern: Pattern, low: int | None) -> bool:
    name, length = node.name.word, problems.words(pattern.period.at)
    written = problems.words((node.at[0], node.name.at[1]))
    said = problems.words(pattern.at)
    if node.form == "every":
        return True
    if node.form == "at least" and low == 1:
        message = f"`{written} {said}` asks no more than `{written}`: it takes two to be near or apart"
        help = f"write `at least 2 {name} {said}`, or leave `{said}` out"
    elif node.form == "at least" or (node.form == "at most" and pattern.form == "within any" and low != 0):
        return True
    elif pattern.form == "within any":
        message = f"`{written} {said}` can be read in several ways"
        help = (
            f"write `at most 4 {name} {said}` for a limit that holds for every stretch of time, "
            f"`at least 4 {name} {said}` for what has to be reached in one of them, "
            f"or `{written} within the last {length}`, counted back from the date of the request"
        )
    else:
        message = f"`{written} {said}` can be read in two ways: so many, or so many of those that lie like that"
        help = (
            f"write how many with one test, and how they lie with another: `every {name} at least {length} apart`"
            if pattern.form == "at least"
            else f"write `at least 2 {name} {said}` for how many have to follow one another, or "
            f"`at most 4 {name} within any {length}` for how many there may be"
        )
    problems.add(UNCLEAR_PATTERN, node.at, message, label="which is meant?", help=help)
    return False


def per_without_options(problems: Problems, name: Name, field: Field) -> None:
    """`per` with a field of which no two elements need have the same."""
    problems.add(
        PER_WITHOUT_OPTIONS,
        name.at,
        f"`per` goes by options, and `{field.name}` is {describe(field.type)}",
        label="no options",
        help=f"declare a field with options, for example `region  cervical | thoracic | lumbar`, and write "
        f"`per region`; or count one `{field.name}` at a time, with `where {field.name} …`",
    )
