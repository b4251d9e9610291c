"""The document's own words: what a verb does, what an outcome means, how the document is read.

Nothing here speaks of one policy. No sentence states a final denial: a denial is a recommendation until
a clinician decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from assent.language.calendar import format_day
from assent.language.policy import Verb


@dataclass(frozen=True, slots=True)
class VerbWords:
    """How clauses of one verb are spoken of.

    `lead` introduces the clause's sentence and `exception` its exception; `effect` is what follows from
    it; `demand` is what a section of such clauses asks for, after `heading`; `noun` and `nouns` refer to
    them by number; `met` and `failed` are what one comes to where it is named elsewhere.
    """

    lead: str
    exception: str
    effect: str
    heading: str
    demand: str
    noun: str
    nouns: str
    met: str
    failed: str


_WAIVED = "Exception — this criterion is waived when"

VERBS: dict[Verb, VerbWords] = {
    "require": VerbWords(
        lead="Required",
        exception=_WAIVED,
        effect="The criterion has to be met. If it is not, denial is recommended and a clinician decides.",
        heading="Must meet all",
        demand="Every criterion marked “Required” has to be met.",
        noun="criterion",
        nouns="criteria",
        met="is met",
        failed="is not met",
    ),
    "exclude": VerbWords(
        lead="Excludes",
        exception="Exception — this exclusion does not apply when",
        effect="If the exclusion applies, denial is recommended and a clinician decides.",
        heading="None may apply",
        demand="One exclusion that applies is enough for denial to be recommended.",
        noun="exclusion",
        nouns="exclusions",
        met="applies",
        failed="does not apply",
    ),
    "review": VerbWords(
        lead="A clinician reviews when",
        exception="Exception — no review is needed when",
        effect="If this applies, it neither approves nor excludes: a clinician reviews the request and decides.",
        heading="Left to a clinician",
        demand="Where a clause marked “A clinician reviews when” applies, a clinician decides.",
        noun="review",
        nouns="reviews",
        met="applies",
        failed="does not apply",
    ),
    "submit": VerbWords(
        lead="To submit",
        exception=_WAIVED,
        effect="The documentation has to be submitted. If it is missing or too old, it is asked for; "
        "that alone is no ground for denial.",
        heading="Must submit all",
        demand="Everything marked “To submit” has to be provided.",
        noun="documentation",
        nouns="documentation",
        met="is complete",
        failed="is not complete",
    ),
}

DEFINITION_LEAD = "Applies when"
ASSUMPTION_LEAD = "Assumed of requests"
NEVER_LEADS = {
    "approve": "Never approved",
    "deny": "Never denied",
    "pend": "Never pended",
    "review": "Never sent to a clinician",
}
CONDITION_LEAD = "Applies only when"


MOST_GRANTED = "Of several lines about one thing, the one that grants most of those that apply is what is granted."
LESS_GRANTED = "Where less can be granted than was requested, a clinician decides on the rest."


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """An outcome as people read it, and what it means for them."""

    name: str
    meaning: str


OUTCOMES: dict[str, OutcomeWords] = {
    "deny": OutcomeWords(
        "Recommended: deny",
        "A required criterion is not met, or an exclusion applies. This is a recommendation, not a determination: "
        "a clinician decides. No request is denied by software alone.",
    ),
    "pend": OutcomeWords(
        "Pend",
        "Something that is needed is not known or was not submitted. The provider is told what it is and can send it. "
        "A pend is not a denial.",
    ),
    "review": OutcomeWords(
        "Review",
        "A clinician’s judgement is called for. A clinician reviews the request and decides.",
    ),
    "approve": OutcomeWords(
        "Approve",
        "Every required criterion is met, no exclusion applies, the documentation is complete, "
        "and nothing is left to a clinician.",
    ),
}

ORDER = "Each request has exactly one outcome: the first of these that applies."

HOW_TO_READ = (
    "Clauses are numbered within their section, and each says what it does before it says what it asks:",
    "“All of the following” asks for every line under it. “Any of the following” asks for one line or more.",
    "What is not stated is unknown. It is never read as “no”, as zero, or as an empty list.",
    "“Within the last” looks back from the date of the request, both ends included. Months are calendar months.",
    "“Source” quotes the document this policy was written from. “Interpretation” says how the source was read.",
)

DRAFT = "This version is a draft. It is not approved, and nothing may rest on an outcome under it."
OVERDUE = "Decisions for a later date say that the review is overdue."

# Who attests a judgement, by the role that it asks for.
ATTESTED = {
    "": "Attested by a clinician",
    "reviewer": "Attested by a reviewer",
    "provider": "Attested by the provider",
}

RECOMMENDATION = "A denial under this policy is a recommendation until a clinician decides."

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: int) -> str:
    """A day as people write it: "January 1, 2026"."""
    year, month, date = format_day(day).split("-")
    return f"{_MONTHS[int(month) - 1]} {int(date)}, {int(year)}"
