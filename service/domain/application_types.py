"""The kinds of answers in an application: exact, bounded, clean, and honest about what is missing.

Any answer may be left out (`MISSING`). `None` is an answer, "there is none", and is taken only
where the question allows it. Errors carry a code that `service.domain.read` turns into words;
none of them carries the value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, LiteralString, TypeAlias, TypeVar

from pydantic import (
    MISSING,
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from engine.source.text import forbidden_in
from engine.values import date_from_text
from service.domain.sni import section_of

__all__ = [
    "MAX_ITEMS",
    "MAX_LINE",
    "MAX_TEXT",
    "Awu",
    "Cfar",
    "Day",
    "Eur",
    "Exact",
    "Exactly",
    "Hours",
    "Line",
    "Many",
    "Months",
    "OrgNumber",
    "Percent",
    "Persons",
    "Section",
    "Sek",
    "SekPerEur",
    "SekPerHour",
    "SniCode",
    "Text",
    "Years",
    "contradiction",
    "is_luhn",
    "refuse_if",
]

MAX_TEXT = 20_000
MAX_LINE = 2_000
MAX_ITEMS = 500


class Section(BaseModel):
    """A part of the application: closed, frozen, strict, and silent about values in its errors."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        protected_namespaces=(),
    )

    def __repr_args__(self) -> Iterable[tuple[str, object]]:
        """Which questions are answered, and not how: answers do not belong in logs."""
        return ((name, ...) for name, value in self if value is not MISSING)


def contradiction(code: LiteralString, field: str) -> InitErrorDetails:
    """The error of answers that cannot all be right, placed at the `field` to look at."""
    return InitErrorDetails(type=PydanticCustomError(code, code), loc=(field,), input=None)


def refuse_if(contradictions: list[InitErrorDetails]) -> None:
    """Refuse a section for all its contradictions at once.

    Raises:
        ValidationError: there is at least one.
    """
    if contradictions:
        raise ValidationError.from_exception_data("Section", contradictions, hide_input=True)


def _refused(code: LiteralString, **context: str) -> PydanticCustomError:
    return PydanticCustomError(code, code, context)


# --- texts ----------------------------------------------------------------------------------------


def _clean(value: object) -> object:
    """Text with plain line ends, in NFC and without space around it; anything else as it is."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if character := forbidden_in(text):
        raise _refused("forbidden_character", character=f"U+{ord(character):04X}")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise _refused("several_lines")
    return text


# In an annotation the innermost comes first: a limit stands before the validator that feeds it.
Text: TypeAlias = Annotated[str, Field(max_length=MAX_TEXT), BeforeValidator(_clean)]
"""One or more lines."""
Line: TypeAlias = Annotated[
    str, Field(max_length=MAX_LINE), AfterValidator(_one_line), BeforeValidator(_clean)
]
"""One line."""


# --- codes ----------------------------------------------------------------------------------------

_ORG_NUMBER = re.compile(r"([0-9]{6})-?([0-9]{4})")
_LOWEST_THIRD_DIGIT = "2"
_CFAR = re.compile(r"[0-9]{8}")
_SNI = re.compile(r"[0-9]{2,5}")


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (the Luhn algorithm)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number // 10 + number % 10
    return total % 10 == 0


def _org_number(text: str) -> str:
    """An organisation number as `NNNNNN-NNNN`.

    A legal person's third digit is 2 or more, which a personal number's never is: those are
    refused, because nothing here needs them.
    """
    found = _ORG_NUMBER.fullmatch(text)
    if found is None:
        raise _refused("org_number_form")
    if text[2] < _LOWEST_THIRD_DIGIT:
        raise _refused("personal_number")
    if not is_luhn(found[1] + found[2]):
        raise _refused("check_digit")
    return f"{found[1]}-{found[2]}"


def _cfar(text: str) -> str:
    if _CFAR.fullmatch(text) is None:
        raise _refused("cfar_form")
    return text


def _sni(text: str) -> str:
    """An SNI 2007 code as digits only, as `25620` for `25.620`."""
    code = text.replace(".", "", 1)
    if _SNI.fullmatch(code) is None or section_of(code) is None:
        raise _refused("sni_form")
    return code


OrgNumber: TypeAlias = Annotated[Line, AfterValidator(_org_number)]
Cfar: TypeAlias = Annotated[Line, AfterValidator(_cfar)]
SniCode: TypeAlias = Annotated[Line, AfterValidator(_sni)]


# --- days -----------------------------------------------------------------------------------------


def _day(value: object) -> object:
    """A day, also from ISO text, because JSON has no days."""
    if isinstance(value, str):
        day = date_from_text(value)
        if day is None:
            raise _refused("day_form")
        return day
    return value


Day: TypeAlias = Annotated[
    date, Field(ge=date(1800, 1, 1), le=date(2100, 12, 31)), BeforeValidator(_day)
]


# --- numbers --------------------------------------------------------------------------------------

_EXACT = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")


def _exact(value: object) -> object:
    """A decimal from a whole number or from exact text; never from a binary float."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _EXACT.fullmatch(value):
        return Decimal(value)
    return value


def _shortest(number: Decimal) -> Decimal:
    """The same number without zeros at its end; it is within bounds, so nothing is rounded."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if whole == number else number.normalize()


@dataclass(frozen=True, slots=True)
class Exactly:
    """Marks a decimal from `low` to `high`, with at most `places` decimals.

    Both ends are included, unless `above` says that the number must be greater than `low`.
    """

    low: int
    high: int
    places: int = 6
    above: bool = False

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        number = core_schema.decimal_schema(
            strict=True,
            gt=Decimal(self.low) if self.above else None,
            ge=None if self.above else Decimal(self.low),
            le=Decimal(self.high),
            decimal_places=self.places,
        )
        short = core_schema.no_info_after_validator_function(_shortest, number)
        return core_schema.no_info_before_validator_function(_exact, short)


Exact: TypeAlias = Annotated[Decimal, Exactly(-1_000_000_000_000, 1_000_000_000_000)]
"""A number without unit."""
Sek: TypeAlias = Annotated[Decimal, Exactly(0, 10_000_000_000, places=2)]
Eur: TypeAlias = Annotated[Decimal, Exactly(0, 1_000_000_000_000, places=2)]
SekPerHour: TypeAlias = Annotated[Decimal, Exactly(0, 100_000, places=2)]
SekPerEur: TypeAlias = Annotated[Decimal, Exactly(0, 100, places=4, above=True)]
Percent: TypeAlias = Annotated[Decimal, Exactly(0, 100)]
Persons: TypeAlias = Annotated[Decimal, Exactly(0, 1_000_000, places=0)]
Awu: TypeAlias = Annotated[Decimal, Exactly(0, 1_000_000, places=2)]
Months: TypeAlias = Annotated[Decimal, Exactly(0, 1_200, places=2)]
Years: TypeAlias = Annotated[Decimal, Exactly(0, 1_000, places=2)]
Hours: TypeAlias = Annotated[Decimal, Exactly(0, 10_000_000, places=2)]


# --- lists ----------------------------------------------------------------------------------------

_Item = TypeVar("_Item")


def _as_tuple(value: object) -> object:
    if not isinstance(value, list):
        return value
    if len(value) > MAX_ITEMS:  # before each of them is looked at
        raise _refused("too_many_items", limit=str(MAX_ITEMS))
    return tuple(value)


Many: TypeAlias = Annotated[
    tuple[_Item, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_as_tuple)
]
"""A list of sections; frozen like everything else."""
