"""How much of the source a policy stands for: statements cited, repeated or named untested, and what is left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from assent.check.citations.contradictions import Contradiction
from assent.check.citations.document import Document, Statement
from assent.check.citations.finding import Search
from assent.check.citations.normal import normalise
from assent.language.calendar import format_day
from assent.language.policy import Policy
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.record import record

UNCOVERED_STATEMENT = Code(
    "uncovered-statement", "warning", "a statement of the source document that nothing in the policy stands for"
)

CODES = (UNCOVERED_STATEMENT,)

_WORD = re.compile(r"\w")
_JOINING = re.compile(r"\W*(?:and|or|and/or)\W*", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_LONG_DATE = re.compile(rf"({_MONTHS.replace(' ', '|')})[a-z]*\.? (\d{{1,2}}),? (\d{{4}})")
_CLOSING_PARENTHESIS = re.compile(r"\s*\([^()]*\)$")
_EDGES = " .,;:!?-"


@record
class Partly:
    """A cited statement and the words of it that its quotes leave out."""

    statement: Statement
    left_out: tuple[str, ...]


@record
class Coverage:
    """The statements of a source, how many of them the policy stands for, and what is left.

    `contradictions` are the places where the source disagrees with itself, acknowledged ones included.
    """

    statements: tuple[Statement, ...]
    covered: int
    uncovered: tuple[Statement, ...]
    partly: tuple[Partly, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def share(self) -> float:
        """The covered share of the statements, from 0 to 1; 1 where the source states nothing."""
        return self.covered / len(self.statements) if self.statements else 1.0

    @property
    def percent(self) -> int:
        """The share in whole percent, never rounded up: 100 means that nothing is left."""
        return self.covered * 100 // len(self.statements) if self.statements else 100


def cover(policy: Policy, document: Document, search: Search, contradictions: tuple[Contradiction, ...]) -> Coverage:
    """Hold the statements of a source against the quotes and the texts of a policy."""
    stated = _header_values(policy)
    statements = tuple(statement for statement in document.statements if not _is_in_header(statement, stated))
    cited = _merged(sorted((found.start, found.end) for found in search.found))
    ends = [end for _, end in cited]
    repeated = [f" {normalise(text).text} " for text in _texts(policy)]
    uncovered: list[Statement] = []
    partly: list[Partly] = []
    for statement in statements:
        first, last = bisect_right(ends, statement.start), bisect_left(ends, statement.end)
        quoted = [place for place in cited[first : last + 1] if place[0] < statement.end]
        if not any(_WORD.search(document.normal.text, *_overlap(statement, place)) for place in quoted):
            if not _is_repeated(statement.text, repeated):
                uncovered.append(statement)
        elif left_out := tuple(_left_out(statement, quoted)):
            partly.append(Partly(statement, left_out))
    return Coverage(statements, len(statements) - len(uncovered), tuple(uncovered), tuple(partly), contradictions)


def _overlap(statement: Statement, place: tuple[int, int]) -> tuple[int, int]:
    return max(statement.start, place[0]), min(statement.end, place[1])


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _left_out(statement: Statement, quoted: list[tuple[int, int]]) -> Iterator[str]:
    """The words of a statement outside its quotes, "; and" at its end left aside."""
    begin = statement.start
    for start, end in [*quoted, (statement.end, statement.end)]:
        gap = statement.text[begin - statement.start : max(start - statement.start, 0)]
        if _WORD.search(gap) and not (start == statement.end and _JOINING.fullmatch(gap)):
            yield gap.strip(_EDGES)
        begin = max(begin, end)


def _is_repeated(text: str, texts: list[str]) -> bool:
    wanted = text.strip(_EDGES)
    for there in texts:
        at = there.find(wanted)
        while at != -1:
            if not there[at - 1].isalnum() and not there[at + len(wanted)].isalnum():
                return True
            at = there.find(wanted, at + 1)
    return False


def _texts(policy: Policy) -> Iterator[str]:
    """The texts of a policy that may repeat its source word for word."""
    for prose in (policy.overview, policy.notice):
        if prose is not None:
            yield prose.text
    if policy.authorization is not None:
        yield policy.authorization.appeal
        yield from (grant.words for grant in policy.authorization.grants)


def _header_values(policy: Policy) -> frozenset[str]:
    """What the header states, as a line "Label: value" of the source may repeat it."""
    values = [policy.title, policy.id, policy.version, f"v{policy.version}"]
    for procedure in policy.procedures:
        values += [procedure.code, procedure.title, f"{procedure.system} {procedure.code}"]
    values += [format_day(day) for day in (policy.effective, policy.until) if day is not None]
    return frozenset(_plain(value) for value in values if value)


def _plain(value: str) -> str:
    text = normalise(value).text.strip(_EDGES).casefold()
    text = _LONG_DATE.sub(lambda date: f"{_MONTHS.index(date[1]) // 4 + 1}/{date[2]}/{date[3]}", text)
    return _DATE.sub(lambda date: f"{date[3]}-{int(date[1]):02}-{int(date[2]):02}", text)


def _is_in_header(statement: Statement, stated: frozenset[str]) -> bool:
    """Whether a statement is the value of a label, and the header states it: "CPT Codes: 97110, 97112"."""
    if not statement.label and statement.value == statement.text:
        return False
    if len(statement.value) > 200:
        return False
    rest = _plain(statement.value)
    if _CLOSING_PARENTHESIS.sub("", rest) in stated:
        return True
    for value in sorted(stated, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", " ", rest)
    return not _WORD.search(rest.replace(" and ", " "))


def report(coverage: Coverage, guesses: frozenset[int], document: Document) -> Iterator[Diagnostic]:
    """A warning for each statement that is left; those that a failing quote probably meant have their error already."""
    guessed = {document.statements[at].start for at in guesses}
    for statement in coverage.uncovered:
        if statement.start in guessed:
            continue
        yield UNCOVERED_STATEMENT.at(
            statement.span,
            "nothing in the policy stands for this statement of the source",
            label="not cited",
            help=f'cite it in a clause, or name it: untested "{_shortened(statement.text)}" because "…"',
        )


def _shortened(text: str, limit: int = 120) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " …"
