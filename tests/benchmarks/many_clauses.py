"""Policies of many clauses with the mix that coverage policies have: thresholds, alternatives, exceptions, evidence."""

from __future__ import annotations

from collections.abc import Iterator

_HEAD = """policy large "Large"
  version    1.0.0
  effective  2026-01-01

facts
  age          whole 0..120        "Age"
  inpatient    yes/no              "Inpatient"
  diagnosis    none < mild < severe "Severity of the diagnosis"
  record       document            "Medical record"
"""

# What the clauses of each kind ask of their own facts, and of the four that all share. `{}` is the clause's number.
_FACTS = (
    ('score_{0} 0..10 "Score {0}"',),
    ('tried_{0} yes/no "Tried {0}"', 'treated_{0} duration "Treated {0}"', 'other_{0} yes/no "Other {0}"'),
    ('harm_{0} yes/no "Harm {0}"', 'waiver_{0} judgement "Waiver {0}"'),
    ('sign_{0} yes/no "Sign {0}"', 'mark_{0} yes/no "Mark {0}"', 'trait_{0} none < some < marked "Trait {0}"'),
    ('letter_{0} document "Letter {0}"',),
    ('burden_{0} low < medium < high "Burden {0}"',),
    ('visit_{0} dated evidence "Visit {0}"', 'seen_{0} yes/no "Seen {0}"'),
    ('limit_{0} number "Limit {0}"', 'usual_{0} number "Usual {0}"'),
)
_CLAUSES = (
    'require scored_{0} "Scored {0}"\n  score_{0} >= 4',
    (
        'require treated_enough_{0} "Treated {0}"\n  any of\n    all of\n      tried_{0}\n'
        "      treated_{0} >= 12 weeks\n    other_{0}\n  unless frail"
    ),
    'exclude harmful_{0} "Harmful {0}"\n  harm_{0}\n  unless all of\n    waiver_{0}\n    record provided',
    'require signs_{0} "Signs {0}"\n  at least 2 of\n    sign_{0}\n    mark_{0}\n    trait_{0} >= marked',
    'submit letters_{0} "Letters {0}"\n  letter_{0} provided\n  when inpatient',
    'review heavy_{0} "Heavy {0}"\n  all of\n    burden_{0} >= high\n    diagnosis >= mild',
    'require visits_{0} "Visits {0}"\n  at least 2 visit_{0} within the last 6 months\n  unless seen_{0}',
    'require limits_{0} "Limits {0}"\n  any of\n    limit_{0} <= usual_{0}\n    limit_{0} < 10\n  when age >= 18',
)


def policy_text(clauses: int) -> str:
    """The text of a policy of so many clauses, of every kind in turn."""
    return "".join(_lines(clauses))


def _lines(clauses: int) -> Iterator[str]:
    yield _HEAD
    for at in range(clauses):
        yield from (f"  {fact.format(at)}\n" for fact in _FACTS[at % len(_FACTS)])
    yield '\ndefine frail "Frail"\n  all of\n    age >= 75\n    diagnosis >= severe\n'
    for at in range(clauses):
        yield f"\n{_CLAUSES[at % len(_CLAUSES)].format(at)}\n"
