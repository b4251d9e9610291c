"""Faults in what a policy is as a whole: who stands behind it, its versions, and what it varies."""

from __future__ import annotations

from assent.language.canonical import canonical
from checking import policy_of
from planted.checks import Check, agreement, conformance, reading
from planted.worlds import World

_TEXT = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  score 0..10 "Score"
define severe "Severe"
  score >= 7
require c "C"
  severe
  because "Of this."
"""


def meanings(world: World) -> str | None:
    """What counts as a change of meaning, and what does not."""
    changed_parts = world.module("language.meaning").changed_parts
    before = world.policy(canonical(policy_of(_TEXT)))
    for old, new, expected in (
        ("Of this", "Of that", ()),
        ("2026-01-01", "2026-01-01 to 2026-12-31", ()),
        (">= 7", "> 7", ("definition severe",)),
        ("0..10", "0..9", ("fact score",)),
        ("require", "review", ("clause c",)),
    ):
        found = changed_parts(before, world.policy(canonical(policy_of(_TEXT.replace(old, new)))))
        if found != expected:
            return f"{old} → {new}: {found}"
    return None


def reasons(world: World) -> str | None:
    """Exclusions by a protected characteristic, with a reason and without, and requirements that leave a way around."""
    compile_texts = world.module("loading").compile_texts
    for clause, warned in (
        ('exclude c "C"\n  pregnant\n', True),
        ('exclude c "C"\n  pregnant\n  because "It harms."\n', False),
        ('require c "C"\n  not pregnant\n', True),
        ('require c "C"\n  any of\n    not pregnant\n    score >= 4\n', False),
        ('review c "C"\n  pregnant\n', False),
    ):
        facts = 'facts\n  pregnant yes/no "Pregnant"\n  score 0..10 "Score"\nreview s "S"\n  score >= 9 or pregnant\n'
        text = 'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n' + facts + clause
        found = compile_texts(text, path="p", vocabularies=(), document=None).diagnostics
        if ("protected-characteristic" in [one.code for one in found]) is not warned:
            return f"{clause}: {[one.message for one in found]}"
    return None


_BASE = """policy base "Base"
  version 1.0.0
  effective 2026-01-01
  approved by "The committee" on 2025-11-20
facts
  flag   yes/no  "Flag"
  score  0..10   "Score"
require loose "Loose"
  score >= 1
section "S"
  require two "Two"
    score >= 4
authorization
  valid for 90 days
"""
_VARIED = """policy varied "Varied"
  varies base
  version 1.0.0
  effective 2026-01-01
without loose because "Not here."
replace require two "Two"
  score >= 5
section "S"
  require three "Three"
    flag
authorization
  valid for 30 days
"""


def variations(world: World) -> str | None:
    """A policy that varies another, against the policy that it comes to."""
    compiled = world.module("loading").compile_texts(
        _VARIED, path="varied", vocabularies=(), document=None, bases=(_BASE,)
    )
    if compiled.policy is None:
        return f"not read: {[one.message for one in compiled.diagnostics]}"
    whole = _BASE.replace("policy base", "policy varied").replace('require loose "Loose"\n  score >= 1\n', "")
    whole = whole.replace('  approved by "The committee" on 2025-11-20\n', "").replace("90 days", "30 days")
    whole = whole.replace("score >= 4\n", 'score >= 5\n  require three "Three"\n    flag\n')
    whole = whole.replace('"Base"', '"Varied"')
    found = world.module("language.canonical").canonical(compiled.policy)
    del found["variation"]
    return None if found == canonical(policy_of(whole)) else "another policy than the one it comes to"


_TWICE = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  score 0..10 "Score"
require a "A"
  score >= 4
exclude b "B"
  score < 4
  accepts superfluous-clause because "Twice."
exclude c "C"
  score < 3
  accepts idle-test because "Another thing."
"""


def acceptances(world: World) -> str | None:
    """What verifying finds, what of that is accepted, and what is accepted in vain."""
    policy = world.module("loading").compile_texts(_TWICE, path="p", vocabularies=(), document=None).policy
    found = [(one.code, one.accepted) for one in world.module("analyse.verify").verify(policy)]
    expected = [("superfluous-clause", ""), ("superfluous-clause", "Twice."), ("stale-acceptance", "")]
    return None if found == expected else f"{found}"


_ASSUMED = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  score 0..10 "Score"
  pain 0..10 "Pain"
  weak yes/no "Weak"
assume score < 4 or pain >= 3 because "Who scores hurts."
assume {} because "So."
require a "A"
  score >= 4
  unless weak
require b "B"
  pain >= 3
exclude c "C"
  weak
"""


def assumptions(world: World) -> str | None:
    """What follows from assumptions, and that they can be so."""
    compile_texts = world.module("loading").compile_texts
    for other, expected in (
        ("score >= 2 or pain >= 1", ["b"]),
        ("score >= 5", ["b", "a"]),
        ("score > 5 and pain < 3", []),
    ):
        policy = compile_texts(_ASSUMED.format(other), path="p", vocabularies=(), document=None).policy
        found = [one for one in world.module("analyse.verify").verify(policy) if "assum" in getattr(one, "code", "")]
        if [one.span.text.split()[1] for one in found if one.code == "follows-from-assumption"] != expected:
            return f"{other}: {[one.message for one in found]}"
        if any(one.is_error for one in found) is bool(expected):
            return f"{other}: {[one.message for one in found]}"
    return None


Row = tuple[str, str, str, str, Check]

WHOLE: tuple[Row, ...] = (
    (
        "overdue on the last day of a review",
        "evaluate.decision",
        "self.as_of > due",
        "self.as_of >= due",
        conformance("governance"),
    ),
    (
        "a draft that is silent",
        "evaluate.decision",
        "if self.rejected is None and self._policy.draft:",
        "if False:",
        conformance("governance"),
    ),
    (
        "a checker that does not know that it is a draft",
        "generate.python.emit",
        "if governance.draft else []",
        "if False else []",
        agreement,
    ),
    (
        "a checker that does not know when a review is due",
        "generate.python.emit",
        "if governance.review_by is not None:",
        "if False:",
        conformance("governance", "generated"),
    ),
    (
        "references are forgotten",
        "check.lower.headers",
        "for line in tree.header if isinstance(line, t.Reference)",
        "for line in tree.header if isinstance(line, t.Reference) and not line.text.value",
        reading,
    ),
    (
        "the day of a review is forgotten",
        "check.lower.headers",
        "literals.day(problems, review.day) if review else None",
        "None",
        reading,
    ),
    (
        "a definition that may change unseen",
        "language.meaning",
        'parts[f"definition {id}"] = _bare(definition)',
        "pass",
        meanings,
    ),
    (
        "a fact that may change unseen",
        "language.meaning",
        'if fact["name"] in asked:',
        "if False:",
        meanings,
    ),
    (
        "words taken for meaning",
        "language.meaning",
        '"cites", "because", "notes"',
        '"cites", "notes"',
        meanings,
    ),
    (
        "acceptances left out of the canonical form",
        "language.canonical",
        "} if accepts else {}",
        "} if False else {}",
        reading,
    ),
    (
        "an acceptance of one finding taken for that of any",
        "analyse.accepted",
        "if one.finding == found.code), None)",
        "), None)",
        acceptances,
    ),
    (
        "what one clause accepts taken for what all accept",
        "analyse.accepted",
        "if owner.span is None or _place(first_line(owner.span)) != _place(found.span):",
        "if not owner.accepts:",
        acceptances,
    ),
    (
        "two clauses that call for the same both left out",
        "analyse.questions.clauses",
        "answer = answers[clause.id] if subject is whole else _can_decide(subject, clause)",
        "answer = answers[clause.id]",
        acceptances,
    ),
    (
        "what is accepted in vain goes unseen",
        "analyse.accepted",
        "for owner in owners_of(policy) if all_decided else ():",
        "for owner in ():",
        acceptances,
    ),
    (
        "assumptions left out of the canonical form",
        "language.canonical",
        "if policy.assumptions else {}",
        "if False else {}",
        reading,
    ),
    (
        "an assumption that is not assumed",
        "analyse.questions.assumed",
        "assumed = [] if assumption is None else",
        "assumed = [] if True else",
        assumptions,
    ),
    (
        "what follows from what is never so",
        "analyse.verify",
        "possible = not isinstance(said[-1].answer, Impossible)",
        "possible = True",
        assumptions,
    ),
    (
        "exceptions that are taken to apply",
        "analyse.questions.assumed",
        "if not alone(replayed) or any(replayed.truth(one) is not False for one in lifted):",
        "if not alone(replayed) or any(replayed.truth(one) is not True for one in lifted):",
        assumptions,
    ),
    (
        "what is left out stays",
        "check.merging",
        "return None if block.name.word in left_out else replaced.get(block.name.word, block)",
        "return replaced.get(block.name.word, block)",
        variations,
    ),
    (
        "a replacement that is ignored",
        "check.merging",
        "new = replaced.get(part.name.word, part)",
        "new = part",
        variations,
    ),
    (
        "the authorization of the base beside the new one",
        "check.merging",
        "if type(block) not in said",
        "if True",
        variations,
    ),
    (
        "approvals of the base taken for one's own",
        "check.merging",
        "isinstance(line, t.Uses | t.ProcedureNode | t.Reference)",
        "isinstance(line, t.Uses | t.ProcedureNode | t.Reference | t.Approved)",
        variations,
    ),
    (
        "any requirement taken for an exclusion",
        "check.rules.protected",
        'alone=clause.verb == "require"',
        "alone=False",
        reasons,
    ),
    (
        "a reason that is not looked for",
        "check.rules.protected",
        "or clause.because or",
        "or",
        reasons,
    ),
)
