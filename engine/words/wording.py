"""Values in words, in Swedish and English, for texts that people read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from engine.kinds import Kind, ListKind, NumberKind, RecordKind
from engine.model import Texts
from engine.values import Interval, Months, Unknown, Value

__all__ = [
    "PLACEHOLDER",
    "UNITS",
    "Worded",
    "fill",
    "grouped",
    "number",
    "quoted",
    "say",
    "unit_of",
]

_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_MANY = 3  # longer lists are counted, not read out

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
"""Where a text takes in the value of a fact."""

UNITS: dict[str, Texts] = {
    "SEK": Texts("kr", "SEK"),
    "EUR": Texts("euro", "EUR"),
    "percent": Texts("%", "%"),
    "persons": Texts("personer", "persons"),
    "awu": Texts("årsarbetskrafter", "annual work units"),
    "months": Texts("månader", "months"),
    "years": Texts("år", "years"),
    "hours": Texts("timmar", "hours"),
    "SEK_per_hour": Texts("kr per timme", "SEK per hour"),
    "SEK_per_EUR": Texts("kr per euro", "SEK per euro"),
}
"""Every unit of the language with its words; the checker refuses any other."""


class Worded(Protocol):
    """Whatever gives words to codes and fields: a question, or a column of a reference table."""

    @property
    def name(self) -> str:
        """The name in expressions."""
        ...

    @property
    def label(self) -> Texts:
        """What it is called in running text."""
        ...

    @property
    def choices(self) -> tuple[tuple[str, Texts], ...]:
        """Its codes with their words; empty when it is no choice."""
        ...

    @property
    def fields(self) -> Sequence[Worded]:
        """What is asked of each item, when it is a list."""
        ...


_ONE: dict[str, Texts] = {
    "persons": Texts("person", "person"),
    "awu": Texts("årsarbetskraft", "annual work unit"),
    "months": Texts("månad", "month"),
    "years": Texts("år", "year"),
    "hours": Texts("timme", "hour"),
    "days": Texts("dag", "day"),
}
"""The words of units that are counted, for one of them."""

_DAYS = Texts("dagar", "days")
_YES = Texts("ja", "yes")
_NO = Texts("nej", "no")
_NONE = Texts("inget", "none")
_OPEN = Texts("obesvarat", "unanswered")
_BLANK = Texts("tomt", "blank")


def grouped(value: Decimal) -> Texts:
    """An exact decimal, digits grouped by three, zeros at the end of its fraction dropped."""
    text = f"{value:f}"
    whole, _, fraction = text.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    sign = _MINUS if value < 0 else ""
    groups = f"{int(whole or '0'):,}"
    sv = sign + groups.replace(",", _NBSP) + ("," + fraction if fraction else "")
    en = sign + groups + ("." + fraction if fraction else "")
    return Texts(sv, en)


def number(value: Decimal, unit: str | None) -> Texts:
    """A number with its unit's word."""
    digits = grouped(value)
    if unit is None:
        return digits
    word = _ONE.get(unit, UNITS[unit]) if value == 1 else UNITS[unit]
    return Texts(f"{digits.sv}{_NBSP}{word.sv}", f"{digits.en}{_NBSP}{word.en}")


def unit_of(kind: Kind) -> str | None:
    """The unit of a number kind, None for any other kind."""
    return kind.unit if isinstance(kind, NumberKind) else None


def say(  # noqa: C901 - one case a kind of value
    value: Value, kind: Kind, question: Worded | None = None
) -> Texts:
    """`value` as a person would write it; choices by their wording in `question`."""
    match value:
        case Unknown():
            return _OPEN
        case None:
            return _NONE
        case bool():
            return _YES if value else _NO
        case Decimal():
            return number(value, unit_of(kind))
        case str():
            return _text(value, question)
        case date():
            return Texts(value.isoformat(), value.isoformat())
        case Months() | timedelta():
            return _duration(value)
        case tuple():
            return _list(value, kind, question)
        case Mapping():
            return _record(value, kind, question)
        case Interval():
            low, high = say(value.low, kind), say(value.high, kind)
            return Texts(f"{low.sv}\N{EN DASH}{high.sv}", f"{low.en}\N{EN DASH}{high.en}")
        case _:
            return Texts(str(value), str(value))


def quoted(words: Texts) -> Texts:
    """The words between the quotation marks of each language."""
    return Texts(
        f"\N{RIGHT DOUBLE QUOTATION MARK}{words.sv}\N{RIGHT DOUBLE QUOTATION MARK}",
        f"\N{LEFT DOUBLE QUOTATION MARK}{words.en}\N{RIGHT DOUBLE QUOTATION MARK}",
    )


def fill(template: Texts, words: Mapping[str, Texts]) -> Texts:
    """`template` with each `{name}` replaced by its words."""
    sv, en = template.sv, template.en
    for name, text in words.items():
        sv = sv.replace("{" + name + "}", text.sv)
        en = en.replace("{" + name + "}", text.en)
    return Texts(sv, en)


def _text(value: str, question: Worded | None) -> Texts:
    if question is not None:
        for code, words in question.choices:
            if code == value:
                return words
    if not value:
        return _BLANK
    return quoted(Texts(value, value))


def _duration(value: Months | timedelta) -> Texts:
    if isinstance(value, Months):
        years, months = divmod(abs(value.months), 12)
        parts = [(years, "years"), (months, "months")]
    else:
        parts = [(abs(value).days, "days")]
    kept = [part for part in parts if part[0]] or parts[-1:]
    said = [_counted(count, unit) for count, unit in kept]
    return Texts(" ".join(one.sv for one in said), " ".join(one.en for one in said))


def _counted(count: int, unit: str) -> Texts:
    word = _ONE[unit] if count == 1 else UNITS.get(unit, _DAYS)
    return Texts(f"{count}{_NBSP}{word.sv}", f"{count}{_NBSP}{word.en}")


def _list(value: tuple[Value, ...], kind: Kind, question: Worded | None) -> Texts:
    item = kind.item if isinstance(kind, ListKind) else kind
    if not value:
        return Texts("inga", "none")
    if len(value) > _MANY or isinstance(item, RecordKind):
        return Texts(f"{len(value)}{_NBSP}st", f"{len(value)}{_NBSP}items")
    said = [say(one, item, question) for one in value]
    return Texts(", ".join(one.sv for one in said), ", ".join(one.en for one in said))


def _record(value: Mapping[str, Value], kind: Kind, question: Worded | None) -> Texts:
    """The answered fields of a record, by their own wording."""
    kinds = dict(kind.fields) if isinstance(kind, RecordKind) else {}
    asked = {field.name: field for field in question.fields} if question is not None else {}
    said = [
        say(one, kinds[name], asked.get(name))
        for name, one in value.items()
        if name in kinds and not isinstance(one, Unknown) and not isinstance(one, bool)
    ]
    return Texts(", ".join(one.sv for one in said), ", ".join(one.en for one in said))
