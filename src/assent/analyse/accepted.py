"""Findings that a policy accepts: which of them are found, and which acceptances are left over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assent.analyse.places import first_line, owners_of
from assent.analyse.subject import Found, Open, Proved
from assent.language.policy import Acceptance, Policy
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span

STALE = Code("stale-acceptance", "warning", "an accepted finding that is not found")
CODES = (STALE,)


def with_acceptances(policy: Policy, found: Iterable[Found]) -> Iterator[Found]:
    """What was found, each finding that the place where it stands accepts with the reason given there.

    An acceptance of what is not found is stale: there, once every question has been decided.
    """
    used: set[int] = set()
    all_decided = True
    for one in found:
        if isinstance(one, Open):
            all_decided = False
        elif isinstance(one, Proved):
            pass
        elif (acceptance := _of(policy, one)) is not None:
            used.add(id(acceptance))
            yield replace(one, accepted=acceptance.because)
            continue
        elif one.is_error:
            all_decided = False  # where nothing can be approved, the rest is not looked for
        yield one
    for owner in owners_of(policy) if all_decided else ():
        for acceptance in owner.accepts:
            if id(acceptance) not in used:
                yield STALE.at(
                    first_line(acceptance.span),
                    f"`{owner.id}` accepts `{acceptance.finding}`, and nothing of the kind is found there",
                    label="accepts what is not there",
                    help="leave this line out, so that the document does not speak of it",
                )


def _place(span: Span) -> tuple[str, int, int]:
    """Where a span lies; of a finding that another process made, in the text that it had."""
    return span.source.path, span.start, span.end


def _of(policy: Policy, found: Diagnostic) -> Acceptance | None:
    """The acceptance of a finding, by the clause or the definition on whose first line it stands."""
    for owner in owners_of(policy):
        if owner.span is None or _place(first_line(owner.span)) != _place(found.span):
            continue
        return next((one for one in owner.accepts if one.finding == found.code), None)
    return None
