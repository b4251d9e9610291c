"""Faults by which a file that was tampered with would be proved: in what is read back, or compared to the letter."""

from __future__ import annotations

from functools import cache

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  age whole 0..120 "Age"
  impairment none < mild < severe "Impairment"
require grown "Grown"
  age >= 18
exclude slight "Slight"
  impairment < mild
"""


@cache
def refuses(old: str, new: str, what: str = "") -> Check:
    """A checker in which `new` stands for `old` is not proved by the copy, and the one as it was written is.

    `what` is what is said not to be proved, where something else would be said with the fault.
    """

    def check(world: World) -> str | None:
        policy = compiled_in(world, _POLICY)
        written = world.module("generate.python.emit").emit(policy)["checker.py"]
        prove = world.module("analyse.questions.same").prove_checker
        assert old in written
        for text, is_proved in ((written, True), (written.replace(old, new, 1), False)):
            found = list(prove(policy, text.encode(), generated=written))
            left = [one.what for one in found if not one.is_proved]
            if bool(left) is is_proved or (left and what not in ("", *left)):
                return f"{old} → {new}: {[(one.what, one.answer) for one in found if not one.is_proved]}"
        return None

    return check


_SAID = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  weight 0..300 kg "Weight"
  before 0..300 kg "Weight before"
  quit date "Quit on"
  infected yes/no "Infected *of late*"
section "Criteria"
require light "Light"
  weight < 220 lb
require lost "Lost"
  weight at least 11 lb below before
require years_ago "Quit"
  years since quit >= 2
require well "Well"
  any of
    infected
    weight < 60 kg
  unless light
require way "Way"
  either "First way"
    weight < 50 kg
  or "Second way"
    weight < 70 kg
"""


@cache
def holds(old: str, new: str, name: str = "policy.md") -> Check:
    """The same of a document, where it stands in the criteria."""

    def check(world: World) -> str | None:
        policy = compiled_in(world, _SAID)
        written = world.module("generate.document.emit").emit(policy)[name]
        prove = world.module("analyse.questions.sentences").prove_document
        start = written.index("1.1")
        assert old in written[start:], written
        for text, is_proved in ((written, True), (written[:start] + written[start:].replace(old, new, 1), False)):
            found = list(prove(policy, text.encode(), generated=written, html=name == "policy.html"))
            if all(one.is_proved for one in found) is not is_proved:
                return f"{old} → {new}: {[(one.what, one.answer) for one in found if not one.is_proved]}"
        return None

    return check


def one_word(world: World) -> str | None:
    """Whether a case that joins its tests by two words is read as one that joins them by one."""
    labels, reading = world.module("analyse.readback.labels"), world.module("analyse.readback.sentences")
    known = labels.Labels.of_policy(compiled_in(world, _SAID))
    try:
        return (
            f"{reading._case('“Weight: at least 1 kg” and “Weight: at least 2 kg” or “Weight: at least 3 kg”', known)}"
        )
    except labels.Unreadable:
        return None


def left_over(world: World) -> str | None:
    """What is said of records of proofs, beside a version's files and where there is no version."""
    say = world.module("cli.building")._left_over
    expected = {"generated/p/v1/policy.json", "generated/p/checker.py"}
    said = [say(f"generated/p/{path}", expected) for path in ("v1/proof.json", "v1/x", "v2/proof.json", "proof.json")]
    return None if said == ["outdated", "extra", "extra", "extra"] else f"{said}"


READBACK: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "the encoding that a checker asks for is passed over",
        "analyse.readback.source",
        "declared[1].decode().lower()",
        '"utf-8"',
        refuses('"""p 1.0.0', '# coding: latin-1\n"""p 1.0.0'),
    ),
    (
        "the encoding is looked for on the first line alone",
        "analyse.readback.source",
        'data.split(b"\\n", 2)[:2]',
        'data.split(b"\\n", 2)[:1]',
        refuses('"""p 1.0.0', '#\n# coding: latin-1\n"""p 1.0.0'),
    ),
    (
        "a carriage return is passed over",
        "analyse.readback.source",
        'if b"\\r" in data:',
        'if b"\\r\\r" in data:',
        refuses("\nMILD = 1\n", "\nMILD = 1  # \rx = 1\n"),
    ),
    (
        "a checker of another policy",
        "analyse.readback.identity",
        "if (ours.policy, ours.version) != (theirs.policy, theirs.version):",
        "if ours.version != theirs.version:",
        refuses('POLICY = "p"', 'POLICY = "q"', "the policy that it states"),
    ),
    (
        "a checker of another version",
        "analyse.readback.identity",
        "if (ours.policy, ours.version) != (theirs.policy, theirs.version):",
        "if ours.policy != theirs.policy:",
        refuses('VERSION = "1.0.0"', 'VERSION = "1.0.1"'),
    ),
    (
        "a checker with another digest",
        "analyse.readback.identity",
        "if ours.digest == theirs.digest:",
        "if ours.digest[:7] == theirs.digest[:7]:",
        refuses('DIGEST = "sha256:', 'DIGEST = "sha256:0'),
    ),
    (
        "a table of options that runs something",
        "analyse.readback.beside",
        "_same(module, expected, (ast.Assign,), tables)",
        "pass",
        refuses("\nMILD = 1\n", "\nMILD = 1\n_OTHER = {1: print(2)}\n"),
    ),
    (
        "an import that is left out",
        "analyse.readback.beside",
        "if len(ours) < len(theirs):",
        "if not ours:",
        refuses("from typing import Any, NamedTuple\n", ""),
    ),
    (
        "another import",
        "analyse.readback.beside",
        "if at >= len(theirs) or ast.dump(node) != ast.dump(theirs[at]):",
        "if at < len(theirs) and ast.dump(node) != ast.dump(theirs[at]):",
        refuses("\n\nPOLICY", "\nimport os\n\nPOLICY"),
    ),
    (
        "an import after what uses it",
        "analyse.readback.beside",
        "if _imports(node) and not _imports(before) and before is not module.body[0]:",
        "if _imports(node) and _imports(module.body[-1]):",
        refuses("import re\n", "OTHER = 2\nimport re\n"),
    ),
    (
        "reasons that run something",
        "analyse.readback.beside",
        "if ast.dump(node) != ast.dump(written[name]):",
        "if ast.dump(node.args) != ast.dump(written[name].args):",
        refuses('    """What was found in grown."""\n', '    """What was found in grown."""\n    print(1)\n'),
    ),
    (
        "a name that is imported stands for something else",
        "analyse.readback.beside",
        "top |= {alias.asname or alias.name for alias in node.names}",
        "pass",
        refuses("\nMILD = 1\n", "\nMILD = 1\ndate = 1\n"),
    ),
    (
        "what stands around the sentences of a document",
        "analyse.questions.sentences",
        "if around:",
        'if around.startswith("line 1:"):',
        holds("(`weight`)", "(`height`)"),
    ),
    (
        "what stands after the last sentence",
        "analyse.readback.around",
        'return found + numbered(text[at:], text.count("\\n", 0, at) + 1)',
        "return found",
        holds("## Checklist for providers", "## Wish list for providers"),
    ),
    (
        "a document that goes on where it should end",
        "analyse.readback.letter",
        "if len(found) > len(written):",
        "if len(found) > len(written) + 9:",
        holds("`.\n", "`.\n\nNobody is denied."),
    ),
    (
        "markup in a sentence of Markdown",
        "analyse.readback.document",
        "if any(one.start() not in escaped for one in _MARKUP.finditer(text)):",
        "if not text:",
        holds("Infected \\*of late\\*", "Infected *of late*"),
    ),
    (
        "a tag in a sentence of a page",
        "analyse.readback.page",
        '_TEST = re.compile(r"([^<>]*): <b>([^<>]*)</b>(:?)")',
        '_TEST = re.compile(r"([^<>]*): <b(?: hidden)?>([^<>]*)</b>(:?)")',
        holds("late*: <b>yes", "late*: <b hidden>yes", "policy.html"),
    ),
    (
        "a link of a page that no page has",
        "analyse.readback.page",
        "if mention is not None and mention[2] in self.links:",
        "if mention is not None:",
        holds('href="#clause-light" data-number="1.1"', 'href="#clause-light" data-number="9.9"', "policy.html"),
    ),
    (
        "a list of a page that is drawn as another one",
        "analyse.readback.page",
        "if begins[1] != drawn:",
        "if not drawn:",
        holds('<ul class="any">', '<ul class="all">', "policy.html"),
    ),
    (
        "any words in brackets after a number",
        "analyse.readback.sentences",
        'return number if found[3] in (None, f"{exact_text(number)} {unit}") else None',
        "return number",
        holds("220 lb (99.7903214 kg)", "220 lb (or any weight)"),
    ),
    (
        "any words in brackets after so much below",
        "analyse.readback.changes",
        'if found["also"] not in (None, f"{exact_text(exact(by))} {type.unit}"):',
        'if found["also"] == "":',
        holds("11 lb (", "11 lb (at times "),
    ),
    (
        "days since for years since",
        "analyse.readback.sentences",
        """rf"(-?\\d+) {operand.unit.removesuffix('s')}s?\"""",
        """r"(-?\\d+) \\w+\"""",
        holds("at least 2 years", "at least 2 days"),
    ),
    (
        "any words before what is named",
        "analyse.readback.sentences",
        'says = line.text.removeprefix(f"{mention} ")',
        'says = line.text.rpartition("”")[2].strip()',
        holds("Criterion [“Light”]", "Never [“Light”]"),
    ),
    (
        "a pathway that is called otherwise",
        "analyse.questions.sentences",
        "if called != ours:",
        "if len(called) != len(ours):",
        holds("“First way”", "“Any way”"),
    ),
    (
        "a pathway by the title of another one",
        "analyse.questions.sentences",
        'expected[of_it], read[of_it] = ("", own.part), theirs.part',
        'expected[of_it], read[of_it] = ("", own.part), own.part',
        holds(
            "50 kg\n- Pathway “Second way”:\n  - Weight: less than 70",
            "70 kg\n- Pathway “Second way”:\n  - Weight: less than 50",
        ),
    ),
    (
        "a record of a proof that was overtaken, as of no policy",
        "cli.building",
        'return "outdated" if name == "proof.json" and folder in versions else "extra"',
        'return "extra"',
        left_over,
    ),
    (
        "a record of no version, as one that was overtaken",
        "cli.building",
        'return "outdated" if name == "proof.json" and folder in versions else "extra"',
        'return "outdated" if name == "proof.json" else "extra"',
        left_over,
    ),
    (
        "two words between the tests of a case",
        "analyse.readback.sentences",
        "if len(words) > 1:",
        "if len(words) > 2:",
        one_word,
    ),
)
