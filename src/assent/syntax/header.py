"""The lines of a policy's header."""

from __future__ import annotations

from assent.source.record import record
from assent.syntax.leaf import Name, NumberWord, Place, Text, place


@record
class ProcedureNode:
    system: Name
    code: NumberWord
    title: Text | None
    at: Place = place()


@record
class Version:
    number: NumberWord
    at: Place = place()


@record
class Effective:
    start: NumberWord
    end: NumberWord | None
    at: Place = place()


@record
class Source:
    path: Text
    at: Place = place()


@record
class Reference:
    """`reference "Medicare coverage database, https://…"`."""

    text: Text
    at: Place = place()


@record
class Uses:
    names: tuple[Name, ...]
    at: Place = place()


@record
class Owner:
    """`owner "Musculoskeletal team"`."""

    name: Text
    at: Place = place()


@record
class Approved:
    """`approved by "Medical policy committee" on 2025-11-20`."""

    by: Text
    on: NumberWord
    at: Place = place()


@record
class ReviewBy:
    """`review by 2027-01-01`."""

    day: NumberWord
    at: Place = place()


@record
class Status:
    """`status draft`."""

    word: Name
    at: Place = place()


@record
class Varies:
    """`varies physical_therapy`, or `varies physical_therapy 1.0.0`."""

    name: Name
    version: NumberWord | None
    at: Place = place()


Header = ProcedureNode | Version | Effective | Source | Reference | Uses | Owner | Approved | ReviewBy | Status | Varies
