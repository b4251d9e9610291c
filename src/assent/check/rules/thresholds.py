"""Values with names: parameters without a value in force, tables with holes, and names in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from assent.check.problems import Problems
from assent.check.samples import NO_ELEMENT, is_met, samples_of
from assent.check.scope import Declared
from assent.language.calendar import format_day
from assent.language.duration import Duration
from assent.language.exact import exact_text
from assent.language.expressions import AllOf, AnyOf, Expression, Fact, FactValue, Leaf, Not, Test, leaves_of, named_in
from assent.language.thresholds import DatedValue, Parameter
from assent.language.types import Choice, Date, DurationType, Number, Scale, Type, YesNo
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label
from assent.syntax import tree as t

VALUE_WITHOUT_DATE = Code("value-without-date", "error", "a value of a parameter that does not say from when it counts")
VALUES_OUT_OF_ORDER = Code("values-out-of-order", "error", "values of a parameter that are not in the order of dates")
NO_VALUE_IN_FORCE = Code("no-value-in-force", "error", "a parameter without a value on some day of the policy")
VALUE_AFTER_THE_END = Code("value-after-the-end", "warning", "a value of a parameter that counts after the policy ends")
CASE_WITHOUT_CONDITION = Code("case-without-condition", "error", "a value of a table that does not say where it counts")
CASES_OF_SEVERAL = Code("cases-of-several", "error", "a table whose cases are not about one fact")
HOLE_IN_TABLE = Code("hole-in-table", "error", "a table without a case for some value")
OVERLAP_IN_TABLE = Code("overlap-in-table", "error", "a table with two cases for one value")
MISPLACED_THRESHOLD = Code("misplaced-threshold", "error", "a parameter or a table where it cannot be used")
UNUSED_THRESHOLD = Code("unused-threshold", "warning", "a parameter or a table that no test uses")
CODES = (
    VALUE_WITHOUT_DATE,
    VALUES_OUT_OF_ORDER,
    NO_VALUE_IN_FORCE,
    VALUE_AFTER_THE_END,
    CASE_WITHOUT_CONDITION,
    CASES_OF_SEVERAL,
    HOLE_IN_TABLE,
    OVERLAP_IN_TABLE,
    MISPLACED_THRESHOLD,
    UNUSED_THRESHOLD,
)

# What a table may depend on, and how: whatever one value settles.
_DECIDING = (Number, Scale, Choice, YesNo, Date, DurationType)
_SYMBOLS = frozenset({"", ">=", ">", "<=", "<", "is", "is not"})


def value_without_date(problems: Problems, node: t.DatedValueNode) -> None:
    """`12 weeks` alone, in a parameter."""
    words = problems.words(node.value.at)
    problems.add(
        VALUE_WITHOUT_DATE,
        node.value.at,
        f"it is not said from when `{words}` counts",
        label="from which day on?",
        help=f"write `{words} from 2026-01-01`, with the first day on which it counts",
    )


def out_of_order(problems: Problems, late: t.DatedValueNode, first: DatedValue, second: DatedValue) -> None:
    """A value that counts from a day before, or on, the day of the one above it."""
    assert late.start is not None
    same = first.start == second.start
    problems.add(
        VALUES_OUT_OF_ORDER,
        late.start.at,
        f"`{second.text}` counts from {late.start.word}, and the value above it from {format_day(first.start)}",
        label="the same day" if same else "an earlier day",
        help="leave out the one that is not meant" if same else "put the earliest value first, and the latest last",
    )


def is_in_force(problems: Problems, node: t.ParameterNode, parameter: Parameter, effective: int) -> bool:
    """Whether a parameter has a value on the first day of the policy, and so on every one; reported where not."""
    first = parameter.values[0].start
    if not effective or first <= effective:
        return True
    start = node.values[0].start
    assert start is not None
    problems.add(
        NO_VALUE_IN_FORCE,
        start.at,
        f"`{parameter.id}` has no value before {format_day(first)}, "
        f"and the policy is in force from {format_day(effective)}",
        label="the first day with a value",
        help=f"say what it was before: a value `from {format_day(effective)}`, or from an earlier day",
    )
    return False


def after_the_end(problems: Problems, node: t.ParameterNode, parameter: Parameter, until: int | None) -> None:
    """Values that would count from a day on which the policy is in force no longer."""
    for one, value in zip(node.values, parameter.values, strict=True):
        if until is not None and value.start > until and one.start is not None:
            problems.add(
                VALUE_AFTER_THE_END,
                one.start.at,
                f"`{value.text}` never counts: the policy is in force until {format_day(until)}",
                label="after its last day",
                help="leave this value to the version that is in force then, or let `effective` end later",
            )


def case_without_condition(problems: Problems, node: t.TableNode, case: t.TableCaseNode) -> None:
    """`6 months` alone, in a table."""
    words = problems.words(case.value.at)
    known = next((problems.words(other.when.at) for other in node.cases if other.when is not None), "bmi > 40")
    problems.add(
        CASE_WITHOUT_CONDITION,
        case.value.at,
        f"it is not said where `{words}` counts",
        label="in which case?",
        help=f"write `{words} when …`, such as `when {known}`: a table has no value for all other cases",
    )


def cases_make_sense(problems: Problems, node: t.TableNode, whens: list[Expression]) -> bool:
    """Whether the cases are about one fact, and exactly one of them holds of each value; reported where not."""
    tests = [leaf for when in whens for leaf in leaves_of(when)]
    if not (about := _about(problems, node, whens)):
        return False
    # Of what was not done no case holds, and the test is not met.
    samples = [sample for sample in samples_of(tests) if sample is not NO_ELEMENT]
    holding = [[at for at, when in enumerate(whens) if _holds(when, sample)] for sample in samples]
    left = [_shown(about.type, sample) for sample, held in zip(samples, holding, strict=True) if not held]
    for sample, held in zip(samples, holding, strict=True):
        if len(held) != 1:
            _report(problems, node, about, _shown(about.type, sample), held, left)
            return False
    return True


def _about(problems: Problems, node: t.TableNode, whens: list[Expression]) -> Fact | None:
    """The one fact that all cases are about."""
    found: Fact | None = None
    for case, when in zip(node.cases, whens, strict=True):
        assert case.when is not None
        if (named := next(named_in(when), None)) is not None:
            _by_definition(problems, case.when.at, named)
            return None
        for leaf in leaves_of(when):
            fact = leaf.operand.fact if isinstance(leaf, Test) and isinstance(leaf.operand, FactValue) else None
            if fact is None or not _is_plain(leaf) or not isinstance(fact.type, _DECIDING):
                words = problems.words(case.when.at)
                message = f"`{words}` is not a plain test of one fact, and a table depends on one"
                help = "compare a fact with a value: `bmi > 40`, `stage is late`, `age from 18 to 64`, `diabetic`"
                problems.add(CASES_OF_SEVERAL, case.when.at, message, help=help)
                return None
            if found is not None and fact != found:
                message = f"one case of `{node.name.word}` is about `{found.name}`, another about `{fact.name}`"
                help = "write a table for each fact, or clauses with `when`"
                problems.add(CASES_OF_SEVERAL, case.when.at, message, label="another fact", help=help)
                return None
            found = fact
    return found


def _by_definition(problems: Problems, at: t.Place, id: str) -> None:
    """A case by a definition or a clause, which may be about several facts."""
    problems.add(
        CASES_OF_SEVERAL,
        at,
        f"`{id}` stands for a test of its own, and a table depends on the value of one fact",
        label="not a fact",
        help=f"write a clause for each value: one with `when {id}`, one with `when not {id}`",
    )


def _is_plain(leaf: Leaf) -> bool:
    known = isinstance(leaf, Test) and (leaf.argument is None or leaf.literal is not None)
    return known and isinstance(leaf, Test) and leaf.operator.symbol in _SYMBOLS


def _holds(when: Expression, sample: object) -> bool:
    match when:
        case Test():
            return is_met(when, sample)
        case Not(part):
            return not _holds(part, sample)
        case AllOf(parts):
            return all(_holds(part, sample) for part in parts)
        case AnyOf(parts):
            return any(_holds(part, sample) for part in parts)
        case _:
            raise AssertionError("the condition of a case is a test, a band or one of several options")


def _shown(type: Type, sample: object) -> str:
    match type, sample:
        case Scale(options), int(rank):
            return options[rank]
        case Date(), int(day):
            return format_day(day)
        case YesNo(), answer:
            return "yes" if answer else "no"
        case DurationType(), Duration(first=int(first), last=int(last)):
            return f"{last - first} days"
        case Number(unit=unit), number:
            return f"{exact_text(number)} {unit}".strip()  # type: ignore[arg-type]
        case _:
            return str(sample)


def _report(
    problems: Problems, node: t.TableNode, about: Fact, value: str, holding: list[int], left: list[str]
) -> None:
    table = node.name.word
    if not holding:
        case = _case_for(about, left)
        problems.add(
            HOLE_IN_TABLE,
            node.name.at,
            f"`{table}` has no case where `{about.name}` is {value}",
            label="a hole between its cases",
            help=f"let one of its cases take that in, or add a case for it{f', `… when {case}`' if case else ''}",
        )
        return
    first, second = (node.cases[at] for at in holding[:2])
    assert first.when is not None and second.when is not None
    problems.add(
        OVERLAP_IN_TABLE,
        second.when.at,
        f"`{table}` has two cases where `{about.name}` is {value}",
        label="this holds",
        others=(Label(problems.span(first.when.at), "and so does this"),),
        help="let one of them begin where the other ends, such as `>` beside `<=`",
    )


def _case_for(about: Fact, left: list[str]) -> str:
    """The condition of a case that takes in what the others leave over, of a fact with options; else nothing."""
    if isinstance(about.type, YesNo):
        return about.name if left == ["yes"] else f"not {about.name}" if left == ["no"] else ""
    if not isinstance(about.type, Choice | Scale):
        return ""
    options = [option for option in about.type.options if option in left]
    return f"{about.name} is {'one of ' if len(options) > 1 else ''}{', '.join(options)}"


def not_compared(problems: Problems, operand: t.Operand, declared: Declared, label: Label) -> None:
    """A parameter or a table that stands alone, or on the left."""
    name = operand.name.word
    problems.add(
        MISPLACED_THRESHOLD,
        operand.at,
        f"`{name}` is a {declared.noun}: a value, against which something else is held",
        others=(label,),
        help=f"put it on the right of a comparison, such as `conservative_treatment >= {name}`",
    )


def end_of_band(problems: Problems, end: t.Value, label: Label) -> None:
    """A parameter or a table as an end of a band."""
    name = end.word.word
    help = f"write two comparisons, one of them with `{name}`, in an `all of` block"
    problems.add(MISPLACED_THRESHOLD, end.at, f"`{name}` cannot be the end of a band", others=(label,), help=help)


def in_condition(problems: Problems, name: t.Name, element: Fact, label: Label) -> None:
    """Several values in the condition of a count: which of them counts does not depend on an element."""
    problems.add(
        MISPLACED_THRESHOLD,
        name.at,
        f"`{name.word}` has several values, and cannot stand in a condition on each `{element.name}`",
        label="which of them counts does not depend on the element",
        others=(label,),
        help="write a clause for each case, with `when`, and the value itself in each",
    )


def once_each(problems: Problems, known: int) -> None:
    """Leave out what was reported before: a table that is used twice is wrong once."""
    new: list[Diagnostic] = []
    for one in problems.found[known:]:
        same = [other for other in (*problems.found[:known], *new) if other == one]
        new += [] if same else [one]
    problems.found[known:] = new


def unused_thresholds(problems: Problems, tree: t.PolicyTree, used: AbstractSet[str]) -> None:
    """Parameters and tables that no test is held against."""
    for block in _nodes(tree):
        if block.name.word not in used:
            noun = "parameter" if isinstance(block, t.ParameterNode) else "table"
            problems.add(
                UNUSED_THRESHOLD,
                block.name.at,
                f"no test is held against the {noun} `{block.name.word}`",
                label="not used",
                help=f"write it on the right of a comparison, or leave the {noun} out",
            )


def _nodes(tree: t.PolicyTree) -> Iterator[t.ParameterNode | t.TableNode]:
    return (block for block in tree.blocks if isinstance(block, t.ParameterNode | t.TableNode))
