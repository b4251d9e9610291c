"""What `assent test` says of properties: each tried on random requests."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from assent.analyse.shown import changed_text, example_text
from assent.analyse.tried import TRIED, Broke, tried
from assent.cli.listing import number_of
from assent.cli.main import FINE, PROBLEM
from assent.cli.terminal import Line, write
from assent.cli.versions import Version
from assent.generate.cases.drawn import Drawn
from assent.language.properties import Never
from assent.source.renderers.cells import safe


def try_properties(versions: Iterable[Version]) -> int:
    """Try the properties of each version on random requests, say what came of it, and give the exit code."""
    code = FINE
    for version in versions:
        policy = version.policy
        if not policy.properties:
            continue
        tests = [one.test for one in policy.properties if isinstance(one, Never)]
        broke = tuple(tried(policy, Drawn(policy, tests)))
        about = f"  {policy.id} {policy.version}: {number_of(len(policy.properties), 'property')}"
        verdict = f"{len(broke)} broken" if broke else "none broken"
        tried_on = f"{about} tried on {number_of(TRIED, 'random request')}, "
        write(sys.stdout, [[(tried_on, "plain"), (verdict, "bad" if broke else "good")]])
        write(sys.stderr, [line for one in broke for line in _broken(one)])
        code = PROBLEM if broke else code
    return code


def _broken(broke: Broke) -> Iterator[Line]:
    span = broke.property.span
    place = f"{span.source.path}:{span.line}" if span is not None else ""
    yield [("✗ ", "bad"), (place, "place"), (f": {safe(broke.property.written)}", "strong")]
    shown = safe(example_text(broke.request))
    if broke.other is None:
        yield [(f"    it has the outcome `{broke.outcome}`: {shown}", "plain")]
    else:
        changed = safe(changed_text(broke.request, broke.other))
        yield [(f"    with {changed}, `{broke.outcome}` becomes `{broke.becomes}` ({shown})", "plain")]
