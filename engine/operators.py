"""FEEL's operators over values: total functions, shared by the backends.

An operator never raises. Operands that do not fit give null; an unanswered operand gives
Unknown with the names of all unanswered operands, unless the known ones settle the result
whatever the answer (`false and …`, `true or …`).
"""

from __future__ import annotations

import operator
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Final, TypeAlias

from engine.components import component
from engine.values import CONTEXT, Interval, Months, Predicate, Unknown, Value

__all__ = [
    "ARITHMETIC",
    "COMPARE",
    "Binary",
    "add",
    "as_list",
    "between",
    "conjunction",
    "disjunction",
    "divide",
    "equal",
    "field",
    "interval",
    "item_at",
    "kind_of",
    "member",
    "multiply",
    "negate",
    "negation",
    "power",
    "satisfies",
    "subtract",
    "unanswered",
]

Binary: TypeAlias = Callable[[Value, Value], Value]

_TESTS: Final = frozenset({Interval, Predicate})
_MICROSECOND: Final = timedelta(microseconds=1)
_MONTHS_IN_YEAR: Final = 12
_ORDERED: Final = frozenset({Decimal, str, date, Months, timedelta})
_PLAIN: Final = _ORDERED | {bool, type(None)}
_KINDS: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "text",
    date: "date",
    Months: "months",
    timedelta: "days",
    Interval: "range",
    Predicate: "range",
    tuple: "list",
    dict: "record",
    Unknown: "unknown",
}


def kind_of(value: Value) -> str:
    """The name of a value's kind, as in `_KINDS`; any other mapping is a record."""
    return _KINDS.get(type(value), "record")


def unanswered(*values: Value) -> Unknown:
    """Unknown, for the reasons of those of the values that are Unknown."""
    return Unknown(frozenset().union(*(v.names for v in values if isinstance(v, Unknown))))


# Logic: strong Kleene. Whatever is neither true nor false counts as null.


def conjunction(values: Iterable[Value]) -> Value:
    """`and`: false if one is false, else unknown if one is, else null if one is not true."""
    return _junction(values, decisive=False)


def disjunction(values: Iterable[Value]) -> Value:
    """`or`: true if one is true, else unknown if one is, else null if one is not false."""
    return _junction(values, decisive=True)


def _junction(values: Iterable[Value], *, decisive: bool) -> Value:
    neutral = not decisive
    result: Value = neutral
    for value in values:
        if value is decisive:
            return decisive
        if isinstance(value, Unknown):
            result = unanswered(result, value)
        elif value is not neutral and not isinstance(result, Unknown):
            result = None
    return result


def negation(value: Value) -> Value:
    """`not`: null unless the value is true or false."""
    if isinstance(value, Unknown):
        return value
    return not value if isinstance(value, bool) else None


# Comparison.


def equal(left: Value, right: Value) -> Value:
    """`=`: lists and records by content; null equals null only; other kinds give null."""
    kind = type(left)
    if kind is type(right) and kind in _PLAIN:
        return left == right
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return unanswered(left, right)
    if left is None or right is None:
        return False
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and conjunction(map(equal, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and conjunction(
            equal(value, right[name]) for name, value in left.items()
        )
    return left == right if kind_of(left) == kind_of(right) else None


def _different(left: Value, right: Value) -> Value:
    return negation(equal(left, right))


def _ordering(holds: Callable[..., bool]) -> Binary:
    """A comparison of two values of one ordered kind; null for any others."""

    def compared(left: Value, right: Value) -> Value:
        kind = type(left)
        if kind is type(right) and kind in _ORDERED:
            return holds(left, right)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return unanswered(left, right)
        return None

    return compared


_less, _at_most = _ordering(operator.lt), _ordering(operator.le)

COMPARE: Final[Mapping[str, Binary]] = {
    "=": equal,
    "!=": _different,
    "<": _less,
    "<=": _at_most,
    ">": _ordering(operator.gt),
    ">=": _ordering(operator.ge),
}
"""The comparison that each symbol stands for."""


def between(value: Value, low: Value, high: Value) -> Value:
    """`value between low and high`, ends included."""
    return conjunction((_at_most(low, value), _at_most(value, high)))


def interval(low: Value, high: Value, *, low_closed: bool, high_closed: bool) -> Value:
    """The range from low to high; null when the ends are not of one ordered kind."""
    if isinstance(low, Unknown) or isinstance(high, Unknown):
        return unanswered(low, high)
    if type(low) not in _ORDERED or type(low) is not type(high):
        return None
    return Interval(low, high, low_closed, high_closed)


def satisfies(value: Value, test: Value) -> Value:
    """Whether the value lies in a range or meets a predicate; of anything else, null."""
    match test:
        case Unknown():
            return unanswered(value, test)
        case Interval(low, high, low_closed, high_closed):
            above = COMPARE[">=" if low_closed else ">"](value, low)
            below = COMPARE["<=" if high_closed else "<"](value, high)
            return conjunction((above, below))
        case Predicate(op, operand):
            return COMPARE[op](value, operand)
        case _:
            return None


def member(value: Value, test: Value) -> Value:
    """`value in test`: in the range, among the items (or in a range among them), or equal."""
    if isinstance(test, tuple):
        if type(value) in _PLAIN and {*map(type, test)} <= {type(value)}:
            return value in test  # the usual list: plain values of the one kind
        return disjunction([_matches(value, item) for item in test])
    if type(test) in _TESTS and type(value) not in _TESTS:
        return satisfies(value, test)
    return equal(value, test)


def _matches(value: Value, item: Value) -> Value:
    """As `member`, but an item of another kind is simply not the value."""
    if type(item) in _TESTS and type(value) not in _TESTS:
        return satisfies(value, item)
    found = equal(value, item)
    return False if found is None else found


# Arithmetic.


def negate(value: Value) -> Value:
    """Minus of a number or a duration."""
    match value:
        case Unknown():
            return value
        case Decimal():
            return CONTEXT.minus(value)
        case Months(months):
            return Months(-months)
        case timedelta():
            return _span(-(value // _MICROSECOND))
        case _:
            return None


def add(left: Value, right: Value) -> Value:
    """`+`: numbers, texts, two durations of a family, or a date with a duration."""
    match left, right:
        case Decimal(), Decimal():
            return _finite(CONTEXT.add(left, right))
        case (Unknown(), _) | (_, Unknown()):
            return unanswered(left, right)
        case str(), str():
            return left + right
        case Months(), Months():
            return Months(left.months + right.months)
        case timedelta(), timedelta():
            return _span(left // _MICROSECOND + right // _MICROSECOND)
        case (date(), Months() | timedelta()):
            return _shifted(left, right)
        case (Months() | timedelta(), date()):
            return _shifted(right, left)
        case _:
            return None


def subtract(left: Value, right: Value) -> Value:
    """`-`: as `+` with the right side negated; two dates give the days between them."""
    match left, right:
        case Decimal(), Decimal():
            return _finite(CONTEXT.subtract(left, right))
        case (Unknown(), _) | (_, Unknown()):
            return unanswered(left, right)
        case date(), date():
            return left - right
        case (date() | Months() | timedelta(), Months() | timedelta()):
            return add(left, negate(right))
        case _:
            return None


def multiply(left: Value, right: Value) -> Value:
    """`*`: two numbers, or a duration by a number (what is left of a unit is cut off)."""
    match left, right:
        case Decimal(), Decimal():
            return _finite(CONTEXT.multiply(left, right))
        case (Unknown(), _) | (_, Unknown()):
            return unanswered(left, right)
        case (Months() | timedelta(), Decimal()):
            return _rebuilt(left, CONTEXT.multiply(_units(left), right))
        case (Decimal(), Months() | timedelta()):
            return _rebuilt(right, CONTEXT.multiply(left, _units(right)))
        case _:
            return None


def divide(left: Value, right: Value) -> Value:
    """`/`: two numbers, a duration by a number, or two durations of a family; null by zero."""
    match left, right:
        case Decimal(), Decimal():
            return _finite(CONTEXT.divide(left, right))
        case (Unknown(), _) | (_, Unknown()):
            return unanswered(left, right)
        case (Months() | timedelta(), Decimal()):
            return _rebuilt(left, CONTEXT.divide(_units(left), right))
        case Months(), Months():
            return _finite(CONTEXT.divide(_units(left), _units(right)))
        case timedelta(), timedelta():
            return _finite(CONTEXT.divide(_units(left), _units(right)))
        case _:
            return None


def power(left: Value, right: Value) -> Value:
    """`**`: of two numbers."""
    match left, right:
        case Decimal(), Decimal():
            return _finite(CONTEXT.power(left, right))
        case (Unknown(), _) | (_, Unknown()):
            return unanswered(left, right)
        case _:
            return None


ARITHMETIC: Final[Mapping[str, Binary]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}
"""The operation that each symbol stands for."""


def _finite(number: Decimal) -> Decimal | None:
    """The number, or null for what overflowed, was divided by zero or does not exist."""
    return number if number.is_finite() else None


def _units(length: Months | timedelta) -> Decimal:
    return Decimal(length.months if isinstance(length, Months) else length // _MICROSECOND)


def _rebuilt(model: Months | timedelta, units: Decimal) -> Months | timedelta | None:
    """A duration of the model's family from a number of months or microseconds, cut to whole."""
    if not units.is_finite() or units.adjusted() > CONTEXT.prec:
        return None
    whole = int(units.to_integral_value(ROUND_DOWN))
    return Months(whole) if isinstance(model, Months) else _span(whole)


def _span(microseconds: int) -> timedelta | None:
    try:
        return timedelta(microseconds=microseconds)
    except OverflowError:
        return None


def _shifted(day: date, length: Months | timedelta) -> date | None:
    """The day moved by a duration; past the end of a month it stops at its last day."""
    if isinstance(length, timedelta):
        try:
            return day + timedelta(days=length.days)
        except OverflowError:
            return None
    year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + length.months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# Access.


def as_list(value: Value) -> tuple[Value, ...] | Unknown | None:
    """The list itself; another value stands for the list of itself; null and Unknown stay."""
    if isinstance(value, tuple) or value is None or isinstance(value, Unknown):
        return value
    return (value,)


def item_at(items: tuple[Value, ...], position: Decimal) -> Value:
    """The item at a position from 1, or from the end when negative; null if there is none."""
    if position != position.to_integral_value() or not 1 <= abs(position) <= len(items):
        return None
    return items[int(position) - 1 if position > 0 else int(position)]


def field(base: Value, name: str) -> Value:
    """`base.name`: of a record, a date or a duration; of a list, of every item."""
    match base:
        case dict() | Mapping():
            return base.get(name)
        case tuple():
            return tuple([field(item, name) for item in base])
        case Unknown():
            return base
        case date() | Months() | timedelta():
            return component(base, name)
        case _:
            return None
