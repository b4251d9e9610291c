"""The findings of `assent verify` that a policy may accept, each with what a reader of the document is told.

The questions that lead to them stand in `analyse`; that the two name the same is held by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "never-applies": "No request meets it.",
        "never-fails": "No request can fail it.",
        "superfluous-clause": "Without it every outcome would be the same: other criteria see to it already.",
        "dead-exception": "An exception, or a part of one, changes no outcome.",
        "swallowed-alternative": "An alternative in it changes no outcome.",
        "leads-nowhere": "With one of its alternatives, or where its condition is met, nothing is approved.",
        "idle-test": "A test in it changes no outcome: what else is asked sees to it.",
        "fact-cannot-matter": "It asks for something whose answer changes no outcome.",
        "pushes-both-ways": "What it asks for helps under one criterion and harms under another.",
        "follows-from-assumption": "If what the analysis assumes is so, it decides less than it seems to, "
        "or lets nothing be approved.",
        "direction-looks-wrong": "More of what it asks for makes an outcome worse, and never better.",
    }
)
