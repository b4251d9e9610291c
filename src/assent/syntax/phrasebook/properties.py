"""Lines at the left edge that say what must hold of every request, in other words than the language has."""

from __future__ import annotations

from assent.syntax.phrasebook.phrase import NAME, phrase

_OUTCOME = "(?P<outcome>approve|deny|pend|review)"
_ANYTHING = "(?:anything|anyone|anybody|a request|requests|any request|patients?)"
_ANY = f"(?: {_ANYTHING})?"
_TEST = r"(?P<test>[^\"\n]*[^\s\"])"
_AS_ONE = ' and, at the left edge, `define the_condition "…"` with the block below it'
_MISSING = "(?:(?:an?|any|some|the) )?(?:missing |lack of |lacking |absent )?"
_PAPERS = f"{_MISSING}(?:documents?|documentation|papers?|paperwork|records?)"

EDGE = (
    phrase(
        rf"^(?:do not|don't|must not|must never|should never|cannot|can't) {_OUTCOME}{_ANY} (?:if|when|where) {_TEST}$",
        "never {outcome} when {test}",
    ),
    phrase(
        rf"^always approve{_ANY} (?:if|when|where) {_TEST}$",
        "never deny when {test}",
        more=", and the same with `never pend` and `never review` where that is meant",
    ),
    phrase(
        rf"^always deny{_ANY} (?:if|when|where) {_TEST}$",
        "never approve when {test}",
        more=", and the same with `never pend` and `never review` where that is meant",
    ),
    phrase(
        rf"^never (?P<outcome>\w+){_ANY} (?:when|if|where|while)(?: (?:all|any|at least \d+) of)?$",
        "never {outcome} when the_condition",
        more=_AS_ONE,
    ),
    phrase(rf"^never (?P<outcome>\w+){_ANY} (?:if|where|while) {_TEST}$", "never {outcome} when {test}"),
    phrase(
        rf"^never (?P<outcome>\w+) {_ANYTHING} (?P<word>when|unless) {_TEST}$",
        "never {outcome} {word} {test}",
    ),
    phrase(
        rf"^never (?P<outcome>\w+){_ANY} (?:because of|due to|on account of|for lack of|for want of|for|over|without)"
        rf" {_PAPERS}$",
        "never {outcome} for want of a document",
    ),
    phrase(
        rf"^never (?P<outcome>\w+){_ANY} without {_TEST}$",
        "never {outcome} unless {test}",
        more=", with a whole test: `provided` after a document, a comparison after a number",
    ),
    phrase(rf"^never {_OUTCOME} (?P<test>(?!when\b|unless\b|for\b){NAME})$", "never {outcome} when {test}"),
    phrase(
        r"^(?:always|ensure|guarantee|property|invariant)\b.*$",
        "never approve when the_condition",
        more=": what must hold of every request is said by what must never be",
    ),
    phrase(
        rf"^(?P<head>more|less|later|earlier)(?: of)? (?P<fact>{NAME}) (?:is |must |should |can )?(?:never|not)\b.*$",
        "{head} {fact} never worsens the outcome",
    ),
    phrase(
        rf"^(?:higher|greater|longer|increasing|bigger) (?P<fact>{NAME}) (?:is |must |should |can )?(?:never|not) .*$",
        "more {fact} never worsens the outcome",
    ),
    phrase(
        rf"^(?:lower|smaller|shorter|fewer|decreasing) (?P<fact>{NAME}) (?:is |must |should |can )?(?:never|not) .*$",
        "less {fact} never worsens the outcome",
    ),
)
