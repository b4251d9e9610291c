"""The document of a policy: the same sentences in both formats, all of the policy in them, and nothing that acts."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from assent.generate.document.emit import emit
from assent.language.canonical import digest
from assent.language.policy import Policy, Prose
from checking import policy_of
from documents import page_of, sentences_of_page, sentences_of_rendered

MARKDOWN = MarkdownIt("commonmark")

HOSTILE = (
    'a "quoted" word', "it's", "back\\slash\\", "{{ 7*7 }} {% x %} {# y #}", "{0} %s ${y} $x$", "</script><script>",
    "<b>bold</b>", "</style>", "&amp; &#60;", "<!-- clause: imaging -->", "--> <!--", "*stars* **more**", "_under_",
    "`tick`", "[link](x)", "![x](y)", "| pipe |", "# hash #", "---", "- item", "+ item", "> quote", "]]>", "'''",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil", "a\nb\n\nc", "x\x00y", "日本語 עברית 🩺", "“x”: not 3", "javascript:alert(1)",
    "https://example.org/",
)  # fmt: skip


def test_the_sentences_of_physical_therapy(documents: dict[str, str]) -> None:
    """Written by hand from the source, clause by clause."""
    sentences = sentences_of_page(documents["policy.html"])
    assert {id: (marked.lead, marked.text) for (kind, id), marked in sentences.items() if kind == "clause"} == {
        "conservative_care": ("Required", "Conservative treatment, all options tried: at least 12 weeks"),
        "symptoms": ("Required", "Symptoms, up to the date of the request: at least 6 weeks"),
        "clinical_documentation": (
            "To submit",
            (
                "All of the following:\n"
                "  History and physical examination, with the date range of symptoms: provided\n"
                "  Diagnostic test result (e.g. X-ray, MRI): at least 1 within the last 12 months"
            ),
        ),
        "imaging": (
            "Required",
            (
                "All of the following:\n"
                "  X-ray set: at least 2\n"
                "  X-ray set: at least 1 within the last 6 months\n"
                "  MRI set: 1 to 2\n"
                "  MRI set: at least 1 within the last 12 months"
            ),
        ),
        "severity": (
            "Required",
            (
                "All of the following:\n"
                "  Pain score (NRS): at least 4\n"
                "  Functional impairment (e.g. FABQ): at least moderate"
            ),
        ),
        "patient_selection": (
            "Required",
            (
                "All of the following:\n"
                "  Musculoskeletal condition: yes\n"
                "  Any of the following:\n"
                "    Responded to conservative treatment: no\n"
                "    Expected to respond favorably to physical therapy: yes"
            ),
        ),
        "failed_treatment": (
            "Required",
            "Conservative treatment tried: at least 1 within the last 12 months with “Outcome: failed”",
        ),
        "infection": ("Excludes", "Active infection that needs immediate medical attention: yes"),
        "pregnancy": ("Excludes", "Pregnant: yes"),
        "comorbidity": (
            "A clinician reviews when",
            "Severe comorbidity that may contraindicate care (e.g. diabetes, kidney disease): yes",
        ),
        "lack_of_conservative_care": ("Excludes", "Criterion “Conservative treatment” is not met"),
        "cosmetic": ("Excludes", "Requested for cosmetic purposes only: yes"),
        "history": ("To submit", "History and physical examination, with the date range of symptoms: provided"),
        "tests": ("To submit", "Diagnostic test result (e.g. X-ray, MRI): at least 1 within the last 12 months"),
        "logs": ("To submit", "Treatment logs with dates and outcomes of physical therapy sessions: provided"),
        "consultations": ("To submit", "Specialist consultation (e.g. orthopedic surgeon, rheumatologist): provided"),
    }
    assert {id: (marked.lead, marked.text) for (kind, id), marked in sentences.items() if kind == "exception"} == {
        "conservative_care": (
            "Exception — this criterion is waived when",
            "“Contraindications to conservative care” applies",
        ),
        "pregnancy": (
            "Exception — this exclusion does not apply when",
            (
                "All of the following:\n"
                "  Physical therapy is medically necessary despite pregnancy: yes\n"
                "  Healthcare provider's note of medical necessity in pregnancy: provided"
            ),
        ),
    }
    assert {id: (marked.lead, marked.text) for (kind, id), marked in sentences.items() if kind == "definition"} == {
        "contraindicated": (
            "Applies when",
            (
                "Any of the following:\n"
                "  Active infection that needs immediate medical attention: yes\n"
                "  All of the following:\n"
                "    Any of the following:\n"
                "      Pregnant: yes\n"
                "      Postpartum: yes\n"
                "    Conservative care is medically necessary despite pregnancy or postpartum status: no\n"
                "  Severe comorbidity that may contraindicate care (e.g. diabetes, kidney disease): yes"
            ),
        )
    }


def test_every_threshold_stands_in_the_sentences_and_no_other_does(documents: dict[str, str]) -> None:
    """Every quantity of the policy's text, counted by hand; labels hold none."""
    said = " ".join(marked.text for marked in sentences_of_page(documents["policy.html"]).values())
    assert Counter(re.findall(r"\d+(?: (?:days|weeks|months|years)| to \d+)?", said)) == Counter(
        [
            "12 weeks",
            "6 weeks",
            "1",
            "12 months",
            "2",
            "1",
            "6 months",
            "1 to 2",
            "1",
            "12 months",
            "4",
            "1",
            "12 months",
            "1",
            "12 months",
            *("12 weeks", "6 weeks"),  # of what the analysis assumes
        ]
    )
    assert said.count("moderate") == 1


def test_both_formats_hold_the_same_sentences(documents: dict[str, str]) -> None:
    rendered = sentences_of_rendered(MARKDOWN.render(documents["policy.md"]))
    assert rendered == sentences_of_page(documents["policy.html"])
    assert len(rendered) == 16 + 2 + 1 + 2 + 2


def test_both_formats_hold_the_same_texts(physical_therapy: Policy, documents: dict[str, str]) -> None:
    texts = [quote.quote for clause in physical_therapy.clauses for quote in clause.cites]
    texts += [note for clause in physical_therapy.clauses for note in clause.notes]
    texts += [clause.title for clause in physical_therapy.clauses]
    texts += [section.title for section in physical_therapy.sections]
    assert physical_therapy.authorization and physical_therapy.overview and physical_therapy.notice
    texts += [physical_therapy.authorization.appeal, *physical_therapy.authorization.notes]
    texts += [physical_therapy.overview.text, physical_therapy.notice.text]
    texts += ["CPT", "97110", "1.0.0", "January 1, 2026", "90 days", digest(physical_therapy)]
    page = page_of(documents["policy.html"]).text()
    rendered = page_of(MARKDOWN.render(documents["policy.md"])).text()
    for text in texts:
        line = " ".join(text.split())
        assert line in page
        assert line in rendered


def test_the_same_policy_gives_the_same_bytes(physical_therapy: Policy, documents: dict[str, str]) -> None:
    assert emit(physical_therapy) == documents
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in documents.values())
    assert all("\r" not in text and not re.search(r" +$", text, re.MULTILINE) for text in documents.values())


def test_a_denial_is_a_recommendation(documents: dict[str, str]) -> None:
    for text in (page_of(documents["policy.html"]).all("body")[0].text(), documents["policy.md"]):
        assert "A denial under this policy is a recommendation until a clinician decides." in text
        assert "Recommended: deny" in text
        assert not re.search(r"(is|are|will be|has been) denied(?! by software alone)", text)
        assert not re.search(r"(?<!Recommended: )(?<!does not )\bdeny\b", text)


RICH = """policy sleep "Sleep therapy"
  procedure  HCPCS E0601 "Device"
  procedure  CPT 94660
  version    2.1.0
  effective  2026-01-01 to 2026-12-31

facts
  care      duration     "Care"
  pregnant  yes/no       "Pregnant"
  agrees    judgement    "Benefit outweighs risk"
  note_     document     "Note"

define risk "Risk"
  not exempt
  because "Two reasons."

define exempt "Exempt"
  pregnant

section "Indications"
  require long_enough "Length"
    care >= 3 months
    unless not risk
    because "It works slowly."
    note "Counted from the first night."
  review benefit "Benefit"
    not agrees

section "Coding"
  untested "Claims need a modifier." because "Billing is not decided here."

authorization "What is approved"
  valid for 3 months
  grants "One device."
  grants "Two masks."
"""


def test_what_only_some_policies_have(documents: dict[str, str]) -> None:
    made = emit(policy_of(RICH))
    page = page_of(made["policy.html"]).text()
    markdown = page_of(MARKDOWN.render(made["policy.md"])).text()
    for text in (
        "January 1, 2026 to December 31, 2026",
        "It works slowly.",
        "Two reasons.",
        "Counted from the first night.",
        "Claims need a modifier.",
        "Billing is not decided here.",
        "One device.",
        "Two masks.",
        "No rule tests what this section of the policy says",
        "3 months from the day of approval",
    ):
        assert text in page
        assert text in markdown
    sentences = sentences_of_page(made["policy.html"])
    assert sentences_of_rendered(MARKDOWN.render(made["policy.md"])) == sentences
    assert [kind for kind, _ in sentences] == ["clause", "exception", "definition", "definition", "clause"]
    assert "What no rule tests" not in page_of(documents["policy.html"]).text()


def test_a_policy_of_nothing_but_a_header_has_a_document() -> None:
    made = emit(policy_of('policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n'))
    assert "Approve" in made["policy.md"]
    assert page_of(made["policy.html"]).all("h1")[0].text() == "P"


def hostile(policy: Policy, text: str) -> Policy:
    """The policy with a text put wherever an author may write one."""
    clauses = tuple(
        replace(
            clause,
            title=f"{text} {clause.title}",
            because=text,
            notes=(text,),
            cites=tuple(replace(cite, quote=text, under=text) for cite in clause.cites),
        )
        for clause in policy.clauses
    )
    return replace(
        policy,
        title=text,
        source=text,
        overview=Prose(text, f"{text}\n\n{text}"),
        notice=Prose(text, text),
        definitions=tuple(replace(definition, title=text, notes=(text,)) for definition in policy.definitions),
        sections=(replace(policy.sections[0], title=text, clauses=clauses),),
        facts=tuple(replace(fact, label=f"{text} {fact.label}") for fact in policy.facts),
    )


@pytest.mark.parametrize("text", [*HOSTILE, " ".join(HOSTILE), "<!-- /clause -->", "1. one", "a" * 300])
def test_policy_text_is_shown_and_does_nothing(physical_therapy: Policy, documents: dict[str, str], text: str) -> None:
    made = emit(hostile(physical_therapy, text))
    page, usual = page_of(made["policy.html"]), page_of(documents["policy.html"])
    assert {element.tag for element in page.walk()} <= {element.tag for element in usual.walk()}
    for element in page.walk():
        assert not [name for name in element.attributes if name.startswith("on") or name in ("style", "src")]
    rendered = page_of(MARKDOWN.render(made["policy.md"]))
    tags = {"", "!", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "a", "blockquote", "code", "hr"}
    assert {element.tag for element in rendered.walk()} <= tags
    assert sentences_of_rendered(MARKDOWN.render(made["policy.md"])) == sentences_of_page(made["policy.html"])
    assert page.all("title")[0].text().startswith(page.all("h1")[0].text())


def test_the_page_fetches_nothing_and_runs_nothing(documents: dict[str, str]) -> None:
    html = documents["policy.html"]
    page = page_of(html)
    assert not page.all("script", "link", "iframe", "object", "img", "form")
    assert "http" not in html.replace("http-equiv", "").replace('[href^="http"]', "")
    assert "url(" not in html
    assert "@import" not in html
    style = html[html.index("<style>") + len("<style>") : html.index("</style>")]
    (policy,) = (element.attributes["content"] for element in page.all("meta") if element.attributes.get("http-equiv"))
    allowed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"


def test_every_link_leads_to_a_place_on_the_page(documents: dict[str, str]) -> None:
    for html in (documents["policy.html"], MARKDOWN.render(documents["policy.md"])):
        page = page_of(html)
        ids = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        for link in page.all("a"):
            if "href" in link.attributes:
                assert link.attributes["href"].removeprefix("#") in ids
