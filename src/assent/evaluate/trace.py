"""What was found on the way to a decision: an evaluated tree a clause, and what it tells.

Reasons, the structural rule for judgements, and `missing` are all read from this tree. It is built by the
interpreter and, independently, by every generated checker, in which this module stands word for word; so
it uses the standard library alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Truth = bool | None

# Why a leaf that matters lacks evidence, in the order in which one of several is reported.
WHYS = (
    "not stated",
    "another role",
    "no date",
    "too rough",
    "not enough",
    "too old",
    "not yet",
    "does not exist",
    "not done",
)


class Asked(NamedTuple):
    """A fact that a test asks about: its name, its question, and why it lacks evidence.

    `why` is one of WHYS, meaningful where the test matters, or "" where nothing more is asked of this fact.
    """

    fact: str
    ask: str
    why: str


class Found(NamedTuple):
    """A test or a count, evaluated.

    `label` and `ask` name what was asked, `shown` what was found; `says` and `denies` are the phrases of
    the test and of its negation, `needs` and `needs_not` what a criterion asks for; `fact`, `ask` and `why`
    are as in Asked (all "" of a test that asks about no fact); `judgement` is true where a clinician has to
    attest it; `also` are the other facts that it asks about. `withheld` is what may be shown of a value that is
    `sensitive`, "" where `shown` may be.
    """

    truth: Truth
    fact: str
    label: str
    ask: str
    shown: str
    says: str
    denies: str
    needs: str
    needs_not: str
    why: str
    judgement: bool = False
    also: tuple[Asked, ...] = ()
    withheld: str = ""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every fact that lacks evidence, if the leaf matters."""
        return tuple(one for one in (Asked(self.fact, self.ask, self.why), *self.also) if one.why)


class Branch(NamedTuple):
    """A connective, evaluated: `kind` is "all", "any", "at least", "cases", "not", "exception", "when" or "pathway".

    The last three are marks on an exception, on a clause's condition and on a pathway, which has a `title`.
    They say what their part says. The parts of "cases" are the condition and the test of each, in turn.
    """

    truth: Truth
    kind: str
    parts: tuple[Trace, ...]
    title: str = ""


Trace = Found | Branch


def all_found(*parts: Trace) -> Branch:
    """All of the parts."""
    return Branch(_all([part.truth for part in parts]), "all", parts)


def any_found(*parts: Trace) -> Branch:
    """Any of the parts."""
    return Branch(_any([part.truth for part in parts]), "any", parts)


def at_least_found(number: int, *parts: Trace) -> Branch:
    """At least `number` of the parts."""
    truths = [part.truth for part in parts]
    met = truths.count(True)
    truth = True if met >= number else None if met + truths.count(None) >= number else False
    return Branch(truth, "at least", parts)


def cases_found(*parts: Trace, may_be_none: bool = False) -> Branch:
    """Tests by case, each after its condition: what those that may hold agree on.

    Where none of them may hold, of what was not done, the whole is met only once one is known to.
    """
    truths = [then.truth for when, then in _cases(parts) if when.truth is not False]
    truth = (truths[0] if all(truth == truths[0] for truth in truths) else None) if truths else False
    if truth and may_be_none and not any(when.truth for when, _ in _cases(parts)):
        truth = None
    return Branch(truth, "cases", parts)


def _cases(parts: tuple[Trace, ...]) -> list[tuple[Trace, Trace]]:
    return list(zip(parts[::2], parts[1::2], strict=True))


def not_found(part: Trace) -> Branch:
    """The negation of a part."""
    return Branch(None if part.truth is None else not part.truth, "not", (part,))


def exception_found(part: Trace) -> Branch:
    """An exception: its part, spoken of as an exception."""
    return Branch(part.truth, "exception", (part,))


def when_found(part: Trace) -> Branch:
    """The condition under which a clause applies."""
    return Branch(part.truth, "when", (part,))


def pathway_found(title: str, part: Trace) -> Branch:
    """A pathway: its part, under its title."""
    return Branch(part.truth, "pathway", (part,), title)


def withhold(trace: Trace) -> Trace:
    """The same tree without sensitive values, and without what would tell them: on which side of a test they lie."""
    if isinstance(trace, Branch):
        return trace._replace(parts=tuple(withhold(part) for part in trace.parts))
    if not trace.withheld:
        return trace
    if trace.truth is None:
        return trace._replace(shown=trace.withheld)
    return trace._replace(shown=trace.withheld, says="", denies="")


def in_another_role(trace: Trace, facts: frozenset[str]) -> Trace:
    """The same tree where some judgements were attested, but by someone who is not asked for them."""
    if isinstance(trace, Branch):
        return trace._replace(parts=tuple(in_another_role(part, facts) for part in trace.parts))
    if trace.fact not in facts or trace.why != "not stated":
        return trace
    return trace._replace(shown="attested, but not in the role that it takes", why="another role")


def _all(truths: list[Truth]) -> Truth:
    return False if False in truths else None if None in truths else True


def _any(truths: list[Truth]) -> Truth:
    return True if True in truths else None if None in truths else False


def mattering(trace: Trace, verb: str) -> list[Found]:
    """The leaves that matter in a clause: it and every node above it are unknown.

    In a `submit` clause, which asks for what is not met as well, a node matters when it is not met or
    unknown; below a `not`, when it is met or unknown. Of tests by case, those of the cases that may hold matter,
    and the condition of one while it is open what the whole comes to.
    """
    return list(_mattering(trace, True if verb == "submit" else None))


def _mattering(trace: Trace, wanted: Truth) -> Iterator[Found]:
    if isinstance(trace, Branch) and trace.kind == "when":
        wanted = None  # nobody is asked to change what a request is
    if trace.truth is not None and (wanted is None or trace.truth is wanted):
        return
    if isinstance(trace, Found):
        yield trace
        return
    if trace.kind == "cases":
        none_holds = all(when.truth is False for when, _ in _cases(trace.parts))
        for when, then in _cases(trace.parts):
            if trace.truth is None:
                yield from _mattering(when, None)
            if none_holds:  # of what was not done
                yield from _mattering(when, wanted)
            if when.truth is not False:
                yield from _mattering(then, wanted)
        return
    inner = (not wanted) if trace.kind == "not" and wanted is not None else wanted
    for part in trace.parts:
        yield from _mattering(part, inner)


def effect_of(verb: str, trace: Trace) -> str | None:
    """A clause's own entry in the table of outcomes: "deny", "pend", "review", or None."""
    truth = trace.truth
    if truth is None:
        if verb != "submit" and all(leaf.judgement for leaf in mattering(trace, verb)):
            return "review"
        return "pend"
    if verb == "require":
        return None if truth else "deny"
    if verb == "exclude":
        return "deny" if truth else None
    if verb == "review":
        return "review" if truth else None
    return None if truth else "pend"


def outcome_of(effects: list[str | None]) -> str:
    """The outcome: the first of deny, pend, review that any clause calls for, else approve."""
    for outcome in ("deny", "pend", "review"):
        if outcome in effects:
            return outcome
    return "approve"


def reason_of(verb: str, trace: Trace) -> str:
    """Why a clause came out as it did: its deciding leaves, each with its value and its threshold.

    Leaves of which one is enough are joined with "or", all others with "also"; a group inside a group
    of the other kind stands in brackets. An exception that does not apply is said to, in three words.
    A clause whose condition is not met says that it does not apply, and why.
    """
    if isinstance(trace, Branch) and len(trace.parts) == 2 and (condition := _condition_in(trace.parts[0])) is not None:
        if condition.truth is True or (condition.truth is None and trace.truth is not None):
            return reason_of(verb, trace.parts[1])
        fragments, word = _reason(condition, True, False, False)
        said = f"; {word} ".join(fragments)
        if condition.truth is False:
            return f"does not apply: {said}."
        return f"it is open whether this applies: {said}; if it does: {reason_of(verb, trace.parts[1])}"
    needs = verb in ("require", "submit")
    closing = ""
    if isinstance(trace, Branch) and trace.parts and _is_exception(trace.parts[-1]):
        body, exception = trace.parts
        if exception.truth is (not needs) and body.truth is not needs:
            trace, closing = body, "; no exception applies"
    fragments, word = _reason(trace, True, needs, False)
    return f"; {word} ".join(fragments) + f"{closing}."


def _condition_in(trace: Trace) -> Trace | None:
    """What stands under the mark of a clause's condition, or under the negation of it."""
    while isinstance(trace, Branch) and trace.kind == "not":
        trace = trace.parts[0]
    return trace.parts[0] if isinstance(trace, Branch) and trace.kind == "when" else None


def _is_exception(trace: Trace) -> bool:
    """Whether a part of a clause is its exception, or the negation of it."""
    while isinstance(trace, Branch) and trace.kind == "not":
        trace = trace.parts[0]
    return isinstance(trace, Branch) and trace.kind == "exception"


def _reason(trace: Trace, positive: bool, needs: bool, excepted: bool) -> tuple[list[str], str]:
    """The fragments that tell why the tree came out so, and the word that joins them.

    `needs` is true where approval needs the tree to be met (under a `not`, not met), `excepted` inside an
    exception.
    """
    if isinstance(trace, Found):
        return [_sentence(trace, positive, needs and not excepted)], "also"
    if trace.kind == "not":
        return _reason(trace.parts[0], not positive, needs, excepted)
    if trace.kind == "exception":
        fragments, word = _reason(trace.parts[0], True, needs, True)
        return [f"exception: {fragment}" for fragment in fragments], word
    if trace.kind == "pathway":
        fragments, word = _reason(trace.parts[0], positive, needs, excepted)
        said = f"; {word} ".join(fragments)
        return [f"pathway “{trace.title}”: {f'({said})' if len(fragments) > 1 else said}"], "also"
    if trace.kind == "cases":
        return _reason_by_case(trace, positive, needs, excepted), "also"
    # The truth of a part that brings approval nearer, and the connective for which one such part is enough.
    helpful = positive is needs
    one_is_enough = trace.kind == ("any" if helpful else "all") and trace.truth is not helpful
    deciding = [part for part in trace.parts if part.truth is trace.truth]
    if trace.truth is None and not excepted and (one_is_enough or trace.kind == "at least"):
        deciding = [part for part in trace.parts if part.truth is not helpful]
    joined = "or" if needs and not excepted and one_is_enough else "also"
    found: dict[str, None] = {}
    for part in deciding:
        fragments, word = _reason(part, positive, needs, excepted)
        nested = len(fragments) > 1 and word != joined
        found.update(dict.fromkeys([f"({f'; {word} '.join(fragments)})"] if nested else fragments))
    return list(found), joined


def _reason_by_case(trace: Branch, positive: bool, needs: bool, excepted: bool) -> list[str]:
    """The cases that may hold: the value of the one that does, or what each of them would ask for."""
    cases = [case for case in _cases(trace.parts) if case[0].truth is not False]
    found: dict[str, None] = {}
    if not cases:  # of what was not done, no case holds
        whens = (leaf for when, _ in _cases(trace.parts) for leaf in _leaves(when))
        found.update(
            (f"{leaf.label}: {leaf.shown}, for which there is no value to hold it against", None) for leaf in whens
        )
    if len(cases) < 2:
        for when, then in cases:
            found.update(dict.fromkeys(_reason(when, True, False, False)[0]))
            found.update(dict.fromkeys(_reason(then, positive, needs, excepted)[0]))
        return list(found)
    for when, then in cases:
        found.update(dict.fromkeys(f"{leaf.label}: {leaf.shown}" for leaf in _leaves(when) if leaf.truth is None))
        (said,) = _reason(then, positive, needs, excepted)[0]
        found[f"where {_condition_words(when, True)}, {said}"] = None
    return list(found)


def _leaves(trace: Trace) -> Iterator[Found]:
    if isinstance(trace, Found):
        yield trace
    else:
        for part in trace.parts:
            yield from _leaves(part)


def _condition_words(trace: Trace, positive: bool) -> str:
    """The condition of a case in a few words: "BMI is at least 35 and less than 40"."""
    leaves = list(_leaves(trace))
    while isinstance(trace, Branch) and trace.kind == "not":
        trace, positive = trace.parts[0], not positive
    every = isinstance(trace, Branch) and (trace.kind == "all") is positive
    said = [leaf.says if positive else leaf.denies for leaf in leaves]
    return f"{leaves[0].label} is {(' and ' if every else ' or ').join(said)}"


# What a reason need not add to "not stated": the question was only whether it is so.
_BARE = ("yes", "no", "provided", "not provided")


def _sentence(leaf: Found, positive: bool, needs: bool) -> str:
    start = f"{leaf.label}: {leaf.shown}"
    said = leaf.says if leaf.truth else leaf.denies
    shown_already = leaf.truth is not None and said == leaf.shown.replace("_", " ")
    if needs and not (shown_already and leaf.truth is positive):
        return f"{start}; {leaf.needs if positive else leaf.needs_not}"
    if leaf.truth is None:
        return start if leaf.says in _BARE else f"{start}; the question is whether it is {leaf.says}"
    return start if needs or shown_already or not said else f"{start}, {said}"


def pathways_of(trace: Trace) -> list[dict[str, object]]:
    """The pathways of a clause, named conditions entered, each once: title and result, in order."""
    found: dict[str, Truth] = {}
    waiting = [trace]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Branch):
            if node.kind == "pathway":
                found.setdefault(node.title, node.truth)
            waiting.extend(reversed(node.parts))
    return [{"title": title, "result": result_text(truth)} for title, truth in found.items()]


def result_text(truth: Truth) -> str:
    """A clause's result as a decision states it."""
    return "unknown" if truth is None else "met" if truth else "not met"


def missing_of(clauses: list[tuple[str, str, Trace]], outcome: str) -> list[dict[str, object]]:
    """What is missing, one entry a fact, for `clauses` as (id, verb, trace); empty on deny and approve."""
    if outcome not in ("pend", "review"):
        return []
    entries: dict[str, dict[str, object]] = {}
    ranks: dict[str, int] = {}
    for id, verb, trace in clauses:
        if effect_of(verb, trace) is None:
            continue
        for leaf in mattering(trace, verb):
            for fact, ask, why in leaf.asked:
                rank = WHYS.index(why)
                entry = entries.setdefault(
                    fact,
                    {
                        "fact": fact,
                        "ask": ask,
                        "of": "clinician" if leaf.judgement else "provider",
                        "why": why,
                        "clauses": [],
                    },
                )
                if rank < ranks.setdefault(fact, rank):
                    ranks[fact], entry["why"] = rank, why
                named = entry["clauses"]
                assert isinstance(named, list)
                if id not in named:
                    named.append(id)
    return list(entries.values())
