"""`assent build`: what it writes, what it leaves alone, and what it never does."""

from __future__ import annotations

import errno
import importlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assent.cli import building, standing, writing
from units.cli.commands import ENVIRONMENT, MADE, SOURCE, Workspace, draft


def times(place: Workspace) -> dict[str, int]:
    return {path: (place.root / path).stat().st_mtime_ns for path in place.files("generated")}


def test_everything_is_made_and_a_second_build_makes_nothing(place: Workspace) -> None:
    first = place.assent("build")
    assert (first.code, first.err) == (0, "")
    assert place.files("generated") == MADE
    assert first.out == "1 policy: 7 files written\n"
    before = times(place)
    second = place.assent("build")
    assert second.out == "1 policy: no files written, 1 unchanged\n"
    assert times(place) == before


def test_what_was_made_is_importable_beside_the_policys_name(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.assent("build")
    monkeypatch.syspath_prepend(place.root / "generated")
    importlib.invalidate_caches()
    checker = importlib.import_module("splint.checker")
    assert checker.decide({"as_of": "2026-03-15", "facts": {"infection": True}}).outcome == "deny"
    for name in [name for name in sys.modules if name.partition(".")[0] == "splint"]:
        monkeypatch.delitem(sys.modules, name)
    assert place.assent("build", "--check").code == 0, "what Python leaves in generated/ is no difference"


def test_everything_made_names_its_policy_version_and_digest(place: Workspace) -> None:
    place.assent("build")
    digest = json.loads(place.read("generated/splint/v1_0_0/policy.json"))["digest"]
    for path in MADE:
        text = place.read(path)
        assert "splint" in text and "1.0.0" in text and digest in text, path


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("policies/splint.assent", "pain >= 4", "pain >= 5"),
        ("policies/hand.assent", "Pain score", "Pain"),
        ("policies/sources/splint.txt", "for at", "for  at"),
    ],
)
def test_a_change_of_any_input_makes_the_policy_again(place: Workspace, path: str, old: str, new: str) -> None:
    draft(place)
    place.assent("build")
    place.edit(path, old, new)
    assert "1 unchanged" not in place.assent("build").out
    assert "1 unchanged" in place.assent("build").out


def test_another_compiler_makes_everything_again(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.assent("build")
    monkeypatch.setattr(building, "compiler_hash", lambda: "another")
    assert place.assent("build").out == "1 policy: no files written\n"


@pytest.mark.parametrize("path", MADE)
def test_an_artefact_that_was_edited_or_removed_is_made_again(place: Workspace, path: str) -> None:
    place.assent("build")
    right = place.read(path)
    place.write(path, right + " ")
    assert place.assent("build").out == "1 policy: 1 file written\n"
    assert place.read(path) == right
    (place.root / path).unlink()
    assert place.assent("build").out == "1 policy: 1 file written\n"
    assert place.read(path) == right


def test_check_names_what_is_stale_edited_missing_and_extra(place: Workspace) -> None:
    assert place.assent("build", "--check").code == 1
    assert place.files("generated") == [], "a check writes nothing"
    place.assent("build")
    assert (place.assent("build", "--check").code, place.assent("build", "--check").err) == (0, "")
    place.edit("policies/splint.assent", '"Severity"', '"Severe"')
    (place.root / "generated/splint/v1_0_0/policy.md").unlink()
    place.write("generated/splint/notes.txt", "mine")
    said = place.assent("build", "--check")
    assert said.code == 1
    assert "generated/splint/v1_0_0/checker.py is not what the policy gives" in said.err
    assert "generated/splint/v1_0_0/policy.md is not there" in said.err
    assert "generated/splint/notes.txt comes from no policy of this project" in said.err


def test_what_no_policy_gives_any_more_is_removed_if_a_build_made_it(place: Workspace) -> None:
    place.assent("build")
    place.write("generated/README.md", "mine")
    place.write("generated/splint/v1_0_0/notes.txt", "mine")
    place.edit("policies/splint.assent", "1.0.0", "1.1.0")
    said = place.assent("build")
    assert said.code == 0
    assert "6 files removed" in said.out
    assert "generated/README.md was not made by `assent build`; it stays" in said.err
    here = place.files("generated")
    assert "generated/README.md" in here and "generated/splint/v1_0_0/notes.txt" in here
    assert "generated/splint/v1_0_0/checker.py" not in here and "generated/splint/v1_1_0/checker.py" in here


def test_a_policy_that_is_gone_leaves_no_folder_behind(place: Workspace) -> None:
    place.write("policies/other.assent", place.read("policies/splint.assent").replace("policy splint", "policy other"))
    place.assent("build")
    (place.root / "policies/other.assent").unlink()
    assert place.assent("build", "--check").code == 1
    assert "7 files removed" in place.assent("build").out
    assert not (place.root / "generated/other").exists()


def test_building_one_policy_leaves_the_others_alone(place: Workspace) -> None:
    place.write("policies/other.assent", place.read("policies/splint.assent").replace("policy splint", "policy other"))
    assert place.assent("build", "policies/other.assent").out == "1 policy: 7 files written\n"
    assert not (place.root / "generated/splint").exists()
    assert place.assent("build", "--check", "policies/other.assent").code == 0
    assert place.assent("build").out == "2 policies: 7 files written, 1 unchanged\n"


def test_a_policy_with_errors_keeps_what_was_made_of_it_and_stops_no_other(place: Workspace) -> None:
    place.assent("build")
    before = times(place)
    place.write("policies/other.assent", place.read("policies/splint.assent").replace("policy splint", "policy other"))
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    said = place.assent("build")
    assert said.code == 1
    assert "error[unknown-name]" in said.err
    after = times(place)
    assert {path: after[path] for path in before} == before
    assert "generated/other/v1_0_0/checker.py" in after
    assert place.assent("build").code == 1, "and the error is said again each time"


@pytest.mark.parametrize(
    ("first", "says"),
    [("polcy splint", "error["), ("policy", "error["), ("", "error["), (None, "cannot read")],
)
def test_a_file_that_does_not_say_what_it_is_may_be_any_policy(place: Workspace, first: str | None, says: str) -> None:
    """A slip in its first word, or a file that cannot be read for a moment, must not cost a payer its checker."""
    older = place.read("policies/splint.assent").replace("2026-01-01", "2025-01-01 to 2025-12-31")
    place.write("policies/older.assent", older.replace("1.0.0", "0.9.0"))
    place.write("policies/other.assent", place.read("policies/splint.assent").replace("policy splint", "policy other"))
    place.assent("build")
    before = times(place)
    for broken in ("policies/other.assent", "policies/older.assent"):
        text = place.read(broken)
        (place.root / broken).unlink()
        if first is None:
            (place.root / broken).symlink_to(broken)
        else:
            rest = text.removeprefix("policy other").removeprefix("policy splint")
            place.write(broken, first + rest if first else "")
        for arguments in (["build"], ["build", "--check"], ["build", "policies/splint.assent"]):
            said = place.assent(*arguments)
            assert (said.code, says in said.err) == (1, True), (arguments, said)
            assert times(place) == before, arguments
        (place.root / broken).unlink()
        place.write(broken, text)
    assert place.assent("build", "--check").code == 0


@pytest.mark.parametrize("before", ["", "   ", "\f", "\f\n", "\ufeff", "\r\n\r\n", "\t\n"])
def test_a_policy_begins_with_whatever_a_check_lets_pass(place: Workspace, before: str) -> None:
    place.write("policies/splint.assent", before + place.read("policies/splint.assent"))
    assert place.assent("check").code == 0
    assert place.assent("build").out == "1 policy: 7 files written\n"


def test_two_files_of_one_version_make_nothing(place: Workspace) -> None:
    place.write("policies/again.assent", place.read("policies/splint.assent"))
    said = place.assent("build")
    assert said.code == 1
    assert "error[duplicate-version]" in said.err
    assert place.files("generated") == []


def test_versions_stand_side_by_side(place: Workspace) -> None:
    older = place.read("policies/splint.assent").replace("2026-01-01", "2025-01-01 to 2025-12-31")
    place.write("policies/older.assent", older.replace("1.0.0", "0.9.0"))
    assert place.assent("build").code == 0
    assert {path.split("/")[2] for path in place.files("generated")} == {"checker.py", "v0_9_0", "v1_0_0"}


def test_warnings_do_not_stop_a_build_and_are_counted_each_time(place: Workspace) -> None:
    place.write("policies/sources/splint.txt", SOURCE + "A statement that nothing covers.\n")
    assert "1 warning (`assent check` shows them)" in place.assent("build").out
    assert "1 warning (`assent check` shows them)" in place.assent("build").out


def test_output_does_not_depend_on_where_or_when_it_is_made(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.assent("build")
    first = {path: place.read(path) for path in MADE}
    for name in ("policies/hand.assent", "policies/splint.assent", "policies/sources/splint.txt"):
        place.write("elsewhere/" + name, place.read(name))
    monkeypatch.chdir(place.root / "elsewhere")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    place.assent("build")
    assert {path: place.read(f"elsewhere/{path}") for path in MADE} == first


def test_a_full_disk_leaves_every_file_whole(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.assent("build")
    before = {path: place.read(path) for path in MADE}
    place.edit("policies/splint.assent", '"Severity"', '"Severe"')
    written = 0

    def full(descriptor: int) -> None:
        nonlocal written
        written += 1
        if written > 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = place.assent("build")
    assert said.code == 1
    assert "no space left on device" in said.err
    monkeypatch.undo()
    monkeypatch.chdir(place.root)
    assert place.files("generated") == MADE, "no half-written file is left"
    changed = [path for path in MADE if place.read(path) != before[path]]
    assert len(changed) == 2
    assert place.assent("build").code == 0
    assert place.assent("build", "--check").code == 0


def test_a_folder_that_may_not_be_written_to(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(building, "write_whole", refuse)
    said = place.assent("build")
    assert said.code == 1
    assert said.err == "assent: cannot write generated/splint/checker.py: permission denied\n"


@pytest.mark.parametrize("left", [0, 5_000, 40_000])
def test_files_that_may_not_grow_are_named_and_none_is_half_written(place: Workspace, left: int) -> None:
    """As a disk that is full, or a quota that is reached: the system itself says so, in the middle of a file."""
    place.assent("build")
    before = {path: place.read(path) for path in MADE}
    draft(place)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({left}, {left}));"
    script = f"{limit} import sys; from assent.cli.main import run; sys.exit(run(['build']))"
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=place.root, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert re.fullmatch(r"assent: cannot write generated/splint/\S+: file too large\n", result.stderr)
    assert place.files("generated") == MADE
    whole = {path: place.read(path) for path in MADE}
    assert place.assent("build").code == 0
    assert all(whole[path] in (before[path], place.read(path)) for path in MADE)


@pytest.mark.parametrize("folder", ["policies", "policies/more"])
def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(
    place: Workspace, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in it may be any policy: nothing that was made is removed, and no check passes."""
    place.write(
        "policies/more/other.assent", place.read("policies/splint.assent").replace("policy splint", "policy other")
    )
    place.edit("policies/more/other.assent", "sources/", "../sources/")
    assert place.assent("build").code == 0
    before = times(place)
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path) == str(place.root / folder):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for arguments in (["build"], ["build", "--check"], ["check"], ["fmt", "--check"]):
        said = place.assent(*arguments)
        assert (said.code, f"{folder}" in said.err) == (1, True), (arguments, said)
        assert times(place) == before


KILLED = """
import os, sys, time
from assent.cli import writing
real = os.fsync
def slow(descriptor):
    print("writing", flush=True)
    time.sleep(60)
os.fsync = slow
from assent.cli.main import run
run(["build"])
"""


def test_a_killed_build_leaves_nothing_half_written_and_the_next_one_cleans_up(place: Workspace) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=place.root, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    left = place.files("generated")
    assert left and all(path.endswith(".tmp") for path in left)
    assert place.assent("build").code == 0
    assert place.files("generated") == MADE


def test_the_half_written_file_of_a_run_that_is_still_writing_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / f".policy.md.{os.getpid()}.tmp"
    mine.write_text("half")
    old = tmp_path / ".policy.md.4194305.tmp"
    old.write_text("half")
    writing.remove_halves(standing.look(f"{tmp_path}/", tmp_path).hidden)
    assert mine.exists() and not old.exists()


def test_a_written_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    writing.write_whole(link, b"new")
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_file_of_codes_is_looked_at_like_the_policy_itself(place: Workspace) -> None:
    text = place.read("policies/splint.assent").replace(
        'section "Exclusion criteria"',
        'facts\n  diagnosis  ICD10  "Diagnosis"\n\nvalue set hands ICD10 "Hands" from "codes/hands.txt"\n\n'
        'section "Exclusion criteria"\n\n  exclude arthritic "Arthritis"\n    diagnosis is in hands\n',
    )
    place.write("policies/splint.assent", text)
    place.write("policies/codes/hands.txt", "M18.*\n")
    assert place.assent("build").code == 0
    place.write("policies/codes/hands.txt", "M18.*\n# a remark\n")
    assert place.assent("build", "--check").code == 0
    place.write("policies/codes/hands.txt", "M18.*\nM19.0*\n")
    changed = place.assent("build")
    assert changed.code == 1 and "changed-meaning" in changed.err
