"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

__all__ = ["Now", "Today", "local", "now", "today"]

Now: TypeAlias = Callable[[], datetime]
Today: TypeAlias = Callable[[], date]

_HERE = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the place


def today() -> date:
    """The day it is in Sweden, where deadlines are counted."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """A moment by the clocks of Sweden."""
    return moment.astimezone(_HERE)
