"""Random well-typed programs and facts, all from one seed.

A program is built the way the checker leaves one: names resolved, filters explicit, derived
facts in order. Facts are drawn around the program's own literals, so that boundaries, nulls and
unanswered questions are common rather than rare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType
from typing import cast

from engine.facts import Evidence, Facts, facts_from
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
    Kind,
    ListKind,
    NumberKind,
    RecordKind,
)
from engine.model import (
    Criterion,
    Derived,
    Effect,
    Grade,
    Input,
    Level,
    Row,
    Rule,
    Section,
    Source,
    Texts,
)
from engine.program import Constant, LinkedCriterion, LinkedDerived, LinkedRule, Program
from engine.values import Value
from engine.walk import walk

__all__ = ["Answers", "random_program"]

NUMBER = NumberKind()
CODES = ("alfa", "beta", "gamma")
CHOICE = ChoiceKind(CODES)
ITEM = RecordKind((("flag", BOOLEAN), ("amount", NUMBER), ("code", CHOICE), ("day", DATE)))
ITEMS = ListKind(ITEM)
DAY = date(2026, 3, 1)
DAY_LONG = timedelta(days=1)
CENT = Decimal("0.01")
WORDS = Texts("ord", "words")
SOURCE = Source("made up", Grade.INFERRED)
ORDERS: tuple[CompareOp, ...] = ("=", "!=", "<", "<=", ">", ">=")


def random_program(seed: int, *, rules: int = 8) -> Program:
    """A program of about `rules` rules; the same seed always gives the same program."""
    return _Maker(Random(seed)).program(rules)


@dataclass(frozen=True, slots=True)
class Answers:
    """Draws facts for one program, around the numbers and days that its rules compare with."""

    program: Program
    numbers: tuple[Decimal, ...]
    days: tuple[date, ...]

    @classmethod
    def around(cls, program: Program) -> Answers:
        """Answers whose boundaries are those of `program`."""
        numbers, days = {Decimal(0), Decimal(1)}, {program.on}
        for value in _compared(program):
            if isinstance(value, Decimal):
                numbers |= {value - 1, value - CENT, value, value + CENT, value + 1}
            elif isinstance(value, date):
                days |= {value - DAY_LONG, value, value + DAY_LONG}
        days |= {program.on + timedelta(days=away) for away in (-1096, -1095, -400, -1, 1, 30)}
        return cls(program, tuple(sorted(numbers)), tuple(sorted(days)))

    def draw(self, random: Random) -> Facts:
        """Facts where about one input in four is unanswered, and null is common where allowed."""
        answers = {
            name: self._answer(question, random)
            for name, question in self.program.inputs.items()
            if random.random() > 0.25
        }
        checked = {name: Evidence.VERIFIED for name in answers if random.random() < 0.3}
        return facts_from(self.program.inputs, answers, checked)

    def _answer(self, question: Input, random: Random) -> Value:
        if question.nullable and random.random() < 0.2:
            return None
        if not question.fields:
            return self._scalar(question.kind, random)
        return tuple(
            MappingProxyType(
                {
                    one.name: self._answer(one, random)
                    for one in question.fields
                    if random.random() > 0.1
                }
            )
            for _ in range(random.choice((0, 1, 1, 2, 3)))
        )

    def _scalar(self, kind: Kind, random: Random) -> Value:
        match kind:
            case BooleanKind():
                return random.random() < 0.5
            case NumberKind():
                return random.choice(self.numbers)
            case DateKind():
                return random.choice(self.days)
            case ChoiceKind(codes):
                return random.choice(codes)
            case _:
                return random.choice(("", "plan", "åäö", *CODES))


def _compared(program: Program) -> Iterator[Value]:
    """Every number and day that stands in the rules, the constants or the tables."""
    for constant in program.constants.values():
        yield from _leaves(constant.value)
    exprs = [linked.definition.expr for linked in program.derived]
    for rule in (linked.rule for linked in program.rules):
        exprs += [rule.requires] if rule.applies is None else [rule.applies, rule.requires]
    exprs += [row.when for linked in program.criteria for row in linked.criterion.rows]
    for expr in exprs:
        yield from (node.value for node in walk(expr) if isinstance(node, Literal))


def _leaves(value: Value) -> Iterator[Value]:
    match value:
        case tuple():
            for item in value:
                yield from _leaves(item)
        case Mapping():
            for item in value.values():
                yield from _leaves(item)
        case _:
            yield value


@dataclass(slots=True)
class _Maker:
    """Draws expressions of a wanted kind from the names in scope."""

    random: Random
    names: dict[str, Kind] = field(default_factory=dict)
    bound: list[tuple[str, Kind]] = field(default_factory=list)
    serial: int = 0

    def program(self, rules: int) -> Program:
        inputs = {one.name: one for one in self._inputs()}
        self.names |= {name: one.kind for name, one in inputs.items()}
        self.names["judged_on"] = DATE
        constants = {one.name: one for one in self._constants()}
        self.names |= {name: one.kind for name, one in constants.items()}
        derived = tuple(self._derived(place) for place in range(self.random.randint(1, 5)))
        return Program(
            on=DAY,
            packs=(),
            inputs=inputs,
            constants=constants,
            derived=derived,
            rules=tuple(
                LinkedRule("RND", self._rule(place))
                for place in range(self.random.randint(1, rules))
            ),
            criteria=tuple(
                LinkedCriterion("RND", self._criterion(place))
                for place in range(self.random.randint(0, 2))
            ),
            amounts=(),
            aliases={},
            titles={},
            digest="",
        )

    def _inputs(self) -> list[Input]:
        kinds: Sequence[Kind] = (BOOLEAN, BOOLEAN, NUMBER, NUMBER, DATE, CHOICE, TEXT, ITEMS)
        return [
            _question(f"in_{place}", kind, nullable=self.random.random() < 0.3)
            for place, kind in enumerate(kinds)
        ]

    def _constants(self) -> list[Constant]:
        values: list[tuple[str, Kind, Value]] = [
            ("RND.limit", NUMBER, Decimal(3)),
            (
                "RND.rates",
                ListKind(RecordKind((("key", CHOICE), ("rate", NUMBER)))),
                tuple(
                    MappingProxyType({"key": code, "rate": Decimal(place)})
                    for place, code in enumerate(CODES[:2])
                ),
            ),
        ]
        return [
            Constant(name, kind, WORDS, value, DAY, SOURCE, editable=False)
            for name, kind, value in values
        ]

    def _derived(self, place: int) -> LinkedDerived:
        kind: Kind = self.random.choice((BOOLEAN, BOOLEAN, NUMBER, CHOICE))
        expr = self.expr(kind, 3)
        name = f"RND.fact_{place}"
        self.names[name] = kind
        return LinkedDerived(name, Derived(f"fact_{place}", WORDS, expr, kind, ""))

    def _rule(self, place: int) -> Rule:
        return Rule(
            id=f"R{place}",
            section=Section.GATE,
            effect=Effect.STOP,
            title=WORDS,
            requires=self.expr(BOOLEAN, 3),
            facts=(),
            source=SOURCE,
            applicant=WORDS,
            officer=WORDS,
            applies=self.expr(BOOLEAN, 2) if self.random.random() < 0.4 else None,
        )

    def _criterion(self, place: int) -> Criterion:
        rows = [
            Row(self.expr(BOOLEAN, 2), self.random.choice(("low", "high")))
            for _ in range(self.random.randint(1, 3))
        ]
        return Criterion(
            id=f"C{place}",
            title=WORDS,
            levels=(Level("low", WORDS), Level("high", WORDS)),
            rows=(*rows, Row(Literal(True), "low")),
            facts=(),
            source=SOURCE,
            applicant=WORDS,
            officer=WORDS,
            applies=self.expr(BOOLEAN, 1) if self.random.random() < 0.3 else None,
        )

    def expr(self, kind: Kind, depth: int) -> Expr:
        """An expression of `kind`, at most `depth` operators deep."""
        named = self._named(kind)
        if depth <= 0 or (named and self.random.random() < 0.2):
            return self.random.choice(named) if named else self._literal(kind)
        if kind == BOOLEAN:
            return self._boolean(depth - 1)
        if isinstance(kind, NumberKind):
            return self._numeric(depth - 1)
        if self.random.random() < 0.3:
            parts = (self.expr(BOOLEAN, depth - 1), self._leaf(kind), self._leaf(kind))
            return If(*parts)
        return self._leaf(kind)

    def _leaf(self, kind: Kind) -> Expr:
        named = self._named(kind)
        return self.random.choice([*named, self._literal(kind)])

    def _named(self, kind: Kind) -> list[Expr]:
        found: list[Expr] = [Name(name) for name, known in self.names.items() if known == kind]
        for variable, record in self.bound:
            fields = record.fields if isinstance(record, RecordKind) else ()
            found += [Path(Name(variable), one) for one, known in fields if known == kind]
        return found

    def _literal(self, kind: Kind) -> Literal:
        return Literal(self._constant(kind))

    def _constant(self, kind: Kind) -> Value:
        match kind:
            case BooleanKind():
                return self.random.random() < 0.5
            case NumberKind():
                whole = Decimal(self.random.randint(-1, 6))
                return self.random.choice((whole, Decimal(self.random.randint(0, 20)) / 4))
            case DateKind():
                return DAY + timedelta(days=self.random.randint(-2, 2))
            case ChoiceKind():
                return self.random.choice(CODES)
            case _:
                return self.random.choice(("", "plan", "åäö"))

    def _boolean(self, depth: int) -> Expr:
        makers: list[Callable[[int], Expr]] = [
            self._compare,
            self._compare,
            self._compare,
            self._membership,
            lambda left: And(self._several(left)),
            lambda left: Or(self._several(left)),
            lambda left: Not(self.expr(BOOLEAN, left)),
            lambda left: If(*self._three(BOOLEAN, left)),
            self._quantified,
            lambda left: Between(*self._three(NUMBER, left)),
            lambda left: Compare("=", self.expr(TEXT, left), Literal("")),
            lambda _: Compare(
                self.random.choice(("=", "!=")), self._leaf(self._kind()), Literal(None)
            ),
            lambda left: Call(self.random.choice(("all", "any")), (ListOf(self._several(left)),)),
        ]
        return self.random.choice(makers)(depth)

    def _three(self, kind: Kind, depth: int) -> tuple[Expr, Expr, Expr]:
        return self.expr(kind, depth), self.expr(kind, depth), self.expr(kind, depth)

    def _several(self, depth: int) -> tuple[Expr, ...]:
        return tuple(self.expr(BOOLEAN, depth) for _ in range(self.random.randint(2, 3)))

    def _kind(self) -> Kind:
        return cast("Kind", self.random.choice((BOOLEAN, NUMBER, DATE, CHOICE, TEXT)))

    def _compare(self, depth: int) -> Expr:
        kind = self._kind()
        ordered = kind in {NUMBER, DATE}
        op = self.random.choice(ORDERS if ordered else ORDERS[:2])
        left, right = self.expr(kind, depth), self.expr(kind, depth)
        return Compare(op, left, right)

    def _membership(self, depth: int) -> Expr:
        if self.random.random() < 0.5:
            codes = tuple(Literal(code) for code in self.random.sample(CODES, 2))
            return In(self.expr(CHOICE, depth), (ListOf(codes),))
        if self.random.random() < 0.5:
            test = UnaryTest(self.random.choice(ORDERS), self.expr(NUMBER, depth))
            return In(self.expr(NUMBER, depth), (test, self.expr(NUMBER, 0)))
        low, high = sorted((self.random.randint(0, 4), self.random.randint(2, 6)))
        closed = self.random.random() < 0.5, self.random.random() < 0.5
        test_range = Range(Literal(Decimal(low)), Literal(Decimal(high)), *closed)
        return In(self.expr(NUMBER, depth), (test_range,))

    def _quantified(self, depth: int) -> Expr:
        self.serial += 1
        variable = f"v{self.serial}"
        self.bound.append((variable, ITEM))
        body = self.expr(BOOLEAN, min(depth, 1))
        self.bound.pop()
        some = self.random.random() < 0.5
        return Quantified("some" if some else "every", variable, self._items(depth), body)

    def _items(self, depth: int) -> Expr:
        base = Name(next(name for name, kind in self.names.items() if kind == ITEMS))
        if depth <= 0 or self.random.random() < 0.5:
            return base
        hidden, self.bound = self.bound, [*self.bound, ("item", ITEM)]
        condition = self.expr(BOOLEAN, 1)
        self.bound = hidden
        return Filter(base, condition)

    def _numeric(self, depth: int) -> Expr:
        makers: list[Callable[[int], Expr]] = [
            self._arithmetic,
            self._arithmetic,
            lambda left: Negate(self.expr(NUMBER, left)),
            lambda left: If(
                self.expr(BOOLEAN, left), self.expr(NUMBER, left), self.expr(NUMBER, left)
            ),
            lambda left: Call("count", (self._items(left),)),
            lambda left: Call("total", (Path(self._items(left), "amount"),)),
            lambda left: Call(
                self.random.choice(("min", "max")),
                (ListOf((self.expr(NUMBER, left), self.expr(NUMBER, left))),),
            ),
            lambda left: Call("floor", (self.expr(NUMBER, left),)),
            lambda _: Path(Filter(self._lookup(), Literal(Decimal(1))), "rate"),
        ]
        return self.random.choice(makers)(depth)

    def _arithmetic(self, depth: int) -> Expr:
        op: ArithmeticOp = self.random.choice(("+", "-", "*", "/"))
        return Arithmetic(op, self.expr(NUMBER, depth), self.expr(NUMBER, depth))

    def _lookup(self) -> Expr:
        key = Path(Name("item"), "key")
        return Filter(Name("RND.rates"), Compare("=", key, self._leaf(CHOICE)))


def _question(name: str, kind: Kind, *, nullable: bool) -> Input:
    fields: tuple[Input, ...] = ()
    if isinstance(kind, ListKind) and isinstance(kind.item, RecordKind):
        fields = tuple(
            _question(one, field_kind, nullable=False) for one, field_kind in kind.item.fields
        )
    return Input(
        name=name,
        path=name,
        kind=kind,
        label=WORDS,
        question=WORDS,
        why=WORDS,
        group="all",
        choices=tuple((code, WORDS) for code in CODES) if isinstance(kind, ChoiceKind) else (),
        fields=fields,
        nullable=nullable,
    )
