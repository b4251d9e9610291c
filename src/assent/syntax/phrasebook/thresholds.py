"""Parameters and tables in other words than the language has."""

from __future__ import annotations

from assent.syntax.phrasebook.phrase import DATE, NAME, UNITS, phrase

_VALUE = rf"\d+(?:\.\d+)?(?: {UNITS})?"
_EACH = ": each case says where it counts, such as `when stage is late`, and together they leave nothing out"

EDGE = (
    phrase(
        rf'^(?:parameter|constant|let) (?P<name>{NAME})(?: "[^"\n]*")? ?(?:=|:=|:|is|of|to) ?(?P<value>{_VALUE})$',
        'parameter {name} "…"',
        more=" and below it, indented by two spaces, `{value} from 2026-01-01`, with the first day on which it counts",
    ),
)

PARAMETER = (
    phrase(
        rf"^(?P<value>{_VALUE}) from (?P<start>{DATE}) (?:to|until|till|through|-) (?P<end>{DATE})\b.*$",
        "{value} from {start}",
        more=": it counts until the day from which the next one does",
    ),
    phrase(rf"^(?:from|since|as of) (?P<start>{DATE}) ?[:,]? (?P<value>{_VALUE})$", "{value} from {start}"),
    phrase(rf"^(?P<start>{DATE}) ?[:,]? ?(?P<value>{_VALUE})$", "{value} from {start}"),
)

TABLE = (
    phrase(
        rf"^(?P<value>{_VALUE}) (?:otherwise|else|in all other cases|by default|for all others|for others)$",
        "{value} when the_other_case",
        more=_EACH,
    ),
    phrase(
        rf"^(?:otherwise|else|default) ?[:,]? ?(?P<value>{_VALUE})$",
        "{value} when the_other_case",
        more=_EACH,
    ),
    phrase(
        rf"^(?:if |when |for )?(?P<case>[^:\n]+?) ?(?::|->|=>|then) ?(?P<value>{_VALUE})$",
        "{value} when {case}",
        more=": the value first, then a test such as `stage is late`",
    ),
    phrase(rf"^(?P<value>{_VALUE}) (?:if|for|where|in case of) (?P<case>[^\n]+)$", "{value} when {case}"),
)
