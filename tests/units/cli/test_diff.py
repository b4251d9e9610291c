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


def test_a_fact_with_another_range_is_explained_and_compared_where_both_take_it(place: Workspace) -> None:
    found = compared(place, "pain >= 4", "pain >= 5", VOCABULARY.replace("0..10  ", "0..100 "))
    assert (found["verdict"], found["of"]) == ("stricter", "requests that both take alike")
    assert {one["id"]: one["verdict"] for one in found["clauses"] if one["verdict"] != "same"} == {
        "severity": "stricter"
    }
    assert found["facts"] == [
        {
            "name": "pain",
            "label": "Pain score",
            "old": "a number from 0 to 10",
            "new": "a number from 0 to 100",
            "is_compared": True,
            "means": "compared for what both take: a number from 0 to 10; what only the new one takes, the old one"
            " rejects",
        }
    ]
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert "splint 1.0.0: of the requests that both take alike, the new one is stricter" in said.out
    assert said.out.count("`pain`") == 1


def test_the_same_of_some_requests_is_not_the_same(place: Workspace) -> None:
    """A request that states `not done`, or a pain of 11, is one that the old policy rejects."""
    for type in ("0..10 or not done", "0..100           "):
        found = compared(place, "pain >= 4", "pain >= 4", VOCABULARY.replace("0..10       ", type))
        assert (found["verdict"], found["of"]) == ("same outcomes", "requests that both take alike")


def test_what_could_not_be_compared_is_said_once(place: Workspace) -> None:
    place.write("draft/policies/hand.assent", VOCABULARY.replace("yes/no      ", "dated list  "))
    place.write("draft/policies/splint.assent", POLICY.replace("    infection\n", "    at least 1 infection\n"))
    place.write("draft/policies/sources/splint.txt", "Symptoms must last for at least 6 weeks.\n")
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert said.code == 3 and "the new one was not decided" in said.out
    assert "`infection` was a yes/no fact, and is a list: the two do not take the same" in said.out
    undecided = [line for line in said.out.splitlines() if "not decided, because" in line]
    assert len(undecided) == 2  # the outcomes together, and the clause that asks about it
    assert "from approve to deny" in undecided[0] and undecided[1].startswith("    ")


def test_what_approvals_grant_is_compared(place: Workspace) -> None:
    found = compared(place, "valid for 90 days", "valid for 10 days")
    assert (found["verdict"], found["grants"]["verdict"]) == ("same outcomes", "less")
    (validity,) = found["grants"]["things"]
    less = validity["less"]
    assert validity["more"]["answer"] == "never" and less["request"]["as_of"] == "2026-03-15"
    assert (less["old_grants"], less["new_grants"]) == ("valid to 2026-06-13", "valid to 2026-03-25")
    place.write("example.json", json.dumps(less["request"]))
    for policies, day in (("policies", "2026-06-13"), ("draft/policies", "2026-03-25")):
        decided = place.assent("decide", f"{policies}/splint.assent", "example.json", "--json")
        assert json.loads(decided.out)["valid_until"] == day
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert "the new one comes to the same outcomes; approvals grant less" in said.out
    assert "    old: Valid for 90 days\n    new: Valid for 10 days\n" in said.out


@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ("  uses       hand", "  uses       hand\n  status draft", "status of every decision"),
        ("  uses       hand", "  uses       hand\n  review by 2027-01-01", "to be reviewed by"),
        ("  uses       hand", '  uses       hand\n  procedure  CPT 97110 "Exercises"', "procedures covered"),
        ("  valid for 90 days", '  valid for 90 days\n  appeal "In writing."', "how to appeal"),
    ],
)
def test_what_else_changes_is_said(place: Workspace, old: str, new: str, about: str) -> None:
    found = compared(place, old, new)
    assert found["verdict"] == "same outcomes" and [aside["about"] for aside in found["asides"]] == [about]
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert "; approvals grant the same; something else changes" in said.out and about in said.out


def test_dates_on_which_one_of_them_is_not_in_force_are_said(place: Workspace) -> None:
    dates = "  effective  2026-01-01"
    place.edit("policies/splint.assent", dates, f"{dates} to 2026-12-31")
    found = compared(place, dates, "  effective  2027-01-01")
    assert found["in_force_together"] is None
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert "On no day are both in force" in said.out


def test_an_example_is_of_a_day_on_which_both_are_in_force(place: Workspace) -> None:
    place.write("draft/policies/splint.assent", POLICY.replace("2026-01-01", "2027-01-01").replace(">= 4", ">= 5"))
    place.write("draft/policies/hand.assent", VOCABULARY)
    place.write("draft/policies/sources/splint.txt", "Symptoms must last for at least 6 weeks.\n")
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent", "--json")
    found = json.loads(said.out)
    shown = [pair for pair in found["outcomes"] if pair["answer"] == "yes"]
    assert found["in_force_together"] == "from 2027-01-01" and shown
    for pair in shown:
        assert pair["request"]["as_of"] == "2027-03-15" and pair["in_force"] == ["old", "new"]


def test_both_wordings_of_a_changed_clause_are_shown(place: Workspace) -> None:
    compared(place, "pain >= 4", "pain from 3 to 8")
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert "    old: Pain score: at least 4\n" in said.out
    assert "    new: Pain score: at least 3" in said.out and "    new: Pain score: at most 8" in said.out


def test_a_clause_in_other_words_of_the_same_effect_is_named(place: Workspace) -> None:
    found = compared(place, "symptoms >= 6 weeks", "symptoms >= 42 days")
    assert (found["verdict"], found["reworded"]) == ("same", ["symptoms_last"])


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


def test_what_was_compared_and_what_approvals_grant_stands_in_the_page(place: Workspace) -> None:
    page = page_of(place, "valid for 90 days", "valid for 10 days", VOCABULARY.replace("0..10  ", "0..100 "))
    assert "Of the requests that both take alike, and of no others: The new policy comes to the same" in page.text
    assert "“Pain score” was a number from 0 to 10, and is a number from 0 to 100: compared" in page.text
    assert "Approvals grant less: less for some requests, and more for none." in page.text
    assert "Old: valid to 2026-06-13. New: valid to 2026-03-25." in page.text and "grant-1-less" in page.values("id")


def test_a_page_that_cannot_be_written_is_named(place: Workspace) -> None:
    compared(place, "pain >= 4", "pain >= 5")
    (place.root / "policies.html").mkdir()
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent", "--page", "policies.html")
    assert said.code == 1 and "cannot write policies.html" in said.err
