"""A second copy of the package, with a fault planted in one of its modules.

Policies cross into it in canonical form, decisions cross back as JSON, so that nothing of the two copies mixes.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE = "assent"


@dataclass(frozen=True)
class Fault:
    """`old` stands in the source of a module exactly once, and is replaced by `new`."""

    name: str
    module: str
    old: str
    new: str

    @property
    def source(self) -> str:
        """The module's source with the fault in it."""
        spec = importlib.util.find_spec(self.module)
        assert spec is not None and spec.origin is not None
        text = Path(spec.origin).read_text("utf-8")
        assert text.count(self.old) == 1, (
            f"{self.name}: `{self.old}` stands {text.count(self.old)} times in {self.module}"
        )
        return text.replace(self.old, self.new)


class _Planter(MetaPathFinder, SourceLoader):
    """Finds the one module, under a path that is no file, so that its source is asked of this loader."""

    def __init__(self, fault: Fault) -> None:
        self.fault, self.text = fault, fault.source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.fault.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self.get_filename(fullname), loader=self)

    def get_filename(self, fullname: str) -> str:
        return f"/planted/{id(self)}/{fullname}.py"

    def get_data(self, path: str | bytes) -> bytes:
        return self.text.encode()

    def get_source(self, fullname: str) -> str:
        return self.text


class World:
    """What the tests ask of a copy of the package."""

    def module(self, name: str) -> Any:
        return importlib.import_module(f"{PACKAGE}.{name}")

    def policy(self, canonical: dict[str, Any]) -> Any:
        """A policy from its canonical form."""
        return self.module("language.reading").from_canonical(canonical)

    def interpreted(self, canonical: dict[str, Any]) -> Any:
        """The copy's interpreter: from a request to a decision as JSON."""
        policy, module = self.policy(canonical), self.module("evaluate.decide")

        def decide(request: Any) -> dict[str, Any]:
            decision: dict[str, Any] = module.decide(policy, request, digest="").to_json()
            meant = self._meanings(policy, request)
            if any(clause["result"] != meant[clause["id"]] for clause in decision["clauses"]):
                decision["outcome"] = "another result by the interpreter alone"
            return decision

        return decide

    def _meanings(self, policy: Any, request: Any) -> dict[str, str]:
        """The result of each clause by the interpreter alone, without what explains it."""
        interpreter, result_text = self.module("evaluate.interpreter"), self.module("evaluate.trace").result_text
        read = self.module("requests.read").read_request(policy, request)
        case = interpreter.Case(read.as_of, read.facts, policy.named)
        return {clause.id: result_text(interpreter.meaning(clause.whole, case)) for clause in policy.clauses}

    def outcomes(self, canonical: dict[str, Any]) -> tuple[tuple[Any, Any], ...]:
        """The outcome alone, by the copy's interpreter and checker, each with what it raises on a bad request."""
        reference, checker = self.module("evaluate.decide"), self._checker(canonical)
        interpreted = partial(reference.outcome, self.policy(canonical))
        return (interpreted, reference.Rejected), (checker.outcome, checker.Rejected)

    def _checker(self, canonical: dict[str, Any]) -> Any:
        module = ModuleType("checker")
        text = self.module("generate.python.emit").emit(self.policy(canonical))["checker.py"]
        exec(compile(text, "checker.py", "exec"), module.__dict__)
        return module

    def generated(self, canonical: dict[str, Any]) -> Any:
        """The checker that the copy generates: from a request to a decision as JSON."""
        module = self._checker(canonical)

        def decide(request: Any) -> dict[str, Any]:
            decision: dict[str, Any] = module.decide(request).to_json()
            if decision["rejected"] is None and module.outcome(request) != decision["outcome"]:
                decision["outcome"] = "two outcomes"
            return {**decision, "digest": ""}

        return decide


@contextmanager
def planted(fault: Fault | None) -> Iterator[World]:
    """A copy of the package with a fault, while the context lasts; without one, a copy that is sound."""
    ours = {name: module for name, module in sys.modules.items() if name == PACKAGE or name.startswith(f"{PACKAGE}.")}
    finders = [_Planter(fault)] if fault else []
    for finder in finders:
        compile(finder.text, finder.get_filename(""), "exec")  # a fault is a program that runs, and says something else
    for name in ours:
        del sys.modules[name]
    sys.meta_path[:0] = finders
    try:
        yield World()
    finally:
        for finder in finders:
            sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name == PACKAGE or name.startswith(f"{PACKAGE}.")]:
            del sys.modules[name]
        sys.modules.update(ours)
