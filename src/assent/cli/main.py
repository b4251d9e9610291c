"""The command `assent`: what it takes in, and how it ends. No traceback ever reaches a user."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

from assent import __version__

FINE, PROBLEM, WRONG_USAGE, NOT_DECIDED = 0, 1, 2, 3


# How many more objects may be made than were dropped before circles among them are looked for. Looking through what
# was just loaded, which nothing will drop, takes a tenth of a short command; many more than this keep memory from a
# long one.
_OBJECTS = 30_000


def main() -> None:
    """The entry point of the installed command."""
    gc.set_threshold(_OBJECTS)
    code = run(sys.argv[1:])
    gc.disable()  # else everything is looked through once more on the way out
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale says: what is written is UTF-8
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if arguments in (["--version"], ["-V"]):  # asked often, by programs: not worth loading anything
        sys.stdout.write(f"assent {__version__}\n")
        return FINE
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("\nassent: stopped\n")
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough. What is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if os.environ.get("ASSENT_DEBUG"):
            raise
        sys.stderr.write(_internal(error) + "\n")
        return PROBLEM
    return code


def _run(arguments: list[str]) -> int:
    import click

    from assent.cli.group import assent

    try:
        result = assent.main(arguments, prog_name="assent", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort as abort:
        raise KeyboardInterrupt from abort
    except SystemExit as end:  # click ends so where a reader went away, and only there
        raise BrokenPipeError from end
    return result if isinstance(result, int) else FINE


def _internal(error: Exception) -> str:
    """What is said of a fault of our own: where, and never the values at hand, which may be evidence."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f" in {at.tb_frame.f_globals.get('__name__', '?')}, line {at.tb_lineno}" if at else ""
    return (
        f"assent: internal error: {type(error).__name__}{place}\n"
        "This is a fault of Assent, not of your policy or request. ASSENT_DEBUG=1 shows where it happened."
    )
