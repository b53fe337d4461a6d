"""What may be compared with what: kinds, units, codes, order and null."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from engine.check.kinds import comparable, is_constant_number, joined, ordered, same_unit
from engine.check.notes import Notes
from engine.check.scope import Fact, Typed
from engine.errors import Words, quoted
from engine.ir import Compare, Expr, ListOf, Literal, Name, Range, UnaryTest
from engine.kinds import NULL, ChoiceKind, Kind, ListKind, NullKind, NumberKind, RangeKind
from engine.messages.kind_words import described
from engine.messages.kinds import (
    EMPTY_RANGE,
    KIND_MISMATCH,
    NEVER_NULL,
    NO_ORDER,
    NULL_HERE,
    UNITS_DIFFER,
    UNKNOWN_CODE,
)
from engine.parse.fields import did_you_mean

__all__ = ["fit", "fit_ends", "fit_null", "fit_test", "join", "literal_code"]

_EQUALITY = frozenset({"=", "!="})


def fit(left: Typed, right: Typed, at: Expr, notes: Notes, *, order: bool = False) -> None:
    """Note what keeps two values from being compared, if anything does."""
    if left.kind is None or right.kind is None:
        return
    nulls = [side.expr for side in (left, right) if isinstance(side.kind, NullKind)]
    if nulls:
        notes.add(NULL_HERE, nulls[0])
    elif not comparable(left, right):
        _mismatch(left, right, at, notes)
    elif order and not ordered(left.kind):
        notes.add(NO_ORDER, at, left=described(left.kind))
    elif isinstance(left.kind, NumberKind) and not same_unit(left, right):
        _mismatch(left, right, at, notes)
    else:
        _codes(left, right, at, notes)


def fit_null(expr: Compare, left: Typed, right: Typed, fact: Fact | None, notes: Notes) -> None:
    """A comparison with `null`: only `=` and `!=`, and only with what can be null."""
    if expr.op not in _EQUALITY or left.kind == right.kind:
        notes.add(NULL_HERE, expr)
        return
    other = expr.left if isinstance(right.kind, NullKind) else expr.right
    if fact is None or fact.kind is None or not isinstance(other, Name):
        return
    if fact.origin == "parameter" or (fact.origin == "input" and not fact.nullable):
        notes.add(NEVER_NULL, other, name=quoted(other.name))


def fit_ends(low: Expr, high: Expr, at: Expr, notes: Notes) -> None:
    """Two ends written out: the lower one has to come first."""
    if not isinstance(low, Literal) or not isinstance(high, Literal):
        return
    one, other = low.value, high.value
    numbers = isinstance(one, Decimal) and isinstance(other, Decimal) and one > other
    days = isinstance(one, date) and isinstance(other, date) and one > other
    if numbers or days:
        notes.add(EMPTY_RANGE, at)


def fit_test(arg: Typed, test: Typed, notes: Notes) -> None:
    """One test on the right of `in`: a comparison, a range, a list or a value."""
    at = test.expr
    match test.expr, test.kind:
        case (UnaryTest(op=op, operand=operand), kind):
            fit(arg, Typed(operand, kind), at, notes, order=op not in _EQUALITY)
        case (Range(low, high), RangeKind(item)):
            # An end written out has no unit of its own; the other one tells.
            end = high if is_constant_number(low) else low
            fit(arg, Typed(end, item), at, notes, order=True)
        case (ListOf(items), ListKind(item)):
            for one in items:
                fit(arg, _own(one, item), one, notes)
        case (_, ListKind(item)):
            fit(arg, Typed(at, item), at, notes)
        case _:
            fit(arg, test, at, notes)


def _own(expr: Expr, kind: Kind) -> Typed:
    """An item of a list written out: a code keeps its own kind, so that a wrong one is seen."""
    code = literal_code(expr)
    return Typed(expr, ChoiceKind((code,)) if code is not None else kind)


def join(parts: tuple[Typed, ...], at: Expr, notes: Notes) -> Kind | None:
    """The one kind of several alternatives; null, and noted, if there is none."""
    if any(part.kind is None for part in parts):
        return None
    kind = joined(parts)
    if kind is None:
        first = parts[0]
        other = next((one for one in parts if joined((first, one)) is None), parts[-1])
        _mismatch(first, other, at, notes)
    return kind


def literal_code(expr: Expr) -> str | None:
    """The text that an expression writes out, if it does."""
    value = expr.value if isinstance(expr, Literal) else None
    return value if isinstance(value, str) else None


def _mismatch(left: Typed, right: Typed, at: Expr, notes: Notes) -> None:
    one, other = left.kind or NULL, right.kind or NULL
    units = isinstance(one, NumberKind) and isinstance(other, NumberKind)
    entry = UNITS_DIFFER if units else KIND_MISMATCH
    notes.add(entry, at, left=described(one), right=described(other))


def _codes(left: Typed, right: Typed, at: Expr, notes: Notes) -> None:
    """A code written out must be in the other's list; of two lists, one must hold the other."""
    if not isinstance(left.kind, ChoiceKind) or not isinstance(right.kind, ChoiceKind):
        return
    here, there = left.kind.codes, right.kind.codes
    for side, codes in ((left, there), (right, here)):
        code = literal_code(side.expr)
        if code is None:
            continue
        if code not in codes:
            step = did_you_mean(code, codes)
            notes.add(UNKNOWN_CODE, side.expr, code=quoted(code), step=step)
        return
    if not (set(here) <= set(there) or set(there) <= set(here)):
        odd = sorted(set(there) - set(here))
        only = Words(f"också {quoted(', '.join(odd))}", f"also {quoted(', '.join(odd))}")
        notes.add(KIND_MISMATCH, at, left=described(left.kind), right=only)
