"""The compiler on one page: a Compilation with one cached property a stage.

    source → parsed → checked → policy → artefacts

Each stage runs when it is first asked for, and once. Nothing here prints, and nothing raises at an author:
what is wrong is in `diagnostics`, and `policy` is None while any of it is an error. What only the later
stages need is loaded when they run, because checking is done all the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assent.check.check import Checked, check, check_vocabulary
from assent.check.problems import Problems
from assent.check.rules import files
from assent.check.varying import check_variation, varies
from assent.check.vocabulary import CheckedVocabulary, Vocabulary
from assent.language.expressions import Expression
from assent.language.policy import Policy
from assent.project import OutsideProject, Unreadable
from assent.source.diagnostic import Diagnostic, by_place
from assent.source.text import SourceText
from assent.syntax.parse import Parsed, parse
from assent.syntax.tree import PolicyTree, Source, Uses, VocabularyTree
from assent.syntax.unread import Unread

if TYPE_CHECKING:
    from assent.check.citations import Examination


@dataclass(frozen=True)
class Compilation:
    """One text on its way to artefacts.

    `library` holds the vocabularies it may use, and `read` gives the document that a path written in it
    names, or raises Unreadable or OutsideProject; without it no document is looked for. `spoiled` is what
    kept its file from being text at all. `read_codes` gives, in the same way, a file of codes.
    """

    source: SourceText
    library: Library
    read: Callable[[str], SourceText] | None
    spoiled: tuple[Diagnostic, ...] = ()
    read_codes: Callable[[str], SourceText] | None = None

    @cached_property
    def parsed(self) -> Parsed:
        """The syntax tree, the comments, and what could not be read."""
        return Parsed(self.source, None, self.spoiled, ()) if self.spoiled else parse(self.source)

    @property
    def tree(self) -> PolicyTree | None:
        """The tree, where the text is a policy."""
        return self.parsed.tree if isinstance(self.parsed.tree, PolicyTree) else None

    @cached_property
    def vocabulary(self) -> CheckedVocabulary | None:
        """The facts it declares, where the text is a vocabulary."""
        tree = self.parsed.tree
        if not isinstance(tree, VocabularyTree):
            return None
        return check_vocabulary(tree, self.source, unread=self.parsed.unread, read=self._codes)

    @cached_property
    def document(self) -> tuple[SourceText | None, tuple[Diagnostic, ...]]:
        """The text that the policy's `source` line names, or why it cannot serve."""
        problems = Problems(self.source)
        line = next((line for line in self.tree.header if isinstance(line, Source)), None) if self.tree else None
        if line is not None and self.read is not None:
            try:
                return self.read(line.path.value), ()
            except Unreadable as unreadable:
                files.unreadable_source(problems, line, unreadable.why)
            except OutsideProject:
                files.source_outside_project(problems, line)
        return None, tuple(problems.found)

    @cached_property
    def codes(self) -> dict[str, SourceText]:
        """The files of codes that its value sets name, by the paths that are written; filled as they are read."""
        return {}

    def _codes(self, written: str) -> SourceText | str | None:
        """A file of codes; else why it cannot be read, or None where it lies outside the project."""
        if self.read_codes is None:
            return "files are not read here"
        try:
            self.codes[written] = self.read_codes(written)
        except Unreadable as unreadable:
            return unreadable.why
        except OutsideProject:
            return None
        return self.codes[written]

    @cached_property
    def checked(self) -> Checked:
        """The policy, names and types resolved."""
        if self.tree is None:
            return Checked(None, ())
        if varies(self.tree) is not None:
            return check_variation(
                self.tree,
                self.source,
                originals=self.library.policies,
                vocabularies=self.library,
                source_document=self.document[0],
                unread=self.parsed.unread,
                read=self._codes,
            )
        return check(
            self.tree,
            self.source,
            vocabularies=self.library,
            source_document=self.document[0],
            unread=self.parsed.unread,
            read=self._codes,
        )

    @property
    def examined(self) -> Examination | None:
        """What holding the policy against its source document shows."""
        return self.checked.examination

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong, in order of place; errors of the vocabularies that it uses among it."""
        found = [*self.parsed.diagnostics]
        if self.vocabulary is not None:
            found += self.vocabulary.diagnostics
        if self.tree is not None:
            found += [*self.document[1], *self.checked.diagnostics]
            for line in self.tree.header:
                if isinstance(line, Uses):
                    found += (error for name in line.names for error in self.library.errors(name.word))
        return tuple(sorted(dict.fromkeys(found), key=by_place))

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.is_error for diagnostic in self.diagnostics)

    @property
    def policy(self) -> Policy | None:
        """The checked policy, which is all that outputs see; None while there is any error."""
        return None if self.has_errors else self.checked.policy

    def question(self, text: str) -> tuple[Expression | None, tuple[Diagnostic, ...]]:
        """The condition that a question about this policy asks about, or what is wrong with the question."""
        from assent.check.asking import read_question

        assert self.tree is not None
        policy = self.checked.policy
        return read_question(
            text,
            self.tree,
            self.source,
            vocabularies=self.library,
            value_sets=policy.value_sets if policy else (),
            calculated=policy.calculated if policy else (),
            in_force=(policy.effective, policy.until) if policy else (1, None),
        )

    @cached_property
    def digest(self) -> str:
        """The identity of the policy's meaning and words."""
        from assent.language.canonical import digest

        assert self.policy is not None
        return digest(self.policy)

    @cached_property
    def artefacts(self) -> dict[str, str]:
        """The files that the targets make of this version, by name."""
        from assent.generate import TARGETS

        assert self.policy is not None
        return {name: text for target in TARGETS for name, text in target.emit(self.policy).items()}


Texts = Mapping[str, tuple["Callable[[], Compilation]", ...]]


class Policies(Mapping[str, tuple[Compilation, ...]]):
    """Every version of each policy by its id, compiled when it is first asked for, and once."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._compiled: dict[str, tuple[Compilation, ...]] = {}

    def __getitem__(self, id: str) -> tuple[Compilation, ...]:
        if id not in self._compiled:
            self._compiled[id] = tuple(compile() for compile in self._texts[id])
        return self._compiled[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Library(Mapping[str, Vocabulary]):
    """Vocabularies by id, each compiled when it is first asked for, and once.

    `texts` gives, for each id, the compilations of every text that declares it: the first one counts,
    and any other is an error. `policies` are those that another policy may vary.
    """

    def __init__(self, texts: Texts, policies: Texts | None = None) -> None:
        self._texts = texts
        self._compiled: dict[str, Compilation] = {}
        self.policies = Policies({} if policies is None else policies)

    def compilation(self, id: str) -> Compilation:
        """The text that declares a vocabulary."""
        if id not in self._compiled:
            self._compiled[id] = self._texts[id][0]()
        return self._compiled[id]

    def errors(self, id: str) -> tuple[Diagnostic, ...]:
        """The errors in a vocabulary; none where there is no such vocabulary."""
        if id not in self._texts:
            return ()
        compilation = self.compilation(id)
        found = [diagnostic for diagnostic in compilation.diagnostics if diagnostic.is_error]
        first = compilation.parsed.tree
        for compile in self._texts[id][1:]:
            second = compile()
            if first is not None and second.parsed.tree is not None:
                problems = Problems(second.source)
                where = Problems(compilation.source).span(first.name.at)
                files.repeated_vocabulary(problems, second.parsed.tree.name, where)
                found += problems.found
        return tuple(found)

    def __getitem__(self, id: str) -> Vocabulary:
        checked = self.compilation(id).vocabulary
        if checked is None:  # its head could be read, and not what follows
            return Vocabulary(id, "", (), {}, sound=False, unread=Unread(everywhere=True))
        return checked.vocabulary

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
