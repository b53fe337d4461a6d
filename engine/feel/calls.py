"""Calls in the text of an expression: named arguments put in order, constant dates read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from decimal import Decimal
from typing import Final, TypeAlias

from engine.feel.errors import FeelSyntaxError, OutsideSubset
from engine.functions import Function, apply
from engine.ir import Call, Expr, ListOf, Literal, Name, Not, Span
from engine.values import Months, Value, date_from_text, duration_from_text

__all__ = ["Argument", "call_of", "temporal_literal"]

Argument: TypeAlias = tuple[str, Expr]
"""The parameter's name, empty for an argument by place, and the argument."""

_FAR_DATE: Final = re.compile(r"-[0-9]{4,9}-[0-9]{2}-[0-9]{2}|[1-9][0-9]{4,8}-[0-9]{2}-[0-9]{2}")
_FINE_DURATION: Final = re.compile(r"-?P(?:[0-9]+D)?T(?:[0-9]+H)?(?:[0-9]+M)?[0-9]+\.[0-9]{7,}S")
_TIME: Final = re.compile(r"(?:-?[0-9]{4,9}-[0-9]{2}-[0-9]{2}T)?[0-9]{2}:[0-9]{2}:[0-9]{2}.*")


def call_of(function: Function, args: Sequence[Argument], span: Span) -> Expr:
    """The call as an expression: arguments in order, `not` and constant dates as their own nodes.

    Raises:
        FeelSyntaxError: the arguments do not fit the function.
        OutsideSubset: a constant date or duration that the subset cannot hold.
    """
    ordered = _ordered(function, args, span)
    if function.name == "not":
        return Not(ordered[0], span)
    if function.name == "verified" and not isinstance(ordered[0], Name):
        raise FeelSyntaxError(
            "`verified` asks about a fact",
            offset=ordered[0].span[0],
            end=ordered[0].span[1],
            expected="the name of a fact",
        )
    if function.name in {"date", "duration"}:
        return _constant(Call(function.name, ordered, span))
    return Call(function.name, ordered, span)


def temporal_literal(text: str, span: Span) -> date | Months | timedelta:
    """The date or duration that `@"…"` stands for.

    Raises:
        OutsideSubset: it stands for something else, or for nothing.
    """
    value = date_from_text(text) or duration_from_text(text)
    if value is not None:
        return value
    _refuse_unholdable((text,), span)
    if _TIME.fullmatch(text):
        reason = "a rule sees days, not times of day"
        raise OutsideSubset("time of day", reason, offset=span[0], end=span[1])
    reason = 'it is written like `@"2026-01-31"`, `@"P1Y6M"` or `@"P10D"`'
    raise OutsideSubset("`@` without date or duration", reason, offset=span[0], end=span[1])


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


def _constant(call: Call) -> Expr:
    """A date or duration of constants is a constant, unless there is no such day."""
    values = tuple(arg.value for arg in call.args if isinstance(arg, Literal))
    if len(values) < len(call.args):
        return call
    value = apply(call.function, values)
    if value is None:
        _refuse_unholdable(values, call.span)
        return call
    return Literal(value, call.span)


def _refuse_unholdable(values: tuple[Value, ...], span: Span) -> None:
    match values:
        case (str() as text,) if _FAR_DATE.fullmatch(text):
            construct, reason = "far date", "years go from 0001 to 9999"
        case (Decimal() as year, Decimal(), Decimal()) if not MINYEAR <= year <= MAXYEAR:
            construct, reason = "far date", "years go from 0001 to 9999"
        case (str() as text,) if _FINE_DURATION.fullmatch(text):
            construct, reason = "fine duration", "durations are counted in microseconds"
        case _:
            return
    raise OutsideSubset(construct, reason, offset=span[0], end=span[1])
