"""What a witness says: one outcome per rule, the levels still possible per criterion.

Two witnesses agree when their verdicts are equal. How truth becomes an outcome is said here,
once, because it is the meaning of the four outcomes and not a matter of any backend.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.network import Truth

if TYPE_CHECKING:
    from engine.program import Program

__all__ = ["LevelVerdict", "Outcome", "Verdict", "differences", "level_verdict", "outcome", "truth"]


class Outcome(StrEnum):
    """The four outcomes of a rule. Unknown is never not met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class LevelVerdict:
    """Which rows of a criterion's table can still be the first that holds.

    `relevant` is the truth of the criterion's `applies`; `rows` is empty when it is FALSE.
    One row means that the level is settled.
    """

    relevant: Truth
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcomes in the order of `Program.rules`, the levels in that of `Program.criteria`."""

    outcomes: tuple[Outcome, ...]
    levels: tuple[LevelVerdict, ...]


def truth(value: object) -> Truth:
    """The truth of a condition's value; null and unanswered settle nothing."""
    if value is True:
        return Truth.TRUE
    if value is False:
        return Truth.FALSE
    return Truth.UNKNOWN


def outcome(applies: Truth, requires: Truth) -> Outcome:
    """The outcome of a rule from its two conditions."""
    if applies is Truth.FALSE:
        return Outcome.NOT_RELEVANT
    if applies is Truth.UNKNOWN or requires is Truth.UNKNOWN:
        return Outcome.UNKNOWN
    return Outcome.MET if requires is Truth.TRUE else Outcome.NOT_MET


def level_verdict(applies: Truth, rows: Iterable[Truth]) -> LevelVerdict:
    """The rows that can still be the first to hold, given the truth of each row's condition."""
    if applies is Truth.FALSE:
        return LevelVerdict(applies, ())
    possible: list[int] = []
    for index, holds in enumerate(rows):
        if holds is not Truth.FALSE:
            possible.append(index)
        if holds is Truth.TRUE:
            break
    return LevelVerdict(applies, tuple(possible))


def differences(program: Program, first: Verdict, second: Verdict) -> tuple[str, ...]:
    """The ids of the rules and criteria on which two verdicts differ."""
    rules = (
        linked.rule.id
        for linked, one, other in zip(program.rules, first.outcomes, second.outcomes, strict=True)
        if one is not other
    )
    criteria = (
        linked.criterion.id
        for linked, one, other in zip(program.criteria, first.levels, second.levels, strict=True)
        if one != other
    )
    return (*rules, *criteria)
