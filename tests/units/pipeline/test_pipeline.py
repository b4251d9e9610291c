"""The stages of a compilation, and which files belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from assent import loading, pipeline
from assent.generate import TARGETS
from assent.loading import compile_file, compile_texts, library_of
from assent.project import OutsideProject, Project, Unreadable, find_project, project_of, read_bytes
from units.cli.commands import POLICY, SOURCE, VOCABULARY


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "policies/sources").mkdir(parents=True)
    (tmp_path / "policies/hand.assent").write_text(VOCABULARY)
    (tmp_path / "policies/splint.assent").write_text(POLICY)
    (tmp_path / "policies/sources/splint.txt").write_text(SOURCE)
    return Project(tmp_path, tmp_path / "policies")


def test_each_stage_runs_once_and_only_when_it_is_asked_for(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    real = pipeline.parse

    def counting(source: pipeline.SourceText) -> pipeline.Parsed:
        parsed.append(Path(source.path).name)
        return real(source)

    monkeypatch.setattr(pipeline, "parse", counting)
    compilation = compile_file(project.folder / "splint.assent", project)
    assert parsed == []
    assert compilation.tree is not None
    assert parsed == ["splint.assent"], "a tree needs no vocabulary"
    assert compilation.policy is not None and compilation.digest.startswith("sha256:")
    assert compilation.artefacts["policy.md"]
    assert sorted(parsed) == ["hand.assent", "splint.assent"]


def test_policies_share_the_reading_of_a_vocabulary(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    library = library_of(project)
    monkeypatch.setattr(loading, "read_bytes", lambda path: read.append(path.name) or read_bytes(path))
    for _ in range(3):
        assert compile_file(project.folder / "splint.assent", project, library).policy is not None
    assert read.count("hand.assent") == 1


def test_every_target_gives_its_own_files(project: Project) -> None:
    policy = compile_file(project.folder / "splint.assent").policy
    assert policy is not None
    names = [name for target in TARGETS for name in target.emit(policy)]
    assert len(names) == len(set(names))
    assert {"checker.py", "policy.md", "policy.html", "policy.json", "request.schema.json", "cases.yaml"} == set(names)


def test_an_error_anywhere_gives_no_policy(project: Project) -> None:
    (project.folder / "hand.assent").write_text(VOCABULARY.replace("0..10", "10..0"))
    compilation = compile_file(project.folder / "splint.assent")
    assert compilation.policy is None
    assert [Path(one.span.source.path).name for one in compilation.diagnostics] == ["hand.assent"]


def test_a_vocabulary_that_cannot_be_read_to_its_end_misses_no_names(project: Project) -> None:
    (project.folder / "hand.assent").write_text(VOCABULARY + '  pulse  0..300  "Pulse\n')
    compilation = compile_file(project.folder / "splint.assent")
    assert compilation.policy is None
    assert "unknown-name" not in [one.code for one in compilation.diagnostics]


def test_texts_need_no_file() -> None:
    compilation = compile_texts(POLICY, path="a policy", vocabularies=[VOCABULARY], document=SOURCE)
    assert compilation.policy is not None
    assert compilation.examined is not None
    assert compilation.examined.coverage is not None and compilation.examined.coverage.percent == 100
    without = compile_texts(POLICY, path="a policy", vocabularies=[VOCABULARY], document=None)
    assert [one.code for one in without.diagnostics] == ["unreadable-source"]
    assert "unknown-vocabulary" in [
        one.code for one in compile_texts(POLICY, path="a policy", vocabularies=[], document=SOURCE).diagnostics
    ]


def test_a_project_is_the_nearest_folder_with_policies(project: Project) -> None:
    deep = project.root / "somewhere" / "deep"
    deep.mkdir(parents=True)
    assert find_project(deep) == project
    assert find_project(project.folder / "sources") == project
    assert project_of(project.folder / "group" / "splint.assent") == project
    assert project_of(deep / "splint.assent") == Project(deep, deep), "what lies in no `policies/` is by itself"


def test_the_files_of_a_project_are_known_by_their_first_words(project: Project) -> None:
    def entry(name: str, text: str | bytes) -> tuple[str, str]:
        file = project.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        found = {one.path: one for one in Project(project.root, project.folder).entries}[file]
        return found.kind, found.id

    assert entry("a.assent", '\ufeff# comment\r\n\r\n  # another\npolicy a "A"\n') == ("policy", "a")
    assert entry("group/b.assent", 'vocabulary b2\t"B"') == ("vocabulary", "b2")
    assert entry("c.assent", "policies c") == ("", "")
    assert entry("d.assent", b"") == ("", "")
    assert entry("e.assent", b"\xff\x00policy e") == ("", "")


@pytest.mark.parametrize("written", ["../../x", "/etc/hostname", "sources/out/x", "sources/../../../x"])
def test_no_path_leads_out_of_a_project(project: Project, written: str) -> None:
    (project.root / "policies/sources/out").symlink_to(project.root.parent)
    with pytest.raises(OutsideProject):
        project.inside(project.folder / "splint.assent", written)


@pytest.mark.parametrize("written", ["sources/splint.txt", "./sources/../sources/splint.txt", "../docs/x.txt"])
def test_any_path_within_a_project_does(project: Project, written: str) -> None:
    assert project.inside(project.folder / "splint.assent", written)


@pytest.mark.parametrize("written", ["a\0b", "a" * 5000])
def test_a_path_that_no_file_can_have_is_unreadable(project: Project, written: str) -> None:
    with pytest.raises(Unreadable):
        read_bytes(project.inside(project.folder / "splint.assent", written))


def test_what_is_no_file_is_unreadable_at_once(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for path, missing in ((tmp_path, False), (tmp_path / "pipe", False), (tmp_path / "nowhere", True)):
        with pytest.raises(Unreadable) as found:
            read_bytes(path)
        assert found.value.missing is missing
