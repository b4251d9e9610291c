"""`assent prove`: a checker and a document say what the policy says, for all valid requests."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assent.cli.ask import jsonable, request_yaml
from assent.cli.finding import find_policy
from assent.cli.listing import list_diagnostics, number_of
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.proving import (
    CHECKER,
    DOCUMENT,
    PAGE,
    PROOF,
    TESTED,
    Proved,
    begin_file,
    begin_folder,
    folder_of,
    record_of,
)
from assent.cli.solving import jobs_option, need_solver, say_not_decided, timeout_option
from assent.cli.terminal import Line, say, write
from assent.cli.versions import Unsound, compilation_of
from assent.cli.writing import write_whole
from assent.project import Unreadable, read_bytes, shown
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.questions.same import Compared
    from assent.cli.laws import Kept


@click.command("prove")
@click.argument("policy")
@click.option("--checker", metavar="FILE", help="Prove this checker instead of the one in generated/.")
@click.option("--document", metavar="FILE", help="Prove this document (.md or .html) instead of those in generated/.")
@click.option("--json", "as_json", is_flag=True, help="The result as one JSON object.")
@timeout_option
@jobs_option
def command(policy: str, checker: str | None, document: str | None, as_json: bool, timeout: float, jobs: int) -> int:
    """Prove that a checker and a document say what the policy says, and that the policy obeys the laws.

    The checker is read back from its syntax, never run, and each of its clauses, its `outcome` and its `decide`
    are compared with the policy, for all valid requests. Each clause sentence of the document is read back too;
    what stands around the sentences has to be as the compiler writes it.
    Where they differ, a request shows it. What was proved of generated/ is recorded in proof.json beside it, and
    so is how each law that every policy obeys is held for this one: one outcome for each request, nothing decided
    otherwise once more is stated, thresholds that lie where the text says, and so on.

    \b
    Examples:
      assent prove physical_therapy
      assent prove physical_therapy@1.0.0 --checker mine.py
      assent prove physical_therapy --document generated/physical_therapy/v1_0_0/policy.md
    """
    need_solver()
    from assent.analyse.processes import Lost, processes

    try:
        compilation = compilation_of(policy)
    except Unsound as unsound:
        list_diagnostics(unsound.diagnostics)
        say(sys.stderr, f"assent: {unsound.unreadable or f'`{policy}` has errors, so it says nothing'}", "error")
        return PROBLEM
    folder = folder_of(find_policy(policy).project, compilation)
    laws: tuple[Kept, ...] = ()
    try:
        with processes(jobs) as side:
            if checker is None and document is None:
                proof = begin_folder(side, compilation, folder, timeout)
                proved = proof.proved()
                laws = proof.kept(proved)
            else:
                files = [(checker, CHECKER), (document, PAGE if document and document.endswith(".html") else DOCUMENT)]
                given = [(path, kind, read_bytes(Path(path))) for path, kind in files if path is not None]
                begun = [begin_file(side, compilation, path, data, kind, timeout) for path, kind, data in given]
                proved = tuple(one.answer() for one in begun)
    except Lost as lost:
        say_not_decided(f"what is to be proved of `{policy}`", lost.why)
        return NOT_DECIDED
    except Unreadable as unreadable:
        built = checker is not None or document is not None or folder.is_dir()
        first = "" if built else f"; `assent build` first writes what is to be proved of `{policy}`"
        raise click.ClickException(f"what is to be proved cannot be read: {unreadable.why}{first}") from unreadable
    recorded = bool(laws) and all(one.is_proved for one in proved) and all(kept.is_held for kept in laws)
    if recorded:
        write_whole(folder / PROOF, record_of(compilation, folder, proved, laws))
    if as_json:
        sys.stdout.write(json.dumps(_data(proved, laws), ensure_ascii=False) + "\n")
    else:
        from assent.cli.laws import lines_of

        write(sys.stdout, (line for one in proved for line in _said(one)))
        write(sys.stdout, (line for kept in laws for line in lines_of(kept)))
        if recorded:
            say(sys.stdout, f"recorded in {shown(folder / PROOF)}; {TESTED}")
    return code_of(proved, laws)


def code_of(proved: tuple[Proved, ...], laws: tuple[Kept, ...]) -> int:
    """The exit code: a difference or a broken law is a problem, and what was not decided is no proof."""
    from assent.analyse.session import NotDecided

    left = [compared.answer for one in proved for compared in one.compared if not compared.is_proved]
    left += [part.answer for kept in laws for part in kept.left]
    if any(not isinstance(answer, NotDecided) for answer in left):
        return PROBLEM
    return NOT_DECIDED if left else FINE


def _said(proved: Proved) -> Iterator[Line]:
    parts = number_of(len(proved.compared), "part")
    if proved.is_proved:
        yield [(proved.name, "place"), (": proved", "good"), (f", {parts}", "plain")]
        return
    yield [(proved.name, "place"), (": not proved", "bad")]
    for one in proved.compared:
        if not one.is_proved:
            yield from _difference(one)


def _difference(one: Compared) -> Iterator[Line]:
    from assent.analyse.questions.same import Differs
    from assent.analyse.session import Example, NotDecided

    match one.answer:
        case Example(request):
            yield [(f"  {one.what}", "strong"), (" says otherwise, for example on this request:", "plain")]
            yield from ([(f"    {safe(line)}", "plain")] for line in request_yaml(request))
        case Differs(how):
            yield [(f"  {one.what}", "strong"), (f": {safe(how)}", "plain")]
        case NotDecided(because):
            yield [("  not decided: ", "open"), (f"{one.what}, because {safe(because)}", "plain")]


def _data(proved: tuple[Proved, ...], laws: tuple[Kept, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "proved": all(one.is_proved for one in proved) and all(kept.is_held for kept in laws),
        "files": [_file(one) for one in proved],
    }
    return {**data, **({"laws": [kept.data() for kept in laws]} if laws else {}), "tested": TESTED}


def _file(proved: Proved) -> dict[str, Any]:
    from assent.analyse.questions.same import Differs
    from assent.analyse.session import Example, NotDecided

    parts: list[dict[str, Any]] = []
    for one in proved.compared:
        part: dict[str, Any] = {"what": one.what, "proved": one.is_proved}
        match one.answer:
            case Example(request):
                part["request"] = jsonable(request)
            case Differs(how):
                part["differs"] = how
            case NotDecided(because):
                part["because"] = because
        parts.append(part)
    return {"file": proved.name, "proved": proved.is_proved, "parts": parts}
