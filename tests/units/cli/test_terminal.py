"""Colour and progress: for people at a terminal, and only for them."""

from __future__ import annotations

import io

import pytest

from assent.cli import progress, terminal
from units.cli.commands import Workspace


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "at_terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_who_gets_colour(
    environment: dict[str, str], at_terminal: bool, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.wants_colour(Terminal() if at_terminal else io.StringIO()) is coloured


def test_markup_in_a_text_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    terminal.write(stream, [[("[bold]a[/bold] :smile: ", "strong"), ("http://x 12", "plain")]])
    assert stream.getvalue() == "\x1b[1m[bold]a[/bold] :smile: \x1b[0mhttp://x 12\n"


def test_every_style_that_is_used_is_known() -> None:
    from assent.cli.decisions import MARKS

    assert {style for _, style in MARKS.values()} <= set(terminal.STYLES)
    for outcome in ("approve", "deny", "pend", "review", "error", "warning", "place", "gutter", "other", "help"):
        assert outcome in terminal.STYLES


@pytest.mark.parametrize(("patience", "shown"), [(-1.0, True), (60.0, False)])
def test_progress_appears_only_after_a_moment(
    patience: float, shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "is_terminal", lambda stream: True)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress.progress(3) as step:
        for name in ("first", "second [x]", "third"):
            step(name)
    said = capsys.readouterr()
    assert said.out == ""
    assert bool(said.err) is shown
    assert ("third" in said.err) is shown


def test_progress_is_silent_where_nobody_looks(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert place.assent("build").err == ""
