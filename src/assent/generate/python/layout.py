"""Code as a small tree, and its layout: on one line where it fits, else broken, one part a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assent.generate.python.literals import WIDTH


@dataclass(frozen=True, slots=True)
class Call:
    """`head(arguments)`; an empty head makes a tuple. Broken, `packed` ones stand as many a line as fit."""

    head: str
    arguments: tuple[Code, ...]
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts joined by `and` or `or`."""

    word: Literal["and", "or"]
    parts: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Prefixed:
    """A prefix and the rest of an expression: `lambda element: ...`."""

    prefix: str
    rest: Code


Code = str | Call | Chain | Prefixed


def call(head: str, *arguments: Code) -> Call:
    """`head(arguments)`."""
    return Call(head, arguments)


def chain(word: Literal["and", "or"], parts: list[Code]) -> Code:
    """The parts joined; what is constant or of the same kind is folded in, so that the text has no idle words."""
    idle, final = ("True", "False") if word == "and" else ("False", "True")
    flat: list[Code] = []
    for part in parts:
        flat += part.parts if isinstance(part, Chain) and part.word == word else (part,)
    kept = list(dict.fromkeys(part for part in flat if part != idle))
    if final in kept:
        return final
    if not kept:
        return idle
    return kept[0] if len(kept) == 1 else Chain(word, tuple(kept))


def one_line(code: Code, *, inside: bool = False) -> str:
    """The code on one line; a chain inside another stands in brackets."""
    match code:
        case str():
            return code
        case Call(head, arguments, _):
            ending = "," if not head and len(arguments) == 1 else ""
            return f"{head}({', '.join(one_line(argument) for argument in arguments)}{ending})"
        case Chain(word, parts):
            joined = f" {word} ".join(one_line(part, inside=True) for part in parts)
            return f"({joined})" if inside else joined
        case Prefixed(prefix, rest):
            return prefix + one_line(rest)


def lines(code: Code, indent: int, *, before: str = "", after: str = "", inside: bool = False) -> list[str]:
    """The code with what stands before and after it, laid out."""
    pad = " " * indent
    line = f"{pad}{before}{one_line(code, inside=inside)}{after}"
    if len(line) <= WIDTH or isinstance(code, str):
        return [line]
    match code:
        case Call(head, arguments, packed):
            return [f"{pad}{before}{head}(", *_arguments(arguments, indent + 4, packed), f"{pad}){after}"]
        case Chain(word, parts):
            inner = lines(parts[0], indent + 4, inside=True)
            for part in parts[1:]:
                inner += lines(part, indent + 4, before=f"{word} ", inside=True)
            return [f"{pad}{before}(", *inner, f"{pad}){after}"]
        case Prefixed(prefix, rest):
            return lines(rest, indent, before=before + prefix, after=after)


def _arguments(arguments: tuple[Code, ...], indent: int, packed: bool) -> list[str]:
    """The arguments, one a line; names, and what is packed, on one line where they fit, else on as many as it takes."""
    words = [one_line(argument) for argument in arguments]
    if packed or all(word.isidentifier() for word in words):
        together = " " * indent + ", ".join(words)
        return [together] if len(words) > 1 and len(together) <= WIDTH else filled(words, indent)
    return [line for argument in arguments for line in lines(argument, indent, after=",")]


def filled(words: list[str], indent: int) -> list[str]:
    """Words with commas after them, as many a line as fit."""
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + len(word) + 2 <= WIDTH:
            rows[-1] += f" {word},"
        else:
            rows.append(" " * indent + f"{word},")
    return rows
