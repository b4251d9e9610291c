"""The values with names as the document lists them: of a parameter by date, of a table by case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assent.generate.document.text import one_line
from assent.generate.document.wording import long_date
from assent.language.phrases import condition_text
from assent.language.policy import Policy


@dataclass(frozen=True, slots=True)
class ThresholdPart:
    """A parameter or a table: its title, and its values, each with from when or where it counts."""

    title: str
    values: tuple[str, ...]


def threshold_parts(policy: Policy) -> Iterator[ThresholdPart]:
    """The parameters of a policy, then its tables."""
    for parameter in policy.parameters:
        values = (
            one_line(
                f"{value.text} from {long_date(value.start)}" + (f" ({value.reference})" if value.reference else "")
            )
            for value in parameter.values
        )
        yield ThresholdPart(one_line(parameter.title), tuple(values))
    for table in policy.tables:
        cases = (one_line(f"{case.text} where {condition_text(case.when)}") for case in table.cases)
        yield ThresholdPart(one_line(table.title), tuple(cases))
