"""The checks that planted faults have to be caught by: each says what is wrong, or None where it sees nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from assent.language.canonical import canonical
from assent.language.policy import Policy
from assent.language.properties import Never
from conformance.reading import Document, documents
from conformance.test_conformance import differences
from conformance.told import told_otherwise
from planted.worlds import World
from properties.sentence_reader import Form, Unreadable, form_of, read_line, term_form_of, types_by_label
from strategies.approved import approved, physical_therapy
from strategies.choices import Choices
from strategies.policies import policy as random_policy
from strategies.printing import source_text, text_of, vocabulary_texts
from strategies.reading import can_be_met
from strategies.requests import Request, fuller_request, request, variation

Check = Callable[[World], str | None]


@cache
def _documents() -> tuple[tuple[Document, dict[str, Any]], ...]:
    return tuple((document, canonical(document.policy)) for document in documents())


@cache
def conformance(file: str, target: str = "interpreted") -> Check:
    """The examples of one file, on the interpreter or (`generated`) on the checker."""

    def check(world: World) -> str | None:
        for document, data in _documents():
            if document.name.startswith(f"{file}["):
                decide = getattr(world, target)(data)
                for case in document.cases:
                    for difference in differences(document, case, decide):
                        return f"{document.name}, {case.name}: {difference}"
        return None

    return check


@cache
def compiled(file: str) -> Check:
    """The examples of one file, its policies compiled by the copy: for what expands before anything is decided."""

    def check(world: World) -> str | None:
        parse, compile = world.module("syntax.parse").parse, world.module("check.check").check
        form = world.module("language.canonical").canonical
        for document, _ in _documents():
            if document.name.startswith(f"{file}["):
                written = world.module("source.text").SourceText("policy", document.text)
                policy = compile(parse(written).tree, written, vocabularies={}, source_document=None).policy
                decide = world.interpreted(form(policy))
                for case in document.cases:
                    for difference in differences(document, case, decide):
                        return f"{document.name}, {case.name}: {difference}"
        return None

    return check


@cache
def examples() -> tuple[tuple[Policy, tuple[tuple[Request, ...], ...]], ...]:
    """The policies of the conformance data and random ones, always the same, with requests that say more and more."""
    choose = Choices.at_random(random.Random(17))
    drawn = (random_policy(choose) for _ in range(80))
    known = [
        *(replace(document.policy, variation=None) for document in documents()),
        *(policy for policy in drawn if can_be_met(policy)),
    ]
    return tuple((policy, tuple(_chain(choose, policy) for _ in range(3))) for policy in known)


def _chain(choose: Choices, policy: Policy) -> tuple[Request, ...]:
    """A request, one that says more, and one that says still more."""
    first = request(choose, policy)
    second = fuller_request(choose, policy, first)
    return first, second, fuller_request(choose, policy, second)


def agreement(world: World) -> str | None:
    """The checker against the interpreter."""
    for policy, chains in examples():
        data = canonical(policy)
        interpreted, generated = world.interpreted(data), world.generated(data)
        for chain in chains:
            for one in chain:
                if interpreted(one) != generated(one):
                    return f"they differ on {one}"
    return None


def near_approval(world: World) -> str | None:
    """The physical therapy checker against the interpreter, on requests a few facts away from one that is approved."""
    policy = physical_therapy()
    choose, base = Choices.at_random(random.Random(3)), approved(policy)
    interpreted, generated = world.interpreted(canonical(policy)), world.generated(canonical(policy))
    for one in (base, *(variation(choose, policy, base) for _ in range(400))):
        if interpreted(one) != generated(one):
            return f"they differ on {one}"
    return None


def rejections(world: World) -> str | None:
    """What `outcome` raises, of both, where a fault is in the value of a sensitive fact: nothing of that value."""
    (document, data), *_ = (known for known in _documents() if known[0].name.startswith("sensitive["))
    stated = {fact.name: "123-45-6789" for fact in document.policy.facts if fact.sensitive}
    for outcome, refusal in world.outcomes(data):
        try:
            outcome({"as_of": "2026-03-15", "facts": stated})
        except refusal as rejected:
            if len(rejected.faults) != len(stated) or "123-45-6789" in str(rejected):
                return f"{rejected}"
        else:
            return "a request with faults was not rejected"
    return None


@cache
def information(file: str) -> Check:
    """Information only ever settles things, on the policies of one file."""

    def check(world: World) -> str | None:
        for policy, chains in _filled_in(file):
            decide = world.interpreted(canonical(policy))
            for chain in chains:
                results = [[clause["result"] for clause in decide(one)["clauses"]] for one in chain]
                for before, after in pairwise(results):
                    if any(then not in ("unknown", now) for then, now in zip(before, after, strict=True)):
                        return f"{before} became {after} on {chain}"
        return None

    return check


@cache
def _filled_in(file: str) -> tuple[tuple[Policy, tuple[tuple[Request, ...], ...]], ...]:
    """The policies of one file, each with many requests that say more and more."""
    choose = Choices.at_random(random.Random(5))
    asked = [document.policy for document, _ in _documents() if document.name.startswith(f"{file}[")]
    return tuple((policy, tuple(_chain(choose, policy) for _ in range(200))) for policy in asked)


@cache
def encoding(file: str) -> Check:
    """What the solver says can be of the clauses of one file, against its examples and against its own replays."""

    def check(world: World) -> str | None:
        session_of = world.module("analyse.session").Session
        for document, data in _documents():
            if not document.name.startswith(f"{file}["):
                continue
            session, decide = session_of(world.policy(data)), world.interpreted(data)
            seen = [decide(case.request)["clauses"] for case in document.cases if case.request]
            for clause in document.policy.clauses:
                for truth, word in ((True, "met"), (False, "not met"), (None, "unknown")):
                    answer = type(session.can_be(clause.id, truth)).__name__
                    shown = any(one["id"] == clause.id and one["result"] == word for clauses in seen for one in clauses)
                    if answer == "NotDecided" or (answer == "Impossible" and shown):
                        return f"{document.name}: {clause.id} can be {word}: {answer}"
        return None

    return check


@cache
def told(file: str) -> Check:
    """The examples of one file, as the solver is told them."""

    def check(world: World) -> str | None:
        for document, data in _documents():
            if document.name.startswith(f"{file}["):
                for difference in told_otherwise(world.module, world.policy(data), document):
                    return f"{document.name}, {difference}"
        return None

    return check


def sentences(world: World) -> str | None:
    """The sentences of the document, of clauses and of what is granted, read back."""
    document = world.module("generate.document.making").document
    for policy, _ in examples():
        types = types_by_label(policy)
        tree = document(world.policy(canonical(policy)))
        for id, line, expected in _pairs(policy, tree):
            if (line is None) is not (expected is None):
                return f"{id}: an exception is missing"
            if line is None:
                continue
            try:
                if read_line(line, types) != expected:
                    return f"{id}: {line.text}"
            except (Unreadable, KeyError) as error:
                return f"{id}: {error!r}"
    return None


def _pairs(policy: Policy, tree: Any) -> Iterator[tuple[str, Any, Form | None]]:
    """Each sentence of a document, with the form that it should have."""
    printed = {part.id: part for section in tree.sections for part in section.clauses}
    for clause in policy.clauses:
        part = printed[clause.id]
        for line, expression in ((part.sentence, clause.body), (part.exception, clause.unless)):
            yield clause.id, line, None if expression is None else form_of(expression)
        yield clause.id, part.condition, None if clause.when is None else form_of(clause.when)
    for assumption, assumed in zip(policy.assumptions, tree.assumptions, strict=True):
        yield assumed.id, assumed.sentence, form_of(assumption.test)
    for one, part in zip(policy.properties, tree.properties, strict=True):
        yield part.id, part.sentence, form_of(one.test) if isinstance(one, Never) else None
    if policy.authorization is not None:
        for grant, term in zip(policy.authorization.grants, tree.authorization.grants, strict=True):
            yield term.id, term.condition, None if grant.when is None else term_form_of(grant.when)


def reading(world: World) -> str | None:
    """Policies written as text and read again."""
    parse, check = world.module("syntax.parse").parse, world.module("check.check")
    source = world.module("source.text").SourceText
    form = world.module("language.canonical").canonical
    for policy, _ in examples():
        vocabularies = {}
        for id, text in vocabulary_texts(policy).items():
            written = source(id, text)
            vocabularies[id] = check.check_vocabulary(parse(written).tree, written).vocabulary
        written = source("policy", text_of(policy))
        document = source("source", source_text(policy))
        result = check.check(parse(written).tree, written, vocabularies=vocabularies, source_document=document)
        if result.policy is None:
            return f"not read: {[one.message for one in result.diagnostics if one.is_error]}"
        listed = tuple(replace(one, source="") for one in policy.value_sets)  # printed policies list their codes
        if form(result.policy) != canonical(replace(policy, value_sets=listed)):
            return f"read as something else: {text_of(policy)}"
    return None
