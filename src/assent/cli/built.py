"""What was built of a version before: the policy that `generated/` holds, and whether the text still means it."""

from __future__ import annotations

import json

from assent.check.rules.versions import changed_meaning
from assent.generate.freshness import version_folder
from assent.language.policy import Policy
from assent.language.reading import from_canonical
from assent.language.reading_types import NotCanonicalError
from assent.project import Project, Unreadable, read_bytes, shown
from assent.source.diagnostic import Diagnostic


def check_built(project: Project, policy: Policy, digest: str) -> tuple[Diagnostic, ...]:
    """An error where a version was built and means something else now, unless what was built was a draft."""
    folder = project.generated / policy.id / version_folder(policy.version)
    before = _built(project, policy, digest)
    if before is None or before.governance.draft:
        return ()
    return changed_meaning(before, policy, shown(folder))


def _built(project: Project, policy: Policy, digest: str) -> Policy | None:
    """The version as it was built last; None where it was not, is the same now, or an older compiler wrote it."""
    path = project.generated / policy.id / version_folder(policy.version) / "policy.json"
    try:
        data = json.loads(read_bytes(path))
        if data.get("digest") == digest:
            return None
        found = from_canonical(data)
    except (Unreadable, ValueError, AttributeError, RecursionError, NotCanonicalError):
        return None
    return found if (found.id, found.version) == (policy.id, policy.version) else None
