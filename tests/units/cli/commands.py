"""Running the command in this process, in a project made for the test."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

import assent
from assent.cli.main import run

VOCABULARY = """\
vocabulary hand "Hand"

  symptoms     duration    "Symptoms, up to the date of the request"
  pain         0..10       "Pain score"
  infection    yes/no      "Active infection"
  expected     judgement   "Expected to respond"
  examination  document    "Examination by a therapist"
"""

POLICY = """\
policy splint "Night splint"
  version    1.0.0
  effective  2026-01-01
  source     "sources/splint.txt"
  uses       hand

section "Coverage criteria"

  require symptoms_last "Symptoms last"
    symptoms >= 6 weeks
    cites "Symptoms must last for at least 6 weeks."

  require severity "Severity"
    pain >= 4

  require expectation "Expectation"
    expected

section "Exclusion criteria"

  exclude infected "Infection"
    infection

section "Documentation"

  submit documents "Documents"
    examination provided

authorization
  valid for 90 days
"""

SOURCE = "Symptoms must last for at least 6 weeks.\n"

CASES = """\
base:
  symptoms: 8 weeks
  pain: 6
  infection: false
  expected: {value: true, by: A therapist}
  examination: 2026-02-01
cases:
  - name: Everything in order
    as_of: 2026-03-15
    facts: {}
    expect: {outcome: approve, missing: []}
  - name: Too short
    as_of: 2026-03-15
    facts: {symptoms: 5 weeks}
    expect: {outcome: deny, clauses: {symptoms_last: not met}}
"""

FILES = ["cases.yaml", "checker.py", "policy.html", "policy.json", "policy.md", "request.schema.json"]

# What is made of the policy, and what the command needs where it runs as a process of its own.
MADE = ["generated/splint/checker.py", *(f"generated/splint/v1_0_0/{name}" for name in FILES)]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(assent.__file__).parents[1])}

REQUEST = """\
as_of: 2026-03-15
id: R-1
facts:
  symptoms: 8 weeks
  pain: 6
  infection: false
  expected: {value: true, by: A therapist}
  examination: 2026-02-01
"""


@dataclass(frozen=True)
class Outcome:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


class Workspace:
    """A project in a folder of its own, which is the current one."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_text()

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def files(self, folder: str = ".") -> list[str]:
        found = (path for path in (self.root / folder).rglob("*") if path.is_file())
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def assent(self, *arguments: str) -> Outcome:
        self.capsys.readouterr()
        code = run(list(arguments))
        said = self.capsys.readouterr()
        return Outcome(code, said.out, said.err)


def draft(place: Workspace) -> None:
    """Make the policy a draft, whose meaning may change from build to build."""
    place.edit("policies/splint.assent", "uses       hand", "uses       hand\n  status     draft")
