"""The two laws of the unanswered, exhaustively: each construct, each operand, each answer.

A construct is evaluated with every combination of answers, and of those with every subset of
questions answered. Whenever more questions are answered, *what was known stays*, and *what was
open stays as it is unless it names one of the questions just answered*.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from engine.backends.reference import Scope, evaluate
from engine.feel.parser import parse_expression
from engine.values import Months, Unknown, Value, canonical, unknown_names
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
    "for i in a return i = b",
    "for i in [a, b] return i",
    "for i in a, j in b return i",
    "for i in [a, b], j in i return j",
    "sum(for i in [a, b], j in x return i * j)",
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


def broken(text: str, answers: tuple[Value, ...]) -> list[str]:
    """Where answering some more questions changes what it may not change."""
    expr = parse_expression(text)
    names = sorted(free_names(expr) - {"i", "j", "item"})
    subsets = [
        frozenset(name for name, taken in zip(names, mask, strict=True) if taken)
        for mask in product((False, True), repeat=len(names))
    ]
    found = []
    for values in product(answers, repeat=len(names)):
        full = dict(zip(names, values, strict=True))
        results = {asked: evaluate(expr, answered(full, asked)) for asked in subsets}
        for fewer, more in product(subsets, repeat=2):
            if fewer < more and not allowed(results[fewer], results[more], more - fewer):
                shown = canonical({name: full[name] for name in more})
                found.append(f"{text}: {canonical(results[fewer])} changed by {shown}")
    return found


def answered(full: Mapping[str, Value], asked: frozenset[str]) -> Scope:
    """The scope in which only some questions are answered, and those verified."""
    return Scope(
        {
            name: value if name in asked else Unknown(frozenset({name}))
            for name, value in full.items()
        },
        verified=asked,
    )


def allowed(before: Value, after: Value, answers: frozenset[str]) -> bool:
    """Known parts stay, and so do open parts that do not name a question just answered."""
    if not unknown_names(before) & answers:
        return canonical(before) == canonical(after)
    return settled(after, before)


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_answers_only_settle_what_is_open(text: str) -> None:
    """Each construct over values of every kind, each of them answered or not."""
    assert broken(text, ANSWERS)[:3] == []


@pytest.mark.parametrize("text", ["a + b", "a - b", "a * b", "a < b", "a = b", "a.year", "date(a)"])
def test_answers_only_settle_what_is_open_of_dates(text: str) -> None:
    """The same over dates and durations."""
    assert broken(text, DATES) == []


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
