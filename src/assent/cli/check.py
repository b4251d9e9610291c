"""`assent check`: what is wrong with policies, and what of their sources they cover."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from assent.cli.checking import Checked, check_selection
from assent.cli.finding import select
from assent.cli.listing import DOCUMENTS, FORMATS, counted, list_diagnostics, number_of
from assent.cli.main import FINE, PROBLEM
from assent.cli.progress import progress
from assent.cli.terminal import Line, say, width_of, write
from assent.pipeline import Compilation
from assent.source.renderers.cells import safe
from assent.source.text import Span


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", type=click.Choice(FORMATS), default="full", show_default=True, help="How to write what is wrong."
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def command(paths: tuple[str, ...], format: str, strict: bool) -> int:
    """Say what is wrong with policies, and what of their sources they cover.

    PATH is a policy's or a vocabulary's file, or a folder; without it, all of this project.

    \b
    Examples:
      assent check
      assent check policies/physical_therapy.assent --strict
      assent check --format concise        one line each, as editors like it
      assent check --format json           also sarif and github, to stdout
    """
    selections = select(paths)
    with progress(sum(len(selection.files) for selection in selections)) as step:
        checked = [check_selection(selection, step) for selection in selections]
    diagnostics = [diagnostic for one in checked for diagnostic in one.diagnostics]
    list_diagnostics(diagnostics, format=format)
    for one in checked:
        for unreadable in one.unreadable:
            say(sys.stderr, f"assent: {unreadable}", "error")
    if format not in DOCUMENTS:
        write(sys.stdout, [line for one in checked for line in _summary(one)])
    failed = any(diagnostic.is_error or strict for diagnostic in diagnostics) or any(one.unreadable for one in checked)
    return PROBLEM if failed else FINE


def _summary(checked: Checked) -> Iterator[Line]:
    for compilation in checked.compilations:
        yield from _about(compilation)
    things = [number_of(number, noun) for number, noun in checked.things() if number]
    yield [(f"{', '.join(things) or 'nothing to check'}: {counted(checked.diagnostics)}", "strong")]


def _about(compilation: Compilation) -> Iterator[Line]:
    """A sound policy: how much of its source it stands for, and what is left of it."""
    policy, examined = compilation.policy, compilation.examined
    if policy is None:
        return
    name = f"{policy.id} {policy.version}"
    clauses = number_of(len(policy.clauses), "clause")
    coverage = examined.coverage if examined else None
    if coverage is None:
        yield [(name, "strong"), (f": {clauses}; it names no source", "plain")]
        return
    share = f"{coverage.percent} % ({coverage.covered} of {number_of(len(coverage.statements), 'statement')})"
    yield [(name, "strong"), (f": {clauses}; source coverage {share}", "plain")]
    for statement in coverage.uncovered:
        yield _left(statement.span, "not covered", statement.text)
    for partly in coverage.partly:
        yield _left(partly.statement.span, "cited without the words", " … ".join(partly.left_out))
    for one in coverage.contradictions:
        by = f"acknowledged by the note on `{one.acknowledged_by}`" if one.acknowledged_by else "not acknowledged"
        yield _left(one.item, f"the source contradicts itself, {by}", f"{one.lead_in_says}” over “{one.item_says}")


def _left(span: Span, what: str, text: str) -> Line:
    room = max(40, width_of(sys.stdout) - len(what) - len(span.source.path) - 16)
    said = safe(text) if len(text) <= room else safe(text[: room - 1]) + "…"
    return [("  ", "plain"), (f"{span.source.path}:{span.line}", "place"), (f": {what}: “{said}”", "plain")]
