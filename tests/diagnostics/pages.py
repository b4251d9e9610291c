"""The pages of `docs/diagnostics/`, read as tests. Their format stands in `docs/adding-things.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "diagnostics"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_COMPANION = re.compile(r"# (?:file: (\S+)|built before)\n")
# By what the text of a version that was built before stands among the companions of an example.
BUILT = "built before"
_EXPECTED = re.compile(r"(error|warning)\[")


@dataclass
class Example:
    """One file to check, those beside it, and the messages that the page promises (None for a right one)."""

    text: str
    companions: dict[str, str] = field(default_factory=dict)
    expected: list[str] | None = None


@dataclass(frozen=True)
class Page:
    """A page: the code it is about, its opening words, its wrong examples and its right ones."""

    code: str
    opening: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]
    headings: tuple[str, ...]


def pages() -> list[Page]:
    """Every page, in the order of their codes."""
    return [read_page(path) for path in sorted(FOLDER.glob("*.md")) if path.stem != "README"]


def read_page(path: Path) -> Page:
    """One page. A companion file stands before its example, or between it and its messages."""
    text = path.read_text("utf-8")
    opening, *parts = _HEADING.split(text)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    return Page(
        path.stem,
        opening,
        tuple(_examples(sections.get("Wrong", ""))),
        tuple(_examples(sections.get("Right", ""))),
        tuple(parts[::2]),
    )


def _examples(section: str) -> list[Example]:
    examples: list[Example] = []
    companions: dict[str, str] = {}
    for language, text in _FENCE.findall(section):
        companion = _COMPANION.match(text)
        if companion:
            rest = text[companion.end() :]
            target = examples[-1].companions if examples and examples[-1].expected is None else companions
            target[companion[1] or BUILT] = rest
        elif language == "assent":
            examples.append(Example(text, dict(companions)))
            companions.clear()
        elif language == "text" and _EXPECTED.match(text) and examples:
            examples[-1].expected = text.splitlines()
    return examples
