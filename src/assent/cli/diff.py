"""`assent diff`: what a change of a policy changes, with a request for each direction."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from assent.cli.ask import jsonable
from assent.cli.listing import list_diagnostics
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.solving import need_solver, timeout_option
from assent.cli.terminal import say, write
from assent.cli.versions import Unsound, compilation_of
from assent.cli.writing import write_whole
from assent.language.policy import Policy
from assent.project import shown


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
    looser, or both, with a small example request for each direction, decided by both before it is shown. Of the
    requests that both approve: whether approvals grant the same, less or more. Facts that the two declare otherwise
    are compared where both take the same.

    With --page, the same as one self-contained page, to be read before the new policy is put in force.

    \b
    Examples:
      assent diff physical_therapy@1.0.0 physical_therapy@1.1.0
      assent diff policies/physical_therapy.assent draft.assent --json
      assent diff lung_cancer_screening@1.0.0 lung_cancer_screening@2.0.0 --page changes.html
    """
    need_solver()
    from assent.analyse.questions.change import difference
    from assent.cli.diff_lines import lines_of
    from assent.cli.differing import data_of

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
    data = data_of(found, *policies)
    if page is not None and not _write_page(Path(page), data, *policies):
        return PROBLEM
    if as_json:
        sys.stdout.write(json.dumps(jsonable(data), ensure_ascii=False) + "\n")
    else:
        write(sys.stdout, lines_of(data))
    return FINE if found.is_decided else NOT_DECIDED


def _write_page(path: Path, data: dict[str, Any], old: Policy, new: Policy) -> bool:
    from assent.generate.difference.page import difference_page

    try:
        write_whole(path, difference_page(data, old, new).encode())
    except OSError as error:
        say(sys.stderr, f"assent: cannot write {shown(path)}: {error.strerror}", "error")
        return False
    say(sys.stderr, f"{shown(path)} written")
    return True
