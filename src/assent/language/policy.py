"""The checked policy: what every output sees. No tree, no file, no Lark behind it."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from assent.language.expressions import AllOf, AnyOf, Calculated, Expression, Fact, Not
from assent.language.governance import Governance
from assent.language.grants import Grant, Longer
from assent.language.properties import Property
from assent.language.thresholds import Parameter, Table
from assent.language.value_sets import ValueSet
from assent.language.values import Period
from assent.language.variation import Variation
from assent.source.record import record
from assent.source.text import Span

Verb = Literal["require", "exclude", "review", "submit"]


@record
class Citation:
    """A quotation from the source document; `under` names the heading where it stands more than once."""

    quote: str
    under: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@record
class Acceptance:
    """A finding of `assent verify` that is known (its code), and why it stays. It changes no decision."""

    finding: str
    because: str
    span: Span | None = field(default=None, compare=False, repr=False)


@record
class Definition:
    """A named condition."""

    id: str
    title: str
    body: Expression
    cites: tuple[Citation, ...] = ()
    because: str = ""
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)
    accepts: tuple[Acceptance, ...] = ()


@record
class Clause:
    """One criterion: what it does (`verb`), its test, its exception, and what it stands on.

    `when` says to which requests it applies, None where it applies to all.
    """

    id: str
    verb: Verb
    title: str
    section: str
    body: Expression
    unless: Expression | None = None
    cites: tuple[Citation, ...] = ()
    because: str = ""
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)
    when: Expression | None = None
    accepts: tuple[Acceptance, ...] = ()

    @property
    def whole(self) -> Expression:
        """The body with its exception and its condition: what the clause's result is the truth of."""
        demands = self.verb in ("require", "submit")
        whole = self.body
        if self.unless is not None:
            whole = AnyOf((whole, self.unless)) if demands else AllOf((whole, Not(self.unless)))
        if self.when is not None:
            whole = AnyOf((Not(self.when), whole)) if demands else AllOf((self.when, whole))
        return whole


@record
class Section:
    """Clauses under one heading of the policy."""

    title: str
    clauses: tuple[Clause, ...]


@record
class Procedure:
    """A procedure the policy covers: code system, code, and what it is called there ("" where not said)."""

    system: str
    code: str
    title: str = ""


@record
class Prose:
    """A titled text that no rule decides: overview, notice."""

    title: str
    text: str


@record
class Untested:
    """A statement of the source that no rule decides, and why."""

    quote: str
    because: str
    under: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@record
class Assumption:
    """What holds of requests in the world, and why. It is for the analysis of the policy, and decides nothing.

    `written` are the author's words for the test.
    """

    test: Expression
    because: str
    written: str = field(default="", compare=False, repr=False)
    span: Span | None = field(default=None, compare=False, repr=False)


@record
class Authorization:
    """What an approval is: how long it is valid, what it grants, and how a denial is appealed.

    `longer` are validities that hold under a condition; there are none without `valid`, which holds for all.
    """

    title: str
    valid: Period | None = None
    grants: tuple[Grant, ...] = ()
    appeal: str = ""
    cites: tuple[Citation, ...] = ()
    because: str = ""
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)
    longer: tuple[Longer, ...] = ()

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """The conditions of its lines, in order."""
        grants = (grant.when for grant in self.grants if grant.when is not None)
        return (*(longer.when for longer in self.longer), *grants)


@record
class Policy:
    """One version of one policy, checked. Dates are days (`language.calendar`); `until` is included.

    `facts` are all that its vocabularies and its own `facts` block declare, used or not, in the order
    of declaration. `source` is the path as written, relative to the policy's file; `references` say what
    else it rests on. `digest` is "sha256:…" of the canonical form (`language.canonical`).
    """

    id: str
    title: str
    version: str
    effective: int
    until: int | None
    procedures: tuple[Procedure, ...]
    source: str
    vocabularies: tuple[str, ...]
    facts: tuple[Fact, ...]
    overview: Prose | None
    definitions: tuple[Definition, ...]
    sections: tuple[Section, ...]
    untested: tuple[Untested, ...]
    authorization: Authorization | None
    notice: Prose | None
    references: tuple[str, ...] = ()
    governance: Governance = Governance()
    variation: Variation | None = None
    parameters: tuple[Parameter, ...] = ()
    tables: tuple[Table, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    properties: tuple[Property, ...] = ()
    value_sets: tuple[ValueSet, ...] = ()
    calculated: tuple[Calculated, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in the order of the policy."""
        return tuple(clause for section in self.sections for clause in section.clauses)

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """The conditions of what an approval is."""
        return self.authorization.conditions if self.authorization else ()

    @property
    def requested(self) -> tuple[Fact, ...]:
        """The facts that say what was requested, where what is granted is held against it; each once."""
        grants = self.authorization.grants if self.authorization else ()
        return tuple(dict.fromkeys(grant.requested for grant in grants if grant.requested is not None))

    @property
    def named(self) -> dict[str, Expression]:
        """What each definition and each clause stands for when it is named elsewhere."""
        return {definition.id: definition.body for definition in self.definitions} | {
            clause.id: clause.whole for clause in self.clauses
        }
