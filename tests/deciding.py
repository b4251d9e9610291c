"""Targets that decide, behind one signature: from a policy to a function from a request to the decision as JSON."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import CodeType, MappingProxyType, ModuleType
from typing import Any

from assent.evaluate import decide as reference
from assent.evaluate.interpreter import Case, meaning
from assent.evaluate.trace import result_text
from assent.language.canonical import digest
from assent.language.policy import Policy
from assent.requests.read import read_request

Request = Any
Decide = Callable[[Request], dict[str, Any]]


def interpreted(policy: Policy) -> Decide:
    """The reference."""
    key = digest(policy)
    return lambda request: reference.decide(policy, request, digest=key).to_json()


def meanings(policy: Policy, request: Request) -> dict[str, str]:
    """The result of each clause by the interpreter alone, without what explains it."""
    read = read_request(policy, request)
    case = Case(read.as_of, read.facts, policy.named)
    return {clause.id: result_text(meaning(clause.whole, case)) for clause in policy.clauses}


def generated(policy: Policy) -> Decide:
    """The generated checker."""
    module = load(checker_text(policy))
    return lambda request: module.decide(request).to_json()


def checker_text(policy: Policy) -> str:
    """The text of the generated checker."""
    from assent.generate.python.emit import emit

    return emit(policy)["checker.py"]


def load(text: str) -> Any:
    """A checker's text as a module of its own."""
    module = ModuleType("checker")
    own, carried, rest = text.partition("\n# What every checker carries")
    same, about, facts = rest.partition("\n# The policy: what a decision says of it")
    for part in (own, carried + same, about + facts):  # most is the same in all, and need not be compiled again
        exec(_compiled(part), module.__dict__)
    return module


@functools.lru_cache(maxsize=8)
def _compiled(part: str) -> CodeType:
    return compile(part, "checker.py", "exec", annotations.compiler_flag)


TARGETS: Mapping[str, Callable[[Policy], Decide]] = MappingProxyType({"interpreter": interpreted, "python": generated})
