"""The catalogue: every message that a file can be refused with, by code.

Codes are stable: they are quoted in logs, tests and manuals, so a code is never given another
meaning. HE10 is kept for application files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import ModuleType
from typing import Final

from engine.errors import Entry, Language, Words
from engine.messages import cases as messages_cases
from engine.messages import expression as messages_expression
from engine.messages import kinds as messages_kinds
from engine.messages import names as messages_names
from engine.messages import rules as messages_rules
from engine.messages import shape as messages_shape
from engine.messages import source as messages_source

__all__ = ["CATALOGUE", "GROUPS", "entries_in", "reference_page"]

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


def reference_page(language: Language) -> str:
    """Every code with its cause and the next step, as a page of the documentation."""
    lines = [f"# {_TITLE.in_(language)}", "", _INTRODUCTION.in_(language)]
    for group, title in GROUPS.items():
        lines += ["", f"## {group}: {title.in_(language)}"]
        for entry in CATALOGUE.values():
            if entry.code.startswith(group):
                lines += _described(entry, language)
    return "\n".join(lines) + "\n"


_TITLE: Final = Words("Felkoder", "Errors")
_INTRODUCTION: Final = Words(
    "Vad en policy, dess fall eller en stödform kan vägras för. Varje fel säger var det är, vad"
    " som är fel och vad som är nästa steg, på svenska eller engelska, och alla fel visas på en"
    " gång. En kod byter aldrig betydelse. `…` står för det som meddelandet fyller i. Sidan skrivs"
    " av `python -m tests.engine.golden` ur katalogen i `engine/messages/`.",
    "What a policy, its cases or a bundle can be refused with. Every error says where it is, what"
    " is wrong and what to do next, in Swedish or English, and all errors are shown at once. A code"
    " never changes its meaning. `…` stands for what the message fills in. The page is written by"
    " `python -m tests.engine.golden` from the catalogue in `engine/messages/`.",
)
_EXPECTED: Final = Words("Förväntat", "Expected")
_STEP: Final = Words("Nästa steg", "Next step")
_SUGGESTED: Final = Words("det som meddelandet föreslår", "what the message suggests")


def _described(entry: Entry, language: Language) -> list[str]:
    message, cause = _left_open(entry.message, language), entry.cause.in_(language)
    if entry.expected:
        cause += f" {_EXPECTED.in_(language)}: {_left_open(entry.expected, language)}."
    step = _left_open(entry.step, language)
    if step == "…":
        step = _SUGGESTED.in_(language)
    said = f"**{message}**"
    return ["", f"### {entry.code}", "", said, "", cause, "", f"{_STEP.in_(language)}: {step}."]


def _left_open(words: Words, language: Language) -> str:
    """A template with what is filled in left open."""
    return re.sub(r"`?\{[a-z_]+\}`?", "…", words.in_(language))
