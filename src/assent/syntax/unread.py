"""What a reading left out of the tree: nothing that may have stood there is called missing elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assent.syntax.tree import Place

_NO_NAME = re.compile(r"\W+")


@dataclass(frozen=True)
class Unread:
    """The stretches of a text that could not be read; `everywhere` where its layout cannot be trusted."""

    text: str = ""
    places: tuple[Place, ...] = ()
    everywhere: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.places)

    @cached_property
    def _words(self) -> str:
        """All words of the stretches, joined as a name's are: a name written as several words is found as well."""
        return "".join(f"_{_NO_NAME.sub('_', self.text[start:end])}_" for start, end in self.places).lower()

    def may_hold(self, name: str) -> bool:
        """Whether a name may be declared there."""
        return self.everywhere or f"_{name.lower()}_" in self._words

    def touches(self, place: Place) -> bool:
        """Whether any of it stands in a place, or directly below it."""
        start, end = place
        return self.everywhere or any(
            start <= unread <= end or (end < unread and not self.text[end:unread].strip()) for unread, _ in self.places
        )


NOTHING = Unread()
