"""Step therapy over records that do not say what it asks."""

from __future__ import annotations

from collections.abc import Sequence

from assent.check.problems import Problems
from assent.check.rules.counts import BOUND_ON_EVIDENCE
from assent.language.expressions import Fact
from assent.language.types import Collection
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Step

STEP_THERAPY_FIELDS = Code("step-therapy-fields", "error", "`step therapy with` records that lack what it asks about")
CODES = (STEP_THERAPY_FIELDS,)

# The results that ask for no length and no dose.
SPARED = ("not_tolerated", "contraindicated")


def fields_lacking(problems: Problems, node: Step, fact: Fact, lacking: Sequence[str], label: Label) -> None:
    """Records without `result`, `taken` or `dose`, or with them of another kind."""
    assert isinstance(fact.type, Collection)
    unit = node.dose.rest.word if node.dose is not None and node.dose.rest is not None else "mg"
    record = {
        "result": '`result  failed | not_tolerated | contraindicated | helped  "Result"`',
        "taken": '`taken  duration  "How long it was taken"`',
        "dose": f'`dose  number {unit}  "Dose"`',
    }
    named = " and ".join(f"`{name}`" for name in lacking)
    problems.add(
        STEP_THERAPY_FIELDS,
        node.at,
        f"step therapy asks about {named} of each `{fact.name}`, and its records do not say so",
        label="not in its fields",
        others=(label,),
        help=f"write under `{fact.name}` the "
        + ("line " if len(lacking) == 1 else "lines ")
        + ", ".join(record[name] for name in lacking),
    )


def never_failed(problems: Problems, node: Step, others: tuple[Label, ...]) -> None:
    """`not step therapy with` evidence, of which there may be more."""
    name = node.name.word
    problems.add(
        BOUND_ON_EVIDENCE,
        node.at,
        f"`not step therapy with {name}` can never be met: `{name}` is evidence, and absence proves nothing",
        label="its absence is never known",
        others=others,
        help=f"declare `{name}` as a list, which is the whole account",
    )
