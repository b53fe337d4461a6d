"""The law of the unanswered, exhaustively: each construct, each operand, each answer.

A construct is evaluated once with every combination of answers, and once with each
combination of answered and unanswered operands. Whatever the second settles, the first must
agree with, for every completion.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from engine.backends.reference import Scope, evaluate
from engine.feel import parse_expression
from engine.values import Months, Unknown, Value, canonical
from engine.walk import free_names

ANSWERS: tuple[Value, ...] = (
    None,
    True,
    False,
    Decimal(0),
    Decimal(2),
    "t",
    (),
    (Decimal(1), Decimal(2)),
    (True, None),
    {"a": Decimal(2), "x": Decimal(1)},
    ({"x": Decimal(2)}, {"x": True}),
)
DATES: tuple[Value, ...] = (date(2026, 1, 31), Months(1), timedelta(1), Decimal(2), None)

CONSTRUCTS = (
    "a and b",
    "a or b",
    "a and b and x",
    "not(a)",
    "not(a) or b",
    "a = b",
    "a != b",
    "a < b",
    "a >= b",
    "[a, b] = [b, a]",
    "a between b and x",
    "a in b",
    "a in (b, x)",
    "a in [b..x]",
    "a in (b..x]",
    "a in (< b, > x)",
    "a in (= b)",
    "a in [b, [0..x]]",
    "(< a) = (< b)",
    "[a..b] = [a..x]",
    "-a",
    "a + b",
    "a - b",
    "a * b",
    "a / b",
    "a ** b",
    "if a then b else x",
    "if a then [b] else [x]",
    "if a then 1 else 1",
    "a[b]",
    "[a, b][x]",
    "[a, b][item = x]",
    "[a][x > b]",
    "a[x > b]",
    "a[item]",
    "a.x",
    "[a, b].x",
    "some i in a satisfies i = b",
    "every i in [a, b] satisfies i = x",
    "some i in a satisfies every j in b satisfies i = j",
    "count(a)",
    "count(a[item > b])",
    "sum([a, b])",
    "total(a)",
    "min([a, b, x])",
    "max(a)",
    "all([a, b])",
    "any(a)",
    "list contains(a, b)",
    "list contains([a, b], x)",
    "floor(a, b)",
    "abs(a)",
    "even(a)",
    "string length(a)",
    "contains(a, b)",
    "upper case([a])",
    "date(a)",
    "verified(a)",
)


def settled(known: Value, partial: Value) -> bool:
    """Whether the known value is the partial one with its unknown parts filled in."""
    match partial:
        case Unknown():
            return True
        case tuple():
            return (
                isinstance(known, tuple)
                and len(known) == len(partial)
                and all(map(settled, known, partial))
            )
        case _:
            return canonical(known) == canonical(partial)


def contradictions(text: str, answers: tuple[Value, ...]) -> list[str]:
    """Where a result that is known too early differs from one with all answers."""
    expr = parse_expression(text)
    names = sorted(free_names(expr) - {"i", "j", "item"})

    def value_at(scope: Mapping[str, Value], verified: frozenset[str]) -> Value:
        return evaluate(expr, Scope(scope, verified))

    found = []
    for values in product(answers, repeat=len(names)):
        full = dict(zip(names, values, strict=True))
        known = value_at(full, frozenset(names))
        for asked in product((True, False), repeat=len(names)):
            scope = {
                name: full[name] if kept else Unknown(frozenset({name}))
                for name, kept in zip(names, asked, strict=True)
            }
            partial = value_at(scope, frozenset())
            if not settled(known, partial):
                found.append(f"{text} at {canonical(scope)} is {canonical(partial)}")
    return found


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_no_answer_contradicts(text: str) -> None:
    """Each construct over values of every kind, each of them answered or not."""
    assert contradictions(text, ANSWERS)[:3] == []


@pytest.mark.parametrize("text", ["a + b", "a - b", "a * b", "a < b", "a = b", "a.year", "date(a)"])
def test_no_answer_contradicts_a_date(text: str) -> None:
    """The same over dates and durations."""
    assert contradictions(text, DATES) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("false and open", False),
        ("open and false", False),
        ("open and null and false", False),
        ("true or open", True),
        ("open or null or true", True),
        ("all([open, false])", False),
        ("any([open, true])", True),
        ("some x in [1, open, 2] satisfies x = 2", True),
        ("every x in [1, open, 2] satisfies x = 1", False),
        ("0 between 1 and open", False),
        ("2 in (open, 2)", True),
        ("list contains([open, 1], 1)", True),
        ("if open then 1 else 1.0", Decimal(1)),
        ("count([open, open])", Decimal(2)),
        ("[open, 5][2]", Decimal(5)),
        ("[1, open] = [2, open]", False),
    ],
)
def test_what_no_answer_could_change_is_settled(text: str, expected: Value) -> None:
    """An unanswered operand leaves the result known where the others decide it."""
    assert evaluate(parse_expression(text), Scope({})) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("p and q", "pq"),
        ("p and true and q", "pq"),
        ("p or null", "p"),
        ("p + q", "pq"),
        ("p = null", "p"),
        ("null + p", "p"),
        ("if p then q else 1", "pq"),
        ("if p then 1 else 2", "p"),
        ("if p then [q] else [q + 1]", "pq"),
        ("sum([1, p, q])", "pq"),
        ("[1, 2][item > p]", "p"),
        ("some x in [p, q] satisfies x > 1", "pq"),
        ("p in [q..3]", "pq"),
        ("not(p)", "p"),
        ("verified(p)", "p"),
        ("p.x.y", "p"),
    ],
)
def test_an_unknown_names_the_questions(text: str, names: str) -> None:
    """The questions that keep a result open are those of its open operands."""
    assert evaluate(parse_expression(text), Scope({})) == Unknown(frozenset(names))
