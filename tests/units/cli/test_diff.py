"""`assent diff`: the same, stricter, looser or both, with requests that both policies have decided."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from html.parser import HTMLParser
from typing import Any

import pytest

from units.cli.commands import POLICY, VOCABULARY, Workspace


def compared(place: Workspace, old: str, new: str, vocabulary: str = VOCABULARY) -> dict[str, Any]:
    """The difference that a change of the policy makes, as JSON."""
    assert old in POLICY
    place.write("draft/policies/splint.assent", POLICY.replace(old, new))
    place.write("draft/policies/hand.assent", vocabulary)
    place.write("draft/policies/sources/splint.txt", "Symptoms must last for at least 6 weeks.\n")
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent", "--json")
    found: dict[str, Any] = json.loads(said.out)
    assert said.code == (3 if found["verdict"] == "not decided" else 0)
    return found


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("pain >= 4", "pain >= 4", "same"),
        ("pain >= 4", "not pain < 4", "same"),
        ("symptoms >= 6 weeks", "symptoms >= 42 days", "same"),
        ("pain >= 4", "pain >= 5", "stricter"),
        ("pain >= 4", "pain > 3", "looser"),
        ("pain >= 4", "pain from 3 to 8", "both"),
        ("exclude infected", "review infected", "looser"),
        ("    examination provided", "    examination within the last 6 months", "stricter"),
    ],
)
def test_which_way_it_goes(place: Workspace, old: str, new: str, verdict: str) -> None:
    assert compared(place, old, new)["verdict"] == verdict


def test_each_example_comes_out_as_it_is_said_to(place: Workspace) -> None:
    found = compared(place, "pain >= 4", "pain from 3 to 8")
    (severity,) = [clause for clause in found["clauses"] if clause["verdict"] != "same"]
    assert severity["id"] == "severity" and severity["verdict"] == "both"
    shown = [pair for pair in found["outcomes"] if pair["answer"] == "yes"]
    assert {(pair["old"], pair["new"]) for pair in shown} >= {("approve", "deny"), ("deny", "approve")}
    for pair in shown:
        place.write("example.json", json.dumps(pair["request"]))
        for policy, outcome in (("policies", pair["old"]), ("draft/policies", pair["new"])):
            decided = place.assent("decide", f"{policy}/splint.assent", "example.json", "--json")
            assert json.loads(decided.out)["outcome"] == outcome


def test_clauses_that_come_and_go_are_named(place: Workspace) -> None:
    found = compared(place, "exclude infected", "exclude infection_now")
    assert (found["added"], found["removed"], found["verdict"]) == (["infection_now"], ["infected"], "same")


def test_a_fact_of_another_type_is_explained_and_the_rest_compared(place: Workspace) -> None:
    found = compared(place, "pain >= 4", "pain >= 5", VOCABULARY.replace("0..10  ", "0..100 "))
    assert (found["verdict"], found["other_types"]) == ("not decided", ["pain"])
    assert {clause["id"]: clause["verdict"] for clause in found["clauses"]}["severity"] == "not decided"
    assert {clause["id"]: clause["verdict"] for clause in found["clauses"]}["symptoms_last"] == "same"


def test_a_fact_that_may_be_not_done_in_one_of_them_is_not_compared(place: Workspace) -> None:
    """A request that states it as not done is one that the other policy rejects."""
    vocabulary = VOCABULARY.replace("0..10       ", "0..10 or not done")
    assert vocabulary != VOCABULARY
    found = compared(place, "pain >= 4", "pain >= 4", vocabulary)
    assert found["verdict"] == "not decided" and "may be `not done`" in json.dumps(found)


def test_for_people(place: Workspace) -> None:
    compared(place, "pain >= 4", "pain >= 5")
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert "splint 1.0.0 → splint 1.0.0: the new one is stricter" in said.out
    assert "from approve to deny, for example:" in said.out
    assert "pain: 4" in said.out


class Page(HTMLParser):
    """What a page is made of: its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [str(attributes[name]) for _, attributes in self.tags if name in attributes]


def page_of(place: Workspace, old: str, new: str, vocabulary: str = VOCABULARY) -> Page:
    compared(place, old, new, vocabulary)
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent", "--page", "changes.html")
    assert "changes.html written" in said.err
    return Page((place.root / "changes.html").read_text("utf-8"))


def test_a_page_for_a_committee(place: Workspace) -> None:
    page = page_of(place, "pain >= 4", "pain from 3 to 8")
    assert "The new policy is stricter for some requests and looser for others." in page.text
    assert {"approve-to-deny", "deny-to-approve"} <= set(page.values("id"))
    assert "Severity" in page.text and "at least 4" in page.text and "at most 8" in page.text
    assert "January 1, 2026" in page.text


def test_a_page_stands_by_itself_and_can_be_found_through(place: Workspace) -> None:
    page = page_of(place, "pain >= 4", "pain >= 5")
    assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form"}
    assert not page.values("src") and all(link.startswith("#") for link in page.values("href"))
    ids = page.values("id")
    assert len(ids) == len(set(ids)) and {link[1:] for link in page.values("href")} <= set(ids)
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    tables = [tag for tag, _ in page.tags if tag in ("table", "caption")]
    assert tables.count("table") == tables.count("caption")
    assert [tag for tag, _ in page.tags].count("h1") == 1 and "lang" in dict(page.tags)["html"]
    style = (place.root / "changes.html").read_text("utf-8").partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page.values("content")[0]


def test_what_a_policy_says_is_never_markup(place: Workspace) -> None:
    page = page_of(place, 'require severity "Severity"\n    pain >= 4', 'review severity "<script>&"\n    pain >= 5')
    assert "<script>&" in page.text and "script" not in [tag for tag, _ in page.tags]


def test_what_is_not_decided_or_not_compared_stands_in_the_page(place: Workspace) -> None:
    page = page_of(place, "pain >= 4", "pain >= 5", VOCABULARY.replace("0..10  ", "0..100 "))
    assert "was not decided" in page.text and "“Pain score” is asked in another form" in page.text


def test_a_page_that_cannot_be_written_is_named(place: Workspace) -> None:
    compared(place, "pain >= 4", "pain >= 5")
    (place.root / "policies.html").mkdir()
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent", "--page", "policies.html")
    assert said.code == 1 and "cannot write policies.html" in said.err
