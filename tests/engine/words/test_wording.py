"""Values in words: figures with their units, days, choices, lists, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kinds import BOOLEAN, DATE, TEXT, ChoiceKind, Kind, ListKind, NumberKind
from engine.model import Column, Texts
from engine.values import Interval, Months, Unknown, Value
from engine.words.wording import UNITS, fill, grouped, number, say

_SIZE = Column("size", Texts("storlek", "size"), (("small", Texts("Litet", "Small")),))
_RANGE = Interval(Decimal(1), Decimal(3), low_closed=True, high_closed=True)

SAID: list[tuple[Value, Kind, str, str]] = [
    (Decimal(4000000), NumberKind("SEK"), "4 000 000 kr", "4,000,000 SEK"),
    (Decimal("-0.50"), NumberKind("EUR"), "−0,5 euro", "−0.5 EUR"),
    (Decimal(40), NumberKind("percent"), "40 %", "40 %"),
    (Decimal(1), NumberKind("persons"), "1 person", "1 person"),
    (Decimal(2), NumberKind("hours"), "2 timmar", "2 hours"),
    (Decimal("1E+3"), NumberKind(), "1 000", "1,000"),
    (True, BOOLEAN, "ja", "yes"),
    (False, BOOLEAN, "nej", "no"),
    (None, NumberKind("SEK"), "inget", "none"),
    (Unknown(frozenset({"x"})), NumberKind("SEK"), "obesvarat", "unanswered"),
    ("", TEXT, "tomt", "blank"),
    ("Nils", TEXT, "”Nils”", "“Nils”"),
    (date(2026, 3, 1), DATE, "2026-03-01", "2026-03-01"),
    (Months(1), DATE, "1 månad", "1 month"),
    (Months(26), DATE, "2 år 2 månader", "2 years 2 months"),
    (timedelta(days=1), DATE, "1 dag", "1 day"),
    (timedelta(days=30), DATE, "30 dagar", "30 days"),
    ((), ListKind(TEXT), "inga", "none"),
    (("a", "b"), ListKind(TEXT), "”a”, ”b”", "“a”, “b”"),
    (("a", "b", "c", "d"), ListKind(TEXT), "4 st", "4 items"),
    (
        Interval(Decimal(1), Decimal(3), low_closed=True, high_closed=True),
        NumberKind(),
        "1–3",
        "1–3",
    ),
]


@pytest.mark.parametrize(("value", "kind", "swedish", "english"), SAID)
def test_a_value_is_written_as_people_write_it(
    value: Value, kind: Kind, swedish: str, english: str
) -> None:
    """Figures and their units are held together by spaces that are not broken."""
    said = say(value, kind)

    assert said.sv.replace("\N{NO-BREAK SPACE}", " ") == swedish
    assert said.en.replace("\N{NO-BREAK SPACE}", " ") == english


def test_a_choice_has_the_words_of_its_question() -> None:
    """A code is never shown where words are known."""
    assert say("small", ChoiceKind(("small",)), _SIZE) == Texts("Litet", "Small")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12)))
def test_no_digit_is_lost(value: Decimal) -> None:
    """What is grouped for the eye is the same number still."""
    said = grouped(value)
    swedish = said.sv.replace("\N{NO-BREAK SPACE}", "").replace(",", ".")

    assert Decimal(swedish.replace("\N{MINUS SIGN}", "-")) == value
    assert Decimal(said.en.replace(",", "").replace("\N{MINUS SIGN}", "-")) == value


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_has_a_word_in_both_languages(unit: str) -> None:
    """No figure is shown with the name that its unit has in a file."""
    said = number(Decimal(2), unit)

    assert "_" not in said.sv + said.en


def test_placeholders_are_filled_in_each_language() -> None:
    """The same template takes in Swedish words and English words."""
    template = Texts("Du söker {sum}.", "You apply for {sum}.")

    assert fill(template, {"sum": Texts("1 kr", "1 SEK")}) == Texts(
        "Du söker 1 kr.", "You apply for 1 SEK."
    )
