"""Laws that every single decision obeys, whatever the policy and the request."""

from __future__ import annotations

from typing import Any

from assent.language.policy import Policy

EFFECTS = {
    ("require", "met"): {None},
    ("require", "not met"): {"deny"},
    ("require", "unknown"): {"pend", "review"},
    ("exclude", "met"): {"deny"},
    ("exclude", "not met"): {None},
    ("exclude", "unknown"): {"pend", "review"},
    ("review", "met"): {"review"},
    ("review", "not met"): {None},
    ("review", "unknown"): {"pend", "review"},
    ("submit", "met"): {None},
    ("submit", "not met"): {"pend"},
    ("submit", "unknown"): {"pend"},
}
OUTCOMES = ("deny", "pend", "review", "approve")
WHYS = (
    "not stated",
    "another role",
    "no date",
    "too rough",
    "not enough",
    "too old",
    "not yet",
    "does not exist",
    "not done",
)


def broken_laws(policy: Policy, decision: dict[str, Any]) -> list[str]:
    """The laws that a decision (as JSON) breaks, in words."""
    return list(_rejected(decision) if decision["rejected"] is not None else _decided(policy, decision))


def _rejected(decision: dict[str, Any]) -> list[str]:
    wrong = [key for key in ("outcome", "valid_until", "granted") if decision[key] is not None]
    wrong += [key for key in ("clauses", "missing", "notes", "needs_clinician") if decision[key]]
    if not decision["rejected"]:
        wrong.append("a rejected request without a fault")
    return [f"a rejected request has {key}" for key in wrong]


def _decided(policy: Policy, decision: dict[str, Any]) -> list[str]:
    clauses, missing = decision["clauses"], decision["missing"]
    effects = [clause["effect"] for clause in clauses]
    facts = {fact.name: fact for fact in policy.facts}
    wrong = []

    def law(holds: bool, words: str) -> None:
        if not holds:
            wrong.append(words)

    law([clause["id"] for clause in clauses] == [clause.id for clause in policy.clauses], "clauses in order")
    for clause in clauses:
        law(clause["effect"] in EFFECTS[clause["kind"], clause["result"]], f"effect of {clause['id']}")
        law(clause["reason"].endswith("."), f"reason of {clause['id']}")
    first = next((outcome for outcome in OUTCOMES if outcome in effects), "approve")
    outcome = decision["outcome"]
    law(outcome == first, "the outcome is the first effect that applies")
    granted = decision["granted"]
    law((granted is not None) is (outcome == "approve"), "approvals, and no others, grant something")
    unsettled = [one for one in granted or () if one["result"] != "granted"]
    asks = outcome in ("deny", "review") or bool(unsettled)
    law(decision["needs_clinician"] is asks, "deny, review, and less than was requested need a clinician")
    for one in granted or ():
        law(one["result"] in ("granted", "less", "open"), f"result of {one['what']}")
        law(bool(one["why"]) or one["result"] == "granted", f"why {one['what']} is not settled")
    law(outcome in ("pend", "review") or not missing, "nothing is missing on deny and approve")
    law(outcome != "pend" or bool(missing), "a pend names something missing")
    law(outcome != "deny" or "deny" in effects, "a denial names a clause")
    limited = policy.authorization is not None and policy.authorization.valid is not None
    law((decision["valid_until"] is not None) is (outcome == "approve" and limited), "approval has a validity")
    law(len({entry["fact"] for entry in missing}) == len(missing), "one entry a fact")
    standing = {clause["id"] for clause in clauses if clause["effect"] is not None}
    for entry in missing:
        law(entry["why"] in WHYS, f"why of {entry['fact']}")
        law(entry["ask"] == facts[entry["fact"]].label, f"question of {entry['fact']}")
        law(bool(entry["clauses"]) and set(entry["clauses"]) <= standing, f"clauses of {entry['fact']}")
        kind = facts[entry["fact"]].type
        judged = type(kind).__name__ == "Judgement" and kind.by != "provider"
        asked = "clinician" if judged else "provider"
        law(entry["of"] == asked, f"who is asked for {entry['fact']}")
    if outcome == "pend":
        pending = {clause["id"] for clause in clauses if clause["effect"] == "pend"}
        named = {id for entry in missing for id in entry["clauses"]}
        law(pending <= named, "every pending clause names something missing")
    return wrong
