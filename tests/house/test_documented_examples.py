"""Every example in the prose of `docs/` compiles: whole files alone, clauses under their page's first policy."""

import re
from pathlib import Path

import pytest

from assent.check.check import check, check_vocabulary
from assent.source.text import SourceText
from assent.syntax.parse import parse
from assent.syntax.tree import PolicyTree

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = re.compile(r"^```assent( clauses)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """(where it stands, whole text of a file) of each example outside the pages of diagnostics."""
    found = []
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        first_policy = ""
        for match in EXAMPLE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            first_policy = first_policy or match[2]
            header = first_policy.split("\nsection ")[0]
            found.append((f"{page.name}:{line}", f"{header}\n{match[2]}" if match[1] else match[2]))
    return found


@pytest.mark.parametrize("example", [text for _, text in examples()], ids=[where for where, _ in examples()])
def test_example_compiles(example: str) -> None:
    source = SourceText("example.assent", example)
    parsed = parse(source)
    assert parsed.tree is not None, parsed.diagnostics
    if isinstance(parsed.tree, PolicyTree):
        diagnostics = check(parsed.tree, source, vocabularies={}, source_document=None).diagnostics
    else:
        diagnostics = check_vocabulary(parsed.tree, source).diagnostics
    assert [(one.code, one.message) for one in (*parsed.diagnostics, *diagnostics) if one.is_error] == []


def test_there_are_examples() -> None:
    assert len(examples()) >= 10
