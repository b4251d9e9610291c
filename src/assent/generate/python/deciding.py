"""`outcome` and `decide`: the table of outcomes, as straight-line code over the clauses."""

from __future__ import annotations

from assent.generate.python.functions import assignments
from assent.generate.python.granting import approval_lines, depends
from assent.generate.python.layout import Code, call, chain, filled, lines
from assent.generate.python.literals import WIDTH, docstring
from assent.generate.python.names import RESULT
from assent.generate.python.spelling import Locals, Spelling, is_cheap
from assent.generate.python.sure import met, not_met, not_unmet, unknown, unmet
from assent.language.expressions import Expression, Named, named_in
from assent.language.policy import Clause, Policy


def outcome_function(spelling: Spelling) -> list[str]:
    """`outcome`: the first test that settles it, exclusions and failed requirements before all others."""
    policy = spelling.policy
    known = Locals(spelling)
    shared = {id for body in _bodies(policy) for id in named_in(body)}
    bodies = {clause.id: Named(clause.id) if clause.id in shared else clause.whole for clause in policy.clauses}
    dated = any(spelling.needs[clause.id].as_of for clause in policy.clauses)
    # What takes a call to find out is asked after what does not.
    ordered = sorted(policy.clauses, key=lambda clause: not is_cheap(bodies[clause.id]))
    body: list[str] = []
    for answer, remark, condition in (
        ("deny", "an exclusion is met, or a requirement is not", _denies),
        ("pend", "something is unknown, or was not submitted", _pends),
        ("review", "a clinician has to look", _reviews),
    ):
        asked = [(clause.id, condition(clause, bodies[clause.id], known), assignments(known)) for clause in ordered]
        tests = _tests(answer, asked)
        body += [f"    # {answer}: {remark}", *tests] if tests else []
    return [
        "def outcome(request: Mapping[str, Any]) -> str:",
        *docstring(4, "The outcome alone: deny, pend, review or approve. Raises Rejected on a bad request."),
        *_read_line(spelling, ["_request_id", "_as_of_text", "as_of" if dated else "_as_of"]),
        "    if found is not None and found.faults:",
        "        raise Rejected(without_quotes(found.faults, _ABOUT.sensitive))",
        *body,
        '    return "approve"',
    ]


def _tests(answer: str, asked: list[tuple[str, Code, list[str]]]) -> list[str]:
    """The tests that lead to an answer, one a condition, for what is asked as (clause, condition, assignments)."""
    tests: list[str] = []
    askers: dict[Code, list[str]] = {}
    for id, condition, _ in asked:
        askers.setdefault(condition, []).append(id)
    askers.pop("False", None)
    for _, condition, needed in asked:
        tests += needed
        ids = askers.pop(condition, None)
        if ids is not None:
            tests += lines(condition, 4, before="if ", after=f":  # {', '.join(ids)}")
            tests.append(f'        return "{answer}"')
    return tests


def _bodies(policy: Policy) -> list[Expression]:
    return [clause.whole for clause in policy.clauses]


def _denies(clause: Clause, body: Expression, known: Locals) -> Code:
    if clause.verb == "require":
        return unmet(body, known)
    return met(body, known) if clause.verb == "exclude" else "False"


def _pends(clause: Clause, body: Expression, known: Locals) -> Code:
    """Where a clause calls for `pend`, given that it does not deny."""
    if clause.verb == "submit":
        return not_met(body, known)
    needs = known.spelling.needs[clause.id]
    if not needs.others:
        return "False"
    asked = _unknown(clause, body, known)
    return chain("and", [asked, known.spelling.awaits_provider(clause.id)]) if needs.mixed else asked


def _reviews(clause: Clause, body: Expression, known: Locals) -> Code:
    """Where a clause calls for `review`, given that it neither denies nor pends."""
    if clause.verb == "submit":
        return "False"
    judgements = known.spelling.needs[clause.id].judgements
    if clause.verb == "review":
        return not_unmet(body, known) if judgements else met(body, known)
    return _unknown(clause, body, known) if judgements else "False"


def _unknown(clause: Clause, body: Expression, known: Locals) -> Code:
    return unknown(body, known, not_met=clause.verb == "exclude", not_unmet=clause.verb == "require")


def decide_function(spelling: Spelling) -> list[str]:
    """`decide`: every clause's result, the outcome from them, and what explains them, captured."""
    policy = spelling.policy
    body: list[str] = []
    for clause in policy.clauses:
        body += lines(spelling.named(clause.id), 4, before=f"{_result(clause, spelling)} = ")
    opening = "if "
    for answer, condition in (("deny", _result_denies), ("pend", _result_pends), ("review", _result_reviews)):
        asked = chain("or", [condition(clause, spelling) for clause in policy.clauses])
        if asked != "False":
            body += [*lines(asked, 4, before=opening, after=":"), f'        decided = "{answer}"']
            opening = "elif "
    body += ["    else:", '        decided = "approve"'] if opening == "elif " else ['    decided = "approve"']
    explain = call("partial", "_explain", "as_of", *(spelling.fact(fact.name) for fact in spelling.asked))
    notes = "() if found is None else tuple(found.notes)"
    about: list[Code] = ["_ABOUT", "request_id", "as_of_text", "decided", "valid_until", explain, notes]
    decision = call("Decision", *about, *(["granted=granted"] if depends(policy.authorization) else []))
    rejected = "Decision(_ABOUT, request_id, found.as_of_text, None, None, tuple, rejected=tuple(found.faults))"
    return [
        "def decide(request: Mapping[str, Any]) -> Decision:",
        *docstring(4, "The decision of a request, every clause among it. A bad request gives one with `rejected`."),
        *_read_line(spelling, ["request_id", "as_of_text", "as_of"]),
        "    if found is not None and found.faults:",
        f"        return {rejected}",
        *body,
        *approval_lines(spelling),
        *lines(decision, 4, before="return "),
    ]


def _result(clause: Clause, spelling: Spelling) -> str:
    return spelling.names.derived[RESULT, clause.id]


def _result_denies(clause: Clause, spelling: Spelling) -> Code:
    result = _result(clause, spelling)
    return {"require": f"{result} is False", "exclude": f"{result} is True"}.get(clause.verb, "False")


def _result_pends(clause: Clause, spelling: Spelling) -> Code:
    result = _result(clause, spelling)
    if clause.verb == "submit":
        return f"{result} is not True"
    needs = spelling.needs[clause.id]
    if not needs.others:
        return "False"
    asked = f"{result} is None"
    return chain("and", [asked, spelling.awaits_provider(clause.id)]) if needs.mixed else asked


def _result_reviews(clause: Clause, spelling: Spelling) -> Code:
    result = _result(clause, spelling)
    if clause.verb == "review":
        return f"{result} is not False"
    judgements = clause.verb != "submit" and spelling.needs[clause.id].judgements
    return f"{result} is None" if judgements else "False"


def _read_line(spelling: Spelling, around: list[str]) -> list[str]:
    """The line that reads a request into what stands around its facts, and the facts that are asked about."""
    names = ["found", *around, *(spelling.fact(fact.name) for fact in spelling.asked)]
    line = f"    {', '.join(names)} = _read(request)"
    return [line] if len(line) <= WIDTH else ["    (", *filled(names, 8), "    ) = _read(request)"]
