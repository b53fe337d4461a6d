"""Random well-typed expressions: every node of the language and every function of its library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import TypeVar

from engine.ir import (
    And,
    Arithmetic,
    ArithmeticOp,
    Between,
    Call,
    Compare,
    CompareOp,
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
from engine.kinds import (
    BOOLEAN,
    DATE,
    TEXT,
    BooleanKind,
    ChoiceKind,
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NumberKind,
    RecordKind,
)
from engine.values import Months, Value

__all__ = [
    "CHOICE",
    "CODES",
    "DAY",
    "ITEM",
    "ITEMS",
    "NUMBER",
    "RATES",
    "TEXTS",
    "Expressions",
    "rate_table",
]

NUMBER = NumberKind()
CODES = ("alfa", "beta", "gamma")
CHOICE = ChoiceKind(CODES)
DAYS = DurationKind("days")
MONTHS = DurationKind("months")
ITEM = RecordKind((("flag", BOOLEAN), ("amount", NUMBER), ("code", CHOICE), ("day", DATE)))
ITEMS = ListKind(ITEM)
RATES = ListKind(RecordKind((("key", CHOICE), ("rate", NUMBER))))
TEXTS = ("", "plan", "Plan", "åäö", "straße", *CODES)
DAY = date(2026, 3, 1)

_ORDERS: tuple[CompareOp, ...] = ("=", "!=", "<", "<=", ">", ">=")
_ROUNDINGS = ("floor", "ceiling", "round up", "round down", "round half up", "round half down")
_PROPERTIES = {
    DATE: ("year", "month", "day", "weekday"),
    MONTHS: ("years", "months"),
    DAYS: ("days", "hours", "minutes", "seconds"),
}
_SCALARS: tuple[Kind, ...] = (NUMBER, NUMBER, DATE, CHOICE, TEXT, BOOLEAN)
_Option = TypeVar("_Option")
_Maker = Callable[[int], Expr]


@dataclass(slots=True)
class Expressions:
    """Draws expressions of a wanted kind from the names in scope."""

    random: Random
    names: dict[str, Kind] = field(default_factory=dict)
    bound: dict[str, Kind] = field(default_factory=dict)
    serial: int = 0

    def expr(self, kind: Kind, depth: int) -> Expr:
        """An expression of `kind`, at most `depth` operators deep."""
        if depth <= 0 or self.random.random() < 0.15:
            return self.leaf(kind)
        return self._one(self._makers(kind))(depth - 1)

    def leaf(self, kind: Kind) -> Expr:
        """A name of the kind, or a field of one, or a constant."""
        named = self._named(kind)
        if isinstance(kind, ListKind):
            return self._one(named) if named else ListOf((self.leaf(kind.item),) * 2)
        constant = Literal(self._constant(kind))
        return self._one([*named, *named, constant])

    def _named(self, kind: Kind) -> list[Expr]:
        found: list[Expr] = [
            Name(name) for name, known in {**self.names, **self.bound}.items() if known == kind
        ]
        for variable, record in self.bound.items():
            fields = record.fields if isinstance(record, RecordKind) else ()
            found += [Path(Name(variable), one) for one, known in fields if known == kind]
        return found

    def _constant(self, kind: Kind) -> Value:
        match kind:
            case BooleanKind():
                return self.random.random() < 0.5
            case NumberKind():
                whole, quarters = self.random.randint(-1, 6), self.random.randint(0, 20)
                return self._one((Decimal(whole), Decimal(quarters) / 4))
            case DateKind():
                return DAY + timedelta(days=self.random.randint(-2, 2))
            case ChoiceKind():
                return self._one(CODES)
            case DurationKind("months"):
                return Months(self.random.randint(-14, 14))
            case DurationKind():
                return timedelta(hours=self.random.randint(-60, 60))
            case _:
                return self._one(TEXTS)

    def _makers(self, kind: Kind) -> Sequence[_Maker]:
        match kind:
            case BooleanKind():
                return self._booleans()
            case NumberKind():
                return (*self._numbers(), *self._readings())
            case DateKind():
                return self._dates()
            case DurationKind("months"):
                return self._months()
            case DurationKind():
                return self._days()
            case ListKind():
                return (
                    lambda left: self._filter(kind, left),
                    lambda left: self._loop(kind.item, left),
                )
            case _:
                return self._texts(kind)

    # --- truth ------------------------------------------------------------------------

    def _booleans(self) -> Sequence[_Maker]:
        return (
            self._compare,
            self._compare,
            self._compare,
            self._membership,
            self._membership,
            lambda left: And(self._several(BOOLEAN, left)),
            lambda left: Or(self._several(BOOLEAN, left)),
            lambda left: Not(self.expr(BOOLEAN, left)),
            lambda left: self._branch(BOOLEAN, left),
            self._quantified,
            self._quantified,
            self._between,
            lambda left: Compare(self._one(("=", "!=")), self.expr(TEXT, left), Literal("")),
            lambda _: Compare(
                self._one(("=", "!=")), self.leaf(self._kind(*_SCALARS)), Literal(None)
            ),
            lambda left: self._listed(("all", "any"), self._several(BOOLEAN, left)),
            lambda left: Call("not", (self.expr(BOOLEAN, left),)),
            self._text_test,
            lambda left: Call(self._one(("even", "odd")), (self.expr(NUMBER, left),)),
            self._list_contains,
            lambda _: Call("verified", (Name(self._one([*self._inputs()])),)),
        )

    def _inputs(self) -> Sequence[str]:
        return [name for name in self.names if "." not in name and name != "judged_on"]

    def _compare(self, depth: int) -> Expr:
        kind = self._kind(*_SCALARS, DAYS, MONTHS)
        ordered = kind not in {BOOLEAN, CHOICE}
        op = self._one(_ORDERS if ordered else _ORDERS[:2])
        return Compare(op, self.expr(kind, depth), self.expr(kind, depth))

    def _null_test(self, _: int) -> Expr:
        return Compare(self._one(("=", "!=")), self.leaf(self._kind(*_SCALARS)), Literal(None))

    def _between(self, depth: int) -> Expr:
        kind = self._kind(NUMBER, NUMBER, DATE)
        return Between(self.expr(kind, depth), self.expr(kind, depth), self.expr(kind, depth))

    def _membership(self, depth: int) -> Expr:
        kind = self._kind(NUMBER, DATE, CHOICE, TEXT)
        arg = self.expr(kind, depth)
        if kind in {CHOICE, TEXT}:
            codes = tuple(self.leaf(kind) for _ in range(self.random.randint(1, 3)))
            literals = tuple(Literal(code) for code in self.random.sample(CODES, 2))
            return In(arg, (ListOf(self._one((codes, literals))),))
        ways: tuple[Callable[[], tuple[Expr, ...]], ...] = (
            lambda: (self._range(kind),),
            lambda: (UnaryTest(self._one(_ORDERS), self.expr(kind, depth)), self.leaf(kind)),
            lambda: (ListOf((self._range(kind), self.leaf(kind))),),
            lambda: (self.leaf(kind), self.leaf(kind)),
        )
        return In(arg, self._one(ways)())

    def _range(self, kind: Kind) -> Expr:
        ends = self.leaf(kind), self.leaf(kind)
        return Range(*ends, self.random.random() < 0.5, self.random.random() < 0.5)

    def _quantified(self, depth: int) -> Expr:
        self.serial += 1
        variable = f"v{self.serial}"
        item = self._kind(ITEM, ITEM, NUMBER)
        domain = self.expr(ListKind(item), depth)
        outside, self.bound = self.bound, {**self.bound, variable: item}
        body = self.expr(BOOLEAN, min(depth, 1))
        self.bound = outside
        return Quantified(self._one(("some", "every")), variable, domain, body)

    def _loop(self, kind: Kind, depth: int) -> Expr:
        """A loop of one or two variables; the second list may hang on the first item."""
        outside, found = self.bound, list[tuple[str, Expr]]()
        for _ in range(self.random.choice((1, 1, 2))):
            self.serial += 1
            item = self._kind(ITEM, NUMBER)
            found.append((f"v{self.serial}", self.expr(ListKind(item), min(depth, 1))))
            self.bound = {**self.bound, found[-1][0]: item}
        body = self.expr(kind, min(depth, 1))
        self.bound = outside
        variables, domains = zip(*found, strict=True)
        return For(variables, domains, body)

    def _text_test(self, depth: int) -> Expr:
        function = self._one(("contains", "starts with", "ends with"))
        return Call(function, (self.expr(TEXT, depth), self.leaf(TEXT)))

    def _list_contains(self, depth: int) -> Expr:
        kind = self._kind(NUMBER, CHOICE, DATE)
        return Call("list contains", (ListOf(self._several(kind, depth)), self.leaf(kind)))

    # --- numbers ----------------------------------------------------------------------

    def _numbers(self) -> Sequence[_Maker]:
        return (
            lambda left: self._arithmetic(("+", "-", "*", "/"), left),
            lambda left: self._arithmetic(("+", "-", "*", "/"), left),
            lambda left: self._arithmetic(("**",), min(left, 1)),
            lambda left: Negate(self.expr(NUMBER, left)),
            lambda left: self._branch(NUMBER, left),
            lambda left: self._listed(("min", "max", "sum", "total"), self._several(NUMBER, left)),
            lambda left: Call(self._one(_ROUNDINGS), (self.expr(NUMBER, left), self._scale())),
            lambda left: Call(self._one(_ROUNDINGS[:2]), (self.expr(NUMBER, left),)),
            lambda left: Call("decimal", (self.expr(NUMBER, left), self._scale())),
            lambda left: Call("abs", (self.expr(NUMBER, left),)),
            lambda left: Arithmetic("/", self.expr(DAYS, left), self.expr(DAYS, left)),
        )

    def _readings(self) -> Sequence[_Maker]:
        """Numbers that are read off something else."""
        return (
            lambda left: Call("count", (self.expr(ITEMS, left),)),
            self._of_amounts,
            self._of_amounts,
            self._rate,
            self._rate,
            lambda left: Call("string length", (self.expr(TEXT, left),)),
            self._property,
            lambda left: Filter(ListOf(self._several(NUMBER, left)), self._position()),
        )

    def _scale(self) -> Expr:
        return Literal(Decimal(self.random.randint(-1, 3)))

    def _position(self) -> Expr:
        return Literal(Decimal(self._one((1, 1, 2, -1, 4))))

    def _arithmetic(self, ops: tuple[ArithmeticOp, ...], depth: int) -> Expr:
        return Arithmetic(self._one(ops), self.expr(NUMBER, depth), self.expr(NUMBER, depth))

    def _of_amounts(self, depth: int) -> Expr:
        fields = Path(self.expr(ITEMS, depth), "amount")
        amounts = self._one((fields, self._loop(NUMBER, depth)))
        return Call(self._one(("total", "sum", "min", "max", "count")), (amounts,))

    def _rate(self, _: int) -> Expr:
        """A lookup as the policies write it: `table[key = x][1].rate`."""
        key = Compare("=", Path(Name("item"), "key"), self.leaf(CHOICE))
        return Path(Filter(Filter(self.leaf(RATES), key), Literal(Decimal(1))), "rate")

    def _property(self, depth: int) -> Expr:
        kind = self._kind(DATE, DATE, MONTHS, DAYS)
        return Path(self.expr(kind, depth), self._one(_PROPERTIES[kind]))

    # --- days and lengths of time -----------------------------------------------------

    def _dates(self) -> Sequence[_Maker]:
        return (
            lambda left: self._branch(DATE, left),
            lambda left: Arithmetic("+", self.expr(DATE, left), self.expr(MONTHS, left)),
            lambda left: Arithmetic("-", self.expr(DATE, left), self.expr(DAYS, left)),
            lambda left: Call("date", (self.expr(DATE, left),)),
            lambda _: Call("date", (Literal(self._one(("2026-02-28", "2026-02-29"))),)),
            lambda _: Call("date", tuple(Literal(Decimal(one)) for one in (2026, 2, 28))),
            lambda left: self._extreme(DATE, left),
        )

    def _months(self) -> Sequence[_Maker]:
        return (
            lambda _: Call("duration", (Literal(self._one(("P1Y", "P14M", "-P1M"))),)),
            lambda left: Call(
                "years and months duration", (self.expr(DATE, left), self.expr(DATE, left))
            ),
            *self._lengths(MONTHS),
        )

    def _days(self) -> Sequence[_Maker]:
        return (
            lambda _: Call("duration", (Literal(self._one(("P1D", "PT36H", "-P2DT1H"))),)),
            lambda left: Arithmetic("-", self.expr(DATE, left), self.expr(DATE, left)),
            *self._lengths(DAYS),
        )

    def _lengths(self, kind: Kind) -> Sequence[_Maker]:
        return (
            lambda left: Negate(self.expr(kind, left)),
            lambda left: Call("abs", (self.expr(kind, left),)),
            lambda left: Arithmetic(
                self._one(("+", "-")), self.expr(kind, left), self.expr(kind, left)
            ),
            lambda left: Arithmetic(
                self._one(("*", "/")), self.expr(kind, left), self.expr(NUMBER, left)
            ),
        )

    # --- texts, choices and lists -----------------------------------------------------

    def _texts(self, kind: Kind) -> Sequence[_Maker]:
        shared: tuple[_Maker, ...] = (
            lambda left: self._branch(kind, left),
            lambda left: Filter(ListOf(self._several(kind, left)), self._position()),
        )
        if kind == CHOICE:
            return shared
        return (
            *shared,
            lambda left: Call(self._one(("upper case", "lower case")), (self.expr(TEXT, left),)),
            lambda left: Arithmetic("+", self.expr(TEXT, left), self.leaf(TEXT)),
        )

    def _filter(self, kind: ListKind, depth: int) -> Expr:
        base = self.expr(kind, depth)
        outside, self.bound = self.bound, {**self.bound, "item": kind.item}
        condition = self.expr(BOOLEAN, min(depth, 1))
        self.bound = outside
        return Filter(base, condition)

    # --- shared -----------------------------------------------------------------------

    def _branch(self, kind: Kind, depth: int) -> Expr:
        return If(self.expr(BOOLEAN, depth), self.expr(kind, depth), self.expr(kind, depth))

    def _several(self, kind: Kind, depth: int) -> tuple[Expr, ...]:
        return tuple(self.expr(kind, depth) for _ in range(self.random.randint(2, 3)))

    def _listed(self, functions: tuple[str, ...], items: tuple[Expr, ...]) -> Expr:
        """A function of a list; the parser makes `max(1, 2)` of this shape too."""
        return Call(self._one(functions), (ListOf(items),))

    def _extreme(self, kind: Kind, depth: int) -> Expr:
        return self._listed(("min", "max"), self._several(kind, depth))

    def _kind(self, *kinds: Kind) -> Kind:
        return self._one(kinds)

    def _one(self, options: Sequence[_Option]) -> _Option:
        return self.random.choice(options)


def rate_table() -> tuple[Mapping[str, Value], ...]:
    """A reference table with a rate for two of the three codes."""
    return tuple(
        MappingProxyType({"key": code, "rate": Decimal(place)})
        for place, code in enumerate(CODES[:2])
    )
