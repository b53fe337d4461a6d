"""Static typing of expressions: every name resolved, every kind and unit known before any fact is.

An expression comes back resolved, with its kind. Where something is wrong a problem is noted
at its place in the file and the kind is null, which everything above accepts in silence: one
mistake is reported once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, assert_never

from engine.check.arithmetic import arithmetic_kind
from engine.check.calls import call_kind
from engine.check.compare import fit, fit_ends, fit_null, fit_test, join
from engine.check.notes import Notes
from engine.check.scope import Known, Scope, Typed
from engine.errors import quoted
from engine.ir import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    Path,
    Quantified,
    Range,
    UnaryTest,
)
from engine.kinds import (
    BOOLEAN,
    DATE,
    NULL,
    BooleanKind,
    ChoiceKind,
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NullKind,
    NumberKind,
    RangeKind,
    RecordKind,
)
from engine.messages.kind_words import described
from engine.messages.kinds import (
    COMPUTED_INDEX,
    EXPECTED_BOOLEAN,
    EXPECTED_LIST,
    EXPECTED_NUMBER,
    NULL_HERE,
)
from engine.messages.names import NO_FIELD, NO_FIELDS, PROTECTED, SHADOWED, VERIFIED_NOT_INPUT
from engine.messages.shape import EMPTY_LIST
from engine.parse.fields import did_you_mean
from engine.values import Months, Value

__all__ = ["Typer"]

_DAY_FIELDS: Final = ("year", "month", "day", "weekday")
_LENGTH_FIELDS: Final = {
    "months": ("years", "months"),
    "days": ("days", "hours", "minutes", "seconds"),
}


class Typer:
    """Types expressions over the names of one policy."""

    def __init__(self, known: Known, notes: Notes) -> None:
        self.known = known
        self.notes = notes

    def typed(self, expr: Expr) -> Typed:
        """The whole expression, resolved."""
        return self._infer(expr, Scope(self.known))

    def condition(self, expr: Expr) -> Expr:
        """The whole expression, resolved; it has to be true or false."""
        return self._boolean(expr, Scope(self.known))

    def _infer(self, expr: Expr, scope: Scope) -> Typed:  # noqa: C901, PLR0911, PLR0912 - one case a node
        match expr:
            case Literal(value):
                return Typed(expr, literal_kind(value))
            case Name():
                return scope.resolve(expr, self.notes)
            case Path():
                return self._path(expr, scope)
            case Negate():
                return self._negate(expr, scope)
            case Arithmetic():
                left, right = self._infer(expr.left, scope), self._infer(expr.right, scope)
                kind = arithmetic_kind(expr, left, right, self.notes)
                return Typed(replace(expr, left=left.expr, right=right.expr), kind)
            case Compare():
                return self._compare(expr, scope)
            case And(args) | Or(args):
                parts = tuple(self._boolean(arg, scope) for arg in args)
                return Typed(replace(expr, args=parts), BOOLEAN)
            case Not(arg):
                return Typed(replace(expr, arg=self._boolean(arg, scope)), BOOLEAN)
            case Between():
                return self._between(expr, scope)
            case In():
                return self._in(expr, scope)
            case Range():
                return self._range(expr, scope)
            case UnaryTest(operand=operand):
                inner = self._infer(operand, scope)
                return Typed(replace(expr, operand=inner.expr), inner.kind)
            case If():
                return self._if(expr, scope)
            case Quantified():
                return self._quantified(expr, scope)
            case For():
                return self._for(expr, scope)
            case Filter():
                return self._filter(expr, scope)
            case Call():
                return self._call(expr, scope)
            case ListOf():
                return self._list(expr, scope)
            case _:
                assert_never(expr)

    def _boolean(self, expr: Expr, scope: Scope) -> Expr:
        found = self._infer(expr, scope)
        if found.kind is not None and not isinstance(found.kind, BooleanKind):
            self.notes.add(EXPECTED_BOOLEAN, expr, got=described(found.kind))
        return found.expr

    def _if(self, expr: If, scope: Scope) -> Typed:
        condition = self._boolean(expr.condition, scope)
        then, otherwise = self._infer(expr.then, scope), self._infer(expr.otherwise, scope)
        resolved = replace(expr, condition=condition, then=then.expr, otherwise=otherwise.expr)
        return Typed(resolved, join((then, otherwise), expr, self.notes))

    def _negate(self, expr: Negate, scope: Scope) -> Typed:
        arg = self._infer(expr.arg, scope)
        kind = arg.kind
        if kind is not None and not isinstance(kind, NumberKind | DurationKind):
            self.notes.add(EXPECTED_NUMBER, expr.arg, got=described(kind))
            kind = None
        return Typed(replace(expr, arg=arg.expr), kind)

    def _compare(self, expr: Compare, scope: Scope) -> Typed:
        left, right = self._infer(expr.left, scope), self._infer(expr.right, scope)
        if isinstance(left.kind, NullKind) or isinstance(right.kind, NullKind):
            other = expr.left if isinstance(right.kind, NullKind) else expr.right
            fact = self.known.facts.get(other.name) if isinstance(other, Name) else None
            fit_null(expr, left, right, fact, self.notes)
        else:
            fit(left, right, expr, self.notes, order=expr.op not in {"=", "!="})
        return Typed(replace(expr, left=left.expr, right=right.expr), BOOLEAN)

    def _between(self, expr: Between, scope: Scope) -> Typed:
        arg = self._infer(expr.arg, scope)
        low, high = self._infer(expr.low, scope), self._infer(expr.high, scope)
        noted = len(self.notes.problems)
        for end in (low, high):
            if len(self.notes.problems) == noted:  # both ends may be wrong for one reason
                fit(arg, end, expr, self.notes, order=True)
        fit_ends(low.expr, high.expr, expr, self.notes)
        return Typed(replace(expr, arg=arg.expr, low=low.expr, high=high.expr), BOOLEAN)

    def _in(self, expr: In, scope: Scope) -> Typed:
        arg = self._infer(expr.arg, scope)
        tests = tuple(self._infer(test, scope) for test in expr.tests)
        for test in tests:
            fit_test(arg, test, self.notes)
        return Typed(replace(expr, arg=arg.expr, tests=tuple(test.expr for test in tests)), BOOLEAN)

    def _range(self, expr: Range, scope: Scope) -> Typed:
        low, high = self._infer(expr.low, scope), self._infer(expr.high, scope)
        fit(low, high, expr, self.notes, order=True)
        fit_ends(low.expr, high.expr, expr, self.notes)
        kind = join((low, high), expr, self.notes)
        resolved = replace(expr, low=low.expr, high=high.expr)
        return Typed(resolved, RangeKind(kind) if kind is not None else None)

    def _list(self, expr: ListOf, scope: Scope) -> Typed:
        parts = tuple(self._infer(item, scope) for item in expr.items)
        resolved = replace(expr, items=tuple(part.expr for part in parts))
        nulls = [part.expr for part in parts if isinstance(part.kind, NullKind)]
        if nulls:  # backends disagree on null inside a list
            self.notes.add(NULL_HERE, nulls[0])
            return Typed(resolved, None)
        if not parts:
            self.notes.add(EMPTY_LIST, expr)
            return Typed(resolved, None)
        kind = join(parts, expr, self.notes)
        return Typed(resolved, ListKind(kind) if kind is not None else None)

    def _path(self, expr: Path, scope: Scope) -> Typed:
        base = self._infer(expr.base, scope)
        resolved = replace(expr, base=base.expr)
        if base.kind is None:
            return Typed(resolved, None)
        many = isinstance(base.kind, ListKind)
        record = base.kind.item if isinstance(base.kind, ListKind) else base.kind
        fields = _fields_of(record)
        if not fields:
            self.notes.add(NO_FIELDS, expr.base, kind=described(base.kind))
            return Typed(resolved, None)
        kind = fields.get(expr.field)
        if kind is None:
            self._no_field(expr, fields)
            return Typed(resolved, None)
        return Typed(resolved, ListKind(kind) if many else kind)

    def _no_field(self, expr: Path, fields: dict[str, Kind]) -> None:
        name, end = quoted(expr.field), expr.span[1]
        at = Name(expr.field, (end - len(expr.field), end))
        if expr.field in self.known.protected_fields:
            self.notes.add(PROTECTED, at, name=name)
        else:
            step = did_you_mean(expr.field, fields)
            self.notes.add(NO_FIELD, at, name=name, step=step)

    def _quantified(self, expr: Quantified, scope: Scope) -> Typed:
        domain, inside = self._bound(expr, expr.variable, expr.domain, scope)
        body = self._boolean(expr.body, inside)
        return Typed(replace(expr, domain=domain, body=body), BOOLEAN)

    def _for(self, expr: For, scope: Scope) -> Typed:
        domains: list[Expr] = []
        for variable, domain in zip(expr.variables, expr.domains, strict=True):
            resolved, scope = self._bound(expr, variable, domain, scope)
            domains.append(resolved)
        body = self._infer(expr.body, scope)
        if isinstance(body.kind, NullKind):
            self.notes.add(NULL_HERE, expr.body)
        kind = None if body.kind is None or isinstance(body.kind, NullKind) else body.kind
        found = replace(expr, domains=tuple(domains), body=body.expr)
        return Typed(found, ListKind(kind) if kind is not None else None)

    def _bound(
        self, expr: Quantified | For, variable: str, domain: Expr, scope: Scope
    ) -> tuple[Expr, Scope]:
        """The list that a variable goes through, resolved, and the scope that has the variable."""
        found = self._infer(domain, scope)
        item = self._item(found, domain)
        if scope.has(variable):
            self.notes.add(SHADOWED, expr, name=quoted(variable))
        return found.expr, scope.with_variable(variable, item)

    def _filter(self, expr: Filter, scope: Scope) -> Typed:
        base = self._infer(expr.base, scope)
        item = self._item(base, expr.base)
        if _is_number(expr.condition):
            if not _is_position(expr.condition):
                self.notes.add(COMPUTED_INDEX, expr.condition)
                item = None
            return Typed(replace(expr, base=base.expr), item)
        found = self._infer(expr.condition, scope.with_element(item))
        if isinstance(found.kind, NumberKind):
            self.notes.add(COMPUTED_INDEX, expr.condition)
            item = None
        elif found.kind is not None and not isinstance(found.kind, BooleanKind):
            self.notes.add(EXPECTED_BOOLEAN, expr.condition, got=described(found.kind))
        kind = ListKind(item) if item is not None else None
        return Typed(replace(expr, base=base.expr, condition=found.expr), kind)

    def _item(self, base: Typed, at: Expr) -> Kind | None:
        """The kind of the items of a list; null, and noted, where it is none."""
        if isinstance(base.kind, ListKind):
            return base.kind.item
        if base.kind is not None:
            self.notes.add(EXPECTED_LIST, at, got=described(base.kind))
        return None

    def _call(self, expr: Call, scope: Scope) -> Typed:
        args = tuple(self._infer(arg, scope) for arg in expr.args)
        if expr.function == "verified":
            self._verified(expr)
        kind = call_kind(expr, args, self.notes)
        return Typed(replace(expr, args=tuple(arg.expr for arg in args)), kind)

    def _verified(self, expr: Call) -> None:
        """Evidence is kept of answers only, so `verified(x)` asks about a question."""
        names = [arg.name for arg in expr.args if isinstance(arg, Name)]
        for name in names:
            fact = self.known.facts.get(name)
            if fact is not None and fact.origin != "input":
                questions = {
                    one for one, other in self.known.facts.items() if other.origin == "input"
                }
                step = did_you_mean(name, questions)
                self.notes.add(VERIFIED_NOT_INPUT, expr.args[0], name=quoted(name), step=step)


def literal_kind(value: Value) -> Kind:
    """The kind of a constant; a text written out is the choice of that one code."""
    match value:
        case bool():
            return BOOLEAN
        case Decimal():
            return NumberKind()
        case str():
            return ChoiceKind((value,))
        case date():
            return DATE
        case Months():
            return DurationKind("months")
        case timedelta():
            return DurationKind("days")
        case _:
            return NULL


def _fields_of(kind: Kind) -> dict[str, Kind]:
    match kind:
        case RecordKind(fields):
            return dict(fields)
        case DateKind():
            return dict.fromkeys(_DAY_FIELDS, NumberKind())
        case DurationKind(family):
            return dict.fromkeys(_LENGTH_FIELDS[family], NumberKind())
        case _:
            return {}


def _is_number(expr: Expr) -> bool:
    return isinstance(_positive(expr), Literal) and isinstance(_value(_positive(expr)), Decimal)


def _is_position(expr: Expr) -> bool:
    value = _value(_positive(expr))
    return isinstance(value, Decimal) and value != 0 and value == value.to_integral_value()


def _positive(expr: Expr) -> Expr:
    return expr.arg if isinstance(expr, Negate) else expr


def _value(expr: Expr) -> Value:
    return expr.value if isinstance(expr, Literal) else None
