"""One policy of sixty rules in two languages: FEEL for our engines, zen's for the peer.

24 thresholds, 10 yes/no, 10 memberships, 10 compounds and 6 rules on derived facts. Each
application answers every question, for the peer knows no unanswered ones; about 27 rules hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from engine.feel.parser import parse_expression
from engine.ir import Expr, Name
from engine.kinds import BOOLEAN, BooleanKind, ChoiceKind, Kind, NumberKind
from engine.model import Derived, Effect, Grade, Input, Rule, Section, Source, Texts
from engine.program import LinkedDerived, LinkedRule, Program
from engine.values import Value
from tests.differential.rewriting import with_parts

__all__ = ["SEED", "Policy", "applications", "policy"]

SEED = 60
ON = date(2026, 3, 1)
_PACK = "BENCH"
_CODES = tuple(f"code_{letter}" for letter in "abcdefgh")
_WORDS = Texts("ord", "words")
_SOURCE = Source("made up", Grade.INFERRED)


@dataclass(frozen=True, slots=True)
class Policy:
    """The same rules for both: ours linked, the peer's as texts by rule and derived fact."""

    program: Program
    zen: Mapping[str, str]


def policy() -> Policy:
    """The sixty rules; always the same ones."""
    random = Random(SEED)
    derived = dict(_derived())
    rules = list(_conditions(random))
    names = {name: f"{_PACK}.{name}" for name in derived}
    inputs = {one.name: one for one in _inputs()}
    program = Program(
        on=ON,
        packs=(),
        inputs=inputs,
        constants={},
        derived=tuple(_fact(name, text, kind, names) for name, (text, kind) in derived.items()),
        rules=tuple(
            LinkedRule(_PACK, _rule(f"R{place}", _resolved(parse_expression(text), names)))
            for place, text in enumerate(rules)
        ),
        criteria=(),
        amounts=(),
        aliases={},
        titles={},
        digest="",
    )
    facts = {name: _to_zen(text, derived) for name, (text, _) in derived.items()}
    zen = facts | {f"R{place}": _to_zen(text, derived) for place, text in enumerate(rules)}
    return Policy(program, zen)


def applications(count: int) -> list[dict[str, Value]]:
    """`count` applications with every question answered; always the same ones."""
    random = Random(SEED + 1)
    return [{one.name: _answer(one.kind, random) for one in _inputs()} for _ in range(count)]


def _answer(kind: Kind, random: Random) -> Value:
    match kind:
        case BooleanKind():
            return random.random() < 0.5
        case ChoiceKind(codes):
            return random.choice(codes)
        case _:
            return Decimal(random.randint(0, 100))


def _inputs() -> Iterator[Input]:
    for letter, count, kind in (
        ("n", 24, NumberKind()),
        ("b", 10, BOOLEAN),
        ("c", 10, ChoiceKind(_CODES)),
    ):
        for place in range(count):
            name = f"{letter}{place}"
            yield Input(name, name, kind, _WORDS, _WORDS, _WORDS, "all")


def _derived() -> Iterator[tuple[str, tuple[str, Kind]]]:
    """Six facts: three sums, and three truths that chain."""
    for place in range(3):
        first, second, third = (place * 3 + one for one in range(3))
        yield f"total_{place}", (f"n{first} + n{second} * 2 - n{third}", NumberKind())
    yield "chain_0", ("total_0 >= 90 and b0", BOOLEAN)
    yield "chain_1", ("chain_0 or total_1 >= 150", BOOLEAN)
    yield "chain_2", ("chain_1 and total_2 < 120", BOOLEAN)


def _conditions(random: Random) -> Iterator[str]:
    for place in range(24):
        yield f"n{place} {random.choice(('>=', '<', '<=', '>'))} {random.randint(30, 70)}"
    for place in range(10):
        yield f"b{place} = {random.choice(('true', 'false'))}"
    for place in range(10):
        codes = random.sample(_CODES, 3)
        yield f"c{place} in [{', '.join(map(_quoted, codes))}]"
    for place in range(10):
        one, other = random.sample(range(24), 2)
        low, high = random.randint(10, 30), random.randint(60, 90)
        codes = ", ".join(map(_quoted, random.sample(_CODES, 2)))
        yield f"n{one} >= {low} and n{other} < {high} and b{place} or c{place} in [{codes}]"
    for place in range(3):
        yield f"total_{place} >= {random.randint(80, 120)}"
    for place in range(3):
        yield f"chain_{place}"


def _quoted(text: str) -> str:
    return f'"{text}"'


def _to_zen(text: str, derived: Mapping[str, object]) -> str:
    """The same expression for zen: equality is `==`, and a computed fact is reached by `$`."""
    words = ["==" if word == "=" else word for word in text.split(" ")]
    return " ".join(f"$.{word}" if word in derived else word for word in words)


def _resolved(expr: Expr, names: Mapping[str, str]) -> Expr:
    if isinstance(expr, Name):
        return Name(names.get(expr.name, expr.name))
    return with_parts(expr, lambda part: _resolved(part, names))


def _fact(name: str, text: str, kind: Kind, names: Mapping[str, str]) -> LinkedDerived:
    expr = _resolved(parse_expression(text), names)
    return LinkedDerived(names[name], Derived(name, _WORDS, expr, kind, text))


def _rule(name: str, requires: Expr) -> Rule:
    return Rule(
        id=name,
        section=Section.GATE,
        effect=Effect.STOP,
        title=_WORDS,
        requires=requires,
        facts=(),
        source=_SOURCE,
        applicant=_WORDS,
        officer=_WORDS,
    )
