"""Policies that vary another: a base that is not there, changes of what it has not, and changes that change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assent.check.problems import Problems
from assent.language.calendar import format_day
from assent.language.policy import Policy
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.suggest import did_you_mean
from assent.source.text import Span
from assent.syntax import tree as t

UNKNOWN_BASE = Code("unknown-base", "error", "a policy to vary that there is not")
BROKEN_BASE = Code("broken-base", "error", "a policy to vary that has errors itself")
CIRCULAR_VARIATION = Code("circular-variation", "error", "a variation that leads back to itself")
NOT_IN_BASE = Code("not-in-base", "error", "a change of a clause that the base does not have")
VARIED_TWICE = Code("varied-twice", "error", "two changes of one clause of the base")
NOT_REPLACED = Code("not-replaced", "error", "a clause of the name that one of the base has already")
STILL_NAMED = Code("still-named", "error", "a clause that is left out, and that another one names")
CHANGES_NOTHING = Code("changes-nothing", "error", "a variation, or a replacement, that changes nothing")
NOTHING_TO_VARY = Code("nothing-to-vary", "error", "`replace` or `without` in a policy that varies no other")
BASE_NOT_IN_FORCE = Code("base-not-in-force", "warning", "a variation in force on days on which its base is not")
CODES = (
    UNKNOWN_BASE,
    BROKEN_BASE,
    CIRCULAR_VARIATION,
    NOT_IN_BASE,
    VARIED_TWICE,
    NOT_REPLACED,
    STILL_NAMED,
    CHANGES_NOTHING,
    NOTHING_TO_VARY,
    BASE_NOT_IN_FORCE,
)


# What has a name of its own in a policy, and how a line begins that replaces it.
Part = t.ClauseNode | t.Define | t.ParameterNode | t.TableNode | t.ValueSetNode | t.CalculatedNode


def _noun(node: Part) -> str:
    nouns = {t.ClauseNode: "clause", t.Define: "definition", t.ParameterNode: "parameter", t.TableNode: "table"}
    nouns |= {t.ValueSetNode: "value set", t.CalculatedNode: "calculated value"}
    return nouns[type(node)]


def _head(node: Part) -> str:
    if isinstance(node, t.ClauseNode):
        return node.verb
    return "define" if isinstance(node, t.Define) else _noun(node)


def unknown_base(problems: Problems, line: t.Varies, ids: Iterable[str], versions: Sequence[str]) -> None:
    """There is no policy of this id, or it has no such version, or none that applies."""
    id = line.name.word
    if not versions:
        message, label = f"there is no policy `{id}` to vary", "not a policy of this project"
        help = did_you_mean(id, ids) or "name the id of a policy of this project, as its first line has it"
    elif line.version is not None:
        message, label = f"`{id}` has no version {line.version.word}", "no such version"
        help = f"there is {', '.join(versions)}"
    else:
        message, label = f"no version of `{id}` is in force on the day this one takes effect", "which version?"
        help = f"name the version that is meant: `varies {id} {versions[-1]}`"
    problems.add(UNKNOWN_BASE, line.at, message, label=label, help=help)


def broken_base(problems: Problems, line: t.Varies, first: Span | None) -> None:
    """The base has errors, which are told where they are."""
    problems.add(
        BROKEN_BASE,
        line.at,
        f"`{line.name.word}` has errors, so nothing can vary it",
        label="a policy with errors",
        others=(Label(first, "the first of them"),) if first is not None else (),
        help="mend the errors there first",
    )


def circular_variation(problems: Problems, line: t.Varies, names: Sequence[str]) -> None:
    """`a` varies `b`, which varies `a`."""
    path = " → ".join(f"`{name}`" for name in names)
    itself = len(names) == 2 and names[0] == names[1]
    problems.add(
        CIRCULAR_VARIATION,
        line.at,
        f"`{names[0]}` varies itself" if itself else f"this variation leads back to itself: {path}",
        label="no policy stands at the end",
        help="let one of them vary no other, or name the earlier version that is meant",
    )


def not_in_base(problems: Problems, word: str, name: t.Name, base: str, known: Iterable[str]) -> None:
    """`replace` or `without` (`word`) of a name that is no clause and no definition of the base."""
    other = "leave `replace` out to add it" if word == "replace" else "leave the line out"
    problems.add(
        NOT_IN_BASE,
        name.at,
        f"`{base}` has no clause or definition `{name.word}`",
        label=f"nothing to {'replace' if word == 'replace' else 'leave out'}",
        help=did_you_mean(name.word, known) or other,
    )


def other_kind(problems: Problems, node: Part, there: Part) -> None:
    """`replace require x` of a definition, or `replace define x` of a clause."""
    problems.add(
        NOT_IN_BASE,
        node.name.at,
        f"`{node.name.word}` is a {_noun(there)} of the base",
        label=f"replaced by a {_noun(node)}",
        others=(Label(problems.first_line(there.at), "here"),),
        help=f"write `replace {_head(there)} {node.name.word} …`",
    )


def varied_twice(problems: Problems, first: t.Name, second: t.Name) -> None:
    """One clause of the base replaced twice, or replaced and left out."""
    problems.add(
        VARIED_TWICE,
        second.at,
        f"`{second.word}` of the base is changed twice",
        label="the second change",
        others=(Label(problems.span(first.at), "the first"),),
        help="say once what becomes of it",
    )


def not_replaced(problems: Problems, node: Part, there: Part) -> None:
    """A clause of the variation with the name of one of the base, without `replace`."""
    problems.add(
        NOT_REPLACED,
        node.name.at,
        f"the base has `{node.name.word}` already",
        label="the same name",
        others=(Label(problems.first_line(there.at), "in the base"),),
        help=f"write `replace {_head(node)} {node.name.word} …` to put it in its place, or give it another name",
    )


def still_named(problems: Problems, node: t.Without, user: t.ClauseNode | t.Define, at: t.Name) -> None:
    """What is left out is named by something that stays."""
    problems.add(
        STILL_NAMED,
        node.name.at,
        f"`{node.name.word}` cannot be left out: `{user.name.word}` names it",
        label="left out here",
        others=(Label(problems.span(at.at), f"named by `{user.name.word}`"),),
        help=f"replace `{user.name.word}` by one that does not name it, or leave that out too",
    )


def replaces_nothing(problems: Problems, node: Part, there: Span | None) -> None:
    """A replacement that says what the base says."""
    problems.add(
        CHANGES_NOTHING,
        node.name.at,
        f"`{node.name.word}` is replaced by what it is already",
        label="the same as in the base",
        others=(Label(there, "in the base"),) if there is not None else (),
        help="leave the replacement out, or write what is to be different",
    )


def changes_nothing(problems: Problems, line: t.Varies) -> None:
    """A variation in which nothing is replaced, added or left out."""
    problems.add(
        CHANGES_NOTHING,
        line.at,
        f"this policy changes nothing of `{line.name.word}`",
        label="the same policy under another name",
        help="replace, add or leave out a clause, or leave this policy out",
    )


def nothing_to_vary(problems: Problems, node: t.Replacement | t.Without) -> None:
    """`replace` or `without` in a policy without `varies`."""
    word = "replace" if isinstance(node, t.Replacement) else "without"
    leave = "leave out `replace`" if word == "replace" else "delete the clause itself"
    problems.add(
        NOTHING_TO_VARY,
        node.at,
        f"`{word}` changes what another policy says, and this policy varies none",
        label="of which policy?",
        help=f"name it in the header, `varies its_id`, or {leave}",
    )


def base_not_in_force(problems: Problems, line: t.Varies, policy: Policy, base: Policy) -> None:
    """The variation goes on after its base ended, or begins before it."""
    if policy.effective < base.effective:
        message = f"takes effect on {format_day(policy.effective)}, before version {base.version} of `{base.id}`"
        mend = f"let it take effect on {format_day(base.effective)}, or vary the version before"
    elif base.until is not None and (policy.until is None or policy.until > base.until):
        message = f"is in force after {format_day(base.until)}, the last day of version {base.version} of `{base.id}`"
        mend = f"end it on {format_day(base.until)}, and vary the next version of `{base.id}` from then on"
    else:
        return
    problems.add(BASE_NOT_IN_FORCE, line.at, f"this variation {message}", label="not in force all the time", help=mend)
