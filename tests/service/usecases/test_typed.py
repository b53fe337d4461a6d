"""Numbers and days are read as people write them, exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.usecases.typed import Unread, read_day, read_number, shown_number


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("60000", "60000"),
        ("60 000 kr", "60000"),
        ("1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}000,50", "1250000.50"),
        ("1.250.000", "1250000"),
        ("1,250,000.50", "1250000.50"),
        ("1.250,50 SEK", "1250.50"),
        ("1 250,500", "1250.500"),
        ("0,125", "0.125"),
        ("2,5 procent", "2.5"),
        ("−5 %", "-5"),
        ("100,-", "100"),
        ("5:-", "5"),
        ("12 000 euro", "12000"),
    ],
)
def test_a_number_is_read_as_it_is_written_in_sweden(typed: str, exact: str) -> None:
    """Spaces, commas and units are taken off, and not a digit is lost."""
    assert read_number(typed) == exact


@pytest.mark.parametrize("typed", ["1.250", "1,250", "12,000", "999.999"])
def test_a_number_that_could_be_two_is_not_guessed(typed: str) -> None:
    """A factor of a thousand is asked about, never assumed."""
    with pytest.raises(Unread) as refused:
        read_number(typed)

    assert refused.value.why == "number_ambiguous"


@pytest.mark.parametrize(
    "typed", ["", "abc", "1e5", "NaN", "∞", "٣", "12 50", "1.", ",5", "1,2,3", "--1", "9" * 21, "½"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    """Nothing but decimal digits is taken for a number."""
    with pytest.raises(Unread):
        read_number(typed)


@given(st.decimals(-(10**12), 10**12, places=6), st.sampled_from(["sv", "en"]))
def test_a_number_that_is_shown_is_read_back(value: Decimal, language: str) -> None:
    """What a field shows means the same number when it is sent again."""
    shown = shown_number(value, "sv" if language == "sv" else "en")

    assert Decimal(read_number(shown)) == value


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-03-01", "20260301", "2026/3/1", "2026.03.01", "1/3 2026", "1.3.2026", "01-03-2026"),
        *("1 mars 2026", "den 1:a mars 2026", "1 mar. 2026", "1 March 2026", "1st march, 2026"),
    ],
)
def test_a_day_is_read_in_many_forms(typed: str) -> None:
    """The day comes before the month, as it does in Sweden."""
    assert read_day(typed) == "2026-03-01"


@pytest.mark.parametrize("typed", ["", "i går", "2026-02-30", "13/13 2026", "260301", "1 m 2026"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    """A day that does not exist is not moved to one that does."""
    with pytest.raises(Unread):
        read_day(typed)
