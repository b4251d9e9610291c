"""Reading case files: worked examples of a policy, each a request and what is expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from assent.language.policy import Policy
from assent.requests.findings import Findings, listed, quoted
from assent.requests.yaml_text import Document, Refused, yaml_documents

OUTCOMES = ("approve", "deny", "review", "pend", "rejected")
RESULTS = ("met", "not met", "unknown")
_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects: its outcome, some clauses' results, all that is missing and granted (None: not said)."""

    outcome: str
    clauses: Mapping[str, str]
    missing: tuple[str, ...] | None
    granted: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PolicyCase:
    """A worked example. `facts` are the file's base facts with the case's own over them."""

    name: str
    as_of: Any
    facts: Mapping[str, Any]
    expected: Expected
    line: int

    @property
    def request(self) -> dict[str, Any]:
        """The request that the case makes."""
        return {"as_of": self.as_of, "facts": dict(self.facts)}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of a policy, in order, and the facts that they share."""

    path: str
    cases: tuple[PolicyCase, ...]
    base: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CaseFault:
    """What is wrong with a case file, and the line (from 1)."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def read_cases(text: str, path: str) -> tuple[CaseFile | None, tuple[CaseFault, ...]]:
    """The cases of a file, or None and everything that is wrong with it."""
    try:
        documents = list(yaml_documents(text))
    except Refused as refused:
        column = f"column {refused.column}: " if refused.column else ""
        return None, (CaseFault(path, refused.line or 1, column + refused.message),)
    if len(documents) != 1:
        return None, (CaseFault(path, 1, f"expected one document with `base` and `cases`, not {len(documents)}"),)
    reading = _Reading(path, documents[0], [])
    cases, base = _file(reading)
    return (None if reading.faults else CaseFile(path, cases, base)), tuple(
        sorted(reading.faults, key=lambda one: one.line)
    )


def faults_against(cases: CaseFile, policy: Policy) -> tuple[CaseFault, ...]:
    """Names that cases expect something of and that the policy does not have."""
    clauses = tuple(clause.id for clause in policy.clauses)
    facts = tuple(fact.name for fact in policy.facts)
    faults = []
    for case in cases.cases:
        unknown = [("clause", name, clauses) for name in case.expected.clauses if name not in clauses]
        unknown += [("fact", name, facts) for name in case.expected.missing or () if name not in facts]
        for what, name, names in unknown:
            meant = Findings().suggested(name, names)
            faults.append(CaseFault(cases.path, case.line, f"the policy has no {what} {quoted(name)}{meant}"))
    return tuple(faults)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A case file while it is read: its one document, and the faults so far."""

    path: str
    document: Document
    faults: list[CaseFault]

    def fault(self, at: _Path, message: str) -> None:
        while at not in self.document.lines:  # what is missing is missing from what is around it
            at = at[:-1]
        self.faults.append(CaseFault(self.path, self.document.lines[at], message))

    def mapping(self, value: Any, at: _Path, what: str, keys: tuple[str, ...]) -> Mapping[str, Any] | None:
        """A mapping that has no keys but these (any, where there are none to choose from)."""
        if not isinstance(value, dict):
            self.fault(at, f"expected {what}, not {quoted(value)}")
            return None
        for key in value:
            if keys and key not in keys:
                meant = Findings().suggested(key, keys) or f"; expected {listed(keys)}"
                self.fault((*at, key), f"unknown key {quoted(key)}{meant}")
        return value


def _file(reading: _Reading) -> tuple[tuple[PolicyCase, ...], Mapping[str, Any]]:
    file = reading.mapping(reading.document.value, (), "`base` and `cases`", ("base", "cases"))
    if file is None:
        return (), {}
    base = reading.mapping(file["base"], ("base",), "facts by their names", ()) if file.get("base") is not None else {}
    listed_cases = file.get("cases")
    if not isinstance(listed_cases, list) or not listed_cases:
        instead = "an empty list" if listed_cases == [] else quoted(listed_cases)
        reading.fault(("cases",), f"expected `cases`, a list of at least one case, not {instead}")
        return (), {}
    cases: list[PolicyCase] = []
    lines: dict[str, int] = {}
    for at, value in enumerate(listed_cases):
        case = _case(reading, value, ("cases", at), base or {})
        if case is not None and case.name in lines:
            reading.fault(("cases", at), f"a case called {quoted(case.name)} stands on line {lines[case.name]} already")
        elif case is not None:
            cases.append(case)
            lines[case.name] = case.line
    return tuple(cases), MappingProxyType(dict(base or {}))


def _case(reading: _Reading, value: Any, at: _Path, base: Mapping[str, Any]) -> PolicyCase | None:
    case = reading.mapping(value, at, "a case with its `name`", ("name", "as_of", "facts", "expect"))
    if case is None:
        return None
    name = case.get("name")
    if not isinstance(name, str) or not name.strip():
        reading.fault((*at, "name"), f"expected `name`, a text that says what the case is about, not {quoted(name)}")
    if case.get("as_of") is None:
        reading.fault((*at, "as_of"), "expected `as_of`, the date that the case is decided for, as YYYY-MM-DD")
    facts = case.get("facts")
    facts = {} if facts is None else reading.mapping(facts, (*at, "facts"), "facts by their names", ())
    expected = _expected(reading, case.get("expect"), (*at, "expect"))
    if not isinstance(name, str) or facts is None or expected is None:
        return None
    merged = MappingProxyType({**base, **facts})
    return PolicyCase(name, case.get("as_of"), merged, expected, reading.document.lines[at])


def _expected(reading: _Reading, value: Any, at: _Path) -> Expected | None:
    expect = reading.mapping(value, at, "`expect` with the `outcome`", ("outcome", "clauses", "missing", "granted"))
    if expect is None:
        return None
    outcome = expect.get("outcome")
    if outcome not in OUTCOMES:
        meant = Findings().suggested(outcome, OUTCOMES)
        reading.fault((*at, "outcome"), f"expected the outcome, {listed(OUTCOMES)}, not {quoted(outcome)}{meant}")
        return None
    clauses = expect.get("clauses")
    clauses = {} if clauses is None else reading.mapping(clauses, (*at, "clauses"), "results by clause", ())
    for clause, result in (clauses or {}).items():
        if result not in RESULTS:
            meant = Findings().suggested(result, RESULTS)
            reading.fault((*at, "clauses", clause), f"expected {listed(RESULTS)}, not {quoted(result)}{meant}")
    missing = expect.get("missing")
    if missing is not None and not (isinstance(missing, list) and all(isinstance(fact, str) for fact in missing)):
        reading.fault((*at, "missing"), f"expected a list of facts by their names, not {quoted(missing)}")
        missing = None
    granted = expect.get("granted")
    if granted is not None and not (isinstance(granted, list) and all(isinstance(what, str) for what in granted)):
        reading.fault((*at, "granted"), f"expected a list of texts, such as `12 visits`, not {quoted(granted)}")
        granted = None
    if granted and outcome != "approve":
        reading.fault((*at, "granted"), "only an approval grants anything")
    if outcome == "rejected" and (clauses or missing):
        reading.fault(at, "a rejected request has no clauses, and nothing is missing from it")
    return Expected(
        outcome,
        MappingProxyType(dict(clauses or {})),
        None if missing is None else tuple(missing),
        None if granted is None else tuple(granted),
    )
