"""The difference of two policies for people, in lines: from what `assent diff --json` says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assent.cli.ask import request_yaml
from assent.cli.differing import ALL_REQUESTS
from assent.cli.terminal import Line
from assent.generate.difference.words import unlike
from assent.source.renderers.cells import safe

Data = Mapping[str, Any]

_SAID = {
    "same": "means the same",
    "same outcomes": "comes to the same outcomes",
    "stricter": "is stricter",
    "looser": "is looser",
    "both": "is stricter for some requests, and looser for others",
    "not decided": "was not decided",
}
_GRANTED = {
    "same": "approvals grant the same",
    "less": "approvals grant less",
    "more": "approvals grant more",
    "both": "approvals grant less for some requests, and more for others",
    "otherwise": "approvals grant as much, and a clinician is asked of others",
    "not decided": "whether approvals grant the same was not decided",
}
_WAYS = {
    "less": "granted less",
    "more": "granted more",
    "otherwise": "granted as much, but not as surely, so that a clinician is asked by one of the two alone",
}


def lines_of(data: Data) -> Iterator[Line]:
    """The whole difference, the verdict first."""
    old, new = data["old"], data["new"]
    named = f"{old['policy']} {old['version']} → {new['policy']} {new['version']}: "
    yield [(named, "strong"), (_verdict(data), "strong")]
    yield [(f"  old: {old['in_force']}; new: {new['in_force']}", "faint")]
    if data["in_force_together"] is None:
        yield [
            ("  On no day are both in force: examples were decided by both as if they were, and ", "plain"),
            ("`assent decide` with the one that is not in force on its date rejects an example.", "plain"),
        ]
    yield from _facts(data)
    yield from _pairs(data)
    yield from _grants(data)
    for aside in data["asides"]:
        yield [(f"  {aside['about']}: ", "strong"), (f"old: {aside['old']}; new: {aside['new']}", "plain")]
    for id in data["added"]:
        yield [("  added: ", "good"), (id, "plain")]
    for id in data["removed"]:
        yield [("  removed: ", "bad"), (id, "plain")]
    for clause in data["clauses"]:
        if clause["verdict"] != "same":
            yield [(f"  {clause['id']} ", "strong"), (_SAID[clause["verdict"]], "plain")]
            yield from _words(clause)
            yield from _answers([(f"  {way}", clause[way]) for way in ("stricter", "looser")], data)
    for definition in data["definitions"]:
        yield [(f"  {definition['id']}", "strong"), (", as it is named elsewhere", "plain")]
        yield from _words(definition)
    if data["reworded"]:
        yield [(f"  in other words, to the same effect: {', '.join(data['reworded'])}", "faint")]


def _verdict(data: Data) -> str:
    """The verdict, with the requests that it is about where those are not all, and what approvals grant."""
    verdict, grants = data["verdict"], data["grants"]["verdict"]
    of = "" if data["of"] == ALL_REQUESTS else f"of the {data['of']}, "
    said = f"{of}the new one {_SAID[verdict]}"
    if verdict == "same outcomes" or grants != "same":
        said += f"; {_GRANTED[grants]}"
    beside = bool(data["asides"] or data["only_old"] or data["only_new"])
    return said + ("; something else changes" if verdict == "same outcomes" and grants == "same" and beside else "")


def _facts(data: Data) -> Iterator[Line]:
    for fact in data["facts"]:
        yield [
            (f"  `{fact['name']}` was {safe(fact['old'])}, and is {safe(fact['new'])}: ", "plain"),
            (safe(fact["means"]), "plain" if fact["is_compared"] else "open"),
        ]
    for key, one, other in (("only_old", "old", "new"), ("only_new", "new", "old")):
        if data[key]:
            listed = ", ".join(f"`{name}`" for name in data[key])
            rejects = f"  declared in the {one} one alone, the {other} one rejects what states it: "
            yield [(rejects, "plain"), (listed, "plain")]


def _pairs(data: Data) -> Iterator[Line]:
    yield from _answers([(f"from {one['old']} to {one['new']}", one) for one in data["outcomes"]], data)


def _grants(data: Data) -> Iterator[Line]:
    grants = data["grants"]
    for thing in grants["things"]:
        name = f"“{safe(thing['name'])}”" if thing["kind"] in ("text", "scale") else safe(thing["name"])
        yield from _answers([(f"{name}: {said}", thing[way]) for way, said in _WAYS.items()], data)
    old, new = unlike(grants["old_words"], grants["new_words"])
    if old or new:
        effect = ", in other words" if grants["verdict"] == "same" else ""
        yield [(f"  what an approval grants{effect}", "strong")]
        yield from _sides(old, new)


def _words(part: Data) -> Iterator[Line]:
    """The lines of a clause or a definition that only one of the two policies has."""
    yield from _sides(*unlike(part["old_words"], part["new_words"]))


def _sides(old: list[str], new: list[str]) -> Iterator[Line]:
    for side, lines in (("old", old), ("new", new)):
        for line in lines:
            yield [(f"    {side}: ", "faint"), (safe(line.lstrip()), "plain")]


def _answers(answers: list[tuple[str, Data]], data: Data) -> Iterator[Line]:
    """Answers to several questions; those that were not decided for one reason are said together."""
    undecided: dict[str, list[str]] = {}
    for what, answer in answers:
        if answer["answer"] == "not decided":
            undecided.setdefault(answer["because"], []).append(what.strip())
        else:
            yield from _answer(what, answer, data)
    indent = "    " if answers and answers[0][0].startswith(" ") else "  "
    for because, asked in undecided.items():
        yield [(f"{indent}not decided, because {safe(because)}: {'; '.join(asked)}", "open")]


def _answer(what: str, answer: Data, data: Data) -> Iterator[Line]:
    if answer["answer"] == "never":
        for bound in answer["bounds"]:
            yield [(f"  {what}: never, so far as it was looked into: {bound}", "faint")]
        return
    yield [(f"  {what}, for example:", "plain")]
    yield from ([(f"      {safe(line)}", "plain")] for line in request_yaml(answer["request"]))
    if "old_grants" in answer:
        yield [(f"      old: {safe(answer['old_grants'])}; new: {safe(answer['new_grants'])}", "plain")]
    if data["in_force_together"] is not None and len(answer["in_force"]) < 2:
        only = f"the {answer['in_force'][0]} one alone is" if answer["in_force"] else "neither is"
        yield [(f"      on that day {only} in force", "faint")]
