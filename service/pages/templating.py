"""Templates in two languages: a text stands where it is used, in Swedish and then in English.

Each language has its own environment, in which `say(sv, en)` gives its text. What one says the
other says too, since both stand in the same call; a test reads every template for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import ChoiceLoader as FirstOf
from jinja2 import Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
from starlette.responses import HTMLResponse

from service.clock import local

__all__ = ["FOLDER", "STATIC", "Language", "address", "environment", "page", "render", "sayer"]

Language = Literal["sv", "en"]

FOLDER: Final = Path(__file__).resolve().parent / "templates"
STATIC: Final = Path(__file__).resolve().parent / "static"

_LOCALES: Final = {"sv": "sv_SE", "en": "en_GB"}
_HASH: Final = 12


@cache
def environment(language: Language) -> Environment:
    """The templates of one language; every value is escaped, every unknown name an error."""
    made = Environment(
        loader=FirstOf(
            [
                FileSystemLoader(FOLDER),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        language=language,
        other_language="en" if language == "sv" else "sv",
        say=sayer(language),
        link=lambda path: address(path, language),
        static=_static,
    )
    locale = _LOCALES[language]

    def day(value: date) -> str:
        return format_date(value, "d MMMM y", locale=locale)

    def moment(value: datetime) -> str:
        return f"{day(local(value).date())} {clock(value)}"

    def clock(value: datetime) -> str:
        return format_time(local(value).time(), "HH.mm" if language == "sv" else "HH:mm")

    def count(value: int) -> str:
        return str(format_decimal(value, locale=locale))

    made.filters.update(
        day=day, moment=moment, clock=clock, count=count, capitalize_first=_capitalized
    )
    return made


def _capitalized(text: str) -> str:
    """A noun phrase at the start of a line; the rest of it stays as it is."""
    return text[:1].upper() + text[1:]


def sayer(language: Language) -> Callable[[str, str], str]:
    """What picks the text of a language out of Swedish and English."""
    return (lambda sv, _en: sv) if language == "sv" else (lambda _sv, en: en)


def address(path: str, language: Language) -> str:
    """The address of a page in a language: Swedish has none in front, English has `/en`."""
    return path if language == "sv" else f"/en{path}"


@cache
def _static(name: str) -> str:
    """The address of a static file, different for each content so that it can be kept for long."""
    content = (STATIC / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:_HASH]}"


def render(template: str, language: Language, values: Mapping[str, object]) -> str:
    """A template filled in."""
    return environment(language).get_template(template).render(values)


def page(
    template: str, language: Language, values: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    """A template as a response."""
    return HTMLResponse(render(template, language, values), status)
