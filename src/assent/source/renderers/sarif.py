"""SARIF 2.1.0, the format in which code hosts and security dashboards take findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from assent.source.diagnostic import Diagnostic
from assent.source.text import Span


def sarif(diagnostics: Iterable[Diagnostic], *, version: str, summaries: Mapping[str, str]) -> str:
    """The listing as one run of Assent `version`; `summaries` has a line about each code."""
    listed = list(diagnostics)
    codes = sorted({diagnostic.code for diagnostic in listed})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Assent",
                        "version": version,
                        "rules": [
                            {"id": code, "shortDescription": {"text": summaries.get(code, code)}} for code in codes
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in listed],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, object]:
    text = "\n".join(
        filter(
            None,
            (
                diagnostic.message,
                diagnostic.label,
                diagnostic.help and f"help: {diagnostic.help}",
                *(f"up to: {one}" for one in diagnostic.up_to),
            ),
        )
    )
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity,
        "message": {"text": text},
        "locations": [_location(diagnostic.span)],
    }
    if diagnostic.accepted:
        result["suppressions"] = [{"kind": "inSource", "justification": diagnostic.accepted}]
    if diagnostic.others:
        result["relatedLocations"] = [
            {"id": at, **_location(label.span), "message": {"text": label.message}}
            for at, label in enumerate(diagnostic.others)
        ]
    return result


def _location(span: Span) -> dict[str, object]:
    end_line, end_column = span.source.line_column(span.end)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(span.source.path)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": end_line,
                "endColumn": end_column,
            },
        }
    }
