"""What a policy changes of the one that it varies, as its document tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assent.generate.document.sentences import Mention, sentence
from assent.generate.document.text import one_line
from assent.generate.document.wording import CONDITION_LEAD, DEFINITION_LEAD, VERBS
from assent.language.policy import Clause, Definition
from assent.language.variation import Variation

CHANGED = {"replaced": "Replaced", "left out": "Left out", "added": "Added"}
ALSO = {
    "procedures": "the procedures",
    "facts": "the questions",
    "overview": "the overview",
    "untested": "what no rule tests",
    "authorization": "the authorization",
    "notice": "the notice",
    "references": "the references",
    "parameters": "values that change by date",
    "tables": "values that depend on another value",
    "value_sets": "its value sets",
    "calculated": "values that are calculated",
    "assumptions": "what its analysis assumes",
    "properties": "what holds of every request",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the base says, under the words that introduce it: lines, each with its depth."""

    lead: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ChangePart:
    """A change: what became of it, where it stands now ("" where it does not), what the base says, and why."""

    what: str
    title: str
    anchor: str
    number: str
    before: tuple[Said, ...]
    because: str


@dataclass(frozen=True, slots=True)
class VariationPart:
    """The base, the changes in order, and what else is not as it is there."""

    base: str
    version: str
    title: str
    source: str
    changes: tuple[ChangePart, ...]
    also: tuple[str, ...]


def variation_part(variation: Variation, mentions: Mapping[str, Mention]) -> VariationPart:
    """The difference of a policy from its base. `mentions` are the names of the policy itself."""
    gone = {
        change.id: _gone(change.before)
        for change in variation.changes
        if change.before is not None and change.id not in mentions
    }
    known = {**gone, **mentions}
    return VariationPart(
        variation.base,
        variation.version,
        one_line(variation.title),
        one_line(variation.source),
        tuple(
            ChangePart(
                CHANGED[change.kind],
                known[change.id].title,
                known[change.id].anchor,
                known[change.id].number,
                _before(change.before, known),
                one_line(change.because),
            )
            for change in variation.changes
        ),
        tuple(ALSO[part] for part in variation.also),
    )


def _gone(before: Clause | Definition) -> Mention:
    """How what is left out is spoken of: nowhere in this document does it stand."""
    words = VERBS[before.verb] if isinstance(before, Clause) else None
    noun, met, failed = (words.noun, words.met, words.failed) if words else ("", "applies", "does not apply")
    return Mention(noun, one_line(before.title), "", "", met, failed)


def _before(before: Clause | Definition | None, mentions: Mapping[str, Mention]) -> tuple[Said, ...]:
    match before:
        case None:
            return ()
        case Definition():
            parts = [(DEFINITION_LEAD, before.body)]
        case Clause():
            words = VERBS[before.verb]
            parts = [(CONDITION_LEAD, before.when)] if before.when is not None else []
            parts.append((words.lead, before.body))
            parts += [(words.exception, before.unless)] if before.unless is not None else []
    return tuple(
        Said(lead, tuple((depth, line.text) for depth, line in sentence(part, mentions).walk())) for lead, part in parts
    )
