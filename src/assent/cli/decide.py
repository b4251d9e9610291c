"""`assent decide`: requests in, decisions out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import click

from assent.cli.decisions import decision_lines
from assent.cli.listing import list_diagnostics, number_of
from assent.cli.main import FINE, NOT_DECIDED, PROBLEM
from assent.cli.needing import need_of, needed_data, needed_lines, sensitive_in
from assent.cli.progress import progress
from assent.cli.solving import need_solver, timeout_option
from assent.cli.terminal import is_terminal, say, width_of, write
from assent.cli.versions import Unsound, Versions, load_versions
from assent.evaluate.decision import Decision
from assent.requests.files import requests_in


@click.command("decide")
@click.argument("policy")
@click.argument("requests", nargs=-1, required=True, metavar="REQUEST...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a request, a line each, in the order given.")
@click.option("--full", is_flag=True, help="Every clause's reason in full, also of those that are in order.")
@click.option("--show-sensitive", is_flag=True, help="Show the values of facts that are marked `sensitive`, too.")
@click.option("--what-is-needed", is_flag=True, help="Of what is pended: what would settle it; of a denial, change it.")
@timeout_option
def command(
    policy: str,
    requests: tuple[str, ...],
    as_json: bool,
    full: bool,
    show_sensitive: bool,
    what_is_needed: bool,
    timeout: float,
) -> int:
    """Decide requests by a policy, with the reasons.

    POLICY is an id (the version in force on the request's `as_of` decides), an id with its version, or a
    policy's file. REQUEST is a file: YAML, JSON, or NDJSON with one request a line; `-` is standard input.

    A request that cannot be decided is rejected with everything that is wrong with it, the others are
    decided all the same, and the exit code is 1.

    With --what-is-needed, which takes the solver, each request that is pended also says the fewest facts whose
    statement could settle it, in up to five ways, and each that is denied what alone would have changed that.

    \b
    Examples:
      assent decide physical_therapy request.yaml
      assent decide physical_therapy@1.0.0 monday.ndjson tuesday.ndjson --json > decisions.ndjson
      cat request.json | assent decide policies/physical_therapy.assent -
    """
    try:
        versions = load_versions(policy)
    except Unsound as unsound:
        list_diagnostics(unsound.diagnostics)
        say(sys.stderr, f"assent: {unsound.unreadable or f'`{policy}` has errors, so it decides nothing'}", "error")
        return PROBLEM
    if what_is_needed:
        need_solver()
    total = rejected = open = 0
    with nullcontext(_still) if is_terminal(sys.stdout) else progress(None) as step:
        for place, decision, request in _decisions(versions, requests):
            step(place)
            needed = need_of(versions, request, decision.to_json(), timeout) if what_is_needed else None
            total += 1
            open += needed is not None and bool(needed.open)
            rejected += decision.rejected is not None
            hidden = frozenset() if needed is None or show_sensitive else sensitive_in(versions, request)
            data = decision.to_json(show_sensitive=show_sensitive)
            if as_json:
                _write_json(data | ({} if needed is None else {"needed": needed_data(needed, hidden)}), place)
            else:
                _write(data, place, versions, first=total == 1, full=full)
                write(sys.stdout, needed_lines(needed, hidden) if needed is not None else ())
    if rejected:
        sys.stdout.flush()
        what = "the request was rejected" if total == 1 else f"{rejected} of {number_of(total, 'request')} rejected"
        say(sys.stderr, f"assent: {what}", "error")
    if rejected:
        return PROBLEM
    return NOT_DECIDED if open else FINE


def _still(place: str) -> None:
    """Decisions that are seen as they come are progress enough."""


def _decisions(versions: Versions, paths: tuple[str, ...]) -> Iterator[tuple[str, Decision, Any]]:
    for path in paths:
        for source in requests_in(path):
            if source.fault is not None:
                yield source.place, versions.reject((("", source.fault),)), None
            else:
                yield source.place, versions.decide(source.request), source.request


def _write_json(decided: dict[str, Any], place: str) -> None:
    sys.stdout.write(json.dumps(decided, ensure_ascii=False, separators=(",", ":")) + "\n")
    for fault in decided["rejected"] or ():
        path, message = fault["path"], fault["message"]
        say(sys.stderr, f"{place}: {path}: {message}" if path else f"{place}: {message}")


def _write(data: dict[str, Any], place: str, versions: Versions, *, first: bool, full: bool) -> None:
    """Write a decision for people: to stdout, and to stderr where there is none."""
    stream = sys.stdout if data["rejected"] is None else sys.stderr
    title = next(version.policy.title for version in versions.every if version.policy.version == data["version"])
    sys.stdout.flush()
    if not first:
        say(stream, "")
    write(stream, decision_lines(data, title=title, place=place, width=width_of(stream), full=full))
    stream.flush()
