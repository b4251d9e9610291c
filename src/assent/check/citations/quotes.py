"""The quotes of a policy: what each says, whose it is, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assent.check.citations.normal import Normal
from assent.language.policy import Authorization, Citation, Clause, Definition, Policy, Untested
from assent.source.record import record
from assent.source.text import SourceText, Span

Owner = Clause | Definition | Authorization | Untested

_STRING = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\[^\n])*"')


@record
class Quote:
    """A quote as a policy writes it, and whose it is: a clause, a definition, the authorization, an `untested`."""

    owner: Owner
    text: str
    under: str
    span: Span

    @property
    def string(self) -> Span:
        """Where the quoted words stand in the policy, `cites` and `under` left out."""
        return self._string(0)

    @property
    def heading(self) -> Span:
        """Where the heading after `under` stands."""
        return self._string(1)

    def words(self, wanted: str) -> Span:
        """Where some words of the quote stand in the policy; the whole quote where that cannot be told."""
        string = self.string
        pattern = r"\s+".join(re.escape(word) for word in wanted.split())
        found = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", string.text)) if wanted else []
        if len(found) != 1:
            return string
        return Span(string.source, string.start + found[0].start(), string.start + found[0].end())

    def _string(self, number: int) -> Span:
        strings = list(_STRING.finditer(self.span.text))
        if number >= len(strings):
            return self.span
        start, end = strings[number].span()
        return Span(self.span.source, self.span.start + start, self.span.start + end)


@record
class Found:
    """A quote that is in the source: its normal form, and where it stands in the normalised text."""

    quote: Quote
    normal: Normal
    start: int
    end: int


def quotes_of(policy: Policy) -> Iterator[Quote]:
    """Every quote of a policy: of definitions, clauses and the authorization, then the `untested` ones."""
    owners: list[Clause | Definition | Authorization] = [*policy.definitions, *policy.clauses]
    if policy.authorization is not None:
        owners.append(policy.authorization)
    for owner in owners:
        for citation in owner.cites:
            yield Quote(owner, citation.quote, citation.under, _span(policy, owner, citation))
    for untested in policy.untested:
        yield Quote(untested, untested.quote, untested.under, _span(policy, untested, untested))


def _span(policy: Policy, owner: Owner, citation: Citation | Untested) -> Span:
    """Where a quote is written; nowhere in particular for a policy that was not read from a text."""
    return citation.span or owner.span or policy.span or Span(SourceText(policy.id, ""), 0, 0)
