"""Every page of `docs/diagnostics/` does what it says, and every code has one page."""

from __future__ import annotations

import pytest

from assent.analyse.verify import verify_codes
from assent.check.codes import all_codes
from assent.source.diagnostic import Diagnostic
from diagnostics.compiling import compile_example, listing, verify_example
from diagnostics.pages import Example, Page, pages

PAGES = pages()
VERIFIED = {code.name for code in verify_codes()}
CODES = {code.name: code for code in (*all_codes(), *verify_codes())}


def test_every_code_has_one_page_and_every_page_a_code() -> None:
    assert [page.code for page in PAGES] == sorted(CODES)


def test_no_code_is_declared_twice() -> None:
    assert len(all_codes()) + len(verify_codes()) == len(CODES)


def test_a_code_is_written_in_small_letters_with_hyphens_and_has_a_summary() -> None:
    for code in CODES.values():
        assert code.name.replace("-", "").isalpha() and code.name.islower(), code.name
        assert code.summary and not code.summary.endswith("."), code.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_has_its_parts(page: Page) -> None:
    assert page.opening.startswith(f"# {page.code}\n\n"), "a page begins with its code"
    assert len(page.opening.splitlines()) > 2, "a page says what its code means"
    assert page.headings[-1] == "Why"
    assert len(page.right) == 1
    assert page.wrong or page.code in NOT_SHOWN


# Mistakes that no page can show in a few lines; their tests stand with the parser and the checker.
NOT_SHOWN = {"file-too-large", "nested-too-deep", "long-chain", "nul-byte", "too-many-tests", "wrong-encoding"}


def found_in(page: Page, example: Example) -> tuple[Diagnostic, ...]:
    """What is found in an example: by the checks, and by the solver on the pages of what it finds."""
    return verify_example(example) if page.code in VERIFIED else compile_example(example)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_wrong_examples_give_the_messages_that_stand_below_them(page: Page) -> None:
    for example in page.wrong:
        found = found_in(page, example)
        assert listing(found) == example.expected
        assert page.code in [diagnostic.code for diagnostic in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_right_example_gives_no_error_and_not_this_code(page: Page) -> None:
    for example in page.right:
        found = found_in(page, example)
        assert not [line for line in listing(found) if line.startswith("error")]
        assert page.code not in [diagnostic.code for diagnostic in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_diagnostic_has_the_severity_of_its_code_and_reads_as_the_house_writes(page: Page) -> None:
    for example in page.wrong:
        for diagnostic in found_in(page, example):
            assert diagnostic.severity == CODES[diagnostic.code].severity
            assert not diagnostic.message.endswith((".", "!")), diagnostic.message
            assert "\n" not in diagnostic.message
            assert diagnostic.help, f"{diagnostic.code} says no way on"
            assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(diagnostic.span.source.text)
