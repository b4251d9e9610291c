"""A checker's file: what it imports, what it is called with, what policy text can do to it (nothing)."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import json
import keyword
import random
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assent.generate.python.embed import MODULES, embedded
from assent.generate.python.names import FIXED
from assent.language.canonical import digest
from assent.language.expressions import AllOf, AnyOf, Count, Expression, Fact, FactValue, Named, Not
from assent.language.expressions import Test as Asks
from assent.language.operators import find
from assent.language.policy import Authorization, Citation, Clause, Definition, Policy, Section
from assent.language.types import DATED_FIELDS, Collection, Judgement, YesNo
from assent.language.values import Period
from checking import policy_of
from deciding import checker_text, interpreted, load
from every_type import FACTS, policy
from stated import ACCEPTED

ROOT = Path(__file__).parents[4]
HOLDS = find("yes/no", "", "none")
assert HOLDS is not None


def physical_therapy() -> Policy:
    texts = [(ROOT / "policies" / f"{name}.assent").read_text() for name in ("physical_therapy", "musculoskeletal")]
    return policy_of(*texts)


def of_the_policy(text: str) -> str:
    """A checker without the modules that it carries."""
    own, _, rest = text.partition("\n# What every checker carries")
    return own + rest.partition("\n# The policy: ")[2]


def asks(fact: Fact) -> Asks:
    return Asks(HOLDS, FactValue(fact))


def test_it_names_what_it_is() -> None:
    made = physical_therapy()
    text = checker_text(made)
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring is not None
    for said in ("physical_therapy 1.0.0", "Physical Therapy", "2026-01-01", digest(made), "do not edit"):
        assert said in docstring
    checker = load(text)
    assert ("physical_therapy", "1.0.0", digest(made)) == (checker.POLICY, checker.VERSION, checker.DIGEST)
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_it_imports_the_standard_library_alone() -> None:
    for node in ast.walk(ast.parse(checker_text(physical_therapy()))):
        if isinstance(node, ast.Import):
            assert all(alias.name.split(".")[0] in sys.stdlib_module_names for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module is not None
            assert node.module.split(".")[0] in sys.stdlib_module_names


def test_it_neither_reads_nor_writes_anything_of_the_world() -> None:
    """No file, no clock, no environment; and nothing at the top of the file is ever assigned again."""
    tree = ast.parse(checker_text(physical_therapy()))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not used & {
        "open",
        "input",
        "print",
        "exec",
        "eval",
        "compile",
        "__import__",
        "globals",
        "os",
        "sys",
        "time",
    }
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not attributes & {"today", "now", "utcnow", "environ"}
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree))


def test_it_is_the_same_whatever_the_hash_seed() -> None:
    program = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from deciding import checker_text; from every_type import policy\n"
        "print(hashlib.sha256(checker_text(policy()).encode()).hexdigest())"
    )
    paths = [str(ROOT / "src"), str(ROOT / "tests")]
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, *paths], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(runs) == 1


def test_it_loads_by_its_path(tmp_path: Path) -> None:
    """A module that nobody put in `sys.modules` works as well."""
    path = tmp_path / "checker.py"
    path.write_text(checker_text(policy(facts=FACTS)), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("nobody_knows_me", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.outcome({"as_of": "2026-03-15", "facts": {}}) == "approve"


def test_linter_and_type_checker_have_nothing_to_say(tmp_path: Path) -> None:
    texts = {"physical_therapy": checker_text(physical_therapy()), "every_type": checker_text(policy())}
    texts["one_fact"] = checker_text(policy(facts=FACTS[:1]))
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    files = [f"{name}.py" for name in texts]
    for tool in (["ruff", "check", "--isolated", "--no-cache"], ["mypy", "--strict", "--cache-dir", "/dev/null"]):
        command = [sys.executable, "-m", *tool, *files]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_is_carried_stands_there_word_for_word() -> None:
    text = checker_text(policy())
    for module in MODULES:
        assert module.__file__ is not None
        source = Path(module.__file__).read_text(encoding="utf-8")
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                segment = ast.get_source_segment(source, node)
                assert segment is not None
                assert "\n".join(line.split("  # noqa")[0] for line in segment.splitlines()) in text


STRANGE = sorted(
    {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), *embedded().names, *FIXED}
    | {"_", "__", "__1", "___", "__builtins__", "__name__", "__dict__", "__file__", "self", "cls", "result", "if_"}
    | {"truth_1", "latest_date_1", "_explain_a", "_found_in_a", "_awaits_provider_a", "result_of_a", "_fields_of_a"}
    | {"a", "len_", "len__", "a_1", "the_", "the_builtins__", "DAY_2026_01_01", "MODERATE", "NUMBER_4_5"}
)


@pytest.mark.parametrize("shift", [0, 1])
def test_ids_may_be_anything(shift: int) -> None:
    """Python's own names, and the file's, are taken by facts and by clauses in turn."""
    facts = [Fact(id, (YesNo(), Judgement())[at % 2], f"Label {at}") for at, id in enumerate(STRANGE[shift::2])]
    clauses, definitions = [], []
    for at, id in enumerate(STRANGE[1 - shift :: 2]):
        body: Expression = AllOf((asks(facts[at % len(facts)]), asks(facts[(at + 1) % len(facts)])))
        if at % 4 == 3:
            definitions.append(Definition(id, id, body))
        else:
            named = (Named(definitions[-1].id),) if definitions else ()
            clauses.append(Clause(id, ("require", "exclude", "submit")[at % 3], id, "Section", AllOf((body, *named))))
    made = replace(policy(facts=tuple(facts), clauses=tuple(clauses)), definitions=tuple(definitions))
    checker, decide = load(checker_text(made)), interpreted(made)
    draw = random.Random(5)
    for _ in range(20):
        stated: dict[str, Any] = {}
        for fact in facts:
            value = draw.choice((True, True, False, None))
            stated[fact.name] = value if isinstance(fact.type, YesNo) else {"value": value, "by": "A. B."}
        request = {"as_of": "2026-03-15", "facts": stated}
        assert checker.decide(request).to_json() == decide(request)
        assert checker.outcome(request) == decide(request)["outcome"]


HOSTILE = (
    '"""',
    "'''",
    '\\"""\n\nimport os\nos.system("true")  #',
    "\\",
    "\\N{BULLET}",
    "a\\",
    '"',
    "{0} {1} {name!r} %s %(x)d {{ }} ${x}",
    "\r\n\tdef f(): pass",
    "\x00\x07\x1b[31m\x7f",
    "\u202e\u2066 right to left \u200f\ufeff",
    "\u2028\u2029\x85\x0c\x1c",
    "\U0001f600 é — “quoted”",
    "</script>",
    "x" * 5_000,
    " ",
    "#",
    "__import__('os').abort()",
    "f" + '"' * 7,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_text(text: str) -> None:
    """Whatever titles, labels, quotes, options, units and codes hold, a decision says it, and nothing else happens."""
    fact = Fact("a", YesNo(), text)
    xray = Fact("xray", Collection(DATED_FIELDS, complete=False, plain=True), text + text)
    body = AllOf((asks(fact), Count(xray, 1, None)))
    clause = Clause("c", "require", text, text, body, asks(fact), (Citation(text, text),), text, (text,))
    made = replace(
        policy(facts=(fact, xray), clauses=(clause,)),
        title=text,
        definitions=(Definition("d", text, body, (Citation(text),)),),
        sections=(Section(text, (clause,)),),
        authorization=Authorization(text, Period(90, "days")),
    )
    written = checker_text(made)
    own = of_the_policy(written)
    assert own.isascii() and all(character.isprintable() for character in own.replace("\n", ""))
    names = {node.name for node in ast.parse(written).body if isinstance(node, ast.FunctionDef)}
    plain = checker_text(policy(facts=(replace(fact, label="A"), replace(xray, label="B"))))
    assert names - {node.name for node in ast.parse(plain).body if isinstance(node, ast.FunctionDef)} == {
        "d",
        "c",
        "_explain_c",
    }
    request = {"as_of": "2026-03-15", "facts": {"a": None}}
    assert load(written).decide(request).to_json() == interpreted(made)(request)


def test_changing_the_request_afterwards_changes_nothing() -> None:
    made = physical_therapy()
    checker = load(checker_text(made))
    request: dict[str, Any] = {
        "as_of": "2026-03-15",
        "id": "R-1",
        "facts": {
            "conservative_treatment": {"from": "2025-11-20", "to": "2026-03-01"},
            "xray": [{"date": "2026-01-10"}, "2026-04-01"],
            "prior_treatment": [{"kind": "nsaid", "outcome": "failed", "date": "2025-12-01"}],
            "therapy_necessary": {"value": True, "by": "A. B."},
            "history_and_physical": {"date": "2026-03-01", "reference": "chart"},
            "pain_score": 6,
        },
    }
    untouched = json.loads(json.dumps(request))
    decision, never_asked = checker.decide(request), checker.decide(request)
    before = decision.to_json()
    facts = request["facts"]
    facts["xray"].clear()
    facts["prior_treatment"][0]["outcome"] = "succeeded"
    facts["conservative_treatment"]["from"] = "1999-01-01"
    facts["therapy_necessary"]["value"] = False
    facts["history_and_physical"]["date"] = "1999-01-01"
    facts.clear()
    request["id"] = "R-2"
    assert decision.to_json() == before
    assert never_asked.to_json() == before == interpreted(made)(untouched)
    before["clauses"].clear()
    before["missing"].clear()
    assert decision.to_json() == interpreted(made)(untouched)


def test_threads_do_not_disturb_each_other() -> None:
    checker = load(checker_text(policy()))
    requests = [
        {"as_of": "2026-03-15", "id": at, "facts": {name: value}} for at, (name, value, _) in enumerate(ACCEPTED)
    ]
    expected = [checker.decide(request).to_json() for request in requests]
    different: list[Any] = []

    def work(start: int) -> None:
        order = (*range(start, len(requests)), *range(start))
        different.extend(at for at in order if checker.decide(requests[at]).to_json() != expected[at])

    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 40, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert different == []


def test_a_big_policy_has_a_checker() -> None:
    """300 clauses over 300 facts, and connectives as deep as the language allows."""
    facts = tuple(Fact(f"fact_{at}", YesNo(), f"Fact {at}") for at in range(300))
    deep: Expression = asks(facts[0])
    for at in range(62):
        deep = AllOf((deep, asks(facts[at]))) if at % 2 else Not(AnyOf((Not(deep), asks(facts[at]))))
    clauses = [Clause(f"clause_{at}", "require", "T", "S", asks(fact)) for at, fact in enumerate(facts)]
    clauses.append(Clause("deep", "exclude", "T", "S", deep, unless=deep))
    made = policy(facts=facts, clauses=tuple(clauses))
    checker = load(checker_text(made))
    for value in (True, False, None):
        request = {"as_of": "2026-03-15", "facts": {fact.name: value for fact in facts}}
        assert checker.decide(request).to_json() == interpreted(made)(request)
        assert checker.outcome(request) == interpreted(made)(request)["outcome"]
