"""The components of a date or a duration, as FEEL names them: `year`, `months`, `hours`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from engine.values import Months

__all__ = ["component"]

_MICROSECONDS: Final = 1_000_000
_MICROSECOND: Final = timedelta(microseconds=1)
_MONTHS_IN_YEAR: Final = 12

_OF_DATE: Final[dict[str, Callable[[date], int]]] = {
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "weekday": date.isoweekday,
}
_OF_MONTHS: Final[dict[str, Callable[[int], int]]] = {
    "years": lambda months: months // _MONTHS_IN_YEAR,
    "months": lambda months: months % _MONTHS_IN_YEAR,
}
_OF_SECONDS: Final[dict[str, Callable[[int], int]]] = {
    "days": lambda seconds: seconds // 86_400,
    "hours": lambda seconds: seconds // 3_600 % 24,
    "minutes": lambda seconds: seconds // 60 % 60,
    "seconds": lambda seconds: seconds % 60,
}


def component(value: date | Months | timedelta, name: str) -> Decimal | None:
    """One component, null if the value has none of that name.

    Those of a negative duration are negative or zero, whole seconds the least.
    """
    if isinstance(value, date):
        return Decimal(_OF_DATE[name](value)) if name in _OF_DATE else None
    if isinstance(value, Months):
        return _signed(_OF_MONTHS.get(name), value.months)
    microseconds = value // _MICROSECOND
    seconds = abs(microseconds) // _MICROSECONDS
    return _signed(_OF_SECONDS.get(name), seconds if microseconds > 0 else -seconds)


def _signed(part: Callable[[int], int] | None, whole: int) -> Decimal | None:
    if part is None:
        return None
    return Decimal(part(whole) if whole > 0 else -part(-whole))
