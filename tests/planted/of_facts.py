"""Faults in what a fact says of itself, and in what is made of it: its unit, its codes, who attests it."""

from __future__ import annotations

from planted.checks import Check, compiled, conformance, encoding, reading, rejections, sentences

Row = tuple[str, str, str, str, Check]

JUDGEMENTS: tuple[Row, ...] = (
    (
        "a judgement by the wrong role",
        "requests.reading",
        "        if stated != role:\n",
        "        if not stated:\n",
        conformance("judgement_roles"),
    ),
    (
        "a provider's judgement asked of a clinician",
        "language.types",
        'isinstance(type, Judgement) and type.by != "provider"',
        "isinstance(type, Judgement)",
        conformance("judgement_roles"),
    ),
    (
        "a checker that does not ask for the role",
        "generate.python.reader",
        "FOUND, *told), packed=True)",
        "FOUND), packed=True)",
        conformance("judgement_roles", "generated"),
    ),
    (
        "a judgement in another role is not stated",
        "evaluate.decision",
        "message.endswith(STAYS_OPEN)",
        "not message",
        conformance("judgement_roles"),
    ),
)

UNITS: tuple[Row, ...] = (
    (
        "a sensitive value in a reason",
        "evaluate.trace",
        'return trace._replace(shown=trace.withheld, says="", denies="")',
        "return trace",
        conformance("sensitive"),
    ),
    (
        "a sensitive value in what `outcome` raises",
        "evaluate.decide",
        "raise Rejected(without_quotes(read.faults, _sensitive(policy)))",
        "raise Rejected(list(read.faults))",
        rejections,
    ),
    (
        "a sensitive value in what a checker raises",
        "generate.python.deciding",
        "raise Rejected(without_quotes(found.faults, _ABOUT.sensitive))",
        "raise Rejected(found.faults)",
        rejections,
    ),
    (
        "a sensitive value in the reason of a checker",
        "generate.python.explaining",
        "if part.fact.sensitive else part for part in parts]",
        "if part.fact.measured else part for part in parts]",
        conformance("sensitive", "generated"),
    ),
    (
        "a unit converted the other way round",
        "language.units",
        "Conversion(source.factor / target.factor,",
        "Conversion(target.factor / source.factor,",
        reading,
    ),
    (
        "a converted number that is rounded",
        "language.exact",
        "    if rest != 1:\n        return number\n",
        "",
        conformance("units", "generated"),
    ),
    (
        "degrees converted without their zero",
        "requests.numbers",
        " + Fraction(other[2], other[3])",
        "",
        conformance("units", "generated"),
    ),
    (
        "a threshold in another unit taken as if it were in the fact's",
        "check.lower.literals",
        "converted = read if how is units.SAME else how.of(read)",
        "converted: int | Decimal | Fraction = read",
        reading,
    ),
    (
        "a sentence that does not say what a converted threshold is",
        "language.phrases",
        'return f"{text} ({exact_text(value)} {own})"',
        "return text",
        sentences,
    ),
)


NOT_DONE: tuple[Row, ...] = (
    (
        "what was not done read as unknown",
        "requests.reading",
        "            unwrapped(value, path, found)\n        return NOTHING",
        "            unwrapped(value, path, found)\n        return None",
        conformance("not_done"),
    ),
    (
        "what was not done refused, in the checker",
        "generate.python.reader",
        "reader_of(fact.type, not_done=fact.not_done)",
        "reader_of(fact.type)",
        conformance("not_done", "generated"),
    ),
    (
        "a negation that is silent of what was not done",
        "language.phrases",
        'denies = f"{denies}, or not done"',
        'denies = f"{denies}"',
        sentences,
    ),
    (
        "what was not done kept from the solver",
        "analyse.encode.space",
        "return replace(symbol, nothing=nothing)",
        "return symbol",
        encoding("not_done"),
    ),
    (
        "not done asked for where done was",
        "check.lower.done",
        'return test if node.symbol == "is" else Not(test)',
        'return test if node.symbol != "is" else Not(test)',
        compiled("done"),
    ),
    (
        "done where it is not asked, taken for not done",
        "language.shorthand",
        "return AnyOf((Not(condition), done))",
        "return AnyOf((condition, done))",
        compiled("done"),
    ),
    (
        "what was not done said to be done, in the checker",
        "language.operators.done",
        'python="{0} is not None",',
        'python="{0} is None",',
        conformance("done", "generated"),
    ),
)
