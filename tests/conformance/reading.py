"""Conformance data: each document of each file is one policy with its cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from assent.language.policy import Policy
from assent.loading import compile_texts

FOLDER = Path(__file__).parent
HEADER = 'policy conformance "Conformance"\n  procedure CPT 97110\n  version 1.0.0\n  effective 1950-01-01\n'


@dataclass(frozen=True)
class ConformanceCase:
    """A request and what is expected of its decision; what `expected` leaves out is not compared."""

    name: str
    request: dict[str, Any]
    expected: dict[str, Any]


@dataclass(frozen=True)
class Document:
    """One policy and its cases. `policy` is checked anew for each document, once; `text` is what it was made of."""

    name: str
    policy: Policy = field(repr=False)
    cases: tuple[ConformanceCase, ...] = field(repr=False)
    text: str = field(repr=False, default="")


class _Loader(yaml.SafeLoader):
    """YAML whose dates are texts and whose numbers are decimals, as in a request; `!float` and `!date` are Python's."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", "null|~|", ["n", "~", ""]),
    ("bool", "true|false", list("tf")),
    ("int", "-?[0-9]+", list("-0123456789")),
    ("float", r"-?[0-9]+\.[0-9]+", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)
_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(node.value))
_Loader.add_constructor("!float", lambda loader, node: float(node.value))
_Loader.add_constructor("!date", lambda loader, node: date.fromisoformat(node.value))


def documents() -> Iterator[Document]:
    """Every document of every file, in order."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, data in enumerate(yaml.load_all(path.read_text("utf-8"), _Loader)):
            yield read(f"{path.stem}[{number}]", data)


def read(name: str, data: dict[str, Any]) -> Document:
    """A document from its data."""
    unknown = data.keys() - {"about", "as_of", "base", "codes", "policy", "cases"}
    assert not unknown, f"{name}: {unknown}"
    text = data["policy"] if data["policy"].startswith("policy ") else HEADER + data["policy"]
    cases = tuple(_case(number, case, data.get("as_of")) for number, case in enumerate(data["cases"]))
    return Document(name, policy_of(name, text, data.get("base"), data.get("codes")), cases, text)


def policy_of(name: str, text: str, base: str | None = None, codes: Mapping[str, str] | None = None) -> Policy:
    """The policy of a text without mistakes, its facts in it or in the `base` that it varies; `codes` are its files."""
    bases = () if base is None else (base,)
    compilation = compile_texts(text, path=name, vocabularies=(), document=None, bases=bases, codes=codes or {})
    checked = compilation.checked
    found = [
        f"{one.span.line}: {one.code}: {one.message}" for one in (*compilation.parsed.diagnostics, *checked.diagnostics)
    ]
    assert checked.policy is not None, (name, found)
    return checked.policy


def _case(number: int, data: dict[str, Any], as_of: str | None) -> ConformanceCase:
    expected = dict(data)
    name = str(expected.pop("name", expected.get("facts")))
    given = expected.pop("as_of", as_of)
    facts = expected.pop("facts", None)
    request = expected.pop("request", None) or {"as_of": given, "facts": facts}
    unknown = expected.keys() - {
        "outcome",
        "clauses",
        "effects",
        "reasons",
        "pathways",
        "granted",
        "needs_clinician",
        "missing",
        "notes",
        "valid_until",
        "status",
        "rejected",
    }
    assert not unknown and expected, f"case {number}: {unknown}"
    if "rejected" not in expected:
        expected.setdefault("notes", [])
    return ConformanceCase(f"case {number}: {name}", request, expected)
