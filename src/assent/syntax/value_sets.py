"""The nodes of value sets: codes that go together, under a name."""

from __future__ import annotations

from assent.source.record import record
from assent.syntax.leaf import Name, NumberWord, Place, Text, place


@record
class CodesNode:
    """A line of codes: `M54.5*`, or `M54.0 to M54.9`, and what they are called, which nothing looks at."""

    first: NumberWord
    last: NumberWord | None
    remark: Text | None
    at: Place = place()


@record
class ValueSetNode:
    """`value set low_back_pain ICD10 "Low back pain"`, with the codes below it, or in the file that it names."""

    name: Name
    system: Name
    title: Text
    path: Text | None
    codes: tuple[CodesNode, ...]
    at: Place = place()
