"""How kinds combine: comparing, joining, adding, multiplying, with units and codes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from engine.check.scope import Typed
from engine.ir import Arithmetic, Expr, Literal, Negate
from engine.kinds import (
    TEXT,
    ChoiceKind,
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NullKind,
    NumberKind,
    TextKind,
)

__all__ = [
    "comparable",
    "is_constant_number",
    "is_literal_code",
    "joined",
    "ordered",
    "product_unit",
    "same_unit",
]

_RATES: Final = {("SEK_per_hour", "hours"): "SEK", ("SEK_per_EUR", "EUR"): "SEK"}


def is_constant_number(expr: Expr) -> bool:
    """Whether an expression is a number written out: it takes the unit of its surroundings."""
    match expr:
        case Literal(Decimal()):
            return True
        case Negate(arg):
            return is_constant_number(arg)
        case Arithmetic(_, left, right):
            return is_constant_number(left) and is_constant_number(right)
        case _:
            return False


def is_literal_code(expr: Expr) -> bool:
    """Whether an expression is a text written out."""
    return isinstance(expr, Literal) and isinstance(expr.value, str)


def same_unit(left: Typed, right: Typed) -> bool:
    """Whether two numbers can be compared or added."""
    one, other = left.kind, right.kind
    if not isinstance(one, NumberKind) or not isinstance(other, NumberKind):
        return False
    return one.unit == other.unit or is_constant_number(left.expr) or is_constant_number(right.expr)


def unit_of(left: Typed, right: Typed) -> str | None:
    """The unit of a sum: that of the side that is not a number written out."""
    chosen = right if is_constant_number(left.expr) else left
    return chosen.kind.unit if isinstance(chosen.kind, NumberKind) else None


def product_unit(left: str | None, right: str | None) -> tuple[bool, str | None]:
    """Whether two units can be multiplied, and the unit of the product."""
    if left is None or right is None:
        return True, left or right
    unit = _RATES.get((left, right)) or _RATES.get((right, left))
    return unit is not None, unit


def ordered(kind: Kind) -> bool:
    """Whether values of a kind can be larger and smaller."""
    return isinstance(kind, NumberKind | DateKind | DurationKind)


def comparable(left: Typed, right: Typed) -> bool:
    """Whether two values of these kinds can be equal; units and codes are judged elsewhere."""
    one, other = left.kind, right.kind
    if isinstance(one, NumberKind) and isinstance(other, NumberKind):
        return True
    if isinstance(one, ChoiceKind) and isinstance(other, ChoiceKind):
        return True
    if isinstance(one, TextKind) and isinstance(other, ChoiceKind):
        return is_literal_code(right.expr)
    if isinstance(one, ChoiceKind) and isinstance(other, TextKind):
        return is_literal_code(left.expr)
    return one == other


def joined(parts: Sequence[Typed]) -> Kind | None:
    """The one kind that all parts fit, as in the branches of `if`; null if there is none."""
    known = [part for part in parts if not isinstance(part.kind, NullKind)]
    if not known:
        return parts[0].kind if parts else None
    # Numbers written out come last: they take whatever unit the others have.
    known.sort(key=lambda part: is_constant_number(part.expr))
    result = known[0].kind
    for part in known[1:]:
        result = _join(result, part)
        if result is None:
            return None
    return result


def _join(kind: Kind | None, part: Typed) -> Kind | None:
    other = part.kind
    match kind, other:
        case (NumberKind(), NumberKind()):
            return kind if kind == other or is_constant_number(part.expr) else None
        case (ChoiceKind(codes), ChoiceKind(more)):
            return ChoiceKind(tuple(dict.fromkeys((*codes, *more))))
        case (TextKind(), ChoiceKind()) | (ChoiceKind(), TextKind()):
            return TEXT
        case (ListKind(item), ListKind(another)):
            inner = _join(item, Typed(part.expr, another))
            return ListKind(inner) if inner is not None else None
        case _:
            return kind if kind == other else None
