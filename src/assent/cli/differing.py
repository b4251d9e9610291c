"""The difference of two policies as data: what `assent diff --json` says, and what text and page are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assent.generate.difference.words import Wording, authorization_words, clause_words, definition_words, flat
from assent.generate.document.making import document
from assent.language.calendar import format_day, parse_day
from assent.language.expressions import Fact
from assent.language.policy import Policy
from assent.language.types import Collection, Field, describe

if TYPE_CHECKING:
    from assent.analyse.grants import Thing
    from assent.analyse.questions.change import Difference
    from assent.analyse.questions.granted import OfThing
    from assent.analyse.session import Answer
    from assent.analyse.shared import FactChange

ALL_REQUESTS = "all requests"
WHAT_BOTH_TAKE = "requests that both take alike"


def data_of(found: Difference, old: Policy, new: Policy) -> dict[str, Any]:
    """Everything that was found, in the documented format."""
    from assent.analyse.both import in_force_together

    told = _Told(old, new)
    together = in_force_together(old, new)
    before, after = document(old), document(new)
    were, are = clause_words(before), clause_words(after)
    stood, stands = definition_words(before), definition_words(after)
    granted, is_granted = authorization_words(before), authorization_words(after)
    titles = [{clause.id: clause.title for clause in policy.clauses} for policy in (old, new)]
    common = [changed for changed in found.clauses if changed.direction.verdict == "same"]
    return {
        "old": {"policy": old.id, "version": old.version, "in_force": in_force(old)},
        "new": {"policy": new.id, "version": new.version, "in_force": in_force(new)},
        "in_force_together": None if together is None else _span(*together),
        "verdict": found.verdict,
        "of": WHAT_BOTH_TAKE if found.is_restricted else ALL_REQUESTS,
        "facts": [_fact(change) for change in found.facts],
        "only_old": list(found.only_old),
        "only_new": list(found.only_new),
        "outcomes": [
            {"old": one, "new": other, **told.answered(answer)} for (one, other), answer in found.outcomes.items()
        ],
        "grants": {
            "verdict": found.grants.verdict,
            "things": [told.thing(one) for one in found.grants.things],
            **_words(granted, is_granted),
        },
        "asides": [{"about": aside.about, "old": aside.old, "new": aside.new} for aside in found.asides],
        "added": list(found.added),
        "removed": list(found.removed),
        "clauses": [
            {
                "id": changed.id,
                "verdict": changed.direction.verdict,
                "stricter": told.answered(changed.direction.stricter),
                "looser": told.answered(changed.direction.looser),
                **_words(were[changed.id], are[changed.id]),
            }
            for changed in found.clauses
        ],
        "definitions": [
            {"id": id, **_words(stood[id], stands[id])} for id in stands if id in stood and stood[id] != stands[id]
        ],
        "reworded": [one.id for one in common if (were[one.id], titles[0][one.id]) != (are[one.id], titles[1][one.id])],
        "other_types": list(found.apart),
    }


def in_force(policy: Policy) -> str:
    """When a policy decides requests, in words."""
    return f"in force {_span(policy.effective, policy.until)}"


def _span(first: int, last: int | None) -> str:
    return f"from {format_day(first)}{'' if last is None else f' to {format_day(last)}'}"


def _words(old: tuple[Wording, ...], new: tuple[Wording, ...]) -> dict[str, list[str]]:
    return {"old_words": flat(old), "new_words": flat(new)}


class _Told:
    """Answers of two policies as data."""

    def __init__(self, old: Policy, new: Policy) -> None:
        self._old, self._new = old, new
        self._labels = {fact.name: fact.label for fact in (*old.facts, *new.facts)}

    def answered(self, answer: Answer) -> dict[str, Any]:
        """One answer; of an example also which of the two is in force on its date."""
        from assent.analyse.session import Example, Impossible

        match answer:
            case Example(request):
                return {"answer": "yes", "request": request, "in_force": self._in_force(request)}
            case Impossible(bounds):
                return {"answer": "never", "bounds": list(bounds)}
            case _:
                return {"answer": "not decided", "because": answer.because}

    def _in_force(self, request: Mapping[str, Any]) -> list[str]:
        day = parse_day(request["as_of"]) or 0
        named = (("old", self._old), ("new", self._new))
        return [
            name for name, policy in named if policy.effective <= day and (policy.until is None or day <= policy.until)
        ]

    def thing(self, one: OfThing) -> dict[str, Any]:
        """One thing that approvals grant; an example has what each of the two grants beside it."""
        ways: dict[str, Any] = {}
        for way, answer in one.answers.items():
            ways[way] = self.answered(answer)
            if way in one.shown:
                ways[way] |= {"old_grants": one.shown[way][0], "new_grants": one.shown[way][1]}
        return {"kind": one.thing.kind, "name": self._called(one.thing), "verdict": one.verdict, **ways}

    def _called(self, thing: Thing) -> str:
        match thing.kind:
            case "validity":
                return "how long an approval is valid"
            case "scale":
                return self._labels[thing.name]
            case "amount":
                lines = (
                    line.unit
                    for policy in (self._new, self._old)
                    if policy.authorization
                    for line in policy.authorization.grants
                )
                return next(unit for unit in lines if unit.removesuffix("s") == thing.name)
            case _:
                return thing.name


def _fact(change: FactChange) -> dict[str, Any]:
    """A fact that the two declare otherwise: what it was, what it is, and what that means for this comparison."""
    return {
        "name": change.name,
        "label": change.new.label or change.old.label,
        "old": _described(change.old, change.new),
        "new": _described(change.new, change.old),
        "is_compared": change.common is not None,
        "means": _means(change),
    }


def _means(change: FactChange) -> str:
    if change.common is None:
        return "the two do not take the same: compared where it is not stated, and where it has no say"
    if change.role:
        return f"compared where a {change.role} attests it"
    rejected = {
        "old": "what only the new one takes, the old one rejects",
        "new": "what only the old one takes, the new one rejects",
        "each": "each rejects what only the other one takes",
    }
    if change.rejects == "neither":
        return "both take the same statements, which are compared"
    taken = "" if isinstance(change.common.type, Collection) else f": {describe(change.common.type)}"
    return f"compared for what both take{taken}; {rejected[change.rejects]}"


def _described(fact: Fact, other: Fact) -> str:
    """What a fact is, in an author's words; of a list, with the fields that the other one does not have so."""
    said = describe(fact.type)
    if isinstance(fact.type, Collection) and isinstance(other.type, Collection):
        fields = [field for field in fact.type.fields if _bare(field) not in map(_bare, other.type.fields)]
        said += "".join(f", with `{field.name}`, {_of_field(field)}" for field in fields)
    more = (" or not done" if fact.not_done else "", ", measured" if fact.measured else "")
    return said + "".join(more)


def _bare(field: Field) -> tuple[object, ...]:
    return field.name, field.type, field.not_done


def _of_field(field: Field) -> str:
    return describe(field.type) + (" or not done" if field.not_done else "")
