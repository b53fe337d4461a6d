"""What the pages are given to work with."""

from __future__ import annotations

from dataclasses import dataclass

from service.clock import Now
from service.usecases.check_application import Checking
from service.usecases.read_rules import ReadingRules
from service.usecases.saved_checks import SavedChecks

__all__ = ["Services"]


@dataclass(frozen=True, slots=True)
class Services:
    """The use cases behind the pages, and the clock that they show."""

    checking: Checking
    rules: ReadingRules
    saved: SavedChecks
    now: Now
