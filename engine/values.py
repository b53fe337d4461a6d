"""The values that facts and expressions have at run time.

Three absences are kept apart. `None` is FEEL's null: answered, with nothing, or not
computable. `Unknown` is unanswered: it carries the names of the questions that would
settle it. A field that was never asked is Unknown too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

__all__ = ["Interval", "Months", "Record", "Unknown", "Value"]


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
    """A range value; an end is excluded when its flag is false, absent when None."""

    low: Value
    high: Value
    low_closed: bool
    high_closed: bool


Record: TypeAlias = "Mapping[str, Value]"
Value: TypeAlias = (
    "None | bool | Decimal | str | date | timedelta | Months | Interval | Record | tuple[Value, ...] | Unknown"
)
