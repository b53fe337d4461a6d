"""The fixed function library: what FEEL's built-ins do, and the two that the house adds.

A function gets its arguments in the order of its parameters, at run time already known:
an Unknown argument makes the call Unknown before the function is asked (`apply`). Only
what is inside a list may still be Unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Final

from engine import operators
from engine.values import (
    CONTEXT,
    Months,
    Unknown,
    Value,
    date_from_text,
    duration_from_text,
)

__all__ = ["FUNCTIONS", "OUTSIDE", "Function", "apply"]


@dataclass(frozen=True, slots=True)
class Function:
    """One entry of the library.

    `signatures` holds the parameter names, one tuple for each number of arguments. A
    `spread` function also takes the items of its list one by one: `max(1, 2)`. An
    `extension` is not FEEL's but the house's.
    """

    name: str
    signatures: tuple[tuple[str, ...], ...]
    implementation: Callable[..., Value]
    spread: bool = False
    extension: bool = False
    takes_list: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "takes_list", self.signatures[0][0] == "list")


def apply(function: str, args: tuple[Value, ...]) -> Value:
    """Call a function of the library by name; Unknown if an argument is.

    Where a single value is wanted, a list of one item stands for the item.
    """
    called = FUNCTIONS[function]
    if not called.takes_list:
        args = tuple([arg[0] if isinstance(arg, tuple) and len(arg) == 1 else arg for arg in args])
    for arg in args:
        if isinstance(arg, Unknown):
            return operators.unanswered(*args)
    return called.implementation(*args)


# Lists. A single value stands for the list of itself.


def _count(items: Value) -> Value:
    found = operators.as_list(items)
    return Decimal(len(found)) if isinstance(found, tuple) else found


def _total(items: Value) -> Value:
    """A house function: FEEL's sum of nothing is null, a budget's is 0."""
    return Decimal(0) if items == () else _sum(items)


def _sum(items: Value) -> Value:
    found = _settled(items)
    if not isinstance(found, tuple):
        return found
    result: Value = Decimal(0)
    for item in found:
        result = operators.add(result, item) if isinstance(item, Decimal) else None
    return result


def _extreme(symbol: str) -> Callable[[Value], Value]:
    wins = operators.COMPARE[symbol]

    def extreme(items: Value) -> Value:
        found = _settled(items)
        if not isinstance(found, tuple):
            return found
        best = found[0]
        for item in found:
            won = wins(item, best)
            if won is None:
                return None
            best = item if won else best
        return best

    return extreme


def _settled(items: Value) -> tuple[Value, ...] | Unknown | None:
    """The items of a list that has some, all of them known; null of anything else."""
    found = operators.as_list(items)
    if not isinstance(found, tuple) or not found:
        return None
    doubts = [item for item in found if isinstance(item, Unknown)]
    return operators.unanswered(*doubts) if doubts else found


def _all(items: Value) -> Value:
    found = operators.as_list(items)
    return operators.conjunction(found) if isinstance(found, tuple) else found


def _any(items: Value) -> Value:
    found = operators.as_list(items)
    return operators.disjunction(found) if isinstance(found, tuple) else found


def _list_contains(items: Value, element: Value) -> Value:
    found = operators.as_list(items)
    return operators.member(element, found) if isinstance(found, tuple) else found


# Numbers.


_MIN_SCALE: Final = -6111
_MAX_SCALE: Final = 6176


def _rounding(mode: str) -> Callable[..., Value]:
    """Round to `scale` decimals; null for a scale that is not a whole number or out of range."""

    def rounded(number: Value, scale: Value = Decimal(0)) -> Value:
        if not isinstance(number, Decimal) or not isinstance(scale, Decimal):
            return None
        if scale != scale.to_integral_value() or not _MIN_SCALE <= scale <= _MAX_SCALE:
            return None
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int) and -exponent <= scale:
            return number
        result = number.quantize(CONTEXT.scaleb(Decimal(1), -scale), mode, CONTEXT)
        return result if result.is_finite() else None

    return rounded


def _decimal(number: Value, scale: Value) -> Value:
    """`decimal` alone cuts off what follows the point of its scale."""
    places = scale.to_integral_value(ROUND_FLOOR) if isinstance(scale, Decimal) else None
    return _rounding(ROUND_HALF_EVEN)(number, places)


def _abs(number: Value) -> Value:
    match number:
        case Decimal():
            return CONTEXT.abs(number)
        case Months(months):
            return Months(abs(months))
        case timedelta():
            return abs(number)
        case _:
            return None


def _parity(remainder: int) -> Callable[[Value], Value]:
    def test(number: Value) -> Value:
        if not isinstance(number, Decimal) or number != number.to_integral_value():
            return None
        return int(number) % 2 == remainder

    return test


# Text.


def _on_texts(test: Callable[[str, str], bool]) -> Callable[[Value, Value], Value]:
    def call(text: Value, match: Value) -> Value:
        return test(text, match) if isinstance(text, str) and isinstance(match, str) else None

    return call


def _string_length(text: Value) -> Value:
    return Decimal(len(text)) if isinstance(text, str) else None


def _upper_case(text: Value) -> Value:
    return text.upper() if isinstance(text, str) else None


def _lower_case(text: Value) -> Value:
    return text.lower() if isinstance(text, str) else None


# Dates and durations.


def _date(*parts: Value) -> Value:
    match parts:
        case (str() as text,):
            return date_from_text(text)
        case (date() as day,):
            return day
        case (Decimal() as year, Decimal() as month, Decimal() as day):
            return _date_of_numbers(year, month, day)
        case _:
            return None


def _date_of_numbers(*parts: Decimal) -> date | None:
    if any(part != part.to_integral_value() for part in parts):
        return None
    try:
        return date(*map(int, parts))
    except (ValueError, OverflowError):
        return None


def _duration(text: Value) -> Value:
    if isinstance(text, str):
        return duration_from_text(text)
    return text if isinstance(text, Months | timedelta) else None


def _months_between(start: Value, end: Value) -> Value:
    """Whole months from one day to another, cut towards zero."""
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    if start > end:
        return operators.negate(_months_between(end, start))
    months = (end.year - start.year) * 12 + end.month - start.month
    return Months(months - 1 if end.day < start.day else months)


def _decided_by_evidence(_: Value) -> Value:
    """`verified(name)` asks for the evidence of a fact, which the evaluator's scope knows."""
    return None


_LIST = (("list",),)
_NUMBER_AND_SCALE = (("n",), ("n", "scale"))
_SCALED = (("n", "scale"),)
_TEXTS = (("string", "match"),)
_TEXT = (("string",),)

FUNCTIONS: Final[dict[str, Function]] = {
    function.name: function
    for function in (
        Function("count", _LIST, _count),
        Function("sum", _LIST, _sum, spread=True),
        Function("total", _LIST, _total, spread=True, extension=True),
        Function("min", _LIST, _extreme("<"), spread=True),
        Function("max", _LIST, _extreme(">"), spread=True),
        Function("all", _LIST, _all, spread=True),
        Function("any", _LIST, _any, spread=True),
        Function("not", (("negand",),), operators.negation),
        Function("list contains", (("list", "element"),), _list_contains),
        Function("floor", _NUMBER_AND_SCALE, _rounding(ROUND_FLOOR)),
        Function("ceiling", _NUMBER_AND_SCALE, _rounding(ROUND_CEILING)),
        Function("decimal", _SCALED, _decimal),
        Function("round up", _SCALED, _rounding(ROUND_UP)),
        Function("round down", _SCALED, _rounding(ROUND_DOWN)),
        Function("round half up", _SCALED, _rounding(ROUND_HALF_UP)),
        Function("round half down", _SCALED, _rounding(ROUND_HALF_DOWN)),
        Function("abs", (("n",),), _abs),
        Function("even", (("number",),), _parity(0)),
        Function("odd", (("number",),), _parity(1)),
        Function("string length", _TEXT, _string_length),
        Function("upper case", _TEXT, _upper_case),
        Function("lower case", _TEXT, _lower_case),
        Function("contains", _TEXTS, _on_texts(lambda text, match: match in text)),
        Function("starts with", _TEXTS, _on_texts(str.startswith)),
        Function("ends with", _TEXTS, _on_texts(str.endswith)),
        Function("date", (("from",), ("year", "month", "day")), _date),
        Function("duration", (("from",),), _duration),
        Function("years and months duration", (("from", "to"),), _months_between),
        Function("verified", (("fact",),), _decided_by_evidence, extension=True),
    )
}

_DAYS_ONLY = "a rule sees days, not times of day"
_NO_CLOCK = "a rule reads no clock: the day of judgement is a fact"
_INEXACT = "its result is not exact, and backends would differ"
_NO_BUILDING = "a rule decides; it does not build values"
_NO_ORDER = "a rule asks about a list; it does not rebuild it"
_RANGES = "write the comparison with `in`, `between` or `<`"

OUTSIDE: Final[dict[str, str]] = {
    name: reason
    for reason, names in {
        _DAYS_ONLY: "time; date and time",
        _NO_CLOCK: "now; today",
        _INEXACT: "sqrt; exp; log; mean; median; mode; stddev; modulo",
        _NO_BUILDING: (
            "string; number; substring; substring before; substring after; replace; matches; split;"
            " string join; context; context put; context merge; get value; get entries; invoke;"
            " range; day of year; day of week; month of year; week of year; is; product;"
            " round; assert"
        ),
        _NO_ORDER: (
            "append; concatenate; insert before; remove; reverse; index of; union;"
            " distinct values; duplicate values; flatten; sort; sublist; list replace; partition"
        ),
        _RANGES: (
            "before; after; meets; met by; overlaps; overlaps before; overlaps after; finishes;"
            " finished by; includes; during; starts; started by; coincides"
        ),
    }.items()
    for name in names.split("; ")
}
"""FEEL's other built-ins, each with why the language has it not."""
