"""The page is accessible: landmarks, headings, lists, tables, contrast, and words where there is colour."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

import assent.generate.document
from documents import Element, page_of

SHEET = (Path(assent.generate.document.__file__).parent / "style.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(documents: dict[str, str]) -> Element:
    return page_of(documents["policy.html"])


def test_the_page_says_its_language_and_its_title(page: Element) -> None:
    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.all("title")[0].text() == "Physical Therapy (97110): prior authorization policy, version 1.0.0"


def test_the_page_has_one_of_each_landmark_and_a_way_past_the_first(page: Element) -> None:
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer", "h1")] == [1, 1, 1, 1, 1]
    body = page.all("body")[0]
    assert [child.tag for child in body.children if isinstance(child, Element)] == ["a", "header", "div", "footer"]
    assert page.all("a")[0].attributes["href"] == f"#{page.all('main')[0].attributes['id']}"
    (contents,) = page.all("nav")
    assert contents.attributes["aria-labelledby"] == contents.all("h2")[0].attributes["id"]


def test_headings_stand_in_order(page: Element) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(heading.text() for heading in page.all("h1", "h2", "h3", "h4"))


def test_lists_hold_items_and_tables_have_headers(page: Element) -> None:
    for listed in page.all("ul", "ol"):
        assert {child.tag for child in listed.children if isinstance(child, Element)} == {"li"}
    for listed in page.all("dl"):
        assert all({inner.tag for inner in group.children if isinstance(inner, Element)} == {"dt", "dd"}
                   for group in listed.inside("div"))  # fmt: skip
    for table in page.all("table"):
        assert [cell.attributes["scope"] for cell in table.all("thead")[0].all("th")] == ["col"] * 3
        for row in table.all("tbody")[0].all("tr"):
            assert row.inside("th")[0].attributes["scope"] == "row"


def test_every_picture_says_in_words_what_it_shows(page: Element) -> None:
    pictures = page.all("svg")
    assert len(pictures) == 2
    for picture in pictures:
        title, text = picture.inside("title")[0], picture.inside("desc")[0]
        assert picture.attributes["role"] == "img"
        assert picture.attributes["aria-labelledby"] == f"{title.attributes['id']} {text.attributes['id']}"
        assert title.text() == "How an outcome is reached"
        assert text.text().startswith(
            "Is a criterion not met, or does an exclusion apply? Required, not met: 1.1 Conservative treatment, "
        )
        assert text.text().endswith("If yes: Review. A clinician decides. If no, go on. Approve. Valid for 90 days.")


def test_nothing_is_said_by_colour_alone(page: Element) -> None:
    """Each clause carries in words the verb that colours it."""
    words = {
        "require": "Required", "exclude": "Excludes", "review": "A clinician reviews when", "submit": "To submit"
    }  # fmt: skip
    clauses = [element for element in page.walk() if "data-clause" in element.attributes]
    assert len(clauses) == 16
    for clause in clauses:
        assert clause.inside("p")[0].text() == words[clause.attributes["class"].split()[-1]]


def colours(scheme: str) -> dict[str, str]:
    """The custom properties of a scheme."""
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TONES = ("require", "exclude", "review", "submit", "approve", "accent")
TEXT = [(text, ground) for text in ("ink", "muted", *TONES) for ground in ("ground", "paper")]
TEXT += [(tone, f"{tone}-soft") for tone in TONES] + [("ink", f"{tone}-soft") for tone in TONES]
LINES = [("strong-line", "ground"), ("strong-line", "paper")]


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_lines_stand_out_from_their_ground(scheme: str) -> None:
    known = colours(scheme)
    assert {one for pair in TEXT + LINES for one in pair} | {"line"} == set(known)
    assert [pair for pair in TEXT if contrast(known[pair[0]], known[pair[1]]) < 4.5] == []
    assert [pair for pair in LINES if contrast(known[pair[0]], known[pair[1]]) < 3] == []


def test_both_schemes_set_the_same_colours_and_rules_use_no_other() -> None:
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
    assert re.findall(r"--[\w-]+(?=:)", light) == re.findall(r"--[\w-]+(?=:)", dark)
    rules = SHEET[: SHEET.index("@page")].replace(light, "").replace(dark, "")
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", rules)
    assert set(re.findall(r"#[0-9a-f]{6}\b", SHEET[SHEET.index("@page") :])) == {colours("light")["muted"]}
