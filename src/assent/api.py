"""Working with policies from Python: what `import assent` offers.

>>> import assent
>>> policy = assent.compile_text('''
... policy night_splint "Night splint"
...   version    1.0.0
...   effective  2026-01-01
... facts
...   symptoms  duration  "Symptoms, up to the date of the request"
...   fitted    yes/no    "Fitted by a therapist"
... section "Coverage criteria"
...   require symptoms_last "Symptoms last"
...     symptoms >= 6 weeks
...   require fitting "Fitting"
...     fitted
... ''')
>>> decision = assent.decide(policy, {"as_of": "2026-03-15", "facts": {"symptoms": "5 weeks", "fitted": True}})
>>> decision.outcome, decision.needs_clinician
('deny', True)
>>> assent.explain(decision)["symptoms_last"]
'Symptoms, up to the date of the request: 5 weeks; at least 6 weeks are needed.'

A fact that was not stated is unknown, and the decision says what to ask for:

>>> pended = assent.decide(policy, {"as_of": "2026-03-15", "facts": {"symptoms": "8 weeks"}})
>>> pended.outcome, [(entry["fact"], entry["why"]) for entry in pended.to_json()["missing"]]
('pend', [('fitted', 'not stated')])

A request with a fault is rejected, never guessed at, and a policy with a mistake is not compiled:

>>> assent.decide(policy, {"as_of": "2026-03-15", "facts": {"symptom": "8 weeks"}}).rejected[0][0]
'facts.symptom'
>>> assent.compile_text('policy night_splint "Night splint"')
Traceback (most recent call last):
    ...
assent.api.PolicyError: ...
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from assent.evaluate import decide as reference
from assent.evaluate.decision import Decision
from assent.language.policy import Policy
from assent.loading import compile_file, compile_texts
from assent.pipeline import Compilation
from assent.project import Unreadable
from assent.source.diagnostic import Diagnostic
from assent.source.renderers.full import full


@dataclass(frozen=True, slots=True)
class CheckedPolicy:
    """One version of a policy, without errors: `policy` is what it says, `digest` the identity of that."""

    policy: Policy
    digest: str
    warnings: tuple[Diagnostic, ...]

    def __repr__(self) -> str:
        return f"<CheckedPolicy {self.policy.id} {self.policy.version}>"


class PolicyError(Exception):
    """A policy that cannot be compiled. `diagnostics` is everything that is wrong with it; as text, a full listing."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], what: str) -> None:
        super().__init__(what)
        self.diagnostics = diagnostics
        self.what = what

    def __str__(self) -> str:
        return "\n\n".join(filter(None, (self.what, full(self.diagnostics).rstrip())))


def load(path: str | PathLike[str]) -> CheckedPolicy:
    """The policy in a file. Its vocabularies are those of its project, or lie beside it.

    Raises PolicyError where it has errors, and OSError where there is no such file.
    """
    compilation = _compile(Path(path))
    if compilation.vocabulary is not None:
        raise PolicyError((), f"{path} is a vocabulary, not a policy")
    return _checked(compilation)


def compile_text(
    text: str, *, vocabularies: Iterable[str] = (), document: str | None = None, bases: Iterable[str] = ()
) -> CheckedPolicy:
    """The policy in a text. `vocabularies` are the texts of those it uses, `document` the source it quotes.

    `bases` are the texts of the policies that it may vary. Raises PolicyError where it has errors.
    """
    return _checked(compile_texts(text, path="policy", vocabularies=vocabularies, document=document, bases=bases))


def decide(policy: CheckedPolicy, request: Mapping[str, Any]) -> Decision:
    """Decide a request. Never raises: one that cannot be decided gives a decision with `rejected`."""
    return reference.decide(policy.policy, request, digest=policy.digest)


def explain(decision: Decision, *, show_sensitive: bool = False) -> dict[str, str]:
    """Why each clause came out as it did, in plain words, by its id; nothing for a rejected request.

    Values of sensitive facts are shown only with `show_sensitive`.
    """
    clauses: Any = decision.to_json(show_sensitive=show_sensitive)["clauses"]
    return {clause["id"]: clause["reason"] for clause in clauses}


def diagnostics(path: str | PathLike[str]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a policy's or a vocabulary's file: errors and warnings, in order of place."""
    return _compile(Path(path)).diagnostics


def _compile(path: Path) -> Compilation:
    try:
        return compile_file(path)
    except Unreadable as unreadable:
        kind = FileNotFoundError if unreadable.missing else OSError
        raise kind(f"{path} cannot be read: {unreadable.why}") from unreadable


def _checked(compilation: Compilation) -> CheckedPolicy:
    if compilation.policy is None:
        raise PolicyError(compilation.diagnostics, "the policy has errors")
    return CheckedPolicy(compilation.policy, compilation.digest, compilation.diagnostics)
