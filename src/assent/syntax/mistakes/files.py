"""Mistakes about the file as a whole: what it is, and where it begins."""

from __future__ import annotations

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.suggest import nearest
from assent.syntax.mistakes.statements import UNKNOWN_STATEMENT
from assent.syntax.stumble import Stumble

NOT_A_POLICY = Code("not-a-policy", "error", "a file that is neither a policy nor a vocabulary")
SECOND_POLICY = Code("second-policy", "error", "two policies or vocabularies in one file")

CODES = (NOT_A_POLICY, SECOND_POLICY)


def _not_a_policy(stumble: Stumble) -> Diagnostic | None:
    if "POLICY" not in stumble.accepts:
        return None
    word = stumble.written.split(maxsplit=1)[0] if stumble.written else stumble.word
    if word[:1].isalpha() and (near := nearest(word, ("policy", "vocabulary"))):
        return UNKNOWN_STATEMENT.at(
            stumble.span, f"there is no statement `{stumble.said}`", help=f"did you mean `{near}`?"
        )
    return NOT_A_POLICY.at(
        stumble.span,
        "this file is neither a policy nor a vocabulary",
        label="a file begins with `policy` or `vocabulary`",
        help='begin with `policy a_name "A title"` or, for facts that policies share, `vocabulary a_name "A title"`',
    )


def _second(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind not in {"POLICY", "VOCABULARY"} or stumble.line:
        return None
    return SECOND_POLICY.at(
        stumble.span_to_end,
        f"a second {stumble.word} begins in this file",
        help="put each policy and each vocabulary in a file of its own",
    )


RULES = (_not_a_policy, _second)
