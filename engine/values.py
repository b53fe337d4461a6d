"""The values that facts and expressions have at run time.

Three absences are kept apart. `None` is FEEL's null: answered, with nothing, or not
computable. `Unknown` is unanswered: it carries the names of the questions that would
settle it. A field that was never asked is Unknown too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from typing import TypeAlias

__all__ = [
    "CONTEXT",
    "Interval",
    "Months",
    "Predicate",
    "Record",
    "Unknown",
    "Value",
    "canonical",
    "date_from_text",
    "duration_from_text",
    "number_from_text",
    "unknown_names",
]

CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])
"""FEEL's numbers are IEEE 754 decimal128: 34 digits; a trap would be an exception, null is not."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not settled until the named questions are answered; never an error, never false."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """A duration of years and months, as a signed number of months."""

    months: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of one ordered kind; an end is excluded when its flag is false."""

    low: Value
    high: Value
    low_closed: bool
    high_closed: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """A unary test as a value, such as `(< 10)`: it holds of the values that compare so."""

    op: str
    operand: Value


Record: TypeAlias = "Mapping[str, Value]"
Value: TypeAlias = (
    "bool | Decimal | str | date | timedelta | Months | Interval | Predicate | Record"
    " | tuple[Value, ...] | Unknown | None"
)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS = re.compile(r"(-?)P(?=[0-9])(?:([0-9]+)Y)?(?:([0-9]+)M)?")
_DAYS = re.compile(
    r"(-?)P(?=[0-9T])(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]{0,6}))?S)?)?"
)
_MONTHS_IN_YEAR = 12
_EXACT = Context(prec=MAX_PREC, Emin=MIN_EMIN, Emax=MAX_EMAX)
_MAX_PLAIN_EXPONENT = 40
_MAX_DURATION_DIGITS = 12
_MICROSECOND = timedelta(microseconds=1)


def number_from_text(text: str) -> Decimal | None:
    """The number that a numeral such as `12`, `.5` or `1.23e4` stands for; null when too large."""
    number = CONTEXT.create_decimal(text)
    return number if number.is_finite() else None


def date_from_text(text: str) -> date | None:
    """The day that ISO text such as `2026-02-28` names, years 0001 to 9999, else null."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def duration_from_text(text: str) -> Months | timedelta | None:
    """The duration that ISO text such as `P1Y6M` or `P2DT12H` names, else null."""
    if len(text) > _MAX_DURATION_DIGITS * 5:
        return None
    if found := _MONTHS.fullmatch(text):
        sign, years, months = found.groups()
        total = int(years or 0) * _MONTHS_IN_YEAR + int(months or 0)
        return Months(-total if sign else total)
    if found := _DAYS.fullmatch(text):
        sign, days, hours, minutes, seconds, fraction = found.groups()
        try:
            length = timedelta(
                days=int(days or 0),
                hours=int(hours or 0),
                minutes=int(minutes or 0),
                seconds=int(seconds or 0),
                microseconds=int((fraction or "").ljust(6, "0")),
            )
        except OverflowError:
            return None
        return -length if sign else length
    return None


def unknown_names(value: Value) -> frozenset[str]:
    """The names of every unanswered question inside a value, at any depth."""
    match value:
        case Unknown(names):
            return names
        case tuple():
            return frozenset[str]().union(*map(unknown_names, value))
        case Mapping():
            return frozenset[str]().union(*map(unknown_names, value.values()))
        case _:
            return frozenset()


def canonical(value: Value) -> str:  # noqa: C901 - one case a kind
    """One text for one value, fit for hashing and comparing.

    Equal values have equal texts (0 and 0.00, P1Y and P12M), different ones never. The
    text of a value without records and unknowns is a FEEL expression for that value.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return _number_text(value)
        case str():
            return _quoted(value)
        case date():
            return f'date("{value.isoformat()}")'
        case timedelta() | Months():
            return f'duration("{_duration_text(value)}")'
        case Interval(low, high, low_closed, high_closed):
            opening, closing = "[" if low_closed else "(", "]" if high_closed else ")"
            return f"{opening}{canonical(low)}..{canonical(high)}{closing}"
        case Predicate(op, operand):
            return f"({op} {canonical(operand)})"
        case tuple():
            return "[" + ", ".join(map(canonical, value)) + "]"
        case Unknown(names):
            return "unknown(" + ", ".join(map(_quoted, sorted(names))) + ")"
        case _:
            fields = (f"{_quoted(name)}: {canonical(value[name])}" for name in sorted(value))
            return "{" + ", ".join(fields) + "}"


def _number_text(number: Decimal) -> str:
    if not number:
        return "0"
    short = number.normalize(_EXACT)
    if abs(short.adjusted()) <= _MAX_PLAIN_EXPONENT:
        return f"{short:f}"
    return f"{short:e}"


def _duration_text(length: Months | timedelta) -> str:
    if isinstance(length, Months):
        years, months = divmod(abs(length.months), _MONTHS_IN_YEAR)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return ("-P" if length.months < 0 else "P") + text
    microseconds = abs(length // _MICROSECOND)
    seconds, fraction = divmod(microseconds, 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    second_text = f"{seconds}.{fraction:06}".rstrip("0") if fraction else f"{seconds}"
    time = "".join(
        text
        for text, count in (
            (f"{hours}H", hours),
            (f"{minutes}M", minutes),
            (f"{second_text}S", seconds or fraction),
        )
        if count
    )
    text = (f"{days}D" if days or not time else "") + (f"T{time}" if time else "")
    return ("-P" if length < timedelta() else "P") + text


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNPRINTABLE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')


def _quoted(text: str) -> str:
    def escape(found: re.Match[str]) -> str:
        character = found.group()
        return _ESCAPES.get(character) or f"\\u{ord(character):04x}"

    return '"' + _UNPRINTABLE.sub(escape, text) + '"'
