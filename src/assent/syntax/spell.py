"""How each node of the tree is written: the canonical lines of a policy or a vocabulary, without comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from assent.syntax import tree as t
from assent.syntax.spell_properties import property_words
from assent.syntax.spell_tests import block_below, factor_words, inline_words, period_words, value_words
from assent.syntax.spell_types import marked
from assent.syntax.written import Gap, Line

# Header keywords stand in a column as wide as the longest of them, `procedure`, and a gap.
_HEADER_WIDTH = 11
# The type stands as far from the name as the line from the edge: a fact's by two spaces, a field's by four.
# The label stands this far from the longest type.
_BEFORE_LABEL = 3
# A type longer than this makes its own label stand further right, rather than all labels.
_WIDEST_TYPE = 40


def lines_of(tree: t.Tree, text: str) -> tuple[Line, ...]:
    """The lines of a tree that was read from `text`, whose quoted texts keep their own spelling."""
    return tuple(_Spelling(text).file(tree))


class _Spelling:
    def __init__(self, text: str) -> None:
        self.text = text

    # ---- files and blocks

    def file(self, tree: t.Tree) -> Iterator[Line]:
        match tree:
            case t.PolicyTree():
                yield Line(0, f"policy {tree.name.word} {self.quoted(tree.title, 0)}", tree.at[0], "as written")
                for header in tree.header:
                    yield Line(1, self.header(header), header.at[0])
                before: t.Block | None = None
                for block in tree.blocks:
                    yield from self.block(block, 0, _gap(before, block))
                    before = block
            case t.VocabularyTree():
                yield Line(0, f"vocabulary {tree.name.word} {self.quoted(tree.title, 0)}", tree.at[0], "as written")
                yield from self.facts(tree.facts, "blank")
                shared: list[t.ValueSetNode | t.CalculatedNode] = [*tree.value_sets, *tree.calculated]
                for one in sorted(shared, key=lambda node: node.at[0]):
                    yield from self.block(one, 1, "blank")
            case _:
                assert_never(tree)

    def header(self, header: t.Header) -> str:
        match header:
            case t.ProcedureNode():
                title = f" {self.quoted(header.title, 1)}" if header.title else ""
                keyword, rest = "procedure", f"{header.system.word} {header.code.word}{title}"
            case t.Version():
                keyword, rest = "version", header.number.word
            case t.Effective():
                keyword = "effective"
                rest = f"{header.start.word} to {header.end.word}" if header.end else header.start.word
            case t.Source():
                keyword, rest = "source", self.quoted(header.path, 1)
            case t.Reference():
                keyword, rest = "reference", self.quoted(header.text, 1)
            case t.Uses():
                keyword, rest = "uses", ", ".join(name.word for name in header.names)
            case t.Owner():
                keyword, rest = "owner", self.quoted(header.name, 1)
            case t.Approved():
                keyword, rest = "approved", f"by {self.quoted(header.by, 1)} on {header.on.word}"
            case t.ReviewBy():
                keyword, rest = "review", f"by {header.day.word}"
            case t.Status():
                keyword, rest = "status", header.word.word
            case t.Varies():
                keyword = "varies"
                rest = f"{header.name.word} {header.version.word}" if header.version else header.name.word
            case _:
                assert_never(header)
        return f"{keyword:<{_HEADER_WIDTH}}{rest}"

    def block(self, block: t.Block, depth: int, gap: Gap) -> Iterator[Line]:
        start = block.at[0]
        match block:
            case t.Overview() | t.Notice():
                keyword = "overview" if isinstance(block, t.Overview) else "notice"
                yield Line(depth, self.headed(keyword, block.title, depth), start, gap)
                yield Line(depth + 1, self.quoted(block.text, depth + 1, below=True), block.text.at[0])
            case t.Facts():
                yield Line(depth, self.headed("facts", block.title, depth), start, gap)
                yield from self.facts(block.facts, "none")
            case t.Define():
                yield Line(depth, f"define {block.name.word} {self.quoted(block.title, depth)}", start, gap)
                yield from self.items(block.items, depth + 1)
            case t.ValueSetNode() | t.CalculatedNode() | t.ParameterNode() | t.TableNode():
                yield from self.named(block, depth, gap)
            case t.ClauseNode():
                yield Line(depth, f"{block.verb} {block.name.word} {self.quoted(block.title, depth)}", start, gap)
                yield from self.items(block.items, depth + 1)
            case t.SectionNode():
                yield Line(depth, f"section {self.quoted(block.title, depth)}", start, gap)
                before: t.Block | None = None
                for clause in block.clauses:
                    yield from self.block(clause, depth + 1, _gap(before, clause))
                    before = clause
            case t.UntestedNode():
                under = f" under {self.quoted(block.under, depth)}" if block.under else ""
                because = self.quoted(block.because, depth)
                yield Line(depth, f"untested {self.quoted(block.quote, depth)}{under} because {because}", start, gap)
            case t.Replacement():
                first, *rest = self.block(block.part, depth, gap)
                yield Line(depth, f"replace {first.words}", start, gap)
                yield from rest
            case t.Without():
                yield Line(depth, f"without {block.name.word} because {self.quoted(block.because, depth)}", start, gap)
            case t.Assume():
                because = self.quoted(block.because, depth)
                yield Line(depth, f"assume {inline_words(block.test)} because {because}", start, gap)
            case t.NeverNode() | t.NeverForWant() | t.NeverWorse():
                because = f" because {self.quoted(block.because, depth)}" if block.because else ""
                yield Line(depth, f"{property_words(block)}{because}", start, gap)
            case t.AuthorizationNode():
                yield Line(depth, self.headed("authorization", block.title, depth), start, gap)
                yield from self.items(block.lines, depth + 1)
            case _:
                assert_never(block)

    def named(
        self, block: t.ParameterNode | t.TableNode | t.ValueSetNode | t.CalculatedNode, depth: int, gap: Gap
    ) -> Iterator[Line]:
        """What has a name and stands for a value, several values, or codes."""
        name, title, start = block.name.word, self.quoted(block.title, depth), block.at[0]
        match block:
            case t.ParameterNode():
                yield Line(depth, f"parameter {name} {title}", start, gap)
                yield from self.dated_values(block)
            case t.TableNode():
                yield Line(depth, f"table {name} {title}", start, gap)
                width = _width(value_words(case.value) for case in block.cases)
                for case in block.cases:
                    when = f"  when {inline_words(case.when)}" if case.when else ""
                    yield Line(depth + 1, f"{value_words(case.value):<{width}}{when}".rstrip(), case.at[0])
            case t.ValueSetNode():
                yield from self.value_set(block, depth, gap)
            case t.CalculatedNode():
                unit = f" {block.unit.word}" if block.unit else ""
                yield Line(depth, f"calculated {name}{unit} {title}", start, gap)
                formula = " ".join(f"{one.sign} {factor_words(one)}" for one in block.formula)
                yield Line(depth + 1, formula.removeprefix("+ "), block.formula[0].at[0])

    def dated_values(self, block: t.ParameterNode) -> Iterator[Line]:
        width = _width(value_words(one.value) for one in block.values)
        for one in block.values:
            words = f"{value_words(one.value):<{width}}"
            words += f"  from {one.start.word}" if one.start else ""
            words += f"  reference {self.quoted(one.reference, 1)}" if one.reference else ""
            yield Line(1, words.rstrip(), one.at[0])

    def value_set(self, block: t.ValueSetNode, depth: int, gap: Gap) -> Iterator[Line]:
        words = f"value set {block.name.word} {block.system.word} {self.quoted(block.title, depth)}"
        words += f" from {self.quoted(block.path, depth)}" if block.path else ""
        yield Line(depth, words, block.at[0], gap)
        written = [f"{one.first.word} to {one.last.word}" if one.last else one.first.word for one in block.codes]
        width = _width(written)
        for one, codes in zip(block.codes, written, strict=True):
            remark = f"  {self.quoted(one.remark, depth + 1)}" if one.remark else ""
            yield Line(depth + 1, f"{codes:<{width}}{remark}".rstrip(), one.at[0])

    def headed(self, keyword: str, title: t.Text | None, depth: int) -> str:
        return f"{keyword} {self.quoted(title, depth)}" if title else keyword

    # ---- inside a clause

    def items(self, items: Iterable[t.Item | t.AuthorizationLine], depth: int) -> Iterator[Line]:
        for item in items:
            start = item.at[0]
            match item:
                case t.When():
                    yield from self.test(item.test, depth, start, "when ")
                case t.Unless():
                    yield from self.test(item.test, depth, start, "unless ")
                case t.Cites():
                    under = f" under {self.quoted(item.under, depth)}" if item.under else ""
                    yield Line(depth, f"cites {self.quoted(item.quote, depth)}{under}", start)
                case t.Because():
                    yield Line(depth, f"because {self.quoted(item.text, depth)}", start)
                case t.Note():
                    yield Line(depth, f"note {self.quoted(item.text, depth)}", start)
                case t.Accepts():
                    because = self.quoted(item.because, depth)
                    yield Line(depth, f"accepts {item.finding.word} because {because}", start)
                case t.Valid():
                    yield Line(depth, f"valid for {period_words(item.period)}{self.condition(item, depth)}", start)
                case t.Grants():
                    yield Line(depth, f"grants {self.granted(item.what, depth)}{self.condition(item, depth)}", start)
                case t.Appeal():
                    yield Line(depth, f"appeal {self.quoted(item.text, depth)}", start)
                case _:
                    yield from self.test(item, depth, start)

    def granted(self, what: t.Text | t.GrantedAmount | t.GrantedOption, depth: int) -> str:
        match what:
            case t.GrantedAmount():
                requested = f" of {what.requested.word}" if what.requested else ""
                return f"{what.amount.word} {what.unit.word}{requested}"
            case t.GrantedOption():
                return f"{what.option.word} of {what.requested.word}"
            case _:
                return self.quoted(what, depth)

    def condition(self, line: t.Valid | t.Grants, depth: int) -> str:
        pathway = f" for {self.quoted(line.pathway, depth)}" if line.pathway else ""
        return pathway + (f" when {inline_words(line.applies)}" if line.applies else "")

    def test(self, test: t.Test, depth: int, start: int, prefix: str = "") -> Iterator[Line]:
        if isinstance(test, t.Either):
            yield from self.either(test, depth, start, prefix)
            return
        if not isinstance(test, t.Group):
            yield Line(depth, prefix + inline_words(test), start)
            if (block := block_below(test)) is not None:
                yield from self.where(block, depth + 1)
            return
        negation = "not " if test.negated else ""
        number = f"at least {test.number.word} of" if test.number else test.head
        yield Line(depth, f"{prefix}{negation}{number}", start)
        for element in test.elements:
            yield from self.test(element, depth + 1, element.at[0])

    def either(self, either: t.Either, depth: int, start: int, prefix: str) -> Iterator[Line]:
        word = f"{prefix}either"
        for pathway in either.pathways:
            at = start if word != "or" else pathway.at[0]
            yield Line(depth, f"{word} {self.quoted(pathway.title, depth)}", at)
            for test in pathway.tests:
                yield from self.test(test, depth + 1, test.at[0])
            word = "or"

    def where(self, block: t.Test, depth: int) -> Iterator[Line]:
        for test in block.elements if isinstance(block, t.Group) and not block.head else (block,):
            yield from self.test(test, depth, test.at[0])

    # ---- facts

    def facts(self, facts: tuple[t.FactNode, ...], first_gap: Gap) -> Iterator[Line]:
        types = [marked(fact) for fact in facts]
        names = _width(fact.name.word for fact in facts)
        label_column = 2 + names + 2 + _width(word for word in types if len(word) <= _WIDEST_TYPE) + _BEFORE_LABEL
        gap = first_gap
        for fact in facts:
            yield Line(1, self.columns(fact, 1, names, label_column), fact.at[0], gap)
            gap = "as written"
            inner = _width(field.name.word for field in fact.fields)
            for field in fact.fields:
                yield Line(2, self.columns(field, 2, inner, label_column), field.at[0])

    def columns(self, line: t.FactNode | t.FieldNode, depth: int, names: int, label_column: int) -> str:
        gap = " " * (2 * depth)
        before = f"{line.name.word:<{names}}{gap}{marked(line)}{' ' * _BEFORE_LABEL}"
        after = ""
        if isinstance(line, t.FactNode):
            after = "".join(f"  {coded.system.word} {coded.code.word}" for coded in line.codes)
            after += f" when {inline_words(line.applies)}" if line.applies else ""
        return f"{before:<{label_column - len(gap)}}{self.quoted(line.label, depth)}{after}"

    # ---- texts

    def quoted(self, text: t.Text, depth: int, *, below: bool = False) -> str:
        """A text in its own spelling; a long one with its lines indented under the line that holds it.

        `below` says that the text stands on a line of its own, and its lines as deep as itself.
        """
        raw = self.text[text.at[0] : text.at[1]]
        if not raw.startswith('"""'):
            return raw
        if not below and not text.value:
            return '""'
        if not below and "\n" not in text.value and not text.value.endswith(('"', "\\")):
            return f'"""{text.value}"""'
        indentation = "  " * (depth if below else depth + 1)
        lines = [indentation + line if line else "" for line in text.value.split("\n")] if text.value else []
        return "\n".join(['"""', *lines, f'{indentation}"""'])


def _gap(before: t.Block | None, block: t.Block) -> Gap:
    kinds = (t.UntestedNode, t.Without, t.Assume, t.PropertyNode)
    together = any(isinstance(before, kind) and isinstance(block, kind) for kind in kinds)
    return "none" if together else "blank"


def _width(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)
