"""What the arguments of a command mean: which files of which project, and which versions of which policy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from assent.project import ENDING, POLICIES, Entry, Project, find_project, project_of, shown
from assent.source.record import record


@record
class Selection:
    """Files of one project; `whole` is true where it is all of them."""

    project: Project
    files: tuple[Path, ...]
    whole: bool


def select(paths: Sequence[str]) -> tuple[Selection, ...]:
    """The files that PATH arguments name, by project; without any, the project that the current folder lies in."""
    if not paths:
        return (_whole(current_project()),)
    files: dict[Project, dict[Path, None]] = {}
    whole: dict[Project, None] = {}
    for written in paths:
        path = Path(os.path.normpath(Path(written).absolute()))
        if path.is_dir():
            project, found = _folder(path)
            if found is None:
                whole[project] = None
                found = tuple(entry.path for entry in project.entries)
        elif path.exists():
            project, found = project_of(path), (path,)
        else:
            raise click.UsageError(f"`{written}` does not exist{_file_of(written)}")
        files.setdefault(project, {}).update(dict.fromkeys(found))
    return tuple(Selection(project, tuple(found), project in whole) for project, found in files.items())


def _file_of(id: str) -> str:
    """Where the policy of an id is written, as some commands take an id and others a file; else nothing."""
    project = find_project(Path.cwd())
    found = [f"`{shown(entry.path)}`" for entry in project.policies if entry.id == id] if project else []
    return f": the policy `{id}` is in {' and '.join(found)}" if found else ""


def current_project() -> Project:
    """The project that the current folder lies in."""
    project = find_project(Path.cwd())
    if project is None:
        raise click.UsageError(f"there is no project here: no folder `{POLICIES}` in this folder or above it")
    return project


def _whole(project: Project) -> Selection:
    return Selection(project, tuple(entry.path for entry in project.entries), True)


def _folder(folder: Path) -> tuple[Project, tuple[Path, ...] | None]:
    """The project of a folder, and the files beneath it; None for all of the project's."""
    if (folder / POLICIES).is_dir():
        return Project(folder, folder / POLICIES), None
    project = project_of(folder / "any")
    if project.folder == folder:
        if project.root != project.folder or any(folder.glob(f"*{ENDING}")):
            return project, None
        raise click.UsageError(f"`{shown(folder)}` has no policies: no folder `{POLICIES}`, no file `*{ENDING}`")
    found = tuple(entry.path for entry in project.entries if entry.path.is_relative_to(folder))
    if not found:
        raise click.UsageError(f"`{shown(folder)}` has no policies: no file `*{ENDING}`")
    return project, found


@record
class Named:
    """What a POLICY argument names: a file, or an id of the project's with the version asked for, if one was."""

    project: Project
    path: Path | None
    id: str = ""
    version: str | None = None


def find_policy(policy: str) -> Named:
    """What a POLICY argument names. A text with a slash or the ending of a policy's file is a path."""
    if "/" in policy or policy.endswith(ENDING):
        path = Path(os.path.normpath(Path(policy).absolute()))
        if not path.exists():
            raise click.UsageError(f"`{policy}` does not exist")
        if path.is_dir():
            raise click.UsageError(f"`{policy}` is a folder: name a policy's file in it")
        return Named(project_of(path), path)
    project = current_project()
    id, _, version = policy.partition("@")
    if not any(entry.id == id for entry in project.policies):
        raise click.UsageError(f"there is no policy `{id}`: {_instead(id, project.policies)}")
    return Named(project, None, id, version or None)


def _instead(id: str, policies: tuple[Entry, ...]) -> str:
    ids = sorted({entry.id for entry in policies})
    if not ids:
        return "this project has none"
    some = ", ".join(ids[:10]) + (f" and {len(ids) - 10} more" if len(ids) > 10 else "")
    from assent.source.suggest import did_you_mean

    hint = did_you_mean(id, ids)
    return f"{hint} (there is {some})" if hint else f"there is {some}"
