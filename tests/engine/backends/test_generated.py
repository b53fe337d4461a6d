"""Generated code: every node, the same as the reference, and nothing of a policy in its source."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import get_args

import pytest

from engine import ir
from engine.backends.durable.network import DurableNetwork
from engine.backends.generated import Generated
from engine.backends.judge import Judge
from engine.facts import Facts
from engine.feel.parser import parse_expression
from engine.ir import Expr
from engine.kinds import NumberKind, TextKind
from engine.lower import verdict_of
from engine.program import Program
from engine.values import Unknown, Value
from engine.walk import walk
from tests.engine.made import program, question, rule

NUMBERS: tuple[Value, ...] = (Decimal(1), Decimal(2), Decimal(3))
OPTIONS: Mapping[str, tuple[Value, ...]] = {
    "a": (True, False, None),
    "b": (True, False, None),
    "n": (Decimal(0), Decimal(2), Decimal("2.00"), Decimal(5), None),
    "t": ("", "x", "plan", None),
    "ns": ((), NUMBERS, (Decimal(2),), (Decimal(1), Unknown(frozenset({"ns"}))), None),
    "rs": ((), ({"x": Decimal(2)}, {"x": Decimal(9)}), ({"x": Unknown(frozenset({"rs"}))},), None),
}
NODES: Mapping[type[Expr], str] = {
    ir.Literal: "n = 2",
    ir.Name: "a",
    ir.Path: "total(rs.x) > 3",
    ir.Negate: "-n < 0",
    ir.Arithmetic: "n * 2 - 1 > 2 + n / 2",
    ir.Compare: "n >= 2",
    ir.And: "a and b",
    ir.Or: "a or b",
    ir.Not: "not(a)",
    ir.Between: "n between 1 and 3",
    ir.In: 't in ["x", "plan"]',
    ir.Range: "n in (0..2]",
    ir.UnaryTest: "n in (< 2, > 4)",
    ir.If: "if a then b else n > 2",
    ir.Quantified: "some v in ns satisfies v > n",
    ir.For: "count(for v in ns return v + n) > 1",
    ir.Filter: "count(ns[item > n]) > 0",
    ir.Call: "count(ns) > 1",
    ir.ListOf: "max([n, 1]) = 2",
}
FEEL: tuple[str, ...] = (
    *NODES.values(),
    "every r in rs[item.x > n] satisfies r.x < 9",
    "ns[1] = n",
    "ns[-1] > 1 or a",
    "[a, b][item] = [true]",
    "[n, 1][item > n] = []",
    "verified(a)",
    "null = n",
    "a = true",
    'n in ["x"]',
)


def made(text: str) -> Program:
    """One rule."""
    inputs = [
        *(question(name, nullable=True) for name in "ab"),
        *(question(name, NumberKind(), nullable=True) for name in ("n", "ns", "rs")),
        question("t", TextKind(), nullable=True),
    ]
    return program(inputs, [rule("R", text)])


def drawn(random: Random) -> Facts:
    """Some answers, most of them given."""
    return Facts(
        {name: random.choice(some) for name, some in OPTIONS.items() if random.random() < 0.8}
    )


def test_every_node_is_translated() -> None:
    """There is a text for every node of the language, and it holds that node."""
    assert set(NODES) == set(get_args(Expr))
    held = {
        node: {type(one) for one in walk(parse_expression(text))} for node, text in NODES.items()
    }
    assert [node for node, types in held.items() if node not in types] == []


@pytest.mark.parametrize("text", dict.fromkeys((*NODES.values(), *FEEL)))
def test_each_says_what_the_reference_says(text: str) -> None:
    """Generated code, and durable-rules on the atoms that it decides."""
    one = made(text)
    judge, generated = Judge(one), Generated(one)
    chain = DurableNetwork(generated.skeleton.network)
    random = Random(text)
    for _ in range(120):
        facts = drawn(random)
        expected, trace = judge.run(facts).verdict, generated.run(facts)
        assert trace.verdict == expected
        assert verdict_of(generated.skeleton, chain.run(trace.atoms)) == expected


def test_nothing_of_a_policy_stands_in_the_source() -> None:
    """Names and texts are bound as values, so that none can be read as code."""
    hostile = '\\"); import os  # '
    source = Generated(made(f't = "{hostile}" or contains(t, "secret")')).source
    assert "import" not in source
    assert "secret" not in source
    assert not any(f'"{name}"' in source or f"'{name}'" in source for name in OPTIONS)


def test_what_is_equal_is_computed_once() -> None:
    """The same comparison in two places is one line."""
    once = Generated(made("n > 2 and a")).source.count("\n")
    twice = Generated(made("n > 2 and a or n > 2 and b")).source.count("\n")
    assert twice - once == 2


def test_deep_nesting_compiles() -> None:
    """As deep as quantifiers can be written, and Python still takes the source."""
    depth = 12
    head = "".join(f"some v{place} in ns satisfies " for place in range(depth))
    one = made(f"{head} v{depth - 1} > 0")
    facts = Facts({"ns": (Decimal(1),)})
    assert Generated(one).run(facts).verdict == Judge(one).run(facts).verdict
