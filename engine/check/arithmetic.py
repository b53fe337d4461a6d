"""Arithmetic with units: what can be added, multiplied and divided, and what comes out."""

from __future__ import annotations

from decimal import Decimal

from engine.check.kinds import is_constant_number, product_unit, same_unit, unit_of
from engine.check.notes import Notes
from engine.check.scope import Typed
from engine.ir import Arithmetic, Expr, Literal
from engine.kinds import DATE, DateKind, DurationKind, Kind, NullKind, NumberKind
from engine.messages.kind_words import described
from engine.messages.kinds import (
    EXPECTED_NUMBER,
    INEXACT_DIVISION,
    INEXACT_POWER,
    KIND_MISMATCH,
    NULL_HERE,
    UNITS_DIFFER,
    UNITS_MULTIPLIED,
)

__all__ = ["arithmetic_kind"]

_DAYS = DurationKind("days")


def arithmetic_kind(expr: Arithmetic, left: Typed, right: Typed, notes: Notes) -> Kind | None:
    """The kind of a sum, difference, product, quotient or power; null, and noted, if none."""
    if left.kind is None or right.kind is None:
        return None
    for side in (left, right):
        if isinstance(side.kind, NullKind):
            notes.add(NULL_HERE, side.expr)
            return None
        if side.kind and not isinstance(side.kind, NumberKind | DateKind | DurationKind):
            notes.add(EXPECTED_NUMBER, side.expr, got=described(side.kind))
            return None
    match expr.op:
        case "+" | "-":
            return _sum(expr, left, right, notes)
        case "*":
            return _product(expr, left, right, notes)
        case "/":
            return _quotient(expr, left, right, notes)
        case _:
            return _power(expr, left, right, notes)


def _sum(expr: Arithmetic, left: Typed, right: Typed, notes: Notes) -> Kind | None:
    match left.kind, right.kind:
        case (NumberKind() as one, NumberKind() as other):
            if same_unit(left, right):
                return NumberKind(unit_of(left, right))
            notes.add(UNITS_DIFFER, expr, left=described(one), right=described(other))
            return None
        case (DateKind(), DurationKind()):
            return DATE
        case (DurationKind(), DateKind()) if expr.op == "+":
            return DATE
        case (DateKind(), DateKind()) if expr.op == "-":
            return _DAYS
        case (DurationKind() as one, DurationKind() as other) if one == other:
            return one
        case _:
            _no_such(expr, left, right, notes)
            return None


def _product(expr: Arithmetic, left: Typed, right: Typed, notes: Notes) -> Kind | None:
    match left.kind, right.kind:
        case (NumberKind(unit), NumberKind(other)):
            known, result = product_unit(unit, other)
            if known:
                return NumberKind(result)
            one, two = described(left.kind), described(right.kind)
            notes.add(UNITS_MULTIPLIED, expr, left=one, right=two)
            return None
        case (DurationKind() as length, NumberKind(None)) | (
            NumberKind(None),
            DurationKind() as length,
        ):
            return length
        case _:
            _no_such(expr, left, right, notes)
            return None


def _quotient(expr: Arithmetic, left: Typed, right: Typed, notes: Notes) -> Kind | None:
    if not _power_of_ten(right.expr):
        notes.add(INEXACT_DIVISION, expr.right)
        return None
    if not isinstance(left.kind, NumberKind):
        notes.add(EXPECTED_NUMBER, expr.left, got=described(left.kind or _DAYS))
        return None
    return left.kind


def _power_of_ten(expr: Expr) -> bool:
    value = expr.value if isinstance(expr, Literal) else None
    if not isinstance(value, Decimal) or value < 1:
        return False
    return value.normalize().as_tuple().digits == (1,)


def _power(expr: Arithmetic, left: Typed, right: Typed, notes: Notes) -> Kind | None:
    exponent = right.expr.value if isinstance(right.expr, Literal) else None
    whole = isinstance(exponent, Decimal) and exponent in range(_MAX_EXPONENT + 1)
    plain = isinstance(left.kind, NumberKind) and left.kind.unit is None
    if not whole or not (plain or is_constant_number(left.expr)):
        notes.add(INEXACT_POWER, expr)
        return None
    return NumberKind()


_MAX_EXPONENT = 10


def _no_such(expr: Arithmetic, left: Typed, right: Typed, notes: Notes) -> None:
    one, other = described(left.kind or _DAYS), described(right.kind or _DAYS)
    notes.add(KIND_MISMATCH, expr, left=one, right=other)
