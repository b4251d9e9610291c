"""The commands, each in a file of its own that is imported when the command runs."""

from __future__ import annotations

from importlib import import_module

import click

from assent import __version__

# Each command, and the line that stands for it in the help.
COMMANDS = {
    "check": "Say what is wrong with policies, and what of their sources they cover.",
    "build": "Make checkers, documents and the rest of generated/ from policies.",
    "decide": "Decide requests by a policy, with reasons.",
    "fmt": "Format policies in place.",
    "verify": "Say what a solver finds in policies, over all requests.",
    "ask": "Can this happen? An example request, or a proof that it cannot.",
    "diff": "Say what changes in meaning from one policy to another.",
    "prove": "Prove that a checker and a document say what the policy says.",
    "test": "Run the policies' cases on every target.",
}


class Commands(click.Group):
    """A group that knows its commands' names and loads only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"assent.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from assent.source.suggest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or f"the commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command `{args[0]}`: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="assent %(version)s")
def assent() -> None:
    """Prior authorization policy as code.

    A policy is one text that reads as the policy. From it come a checker, a document, and the reasons of
    every decision.

    \b
    Exit codes: 0 fine, 1 the policy or the request has a problem, 2 wrong usage, 3 not decided.

    \b
    Examples:
      assent check                                     every policy of this project
      assent build                                     policies/ into generated/
      assent decide physical_therapy request.yaml      a decision, with its reasons
    """
