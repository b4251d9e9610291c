"""Which policy a checker says that it is of: every decision that it makes names that policy."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from assent.analyse.readback.pieces import OutsideSubset

_STATED = ("POLICY", "VERSION", "DIGEST")


class OfAnother(Exception):
    """A checker that says that it is of another policy, or of another version; `why` says of which."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Identity:
    """The policy, the version and the digest that a checker states."""

    policy: str
    version: str
    digest: str

    def __str__(self) -> str:
        return f"`{self.policy}` {self.version}"


def identity_of(module: ast.Module) -> Identity:
    """What a checker states, each of the three once."""
    stated: dict[str, str] = {}
    for node in module.body:
        match node:
            case ast.Assign([ast.Name(name)], ast.Constant(str(value))) if name in _STATED and name not in stated:
                stated[name] = value
            case ast.Assign([ast.Name(name)], _) if name in _STATED:
                raise OutsideSubset(node)
    missing = [name for name in _STATED if name not in stated]
    if missing:
        raise OutsideSubset(None, f"it is no checker: it does not state its `{missing[0]}`")
    return Identity(stated["POLICY"], stated["VERSION"], stated["DIGEST"])


def held_against(ours: Identity, theirs: Identity) -> str:
    """How the digests differ, "" where they do not; OfAnother where it is another policy or version."""
    if (ours.policy, ours.version) != (theirs.policy, theirs.version):
        raise OfAnother(f"it says that it is of the policy {ours}, and it is held against {theirs}")
    if ours.digest == theirs.digest:
        return ""
    return f"it says that its policy has the digest {ours.digest[:80]}, and that has the digest {theirs.digest}"
