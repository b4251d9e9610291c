"""Policies that vary another: what they inherit, what they change, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assent.language.canonical import canonical
from assent.language.policy import Policy
from assent.language.variation import Change
from assent.loading import compile_texts
from assent.pipeline import Compilation
from assent.source.diagnostic import Diagnostic

BASE = """policy base "Base"
  procedure CPT 97110 "Exercise"
  version 1.0.0
  effective 2026-01-01 to 2026-12-31
  source "sources/base.txt"
  owner "The owner"
  approved by "The committee" on 2025-11-20
facts
  flag    yes/no  "Flag"
  score   0..10   "Score"
overview
  "What it is"
define severe "Severe"
  score >= 7
section "First"
  require initial "One"
    flag
    cites "Quoted."
    unless severe
  require two "Two"
    score >= 4
section "Second"
  exclude three "Three"
    score >= 10
untested "A statement." because "So."
authorization
  valid for 90 days
notice
  "N"
"""
HEADER = """policy changed "Changed"
  varies base
  version 2
  effective 2026-02-01 to 2026-11-30
"""


def compiled(text: str, *bases: str) -> Compilation:
    return compile_texts(text, path="changed.assent", vocabularies=(), document=None, bases=bases or (BASE,))


def policy_of(text: str, *bases: str) -> Policy:
    compilation = compiled(text, *bases)
    assert compilation.policy is not None, [one.message for one in compilation.diagnostics]
    return compilation.policy


def base_policy() -> Policy:
    """The base itself, whose source is nowhere."""
    policy = compiled(HEADER).library.policies["base"][0].policy
    assert policy is not None
    return policy


def found(text: str, *bases: str) -> list[tuple[str, str, str]]:
    """The code, the file and the words of everything that is wrong."""
    return [(one.code, one.span.source.path, one.span.text) for one in compiled(text, *bases).diagnostics]


def titles(policy: Policy) -> dict[str, list[str]]:
    return {section.title: [clause.id for clause in section.clauses] for section in policy.sections}


def changes(policy: Policy) -> list[tuple[str, str]]:
    assert policy.variation is not None
    return [(change.kind, change.id) for change in policy.variation.changes]


LATER = ("2026-01-01 to 2026-12-31", "2027-01-01")


def test_everything_is_inherited_but_versions_dates_and_who_stands_behind_them() -> None:
    base, policy = base_policy(), policy_of(HEADER + 'without two because "No."\n')
    same = {key for key, value in canonical(base).items() if canonical(policy).get(key) == value}
    assert same == set(canonical(base)) - {
        "id",
        "title",
        "version",
        "effective",
        "until",
        "source",
        "sections",
        "governance",
    }
    assert titles(policy) == {"First": ["initial"], "Second": ["three"]}
    assert policy.governance == replace(base.governance, owner="", approvals=())
    assert policy.variation is not None
    assert policy.variation.source == "sources/base.txt"


def test_a_replacement_stands_in_the_place_of_what_it_replaces() -> None:
    policy = policy_of(
        HEADER + 'replace review initial "Another"\n  severe\nreplace define severe "Severe"\n  score >= 8\n'
    )
    assert titles(policy) == {"First": ["initial", "two"], "Second": ["three"]}
    clause = policy.clauses[0]
    assert (clause.verb, clause.title, clause.section, clause.unless) == ("review", "Another", "First", None)
    assert policy.variation is not None
    assert [(change.kind, change.id) for change in policy.variation.changes] == [
        ("replaced", "severe"),
        ("replaced", "initial"),
    ]
    assert policy.variation.changes[1] == Change("replaced", "initial", base_policy().clauses[0])


def test_additions_stand_in_their_section_or_at_the_end() -> None:
    text = """section "first"
  require four "Four"
    flag
section "Third"
  require five "Five"
    flag
require six "Six"
  flag
"""
    assert titles(policy_of(HEADER + text)) == {
        "First": ["initial", "two", "four"],
        "Second": ["three"],
        "Third": ["five"],
        "Criteria": ["six"],
    }


def test_a_section_of_which_everything_is_left_out_is_gone() -> None:
    assert titles(policy_of(HEADER + 'without three because "No."\n')) == {"First": ["initial", "two"]}


def test_blocks_that_stand_once_take_the_place_of_those_of_the_base() -> None:
    text = """  procedure CPT 97112
overview
  "Otherwise"
authorization
  valid for 30 days
notice
  "M"
"""
    policy = policy_of(HEADER + text)
    assert [procedure.code for procedure in policy.procedures] == ["97112"]
    assert policy.overview and policy.overview.text == "Otherwise"
    assert policy.authorization and str(policy.authorization.valid) == "30 days"
    assert policy.notice and policy.notice.text == "M"
    assert policy.variation and policy.variation.also == ("procedures", "overview", "authorization", "notice")


def test_facts_and_untested_statements_are_added() -> None:
    text = 'facts\n  more  yes/no  "More"\nrequire four "Four"\n  more\nuntested "B." because "So."\n'
    policy = policy_of(HEADER + text)
    assert [fact.name for fact in policy.facts] == ["flag", "score", "more"]
    assert [untested.quote for untested in policy.untested] == ["A statement.", "B."]


def test_a_variation_of_a_variation() -> None:
    between = HEADER.replace("changed", "between") + 'without two because "No."\n'
    text = (
        HEADER.replace("varies base", "varies between") + 'require seven "Seven"\n  flag\nwithout three because "No."\n'
    )
    policy = policy_of(text, BASE, between)
    assert [clause.id for clause in policy.clauses] == ["initial", "seven"]
    assert policy.variation is not None
    assert policy.variation.base == "between"
    assert [(change.kind, change.id) for change in policy.variation.changes] == [
        ("added", "seven"),
        ("left out", "three"),
    ]
    assert policy.variation.source == "sources/base.txt"
    assert found(text + 'without two because "No."\n', BASE, between) == [("not-in-base", "changed.assent", "two")]


def test_the_base_is_the_one_that_is_named_the_only_one_or_the_one_in_force() -> None:
    newer = (
        BASE.replace("1.0.0", "1.1.0")
        .replace("2026-01-01 to 2026-12-31", "2027-01-01")
        .replace("score >= 4", "score >= 5")
    )
    change = 'without three because "No."\n'

    def base(text: str, *bases: str) -> str:
        policy = policy_of(text + change, *bases)
        assert policy.variation is not None
        return policy.variation.version

    assert base(HEADER) == "1.0.0"
    assert base(HEADER, BASE, newer) == base(HEADER, newer, BASE) == "1.0.0"
    later = HEADER.replace("2026-02-01 to 2026-11-30", "2027-01-01")
    assert base(later, BASE, newer) == "1.1.0"
    named = later.replace("varies base", "varies base 1.0.0")
    assert base(named, BASE, newer) == "1.0.0"
    before = HEADER.replace("2026-02-01", "2025-02-01")
    assert found(before + change, BASE, newer) == [("unknown-base", "changed.assent", "varies base")]


def test_a_newer_version_may_vary_an_older_one() -> None:
    text = BASE.split("facts", maxsplit=1)[0].replace("1.0.0", "1.1.0").replace(*LATER)
    text = text.replace('  source "sources/base.txt"\n', "")
    text = text.replace("  procedure", "  varies base 1.0.0\n  procedure") + 'without two because "No."\n'
    assert [clause.id for clause in policy_of(text, BASE, text).clauses] == ["initial", "three"]
    assert compiled(text, BASE, text).diagnostics == (), "its base has ended the day before, as it should"


ITSELF = HEADER.replace("varies base", "varies changed")
IN_FIRST = HEADER + 'section "First"\n  require two "Two"\n    score >= 5\n'
CIRCLE = HEADER.replace("changed", "other").replace("varies base", "varies changed") + 'without two because "No."\n'


@pytest.mark.parametrize(
    ("text", "bases", "code", "says"),
    [
        (HEADER.replace("varies base", "varies bass"), (BASE,), "unknown-base", "did you mean `base`?"),
        (HEADER.replace("varies base", "varies base 3"), (BASE,), "unknown-base", "there is 1.0.0"),
        (ITSELF, (ITSELF,), "circular-variation", ""),
        (HEADER.replace("base", "other"), (CIRCLE, HEADER.replace("base", "other")), "circular-variation", ""),
        (HEADER, (BASE.replace("    flag\n", "    flog\n"),), "broken-base", "mend the errors there first"),
        (HEADER, (BASE + '"""', ), "broken-base", "mend the errors there first"),
        (HEADER.replace("varies base", "varies other"), (CIRCLE.replace("changed", "nobody"),), "broken-base", ""),
        (HEADER, (BASE,), "changes-nothing", "replace, add or leave out"),
        (HEADER + '  varies base\nwithout two because "No."\n', (BASE,), "repeated-line", "leave one out"),
        (HEADER + 'overview\n  "What it is"\n', (BASE,), "changes-nothing", ""),
        (HEADER + 'replace require two "Two"\n  score >= 4\n', (BASE,), "changes-nothing", "leave the replacement out"),
        (HEADER + 'require two "Two"\n  score >= 5\n', (BASE,), "not-replaced", "`replace require two …`"),
        (IN_FIRST, (BASE,), "not-replaced", "`replace require two …`"),
        (HEADER + 'define severe "Severe"\n  score >= 5\n', (BASE,), "not-replaced", "`replace define severe …`"),
        (HEADER + 'without severe because "No."\n', (BASE,), "still-named", "replace `initial`"),
        (HEADER + 'replace define two "Two"\n  score >= 5\n', (BASE,), "not-in-base", "`replace require two …`"),
        (HEADER + 'replace require severe "Two"\n  score >= 5\n', (BASE,), "not-in-base", "`replace define severe …`"),
        (HEADER + 'without flag because "No."\n', (BASE,), "not-in-base", ""),
        (HEADER + 'without two because "No."\nwithout two because "No."\n', (BASE,), "varied-twice", ""),
        (HEADER + 'without two because " "\n', (BASE,), "empty-text", ""),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, bases: tuple[str, ...], code: str, says: str) -> None:
    diagnostics = [one for one in compiled(text, *bases).diagnostics if one.is_error]
    assert [one.code for one in diagnostics] == [code], [one.message for one in diagnostics]
    assert diagnostics[0].span.source.path == "changed.assent"
    assert says in diagnostics[0].help


def test_what_the_base_is_warned_of_is_not_said_again() -> None:
    base = BASE.replace('define severe "Severe"', 'define idle "Idle"\n  flag\ndefine severe "Severe"')
    assert found(HEADER + 'without two because "No."\n', base) == []


def test_an_error_that_only_the_change_makes_in_the_base_is_shown_there() -> None:
    """`initial` names `severe`, which now names `initial`."""
    diagnostics = compiled(HEADER + 'replace define severe "Severe"\n  initial\n').diagnostics
    assert [one.code for one in diagnostics] == ["circular-definition"]
    places: list[Diagnostic] = list(diagnostics)
    spans = [places[0].span, *(label.span for label in places[0].others)]
    assert {(span.source.path, span.text) for span in spans} == {("changed.assent", "initial"), ("base 1", "severe")}


def test_a_mistake_in_an_added_clause_is_shown_in_its_own_text() -> None:
    assert found(HEADER + 'require four "Four"\n  flog\n') == [("unknown-name", "changed.assent", "flog")]


def test_quotes_are_held_against_the_variations_own_source() -> None:
    text = HEADER + '  source "own.txt"\nrequire four "Four"\n  flag\n  cites "{}"\n'
    for quote, codes in (
        ("Flags are needed.", []),
        ("Flogs are needed at all times.", ["quote-not-found"]),
    ):
        compilation = compile_texts(
            text.format(quote), path="changed.assent", vocabularies=(), document="Flags are needed.\n", bases=(BASE,)
        )
        assert sorted(one.code for one in compilation.diagnostics) == codes
    assert found(HEADER + 'require four "Four"\n  flag\n  cites "Flags."\n') == [
        ("cites-without-source", "changed.assent", 'cites "Flags."')
    ]


@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n# a comment\n", "\r\n"])
def test_however_the_base_begins(start: str) -> None:
    base = start + (BASE if "\r" not in start else BASE.replace("\n", "\r\n"))
    diagnostics = compiled(HEADER + 'replace define severe "Severe"\n  initial\n', base).diagnostics
    assert {label.span.text for one in diagnostics for label in one.others} <= {"severe", "initial"}
    assert [one.code for one in diagnostics] == ["circular-definition"]


WITH_VALUES = (
    BASE.replace(
        "overview\n",
        'parameter least "Least"\n  4 from 2026-01-01\ntable most "Most"\n  8 when flag\n  9 when not flag\noverview\n',
    )
    .replace("score >= 4", "score >= least_score")
    .replace("score >= 10", "score > most_score")
    .replace("least ", "least_score ")
    .replace("table most ", "table most_score ")
)
OTHER = 'parameter least_score "Least"\n  5 from 2026-01-01\n'
SAME = 'table most_score "Most"\n  8 when flag\n  9 when not flag\n'


def test_values_with_names_are_replaced_for_the_clauses_that_are_inherited() -> None:
    policy = policy_of(HEADER + "replace " + OTHER, WITH_VALUES)
    assert policy.variation is not None
    assert [(change.kind, change.id) for change in policy.variation.changes] == [("replaced", "two")]
    assert policy.variation.also == ("parameters",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (OTHER, "not-replaced"),
        ("replace " + OTHER.replace("5", "4"), "changes-nothing"),
        ("replace " + SAME, "changes-nothing"),
        ("replace " + SAME.replace("most", "least"), "not-in-base"),
        ("replace " + OTHER.replace("least", "lest"), "not-in-base"),
        ('without least_score because "No."\n', "not-in-base"),
    ],
)
def test_what_cannot_become_of_a_value_with_a_name(text: str, code: str) -> None:
    change = 'replace exclude three "Three"\n  score > most_score and flag\n'
    assert [one for one, _, _ in found(HEADER + text + change, WITH_VALUES)] == [code]
