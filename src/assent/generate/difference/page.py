"""The difference of two policies as a page for a committee: what changes, for which requests, and since when."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assent.generate.difference.words import Wording, authorization_words, clause_words, definition_words
from assent.generate.document.emit import style_sheet, tidy
from assent.generate.document.making import document
from assent.generate.document.tree import Document
from assent.language.policy import Policy
from assent.language.types import Collection, Field

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent

OUTCOMES = {
    "deny": "Denial recommended",
    "pend": "Waits for information",
    "review": "Clinical review",
    "approve": "Approval",
}
BEST_LAST = ("deny", "pend", "review", "approve")
VERDICTS = {
    "same": "The new policy comes to the same outcome for every request, and approvals grant the same.",
    "same outcomes": "The new policy comes to the same outcome for every request.",
    "stricter": "The new policy is stricter: some requests come out worse, and none comes out better.",
    "looser": "The new policy is looser: some requests come out better, and none comes out worse.",
    "both": "The new policy is stricter for some requests and looser for others.",
    "not decided": "Whether the new policy is stricter or looser was not decided.",
}
GRANTED = {
    "same": "Approvals grant the same.",
    "less": "Approvals grant less: less for some requests, and more for none.",
    "more": "Approvals grant more: more for some requests, and less for none.",
    "both": "Approvals grant less for some requests and more for others.",
    "otherwise": "Approvals grant as much, but a clinician is asked of other requests than before.",
    "not decided": "Whether approvals grant the same was not decided.",
}
WAYS = {"less": "Less", "more": "More", "otherwise": "As much, but not as surely: a clinician is asked by one of them"}
OF_CLAUSE = {
    "stricter": "Stricter",
    "looser": "Looser",
    "both": "Stricter for some requests, looser for others",
    "not decided": "Not decided",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What an example states of one fact: the question, and the answer in words, an item of a list each."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that was asked, and its answer: an example, never (as far as the bounds say), or not decided."""

    anchor: str
    answer: str
    as_of: str = ""
    stated: tuple[Stated, ...] = ()
    bounds: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new outcome."""

    old: str
    new: str
    shown: Shown

    @property
    def is_worse(self) -> bool:
        return BEST_LAST.index(self.new) < BEST_LAST.index(self.old)


@dataclass(frozen=True, slots=True)
class Grant:
    """One way in which approvals grant otherwise: of what, how, and what each policy grants on the example."""

    name: str
    how: str
    shown: Shown
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that comes, goes, or has another effect: what it said, what it says, and an example each way."""

    what: str
    id: str
    title: str
    before: tuple[Wording, ...]
    after: tuple[Wording, ...]
    stricter: Shown | None = None
    looser: Shown | None = None


def difference_page(data: Mapping[str, Any], old: Policy, new: Policy) -> str:
    """The page, from what `assent diff --json` says of the two policies."""
    before, after = document(old), document(new)
    labels = _Labels(old, new)
    pairs = [
        Pair(one["old"], one["new"], labels.shown(one, f"{one['old']}-to-{one['new']}")) for one in data["outcomes"]
    ]
    running = (f"{new.title}: what changes", f"{old.version} to {new.version}", f"{new.id} {new.version}")
    style = style_sheet(*running, more=(_HERE / "difference.css").read_text(encoding="utf-8"))
    return tidy(
        _environment()
        .get_template("difference.html.jinja")
        .render(
            before=before,
            after=after,
            verdict=VERDICTS[data["verdict"]],
            granted="" if data["verdict"] == "same" else GRANTED[data["grants"]["verdict"]],
            grants=list(_grants(data["grants"]["things"], labels)),
            grants_before=authorization_words(before),
            grants_after=authorization_words(after),
            pairs={(pair.old, pair.new): pair for pair in pairs},
            worse=[pair for pair in pairs if pair.is_worse],
            better=[pair for pair in pairs if not pair.is_worse],
            names=OUTCOMES,
            order=BEST_LAST,
            clauses=list(_clauses(data, before, after, labels)),
            definitions=list(_definitions(data, before, after)),
            data=data,
            bounds=sorted(_bounds(data)),
            style=style,
            style_hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        ),
        0,
    )


def _bounds(data: Mapping[str, Any]) -> set[str]:
    """How far lists were looked into, for any answer about outcomes or grants."""
    granted = (thing[way] for thing in data["grants"]["things"] for way in WAYS)
    return {bound for answer in (*data["outcomes"], *granted) for bound in answer.get("bounds", ())}


def _grants(things: Iterable[Mapping[str, Any]], labels: _Labels) -> Iterator[Grant]:
    """What is granted otherwise, or was not decided."""
    for at, thing in enumerate(things, 1):
        for way, how in WAYS.items():
            shown = labels.shown(thing[way], f"grant-{at}-{way}")
            if shown.answer != "never":
                grants = (thing[way].get("old_grants", ""), thing[way].get("new_grants", ""))
                name = thing["name"][:1].upper() + thing["name"][1:]  # it is a heading
                yield Grant(name, how, shown, *grants)


def _clauses(data: Mapping[str, Any], before: Document, after: Document, labels: _Labels) -> Iterator[ClauseChange]:
    were = {clause.id: clause for section in before.sections for clause in section.clauses}
    are = {clause.id: clause for section in after.sections for clause in section.clauses}
    said, says = clause_words(before), clause_words(after)
    for id in data["added"]:
        yield ClauseChange("Added", id, are[id].title, (), says[id])
    for id in data["removed"]:
        yield ClauseChange("Removed", id, were[id].title, said[id], ())
    for one in data["clauses"]:
        if one["verdict"] != "same":
            id = one["id"]
            yield ClauseChange(
                OF_CLAUSE[one["verdict"]],
                id,
                are[id].title,
                said[id],
                says[id],
                labels.shown(one["stricter"], f"{id}-stricter"),
                labels.shown(one["looser"], f"{id}-looser"),
            )


def _definitions(data: Mapping[str, Any], before: Document, after: Document) -> Iterator[ClauseChange]:
    """Definitions that say something else than before."""
    said, says = definition_words(before), definition_words(after)
    for id in (one["id"] for one in data["definitions"]):
        yield ClauseChange("Reworded", id, id, said[id], says[id])


class _Labels:
    """The questions of both policies, by their names."""

    def __init__(self, old: Policy, new: Policy) -> None:
        self._facts = {fact.name: fact for fact in (*old.facts, *new.facts)}

    def of(self, name: str) -> str:
        return self._facts[name].label or name

    def shown(self, answer: Mapping[str, Any], anchor: str) -> Shown:
        request = answer.get("request")
        if request is None:
            return Shown(anchor, answer["answer"], "", (), tuple(answer.get("bounds", ())), answer.get("because", ""))
        stated = tuple(Stated(self.of(name), self._values(name, value)) for name, value in request["facts"].items())
        return Shown(anchor, answer["answer"], request["as_of"], stated)

    def _values(self, name: str, value: Any) -> tuple[str, ...]:
        type = self._facts[name].type
        if isinstance(value, dict) and isinstance(value.get("value"), list):
            value = value["value"]
        if not isinstance(type, Collection) or not isinstance(value, list):
            return (_words(value),)
        fields = {field.name: field for field in type.fields}
        return tuple(self._element(element, fields) for element in value) or ("none",)

    @staticmethod
    def _element(element: Any, fields: Mapping[str, Field]) -> str:
        if not isinstance(element, dict):
            return _words(element)
        said = (f"{fields[name].label if name in fields else name}: {_words(one)}" for name, one in element.items())
        return "; ".join(said) or "nothing is said of it"


def _words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case {"value": inner, "by": str(by)}:
            return f"{_words(inner)}, attested by {by}"
        case {"value": inner, "by": {"role": role}}:
            return f"{_words(inner)}, attested by a {role}"
        case {"from": first, "to": last}:
            return f"from {first} to {last}"
        case dict():
            return "; ".join(f"{name}: {_words(one)}" for name, one in value.items())
        case _:
            return str(value)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
