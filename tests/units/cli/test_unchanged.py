"""What a second build does: nothing again, without trusting what it should not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from assent.cli import building, standing, workplace
from units.cli.commands import ENVIRONMENT, MADE, Workspace, draft


@pytest.mark.parametrize(
    "record", ["", "{", "[]", "null", '{"format": 1}', '{"format":1,"compiler":"x","made":{"splint":{}}}', "[" * 9999]
)
def test_a_damaged_record_only_costs_time(place: Workspace, record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "compiler_hash", lambda: "x")
    place.assent("build")
    place.write(".assent-cache/build.json", record)
    assert place.assent("build").out == "1 policy: no files written\n"
    assert "1 unchanged" in place.assent("build").out


def test_the_record_lies_about_nothing_that_a_check_looks_at(place: Workspace) -> None:
    place.assent("build")
    path = "generated/splint/v1_0_0/policy.md"
    place.write(path, place.read(path) + "forged\n")
    record = json.loads(place.read(".assent-cache/build.json"))
    record["made"]["splint"]["outputs"][path] = building.hash_bytes((place.root / path).read_bytes())
    place.write(".assent-cache/build.json", json.dumps(record))
    assert "1 unchanged" in place.assent("build").out, "the record is believed by build"
    assert place.assent("build", "--check").code == 1, "and by no check"


def test_the_record_is_nobodys_to_commit(place: Workspace) -> None:
    place.assent("build")
    assert place.read(".assent-cache/.gitignore") == "*\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files in generated/ whose contents a build asks for, as it asks."""
    found: list[str] = []
    real = workplace.Workplace.read

    def reading(self: workplace.Workplace, path: str) -> bytes | None:
        if path.startswith("generated/"):
            found.append(path)
        return real(self, path)

    monkeypatch.setattr(workplace.Workplace, "read", reading)
    return found


def test_where_nothing_changed_no_artefact_is_read(place: Workspace, read: list[str]) -> None:
    place.assent("build")
    settle(place)
    read.clear()
    assert "1 unchanged" in place.assent("build").out
    assert read == []


def settle(place: Workspace) -> None:
    """Let the record be younger than what was made, as it is when a clock has ticked in between."""
    record = place.root / ".assent-cache/build.json"
    later = max((place.root / path).stat().st_ctime_ns for path in MADE) + 1_000_000_000
    os.utime(record, ns=(later, later))


@pytest.mark.parametrize("path", MADE)
def test_an_edit_that_keeps_size_and_time_is_noticed(place: Workspace, path: str) -> None:
    place.assent("build")
    settle(place)
    file, right = place.root / path, place.read(path)
    about = file.stat()
    file.write_text(right[:-2] + "#\n")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert file.stat().st_size == about.st_size
    assert place.assent("build", "--check").code == 1
    assert place.assent("build").out == "1 policy: 1 file written\n"
    assert place.read(path) == right


def test_another_file_in_its_place_is_noticed(place: Workspace) -> None:
    place.assent("build")
    settle(place)
    path = place.root / MADE[0]
    other = path.with_name("other")
    other.write_bytes(path.read_bytes()[:-2] + b"#\n")
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)
    assert place.assent("build").out == "1 policy: 1 file written\n"


def test_a_copy_of_a_project_is_known_by_its_contents_and_from_then_on_by_signatures(
    place: Workspace, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place.assent("build")
    copy = Workspace(place.root / "copy", place.capsys)
    for path in place.files():
        copy.write(path, (place.root / path).read_bytes())
    monkeypatch.chdir(copy.root)
    read.clear()
    assert copy.assent("build").out == "1 policy: no files written, 1 unchanged\n"
    assert sorted(read) == MADE
    settle(copy)
    read.clear()
    assert copy.assent("build").out == "1 policy: no files written, 1 unchanged\n"
    assert read == []


def test_a_file_as_young_as_the_record_is_read(place: Workspace) -> None:
    """An edit in the instant in which the record was written shows in no signature."""
    place.assent("build")
    path = place.root / MADE[0]
    path.write_bytes(path.read_bytes()[:-2] + b"#\n")
    record = json.loads(place.read(".assent-cache/build.json"))
    record["made"]["splint"]["signatures"][MADE[0]] = list(standing.signature(path.stat()))
    file = place.write(".assent-cache/build.json", json.dumps(record))
    os.utime(file, ns=(0, path.stat().st_ctime_ns))
    assert place.assent("build").out == "1 policy: 1 file written\n"


@pytest.mark.parametrize("signatures", [{}, {"generated/splint/checker.py": [1]}, {MADE[0]: ["a", None, [], {}]}])
def test_signatures_that_say_nothing_only_cost_time(place: Workspace, signatures: dict[str, object]) -> None:
    place.assent("build")
    record = json.loads(place.read(".assent-cache/build.json"))
    record["made"]["splint"]["signatures"] = signatures
    place.write(".assent-cache/build.json", json.dumps(record))
    assert place.assent("build").out == "1 policy: no files written, 1 unchanged\n"


def test_where_nothing_changed_no_parser_and_no_template_is_loaded(place: Workspace) -> None:
    place.assent("build")
    script = (
        "import sys; from assent.cli.main import run; assert run(['build']) == 0;"
        "heavy = ('lark', 'jinja2', 'yaml', 'rich', 'assent.pipeline', 'assent.language');"
        "print([name for name in heavy if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=place.root, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == ["1 policy: no files written, 1 unchanged", "[]"]


def test_a_build_in_the_middle_of_which_the_text_changes_is_not_taken_for_fresh(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(place)
    real = workplace.Workplace.output

    def late(self: workplace.Workplace, id: str) -> workplace.Output:
        output = real(self, id)
        place.edit("policies/splint.assent", "pain >= 4", "pain >= 5")
        return output

    monkeypatch.setattr(workplace.Workplace, "output", late)
    place.assent("build")
    monkeypatch.undo()
    monkeypatch.chdir(place.root)
    time.sleep(0.01)
    assert "unchanged" not in place.assent("build").out
    assert "at least 5" in place.read("generated/splint/v1_0_0/policy.md")
