"""The values: one text for each, and what text can be read as a day, a duration or a number."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from engine.values import (
    Interval,
    Months,
    Predicate,
    Unknown,
    Value,
    canonical,
    date_from_text,
    duration_from_text,
    number_from_text,
    unknown_names,
)

ONE, TWO = Decimal(1), Decimal(2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (Decimal("-0.00"), "0"),
        (Decimal("1.500"), "1.5"),
        (Decimal("-12E3"), "-12000"),
        (Decimal("1E+6000"), "1e+6000"),
        (Decimal("1.5E-60"), "1.5e-60"),
        (Decimal("1" * 35), "1" * 35),
        ("å", '"å"'),
        ('"\\\n\r\t', r'"\"\\\n\r\t"'),
        ("\x00\u2028", r'"\u0000\u2028"'),
        (date(26, 1, 31), 'date("0026-01-31")'),
        (Months(0), 'duration("P0M")'),
        (Months(14), 'duration("P1Y2M")'),
        (Months(-24), 'duration("-P2Y")'),
        (timedelta(), 'duration("P0D")'),
        (timedelta(days=1, hours=2, seconds=3), 'duration("P1DT2H3S")'),
        (timedelta(minutes=-61), 'duration("-PT1H1M")'),
        (timedelta(microseconds=1_500_000), 'duration("PT1.5S")'),
        (timedelta(microseconds=20), 'duration("PT0.00002S")'),
        (Interval(ONE, TWO, low_closed=True, high_closed=False), "[1..2)"),
        (Interval(ONE, TWO, low_closed=False, high_closed=True), "(1..2]"),
        (Predicate("<", ONE), "(< 1)"),
        ((), "[]"),
        ((ONE, ("a",)), '[1, ["a"]]'),
        ({"b": ONE, "a": None}, '{"a": null, "b": 1}'),
        (Unknown(frozenset({"b", "a"})), 'unknown("a", "b")'),
    ],
)
def test_each_value_has_its_text(value: Value, text: str) -> None:
    """The canonical text is the shortest, the same on every machine."""
    assert canonical(value) == text


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("P1Y", Months(12)),
        ("P13M", Months(13)),
        ("-P1Y1M", Months(-13)),
        ("P0Y", Months(0)),
        ("P1D", timedelta(1)),
        ("PT36H", timedelta(1.5)),
        ("P1DT1H1M1S", timedelta(1, 3661)),
        ("PT0.5S", timedelta(microseconds=500_000)),
        ("PT1.S", timedelta(seconds=1)),
        ("-PT0.000001S", timedelta(microseconds=-1)),
    ],
)
def test_a_duration_is_read(text: str, length: Months | timedelta) -> None:
    """ISO durations of both families, with a sign before the P."""
    assert duration_from_text(text) == length


@pytest.mark.parametrize(
    "text",
    [
        *("", "P", "PT", "P1", "1D", "P1H", "PT1D", "P1Y1D", "P1.5D", "P-1D", "P1D ", "P²D"),
        *("P1M1Y", "PT0.0000001S", "P9999999999D", f"P{'9' * 60}Y"),
    ],
)
def test_no_duration_is_read(text: str) -> None:
    """Anything else, finer than a microsecond or longer than can be held, is null."""
    assert duration_from_text(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("20240229", None),
        ("2024-W01-1", None),
        ("2024-2-29", None),
        ("-2024-02-29", None),
        ("12024-02-29", None),
        ("2024-02-29T00:00:00", None),
        ("٢٠٢٤-02-29", None),
    ],
)
def test_a_day_is_read_in_one_form_only(text: str, day: date | None) -> None:
    """Four digits, two and two, of a day that exists."""
    assert date_from_text(text) == day


def test_a_number_has_34_digits() -> None:
    """More digits are rounded to even, more than 6145 places are null."""
    assert number_from_text("1" * 33 + "25") == Decimal("1" * 33 + "20")
    assert number_from_text("9.9e6144") == Decimal("9.9e6144")
    assert number_from_text("1e6145") is None


def test_unknowns_are_found_at_any_depth() -> None:
    """The names inside lists and records are those of the whole."""
    value: Value = ({"a": Unknown(frozenset("p")), "b": (Unknown(frozenset("q")), None)}, ONE)

    assert unknown_names(value) == {"p", "q"}
    assert unknown_names(ONE) == frozenset()
