"""Several value sets, or value sets and codes, after one `is in`."""

from __future__ import annotations

import re

from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.keywords import KEYWORDS
from assent.syntax.mistakes.everyday import EVERYDAY_WORDS
from assent.syntax.stumble import Stumble, shortened

_SYSTEMS = ("ICD10", "CPT", "HCPCS", "CDT", "ICD10PCS", "SNOMED", "LOINC", "RXNORM", "NDC", "LOCAL")
_SYSTEM = rf"(?:{'|'.join(_SYSTEMS)})"
_CODE = r"(?:[A-Z]\d[\dA-Z](?:\.[\dA-Z]{0,4})?\*?|[A-Z]?\d{4,5}\*?)(?![\w.])"
_MEMBER = rf"(?:{_SYSTEM}\s+)?(?:{_CODE}(?:\s+to\s+{_CODE})?|[A-Za-z_]\w*)"
_JOINT = r"(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+)"
_TEST = re.compile(
    rf"(?P<name>(?:latest\s+[A-Za-z_]\w*\.)?[A-Za-z_]\w*)\s+(?:is\s+)?(?P<no>not\s+)?in\s+"
    rf"(?P<members>{_MEMBER}(?:{_JOINT}{_MEMBER})+)(?=\s+(?:and|or|where|within)\s|\s*$)"
)
_SPLIT = re.compile(f"({_JOINT})")
_JOINED = re.compile(r"\s(?:and|or)\s")
_ONE = re.compile(rf"(?:(?P<system>{_SYSTEM})\s+)?(?P<code>{_CODE}(?:\s+to\s+{_CODE})?)$")


def _several(stumble: Stumble) -> Diagnostic | None:
    """`diagnosis is in lung, J84.1`."""
    at = stumble.start - stumble.line_start
    found = next((match for match in _TEST.finditer(stumble.written) if match.start() <= at <= match.end()), None)
    if found is None:
        return None
    text = stumble.source.text
    members = _members(found["members"], text)
    name = found["name"].split(".")[-1]
    declared = re.search(rf"^\s+{re.escape(name)}\s+({_SYSTEM})\b", text, re.MULTILINE)
    codes = [_ONE.match(member) for member in members]
    sets = [member for member, code in zip(members, codes, strict=True) if code is None]
    if not sets or len(members) < 2 or any(word in KEYWORDS for word in (name, *sets)):
        return None
    if not (declared or any(codes) or any(_is_value_set(text, word) for word in sets)):
        return None
    no = "not " if found["no"] else ""
    system = declared[1] if declared else "ICD10"
    tests = [
        f"{found['name']} is {no}{code['system'] or system} {code['code']}"
        if code
        else f"{found['name']} is {no}in {word}"
        for word, code in zip(members, codes, strict=True)
    ]
    end = found.start("members") + found["members"].rindex(members[-1]) + len(members[-1])
    span = Span(stumble.source, stumble.line_start + found.start(), stumble.line_start + end)
    joint, head = ("and", "all of") if no else ("or", "any of")
    if _JOINED.search(stumble.written[: found.start()] + stumble.written[end:]):
        lines = "\n".join([head, *(f"  {test}" for test in tests)])
        help = f"put all of these codes into one value set, or write in its place, in a block,\n{lines}"
    else:
        line = stumble.fixed(span, f" {joint} ".join(tests))
        help = f"write `{line}`, or put all of these codes into one value set"
    return EVERYDAY_WORDS.at(
        span,
        f"`{shortened(span.text)}` is not how this is written here: after `is in` stands one value set",
        help=help,
    )


def _members(written: str, text: str) -> list[str]:
    """What is listed: behind `and` or `or`, where another test may begin, only codes and known value sets."""
    parts = _SPLIT.split(written)
    members = [parts[0]]
    for joint, member in zip(parts[1::2], parts[2::2], strict=True):
        if "," not in joint and not _ONE.match(member) and not _is_value_set(text, member):
            break
        members.append(member)
    return members


def _is_value_set(text: str, word: str) -> bool:
    return re.search(rf"^\s*value\s+set\s+{re.escape(word)}\b", text, re.MULTILINE) is not None


RULES = (_several,)
