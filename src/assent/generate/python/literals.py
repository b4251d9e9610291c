"""Policy text as Python text that nothing can break out of: every literal and docstring is plain ASCII."""

from __future__ import annotations

import textwrap
from decimal import Decimal
from fractions import Fraction

WIDTH = 120


def text_literal(text: str) -> str:
    """A string literal of exactly this text, ASCII throughout."""
    return '"' + _escaped(text) + '"'


def optional_literal(value: int | str | None) -> str:
    """None, a whole number or a text, as a literal."""
    return text_literal(value) if isinstance(value, str) else str(value)


def tuple_literal(parts: list[str]) -> str:
    """A tuple display of literals."""
    return "(" + ", ".join(parts) + ("," if len(parts) == 1 else "") + ")"


def whole(number: int | Decimal | Fraction) -> int | None:
    """The number as an int where it is a whole one that reads well, else None: `10.0` is 10 in any comparison."""
    if isinstance(number, int):
        return number
    if isinstance(number, Fraction):
        return None
    return int(number) if number == number.to_integral_value() and number.adjusted() < 18 else None


def docstring(indent: int, *paragraphs: str) -> list[str]:
    """The lines of a docstring of these paragraphs, wrapped; the text is for readers, so its spaces may move."""
    pad = " " * indent
    escaped = [_escaped(" ".join(paragraph.split())) for paragraph in paragraphs if paragraph.strip()]
    if len(escaped) == 1 and len(escaped[0]) + indent + 6 <= WIDTH:
        return [f'{pad}"""{escaped[0]}"""']
    lines: list[str] = []
    for at, paragraph in enumerate(escaped):
        lines += ([""] if at else []) + _wrapped(paragraph, pad, '"""' if at == 0 else "")
    return [*lines, f'{pad}"""']


def comment(text: str, indent: int = 0) -> list[str]:
    """The text as comment lines."""
    return _wrapped(_escaped(" ".join(text.split())), " " * indent + "# ", "")


def _wrapped(text: str, pad: str, start: str) -> list[str]:
    # Escapes hold no spaces, so that breaking at spaces alone leaves them whole.
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=pad + start,
        subsequent_indent=pad,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _escaped(text: str) -> str:
    return text.encode("unicode_escape").decode("ascii").replace('"', '\\"')
