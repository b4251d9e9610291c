"""`assent verify`: what a solver finds in policies that no request of today may have shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from assent.check.rules.bands import BETWEEN_BANDS
from assent.cli.checking import check_selection
from assent.cli.finding import select
from assent.cli.listing import DOCUMENTS, FORMATS, counted, list_diagnostics, number_of
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.progress import progress
from assent.cli.solving import jobs_option, need_solver, say_not_decided, timeout_option
from assent.cli.terminal import Line, say, write
from assent.source.diagnostic import Diagnostic, by_place
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.subject import Proved


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
    from assent.analyse.verify import verify_codes, verify_each

    checked = [check_selection(selection) for selection in select(paths)]
    checking = [one for part in checked for one in part.diagnostics if one.is_error or one.code in BETWEEN_BANDS]
    unreadable = [one for part in checked for one in part.unreadable]
    policies = [one.policy for part in checked for one in part.compilations if one.policy is not None]
    found: list[Diagnostic] = [*checking]
    open: list[Open] = []
    proved: list[Proved] = []
    with progress(len(policies)) as step:
        for answer in verify_each(policies, timeout=timeout, jobs=jobs, step=lambda policy: step(policy.id)):
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
        say(sys.stdout, f"{number_of(len(policies), 'policy')} verified: {counted(found)}", "strong")
    if unreadable or any(one.is_error or (strict and not one.accepted) for one in found):
        return PROBLEM
    return NOT_DECIDED if open else FINE


def _proved(proved: Proved) -> Line:
    how = "proved, for all requests" if not proved.bounds else f"proved, where {' and '.join(proved.bounds)}"
    return [("✓ ", "good"), (f"{safe(proved.policy)}: {safe(proved.property)}", "strong"), (f": {how}", "plain")]
