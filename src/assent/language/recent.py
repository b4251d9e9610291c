"""A measured value of a day near enough; None where its day is not known, or is not.

This module uses the standard library alone and stands, word for word, in every generated checker. The
interpreter looks at days by itself, so that tests compare two ways of doing it.
"""

from __future__ import annotations

from typing import Any

from assent.language.nothing import NOTHING


def recent(value: Any, day: Any, first: int, as_of: int) -> Any:
    """The value, if it is of a day from `first` to `as_of`; that it was not done is of any day."""
    if value is None or value is NOTHING:
        return value
    return None if day is None or day < first or day > as_of else value
