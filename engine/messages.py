"""The catalogue: every message that a file can be refused with, by code.

Codes are stable: they are quoted in logs, tests and manuals, so a code is never given another
meaning. HE10 is kept for application files.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Final

from engine import (
    messages_cases,
    messages_expression,
    messages_kinds,
    messages_names,
    messages_rules,
    messages_shape,
    messages_source,
)
from engine.errors import Entry, Words

__all__ = ["CATALOGUE", "GROUPS", "entries_in"]

GROUPS: Final[Mapping[str, Words]] = {
    "HE01": Words("Filen", "The file"),
    "HE02": Words("Formen", "The form"),
    "HE03": Words("Uttryckens grammatik", "The grammar of expressions"),
    "HE04": Words("Namn", "Names"),
    "HE05": Words("Slag, enheter och koder", "Kinds, units and codes"),
    "HE06": Words("Regler och tabeller", "Rules and tables"),
    "HE07": Words("Texter", "Texts"),
    "HE08": Words("Fall", "Cases"),
    "HE09": Words("Dagar, importer och stödformer", "Dates, imports and bundles"),
}
"""What the codes that begin so are about."""


def entries_in(module: ModuleType) -> tuple[Entry, ...]:
    """The messages that a module defines."""
    return tuple(value for value in vars(module).values() if isinstance(value, Entry))


CATALOGUE: Final[Mapping[str, Entry]] = {
    entry.code: entry
    for entry in sorted(
        (
            entry
            for module in (
                messages_cases,
                messages_expression,
                messages_kinds,
                messages_names,
                messages_rules,
                messages_shape,
                messages_source,
            )
            for entry in entries_in(module)
        ),
        key=lambda entry: entry.code,
    )
}
