"""Expressions as plain conditions, true or false: surely met, surely not met, unknown.

`outcome` asks these instead of three-valued values, so that it stops at the first that settles it. What
is known already narrows a question: of a requirement that is not "not met", only the leaves that could
leave it unknown are asked.
"""

from __future__ import annotations

from assent.generate.python.layout import Code, chain
from assent.generate.python.spelling import Locals, guards, is_open, is_plain, spelled, truth
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Cases, Count, Expression, Named, Not, Test, Titled
from assent.language.operands import is_judged


def met(expression: Expression, known: Locals) -> Code:
    """True exactly where the expression is met."""
    match expression:
        case Titled(_, part):
            return met(part, known)
        case Not(part):
            return unmet(part, known)
        case AllOf(parts):
            return chain("and", [met(part, known) for part in parts])
        case AnyOf(parts):
            return chain("or", [met(part, known) for part in parts])
        case Test() if is_plain(expression):
            asked, holds = guards(expression, known), spelled(expression, known)
            return f"{holds} is True" if [holds] == asked else chain("and", [*_there(asked), holds])
        case _:
            return f"{_held(expression, known)} is True"


def unmet(expression: Expression, known: Locals) -> Code:
    """True exactly where the expression is not met."""
    match expression:
        case Titled(_, part):
            return unmet(part, known)
        case Not(part):
            return met(part, known)
        case AllOf(parts):
            return chain("or", [unmet(part, known) for part in parts])
        case AnyOf(parts):
            return chain("and", [unmet(part, known) for part in parts])
        case Test() if is_plain(expression):
            asked, holds = guards(expression, known), spelled(expression, known)
            if [holds] == asked:
                return f"{holds} is False"
            return chain("and", [*_there(asked), spelled(expression, known, opposite=True)])
        case _:
            return "False" if is_open(expression) else f"{_held(expression, known)} is False"


def not_met(expression: Expression, known: Locals) -> Code:
    """True where the expression is not met or unknown."""
    match expression:
        case Titled(_, part):
            return not_met(part, known)
        case Not(part):
            return not_unmet(part, known)
        case AllOf(parts):
            return chain("or", [not_met(part, known) for part in parts])
        case AnyOf(parts):
            return chain("and", [not_met(part, known) for part in parts])
        case Test() if is_plain(expression):
            asked, holds = guards(expression, known), spelled(expression, known)
            if [holds] == asked:
                return f"{holds} is not True"
            return chain("or", [*_absent(asked), spelled(expression, known, opposite=True)])
        case _:
            return f"{_held(expression, known)} is not True"


def not_unmet(expression: Expression, known: Locals) -> Code:
    """True where the expression is met or unknown."""
    match expression:
        case Titled(_, part):
            return not_unmet(part, known)
        case Not(part):
            return not_met(part, known)
        case AllOf(parts):
            return chain("and", [not_unmet(part, known) for part in parts])
        case AnyOf(parts):
            return chain("or", [not_unmet(part, known) for part in parts])
        case Test() if is_plain(expression):
            asked, holds = guards(expression, known), spelled(expression, known)
            return f"{holds} is not False" if [holds] == asked else chain("or", [*_absent(asked), holds])
        case _:
            return "True" if is_open(expression) else f"{_held(expression, known)} is not False"


def unknown(expression: Expression, known: Locals, *, not_met: bool = False, not_unmet: bool = False) -> Code:
    """True exactly where the expression is unknown.

    `not_met` says that it is known not to be met, `not_unmet` that it is known not to be not met.
    """
    match expression:
        case Titled(_, part):
            return unknown(part, known, not_met=not_met, not_unmet=not_unmet)
        case Not(part):
            return unknown(part, known, not_met=not_unmet, not_unmet=not_met)
        case AllOf(parts):
            if not_met and not not_unmet:
                return _all_not_unmet(parts, known)
            settled = [] if not_unmet else [_all_not_unmet(parts, known)]
            return chain("and", [*settled, chain("or", [unknown(part, known, not_unmet=True) for part in parts])])
        case AnyOf(parts):
            if not_unmet and not not_met:
                return _all_not_met(parts, known)
            settled = [] if not_met else [_all_not_met(parts, known)]
            return chain("and", [*settled, chain("or", [unknown(part, known, not_met=True) for part in parts])])
        case Test() if is_plain(expression):
            return chain("or", _absent(guards(expression, known)))
        case _:
            return f"{_held(expression, known)} is None"


def awaits_provider(expression: Expression, known: Locals, *, not_met: bool = False, not_unmet: bool = False) -> Code:
    """True where an expression is unknown and a leaf that matters in it is no judgement."""
    match expression:
        case Titled(_, part):
            return awaits_provider(part, known, not_met=not_met, not_unmet=not_unmet)
        case Not(part):
            return awaits_provider(part, known, not_met=not_unmet, not_unmet=not_met)
        case AllOf(parts):
            settled = [] if not_unmet else [_all_not_unmet(parts, known)]
            asked = chain("or", [awaits_provider(part, known, not_unmet=True) for part in parts])
            return chain("and", [*settled, asked])
        case AnyOf(parts):
            settled = [] if not_met else [_all_not_met(parts, known)]
            asked = chain("or", [awaits_provider(part, known, not_met=True) for part in parts])
            return chain("and", [*settled, asked])
        case AtLeastOf(_, parts):
            asked = chain("or", [awaits_provider(part, known) for part in parts])
            return chain("and", [f"{_held(expression, known)} is None", asked])
        case Cases():  # neither a threshold nor what it depends on is a clinician's to attest
            return f"{_held(expression, known)} is None"
        case Named(id):
            needs = known.spelling.needs[id]
            if not needs.others:
                return "False"
            held = f"{_held(expression, known)} is None"
            return chain("and", [held, known.spelling.awaits_provider(id)]) if needs.mixed else held
        case Test() | Count():
            return "False" if is_judged(expression) else unknown(expression, known)


def _all_not_unmet(parts: tuple[Expression, ...], known: Locals) -> Code:
    return chain("and", [not_unmet(part, known) for part in parts])


def _all_not_met(parts: tuple[Expression, ...], known: Locals) -> Code:
    return chain("and", [not_met(part, known) for part in parts])


def _there(values: list[str]) -> list[Code]:
    return [f"{value} is not None" for value in values]


def _absent(values: list[str]) -> list[Code]:
    return [f"{value} is None" for value in values]


def _held(expression: Expression, known: Locals) -> str:
    """The local that holds the three-valued truth of what is not lowered further."""
    wanted = known.spelling.names.ids[expression.id] if isinstance(expression, Named) else "truth"
    return known.assign(expression, wanted, truth(expression, known))
