"""Faults in what is granted."""

from __future__ import annotations

from planted.checks import Check, agreement, conformance, reading, sentences

GRANTS: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "less than was requested, and nobody asked",
        "evaluate.granting",
        'result = "less"',
        'result = "granted"',
        conformance("grants"),
    ),
    (
        "more than was requested",
        "evaluate.granting",
        "else max(min(best.size, asked), 0)",
        "else best.size",
        conformance("grants"),
    ),
    (
        "the least of what applies",
        "evaluate.granting",
        "best = max(applying, key=_size)",
        "best = min(applying, key=_size)",
        conformance("grants"),
    ),
    (
        "an unknown condition taken for met",
        "evaluate.granting",
        "if line.trace is None or line.trace.truth is True]",
        "if line.trace is None or line.trace.truth is not False]",
        conformance("grants"),
    ),
    (
        "a request that was not stated taken for granted",
        "evaluate.granting",
        "if best.ask and asked is None:",
        "if best.ask and asked == -1:",
        conformance("grants"),
    ),
    (
        "an approval of less needs nobody",
        "evaluate.decision",
        'self._outcome in ("deny", "review") or not is_settled(self._granted)',
        'self._outcome in ("deny", "review")',
        conformance("grants"),
    ),
    (
        "a longer validity whose condition is not met",
        "evaluate.decide",
        "if meaning(longer.when, case) is True]",
        "if meaning(longer.when, case) is not None]",
        conformance("grants"),
    ),
    (
        "a longer validity forgotten, in the checker",
        "generate.python.granting",
        'call("", _end(authorization.valid), *ends)',
        'call("", _end(authorization.valid))',
        conformance("grants", "generated"),
    ),
    (
        "a condition forgotten, in the checker",
        "generate.python.granting",
        '"None" if grant.when is None else call("withhold", found(grant.when, known))',
        '"None"',
        agreement,
    ),
    (
        "a pathway forgotten when a line is read",
        "language.grants",
        "    return AllOf((pathway, when))",
        "    return when",
        reading,
    ),
    (
        "a condition of a grant left out of the document",
        "generate.document.terms",
        "return Line(ALL, parts=(_pathway(title, pathways), sentence(other, mentions)))",
        "return sentence(other, mentions)",
        sentences,
    ),
)
