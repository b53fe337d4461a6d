"""A validator for the part of JSON Schema (draft 2020-12) that our schema uses, and nothing more.

It refuses a keyword that it does not know, so that no part of the schema goes untested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from engine.values import date_from_text

Schema = dict[str, Any]  # JSON

_SILENT = {"$schema", "title", "description", "default"}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "number": (int, float),
}


def faults(value: object, schema: Schema, at: str = "") -> Iterator[str]:
    """Where `value` does not fit `schema`; an empty iterator when it does."""
    for keyword, rule in schema.items():
        if keyword in _INNER:
            yield from _INNER[keyword](value, rule, schema, at)
        elif keyword in _HOLDS:
            if not _HOLDS[keyword](value, rule):
                yield f"{at}: {keyword} {rule}"
        elif keyword not in _SILENT:
            raise AssertionError(f"unknown keyword {keyword}")


# --- keywords about one value: true also where the value is of a kind that they do not concern ----


def _type(value: object, rule: str) -> bool:
    right = isinstance(value, _TYPES[rule])
    return right and not (rule == "number" and isinstance(value, bool))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _format(value: object, rule: str) -> bool:
    assert rule == "date", rule
    return not isinstance(value, str) or date_from_text(value) is not None


_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "type": _type,
    "const": lambda value, rule: value == rule,
    "enum": lambda value, rule: value in rule,
    "minimum": lambda value, rule: not _number(value) or value >= rule,
    "exclusiveMinimum": lambda value, rule: not _number(value) or value > rule,
    "maximum": lambda value, rule: not _number(value) or value <= rule,
    "maxLength": lambda value, rule: not isinstance(value, str) or len(value) <= rule,
    "maxItems": lambda value, rule: not isinstance(value, list) or len(value) <= rule,
    "maxProperties": lambda value, rule: not isinstance(value, dict) or len(value) <= rule,
    "required": lambda value, rule: not isinstance(value, dict) or set(rule) <= value.keys(),
    "pattern": lambda value, rule: not isinstance(value, str) or bool(re.search(rule, value)),
    "format": _format,
}


# --- keywords with schemas inside -----------------------------------------------------------------


def _any_of(value: object, rule: list[Schema], _: Schema, at: str) -> Iterator[str]:
    if all(list(faults(value, one, at)) for one in rule):
        yield f"{at}: none of anyOf"


def _properties(value: object, rule: Schema, _: Schema, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name in value.keys() & rule.keys():
            yield from faults(value[name], rule[name], f"{at}.{name}")


def _additional(value: object, rule: object, schema: Schema, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name in value.keys() - schema.get("properties", {}).keys():
            if isinstance(rule, dict):
                yield from faults(value[name], rule, f"{at}.{name}")
            elif not rule:
                yield f"{at}.{name}: unknown"


def _names(value: object, rule: Schema, _: Schema, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name in value:
            yield from faults(name, rule, f"{at}.{name}")


def _items(value: object, rule: Schema, _: Schema, at: str) -> Iterator[str]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from faults(item, rule, f"{at}[{place}]")


_INNER: dict[str, Callable[[object, Any, Schema, str], Iterator[str]]] = {
    "anyOf": _any_of,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "items": _items,
}
