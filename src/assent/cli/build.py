"""`assent build`: policies into `generated/`."""

from __future__ import annotations

import sys

import click

from assent.cli.building import Built, build, compare
from assent.cli.finding import Selection, select
from assent.cli.listing import list_diagnostics, number_of
from assent.cli.main import FINE, PROBLEM
from assent.cli.progress import progress
from assent.cli.solving import jobs_option, need_solver, timeout_option
from assent.cli.terminal import say, write

SAID = {
    "missing": "is not there",
    "stale": "is not what the policy gives: the policy changed, or the file was edited",
    "extra": "comes from no policy of this project",
    "outdated": "is the record of other files than lie beside it: they were changed after the proof, or it was edited",
}


@click.command("build")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where generated/ is not up to date.")
@click.option("--prove", is_flag=True, help="Prove what lies there, and record it; with --check, compare the record.")
@timeout_option
@jobs_option
def command(paths: tuple[str, ...], only_check: bool, prove: bool, timeout: float, jobs: int) -> int:
    """Make checkers, documents and the rest of generated/ from policies.

    Only what changed is made again, and a file is written whole or not at all. A policy with errors keeps
    what was made of it last. PATH is a policy's file or a folder; without it, all of this project.

    \b
    Examples:
      assent build
      assent build policies/physical_therapy.assent
      assent build --check --prove
      assent build --check        in continuous integration: is generated/ up to date?
    """
    fine = True
    for selection in select(paths):
        ids = _ids(selection)
        with progress(_number(selection, ids)) as step:
            built = (compare if only_check else build)(selection.project, ids, progress=step)
        _report(built, only_check=only_check)
        fine = fine and built.is_fine
        if prove and built.is_fine:
            fine = _prove(selection, ids, timeout, jobs, only_check=only_check) and fine
    return FINE if fine else PROBLEM


def _prove(selection: Selection, ids: frozenset[str] | None, timeout: float, jobs: int, *, only_check: bool) -> bool:
    """Prove what was built, and write down or compare the records."""
    from assent.cli.proving import prove_project

    need_solver()
    fine = True
    for path, wrong in prove_project(selection.project, ids, timeout, only_check=only_check, jobs=jobs):
        if wrong:
            write(sys.stderr, [[(path, "place"), (f" {wrong}", "plain")]])
            fine = False
    say(sys.stdout, "proved, for all valid requests" if fine else "not proved: `assent prove` says more")
    return fine


def _ids(selection: Selection) -> frozenset[str] | None:
    """The policies that the files belong to, every version of each; None for all of the project."""
    if selection.whole:
        return None
    chosen = {entry.path: entry for entry in selection.project.entries}
    return frozenset(chosen[path].id for path in selection.files if path in chosen and chosen[path].kind == "policy")


def _number(selection: Selection, ids: frozenset[str] | None) -> int:
    """How many policies there are to look at."""
    return len({entry.id for entry in selection.project.policies} if ids is None else ids)


def _report(built: Built, *, only_check: bool) -> None:
    list_diagnostics([diagnostic for diagnostic in built.diagnostics if diagnostic.is_error])
    for failure in built.failures:
        say(sys.stderr, f"assent: {failure}", "error")
    for path, difference in built.differences:
        write(sys.stderr, [[(path, "place"), (f" {SAID[difference]}", "plain")]])
    for path in built.foreign:
        write(sys.stderr, [[(path, "place"), (" was not made by `assent build`; it stays", "plain")]])
    say(sys.stdout, _summary(built, only_check=only_check))


def _summary(built: Built, *, only_check: bool) -> str:
    policies = number_of(built.policies, "policy")
    if only_check:
        different = number_of(len(built.differences), "file")
        return f"{policies}: generated/ is up to date" if built.is_fine else f"{policies}: {different} not up to date"
    parts = [f"{number_of(len(built.written), 'file')} written"]
    parts += [f"{built.unchanged} unchanged"] if built.unchanged else []
    parts += [f"{number_of(len(built.removed), 'file')} removed"] if built.removed else []
    parts += [f"{number_of(built.warnings, 'warning')} (`assent check` shows them)"] if built.warnings else []
    return f"{policies}: {', '.join(parts)}"
