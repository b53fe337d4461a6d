"""Calls in the text of an expression: named arguments put in order, constant dates read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeAlias

from engine.feel_errors import FeelSyntaxError, OutsideSubset
from engine.functions import Function
from engine.ir import Call, Expr, ListOf, Literal, Name, Not, Span
from engine.values import Months, date_from_text, duration_from_text

__all__ = ["Argument", "call_of", "refuse_times", "temporal_literal"]

Argument: TypeAlias = tuple[str, Expr]
"""The parameter's name, empty for an argument by place, and the argument."""

_TIME_OF_DAY: Final = re.compile(r"(?:-?[0-9]{4,9}-[0-9]{2}-[0-9]{2})?T?[0-9]{2}:[0-9]{2}:.*")
_FAR_DATE: Final = re.compile(r"-[0-9]{4,9}-[0-9]{2}-[0-9]{2}|[1-9][0-9]{4,8}-[0-9]{2}-[0-9]{2}")
_FINE_DURATION: Final = re.compile(r"-?P(?:[0-9]+D)?T(?:[0-9]+H)?(?:[0-9]+M)?[0-9]+\.[0-9]{7,}S")


def call_of(function: Function, args: Sequence[Argument], span: Span) -> Expr:
    """The call as an expression: arguments in order, `not` and constant dates as their own nodes.

    Raises:
        FeelSyntaxError: the arguments do not fit the function.
    """
    ordered = _ordered(function, args, span)
    first = ordered[0]
    if function.name == "not":
        return Not(first, span)
    if function.name == "verified" and not isinstance(first, Name):
        raise FeelSyntaxError(
            "`verified` asks about a fact",
            offset=first.span[0],
            end=first.span[1],
            expected="the name of a fact",
        )
    if function.name in {"date", "duration"} and len(ordered) == 1 and isinstance(first, Literal):
        return _constant(function.name, first, span) or Call(function.name, ordered, span)
    return Call(function.name, ordered, span)


def _ordered(function: Function, args: Sequence[Argument], span: Span) -> tuple[Expr, ...]:
    names = [name for name, _ in args if name]
    for signature in function.signatures:
        if not names and len(signature) == len(args):
            return tuple(expr for _, expr in args)
        if len(names) == len(args) and sorted(names) == sorted(signature):
            return tuple(expr for _, expr in sorted(args, key=lambda arg: signature.index(arg[0])))
    if function.spread and args and not names:
        items = tuple(expr for _, expr in args)
        return (ListOf(items, (items[0].span[0], items[-1].span[1])),)
    raise FeelSyntaxError(
        f"arguments that `{function.name}` does not take",
        offset=span[0],
        end=span[1],
        expected=" or ".join(f"`{function.name}({', '.join(s)})`" for s in function.signatures),
        got=f"`{', '.join(names)}`" if names else f"{len(args)} arguments",
    )


def _constant(function: str, argument: Literal, span: Span) -> Literal | None:
    text = argument.value
    if not isinstance(text, str):
        return None
    value = date_from_text(text) if function == "date" else duration_from_text(text)
    if value is None:
        refuse_times(text, span)
        return None
    return Literal(value, span)


def temporal_literal(text: str) -> date | Months | timedelta | None:
    """What `@"…"` stands for, if it is a date or a duration."""
    return date_from_text(text) or duration_from_text(text)


def refuse_times(text: str, span: Span) -> None:
    """Refuse what FEEL can say of time and the subset cannot.

    Raises:
        OutsideSubset: for a time of day, a year of five digits, a fraction of a microsecond.
    """
    for pattern, construct, reason in (
        (_TIME_OF_DAY, "time of day", "a rule sees days, not times of day"),
        (_FAR_DATE, "far date", "years go from 0001 to 9999"),
        (_FINE_DURATION, "fine duration", "durations are counted in microseconds"),
    ):
        if pattern.fullmatch(text):
            raise OutsideSubset(construct, reason, offset=span[0], end=span[1])
