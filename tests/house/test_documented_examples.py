"""Every example in the prose of `docs/` compiles: whole files alone, clauses under their page's first policy."""

import re
from pathlib import Path

import pytest

from assent.check.check import check_vocabulary
from assent.loading import compile_texts
from assent.source.text import SourceText
from assent.syntax.parse import parse
from assent.syntax.tree import PolicyTree

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = re.compile(r"^```assent( clauses)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str, tuple[str, ...]]]:
    """(place, whole text of a file, whole files above it) of each example outside the pages of diagnostics."""
    found = []
    for page in sorted(DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        first_policy = ""
        above: list[str] = []
        for match in EXAMPLE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            first_policy = first_policy or match[2]
            header = first_policy.split("\nsection ")[0]
            text_of_it = f"{header}\n{match[2]}" if match[1] else match[2]
            found.append((f"{page.name}:{line}", text_of_it, tuple(above)))
            above += [] if match[1] else [match[2]]
    return found


EXAMPLES = [pytest.param(text, above, id=where) for where, text, above in examples()]


@pytest.mark.parametrize(("example", "above"), EXAMPLES)
def test_example_compiles(example: str, above: tuple[str, ...]) -> None:
    source = SourceText("example.assent", example)
    parsed = parse(source)
    assert parsed.tree is not None, parsed.diagnostics
    if isinstance(parsed.tree, PolicyTree):
        compilation = compile_texts(example, path="example.assent", vocabularies=(), document=None, bases=above)
        diagnostics = compilation.checked.diagnostics
    else:
        diagnostics = check_vocabulary(parsed.tree, source).diagnostics
    assert [(one.code, one.message) for one in (*parsed.diagnostics, *diagnostics) if one.is_error] == []


def test_there_are_examples() -> None:
    assert len(examples()) >= 10
