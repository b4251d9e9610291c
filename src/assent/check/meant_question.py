"""What a question was meant to ask, where it cannot be read: offered only where it can be read as offered."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

from assent.check.rules.names import UNKNOWN_NAME
from assent.check.rules.settled import NEVER_MET
from assent.source.diagnostic import Diagnostic
from assent.syntax.mistakes.connectives import DANGLING_AND_OR
from assent.syntax.mistakes.everyday import EVERYDAY_WORDS
from assent.syntax.mistakes.mixed import MIXED_AND_OR
from assent.syntax.mistakes.statements import FOREIGN_WORD, UNKNOWN_STATEMENT

_OUTCOMES = {
    **{outcome: outcome for outcome in ("approve", "deny", "pend", "review")},
    **dict.fromkeys(("approved", "approves", "approval", "allow", "allowed"), "approve"),
    **dict.fromkeys(("denied", "denies", "denial", "reject", "rejected"), "deny"),
    **dict.fromkeys(("pended", "pends", "pending"), "pend"),
    **dict.fromkeys(("reviewed", "reviews"), "review"),
}
_WORD = re.compile(r"[A-Za-z]+")
_WITHOUT = re.compile(r"^(?P<one>.+?)\s*,?\s+(?:without|unless|but\s+not|and\s+no|despite\s+no)\s+(?P<other>.+)$")
_WITH = re.compile(
    r"^(?P<one>.+?)(?:\s*,\s*|\s*(?:&+|\+)\s*|\s+(?:when|if|where|with|while|although|though|despite|but|in\s+case\s+of)\s+)"
    r"(?P<other>.+)$"
)
_JOINT = re.compile(r"\s+(and|or)\s+")
# Of a question that comes to more than so many, none is spelled out.
_MOST = 6
_TITLE = re.compile(r'"[^"]*"')
_BY_NAME = "name a clause or a definition by its id, and a pathway by the tests below its title"
_NOT_MET = re.compile(r"\bnot\s+met\s+(?P<before>\w+)|\b(?P<after>\w+)\s+(?:is\s+)?not\s+met\b")
_MET = re.compile(r"\bmet\s+(?P<before>\w+)|\b(?P<after>\w+)\s+(?:is\s+)?met\b")
_EXAMPLE = "a question is tests joined by `and`, or by `or`, such as `approve and not infection`"


def explained(
    question: str, wrong: tuple[Diagnostic, ...], read: Callable[[str], tuple[Diagnostic, ...] | None]
) -> tuple[Diagnostic, ...]:
    """What is wrong with a question, and what to ask instead.

    `read` gives what is wrong with another question, None where nothing is.
    """
    words = " ".join(question.split())
    if not wrong or "\n" in question.strip():
        return wrong
    first = wrong[0]
    if not words:
        return (replace(first, message="nothing is asked", help=_EXAMPLE),)
    if title := _TITLE.search(words):
        return (replace(first, message=f"`{title[0]}` is a title, and titles are not asked about", help=_BY_NAME),)
    if first.code == MIXED_AND_OR.name:
        return (replace(first, help=_apart(words)),)
    unknown: tuple[Diagnostic, ...] = ()
    for meant in dict.fromkeys(_ways(words)):
        still = read(meant) if meant != words else wrong
        if still is None:
            return (EVERYDAY_WORDS.at(first.span, f"`{words}` is not how this is asked", help=f"ask `{meant}`"),)
        if still and all(one.code == UNKNOWN_NAME.name for one in still):
            unknown = still
    return tuple(_in_a_question(one, words) for one in unknown or wrong)


def _ways(words: str) -> list[str]:
    """What the words may stand for, likeliest first."""
    plain = _WORD.sub(lambda word: _OUTCOMES.get(word[0].lower(), word[0]), words)
    by_name = _MET.sub(_name_of, _NOT_MET.sub(lambda said: f"not {_name_of(said)}", plain))
    found = [plain, by_name]
    for one in (words, plain, by_name):
        if match := _WITHOUT.match(one):
            tests = [_opposite(test) for test in re.split(r"\s+(?:or|and)\s+", match["other"])]
            found += [" and ".join([match["one"], *tests]), " and ".join([match["one"], *map(_provided, tests)])]
        if match := _WITH.match(one):
            tests = re.split(r"\s+and\s+", match["other"])
            found += [" and ".join([match["one"], *tests]), " and ".join([match["one"], *map(_provided, tests)])]
    return found


def _name_of(said: re.Match[str]) -> str:
    """The name in `not met severity`, or in `severity is met`."""
    return said["before"] or said["after"]


def _opposite(test: str) -> str:
    return test.removeprefix("not ") if test.startswith("not ") else f"not {test}"


def _provided(test: str) -> str:
    """Of a document, `provided`."""
    return f"{test} provided" if re.fullmatch(r"(?:not\s+)?\w+", test) else test


def _apart(words: str) -> str:
    """A question with `and` and `or` in it, as the questions without `or` that it comes to, in both readings."""
    parts = _JOINT.split(words)
    first = [" and ".join(group) for group in _groups(parts, "or")]
    sums = _groups(parts, "and")
    second = [" and ".join(chosen) for chosen in itertools.product(*sums)] if len(sums) <= _MOST else []
    if not second or max(len(first), len(second)) > _MOST:
        return "ask a question for each of what `or` joins"
    return (
        "there are no brackets, so ask for each of what `or` joins by itself: "
        f"{_listed(first)}; or, if the other reading is meant, {_listed(second)}"
    )


def _groups(parts: list[str], joint: str) -> list[list[str]]:
    """The tests between one kind of joint, in groups."""
    groups = [[parts[0]]]
    for word, test in zip(parts[1::2], parts[2::2], strict=True):
        if word == joint:
            groups.append([test])
        else:
            groups[-1].append(test)
    return groups


def _listed(questions: list[str]) -> str:
    return ", then ".join(f"`{question}`" for question in questions)


def _in_a_question(one: Diagnostic, words: str) -> Diagnostic:
    """The same, where it is about the lines of a policy."""
    if one.code == UNKNOWN_STATEMENT.name:
        return replace(one, message=f"`{words}` is no condition", help=_EXAMPLE)
    if one.code == NEVER_MET.name:
        no_request = "no valid request states such a value, so that the answer is: never"
        return replace(one, help=f"{no_request}; {one.help}" if one.help else no_request)
    if one.code == DANGLING_AND_OR.name:
        return replace(one, help="write a test before and after it")
    if one.code == FOREIGN_WORD.name:
        return replace(one, help=_EXAMPLE)
    if one.help.startswith("declare it"):
        return replace(one, help="a question names what the policy has: its facts, definitions, clauses and outcomes")
    return one
