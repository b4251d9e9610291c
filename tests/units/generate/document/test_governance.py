"""Who stands behind a policy, in both forms of its document."""

from __future__ import annotations

from assent.generate.document.emit import emit
from checking import policy_of

TEXT = """policy p "P"
  version 1.0.0
  effective 2026-01-01
{}
facts
  flag  yes/no  "Flag"
require c "C"
  flag
"""
LINES = """  owner "The <b>owner</b>"
  approved by "The committee" on 2025-11-20
  approved by "The board" on 2025-12-01
  review by 2026-12-31
"""


def test_the_owner_the_approvals_and_the_review_stand_at_the_head() -> None:
    documents = emit(policy_of(TEXT.format(LINES)))
    markdown, page = documents["policy.md"], documents["policy.html"]
    assert "- **Owner:** The \\<b>owner\\</b>\n" in markdown
    assert "- **Approved by:** The committee, November 20, 2025\n" in markdown
    assert "- **Approved by:** The board, December 1, 2025\n" in markdown
    assert (
        "- **Review by:** December 31, 2026. Decisions for a later date say that the review is overdue.\n" in markdown
    )
    assert "<dd>The &lt;b&gt;owner&lt;/b&gt;</dd>" in page
    assert '<dd>The committee, <time datetime="2025-11-20">November 20, 2025</time></dd>' in page
    assert '<dd><time datetime="2026-12-31">December 31, 2026</time>. Decisions for a later date say' in page
    assert "raft" not in markdown and "is a draft" not in page


def test_a_draft_says_so_before_anything_else() -> None:
    documents = emit(policy_of(TEXT.format("  status draft\n")))
    said = "This version is a draft. It is not approved, and nothing may rest on an outcome under it."
    assert documents["policy.md"].startswith(
        f"# P\n\nDraft of a prior authorization policy\n\n**{said}**\n\n- **Version:**"
    )
    assert f'<p class="draft" role="note"><strong>{said}</strong></p>\n</div>\n</header>' in documents["policy.html"]
    assert "Draft of a prior authorization policy\\2c  version 1\\2e 0" in documents["policy.html"], "on printed pages"


def test_a_policy_that_says_nothing_of_it_has_nothing_of_it_in_its_document() -> None:
    for text in emit(policy_of(TEXT.format(""))).values():
        assert not [word for word in ("Owner", "Approved by", "Review by") if word in text]
