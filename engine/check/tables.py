"""Decision tables: the last row, and rows that can be seen to be dead without a solver.

What a solver alone can see (that a row follows from two others, or contradicts itself) is
left to the proofs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from engine.errors import Problems, Words
from engine.ir import And, Between, Compare, CompareOp, Expr, In, Literal, Or, Range
from engine.messages.rules import DEAD_ROW, NO_LAST_ROW, OTHERWISE_EARLY
from engine.model import Criterion
from engine.source.reader import Node
from engine.values import Value

__all__ = ["check_table"]

_Point: TypeAlias = "Decimal | date"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The values of one expression for which a condition holds; a missing end is open."""

    low: _Point | None = None
    high: _Point | None = None
    low_closed: bool = False
    high_closed: bool = False

    def within(self, other: _Stretch) -> bool:
        return _not_below(self, other) and _not_above(self, other)


@dataclass(slots=True)
class _Seen:
    """What earlier rows have taken."""

    rows: dict[Expr, int] = field(default_factory=dict)
    stretches: dict[Expr, list[tuple[_Stretch, int]]] = field(default_factory=dict)


def check_table(criterion: Criterion, anchors: Mapping[str, Node], problems: Problems) -> None:
    """Note a missing last row and every row that can never be the first to hold."""
    places = [anchors[f"{criterion.id}/table/{n}"] for n in range(len(criterion.rows))]
    always = [f"{criterion.id}/table/{n}/otherwise" in anchors for n in range(len(places))]
    if places and not any(always):
        problems.add(NO_LAST_ROW, places[-1])
    seen = _Seen()
    for number, row in enumerate(criterion.rows):
        if always[number]:
            if number < len(places) - 1:
                problems.add(OTHERWISE_EARLY, places[number])
            break
        if f"{criterion.id}/table/{number}/when" not in anchors:
            continue
        reason = _dead(row.when, seen)
        if reason is not None:
            problems.add(DEAD_ROW, places[number], reason=reason)
        _take(row.when, number, seen)


def _dead(when: Expr, seen: _Seen) -> Words | None:
    """Why a row can never be the first to hold, as far as single conditions show."""
    if when in seen.rows:
        return _taken(seen.rows[when])
    for part in _conjuncts(when):
        if part in seen.rows:
            return _taken(seen.rows[part])
        for expr, stretch in _stretches(part):
            for taken, number in seen.stretches.get(expr, ()):
                if stretch.within(taken):
                    return _taken(number)
    return None


def _taken(number: int) -> Words:
    return Words(
        f"rad {number + 1} i tabellen gäller redan då",
        f"row {number + 1} of the table holds already then",
    )


def _take(when: Expr, number: int, seen: _Seen) -> None:
    for part in _disjuncts(when):
        seen.rows.setdefault(part, number)
        for expr, stretch in _stretches(part):
            seen.stretches.setdefault(expr, []).append((stretch, number))
    seen.rows.setdefault(when, number)


def _conjuncts(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, And) else (expr,)


def _disjuncts(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, Or) else (expr,)


_MIRRORED: Final[dict[CompareOp, CompareOp]] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "=": "=",
    "!=": "!=",
}


def _stretches(expr: Expr) -> list[tuple[Expr, _Stretch]]:
    """The condition as a stretch of one expression, if it is one; else nothing."""
    match expr:
        case Compare(op, left, Literal(value)):
            return _compared(left, op, value)
        case Compare(op, Literal(value), right):
            return _compared(right, _MIRRORED[op], value)
        case Between(arg, Literal(low), Literal(high)):
            return _ranged(arg, low, high, closed=(True, True))
        case In(arg, (Range(Literal(low), Literal(high), low_closed, high_closed),)):
            return _ranged(arg, low, high, closed=(low_closed, high_closed))
        case _:
            return []


def _compared(expr: Expr, op: CompareOp, value: Value) -> list[tuple[Expr, _Stretch]]:
    if not isinstance(value, Decimal | date):
        return []
    match op:
        case "<" | "<=":
            return [(expr, _Stretch(high=value, high_closed=op == "<="))]
        case ">" | ">=":
            return [(expr, _Stretch(low=value, low_closed=op == ">="))]
        case "=":
            return [(expr, _Stretch(value, value, low_closed=True, high_closed=True))]
        case _:
            return []


def _ranged(
    expr: Expr, low: Value, high: Value, *, closed: tuple[bool, bool]
) -> list[tuple[Expr, _Stretch]]:
    if not isinstance(low, Decimal | date) or not isinstance(high, Decimal | date):
        return []
    return [(expr, _Stretch(low, high, low_closed=closed[0], high_closed=closed[1]))]


def _not_below(inner: _Stretch, outer: _Stretch) -> bool:
    if outer.low is None:
        return True
    order = _order(inner.low, outer.low)
    return order is not None and (
        order > 0 or (order == 0 and _fits(inner.low_closed, outer.low_closed))
    )


def _not_above(inner: _Stretch, outer: _Stretch) -> bool:
    if outer.high is None:
        return True
    order = _order(inner.high, outer.high)
    return order is not None and (
        order < 0 or (order == 0 and _fits(inner.high_closed, outer.high_closed))
    )


def _fits(inner_closed: bool, outer_closed: bool) -> bool:  # noqa: FBT001 - two ends of one sort
    return outer_closed or not inner_closed


def _order(one: _Point | None, other: _Point) -> int | None:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return (one > other) - (one < other)
    if isinstance(one, date) and isinstance(other, date):
        return (one > other) - (one < other)
    return None
