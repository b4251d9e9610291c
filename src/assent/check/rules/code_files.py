"""Lines of a file of codes that are no codes: what their likely mistake is, and the line that was meant."""

from __future__ import annotations

import re

from assent.check.problems import Problems
from assent.check.rules.code_lines import is_written, mended
from assent.check.rules.value_sets import UNREADABLE_CODES
from assent.language.code_systems import CODE_SYSTEMS
from assent.source.diagnostic import Label
from assent.source.record import record
from assent.source.text import SourceText
from assent.syntax.tree import Text, ValueSetNode

# So many wrong lines of a file are shown.
_SHOWN = 3
_LONGEST = 40

_QUOTES = re.compile("[\"'“”„‘’`]")
_SEPARATOR = re.compile(r"\s*[;|:=]\s*")
_SYSTEM = re.compile(
    r"(?:ICD-?10(?:-?(?:CM|PCS))?|CPT|HCPCS|CDT|SNOMED(?:[- ]?CT)?|LOINC|RXNORM|NDC)(?![A-Z0-9.])", re.IGNORECASE
)

_IN_QUOTES = "a code stands without quotes"
_COMMA = "a comma stands between a code and the words about it"
_FIRST = "a code stands before the words about it"
_NAMED = "the code system is named in the policy, and not before each code"
_HEADING = re.compile(r"\b(?:codes?|description|diagnosis|title|name|text)\b", re.IGNORECASE)
_A_HEADING = "a heading is no code"


@record
class Wrong:
    """A line that is no code: its number, where it begins, and what stands there."""

    number: int
    start: int
    written: str


def wrong_in_file(
    problems: Problems,
    node: ValueSetNode,
    path: Text,
    file: SourceText,
    wrong: list[Wrong],
    *,
    first: int,
) -> None:
    """Lines of a file that are no codes of its system. `first` is the number of the first line with anything on it."""
    meant = [_meant(one, node.system.word, is_first=one.number == first) for one in wrong]
    causes = list(dict.fromkeys(cause for cause, _ in filter(None, meant)))
    shown = ", ".join(f"line {one.number}: `{_short(one.written)}`" for one in wrong[:_SHOWN])
    more = f", and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    what = "a line that is no code" if len(wrong) == 1 else f"{len(wrong)} lines that are no codes"
    why = f": {', and '.join(causes[:2])}" if causes else ""
    one = wrong[0]
    problems.add(
        UNREADABLE_CODES,
        path.at,
        f"`{path.value}` has {what} of {node.system.word} ({shown}{more}){why}",
        label=f"expected {CODE_SYSTEMS[node.system.word].looks_like}",
        others=(Label(file.span(one.start, one.start + len(one.written)), f"line {one.number} of the file"),),
        help=_help(wrong, meant),
    )


def _help(wrong: list[Wrong], meant: list[tuple[str, str] | None]) -> str:
    found = [(one, code) for one, way in zip(wrong, meant, strict=True) if way for code in way[1:]]
    headings = [one for one, code in found if not code]
    lines = [f"`{code}` in line {one.number}" for one, code in found if code][:_SHOWN]
    said = [f"leave line {one.number} out, or begin it with `#`" for one in headings]
    if lines:
        said.append(
            "write "
            + ", ".join(lines)
            + (", and so on" if all(meant) and len(found) > len(lines) + len(headings) else "")
        )
    return "; ".join(said) or (
        "write one code a line, or a range such as `M54.0 to M54.9`; what follows a comma, a tab or # is not read"
    )


def _short(written: str) -> str:
    return written[:_LONGEST]


def _meant(one: Wrong, system: str, *, is_first: bool) -> tuple[str, str] | None:
    """The likeliest mistake in a line, and the line without it; nothing but the mistake for a heading."""
    causes: list[str] = []
    line = one.written
    if _QUOTES.search(line):
        line = _QUOTES.sub("", line).strip()
        causes.append(_IN_QUOTES)
    for cause, code, words in _readings(line):
        found = mended(code, system)
        if found is not None and not is_written(words, system):
            more, whole = found
            causes += [*([cause] if cause else []), *more]
            about = " ".join(words.strip(" ,-–").split())
            return causes[0] if causes else _COMMA, f"{whole}, {about}" if about else whole
    if is_first and (_HEADING.search(line) or not any(character.isdigit() for character in line)):
        return _A_HEADING, ""
    return None


def _readings(line: str) -> list[tuple[str, str, str]]:
    """The ways in which a line may hold a code: the mistake, what would be the code, and the words about it."""
    cells = [cell.strip() for cell in re.split(r"[,\t]", line)]
    readings = [("", cells[0], ", ".join(cells[1:])), ("", line, "")]
    parts = _SEPARATOR.split(line, maxsplit=1)
    if len(parts) == 2:
        readings.append((_COMMA, parts[0], parts[1]))
    words = line.split(maxsplit=1)
    if len(words) == 2:
        readings.append((_COMMA, words[0], words[1].lstrip("-–— ")))
    if named := _SYSTEM.match(line):
        readings.append((_NAMED, line[named.end() :].strip(" ,:;\t"), ""))
        rest = line[named.end() :].strip(" ,:;\t").split(maxsplit=1)
        if len(rest) == 2:
            readings.append((_NAMED, rest[0].rstrip(",;:"), rest[1]))
    if len(cells) > 1:
        readings += [(_FIRST, cell, cells[0]) for cell in cells[1:]]
    return readings
