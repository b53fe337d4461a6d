"""What a generated program may call: the parts of its control that are too long to write inline.

Operators and functions of the library come from where the reference has them too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import cast

from engine import functions, operators
from engine.network import Truth
from engine.values import Predicate, Unknown, Value, canonical, unknown_names
from engine.verdict import LevelVerdict, Outcome, level_verdict

__all__ = ["RUNTIME"]


def _choice(condition: Value, then: Value, otherwise: Value) -> Value:
    """`if` with an unanswered condition: known only where both branches agree."""
    names = unknown_names((then, otherwise))
    if not names and canonical(then) == canonical(otherwise):
        return then
    return Unknown(cast("Unknown", condition).names | names)


def _filtered(
    base: Value, test: Callable[[Value], Value], blind: Callable[[Value], Value], *, probe: bool
) -> Value:
    """A filter; `blind` tests an unanswered item, `probe` asks of an empty list what `test` is."""
    items = operators.as_list(base)
    if not isinstance(items, tuple):
        return items
    if not items:
        return _of_nothing(test(None)) if probe else ()
    found = [blind(item) if type(item) is Unknown else test(item) for item in items]
    if isinstance(found[0], Decimal):
        return operators.item_at(items, found[0])
    if any(type(one) is Unknown for one in found):
        return operators.unanswered(*found)
    return tuple(item for item, one in zip(items, found, strict=True) if one is True)


def _of_nothing(found: Value) -> Value:
    if isinstance(found, Unknown):
        return found
    return None if isinstance(found, Decimal) else ()


def _some(domain: Value, body: Callable[[Value], Value]) -> Value:
    items = operators.as_list(domain)
    return operators.disjunction(map(body, items)) if isinstance(items, tuple) else items


def _every(domain: Value, body: Callable[[Value], Value]) -> Value:
    items = operators.as_list(domain)
    return operators.conjunction(map(body, items)) if isinstance(items, tuple) else items


def _each(domains: Iterable[Callable[..., Value]], body: Callable[..., Value]) -> Value:
    """`for`: the body of every choice of items, where a list may hang on the items before it."""
    rows: list[tuple[Value, ...]] = [()]
    for domain in domains:
        lists = [operators.as_list(domain(*row)) for row in rows]
        for found in lists:
            if not isinstance(found, tuple):
                return found
        rows = [
            (*row, item)
            for row, found in zip(rows, cast("list[tuple[Value, ...]]", lists), strict=True)
            for item in found
        ]
    return tuple(body(*row) for row in rows)


def _predicate(op: str, operand: Value) -> Value:
    return operand if isinstance(operand, Unknown) else Predicate(op, operand)


@cache  # a table has few patterns of truth, and a verdict is immutable
def _level(applies: Truth, rows: tuple[Truth, ...]) -> LevelVerdict:
    return level_verdict(applies, rows)


RUNTIME: Mapping[str, object] = {
    "Decimal": Decimal,
    "Unknown": Unknown,
    "date": date,
    "apply": functions.apply,
    "choice": _choice,
    "each": _each,
    "every": _every,
    "filtered": _filtered,
    "level": _level,
    "predicate": _predicate,
    "some": _some,
    "TRUE": Truth.TRUE,
    "FALSE": Truth.FALSE,
    "UNKNOWN": Truth.UNKNOWN,
    "MET": Outcome.MET,
    "NOT_MET": Outcome.NOT_MET,
    "NOT_RELEVANT": Outcome.NOT_RELEVANT,
    "OPEN": Outcome.UNKNOWN,
    **{name: getattr(operators, name) for name in operators.__all__},
}
"""The names that generated code sees, beside its own."""
