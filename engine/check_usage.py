"""What a policy reads: declared facts against used ones, names never used, texts' placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from engine.check_scope import CLOCK, Fact
from engine.errors import Problems, quoted
from engine.kind_words import described
from engine.kinds import ListKind, RecordKind
from engine.messages_names import FACTS_MISSING, FACTS_UNUSED, PROTECTED, UNUSED
from engine.messages_rules import NOT_IN_TEXT, UNKNOWN_PLACEHOLDER
from engine.model import Texts
from engine.parse_fields import did_you_mean
from engine.source import Entries, Node, Scalar
from engine.source_spans import within

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
            name = found[1]
            if name != CLOCK:
                _placeholder(name, _written(node, language, found.group()), facts, problems)
            used.add(name)
    return used


def _placeholder(
    name: str, where: Node | tuple[Scalar, int, int], facts: Mapping[str, Fact], problems: Problems
) -> None:
    place = within(*where) if isinstance(where, tuple) else where.place()
    fact = facts.get(name)
    if fact is None:
        step = did_you_mean(name, {*facts, CLOCK})
        problems.add(UNKNOWN_PLACEHOLDER, place, name=quoted(name), step=step)
    elif fact.protected:
        problems.add(PROTECTED, place, name=quoted(name))
    elif isinstance(fact.kind, ListKind | RecordKind):
        problems.add(NOT_IN_TEXT, place, name=quoted(name), kind=described(fact.kind))


def _written(node: Node, language: str, placeholder: str) -> Node | tuple[Scalar, int, int]:
    """Where a placeholder stands in the file."""
    scalar = node.get(language) if isinstance(node, Entries) else None
    if not isinstance(scalar, Scalar) or not isinstance(scalar.value, str):
        return node
    start = scalar.value.find(placeholder)
    return scalar, start, start + len(placeholder)


def check_unused(
    names: Iterable[str], used: set[str], anchors: Mapping[str, Node], problems: Problems
) -> None:
    """Every name that the policy lists is read somewhere."""
    for name in names:
        if name not in used:
            problems.add(UNUSED, anchors[name], name=quoted(name))
