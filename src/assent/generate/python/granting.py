"""What an approval is: until when it is valid, and what it grants."""

from __future__ import annotations

from assent.generate.python.explaining import found
from assent.generate.python.functions import function
from assent.generate.python.layout import Code, call, lines
from assent.generate.python.literals import text_literal, tuple_literal
from assent.generate.python.needs import GRANTS
from assent.generate.python.spelling import Locals, Spelling, truth
from assent.language.grants import Grant
from assent.language.policy import Authorization
from assent.language.types import Scale
from assent.language.values import Period

APPROVE = '"approve"'


def approval_lines(spelling: Spelling) -> list[str]:
    """The lines of `decide` that say until when an approval is valid and, where the policy does, what it grants."""
    authorization = spelling.policy.authorization
    valid = authorization.valid if authorization else None
    if authorization is None or not depends(authorization):
        return [
            f"    valid_until = {_until(valid)} if decided == {APPROVE} else None"
            if valid
            else "    valid_until = None"
        ]
    found = [
        "    valid_until: str | None = None",
        "    granted: tuple[Granted, ...] = ()",
        f"    if decided == {APPROVE}:",
    ]
    if authorization.longer:
        found += lines(call("last_day", call("_ends", *_arguments(spelling))), 8, before="valid_until = ")
    elif valid is not None:
        found.append(f"        valid_until = {_until(valid)}")
    if authorization.grants:
        offers = call("_offers", *_arguments(spelling))
        found += lines(call("granted_of", offers, "as_of"), 8, before="granted = ")
    return found


def depends(authorization: Authorization | None) -> bool:
    """Whether what an approval is takes more than the date: then `decide` has a local `granted`."""
    return authorization is not None and bool(authorization.longer or authorization.grants)


def _until(valid: Period) -> str:
    return f"format_day({_end(valid)})"


def granting_functions(spelling: Spelling) -> list[list[str]]:
    """`_ends` and `_offers`, where the policy needs them."""
    functions = []
    authorization = spelling.policy.authorization
    if authorization is not None and authorization.valid is not None and authorization.longer:
        known = Locals(spelling)
        ends = [call("end_if", truth(longer.when, known), _end(longer.period)) for longer in authorization.longer]
        about = ["The ends of an approval, those that apply: the day it is valid until is the latest."]
        value = call("", _end(authorization.valid), *ends)
        functions.append(function(spelling, "_ends", GRANTS, "tuple[int, ...]", about, known, value, as_of=True))
    if _grants(spelling):
        known = Locals(spelling)
        value = call("", *(_offer(grant, known) for grant in _grants(spelling)))
        about = ["What an approval may grant, each line with what its condition comes to."]
        functions.append(function(spelling, "_offers", GRANTS, "tuple[Offer, ...]", about, known, value, as_of=True))
    return functions


def _grants(spelling: Spelling) -> tuple[Grant, ...]:
    return spelling.policy.authorization.grants if spelling.policy.authorization else ()


def _arguments(spelling: Spelling) -> list[str]:
    facts = spelling.needs[GRANTS].facts if GRANTS in spelling.needs else ()
    return ["as_of", *(spelling.fact(name) for name in facts)]


def _end(period: Period) -> str:
    return f"as_of + {period.days}" if period.days is not None else f"months_after(as_of, {period.months})"


def _offer(grant: Grant, known: Locals) -> Code:
    """The line as the checker has it: what it leaves at its default is left out."""
    parts: list[Code] = [
        "None" if grant.when is None else call("withhold", found(grant.when, known)),
        text_literal(grant.words),
    ]
    if grant.size is not None:
        parts += [str(grant.size), text_literal(grant.unit)]
    asked = grant.requested
    if asked is not None:
        options = asked.type.options if isinstance(asked.type, Scale) else ()
        parts.append(tuple_literal([text_literal(option) for option in options]))
        parts += [text_literal(asked.label), known.spelling.fact(asked.name)]
    if grant.pathway:
        parts.append(f"pathway={text_literal(grant.pathway)}")
    return call("Offer", *parts)
