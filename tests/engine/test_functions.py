"""The library: FEEL's built-ins by example, with the nulls of the conformance tests."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.backends.reference import Scope, evaluate
from engine.feel.parser import parse_expression
from engine.functions import FUNCTIONS, OUTSIDE, apply
from engine.values import Unknown, canonical


def shown(text: str) -> str:
    """The canonical text of what an expression without names gives."""
    return canonical(evaluate(parse_expression(text), Scope({})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count([1, null, [2]])", "3"),
        ("count([])", "0"),
        ("count(1)", "1"),
        ("count(null)", "null"),
        ("sum([1, 2.5])", "3.5"),
        ("sum(1, 2, 3)", "6"),
        ("sum(1)", "1"),
        ("sum([])", "null"),
        ("sum(null)", "null"),
        ("sum([1, null])", "null"),
        ('sum(["a"])', "null"),
        ('sum([@"P1D", @"P1D"])', "null"),
        ("total([])", "0"),
        ("total([1, 2])", "3"),
        ("total(1, 2)", "3"),
        ("total([1, null])", "null"),
        ("total(null)", "null"),
        ("min([2, 1, 3])", "1"),
        ("max(2, 3, 1)", "3"),
        ("min([])", "null"),
        ("max([1, null])", "null"),
        ("max([null])", "null"),
        ("max([true])", "null"),
        ('max(["a", 1])', "null"),
        ('min([@"2026-01-02", @"2026-01-01"])', 'date("2026-01-01")'),
        ("all([true, true])", "true"),
        ("all([true, null])", "null"),
        ("all([null, false])", "false"),
        ("all([])", "true"),
        ("all(null)", "null"),
        ("all(1)", "null"),
        ("any([false, true])", "true"),
        ("any([false, null])", "null"),
        ("any(false, false)", "false"),
        ("any([])", "false"),
        ("any(null)", "null"),
        ("list contains([1, null], null)", "true"),
        ('list contains([1, "a"], 2)', "false"),
        ("list contains(null, 1)", "null"),
        ("list contains(1, 1)", "true"),
    ],
)
def test_lists(text: str, expected: str) -> None:
    """One value stands for a list of one; a list with a null has no sum, least or greatest."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("floor(1.5)", "1"),
        ("floor(-1.5)", "-2"),
        ("floor(1.56, 1)", "1.5"),
        ("ceiling(1.5)", "2"),
        ("ceiling(-1.5)", "-1"),
        ("ceiling(1.51, 1)", "1.6"),
        ("decimal(2.5, 0)", "2"),
        ("decimal(0.515, 2)", "0.52"),
        ("decimal(1/3, 2.5)", "0.33"),
        ("decimal(1, null)", "null"),
        ("round up(1.121, 2)", "1.13"),
        ("round up(-1.121, 2)", "-1.13"),
        ("round down(-1.126, 2)", "-1.12"),
        ("round half up(2.5, 0)", "3"),
        ("round half up(-2.5, 0)", "-3"),
        ("round half down(2.5, 0)", "2"),
        ("round half down(-5.5, 0)", "-5"),
        ("round half up(1234, -2)", "1200"),
        ("round half up(5.5, 6176)", "5.5"),
        ("round half up(5.5, 6177)", "null"),
        ("round half up(5.5, -6111)", "0"),
        ("round half up(5.5, -6112)", "null"),
        ("round half up(5.5, 1.1)", "null"),
        ("round half up(1e31 + 0.25, 1)", "1" + "0" * 31 + ".3"),
        ("round half up(9e6144, -6111)", "9e+6144"),
        ('round up("1", 0)', "null"),
        ("round up(1, null)", "null"),
        ("abs(-1)", "1"),
        ('abs(@"-P1Y")', 'duration("P1Y")'),
        ('abs(@"-PT1H")', 'duration("PT1H")'),
        ('abs("1")', "null"),
        ("even(2)", "true"),
        ("even(-1)", "false"),
        ("odd(-1)", "true"),
        ("odd(1.5)", "null"),
        ("even(null)", "null"),
        ("even([2])", "true"),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    """Each rounding by its name; a scale must be a whole number within FEEL's bounds."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('string length("aå😀")', "3"),
        ("string length(null)", "null"),
        ('upper case("aå1")', '"AÅ1"'),
        ('lower case("AÅ1")', '"aå1"'),
        ("upper case(1)", "null"),
        ("lower case(1)", "null"),
        ('upper case(["b"])', '"B"'),
        ('upper case(["b", "c"])', "null"),
        ('contains("abc", "b")', "true"),
        ('contains("abc", "")', "true"),
        ('contains("abc", null)', "null"),
        ('starts with("abc", "ab")', "true"),
        ('starts with(match: "ab", string: "abc")', "true"),
        ('ends with("abc", "ab")', "false"),
        ("ends with(1, 2)", "null"),
    ],
)
def test_texts(text: str, expected: str) -> None:
    """A text's length is its code points; a list of one text is that text."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('date("2024-02-29")', 'date("2024-02-29")'),
        ('date("2023-02-29")', "null"),
        ('date("2024-02-29T10:00:00")', "null"),
        ('date(from: @"2024-02-29")', 'date("2024-02-29")'),
        ("date(2024, 2, 29)", 'date("2024-02-29")'),
        ("date(year: 2024, month: 2, day: 29)", 'date("2024-02-29")'),
        ("date(2023, 2, 29)", "null"),
        ("date(2023, 2.5, 1)", "null"),
        ("date(2023, 1e99, 1)", "null"),
        ("date(2023, null, 1)", "null"),
        ("date(null)", "null"),
        ("date(1)", "null"),
        ('duration("P1Y")', 'duration("P1Y")'),
        ('duration(@"P1D")', 'duration("P1D")'),
        ('duration("P1H")', "null"),
        ("duration(1)", "null"),
        ('years and months duration(@"2011-12-22", @"2013-08-24")', 'duration("P1Y8M")'),
        ('years and months duration(@"2013-08-24", @"2011-12-22")', 'duration("-P1Y8M")'),
        ('years and months duration(@"2013-08-24", @"2014-08-23")', 'duration("P11M")'),
        ('years and months duration(@"2013-08-24", null)', "null"),
    ],
)
def test_dates_and_durations(text: str, expected: str) -> None:
    """Only days that exist, and months counted once they are full."""
    assert shown(text) == expected


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"verified", "not"}))
def test_an_unanswered_argument_leaves_a_call_open(name: str) -> None:
    """Whichever argument it is, whatever the others are."""
    p, q = Unknown(frozenset("p")), Unknown(frozenset("q"))
    for signature in FUNCTIONS[name].signatures:
        for place in range(len(signature)):
            args = tuple(p if index == place else None for index in range(len(signature)))

            assert apply(name, args) == p
        assert apply(name, (p, q)[: len(signature)]) == Unknown(frozenset("pq"[: len(signature)]))


@pytest.mark.parametrize("name", ["sum", "total", "min", "max"])
def test_an_unanswered_item_leaves_an_aggregate_open(name: str) -> None:
    """Beside a null too, and with the names of all that are open."""
    p, q = Unknown(frozenset("p")), Unknown(frozenset("q"))

    assert apply(name, ((Decimal(1), p, None, q),)) == Unknown(frozenset("pq"))


def test_evidence_is_not_a_matter_of_values() -> None:
    """Outside a scope that knows the evidence, `verified` is not true of any value."""
    assert apply("verified", (Decimal(1),)) is None


def test_the_library_and_what_is_left_out_are_apart() -> None:
    """A name is a function of the language or has a reason for not being one."""
    assert not FUNCTIONS.keys() & OUTSIDE.keys()
    assert all(name == function.name for name, function in FUNCTIONS.items())
    assert {name for name, function in FUNCTIONS.items() if function.extension} == {
        "total",
        "verified",
    }
