"""From files and from texts to compilations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from assent.pipeline import Compilation, Library
from assent.project import LARGEST_DOCUMENT, Project, Unreadable, project_of, read_bytes, shown
from assent.source.text import SourceText
from assent.syntax.encoding import read_text, what_it_is


def library_of(project: Project) -> Library:
    """The vocabularies of a project, and the policies that others may vary."""
    texts: dict[str, tuple[Callable[[], Compilation], ...]] = {}
    for entry in project.vocabularies:
        texts[entry.id] = (*texts.get(entry.id, ()), partial(compile_file, entry.path, project, Library({})))
    policies: dict[str, tuple[Callable[[], Compilation], ...]] = {}
    library = Library(texts, policies)
    for entry in project.policies:
        policies[entry.id] = (*policies.get(entry.id, ()), partial(compile_file, entry.path, project, library))
    return library


def compile_file(path: Path, project: Project | None = None, library: Library | None = None) -> Compilation:
    """The compilation of a policy's or a vocabulary's file; Unreadable where it cannot be read.

    `project` is the one that the file lies in, and `library` the vocabularies of it; both are looked up
    where they are not handed in.
    """
    project = project or project_of(path)
    source, spoiled = read_text(shown(path), read_bytes(path))
    return Compilation(
        source or spoiled[0].span.source,
        library if library is not None else library_of(project),
        partial(_read_document, project, path),
        spoiled,
        partial(_read_document, project, path),
    )


def compile_texts(
    text: str,
    *,
    path: str,
    vocabularies: Iterable[str],
    document: str | None,
    bases: Iterable[str] = (),
    codes: Mapping[str, str] = MappingProxyType({}),
) -> Compilation:
    """The compilation of a text that lies in no file; `document` is what its `source` line names, whatever its path.

    `bases` are the texts of the policies that it may vary; their quotes are not looked for. `codes` are the files of
    codes that any of these texts names, by their paths as written.
    """

    def read(written: str) -> SourceText:
        if document is None:
            raise Unreadable("no document was handed in", missing=True)
        return SourceText(written, document)

    def read_codes(written: str) -> SourceText:
        if written not in codes:
            raise Unreadable("it was not handed in", missing=True)
        return SourceText(written, codes[written])

    policies: dict[str, tuple[Callable[[], Compilation], ...]] = {}
    words = _by_id(
        vocabularies, "vocabulary", lambda source: Compilation(source, Library({}), None, read_codes=read_codes)
    )
    library = Library(words, policies)
    policies.update(_by_id(bases, "base", lambda source: Compilation(source, library, None, read_codes=read_codes)))
    return Compilation(SourceText(path, text), library, read, read_codes=read_codes)


def _by_id(
    texts: Iterable[str], what: str, compile: Callable[[SourceText], Compilation]
) -> dict[str, tuple[Callable[[], Compilation], ...]]:
    found: dict[str, tuple[Callable[[], Compilation], ...]] = {}
    for at, text in enumerate(texts, 1):
        compilation = compile(SourceText(f"{what} {at}", text))
        tree = compilation.parsed.tree
        id = tree.name.word if tree else ""
        found[id] = (*found.get(id, ()), lambda compilation=compilation: compilation)  # type: ignore[misc]
    return found


def _read_document(project: Project, policy: Path, written: str) -> SourceText:
    target = project.inside(policy, written)
    data = read_bytes(target)
    if len(data) > LARGEST_DOCUMENT:
        raise Unreadable(f"it is larger than {LARGEST_DOCUMENT // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(what_it_is(data, error)) from error
    if "\0" in text:
        raise Unreadable(what_it_is(data, None))
    return SourceText(shown(target), text)
