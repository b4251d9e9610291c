"""`assent diff`: what a change of a policy changes, with a request for each direction."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assent.cli.ask import jsonable, request_yaml
from assent.cli.listing import list_diagnostics
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.solving import need_solver, timeout_option
from assent.cli.terminal import Line, say, write
from assent.cli.versions import Unsound, compilation_of
from assent.cli.writing import write_whole
from assent.language.calendar import format_day
from assent.language.policy import Policy
from assent.project import shown
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.questions.change import Difference
    from assent.analyse.session import Answer

_SAID = {
    "same": "means the same",
    "stricter": "is stricter",
    "looser": "is looser",
    "both": "is stricter for some requests, and looser for others",
    "not decided": "was not decided",
}


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="The difference as one JSON object.")
@click.option("--page", metavar="FILE.html", help="Also write it as a page for a policy committee.")
@timeout_option
def command(old: str, new: str, as_json: bool, page: str | None, timeout: float) -> int:
    """Say what changes in meaning from one policy to another.

    OLD and NEW are policies: ids with their versions, or files. Both are asked about the same requests, whatever
    the dates on which each is in force. As a whole, outcome by outcome and clause by clause: the same, stricter,
    looser, or both, with a small example request for each direction, decided by both before it is shown.

    With --page, the same as one self-contained page, to be read before the new policy is put in force.

    \b
    Examples:
      assent diff physical_therapy@1.0.0 physical_therapy@1.1.0
      assent diff policies/physical_therapy.assent draft.assent --json
      assent diff lung_cancer_screening@1.0.0 lung_cancer_screening@2.0.0 --page changes.html
    """
    need_solver()
    from assent.analyse.questions.change import difference

    policies: list[Policy] = []
    for named in (old, new):
        try:
            compilation = compilation_of(named)
        except Unsound as unsound:
            list_diagnostics(unsound.diagnostics)
            why = unsound.unreadable or f"`{named}` has errors, so it cannot be compared"
            say(sys.stderr, f"assent: {why}", "error")
            return PROBLEM
        assert compilation.policy is not None
        policies.append(compilation.policy)
    found = difference(policies[0], policies[1], timeout=timeout)
    if page is not None and not _write_page(Path(page), found, *policies):
        return PROBLEM
    if as_json:
        sys.stdout.write(json.dumps(_data(found, *policies), ensure_ascii=False) + "\n")
    else:
        write(sys.stdout, _lines(found, *policies))
    return NOT_DECIDED if found.whole.verdict == "not decided" else FINE


def _write_page(path: Path, found: Difference, old: Policy, new: Policy) -> bool:
    from assent.generate.difference.page import difference_page

    try:
        write_whole(path, difference_page(_data(found, old, new), old, new).encode())
    except OSError as error:
        say(sys.stderr, f"assent: cannot write {shown(path)}: {error.strerror}", "error")
        return False
    say(sys.stderr, f"{shown(path)} written")
    return True


def _name(policy: Policy) -> str:
    return f"{policy.id} {policy.version}"


def _in_force(policy: Policy) -> str:
    until = "" if policy.until is None else f" to {format_day(policy.until)}"
    return f"in force from {format_day(policy.effective)}{until}"


def _lines(found: Difference, old: Policy, new: Policy) -> Iterator[Line]:
    yield [(f"{_name(old)} → {_name(new)}: ", "strong"), (f"the new one {_SAID[found.whole.verdict]}", "strong")]
    yield [(f"  old: {_in_force(old)}; new: {_in_force(new)}", "faint")]
    for name in found.apart:
        yield [(f"  `{name}` is of another type in the new policy: what turns on it cannot be compared", "open")]
    for (one, other), answer in found.outcomes.items():
        yield from _answer(f"from {one} to {other}", answer)
    for id in found.added:
        yield [("  added: ", "good"), (id, "plain")]
    for id in found.removed:
        yield [("  removed: ", "bad"), (id, "plain")]
    for changed in found.clauses:
        if changed.direction.verdict != "same":
            yield [(f"  {changed.id} ", "strong"), (_SAID[changed.direction.verdict], "plain")]
            yield from _answer("  stricter", changed.direction.stricter)
            yield from _answer("  looser", changed.direction.looser)


def _answer(what: str, answer: Answer) -> Iterator[Line]:
    from assent.analyse.session import Example, Impossible

    match answer:
        case Example(request):
            yield [(f"  {what}, for example:", "plain")]
            yield from ([(f"      {safe(line)}", "plain")] for line in request_yaml(request))
        case Impossible(bounds):
            for bound in bounds:
                yield [(f"  {what}: never, so far as it was looked into: {bound}", "faint")]
        case _:
            yield [(f"  {what}: not decided, because {safe(answer.because)}", "open")]


def _data(found: Difference, old: Policy, new: Policy) -> dict[str, Any]:
    return {
        "old": {"policy": old.id, "version": old.version, "in_force": _in_force(old)},
        "new": {"policy": new.id, "version": new.version, "in_force": _in_force(new)},
        "verdict": found.whole.verdict,
        "outcomes": [
            {"old": one, "new": other, **_answered(answer)} for (one, other), answer in found.outcomes.items()
        ],
        "added": list(found.added),
        "removed": list(found.removed),
        "clauses": [
            {
                "id": changed.id,
                "verdict": changed.direction.verdict,
                "stricter": _answered(changed.direction.stricter),
                "looser": _answered(changed.direction.looser),
            }
            for changed in found.clauses
        ],
        "other_types": list(found.apart),
    }


def _answered(answer: Answer) -> dict[str, Any]:
    from assent.analyse.session import Example, Impossible

    match answer:
        case Example(request):
            return {"answer": "yes", "request": jsonable(request)}
        case Impossible(bounds):
            return {"answer": "never", "bounds": list(bounds)}
        case _:
            return {"answer": "not decided", "because": answer.because}
