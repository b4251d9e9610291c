"""From the header of a policy to its procedures, version and dates."""

from __future__ import annotations

from typing import TypeVar

from assent.check.lower import literals
from assent.check.problems import Problems
from assent.check.rules import amounts, codes, governance, names, texts
from assent.check.rules import header as rules
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.governance import Approval, Governance
from assent.language.policy import Procedure
from assent.source.record import record
from assent.syntax import tree as t
from assent.syntax.unread import Unread

Line = TypeVar("Line", t.Version, t.Effective, t.Source, t.Owner, t.ReviewBy, t.Status)


@record
class Header:
    """What a policy's header says. `version` is "" and `effective` 0 where a mistake was reported."""

    procedures: tuple[Procedure, ...]
    version: str
    effective: int
    until: int | None
    source: str
    references: tuple[str, ...]
    governance: Governance


def header(problems: Problems, tree: t.PolicyTree, *, unread: Unread) -> Header:
    """The header, its mistakes reported. A line that may stand where nothing could be read is not called missing."""
    version = _only(problems, tree, t.Version, "version")
    effective = _only(problems, tree, t.Effective, "effective")
    source = _only(problems, tree, t.Source, "source")
    top = (tree.at[0], tree.blocks[0].at[0] if tree.blocks else tree.at[1])
    spoilt = unread.touches(top)
    if version is None and not spoilt and not unread.may_hold("version"):
        rules.missing_line(problems, tree, "version")
    if effective is None and not spoilt and not unread.may_hold("effective"):
        rules.missing_line(problems, tree, "effective")
    start, end = _dates(problems, effective)
    return Header(
        _procedures(problems, tree),
        _version(problems, version),
        start or 0,
        end,
        texts.prose(problems, source.path, "this path") if source else "",
        tuple(
            texts.title(problems, line.text, "this reference") for line in tree.header if isinstance(line, t.Reference)
        ),
        _governance(problems, tree, start),
    )


def _governance(problems: Problems, tree: t.PolicyTree, effective: int | None) -> Governance:
    """Who stands behind the version; held against the day it takes effect, where that is known."""
    owner = _only(problems, tree, t.Owner, "owner")
    review = _only(problems, tree, t.ReviewBy, "review by")
    status = _only(problems, tree, t.Status, "status")
    if status is not None and status.word.word not in ("", "draft"):
        governance.unknown_status(problems, status.word)
    approved: list[Approval] = []
    for line in (line for line in tree.header if isinstance(line, t.Approved)):
        by, day = texts.title(problems, line.by, "who approved"), literals.day(problems, line.on)
        if status is not None:
            governance.approved_draft(problems, line, status)
        elif day is not None and effective is not None and day > effective:
            governance.approved_late(problems, line, effective)
        approved.append(Approval(by, day or 0))
    review_by = literals.day(problems, review.day) if review else None
    if review is not None and review_by is not None and effective is not None and review_by < effective:
        governance.review_before_effective(problems, review, effective)
    name = texts.title(problems, owner.name, "the owner") if owner else ""
    return Governance(name, tuple(approved), review_by, status is not None)


def _version(problems: Problems, line: t.Version | None) -> str:
    if line is not None and len(line.number.word) > amounts.MOST_DIGITS:
        amounts.long_number(problems, line.number)
    return line.number.word if line is not None else ""


def _only(problems: Problems, tree: t.PolicyTree, kind: type[Line], keyword: str) -> Line | None:
    lines = [line for line in tree.header if isinstance(line, kind)]
    for line in lines[1:]:
        rules.repeated_line(problems, keyword, lines[0].at, line.at)
    return lines[0] if lines else None


def _dates(problems: Problems, node: t.Effective | None) -> tuple[int | None, int | None]:
    if node is None:
        return None, None
    start = literals.day(problems, node.start)
    end = literals.day(problems, node.end) if node.end else None
    if start is not None and end is not None and end < start:
        rules.ends_before_start(problems, node)
    return start, end


def _procedures(problems: Problems, tree: t.PolicyTree) -> tuple[Procedure, ...]:
    procedures = []
    for node in tree.header:
        if not isinstance(node, t.ProcedureNode):
            continue
        system = CODE_SYSTEMS.get(node.system.word)
        if system is None:
            if node.system.word:
                names.unknown_code_system(problems, node.system)
        else:
            codes.is_code(problems, node.code, system.name)
        title = texts.title(problems, node.title, "this title") if node.title else ""
        procedures.append(Procedure(node.system.word, node.code.word, title))
    return tuple(procedures)
