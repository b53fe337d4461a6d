"""What a policy reads: declared facts against used ones, names never used, texts' placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from engine.check.scope import CLOCK, Fact
from engine.errors import Entry, Field, Place, Problems, quoted
from engine.kinds import ListKind, RecordKind
from engine.messages.kind_words import described
from engine.messages.names import FACTS_MISSING, FACTS_UNUSED, PROTECTED, UNUSED
from engine.messages.rules import NOT_IN_TEXT, UNKNOWN_PLACEHOLDER
from engine.model import Texts
from engine.parse.fields import did_you_mean
from engine.source.reader import Entries, Node, Scalar
from engine.source.spans import text_of, within

__all__ = ["check_facts", "check_placeholders", "check_unused"]

_PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def check_facts(
    owner: str,
    declared: Iterable[str],
    used: set[str],
    anchors: Mapping[str, Node],
    problems: Problems,
) -> None:
    """The declared facts of a rule are exactly those that its conditions read."""
    declared = set(declared)
    here = f"{owner}/facts"
    if missing := sorted(used - declared):
        names = ", ".join(map(quoted, missing))
        problems.add(FACTS_MISSING, anchors.get(here, anchors[owner]), names=names)
    for name in sorted(declared - used):
        problems.add(FACTS_UNUSED, anchors[f"{here}/{name}"], name=quoted(name))


def check_placeholders(
    texts: Texts, node: Node, facts: Mapping[str, Fact], problems: Problems
) -> set[str]:
    """Every `{name}` of a text stands for a single value; the names that do."""
    used: set[str] = set()
    for language, text in (("sv", texts.sv), ("en", texts.en)):
        for found in _PLACEHOLDER.finditer(text):
            used.add(found[1])
            said = _unfit(found[1], facts)
            if said is not None:
                entry, fields = said
                problems.add(entry, _place(node, language, found.group()), **fields)
    return used


def _unfit(name: str, facts: Mapping[str, Fact]) -> tuple[Entry, Mapping[str, Field]] | None:
    """Why a name cannot be filled in, if it cannot."""
    if name == CLOCK:
        return None
    fact = facts.get(name)
    if fact is None:
        step = did_you_mean(name, {*facts, CLOCK})
        return UNKNOWN_PLACEHOLDER, {"name": quoted(name), "step": step}
    if fact.protected:
        return PROTECTED, {"name": quoted(name)}
    if isinstance(fact.kind, ListKind | RecordKind):
        return NOT_IN_TEXT, {"name": quoted(name), "kind": described(fact.kind)}
    return None


def _place(node: Node, language: str, placeholder: str) -> Place:
    """Where a placeholder stands in the file."""
    scalar = node.get(language) if isinstance(node, Entries) else None
    start = text_of(scalar).find(placeholder) if isinstance(scalar, Scalar) else 0
    end = start + len(placeholder)
    return within(scalar, start, end) if isinstance(scalar, Scalar) else node.place()


def check_unused(
    names: Iterable[str], used: set[str], anchors: Mapping[str, Node], problems: Problems
) -> None:
    """Every name that the policy lists is read somewhere."""
    for name in names:
        if name not in used:
            problems.add(UNUSED, anchors[name], name=quoted(name))
