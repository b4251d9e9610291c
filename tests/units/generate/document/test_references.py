"""What a policy rests on, in both forms of its document: text, in which an https address is a link."""

from __future__ import annotations

import pytest

from assent.generate.document.emit import emit
from assent.generate.document.text import with_addresses
from checking import HEADER, policy_of

REST = 'facts\n  flag  yes/no  "Flag"\nrequire c "C"\n  flag\n'


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("A guideline", [("A guideline", False)]),
        ("https://example.org", [("https://example.org", True)]),
        (
            "A, https://www.example.org/a_b/c.html?id=3&n=4#top, 2026.",
            [("A, ", False), ("https://www.example.org/a_b/c.html?id=3&n=4#top", True), (", 2026.", False)],
        ),
        ("(https://example.org/a).", [("(", False), ("https://example.org/a", True), (").", False)]),
        *((said, [(said, False)]) for said in (
            "http://example.org",
            "HTTPS://example.org",
            "javascript:alert(1)",
            "xhttps://example.org",
            "https://www.example.org@evil.example/",
            "https://user:word@example.org/",
            "https://example.org:8080/",
            "https://exämple.org/",
            'https://example.org/"onclick="x',
            "https://example.org/>x",
            "https://example.org/{{x}}",
            "https://example.org/a&copy;b",
            "https://localhost",
            "https://",
        )),
    ],
)  # fmt: skip
def test_which_addresses_may_be_followed(text: str, pieces: list[tuple[str, bool]]) -> None:
    assert list(with_addresses(text)) == pieces


def test_references_stand_in_a_list_of_their_own() -> None:
    lines = '  reference "A <b>guide</b>  of *2024*"\n  reference "The database, https://www.example.org/view_1.aspx?id=3&n=4."\n'
    policy = policy_of(HEADER + lines + REST)
    assert policy.references == (
        "A <b>guide</b> of *2024*",
        "The database, https://www.example.org/view_1.aspx?id=3&n=4.",
    )
    documents = emit(policy)
    assert (
        "## References\n\n"
        "- A \\<b>guide\\</b> of \\*2024\\*\n"
        "- The database, <https://www.example.org/view_1.aspx?id=3&n=4>.\n"
    ) in documents["policy.md"]  # fmt: skip
    page = documents["policy.html"]
    assert "<li>A &lt;b&gt;guide&lt;/b&gt; of *2024*</li>" in page
    address = "https://www.example.org/view_1.aspx?id=3&amp;n=4"
    assert f'<li>The database, <a href="{address}" rel="noreferrer">{address}</a>.</li>' in page
    assert '<li><a href="#references">References</a></li>' in page


def test_a_policy_without_references_has_no_list_of_them() -> None:
    for text in emit(policy_of(HEADER + REST)).values():
        assert "References" not in text
