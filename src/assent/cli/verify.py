"""`assent verify`: what a solver finds in policies that no request of today may have shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from assent.cli.checking import Checked, check_selection
from assent.cli.finding import Selection, select
from assent.cli.listing import DOCUMENTS, FORMATS, counted, list_diagnostics, number_of
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.progress import progress
from assent.cli.side_by_side import Lost, jobs_option, side_by_side
from assent.cli.solving import need_solver, say_not_decided, timeout_option
from assent.cli.terminal import Line, say, write
from assent.language.policy import Policy
from assent.loading import compile_file
from assent.project import Project, shown
from assent.source.diagnostic import Diagnostic, by_place
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.subject import Found, Proved


@click.command("verify")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", type=click.Choice(FORMATS), default="full", show_default=True, help="How to write what is found."
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@timeout_option
@jobs_option
def command(paths: tuple[str, ...], format: str, strict: bool, timeout: float, jobs: int) -> int:
    """Say what a solver finds in policies, over all requests.

    What has to hold of every request (`never approve when …`), proved or broken by an example; whether anything can be
    approved; clauses that change no outcome, and exceptions, alternatives and tests that
    change none; facts that cannot matter, that push both ways, or of which more only harms. PATH is a policy's
    file, or a folder; without it, all of this project.

    What the policy accepts (`accepts … because "…"`) is listed with its reason, and does not count.
    A question that the solver cannot decide in time is said to be not decided, and the exit code is 3.

    \b
    Examples:
      assent verify
      assent verify policies/physical_therapy.assent --timeout 60
      assent verify --format json
    """
    need_solver()
    from assent.analyse.subject import Open, Proved
    from assent.analyse.verify import verify_codes

    selections = select(paths)
    checked = [check_selection(selection) for selection in selections]
    errors = [one for part in checked for one in part.diagnostics if one.is_error]
    unreadable = [one for part in checked for one in part.unreadable]
    asked = [one for pair in zip(selections, checked, strict=True) for one in _asked(*pair, timeout)]
    found: list[Diagnostic] = [*errors]
    open: list[Open] = []
    proved: list[Proved] = []
    with progress(len(asked)) as step:
        # In this process what was checked is at hand; another one reads it by itself.
        read = {one.source.path: one.policy for part in checked for one in part.compilations}
        work = _verified if jobs > 1 else partial(_found, read)
        answers = side_by_side(work, asked, jobs, lambda one: step(one.policy))
        for one, answer in zip(asked, answers, strict=True):
            if isinstance(answer, Lost):
                open.append(Open(f"what the solver finds in `{one.policy}`", answer.why))
                continue
            for what in answer:
                kept: list[Any] = open if isinstance(what, Open) else proved if isinstance(what, Proved) else found
                kept.append(what)
    found.sort(key=by_place)
    list_diagnostics(found, format=format, codes=verify_codes())
    for why in unreadable:
        say(sys.stderr, f"assent: {why}", "error")
    for question in open:
        say_not_decided(question.question, question.because)
    if format not in DOCUMENTS:
        write(sys.stdout, map(_proved, proved))
        say(sys.stdout, f"{number_of(len(asked), 'policy')} verified: {counted(found)}", "strong")
    if unreadable or any(one.is_error or (strict and not one.accepted) for one in found):
        return PROBLEM
    return NOT_DECIDED if open else FINE


class _Asked(NamedTuple):
    """A policy that is verified, by the file in which it stands."""

    project: tuple[Path, Path]
    path: Path
    policy: str
    timeout: float


def _asked(selection: Selection, checked: Checked, timeout: float) -> Iterator[_Asked]:
    paths = {shown(path): path for path in selection.files}
    project = (selection.project.root, selection.project.folder)
    for one in checked.compilations:
        if one.policy is not None:
            yield _Asked(project, paths[one.source.path], one.policy.id, timeout)


def _verified(asked: _Asked) -> list[Found]:
    """What the solver finds in one policy, which is read from its file."""
    return _found({shown(asked.path): compile_file(asked.path, Project(*asked.project)).policy}, asked)


def _found(policies: Mapping[str, Policy | None], asked: _Asked) -> list[Found]:
    """What the solver finds in one of the policies."""
    from assent.analyse.verify import verify

    policy = policies[shown(asked.path)]
    assert policy is not None
    return list(verify(policy, timeout=asked.timeout))


def _proved(proved: Proved) -> Line:
    how = "proved, for all requests" if not proved.bounds else f"proved, where {' and '.join(proved.bounds)}"
    return [("✓ ", "good"), (f"{safe(proved.policy)}: {safe(proved.property)}", "strong"), (f": {how}", "plain")]
