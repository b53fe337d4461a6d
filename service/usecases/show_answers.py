"""From an application to the fields of a form: the way back of `read_answers`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from pydantic import MISSING

from engine.kinds import BooleanKind, ChoiceKind, ListKind
from engine.model import Input
from engine.values import Value
from service.domain.application import Application
from service.domain.facts import answer
from service.usecases.questionnaire import Language
from service.usecases.read_answers import NONE, field_key, none_key, rows_key
from service.usecases.typed import shown_number

__all__ = ["show_answers"]


def show_answers(
    application: Application, asked: Mapping[str, Input], language: Language
) -> dict[str, str]:
    """The fields in which a form shows the answers of an application."""
    fields: dict[str, str] = {}
    for one in asked.values():
        fields.update(_shown(one, answer(application, one.path), language))
    return fields


def _shown(asked: Input, given: Value | MISSING, language: Language) -> Iterator[tuple[str, str]]:
    key = field_key(asked.name)
    if not isinstance(asked.kind, ListKind):
        yield from _field(key, asked, given, language)
        return
    items = given if isinstance(given, tuple) else ()
    yield rows_key(asked.name), str(len(items))
    if given == ():
        yield none_key(key), "1"
    for row, item in enumerate(items):
        for part in asked.fields:
            inner = item.get(part.name, MISSING) if isinstance(item, Mapping) else MISSING
            yield from _field(field_key(asked.name, row, part.name), part, inner, language)


def _field(
    key: str, asked: Input, given: Value | MISSING, language: Language
) -> Iterator[tuple[str, str]]:
    if given is MISSING:
        return
    if given is None:
        by_choice = isinstance(asked.kind, BooleanKind | ChoiceKind)
        yield (key, NONE) if by_choice else (none_key(key), "1")
    elif given == "":
        yield none_key(key), "1"
    else:
        yield key, _text(given, language)


def _text(given: Value, language: Language) -> str:
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, Decimal):
        return shown_number(given, language)
    if isinstance(given, date):
        return given.isoformat()
    return str(given)
