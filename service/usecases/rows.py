"""Adding and removing lines of a list in a form that was sent without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from service.usecases.read_answers import (
    MAX_ROWS,
    Fields,
    field_key,
    none_key,
    row_count,
    rows_key,
)

__all__ = ["with_rows"]

_ROW: Final = re.compile(r"[0-9]{1,4}")  # more digits than that, and `int` may refuse them


def with_rows(fields: Fields, action: str, lists: Iterable[str]) -> dict[str, str]:
    """The fields after `add:LIST` or `remove:LIST:ROW`; anything else changes nothing."""
    changed = dict(fields)
    verb, _, rest = action.partition(":")
    name, _, row = rest.partition(":")
    if name not in set(lists):
        return changed
    count = row_count(fields, name)
    if verb == "add" and count < MAX_ROWS:
        changed[rows_key(name)] = str(count + 1)
        changed.pop(none_key(field_key(name)), None)
    elif verb == "remove" and _ROW.fullmatch(row) and int(row) < count:
        _remove(changed, name, int(row), count)
    return changed


def _remove(fields: dict[str, str], name: str, row: int, count: int) -> None:
    """Take a line away and move those after it up."""
    for start in (field_key(name, row), none_key(field_key(name, row))):
        for key in [key for key in fields if key.startswith(start)]:
            del fields[key]
    for later in range(row + 1, count):
        _move(fields, field_key(name, later), field_key(name, later - 1))
        _move(fields, none_key(field_key(name, later)), none_key(field_key(name, later - 1)))
    fields[rows_key(name)] = str(count - 1)


def _move(fields: dict[str, str], old: str, new: str) -> None:
    for key in [key for key in fields if key.startswith(old)]:
        fields[new + key.removeprefix(old)] = fields.pop(key)
