"""Random well-typed programs and facts, all from one seed.

A program is built the way the checker leaves one: names resolved, filters explicit, derived
facts in order. Facts are drawn around the program's own literals, so that boundaries, nulls and
unanswered questions are common rather than rare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType

from engine.facts import Evidence, Facts, facts_from
from engine.ir import Expr, Literal
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
from engine.program import Constant, LinkedCriterion, LinkedDerived, LinkedRule, PackRef, Program
from engine.values import Value
from engine.walk import walk
from tests.differential.expressions import (
    CHOICE,
    CODES,
    DAY,
    ITEMS,
    NUMBER,
    RATES,
    TEXTS,
    Expressions,
    rate_table,
)

__all__ = ["Answers", "expressions_of", "random_program"]

DAY_LONG = timedelta(days=1)
CENT = Decimal("0.01")
WORDS = Texts("ord", "words")
SOURCE = Source("made up", Grade.INFERRED)


def random_program(seed: int, *, rules: int = 8) -> Program:
    """A program of up to `rules` rules; the same seed always gives the same program."""
    return _program(Expressions(Random(seed)), rules)


def expressions_of(program: Program) -> Iterator[Expr]:
    """Every expression that stands in a program."""
    for linked in program.derived:
        yield linked.definition.expr
    for rule in (linked.rule for linked in program.rules):
        yield rule.requires
        if rule.applies is not None:
            yield rule.applies
    for criterion in (linked.criterion for linked in program.criteria):
        yield from (row.when for row in criterion.rows)
        if criterion.applies is not None:
            yield criterion.applies


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
        seen = (Evidence.VERIFIED, Evidence.VERIFIED, Evidence.CONTRADICTED)
        checked = {name: random.choice(seen) for name in answers if random.random() < 0.4}
        return facts_from(self.program.inputs, answers, checked)

    def _answer(self, question: Input, random: Random) -> Value:
        if question.nullable and random.random() < 0.2:
            return None
        if not question.fields:
            return self._plain(question.kind, random)
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

    def _plain(self, kind: Kind, random: Random) -> Value:
        if isinstance(kind, ListKind):
            return tuple(self._scalar(kind.item, random) for _ in range(random.randint(0, 3)))
        return self._scalar(kind, random)

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
                return random.choice(TEXTS)


def _compared(program: Program) -> Iterator[Value]:
    """Every number and day that stands in the rules, the constants or the tables."""
    for constant in program.constants.values():
        yield from _leaves(constant.value)
    for expr in expressions_of(program):
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


def _program(draw: Expressions, rules: int) -> Program:
    random = draw.random
    inputs = {one.name: one for one in _inputs(random)}
    constants = {one.name: one for one in _constants()}
    draw.names = {name: one.kind for name, one in (inputs | constants).items()}
    draw.names["judged_on"] = DATE
    derived = tuple(_derived(draw, place) for place in range(random.randint(1, 5)))
    return Program(
        on=DAY,
        packs=(PackRef("RND", "1.0.0", "0" * 64),),
        inputs=inputs,
        constants=constants,
        derived=derived,
        rules=tuple(
            LinkedRule("RND", _rule(draw, place)) for place in range(random.randint(1, rules))
        ),
        criteria=tuple(
            LinkedCriterion("RND", _criterion(draw, place)) for place in range(random.randint(0, 2))
        ),
        amounts=(),
        aliases={},
        titles={"RND": WORDS},
        digest="",
    )


def _inputs(random: Random) -> list[Input]:
    kinds: Sequence[Kind] = (
        *(BOOLEAN, BOOLEAN, NUMBER, NUMBER, DATE, DATE, CHOICE, TEXT, ITEMS),
        ListKind(CHOICE),
    )
    return [
        _question(f"in_{place}", kind, nullable=random.random() < 0.3)
        for place, kind in enumerate(kinds)
    ]


def _constants() -> list[Constant]:
    values: list[tuple[str, Kind, Value]] = [
        ("RND.limit", NUMBER, Decimal(3)),
        ("RND.start", DATE, DAY),
        ("RND.rates", RATES, rate_table()),
    ]
    return [
        Constant(name, kind, WORDS, value, DAY, SOURCE, editable=False)
        for name, kind, value in values
    ]


def _derived(draw: Expressions, place: int) -> LinkedDerived:
    kind: Kind = draw.random.choice((BOOLEAN, BOOLEAN, NUMBER, NUMBER, CHOICE, DATE, TEXT, ITEMS))
    expr = draw.expr(kind, 3)
    name = f"RND.fact_{place}"
    draw.names[name] = kind
    return LinkedDerived(name, Derived(f"fact_{place}", WORDS, expr, kind, ""))


def _rule(draw: Expressions, place: int) -> Rule:
    return Rule(
        id=f"R{place}",
        section=draw.random.choice((Section.GATE, Section.PROMPT)),
        effect=Effect.STOP,
        title=WORDS,
        requires=draw.expr(BOOLEAN, 3),
        facts=(),
        source=SOURCE,
        applicant=WORDS,
        officer=WORDS,
        applies=draw.expr(BOOLEAN, 2) if draw.random.random() < 0.4 else None,
    )


def _criterion(draw: Expressions, place: int) -> Criterion:
    rows = [
        Row(draw.expr(BOOLEAN, 2), draw.random.choice(("low", "high")))
        for _ in range(draw.random.randint(1, 3))
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
        applies=draw.expr(BOOLEAN, 1) if draw.random.random() < 0.3 else None,
    )


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
