"""The header of a policy, and the heads of its parts, as people write them."""

from __future__ import annotations

from assent.syntax.phrasebook.phrase import DATE, NAME, Match, phrase

_CODE = r"[A-Z0-9]\d{3}[A-Z0-9]"
_BLOCKS = "section|authorization|notice|overview|facts|define|require|exclude|review|submit|untested"
_REASON = '"The state does not allow it."'
_WORLD = '"Nobody is treated before the complaint begins."'
_COLON = r"(?:code|codes|:|=)?:?"


def _system(match: Match) -> str:
    return f"procedure {'CPT' if match['code'].isdigit() else 'HCPCS'} {match['code']}"


def _effective(match: Match) -> str | None:
    form = f"effective {match['start']}" + (f" to {match['end']}" if match["end"] else "")
    return _unless_only_a_colon(match, form)


def _version(match: Match) -> str | None:
    return _unless_only_a_colon(match, f"version {match['number']}")


def _unless_only_a_colon(match: Match, form: str) -> str | None:
    """The form, where more was said than a colon too much, of which there is another message."""
    return None if match[0].replace(":", " ").split() == form.split() else form


def _day(match: Match) -> str:
    return f"effective {match['year']}-{match['month'] or '01'}-01"


def _dated_version(match: Match) -> str:
    return f"version {match['date'].replace('-', '.')}"


def _uses(match: Match) -> str:
    return "uses " + ", ".join(word for word in match["names"].replace(",", " ").split() if word not in {"and", "&"})


def _approved(match: Match) -> str:
    return f"approved by {match['by'] or chr(34) + 'Medical policy committee' + chr(34)} on {match['date']}"


def _review(match: Match) -> str | None:
    return _unless_only_a_colon(match, f"review by {match['date']}")


def _replacement(match: Match) -> str:
    title = match["title"] or f'"{match["id"][:1].upper()}{match["id"][1:].replace("_", " ")}"'
    return f"replace require {match['id']} {title}"


def _left_out(match: Match) -> str | None:
    form = f"without {match['id']} because {match['why'] or _REASON}"
    return None if match[0] == form else form


# Lines of the header.
HEADER = (
    phrase(rf"^procedure ?{_COLON} (?P<code>{_CODE})", _system),
    phrase(
        rf"^procedure (?P<system>{NAME}) ?{_COLON} (?P<code>[\w.]+)(?:,| and| or|;) ?(?P<next>[\w.]+)[^\n]*",
        "procedure {system} {code}",
        more=", and below it `procedure {system} {next}`: a line for each code",
    ),
    phrase(
        rf"^(?P<line>effective)(?: (?:from|date|on|as of|starting|since|dates))* ?:? ?(?P<start>{DATE})"
        rf"(?:(?: ?[-–—] ?| (?:to|until|till|through|thru|and) )(?P<end>{DATE}))?",
        _effective,
    ),
    phrase(r"^effective(?: (?:from|in|date))* (?P<year>\d{4})(?:-(?P<month>\d{2}))?$", _day),
    phrase(rf"^version (?P<date>{DATE})$", _dated_version),
    phrase(r"^version ?:? ?(?:v|ver|no|number)?\.? ?(?P<number>\d+(?:\.\d+)*)\.?[^\n]*", _version),
    phrase(rf'^approved (?:by )?(?P<by>"[^"\n]*") ?[,:]? ?(?:(?:dated|as of|at|on) )?(?P<date>{DATE})', _approved),
    phrase(rf'^approved ?:? ?(?:on )?(?P<date>{DATE})(?: by (?P<by>"[^"\n]*"))?', _approved),
    phrase(
        rf"^(?:next )?(?:review|reviewed|renew|revise|expires|expiry)(?: (?:date|due|by|on|before|until|is))* ?:?"
        rf" ?(?P<date>{DATE})",
        _review,
    ),
    phrase(r"^(?:status ?(?:is|:|=)* ?)?draft(?: status| version| policy)?$", "status draft"),
    phrase(
        rf"^varies(?: from| policy)? ?:? ?(?P<id>{NAME}) ?(?:@| version | v|,) ?(?P<number>\d[\d.]*)",
        "varies {id} {number}",
    ),
    phrase(
        rf"^(?:extends|based on|variation of|varies from|varies policy|inherits(?: from)?) (?P<id>{NAME})",
        "varies {id}",
    ),
    phrase(rf"^uses (?P<names>{NAME}(?:(?:,|,? and| &)? ?{NAME})+)", _uses),
)

# Lines at the left edge.
EDGE = (
    phrase(rf'^(?P<head>section|overview|notice|authorization) {NAME} (?P<title>"[^"\n]*")', "{head} {title}"),
    phrase(
        rf"^(?:replace|override|change)(?: clause)? (?!(?:{_BLOCKS})\b)(?P<id>{NAME})"
        r'(?: (?P<title>"[^"\n]*"))?$',
        _replacement,
        more=", with the verb that it is to have, and its test below",
    ),
    phrase(
        r"^(?:without|remove|drop|delete|omit|skip|leave out)(?:(?: the)? clause| require| exclude| review| submit)?"
        rf" (?!(?:{_BLOCKS})\b)(?P<id>{NAME})(?: because (?P<why>\"[^\"\n]*\"))?$",
        _left_out,
    ),
    phrase(
        r"^(?:assum(?:e|es|ing|ption)|suppose|presume|given)(?: that)? ?:? (?P<test>[^\"\n]+?) ?,?"
        r' (?:because|since|as) ?:? ?(?P<why>"[^"\n]*")$',
        "assume {test} because {why}",
    ),
    phrase(
        r"^(?:assum(?:e|es|ing)|suppose)(?: that)? (?:all|any|at least \d+) of$",
        f"assume the_condition because {_WORLD}",
        more=' and, at the left edge, `define the_condition "…"` with the block below it',
    ),
    phrase(
        r"^assume (?P<test>(?!.*\bbecause\b)[^\"\n]*[^\s\"])$",
        f"assume {{test}} because {_WORLD}",
        more=", with what makes it so",
    ),
)
