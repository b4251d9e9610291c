"""The lines that begin blocks, and the words around tests, as people say them."""

from __future__ import annotations

from assent.language.findings import FINDINGS
from assent.source.suggest import nearest
from assent.syntax.phrasebook.phrase import BEFORE, COUNT, NAME, OPERAND, SIGN, VALUE, Match, digits, phrase

_FOLLOWING = r"(?: (?:the|these)(?: following)?(?: criteria| conditions)?)?:?$"
_SUBJECT = r"(?:the|patients?|members?|has|have|had|is|are|was|there is|documentation of|history of)"
# Words after which `the` or `has` is part of something else that people say.
_NOT_A_SUBJECT = r"(?!provided\b|last\b|most recent\b|latest\b|newest\b)"
_MODAL = r"(?:must|should|shall|has to|have to|needs to|need to|can|may)"


def _in_small_letters(match: Match) -> str:
    return f"{match['joint'].lower()} {match['next']}"


def _block(match: Match, head: str) -> str | None:
    """The head of a block, where it is not a colon alone that is too much."""
    said = match["before"] + head
    return None if match[0].rstrip(":").split() == said.split() else said


def _at_least(match: Match) -> str:
    return f"{match['before']}at least {digits(match['count'])} of"


def _at_most(match: Match) -> str:
    return f"{match['before']}not at least {digits(match['count']) + 1} of"


def _accepted(match: Match) -> str | None:
    """A finding that is accepted, where what was said is the code of one, near enough."""
    code = nearest("-".join(match["code"].replace("_", " ").replace("-", " ").split()), FINDINGS)
    return None if code is None else f"accepts {code} because {match['why']}"


PHRASES = (
    phrase(
        r"^(?:accepts?|accepted|acknowledges?|acknowledged|ignores?|suppress|allows?)"
        r"(?: the)?(?: finding| warning)? ?:?"
        r' (?P<code>[a-z]+(?:[-_ ][a-z]+)+?) ?[,:]? ?(?:(?:because|since|as) ?:? ?)?(?P<why>"[^"\n]*")$',
        _accepted,
    ),
    phrase(
        r"^(?:applies|applicable|counts|holds|only|but only|asked)(?: only)? (?:when|if|where)"
        r" (?P<test>[^\"\n]*[^\s\"])$",
        "when {test}",
    ),
    phrase(
        rf"{BEFORE}(?:either|any|one|one or more|any one|either one|at least one)(?: of)?{_FOLLOWING}",
        lambda match: _block(match, "any of"),
    ),
    phrase(rf"{BEFORE}(?:all|both|each|every)(?: of)?{_FOLLOWING}", lambda match: _block(match, "all of")),
    phrase(rf"{BEFORE}(?:none|neither)(?: of)?{_FOLLOWING}", "{before}not any of"),
    phrase(rf"{BEFORE}(?P<count>{COUNT})(?: or more)? of{_FOLLOWING}", _at_least),
    phrase(rf"{BEFORE}at least (?P<count>{COUNT}) of{_FOLLOWING}", _at_least),
    phrase(rf"{BEFORE}(?:at most|no more than) (?P<count>{COUNT}) of{_FOLLOWING}", _at_most),
    phrase(
        rf"{BEFORE}exactly (?P<count>{COUNT}) of{_FOLLOWING}",
        _at_least,
        more="; where more of them must not hold, add a second block that begins with `not at least`",
    ),
    phrase(r"^unless:?$", "unless any of", more=" where one is enough, or `unless all of`"),
    phrase(rf"{BEFORE}(?P<here>{_SUBJECT}(?: {_SUBJECT})* )(?P<rest>{_NOT_A_SUBJECT}\w[^\n]*)", "{before}{rest}"),
    phrase(rf"(?P<name>\w+) {_MODAL}(?: be)? (?P<rest>>=|<=|>|<|is|within|provided)(?=\W|$)", "{name} {rest}"),
    # The joints between tests.
    phrase(r"(?P<joint>and|or) (?P<next>\S+)", _in_small_letters),
    phrase(r"(?:but|plus|as well as|together with|along with)(?: also)?", "and"),
    phrase(
        rf"(?P<name>{OPERAND}) (?P<one>{SIGN} ?{VALUE}) (?P<joint>and|or) (?P<other>{SIGN} ?{VALUE})",
        "{name} {one} {joint} {name} {other}",
    ),
    phrase(
        r"^(?P<one>\S[^\n]*?) only (?:if|when) (?P<other>[^\n]+)$",
        "{one}",
        more=", and `when {other}` on a line of its own below the title of the clause",
    ),
    # Words around a test.
    phrase(rf"(?:without|absence of|no evidence of|no history of) (?P<name>{NAME})$", "not {name}"),
    phrase(rf"(?P<name>{NAME}) (?:absent|not present|ruled out)$", "not {name}"),
    phrase(rf"(?P<name>{NAME}) (?:by|per|according to|as attested by|in the opinion of) [\w ]+$", "{name}"),
)
