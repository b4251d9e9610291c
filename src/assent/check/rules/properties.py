"""Properties that cannot be: an outcome that there is none of, a want of no document, more of what has no order."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.language.expressions import Fact
from assent.language.types import Date, Judgement, YesNo, describe
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.suggest import did_you_mean
from assent.syntax.tree import Name, NeverForWant, NeverWorse, Place

UNKNOWN_OUTCOME = Code("unknown-outcome", "error", "a property about an outcome that there is none of")
WANT_OF_WHAT = Code("want-of-what", "error", "a property about the want of something that is no document")
NO_MORE_OR_LESS = Code("no-more-or-less", "error", "a property about more of something that there is no more of")
CODES = (UNKNOWN_OUTCOME, WANT_OF_WHAT, NO_MORE_OR_LESS)

OUTCOMES = ("approve", "deny", "pend", "review")
_OTHER_WORDS = {
    **dict.fromkeys(("reject", "refuse", "decline", "denied", "exclude", "denial"), "deny"),
    **dict.fromkeys(("accept", "authorize", "authorise", "allow", "grant", "approved", "pay", "cover"), "approve"),
    **dict.fromkeys(("hold", "wait", "pended", "delay", "ask", "submit"), "pend"),
    **dict.fromkeys(("refer", "escalate", "reviewed"), "review"),
}
_ANY_DOCUMENT = ("document", "paper", "record", "documentation", "paperwork", "any", "anything")
_DATES = {"more": "later", "less": "earlier"}
_OTHERS = {"later": "more", "earlier": "less"}


def is_outcome(problems: Problems, name: Name, at: Place) -> bool:
    """Whether a name is one of the four outcomes; reported where it is not."""
    if name.word in OUTCOMES:
        return True
    meant = _OTHER_WORDS.get(name.word.casefold())
    instead = (
        f"write `{problems.words(at).replace(name.word, meant, 1)}`" if meant else did_you_mean(name.word, OUTCOMES)
    )
    problems.add(
        UNKNOWN_OUTCOME,
        name.at,
        f"`{name.word}` is no outcome: a request is approved, denied, pended or sent to review",
        label="no outcome",
        help=instead or "write `never approve`, `never deny`, `never pend` or `never review`",
    )
    return False


def denies(problems: Problems, node: NeverForWant) -> bool:
    """Whether the want is one for which a request might be denied."""
    if node.outcome.word == "deny":
        return True
    problems.add(
        WANT_OF_WHAT,
        node.outcome.at,
        "`for want of` is about denials: a request that lacks a document is to be pended, not denied",
        label="has to be `deny`",
        help=f"write `{problems.words(node.at).replace(node.outcome.word, 'deny', 1)}`",
    )
    return False


def is_any_document(problems: Problems, name: Name, scope: Scope) -> bool:
    """Whether `documents` stands for any of them, and for no fact of that name; reported where it does."""
    if name.word.casefold().rstrip("s") not in _ANY_DOCUMENT or scope.find(name.word) is not None:
        return False
    problems.add(
        WANT_OF_WHAT,
        name.at,
        f"`{name.word}` is not the name of a document",
        label="which one?",
        help="write `for want of a document`, which is about all of them, or the name of one",
    )
    return True


def no_document(problems: Problems, name: Name, noun: str, label: Label) -> None:
    """The want of something that is no document."""
    problems.add(
        WANT_OF_WHAT,
        name.at,
        f"`{name.word}` is no document: it is {noun}",
        label="has to be a document",
        others=(label,),
        help="name a fact that is declared as `document`, or write `for want of a document`, about all of them",
    )


def no_documents(problems: Problems, node: NeverForWant) -> None:
    """The want of a document, in a policy that declares none."""
    problems.add(
        WANT_OF_WHAT,
        node.at,
        "this policy declares no document",
        help="leave this line out, or declare what has to be sent in as a `document`",
    )


def no_order(problems: Problems, node: NeverWorse, fact: Fact, label: Label) -> None:
    """More of something that is no number, scale, date, length of time or list."""
    name = fact.name
    match fact.type:
        case YesNo() | Judgement():
            help = f"write what must not be, for example `never approve when {name}` or `never deny unless not {name}`"
        case _:
            help = "write what must not be, for example `never approve when …` and a test of it"
    problems.add(
        NO_MORE_OR_LESS,
        node.fact.at,
        f"`{name}` is {describe(fact.type)}: there is no `{node.word}` of it",
        label="has no order",
        others=(label,),
        help=help,
    )


def not_a_fact(problems: Problems, node: NeverWorse, noun: str, label: Label) -> None:
    """More of a definition, or of a value that is worked out."""
    problems.add(
        NO_MORE_OR_LESS,
        node.fact.at,
        f"`{node.fact.word}` is a {noun}: this is about a fact that a request states",
        label="not a fact",
        others=(label,),
        help=f"name a fact that `{node.fact.word}` asks about",
    )


def other_word(problems: Problems, node: NeverWorse, fact: Fact, label: Label) -> bool:
    """`more` of a date, or `later` of a number: reported, with the word that is meant."""
    meant = (_DATES if isinstance(fact.type, Date) else _OTHERS).get(node.word)
    if meant is None:
        return False
    problems.add(
        NO_MORE_OR_LESS,
        node.at,
        f"`{fact.name}` is {describe(fact.type)}: say `{meant}`, not `{node.word}`",
        others=(label,),
        help=f"write `{problems.words(node.at).replace(node.word, meant, 1)}`",
    )
    return True
