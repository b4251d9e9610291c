"""The document says what the checker does: each clause's sentence, read back, is its expression, and nothing else."""

from __future__ import annotations

from hypothesis import given

from assent.generate.document.emit import emit
from assent.generate.document.making import document
from assent.generate.document.sentences import Line
from assent.generate.document.tree import Document
from assent.language.expressions import Expression
from assent.language.policy import Policy
from assent.language.properties import Never
from documents import sentences_of_page
from properties.profile import examples
from properties.sentence_reader import form_of, plain, read_line, term_form_of, types_by_label
from strategies.policies import policies


@examples(200)
@given(policies())
def test_every_sentence_read_back_is_the_expression_it_was_made_from(policy: Policy) -> None:
    types = types_by_label(policy)
    expected, lines = _expected(policy), _sentences(document(policy))
    assert set(lines) == set(expected)
    # Definitions stand where a reader first needs them.
    assert [key for key in lines if key[0] != "definition"] == [key for key in expected if key[0] != "definition"]
    for key, line in lines.items():
        form = term_form_of if key[0] == "term" else form_of
        assert read_line(line, types) == form(expected[key]), key


@examples(40)
@given(policies())
def test_the_page_holds_those_sentences_and_no_other(policy: Policy) -> None:
    marked = sentences_of_page(emit(policy)["policy.html"])
    lines = _sentences(document(policy))
    listed = {("codes", one.id) for one in policy.value_sets} | {("calculated", one.id) for one in policy.calculated}
    assert set(marked) == set(lines) | listed
    for key, line in lines.items():
        # A mention's number stands after its title, for a reader who prints the page.
        written = [(depth, part) for depth, part in marked[key].lines]
        assert len(written) == len(list(line.walk()))
        for (depth, part), (found_depth, found) in zip(line.walk(), written, strict=True):
            assert depth == found_depth
            assert plain(part.text) == found or (part.mention is not None and part.mention.title in found)


def _expected(policy: Policy) -> dict[tuple[str, str], Expression]:
    """Every expression that the document has a sentence for, by what it is and its id."""
    found = {("definition", definition.id): definition.body for definition in policy.definitions}
    for clause in policy.clauses:
        found["clause", clause.id] = clause.body
        if clause.unless is not None:
            found["exception", clause.id] = clause.unless
        if clause.when is not None:
            found["condition", clause.id] = clause.when
    for at, assumption in enumerate(policy.assumptions, 1):
        found["assumption", f"assumption-{at}"] = assumption.test
    for at, one in enumerate(policy.properties, 1):
        if isinstance(one, Never):
            found["property", f"property-{at}"] = one.test
    if policy.authorization is not None:
        for at, longer in enumerate(policy.authorization.longer, 1):
            found["term", f"validity-{at}"] = longer.when
        for at, grant in enumerate(policy.authorization.grants, 1):
            if grant.when is not None:
                found["term", f"grant-{at}"] = grant.when
    return found


def _sentences(tree: Document) -> dict[tuple[str, str], Line]:
    """Every sentence of a document, in the same way."""
    found: dict[tuple[str, str], Line] = {}
    clauses = [clause for section in tree.sections for clause in section.clauses]
    definitions = [*(part for clause in clauses for part in clause.definitions), *tree.definitions]
    for definition in definitions:
        assert ("definition", definition.id) not in found
        found["definition", definition.id] = definition.sentence
    for clause in clauses:
        found["clause", clause.id] = clause.sentence
        if clause.exception is not None:
            found["exception", clause.id] = clause.exception
        if clause.condition is not None:
            found["condition", clause.id] = clause.condition
    for part in tree.assumptions:
        found["assumption", part.id] = part.sentence
    for held in tree.properties:
        if held.sentence is not None:
            found["property", held.id] = held.sentence
    for term in (*tree.authorization.longer, *tree.authorization.grants) if tree.authorization else ():
        if term.condition is not None:
            found["term", term.id] = term.condition
    return found
