"""Faults in what is said to follow from one test of a list for another: requests that there are would be ruled out."""

from __future__ import annotations

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  course list of episodes "Courses"
    kind a | b "Kind"
  visit list of "Visits"
    region cervical | lumbar "Region"
    date date "Date"
{}
"""
_TESTS = (
    "at least 5 consecutive weeks of course within the last 6 months",
    "at least 6 consecutive weeks of course within the last 6 months",
    "at least 5 consecutive weeks of course within the last 2 months",
    "at least 5 consecutive weeks of course with gaps of at most 3 days within the last 6 months",
    "at least 5 weeks of course within the last 6 months",
    "at most 35 days of course within the last 6 months",
    "at least 5 weeks of course within the last 6 months where kind is a",
    "at least 1 consecutive month of course within the last 6 months",
    "at least 31 consecutive days of course within the last 6 months",
    "at least 2 visit within any 10 days",
    "at least 3 visit within any 10 days",
    "at least 2 visit within any 9 days",
    "at least 2 visit at least 9 days apart",
    "at least 2 visit at least 10 days apart",
    "at most 1 visit within any 10 days per region",
)
_RUNS = (
    [("2026-05-01", "2026-06-05")],
    [("2026-05-01", "2026-06-11")],
    [("2026-04-01", "2026-05-12")],
    [("2026-05-01", "2026-05-20"), ("2026-05-24", "2026-06-07")],
    [("2026-04-01", "2026-04-20"), ("2026-05-24", "2026-06-10")],
    [("2026-06-01", "2026-06-30")],
    [("2026-02-28", "2026-03-30")],
)
_VISITS = (
    [("2026-06-01", "lumbar"), ("2026-06-10", "cervical")],
    [("2026-06-01", "lumbar"), ("2026-06-11", "cervical")],
    [("2026-06-01", "lumbar"), ("2026-06-01", "lumbar"), ("2026-06-30", "lumbar")],
)


def ruled_out(world: World) -> str | None:
    """A request on which a test comes out otherwise than it has to, by what is said to follow from another."""
    clauses = "\n".join(f'require t{at} "T{at}"\n  {one}' for at, one in enumerate(_TESTS))
    policy = compiled_in(world, _POLICY.format(clauses))
    implies, reached = (getattr(world.module("analyse.encode.follows"), name) for name in ("implies", "_reached"))
    truth_of, normal = world.module("analyse.encode.truth").Truth, world.module("analyse.encode.normal").normal
    leaves = [(clause.body, *reached(normal(clause.body), truth_of("met", "not met"))) for clause in policy.clauses]
    replayed = world.module("analyse.replay").Replayed
    facts = [{"course": [{"from": a, "to": b, "kind": "b"} for a, b in runs]} for runs in _RUNS]
    facts += [{"visit": [{"date": day, "region": region} for day, region in visits]} for visits in _VISITS]
    for stated in facts:
        request = replayed(policy, {"as_of": "2026-07-01", "facts": stated}, policy.named)
        # `at most 3` asks that 4 are not reached.
        comes_to = [(request.truth(leaf), asked, truth.met == "met") for leaf, asked, truth in leaves]
        truths = [(asked, truth if as_it_is or truth is None else not truth) for truth, asked, as_it_is in comes_to]
        for one, first in truths:
            for other, second in truths:
                if implies(one, other) and first is True and second is False:
                    return f"{one}, {other}: {stated}"
    return None


def _fault(name: str, old: str, new: str) -> tuple[str, str, str, str, Check]:
    return (name, "analyse.encode.follows", old, new, ruled_out)


FOLLOWS: tuple[tuple[str, str, str, str, Check], ...] = (
    _fault("fewer elements for more", "one.number >= other.number", "one.number <= other.number"),
    _fault(
        "a longer time from a shorter one",
        "_range(one)[0] + more >= _range(other)[1] + other_more",
        "_range(one)[0] + more <= _range(other)[1] + other_more",
    ),
    _fault(
        "a month from as many days as it has at least",
        "_range(one)[0] + more >= _range(other)[1] + other_more",
        "_range(one)[1] + more >= _range(other)[0] + other_more",
    ),
    _fault("a day of a gap that counts in a total", "return not one.gap", "return True"),
    _fault("a run without gaps from one with gaps", "one.gap <= other.gap", "one.gap >= other.gap"),
    _fault("what lies in the longer window in the shorter one", "_is_as_long(longer, window)", "True"),
    _fault("elements of one kind from any", "other.where in (None, one.where)", "one.where in (None, other.where)"),
    _fault("what is more than so long taken for at least", "lasts=period, gap=gap, more=1)", "lasts=period, gap=gap)"),
    _fault("all of one value", "other.per in (None, one.per)", "one.per in (None, other.per)"),
    _fault(
        "events that are far apart from others that are near",
        "        return _is_as_long(one.period, other.period)",
        "        return _is_as_long(other.period, one.period)",
    ),
    _fault(
        "the stretch that is shorter from the longer one",
        "    return _is_as_long(other.period, one.period)",
        "    return _is_as_long(one.period, other.period)",
    ),
)
