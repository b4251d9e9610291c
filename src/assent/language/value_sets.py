"""Value sets: codes that go together under a name, as policies ask for them.

The tests that use one hold its codes themselves. What stands here is for readers: which codes they are, and
where they come from.
"""

from __future__ import annotations

from dataclasses import field

from assent.language.operators.options import EITHER
from assent.source.record import record
from assent.source.text import Span


@record
class ValueSet:
    """Codes of one system, each a code, a beginning with `*`, or a range, in order; `source` is the path of their file.

    `source` is "" where the policy lists them itself.
    """

    id: str
    title: str
    system: str
    codes: tuple[str, ...]
    source: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def pattern(self) -> str:
        """What a code of the set matches."""
        return EITHER.join(self.codes)

    @property
    def words(self) -> str:
        """How a test speaks of it."""
        return f"a code of “{self.title}”"
