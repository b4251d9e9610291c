"""The types of facts as people say them."""

from __future__ import annotations

import re

from assent.syntax.phrasebook.phrase import NAME, UNITS, Match, phrase

_OF_WORDS = r"(?:choice|choices|enum|option|options|one of|either|any of|select)(?: of)?"
_YES_OR_NO = r"(?:yes ?(?:/|\||or|,) ?no|no ?(?:/|\||or|,) ?yes)"
_SYSTEM = r"(?:ICD10PCS|ICD10|CPT|HCPCS|CDT|SNOMED|LOINC|RXNORM|NDC|LOCAL)"
_SIMPLE = r"(?:duration|document|date|judge?ment|yes/no)"


def _options(match: Match) -> str | None:
    written = match["options"]
    options = [word.strip('"') for word in re.split(r"[\s,/|<]+", written) if word.lower() != "or"]
    return (" < " if "<" in written else " | ").join(options)


def _range(match: Match) -> str | None:
    numbers = [int(number) for number in re.findall(r"\d+", match["options"])]
    is_whole = match.string[: match.start()].rstrip()[-1:] not in {"<", "|"}
    return f"{numbers[0]}..{numbers[-1]}" if is_whole and numbers == list(range(numbers[0], numbers[-1] + 1)) else None


def _rising(match: Match) -> str:
    return " < ".join(re.findall(r"\w+", match["options"]))


PHRASES = (
    phrase(rf"^yes ?/ ?no (?P<name>{NAME})", "{name} yes/no"),
    phrase(rf'^(?P<label>"[^"\n]*") (?P<name>{NAME}) (?P<type>[^"\n]+)$', "{name} {type} {label}"),
    phrase(
        rf"{_YES_OR_NO}(?: ?(?:/|\||or|,) ?(?:unknown|maybe|n/?a|unsure|not_?known))+",
        "yes/no",
        more="; what is not known is left out of a request",
    ),
    phrase(r"yes ?[-–] ?no|no ?/ ?yes|true ?(?:/|\||or) ?false", "yes/no"),
    phrase(r"yes ?/ ?no ?\?(?= )", "yes/no"),
    phrase(rf"number ?(?:in|of|,|\() ?(?P<unit>{UNITS})(?: ?\))?", "number {unit}"),
    phrase(r"(?:whole numbers?|integers?|int|number integer) (?P<range>-?\d+\.\.-?\d+)", "whole {range}"),
    phrase(r"(?P<kind>list|evidence) of dates?", "dated {kind}"),
    phrase(
        r"judge?ment ?(?:by|of|from|,|\()? ?(?:the|an?)? ?\"?(?P<role>provider|reviewer)'?s?\"?\)?(?= ?\")",
        "judgement by {role}",
    ),
    phrase(rf"(?P<type>{_SIMPLE})(?: ?(?:in|of|by|at|with|,|\() ?| )[A-Za-z_]\w*\)?(?= ?\")", "{type}"),
    phrase(
        r"sensitive (?P<type>(?:(?:whole )?-?\d+\.\.-?\d+|(?:whole|number)\b)[^\"\n]*?"
        rf'|{_SIMPLE})(?= ?")',
        "{type} sensitive",
    ),
    phrase(rf'(?:a )?codes?(?: ?(?:of|in|from|,|:|\())? ?(?P<system>{_SYSTEM})\)?(?= ?")', "{system}"),
    phrase(rf'(?P<system>{_SYSTEM}) codes?(?= ?")', "{system}"),
    phrase(r"ICD-(?P<number>9|10)(?:-(?:CM|PCS))?", "ICD{number}"),
    phrase(rf"{_OF_WORDS}(?: ?: ?| ?[([]| )(?P<options>{NAME}(?: ?(?:,|/|\||or) ?{NAME})+)[)\]]?", _options),
    phrase(rf"(?P<options>{NAME}(?: ?\|+ ?{NAME})* ?\|\| ?{NAME}(?: ?\|+ ?{NAME})*)", _options),
    phrase(rf'(?P<options>"{NAME}"(?: ?(?:\||,|/|or|<) ?"{NAME}")+)(?= ?")', _options),
    phrase(r"(?P<options>\d+(?: ?(?:\||,|/|<) ?\d+)+)", _range),
    phrase(rf"(?P<options>{NAME}(?: ?> ?{NAME})+)", _rising, more=", from the least to the most"),
)
