"""The questions that a policy asks: the provider's checklist, and the appendix of facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from assent.generate.document.sentences import inward
from assent.generate.document.text import one_line
from assent.generate.document.wording import VERBS
from assent.language.expressions import (
    AllOf,
    Calculated,
    Cases,
    Count,
    Elapsed,
    Expression,
    Fact,
    FactValue,
    LatestField,
    Leaf,
    Named,
    Not,
    Recent,
    Test,
    Titled,
    leaves_of,
    parts_of,
)
from assent.language.operands import facts_of
from assent.language.operators.done import DONE
from assent.language.phrases import codings_text, label_of, option_text, phrase_by_case, phrase_of
from assent.language.policy import Policy
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
    is_for_clinician,
)
from assent.language.values import number_text


@dataclass(frozen=True, slots=True)
class Ask:
    """What the policy asks of a fact, and by which clauses."""

    says: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact as it is asked: its label, its name in a request, how it is answered, by which clauses.

    `hint` is what to mind in answering it ("" where nothing is); `each` is what every element of a list
    or of evidence states.
    """

    label: str
    name: str
    answer: str
    hint: str
    each: tuple[tuple[str, str], ...]
    asks: tuple[Ask, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChecklistGroup:
    """The questions of one kind, under a heading."""

    title: str
    advice: str
    questions: tuple[Question, ...]


_GROUPS = (
    ("The patient and the request", "State each one: what is left out is unknown, not “no”."),
    ("Measurements", "The value as it was measured."),
    ("Tests, treatments and other events", "Each with its date, if it has one: else it cannot be placed in a period."),
    ("Documents", "Each with the date it is of."),
    ("A clinician’s judgement", "Yes or no, with the name of the clinician who attests it."),
    ("The provider’s judgement", "Yes or no, with the name and the role of who attests it."),
)


def questions(policy: Policy, numbers: Mapping[str, str]) -> tuple[Question, ...]:
    """Every fact that a clause or a definition asks about, in the order of declaration."""
    asked = _asked(policy, numbers)
    return tuple(_question(fact, asked[fact.name]) for fact in policy.facts if fact.name in asked)


def checklist(policy: Policy, numbers: Mapping[str, str]) -> tuple[ChecklistGroup, ...]:
    """The same questions, grouped by what a provider has to gather."""
    asked = _asked(policy, numbers)
    groups: list[list[Question]] = [[] for _ in _GROUPS]
    for fact in policy.facts:
        if fact.name in asked:
            groups[_group_of(fact.type)].append(_question(fact, asked[fact.name]))
    return tuple(
        ChecklistGroup(title, advice, tuple(group))
        for (title, advice), group in zip(_GROUPS, groups, strict=True)
        if group
    )


def _group_of(type: Type) -> int:
    match type:
        case YesNo() | Choice() | Code() | DurationType() | Date():
            return 0
        case Number() | Scale():
            return 1
        case Collection():
            return 2
        case Document():
            return 3
        case Judgement():
            return 4 if is_for_clinician(type) else 5
        case _:
            assert_never(type)


@dataclass(slots=True)
class _Asked:
    """Who asks about one fact, while the policy is walked: phrase → noun → numbers, and every number once."""

    asks: dict[str, dict[tuple[str, str], list[str]]]
    numbers: list[str]


def _asked(policy: Policy, numbers: Mapping[str, str]) -> dict[str, _Asked]:
    definitions = {definition.id: definition.body for definition in policy.definitions}
    found: dict[str, _Asked] = {}
    entered: set[str] = set()

    def note(expression: Expression, nouns: tuple[str, str], number: str) -> None:
        for leaf, negated in _leaves(expression, definitions, entered):
            asks = _by_case(leaf, negated) if isinstance(leaf, Cases) else _each_ask(leaf, negated)
            for fact, says in asks:
                entry = found.setdefault(fact.name, _Asked({}, []))
                standing = entry.asks.setdefault(says, {}).setdefault(nouns, [])
                for known in (standing, entry.numbers):
                    if number not in known:
                        known.append(number)

    for clause in policy.clauses:
        words = VERBS[clause.verb]
        note(clause.body, (words.noun, words.nouns), numbers[clause.id])
        if clause.when is not None:
            note(clause.when, ("condition of", "conditions of"), numbers[clause.id])
        if clause.unless is not None:
            note(clause.unless, ("exception to", "exceptions to"), numbers[clause.id])
    if policy.authorization is not None:
        title = f"“{one_line(policy.authorization.title)}”"
        for expression in policy.conditions:
            for part in _beside_pathway(expression):
                note(part, _AUTHORIZATION, title)
        for fact in policy.requested:
            entry = found.setdefault(fact.name, _Asked({}, []))
            entry.asks.setdefault("what is requested", {})[_AUTHORIZATION] = [title]
            entry.numbers += [] if title in entry.numbers else [title]
    for definition in policy.definitions:
        if definition.id not in entered:
            note(definition.body, ("definition", "definition"), f"“{one_line(definition.title)}”")
    return found


_WHETHER = "whether it is "
_AUTHORIZATION = ("authorization", "authorization")


def _beside_pathway(condition: Expression) -> tuple[Expression, ...]:
    """What a line of the authorization asks for beside its pathway, which the clause of that asks for already."""
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    return parts[1:] if isinstance(parts[0], Titled) else (condition,)


def _leaves(
    expression: Expression, definitions: Mapping[str, Expression], entered: set[str]
) -> Iterator[tuple[Leaf | Cases, bool]]:
    """The tests and counts of an expression and of the definitions it names, each with whether it is negated.

    A test that is held against a table or a parameter is one of them.

    A definition is entered once a sign, however often it is named.
    """
    waiting = [inward(expression)]
    seen: set[tuple[str, bool]] = set()
    while waiting:
        node = waiting.pop(0)
        match node:
            case Test() | Count():
                yield node, False
            case Not(part) if isinstance(part, Test | Count):
                yield part, True
            case Named(id) | Not(Named(id)):
                negated = isinstance(node, Not)
                if id in definitions and (id, negated) not in seen:
                    seen.add((id, negated))
                    entered.add(id)
                    waiting.insert(0, inward(definitions[id], negated=negated))
            case Cases():
                yield node, False
            case Not(Cases() as part):
                yield part, True
            case _:
                waiting[:0] = [inward(part) for part in parts_of(node)]


def _each_ask(leaf: Leaf, negated: bool) -> Iterator[tuple[Fact, str]]:
    for fact in facts_of(leaf):
        yield fact, _ask(fact, leaf, negated)


def _by_case(by_case: Cases, negated: bool) -> Iterator[tuple[Fact, str]]:
    """What is asked against a table or a parameter: of each value, where it counts; and what decides where that is."""
    phrase = phrase_by_case(by_case)
    own: dict[str, None] = {}
    for _, then in by_case.cases:
        test = then.part if isinstance(then, Not) else then
        assert isinstance(test, Test)
        for fact in facts_of(test):
            if fact.name not in own:
                own[fact.name] = None
                compared = test.operand != FactValue(fact) and getattr(test.operand, "fact", None) != fact
                says = phrase.denies if negated else phrase.says
                yield fact, f"for “{one_line(phrase.label)}”: {one_line(says)}" if compared else one_line(says)
    for when, _ in by_case.cases:
        for fact in (fact for leaf in leaves_of(when) for fact in facts_of(leaf)):
            if fact.name not in own:
                own[fact.name] = None
                yield fact, f"decides what counts for “{one_line(phrase.label)}”"


def _ask(fact: Fact, leaf: Leaf, negated: bool) -> str:
    phrase = phrase_of(leaf)
    if isinstance(leaf, Test) and leaf.operator.symbol == DONE and leaf.operand == FactValue(fact):
        return phrase.denies if negated else phrase.says
    if isinstance(fact.type, YesNo | Judgement) and not _is_recent(fact, leaf):
        return "yes or no"
    own = leaf.fact if isinstance(leaf, Count) else getattr(leaf.operand, "fact", None)
    about = leaf.operand if isinstance(leaf, Test) else None
    if isinstance(about, Elapsed) and about.operand == FactValue(fact):
        return f"{about.unit} since then: {one_line(phrase.denies if negated else phrase.says)}"
    if isinstance(about, Calculated):
        return f"for “{one_line(about.title)}”: {one_line(phrase.denies if negated else phrase.says)}"
    if fact != own:
        return f"compared with “{one_line(phrase.label)}”"
    says = one_line(phrase.denies if negated else phrase.says)
    if isinstance(leaf, Test) and leaf.operand == FactValue(fact) and isinstance(fact.type, Choice):
        return f"{_WHETHER}{says}"
    if isinstance(leaf, Test) and isinstance(leaf.operand, LatestField):
        label = label_of(leaf.operand).replace(f" “{leaf.operand.fact.label}”", "", 1)
        return f"{one_line(label)}: {says}"
    if isinstance(leaf, Test) and isinstance(leaf.operand, Recent):
        return f"within the last {leaf.operand.window}{'' if isinstance(fact.type, YesNo) else f': {says}'}"
    return says


def _is_recent(fact: Fact, leaf: Leaf) -> bool:
    """Whether a leaf asks for a value of a recent day."""
    return isinstance(leaf, Test) and isinstance(leaf.operand, Recent) and leaf.operand.fact == fact


def _question(fact: Fact, asked: _Asked) -> Question:
    each: tuple[tuple[str, str], ...] = ()
    if isinstance(fact.type, Collection) and not fact.type.plain:
        each = tuple((one_line(field.label), _answer(field)) for field in fact.type.fields)
    return Question(
        one_line(fact.label),
        fact.name,
        _answer(fact),
        one_line(" ".join(filter(None, (_hint(fact.type), f"Its code: {codings_text(fact)}." if fact.codes else "")))),
        each,
        tuple(_asks(asked.asks)),
        tuple(asked.numbers),
    )


def _hint(type: Type) -> str:
    match type:
        case DurationType():
            return "State its dates, if they are known."
        case Collection(fields, complete, plain):
            each = "" if plain else f"Of each: {', '.join(one_line(field.label) for field in fields)}. "
            whole = "List every one: what is not listed counts as not having happened." if complete else ""
            return f"{each}{whole}".strip()
        case _:
            return ""


def _asks(asked: Mapping[str, Mapping[tuple[str, str], list[str]]]) -> Iterator[Ask]:
    """The phrases, those that the same clauses ask together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for says, standing in asked.items():
        by = tuple(f"{nouns[len(numbers) > 1]} {', '.join(numbers)}" for nouns, numbers in standing.items())
        together.setdefault(by, []).append(says)
    for by, phrases in together.items():
        options = [says.removeprefix(_WHETHER) for says in phrases if says.startswith(_WHETHER)]
        said = [says for says in phrases if not says.startswith(_WHETHER)]
        # Options are no thresholds: a choice is asked for, and which of them it has to be is the clause's to say.
        whether = [_WHETHER + " or ".join(filter(None, (", ".join(options[:-1]), options[-1])))] if options else []
        yield Ask((*whether, *said), by)


def _answer(asked: Fact | Field) -> str:
    dated = ", with the day it is of" if isinstance(asked, Fact) and asked.measured else ""
    return answer(asked.type) + dated + (", or “not done”" if asked.not_done else "")


def answer(type: Type) -> str:
    """How a question of a type is answered, for people."""
    match type:
        case YesNo():
            return "yes or no"
        case Judgement(by):
            whom = {"provider": "the provider", "reviewer": "a reviewer"}.get(by, "a clinician")
            return f"yes or no, attested by {whom}"
        case Document():
            return "a document, with its date"
        case DurationType():
            return "a length of time, best stated by its dates"
        case Date():
            return "a date"
        case Number(low, high, unit, whole):
            within = "" if low is None or high is None else f" from {number_text(low)} to {number_text(high)}"
            return one_line(f"a {'whole ' if whole else ''}number{within}{' ' + unit if unit else ''}")
        case Scale(options):
            return f"one of: {', '.join(map(option_text, options))} (from least to most)"
        case Choice(options):
            return f"one of: {', '.join(map(option_text, options))}"
        case Code(system):
            return one_line(f"a code ({system})")
        case Collection(complete=complete):
            dated = ", each with its date" if type.dated_by is not None else ""
            dated = ", each with the days from which and to which it lasted" if type.episodes else dated
            if complete:
                return f"all there were{dated}; what is not listed counts as not having happened"
            return f"those submitted{dated}"
        case _:
            assert_never(type)
