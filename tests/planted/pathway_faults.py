"""Faults in pathways."""

from __future__ import annotations

from planted.checks import Check, conformance, reading, sentences

PATHWAYS: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "pathways that all have to be taken",
        "language.shorthand",
        "return AnyOf(tuple(Titled(title, part) for title, part in pathways))",
        "return AllOf(tuple(Titled(title, part) for title, part in pathways))",
        reading,
    ),
    (
        "a pathway named with the result of its opposite",
        "evaluate.trace",
        'return Branch(part.truth, "pathway", (part,), title)',
        'return Branch(None if part.truth is None else not part.truth, "pathway", (part,), title)',
        conformance("pathways"),
    ),
    (
        "a pathway inside another forgotten",
        "evaluate.trace",
        "            waiting.extend(reversed(node.parts))",
        '            waiting.extend(reversed(node.parts) if node.kind != "pathway" else ())',
        conformance("pathways"),
    ),
    (
        "a pathway without its title",
        "generate.python.explaining",
        'return call("pathway_found", text_literal(title), found(part, known))',
        "return found(part, known)",
        conformance("pathways", "generated"),
    ),
    (
        "a pathway taken for its opposite, in the outcome alone",
        "generate.python.sure",
        "case Titled(_, part):\n            return unmet(part, known)",
        "case Titled(_, part):\n            return met(part, known)",
        conformance("pathways", "generated"),
    ),
    (
        "a title left out of the sentence",
        "generate.document.sentences",
        "return _pathway(one_line(title), part, _line(part, mentions))",
        "return _line(part, mentions)",
        sentences,
    ),
)
