"""A decision: the outcome of one request, and everything an auditor asks of it.

The outcome is fixed at once; reasons and what is missing are worked out when asked for, from values that
were captured, so that changing the request afterwards changes nothing. This module uses the standard
library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from assent.evaluate.granting import Granted, is_settled
from assent.evaluate.trace import (
    Trace,
    effect_of,
    in_another_role,
    missing_of,
    pathways_of,
    reason_of,
    result_text,
    withhold,
)
from assent.requests.findings import STAYS_OPEN


class ClauseFacts(NamedTuple):
    """What never changes about a clause: id, verb, section, title, and the quotes it stands on."""

    id: str
    verb: str
    section: str
    title: str
    cites: tuple[str, ...]


class PolicyFacts(NamedTuple):
    """What a decision says of its policy, and the clauses in order.

    `draft` says that the version is not approved yet; `review_by` is the last day before its review is overdue.
    `sensitive` are the names of the facts whose values are shown only where that is asked for.
    """

    id: str
    version: str
    digest: str
    clauses: tuple[ClauseFacts, ...]
    draft: bool = False
    review_by: str | None = None
    sensitive: tuple[str, ...] = ()


# What is said in place of a message that may quote a sensitive value.
_QUOTES = "something is to be said of this value, which is sensitive: ask for sensitive values to be shown"


def without_quotes(found: Iterable[tuple[str, str]], sensitive: tuple[str, ...]) -> list[tuple[str, str]]:
    """Faults or notes; of a sensitive fact only where they are, because their messages quote what was stated."""
    return [(path, _QUOTES if _is_of(path, sensitive) else message) for path, message in found]


def _is_of(path: str, facts: tuple[str, ...]) -> bool:
    """Whether a path leads to, or into, one of these facts."""
    return path.startswith("facts.") and path.removeprefix("facts.").partition(".")[0].partition("[")[0] in facts


class Rejected(Exception):
    """A request that cannot be decided: `faults` is every fault of it, as (path, message).

    What is raised ends in logs: of a sensitive fact it says only where the fault is.
    """

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{path}: {message}" if path else message for path, message in faults))
        self.faults = tuple(faults)


class Decision:
    """What was decided for one request, which its holder cannot change. `to_json` is the whole of it."""

    __slots__ = (
        "_as_of",
        "_explain",
        "_granted",
        "_notes",
        "_outcome",
        "_policy",
        "_rejected",
        "_request",
        "_valid_until",
    )

    def __init__(
        self,
        policy: PolicyFacts,
        request: str | int | None,
        as_of: str | None,
        outcome: str | None,
        valid_until: str | None,
        explain: Callable[[], tuple[Trace, ...]],
        notes: tuple[tuple[str, str], ...] = (),
        rejected: tuple[tuple[str, str], ...] | None = None,
        granted: tuple[Granted, ...] = (),
    ) -> None:
        self._policy = policy
        self._request = request
        self._as_of = as_of
        self._outcome = outcome
        self._valid_until = valid_until
        self._explain = explain
        self._notes = notes
        self._rejected = rejected
        self._granted = granted

    @property
    def request(self) -> str | int | None:
        """The request's own id, if it has one."""
        return self._request

    @property
    def as_of(self) -> str | None:
        """The date that it was decided for."""
        return self._as_of

    @property
    def outcome(self) -> str | None:
        """What was decided; None where the request was rejected."""
        return self._outcome

    @property
    def needs_clinician(self) -> bool:
        """Whether the outcome is only recommended until a clinician decides."""
        return self._outcome in ("deny", "review") or not is_settled(self._granted)

    @property
    def valid_until(self) -> str | None:
        """The last day of the authorization, where there is one."""
        return self._valid_until

    @property
    def rejected(self) -> tuple[tuple[str, str], ...] | None:
        """Every fault of a request that cannot be decided, as (path, message); else None."""
        return self._rejected

    @property
    def granted(self) -> tuple[Granted, ...]:
        """What is granted, a line for each thing, where the outcome is approve."""
        return self._granted

    def __repr__(self) -> str:
        return f"<Decision {self._policy.id} {self._policy.version}: {self.outcome or 'rejected'}>"

    def to_json(self, *, show_sensitive: bool = False) -> dict[str, object]:
        """The decision as plain data, in the documented format; values of sensitive facts only where asked for."""
        policy = self._policy
        traces = () if self.rejected is not None else self._explain()
        if policy.sensitive and not show_sensitive:
            traces = tuple(withhold(trace) for trace in traces)
        if others := self._in_another_role():
            traces = tuple(in_another_role(trace, others) for trace in traces)
        clauses = list(zip(policy.clauses, traces, strict=False))
        return {
            "format": 1,
            "policy": policy.id,
            "version": policy.version,
            "digest": policy.digest,
            "policy_status": "draft" if policy.draft else "review overdue" if self._is_overdue() else "active",
            "request": self.request,
            "as_of": self.as_of,
            "outcome": self.outcome,
            "needs_clinician": self.needs_clinician,
            "valid_until": self.valid_until,
            "granted": [one._asdict() for one in self.granted] if self.outcome == "approve" else None,
            "clauses": [
                {
                    "id": clause.id,
                    "kind": clause.verb,
                    "section": clause.section,
                    "title": clause.title,
                    "result": result_text(trace.truth),
                    "effect": effect_of(clause.verb, trace),
                    "reason": reason_of(clause.verb, trace),
                    "cites": list(clause.cites),
                    **({"pathways": pathways} if (pathways := pathways_of(trace)) else {}),
                }
                for clause, trace in clauses
            ],
            "missing": missing_of([(clause.id, clause.verb, trace) for clause, trace in clauses], self.outcome or ""),
            "notes": self._told((*self._standing(), *self._notes), show_sensitive),
            "rejected": None if self.rejected is None else self._told(self.rejected, show_sensitive),
        }

    def _told(self, found: tuple[tuple[str, str], ...], show_sensitive: bool) -> list[dict[str, str]]:
        """Faults or notes as plain data."""
        told = found if show_sensitive else without_quotes(found, self._policy.sensitive)
        return [{"path": path, "message": message} for path, message in told]

    def _in_another_role(self) -> frozenset[str]:
        """The judgements that were attested by someone who is not asked for them, which a note says of each."""
        paths = (path for path, message in self._notes if message.endswith(STAYS_OPEN))
        return frozenset(path.removeprefix("facts.").removesuffix(".by") for path in paths)

    def _is_overdue(self) -> bool:
        """Whether the policy should have been reviewed before the date of the request; days compare as texts."""
        due = self._policy.review_by
        return due is not None and self.as_of is not None and self.as_of > due

    def _standing(self) -> list[tuple[str, str]]:
        """What the policy has to say of itself in every decision: that it is a draft, or overdue for review."""
        found = []
        if self.rejected is None and self._policy.draft:
            found.append(("policy", f"version {self._policy.version} is a draft: nothing may rest on this outcome"))
        if self.rejected is None and self._is_overdue():
            found.append(("policy", f"the review of this policy was due by {self._policy.review_by}"))
        return found
