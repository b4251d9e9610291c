"""`assent decide --what-is-needed`: what would settle a pended request, and what alone would have changed a denial."""

from __future__ import annotations

import json
import re
from typing import Any

from units.cli.commands import Workspace

FACTS = {
    "symptoms": "8 weeks",
    "pain": 6,
    "infection": False,
    "expected": {"value": True, "by": "A therapist"},
    "examination": "2026-02-01",
}


def needed(place: Workspace, **facts: Any) -> dict[str, Any]:
    """What is needed of a request with other facts; None leaves one out."""
    stated = {name: value for name, value in {**FACTS, **facts}.items() if value is not None}
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": stated}))
    said = place.assent("decide", "splint", "request.json", "--what-is-needed", "--json")
    assert said.code == 0, said.err
    decision: dict[str, Any] = json.loads(said.out)
    found: dict[str, Any] = decision.get("needed", {})
    every = [way for key in ("ways", "other_ways", "changes", "otherwise") for way in found.get(key, [])]
    for way in every:  # each of them does what it says
        place.write("settled.json", json.dumps({"as_of": "2026-03-15", "facts": {**stated, **way["facts"]}}))
        settled = json.loads(place.assent("decide", "splint", "settled.json", "--json").out)
        assert settled["outcome"] == way["outcome"]
    return found


def test_the_fewest_facts_that_settle_it(place: Workspace) -> None:
    found = needed(place, pain=None, infection=None)
    ways = {way["outcome"]: set(way["facts"]) for way in found["ways"]}
    assert ways["approve"] == {"infection", "pain"}
    assert len(ways["deny"]) == 1
    assert found["surely"] is None


def test_where_every_answer_ends_alike_it_says_so(place: Workspace) -> None:
    place.edit(
        "policies/splint.assent",
        "    infection\n",
        "    any of\n      all of\n        pain >= 5\n        infection\n"
        "      all of\n        pain >= 5\n        not infection\n",
    )
    assert needed(place, infection=None)["surely"] == "deny"


def test_what_alone_would_have_changed_a_denial(place: Workspace) -> None:
    found = needed(place, symptoms="5 weeks")
    (change,) = found["changes"]
    assert list(change["facts"]) == ["symptoms"]
    assert found["otherwise"] == []
    assert needed(place, symptoms="5 weeks", pain=2)["changes"] == []
    assert needed(place, infection=True)["changes"] == []


def test_an_approval_needs_nothing(place: Workspace) -> None:
    assert needed(place) == {}


def test_for_people(place: Workspace) -> None:
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": {**FACTS, "pain": None}}))
    said = place.assent("decide", "splint", "request.json", "--what-is-needed")
    assert "What would settle it" in said.out
    assert "approve, for example with pain: " in said.out
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": {**FACTS, "infection": True}}))
    said = place.assent("decide", "splint", "request.json", "--what-is-needed")
    assert "Nothing: no longer time, further treatment or document alone would have changed it." in said.out
    assert "if it was stated wrongly or has changed since" in said.out
    assert "    approve, with infection: false, which was stated as true\n" in said.out


def test_how_much_more_time_it_would_have_taken(place: Workspace) -> None:
    (change,) = needed(place, symptoms="2 weeks")["changes"]
    assert (change["facts"], change["more"]) == ({"symptoms": "6 weeks"}, "4 more weeks")
    (change,) = needed(place, symptoms="40 days")["changes"]
    assert (change["facts"], change["more"]) == ({"symptoms": "6 weeks"}, "2 more days")
    (change,) = needed(place, symptoms="1 month")["changes"]
    assert (change["facts"], change["more"]) == ({"symptoms": "2 months"}, "1 more month")
    (change,) = needed(place, symptoms={"from": "2026-03-01", "to": "2026-03-15"})["changes"]
    assert change["more"] == "4 more weeks"


def test_a_denial_that_would_become_a_request_that_waits(place: Workspace) -> None:
    (change,) = needed(place, symptoms="2 weeks", pain=None)["changes"]
    assert (change["outcome"], change["more"]) == ("pend", "4 more weeks")


def test_dates_that_stand_for_elements_can_be_left_out(place: Workspace) -> None:
    place.edit("policies/hand.assent", "  pain ", '  session  dated list  "Session"\n  pain ')
    place.edit("policies/splint.assent", "    pain >= 4\n", "    at least 2 session within the last 6 months\n")
    found = needed(place, pain=None, session=["2026-01-05"])
    (change,) = found["changes"]
    assert list(change["facts"]) == ["session"]


def test_how_much_more_time_for_people(place: Workspace) -> None:
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": {**FACTS, "symptoms": "2 weeks"}}))
    said = place.assent("decide", "splint", "request.json", "--what-is-needed")
    assert "approve, with 4 more weeks (symptoms: 6 weeks)" in said.out


VISITS = """  visit     list of                "Visit"
    kind      exercise | manual      "Kind"
    lasted    duration               "Lasted"
    place     home | office          "Place"
    date      date                   "Date of the visit"
  trial     evidence of            "Drug tried"
    taken     duration               "Taken"
    date      date                   "Date of the trial"
"""
LONG = "    at least 1 visit within the last 6 months where kind is exercise and lasted >= 13 weeks\n"
ROUGH = {"kind": "exercise", "lasted": "3 months", "place": "home", "date": "2026-01-01"}
MANUAL = {"kind": "manual", "place": "office"}


def listing(place: Workspace, asks: str = LONG) -> None:
    place.edit("policies/hand.assent", "  pain ", f"{VISITS}  pain ")
    place.edit("policies/splint.assent", "    pain >= 4\n", asks)


def test_of_an_element_only_what_is_open_is_suggested(place: Workspace) -> None:
    listing(place)
    ways = {way["outcome"]: way["facts"]["visit"] for way in needed(place, pain=None, visit=[ROUGH, MANUAL])["ways"]}
    assert set(ways) == {"approve", "deny"}
    for first, second in ways.values():
        assert second == MANUAL
        assert {**first, "lasted": "3 months"} == ROUGH
        assert set(first["lasted"]) == {"from", "to"}  # dates settle it, and last exactly as long


def test_a_field_that_was_left_out_is_filled(place: Workspace) -> None:
    listing(place)
    visit = {"kind": "exercise", "lasted": "20 weeks", "place": "home"}
    ways = {way["outcome"]: way["facts"]["visit"] for way in needed(place, pain=None, visit=[visit])["ways"]}
    ((only,),) = [ways["approve"]]
    assert {name: value for name, value in only.items() if name != "date"} == visit
    assert "date" in only


def test_what_is_not_open_is_left_as_it_was(place: Workspace) -> None:
    listing(place)
    ways = {way["outcome"]: way["facts"] for way in needed(place, pain=None, infection=None, visit=[ROUGH])["ways"]}
    assert set(ways["approve"]) == {"infection", "visit"}
    assert len(ways["deny"]) == 1


def test_of_evidence_more_may_be_gathered(place: Workspace) -> None:
    listing(place, "    at least 1 trial within the last 6 months where taken >= 13 weeks\n")
    trial = {"taken": "2 weeks", "date": "2026-01-01"}
    (way,) = needed(place, pain=None, trial=[trial])["ways"]
    first, second = way["facts"]["trial"]
    assert (way["outcome"], first) == ("approve", trial)
    assert second["taken"] != trial["taken"]


def test_what_was_done_stays_done(place: Workspace) -> None:
    listing(place)
    (change,) = needed(place, pain=None, visit=[MANUAL])["changes"]
    first, second = change["facts"]["visit"]
    assert (change["outcome"], first, second["kind"]) == ("approve", MANUAL, "exercise")
    place.edit("policies/splint.assent", LONG, "    no visit within the last 6 months\n")
    assert needed(place, pain=None, visit=[ROUGH])["changes"] == []


def test_a_value_that_falls_short_is_not_replaced(place: Workspace) -> None:
    place.edit("policies/splint.assent", "  require severity", "  submit severity")
    found = needed(place, pain=2)
    assert found["ways"] == []
    assert "approve" in {way["outcome"] for way in needed(place, pain=None)["ways"]}


def test_another_value_is_told_from_more_time(place: Workspace) -> None:
    """A pain that is worse is nothing that time or treatment is to bring about: it is said what was stated."""
    found = needed(place, pain=1)
    assert found["changes"] == []
    assert found["otherwise"] == [{"outcome": "approve", "facts": {"pain": 4}, "stated": 1}]  # 4 is the nearest
    assert needed(place, infection=True)["otherwise"] == [
        {"outcome": "approve", "facts": {"infection": False}, "stated": True}
    ]


def test_a_time_that_would_have_to_be_shorter_is_no_more_time(place: Workspace) -> None:
    place.edit("policies/splint.assent", "    symptoms >= 6 weeks\n", "    symptoms <= 6 weeks\n")
    found = needed(place, symptoms="8 weeks")
    (other,) = found["otherwise"]
    assert (found["changes"], list(other["facts"]), other["stated"]) == ([], ["symptoms"], "8 weeks")


def test_a_document_that_is_there_is_more_and_one_that_is_not_is_otherwise(place: Workspace) -> None:
    place.edit("policies/splint.assent", "  submit documents", "  require documents")
    found = needed(place, examination=False)
    assert ([list(way["facts"]) for way in found["changes"]], found["otherwise"]) == ([["examination"]], [])
    place.edit("policies/splint.assent", "    examination provided\n", "    not examination provided\n")
    found = needed(place)
    assert (found["changes"], [way["facts"] for way in found["otherwise"]]) == ([], [{"examination": False}])


def test_the_nearest_option_of_a_scale(place: Workspace) -> None:
    place.edit("policies/hand.assent", "  pain ", '  grip  none < weak < fair < good  "Grip"\n  pain ')
    place.edit("policies/splint.assent", "    pain >= 4\n", "    grip <= fair\n")
    assert needed(place, pain=None, grip="good")["otherwise"] == [
        {"outcome": "approve", "facts": {"grip": "fair"}, "stated": "good"}
    ]


def test_neither_another_judgement_nor_another_code_is_suggested(place: Workspace) -> None:
    place.edit("policies/hand.assent", "  pain ", '  cause  ICD10  "Cause"\n  pain ')
    place.edit("policies/splint.assent", "    pain >= 4\n", "    cause is ICD10 M65.4\n")
    found = needed(place, pain=None, cause="M65.3")
    assert (found["changes"], found["otherwise"]) == ([], [])
    place.edit("policies/splint.assent", "    cause is ICD10 M65.4\n", "    pain >= 4\n")
    found = needed(place, expected={"value": False, "by": "A therapist"})
    assert (found["changes"], found["otherwise"]) == ([], [])


def test_of_a_sensitive_fact_it_is_not_said_what_was_stated(place: Workspace) -> None:
    place.edit("policies/hand.assent", "yes/no      ", "yes/no sensitive ")
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": {**FACTS, "infection": True}}))
    asked = ("decide", "splint", "request.json", "--what-is-needed")
    (other,) = json.loads(place.assent(*asked, "--json").out)["needed"]["otherwise"]
    assert other == {"outcome": "approve", "facts": {"infection": "another value (sensitive)"}}
    assert "    approve, with infection: another value (sensitive)\n" in place.assent(*asked).out
    (other,) = json.loads(place.assent(*asked, "--json", "--show-sensitive").out)["needed"]["otherwise"]
    assert other == {"outcome": "approve", "facts": {"infection": False}, "stated": True}


ANY = """policy ways "Ways"
  version 1.0.0
  effective 2026-01-01
facts
  a yes/no "A"
  b yes/no "B"
  c yes/no "C"
  pain 0..10 "Pain"
require ways "Ways"
  any of
    a
    b
    all of
      c
      pain >= 4
"""


def sets(place: Workspace, text: str, facts: dict[str, Any]) -> dict[str, Any]:
    place.write("policies/ways.assent", text)
    place.write("ways.json", json.dumps({"as_of": "2026-03-15", "facts": facts}))
    said = place.assent("decide", "ways", "ways.json", "--what-is-needed", "--json")
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)["needed"]
    return found


def by_outcome(found: dict[str, Any], key: str) -> dict[str, list[list[str]]]:
    each: dict[str, list[list[str]]] = {}
    for way in found[key]:
        each.setdefault(way["outcome"], []).append(sorted(way["facts"]))
    return each


def test_every_smallest_set_is_shown_the_smallest_first(place: Workspace) -> None:
    found = sets(place, ANY, {})
    first, others = by_outcome(found, "ways"), by_outcome(found, "other_ways")
    assert all(len(sets) == 1 for sets in first.values())
    approve, deny = ([*first[outcome], *others[outcome]] for outcome in ("approve", "deny"))
    assert sorted(approve[:2]) == [["a"], ["b"]]
    assert approve[2:] == [["c", "pain"]]
    assert sorted(deny) == [["a", "b", "c"], ["a", "b", "pain"]]
    assert found["more_ways"] == []


def test_what_is_stated_is_in_no_set(place: Workspace) -> None:
    found = sets(place, ANY, {"a": False, "c": True})
    every = by_outcome({"both": found["ways"] + found["other_ways"]}, "both")
    assert {outcome: sorted(sets) for outcome, sets in every.items()} == {
        "approve": [["b"], ["pain"]],
        "deny": [["b", "pain"]],
    }


def test_of_many_sets_five_are_shown_and_that_there_are_more(place: Workspace) -> None:
    names = "abcdef"
    facts = "".join(f'  {name} yes/no "{name.upper()}"\n' for name in names)
    text = ANY[: ANY.index("  a yes")] + facts + 'require ways "Ways"\n  any of\n'
    found = sets(place, text + "".join(f"    {name}\n" for name in names), {})
    assert len(by_outcome(found, "other_ways")["approve"]) == 4
    assert found["more_ways"] == ["approve"]
    found = sets(
        place,
        text + "".join(f"    {name}\n" for name in names[:5]) + f'exclude excluded "Excluded"\n  {names[5]}\n',
        {},
    )
    assert found["more_ways"] == []
    assert len(by_outcome(found, "other_ways")["approve"]) == 4


def test_several_sets_for_people(place: Workspace) -> None:
    sets(place, ANY, {})
    said = place.assent("decide", "ways", "ways.json", "--what-is-needed")
    assert "      or with c: true; pain: 4\n" in said.out
    assert re.search(r"\n      or the same with (c: false, and without pain|pain: \d+, and without c)\n", said.out)
