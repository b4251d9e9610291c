"""How long episodes last: what is not made of episodes, and what can never be met."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.rules.counts import BOUND_ON_EVIDENCE
from assent.language.expressions import Fact
from assent.language.types import Collection, DurationType, describe
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Lasting, PeriodNode

NOT_EPISODES = Code("not-episodes", "error", "a length of time asked of something that has no episodes")
GAP_IN_MONTHS = Code("gap-in-months", "error", "an allowed gap in months or years, which have no fixed number of days")
CODES = (NOT_EPISODES, GAP_IN_MONTHS)


def not_episodes(problems: Problems, node: Lasting, fact: Fact | None, label: Label) -> None:
    """`at least 6 weeks of …` of something else than a list or evidence of episodes."""
    name, length = node.name.word, problems.words(node.period.at).replace("consecutive ", "")
    sign = ">=" if node.form == "at least" else "<="
    if fact is not None and isinstance(fact.type, DurationType):
        help = f"write `{name} {sign} {length}`"
    elif fact is not None and isinstance(fact.type, Collection):
        kind = "list" if fact.type.complete else "evidence"
        help = (
            f"declare it with days that it lasted, `{name}  {kind} of episodes  …`, or count it: "
            f"`at least 2 {name} within the last {length}`"
        )
    else:
        help = f"declare `{name}` as a `list of episodes`, or as a `duration`: then write `{name} {sign} {length}`"
    problems.add(
        NOT_EPISODES,
        node.at,
        f"`{name}` has no episodes to add up: it is {describe(fact.type) if fact else 'a condition'}",
        label="how long?",
        others=(label,),
        help=help,
    )


def gap_in_months(problems: Problems, gaps: PeriodNode) -> None:
    """`with gaps of at most 1 month`."""
    problems.add(
        GAP_IN_MONTHS,
        gaps.at,
        f"a gap of `{problems.words(gaps.at)}` has no fixed number of days",
        label="days or weeks",
        help="write it in days or weeks, for example `with gaps of at most 30 days`",
    )


def bound_on_evidence(problems: Problems, node: Lasting, label: Label, *, negated: bool) -> bool:
    """Whether a length of evidence could never be met, because there may be more than was submitted; then reported."""
    if node.form == "at least" and not negated:
        return False
    name, written = node.name.word, problems.words((node.at[0], node.period.at[1]))
    shown = f"not {written}" if negated else written
    problems.add(
        BOUND_ON_EVIDENCE,
        node.at,
        f"`{shown} of {name}` can never be met: `{name}` is evidence, and there may be more than was submitted",
        label="evidence has no upper bound",
        others=(label,),
        help=f"declare `{name}` as a list, which is the whole account",
    )
    return True
