"""What a policy changes of the one that it varies, in both forms of its document."""

from __future__ import annotations

import re

from assent.generate.document.emit import emit
from assent.loading import compile_texts

BASE = """policy base "The <b>base</b>"
  version 1.0.0
  effective 2026-01-01
facts
  flag   yes/no  "Flag"
  score  0..10   "Score"
define severe "Severe"
  score >= 7
require two "Two"
  all of
    flag
    score >= 4
  unless severe
exclude three "Three"
  flag
  when severe
require four "Four"
  not three
"""
TEXT = """policy changed "Changed"
  varies base
  version 2
  effective 2026-01-01
without three because "It is <i>not</i> allowed."
without four because "It needs the other."
replace require two "Two, changed"
  score >= 5
require five "Five"
  severe
authorization
  valid for 3 days
"""


def documents() -> dict[str, str]:
    policy = compile_texts(TEXT, path="p", vocabularies=(), document=None, bases=(BASE,)).policy
    assert policy is not None
    return emit(policy)


def test_the_difference_is_told_with_what_the_base_says() -> None:
    markdown = documents()["policy.md"]
    start, end = markdown.index("## What this policy varies"), markdown.index("## How to read this policy")
    assert (
        markdown[start:end].strip()
        == """## What this policy varies

This policy varies “The \\<b>base\\</b>” (`base`, version 1.0.0). It says the same, except for what is named here.

- **Replaced:** [1.1 Two, changed](#clause-two).
  - **There:** Required
    - All of the following:
      - Flag: yes
      - Score: at least 4
  - **There:** Exception — this criterion is waived when
    - “Severe” applies
- **Added:** [1.2 Five](#clause-five)
- **Left out:** Three. **Why:** It is \\<i>not\\</i> allowed.
  - **There:** Applies only when
    - “Severe” applies
  - **There:** Excludes
    - Flag: yes
- **Left out:** Four. **Why:** It needs the other.
  - **There:** Required
    - Exclusion “Three” does not apply
- **Also different:** the authorization"""
    )


def test_the_page_says_the_same() -> None:
    page = documents()["policy.html"]
    section = re.search(r'<section id="variation">.*?</section>', page, re.DOTALL)
    assert section
    assert '<a href="#clause-two">1.1 Two, changed</a>' in section[0]
    assert "It is &lt;i&gt;not&lt;/i&gt; allowed." in section[0]
    assert "Exclusion “Three” does not apply" in section[0]
    assert '<a href="#variation">What this policy varies</a>' in page
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r'id="([^"]+)"', page)), "every link leads to a place on the page"


def test_a_policy_that_varies_none_says_nothing_of_it() -> None:
    policy = compile_texts(BASE, path="p", vocabularies=(), document=None).policy
    assert policy is not None
    assert not [text for text in emit(policy).values() if "What this policy varies" in text]
