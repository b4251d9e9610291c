"""What an approval grants: pathways that there are not, requests that nothing can be held against, idle lines."""

from __future__ import annotations

from collections.abc import Sequence

from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.language.grants import Grant
from assent.language.types import Type, describe
from assent.language.values import Period
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.suggest import did_you_mean
from assent.syntax.tree import Grants, Name, NumberWord, Text, Valid

UNKNOWN_PATHWAY = Code("unknown-pathway", "error", "a pathway that no clause and no definition has")
UNUSABLE_REQUEST = Code("unusable-request", "error", "a grant held against a fact that does not say so much")
GRANTED_AMOUNT = Code("granted-amount", "error", "a grant of no whole number of units")
MISSING_VALIDITY = Code("missing-validity", "error", "`valid for` under a condition, and none for all others")
IDLE_GRANT = Code("idle-grant", "warning", "a line of the authorization that never changes what is granted")
CODES = (UNKNOWN_PATHWAY, UNUSABLE_REQUEST, GRANTED_AMOUNT, MISSING_VALIDITY, IDLE_GRANT)

# More than this of anything is a slip.
MOST = 100_000


def unknown_pathway(problems: Problems, scope: Scope, text: Text, title: str) -> None:
    """`for "On exertoin"`."""
    titles = [pathway.title for pathway in scope.pathways.values()]
    listed = ", ".join(f'"{known}"' for known in titles[:8])
    problems.add(
        UNKNOWN_PATHWAY,
        text.at,
        f'no pathway is called "{title}"',
        label="not the title of a pathway",
        help=did_you_mean(title, titles)
        or (f"the pathways are {listed}" if titles else 'pathways are written `either "…"` and `or "…"` in a clause'),
    )


def unusable_request(problems: Problems, scope: Scope, name: Name, type: Type | None, unit: str) -> None:
    """`grants 12 visits of diagnosis`."""
    what = describe(type) if type is not None else "no fact"
    if unit:
        wanted = f"declare what was requested as a whole number: `{name.word}  whole {unit}`"
        said = f"{unit} are not counted in `{name.word}`, which is {what}"
    else:
        wanted = f"declare what was requested as a scale, from the narrowest: `{name.word}  sleep < day_and_night`"
        said = f"nothing can be granted of `{name.word}`, which is {what}"
    problems.add(
        UNUSABLE_REQUEST,
        name.at,
        said,
        label="held against this",
        others=(scope.declaration_of(name.word),),
        help=wanted,
    )


def impossible_amount(problems: Problems, amount: NumberWord, unit: NumberWord) -> None:
    """`grants 2.5 visits`, `grants 0 visits`."""
    problems.add(
        GRANTED_AMOUNT,
        (amount.at[0], unit.at[1]),
        f"`{amount.word} {unit.word}` cannot be granted: an amount is a whole number from 1",
        label="not a whole number from 1",
        help=f'write a whole number, in a smaller unit if need be, or a text: `grants "{amount.word} {unit.word}"`',
    )


def no_base_validity(problems: Problems, line: Valid) -> None:
    """`valid for 12 months when …` alone: without it, an approval would be valid for ever."""
    problems.add(
        MISSING_VALIDITY,
        line.at,
        "this validity holds under a condition, and nothing says how long other approvals are valid",
        label="only sometimes",
        help="add a line without a condition, for the shortest validity: `valid for 90 days`",
    )


def is_no_longer(period: Period, base: Period) -> bool:
    """Whether a period never ends later than another."""
    if period.days is not None and base.days is not None:
        return period.days <= base.days
    if period.months is not None and base.months is not None:
        return period.months <= base.months
    # A month has 28 days at the least, and 31 at the most.
    most = period.days if period.days is not None else 31 * (period.months or 0)
    least = base.days if base.days is not None else 28 * (base.months or 0)
    return most <= least


def shorter_validity(problems: Problems, line: Valid, base: Valid, valid: str) -> None:
    """`valid for 30 days when …` beside `valid for 90 days`."""
    problems.add(
        IDLE_GRANT,
        line.at,
        f"this validity never counts: every approval is valid for {valid}, and the longest validity holds",
        label="no longer than that",
        others=(Label(problems.first_line(base.at), "this holds for all"),),
        help="let the line without a condition have the shortest validity, and give the longer ones a condition",
    )


Granted = Sequence[tuple[Grants, Grant]]


def against_one_request(problems: Problems, granted: Granted) -> None:
    """Two lines of one unit that are held against different facts, or one of them against none."""
    first: dict[str, tuple[Grants, Grant]] = {}
    for line, grant in granted:
        if grant.amount is None:
            continue
        before, other = first.setdefault(grant.unit.removesuffix("s"), (line, grant))
        if other.requested != grant.requested:
            fact = other.requested or grant.requested
            assert fact is not None
            problems.add(
                UNUSABLE_REQUEST,
                line.at,
                f"{grant.unit} are granted twice, and not held against the same request",
                label="held against another request, or none",
                others=(Label(problems.first_line(before.at), "the first line of this unit"),),
                help=f"write `of {fact.name}` after the amount of each",
            )


def never_count(problems: Problems, granted: Granted) -> None:
    """A line that grants no more than one of the same unit that always applies."""
    always: dict[object, tuple[Grants, Grant]] = {}
    for line, grant in granted:
        if grant.size is not None and grant.when is None:
            held = always.get(_thing(grant))
            if held is None or (held[1].size or 0) < grant.size:
                always[_thing(grant)] = (line, grant)
    for line, grant in granted:
        base = always.get(_thing(grant))
        if base is None or base[0] is line or grant.size is None:
            continue
        if grant.size <= (base[1].size or 0):
            problems.add(
                IDLE_GRANT,
                line.at,
                f"this line never counts: {base[1].words} are granted always, and the most that applies is granted",
                label="no more than that",
                others=(Label(problems.first_line(base[0].at), "this is granted always"),),
                help="let the line without a condition grant the least, and give those that grant more a condition",
            )


def _thing(grant: Grant) -> object:
    return grant.requested if grant.option else grant.unit.removesuffix("s")
