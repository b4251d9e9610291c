"""`assent fmt`: policies in their one form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assent.cli.finding import select
from assent.cli.listing import list_diagnostics, number_of
from assent.cli.main import FINE, PROBLEM
from assent.cli.terminal import say, write
from assent.cli.writing import write_whole
from assent.project import Unreadable, read_bytes, shown
from assent.syntax import format as formatting
from assent.syntax.encoding import read_text
from assent.syntax.parse import parse


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where a file is not formatted.")
def command(paths: tuple[str, ...], only_check: bool) -> int:
    """Format policies and vocabularies in place.

    Comments are kept, and what a policy says never changes; a file with mistakes that keep it from being
    read is left as it is. PATH is a file or a folder; without it, all of this project.

    \b
    Examples:
      assent fmt
      assent fmt policies/physical_therapy.assent
      assent fmt --check
    """
    files = [path for selection in select(paths) for path in selection.files]
    changed = failed = 0
    for path in files:
        result = _format(path, only_check=only_check)
        changed += result is True
        failed += result is None
    parts = [f"{number_of(changed, 'file')} {'to format' if only_check else 'formatted'}"]
    parts += [f"{len(files) - changed - failed} as they should be"] if len(files) > changed + failed else []
    parts += [f"{failed} left as they are"] if failed else []
    say(sys.stdout, ", ".join(parts))
    return PROBLEM if failed or (only_check and changed) else FINE


def _format(path: Path, *, only_check: bool) -> bool | None:
    """Format a file: whether it changed, or None where it could not be."""
    try:
        data = read_bytes(path)
        source, spoiled = read_text(shown(path), data)
        formatted = formatting.format(parse(source)) if source else formatting.Formatted(None, spoiled)
        if formatted.text is None:
            list_diagnostics([diagnostic for diagnostic in formatted.diagnostics if diagnostic.is_error])
            if formatted.refused:
                say(sys.stderr, f"assent: `{shown(path)}` is left as it is: {formatted.refused}", "error")
            return None
        text = formatted.text.encode()
        if text == data:
            return False
        if not only_check:
            write_whole(path, text)
    except Unreadable as unreadable:
        say(sys.stderr, f"assent: `{shown(path)}` cannot be read: {unreadable.why}", "error")
        return None
    except OSError as error:
        say(
            sys.stderr, f"assent: `{shown(path)}` cannot be written: {(error.strerror or 'it failed').lower()}", "error"
        )
        return None
    write(sys.stderr, [[(shown(path), "place"), (" is not formatted" if only_check else " formatted", "plain")]])
    return True
