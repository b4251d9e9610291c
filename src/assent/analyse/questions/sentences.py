"""Does a document say what the policy says? Each clause sentence, read back, for all valid requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from assent.analyse.encode.terms import disj, neg, same
from assent.analyse.questions.same import Compared, Differs
from assent.analyse.readback.around import document_text, otherwise_around
from assent.analyse.readback.document import Marked, NotADocument, Sentences, of_markdown
from assent.analyse.readback.formulas import read_formula
from assent.analyse.readback.labels import Labels, Unreadable, plain
from assent.analyse.readback.page import of_html
from assent.analyse.readback.sentences import read_sentence
from assent.analyse.replay import Replayed
from assent.analyse.session import Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT
from assent.language.expressions import Calculated, Expression, Not, Titled, named_in, parts_of
from assent.language.operators.options import EITHER
from assent.language.policy import Policy
from assent.language.value_sets import ValueSet

# What is compared and not proved, so that it is named only where it differs.
AROUND = "what stands around the sentences"

LEADS = {"require": "Required", "exclude": "Excludes", "review": "A clinician reviews when", "submit": "To submit"}
EXCEPTIONS = {
    "require": "Exception — this criterion is waived when",
    "submit": "Exception — this criterion is waived when",
    "exclude": "Exception — this exclusion does not apply when",
    "review": "Exception — no review is needed when",
}

Key = tuple[str, str]
Expected = dict[Key, tuple[str, Expression]]


def prove_document(
    policy: Policy, data: bytes, *, generated: str, html: bool = False, timeout: float = TIMEOUT
) -> Iterator[Compared]:
    """Hold a document against its policy: every sentence says its clause, and none is missing or left over.

    `generated` is the one that the compiler makes: what stands around the sentences has to be as it is there.
    """
    try:
        text = document_text(data)
        around = otherwise_around(text, generated, html=html)
        if around:
            yield Compared(AROUND, NotDecided(around))
        found = of_html(text, generated) if html else of_markdown(text)
    except NotADocument as wrong:
        yield Compared("document", NotDecided(wrong.why))
        return
    expected = dict(_sentences_of(policy))
    codes: dict[str, str] = {}
    for one in policy.value_sets:
        yield Compared(f"codes {one.id}", _codes_of(one, found.pop(("codes", one.id), None), codes))
    calculated: list[Calculated] = []
    for formula in policy.calculated:
        marked = found.pop(("calculated", formula.id), None)
        yield Compared(f"calculated {formula.id}", _formula_of(policy, formula, marked, calculated))
    for kind, id in sorted(found.keys() - expected.keys()):
        yield Compared(f"{kind} {id}", Differs("the document has a sentence of it, and the policy does not"))
    read: dict[Key, Expression] = {}
    for key in list(expected):
        answer = _read(Labels.of_policy(policy, codes, calculated), policy, found, key, expected, read)
        if answer is not None:
            yield Compared(f"{key[0]} {key[1]}", answer)
    session = Session(policy, read.values(), timeout=timeout)
    for key, expression in read.items():
        wanted = expected[key][1]
        ours, theirs = session.encoded.expressions.truth(wanted), session.encoded.expressions.truth(expression)
        differ = disj(neg(same(ours.met, theirs.met)), neg(same(ours.unmet, theirs.unmet)))
        answer_to = session.can([differ], partial(_says_another, wanted, expression))
        yield Compared(f"{key[0]} {key[1]}", answer_to)


def _codes_of(one: ValueSet, marked: Marked | None, codes: dict[str, str]) -> Differs | Impossible:
    """Hold the codes that a document lists against those of the value set; they are then what its title stands for."""
    if marked is None:
        return Differs("the document does not list its codes")
    title, text = plain(one.title), marked.line.text
    listed = text.removeprefix(f"{title}: ").split(", ") if text.startswith(f"{title}: ") else []
    codes[title] = EITHER.join(listed)
    if sorted(set(listed)) != list(one.codes) or marked.lead != f"Codes of {one.system}":
        return Differs("the document lists other codes than the policy has")
    return Impossible()


def _formula_of(
    policy: Policy, one: Calculated, marked: Marked | None, calculated: list[Calculated]
) -> Differs | Impossible | NotDecided:
    """Hold a document's formula against that of a calculated value; it is then what its title stands for."""
    if marked is None:
        return Differs("the document does not say how it is calculated")
    title, text = plain(one.title), marked.line.text
    if not text.startswith(f"{title}: ") or marked.lead != (f"Calculated, in {one.unit}" if one.unit else "Calculated"):
        return Differs("the document calls it something else")
    try:
        read = read_formula(text.removeprefix(f"{title}: "), one.unit, Labels.of_policy(policy))
    except Unreadable as unreadable:
        return NotDecided(unreadable.why)
    calculated.append(replace(read, id=one.id, title=one.title))
    return Impossible() if read.products == one.products else Differs("the document calculates it otherwise")


def _read(
    labels: Labels, policy: Policy, found: Sentences, key: Key, expected: Expected, read: dict[Key, Expression]
) -> Differs | NotDecided | None:
    """Read one sentence; what is wrong with it, or None where it could be read."""
    if key not in found:
        return Differs("the document has no sentence of it")
    lead = expected[key][0]
    if found[key].lead != lead:
        return Differs(f"it is introduced by “{found[key].lead}” instead of “{lead}”")
    try:
        expression = read_sentence(found[key], labels)
    except Unreadable as unreadable:
        return NotDecided(unreadable.why)
    unknown = set(named_in(expression)) - policy.named.keys()
    if unknown:
        return Differs(f"it names `{min(unknown)}`, which the policy does not have")
    pathways, wanted = list(_pathways(expression)), list(_pathways(expected[key][1]))
    called, ours = [plain(one.title) for one in pathways], [plain(one.title) for one in wanted]
    if called != ours:
        return Differs(f"its pathways are called {_listed(called)} instead of {_listed(ours)}")
    read[key] = expression
    for theirs, own in zip(pathways, wanted, strict=True):
        of_it = f"{key[0]} {key[1]}", f"pathway “{plain(own.title)}”"
        expected[of_it], read[of_it] = ("", own.part), theirs.part
    return None


def _listed(titles: list[str]) -> str:
    return " and ".join(f"“{title}”" for title in titles) or "nothing"


def _pathways(expression: Expression) -> Iterator[Titled]:
    """The pathways of an expression, in order. Below a `not` there are none: the sentence does not call them so."""
    if isinstance(expression, Titled):
        yield expression
    if not isinstance(expression, Not):
        for part in parts_of(expression):
            yield from _pathways(part)


def _sentences_of(policy: Policy) -> Iterator[tuple[Key, tuple[str, Expression]]]:
    """The sentences that a policy's document has, with what introduces each, and what it has to say."""
    for definition in policy.definitions:
        yield ("definition", definition.id), ("Applies when", definition.body)
    for clause in policy.clauses:
        yield ("clause", clause.id), (LEADS[clause.verb], clause.body)
        if clause.when is not None:
            yield ("condition", clause.id), ("Applies only when", clause.when)
        if clause.unless is not None:
            yield ("exception", clause.id), (EXCEPTIONS[clause.verb], clause.unless)


def _says_another(wanted: Expression, read: Expression, replayed: Replayed) -> bool:
    return replayed.truth(wanted) is not replayed.truth(read)
