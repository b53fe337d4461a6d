"""How kinds combine, in the corners that whole expressions seldom reach."""

from __future__ import annotations

import pytest

from engine.check.kinds import joined, product_unit, same_unit
from engine.check.scope import Typed
from engine.ir import Literal, Name
from engine.kinds import BOOLEAN, NULL, TEXT, ChoiceKind, Kind, ListKind, NumberKind
from tests.engine.typing_table import SEK, codes, typed


def part(kind: Kind | None) -> Typed:
    """Something of a kind that is not written out."""
    return Typed(Name("x"), kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sek > -5", BOOLEAN),
        ("sek > 2 * 3 - 1", BOOLEAN),
        ("max([-(1 + 2), sek])", SEK),
        ("if flag then -1 else sek", SEK),
        ("costs.amount[item > 5][1] + 1", SEK),
    ],
)
def test_figures_written_out_take_the_unit_of_their_surroundings(text: str, kind: Kind) -> None:
    """Signs and sums of figures are still figures."""
    assert typed(text).kind == kind


def test_alternatives_of_null_alone_are_null() -> None:
    """And nothing at all has no kind."""
    assert joined((part(NULL), part(NULL))) == NULL
    assert joined(()) is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (ChoiceKind(("a", "b")), ChoiceKind(("b", "c")), ChoiceKind(("a", "b", "c"))),
        (TEXT, ChoiceKind(("a",)), TEXT),
        (ChoiceKind(("a",)), TEXT, TEXT),
        (ListKind(TEXT), ListKind(ChoiceKind(("a",))), ListKind(TEXT)),
        (ListKind(TEXT), ListKind(BOOLEAN), None),
        (SEK, NumberKind(), None),
        (SEK, BOOLEAN, None),
    ],
)
def test_alternatives_have_one_kind_or_none(one: Kind, other: Kind, kind: Kind | None) -> None:
    """Codes add up, a text takes in codes, units never mix."""
    assert joined((part(one), part(other))) == kind


def test_only_numbers_have_units() -> None:
    """Nothing else can have the same one."""
    assert not same_unit(part(BOOLEAN), part(SEK))
    assert same_unit(part(SEK), Typed(Literal(None), SEK))


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [
        (None, None, (True, None)),
        ("SEK", None, (True, "SEK")),
        (None, "SEK", (True, "SEK")),
        ("hours", "SEK_per_hour", (True, "SEK")),
        ("SEK_per_EUR", "EUR", (True, "SEK")),
        ("SEK", "SEK", (False, None)),
        ("SEK_per_hour", "EUR", (False, None)),
    ],
)
def test_products_of_units(one: str | None, other: str | None, result: object) -> None:
    """A rate meets the unit that it is a rate of, or a plain number."""
    assert product_unit(one, other) == result


def test_a_length_is_no_denominator() -> None:
    """Only powers of ten divide."""
    assert codes("sek / term") == ["HE0517"]
