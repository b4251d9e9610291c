"""Faults in values with names: parameters and tables."""

from __future__ import annotations

from planted.checks import Check, compiled, conformance, sentences

THRESHOLDS: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "a case that may hold left out",
        "evaluate.interpreter",
        "zip(whens, cases, strict=True) if when is not False)",
        "zip(whens, cases, strict=True) if when is True)",
        conformance("thresholds"),
    ),
    (
        "met although it may be that no case holds",
        "evaluate.interpreter",
        "if truths[0] and True not in whens and may_have_no_case(expression):",
        "if False:",
        conformance("thresholds"),
    ),
    (
        "met although it may be that no case holds, in the checker",
        "generate.python.prelude",
        "return agreed if agreed is False or True in truths[::2] else None",
        "return agreed",
        conformance("thresholds", "generated"),
    ),
    (
        "that no case holds of what was not done left out of the sentence",
        "language.phrases",
        "    if may_have_no_case(by_case):\n",
        "    if not may_have_no_case(by_case):\n",
        sentences,
    ),
    (
        "an unknown case that is taken to hold, in the checker",
        "generate.python.prelude",
        "zip(truths[::2], truths[1::2], strict=True) if when is not False]",
        "zip(truths[::2], truths[1::2], strict=True) if when]",
        conformance("thresholds", "generated"),
    ),
    (
        "another case asked for where all agree",
        "evaluate.trace",
        "            if trace.truth is None:\n                yield from _mattering(when, None)",
        "            yield from _mattering(when, None)",
        conformance("thresholds"),
    ),
    (
        "a value of a parameter that counts a day too long",
        "check.lower.thresholds",
        'for sign, day in ((">=", start), ("<", end))',
        'for sign, day in ((">=", start), ("<=", end))',
        compiled("thresholds"),
    ),
    (
        "where a case holds left out of the sentence",
        "language.phrases",
        'says = "; ".join(f"{phrase.says} where {where}" for phrase, where in phrases)',
        'says = "; ".join(f"{phrase.says}" for phrase, where in phrases)',
        sentences,
    ),
)
