"""`policy.json`: the checked policy for programs of other stacks, with its digest."""

from __future__ import annotations

import json

from assent.language.canonical import canonical, digest
from assent.language.policy import Policy


def emit(policy: Policy) -> dict[str, str]:
    """The canonical form, laid out to be read and compared line by line; `digest` is over all the rest."""
    data = {"digest": digest(policy), **canonical(policy)}
    return {"policy.json": json.dumps(data, indent=2, ensure_ascii=False) + "\n"}
