"""Value sets: their files, vocabularies and variations, and what of them a build looks at."""

from __future__ import annotations

from pathlib import Path

import pytest

from assent.analyse.encode.codes import kinds_of
from assent.analyse.questions.same import Differs
from assent.analyse.questions.sentences import prove_document
from assent.generate import TARGETS
from assent.loading import compile_file, compile_texts
from assent.pipeline import Compilation

POLICY = """policy knee "Knee surgery"
  version    1.0.0
  effective  2026-01-01
{uses}
facts
  diagnosis  ICD10  "Diagnosis"
{sets}
require arthritic "Arthritis"
  diagnosis is in arthritis
"""
FROM = 'value set arthritis ICD10 "Arthritis" from "codes/arthritis.txt"\n'


def compiled(sets: str = FROM, *, codes: str | None = None, uses: str = "", vocabulary: str = "") -> Compilation:
    text = POLICY.format(sets=sets, uses=uses)
    files = {} if codes is None else {"codes/arthritis.txt": codes}
    words = [vocabulary] if vocabulary else []
    return compile_texts(text, path="p.assent", vocabularies=words, document=None, codes=files)


def messages(compilation: Compilation) -> list[str]:
    return [f"{one.code}: {one.message}" for one in compilation.diagnostics]


def test_a_file_holds_a_code_a_line_and_remarks() -> None:
    found = compiled(codes="M17.0\r\n# a remark\n\nM17.1*,any knee\nM12.561   to M12.569\tafter an injury\n")
    assert found.policy is not None, messages(found)
    (one,) = found.policy.value_sets
    assert one.codes == ("M12.561 to M12.569", "M17.0", "M17.1*")
    assert one.source == "codes/arthritis.txt"


def test_codes_in_any_order_and_twice_are_one_set() -> None:
    first, second = compiled(codes="M17.0\nM17.1\n"), compiled(codes="M17.1\nM17.0\nM17.0\n")
    assert first.policy is not None and first.policy == second.policy


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (None, "cannot be read: it was not handed in"),
        ("M17.0\ncode;title\n", "a line that is no code of ICD10 (line 2: `code;title`)"),
        (
            "x\nM17.0\ny\nz\nw v\n",
            "4 lines that are no codes of ICD10 (line 1: `x`, line 3: `y`, line 4: `z`, and 1 more)",
        ),
        ("M17.9 to M17.0\n", "a line that is no code of ICD10 (line 1: `M17.9 to M17.0`)"),
        ("M17.* to M17.9\n", "a line that is no code of ICD10"),
        ("M17.0 to M17.10\n", "a line that is no code of ICD10"),
    ],
)
def test_a_file_that_cannot_serve(codes: str | None, said: str) -> None:
    (found,) = messages(compiled(codes=codes))
    assert found.startswith("unreadable-codes: ") and said in found


@pytest.mark.parametrize("codes", ["", "\n# nothing\n"])
def test_a_file_without_codes(codes: str) -> None:
    (found,) = messages(compiled(codes=codes))
    assert found.startswith("empty-value-set: ")


def test_a_set_is_told_once_where_its_codes_stand() -> None:
    (found,) = messages(compiled(FROM + "  M17.0\n", codes="M17.1\n"))
    assert found.startswith("unreadable-codes: the codes of `arthritis` are in `codes/arthritis.txt`, and here as well")


def test_a_vocabulary_shares_its_sets() -> None:
    vocabulary = 'vocabulary shared "Shared"\n  value set arthritis ICD10 "Arthritis"\n    M17.*\n'
    found = compiled("", uses="  uses shared\n", vocabulary=vocabulary)
    assert found.policy is not None, messages(found)
    assert [one.id for one in found.policy.value_sets] == ["arthritis"]


def test_what_no_test_asks_about_is_not_in_the_policy() -> None:
    vocabulary = (
        'vocabulary shared "Shared"\n  value set arthritis ICD10 "Arthritis"\n    M17.*\n'
        '  value set other ICD10 "Other"\n    M99.*\n'
    )
    found = compiled("", uses="  uses shared\n", vocabulary=vocabulary)
    assert found.policy is not None and [one.id for one in found.policy.value_sets] == ["arthritis"]


def test_a_mistake_in_a_vocabulary_is_told_there_and_once() -> None:
    vocabulary = 'vocabulary shared "Shared"\n  value set arthritis ICD10 "Arthritis"\n    M17x\n'
    found = compiled("", uses="  uses shared\n", vocabulary=vocabulary)
    assert [one.code for one in found.diagnostics] == ["code-shape"]


def test_a_variation_keeps_or_replaces_a_set() -> None:
    base = POLICY.format(uses="", sets='value set arthritis ICD10 "Arthritis"\n  M17.*\n')
    head = 'policy mine "Mine"\n  version 1.0.0\n  effective 2026-01-01\n  varies knee\n'
    add = 'exclude old "Old"\n  diagnosis is ICD10 Z99.*\n'
    new = 'replace value set arthritis ICD10 "Arthritis"\n  M17.1*\n'
    for text, codes in ((head + add, ("M17.*",)), (head + new, ("M17.1*",))):
        found = compile_texts(text, path="p", vocabularies=(), document=None, bases=[base])
        assert found.policy is not None, messages(found)
        assert found.policy.value_sets[0].codes == codes


def test_a_path_leads_nowhere_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("M17.*\n")
    policies = tmp_path / "project" / "policies"
    policies.mkdir(parents=True)
    for path in ("../../secret.txt", "/etc/passwd"):
        (policies / "other.assent").write_text(POLICY.format(uses="", sets=FROM.replace("codes/arthritis.txt", path)))
        found = [one.message for one in compile_file(policies / "other.assent").diagnostics]
        assert found == [f"the file of codes `{path}` lies outside this project"]


def test_thousands_of_codes_are_told_to_the_solver_in_a_moment() -> None:
    codes = " or ".join(f"M{number:02}.{digit}" for number in range(100) for digit in range(10))
    kinds = kinds_of("ICD10", [codes, "M17.*"])
    assert len(kinds.samples) == 4  # in both, in either, in neither
    assert all(kinds.samples)


def test_a_document_is_held_to_the_codes_that_it_lists() -> None:
    policy = compiled(codes="M17.*\nM12.5\n").policy
    assert policy is not None
    for name, html in (("policy.md", False), ("policy.html", True)):
        text = {key: text for target in TARGETS for key, text in target.emit(policy).items()}[name]
        assert all(one.is_proved for one in prove_document(policy, text.encode(), generated=text, html=html))
        codes = "M12.5, M17.\\*" if not html else "M12.5, M17.*"
        assert codes in text
        for other in ("M12.5", "M12.5, M17.1, M17.\\*" if not html else "M12.5, M17.1, M17.*"):
            changed = text.replace(codes, other).encode()
            found = prove_document(policy, changed, generated=text, html=html)
            wrong = [one for one in found if not one.is_proved]
            assert wrong[0].what == "codes arthritis" and isinstance(wrong[0].answer, Differs)


@pytest.mark.parametrize("line", ["M17.0, M17.1", "M17.0\tM17.1", "M17.0,hip,M17.1*", "M17.0, M17.2 to M17.4"])
def test_a_further_code_on_a_line_is_never_passed_over(line: str) -> None:
    found = compiled(codes=f"M12.5*\n{line}\n")
    assert found.policy is None
    shown = " ".join(line.split()) if "\t" not in line else line
    assert messages(found) == [
        f"unreadable-codes: `codes/arthritis.txt` has several codes on a line (line 2: `{shown}`)"
    ]


def test_a_line_whose_first_cell_is_empty_is_no_empty_line() -> None:
    found = compiled(codes="M17.0\n,knee\n")
    assert found.policy is None
    assert messages(found) == [
        "unreadable-codes: `codes/arthritis.txt` has a line that is no code of ICD10 (line 2: `,knee`)"
    ]


def test_two_codes_on_a_line_below_a_value_set_are_not_to_be_quoted() -> None:
    found = compiled('value set arthritis ICD10 "Arthritis"\n  M17.0 or M17.1\n')
    (one,) = [one for one in found.diagnostics if one.is_error]
    assert (one.code, one.message) == ("unquoted-text", "a line holds one code, and after it words about it in quotes")
