"""A random policy and a random variation of it: the same as the whole policy, written out by hand."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assent.generate import TARGETS
from assent.language.canonical import canonical
from assent.language.expressions import Named, named_in, titles_in
from assent.language.policy import Assumption, Authorization, Clause, Policy, Section
from assent.language.properties import Never
from assent.language.reading import from_canonical
from assent.language.values import Period
from assent.loading import compile_texts
from deciding import checker_text, interpreted, load
from properties.profile import examples
from strategies.choices import Choices
from strategies.policies import VERBS, policies
from strategies.printing import lines_of, quoted, text_of, vocabulary_texts
from strategies.reading import can_be_met
from strategies.requests import requests

HEADER = 'policy varied "Varied"\n  varies {}\n  version 7\n  effective {}\n'


def _changed(choose: Choices, base: Policy) -> tuple[str, Policy]:
    """The text of a variation, without its header, and the sections and the authorization that it comes to."""
    clauses = list(base.clauses)
    text: list[str] = []
    kept: dict[str, Clause | None] = {}
    asked = [one.test for one in (*base.assumptions, *base.properties) if isinstance(one, Assumption | Never)]
    named = {id for one in (*base.named.values(), *base.conditions, *asked) for id in named_in(one)}
    # What is named stays; where a condition of a grant is a pathway, so does every clause that may lead to it.
    in_grants = any(title for one in base.conditions for title in titles_in(one))
    for clause in clauses:
        if clause.id not in named and not in_grants and len(clauses) - len(kept) > 1 and choose.chance(3):
            kept[clause.id] = None
            text.append(f"without {clause.id} because {quoted('So.')}")
        elif choose.chance(3):
            verb = choose.one([verb for verb in VERBS if verb != clause.verb])
            new = replace(clause, verb=verb, cites=(), because="", notes=(), accepts=())
            kept[clause.id] = new
            text.append(f"replace {_clause_text(new, 0)}")
    stays = next(clause for clause in clauses if kept.get(clause.id, clause) is not None)
    added = Clause("added_one", "require", "Added", base.sections[0].title, Named(stays.id), because="Added.")
    text.append(f"section {quoted(base.sections[0].title)}\n{_clause_text(added, 1)}")
    sections: list[Section] = []
    last = max(at for at, one in enumerate(base.sections) if _same(one.title, base.sections[0].title))
    for at, section in enumerate(base.sections):
        inside = [kept.get(clause.id, clause) for clause in section.clauses]
        found = tuple(clause for clause in inside if clause is not None)
        if at == last:
            found = (*found, replace(added, section=section.title))
        if found:
            sections.append(Section(section.title, found))
    authorization = base.authorization
    if choose.chance(2):
        authorization = Authorization("Authorization", Period(9, "days"))
        text.append("authorization\n  valid for 9 days")
    return "\n".join(text) + "\n", replace(base, sections=tuple(sections), authorization=authorization)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _clause_text(clause: Clause, depth: int) -> str:
    indent = "  " * depth
    lines = [f"{clause.verb} {clause.id} {quoted(clause.title)}", *(f"  {line}" for line in lines_of(clause.body))]
    for word, part in (("when", clause.when), ("unless", clause.unless)):
        if part is not None:
            head, *rest = lines_of(part)
            lines += [f"  {word} {head}", *(f"  {line}" for line in rest)]
    lines += [f"  because {quoted(clause.because)}"] if clause.because else []
    return "\n".join(indent + line for line in lines).removeprefix("" if depth else indent)


@examples(60)
@given(st.data())
def test_a_variation_is_the_policy_that_it_comes_to(data: st.DataObject) -> None:
    base = data.draw(policies(depth=2).filter(can_be_met))
    choose = Choices.of(data.draw)
    text, expected = _changed(choose, base)
    effective = canonical(base)["effective"]
    compilation = compile_texts(
        HEADER.format(base.id, effective) + text,
        path="varied",
        vocabularies=vocabulary_texts(base).values(),
        document=None,
        bases=(text_of(base),),
    )
    policy = compilation.policy
    if policy is None:  # a clause that another verb makes one that can never be met, or that denies everything
        wrong = {one.code: one.message for one in compilation.diagnostics if one.is_error}
        assert wrong.keys() <= {"never-met", "broken-base"}, wrong
        return
    found, wanted = canonical(policy), canonical(expected)
    for key in ("facts", "definitions", "sections", "authorization", "overview", "notice", "procedures", "untested"):
        assert found[key] == wanted[key], key
    assert from_canonical(found) == policy
    for target in TARGETS:
        assert target.emit(policy)
    decide, module = interpreted(policy), load(checker_text(policy))
    same = interpreted(replace(expected, id=policy.id, version=policy.version, until=None))
    for _ in range(3):
        request = {**data.draw(requests(policy)), "policy": "varied"}
        decision = decide(request)
        assert module.decide(request).to_json() == decision
        for key in ("outcome", "clauses", "missing", "valid_until", "rejected"):
            assert same(request)[key] == decision[key]
