"""`assent ask`: a question about all requests, in the policy's own words."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from assent.cli.decisions import decision_lines
from assent.cli.listing import list_diagnostics
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.solving import need_solver, say_not_decided, timeout_option
from assent.cli.terminal import Line, say, width_of, write
from assent.cli.versions import Unsound, compilation_of
from assent.evaluate.decide import decide
from assent.source.diagnostic import Diagnostic
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.questions.can import Asked
    from assent.language.policy import Policy
    from assent.pipeline import Compilation

_HEAD = re.compile(r"\s*(can|never)\s*:\s*")


@click.command("ask")
@click.argument("policy")
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="The answer as one JSON object.")
@timeout_option
def command(policy: str, question: str, as_json: bool, timeout: float) -> int:
    """Answer a question about every request there can be.

    QUESTION is `can: ` or `never: ` and a condition, as in a policy: tests, definitions, clauses, joined by `and`
    or `or`. An outcome (approve, deny, review, pend) is a condition too. The answer is an example request, decided
    before it is shown, or a proof that there is none, with the clauses that see to it.

    With `never: `, an example refutes what was claimed, and the exit code is 1.

    \b
    Examples:
      assent ask physical_therapy "can: approve and pregnant"
      assent ask physical_therapy "never: approve and active_infection"
      assent ask physical_therapy "can: deny and not conservative_care" --json
    """
    need_solver()
    head = _HEAD.match(question)
    if head is None:
        raise click.UsageError('a question begins with `can: ` or `never: `, such as "can: approve and pregnant"')
    condition = question[head.end() :].strip()
    try:
        compilation = compilation_of(policy)
    except Unsound as unsound:
        list_diagnostics(unsound.diagnostics)
        why = unsound.unreadable or f"`{policy}` has errors, so nothing can be asked of it"
        say(sys.stderr, f"assent: {why}", "error")
        return PROBLEM
    expression, wrong = compilation.question(condition)
    if expression is None:
        _say_wrong(wrong, f'assent ask {policy} "{head[1]}: {_example(compilation)}"')
        return PROBLEM
    from assent.analyse.questions.can import ask
    from assent.check.asking import OUTCOMES

    assert compilation.policy is not None
    outcomes = {name: outcome for outcome, name in OUTCOMES.items()}
    asked = ask(compilation.policy, expression, outcomes, timeout=timeout)
    return _answer(asked, compilation, condition, claims=head[1] == "never", as_json=as_json)


def _example(compilation: Compilation) -> str:
    """A question that can be asked of the policy: whether it approves what a clause of it is against."""
    assert compilation.policy is not None
    for clause in compilation.policy.clauses:
        return f"approve and {'not ' if clause.verb in ('require', 'submit') else ''}{clause.id}"
    return "approve"


def _say_wrong(wrong: tuple[Diagnostic, ...], example: str) -> None:
    can_be_read = bool(wrong) and all(one.code == "never-met" for one in wrong)
    what = "the question asks for what can never be" if can_be_read else "the question cannot be read"
    say(sys.stderr, f"assent: {what}", "error")
    for one in wrong:
        first, *more = one.help.split("\n")
        say(sys.stderr, f"  {safe(one.message)}" + (f" ({safe(first)})" if first and not more else ""))
        for line in (first, *more) if more else ():
            say(sys.stderr, f"    {safe(line)}")
    if not wrong:
        say(sys.stderr, "  it has to be one condition, such as `approve and pregnant`")
    # Where it is said already what to ask, an example says nothing more.
    if not can_be_read and not any(one.help.startswith("ask `") for one in wrong):
        say(sys.stderr, f"  a question looks like this: {safe(example)}")


def _answer(asked: Asked, compilation: Compilation, condition: str, *, claims: bool, as_json: bool) -> int:
    from assent.analyse.session import Example, Impossible, NotDecided

    data: dict[str, Any] = {"question": condition}
    code = FINE
    lines: list[Line] = []
    match asked.answer:
        case Example(request):
            policy = compilation.policy
            assert policy is not None
            decision = decide(policy, request, digest=compilation.digest).to_json()
            data |= {"answer": "yes", "request": jsonable(request), "decision": decision}
            lines = [[("This is not so. An example:", "bad") if claims else ("Yes, it can. An example:", "strong")], []]
            lines += [[(line, "plain")] for line in request_yaml(request)]
            width = width_of(sys.stdout)
            lines += [[], *decision_lines(decision, title=policy.title, place="the example", width=width)]
            code = PROBLEM if claims else FINE
        case Impossible(bounds):
            data |= {"answer": "never", "clauses": list(asked.clauses), "bounds": list(bounds)}
            data |= {"parts": _parts(asked, condition), "sparing": list(asked.sparing)}
            lines = list(_never(asked, compilation, condition, bounds))
        case NotDecided(because):
            data |= {"answer": "not decided", "because": because}
            code = NOT_DECIDED
            say_not_decided(f"whether `{condition}` can be", because)
    if as_json:
        sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    else:
        write(sys.stdout, lines)
    return code


def _never(asked: Asked, compilation: Compilation, condition: str, bounds: tuple[str, ...]) -> Iterator[Line]:
    yield [("No, never", "strong"), (f": no valid request makes it so that `{condition}`.", "plain")]
    assert compilation.policy is not None
    if asked.outcomes:
        yield [(f"  A request has one outcome, and this asks for {len(asked.outcomes)} at once.", "plain")]
    if asked.clauses:
        yield [("  What sees to it:", "plain")]
        yield from _clauses(compilation.policy, asked.clauses)
    elif asked.sparing:
        yield [("  None of what can deny does so then:", "plain")]
        yield from _clauses(compilation.policy, asked.sparing)
    elif parts := _parts(asked, condition):
        together = "These are never so together: " if len(parts) > 1 else "This alone is never so: "
        yield [(f"  {together}{', '.join(f'`{part}`' for part in parts)}.", "plain")]
    for bound in bounds:
        yield [(f"  So far as it was looked into: {bound}.", "faint")]


def _clauses(policy: Policy, ids: tuple[str, ...]) -> Iterator[Line]:
    for clause in policy.clauses:
        if clause.id in ids:
            yield [(f"    {clause.verb} ", "faint"), (clause.id, "strong"), (f"  {safe(clause.title)}", "plain")]


def _parts(asked: Asked, condition: str) -> list[str]:
    """The parts of a question that cannot all be had, as they are written, where `and` parts it; else none."""
    written = re.split(r"\s+and\s+", condition)
    return [written[at] for at in asked.parts] if len(written) == asked.many else []


def request_yaml(request: Any) -> list[str]:
    """A request as a file would have it, in flow style where a value has parts."""
    lines = [f"as_of: {request['as_of']}", "facts:" if request["facts"] else "facts: {}"]
    return lines + [f"  {name}: {flow(value)}" for name, value in request["facts"].items()]


def flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def jsonable(value: Any) -> Any:
    """The request as JSON can hold it: a decimal as the number it is."""
    if isinstance(value, dict):
        return {key: jsonable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [jsonable(one) for one in value]
    return value if isinstance(value, (str, int, bool)) or value is None else float(value)
