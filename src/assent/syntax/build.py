"""From recognised rules to the dataclasses of `syntax.tree`: one method a rule, called by the parser."""

from __future__ import annotations

from dataclasses import replace

from lark import Token

from assent.syntax import tree as t
from assent.syntax.build_facts import FactBuilder
from assent.syntax.tokens import Parts, unquote
from assent.syntax.tokens import at as _at
from assent.syntax.tokens import name as _name
from assent.syntax.tokens import sure as _sure
from assent.syntax.tokens import word as _word
from assent.syntax.tokens import words as _words

# The signs of a formula, by other ways to write them.
_SIGNS = {"−": "-", "–": "-", "×": "*", "÷": "/"}


class Builder(FactBuilder):
    """The callbacks of the parser, by rule name. Stateless, so that parses may run side by side."""

    # ---- files
    def start(self, parts: Parts) -> t.Tree:
        return parts[-1]  # type: ignore[no-any-return]

    def policy(self, parts: Parts) -> t.PolicyTree:
        _, name, title, *rest = parts
        rest = [part for part in rest if part is not None]
        header = tuple(part for part in rest if isinstance(part, t.Header))
        blocks = tuple(part for part in rest if not isinstance(part, t.Header))
        return t.PolicyTree(_name(name), title, header, blocks, _at(parts))

    def vocabulary(self, parts: Parts) -> t.VocabularyTree:
        _, name, title, *below = parts
        facts = tuple(one for one in below if isinstance(one, t.FactNode))
        value_sets = tuple(one for one in below if isinstance(one, t.ValueSetNode))
        calculated = tuple(one for one in below if isinstance(one, t.CalculatedNode))
        return t.VocabularyTree(_name(name), title, facts, value_sets, calculated, _at(parts))

    # ---- header
    def procedure(self, parts: Parts) -> t.ProcedureNode:
        return t.ProcedureNode(_name(parts[1]), _sure(parts[2]), parts[3], _at(parts))

    def version(self, parts: Parts) -> t.Version:
        return t.Version(_sure(parts[1]), _at(parts))

    def effective(self, parts: Parts) -> t.Effective:
        return t.Effective(_sure(parts[1]), _word(parts[3]), _at(parts))

    def source(self, parts: Parts) -> t.Source:
        return t.Source(parts[1], _at(parts))

    def reference(self, parts: Parts) -> t.Reference:
        return t.Reference(parts[1], _at(parts))

    def uses(self, parts: Parts) -> t.Uses:
        return t.Uses(tuple(_name(part) for part in parts[1:] if part.type == "NAME"), _at(parts))

    def owner(self, parts: Parts) -> t.Owner:
        return t.Owner(parts[1], _at(parts))

    def approved(self, parts: Parts) -> t.Approved:
        return t.Approved(parts[2], _sure(parts[4]), _at(parts))

    def review_by(self, parts: Parts) -> t.ReviewBy:
        return t.ReviewBy(_sure(parts[2]), _at(parts))

    def status(self, parts: Parts) -> t.Status:
        return t.Status(_name(parts[1]), _at(parts))

    def varies(self, parts: Parts) -> t.Varies:
        return t.Varies(_name(parts[1]), _word(parts[2]), _at(parts))

    # ---- blocks
    def replacement(self, parts: Parts) -> t.Replacement:
        return t.Replacement(parts[1], _at(parts))

    def without(self, parts: Parts) -> t.Without:
        return t.Without(_name(parts[1]), parts[3], _at(parts))

    def assume(self, parts: Parts) -> t.Assume:
        return t.Assume(parts[1], parts[3], _at(parts))

    def never(self, parts: Parts) -> t.NeverNode:
        _, outcome, word, test, _, because = parts
        return t.NeverNode(_name(outcome), word.type == "UNLESS", test, because, _at(parts))

    def never_for_want(self, parts: Parts) -> t.NeverForWant:
        _, outcome, _, _, what, _, because = parts
        document = _name(what) if what.type == "NAME" else None
        return t.NeverForWant(_name(outcome), document, because, _at(parts))

    def never_worse(self, parts: Parts) -> t.NeverWorse:
        word, fact, _, _, because = parts
        return t.NeverWorse(str(word), _name(fact), because, _at(parts))

    def overview(self, parts: Parts) -> t.Overview:
        return t.Overview(parts[1], parts[2], _at(parts))

    def notice(self, parts: Parts) -> t.Notice:
        return t.Notice(parts[1], parts[2], _at(parts))

    def facts(self, parts: Parts) -> t.Facts:
        return t.Facts(parts[1], tuple(parts[2:]), _at(parts))

    def define(self, parts: Parts) -> t.Define:
        return t.Define(_name(parts[1]), parts[2], tuple(parts[3:]), _at(parts))

    def parameter(self, parts: Parts) -> t.ParameterNode:
        return t.ParameterNode(_name(parts[1]), parts[2], tuple(parts[3:]), _at(parts))

    def dated_value(self, parts: Parts) -> t.DatedValueNode:
        value, _, start, _, reference = parts
        return t.DatedValueNode(value, _word(start), reference, _at(parts))

    def table(self, parts: Parts) -> t.TableNode:
        return t.TableNode(_name(parts[1]), parts[2], tuple(parts[3:]), _at(parts))

    def table_case(self, parts: Parts) -> t.TableCaseNode:
        return t.TableCaseNode(parts[0], parts[-1], _at(parts))

    def value_set(self, parts: Parts) -> t.ValueSetNode:
        _, name, system, title, _, path, *codes = parts
        lines = tuple(one for one in codes if one is not None)
        return t.ValueSetNode(_name(name), _name(system), title, path, lines, _at(parts))

    def codes(self, parts: Parts) -> t.CodesNode:
        first, _, last, remark = parts
        return t.CodesNode(_sure(first), _word(last), remark, _at(parts))

    def calculated(self, parts: Parts) -> t.CalculatedNode:
        _, name, unit, title, *formula = parts
        signs = [_SIGNS.get(str(one), str(one)) for one in ("+", *formula[1::2])]
        factors = zip(signs, formula[::2], strict=True)
        whats = [(sign, one if isinstance(one, t.Operand) else _sure(one)) for sign, one in factors]
        lines = tuple(t.FactorNode(sign, what, what.at) for sign, what in whats)
        return t.CalculatedNode(_name(name), _word(unit), title, lines, _at(parts))

    def section(self, parts: Parts) -> t.SectionNode:
        return t.SectionNode(parts[1], tuple(parts[2:]), _at(parts))

    def verb(self, parts: Parts) -> Token:
        return parts[0]  # type: ignore[no-any-return]

    def clause(self, parts: Parts) -> t.ClauseNode:
        return t.ClauseNode(str(parts[0]), _name(parts[1]), parts[2], tuple(parts[3:]), _at(parts))

    def untested(self, parts: Parts) -> t.UntestedNode:
        return t.UntestedNode(parts[1], parts[3], parts[5], _at(parts))

    def authorization(self, parts: Parts) -> t.AuthorizationNode:
        return t.AuthorizationNode(parts[1], tuple(parts[2:]), _at(parts))

    def valid(self, parts: Parts) -> t.Valid:
        return t.Valid(parts[2], parts[3], parts[4], _at(parts))

    def grants(self, parts: Parts) -> t.Grants:
        return t.Grants(parts[1], parts[2], parts[3], _at(parts))

    def granted_amount(self, parts: Parts) -> t.GrantedAmount:
        return t.GrantedAmount(_sure(parts[0]), _sure(parts[1]), _name(parts[3]) if parts[3] else None, _at(parts))

    def granted_option(self, parts: Parts) -> t.GrantedOption:
        return t.GrantedOption(_name(parts[0]), _name(parts[2]), _at(parts))

    def for_pathway(self, parts: Parts) -> t.Text:
        return parts[1]  # type: ignore[no-any-return]

    def appeal(self, parts: Parts) -> t.Appeal:
        return t.Appeal(parts[1], _at(parts))

    # ---- items
    def when(self, parts: Parts) -> t.When:
        return t.When(parts[1], _at(parts))

    def unless(self, parts: Parts) -> t.Unless:
        return t.Unless(parts[1], _at(parts))

    def cites(self, parts: Parts) -> t.Cites:
        return t.Cites(parts[1], parts[3], _at(parts))

    def because(self, parts: Parts) -> t.Because:
        return t.Because(parts[1], _at(parts))

    def note(self, parts: Parts) -> t.Note:
        return t.Note(parts[1], _at(parts))

    def accepts(self, parts: Parts) -> t.Accepts:
        return t.Accepts(_name(parts[1]), parts[3], _at(parts))

    # ---- tests
    def line(self, parts: Parts) -> t.Test:
        return parts[0]  # type: ignore[no-any-return]

    def all_of(self, parts: Parts) -> t.Group:
        return t.Group("all of", None, False, (), _at(parts))

    def any_of(self, parts: Parts) -> t.Group:
        return t.Group("any of", None, False, (), _at(parts))

    def at_least_of(self, parts: Parts) -> t.Group:
        return t.Group("at least of", _sure(parts[2]), False, (), _at(parts))

    def not_group(self, parts: Parts) -> t.Group:
        inner = parts[1]
        return t.Group(inner.head, inner.number, not inner.negated, (), _at(parts))

    def group(self, parts: Parts) -> t.Group:
        head = parts[0]
        return t.Group(head.head, head.number, head.negated, tuple(parts[1:]), _at(parts))

    def either(self, parts: Parts) -> t.Either:
        return t.Either(tuple(part for part in parts if isinstance(part, t.PathwayNode)), _at(parts))

    def pathway(self, parts: Parts) -> t.PathwayNode:
        return t.PathwayNode(parts[0], tuple(parts[1:]), _at(parts))

    def conjunction(self, parts: Parts) -> t.Joined:
        return self._joined("and", parts)

    def disjunction(self, parts: Parts) -> t.Joined:
        return self._joined("or", parts)

    all_conditions = conjunction
    case_band = conjunction
    any_conditions = disjunction

    @staticmethod
    def _joined(word: str, parts: Parts) -> t.Joined:
        return t.Joined(word, tuple(part for part in parts if not isinstance(part, Token)), _at(parts))

    def not_plain(self, parts: Parts) -> t.Negation:
        return t.Negation(parts[1], _at(parts))

    not_where = not_plain
    not_where_block = not_plain
    not_condition = not_plain
    not_case = not_plain

    def where(self, parts: Parts) -> t.Filtered:
        counted, _, condition = parts
        return self._conditional(counted, condition, parts)

    def where_block(self, parts: Parts) -> t.Filtered:
        counted, _, *conditions = parts
        condition = conditions[0]
        if len(conditions) > 1:
            condition = t.Group("", None, False, tuple(conditions), _at(conditions))
        return self._conditional(counted, condition, parts)

    @staticmethod
    def _conditional(filtered: t.Test, condition: t.Test, parts: Parts) -> t.Filtered:
        if not isinstance(filtered, t.Filtered):
            return t.Selected(filtered, None, condition, _at(parts))
        return replace(filtered, where=condition, at=_at(parts))

    def flag(self, parts: Parts) -> t.Flag:
        return t.Flag(parts[0], _at(parts))

    def comparison(self, parts: Parts) -> t.Comparison:
        return t.Comparison(parts[0], str(parts[1]), parts[2], _at(parts))

    def option(self, parts: Parts) -> t.Comparison:
        return t.Comparison(parts[0], "is not" if parts[2] else "is", parts[3], _at(parts))

    def member(self, parts: Parts) -> t.Comparison:
        operand, _, negated, _, name = parts
        value = t.Value("name", _sure(name), None, _at([name]))
        return t.Comparison(operand, "is not in" if negated else "is in", value, _at(parts))

    def dates(self, parts: Parts) -> t.Comparison:
        return t.Comparison(parts[0], _words(parts[1]), parts[2], _at(parts))

    def around(self, parts: Parts) -> t.Around:
        operand, *how, period, side, other = parts
        return t.Around(operand, " ".join(map(_words, how)), period, str(side), other, _at(parts))

    def ago(self, parts: Parts) -> t.Around:
        operand, *how, period, _ = parts
        return t.Around(operand, " ".join(map(_words, how)), period, "ago", None, _at(parts))

    def change(self, parts: Parts) -> t.Change:
        operand, *how, number, unit, side, other = parts
        amount = t.Value("number", _sure(number), _word(unit), _at([number, unit]))
        return t.Change(operand, " ".join(map(_words, how)), amount, str(side), other, _at(parts))

    def one_of(self, parts: Parts) -> t.OneOf:
        options = tuple(_name(part) for part in parts[5:] if part.type == "NAME")
        return t.OneOf(parts[0], parts[2] is not None, options, _at(parts))

    def band(self, parts: Parts) -> t.Band:
        operand, _, low, up, _, high = parts
        return t.Band(operand, low, high, up is not None, _at(parts))

    def provided(self, parts: Parts) -> t.Provided:
        return t.Provided(parts[0], _at(parts))

    def within(self, parts: Parts) -> t.Within:
        return t.Within(parts[0], parts[1], False, _at(parts))

    def ahead(self, parts: Parts) -> t.Within:
        return t.Within(parts[0], parts[4], True, _at(parts))

    def name(self, parts: Parts) -> t.Operand:
        return t.Operand(_name(parts[0]), None, "", _at(parts))

    def since(self, parts: Parts) -> t.Operand:
        return t.Operand(_name(parts[1]), None, parts[0].split()[0], _at(parts))

    def latest_field(self, parts: Parts) -> t.Operand:
        return t.Operand(_name(parts[1]), _name(parts[3]), str(parts[0]), _at(parts))

    def selected(self, parts: Parts) -> t.Selected:
        return t.Selected(parts[0], parts[1], None, _at(parts))

    def at_least(self, parts: Parts) -> t.Counted:
        return self._counting(f"at {parts[1]}", _sure(parts[2]), None, parts[3:], parts)

    at_most = at_least

    def exactly(self, parts: Parts) -> t.Counted:
        return self._counting("exactly", _sure(parts[1]), None, parts[2:], parts)

    def none(self, parts: Parts) -> t.Counted:
        return self._counting("no", None, None, parts[1:], parts)

    def between(self, parts: Parts) -> t.Counted:
        return self._counting("between", _sure(parts[0]), _sure(parts[2]), parts[3:], parts)

    def every(self, parts: Parts) -> t.Counted:
        return self._counting("every", None, None, parts[1:], parts)

    @staticmethod
    def _counting(
        form: str, low: t.NumberWord | None, high: t.NumberWord | None, rest: Parts, parts: Parts
    ) -> t.Counted:
        name, pattern, window, per = rest
        return t.Counted(form, low, high, _name(name), pattern, window, per, None, _at(parts))

    def latest(self, parts: Parts) -> t.Counted:
        return t.Counted("latest", None, None, _name(parts[1]), None, parts[2], None, None, _at(parts))

    def lasting(self, parts: Parts) -> t.Lasting:
        _, bound, amount, unit, _, name, window = parts
        period = t.PeriodNode(_sure(amount), _sure(unit), _at([amount, unit]))
        return t.Lasting(f"at {bound}", period, False, _name(name), None, window, None, _at(parts))

    def consecutive(self, parts: Parts) -> t.Lasting:
        _, bound, amount, _, unit, _, name, gaps, window = parts
        period = t.PeriodNode(_sure(amount), _sure(unit), _at([amount, unit]))
        return t.Lasting(f"at {bound}", period, True, _name(name), gaps, window, None, _at(parts))

    def step(self, parts: Parts) -> t.Step:
        _, name, _, taken, _, amount, unit, window = parts
        dose = t.Value("number", _sure(amount), _word(unit), _at([amount, unit])) if amount else None
        return t.Step(_name(name), taken, dose, window, None, _at(parts))

    def moving(self, parts: Parts) -> t.Pattern:
        return t.Pattern("within any", parts[2], _at(parts))

    def close(self, parts: Parts) -> t.Pattern:
        return t.Pattern("no more than", parts[1], _at(parts))

    def spread(self, parts: Parts) -> t.Pattern:
        return t.Pattern("at least", parts[2], _at(parts))

    def per(self, parts: Parts) -> t.Name:
        return _name(parts[1])

    def window(self, parts: Parts) -> t.PeriodNode:
        return parts[3]  # type: ignore[no-any-return]

    gaps = window

    # ---- words
    def value(self, parts: Parts) -> t.Value:
        first = parts[0]
        kind = {"NUMBER": "number", "DATE": "date", "NAME": "name"}[first.type]
        rest, *range_ = [part for part in parts[1:] if part is not None and part.type != "TO"] or [None]
        to, beyond = [*map(_word, range_), None, None][:2]
        return t.Value(kind, _sure(first), _word(rest), _at(parts), to, beyond)

    end = value

    def period(self, parts: Parts) -> t.PeriodNode:
        return t.PeriodNode(_sure(parts[0]), _sure(parts[1]), _at(parts))

    def text(self, parts: Parts) -> t.Text:
        return t.Text(unquote(str(parts[0])), _at(parts))
