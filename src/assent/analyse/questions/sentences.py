"""Does a document say what the policy says? Each clause sentence, read back, for all valid requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from assent.analyse.encode.terms import disj, neg, same
from assent.analyse.questions.same import Compared, Differs
from assent.analyse.readback.document import Marked, NotADocument, Sentences, of_html, of_markdown
from assent.analyse.readback.formulas import read_formula
from assent.analyse.readback.labels import Labels, Unreadable, plain
from assent.analyse.readback.sentences import read_sentence
from assent.analyse.replay import Replayed
from assent.analyse.session import Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT
from assent.language.expressions import Calculated, Expression, named_in
from assent.language.operators.options import EITHER
from assent.language.policy import Policy
from assent.language.value_sets import ValueSet

LEADS = {"require": "Required", "exclude": "Excludes", "review": "A clinician reviews when", "submit": "To submit"}
EXCEPTIONS = {
    "require": "Exception — this criterion is waived when",
    "submit": "Exception — this criterion is waived when",
    "exclude": "Exception — this exclusion does not apply when",
    "review": "Exception — no review is needed when",
}

Key = tuple[str, str]


def prove_document(policy: Policy, text: str, *, html: bool = False, timeout: float = TIMEOUT) -> Iterator[Compared]:
    """Hold a document against its policy: every sentence says its clause, and none is missing or left over."""
    try:
        found = of_html(text) if html else of_markdown(text)
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
    for kind, id in found.keys() - expected.keys():
        yield Compared(f"{kind} {id}", Differs("the document has a sentence of it, and the policy does not"))
    read: dict[Key, Expression] = {}
    for key, (lead, _) in expected.items():
        answer = _read(Labels.of_policy(policy, codes, calculated), policy, found, key, lead, read)
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
    labels: Labels, policy: Policy, found: Sentences, key: Key, lead: str, read: dict[Key, Expression]
) -> Differs | NotDecided | None:
    """Read one sentence; what is wrong with it, or None where it could be read."""
    if key not in found:
        return Differs("the document has no sentence of it")
    if found[key].lead != lead:
        return Differs(f"it is introduced by “{found[key].lead}” instead of “{lead}”")
    try:
        expression = read_sentence(found[key], labels)
    except Unreadable as unreadable:
        return NotDecided(unreadable.why)
    unknown = set(named_in(expression)) - policy.named.keys()
    if unknown:
        return Differs(f"it names `{min(unknown)}`, which the policy does not have")
    read[key] = expression
    return None


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
