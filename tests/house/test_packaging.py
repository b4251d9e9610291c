"""What is installed: locked, whole, and without an address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pins(lock: Path) -> dict[str, str]:
    """The version that a lock file pins each package to."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(), re.MULTILINE))


def named(requirement: str) -> str:
    return re.split(r"[<>=!~ \[;]", requirement, maxsplit=1)[0].lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_file_has_a_hash_for_everything_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def test_the_locks_agree_with_one_another_and_hold_what_the_project_asks_for() -> None:
    runtime, dev = pins(ROOT / "requirements/runtime.txt"), pins(ROOT / "requirements/dev.txt")
    assert {name: dev.get(name) for name in runtime} == runtime
    assert {named(one) for one in PROJECT["project"]["dependencies"]} <= set(runtime)
    wanted = PROJECT["dependency-groups"]["dev"]
    assert {named(one) for one in wanted} <= set(dev)
    for one in wanted:
        if "==" in one:
            assert dev[named(one)] == one.partition("==")[2]


def test_every_extra_is_part_of_all() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    every = {requirement for name, extra in extras.items() if name != "all" for requirement in extra}
    assert set(extras["all"]) == every


def test_the_version_stands_in_one_place_and_the_changes_are_written_down() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    changes = (ROOT / "CHANGELOG.md").read_text()
    assert re.search(r"^## Unreleased\n\n- ", changes, re.MULTILINE)


def test_a_wheel_works_where_nothing_else_of_the_project_is(tmp_path: Path) -> None:
    wheel = built(tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for needed in (
        "assent/grammar/assent.lark",
        "assent/py.typed",
        "assent/generate/document/templates/policy.html.jinja",
    ):
        assert needed in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert all(name.startswith(("assent/", "assent-")) for name in names)
    place = tmp_path / "installed"
    venv.create(place, system_site_packages=False, with_pip=False)
    python = place / "bin" / "python"
    site = next(place.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # Only the libraries come from the environment of the tests; `assent` itself has to be the installed one.
    (site / "libraries.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")) + "\n")
    project = tmp_path / "project"
    (project / "policies").mkdir(parents=True)
    (project / "policies" / "hand.assent").write_text(
        'policy hand "Hand"\n  version 1.0.0\n  effective 2026-01-01\n\nfacts\n  pain  0..10  "Pain"\n\n'
        'require severity "Severity"\n  pain >= 4\n'
    )
    script = (
        f"import assent; assert assent.__file__.startswith({str(site)!r}), assent.__file__;"
        "from assent.cli.main import run; raise SystemExit(run(['check', '--strict']) or run(['build']))"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    result = subprocess.run(
        [python, "-c", script], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert (project / "generated/hand/v1_0_0/policy.html").is_file()


def built(folder: Path) -> Path:
    """The wheel of this checkout, built with no download."""
    script = (
        "import sys; from hatchling.build import build_wheel, build_sdist;"
        "build_sdist(sys.argv[1]); print(build_wheel(sys.argv[1]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    source = next(folder.glob("*.tar.gz"))
    import tarfile

    with tarfile.open(source) as archive:
        assert any(name.endswith("/grammar/assent.lark") for name in archive.getnames()), "a wheel can be built from it"
    return folder / result.stdout.split()[-1]
