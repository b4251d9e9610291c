"""`assent test`: the policies' cases, on every target."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from assent.analyse.coverage import Tested
from assent.cli.casework import Ran, run_cases
from assent.cli.finding import Selection, select
from assent.cli.listing import list_diagnostics, number_of
from assent.cli.main import FINE, PROBLEM
from assent.cli.solving import need_solver, timeout_option
from assent.cli.terminal import Line, say, write
from assent.cli.thorough import Thorough, by_version, coverage_lines, covered, mutate, propose
from assent.cli.trying import try_properties
from assent.cli.versions import Unsound, Version, Versions, versions_of
from assent.cli.writing import write_whole
from assent.project import CASES, Project, Unreadable, read_bytes, shown
from assent.requests.cases import RESULTS, CaseFault, CaseFile, PolicyCase, faults_against, read_cases
from assent.source.renderers.cells import safe
from assent.source.suggest import did_you_mean

# How the file ends in which cases are proposed: it is not run until its author has moved them.
PROPOSED = ".proposed.yaml"


@click.command("test")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--coverage", is_flag=True, help="Say of each test whether the cases show that it alone changes the outcome."
)
@click.option("--generate", is_flag=True, help="Propose the fewest cases that show what no case shows yet.")
@click.option(
    "--mutate", is_flag=True, help="Change each threshold, unit, connective and exception: does a case notice?"
)
@timeout_option
def command(paths: tuple[str, ...], *, coverage: bool, generate: bool, mutate: bool, timeout: float) -> int:
    """Run the policies' cases on the interpreter and on the generated checker.

    Cases lie in policies/cases/<policy>.yaml. What comes out otherwise than expected is shown clause by
    clause, and so is which clauses the cases have seen met, not met and unknown. PATH is a policy's file, a
    case file or a folder; without it, all of this project. What the policy says of every request (`never approve
    when …`) is tried on random ones, whether it has cases or not; `assent verify` proves it.

    --generate writes its cases to policies/cases/<policy>.proposed.yaml, with what the policy does today: whether
    that is right is for you to say, before you move them to the policy's own case file. A file of proposed cases that
    is there already is not overwritten.

    \b
    Examples:
      assent test
      assent test policies/cases/physical_therapy.yaml
      assent test --coverage policies/physical_therapy.assent
      assent test --mutate policies/physical_therapy.assent
    """
    asked = Thorough(coverage=coverage, generate=generate, mutate=mutate, timeout=timeout)
    if asked.needs_solver:
        need_solver()
    codes: list[int] = []
    for selection in select([_policies_of(path) for path in paths]):
        with_cases = set()
        for path, id in _case_files(selection):
            with_cases.add(id)
            codes += _usable(partial(_test, selection.project, path, id, asked))
        for id in _ids_of(selection):
            if id not in with_cases:
                codes += _usable(partial(_only_try, selection.project, id))
    if not codes:
        say(sys.stderr, "assent: there are no cases: write some into policies/cases/<policy>.yaml", "error")
        return PROBLEM
    return PROBLEM if PROBLEM in codes else max(codes)


def _usable(test: Callable[[], int | None]) -> list[int]:
    """The exit code of a test, or that of what cannot be tested, which is said; none where there is nothing to test."""
    try:
        code = test()
    except _Unusable as unusable:
        say(sys.stderr, f"assent: {unusable}", "error")
        return [PROBLEM]
    return [] if code is None else [code]


def _policies_of(path: str) -> str:
    """The folder of the policies, where a path names the folder of their cases."""
    folder = Path(path).absolute()
    return str(folder.parent) if folder.name == CASES and folder.is_dir() else path


def _case_files(selection: Selection) -> Iterator[tuple[Path, str]]:
    """The case files of a selection, each with the id of its policy."""
    project = selection.project
    every = [
        path
        for path in sorted(project.cases.glob("*"))
        if path.suffix in (".yaml", ".yml") and not path.name.endswith(PROPOSED)
    ]
    if selection.whole:
        yield from ((path, path.stem) for path in every)
        return
    ids = {entry.id for entry in project.policies if entry.path in selection.files}
    yield from ((path, path.stem) for path in every if path.stem in ids)
    yield from ((path, path.stem) for path in selection.files if path.suffix in (".yaml", ".yml"))


def _ids_of(selection: Selection) -> list[str]:
    """The policies of a selection, each once."""
    chosen = (one.id for one in selection.project.policies if selection.whole or one.path in selection.files)
    return list(dict.fromkeys(chosen))


class _Unusable(Exception):
    """A case file that cannot be run, and why."""


def _only_try(project: Project, id: str) -> int | None:
    """Try what a policy without a case file says of every request; None where it says nothing of the kind."""
    try:
        versions = versions_of(project, id)
    except Unsound as unsound:
        list_diagnostics(unsound.diagnostics)
        raise _Unusable(unsound.unreadable or f"`{id}` has errors, so it cannot be tested") from unsound
    if not any(version.policy.properties for version in versions.every):
        return None
    missing = shown(project.cases / f"{id}.yaml")
    write(sys.stdout, [[(id, "place"), (f": no cases, for there is no {missing}", "open")]])
    return try_properties(versions.every)


def _test(project: Project, path: Path, id: str, asked: Thorough) -> int:
    """Run a case file, say what came of it and what else was asked, and give the exit code."""
    try:
        text = read_bytes(path).decode()
    except (Unreadable, UnicodeDecodeError) as error:
        why = error.why if isinstance(error, Unreadable) else "it is not text in UTF-8"
        raise _Unusable(f"`{shown(path)}` cannot be read: {why}") from error
    file, faults = read_cases(text, shown(path))
    ids = sorted({entry.id for entry in project.policies})
    if id not in ids:
        hint = did_you_mean(id, ids) or "a case file is called after its policy's id"
        raise _Unusable(f"`{shown(path)}`: there is no policy `{id}`: {hint}")
    try:
        versions = versions_of(project, id)
    except Unsound as unsound:
        list_diagnostics(unsound.diagnostics)
        raise _Unusable(unsound.unreadable or f"`{id}` has errors, so its cases cannot be run") from unsound
    if file is not None:
        faults = _against_every(file, versions)
    for fault in faults:
        say(sys.stderr, f"{fault}")
    if file is None or faults:
        raise _Unusable(f"`{shown(path)}` has mistakes, so it was not run")
    ran = run_cases(file.cases, versions)
    write(sys.stderr, _failures(ran, shown(path)))
    write(sys.stdout, _summary(ran, shown(path)))
    tried = try_properties(versions.every)
    if ran.failures or tried != FINE:
        return PROBLEM
    into = _Proposals(path, {case.name for case in file.cases})
    if asked.generate and into.path.exists():
        raise _Unusable(
            f"`{shown(into.path)}` is there already, and what you confirmed in it is not overwritten: "
            f"move its cases to `{shown(path)}`, or delete it, and run this again"
        )
    each = by_version(file.cases, versions)
    return max([FINE, *(_thoroughly(version, cases, file.base, asked, into) for version, cases in each)])


class _Proposals:
    """The file into which cases are proposed, those of every version of a policy."""

    def __init__(self, cases: Path, names: set[str]) -> None:
        self.names = names
        self.path = cases.with_name(f"{cases.stem}{PROPOSED}")
        self._texts: list[str] = []

    def add(self, about: str, text: str) -> None:
        """Write the file anew, with the cases of one version more."""
        self._texts.append(f"  # {about}\n{text}")
        head = "# Proposed by `assent test --generate`: what the policy does today. Is it right?\ncases:\n"
        write_whole(self.path, (head + "".join(self._texts)).encode())


def _thoroughly(
    version: Version, cases: Sequence[PolicyCase], base: Mapping[str, Any], asked: Thorough, into: _Proposals
) -> int:
    """How thorough the cases of one version are, as far as that was asked."""
    tested = covered(version, cases) if asked.coverage or asked.generate else ()
    if asked.coverage:
        write(sys.stdout, coverage_lines(version.policy, tested))
    if asked.generate:
        _propose(version, tested, base, asked, into)
    return mutate(version, cases, asked.timeout) if asked.mutate else FINE


def _propose(
    version: Version, tested: Sequence[Tested], base: Mapping[str, Any], asked: Thorough, into: _Proposals
) -> None:
    proposed = propose(version, tested, base, into.names, asked.timeout)
    about = f"{version.policy.id} {version.policy.version}"
    if proposed.text:
        into.add(about, proposed.text)
        number = number_of(proposed.number, "case")
        say(sys.stdout, f"  {about}: {number} proposed in {shown(into.path)}: confirm what each expects, then move it")
    else:
        say(sys.stdout, f"  {about}: no case is lacking that could be proposed")
    write(sys.stdout, proposed.left)


def _against_every(file: CaseFile, versions: Versions) -> tuple[CaseFault, ...]:
    """Names that no version of the policy has."""
    found = [set(faults_against(file, version.policy)) for version in versions.every]
    common = set.intersection(*found) if found else set()
    return tuple(sorted(common, key=lambda fault: (fault.line, fault.message)))


def _failures(ran: Ran, path: str) -> Iterator[Line]:
    for failure in ran.failures:
        yield [("✗ ", "bad"), (f"{path}:{failure.case.line}", "place"), (f": {safe(failure.case.name)}", "strong")]
        for difference in failure.differences:
            yield [(f"    {safe(difference)}", "plain")]
        yield [(f"    on: {', '.join(failure.targets)}", "faint")]
        yield []


def _summary(ran: Ran, path: str) -> Iterator[Line]:
    failed = len({failure.case.line for failure in ran.failures})
    verdict = f"{failed} failed" if failed else "all as expected"
    outcomes = ", ".join(f"{number} {outcome}" for outcome, number in ran.outcomes.most_common())
    yield [(path, "place"), (f": {number_of(ran.cases, 'case')}, {verdict}", "bad" if failed else "good")]
    yield [(f"  outcomes: {outcomes}", "plain")]
    width = max(map(len, ran.seen), default=0)
    if ran.seen:
        yield [(f"  {'clause':<{width}}  {'met':>5}  {'not met':>7}  {'unknown':>7}", "faint")]
    for id, seen in ran.seen.items():
        columns = [(f"  {seen[result] or 'never':>{max(5, len(result))}}", result) for result in RESULTS]
        yield [
            (f"  {id:<{width}}", "plain"),
            *((text, "plain" if seen[result] else "open") for text, result in columns),
        ]
    complete = sum(all(seen[result] for result in RESULTS) for seen in ran.seen.values())
    yield [(f"  {complete} of {number_of(len(ran.seen), 'clause')} seen met, not met and unknown", "plain")]
