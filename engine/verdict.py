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

__all__ = [
    "LevelVerdict",
    "Outcome",
    "Testimony",
    "Verdict",
    "differences",
    "level_verdict",
    "outcome",
    "truth",
]


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


@dataclass(frozen=True, slots=True)
class Testimony:
    """A second witness's verdict, with the truths that it came from.

    `atoms` and `nodes` are in the order of the program's skeleton: the leaves that were decided
    on the data, and the conditions of derived facts, rules and table rows that follow from them.
    """

    verdict: Verdict
    atoms: tuple[Truth, ...]
    nodes: tuple[Truth, ...]


_FALSE, _TRUE, _UNKNOWN = Truth  # bound once: looking up a member costs more than using it

_OUTCOMES = {
    _FALSE: dict.fromkeys(Truth, Outcome.NOT_RELEVANT),
    _TRUE: {_FALSE: Outcome.NOT_MET, _TRUE: Outcome.MET, _UNKNOWN: Outcome.UNKNOWN},
    _UNKNOWN: dict.fromkeys(Truth, Outcome.UNKNOWN),
}
"""A rule's outcome by the truth of what makes it apply, then of what it requires."""


def truth(value: object) -> Truth:
    """The truth of a condition's value; null and unanswered settle nothing."""
    if value is True:
        return _TRUE
    return _FALSE if value is False else _UNKNOWN


def outcome(applies: Truth, requires: Truth) -> Outcome:
    """The outcome of a rule from its two conditions."""
    return _OUTCOMES[applies][requires]


def level_verdict(applies: Truth, rows: Iterable[Truth]) -> LevelVerdict:
    """The rows that can still be the first to hold, given the truth of each row's condition."""
    if applies is _FALSE:
        return LevelVerdict(applies, ())
    possible: list[int] = []
    for index, holds in enumerate(rows):
        if holds is not _FALSE:
            possible.append(index)
        if holds is _TRUE:
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
