"""What `assent test` adds when it is asked how thorough a policy's cases are: coverage, mutants, proposed cases."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from assent.analyse.coverage import Side, Tested, coverage
from assent.analyse.places import named, words
from assent.analyse.rerun import Rerun
from assent.cli.listing import number_of
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.terminal import Line, write
from assent.cli.versions import Version, Versions
from assent.generate.cases.emit import flow, quoted
from assent.language.expressions import Expression
from assent.language.phrases import phrase_of
from assent.language.places import Place
from assent.language.policy import Policy
from assent.requests.cases import PolicyCase
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.mutants import Judged
    from assent.analyse.session import Answer


@dataclass(frozen=True, slots=True)
class Thorough:
    """What was asked for."""

    coverage: bool
    mutate: bool
    generate: bool
    timeout: float

    @property
    def needs_solver(self) -> bool:
        return self.mutate or self.generate


def by_version(cases: Sequence[PolicyCase], versions: Versions) -> Iterator[tuple[Version, tuple[PolicyCase, ...]]]:
    """Each version of a policy with the cases that it decides."""
    for version in versions.every:
        chosen = tuple(case for case in cases if versions.for_request(case.request) is version)
        if chosen:
            yield version, chosen


def covered(version: Version, cases: Sequence[PolicyCase]) -> tuple[Tested, ...]:
    """What the cases of a version show of its tests."""
    return coverage(version.policy, [(case.name, Rerun.of(version.policy, case.request)) for case in cases])


def coverage_lines(policy: Policy, tested: Sequence[Tested]) -> Iterator[Line]:
    """Which tests the cases show to change the outcome alone, when met and when not met."""
    yield [(f"  {policy.id} {policy.version}: does each test alone change the outcome?", "faint")]
    width = max((len(words_of(one)) for one in tested), default=0)
    width = min(width, 84)
    yield [(f"    {'':<{width}}  {'met':>5}  {'not met':>7}", "faint")]
    owner = ""
    for one in tested:
        if one.place.owner != owner:
            owner = one.place.owner
            yield [(f"  {owner}", "strong")]
        words = words_of(one)
        shown = words if len(words) <= width else f"{words[: width - 1]}…"
        sides = ((one.met, 5), (one.not_met, 7))
        marks = [(f"  {'shown' if name else 'never':>{size}}", "plain" if name else "open") for name, size in sides]
        yield [(f"    {shown:<{width}}", "plain"), *marks]
    full = sum(not one.open for one in tested)
    yield [(f"  {full} of {number_of(len(tested), 'test')} shown to decide alone, met and not met", "plain")]


def words_of(tested: Tested) -> str:
    """A test in words, and where it stands in its clause."""
    phrase = phrase_of(tested.leaf)
    where = {"body": "", "unless": "exception: ", "when": "condition: "}[tested.place.part]
    return f"{where}{phrase.label}: {phrase.says}"


def mutate(version: Version, cases: Sequence[PolicyCase], timeout: float) -> int:
    """Hold the cases against every mutant of a version, and say which of them live."""
    from assent.analyse.mutants import judged

    policy = version.policy
    every = list(judged(policy, cases, timeout=timeout))
    write(sys.stdout, _mutant_lines(policy, every))
    if any(one.fate == "alive" for one in every):
        return PROBLEM
    return NOT_DECIDED if any(one.fate == "not decided" for one in every) else FINE


def _mutant_lines(policy: Policy, every: Sequence[Judged]) -> Iterator[Line]:
    fates = ("killed", "equivalent", "alive", "not decided")
    counts = {fate: sum(one.fate == fate for one in every) for fate in fates}
    said = {"equivalent": "proved to mean the same"}
    parts = [f"{count} {said.get(fate, fate)}" for fate, count in counts.items() if count or fate == "killed"]
    style = "bad" if counts["alive"] else "good"
    yield [(f"  {policy.id} {policy.version}: {number_of(len(every), 'mutant')}: {', '.join(parts)}", style)]
    for one in every:
        if one.fate == "killed":
            continue
        mark, colour = {"alive": ("✗ alive", "bad"), "not decided": ("? not decided", "open")}.get(
            one.fate, ("= means the same", "plain")
        )
        yield [
            (f"    {mark}: ", colour),
            (_where(policy, one.mutant.place), "strong"),
            (f": {_what(policy, one.mutant.was)}: {one.mutant.change}", "plain"),
        ]
        if one.because:
            yield [(f"        {one.because}", "faint")]
        if one.example is not None:
            yield [(f"        {one.differs}, for example on {flow(dict(one.example))}", "faint")]


def _what(policy: Policy, part: Expression) -> str:
    """What is changed, as the policy's document says it: a test in quotation marks, a block by how it begins."""
    said = safe(words(policy, part))
    return said if "“" in said else f"“{said}”"


def _where(policy: Policy, place: Place) -> str:
    titles = {clause.id: clause.title for clause in policy.clauses}
    titles |= {definition.id: definition.title for definition in policy.definitions}
    part = {"body": "", "unless": ", its exception", "when": ", its condition"}[place.part]
    span = named(policy, place.owner).span
    stands = "" if span is None else f" ({span.source.path}:{span.line})"
    return f"{place.owner} “{titles[place.owner]}”{stands}{part}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """Cases that would close the gaps, as the text of a case file ("" where there are none), and what is left."""

    text: str
    number: int
    left: tuple[Line, ...]


def propose(
    version: Version, tested: Sequence[Tested], base: Mapping[str, Any], taken: set[str], timeout: float
) -> Proposed:
    """Few cases that show, of tests that no case shows to decide alone, those that can be shown.

    `base` are the facts that the cases of the file share, over which those of a case stand. `taken` are the names
    that cases have; the new ones are added.
    """
    from assent.analyse.gaps import close

    closed = close(version.policy, tested, timeout=timeout)
    left = tuple(_left_line(one, side, answer) for one, side, answer in closed.left)
    lines = [line for request, shows in closed.requests for line in _case_lines(version, request, base, shows, taken)]
    return Proposed("\n".join(lines) + "\n" if lines else "", len(closed.requests), left)


def _left_line(tested: Tested, side: str, answer: Answer) -> Line:
    from assent.analyse.session import Impossible, NotDecided

    words = f"    {tested.place.owner}: {words_of(tested)}, {side}: "
    match answer:
        case Impossible(()):
            return [(words, "plain"), ("no request can show it: it never decides alone", "faint")]
        case Impossible(bounds):
            return [(words, "plain"), (f"no request shows it ({'; '.join(bounds)})", "faint")]
        case NotDecided(because):
            return [(words, "plain"), (f"not decided: {because}", "open")]
        case _:
            raise AssertionError("what has an example is closed")


def _case_lines(
    version: Version,
    request: Mapping[str, Any],
    base: Mapping[str, Any],
    shows: Sequence[tuple[Tested, Side]],
    taken: set[str],
) -> Iterator[str]:
    """A case, called after the first that it shows; all that it shows is said above it."""
    facts = {name: value for name, value in request["facts"].items() if name not in base or base[name] != value}
    facts |= {name: None for name in base if name not in request["facts"]}
    came = Rerun.of(version.policy, request).came
    expect: dict[str, Any] = {"outcome": came.outcome}
    if came.outcome in ("pend", "review"):
        expect["missing"] = list(came.missing)
    expect["clauses"] = dict(came.results)
    said = [" ".join(f"{one.place.owner}: {words_of(one)}, {side}".split()) for one, side in shows]
    yield "  # Shows that each of these alone decides:" if len(said) > 1 else "  # Shows that this alone decides:"
    yield from (f"  #   {safe(one)}" for one in said)
    yield f"  - name: {quoted(_new_name(f'{said[0]} ({version.policy.version})', taken))}"
    yield f"    as_of: {request['as_of']}"
    yield f"    facts: {flow(facts)}"
    yield f"    expect: {flow(expect)}"


def _new_name(name: str, taken: set[str]) -> str:
    """The name, with a number where a case has it already: one test may stand in two places of a clause."""
    numbered = (name if number == 1 else f"{name}, case {number}" for number in count(1))
    new = next(one for one in numbered if one not in taken)
    taken.add(new)
    return new
