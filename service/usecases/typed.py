"""What people type for numbers and days, read the way they meant it or not at all.

Spaces, a decimal comma and a unit are taken off a number; the result is exact text. Where a
point or comma could mean two things, nothing is guessed: a factor of a thousand is too much.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from engine.words.wording import grouped

__all__ = ["Unread", "read_day", "read_number", "shown_number"]

_UNITS: Final = re.compile(
    r"\s*(?:sek|kr\.?|kronor|:-|%|procent|per ?cent|percent|eur|euro|€|st\.?|"
    r"månader|months|år|years|timmar|hours|personer|persons|km)$",
    re.IGNORECASE,
)
_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f']+")
_GROUPED_BY_SPACE: Final = re.compile(r"\d{1,3}(?: \d{3})+")
_MOST_DIGITS: Final = 20
_GROUP: Final = 3
_THOUSAND: Final = 1000

_MONTHS: Final = {
    name: number
    for names in (
        "januari februari mars april maj juni juli augusti september oktober november december",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SPACED: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})")
_NAMED: Final = re.compile(r"(?:den )?(\d{1,2})(?::?[ae]|st|nd|rd|th)?\.? ([a-zåäö]+)\.?,? (\d{4})")


class Unread(ValueError):
    """What was typed cannot be read; `why` is a code of `answer_messages`."""

    def __init__(
        self, why: Literal["number_form", "number_ambiguous", "day_form", "choice_form"]
    ) -> None:
        super().__init__(why)
        self.why = why


def read_number(typed: str) -> str:
    """The number as exact text such as `-1250000.50`.

    Raises:
        Unread: it is no number, or could be two.
    """
    text = _SPACES.sub(" ", typed.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-"))
    text = _UNITS.sub("", text.strip()).strip()
    sign = "-" if text.startswith("-") else ""
    text = text.removeprefix("-").strip().removesuffix(",-").strip()
    whole, fraction = _parts(text)
    if not (whole + fraction).isascii() or not whole.isdigit() or len(whole) > _MOST_DIGITS:
        raise Unread("number_form")
    if not fraction:
        return sign + whole
    if not fraction.isdigit() or len(fraction) > _MOST_DIGITS:
        raise Unread("number_form")
    return f"{sign}{whole}.{fraction}"


def _parts(text: str) -> tuple[str, str]:
    """The digits before and after the decimal sign, whatever sign that is."""
    places = [place for place, sign in enumerate(text) if sign in ",."]
    if not places:
        return _ungrouped(text, " "), ""
    last = places[-1]
    head, mark, tail = text[:last], text[last], text[last + 1 :]
    other = "." if mark == "," else ","
    if mark in head:  # twice the same sign: between thousands
        if other in head:
            raise Unread("number_form")
        return _ungrouped(text, mark), ""
    if other in head:
        return _ungrouped(head, other), tail or "-"
    if len(tail) == _GROUP and " " not in head and head.isdigit() and 0 < int(head) < _THOUSAND:
        raise Unread("number_ambiguous")
    return _ungrouped(head, " "), tail or "-"


def _ungrouped(text: str, mark: str) -> str:
    """The digits without the signs between thousands.

    Raises:
        Unread: a sign stands where no thousand ends.
    """
    if mark not in text:
        return text
    if _GROUPED_BY_SPACE.fullmatch(text.replace(mark, " ")) is None:
        raise Unread("number_form")
    return text.replace(mark, "")


def shown_number(value: Decimal, language: Literal["sv", "en"]) -> str:
    """A number for a field: thousands by spaces, and such that `read_number` gives it back."""
    text = grouped(value).sv.replace("\N{MINUS SIGN}", "-")
    whole, comma, fraction = text.partition(",")
    if len(fraction) == _GROUP and "\N{NO-BREAK SPACE}" not in whole:
        fraction += "0"  # 33,333 alone could be thirty-three thousand
    mark = "," if language == "sv" else "."
    return whole + (mark + fraction if comma else "")


def read_day(typed: str) -> str:
    """The day as ISO text.

    `2026-03-01`, `20260301`, `1/3 2026`, `1.3.2026` and `1 mars 2026` are all the same day; the
    day comes before the month, as it does in Sweden.

    Raises:
        Unread: it is no day.
    """
    text = " ".join(typed.lower().split())
    year, month, day = _year_month_day(text)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unread("day_form") from None


def _year_month_day(text: str) -> tuple[int, int, int]:
    if found := _COMPACT.fullmatch(text) or _SPACED.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _NAMED.fullmatch(text)) and found[2] in _MONTHS:
        return int(found[3]), _MONTHS[found[2]], int(found[1])
    raise Unread("day_form")
