"""Mistakes about the word that begins a line: unknown, in the wrong place, or of another language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.suggest import nearest
from assent.syntax.mistakes.words import one_of
from assent.syntax.stumble import Stumble, shortened

UNKNOWN_STATEMENT = Code("unknown-statement", "error", "a line that begins with a word that begins no line")
MISPLACED_STATEMENT = Code("misplaced-statement", "error", "a statement where it cannot stand")
FOREIGN_WORD = Code("foreign-word", "error", "a word of programs or of prose that has no meaning here")

CODES = (UNKNOWN_STATEMENT, MISPLACED_STATEMENT, FOREIGN_WORD)

_HEADER = "it belongs in the header: directly under the line that begins with `policy`, indented by two spaces"
_EDGE = "begin it at the left edge, outside any other block"
_CLAUSE = "begin it at the left edge, or in a section, indented by two spaces"
_INSIDE = "it belongs inside a clause or a definition, on a line of its own, indented like the test"
_GRANT = "it belongs under `authorization`, indented by two spaces"

_HEADER_LINES = (
    *("procedure", "version", "effective", "source", "reference", "uses"),
    *("owner", "approved", "status", "varies"),
)

# Where a statement belongs, by the word that begins it.
_PLACES = {
    **dict.fromkeys(_HEADER_LINES, _HEADER),
    **dict.fromkeys(("overview", "facts", "parameter", "table", "define", "section", "authorization", "notice"), _EDGE),
    **dict.fromkeys(("require", "exclude", "review", "submit", "untested"), _CLAUSE),
    **dict.fromkeys(("replace", "without", "assume", "never"), _EDGE),
    **dict.fromkeys(("when", "unless", "cites", "because", "note", "accepts"), _INSIDE),
    **dict.fromkeys(("valid", "grants", "appeal"), _GRANT),
    "under": "it follows the quote of a `cites`, on the same line",
    "where": "it follows a count, on the same line: `at least 1 visit where kind is surgery`",
}
_IN_VOCABULARY = (
    "a vocabulary holds facts, value sets and calculated values, and nothing else; this belongs in a policy"
)

_VERB = "say what a clause does with its verb: `require`, `exclude`, `review` or `submit`; under it, write the test"
_UNLESS = "write each case as a clause of its own, and exceptions with `unless`"
_YES_NO = "for a yes/no fact write its name alone, or `not` and its name"
_NAME_ALONE = "name the fact and compare it, such as `pain_score >= 4`"
_BLOCK = "write `any of` or `all of` on a line, and what belongs to it below, one a line"
_FOREIGN = {
    **dict.fromkeys(("if", "rule", "must", "shall", "should", "check", "assert"), _VERB),
    "deny": "its verb says what a clause does: `exclude` what is denied where it holds, `require` what must hold",
    **dict.fromkeys(("approve", "allow"), "its verb says what a clause does: `require` what must hold for approval"),
    "pend": "its verb says what a clause does: `submit` what has to be sent in",
    **dict.fromkeys(("then", "else", "elif", "otherwise", "except", "end", "return"), _UNLESS),
    **dict.fromkeys(("true", "false", "yes"), _YES_NO),
    **dict.fromkeys(("patient", "has", "have", "had", "are", "was", "be"), _NAME_ALONE),
    **dict.fromkeys(("either", "both", "neither"), _BLOCK),
}

# Other words for a statement, as people know them from elsewhere.
_OTHER_WORDS = {
    **dict.fromkeys(("exception", "exceptions", "exempt", "excluding", "waive", "waiver"), "unless"),
    **dict.fromkeys(("reason", "rationale", "why", "justification"), "because"),
    **dict.fromkeys(("quote", "quotes", "citation"), "cites"),
    **dict.fromkeys(
        ("acknowledge", "acknowledges", "acknowledged", "suppress", "ignore", "allow", "allows"), "accepts"
    ),
    **dict.fromkeys(("assumes", "assuming", "assumption", "suppose", "presume", "given"), "assume"),
    **dict.fromkeys(("comment", "remark", "interpretation"), "note"),
    **dict.fromkeys(("criterion", "criteria", "requirement", "needs"), "require"),
    **dict.fromkeys(("exclusion", "contraindication", "forbid", "reject"), "exclude"),
    **dict.fromkeys(("documentation", "evidence", "document", "attach"), "submit"),
    **dict.fromkeys(("definition", "let", "def", "term"), "define"),
    **dict.fromkeys(("parameters", "constant", "threshold", "variable"), "parameter"),
    **dict.fromkeys(("tables", "lookup", "tiers"), "table"),
    **dict.fromkeys(("calculate", "calculation", "compute", "computed", "derived", "derive", "formula"), "calculated"),
    **dict.fromkeys(("valueset", "codeset", "codelist", "value_set"), "value set"),
    **dict.fromkeys(("summary", "description", "purpose", "background"), "overview"),
    **dict.fromkeys(("disclaimer", "disclaimers", "legal"), "notice"),
    **dict.fromkeys(("approval", "authorisation"), "authorization"),
    **dict.fromkeys(("inputs", "variables", "data", "questions"), "facts"),
    **dict.fromkeys(("heading", "chapter", "part", "group"), "section"),
    **dict.fromkeys(("code", "codes", "cpt", "hcpcs", "service"), "procedure"),
    **dict.fromkeys(("date", "dates", "from", "valid"), "effective"),
    **dict.fromkeys(("import", "include", "vocabulary", "with"), "uses"),
    **dict.fromkeys(("revision", "edition"), "version"),
    **dict.fromkeys(("author", "steward", "maintainer", "contact", "responsible"), "owner"),
    **dict.fromkeys(("approver", "approves", "signed"), "approved"),
    **dict.fromkeys(("state", "draft"), "status"),
    **dict.fromkeys(("references", "ref", "see", "url", "link", "bibliography"), "reference"),
    **dict.fromkeys(("extends", "inherits", "based", "variant", "modifies", "amends"), "varies"),
    **dict.fromkeys(("override", "overrides", "change", "changes", "amend", "instead"), "replace"),
    **dict.fromkeys(("remove", "drop", "delete", "omit", "omits", "leave", "skip"), "without"),
}
_PART = r"(?:(?!\s(?:and|or|nor)\s)[^\n])+"
_PAIR = re.compile(
    rf"(?:unless )?(?P<word>either|both|neither)\s+(?P<one>{_PART})\s+(?P<joint>and|or|nor)\s+(?P<other>{_PART})"
)
_TEST = re.compile(r"\w+(?:\s*(?:>=|<=|>|<|=)|\s+(?:is|provided|within|and|or)\b|$)")
_CONDITION = re.compile(r"\bif\s+(\S[^\n]*)$", re.IGNORECASE)
_FACT = re.compile(r"\w+\s+[^\"\n]+\"[^\"\n]*\"$")
_UNDER_A_CLAUSE = (
    'a test stands under a clause: write `require a_name "A title"` above it, and indent it by two more spaces'
)

# Statements that may be misspelt where a name may stand too.
_ITEMS = ("unless", "cites", "because", "note", "accepts", "all", "any", "latest", "exactly")


def _foreign(stumble: Stumble) -> Diagnostic | None:
    token = stumble.last if stumble.last_kind == "NAME" and str(stumble.last).lower() in _FOREIGN else None
    if token is not None and token is not stumble.first and stumble.kind != "NAME":
        token = None
    word = str(token) if token is not None else stumble.word
    if word.lower() not in _FOREIGN:
        return None
    if token is None and stumble.line and ("NAME" in stumble.accepts or "STRING" in stumble.accepts):
        return None
    return FOREIGN_WORD.at(
        stumble.span_of(token) if token is not None else stumble.span,
        f"`{word}` has no meaning here",
        help=_instead(stumble, word),
    )


def _instead(stumble: Stumble, word: str) -> str:
    rest = stumble.written.removeprefix(word).strip()
    if match := _PAIR.fullmatch(stumble.written):
        joint, no = ("and", "not ") if match["word"] == "neither" else (match["joint"], "")
        return f"write `{no}{shortened(match['one'])} {joint} {no}{shortened(match['other'])}`"
    goes_on = {"then", "else", ":"} & set(rest.replace(":", " : ").split())
    condition = _CONDITION.search(stumble.written)
    if word.lower() == "if" and condition and stumble.block and not goes_on:
        test = shortened(condition[1])
        only = f"`when {test}` where the clause is only about such cases"
        return f"write `{test}` alone where the verb asks for it, or {only}"
    return _FOREIGN[word.lower()]


def _misplaced(stumble: Stumble) -> Diagnostic | None:
    if not stumble.line:
        word, span = stumble.word, stumble.span
    elif len(stumble.line) == 1 and stumble.last_kind == "NAME" and str(stumble.last) in _PLACES:
        word, span = str(stumble.last), stumble.span_of(stumble.line[0])
    elif stumble.word in {"when", "unless", "cites", "because", "note"} and "_NL" in stumble.accepts:
        return MISPLACED_STATEMENT.at(
            stumble.span, f"`{stumble.word}` cannot stand in the middle of a line", help="begin a new line with it"
        )
    else:
        return None
    if word not in _PLACES:
        return None
    return MISPLACED_STATEMENT.at(
        span,
        f"`{word}` cannot stand here",
        help=_IN_VOCABULARY if stumble.in_vocabulary and word not in {"where", "under"} else _PLACES[word],
    )


def _unknown(stumble: Stumble) -> Diagnostic | None:
    if not stumble.line:
        if "NAME" in stumble.accepts or not stumble.word[:1].isalpha():
            return None
        words = [kind.lower().replace("_", " ") for kind in stumble.accepts if kind.isalpha() or kind == "VALUE_SET"]
        near = _other_word(stumble.word, words) or nearest(stumble.word, words)
        help = f"did you mean `{near}`?" if near else f"a line here begins with {one_of(stumble.accepts)}"
        if not near and stumble.block == "POLICY" and _FACT.match(stumble.written):
            help = "a fact stands under a line `facts`, which begins at the left edge"
        if not near and "REQUIRE" in stumble.accepts and _TEST.match(stumble.written):
            help = _UNDER_A_CLAUSE
        return UNKNOWN_STATEMENT.at(stumble.span, f"there is no statement `{stumble.said}`", help=help)
    first = stumble.line[0]
    if (
        len(stumble.line) > 1
        or first.type != "NAME"
        or stumble.kind not in {"STRING", "NAME", "OF", "NOT", "AT", "LATEST", "NUMBER", "NO"}
    ):
        return None
    near = _other_word(first, _ITEMS) or nearest(first, _ITEMS)
    if near is None and stumble.kind != "STRING":
        return None
    help = f"did you mean `{near}`?" if near else "a text follows `because`, `cites` or `note`"
    return UNKNOWN_STATEMENT.at(stumble.span_of(first), f"there is no statement `{shortened(first)}`", help=help)


def _other_word(word: str, statements: Sequence[str]) -> str | None:
    """The statement that people also call by this word, if it is one of these."""
    statement = _OTHER_WORDS.get(word.lower(), "")
    return statement if statement in statements else None


RULES = (_foreign, _misplaced, _unknown)
