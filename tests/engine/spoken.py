"""A small vocabulary in which any expression can be read aloud."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import Language
from engine.feel.parser import parse_expression
from engine.kinds import (
    BOOLEAN,
    DATE,
    TEXT,
    ChoiceKind,
    Kind,
    ListKind,
    NumberKind,
    RecordKind,
)
from engine.model import Column, Texts
from engine.words.render import Reader
from engine.words.vocabulary import Entry

__all__ = ["ENTRIES", "main_clause", "reader", "subordinate_clause"]

_SIZES = ChoiceKind(("small", "large"))
_SIZE_WORDS = (("small", Texts("Litet", "Small")), ("large", Texts("Stort", "Large")))
_COST = RecordKind((("amount", NumberKind("SEK")), ("kind", _SIZES), ("running", BOOLEAN)))
_ROW = RecordKind((("size", _SIZES), ("rate", NumberKind())))


def _column(name: str, sv: str, en: str, *fields: Column) -> Column:
    choices = _SIZE_WORDS if name in {"size", "kind"} else ()
    return Column(name, Texts(sv, en), choices, fields)


_COSTS = _column(
    "costs",
    "kostnader",
    "costs",
    _column("amount", "kostnadens belopp", "amount of the cost"),
    _column("kind", "slag av kostnad", "kind of cost"),
    _column("running", "kostnaden hör till driften", "the cost belongs to operation"),
)
_RATES = _column(
    "rates",
    "tak",
    "ceilings",
    _column("size", "storlek", "size"),
    _column("rate", "stödandel i procent", "share in per cent"),
)


def _entry(kind: Kind, sv: str, en: str) -> Entry:
    return Entry(Texts(sv, en), kind)


ENTRIES: Mapping[str, Entry] = {
    "sought": _entry(NumberKind("SEK"), "sökt stöd", "support applied for"),
    "most": _entry(NumberKind("SEK"), "högsta stöd", "highest support"),
    "own": _entry(NumberKind("EUR"), "eget kapital", "own capital"),
    "euro": _entry(NumberKind("SEK_per_EUR"), "eurokurs", "euro rate"),
    "rate": _entry(NumberKind(), "stödandel i procent", "share in per cent"),
    "staff": _entry(NumberKind("persons"), "antal anställda", "number of employees"),
    "starts": _entry(DATE, "startdag", "start day"),
    "received": _entry(DATE, "dagen då ansökan kom in", "the day of receipt"),
    "plan": _entry(TEXT, "planen", "the plan"),
    "indebted": _entry(BOOLEAN, "företaget har skulder", "the company has debts"),
    "signed": _entry(BOOLEAN, "ansökan är undertecknad", "the application is signed"),
    "some_gain": _entry(BOOLEAN, "vissa företag får en fördel", "some companies get a gain"),
    "no_harm": _entry(BOOLEAN, "ingen skada uppstår", "no harm is done"),
    "unchanged": _entry(BOOLEAN, "priset ökar inte", "the price does not rise"),
    "size": Entry(Texts("företagets storlek", "size of the company"), _SIZES, _RATES.fields[0]),
    "costs": Entry(_COSTS.label, ListKind(_COST), _COSTS),
    "rates": Entry(_RATES.label, ListKind(_ROW), _RATES, table=True),
}


def reader(language: Language) -> Reader:
    """A reader of the small vocabulary."""
    return Reader(language, ENTRIES)


def main_clause(text: str, language: Language) -> str:
    """What FEEL `text` says, as a sentence of its own."""
    return reader(language).read(parse_expression(text))


def subordinate_clause(text: str, language: Language) -> str:
    """What FEEL `text` says after *att* or *when*."""
    return reader(language).after().read(parse_expression(text))
