"""Random expressions, scopes and answers, for the laws of the language.

Expressions are mostly well typed, so that they reach past the first null, and now and then
not, because operators are total. A scope may leave any part of a value unanswered; `answers`
fills the gaps with values of any kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal as OneOf

from hypothesis import strategies as st

from engine.ir import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Expr,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Name,
    Negate,
    Not,
    Or,
    Path,
    Quantified,
    Range,
    UnaryTest,
)
from engine.values import Months, Unknown, Value, unknown_names

__all__ = ["answered", "expressions", "scopes", "values"]

Kind = OneOf["number", "boolean", "text", "date", "list", "records", "any"]

_NAMES: Mapping[str, tuple[str, ...]] = {
    "number": ("n", "m", "item", "x"),
    "boolean": ("b", "c", "y"),
    "text": ("t",),
    "date": ("d",),
    "list": ("ns",),
    "records": ("rs",),
}
_KINDS: tuple[Kind, ...] = ("number", "boolean", "text", "date", "list", "records")
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_OPERATORS = ("+", "-", "*", "/", "**")

numbers = st.one_of(
    st.integers(-4, 4).map(Decimal),
    st.decimals(-1000, 1000, places=2),
    st.sampled_from([Decimal("1E+6000"), Decimal("-0.00"), Decimal(10) ** 33]),
)
dates = st.dates(date(1999, 12, 28), date(2001, 3, 1)) | st.sampled_from([date.min, date.max])
durations = st.one_of(
    st.integers(-30, 30).map(Months),
    st.timedeltas(timedelta(-40), timedelta(40)),
)
_SCALARS: Mapping[str, st.SearchStrategy[Value]] = {
    "number": numbers,
    "boolean": st.booleans(),
    "text": st.text(max_size=4),
    "date": dates,
    "duration": durations,
    "null": st.none(),
}
scalars: st.SearchStrategy[Value] = st.one_of(*_SCALARS.values())


values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["x", "y", "item"]), inner, max_size=3)
    ),
    max_leaves=5,
)
"""Known values of every kind."""


def _record(x: Value, y: Value) -> Value:
    return {"x": x, "y": y}


_number_lists: st.SearchStrategy[Value] = st.lists(numbers, max_size=3).map(tuple)
_record_lists: st.SearchStrategy[Value] = st.lists(
    st.builds(_record, numbers, st.booleans()), max_size=3
).map(tuple)


@cache
def expressions(kind: Kind = "any", depth: int = 3) -> st.SearchStrategy[Expr]:
    """Expressions that, names permitting, are of the kind; about one in ten is of another."""
    if kind == "any":
        return st.sampled_from(_KINDS).flatmap(lambda one: expressions(one, depth))
    if depth == 0:
        return _leaves(kind)
    below = depth - 1
    stray = st.deferred(lambda: expressions("any", below))
    same = st.deferred(lambda: _COMPOUND[kind](below))
    return st.integers(0, 9).flatmap(
        lambda n: stray if n == 0 else _leaves(kind) if n == 1 else same
    )


@cache
def _leaves(kind: Kind) -> st.SearchStrategy[Expr]:
    names = st.sampled_from(_NAMES[kind]).map(Name)
    if kind == "list":
        return names | st.lists(numbers, max_size=3).map(_list_of)
    if kind == "records":
        return names
    return names | st.builds(Literal, _SCALARS[kind] | st.none())


def _list_of(items: list[Decimal]) -> Expr:
    return ListOf(tuple(map(Literal, items)))


@cache
def _several(kind: Kind, depth: int) -> st.SearchStrategy[tuple[Expr, ...]]:
    return st.lists(expressions(kind, depth), min_size=2, max_size=3).map(tuple)


@cache
def _choice(kind: Kind, depth: int) -> st.SearchStrategy[Expr]:
    branch = expressions(kind, depth)
    return st.builds(If, expressions("boolean", depth), branch, branch)


@cache
def _number(depth: int) -> st.SearchStrategy[Expr]:
    number = expressions("number", depth)
    ns = expressions("list", depth)
    function = st.sampled_from(["count", "sum", "min", "max", "total"])
    rounding = st.sampled_from(["floor", "ceiling", "round half up", "decimal"])
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from(_OPERATORS), number, number),
        st.builds(Negate, number),
        st.builds(lambda name, arg: Call(name, (arg,)), function, ns),
        st.builds(lambda name, *args: Call(name, args), rounding, number, number),
        st.builds(Filter, ns, number),
        st.builds(Path, expressions("date", depth), st.sampled_from(["year", "month", "day"])),
        _choice("number", depth),
    )


@cache
def _ranges(depth: int) -> st.SearchStrategy[Expr]:
    end = expressions("number", depth)
    return st.builds(Range, end, end, st.booleans(), st.booleans())


@cache
def _unary_tests(depth: int) -> st.SearchStrategy[Expr]:
    return st.builds(UnaryTest, st.sampled_from(_COMPARISONS), expressions("number", depth))


@cache
def _boolean(depth: int) -> st.SearchStrategy[Expr]:
    boolean, number = expressions("boolean", depth), expressions("number", depth)
    some_kind = expressions("any", depth)
    test = st.one_of(number, _ranges(depth), _unary_tests(depth), expressions("list", depth))
    domain = expressions("list", depth) | expressions("records", depth)
    return st.one_of(
        st.builds(And, _several("boolean", depth)),
        st.builds(Or, _several("boolean", depth)),
        st.builds(Not, boolean),
        st.builds(Compare, st.sampled_from(_COMPARISONS), number, number),
        st.builds(Compare, st.sampled_from(_COMPARISONS), some_kind, some_kind),
        st.builds(Between, number, number, number),
        st.builds(In, number, st.lists(test, min_size=1, max_size=3).map(tuple)),
        st.builds(
            Quantified,
            st.sampled_from(["some", "every"]),
            st.sampled_from(["x", "item", "y"]),
            domain,
            boolean,
        ),
        st.builds(
            lambda name, arg: Call(name, (arg,)),
            st.sampled_from(["all", "any"]),
            _several("boolean", depth).map(ListOf) | expressions("records", depth),
        ),
        st.builds(
            lambda items, item: Call("list contains", (items, item)),
            expressions("list", depth),
            number,
        ),
        st.sampled_from(["n", "rs"]).map(lambda name: Call("verified", (Name(name),))),
        _choice("boolean", depth),
    )


@cache
def _text(depth: int) -> st.SearchStrategy[Expr]:
    text = expressions("text", depth)
    return st.one_of(
        st.builds(Arithmetic, st.just("+"), text, text),
        st.builds(lambda arg: Call("upper case", (arg,)), text),
        _choice("text", depth),
    )


@cache
def _date(depth: int) -> st.SearchStrategy[Expr]:
    day = expressions("date", depth)
    length = durations.map(Literal)
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from(["+", "-"]), day, length),
        _choice("date", depth),
    )


@cache
def _loops(depth: int) -> st.SearchStrategy[Expr]:
    domain = expressions("list", depth) | expressions("records", depth)
    variable = st.sampled_from(["x", "item", "y"])
    return st.integers(1, 2).flatmap(
        lambda count: st.builds(
            For,
            st.tuples(*[variable] * count),
            st.tuples(*[domain] * count),
            expressions("number", depth),
        )
    )


@cache
def _list(depth: int) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.builds(ListOf, _several("number", depth)),
        st.builds(Filter, expressions("list", depth), expressions("boolean", depth)),
        st.builds(Path, expressions("records", depth), st.just("x")),
        _loops(depth),
        _choice("list", depth),
    )


@cache
def _records(depth: int) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.builds(Filter, expressions("records", depth), expressions("boolean", depth)),
        _choice("records", depth),
    )


_COMPOUND = {
    "number": _number,
    "boolean": _boolean,
    "text": _text,
    "date": _date,
    "list": _list,
    "records": _records,
}


@st.composite
def scopes(draw: st.DrawFn) -> dict[str, Value]:
    """Values for the names that expressions use, any of them or of their parts unanswered."""
    open_in_ten = draw(st.sampled_from([0, 1, 2, 5]))

    def filled(where: str, known: st.SearchStrategy[Value]) -> Value:
        chance = draw(st.integers(0, 9))
        if chance < open_in_ten:
            return Unknown(frozenset({where}))
        return draw(values) if chance == 9 else draw(known)

    def listed(where: str) -> tuple[Value, ...]:
        return tuple(filled(f"{where}[{i}]", numbers) for i in range(draw(st.integers(0, 3))))

    def records(where: str) -> tuple[Value, ...]:
        return tuple(
            {"x": filled(f"{where}[{i}].x", numbers), "y": filled(f"{where}[{i}].y", st.booleans())}
            for i in range(draw(st.integers(0, 3)))
        )

    scope = {
        name: filled(name, _SCALARS[kind])
        for kind in ("number", "boolean", "text", "date")
        for name in _NAMES[kind]
    }
    for name, build in (("ns", listed), ("rs", records)):
        whole = filled(name, st.just(()))
        scope[name] = build(name) if whole == () else whole
    return scope


def _answers(name: str) -> st.SearchStrategy[Value]:
    """Mostly an answer of the kind that the question is about."""
    last = name.rpartition(".")[2].partition("[")[0]
    kind = "number" if name.startswith("ns[") else next(k for k in _KINDS if last in _NAMES[k])
    if kind == "list":
        fitting: st.SearchStrategy[Value] = _number_lists
    elif kind == "records":
        fitting = _record_lists
    else:
        fitting = _SCALARS[kind]
    return st.integers(0, 3).flatmap(lambda n: values if n == 0 else fitting)


@st.composite
def answered(draw: st.DrawFn, scope: Mapping[str, Value]) -> dict[str, Value]:
    """The same scope with every question answered, with anything at all."""
    names = sorted(unknown_names(scope))
    answers = {name: draw(_answers(name)) for name in names}

    def fill(value: Value) -> Value:
        match value:
            case Unknown(names):
                (name,) = names
                return answers[name]
            case tuple():
                return tuple(map(fill, value))
            case Mapping():
                return {name: fill(part) for name, part in value.items()}
            case _:
                return value

    return {name: fill(value) for name, value in scope.items()}
