"""From the lines of an authorization to what an approval is: its validity, what it grants, each under its condition."""

from __future__ import annotations

from assent.check.lower import bodies, elements, literals, operands
from assent.check.lower.context import Context
from assent.check.problems import Problems
from assent.check.rules import grants as rules
from assent.check.rules import header, not_done, texts
from assent.check.rules.duplicates import same_words
from assent.check.subject import Subject
from assent.language.expressions import Expression, Fact, Titled
from assent.language.grants import Grant, Longer, condition
from assent.language.policy import Authorization
from assent.language.types import Number, Scale, Type
from assent.language.values import Period
from assent.syntax import tree as t


def authorization(context: Context, node: t.AuthorizationNode) -> Authorization:
    """What an approval is, its mistakes reported. It comes after the clauses, whose pathways it may name."""
    problems = context.problems
    appeal = [line for line in node.lines if isinstance(line, t.Appeal)]
    for line in appeal[1:]:
        header.repeated_line(problems, "appeal", appeal[0].at, line.at)
    valid, longer = _validity(context, node)
    written = [line for line in node.lines if isinstance(line, t.Grants)]
    granted = [(line, grant) for line in written if (grant := _grant(context, line)) is not None]
    rules.against_one_request(problems, granted)
    rules.never_count(problems, granted)
    return Authorization(
        title=texts.title(problems, node.title, "this title") if node.title else "Authorization",
        valid=valid,
        grants=tuple(grant for _, grant in granted),
        appeal=texts.prose(problems, appeal[0].text, "this text") if appeal else "",
        cites=bodies.citations(problems, node.lines),
        because=bodies.reason(problems, node.lines),
        notes=bodies.notes(problems, node.lines),
        span=problems.span(node.at),
        longer=longer,
    )


def _validity(context: Context, node: t.AuthorizationNode) -> tuple[Period | None, tuple[Longer, ...]]:
    """The validity that holds for all, and those that hold under a condition."""
    lines = [line for line in node.lines if isinstance(line, t.Valid)]
    always = [line for line in lines if not line.pathway and not line.applies]
    sometimes = [line for line in lines if line.pathway or line.applies]
    for line in always[1:]:
        header.repeated_line(context.problems, "valid for", always[0].at, line.at)
    valid = literals.period(context.problems, always[0].period) if always else None
    if sometimes and not always and not context.unread.touches(node.at):
        rules.no_base_validity(context.problems, sometimes[0])
    longer: list[Longer] = []
    for line in sometimes:
        period, (when, sound) = literals.period(context.problems, line.period), _condition(context, line)
        if period is None or when is None or not sound:
            continue
        if valid is not None and rules.is_no_longer(period, valid):
            rules.shorter_validity(context.problems, line, always[0], str(valid))
        longer.append(Longer(period, when))
    return valid, tuple(longer)


def _grant(context: Context, line: t.Grants) -> Grant | None:
    """What a line grants, or None with its mistakes reported."""
    problems = context.problems
    when, sound = _condition(context, line)
    match line.what:
        case t.GrantedAmount(amount, unit, requested):
            read = literals.number(problems, amount)
            if read is not None and (not isinstance(read, int) or read < 1 or read > rules.MOST):
                rules.impossible_amount(problems, amount, unit)
                read = None
            fact = _requested(context, requested, unit.word) if requested else None
            if not isinstance(read, int) or (requested and fact is None) or not sound:
                return None
            return Grant(amount=read, unit=unit.word, requested=fact, when=when)
        case t.GrantedOption(option, requested):
            fact = _requested(context, requested, "")
            if fact is None or not _is_option(problems, context, fact, option) or not sound:
                return None
            return Grant(option=option.word, requested=fact, when=when)
        case _:
            text = texts.prose(problems, line.what, "this text")
            return Grant(text, when=when) if sound else None


def _is_option(problems: Problems, context: Context, fact: Fact, option: t.Name) -> bool:
    subject = operands.resolve(context, t.Operand(t.Name(fact.name, option.at), None, "", option.at))
    return isinstance(subject, Subject) and literals.option(problems, subject, option) is not None


def _requested(context: Context, name: t.Name, unit: str) -> Fact | None:
    """The fact that says what was requested: a whole number of the unit or, without one, a scale."""
    declared = operands.find(context, name)
    if declared is None:
        return None
    fact = declared.what if isinstance(declared.what, Fact) else None
    type = fact.type if fact else None
    if not (_counts(type, unit) if unit else isinstance(type, Scale)):
        rules.unusable_request(context.problems, context.scope, name, type, unit)
        return None
    return None if fact is None or not_done.requested_not_done(context.problems, name, fact) else fact


def _counts(type: Type | None, unit: str) -> bool:
    """Whether a type is a whole number of a unit, or of no unit said."""
    if not isinstance(type, Number) or not type.whole:
        return False
    return type.unit.removesuffix("s") in ("", unit.removesuffix("s"))


def _condition(context: Context, line: t.Valid | t.Grants) -> tuple[Expression | None, bool]:
    """The condition of a line, None where it has none; and whether it has no mistake."""
    pathway: Titled | None = None
    sound = True
    if line.pathway is not None:
        title = texts.title(context.problems, line.pathway, "this title")
        found = context.scope.pathways.get(same_words(title))
        if found is None:
            rules.unknown_pathway(context.problems, context.scope, line.pathway, title)
        if found is None or found.part is None:
            sound = False
        else:
            pathway = Titled(found.title, found.part)
    when = None if line.applies is None else elements.lower(context, line.applies)
    if line.applies is not None and when is None:
        sound = False
    return condition(pathway, when), sound
