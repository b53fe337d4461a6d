"""FEEL's operators over values of every kind: total, exact, null where operands do not fit."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal, getcontext
from types import MappingProxyType

import pytest

from engine import operators
from engine.backends.reference import Scope, evaluate
from engine.feel.parser import parse_expression
from engine.values import Interval, Months, Predicate, Unknown, Value, canonical

SAMPLES: dict[str, Value] = {
    "null": None,
    "boolean": True,
    "number": Decimal(10),
    "text": "10",
    "date": date(2026, 1, 31),
    "months": Months(1),
    "days": timedelta(1),
    "range": Interval(Decimal(1), Decimal(2), low_closed=True, high_closed=True),
    "list": (Decimal(10),),
    "record": {"a": Decimal(10)},
}


def shown(text: str) -> str:
    """The canonical text of what an expression without names gives."""
    return canonical(evaluate(parse_expression(text), Scope({})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0." + "3" * 34),
        ("2 / 3", "0." + "6" * 33 + "7"),
        ("1e34 + 1", "1" + "0" * 34),
        ("9e6144 * 10", "null"),
        ("1e-6176 / 10", "0"),
        ("1 / 0", "null"),
        ("0 / 0", "null"),
        ("-7 - -2", "-5"),
        ("5 ** -2", "0.04"),
        ("2 ** 0.5", "1.414213562373095048801688724209698"),
        ("(-8) ** 0.5", "null"),
        ("-(5)", "-5"),
        ("10 ** 7000", "null"),
        ("-0", "0"),
        ('"a" + "b"', '"ab"'),
        ('"a" - "b"', "null"),
        ('-"a"', "null"),
        ("-true", "null"),
        ('-@"P1Y"', 'duration("-P1Y")'),
        ('-@"PT1H"', 'duration("-PT1H")'),
    ],
)
def test_arithmetic_of_numbers_and_texts(text: str, expected: str) -> None:
    """34 digits, half to even; what cannot be computed is null."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-01-31" + @"P1M"', 'date("2026-02-28")'),
        ('@"2024-01-31" + @"P1M"', 'date("2024-02-29")'),
        ('@"2026-03-31" - @"P1M"', 'date("2026-02-28")'),
        ('@"P1Y" + @"2024-02-29"', 'date("2025-02-28")'),
        ('@"2026-01-31" - @"P13M"', 'date("2024-12-31")'),
        ('@"2026-01-31" + @"P1D"', 'date("2026-02-01")'),
        ('@"2026-01-31" + @"PT23H"', 'date("2026-01-31")'),
        ('@"2026-01-31" - @"PT1S"', 'date("2026-01-30")'),
        ('@"2026-03-01" - @"2026-01-31"', 'duration("P29D")'),
        ('@"2026-01-31" - @"2026-03-01"', 'duration("-P29D")'),
        ('@"9999-12-31" + @"P1D"', "null"),
        ('@"9999-12-31" + @"P1M"', "null"),
        ('@"0001-01-01" - @"P1M"', "null"),
        ('@"P1D" - @"2026-01-31"', "null"),
        ('@"2026-01-31" + @"2026-01-31"', "null"),
        ('@"P1Y" + @"P2M"', 'duration("P1Y2M")'),
        ('@"P1D" - @"PT2H"', 'duration("PT22H")'),
        ('@"P1Y" + @"P1D"', "null"),
        ('@"P999999999D" + @"P1D"', "null"),
        ('@"P1Y11M" * -2.5', 'duration("-P4Y9M")'),
        ('1.5 * @"P4DT1H"', 'duration("P6DT1H30M")'),
        ('@"P10Y11M" / 2.5', 'duration("P4Y4M")'),
        ('@"P10D" / 4', 'duration("P2DT12H")'),
        ('@"P1Y" / @"P1M"', "12"),
        ('@"P1D" / @"PT1H"', "24"),
        ('@"P1Y" / 0', "null"),
        ('@"P1D" / @"P0D"', "null"),
        ('1 / @"P1D"', "null"),
        ('@"P1Y" * 1e99', "null"),
        ('@"P1D" * 1e20', "null"),
    ],
)
def test_arithmetic_of_dates_and_durations(text: str, expected: str) -> None:
    """Months stop at the end of a month, hours do not show on a date, and ranges end in null."""
    assert shown(text) == expected


PAIRS = {
    "+": {("number", "number"), ("text", "text"), ("months", "months"), ("days", "days")}
    | {("date", "months"), ("date", "days"), ("months", "date"), ("days", "date")},
    "-": {("number", "number"), ("months", "months"), ("days", "days"), ("date", "date")}
    | {("date", "months"), ("date", "days")},
    "*": {("number", "number"), ("number", "months"), ("number", "days")}
    | {("months", "number"), ("days", "number")},
    "/": {("number", "number"), ("months", "number"), ("days", "number")}
    | {("months", "months"), ("days", "days")},
    "**": {("number", "number")},
}


@pytest.mark.parametrize("symbol", PAIRS)
def test_arithmetic_is_defined_for_the_pairs_of_the_standard_alone(symbol: str) -> None:
    """Of all pairs of kinds, exactly FEEL's have a value; the others are null."""
    defined = {
        (left, right)
        for left in SAMPLES
        for right in SAMPLES
        if operators.ARITHMETIC[symbol](SAMPLES[left], SAMPLES[right]) is not None
    }

    assert defined == PAIRS[symbol]


@pytest.mark.parametrize("symbol", [*operators.ARITHMETIC, *operators.COMPARE])
@pytest.mark.parametrize("kind", SAMPLES)
def test_an_unanswered_operand_leaves_the_result_open(symbol: str, kind: str) -> None:
    """Beside any other operand, null too, and with the names of both when both are open."""
    operator = {**operators.ARITHMETIC, **operators.COMPARE}[symbol]
    p, q = Unknown(frozenset("p")), Unknown(frozenset("q"))

    assert operator(p, SAMPLES[kind]) == operator(SAMPLES[kind], p) == p
    assert operator(p, q) == Unknown(frozenset("pq"))


ORDERED = ["number", "text", "date", "months", "days"]


@pytest.mark.parametrize("symbol", ["<", "<=", ">", ">="])
def test_values_of_one_ordered_kind_alone_are_ordered(symbol: str) -> None:
    """Numbers, texts, dates and each family of durations, never across kinds."""
    defined = {
        (left, right)
        for left in SAMPLES
        for right in SAMPLES
        if operators.COMPARE[symbol](SAMPLES[left], SAMPLES[right]) is not None
    }

    assert defined == {(kind, kind) for kind in ORDERED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 < 2", "true"),
        ("2 <= 2", "true"),
        ("2 > 2", "false"),
        ("2 >= 2", "true"),
        ('"Z" < "a"', "true"),
        ('"a" < "ä"', "true"),
        ('@"P11M" < @"P1Y"', "true"),
        ("0 = 0.00", "true"),
        ("1 != 2", "true"),
        ('1 = "1"', "null"),
        ('1 != "1"', "null"),
        ("null = null", "true"),
        ("null != 1", "true"),
        ("1 = null", "false"),
        ("true = 1", "null"),
        ("[1, 2] = [1, 2.0]", "true"),
        ("[1, 2] = [2, 1]", "false"),
        ("[1] = [1, 1]", "false"),
        ('[1, 2] = ["1", 3]', "false"),
        ('[1] = ["1"]', "null"),
        ("[] = null", "false"),
        ("[] = 0", "null"),
        ("[1..2] = [1..2.0]", "true"),
        ("[1..2] = (1..2]", "false"),
        ("(< 10) = (< 10)", "true"),
        ("(= 10) = [10..10]", "false"),
    ],
)
def test_comparison(text: str, expected: str) -> None:
    """Equality goes into lists; of two kinds it is null, but for null itself."""
    assert shown(text) == expected


def test_records_are_equal_field_by_field() -> None:
    """In any order, in any mapping, and only with the same fields."""
    one: dict[str, Value] = {"a": Decimal(1), "b": (None,)}

    assert operators.equal(one, {"b": (None,), "a": Decimal("1.0")}) is True
    assert operators.equal(one, MappingProxyType(one)) is True
    assert operators.equal(one, {"a": Decimal(1)}) is False
    assert operators.equal(one, {"a": "1", "b": (None,)}) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 between 1 and 3", "true"),
        ("4 between 1 and 3", "false"),
        ("2 between null and 3", "null"),
        ("4 between null and 3", "false"),
        ("1 in [1..2]", "true"),
        ("1 in (1..2]", "false"),
        ("2 in [1..2)", "false"),
        ("null in [1..2]", "null"),
        ("1 in [null..2]", "null"),
        ('1 in [0.."a"]', "null"),
        ("true in [true..true]", "null"),
        ("1 in < 2", "true"),
        ("1 in (= 2, > 3)", "false"),
        ("1 in != 1", "false"),
        ("1 in (3, < 2)", "true"),
        ("1 in [2, [0..1]]", "true"),
        ("5 in [2, (> 4)]", "true"),
        ("true in [false, 2]", "false"),
        ("[1] in [[1], 2]", "true"),
        ("[1] in ([1], 2)", "null"),
        ("1 in 1", "true"),
        ("[1..2] in [[1..2]]", "true"),
        ("1 in if true then [1..2] else 5", "true"),
        ("(< 2) in (< 2)", "null"),
    ],
)
def test_membership(text: str, expected: str) -> None:
    """In a range, among the items of a list, by a test, or equal."""
    assert shown(text) == expected


THREE: tuple[Value, ...] = (True, False, None)


@pytest.mark.parametrize("left", THREE)
@pytest.mark.parametrize("right", THREE)
def test_and_or_not_are_kleene(left: Value, right: Value) -> None:
    """The strong tables of three-valued logic."""
    both = False if False in (left, right) else None if None in (left, right) else True
    either = True if True in (left, right) else None if None in (left, right) else False

    assert operators.conjunction((left, right)) is both
    assert operators.disjunction((left, right)) is either


@pytest.mark.parametrize("kind", ["number", "text", "date", "list", "record"])
def test_what_is_no_truth_counts_as_null(kind: str) -> None:
    """`and`, `or`, `not` of anything but a truth."""
    value = SAMPLES[kind]

    assert operators.conjunction((True, value)) is None
    assert operators.conjunction((value, False)) is False
    assert operators.disjunction((value, True)) is True
    assert operators.negation(value) is None


def test_nothing_joined_is_neutral() -> None:
    """All of nothing holds, any of nothing does not."""
    assert operators.conjunction(()) is True
    assert operators.disjunction(()) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-03-09".year', "2026"),
        ('@"2026-03-09".month', "3"),
        ('@"2026-03-09".day', "9"),
        ('@"2026-03-09".weekday', "1"),
        ('@"2026-03-09".hour', "null"),
        ('@"-P1Y2M".years', "-1"),
        ('@"-P1Y2M".months', "-2"),
        ('@"P1Y".days', "null"),
        ('@"P2DT3H4M5.6S".days', "2"),
        ('@"P2DT3H4M5.6S".hours', "3"),
        ('@"P2DT3H4M5.6S".minutes', "4"),
        ('@"P2DT3H4M5.6S".seconds', "5"),
        ('@"-PT25H".days', "-1"),
        ('@"-PT25H".hours', "-1"),
        ('["a", @"2026-03-09"].year', "[null, 2026]"),
        ("1.a", "null"),
        ("null.a", "null"),
        ("[].a", "[]"),
    ],
)
def test_fields_of_dates_durations_and_lists(text: str, expected: str) -> None:
    """Components keep the sign of the whole; a list gives the list of its items' fields."""
    assert shown(text) == expected


def test_fields_of_records() -> None:
    """A missing field is null, an unanswered one stays open."""
    open_field = Unknown(frozenset({"r.b"}))
    record: Value = {"a": Decimal(1), "b": open_field}

    assert operators.field(record, "a") == Decimal(1)
    assert operators.field(record, "b") == open_field
    assert operators.field(record, "c") is None
    assert operators.field(MappingProxyType({"a": True}), "a") is True


@pytest.mark.parametrize(
    ("position", "item"),
    [("1", "a"), ("2.0", "b"), ("-1", "b"), ("-2", "a")]
    + [(n, None) for n in ("0", "3", "-3", "1.5", "1e6000")],
)
def test_items_are_counted_from_one_or_from_the_end(position: str, item: Value) -> None:
    """Where there is no item, null."""
    assert operators.item_at(("a", "b"), Decimal(position)) == item


def test_a_thread_with_another_precision_computes_the_same() -> None:
    """The numbers' context is the language's own, not the thread's."""
    results: list[str] = []

    def compute() -> None:
        getcontext().prec = 3
        results.append(shown("abs(-1.23456) + 2 / 3 * 1.00001"))

    thread = threading.Thread(target=compute)
    thread.start()
    thread.join()

    assert results == [shown("abs(-1.23456) + 2 / 3 * 1.00001")]


def test_a_predicate_is_no_member_of_itself() -> None:
    """A test is applied to what is no test; among tests it is compared."""
    test: Value = Predicate("<", Decimal(2))

    assert operators.member(test, (test,)) is True
    assert operators.satisfies(Decimal(1), "no test") is None


def test_an_unanswered_value_has_open_parts() -> None:
    """Its negative, its fields, and whether it meets a test."""
    p = Unknown(frozenset("p"))

    assert operators.negate(p) == operators.field(p, "a") == p
    assert operators.satisfies(Decimal(1), p) == operators.negation(p) == p
