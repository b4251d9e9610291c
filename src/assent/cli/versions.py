"""The versions of a policy that a command works with, and which of them a request is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from assent.check.rules.versions import check_versions
from assent.cli.finding import find_policy
from assent.evaluate.decide import decide, policy_facts
from assent.evaluate.decision import Decision
from assent.language.calendar import format_day, parse_day
from assent.language.policy import Policy
from assent.loading import compile_file, library_of
from assent.pipeline import Compilation, Library
from assent.project import Project, Unreadable, shown
from assent.source.diagnostic import Diagnostic


class Unsound(Exception):
    """Policies that cannot be worked with: what is wrong with them."""

    def __init__(self, diagnostics: Iterable[Diagnostic], unreadable: str = "") -> None:
        super().__init__(unreadable)
        self.diagnostics = tuple(dict.fromkeys(diagnostics))
        self.unreadable = unreadable


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a policy, ready to decide."""

    policy: Policy
    digest: str

    def is_in_force(self, day: int) -> bool:
        """Whether it applies on a day."""
        return self.policy.effective <= day and (self.policy.until is None or day <= self.policy.until)


@dataclass(frozen=True, slots=True)
class Versions:
    """Every version of a policy, the earliest first; `only` is the one that the command names, if it names one."""

    every: tuple[Version, ...]
    only: Version | None = None

    def decide(self, request: Any) -> Decision:
        """Decide a request by the version in force on its date, or by the one that was named."""
        version = self.only or self.for_request(request)
        decision = decide(version.policy, request, digest=version.digest)
        if decision.rejected is None:
            return decision
        faults = tuple(self._hinted(version, request, *fault) for fault in decision.rejected)
        return self.reject(faults, decision, version)

    def for_request(self, request: Any) -> Version:
        """The version in force on the date of a request; where there is none, one that will say so."""
        day = _day_of(request)
        earlier = [version for version in self.every if day is None or version.policy.effective <= day]
        in_force = [version for version in earlier if day is not None and version.is_in_force(day)]
        return (in_force or earlier or self.every[:1])[-1]

    def reject(
        self, faults: tuple[tuple[str, str], ...], like: Decision | None = None, version: Version | None = None
    ) -> Decision:
        """A decision that says only why there is none."""
        version = version or self.only or self.every[-1]
        facts = policy_facts(version.policy, digest=version.digest)
        request, as_of = (like.request, like.as_of) if like else (None, None)
        return Decision(facts, request, as_of, None, None, tuple, rejected=faults)

    def _hinted(self, version: Version, request: Any, path: str, message: str) -> tuple[str, str]:
        """A fault, and of a date outside the version, which version applies on it."""
        day = _day_of(request)
        if path == "as_of" and day is not None and not version.is_in_force(day):
            for other in self.every:
                if other.is_in_force(day):
                    return path, f"{message}; version {other.policy.version} applies"
        return path, message


def _day_of(request: Any) -> int | None:
    as_of = request.get("as_of") if isinstance(request, dict) else None
    return parse_day(as_of) if isinstance(as_of, str) else None


def load_versions(policy: str) -> Versions:
    """The versions that a POLICY argument names; raises Unsound where they have errors."""
    named = find_policy(policy)
    if named.path is not None:
        return _of_file(named.project, named.path)
    return versions_of(named.project, named.id, only=named.version)


def compilation_of(policy: str) -> Compilation:
    """The compilation that a POLICY argument names, of an id its latest version; raises Unsound where it has errors."""
    named = find_policy(policy)
    library = library_of(named.project)
    if named.path is not None:
        _of_file(named.project, named.path)
        return _compile(named.path, named.project, library)
    versions = versions_of(named.project, named.id, only=named.version)
    wanted = (versions.only or versions.every[-1]).policy.version
    for entry in named.project.policies:
        if entry.id == named.id:
            compilation = _compile(entry.path, named.project, library)
            if compilation.policy is not None and compilation.policy.version == wanted:
                return compilation
    raise AssertionError("a version comes from a file of the project")


def versions_of(project: Project, id: str, *, only: str | None = None) -> Versions:
    """The versions of a project's policy, or `only` one of them; raises Unsound where they have errors."""
    library = library_of(project)
    files = [entry.path for entry in project.policies if entry.id == id]
    compiled = [_compile(file, project, library) for file in files]
    sound = _sound(compiled)
    for version in sound:
        if version.policy.version == only:
            return Versions(sound, version)
    wrong = [one for compilation in compiled if compilation.has_errors for one in compilation.diagnostics]
    wrong = wrong or [one for one in check_versions(version.policy for version in sound) if one.is_error]
    if wrong:
        raise Unsound(wrong)
    if only is not None:
        there = (f"{version.policy.version} (from {format_day(version.policy.effective)})" for version in sound)
        raise click.UsageError(f"`{id}` has no version {only}: there is {', '.join(there)}")
    return Versions(sound)


def _of_file(project: Project, path: Path) -> Versions:
    library = library_of(project)
    compilation = _compile(path, project, library)
    if compilation.vocabulary is not None:
        raise click.UsageError(f"`{shown(path)}` is a vocabulary, not a policy")
    if compilation.policy is None:
        raise Unsound(compilation.diagnostics)
    others = [entry.path for entry in project.policies if entry.id == compilation.policy.id and entry.path != path]
    only = Version(compilation.policy, compilation.digest)
    return Versions(_sound([compilation, *(_compile(other, project, library) for other in others)]), only)


def _sound(compiled: Iterable[Compilation]) -> tuple[Version, ...]:
    """The versions without errors, the earliest first."""
    found = [Version(one.policy, one.digest) for one in compiled if one.policy is not None]
    return tuple(sorted(found, key=lambda version: version.policy.effective))


def _compile(path: Path, project: Project, library: Library) -> Compilation:
    try:
        return compile_file(path, project, library)
    except Unreadable as unreadable:
        raise Unsound((), f"`{shown(path)}` cannot be read: {unreadable.why}") from unreadable
