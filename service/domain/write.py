"""From an application to a file that reads back as the same application.

What is unanswered is left out, and so are sections without an answer. Numbers are written
exactly, days as ISO text, and every text so that no reader can take it for anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from service.domain.application import Application

__all__ = ["answered", "to_json", "to_yaml"]

Written: TypeAlias = "dict[str, Written] | list[Written] | bool | Decimal | date | str | None"

_BARE: Final = re.compile(r"[a-z][a-z0-9_]*")
_NOT_BARE: Final = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})


def answered(application: Application) -> dict[str, Written]:
    """The answers as plain nested data, without empty sections."""
    return _without_empty(application.model_dump(mode="python"))


def to_json(application: Application) -> bytes:
    """The application as UTF-8 JSON."""
    return "".join(_json(answered(application), "\n")).encode() + b"\n"


def to_yaml(application: Application) -> bytes:
    """The application as UTF-8 YAML, the way a person would write it."""
    return "".join(_section(answered(application), "")).encode()


def _without_empty(section: dict[str, object]) -> dict[str, Written]:
    """A section without its empty sections; an empty item of a list is an item and stays."""
    kept: dict[str, Written] = {}
    for name, value in section.items():
        if isinstance(value, dict):
            if inner := _without_empty(value):
                kept[name] = inner
        elif isinstance(value, tuple):
            kept[name] = [_without_empty(item) for item in value]
        elif isinstance(value, bool | Decimal | date | str | None):
            kept[name] = value
    return kept


def _json(value: Written, newline: str) -> Iterator[str]:
    deeper = newline + "  "
    match value:
        case dict():
            for place, (name, inner) in enumerate(value.items()):
                yield ("," if place else "{") + deeper + json.dumps(name) + ": "
                yield from _json(inner, deeper)
            yield newline + "}" if value else "{}"
        case list():
            for place, item in enumerate(value):
                yield ("," if place else "[") + deeper
                yield from _json(item, deeper)
            yield newline + "]" if value else "[]"
        case date():
            yield f'"{value.isoformat()}"'
        case str():
            yield json.dumps(value, ensure_ascii=False)
        case _:
            yield _word(value)


def _section(section: dict[str, Written], indent: str, first: str | None = None) -> Iterator[str]:
    """The lines of a section; `first` is what stands before its first key instead of `indent`."""
    for name, value in section.items():
        yield f"{indent if first is None else first}{name}:"
        first = None
        match value:
            case dict():
                yield "\n"
                yield from _section(value, indent + "  ")
            case list() if value:
                yield "\n"
                yield from _items(value, indent + "  ")
            case str() if "\n" in value:
                lines = (f"{indent}  {line}" if line else "" for line in value.split("\n"))
                yield " |-\n" + "\n".join(lines) + "\n"
            case _:
                yield f" {_scalar(value)}\n"


def _items(items: list[Written], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict) and item:
            yield from _section(item, indent + "  ", f"{indent}- ")
        else:
            yield f"{indent}- {{}}\n"


def _scalar(value: Written) -> str:
    match value:
        case list():
            return "[]"
        case date():
            return value.isoformat()
        case str():
            bare = _BARE.fullmatch(value) and value not in _NOT_BARE
            return value if bare else json.dumps(value, ensure_ascii=False)
        case _:
            return _word(value)


def _word(value: Written) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "null" if value is None else "true" if value else "false"
