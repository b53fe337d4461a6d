"""What a kind is called in a message to an author."""

from __future__ import annotations

from typing import assert_never

from engine.errors import Words
from engine.kinds import (
    BooleanKind,
    ChoiceKind,
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NullKind,
    NumberKind,
    RangeKind,
    RecordKind,
    TextKind,
)

__all__ = ["described"]

_MAX_CODES = 6


def described(kind: Kind) -> Words:  # noqa: C901, PLR0912 - one line a kind
    """A noun phrase for a kind, such as `a number in SEK`."""
    match kind:
        case BooleanKind():
            return Words("sant eller falskt", "true or false")
        case NumberKind(None):
            return Words("ett tal utan enhet", "a number without unit")
        case NumberKind(unit):
            return Words(f"ett tal i `{unit}`", f"a number in `{unit}`")
        case TextKind():
            return Words("en text", "a text")
        case DateKind():
            return Words("en dag", "a day")
        case DurationKind("months"):
            return Words("en längd i månader", "a length in months")
        case DurationKind():
            return Words("en längd i dagar", "a length in days")
        case ChoiceKind(codes):
            return _codes(codes)
        case RecordKind():
            return Words("en post", "a record")
        case ListKind(item):
            inner = _many(item)
            return Words(f"en lista av {inner.sv}", f"a list of {inner.en}")
        case RangeKind(item):
            inner = described(item)
            return Words(f"ett intervall av {inner.sv}", f"a range of {inner.en}")
        case NullKind():
            return Words("`null`", "`null`")
        case _:
            assert_never(kind)


def _many(kind: Kind) -> Words:
    """The same in the plural, such as `numbers in SEK`."""
    match kind:
        case BooleanKind():
            return Words("sant och falskt", "true and false")
        case NumberKind(unit):
            return Words(f"tal i `{unit}`", f"numbers in `{unit}`") if unit else _NUMBERS
        case TextKind():
            return Words("texter", "texts")
        case DateKind():
            return Words("dagar", "days")
        case RecordKind():
            return Words("poster", "records")
        case ChoiceKind(codes):
            shown = _listed(codes)
            return Words(f"koderna {shown}", f"the codes {shown}")
        case _:
            return described(kind)


_NUMBERS = Words("tal utan enhet", "numbers without unit")


def _listed(codes: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{code}`" for code in codes[:_MAX_CODES])
    return f"{shown} …" if len(codes) > _MAX_CODES else shown


def _codes(codes: tuple[str, ...]) -> Words:
    shown = _listed(codes)
    if len(codes) == 1:
        return Words(f"koden {shown}", f"the code {shown}")
    return Words(f"en av koderna {shown}", f"one of the codes {shown}")
