"""Random facts of every type."""

from __future__ import annotations

from decimal import Decimal

from assent.language.expressions import Coding, Fact
from assent.language.operands import may_be_measured
from assent.language.types import (
    DATED_FIELDS,
    EPISODE_FIELDS,
    ROLES,
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scalar,
    Scale,
    Type,
    YesNo,
)
from strategies.choices import Choices
from strategies.words import OPTIONS, Names

_RANGES = ((0, 10), (None, None), (Decimal("0.5"), Decimal("9.75")), (-5, 5), (0, 100))
_UNITS = ("", "", "kg", "kg", "kg/m2", "%", "mmHg", "mm Hg", "mg/week", "mg/day")
_WHOLE = ((0, 10), (None, None), (-5, 5))


def facts(choose: Choices, names: Names) -> tuple[Fact, ...]:
    """The facts of a policy, a yes/no fact first; at times the first few are from a vocabulary."""
    types: list[Type] = [YesNo()]
    for _ in range(choose.number(3, 8)):
        # Facts of one type can be held against one another.
        types.append(choose.one(types[1:]) if types[1:] and choose.chance(3) else _type(choose))
    shared = choose.number(1, len(types)) if choose.chance(3) else 0
    return tuple(
        Fact(
            names.name(_options(type)),
            type,
            names.label(),
            "shared" if at < shared else "",
            _may_be_not_done(choose, type),
            measured=may_be_measured(type) and choose.chance(3),
            sensitive=at in (2, 3),
            codes=_codes(at),
        )
        for at, type in enumerate(types)
    )


def _options(type: Type) -> tuple[str, ...]:
    """What a fact of a type may not be called: `x is a` could mean an option, or the value of a fact `a`."""
    return type.options if isinstance(type, Scale | Choice) else ()


def _may_be_not_done(choose: Choices, type: Type) -> bool:
    """Whether a request may state of a value that it was not done."""
    return isinstance(type, YesNo | Number | Scale | Choice | Code) and choose.chance(4)


def _field(choose: Choices, names: Names) -> Field:
    type = _scalar(choose)
    return Field(names.name(_options(type)), type, names.label(), _may_be_not_done(choose, type))


def _codes(at: int) -> tuple[Coding, ...]:
    """What a fact is called in code systems: the second something, the fourth two things, all others nothing."""
    return {1: (Coding("LOINC", "72514-3"),), 3: (Coding("SNOMED", "225908003"), Coding("LOINC", "2703-7"))}.get(at, ())


def _type(choose: Choices) -> Type:
    kind = choose.one(("scalar", "list", "scalar", "list", "scalar", "duration", "judgement", "document"))
    if kind == "scalar":
        return _scalar(choose)
    if kind == "list":
        return _collection(choose)
    return {"duration": DurationType(), "judgement": Judgement(choose.one(("", *ROLES))), "document": Document()}[kind]


def _scalar(choose: Choices) -> Scalar:
    match choose.one(("yes/no", "number", "number", "scale", "choice", "choice", "code", "code", "date", "duration")):
        case "yes/no":
            return YesNo()
        case "number":
            if choose.chance(3):
                return Number(*choose.one(_WHOLE), choose.one(("", "points")), whole=True)
            return Number(
                *choose.one(_RANGES), choose.one(("", "", "kg", "kg/m2", "%", "mmHg", "mm Hg", "mg/week", "mg/day"))
            )
        case "scale":
            return Scale(choose.some(OPTIONS, 2, 4))
        case "choice":
            return Choice(choose.some(OPTIONS, 2, 4))
        case "code":
            return Code(choose.one(("ICD10", "ICD10", "CPT", "HCPCS", "LOINC", "LOCAL")))
        case "date":
            return Date()
        case _:
            return DurationType()


def _collection(choose: Choices) -> Collection:
    """A list or evidence, plain or of records: with no date, one, or several of which one is named `date`."""
    complete = not choose.chance(4)
    if choose.chance(3):
        return Collection(DATED_FIELDS, complete, plain=True)
    names = Names(choose)
    if choose.chance(3):
        own = tuple(_field(choose, names) for _ in range(choose.number(0, 2)))
        return Collection((*EPISODE_FIELDS, *own), complete, episodes=True)
    fields = [_field(choose, names) for _ in range(choose.number(1, 3))]
    if not choose.chance(4):
        name = "date" if "date" not in names.used and not choose.chance(3) else names.name()
        fields.insert(choose.number(0, len(fields)), Field(name, Date(), names.label()))
    dates = [field for field in fields if isinstance(field.type, Date)]
    if all(field.name != "date" for field in dates):
        fields = [field for field in fields if field not in dates[1:]]  # which of them dates it would be open
    return Collection(tuple(fields), complete)
