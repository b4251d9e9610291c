"""Value sets, and the codes in them, as people write them."""

from __future__ import annotations

import re

from assent.syntax.phrasebook.phrase import NAME, Match, phrase

_TEXT = r'"[^"\n]*"'
_CODE = r"[A-Za-z0-9][A-Za-z0-9.]*\*?"
_SYSTEM = r"(?:ICD-?10(?:-?(?:CM|PCS))?|[A-Z]{3,})"


def _headed(match: Match) -> str:
    system = match["system"] or match["late"] or "ICD10"
    if system.upper().startswith("ICD"):
        system = "ICD10PCS" if system.upper().endswith("PCS") else "ICD10"
    return f"value set {match['name']} {system} {match['title'] or '“…”'}".replace("“…”", '"…"')


def _each(match: Match) -> str:
    return re.split(r" ?[,;] ?", match["codes"])[0]


# The line that begins one.
EDGE = (
    phrase(
        rf"^value set (?P<name>{NAME}) (?P<system>{NAME}) (?P<title>{_TEXT})"
        rf" (?:file|in|of|see|at|path|source) (?P<path>{_TEXT})",
        "value set {name} {system} {title} from {path}",
    ),
    phrase(
        rf"^(?:value ?set|code ?(?:set|list|group)|codes|list of codes)(?: of)? (?P<name>{NAME}) "
        rf"(?:(?P<system>{_SYSTEM}) )?"
        rf"(?P<title>{_TEXT})?(?: (?P<late>{_SYSTEM}))?",
        _headed,
    ),
    phrase(
        rf"^(?:value ?set|code ?(?:set|list)) (?P<title>{_TEXT}) (?P<name>{NAME})? ?(?P<system>{_SYSTEM})?(?P<late>)",
        lambda match: f"value set low_back_pain {match['system'] or 'ICD10'} {match['title']}",
        more=", with a name of your own",
    ),
)

# The lines below it.
CODES = (
    phrase(
        rf"(?P<codes>{_CODE}(?: ?[,;] ?{_CODE})+)",
        _each,
        more=" and each other code on a line of its own",
    ),
    phrase(rf"(?P<first>{_CODE}) ?(?:-|–|\.\.|through|until) ?(?P<last>{_CODE})", "{first} to {last}"),
    phrase(
        rf"^(?:ICD-?10(?:-?(?:CM|PCS))?|CPT|HCPCS|CDT|SNOMED|LOINC|RXNORM|NDC|LOCAL) (?P<code>{_CODE})",
        "{code}",
        more=": the code system stands once, in the line above",
    ),
    phrase(rf'^"(?P<code>{_CODE})"', "{code}"),
)
