"""What `assent prove` says of the laws that every policy obeys: how each of them is held, and what breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assent.analyse.laws.law import FORMATTED, Held, Law, Part
from assent.analyse.questions.same import Differs
from assent.analyse.session import Example, Impossible, NotDecided
from assent.cli.ask import jsonable, request_yaml
from assent.cli.terminal import Line
from assent.source.renderers.cells import safe
from assent.source.text import SourceText
from assent.syntax import format as formatting
from assent.syntax.parse import Parsed, parse

PROOF, COMPARISON = "proof", "comparison"


@dataclass(frozen=True, slots=True)
class Kept:
    """A law, by what it is held, up to what, and what in it is tested only; `left` is what is not held."""

    law: Law
    by: str
    bounds: tuple[str, ...] = ()
    tested: tuple[str, ...] = ()
    left: tuple[Part, ...] = ()

    @classmethod
    def of(cls, held: Held) -> Kept:
        """What was found of a law by proof."""
        return cls(held.law, PROOF, held.bounds, held.tested, held.left)

    @property
    def is_held(self) -> bool:
        """Whether nothing in it was broken or left open."""
        return not self.left

    def data(self) -> dict[str, Any]:
        """The law as the record says it."""
        said: dict[str, Any] = {"law": self.law.number, "says": self.law.says, "held_by": self.by}
        if not self.is_held:
            said = {**said, "held_by": "", "left": [_part(one) for one in self.left]}
        besides = [*((self.law.besides,) if self.law.besides else ()), *self.tested]
        return {**said, "up_to": list(self.bounds), "tested": besides}


def formatted(parsed: Parsed) -> Kept:
    """Law 5, of the policy's own file: a comparison, and not a proof."""
    text = formatting.format(parsed).text
    again = None if text is None else parse(SourceText(parsed.source.path, text))
    same = again is not None and again.tree == parsed.tree and formatting.format(again).text == text
    left = () if same else (Part("the text of the policy", Differs("formatted, it says something else")),)
    return Kept(FORMATTED, COMPARISON, left=left)


def lines_of(kept: Kept) -> Iterator[Line]:
    """What is said of a law: how it is held; else what breaks it, on requests, or why it was not decided."""
    law: Line = [(f"law {kept.law.number}", "place"), (f", {kept.law.says}: ", "plain")]
    if kept.is_held:
        how = "proved" if kept.by == PROOF else "held by comparison"
        where = f", where {' and '.join(kept.bounds)}" if kept.bounds else ""
        yield [*law, (how, "good"), (f"{where}; {kept.law.besides}" if kept.law.besides else where, "plain")]
        for one in kept.tested:
            yield [("  tested, and not proved: ", "open"), (safe(one), "plain")]
        return
    yield [*law, ("not proved", "bad")]
    for part in kept.left:
        yield from _why(part)


def _why(part: Part) -> Iterator[Line]:
    match part.answer:
        case Example(request, other):
            yield [(f"  {safe(part.what)}", "strong"), (" breaks it, for example on this request:", "plain")]
            yield from ([(f"    {safe(line)}", "plain")] for line in request_yaml(request))
            if other is not None:
                yield [("  and on this one, which says more:", "plain")]
                yield from ([(f"    {safe(line)}", "plain")] for line in request_yaml(other))
        case NotDecided(because):
            yield [("  not decided: ", "open"), (f"{safe(part.what)}, because {safe(because)}", "plain")]
        case Differs(how):
            yield [(f"  {safe(part.what)}", "strong"), (f": {safe(how)}", "plain")]


def _part(part: Part) -> dict[str, Any]:
    match part.answer:
        case Example(request, other):
            return {"what": part.what, "request": jsonable(request), "other": other and jsonable(other)}
        case NotDecided(because):
            return {"what": part.what, "because": because}
        case Differs(how):
            return {"what": part.what, "differs": how}
        case Impossible():
            raise AssertionError("what is proved is not left")
