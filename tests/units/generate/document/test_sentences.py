"""Sentences are made from the expression alone: negation inward, connectives as lists, one word a connective."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.generate.document.making import document
from assent.generate.document.sentences import inward
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Count, Expression, Named, Not, parts_of
from assent.language.expressions import Test as Leaf
from checking import policy_of

ATOMS = ("a", "b", "c")
TRUTHS = (True, False, None)


def truth(expression: Expression, values: dict[str, bool | None]) -> bool | None:
    """Kleene's strong logic, written down again and differently: as intervals of 0 and 1."""
    low, high = bounds(expression, values)
    return None if low != high else bool(low)


def bounds(expression: Expression, values: dict[str, bool | None]) -> tuple[int, int]:
    match expression:
        case Named(id):
            return {True: (1, 1), False: (0, 0), None: (0, 1)}[values[id]]
        case Not(part):
            low, high = bounds(part, values)
            return 1 - high, 1 - low
        case AtLeastOf(number, parts):
            wanted = number
        case AllOf(parts):
            wanted = len(parts)
        case AnyOf(parts):
            wanted = 1
        case _:
            raise AssertionError(expression)
    inner = [bounds(part, values) for part in parts]
    return int(sum(low for low, _ in inner) >= wanted), int(sum(high for _, high in inner) >= wanted)


def groups(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        inner.map(Not),
        parts.map(AllOf),
        parts.map(AnyOf),
        parts.flatmap(lambda some: st.integers(1, len(some)).map(lambda number: AtLeastOf(number, some))),
    )


EXPRESSIONS = st.recursive(st.sampled_from(ATOMS).map(Named), groups, max_leaves=8)


@given(EXPRESSIONS)
def test_pushing_negation_inward_changes_no_truth(expression: Expression) -> None:
    for values in product(TRUTHS, repeat=len(ATOMS)):
        known = dict(zip(ATOMS, values, strict=True))
        assert truth(inward(expression), known) is truth(expression, known)


@given(EXPRESSIONS)
def test_negation_ends_on_what_has_negated_words(expression: Expression) -> None:
    waiting = [inward(expression)]
    while waiting:
        node = waiting.pop()
        assert not isinstance(node, Not) or isinstance(node.part, Leaf | Count | Named)
        assert not isinstance(node, AllOf | AnyOf) or len(node.parts) > 1
        waiting.extend(parts_of(node))


FACTS = """
facts
  score      0..10                       "Pain score"
  pregnant   yes/no                      "Pregnant"
  necessary  judgement                   "Medically necessary"
  report     document                    "Report"
  care       duration                    "Care"
  onset      date                        "Onset"
  level      none < mild < very_severe   "Level"
  side       left | right | not_done     "Side"
  diagnosis  ICD10                       "Diagnosis"
  xray       dated evidence              "X-ray set"
  mri        dated list                  "MRI set"
  visit      list of                     "Visit"
    kind   office | home                 "Kind"
    score  0..10                         "Score"
    date   date                          "Date"
"""


def said(body: str, *, verb: str = "require", before: str = "") -> str:
    """The sentence of a clause whose block is `body`, one line under the other."""
    indented = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    policy = policy_of(
        f'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n{FACTS}{before}\nsection "S"\n'
        f'  {verb} first "First"\n    score >= 1\n  {verb} x "X"\n{indented}\n'
    )
    clause = document(policy).sections[0].clauses[1]
    lines = [f"{'  ' * depth}{line.text}" for depth, line in clause.sentence.walk()]
    if clause.exception:
        lines += [clause.exception_lead, *(f"{'  ' * depth}{line.text}" for depth, line in clause.exception.walk())]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("score >= 4", "Pain score: at least 4"),
        ("not score >= 4", "Pain score: less than 4"),
        ("pregnant", "Pregnant: yes"),
        ("not pregnant", "Pregnant: no"),
        ("report provided", "Report: provided"),
        ("not report provided", "Report: not provided"),
        ("report within the last 6 months", "Report: provided, dated within the last 6 months"),
        ("care > 12 weeks", "Care: more than 12 weeks"),
        ("onset < 2026-01-01", "Onset: before 2026-01-01"),
        ("level >= very_severe", "Level: at least very severe"),
        ("side is not_done", "Side: not done"),
        ("side is not left", "Side: anything but left"),
        ("diagnosis is ICD10 M54.*", "Diagnosis: M54.*"),
        ("at least 2 xray within the last 6 months", "X-ray set: at least 2 within the last 6 months"),
        ("latest xray within the last 6 months", "X-ray set: at least 1 within the last 6 months"),
        ("1 to 2 mri", "MRI set: 1 to 2"),
        ("not 1 to 2 mri", "MRI set: any number other than 1 to 2"),
        ("no mri within the last 1 year", "MRI set: none within the last 1 year"),
        ("latest visit.score >= 4", "Score of the latest “Visit”: at least 4"),
        ("not latest visit.score >= 4", "Score of the latest “Visit”: less than 4, or none on the list"),
        ("at least 1 visit where kind is home", "Visit: at least 1 with “Kind: home”"),
        ("side is one of left, right", "Any of the following:\n  Side: left\n  Side: right"),
        ("first", "Criterion “First” is met"),
        ("not first", "Criterion “First” is not met"),
        ("score >= 4 and pregnant", "All of the following:\n  Pain score: at least 4\n  Pregnant: yes"),
        ("not all of\n  score >= 4\n  pregnant", "Any of the following:\n  Pain score: less than 4\n  Pregnant: no"),
        (
            "not any of\n  score >= 4\n  first",
            "All of the following:\n  Pain score: less than 4\n  Criterion “First” is not met",
        ),
        (
            "not at least 2 of\n  score >= 4\n  pregnant\n  report provided",
            "At least 2 of the following:\n  Pain score: less than 4\n  Pregnant: no\n  Report: not provided",
        ),
        (
            "at least 1 visit where kind is one of office, home and score >= 5",
            (
                "Visit: at least 1 with all of the following:\n  Any of the following:\n    Kind: office\n"
                "    Kind: home\n  Score: at least 5"
            ),
        ),
        (
            "not at least 2 visit within the last 3 months where score >= 5 and kind is home",
            (
                "Visit: fewer than 2 within the last 3 months with all of the following:\n"
                "  Score: at least 5\n  Kind: home"
            ),
        ),
        (
            "score >= 4\nunless any of\n  pregnant\n  not necessary",
            (
                "Pain score: at least 4\nException — this criterion is waived when\n"
                "Any of the following:\n  Pregnant: yes\n  Medically necessary: no"
            ),
        ),
    ],
)
def test_a_clause_says(body: str, sentence: str) -> None:
    assert said(body) == sentence


@pytest.mark.parametrize(
    ("verb", "met", "failed", "exception"),
    [
        ("require", "Criterion “First” is met", "Criterion “First” is not met", "this criterion is waived when"),
        (
            "exclude",
            "Exclusion “First” applies",
            "Exclusion “First” does not apply",
            "this exclusion does not apply when",
        ),
        ("review", "Review “First” applies", "Review “First” does not apply", "no review is needed when"),
        (
            "submit",
            "Documentation “First” is complete",
            "Documentation “First” is not complete",
            "this criterion is waived when",
        ),
    ],
)
def test_a_verb_has_words_for_its_result_and_its_exception(verb: str, met: str, failed: str, exception: str) -> None:
    assert said("first", verb=verb) == met
    assert said("not first", verb=verb) == failed
    assert (
        said("score >= 4\nunless pregnant", verb=verb)
        == f"Pain score: at least 4\nException — {exception}\nPregnant: yes"
    )


def test_a_definition_applies_or_does_not() -> None:
    before = '\ndefine risk "Risk"\n  pregnant\n'
    assert said("risk", before=before) == "“Risk” applies"
    assert said("not risk", before=before) == "“Risk” does not apply"


def test_no_line_joins_with_both_words() -> None:
    body = (
        "at least 1 visit where kind is one of office, home and score >= 5\n"
        "unless not all of\n  pregnant\n  any of\n    first\n    necessary"
    )
    for line in said(body).splitlines():
        assert not (re.search(r"\band\b", line) and re.search(r"\bor\b", line))
