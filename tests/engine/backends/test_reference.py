"""The reference interpreter: names and scopes, filters, quantifiers, choices, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import get_args

import pytest

from engine.backends.reference import _MEANING, Scope, evaluate
from engine.feel.parser import parse_expression
from engine.ir import Expr
from engine.values import Unknown, Value, canonical

OPEN = Unknown(frozenset({"q"}))
FACTS: Mapping[str, Value] = {
    "n": Decimal(2),
    "open": OPEN,
    "numbers": (Decimal(1), Decimal(2), Decimal(3)),
    "costs": (
        {"kind": "car", "amount": Decimal(10)},
        MappingProxyType({"kind": "bus", "amount": Decimal(5)}),
        {"kind": "car", "amount": OPEN},
    ),
    "amount": Decimal(7),
    "empty": (),
}


def shown(text: str, verified: frozenset[str] = frozenset()) -> str:
    """The canonical text of an expression's value over the facts above."""
    return canonical(evaluate(parse_expression(text), Scope(FACTS, verified)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n", "2"),
        ("never_asked", 'unknown("never_asked")'),
        ("some n in numbers satisfies n = 3", "true"),
        ("(some n in [5] satisfies n = 5) and n = 2", "true"),
        ("some x in numbers, y in [x] satisfies x + y = 6", "true"),
        ("costs.kind", '["car", "bus", "car"]'),
        ("costs.amount", '[10, 5, unknown("q")]'),
    ],
)
def test_names(text: str, expected: str) -> None:
    """A bound name hides the fact of that name; a name found nowhere is unanswered."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("numbers[2]", "2"),
        ("numbers[n]", "2"),
        ("numbers[-1]", "3"),
        ("numbers[4]", "null"),
        ("numbers[item > 1]", "[2, 3]"),
        ("numbers[item > n]", "[3]"),
        ("numbers[null]", "[]"),
        ("numbers[true]", "[1, 2, 3]"),
        ('costs[kind = "bus"].amount', "[5]"),
        ("count(costs[amount > 6])", 'unknown("q")'),
        ("costs[amount = 7]", 'unknown("q")'),
        ('costs[item.kind = "bus"][1].amount', "5"),
        ("numbers[item > open]", 'unknown("q")'),
        ("numbers[open]", 'unknown("q")'),
        ("open[item > 1]", 'unknown("q")'),
        ("[open, 1][2]", "1"),
        ("[open, 1][amount > 1]", 'unknown("q")'),
        ("[open, 1][true]", '[unknown("q"), 1]'),
        ("empty[item > open]", "[]"),
        ("empty[kind]", "[]"),
        ("empty[not(kind)]", "[]"),
        ("empty[1]", "null"),
        ("empty[n]", "null"),
        ("empty[open]", 'unknown("q")'),
        ("empty[item]", "[]"),
        ("5[1]", "5"),
        ("5[item > 9]", "[]"),
        ("null[1]", "null"),
        ("[[1, 2], [3]][count(item) > 1]", "[[1, 2]]"),
        ("numbers[item in numbers[item > 1]]", "[2, 3]"),
    ],
)
def test_filters(text: str, expected: str) -> None:
    """By position or by condition, the fields of a record standing bare inside the brackets."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("some x in numbers satisfies x > 2", "true"),
        ("every x in numbers satisfies x > 2", "false"),
        ("some x in empty satisfies x > 2", "false"),
        ("every x in empty satisfies x > 2", "true"),
        ("some x in [1, null] satisfies x > 2", "null"),
        ("some x in [3, null] satisfies x > 2", "true"),
        ("every x in [1, null] satisfies x > 2", "false"),
        ("some x in numbers satisfies x", "null"),
        ("some x in null satisfies true", "null"),
        ("some x in 3 satisfies x > 2", "true"),
        ("some x in open satisfies true", 'unknown("q")'),
        ("some c in costs satisfies c.amount > 10", 'unknown("q")'),
        ("some c in costs satisfies c.amount > 9", "true"),
        ("every c in costs satisfies c.amount > 9", "false"),
    ],
)
def test_quantifiers(text: str, expected: str) -> None:
    """Kleene over the items: one decisive item settles it."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for x in numbers return x * x", "[1, 4, 9]"),
        ("for x in numbers, y in [10, 20] return x + y", "[11, 21, 12, 22, 13, 23]"),
        ("for x in numbers, y in numbers[item < x] return x * y", "[2, 3, 6]"),
        ("for x in numbers return for y in numbers[item < x] return y", "[[], [1], [1, 2]]"),
        ("for n in [5] return n", "[5]"),
        ("for x in 3 return x", "[3]"),
        ("for x in empty return x.y", "[]"),
        ("for x in empty, y in open return y", "[]"),
        ("for x in null return x", "null"),
        ("for x in open return 1", 'unknown("q")'),
        ("for x in [1, open] return x + 1", '[2, unknown("q")]'),
        ("for x in [1, null] return x + 1", "[2, null]"),
        ("for x in [[1], open] return x", '[[1], unknown("q")]'),
        ("for x in [[1], open], y in x return y", 'unknown("q")'),
        ("for x in [[1], null], y in x return y", "null"),
        ("for c in costs return c.amount", '[10, 5, unknown("q")]'),
        ("sum(for x in numbers return x * n)", "12"),
    ],
)
def test_loops(text: str, expected: str) -> None:
    """The body of every choice of items, the last variable turning fastest, as one flat list."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if n = 2 then 1 else open", "1"),
        ("if n = 3 then 1 else 0", "0"),
        ("if null then 1 else 0", "0"),
        ("if 1 then 1 else 0", "0"),
        ("if open then 1 else 1.00", "1"),
        ("if open then null else null", "null"),
        ("if open then 1 else true", 'unknown("q")'),
        ("if open then 1 else other", 'unknown("other", "q")'),
        ("if open then [other] else [other]", 'unknown("other", "q")'),
    ],
)
def test_choices(text: str, expected: str) -> None:
    """Only true takes the first branch; unanswered, the branches may still agree."""
    assert shown(text) == expected


def test_evidence_is_asked_by_name() -> None:
    """A verified fact is verified whatever its value; any other fact leaves the question open."""
    assert shown("verified(n)", frozenset({"n"})) == "true"
    assert shown("verified(n)") == 'unknown("n")'
    assert shown("numbers[verified(n)]", frozenset({"n"})) == "[1, 2, 3]"
    assert shown("false and verified(n)") == "false"


def test_ranges_and_tests_are_values() -> None:
    """A range with an open end is open, one with a null end null."""
    assert shown("[1..n)") == "[1..2)"
    assert shown("[1..open]") == 'unknown("q")'
    assert shown("[1..null]") == "null"
    assert shown("(< n)") == "(< 2)"
    assert shown("(< open)") == 'unknown("q")'
    assert shown("[0, [1..n]]") == "[0, [1..2]]"


def test_every_node_has_its_meaning() -> None:
    """The table holds the nodes of the language, all of them and nothing else."""
    assert set(_MEANING) == set(get_args(Expr))
