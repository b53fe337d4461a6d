"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

__all__ = ["Today", "today"]

Today: TypeAlias = Callable[[], date]

_HERE = ZoneInfo("Europe/Stockholm")


def today() -> date:
    """The day it is in Sweden, where deadlines are counted."""
    return datetime.now(_HERE).date()  # noqa: TID251 - this is the place
