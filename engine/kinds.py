"""Static kinds: what an expression can be, known before any fact is.

A number carries its unit. Two numbers of different units can be neither added nor
compared; a factor without unit (a rate, a count, a literal) scales any unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "BOOLEAN",
    "DATE",
    "NULL",
    "TEXT",
    "BooleanKind",
    "ChoiceKind",
    "DateKind",
    "DurationKind",
    "Kind",
    "ListKind",
    "NullKind",
    "NumberKind",
    "RangeKind",
    "RecordKind",
    "TextKind",
]


@dataclass(frozen=True, slots=True)
class BooleanKind:
    """True or false."""


@dataclass(frozen=True, slots=True)
class NumberKind:
    """An exact decimal in `unit`; no unit means a plain number such as a rate or a count."""

    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TextKind:
    """Free text, NFC and stripped; empty means answered with nothing."""


@dataclass(frozen=True, slots=True)
class DateKind:
    """A calendar day."""


@dataclass(frozen=True, slots=True)
class DurationKind:
    """A length of time: `months` (years and months) or `days` (days and time)."""

    family: str


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One of a closed list of codes; comparing with a code outside the list is an error."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """Named fields, in the order in which they are asked."""

    fields: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True, slots=True)
class ListKind:
    """Any number of items of one kind."""

    item: Kind


@dataclass(frozen=True, slots=True)
class RangeKind:
    """An interval with two ends of one kind."""

    item: Kind


@dataclass(frozen=True, slots=True)
class NullKind:
    """The kind of the literal `null`: it fits a nullable place only."""


Kind: TypeAlias = (
    BooleanKind
    | NumberKind
    | TextKind
    | DateKind
    | DurationKind
    | ChoiceKind
    | RecordKind
    | ListKind
    | RangeKind
    | NullKind
)

BOOLEAN = BooleanKind()
TEXT = TextKind()
DATE = DateKind()
NULL = NullKind()
